#pragma once

#include "program.hpp"

namespace crossfoot::program {

/// Adds `places compare` to the subcommand `places`.
void add_places_compare(command& to);

/// What places are called on a day: "County A1 (990101)", or the code alone.
[[nodiscard]] std::string name_on(
    const places& where, place_id place, day when, language speech, bool with_code = true);

}  // namespace crossfoot::program
