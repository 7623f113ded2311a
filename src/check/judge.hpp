#pragma once

#include <crossfoot/check/relation.hpp>

// The shapes that a relation can have, one evaluator each; `judge` chooses between them.
namespace crossfoot::detail {

[[nodiscard]] judgement judge_linear(const relation& what);
[[nodiscard]] judgement judge_between(const relation& what);
[[nodiscard]] judgement judge_ratio(const relation& what);

/// The values of an operand; those of a whole one with closed whole ends.
[[nodiscard]] interval usable_values(const operand& of);

/// The interval from the first to the last of a run of whole numbers.
[[nodiscard]] interval as_interval(const integer_range& range);

/// Narrows to whole ends where only whole numbers count; no value where there is none.
[[nodiscard]] std::optional<interval> narrowed(const interval& values, bool whole);

}  // namespace crossfoot::detail
