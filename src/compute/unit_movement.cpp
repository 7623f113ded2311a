#include <crossfoot/compute/unit_movement.hpp>
#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <bit>
#include <deque>

namespace crossfoot {

namespace {

constexpr std::size_t units_column = 0;
constexpr std::size_t designated_column = 1;
constexpr std::size_t first_tier_column = 2;

using member = std::int64_t unit_movement::*;

std::size_t items_of(const unit_register& of, std::optional<breakdown_id> by) {
    return by ? of.book()[*by].items.size() : 0;
}

tier_set bit(std::size_t tier) {
    return tier_set{1} << tier;
}

/// The position of the highest tier; expects one.
std::size_t highest_of(tier_set tiers) {
    return static_cast<std::size_t>(std::countr_zero(tiers));
}

}  // namespace

/// Follows each unit from event to event.
class unit_movements::counter {
  public:
    counter(unit_movements& into,
            const unit_register& of,
            day from,
            day to,
            tier_counting counting,
            scope extent)
        : into_{into}, of_{of}, from_{from}, to_{to}, counting_{counting}, extent_{extent} {
        add_tree(from);
        for (const day change : of.where().changes()) {
            if (from < change && change <= to) {
                add_tree(change);
            }
        }
    }

    void run() {
        for (std::size_t number = 0; number < of_.size(); ++number) {
            follow(unit_id{number});
        }
    }

  private:
    /// Where a unit stands on a day, and what it holds.
    struct state {
        const unit_stay* stay = nullptr;  // null where it does not take part
        const hierarchy* tree = nullptr;
        tier_set held = 0;
    };

    void add_tree(day when) { trees_.emplace_back(when, of_.where().at(when)); }

    [[nodiscard]] const hierarchy& tree_on(day when) const {
        const hierarchy* found = &trees_.front().second;
        for (const auto& [since, tree] : trees_) {
            if (since <= when) {
                found = &tree;
            }
        }
        return *found;
    }

    [[nodiscard]] state state_on(unit_id unit, day when) const {
        state found;
        for (const unit_stay& each : of_.stays_of(unit)) {
            if (each.holds_on(when)) {
                found = {&each, &tree_on(when), tiers_held(of_, unit, when)};
            }
        }
        return found;
    }

    /// The days after the first on which something can change for a unit.
    void find_events(unit_id unit) {
        events_.clear();
        const auto add = [this](const std::optional<day>& when) {
            if (when && from_ < *when && *when <= to_) {
                events_.push_back(*when);
            }
        };
        for (const unit_stay& each : of_.stays_of(unit)) {
            add(each.joined);
            add(each.left);
        }
        for (const designation& each : of_.designations_of(unit)) {
            add(each.named_on);
            add(each.ends_on());
        }
        for (std::size_t i = 1; i < trees_.size(); ++i) {
            add(trees_[i].first);
        }
        std::ranges::sort(events_);
        events_.erase(std::unique(events_.begin(), events_.end()), events_.end());
    }

    void follow(unit_id unit) {
        find_events(unit);
        state now = state_on(unit, from_);
        add_to_all(now, &unit_movement::opening);
        for (const day when : events_) {
            const state next = state_on(unit, when);
            change(unit, when, now, next);
            now = next;
        }
        add_to_all(now, &unit_movement::closing);
    }

    /// The place itself, or with all above it.
    [[nodiscard]] std::vector<place_id> places_of(const state& of) const {
        std::vector<place_id> found;
        if (of.stay == nullptr) {
            return found;
        }
        found.push_back(of.stay->place);
        if (extent_ == scope::own) {
            return found;
        }
        for (auto above = of.tree->parent_of(found.back()); above;
             above = of.tree->parent_of(*above)) {
            found.push_back(*above);
        }
        return found;
    }

    [[nodiscard]] tier_set counted(tier_set held) const {
        return tiers_counted(held, counting_, into_.columns_ - first_tier_column);
    }

    unit_movement& at(place_id place, std::size_t category, std::size_t column) {
        std::uint32_t& row = into_.rows_[place.index()];
        const std::size_t width = into_.categories_ * into_.columns_;
        if (row == no_row) {
            row = static_cast<std::uint32_t>(into_.movements_.size() / width);
            into_.movements_.resize(into_.movements_.size() + width);
        }
        return into_.movements_[row * width + category * into_.columns_ + column];
    }

    /// Counts a unit with all that it is counted as, at a place and in a category.
    void add_whole(place_id place, std::size_t category, tier_set held, member as) {
        ++(at(place, category, units_column).*as);
        if (held != 0) {
            ++(at(place, category, designated_column).*as);
        }
        for (tier_set rest = counted(held); rest != 0; rest &= rest - 1) {
            ++(at(place, category, first_tier_column + highest_of(rest)).*as);
        }
    }

    void add_to_all(const state& of, member as) {
        for (const place_id place : places_of(of)) {
            add_whole(place, of.stay->category, of.held, as);
            add_whole(place, every_category(), of.held, as);
        }
    }

    [[nodiscard]] std::size_t every_category() const { return into_.categories_ - 1; }

