#pragma once

#include <crossfoot/io/csv.hpp>
#include <crossfoot/model/diagnostic.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The heading line of a CSV table, and what rows have to do with it.
namespace crossfoot::detail {

/// A column that a table may have: its name, and what else it may be called.
struct known_column {
    std::string_view name;
    std::vector<std::string_view> also;
};

/// Which of the known columns a heading is; no value where it is none.
[[nodiscard]] std::optional<std::size_t> find_column(std::span<const known_column> known,
                                                     std::string_view heading);

[[nodiscard]] diagnostic empty_file(const std::string& file, std::string_view expected_heading);
/// `known` are the headings that might be meant, `otherwise` is what to expect where none is near.
[[nodiscard]] diagnostic unknown_column(const csv_field& heading,
                                        std::span<const std::string_view> known,
                                        const bilingual& otherwise,
                                        const std::string& file);
[[nodiscard]] diagnostic repeated_column(const csv_field& heading,
                                         std::string_view name,
                                         const std::string& file);
/// `hint` is what to do about it, besides adding the column; may be empty.
[[nodiscard]] diagnostic missing_column(std::string_view name,
                                        const bilingual& hint,
                                        const std::string& file,
                                        std::size_t line);

/// Takes the heading line: the first record that is not blank, without the blank headings behind
/// its last one that spreadsheets add. False where there is none to be read; that has been told
/// then.
bool read_heading_record(csv_reader& reader,
                         std::vector<csv_field>& headings,
                         std::string_view expected_heading,
                         const std::string& file,
                         std::vector<diagnostic>& problems);

/// Makes a record as long as the heading: blank cells behind its end are dropped, as spreadsheets
/// add them. What else does not fit is a problem; false then.
bool fit_to_heading(std::vector<csv_field>& record,
                    std::size_t columns,
                    const csv_reader& reader,
                    const std::string& file,
                    std::vector<diagnostic>& problems);

/// Whether no cell has a text: spreadsheets save such rows.
[[nodiscard]] bool is_blank(std::span<const csv_field> record);

}  // namespace crossfoot::detail
