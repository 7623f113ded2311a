# Fails when a file includes a layer above its own, or when a public header shows a parser or a
# database. Run: cmake -D ROOT=<source dir> -P check_layers.cmake
cmake_minimum_required(VERSION 3.25)

set(LAYERS number model compute check io store)  # lowest first
string(REPLACE ";" "|" any_layer "${LAYERS}")

set(bad 0)
foreach(layer IN LISTS LAYERS)
    list(FIND LAYERS ${layer} here)
    file(GLOB_RECURSE files
        "${ROOT}/include/crossfoot/${layer}/*.hpp" "${ROOT}/src/${layer}/*.[ch]pp")
    foreach(file IN LISTS files)
        file(STRINGS "${file}" lines
            REGEX "^#[ \t]*include [<\"](crossfoot/)?((${any_layer})/|crossfoot[.]hpp)")
        foreach(line IN LISTS lines)
            string(REGEX REPLACE "^#[ \t]*include [<\"](crossfoot/)?([a-z_]+).*" "\\2" target "${line}")
            list(FIND LAYERS "${target}" there)
            if(there GREATER here OR there EQUAL -1)
                message(SEND_ERROR "${file}: '${layer}' may not include '${target}'\n  ${line}")
                math(EXPR bad "${bad} + 1")
            endif()
        endforeach()
    endforeach()
endforeach()

file(GLOB_RECURSE headers "${ROOT}/include/*.hpp")
foreach(header IN LISTS headers)
    file(STRINGS "${header}" lines
        REGEX "^#[ \t]*include [<\"](toml[+][+]|nlohmann|sqlite|CLI/)")
    foreach(line IN LISTS lines)
        message(SEND_ERROR "${header}: a parser or database in a public header\n  ${line}")
        math(EXPR bad "${bad} + 1")
    endforeach()
endforeach()
message(STATUS "layers: ${bad} include(s) that must not be")
