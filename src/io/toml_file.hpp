#pragma once

#include <crossfoot/model/diagnostic.hpp>

#include "toml_values.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// The tables of a TOML file. Every syntax error that can be told apart, and every personal number
/// in it, comments too, is added to `problems`; there is no value then.
[[nodiscard]] std::optional<toml::table> read_toml(std::string_view text,
                                                   const std::string& file,
                                                   std::vector<diagnostic>& problems);

}  // namespace crossfoot::detail
