# The program `crossfoot` (examples/crossfoot/) and the single-file examples (examples/*.cpp).

if(CROSSFOOT_PROGRAM)
    if(NOT CROSSFOOT_STORE)
        message(FATAL_ERROR "The program needs the tracker: CROSSFOOT_STORE=ON, or CROSSFOOT_PROGRAM=OFF")
    endif()
    find_package(CLI11 2.1 REQUIRED)
    file(GLOB found CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/examples/crossfoot/*.cpp")
    if(found)
        add_executable(crossfoot_program ${found})
        set_target_properties(crossfoot_program PROPERTIES
            OUTPUT_NAME crossfoot
            RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
        target_link_libraries(crossfoot_program PRIVATE
            crossfoot::crossfoot crossfoot::store CLI11::CLI11)
        target_compile_definitions(crossfoot_program PRIVATE
            CROSSFOOT_VERSION="${PROJECT_VERSION}")
        crossfoot_warnings(crossfoot_program)
        if(CROSSFOOT_PCH)
            target_precompile_headers(crossfoot_program PRIVATE
                <boost/multiprecision/cpp_int.hpp> <fmt/format.h>)
        endif()
    endif()
endif()

# The examples are compiled as a reader would compile them: without precompiled headers, so that
# their own includes must be enough.
if(CROSSFOOT_EXAMPLES)
    file(GLOB found CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/examples/*.cpp")
    foreach(file IN LISTS found)
        cmake_path(GET file STEM name)
        add_executable(example_${name} "${file}")
        set_target_properties(example_${name} PROPERTIES
            OUTPUT_NAME ${name}
            RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/examples")
        target_link_libraries(example_${name} PRIVATE crossfoot::crossfoot)
        crossfoot_warnings(example_${name})
    endforeach()
endif()
