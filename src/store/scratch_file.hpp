#pragma once

#include <filesystem>
#include <string_view>

namespace crossfoot::detail {

/// A file of the owner's alone that goes when it does.
class scratch_file {
  public:
    /// Throws `error` (file_unwritable).
    explicit scratch_file(std::string_view text);
    ~scratch_file();
    scratch_file(const scratch_file&) = delete;
    scratch_file& operator=(const scratch_file&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  private:
    std::filesystem::path path_;
};

/// A folder of the owner's alone that goes when it does, with all that is in it.
class scratch_directory {
  public:
    /// Throws `error` (file_unwritable).
    scratch_directory();
    ~scratch_directory();
    scratch_directory(const scratch_directory&) = delete;
    scratch_directory& operator=(const scratch_directory&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace crossfoot::detail
