#pragma once

#include <crossfoot/model/diagnostic.hpp>

#include "model/figure_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

namespace crossfoot::detail {

/// The lines of rows that follow each other: the rows from `first` on stand on the lines from
/// `line` on, `lines_each` apart (0: all stand on that line).
struct line_run {
    std::size_t first = 0;
    std::size_t line = 0;
    std::size_t lines_each = 0;
};

/// Some records of a figures file as they were read, one after the other. Lines count from where
/// the reading of the text began.
struct figures_batch {
    row_buffer rows;
    std::vector<other_value> others;
    std::vector<line_run> lines;       ///< by first row
    std::vector<diagnostic> problems;  ///< in order; of cells that are there twice nothing is said
    std::size_t records = 0;           ///< without blank lines

    void clear() {
        rows.clear();
        others.clear();
        lines.clear();
        problems.clear();
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
