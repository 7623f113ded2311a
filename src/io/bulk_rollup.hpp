#pragma once

#include <crossfoot/io/report_check.hpp>

#include "bulk_reader.hpp"
#include "check/moment_totals.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace crossfoot::detail {

/// What came of adding up in blocks.
struct bulk_totals {
    std::vector<column_totals> columns;  ///< in order
    bulk_reading read;
};

/// Reads figures files of any size and adds them up to the places of a level, day by day and in
/// parallel. No value where that is not possible: where one column has figures under several
/// periods, and where `read_in_bulk` has none. Throws what that throws.
[[nodiscard]] std::optional<bulk_totals> total_in_bulk(const std::vector<bulk_file>& files,
                                                       const std::shared_ptr<const codebook>& book,
                                                       const std::shared_ptr<const places>& where,
                                                       level_id level,
                                                       const figures_options& reading,
                                                       const check_options& options);

}  // namespace crossfoot::detail
