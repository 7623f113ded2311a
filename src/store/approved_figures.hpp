#pragma once

#include "open_tracker.hpp"

namespace crossfoot::detail {

/// Throws `error` (report_locked) where a submission, the last entry there is, changes a figure
/// that is known and was approved in another report, whichever of them told it last. Takes memory
/// for the figures of the submission or of the approved reports, whichever are fewer.
void expect_approved_to_stay(open_tracker& of, const stored_entry& made);

}  // namespace crossfoot::detail
