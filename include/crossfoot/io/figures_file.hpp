#pragma once

#include <crossfoot/model/dataset.hpp>
#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/number/reading_convention.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// What becomes of a value cell that cannot be read.
enum class bad_cells {
    refuse,               ///< it is left out
    treat_as_unreadable,  ///< it stands in the dataset as unreadable, with its text
};

/// What a figures file does not say itself.
struct figures_options {
    std::optional<period> when;  ///< of rows without a period
    std::string source;          ///< of rows without a source
    bad_cells on_bad_cell = bad_cells::refuse;
    reading_convention convention;
};

/// Reads the text of a figures file, long or wide, into a dataset whose places and codebook are known.
/// Every bad cell is added to `problems`. Gives the number of rows read.
std::size_t read_figures(std::string_view csv,
                         const std::string& file,
                         const figures_options& options,
                         dataset& into,
                         std::vector<diagnostic>& problems);

/// The place codes of a figures file, in order of appearance: for a file that stands without places.
[[nodiscard]] std::vector<std::string> place_codes_in(std::string_view csv, const std::string& file);

}  // namespace crossfoot
