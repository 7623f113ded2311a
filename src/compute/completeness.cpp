#include <crossfoot/compute/completeness.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>

namespace crossfoot {

namespace {

using std::chrono::month;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

year_month month_of(day when) {
    const year_month_day date{when};
    return {date.year(), date.month()};
}

day first_of(year_month which) {
    return day{which / std::chrono::day{1}};
}

day last_of(year_month which) {
    return day{which / std::chrono::last};
}

unsigned months_in(reporting_interval which) {
    switch (which) {
    case reporting_interval::month: return 1;
    case reporting_interval::quarter: return 3;
    case reporting_interval::half: return 6;
    case reporting_interval::year: return 12;
    }
    return 12;
}

/// The period of that length in which a day lies.
period around(day when, unsigned length) {
    const year_month within = month_of(when);
    const unsigned number = (static_cast<unsigned>(within.month()) - 1) / length * length + 1;
    const year_month begins{within.year(), month{number}};
    return period::days(first_of(begins), last_of(begins + months{length - 1}));
}

period after(const period& before, unsigned length) {
    return around(before.last() + std::chrono::days{1}, length);
}

bool is_there(const observation& seen) {
    return seen.state != status::missing;
}

/// Gathers what became of every report.
class completeness_finder {
  public:
    completeness_finder(const dataset& data,
                        std::span<const filing> filings,
                        std::optional<day> as_of)
        : data_{data}, cells_{data}, as_of_{as_of} {
        for (const filing& each : filings) {
            note(each);
        }
        const auto& due = data.book().due;
        const bool any_figure_will_do = std::ranges::any_of(
            due, [](const obligation& each) { return each.indicators.empty(); });
        for (std::size_t i = 0; any_figure_will_do && i < data.size(); ++i) {
            const observation seen = data[i];
            if (is_there(seen)) {
                said_something_.emplace(seen.place, data[seen.when]);
            }
        }
    }

    completeness run() {
        const auto& due = data_.book().due;
        const std::optional<period> stretch = stretch_of(data_);
        if (!stretch) {
            return {};
        }
        for (std::size_t i = 0; i < due.size(); ++i) {
            for (const period& when : periods_of(due[i], *stretch)) {
                add_period(i, when);
            }
        }
        return std::move(found_);
    }

  private:
    using place_and_period = std::pair<place_id, period>;

    void note(const filing& which) {
        const place_and_period at{which.place, which.when};
        if (as_of_ && *as_of_ < which.received) {
            came_later_.emplace(at, which.due);
            return;
        }
        auto& days = which.due ? received_under_[{at, *which.due}] : received_[at];
        if (!days || which.received < *days) {
            days = which.received;
        }
    }

    [[nodiscard]] std::vector<period> periods_of(const obligation& of,
                                                 const period& stretch) const {
        if (!as_of_) {
            return periods_due(of, stretch);
        }
        if (*as_of_ < stretch.first()) {
            return {};
        }
        // The last of them has begun, and need not be over.
        const period current = around(*as_of_, months_in(of.every));
        return periods_due(of, period::days(stretch.first(), current.last()));
    }

    void add_period(std::size_t number, const period& when) {
        const obligation& of = data_.book().due[number];
        const hierarchy& tree = tree_at(when.last());
        std::map<level_id, reporting_rate> rates;
        for (const place_id place : tree.in_order()) {
            if (!is_meant(of, place, data_, tree)) {
                continue;
            }
            owed_report made = report_of(number, place, when);
            made.level = tree.level_of(place);
            count(made, rates);
            found_.reports.push_back(std::move(made));
        }
        for (auto& [level, rate] : rates) {
            rate.due = number;
            rate.level = level;
            rate.when = when;
            const bool none_is_dated = rate.undated > 0 && rate.undated == rate.filed;
            if (!of.by_day || none_is_dated) {
                rate.in_time.reset();
            }
            found_.rates.push_back(rate);
        }
    }

