#pragma once

#include <crossfoot/check/verdict.hpp>
#include <crossfoot/number/interval.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace crossfoot {

/// The shapes of what a relation computes.
enum class form_shape {
    linear,                   ///< the sum of the terms, each with its sign
    ratio,                    ///< the sum of the terms over the sum of the divisors
    between_largest_and_sum,  ///< any number from the largest term to the sum of them all
};

/// One operand of a relation: what it may be.
struct operand {
    /// Equal for two operands that are the same figure: then they are one unknown.
    std::uint32_t unknown = 0;
    int sign = 1;          ///< +1 or -1; +1 in ratios and between_largest_and_sum
    interval values;       ///< what the figure leaves possible, or its domain where it is missing
    bool whole = true;     ///< only the whole numbers of `values`
    bool missing = false;  ///< nobody reported it: it may be filled with any of `values`
};

/// A rule with the figures of one cell put in: the computed value of a form is compared with the
/// values that are admitted. The one form that every rule compiles to.
///
/// A claim `248 = 1 + 2 + 2 + 94 + 149` admits the claim's possible values. `25 <= 30` computes
/// 25 - 30 and admits what is not above 0. A printed rate admits the values that would print so.
struct relation {
    form_shape shape = form_shape::linear;  ///< what is computed
    std::vector<operand> terms;     ///< the operands that are added, or of which the largest counts
    std::vector<operand> divisors;  ///< only of a ratio; their sum is never zero
    interval admitted = interval::everything();  ///< the computed values that agree
};

/// What a missing operand could be for the relation not to fail.
struct admissible_fill {
    std::size_t operand = 0;  ///< its position, counting the terms first and then the divisors
    interval values;          ///< from the smallest to the largest such fill
};

/// What the evaluator finds.
struct judgement {
    verdict result = verdict::unknown;  ///< what is so for all choices and fills
    /// From the smallest to the largest computed value, over all choices and fills; no value where
    /// there is no choice (every possible total is zero).
    std::optional<interval> computed;
    /// For `unknown`: one for each missing operand, in order.
    std::vector<admissible_fill> fills;
};

/// Judges a relation: for each way to fill what is missing, whether the computed value is admitted
/// for every choice of the other figures out of their possible values, for some, or for none.
/// One verdict for all fills is the verdict; no fill that fails is `possible`; else `unknown`.
///
/// Sharp, not approximate, for sums of whole numbers or of real ones, for what lies between a
/// largest term and a sum, and for ratios of whole numbers in which each figure stands once. In
/// other ratios a figure that is used twice counts as two: then it says less than it could, and
/// nothing that is not so. Expects every operand to have a possible value.
[[nodiscard]] judgement judge(const relation& what);

}  // namespace crossfoot
