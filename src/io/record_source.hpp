#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace crossfoot::detail {

/// Some whole records of a file.
struct record_block {
    std::string bytes;       ///< more than `length`, if the memory was used before
    std::size_t length = 0;  ///< how many of them are read
    std::size_t number = 0;  ///< the blocks of a file count from 0

    [[nodiscard]] std::string_view text() const noexcept {
        return std::string_view{bytes}.substr(0, length);
    }
};

/// How it is found where a block may end.
enum class record_ends {
    known,    ///< by reading all before it: blocks are read one after the other
    guessed,  ///< at a line end; regular files are read by several threads at once then
};

/// A guess was wrong: the line end stands within a quoted cell. What was read may be cut anywhere.
struct cut_within_quotes {};

/// A file or pipe of CSV that is read in blocks of whole records, by several threads: nowhere is
/// more of it in memory than the blocks that are being worked on.
class record_source {
  public:
    /// So much fits into the caches of a core, with the rows that are made of it.
    static constexpr std::size_t usual_block = std::size_t{1} << 19U;

    /// Opens the file. Throws `error` (file_unreadable), which calls it `name`.
    record_source(const std::filesystem::path& path,
                  std::string name,
                  record_ends ends = record_ends::known,
                  std::size_t bytes_of_a_block = usual_block);
    ~record_source();
    record_source(const record_source&) = delete;
    record_source& operator=(const record_source&) = delete;

    /// Reads the next block into memory that may have been used before; false at the end. Throws
    /// `error` (file_unreadable) where the machine refuses, or a file ends before it should;
    /// `cut_within_quotes` where it is only guessed where records end.
    bool next(record_block& into);
    /// How many bytes there are; 0 of a pipe.
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    /// Whether it can be read again from the beginning.
    [[nodiscard]] bool is_regular() const noexcept { return is_regular_; }

  private:
    bool next_by_guess(record_block& into);
    bool next_in_turn(record_block& into);
    [[nodiscard]] std::optional<std::uint64_t> guess_end(std::uint64_t from) const;
    std::size_t read_at(std::uint64_t offset, char* to, std::size_t wanted) const;
    std::size_t fill(std::string& bytes, std::size_t from, std::size_t wanted);
    [[noreturn]] void refuse(int why) const;
    [[noreturn]] void refuse_shrunk() const;

    std::string name_;
    int handle_ = -1;
    bool is_regular_ = false;
    record_ends ends_;
    std::size_t bytes_of_a_block_;
    std::uint64_t size_ = 0;
    std::mutex one_at_a_time_;
    std::uint64_t offset_ = 0;  // of a regular file: where the next block begins
    std::string carried_;       // of a pipe: read already, and not given
    std::size_t given_ = 0;
    bool is_at_end_ = false;
};

/// How many bytes of a text that begins with a record are whole records; 0 where it has none.
[[nodiscard]] std::size_t whole_records_in(std::string_view text) noexcept;

}  // namespace crossfoot::detail
