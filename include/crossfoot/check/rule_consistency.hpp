#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/number/bilingual.hpp>

#include <string>
#include <vector>

namespace crossfoot {

/// What can be said of rules before there are any figures.
enum class rule_remark_kind {
    never_holds,    ///< no figures satisfy it
    never_fails,    ///< all figures satisfy it
    contradiction,  ///< no figures satisfy all of them, though without any one of them some do
};

/// A remark on one rule, or on several together.
struct rule_remark {
    rule_remark_kind kind = rule_remark_kind::never_fails;  ///< what is said
    std::vector<std::string> codes;  ///< of the rules: written ones first, then derived ones
    bilingual reason;                ///< why, in words
};

/// Looks for written rules that can never hold or never fail, and for rules that contradict each
/// other. The derived rules take part that relate figures of one cell: domain, part_of, of_which,
/// partition where tiers are exclusive, and cumulative.
///
/// What it says is so, of figures that are known exactly and of denominators above zero; what it
/// does not say may be so all the same. Exact arithmetic decides about comparisons of sums and of
/// their ratios to numbers that stand alone, in conjunctions too. `!=`, products of figures, `or`,
/// `if`, `not between`, min, max and abs are only tried alone, by the least and the most that they
/// can come to. Rules with a condition take no part in contradictions. Where there are very many
/// rules, nothing is said of them together.
[[nodiscard]] std::vector<rule_remark> check_rules(const codebook& book);

}  // namespace crossfoot
