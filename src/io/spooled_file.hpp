#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace crossfoot::detail {

/// What comes out of a pipe: in memory, or where it is much, in a temporary file, so that it can be
/// read more than once, and by several threads. The file has no name any more while it is there:
/// nothing of it stays behind, however the program ends.
class spooled_file {
  public:
    /// Reads the pipe at the path to its end; up to `small` bytes stay in memory. Throws `error`
    /// (file_unreadable, file_unwritable) where the machine refuses; it calls the pipe `name`.
    spooled_file(const std::filesystem::path& path, const std::string& name, std::uint64_t small);
    ~spooled_file();
    spooled_file(spooled_file&& other) noexcept;
    spooled_file& operator=(spooled_file&&) = delete;
    spooled_file(const spooled_file&) = delete;
    spooled_file& operator=(const spooled_file&) = delete;

    /// Whether all of it is in memory.
    [[nodiscard]] bool is_small() const noexcept { return handle_ < 0; }
    /// The bytes, where it is small.
    [[nodiscard]] std::string& bytes() noexcept { return bytes_; }
    /// Where it can be read, where it is not, as long as this object is there.
    [[nodiscard]] std::filesystem::path path() const;

  private:
    std::string bytes_;
    int handle_ = -1;
};

}  // namespace crossfoot::detail
