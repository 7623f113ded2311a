#pragma once

#include <crossfoot/check/expression.hpp>

#include "expression_scanner.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

// The names that a rule may use, found where they stand in its text without quotation marks.
namespace crossfoot::detail {

/// A name that begins somewhere in a text.
template <typename Id>
struct found_name {
    std::size_t length = 0;  ///< in bytes; 0 where there is none
    Id what{};
};

/// The longest code or name of an indicator that stands where the scanner is.
[[nodiscard]] found_name<indicator_id> find_indicator_here(const expression_scanner& text,
                                                           const codebook& book);

/// The longest code or name of a breakdown that stands where the scanner is.
[[nodiscard]] found_name<breakdown_id> find_breakdown_here(const expression_scanner& text,
                                                           const codebook& book);

/// The indicator of exactly that code or name, as it stands in quotation marks.
[[nodiscard]] std::optional<indicator_id> find_indicator_named(std::string_view name,
                                                               const codebook& book);
/// The breakdown of exactly that code or name.
[[nodiscard]] std::optional<breakdown_id> find_breakdown_named(std::string_view name,
                                                               const codebook& book);
/// The item of exactly that code or name.
[[nodiscard]] std::optional<std::uint16_t> find_item_named(std::string_view name,
                                                           const breakdown& by);

/// The breakdowns of an indicator, each once.
[[nodiscard]] std::vector<breakdown_id> breakdowns_of(const indicator& which);

/// Adds the codes and names of an entry to what may have been meant.
void add_names(const coded_name& entry, std::vector<std::string_view>& candidates);

}  // namespace crossfoot::detail
