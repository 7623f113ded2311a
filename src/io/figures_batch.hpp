#pragma once

#include <crossfoot/model/diagnostic.hpp>

#include "model/figure_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// The lines of rows that follow each other: the rows from `first` on stand on the lines from
/// `line` on, `lines_each` apart (0: all stand on that line).
struct line_run {
    std::size_t first = 0;
    std::size_t line = 0;
    std::size_t lines_each = 0;
};

/// Records with something wrong, to be read once more by whoever wants to know what: most of many
/// are only counted. Lines count as those of a batch.
struct refused_records {
    struct record {
        std::uint32_t line = 0;
        std::uint32_t length = 0;  ///< bytes
    };

    std::string text;             ///< the records, one behind the other
    std::vector<record> records;  ///< in order
    std::size_t problems = 0;     ///< how many they have in all

    void add(std::string_view bytes, std::size_t line, std::size_t found) {
        text += bytes;
        records.push_back(
            {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(bytes.size())});
        problems += found;
    }
};

/// Some records of a figures file as they were read, one after the other. Lines count from where
/// the reading of the text began.
struct figures_batch {
    row_buffer rows;
    std::vector<other_value> others;
    std::vector<line_run> lines;       ///< by first row
    std::vector<diagnostic> problems;  ///< in order; of cells that are there twice nothing is said
    refused_records refused;           ///< whose problems are told later
    std::size_t records = 0;           ///< without blank lines

    void clear() {
        rows.clear();
        others.clear();
        lines.clear();
        problems.clear();
        refused = {};
        records = 0;
    }
};

/// The line of a row; expects a run that begins at it or before.
[[nodiscard]] inline std::size_t line_of(const std::vector<line_run>& lines, std::size_t row) {
    const auto behind = std::ranges::upper_bound(lines, row, std::ranges::less{}, &line_run::first);
    const line_run& of = *(behind - 1);
    return of.line + (row - of.first) * of.lines_each;
}

}  // namespace crossfoot::detail
