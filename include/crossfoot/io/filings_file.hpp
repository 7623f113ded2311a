#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/model/filing.hpp>
#include <crossfoot/model/places.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// What was read from a filings file.
struct filings_reading {
    std::vector<filing> filings;  ///< in the order of the rows
    std::size_t rows = 0;         ///< beneath the headings, good or not
};

/// Reads `filings.csv`: `place, period, received`, and optionally `office, due` (the code of a
/// `[[due]]`). Headings, places and obligations may be Chinese names. Takes UTF-8 without a byte
/// order mark. What is wrong is added to `problems`, and its row is left out; nothing more is said
/// of `refused_places`, codes that stand in refused rows of places.csv, sorted.
[[nodiscard]] filings_reading read_filings(std::string_view csv,
                                           const std::string& file,
                                           const codebook& book,
                                           const places& where,
                                           std::span<const std::string> refused_places,
                                           std::vector<diagnostic>& problems);

}  // namespace crossfoot
