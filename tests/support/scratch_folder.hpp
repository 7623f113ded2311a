#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

/// A folder of its own for one test, removed when it goes.
class scratch_folder {
  public:
    scratch_folder() {
        std::string name = (std::filesystem::temp_directory_path() / "crossfoot-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~scratch_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;
    scratch_folder(scratch_folder&&) = delete;
    scratch_folder& operator=(scratch_folder&&) = delete;

    /// Its path, or that of a file in it.
    [[nodiscard]] std::string path(const std::string& name = {}) const {
        return name.empty() ? path_ : path_ + "/" + name;
    }
    /// Writes a file into it.
    scratch_folder& with(const std::string& name, std::string_view text) {
        std::ofstream{path(name), std::ios::binary} << text;
        return *this;
    }
    /// Writes a file into it, and gives its path.
    [[nodiscard]] std::string write(const std::string& name, std::string_view text) const {
        std::ofstream{path(name), std::ios::binary} << text;
        return path(name);
    }

  private:
    std::string path_;
};
