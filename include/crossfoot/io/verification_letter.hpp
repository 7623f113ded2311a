#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/io/findings_output.hpp>
#include <crossfoot/model/dataset.hpp>

#include <string>

namespace crossfoot {

/// The letter 核实单 in which a place is asked about its findings: numbered, each with its
/// arithmetic, what follows from it, where the figures come from, what would settle it, its key and
/// the fingerprint of its figures, and a blank for the answer of an office. What fails comes first,
/// then what cannot be told since something of that place is missing, at whichever place. What was
/// explained or is excused is told at the end. Plain text that is Markdown too.
///
/// `options.filter` names the one place that is written to; indicators and periods may narrow the
/// letter. Expects exactly one place.
[[nodiscard]] std::string verification_letter(const check_report& report,
                                              const dataset& data,
                                              const findings_options& options);

}  // namespace crossfoot
