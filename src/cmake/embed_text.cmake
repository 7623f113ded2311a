# Puts the bytes of a text file into a target, as crossfoot::detail::<name> (a std::string_view).
# Written as single characters, since compilers limit the length of a string literal.
#
#     crossfoot_embed_text(target name file)
#
# The same file is the script that writes the source: cmake -DNAME= -DIN= -DOUT= -P embed_text.cmake

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
    file(READ "${IN}" bytes HEX)
    string(REGEX REPLACE "(................................)" "\\1\n    " bytes "${bytes}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
    cmake_path(GET IN FILENAME from)
    file(WRITE "${OUT}" "// Made from ${from} by the build.
#include <string_view>

namespace crossfoot::detail {

namespace {

constexpr char bytes[] = {
    ${bytes}'\\0'};

}  // namespace

extern const std::string_view ${NAME};
constinit const std::string_view ${NAME}{bytes, sizeof bytes - 1};

}  // namespace crossfoot::detail
")
    return()
endif()

function(crossfoot_embed_text target name file)
    # The glob makes the build notice when the file comes or goes.
    file(GLOB found CONFIGURE_DEPENDS "${file}")
    if(NOT found)
        return()
    endif()
    set(script "${PROJECT_SOURCE_DIR}/src/cmake/embed_text.cmake")
    set(out "${PROJECT_BINARY_DIR}/generated/${name}.cpp")
    add_custom_command(
        OUTPUT "${out}"
        COMMAND "${CMAKE_COMMAND}" -D "NAME=${name}" -D "IN=${file}" -D "OUT=${out}" -P "${script}"
        DEPENDS "${file}" "${script}"
        COMMENT "Embedding ${file}"
        VERBATIM)
    target_sources(${target} PRIVATE "${out}")
    set_source_files_properties("${out}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
