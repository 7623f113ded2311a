#pragma once

#include <crossfoot/check/relation.hpp>
#include <crossfoot/check/verdict.hpp>

#include "compiled_rule.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace crossfoot::detail {

struct said;

/// A rule in words at one cell: which operands are which of its variables.
struct placed_condition {
    std::shared_ptr<const compiled_rule> rule;
    /// By variable: its first operand in the list, and the one behind its last.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> operands;
    std::vector<bool> reported;  ///< by variable: whether all its figures were reported
};

/// Whether a condition is met at all before its figures are looked at closer: `fails` where an "if"
/// that stands first does not hold, so that the rule says nothing.
[[nodiscard]] bool says_nothing(const placed_condition& what, std::span<const operand> operands);

/// Judges a rule in words. What is said of it as a whole follows from what is said of each of its
/// comparisons; where these share figures, a verdict may be less than sharp, and is never wrong.
[[nodiscard]] said judge_condition(const placed_condition& what, std::span<const operand> operands);

}  // namespace crossfoot::detail
