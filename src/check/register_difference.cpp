#include <crossfoot/check/register_difference.hpp>
#include <crossfoot/compute/unit_counts.hpp>

#include <algorithm>
#include <bit>
#include <utility>

namespace crossfoot {

namespace {

constexpr std::size_t most_shown = 5;           // of units that only may make the difference
constexpr std::size_t largest_difference = 50;  // that is worth a list

/// A cell of the register, as a figure's cell speaks of it.
struct register_cell {
    place_id place;
    scope extent = scope::total;
    std::uint16_t category = series::all;
    std::uint16_t tier = series::all;
    tier_counting counting = tier_counting::exclusive;
    register_basis basis = register_basis::units;
};

/// What a unit is on a day.
struct unit_state {
    const unit_stay* stay = nullptr;
    tier_set held = 0;
};

/// A cell that was reported too: by how much its count may change and still agree, and on which
/// side it has more, 1 the report, -1 the register, 0 neither.
struct reported_cell {
    register_cell where;
    interval difference;  ///< reported - counted
    int more = 0;

    /// Whether a change by one unit, or none, makes nothing worse.
    [[nodiscard]] bool admits(int change) const {
        return change == 0 || change == more || (more == 0 && difference.contains(change));
    }
};

class search {
  public:
    search(const register_cell& where,
           std::vector<reported_cell> others,
           const period& when,
           const unit_register& of)
        : where_{where},
          others_{std::move(others)},
          period_{when},
          when_{when.last()},
          of_{of},
          tree_{of.where().at(when_)} {}

    /// Units that came into the cell, or went from it, the nearest first: those of them that could
    /// be on the other side without another cell failing for it.
    std::vector<unit_change> run(bool report_has_more) const {
        std::vector<unit_change> found;
        for (std::size_t number = 0; number < of_.size(); ++number) {
            const unit_id unit{number};
            // Where the report has more, those that are not in the cell on the day may be meant.
            const unit_state now = state_of(unit, when_);
            if (counts(where_, now) == report_has_more) {
                continue;
            }
            if (const std::optional<unit_change> change = nearest_change(unit, now)) {
                found.push_back(*change);
            }
        }
        std::ranges::stable_sort(
            found, {}, [this](const unit_change& each) { return distance(each); });
        return found;
    }

    [[nodiscard]] bool is_near(const unit_change& each) const {
        const auto length = period_.last() - period_.first() + std::chrono::days{1};
        return period_.first() <= each.when && each.when <= period_.last() + length;
    }

    /// All units of the cell on the day.
    [[nodiscard]] std::vector<unit_change> everything() const {
        std::vector<unit_change> found;
        for (std::size_t number = 0; number < of_.size(); ++number) {
            if (counts(where_, state_of(unit_id{number}, when_))) {
                found.push_back({unit_id{number}, unit_event::counted, when_});
            }
        }
        return found;
    }

  private:
    [[nodiscard]] std::chrono::days distance(const unit_change& each) const {
        return each.when > when_ ? each.when - when_ : when_ - each.when;
    }

    [[nodiscard]] unit_state state_of(unit_id unit, day when) const {
        for (const unit_stay& each : of_.stays_of(unit)) {
            if (each.holds_on(when)) {
                return {&each, tiers_held(of_, unit, when)};
            }
        }
        return {};
    }

    [[nodiscard]] bool lies_in(const register_cell& cell, place_id place) const {
        for (std::optional<place_id> at = place; at; at = tree_.parent_of(*at)) {
            if (*at == cell.place) {
                return true;
            }
            if (cell.extent == scope::own) {
                return false;
            }
        }
        return false;
    }

    [[nodiscard]] bool counts(const register_cell& cell, const unit_state& state) const {
        if (state.stay == nullptr || !lies_in(cell, state.stay->place)) {
            return false;
        }
        if (cell.category != series::all && state.stay->category != cell.category) {
            return false;
        }
        if (cell.basis == register_basis::units) {
            return true;
        }
        if (cell.tier == series::all) {
            return state.held != 0;
        }
        const tier_set tiers = tiers_counted(state.held, cell.counting, most_tiers);
        return ((tiers >> cell.tier) & 1U) != 0;
    }

    /// Whether no cell speaks against the unit being as it was on the other side of a change.
    [[nodiscard]] bool agrees(const unit_state& now, const unit_state& otherwise) const {
        return std::ranges::all_of(others_, [&](const reported_cell& each) {
            const int change = static_cast<int>(counts(each.where, otherwise)) -
                               static_cast<int>(counts(each.where, now));
            return each.admits(change);
        });
    }

