#pragma once

#include <crossfoot/model/period.hpp>

#include "figures_batch.hpp"
#include "model/figure_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace crossfoot::detail {

/// Rows of one day out of one block of a file, which wait for the others of that day.
struct waiting_rows {
    std::size_t file = 0;
    std::size_t block = 0;
    figure_rows rows;
    std::vector<line_run> runs;        ///< the lines of rows,
    std::vector<std::uint32_t> lines;  ///< or one for each; counted from where the block begins

    /// The line of a row.
    [[nodiscard]] std::size_t line(std::size_t row) const {
        return lines.empty() ? line_of(runs, row) : lines[row];
    }
    /// All lines lie so many further down.
    void move_down(std::size_t lines_before);
    /// About the memory that it takes.
    [[nodiscard]] std::uint64_t bytes() const;
};

/// The rows of a block by their days.
struct rows_by_day {
    std::vector<std::pair<day, std::unique_ptr<waiting_rows>>> days;
    bool is_in_order = true;  ///< no day comes back after a later one
};

/// Takes the rows out of a batch. `day_of_slot` are the last days of slots, as days since 1970. The
/// rows of a block that speaks of one day alone are taken as they are, with memory for more, unless
/// they are to be kept for long.
[[nodiscard]] rows_by_day take_by_day(figures_batch& batch,
                                      std::span<const std::int32_t> day_of_slot,
                                      bool keeps_for_long);

}  // namespace crossfoot::detail
