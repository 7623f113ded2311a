#pragma once

#include <crossfoot/model/diagnostic.hpp>

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// One field of a CSV file, and where it stands.
class csv_field {
  public:
    /// A field that stands at `begin`, on a line that begins at `line_start`; `line` counts from 1.
    csv_field(std::string_view text,
              std::size_t line,
              const char* line_start,
              const char* begin) noexcept
        : text_{text}, line_{line}, line_start_{line_start}, begin_{begin} {}

    /// Without the quotes around it; valid until the reader reads its next record.
    [[nodiscard]] std::string_view text() const noexcept { return text_; }
    /// Whether it stands in the file just so, without quotes around it.
    [[nodiscard]] bool is_as_written() const noexcept { return text_.data() == begin_; }
    /// Line and column of its first character; counts characters, so it is for messages.
    [[nodiscard]] position where() const noexcept;

  private:
    std::string_view text_;
    std::size_t line_;
    const char* line_start_;
    const char* begin_;
};

/// Reads RFC 4180: fields parted by commas, records by LF, CRLF or CR; quoted fields may hold all
/// of these, and quotes doubled. Blank lines are passed over. Fields that need no change are not
/// copied.
class csv_reader {
  public:
    /// `text` must outlive the reader and its fields. An unclosed quote is added to `problems`; its
    /// line is left out then.
    csv_reader(std::string_view text, std::string file, std::vector<diagnostic>& problems);

    /// Reads the next record into `fields`; false at the end.
    bool next(std::vector<csv_field>& fields);

    /// The text that is not read yet.
    [[nodiscard]] std::string_view rest() const noexcept {
        return {at_, static_cast<std::size_t>(end_ - at_)};
    }
    /// Goes on at a later line: for those who have read the records before it themselves. Expects
    /// `at` to begin a record of the text, and `line` to be its line.
    void go_on_at(const char* at, std::size_t line) noexcept {
        at_ = line_start_ = at;
        line_ = line;
    }
    /// The line on which the next record, or a blank line before it, begins.
    [[nodiscard]] std::size_t next_line() const noexcept { return line_; }

    /// The line on which the record read last began, from 1.
    [[nodiscard]] std::size_t line() const noexcept { return record_line_; }
    /// Where the record read last ended: behind its last character.
    [[nodiscard]] position end_of_record() const noexcept;

  private:
    bool read_quoted(std::vector<csv_field>& fields);
    void read_plain(std::vector<csv_field>& fields);
    void end_line() noexcept;

    const char* at_;
    const char* end_;
    const char* line_start_;
    std::size_t line_ = 1;
    std::size_t record_line_ = 1;
    std::size_t ended_line_ = 1;
    const char* ended_line_start_;
    const char* ended_;
    std::string file_;
    std::vector<diagnostic>& problems_;
    std::deque<std::string> unquoted_;  // of fields with doubled quotes; stable addresses
};

}  // namespace crossfoot
