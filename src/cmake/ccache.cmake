# Compiles through ccache where it is installed. The settings let it work beside precompiled headers.
find_program(CROSSFOOT_CCACHE_PROGRAM ccache)
mark_as_advanced(CROSSFOOT_CCACHE_PROGRAM)
if(CROSSFOOT_CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND}" -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        "${CROSSFOOT_CCACHE_PROGRAM}")
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
    elseif(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-fpch-preprocess)
    endif()
endif()
