#include "judging.hpp"

#include <crossfoot/compute/completeness.hpp>
#include <crossfoot/io/finding_text.hpp>

#include "restored_data.hpp"

#include <algorithm>

namespace crossfoot::detail {

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
    const auto repeated = std::ranges::unique(made, {}, &kept_finding::key);
    made.erase(repeated.begin(), repeated.end());
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
    std::ranges::sort(made);
    return made;
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
        each.weight = rows.text(2) == "error"   ? severity::error
                      : rows.text(2) == "query" ? severity::query
                                                : severity::hint;
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

judged_again judgement_of(open_tracker& of, const stored_entry& submission) {
    const restored_report read = restore(of, submission);
    const check_report found = read.units ? check(read.data, *read.units) : check(read.data);
    const report_name& name = submission.told.report;
    return {failing_findings(found, read.data, read.explanations),
            filed_reports(read.data, name.place, name.when)};
}

void judge_again(open_tracker& of, const stored_entry& submission) {
    const judged_again judged = judgement_of(of, submission);
    keep_findings(of, submission.told.number, judged.findings);
    keep_filed(of, submission.told.number, judged.filed);
}

}  // namespace crossfoot::detail
