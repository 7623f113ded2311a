#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/io/figures_file.hpp>
#include <crossfoot/io/report_check.hpp>

#include "bulk_reader.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace crossfoot::detail {

/// What came of a check in blocks.
struct bulk_checked {
    dataset evidence;    ///< the figures that the findings rest on
    check_report found;  ///< without what holds
    bulk_reading read;
};

/// Reads and checks figures files of any size day by day, in parallel. No value where that is not
/// possible: where rules speak of several days, and where `read_in_bulk` has none. Throws what that
/// throws.
[[nodiscard]] std::optional<bulk_checked> check_in_bulk(const std::vector<bulk_file>& files,
                                                        const std::shared_ptr<const codebook>& book,
                                                        const std::shared_ptr<const places>& where,
                                                        const figures_options& reading,
                                                        const check_options& options);

}  // namespace crossfoot::detail
