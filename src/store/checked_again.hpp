#pragma once

#include <crossfoot/io/report_check.hpp>

#include "open_tracker.hpp"
#include "restored_data.hpp"

#include <cstdint>

namespace crossfoot::detail {

/// Checks figures that are stored, `count` of them, as a report with those texts: in memory, or,
/// where there are too many, written out and read as files are. What holds may be left out.
[[nodiscard]] checked_report checked_again(open_tracker& of,
                                           const report_texts& texts,
                                           std::uint64_t count,
                                           const figures_source& figures);

}  // namespace crossfoot::detail
