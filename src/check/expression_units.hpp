#pragma once

#include <crossfoot/check/expression.hpp>

#include <optional>
#include <string_view>

namespace crossfoot::detail {

/// Whether a rule adds or compares things of different kinds, such as persons and organisations;
/// no value where it does not. `text` is the rule's.
[[nodiscard]] std::optional<expression_fault> find_unit_fault(const expression& rule,
                                                              const codebook& book,
                                                              std::string_view text);

}  // namespace crossfoot::detail
