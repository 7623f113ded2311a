#pragma once

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

/// A folder of its own for one test, removed when it goes.
class scratch {
  public:
    scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "crossfoot-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;
    scratch(scratch&&) = delete;
    scratch& operator=(scratch&&) = delete;

    [[nodiscard]] std::string path(const std::string& name = {}) const {
        return name.empty() ? path_ : path_ + "/" + name;
    }
    /// Writes a file into it, and gives its path.
    [[nodiscard]] std::string write(const std::string& name, std::string_view text) const {
        std::ofstream{path(name), std::ios::binary} << text;
        return path(name);
    }

  private:
    std::string path_;
};

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
