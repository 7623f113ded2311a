# Everything that ctest runs. Labels: the layer's name, `slips`, `national`, `fuzz`, `source`
# (layers, header sizes, compile-fail), `docs`, `examples`, `package`. For one of them:
# ctest --preset dev -L docs

find_package(GTest REQUIRED)
find_package(rapidcheck REQUIRED CONFIG)
include(GoogleTest)

set(tests_dir "${PROJECT_SOURCE_DIR}/tests")

# ---- the layers' and the program's own tests -----------------------------------------------------

# Links what every test program needs. All share one set of precompiled headers, so all are compiled
# with the same definitions.
function(crossfoot_test_program name)
    target_link_libraries(${name} PRIVATE
        crossfoot::crossfoot GTest::gmock_main GTest::gmock GTest::gtest rapidcheck)
    # Internal headers are at src/, what tests share among them is at tests/.
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/src" "${tests_dir}")
    target_compile_definitions(${name} PRIVATE
        CROSSFOOT_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        CROSSFOOT_PROGRAM="${PROJECT_BINARY_DIR}/bin/crossfoot")
    set_target_properties(${name} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
    crossfoot_warnings(${name})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        # gtest's typed tests and matchers trip over these.
        target_compile_options(${name} PRIVATE
            -Wno-missing-prototypes -Wno-weak-vtables -Wno-gnu-zero-variadic-macro-arguments)
    endif()
endfunction()

set(test_pch)
foreach(part number model compute check io store program)
    file(GLOB found CONFIGURE_DEPENDS "${tests_dir}/${part}/*.cpp")
    if(NOT found OR (part STREQUAL "program" AND NOT TARGET crossfoot_program) OR
       (part STREQUAL "store" AND NOT TARGET crossfoot_store))
        continue()
    endif()
    add_executable(${part}_test ${found})
    crossfoot_test_program(${part}_test)
    if(CROSSFOOT_PCH AND test_pch)
        target_precompile_headers(${part}_test REUSE_FROM ${test_pch})
    elseif(CROSSFOOT_PCH)
        target_precompile_headers(${part}_test PRIVATE
            <boost/multiprecision/cpp_int.hpp> <fmt/format.h>
            <gmock/gmock.h> <gtest/gtest.h> <rapidcheck.h>
            <algorithm> <functional> <map> <optional> <string> <variant> <vector>)
        set(test_pch ${part}_test)
    endif()
    if(part STREQUAL "program" OR part STREQUAL "store")
        add_dependencies(${part}_test crossfoot_program)
    endif()
    if(part STREQUAL "store")
        # SQLite itself, for what it is given that fails.
        target_link_libraries(store_test PRIVATE crossfoot::store SQLite::SQLite3)
    endif()
    # Properties are tried on the same samples at every run of ctest; the program by itself tries
    # new ones each time.
    set(properties LABELS ${part} ENVIRONMENT RC_PARAMS=seed=20161231)
    if(CMAKE_CXX_FLAGS MATCHES "-fsanitize")
        # Sanitizers make each run slow, and find in few what they find in many.
        set(properties LABELS ${part} ENVIRONMENT "RC_PARAMS=seed=20161231\\;CROSSFOOT_KILLS=20")
    endif()
    if(CROSSFOOT_TEST_EACH)
        gtest_discover_tests(${part}_test
            TEST_PREFIX "${part}."
            NO_PRETTY_VALUES  # a parameter's text may hold anything, a test's name may not
            DISCOVERY_MODE PRE_TEST
            WORKING_DIRECTORY "${PROJECT_BINARY_DIR}/tests"
            PROPERTIES ${properties} TIMEOUT 120)
    else()
        # Sanitizers leave out what counts arithmetic through by brute force, which takes minutes
        # there, and most of a thousand random ledgers.
        add_test(NAME ${part} COMMAND ${part}_test --gtest_brief=1
            "--gtest_filter=-judge_oracle.*:*random_ledger*/2:*random_ledger*/3:*random_ledger*/4:*random_ledger*/5:*random_ledger*/6:*random_ledger*/7:*random_ledger*/8:*random_ledger*/9"
            WORKING_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
        set_tests_properties(${part} PROPERTIES ${properties} TIMEOUT 1200)
    endif()
endforeach()

# ---- planted slips: an invented prefecture, whose report must be silent or tell what was planted ---

# It does without the library: what it says must be found does not come from what finds it.
add_library(slips_generator STATIC
    "${tests_dir}/slips/world.cpp" "${tests_dir}/slips/report.cpp" "${tests_dir}/slips/planting.cpp")
crossfoot_warnings(slips_generator)
add_executable(slips "${tests_dir}/slips/slips_main.cpp")
target_link_libraries(slips PRIVATE slips_generator)
set_target_properties(slips PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
crossfoot_warnings(slips)

add_executable(slips_test "${tests_dir}/slips/slips_test.cpp")
crossfoot_test_program(slips_test)
target_link_libraries(slips_test PRIVATE slips_generator)
add_dependencies(slips_test slips)
if(CROSSFOOT_PCH)
    target_precompile_headers(slips_test REUSE_FROM ${test_pch})
endif()
# Sanitizers make it slow, and find in few prefectures what they find in many.
set(slips_seeds 200)
if(CMAKE_CXX_FLAGS MATCHES "-fsanitize")
    set(slips_seeds 8)
endif()
set(properties LABELS slips ENVIRONMENT CROSSFOOT_SLIPS_SEEDS=${slips_seeds})
if(CROSSFOOT_TEST_EACH)
    gtest_discover_tests(slips_test
        TEST_PREFIX "slips."
        NO_PRETTY_VALUES
        DISCOVERY_MODE PRE_TEST
        PROPERTIES ${properties} TIMEOUT 300)
else()
    add_test(NAME slips COMMAND slips_test --gtest_brief=1)
    set_tests_properties(slips PROPERTIES ${properties} TIMEOUT 1200)
endif()

# ---- the nation of ./dev bench-national, of a few dozen places -----------------------------------

if(TARGET crossfoot_program AND TARGET national_generator)
    add_executable(national_test "${tests_dir}/bench/national/national_test.cpp")
    crossfoot_test_program(national_test)
    target_compile_definitions(national_test PRIVATE
        CROSSFOOT_NATIONAL_GENERATOR="$<TARGET_FILE:national_generator>")
    add_dependencies(national_test national_generator crossfoot_program)
    if(CROSSFOOT_PCH)
        target_precompile_headers(national_test REUSE_FROM ${test_pch})
    endif()
    set(properties LABELS national)
    if(CROSSFOOT_TEST_EACH)
        gtest_discover_tests(national_test
            TEST_PREFIX "national."
            NO_PRETTY_VALUES
            DISCOVERY_MODE PRE_TEST
            PROPERTIES ${properties} TIMEOUT 120)
    else()
        add_test(NAME national COMMAND national_test --gtest_brief=1)
        set_tests_properties(national PROPERTIES ${properties} TIMEOUT 1200)
    endif()
endif()

# ---- the fuzzers' seeds and past findings, replayed with any compiler ----------------------------

file(GLOB found CONFIGURE_DEPENDS "${tests_dir}/fuzz/*_fuzz.cpp")
foreach(file IN LISTS found)
    cmake_path(GET file STEM fuzzer)
    string(REGEX REPLACE "_fuzz$" "" name "${fuzzer}")
    add_executable(${name}_replay "${file}" "${tests_dir}/fuzz/replay.cpp")
    crossfoot_test_program(${name}_replay)
    add_test(NAME fuzz.${name}.corpus COMMAND ${name}_replay "${tests_dir}/fuzz/corpus/${name}")
    set_tests_properties(fuzz.${name}.corpus PROPERTIES LABELS fuzz)
endforeach()

# ---- what must not compile -----------------------------------------------------------------------

file(GLOB found CONFIGURE_DEPENDS "${tests_dir}/compile_fail/*.cpp")
foreach(file IN LISTS found)
    cmake_path(GET file STEM name)
    add_test(NAME compile_fail.${name} COMMAND "${CMAKE_COMMAND}"
        -D "CXX=${CMAKE_CXX_COMPILER}" -D "FILE=${file}"
        -D "INCLUDES=$<JOIN:$<TARGET_PROPERTY:crossfoot,INCLUDE_DIRECTORIES>,|>"
        -P "${PROJECT_SOURCE_DIR}/src/cmake/compile_fail.cmake")
    set_tests_properties(compile_fail.${name} PROPERTIES LABELS source)
endforeach()

if(NOT CROSSFOOT_SOURCE_TESTS)
    return()
endif()

# ---- layers, header sizes ------------------------------------------------------------------------

add_test(NAME source.layers COMMAND "${CMAKE_COMMAND}"
    -D "ROOT=${PROJECT_SOURCE_DIR}" -P "${PROJECT_SOURCE_DIR}/src/cmake/check_layers.cmake")
add_test(NAME source.header_budget COMMAND "${CMAKE_COMMAND}"
    -D "ROOT=${PROJECT_SOURCE_DIR}" -D "CXX=${CMAKE_CXX_COMPILER}"
    -P "${PROJECT_SOURCE_DIR}/src/cmake/header_budget.cmake")
set_tests_properties(source.layers source.header_budget PROPERTIES LABELS source)

# ---- examples and documents: what they show is what happens --------------------------------------

add_executable(shown "${tests_dir}/docs/shown.cpp")
set_target_properties(shown PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
crossfoot_warnings(shown)

if(CROSSFOOT_EXAMPLES)
    file(GLOB found CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/examples/*.cpp")
    foreach(file IN LISTS found)
        cmake_path(GET file STEM name)
        add_test(NAME examples.${name}
            COMMAND shown output "${PROJECT_SOURCE_DIR}/examples/${name}.expected"
                $<TARGET_FILE:example_${name}>
            WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
        set_tests_properties(examples.${name} PROPERTIES LABELS examples)
    endforeach()
    if(TARGET crossfoot_program AND TARGET crossfoot_store)
        # Years of reports, handed in one by one.
        set(years "${PROJECT_SOURCE_DIR}/examples/track-prefecture")
        file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/tests/examples")
        add_test(NAME examples.track-prefecture
            COMMAND shown output "${years}/expected.txt" "${years}/run"
                $<TARGET_FILE:crossfoot_program> "${PROJECT_BINARY_DIR}/tests/examples")
        set_tests_properties(examples.track-prefecture PROPERTIES LABELS examples TIMEOUT 300)
    endif()
endif()

include(documents)

# ---- the installed package, used by a project that knows nothing of this build -------------------

if(NOT CROSSFOOT_PROGRAM)
    return()
endif()
set(stage "${PROJECT_BINARY_DIR}/stage")
set(consumer_options
    -D "CMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}"
    -D "CMAKE_CXX_FLAGS=${CMAKE_CXX_FLAGS}"
    -D "CMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}"
    -D "CMAKE_PREFIX_PATH=${stage}")
add_test(NAME package.install COMMAND "${CMAKE_COMMAND}"
    --install "${PROJECT_BINARY_DIR}" --prefix "${stage}")
set_tests_properties(package.install PROPERTIES LABELS package FIXTURES_SETUP package)
foreach(way cmake pkgconfig)
    add_test(NAME package.${way} COMMAND "${CMAKE_CTEST_COMMAND}"
        --build-and-test "${tests_dir}/consumer" "${PROJECT_BINARY_DIR}/consumer-${way}"
        --build-generator "${CMAKE_GENERATOR}"
        --build-options ${consumer_options} -D "WAY=${way}"
        --test-command sh -c "./consumer && ./consumer_of_store")
    set_tests_properties(package.${way} PROPERTIES
        LABELS package
        FIXTURES_REQUIRED package
        ENVIRONMENT
            "PKG_CONFIG_PATH=${stage}/${CMAKE_INSTALL_LIBDIR}/pkgconfig;LD_LIBRARY_PATH=${stage}/${CMAKE_INSTALL_LIBDIR}")
endforeach()
