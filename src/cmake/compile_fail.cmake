# Compiles a file that must not compile. Its first line says which words the compiler must use,
# alternatives (other compilers) separated by " | ":
#
#     // must say: no matching function | no viable conversion
#
# Run: cmake -D CXX=<compiler> -D FILE=<file> -D INCLUDES=<dir|dir|...> -P compile_fail.cmake
cmake_minimum_required(VERSION 3.25)

file(STRINGS "${FILE}" first LIMIT_COUNT 1)
if(NOT first MATCHES "^// must say: (.+)$")
    message(FATAL_ERROR "${FILE}:1: expected '// must say: WORDS'")
endif()
string(REPLACE " | " ";" wanted "${CMAKE_MATCH_1}")

string(REPLACE "|" ";" folders "${INCLUDES}")
set(flags)
foreach(folder IN LISTS folders)
    list(APPEND flags -I "${folder}")
endforeach()
set(ENV{LC_ALL} C)
execute_process(
    COMMAND "${CXX}" -std=c++20 -fsyntax-only ${flags} "${FILE}"
    RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(status EQUAL 0)
    message(FATAL_ERROR "${FILE}: compiles, and must not")
endif()
foreach(words IN LISTS wanted)
    string(FIND "${said}" "${words}" where)
    if(NOT where EQUAL -1)
        return()
    endif()
endforeach()
message(FATAL_ERROR "${FILE}: fails as it should, but no line says '${CMAKE_MATCH_1}':\n${said}")
