#pragma once

#include <crossfoot/check/expression.hpp>
#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/ids.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace crossfoot {

/// The kinds of rules that follow from what a codebook says of its indicators.
enum class rule_kind {
    domain,        ///< a figure is a number that its indicator can be
    part_of,       ///< a part is at most the whole
    partition,     ///< the items of a breakdown make up the total, in the way they are counted
    of_which,      ///< an item is at most the total
    rollup,        ///< a place's total is its own part and the totals of the places in it
    rate,          ///< a printed rate is the ratio of its counts
    conflict,      ///< two sources of one figure agree
    registered,    ///< a count is that of the register of units
    nested,        ///< an item is at most the one that holds it
    cumulative,    ///< a running total never falls
    accumulation,  ///< a running total grows by the flow of the period
    balance,       ///< closing = opening + inflows - outflows
    periods,       ///< a period's figure is the sum of those of its parts
    last_year,     ///< what is told of the same period last year is what was reported then
    growth,        ///< a growth is that of its figures
    change,        ///< a change is the difference of its figures
    ordinal,       ///< the nth yearly event falls in its year
    magnitude,     ///< a figure is not some power of ten away from those before or beside it
    due,           ///< what is owed was reported
    written,       ///< in words of the codebook's own
};

/// The stable name, such as "part_of".
[[nodiscard]] const char* name_of(rule_kind kind) noexcept;

/// A rule's relation, brought to the forms that are judged; see `is_sharp`.
class compiled_rule;

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
    /// The relation, of rules over time and of written ones; null for the others.
    std::shared_ptr<const compiled_rule> form{};
    std::size_t entry = 0;  ///< of written and due rules: the position in the codebook's list
};

/// The rules that follow from a codebook, in a stable order: domain, conflict, then by indicator,
/// then those in words of its own, then what is due. A rule whose text cannot be read is left out:
/// reading the codebook tells why.
[[nodiscard]] std::vector<rule> derive_rules(const codebook& book);

/// Why a rule cannot be judged sharply: its verdict may then be `possible` or `unknown` where more
/// could be said. No value for one that is judged sharply; docs/rules.md says which are.
[[nodiscard]] std::optional<bilingual> why_not_sharp(const rule& which);

}  // namespace crossfoot
