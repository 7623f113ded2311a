#pragma once

#include <crossfoot/check/explanation.hpp>
#include <crossfoot/model/diagnostic.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// What was read from an explanations file.
struct explanations_reading {
    std::vector<finding_explanation> explanations;  ///< in the order of the rows
    std::size_t rows = 0;                           ///< beneath the headings, good or not
};

/// Reads `explanations.csv`: `key, office, date, text`, and optionally `figures`. Headings may be
/// Chinese. Takes UTF-8 without a byte order mark. What is wrong is added to `problems`, and its
/// row is left out; a number that singles a person out is refused, and not repeated.
[[nodiscard]] explanations_reading read_explanations(std::string_view csv,
                                                     const std::string& file,
                                                     std::vector<diagnostic>& problems);

/// An explanations file with these rows.
[[nodiscard]] std::string written_explanations(std::span<const finding_explanation> explanations);

/// The text of an explanations file with one more row at its end, in the columns that it has; a
/// column `figures` is added where there is none. A file with nothing in it gets its headings.
/// Expects a text that `read_explanations` finds nothing wrong with, or an empty one.
///
///     with_explanation("", {"rate:creation_rate@990101/2016", "statistics office", …, "…", {}})
[[nodiscard]] std::string with_explanation(std::string_view csv, const finding_explanation& added);

}  // namespace crossfoot
