#include <crossfoot/io/finding_text.hpp>
#include <crossfoot/store/tracker.hpp>

#include "check/compiled_rule.hpp"
#include "checked_again.hpp"
#include "claim_owners.hpp"
#include "judging.hpp"
#include "known_documents.hpp"
#include "known_figures.hpp"
#include "open_tracker.hpp"
#include "restored_data.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace crossfoot {

namespace {

using detail::kept_finding;
using detail::known_figures;
using detail::stored_entry;
using detail::stored_figure;
using detail::transaction;

/// Whether a rule in words, or the condition on it, names figures of another time or of a place
/// that need not lie above or below: those may stand in reports that do not meet.
bool looks_elsewhere(const compiled_rule* form) {
    if (form == nullptr) return false;
    const bool names_any = std::ranges::any_of(form->variables, [](const detail::variable& each) {
        return each.is == detail::variable::kind::figure &&
               (each.named.when != time_reference::same || !each.named.at_place.empty());
    });
    return names_any || looks_elsewhere(form->when.get());
}

/// Whether a codebook holds a figure against others that are of another time or place.
bool compares_reports_that_do_not_meet(const codebook& book) {
    return std::ranges::any_of(derive_rules(book), [&book](const rule& each) {
        switch (each.kind) {
        case rule_kind::cumulative:
        case rule_kind::accumulation:
        case rule_kind::balance:
        case rule_kind::last_year:
        case rule_kind::growth:
        case rule_kind::change:
        case rule_kind::magnitude: return true;
        case rule_kind::written:
            return looks_elsewhere(each.form.get()) || !book.rules[each.entry].exceptions.empty();
        case rule_kind::domain:
        case rule_kind::part_of:
        case rule_kind::partition:
        case rule_kind::of_which:
        case rule_kind::rollup:
        case rule_kind::rate:
        case rule_kind::conflict:
        case rule_kind::registered:
        case rule_kind::nested:
        case rule_kind::periods:  // a period and its parts have days in common
        case rule_kind::ordinal:
        case rule_kind::due: return false;
        }
        return true;
    });
}

/// The submissions that are known, by place and from the last to the first.
class latest_submissions {
  public:
    explicit latest_submissions(const std::vector<stored_entry>& entries) {
        for (auto each = entries.rbegin(); each != entries.rend(); ++each) {
            by_place_[each->told.report.place].push_back(&each->told);
        }
    }
    /// The last that is of the first place of some and has a period in it; null where there is
    /// none. `some` are a place and those above, the nearest first.
    [[nodiscard]] const ledger_entry* at(const std::vector<std::string>& some,
                                         const period& when) const {
        for (const std::string& place : some) {
            const auto there = by_place_.find(place);
            if (there == by_place_.end()) continue;
            const auto found = std::ranges::find_if(there->second, [&](const ledger_entry* each) {
                return each->report.when.contains(when);
            });
            if (found != there->second.end()) return *found;
        }
        return nullptr;
    }

  private:
    std::map<std::string, std::vector<const ledger_entry*>, std::less<>> by_place_;
};

/// What fails, how urgent it is, and with which figures.
using failing = std::tuple<std::string, severity, std::string>;  // key, severity, fingerprint

/// What fails in submissions by themselves.
std::set<failing> failing_in(detail::open_tracker& of, const std::vector<stored_entry>& entries) {
    std::unordered_set<std::int64_t> numbers;
    for (const stored_entry& each : entries) {
        numbers.insert(each.told.number);
    }
    std::set<failing> made;
    detail::statement rows{of.data(), "SELECT entry, key, severity, figures FROM finding"};
    while (rows.next()) {
        if (numbers.contains(rows.number(0))) {
            made.emplace(rows.text(1), detail::severity_named(rows.text(2)), rows.text(3));
        }
    }
    return made;
}

/// The places that a register is about: those of the reports that it came with, and those in them.
class places_told_of {
  public:
    places_told_of(detail::open_tracker& of, std::int64_t until)
        : of_{of}, until_{until}, places_{detail::places_with_registers(of, until)} {}

    [[nodiscard]] bool has(const std::string& code) {
        if (places_.empty()) return false;
        return std::ranges::any_of(above().of(code),
                                   [&](const std::string& each) { return places_.contains(each); });
    }
    /// Takes time to make: only where something is to be told.
    [[nodiscard]] const detail::places_above& above() {
        if (!above_) above_.emplace(of_, until_);
        return *above_;
    }

  private:
    detail::open_tracker& of_;
    std::int64_t until_;
    std::set<std::string> places_;
    std::optional<detail::places_above> above_;
};

}  // namespace

std::vector<open_finding> tracker::joint_findings(std::int64_t until) const {
    transaction seen{is_->data(), transaction::kind::reading};
    known_figures known{*is_, until};
    const detail::report_texts texts = detail::texts_known(*is_, until);
    // A register speaks of all days, and so of all reports.
    const bool all =
        texts.units.has_value() ||
        compares_reports_that_do_not_meet(*detail::read_codebook_of(*is_, texts.codebook));
    const auto is_wanted = [&](const stored_entry& each) {
        return all || known.meets_others(each);
    };
    std::uint64_t count = 0;
    for (const stored_entry& each : known.entries()) {
        if (is_wanted(each)) count += each.told.figures;
    }
    if (count == 0) return {};
    const checked_report checked = detail::checked_again(*is_, texts, count, [&](const auto& take) {
        known.each_of(is_wanted,
                      [&](const stored_entry&, const stored_figure& each) { take(each); });
    });

    const std::set<failing> own = failing_in(*is_, known.entries());
    places_told_of registered{*is_, until};
    std::map<std::string, const finding*> by_key;
    detail::claim_owners owners{*is_, checked};
    for (const finding& each : checked.found.findings) {
        const rule& broken = checked.found.rules[each.rule];
        if (each.result != verdict::fails || broken.kind == rule_kind::due) continue;
        // Of the units of a place that no register is about, nothing is known.
        if (broken.kind == rule_kind::registered &&
            !registered.has(std::string{checked.read.where->code(each.where.place)})) {
            continue;
        }
        by_key.emplace(key_of(broken, each.where, checked.read.data), &each);
        owners.want(each);
    }
    if (by_key.empty()) return {};
    known.each_of(is_wanted, [&](const stored_entry& from, const stored_figure& each) {
        owners.see(from, each);
    });
    const latest_submissions latest{known.entries()};
    std::vector<open_finding> made;
    for (kept_finding& each :
         detail::failing_findings(checked.found, checked.read.data, checked.read.explanations)) {
        const auto at = by_key.find(each.key);
        // What a report has by itself is told of that; but not where another one changed a figure.
        if (at == by_key.end() || own.contains({each.key, each.weight, each.figures})) continue;
        open_finding& told = made.emplace_back();
        const ledger_entry* entry = owners.of(*at->second);
        if (entry == nullptr) {
            const cell& where = at->second->where;
            const std::string place{checked.read.where->code(where.place)};
            entry = latest.at(registered.above().of(place), where.when);
        }
        if (entry != nullptr) {
            told.entry = entry->number;
            told.report = entry->report;
        }
        told.key = std::move(each.key);
        told.rule = std::move(each.rule);
        told.weight = each.weight;
        told.message = std::move(each.message);
        told.figures = std::move(each.figures);
        told.is_answered = each.is_answered;
    }
    return made;
}

}  // namespace crossfoot
