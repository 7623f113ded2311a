#pragma once

#include "program.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace crossfoot::program {

/// Rows of cells, each with as many as there are headings.
struct table {
    std::vector<std::string> headings;
    std::vector<std::vector<std::string>> rows;
    /// The first of the columns of numbers, which stand to the right in a text; none by default.
    std::size_t numbers_from = static_cast<std::size_t>(-1);
    /// For programs: columns of whole numbers or fractions, of "true" and "false", and of what may
    /// not be known; by their headings. A blank number is not known either.
    std::set<std::string> numbers{};
    std::set<std::string> truths{};
    std::set<std::string> unknown_if_blank{};
};

/// In columns, for people.
[[nodiscard]] std::string as_text(const table& what);

/// A line of CSV, with its end; cells that a spreadsheet would run have an apostrophe before them.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

/// As CSV; cells that a spreadsheet would run have an apostrophe before them.
[[nodiscard]] std::string as_csv(const table& what);

/// As a list of objects, each with the headings as keys, one on a line.
[[nodiscard]] std::string as_json(const table& what);

/// In the form that was asked for; forms that tables do not have are for people.
[[nodiscard]] std::string written(const table& what, output_format form);

}  // namespace crossfoot::program