    static void count(const owed_report& which, std::map<level_id, reporting_rate>& rates) {
        if (which.state == filing_state::exempt) {
            return;
        }
        reporting_rate& rate = rates[which.level];
        std::size_t in_time = rate.in_time.value_or(0);
        ++rate.owed;
        rate.late += which.is_late() ? 1U : 0U;
        switch (which.state) {
        case filing_state::filed:
            ++rate.filed;
            ++(which.received ? in_time : rate.undated);
            break;
        case filing_state::filed_late: ++rate.filed; break;
        case filing_state::partly: ++rate.partly; break;
        case filing_state::missing: ++rate.missing; break;
        case filing_state::awaited: ++rate.awaited; break;
        case filing_state::exempt: break;
        }
        rate.in_time = in_time;
    }

    [[nodiscard]] owed_report report_of(std::size_t number,
                                        place_id place,
                                        const period& when) const {
        const obligation& of = data_.book().due[number];
        owed_report made;
        made.due = number;
        made.place = place;
        made.when = when;
        made.due_on = due_day(of, when);
        made.received = received(number, place, when);
        for (const indicator_id each : of.indicators) {
            if (!is_exempt(place, each, when, data_)) {
                made.owed.push_back({place, when, {each, scope::total, {}}});
            }
        }
        made.figures = made.owed.size();
        if (!had_yet_to_come(made)) {
            made.owed = what_is_owed(cells_, of, place, when);
        }
        made.state = state_of(of, made);
        return made;
    }

    [[nodiscard]] filing_state state_of(const obligation& of, const owed_report& made) const {
        const bool of_all = of.indicators.empty();
        if (of_all ? is_exempt_from_all(made.place, made.when) : made.figures == 0) {
            return filing_state::exempt;
        }
        const bool any =
            of_all ? said_something_.contains({made.place, made.when}) && !had_yet_to_come(made)
                   : made.owed.size() < made.figures;
        const bool all = of_all ? any || made.received : made.owed.empty();
        if (all) {
            return made.is_late() ? filing_state::filed_late : filing_state::filed;
        }
        if (any || made.received) {
            return filing_state::partly;
        }
        return is_awaited(made) ? filing_state::awaited : filing_state::missing;
    }

    /// Whether the figures that are known today came in after the day that was asked about.
    [[nodiscard]] bool had_yet_to_come(const owed_report& made) const {
        const place_and_period at{made.place, made.when};
        return !made.received &&
               (came_later_.contains({at, std::nullopt}) || came_later_.contains({at, made.due}));
    }

    /// Where nobody said by when, a report is due when its period is over.
    [[nodiscard]] bool is_awaited(const owed_report& made) const {
        return as_of_ && *as_of_ <= made.due_on.value_or(made.when.last());
    }

    [[nodiscard]] bool is_exempt_from_all(place_id place, const period& when) const {
        return std::ranges::any_of(data_.book().exemptions, [&](const exemption& each) {
            return each.indicators.empty() && each.place == data_.where().code(place) &&
                   (!each.until || when.last() <= *each.until);
        });
    }

    /// When the first of the reports came in that say that they are this one, or do not say.
    [[nodiscard]] std::optional<day> received(std::size_t number,
                                              place_id place,
                                              const period& when) const {
        const place_and_period at{place, when};
        const auto any = received_.find(at);
        const auto under = received_under_.find({at, number});
        const std::optional<day> first = any == received_.end() ? std::nullopt : any->second;
        const std::optional<day> second =
            under == received_under_.end() ? std::nullopt : under->second;
        return first && second ? std::min(first, second) : (first ? first : second);
    }

    const hierarchy& tree_at(day when) {
        // The same as on the day of the last change before it.
        const auto changes = data_.where().changes();
        const auto next = std::ranges::upper_bound(changes, when);
        const auto number = static_cast<std::size_t>(next - changes.begin());
        const auto [at, is_new] = trees_.try_emplace(number);
        if (is_new) {
            at->second = data_.where().at(when);
        }
        return at->second;
    }

