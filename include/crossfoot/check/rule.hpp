#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/ids.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace crossfoot {

/// The kinds of rules that follow from what a codebook says of its indicators.
enum class rule_kind {
    domain,      ///< a figure is a number that its indicator can be
    part_of,     ///< a part is at most the whole
    partition,   ///< the items of a breakdown make up the total, in the way they are counted
    of_which,    ///< an item is at most the total
    rollup,      ///< a place's total is its own part and the totals of the places in it
    rate,        ///< a printed rate is the ratio of its counts
    conflict,    ///< two sources of one figure agree
    registered,  ///< a count is that of the register of units
};

/// The stable name, such as "part_of".
[[nodiscard]] const char* name_of(rule_kind kind) noexcept;

/// A relation that figures must satisfy, wherever they are reported.
struct rule {
    std::string code;  ///< stable: "partition:model_units:tier", "rollup:talks", "domain"
    rule_kind kind = rule_kind::domain;  ///< what the rule is about
    severity weight = severity::error;   ///< how urgent it is that it holds
    indicator_id indicator;              ///< whose figure is the claim; not of domain and conflict
    breakdown_id by;                     ///< of partition and of_which
    tier_counting counting = tier_counting::exclusive;  ///< of partition
    bool nesting = false;  ///< of a partition at_or_above: a tier is at most the next lower
    bilingual name;        ///< what it says, in words
};

/// The rules that follow from a codebook, in a stable order: domain, conflict, then by indicator.
[[nodiscard]] std::vector<rule> derive_rules(const codebook& book);

}  // namespace crossfoot