    /// The change of the unit's place in the cell that lies nearest to the day.
    [[nodiscard]] std::optional<unit_change> nearest_change(unit_id unit,
                                                            const unit_state& now) const {
        std::optional<unit_change> nearest;
        const auto consider = [&](const std::optional<day>& at) {
            if (!at) {
                return;
            }
            const unit_state before = state_of(unit, *at - std::chrono::days{1});
            const unit_state after = state_of(unit, *at);
            if (counts(where_, before) == counts(where_, after) ||
                !agrees(now, *at <= when_ ? before : after)) {
                return;
            }
            const unit_change change{unit, event_of(unit, *at, before, after), *at};
            if (!nearest || distance(change) < distance(*nearest)) {
                nearest = change;
            }
        };
        for (const unit_stay& each : of_.stays_of(unit)) {
            consider(each.joined);
            consider(each.left);
        }
        for (const designation& each : of_.designations_of(unit)) {
            consider(each.named_on);
            consider(each.ends_on());
        }
        return nearest;
    }

    /// What happened to the unit on that day.
    [[nodiscard]] unit_event event_of(unit_id unit,
                                      day when,
                                      const unit_state& before,
                                      const unit_state& after) const {
        if (before.stay == nullptr) {
            return unit_event::joined;
        }
        if (after.stay == nullptr) {
            return unit_event::left;
        }
        if (before.stay->place != after.stay->place ||
            before.stay->category != after.stay->category) {
            return unit_event::moved;
        }
        const auto titles = of_.designations_of(unit);
        const bool rises =
            after.held != 0 && std::countr_zero(after.held) < std::countr_zero(before.held);
        const bool is_gain = counts(where_, after);
        if (before.held != 0 && rises && (is_gain || where_.counting != tier_counting::held)) {
            return unit_event::upgraded;
        }
        if (is_gain && std::ranges::find(titles, when, &designation::named_on) != titles.end()) {
            return unit_event::named;
        }
        const bool is_revoked = std::ranges::any_of(titles, [when](const designation& each) {
            return each.ends_on() == when && each.revoked_on == when;
        });
        return is_revoked ? unit_event::revoked : unit_event::expired;
    }

    register_cell where_;
    std::vector<reported_cell> others_;
    period period_;
    day when_;
    const unit_register& of_;
    hierarchy tree_;
};

register_cell cell_of(const cell& where, const codebook& book, const unit_register& of) {
    const indicator& counted = book[where.what.indicator];
    register_cell made{where.place, where.what.extent};
    made.basis = counted.from_register;
    if (const auto by = of.category()) {
        made.category = where.what.item(*by);
    }
    if (const auto by = of.tier()) {
        made.tier = where.what.item(*by);
        const breakdown_use* const use = counted.find_use(*by);
        made.counting = use != nullptr ? use->counting : tier_counting::exclusive;
    }
    return made;
}

bool has_more(const finding& what) {
    return what.difference->lo().is_finite() && what.difference->lo().value.sign() > 0;
}

/// What else was reported of the same place and day, and held against the register.
std::vector<reported_cell> others_of(const finding& what,
                                     const check_report& report,
                                     const dataset& data) {
    std::vector<reported_cell> others;
    for (const finding& each : report.findings) {
        if (report.rules[each.rule].kind != rule_kind::registered ||
            each.where.place != what.where.place ||
            each.where.when.last() != what.where.when.last()) {
            continue;
        }
        const int side = has_more(each) ? 1 : -1;
        others.push_back({cell_of(each.where, data.book(), *report.units),
                          *each.difference,
                          each.result == verdict::fails ? side : 0});
    }
    return others;
}

}  // namespace

const char* name_of(unit_event which) noexcept {
    switch (which) {
    case unit_event::joined: return "joined";
    case unit_event::left: return "left";
    case unit_event::moved: return "moved";
    case unit_event::named: return "named";
    case unit_event::upgraded: return "upgraded";
    case unit_event::expired: return "expired";
    case unit_event::revoked: return "revoked";
    case unit_event::counted: return "counted";
    }
    return "";
}

register_difference units_behind(const finding& what,
                                 const check_report& report,
                                 const dataset& data) {
    if (report.units == nullptr || report.rules[what.rule].kind != rule_kind::registered ||
        what.result != verdict::fails || !what.difference) {
        return {};
    }
    const rational least = least_difference(*what.difference);
    if (least > largest_difference) {
        return {};
    }
    const auto missing = static_cast<std::size_t>(ceiling(least));
    const bool report_has_more = has_more(what);
    const search in{cell_of(what.where, data.book(), *report.units),
                    others_of(what, report, data),
                    what.where.when,
                    *report.units};
    std::vector<unit_change> all = in.run(report_has_more);
    std::vector<unit_change> near;
    std::ranges::copy_if(
        all, std::back_inserter(near), [&](const unit_change& each) { return in.is_near(each); });
    if (near.size() == missing) {
        return {std::move(near), true};
    }
    if (all.size() == missing) {
        return {std::move(all), true};
    }
    if (!report_has_more && what.computed == interval::exactly(least)) {
        return {in.everything(), true};
    }
    if (all.size() < missing) {
        return {};  // whatever happened to them, they are too few
    }
    if (near.size() > missing) {
        all = std::move(near);
    }
    all.resize(std::min(all.size(), std::max(most_shown, missing)));
    return {std::move(all), false};
}

}  // namespace crossfoot
