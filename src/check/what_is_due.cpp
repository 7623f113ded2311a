// The rule that what is owed was reported.

#include <crossfoot/compute/completeness.hpp>

#include "instantiation.hpp"

#include <algorithm>

namespace crossfoot::detail {

std::vector<cell> instantiation::sites_due(const rule& which) {
    std::vector<cell> sites;
    const obligation& of = book_.due[which.entry];
    const std::optional<period> stretch = stretch_of(data_);
    if (!stretch || of.indicators.empty()) {
        return sites;
    }
    const series first{of.indicators.front(), scope::total, {}};
    for (const period& when : periods_due(of, *stretch)) {
        const hierarchy& tree = builder_.tree_at(when.last());
        for (const place_id place : tree.in_order()) {
            if (is_meant(of, place, data_, tree)) {
                sites.push_back({place, when, first});
            }
        }
    }
    return sites;
}

/// One finding for all that a place owes for a period. Like a domain, it is told only where it does
/// not hold.
std::optional<instance> instantiation::due_at(std::uint32_t number, const seen_cell& site) {
    const obligation& of = book_.due[rule_of(number).entry];
    for (const indicator_id each : of.indicators) {
        cells_.note_read(site.where.place, {each, scope::total, {}}, site.where.when);
    }
    const std::vector<cell> owed = what_is_owed(cells_, of, site.where.place, site.where.when);
    if (owed.empty()) {
        return std::nullopt;
    }
    instance made;
    made.stands_alone = true;
    made.found.rule = number;
    made.found.where = owed.front();
    made.found.result = verdict::fails;
    for (const cell& each : owed) {
        const resolved_figure figure = cells_.read(each.place, each.what, each.when);
        made.found.terms.push_back(
            {each, term_role::claim, term_reading::missing, figure.observation});
    }
    return made;
}

}  // namespace crossfoot::detail
