#include "filings_known.hpp"

#include "judging.hpp"
#include "known_documents.hpp"
#include "known_figures.hpp"
#include "restored_data.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace crossfoot::detail {

namespace {

/// Of all submissions up to a number, by that.
std::vector<filed_row> filed_rows(open_tracker& of, std::int64_t until) {
    statement rows{of.data(),
                   "SELECT f.due, f.place, f.period, f.is_whole, f.entry, e.received, "
                   "b.content IS e.content FROM filed f JOIN entry e ON e.number = f.entry "
                   "LEFT JOIN entry b ON b.number = e.about WHERE f.entry <= ?1 ORDER BY f.entry"};
    rows.bind(1, until);
    std::vector<filed_row> made;
    while (rows.next()) {
        made.push_back(
            {{std::string{rows.text(0)}, std::string{rows.text(1)}, std::string{rows.text(2)}},
             rows.number(3) != 0,
             rows.number(4),
             day{std::chrono::days{rows.number(5)}},
             rows.number(6) != 0});
    }
    return made;
}

void take_first(std::optional<day>& first, const filed_row& row) {
    if (!first || (row.is_correction && row.received < *first)) first = row.received;
}

}  // namespace

filings_known::filings_known(open_tracker& of,
                             std::int64_t until,
                             const std::map<report_key, std::vector<stored_entry>>& entries)
    : rows_{filed_rows(of, until)} {
    std::unordered_map<std::int64_t, std::int64_t> last_of;  // by submission, that of its report
    for (const auto& [name, all] : entries) {
        const report_past past = past_of(all);
        if (past.submissions.empty()) continue;
        const std::int64_t last = past.submissions.back();
        for (const std::int64_t each : past.submissions) {
            last_of.emplace(each, last);
        }
        received_.emplace(last, past.received.value_or(day_of_recording(past.last->told.at)));
    }
    find_by_key(last_of);
    find_together(of, until);
}

void filings_known::find_by_key(const std::unordered_map<std::int64_t, std::int64_t>& last_of) {
    for (const filed_row& row : rows_) {
        const auto last = last_of.find(row.entry);
        if (last == last_of.end()) continue;
        first_days& first = first_[{row.key, last->second}];
        take_first(first.any, row);
        if (row.is_whole) take_first(first.whole, row);
        if (row.entry != last->second) continue;
        filed_by& to = by_key_[row.key];
        if (to.entry != 0 && to.is_whole && !row.is_whole) continue;
        const bool is_as_good = to.entry != 0 && to.is_whole == row.is_whole;
        const day since = row.is_whole ? *first.whole : *first.any;
        // Of several offices that have all of it, the first was in time for all.
        to = {row.is_whole, row.entry, is_as_good ? std::min(since, *to.received) : since};
    }
}

void filings_known::find_together(open_tracker& of, std::int64_t until) {
    std::map<filed_key, std::set<std::int64_t>> parts;
    for (const filed_row& row : rows_) {
        if (is_known(row.entry) && !by_key_.at(row.key).is_whole) parts[row.key].insert(row.entry);
    }
    std::erase_if(parts, [](const auto& each) { return each.second.size() < 2; });
    if (parts.empty()) return;
    const auto book = read_codebook_of(of, codebook_text(of, until));
    const auto where = read_places_of(of, places_text(of, until), *book);
    together_ = whole_together(of, until, parts, book, where, nullptr);
    for (const filed_key& each : together_) {
        filed_by& to = by_key_.at(each);
        to.is_whole = true;
        // The last of its parts made it whole.
        for (const std::int64_t entry : parts.at(each)) {
            to.entry = std::max(to.entry, entry);
            to.received = std::max(*to.received, *first_.at({each, entry}).any);
        }
    }
}

std::set<filed_key> whole_together(open_tracker& of,
                                   std::int64_t until,
                                   const std::map<filed_key, std::set<std::int64_t>>& parts,
                                   const std::shared_ptr<const codebook>& book,
                                   const std::shared_ptr<const places>& where,
                                   const stored_entry* own) {
    std::set<std::int64_t> entries;
    std::set<std::int64_t> at;
    for (const auto& [key, some] : parts) {
        entries.insert(some.begin(), some.end());
        if (const auto place = of.find_place(std::get<1>(key))) at.insert(*place);
    }
    const std::vector<bool> is_due = slots_due(of.slots(), *book);
    dataset all{book, where};
    dataset_restorer restorer{of, all};
    const auto take = [&](const stored_figure& each) {
        if (at.contains(each.place) && is_due[static_cast<std::size_t>(each.slot)])
            restorer.add(each);
    };
    known_figures known{of, until};
    known.each_of([&](const stored_entry& each) { return entries.contains(each.told.number); },
                  [&](const stored_entry&, const stored_figure& each) { take(each); });
    if (own != nullptr) of.each_figure(*own, take);
    std::set<filed_key> made;
    const auto stretch = stretch_of(all);
    if (!stretch) return made;
    for (filed_report& each : filed_reports(all, "", *stretch)) {
        filed_key key{std::move(each.due), std::move(each.place), std::move(each.when)};
        if (each.is_whole && parts.contains(key)) made.insert(std::move(key));
    }
    return made;
}

std::string finding_key_of(const filed_key& owed) {
    return "due:" + std::get<0>(owed) + "@" + std::get<1>(owed) + "/" + std::get<2>(owed);
}

}  // namespace crossfoot::detail