    void change(unit_id unit, day when, const state& before, const state& after) {
        const std::vector<place_id> old_places = places_of(before);
        const std::vector<place_id> new_places = places_of(after);
        const bool same_category = before.stay != nullptr && after.stay != nullptr &&
                                   before.stay->category == after.stay->category;
        const member out = after.stay == nullptr ? &unit_movement::left : &unit_movement::moved_out;
        const member in =
            before.stay == nullptr ? &unit_movement::joined : &unit_movement::moved_in;
        for (const place_id place : old_places) {
            const bool stays = std::ranges::find(new_places, place) != new_places.end();
            if (!stays) {
                add_whole(place, every_category(), before.held, out);
            }
            if (!stays || !same_category) {
                add_whole(place, before.stay->category, before.held, out);
            }
        }
        for (const place_id place : new_places) {
            const bool stayed = std::ranges::find(old_places, place) != old_places.end();
            if (stayed) {
                change_titles(unit, when, place, every_category(), before.held, after.held);
            } else {
                add_whole(place, every_category(), after.held, in);
            }
            if (stayed && same_category) {
                change_titles(unit, when, place, after.stay->category, before.held, after.held);
            } else {
                add_whole(place, after.stay->category, after.held, in);
            }
        }
    }

    /// The tiers that were named on a day, and those whose title was revoked on it.
    [[nodiscard]] tier_set named_on(unit_id unit, day when) const {
        tier_set found = 0;
        for (const designation& each : of_.designations_of(unit)) {
            if (each.named_on == when && each.holds_on(when)) {
                found |= bit(each.tier);
            }
        }
        return found;
    }
    [[nodiscard]] tier_set revoked_on(unit_id unit, day when) const {
        tier_set found = 0;
        for (const designation& each : of_.designations_of(unit)) {
            if (each.ends_on() == when && each.revoked_on == when) {
                found |= bit(each.tier);
            }
        }
        return found;
    }

    /// What became of the titles of a unit that stayed where it was.
    void change_titles(unit_id unit,
                       day when,
                       place_id place,
                       std::size_t category,
                       tier_set before,
                       tier_set after) {
        const tier_set named = named_on(unit, when);
        const tier_set revoked = revoked_on(unit, when);
        const tier_set old_tiers = counted(before);
        const tier_set new_tiers = counted(after);
        const bool rises = before != 0 && after != 0 && highest_of(after) < highest_of(before) &&
                           counting_ != tier_counting::held;
        const auto loses = [&](std::size_t tier) {
            return (revoked & bit(tier)) != 0 ? &unit_movement::revoked : &unit_movement::expired;
        };
        if (before == 0 && after != 0) {
            ++at(place, category, designated_column).named;
        } else if (before != 0 && after == 0) {
            ++(at(place, category, designated_column).*loses(highest_of(before)));
        }
        for (tier_set rest = new_tiers & ~old_tiers; rest != 0; rest &= rest - 1) {
            const std::size_t tier = highest_of(rest);
            unit_movement& here = at(place, category, first_tier_column + tier);
            if (rises) {
                ++here.upgraded_in;
            } else if (before == 0 || (named & bit(tier)) != 0) {
                ++here.named;
            } else {
                ++here.fallen_in;
            }
        }
        for (tier_set rest = old_tiers & ~new_tiers; rest != 0; rest &= rest - 1) {
            const std::size_t tier = highest_of(rest);
            unit_movement& here = at(place, category, first_tier_column + tier);
            // Counted at or above: what ended is the highest title, not one of this tier.
            const std::size_t ended = counting_ == tier_counting::held ? tier : highest_of(before);
            if (rises) {
                ++here.upgraded_out;
            } else {
                ++(here.*loses(ended));
            }
        }
        for (tier_set rest = named & before & after & old_tiers & new_tiers; rest != 0;
             rest &= rest - 1) {
            ++at(place, category, first_tier_column + highest_of(rest)).renewed;
        }
    }

    unit_movements& into_;
    const unit_register& of_;
    day from_;
    day to_;
    tier_counting counting_;
    scope extent_;
    std::deque<std::pair<day, hierarchy>> trees_;
    std::vector<day> events_;
};

unit_movements::unit_movements(
    const unit_register& of, day from, day to, tier_counting counting, scope extent)
    : tree_{of.where().at(to)},
      categories_{items_of(of, of.category()) + 1},
      columns_{first_tier_column + items_of(of, of.tier())},
      rows_(of.where().size(), no_row) {
    CROSSFOOT_EXPECTS(from <= to);
    CROSSFOOT_EXPECTS(columns_ - first_tier_column <= most_tiers);
    counter{*this, of, from, to, counting, extent}.run();
}

unit_movement unit_movements::look_up(place_id place,
                                      std::uint16_t category,
                                      std::size_t column) const {
    const std::uint32_t row = rows_[place.index()];
    if (row == no_row) {
        return {};
    }
    const std::size_t slot = category == series::all ? categories_ - 1 : category;
    return movements_[(std::size_t{row} * categories_ + slot) * columns_ + column];
}

unit_movement unit_movements::units(place_id place, std::uint16_t category) const {
    return look_up(place, category, units_column);
}

unit_movement unit_movements::designated(place_id place, std::uint16_t category) const {
    return look_up(place, category, designated_column);
}

unit_movement unit_movements::at(place_id place, std::uint16_t category, std::uint16_t tier) const {
    return look_up(place, category, tier == series::all ? units_column : first_tier_column + tier);
}

}  // namespace crossfoot
