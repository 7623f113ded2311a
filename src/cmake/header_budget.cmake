# Fails when a public header drags in more text than agreed. The count is of non-blank
# preprocessed lines: the same on every run, unlike a clock.
# Run: cmake -D ROOT=<source dir> -D CXX=g++ -P header_budget.cmake
cmake_minimum_required(VERSION 3.25)

set(DEFAULT_BUDGET 170000)
# Boost.Multiprecision alone preprocesses to some 138,000 lines: headers that show it get this budget.
set(budget_crossfoot/number/exact.hpp 160000)
set(budget_crossfoot/io/format.hpp 190000)
file(GLOB_RECURSE headers RELATIVE "${ROOT}/include" "${ROOT}/include/crossfoot/*.hpp")
foreach(header IN LISTS headers)
    execute_process(COMMAND ${CXX} -std=c++20 -E -P -I "${ROOT}/include" -x c++ "${ROOT}/include/${header}"
                    OUTPUT_VARIABLE text RESULT_VARIABLE rc ERROR_VARIABLE why)
    if(NOT rc EQUAL 0)
        message(SEND_ERROR "${header}: does not preprocess alone\n${why}")
        continue()
    endif()
    string(REGEX MATCHALL "\n" newlines "${text}")
    list(LENGTH newlines lines)
    set(budget ${DEFAULT_BUDGET})
    if(DEFINED budget_${header})
        set(budget ${budget_${header}})
    endif()
    message(STATUS "${header}: ${lines} lines (budget ${budget})")
    if(lines GREATER budget)
        message(SEND_ERROR "${header}: ${lines} preprocessed lines, budget ${budget}")
    endif()
endforeach()
