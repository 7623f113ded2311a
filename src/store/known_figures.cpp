#include "known_figures.hpp"

#include "known_documents.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace crossfoot::detail {

known_figures::known_figures(open_tracker& of,
                             std::int64_t until,
                             const std::optional<period>& days)
    : of_{of}, until_{until}, entries_{effective_entries(of, until, days)}, cells_{of, until} {
    find_overlaps();
}

cells_of_slots::cells_of_slots(open_tracker& of, std::int64_t until) {
    const auto book = read_codebook_of(of, codebook_text(of, until));
    std::unordered_map<std::string, std::uint32_t> known;
    for (const stored_slot& slot : of.slots()) {
        std::string when = slot.when;
        const auto which = book->find_indicator(slot.indicator);
        const auto parsed = period::parse(slot.when);
        if (which && parsed && book->is_of_a_moment((*book)[*which])) {
            when = to_string(parsed->last());
        }
        std::string text = slot.indicator;
        for (const std::string& each : {slot.extent, slot.items, when, slot.source}) {
            text += '\0';
            text += each;
        }
        const auto number = static_cast<std::uint32_t>(known.size());
        cells_.push_back(known.try_emplace(std::move(text), number).first->second);
    }
}

period days_of(const stored_entry& submission) {
    return days_of(submission.told.report.when, submission.reach);
}

period days_of(const period& named, const std::optional<period>& reach) {
    if (!reach) return named;
    return period::days(std::min(named.first(), reach->first()),
                        std::max(named.last(), reach->last()));
}

bool have_a_day_in_common(const period& a, const period& b) {
    return a.first() <= b.last() && b.first() <= a.last();
}

/// Two reports may speak of the same cells if they have a day in common, and some place is or ever
/// was in both of their places: one lies above the other, or a place moved from one to the other.
void known_figures::find_overlaps() {
    overlaps_.assign(entries_.size(), false);
    if (entries_.size() < 2) return;
    std::map<std::string, std::vector<std::size_t>> by_place;
    std::vector<period> days;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        by_place[entries_[i].told.report.place].push_back(i);
        days.push_back(days_of(entries_[i]));
    }
    const places_above above{of_, until_};
    for (const auto& [code, own] : by_place) {
        for (const std::string& each : above.of(code)) {
            const auto there = by_place.find(each);
            if (there != by_place.end()) mark_overlaps(days, own, there->second);
        }
    }
    std::set<std::vector<std::size_t>> marked;  // many places move together
    for (const std::string& moved : above.moved()) {
        std::vector<std::size_t> all;
        for (const std::string& each : above.of(moved)) {
            const auto there = by_place.find(each);
            if (there != by_place.end()) {
                all.insert(all.end(), there->second.begin(), there->second.end());
            }
        }
        if (marked.insert(all).second) mark_overlaps(days, all, all);
    }
}

void known_figures::mark_overlaps(const std::vector<period>& days,
                                  const std::vector<std::size_t>& some,
                                  const std::vector<std::size_t>& others) {
    for (const std::size_t one : some) {
        for (const std::size_t other : others) {
            if (one != other && have_a_day_in_common(days[one], days[other])) {
                overlaps_[one] = overlaps_[other] = true;
            }
        }
    }
}

void known_figures::find_owners() {
    if (has_owners_) return;
    has_owners_ = true;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (!overlaps_[i]) continue;
        of_.each_figure(entries_[i], [&](const stored_figure& figure) {
            owners_[cells_.key_of(figure)] = entries_[i].told.number;
        });
    }
}

std::optional<std::size_t> known_figures::position_of(const stored_entry& one) const {
    const auto at = std::ranges::lower_bound(
        entries_, one.told.number, {}, [](const stored_entry& each) { return each.told.number; });
    if (at == entries_.end() || at->told.number != one.told.number) return std::nullopt;
    return static_cast<std::size_t>(at - entries_.begin());
}

bool known_figures::meets_others(const stored_entry& one) const {
    const std::optional<std::size_t> at = position_of(one);
    return at && overlaps_[*at];
}

bool known_figures::is_known(const stored_entry& in, const stored_figure& figure) {
    const std::optional<std::size_t> at = position_of(in);
    if (!at) return false;
    if (!overlaps_[*at]) return true;
    find_owners();
    return owners_.at(cells_.key_of(figure)) == in.told.number;
}

void known_figures::each(
    const std::function<void(const stored_entry&, const stored_figure&)>& take) {
    each_of([](const stored_entry&) { return true; }, take);
}

void known_figures::each_of(
    const std::function<bool(const stored_entry&)>& is_wanted,
    const std::function<void(const stored_entry&, const stored_figure&)>& take) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (is_wanted(entries_[i])) order.push_back(i);
    }
    std::ranges::stable_sort(
        order, {}, [&](std::size_t i) { return entries_[i].told.report.when.last(); });
    for (const std::size_t i : order) {
        const stored_entry& entry = entries_[i];
        if (overlaps_[i]) find_owners();
        of_.each_figure(entry, [&](const stored_figure& figure) {
            if (!overlaps_[i] || owners_.at(cells_.key_of(figure)) == entry.told.number) {
                take(entry, figure);
            }
        });
    }
}

figure_difference difference_of(open_tracker& of,
                                const stored_entry& before,
                                const stored_entry& after) {
    const cells_of_slots cells{of, after.told.number};
    std::unordered_map<std::uint64_t, std::string> old;
    of.each_figure(before, [&](const stored_figure& each) {
        old.emplace(cells.key_of(each), shown_text(each));
    });
    figure_difference found;
    of.each_figure(after, [&](const stored_figure& each) {
        const auto there = old.find(cells.key_of(each));
        if (there == old.end()) {
            ++found.added;
            return;
        }
        if (there->second != shown_text(each)) ++found.changed;
        old.erase(there);
    });
    found.gone = old.size();
    return found;
}

std::string shown_text(const stored_figure& of) {
    return of.count ? words_of(of) : std::string{crossfoot::name_of(of.state)} + ' ' + of.text;
}

}  // namespace crossfoot::detail
