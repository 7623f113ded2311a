# Takes the snippets out of README*.md and docs/*.md and makes a test of each:
#
#   ```cpp with a main()    compiled against the library and run; a ```text block that directly
#                           follows is what it must print
#   ```console              each line that starts with `$ ` is run, the lines below it are what it
#                           must print (`...` alone on a line: any lines); commands that install or
#                           build are not run
#   ```csv figures.csv      (any language, then a file name with a dot) is put beside the console
#                           blocks of the same document that come after it
#
# Console blocks run in a scratch copy of examples/, where the blocks before them in the same
# document have been run too. Tests are named docs.<document>.<number>.

# The characters that CMake's lists would trip over, each as a control character.
string(ASCII 1 ch_semicolon)
string(ASCII 2 ch_open)
string(ASCII 3 ch_close)
string(ASCII 4 ch_backslash)

function(crossfoot_restore out text)
    string(REPLACE "${ch_semicolon}" ";" text "${text}")
    string(REPLACE "${ch_open}" "[" text "${text}")
    string(REPLACE "${ch_close}" "]" text "${text}")
    string(REPLACE "${ch_backslash}" "\\" text "${text}")
    set(${out} "${text}" PARENT_SCOPE)
endfunction()

# Writes only what is new, so that nothing is compiled again for nothing.
function(crossfoot_write file text)
    crossfoot_restore(text "${text}")
    if(EXISTS "${file}")
        file(READ "${file}" old)
        if(old STREQUAL text)
            return()
        endif()
    endif()
    file(WRITE "${file}" "${text}")
endfunction()

function(crossfoot_test_document document)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${document}")
    cmake_path(GET document FILENAME name)
    set(dir "${PROJECT_BINARY_DIR}/documents/${name}")
    file(READ "${document}" text)
    string(REPLACE "\\" "${ch_backslash}" text "${text}")
    string(REPLACE ";" "${ch_semicolon}" text "${text}")
    string(REPLACE "[" "${ch_open}" text "${text}")
    string(REPLACE "]" "${ch_close}" text "${text}")
    string(REPLACE "\n" ";" lines "${text}")

    set(number 0)       # of the snippet
    set(line_number 0)
    set(inside FALSE)   # a block
    set(compiled "")    # the program whose output may come next
    set(steps)          # files for `shown session`: blocks before and with this one
    foreach(line IN LISTS lines)
        math(EXPR line_number "${line_number} + 1")
        if(NOT inside AND line MATCHES "^```([a-z+]+) *(.*)$")
            set(inside TRUE)
            set(language "${CMAKE_MATCH_1}")
            set(file_name "${CMAKE_MATCH_2}")
            set(first_line ${line_number})
            set(block "")
        elseif(NOT inside AND line MATCHES "^```")
            set(inside TRUE)
            set(language "none")
        elseif(inside AND line MATCHES "^```")
            set(inside FALSE)
            if(language STREQUAL "text" AND compiled)
                crossfoot_write("${dir}/${compiled}.expected" "${block}")
                set(compiled "")
                continue()
            endif()
            set(compiled "")
            if(language STREQUAL "cpp" AND block MATCHES "crossfoot/store/" AND
               NOT TARGET crossfoot_store)
                continue()
            endif()
            if(language STREQUAL "cpp" AND block MATCHES "int main\\(")
                math(EXPR number "${number} + 1")
                string(MAKE_C_IDENTIFIER "${name}_${number}" target)
                file(REMOVE "${dir}/${number}.expected")
                math(EXPR first_code "${first_line} + 1")
                crossfoot_write("${dir}/${number}.cpp"
                    "#line ${first_code} \"${document}\"\n${block}")
                add_executable(docs_${target} "${dir}/${number}.cpp")
                target_link_libraries(docs_${target} PRIVATE crossfoot::crossfoot)
                if(block MATCHES "crossfoot/store/")
                    target_link_libraries(docs_${target} PRIVATE crossfoot::store)
                endif()
                set_target_properties(docs_${target} PROPERTIES
                    RUNTIME_OUTPUT_DIRECTORY "${dir}")
                add_test(NAME docs.${name}.${number}
                    COMMAND shown output "${dir}/${number}.expected" $<TARGET_FILE:docs_${target}>
                    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
                set_tests_properties(docs.${name}.${number} PROPERTIES LABELS docs)
                set(compiled "${number}")
            elseif(language STREQUAL "console" AND TARGET crossfoot_program)
                math(EXPR number "${number} + 1")
                crossfoot_write("${dir}/${number}.console"
                    "${name}:${first_line}\n${block}")
                list(APPEND steps "${dir}/${number}.console")
                add_test(NAME docs.${name}.${number}
                    COMMAND shown session $<TARGET_FILE_DIR:crossfoot_program>
                        "${PROJECT_SOURCE_DIR}" "${dir}/scratch-${number}" ${steps})
                set_tests_properties(docs.${name}.${number} PROPERTIES LABELS docs)
            elseif(file_name MATCHES "^[A-Za-z0-9_/-]+[.][A-Za-z0-9.]+$")
                crossfoot_write("${dir}/files/${file_name}" "${block}")
                list(APPEND steps "${file_name}=${dir}/files/${file_name}")
            endif()
        elseif(inside)
            string(APPEND block "${line}\n")
        elseif(NOT line STREQUAL "" AND NOT line MATCHES "(:|：)$")
            set(compiled "")  # "It prints:" may stand between a program and its output
        endif()
    endforeach()
    if(inside)
        message(SEND_ERROR "${document}:${first_line}: a code block without an end")
    endif()
endfunction()

file(GLOB documents CONFIGURE_DEPENDS
    "${PROJECT_SOURCE_DIR}/README*.md" "${PROJECT_SOURCE_DIR}/docs/*.md")
foreach(document IN LISTS documents)
    crossfoot_test_document("${document}")
endforeach()

add_test(NAME docs.links COMMAND shown links "${PROJECT_SOURCE_DIR}")
set_tests_properties(docs.links PROPERTIES LABELS docs)
