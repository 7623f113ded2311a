#pragma once

#include <crossfoot/io/csv.hpp>
#include <crossfoot/model/period.hpp>

#include "personal_numbers.hpp"
#include "table_heading.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// What the columns of a small table are, the required ones first.
struct table_columns {
    std::span<const known_column> known;
    std::size_t required = 0;
    std::string_view heading;               ///< what to expect of a file with nothing in it
    std::span<const std::size_t> of_codes;  ///< columns that hold codes, not words
};

/// Which field of a record stands in which of the known columns.
class heading_positions {
  public:
    /// Reads the headings; what is wrong with them is added to `problems`.
    heading_positions(const table_columns& columns,
                      const std::vector<csv_field>& headings,
                      const std::string& file,
                      std::vector<diagnostic>& problems);

    /// Whether all required columns are there.
    [[nodiscard]] bool is_complete() const noexcept { return is_complete_; }
    /// The position of a column; no value where it is not there.
    [[nodiscard]] std::optional<std::size_t> of(std::size_t column) const {
        return positions_[column];
    }
    /// Which column stands at a position; no value where it is none that is known.
    [[nodiscard]] std::optional<std::size_t> column_at(std::size_t position) const;

  private:
    std::vector<std::optional<std::size_t>> positions_;
    bool is_complete_ = true;
};

/// A row of a table, by its columns.
class table_row {
  public:
    table_row(const std::vector<csv_field>& fields, const heading_positions& at)
        : fields_{fields}, at_{at} {}

    /// The text in a column, without blanks around it; empty where the column is not there.
    [[nodiscard]] std::string_view text(std::size_t column) const;
    /// Where the cell of a column begins; of the row where the column is not there.
    [[nodiscard]] position where(std::size_t column) const;

  private:
    const std::vector<csv_field>& fields_;
    const heading_positions& at_;
};

/// Reads a table row by row. Rows with a personal number, or with more or fewer cells than the
/// heading, are told and left out. Gives the number of rows beneath the heading.
std::size_t read_known_table(std::string_view csv,
                             const table_columns& columns,
                             const std::string& file,
                             std::vector<diagnostic>& problems,
                             const std::function<void(const table_row&)>& read_row);

/// The day in a column that must have one; what is none has been told then.
[[nodiscard]] std::optional<day> required_day(const table_row& row,
                                              std::size_t column,
                                              const bilingual& name,
                                              const std::string& file,
                                              std::vector<diagnostic>& problems);

/// Adds a problem where a cell that must say something is blank; says whether it does.
bool has_text(const table_row& row,
              std::size_t column,
              const bilingual& name,
              const std::string& file,
              std::vector<diagnostic>& problems);

}  // namespace crossfoot::detail
