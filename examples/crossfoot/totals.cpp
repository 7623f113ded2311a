#include "totals.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace crossfoot::program {

namespace {

/// A column of the roll-up: what, and for when.
struct column {
    series what;
    period when;
};

/// Orders columns as the codebook does, then by period. Periods of a stock that end on one day are
/// one.
auto order_of(const column& which, const codebook& book) {
    std::vector<int> items;
    for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
        const std::uint16_t item = which.what.item(breakdown_id{i});
        items.push_back(item == series::all ? -1 : item);
    }
    const bool moment = book.is_of_a_moment(book[which.what.indicator]);
    return std::tuple{which.what.indicator,
                      std::move(items),
                      moment ? which.when.last() : which.when.first(),
                      which.when.last()};
}

bool rolls_up(const indicator& which) {
    return which.additive && which.over_time != nature::rate;
}

/// Collects the columns that the observations make.
class column_set {
  public:
    explicit column_set(const codebook& book) : book_{book} {}

    void add(series what, const period& when) {
        what.extent = scope::total;
        column made{std::move(what), when};
        columns_.try_emplace(order_of(made, book_), std::move(made));
    }

    /// The rates that a count of all items makes, where it is their numerator.
    void add_rates_of(const series& count, const period& when) {
        for (std::size_t i = 0; i < book_.indicators.size(); ++i) {
            const indicator& rate = book_.indicators[i];
            if (rate.numerator == count.indicator && rate.denominator && is_total(count)) {
                add({indicator_id{i}, scope::total, {}}, when);
            }
        }
    }

    [[nodiscard]] std::vector<column> list() const {
        std::vector<column> all;
        for (const auto& [order, each] : columns_) {
            all.push_back(each);
        }
        return all;
    }

  private:
    static bool is_total(const series& what) {
        return std::ranges::all_of(what.items,
                                   [](std::uint16_t item) { return item == series::all; });
    }

    const codebook& book_;
    std::map<decltype(order_of(std::declval<column>(), std::declval<codebook>())), column> columns_;
};

std::vector<column> columns_of(const dataset& data) {
    column_set columns{data.book()};
    for (std::size_t i = 0; i < data.size(); ++i) {
        const observation seen = data[i];
        const series& what = data[seen.what];
        const indicator& which = data.book()[what.indicator];
        const bool is_rate = which.numerator && which.denominator;
        if (rolls_up(which) || is_rate) {
            columns.add(what, data[seen.when]);
        }
        columns.add_rates_of(what, data[seen.when]);
    }
    return columns.list();
}

std::optional<interval> ratio_of(const computed_rate& rate, bool is_share) {
    if (rate.exact) {
        return interval::exactly(rate.exact->value());
    }
    const auto total = intersection(rate.total, interval::at_least(1));
    if (!total) {
        return std::nullopt;
    }
    const interval ratio = rate.count / *total;
    return is_share ? intersection(ratio, interval::closed(0, 1)) : ratio;
}

place_total total_of(const cell_reader& cells, const hierarchy& tree, cell where) {
    const codebook& book = cells.data().book();
    const indicator& which = book[where.what.indicator];
    place_total made;
    const resolved_figure claim = cells.read(where.place, where.what, where.when);
    if (claim.observation) {
        made.reported = cells.data()[*claim.observation].as_written();
    }
    if (which.numerator) {
        made.counts = rate_of(cells, tree, where.place, where.what, where.when);
        if (made.counts) {
            made.computed = ratio_of(*made.counts, book.is_share(which));
        }
    } else if (const auto sum = roll_up(cells, tree, where.place, where.what, where.when)) {
        made.computed = sum->values;
        made.due = sum->due;
        made.reporting = sum->reporting;
    }
    made.where = std::move(where);
    return made;
}

}  // namespace

std::vector<place_total> totals_at(const dataset& data,
                                   level_id level,
                                   const finding_filter& filter) {
    const cell_reader cells{data};
    std::vector<place_total> totals;
    for (const column& each : columns_of(data)) {
        const hierarchy tree = data.where().at(each.when.last());
        for (const place_id place : tree.in_order()) {
            const cell where{place, each.when, each.what};
            if (tree.level_of(place) != level || !filter.admits(where, data.book())) {
                continue;
            }
            place_total total = total_of(cells, tree, where);
            if (total.computed || !total.reported.empty()) {
                totals.push_back(std::move(total));
            }
        }
    }
    return totals;
}

}  // namespace crossfoot::program
