#include "known_figures.hpp"

#include "known_documents.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_set>

namespace crossfoot::detail {

known_figures::known_figures(open_tracker& of, std::int64_t until)
    : of_{of}, until_{until}, entries_{effective_entries(of, until)} {
    find_cells();
    find_overlaps();
}

void known_figures::find_cells() {
    const auto book = read_codebook_of(of_, codebook_text(of_, until_));
    std::unordered_map<std::string, std::uint32_t> known;
    for (const stored_slot& slot : of_.slots()) {
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
        cell_of_slot_.push_back(known.try_emplace(std::move(text), number).first->second);
    }
}

namespace {

/// The codes of all places that ever were above one, and its own; "" is above all.
std::vector<std::string> codes_above(const std::string& code, const parents_by_place& parents) {
    std::vector<std::string> above{code};
    std::unordered_set<std::string> seen{code};
    if (seen.insert("").second) above.emplace_back();
    for (std::size_t i = 0; i < above.size(); ++i) {
        const auto [begin, end] = parents.equal_range(above[i]);
        for (auto each = begin; each != end; ++each) {
            if (seen.insert(each->second).second) above.push_back(each->second);
        }
    }
    return above;
}

}  // namespace

period days_of(const stored_entry& submission) {
    const period& named = submission.told.report.when;
    const std::optional<period>& reach = submission.reach;
    if (!reach) return named;
    return period::days(std::min(named.first(), reach->first()),
                        std::max(named.last(), reach->last()));
}

bool have_a_day_in_common(const period& a, const period& b) {
    return a.first() <= b.last() && b.first() <= a.last();
}

/// Two reports may speak of the same cells if they have a day in common and one's place is that of
/// the other or lies above it, or ever did.
void known_figures::find_overlaps() {
    overlaps_.assign(entries_.size(), false);
    if (entries_.size() < 2) return;
    std::map<std::string, std::vector<std::size_t>> by_place;
    std::vector<period> days;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        by_place[entries_[i].told.report.place].push_back(i);
        days.push_back(days_of(entries_[i]));
    }
    const parents_by_place parents = parents_ever_told(of_, until_);
    for (const auto& [code, own] : by_place) {
        for (const std::string& each : codes_above(code, parents)) {
            const auto there = by_place.find(each);
            if (there != by_place.end()) mark_overlaps(days, own, there->second);
        }
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
            owners_[key_of(figure)] = entries_[i].told.number;
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
    return owners_.at(key_of(figure)) == in.told.number;
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
            if (!overlaps_[i] || owners_.at(key_of(figure)) == entry.told.number) {
                take(entry, figure);
            }
        });
    }
}

figure_difference difference_of(open_tracker& of,
                                const stored_entry& before,
                                const stored_entry& after) {
    std::unordered_map<std::uint64_t, std::string> old;
    const auto key = [](const stored_figure& figure) {
        constexpr unsigned half = 32;
        return (static_cast<std::uint64_t>(figure.place) << half) |
               static_cast<std::uint64_t>(figure.slot);
    };
    const auto value = [](const stored_figure& figure) {
        return figure.count ? words_of(figure)
                            : std::string{crossfoot::name_of(figure.state)} + ' ' + figure.text;
    };
    of.each_figure(before, [&](const stored_figure& each) { old.emplace(key(each), value(each)); });
    figure_difference found;
    of.each_figure(after, [&](const stored_figure& each) {
        const auto there = old.find(key(each));
        if (there == old.end()) {
            ++found.added;
            return;
        }
        if (there->second != value(each)) ++found.changed;
        old.erase(there);
    });
    found.gone = old.size();
    return found;
}

}  // namespace crossfoot::detail
