#pragma once

#include <crossfoot/number/figure.hpp>
#include <crossfoot/number/interval.hpp>

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>

/// What commands share that take figures from the command line and answer with ranges of counts.
namespace crossfoot::program {

/// The figure that a word is. Throws `error` (invalid_input) where it is none.
[[nodiscard]] figure read_word(const std::string& text, std::span<const std::string> units);

/// `{"first": …, "last": …}`, null where there is none.
[[nodiscard]] nlohmann::ordered_json range_as_json(const std::optional<integer_range>& range);

}  // namespace crossfoot::program
