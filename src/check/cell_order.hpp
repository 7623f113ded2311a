#pragma once

#include <crossfoot/model/dataset.hpp>

#include <compare>

namespace crossfoot::detail {

/// A cell with the hierarchy of its day.
struct placed_cell {
    const cell* where;
    const hierarchy* tree;
};

/// The order in which findings of a rule stand: place in hierarchy order, period, then indicator,
/// scope and items. It does not depend on the order in which figures were added.
class cell_order {
  public:
    explicit cell_order(const dataset& data) : data_{data} {}

    [[nodiscard]] bool before(const placed_cell& a, const placed_cell& b) const {
        const std::size_t rank_a = a.tree->rank_of(a.where->place);
        const std::size_t rank_b = b.tree->rank_of(b.where->place);
        if (rank_a != rank_b) {
            return rank_a < rank_b;
        }
        if (a.where->place != b.where->place) {
            return data_.where().code(a.where->place) < data_.where().code(b.where->place);
        }
        if (const auto order = a.where->when <=> b.where->when; order != nullptr) {
            return order < 0;
        }
        if (a.where->what.indicator != b.where->what.indicator) {
            return a.where->what.indicator < b.where->what.indicator;
        }
        return compare(a.where->what, b.where->what) < 0;
    }

  private:
    [[nodiscard]] std::strong_ordering compare(const series& a, const series& b) const {
        if (const auto order = a.extent <=> b.extent; order != nullptr) {
            return order;
        }
        for (std::size_t i = 0; i < data_.book().breakdowns.size(); ++i) {
            // The total over a breakdown comes before its items.
            const auto rank = [i](const series& of) {
                return static_cast<std::uint16_t>(of.item(breakdown_id{i}) + 1U);
            };
            if (const auto order = rank(a) <=> rank(b); order != nullptr) {
                return order;
            }
        }
        return std::strong_ordering::equal;
    }

    const dataset& data_;
};

}  // namespace crossfoot::detail
