#include <crossfoot/compute/totals.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace crossfoot {

totals_order order_of(const totals_column& which, const codebook& book) {
    std::vector<int> items;
    for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
        const std::uint16_t item = which.what.item(breakdown_id{i});
        items.push_back(item == series::all ? -1 : item);
    }
    const bool moment = book.is_of_a_moment(book[which.what.indicator]);
    return {which.what.indicator,
            std::move(items),
            moment ? which.when.last() : which.when.first(),
            which.when.last()};
}

bool is_added_up(const indicator& which) {
    return which.additive && which.over_time != nature::rate;
}

std::vector<totals_column> columns_made_by(const codebook& book,
                                           const series& what,
                                           const period& when) {
    std::vector<totals_column> made;
    const indicator& which = book[what.indicator];
    if (is_added_up(which) || (which.numerator && which.denominator)) {
        made.push_back({what, when});
        made.back().what.extent = scope::total;
    }
    const bool is_of_all =
        std::ranges::all_of(what.items, [](std::uint16_t item) { return item == series::all; });
    if (!is_of_all) return made;
    for (std::size_t i = 0; i < book.indicators.size(); ++i) {
        const indicator& rate = book.indicators[i];
        if (rate.numerator == what.indicator && rate.denominator) {
            made.push_back({{indicator_id{i}, scope::total, {}}, when});
        }
    }
    return made;
}

namespace {

std::vector<totals_column> columns_of(const dataset& data) {
    std::map<totals_order, totals_column> columns;
    std::optional<series_id> what;
    std::optional<period_id> when;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const observation seen = data[i];
        if (what == seen.what && when == seen.when) continue;
        what = seen.what;
        when = seen.when;
        for (totals_column& each : columns_made_by(data.book(), data[*what], data[*when])) {
            columns.try_emplace(order_of(each, data.book()), std::move(each));
        }
    }
    std::vector<totals_column> list;
    for (auto& [order, each] : columns) {
        list.push_back(std::move(each));
    }
    return list;
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

}  // namespace

place_total total_at(const cell_reader& cells, const hierarchy& tree, cell where) {
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

std::vector<place_total> totals_at(const dataset& data,
                                   level_id level,
                                   const std::function<bool(const cell&)>& admits) {
    const cell_reader cells{data};
    std::vector<place_total> totals;
    std::map<day, hierarchy> trees;
    for (const totals_column& each : columns_of(data)) {
        const day last = each.when.last();
        auto known = trees.find(last);
        if (known == trees.end()) known = trees.emplace(last, data.where().at(last)).first;
        const hierarchy& tree = known->second;
        for (const place_id place : tree.in_order()) {
            cell where{place, each.when, each.what};
            if (tree.level_of(place) != level || !admits(where)) {
                continue;
            }
            place_total total = total_at(cells, tree, std::move(where));
            if (total.computed || !total.reported.empty()) {
                totals.push_back(std::move(total));
            }
        }
    }
    return totals;
}

}  // namespace crossfoot
