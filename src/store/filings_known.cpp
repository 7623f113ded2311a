#include "filings_known.hpp"

#include "judging.hpp"
#include "known_documents.hpp"
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

/// Since when a report has something that is owed.
struct first_days {
    std::optional<day> any;    ///< some of it
    std::optional<day> whole;  ///< all of it
};

void take_first(std::optional<day>& first, const filed_row& row) {
    if (!first || (row.is_correction && row.received < *first)) first = row.received;
}

}  // namespace

filings_known::filings_known(open_tracker& of,
                             std::int64_t until,
                             const std::map<report_key, std::vector<stored_entry>>& entries)
    : rows_{filed_rows(of, until)} {
    std::unordered_map<std::int64_t, std::int64_t> last_of;  // by submission, that of its report
    std::map<std::int64_t, entries_of_report> reports;       // by the last submission
    for (const auto& [name, all] : entries) {
        const report_past past = past_of(all);
        if (past.submissions.empty()) continue;
        const std::int64_t last = past.submissions.back();
        for (const std::int64_t each : past.submissions) {
            last_of.emplace(each, last);
        }
        for (const stored_entry& each : all) {
            const bool is_version = each.told.kind == entry_kind::submission &&
                                    each.told.number >= past.submissions.front();
            if (is_version) reports[last].push_back(&each);
        }
        received_.emplace(last, past.received.value_or(day_of_recording(past.last->told.at)));
    }
    find_by_key(last_of);
    find_together(of, until, reports);
}

void filings_known::find_by_key(const std::unordered_map<std::int64_t, std::int64_t>& last_of) {
    std::map<std::pair<filed_key, std::int64_t>, first_days> first_by_report;
    for (const filed_row& row : rows_) {
        const auto last = last_of.find(row.entry);
        if (last == last_of.end()) continue;
        first_days& first = first_by_report[{row.key, last->second}];
        take_first(first.any, row);
        if (row.is_whole) take_first(first.whole, row);
        if (row.entry != last->second) continue;
        filed_by& to = by_key_[row.key];
        if (to.entry != 0 && to.is_whole && !row.is_whole) continue;
        const day since = row.is_whole ? *first.whole : *first.any;
        // Of several offices that have all of it, the first was in time for all.
        const bool is_as_good = to.entry != 0 && to.is_whole == row.is_whole;
        if (!is_as_good || since < *to.received) to = {row.is_whole, row.entry, since};
    }
}

void filings_known::find_together(open_tracker& of,
                                  std::int64_t until,
                                  const std::map<std::int64_t, entries_of_report>& reports) {
    std::map<filed_key, std::set<std::int64_t>> parts;
    for (const filed_row& row : rows_) {
        if (is_known(row.entry) && !by_key_.at(row.key).is_whole) parts[row.key].insert(row.entry);
    }
    // What the same reports have a part of is worked out at once.
    std::map<std::set<std::int64_t>, std::set<filed_key>> owed_by_parts;
    for (const auto& [key, entries] : parts) {
        if (entries.size() > 1) owed_by_parts[entries].insert(key);
    }
    if (owed_by_parts.empty()) return;
    const auto book = read_codebook_of(of, codebook_text(of, until));
    const auto where = read_places_of(of, places_text(of, until), *book);
    for (const auto& [entries, owed] : owed_by_parts) {
        std::vector<const entries_of_report*> some;
        for (const std::int64_t each : entries) {
            some.push_back(&reports.at(each));
        }
        settle_together(of, some, owed, book, where);
    }
}

/// Goes through the versions of some reports as they came in: what was there after each.
void filings_known::settle_together(open_tracker& of,
                                    const std::vector<const entries_of_report*>& reports,
                                    const std::set<filed_key>& owed,
                                    const std::shared_ptr<const codebook>& book,
                                    const std::shared_ptr<const places>& where) {
    std::map<std::int64_t, std::pair<std::size_t, const stored_entry*>> versions;  // by number
    for (std::size_t i = 0; i < reports.size(); ++i) {
        for (const stored_entry* const each : *reports[i]) {
            versions.emplace(each->told.number, std::pair{i, each});
        }
    }
    std::map<std::size_t, const stored_entry*> there;  // the version of then, by report
    struct made_whole {
        day since{};
        std::size_t by = 0;  ///< the report that did
    };
    std::map<filed_key, made_whole> found;
    for (const auto& [number, version] : versions) {
        const stored_entry& made = *version.second;
        const auto before = there.find(version.first);
        const bool is_correction = before != there.end() && before->second->content == made.content;
        there.insert_or_assign(version.first, &made);
        std::vector<const stored_entry*> some;
        day last_came{day::min()};
        for (const auto& [report, each] : there) {
            some.push_back(each);
            last_came = std::max(last_came, each->told.received.value_or(day::min()));
        }
        const std::set<filed_key> whole = whole_together(of, some, owed, book, where);
        for (const filed_key& key : owed) {
            const auto known = found.find(key);
            if (!whole.contains(key)) {
                found.erase(key);
            } else if (known == found.end()) {
                found.emplace(key, made_whole{last_came, version.first});
            } else if (is_correction) {
                known->second.since = std::min(known->second.since, last_came);
            }
        }
    }
    for (const auto& [key, each] : found) {
        by_key_[key] = {true, there.at(each.by)->told.number, each.since};
    }
}

std::set<filed_key> whole_together(open_tracker& of,
                                   const std::vector<const stored_entry*>& some,
                                   const std::set<filed_key>& owed,
                                   const std::shared_ptr<const codebook>& book,
                                   const std::shared_ptr<const places>& where) {
    std::set<std::int64_t> at;
    for (const filed_key& each : owed) {
        if (const auto place = of.find_place(std::get<1>(each))) at.insert(*place);
    }
    const std::vector<stored_slot> slots = of.slots();
    std::vector<bool> is_due = slots_due(slots, *book);
    for (std::size_t i = 1; i < slots.size(); ++i) {
        // Others may have more than this codebook has.
        is_due[i] = is_due[i] && items_of(slots[i].items, *book).has_value();
    }
    dataset all{book, where};
    dataset_restorer restorer{of, all};
    for (const stored_entry* const from : some) {
        of.each_figure(*from, [&](const stored_figure& figure) {
            if (!at.contains(figure.place) || !is_due[static_cast<std::size_t>(figure.slot)])
                return;
            stored_figure each = figure;
            // Whatever it is: it is there.
            if (each.state == status::reported) each.count = 1;
            restorer.add(each);
        });
    }
    std::set<filed_key> made;
    const auto stretch = stretch_of(all);
    if (!stretch) return made;
    for (filed_report& each : filed_reports(all, "", *stretch)) {
        filed_key key{std::move(each.due), std::move(each.place), std::move(each.when)};
        if (each.is_whole && owed.contains(key)) made.insert(std::move(key));
    }
    return made;
}

std::string finding_key_of(const filed_key& owed) {
    return "due:" + std::get<0>(owed) + "@" + std::get<1>(owed) + "/" + std::get<2>(owed);
}

}  // namespace crossfoot::detail
