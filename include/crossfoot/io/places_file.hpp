#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/model/places.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// Reads the text of a places.csv: `code, name, level, parent`, optionally `valid_from, valid_to`, or
/// the Chinese headings. What is wrong is added to `problems`; rows with a problem are left out.
[[nodiscard]] places read_places(std::string_view csv,
                                 const std::string& file,
                                 const codebook& book,
                                 std::vector<diagnostic>& problems);

}  // namespace crossfoot
