#pragma once

#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

/// Runs the program as a user would, from the top of the sources.
namespace program_run {

/// What a run wrote and ended with.
struct outcome {
    int exit = -1;
    std::string out;
    std::string err;
};

using scratch = scratch_folder;

inline std::string contents(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// Runs `crossfoot` with those words, which the shell splits. `environment` stands before it.
inline outcome run(const std::string& words, const std::string& environment = "LC_ALL=C.UTF-8") {
    const scratch folder;
    const std::string line = "cd '" CROSSFOOT_SOURCE_DIR "' && env -u NO_COLOR " + environment +
                             " '" CROSSFOOT_PROGRAM "' " + words + " 2>'" + folder.path("err") +
                             "'";
    outcome seen;
    std::FILE* const pipe = ::popen(line.c_str(), "r");
    if (pipe == nullptr) {
        ADD_FAILURE() << "cannot run " << line;
        return seen;
    }
    char buffer[4096];
    for (std::size_t count = 0; (count = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
        seen.out.append(buffer, count);
    }
    const int status = ::pclose(pipe);
    seen.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    seen.err = contents(folder.path("err"));
    return seen;
}

}  // namespace program_run
