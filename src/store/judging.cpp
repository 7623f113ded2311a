#include "judging.hpp"

#include <crossfoot/compute/completeness.hpp>
#include <crossfoot/io/finding_text.hpp>
#include <crossfoot/io/report_check.hpp>

#include "checked_again.hpp"
#include "report_place.hpp"
#include "restored_data.hpp"

#include <algorithm>
#include <tuple>

namespace crossfoot::detail {

namespace {

void take_from(check_summary& counts, const finding& each) {
    --counts.checks;
    switch (each.result) {
    case verdict::holds: --counts.holds; break;
    case verdict::possible: --counts.possible; break;
    case verdict::unknown: --counts.unknown; break;
    case verdict::fails:
        --(each.follows_from ? counts.follows : counts.fails);
        if (each.excused_by) --counts.excused;
        break;
    }
}

}  // namespace

std::vector<bool> slots_due(const std::vector<stored_slot>& slots, const codebook& book) {
    const bool any_will_do = std::ranges::any_of(
        book.due, [](const obligation& each) { return each.indicators.empty(); });
    std::vector<bool> made(slots.size(), any_will_do);
    for (std::size_t i = 1; i < slots.size(); ++i) {
        const auto which = book.find_indicator(slots[i].indicator);
        for (const obligation& each : book.due) {
            const bool is_named =
                which && std::ranges::find(each.indicators, *which) != each.indicators.end();
            made[i] = made[i] || is_named;
        }
    }
    return made;
}

void keep_what_concerns(check_report& found,
                        const dataset& data,
                        const report_name& about,
                        const std::vector<bool>& has_figures,
                        const filed_in_report& filed) {
    const auto top = data.where().find(about.place);
    const std::vector<bool> within =
        top ? places_within(data.where(), *top) : std::vector<bool>(data.where().size(), true);
    const auto concerns = [&](const finding& each) {
        const std::size_t at = each.where.place.index();
        const rule& broken = found.rules[each.rule];
        if (broken.kind != rule_kind::due) return static_cast<bool>(within[at]);
        return within[at] && about.when.contains(each.where.when) &&
               (each.where.place == top || has_figures[at]) &&
               filed.concerns(data.book().due[broken.entry].name.code,
                              std::string{data.where().code(each.where.place)},
                              to_string(each.where.when));
    };
    take_out(found, [&](const finding& each) { return !concerns(each); });
}

void take_out(check_report& found, const std::function<bool(const finding&)>& is_out) {
    std::vector<std::size_t> position(found.findings.size(), 0);
    std::vector<finding> kept;
    for (std::size_t i = 0; i < found.findings.size(); ++i) {
        finding& each = found.findings[i];
        if (is_out(each)) {
            take_from(found.summary, each);
            continue;
        }
        position[i] = kept.size() + 1;
        kept.push_back(std::move(each));
    }
    if (kept.size() == found.findings.size()) {
        found.findings = std::move(kept);
        return;
    }
    for (finding& each : kept) {
        if (!each.follows_from) continue;
        // What explains it may be elsewhere: then it stands by itself.
        const std::size_t at = position[*each.follows_from];
        each.follows_from = at == 0 ? std::nullopt : std::optional{at - 1};
        if (at == 0) --found.summary.follows;
        if (at == 0) ++found.summary.fails;
    }
    found.findings = std::move(kept);
}

std::vector<kept_finding> failing_findings(const check_report& found,
                                           const dataset& data,
                                           std::span<const finding_explanation> explanations) {
    std::vector<kept_finding> made;
    const bool any = std::ranges::any_of(
        found.findings, [](const finding& each) { return each.result == verdict::fails; });
    if (!any) return made;
    const std::vector<answered_finding> answers = answers_to(found, data, explanations);
    const finding_words english{found, data, language::en};
    const finding_words chinese{found, data, language::zh};
    for (std::size_t i = 0; i < found.findings.size(); ++i) {
        const finding& each = found.findings[i];
        if (each.result != verdict::fails || each.follows_from || each.excused_by) continue;
        const rule& broken = found.rules[each.rule];
        made.push_back({key_of(broken, each.where, data),
                        broken.code,
                        broken.weight,
                        {english.message(each), chinese.message(each)},
                        fingerprint_of(each, found, data),
                        !is_open(i, found, answers)});
    }
    std::ranges::stable_sort(made, {}, &kept_finding::key);
    const auto end = std::unique(  // clang 14 cannot compile what std::ranges::unique gives
        made.begin(),
        made.end(),
        [](const kept_finding& a, const kept_finding& b) { return a.key == b.key; });
    made.erase(end, made.end());
    return made;
}

std::vector<filed_report> filed_reports(const dataset& data,
                                        std::string_view place,
                                        const period& when) {
    std::vector<filed_report> made;
    const codebook& book = data.book();
    if (book.due.empty()) return made;
    std::vector<filing> came_in;
    if (const auto whose = data.where().find(place)) {
        filing& own = came_in.emplace_back();
        own.place = *whose;
        own.when = when;
        own.received = when.last();
    }
    for (const owed_report& each : completeness_of(data, came_in).reports) {
        const bool is_whole =
            each.state == filing_state::filed || each.state == filing_state::filed_late;
        if (!is_whole && each.state != filing_state::partly) continue;
        made.push_back({book.due[each.due].name.code,
                        std::string{data.where().code(each.place)},
                        to_string(each.when),
                        is_whole});
    }
    std::ranges::sort(made, {}, [](const filed_report& each) {
        return std::tie(each.due, each.place, each.when);
    });
    return made;
}

filed_in_report::filed_in_report(const dataset& due, const report_name& about) {
    // Without the report itself: of which something is there.
    for (filed_report& each : filed_reports(due, "", about.when)) {
        places_.insert(each.place);
        some_.emplace(std::move(each.due), std::move(each.place), std::move(each.when));
    }
    for (filed_report& each : filed_reports(due, about.place, about.when)) {
        if (concerns(each.due, each.place, each.when)) all_.push_back(std::move(each));
    }
}

bool filed_in_report::concerns(const std::string& due,
                               const std::string& place,
                               const std::string& when) const {
    return some_.contains({due, place, when}) || !places_.contains(place);
}

severity severity_named(std::string_view name) noexcept {
    for (const severity each : {severity::error, severity::query}) {
        if (name == crossfoot::name_of(each)) return each;
    }
    return severity::hint;
}

void keep_findings(open_tracker& of,
                   std::int64_t number,
                   const std::vector<kept_finding>& findings) {
    statement added{of.data(),
                    "INSERT INTO finding (entry, key, rule, severity, message_en, message_zh, "
                    "figures, is_answered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
    for (const kept_finding& each : findings) {
        added.bind(1, number)
            .bind(2, std::string_view{each.key})
            .bind(3, std::string_view{each.rule})
            .bind(4, std::string_view{crossfoot::name_of(each.weight)})
            .bind(5, std::string_view{each.message.en})
            .bind(6, std::string_view{each.message.zh})
            .bind(7, std::string_view{each.figures})
            .bind(8, std::int64_t{each.is_answered ? 1 : 0});
        added.run();
    }
}

void keep_filed(open_tracker& of, std::int64_t number, const std::vector<filed_report>& filed) {
    statement added{of.data(),
                    "INSERT INTO filed (entry, due, place, period, is_whole) "
                    "VALUES (?1, ?2, ?3, ?4, ?5)"};
    for (const filed_report& each : filed) {
        added.bind(1, number)
            .bind(2, std::string_view{each.due})
            .bind(3, std::string_view{each.place})
            .bind(4, std::string_view{each.when})
            .bind(5, std::int64_t{each.is_whole ? 1 : 0});
        added.run();
    }
}

std::vector<kept_finding> kept_findings(open_tracker& of, std::int64_t number) {
    statement rows{of.data(),
                   "SELECT key, rule, severity, message_en, message_zh, figures, is_answered "
                   "FROM finding WHERE entry = ?1 ORDER BY key"};
    rows.bind(1, number);
    std::vector<kept_finding> made;
    while (rows.next()) {
        kept_finding& each = made.emplace_back();
        each.key = rows.text(0);
        each.rule = rows.text(1);
        each.weight = severity_named(rows.text(2));
        each.message = {std::string{rows.text(3)}, std::string{rows.text(4)}};
        each.figures = rows.text(5);
        each.is_answered = rows.number(6) != 0;
    }
    return made;
}

std::vector<filed_report> kept_filed(open_tracker& of, std::int64_t number) {
    statement rows{of.data(),
                   "SELECT due, place, period, is_whole FROM filed WHERE entry = ?1 "
                   "ORDER BY due, place, period"};
    rows.bind(1, number);
    std::vector<filed_report> made;
    while (rows.next()) {
        made.push_back({std::string{rows.text(0)},
                        std::string{rows.text(1)},
                        std::string{rows.text(2)},
                        rows.number(3) != 0});
    }
    return made;
}

std::optional<period> reach_of(const std::vector<stored_slot>& slots,
                               const std::vector<bool>& has_figures) {
    std::optional<period> made;
    for (std::size_t i = 0; i < has_figures.size(); ++i) {
        if (!has_figures[i]) continue;
        const auto when = period::parse(slots[i].when);
        if (!when) continue;
        made = made ? period::days(std::min(made->first(), when->first()),
                                   std::max(made->last(), when->last()))
                    : *when;
    }
    return made;
}

std::string this_program() {
    return CROSSFOOT_VERSION;
}

void keep_judgement(open_tracker& of, std::int64_t number, const std::optional<period>& reach) {
    const auto number_of = [](day when) { return std::int64_t{when.time_since_epoch().count()}; };
    statement added{of.data(),
                    "INSERT INTO judgement (entry, program, first_day, last_day) "
                    "VALUES (?1, ?2, ?3, ?4)"};
    const std::string program = this_program();
    added.bind(1, number)
        .bind(2, std::string_view{program})
        .bind(3, reach ? std::optional{number_of(reach->first())} : std::nullopt)
        .bind(4, reach ? std::optional{number_of(reach->last())} : std::nullopt);
    added.run();
}

std::optional<kept_judgement> judgement_kept(open_tracker& of, std::int64_t number) {
    statement rows{of.data(), "SELECT program FROM judgement WHERE entry = ?1"};
    rows.bind(1, number);
    if (!rows.next()) return std::nullopt;
    return kept_judgement{std::string{rows.text(0)}, of.entry(number).reach};
}

namespace {

/// The figures of a submission that obligations ask for, in a dataset.
dataset due_figures(open_tracker& of,
                    const stored_entry& submission,
                    const std::shared_ptr<const codebook>& book,
                    const std::shared_ptr<const places>& where) {
    dataset made{book, where};
    const std::vector<bool> is_asked_for = slots_due(of.slots(), *book);
    dataset_restorer restorer{of, made};
    of.each_figure(submission, [&](const stored_figure& each) {
        if (is_asked_for[static_cast<std::size_t>(each.slot)]) restorer.add(each);
    });
    return made;
}

/// Whether places have figures in a submission, by place.
std::vector<bool> places_with_figures(open_tracker& of,
                                      const stored_entry& submission,
                                      const checked_report& checked) {
    const places& where = *checked.read.where;
    std::vector<bool> made(where.size(), false);
    if (checked.found.lists_what_holds) {
        for (std::size_t i = 0; i < made.size(); ++i) {
            made[i] = checked.read.data.may_have(place_id{i});
        }
        return made;
    }
    const std::vector<std::string> codes = of.place_codes();
    of.each_figure(submission, [&](const stored_figure& each) {
        const auto place = where.find(codes[static_cast<std::size_t>(each.place)]);
        if (place) made[place->index()] = true;
    });
    return made;
}

}  // namespace

judged_again judgement_of(open_tracker& of, const stored_entry& submission) {
    checked_report checked =
        checked_again(of, texts_of(of, submission), submission.told.figures, [&](const auto& take) {
            of.each_figure(submission, take);
        });
    const report_name& name = submission.told.report;
    const report& read = checked.read;
    std::optional<dataset> due;
    if (!checked.found.lists_what_holds) {
        due.emplace(read.book->due.empty() ? dataset{read.book, read.where}
                                           : due_figures(of, submission, read.book, read.where));
    }
    const filed_in_report filed{due ? *due : read.data, name};
    keep_what_concerns(
        checked.found, read.data, name, places_with_figures(of, submission, checked), filed);
    const std::vector<stored_slot> slots = of.slots();
    std::vector<bool> has_figures(slots.size(), false);
    of.each_figure(submission, [&](const stored_figure& each) {
        has_figures[static_cast<std::size_t>(each.slot)] = true;
    });
    return {failing_findings(checked.found, read.data, read.explanations),
            filed.all(),
            reach_of(slots, has_figures)};
}

void judge_again(open_tracker& of, const stored_entry& submission) {
    const judged_again judged = judgement_of(of, submission);
    keep_findings(of, submission.told.number, judged.findings);
    keep_filed(of, submission.told.number, judged.filed);
    keep_judgement(of, submission.told.number, judged.reach);
}

}  // namespace crossfoot::detail
