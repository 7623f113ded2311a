#include <crossfoot/store/office_day.hpp>
#include <crossfoot/store/tracker.hpp>

#include "filings_known.hpp"
#include "judging.hpp"
#include "known_documents.hpp"
#include "open_tracker.hpp"
#include "standing.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace crossfoot {

namespace {

using detail::document_kind;
using detail::open_tracker;
using detail::statement;
using detail::transaction;

/// The reports of an office: how each stands, and what is in of those that are owed.
struct all_reports {
    std::vector<report_state> states;
    /// The position of a state whose figures are known, by the entry that they stand in.
    std::unordered_map<std::int64_t, std::size_t> by_known_entry;
    detail::filings_known filed;
};

all_reports reports_of(open_tracker& of, std::int64_t until) {
    const auto by_report = detail::entries_by_report(of, until);
    all_reports made{{}, {}, {of, until, by_report}};
    for (const auto& [name, entries] : by_report) {
        const detail::report_past past = detail::past_of(entries);
        if (!past.last) continue;
        if (past.standing != report_standing::withdrawn) {
            made.by_known_entry[past.last->told.number] = made.states.size();
        }
        report_state& each = made.states.emplace_back();
        each.report = past.last->told.report;
        each.standing = past.standing;
        each.last = past.last->told;
        each.first = past.first->told;
        each.received = past.received;
        each.revisions = past.revisions;
        each.note = past.note;
    }
    return made;
}

/// The findings of submissions that are known, by their entry.
std::vector<open_finding> findings_of(open_tracker& of,
                                      std::int64_t until,
                                      const all_reports& known) {
    // As a check of what is known would have it, which reads them from a file.
    const std::vector<finding_explanation> answers = detail::answers_known(of, until);
    std::map<std::string, std::vector<const finding_explanation*>, std::less<>> by_key;
    for (const finding_explanation& each : answers) {
        by_key[each.key].push_back(&each);
    }
    // What is there, in another report or in several together, is not missing in one of them.
    std::set<std::string, std::less<>> filed;
    for (const auto& [owed, by] : known.filed.by_key()) {
        if (by.is_whole) filed.insert(detail::finding_key_of(owed));
    }
    statement rows{of.data(),
                   "SELECT entry, key, rule, severity, message_en, message_zh, figures "
                   "FROM finding WHERE entry <= ?1 ORDER BY entry, key"};
    rows.bind(1, until);
    std::vector<open_finding> made;
    while (rows.next()) {
        const auto report = known.by_known_entry.find(rows.number(0));
        if (report == known.by_known_entry.end() || filed.contains(rows.text(1))) continue;
        open_finding& each = made.emplace_back();
        each.entry = rows.number(0);
        each.report = known.states[report->second].report;
        each.key = rows.text(1);
        each.rule = rows.text(2);
        each.weight = detail::severity_named(rows.text(3));
        each.message = {std::string{rows.text(4)}, std::string{rows.text(5)}};
        each.figures = rows.text(6);
        // An answer holds for the figures that it was given to, in whichever version.
        const auto given = by_key.find(each.key);
        each.is_answered =
            given != by_key.end() && is_answered_by(given->second, each.weight, each.figures);
    }
    return made;
}

std::pair<all_reports, std::vector<open_finding>> reports_and_findings(open_tracker& of,
                                                                       std::int64_t until) {
    all_reports made = reports_of(of, until);
    std::vector<open_finding> findings = findings_of(of, until, made);
    for (const open_finding& each : findings) {
        if (each.is_answered) continue;
        report_state& to = made.states[made.by_known_entry.at(each.entry)];
        switch (each.weight) {
        case severity::error: ++to.errors; break;
        case severity::query: ++to.queries; break;
        case severity::hint: ++to.hints; break;
        }
    }
    return {std::move(made), std::move(findings)};
}

void take_earlier(std::optional<day>& first, day other) {
    first = first ? std::min(*first, other) : other;
}

/// From when on reports are owed.
struct owed_since {
    std::optional<day> reports;  ///< the first period of which one is there
    std::optional<day> forms;    ///< a day on which the forms were there
};

/// Reports that are there count by what they have whole, and by the last of what they have: base
/// figures of long ago say nothing of it. Forms are there from the period of the report that
/// brought the codebook, even if that was withdrawn, or of one that brought it by itself.
owed_since find_owed_since(open_tracker& of,
                           std::int64_t until,
                           const detail::filings_known& filed) {
    const std::int64_t last_form = detail::last_brought(of, document_kind::codebook, until);
    owed_since made;
    std::map<std::int64_t, period> latest;  // by entry, what it has
    for (const detail::filed_row& row : filed.rows()) {
        const auto when = period::parse(std::get<2>(row.key));
        if (!when || (row.entry != last_form && !filed.is_known(row.entry))) continue;
        if (row.is_whole) take_earlier(made.reports, when->first());
        const auto there = latest.try_emplace(row.entry, *when).first;
        if (there->second.last() < when->last()) there->second = *when;
    }
    for (const auto& [entry, when] : latest) {
        take_earlier(made.reports, when.first());
    }
    statement forms{of.data(),
                    "SELECT number, first_day FROM entry WHERE codebook IS NOT NULL AND "
                    "figures = 0 AND number <= ?1"};
    forms.bind(1, until);
    while (forms.next()) {
        const std::int64_t number = forms.number(0);
        if (number != last_form && !filed.is_known(number)) continue;
        take_earlier(made.forms, day{std::chrono::days{forms.number(1)}});
    }
    return made;
}

/// Who owes what by a day.
class owed_lister {
  public:
    owed_lister(open_tracker& of,
                std::int64_t until,
                day today,
                const all_reports& reports,
                office_day& into)
        : today_{today},
          into_{into},
          filed_{reports.filed.by_key()},
          since_{find_owed_since(of, until, reports.filed)} {}

