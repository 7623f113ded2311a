#pragma once

#include <crossfoot/check/rule.hpp>
#include <crossfoot/check/verdict.hpp>
#include <crossfoot/compute/rates.hpp>
#include <crossfoot/model/dataset.hpp>
#include <crossfoot/number/interval.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace crossfoot {

/// What a term does in the arithmetic of a finding.
enum class term_role {
    claim,    ///< the reported figure that is judged
    plus,     ///< added (or the numerator of a ratio)
    minus,    ///< subtracted
    divisor,  ///< added to the denominator
};

/// How a term was read.
enum class term_reading {
    figure,          ///< from its figure
    missing,         ///< as anything in its domain
    zero,            ///< as none, since the codebook reads absence so
    not_applicable,  ///< as none, since there is no such thing at the place
    conflicting,     ///< as anything, since its sources exclude each other
    exempt,          ///< as none, since the place need not report it
};

/// One figure that a finding rests on.
struct finding_term {
    cell where;                                   ///< where the figure stands, or would
    term_role role = term_role::plus;             ///< what the term does in the arithmetic
    term_reading reading = term_reading::figure;  ///< how it was read
    std::optional<std::size_t>
        observation;              ///< in the dataset; no value where nothing was reported
    std::uint32_t reference = 0;  ///< of a rule in words: the figure that it names, by its number
};

/// A figure that is missing, and what it could be for the rule not to fail.
struct fill_bound {
    cell where;       ///< where the figure is missing
    interval values;  ///< from the smallest to the largest that would do
};

/// For a printed rate of two exact counts: which counts of the same total, and which totals of the
/// same count, would print the same. No value where there is none.
struct rate_duals {
    std::optional<integer_range> counts;  ///< of the same total
    std::optional<integer_range> totals;  ///< of the same count
};

/// A rule at a cell: what the figures say of it. A small record; its text is made when somebody
/// looks (see io/finding_text.hpp).
struct finding {
    std::uint32_t rule = 0;              ///< its position in `check_report::rules`
    verdict result = verdict::unknown;   ///< what the figures say of the rule
    cell where;                          ///< the claim's cell; of part_of and of_which the part's
    std::optional<interval> reported;    ///< what the claim admits; no value where it is no figure
    std::optional<interval> computed;    ///< no value where there is nothing to compute
    std::optional<interval> difference;  ///< reported - computed
    std::vector<fill_bound> bounds;      ///< for `unknown`
    std::optional<rate_duals> duals;     ///< of a rate
    operand_basis basis = operand_basis::reported;  ///< where the operands of a rate come from
    std::optional<std::size_t> follows_from;  ///< the finding that explains this one, by position
    std::vector<finding_term> terms;          ///< the claim first
    /// The exception of a written rule that excuses it, by position; no value where it counts.
    std::optional<std::size_t> excused_by{};
};

/// A value that nobody reported and that follows from what was. A total above a single figure, with
/// other parts missing, is left out: it would only say that it is that figure or more.
struct derived_value {
    std::uint32_t rule = 0;                         ///< its position in `check_report::rules`
    cell where;                                     ///< where it would be reported
    interval values;                                ///< what it can be, given all that was reported
    operand_basis basis = operand_basis::reported;  ///< where the operands of a rate come from
    std::vector<finding_term> terms;  ///< the figures that it rests on; none of them is a claim
    std::size_t due = 0;              ///< of a roll-up: how many parts should have been reported
    std::size_t reporting = 0;        ///< and how many were
};

/// The stable key of a finding: "RULE@PLACE/PERIOD", then "/own" and "[breakdown=item,…]" as
/// needed.
[[nodiscard]] std::string key_of(const rule& which, const cell& where, const dataset& data);

/// The distance between the two sides that cannot be argued away: the smallest size of a
/// difference. 0 where the difference can be 0.
[[nodiscard]] rational least_difference(const interval& difference);

}  // namespace crossfoot
