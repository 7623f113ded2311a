# One libFuzzer program for each tests/fuzz/NAME_fuzz.cpp; seeds in tests/fuzz/corpus/NAME.
if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "the fuzzers need clang: cmake --preset asan")
endif()
# The library tells the fuzzers which of its branches an input reached; for others it does nothing.
target_compile_options(crossfoot PRIVATE -fsanitize=fuzzer-no-link)
add_custom_target(fuzzers)
file(GLOB found CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/fuzz/*_fuzz.cpp")
foreach(file IN LISTS found)
    cmake_path(GET file STEM name)
    add_executable(${name} "${file}")
    target_link_libraries(${name} PRIVATE crossfoot::crossfoot)
    target_compile_options(${name} PRIVATE -fsanitize=fuzzer-no-link)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    add_dependencies(fuzzers ${name})
    set_target_properties(${name} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/fuzz")
    crossfoot_warnings(${name})
    # libFuzzer calls a function that no header declares.
    target_compile_options(${name} PRIVATE -Wno-missing-prototypes)
endforeach()