    void run() {
        std::optional<day> first = since_.reports;
        if (since_.forms) take_earlier(first, *since_.forms);
        if (into_.book->due.empty() || !first) return;
        nothing_.emplace(into_.book, into_.where);
        // Beginning with the year in which the forms came, say.
        constexpr std::chrono::days a_year{366};
        const period all = period::days(*first - a_year, std::max(*first, today_ + a_year));
        for (std::size_t due = 0; due < into_.book->due.size(); ++due) {
            const obligation& of = into_.book->due[due];
            for (const period& when : periods_due(of, all)) {
                // What has begun is listed: as awaited, until it is due.
                if (today_ < when.first()) break;
                if (is_owed_already(when)) list(due, when, due_day(of, when));
            }
        }
    }

  private:
    /// Of a report that is there, its period is the first; a form that came within a month is owed
    /// for all of it.
    [[nodiscard]] bool is_owed_already(const period& when) const {
        return (since_.reports && *since_.reports <= when.first()) ||
               (since_.forms && *since_.forms <= when.last());
    }

    void list(std::size_t due, const period& when, const std::optional<day>& due_on) {
        const obligation& of = into_.book->due[due];
        const hierarchy& tree = tree_of(when.last());
        std::map<std::size_t, reporting_rate> rates;  // by level
        for (const place_id place : tree.in_order()) {
            if (!is_meant(of, place, *nothing_, tree) || is_exempt_of_all(of, place, when))
                continue;
            owed_entry& made = into_.owed.emplace_back();
            made.due = due;
            made.place = nothing_->where().code(place);
            made.level = tree.level_of(place);
            made.when = when;
            made.due_on = due_on;
            settle(made, of.name.code);
            reporting_rate& rate = rates[made.level.index()];
            rate.due = due;
            rate.level = made.level;
            rate.when = when;
            count(made, rate);
        }
        for (const auto& [level, rate] : rates) {
            into_.rates.push_back(rate);
        }
    }

    [[nodiscard]] bool is_exempt_of_all(const obligation& of,
                                        place_id place,
                                        const period& when) const {
        return !of.indicators.empty() &&
               std::ranges::all_of(of.indicators, [&](indicator_id which) {
                   return is_exempt(place, which, when, *nothing_);
               });
    }

    void settle(owed_entry& made, const std::string& code) const {
        const auto there = filed_.find({code, made.place, to_string(made.when)});
        if (there == filed_.end()) {
            const day last = made.due_on ? *made.due_on : made.when.last();
            made.state = today_ <= last ? filing_state::awaited : filing_state::missing;
            return;
        }
        made.entry = there->second.entry;
        made.received = there->second.received;
        made.state = !there->second.is_whole ? filing_state::partly
                     : made.is_late()        ? filing_state::filed_late
                                             : filing_state::filed;
    }

    static void count(const owed_entry& made, reporting_rate& rate) {
        ++rate.owed;
        switch (made.state) {
        case filing_state::filed:
        case filing_state::filed_late:
            ++rate.filed;
            if (made.due_on) rate.in_time = rate.in_time.value_or(0) + (made.is_late() ? 0 : 1);
            break;
        case filing_state::partly: ++rate.partly; break;
        case filing_state::missing: ++rate.missing; break;
        case filing_state::awaited: ++rate.awaited; break;
        case filing_state::exempt: break;
        }
        if (made.is_late()) ++rate.late;
    }

    const hierarchy& tree_of(day when) {
        // The same from one change to the next.
        const auto changes = nothing_->where().changes();
        const auto behind = std::ranges::upper_bound(changes, when);
        const auto which = static_cast<std::size_t>(behind - changes.begin());
        const auto [known, is_new] = trees_.try_emplace(which);
        if (is_new) known->second = nothing_->where().at(when);
        return known->second;
    }

    day today_;
    office_day& into_;
    const std::map<detail::filed_key, detail::filed_by>& filed_;
    owed_since since_;
    std::optional<dataset> nothing_;
    std::map<std::size_t, hierarchy> trees_;
};

}  // namespace

std::vector<report_state> tracker::reports(std::int64_t until) const {
    transaction seen{is_->data(), transaction::kind::reading};
    return reports_and_findings(*is_, until).first.states;
}

std::vector<open_finding> tracker::open_findings(std::int64_t until) const {
    transaction seen{is_->data(), transaction::kind::reading};
    return reports_and_findings(*is_, until).second;
}

office_day tracker::day_of(std::int64_t until, day today) const {
    transaction seen{is_->data(), transaction::kind::reading};
    office_day made;
    made.book = detail::read_codebook_of(*is_, detail::codebook_text(*is_, until));
    made.where = detail::read_places_of(*is_, detail::places_text(*is_, until), *made.book);
    auto [reports, findings] = reports_and_findings(*is_, until);
    made.findings = std::move(findings);
    made.reports = std::move(reports.states);
    owed_lister{*is_, until, today, reports, made}.run();
    return made;
}

}  // namespace crossfoot
