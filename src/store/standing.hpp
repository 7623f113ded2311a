#pragma once

#include "open_tracker.hpp"

#include <optional>
#include <string>
#include <vector>

namespace crossfoot::detail {

/// What has become of a report.
struct report_past {
    report_standing standing = report_standing::withdrawn;  ///< where it never came in
    std::optional<stored_entry> first;                      ///< its first submission
    std::optional<stored_entry> last;                       ///< its last one
    std::size_t revisions = 0;
    /// The numbers of its submissions since it was withdrawn last.
    std::vector<std::int64_t> submissions;
    std::string note;  ///< why it was returned, withdrawn or reopened last
};

/// By all entries about one report, in order.
[[nodiscard]] report_past past_of(const std::vector<stored_entry>& entries);

/// Throws `error` (report_locked): it is approved.
[[noreturn]] void throw_locked(const ledger_entry& last);

}  // namespace crossfoot::detail
