#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/model/places.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// What became of a places.csv.
struct places_reading {
    places where;                      ///< of the rows without a problem
    std::vector<std::string> refused;  ///< codes of which no row is without one, sorted
    std::size_t rows = 0;              ///< how many there were
};

/// Reads the text of a places.csv: `code, name, level, parent`, optionally `valid_from, valid_to`,
/// or the Chinese headings. Codes are identifiers: leading zeros count. Levels go by code or name.
/// What is wrong is added to `problems`, and its row is left out.
[[nodiscard]] places_reading read_places(std::string_view csv,
                                         const std::string& file,
                                         const codebook& book,
                                         std::vector<diagnostic>& problems);

}  // namespace crossfoot
