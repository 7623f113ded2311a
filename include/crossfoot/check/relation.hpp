#pragma once

#include <crossfoot/check/verdict.hpp>
#include <crossfoot/number/interval.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace crossfoot {

/// The shapes of what a relation computes.
enum class form_shape {
    linear,                   ///< the sum of the terms, each times its coefficient
    ratio,                    ///< the sum of the terms over the sum of the divisors
    between_largest_and_sum,  ///< any number from the largest term to the sum of them all
};

/// One operand of a relation: what it may be.
struct operand {
    /// Equal for two operands that are the same figure: then they are one unknown.
    std::uint32_t unknown = 0;
    /// What it is multiplied by, not 0; 1 in ratios and between_largest_and_sum.
    std::int64_t coefficient = 1;
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
/// Sharp, not approximate:
///
/// - for sums of whole numbers with any coefficients, gaps between the sums included: 2·a + 3·b is
///   never 1, 3·a + 3·b never 5. A comparison with one end is settled by the ends of the sums; one
///   with two is searched. A search is given up after some 20,000 steps, which only coefficients
///   take that are large, unlike and without small ones beside them: what was not seen to be
///   impossible by then counts as possible;
/// - for sums of real numbers, and of whole numbers and reported real ones;
/// - for what lies between a largest term and a sum;
/// - for ratios of whole numbers or of real ones in which each figure stands once.
///
/// In a sum with whole numbers beside real ones of which some are missing, a missing real figure is
/// judged as if the others left no gaps; a ratio of sums that are whole and real by parts is judged
/// as if all were real; in other ratios a figure that is used twice counts as two. Then it says
/// less than it could, and nothing that is not so. Expects every operand to have a possible value.
[[nodiscard]] judgement judge(const relation& what);

}  // namespace crossfoot
