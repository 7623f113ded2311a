#include <crossfoot/compute/unit_counts.hpp>
#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <bit>

namespace crossfoot {

namespace {

constexpr std::size_t units_column = 0;
constexpr std::size_t designated_column = 1;
constexpr std::size_t first_tier_column = 2;

std::size_t items_of(const unit_register& of, std::optional<breakdown_id> by) {
    return by ? of.book()[*by].items.size() : 0;
}

}  // namespace

tier_set tiers_held(const unit_register& of, unit_id unit, day when) {
    tier_set held = 0;
    for (const designation& each : of.designations_of(unit)) {
        if (each.named_on > when) {
            break;
        }
        if (each.holds_on(when)) {
            held |= tier_set{1} << each.tier;
        }
    }
    return held;
}

tier_set tiers_counted(tier_set held, tier_counting counting, std::size_t tiers) {
    if (held == 0) {
        return 0;
    }
    const tier_set all = tiers >= most_tiers ? ~tier_set{0} : (tier_set{1} << tiers) - 1;
    const tier_set highest = held & (~held + 1);
    switch (counting) {
    case tier_counting::exclusive: return highest;
    case tier_counting::at_or_above: return all & ~(highest - 1);
    case tier_counting::held: return held;
    }
    return 0;
}

unit_counts::unit_counts(const unit_register& of, day when, tier_counting counting, scope extent)
    : tree_{of.where().at(when)},
      categories_{items_of(of, of.category())},
      columns_{first_tier_column + items_of(of, of.tier())},
      rows_(of.where().size(), no_row) {
    const std::size_t tiers = columns_ - first_tier_column;
    CROSSFOOT_EXPECTS(tiers <= most_tiers);
    for (const unit_stay& stay : of.stays()) {
        if (!stay.holds_on(when)) {
            continue;
        }
        std::uint32_t* const row = row_of(stay.place) + stay.category * columns_;
        ++row[units_column];
        const tier_set held = tiers_held(of, stay.unit, when);
        row[designated_column] += held != 0 ? 1U : 0U;
        for (tier_set rest = tiers_counted(held, counting, tiers); rest != 0; rest &= rest - 1) {
            ++row[first_tier_column + static_cast<std::size_t>(std::countr_zero(rest))];
        }
    }
    if (extent == scope::own) {
        return;
    }
    // From the bottom up: a place is complete before it is added to the one above.
    const auto order = tree_.in_order();
    for (auto place = order.rbegin(); place != order.rend(); ++place) {
        const std::optional<place_id> above = tree_.parent_of(*place);
        if (!above || rows_[place->index()] == no_row) {
            continue;
        }
        std::uint32_t* const to = row_of(*above);  // may move the rows
        const std::uint32_t* const from =
            counts_.data() + std::size_t{rows_[place->index()]} * categories_ * columns_;
        std::transform(to, to + categories_ * columns_, from, to, std::plus<>{});
    }
}

std::uint32_t* unit_counts::row_of(place_id place) {
    const std::size_t width = categories_ * columns_;
    std::uint32_t& row = rows_[place.index()];
    if (row == no_row) {
        row = static_cast<std::uint32_t>(counts_.size() / width);
        counts_.resize(counts_.size() + width, 0);
    }
    return counts_.data() + std::size_t{row} * width;
}

std::int64_t unit_counts::look_up(place_id place,
                                  std::uint16_t category,
                                  std::size_t column) const {
    const std::uint32_t row = rows_[place.index()];
    if (row == no_row) {
        return 0;
    }
    const std::uint32_t* const counts =
        counts_.data() + std::size_t{row} * categories_ * columns_ + column;
    if (category != series::all) {
        return counts[category * columns_];
    }
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < categories_; ++i) {
        sum += counts[i * columns_];
    }
    return sum;
}

std::int64_t unit_counts::units(place_id place, std::uint16_t category) const {
    return look_up(place, category, units_column);
}

std::int64_t unit_counts::designated(place_id place, std::uint16_t category) const {
    return look_up(place, category, designated_column);
}

std::int64_t unit_counts::at(place_id place, std::uint16_t category, std::uint16_t tier) const {
    return look_up(place, category, tier == series::all ? units_column : first_tier_column + tier);
}

}  // namespace crossfoot
