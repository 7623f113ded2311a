#include "registered.hpp"

#include <algorithm>

namespace crossfoot::detail {

std::optional<std::int64_t> registered_counts::count_at(const cell& where) {
    const codebook& book = of_.book();
    const indicator& counted = book[where.what.indicator];
    std::uint16_t category = series::all;
    std::uint16_t tier = series::all;
    tier_counting counting = tier_counting::exclusive;
    for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
        const breakdown_id by{i};
        const std::uint16_t item = where.what.item(by);
        if (by == of_.category()) {
            category = item;
        } else if (by == of_.tier()) {
            tier = item;
        } else if (item != series::all) {
            return std::nullopt;
        }
    }
    if (tier != series::all) {
        const breakdown_use* const use = counted.find_use(*of_.tier());
        counting = use != nullptr ? use->counting : tier_counting::exclusive;
    }
    const unit_counts& counts = counts_of(where.when.last(), counting, where.what.extent);
    switch (counted.from_register) {
    case register_basis::none: return std::nullopt;
    case register_basis::units:
        return tier == series::all ? std::optional{counts.units(where.place, category)}
                                   : std::nullopt;
    case register_basis::designated:
        return tier == series::all ? counts.designated(where.place, category)
                                   : counts.at(where.place, category, tier);
    }
    return std::nullopt;
}

const unit_counts& registered_counts::counts_of(day when, tier_counting counting, scope extent) {
    const auto key = std::tuple{when, counting, extent};
    const auto known = made_.find(key);
    if (known != made_.end()) {
        return known->second;
    }
    return made_.emplace(key, unit_counts{of_, when, counting, extent}).first->second;
}

namespace {

class register_explanation {
  public:
    register_explanation(std::vector<instance>& instances,
                         std::span<const rule> rules,
                         const dataset& data)
        : instances_{instances}, data_{data} {
        for (std::size_t i = 0; i < instances.size(); ++i) {
            const instance& each = instances[i];
            if (each.found.result != verdict::fails || each.stands_alone) {
                continue;
            }
            if (rules[each.found.rule].kind == rule_kind::registered) {
                registered_.push_back(i);
            } else {
                others_[key_of_cell(data.book(), each.found.where)].push_back(i);
            }
        }
    }

    void run() {
        for (const std::size_t i : registered_) {
            finding& each = instances_[i].found;
            each.follows_from = same_claim(each);
            if (!each.follows_from) {
                each.follows_from = parts_of(i);
            }
        }
    }

  private:
    /// A finding of another rule on the same claim that computes the same.
    [[nodiscard]] std::optional<std::size_t> same_claim(const finding& each) const {
        const auto found = others_.find(key_of_cell(data_.book(), each.where));
        if (found == others_.end()) {
            return std::nullopt;
        }
        for (const std::size_t other : found->second) {
            if (instances_[other].found.computed == each.computed) {
                return other;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<std::size_t> parts_of(std::size_t number) const {
        const finding& whole = instances_[number].found;
        const hierarchy tree = data_.where().at(whole.where.when.last());
        const auto is_below = [&](const finding& part) {
            if (!(part.where.what == whole.where.what) &&
                !(part.where.what.extent == scope::own && same_items(part, whole))) {
                return false;
            }
            if (part.where.place == whole.where.place) {
                return part.where.what.extent == scope::own &&
                       whole.where.what.extent == scope::total;
            }
            return whole.where.what.extent == scope::total &&
                   part.where.what.extent == scope::total &&
                   tree.parent_of(part.where.place) == whole.where.place;
        };
        if (const auto found = explained_by(number, is_below)) {
            return found;
        }
        const codebook& book = data_.book();
        for (const breakdown_use& use : book[whole.where.what.indicator].breakdowns) {
            if (use.as != breakdown_kind::partition || use.counting != tier_counting::exclusive ||
                whole.where.what.item(use.by) != series::all) {
                continue;
            }
            const auto is_item = [&](const finding& part) {
                return part.where.place == whole.where.place &&
                       part.where.what.item(use.by) != series::all &&
                       part.where.what.with(use.by, series::all) == whole.where.what;
            };
            if (const auto found = explained_by(number, is_item)) {
                return found;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool same_items(const finding& part, const finding& whole) const {
        series what = part.where.what;
        what.extent = whole.where.what.extent;
        return what == whole.where.what;
    }

    /// The first of the failing parts, where all of them together differ as the whole does.
    template <typename IsPart>
    [[nodiscard]] std::optional<std::size_t> explained_by(std::size_t number,
                                                          const IsPart& is_part) const {
        const finding& whole = instances_[number].found;
        std::optional<std::size_t> first;
        interval sum = interval::exactly(0);
        for (const std::size_t other : registered_) {
            const finding& part = instances_[other].found;
            if (other == number || part.where.what.indicator != whole.where.what.indicator ||
                part.where.when.last() != whole.where.when.last() || !is_part(part)) {
                continue;
            }
            sum = sum + *part.difference;
            if (!first) {
                first = other;
            }
        }
        return first && sum.overlaps(*whole.difference) ? first : std::nullopt;
    }

    std::vector<instance>& instances_;
    const dataset& data_;
    std::vector<std::size_t> registered_;
    std::map<cell_key, std::vector<std::size_t>> others_;
};

}  // namespace

void mark_what_follows_in_register(std::vector<instance>& instances,
                                   std::span<const rule> rules,
                                   const dataset& data) {
    register_explanation{instances, rules, data}.run();
}

}  // namespace crossfoot::detail
