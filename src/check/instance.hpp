#pragma once

#include <crossfoot/check/finding.hpp>
#include <crossfoot/check/relation.hpp>
#include <crossfoot/check/rule.hpp>

#include "condition.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

namespace crossfoot::detail {

/// How the claim of an instance is compared with what is computed.
enum class comparison_kind {
    equal,      ///< the claim is not among the operands: what is computed is admitted, or not
    at_most,    ///< the claim is the first operand, and at most what the others come to
    at_least,   ///< likewise, at least
    magnitude,  ///< what is admitted is no power of ten away from the operands
};

/// A rule at a cell with its figures in place: what is judged, and the finding that it makes.
struct instance {
    finding found;
    relation what;
    /// For each operand (terms, then divisors), the position of its term in `found.terms`;
    /// `no_term` of one that is no figure.
    std::vector<std::size_t> term_of_operand;
    static constexpr auto no_term = static_cast<std::size_t>(-1);
    comparison_kind compared = comparison_kind::equal;
    /// What is added to what the relation computes to come to what the claim should be: -1 of a
    /// growth, which is a ratio less 1.
    rational shift = 0;
    /// Whether there is a claim that the finding could correct.
    bool has_claim = false;
    /// Whether it takes part in what follows from what.
    bool stands_alone = false;
    /// What a failing claim should have been, where the relation does not say.
    std::optional<interval> should_be{};
    /// Of a rule in words: its conditions. The terms of `what` are then its operands as they stand.
    std::shared_ptr<const placed_condition> condition{};
};

/// What tells cells apart: two cells of a stock that speak of the same day are one.
using cell_key = std::tuple<std::uint32_t, std::uint32_t, scope, item_list, day, day>;
[[nodiscard]] cell_key key_of_cell(const codebook& book, const cell& where);

/// Like `judge`, and quicker where all figures are counts known exactly, as they mostly are.
[[nodiscard]] judgement judge_figures(const relation& what);

/// What is said of a relation of the instance: its own, or one with other operands.
struct said {
    verdict result = verdict::unknown;
    std::optional<interval> computed{};  ///< what the claim is compared with
    std::optional<interval> left{};      ///< of a condition that has no claim: what was computed
    std::vector<admissible_fill> fills{};
    bool is_undefined = false;  ///< a ratio whose total can only be zero
};
[[nodiscard]] said judge_as(const instance& each, const relation& what);

/// Fills in the finding of the instance: verdict, both sides, difference and bounds.
void settle(instance& each, said judged);

/// Marks the failing findings that follow from another that is as urgent, bottom up.
void mark_what_follows(std::vector<instance>& instances,
                       std::span<const rule> rules,
                       const dataset& data);

}  // namespace crossfoot::detail