    const dataset& data_;
    cell_reader cells_;
    std::optional<day> as_of_;
    std::map<place_and_period, std::optional<day>> received_;
    std::map<std::pair<place_and_period, std::size_t>, std::optional<day>> received_under_;
    std::set<std::pair<place_and_period, std::optional<std::size_t>>> came_later_;  // than as_of_
    std::set<place_and_period> said_something_;
    std::map<std::size_t, hierarchy> trees_;
    completeness found_;
};

}  // namespace

const char* name_of(filing_state which) noexcept {
    switch (which) {
    case filing_state::filed: return "filed";
    case filing_state::filed_late: return "filed_late";
    case filing_state::partly: return "partly";
    case filing_state::missing: return "missing";
    case filing_state::exempt: return "exempt";
    case filing_state::awaited: return "awaited";
    }
    return "";
}

std::optional<day> due_day(const obligation& of, const period& when) {
    if (!of.by_day) {
        return std::nullopt;
    }
    const year_month due = month_of(when.last()) + months{of.months_after};
    const day wanted = first_of(due) + std::chrono::days{*of.by_day - 1};
    return std::min(wanted, last_of(due));
}

std::vector<period> periods_due(const obligation& of, const period& within) {
    const unsigned length = months_in(of.every);
    std::vector<period> all;
    for (period when = around(within.first(), length); when.last() <= within.last();
         when = after(when, length)) {
        if (within.contains(when)) {
            all.push_back(when);
        }
    }
    return all;
}

std::optional<period> stretch_of(const dataset& data) {
    std::optional<period> of_figures;
    std::optional<period> of_all;
    const auto widen = [](std::optional<period>& stretch, const period& by) {
        stretch = stretch ? period::days(std::min(stretch->first(), by.first()),
                                         std::max(stretch->last(), by.last()))
                          : by;
    };
    for (std::size_t i = 0; i < data.size(); ++i) {
        if (data.is_erased(i)) {
            continue;
        }
        const observation seen = data[i];
        const indicator& what = data.book()[data[seen.what].indicator];
        widen(of_all, data[seen.when]);
        if (what.over_time != nature::attribute) {
            widen(of_figures, data[seen.when]);
        }
    }
    return of_figures ? of_figures : of_all;
}

bool is_meant(const obligation& of, place_id place, const dataset& data, const hierarchy& tree) {
    if (!tree.has(place)) {
        return false;
    }
    if (of.level && tree.level_of(place) == *of.level) {
        return true;
    }
    return std::ranges::find(of.places, data.where().code(place)) != of.places.end();
}

bool is_exempt(place_id place, indicator_id which, const period& when, const dataset& data) {
    return std::ranges::any_of(data.book().exemptions, [&](const exemption& each) {
        return each.place == data.where().code(place) &&
               (!each.until || when.last() <= *each.until) &&
               (each.indicators.empty() ||
                std::ranges::find(each.indicators, which) != each.indicators.end());
    });
}

std::vector<cell> what_is_owed(const cell_reader& cells,
                               const obligation& of,
                               place_id place,
                               const period& when) {
    const dataset& data = cells.data();
    std::vector<cell> owed;
    for (const indicator_id which : of.indicators) {
        const series total{which, scope::total, {}};
        const auto numbers = cells.observations(place, total, when);
        const bool there = std::ranges::any_of(
            numbers, [&](std::size_t number) { return is_there(data[number]); });
        if (!there && !is_exempt(place, which, when, data)) {
            owed.push_back({place, when, total});
        }
    }
    return owed;
}

completeness completeness_of(const dataset& data,
                             std::span<const filing> filings,
                             std::optional<day> as_of) {
    return completeness_finder{data, filings, as_of}.run();
}

}  // namespace crossfoot
