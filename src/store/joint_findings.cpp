#include <crossfoot/io/finding_text.hpp>
#include <crossfoot/store/tracker.hpp>

#include "check/compiled_rule.hpp"
#include "checked_again.hpp"
#include "judging.hpp"
#include "known_documents.hpp"
#include "known_figures.hpp"
#include "open_tracker.hpp"
#include "restored_data.hpp"

#include <fmt/format.h>

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

/// Which submissions the figures of findings stand in.
class claim_owners {
  public:
    claim_owners(detail::open_tracker& of, const checked_report& checked)
        : checked_{checked}, codes_{of.place_codes()}, slots_{of.slots()} {}

    /// To be asked about.
    void want(const finding& what) {
        for (const finding_term& each : what.terms) {
            wanted_[text_of(each.where)].emplace(checked_.read.where->code(each.where.place));
        }
    }
    /// A figure that is known, once all findings are wanted.
    void see(const stored_entry& from, const stored_figure& figure) {
        if (texts_.empty()) find_texts();
        const std::optional<std::string>& text = texts_[static_cast<std::size_t>(figure.slot)];
        if (!text) return;
        const std::string& place = codes_[static_cast<std::size_t>(figure.place)];
        if (wanted_.at(*text).contains(place)) owners_[{*text, place}] = &from.told;
    }
    /// That of the claim; where nobody reported it, that of the first figure that is there.
    [[nodiscard]] const ledger_entry* of(const finding& what) const {
        for (const finding_term& each : what.terms) {
            const auto there = owners_.find(
                {text_of(each.where), std::string{checked_.read.where->code(each.where.place)}});
            if (there != owners_.end()) return there->second;
        }
        return nullptr;
    }

  private:
    /// All of a cell but its place.
    [[nodiscard]] std::string text_of(const cell& where) const {
        const codebook& book = *checked_.read.book;
        return text_of(book[where.what.indicator].name.code,
                       name_of(where.what.extent),
                       detail::items_text(where.what, book),
                       where.when);
    }
    [[nodiscard]] std::string text_of(std::string_view indicator,
                                      std::string_view extent,
                                      std::string_view items,
                                      const period& when) const {
        const codebook& book = *checked_.read.book;
        const auto which = book.find_indicator(indicator);
        const bool of_a_moment = which && book.is_of_a_moment(book[*which]);
        return fmt::format(
            "{}/{}/{}/{}", indicator, extent, items, to_string(of_a_moment ? when.moment() : when));
    }
    void find_texts() {
        for (const detail::stored_slot& each : slots_) {
            std::optional<std::string>& text = texts_.emplace_back();
            const auto when = period::parse(each.when);
            if (when) text = text_of(each.indicator, each.extent, each.items, *when);
            if (text && !wanted_.contains(*text)) text.reset();
        }
    }

    const checked_report& checked_;
    std::vector<std::string> codes_;
    std::vector<detail::stored_slot> slots_;
    std::vector<std::optional<std::string>> texts_;        // by slot; none: nobody wants it
    std::map<std::string, std::set<std::string>> wanted_;  // places, by the rest of the cell
    std::map<std::pair<std::string, std::string>, const ledger_entry*> owners_;
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
    claim_owners owners{*is_, checked};
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
