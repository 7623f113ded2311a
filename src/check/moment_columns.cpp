#include "moment_columns.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace crossfoot::detail {

namespace {

std::uint32_t rollup_of(const std::vector<rule>& rules, indicator_id which) {
    const auto found = std::ranges::find_if(rules, [which](const rule& each) {
        return each.kind == rule_kind::rollup && each.indicator == which;
    });
    return found == rules.end() ? track::no_rule
                                : static_cast<std::uint32_t>(found - rules.begin());
}

/// The whole numbers that an indicator can have, as far as 64 bits go.
void set_bounds(track& made, const codebook& book) {
    const auto whole = book.domain_of(book[made.total.indicator]).whole_numbers();
    if (!whole) {
        made.least = 1;
        made.most = 0;
        return;
    }
    const integer least{std::numeric_limits<std::int64_t>::min()};
    const integer most{std::numeric_limits<std::int64_t>::max()};
    made.least = static_cast<std::int64_t>(whole->first ? std::max(*whole->first, least) : least);
    made.most = static_cast<std::int64_t>(whole->last ? std::min(*whole->last, most) : most);
}

bool is_of_one_moment(rule_kind kind) {
    switch (kind) {
    case rule_kind::domain:
    case rule_kind::conflict:
    case rule_kind::part_of:
    case rule_kind::of_which:
    case rule_kind::partition:
    case rule_kind::nested:
    case rule_kind::rollup:
    case rule_kind::registered: return true;
    case rule_kind::rate:
    case rule_kind::cumulative:
    case rule_kind::accumulation:
    case rule_kind::balance:
    case rule_kind::periods:
    case rule_kind::last_year:
    case rule_kind::growth:
    case rule_kind::change:
    case rule_kind::ordinal:
    case rule_kind::magnitude:
    case rule_kind::due:
    case rule_kind::written: return false;
    }
    return false;
}

}  // namespace

namespace {

/// Whether some of the periods are parts of others.
bool have_parts_among_them(const std::set<period>& there) {
    return std::ranges::any_of(there, [&](const period& whole) {
        return std::ranges::any_of(std::array{6, 3, 1}, [&](int length) {
            const std::vector<period> parts = parts_of(whole, length);
            return std::ranges::any_of(parts,
                                       [&](const period& part) { return there.contains(part); });
        });
    });
}

}  // namespace

bool are_of_one_moment(const std::vector<rule>& rules, const reported_periods& there) {
    return std::ranges::all_of(rules, [&](const rule& each) {
        if (is_of_one_moment(each.kind)) return true;
        // These name no indicator whose figures are their claims.
        if (each.kind == rule_kind::written || each.kind == rule_kind::due) return false;
        const auto periods = there.find(each.indicator);
        if (periods == there.end()) return true;
        return each.kind == rule_kind::periods && !have_parts_among_them(periods->second);
    });
}

bool is_limited(const codebook& book, const series& what) {
    for (std::size_t i = 0; i < what.items.size(); ++i) {
        const std::uint16_t item = what.items[i];
        if (item != series::all && !book.breakdowns[i].items[item].only_in.empty()) return true;
    }
    return false;
}

const moment_slot& slot_numbered(std::span<const moment_slot> slots, slot_id number) {
    return *std::ranges::lower_bound(slots, number, {}, &moment_slot::number);
}

moment_columns columns_of(const codebook& book,
                          const std::vector<rule>& rules,
                          std::span<const moment_slot> slots) {
    moment_columns made;
    // By items, indicator and moment.
    std::map<std::tuple<item_list, indicator_id, period>, std::uint32_t> known;
    for (const moment_slot& slot : slots) {
        item_list items = slot.what.items;
        while (!items.empty() && items.back() == series::all) {
            items.pop_back();
        }
        const indicator_id of = slot.what.indicator;
        const auto [found, is_new] = known.try_emplace(
            {items, of, slot.moment}, static_cast<std::uint32_t>(made.tracks.size()));
        if (is_new) {
            track one{{of, scope::total, std::move(items)}, slot.moment, rollup_of(rules, of)};
            one.is_added_up = one.rule != track::no_rule;
            one.absent_is_zero = book[of].absent == absence::zero;
            set_bounds(one, book);
            made.tracks.push_back(std::move(one));
        }
        if (made.of_slot.size() <= slot.number.index())
            made.of_slot.resize(slot.number.index() + 1);
        made.of_slot[slot.number.index()] = {found->second, slot.what.extent};
    }
    return made;
}

}  // namespace crossfoot::detail
