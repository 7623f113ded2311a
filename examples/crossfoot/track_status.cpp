#include "table.hpp"
#include "track.hpp"
#include "track_words.hpp"

#include <map>
#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

using json = nlohmann::ordered_json;

struct options : track_options {
    std::string on;
};

/// "1 day" from one day to a later one; "" where it is not later.
std::string days_between(day from, day to, language which) {
    if (to <= from) return {};
    const auto days = (to - from).count();
    return std::to_string(days) + say(which, days == 1 ? " day" : " days", "天");
}

/// Shows who is due, who is in, and what is open.
class status_writer {
  public:
    status_writer(const office_day& what,
                  const std::vector<open_finding>& joint,
                  day on,
                  language speech)
        : what_{what}, joint_{joint}, on_{on}, speech_{speech} {}

    [[nodiscard]] std::string as_text_of(const std::string& head) const;
    [[nodiscard]] table reports() const;
    [[nodiscard]] std::string as_document(const std::string& head) const;

  private:
    [[nodiscard]] std::string tell(std::string_view en, std::string_view zh) const {
        return say(speech_, en, zh);
    }
    [[nodiscard]] std::string place(const std::string& code) const {
        return place_text(*what_.where, code, speech_);
    }
    [[nodiscard]] std::string due(std::size_t which) const {
        return what_.book->due[which].name.name.in(speech_);
    }
    /// Whether it is of the last twelve months: of what is older only what is open is shown.
    [[nodiscard]] bool is_recent(const period& when) const {
        // Of months the twelve that begin or end within a year; a year that ended within it.
        constexpr std::chrono::days a_year_less_a_month{335};
        return on_ - a_year_less_a_month < when.last();
    }
    [[nodiscard]] std::string why_not_in(const owed_entry& of) const;
    [[nodiscard]] table rates() const;
    [[nodiscard]] table not_in() const;
    [[nodiscard]] table awaited() const;
    [[nodiscard]] table in_late() const;
    [[nodiscard]] table waiting() const;
    [[nodiscard]] table failing(const std::vector<open_finding>& findings) const;

    const office_day& what_;
    const std::vector<open_finding>& joint_;
    day on_;
    language speech_;
};

/// Of what nobody owes yet there is no rate.
std::string rate_text(const reporting_rate& of) {
    if (of.owed == 0) return {};
    if (of.awaited == of.owed) return "-";
    return rate{of.filed, of.owed}.as_percent();
}

table status_writer::rates() const {
    table list;
    list.headings = headings(
        speech_,
        {"due", "period", "level", "owed", "in", "in part", "missing", "awaited", "rate", "late"},
        {"应报报表",
         "报告期",
         "层级",
         "应报数",
         "已报",
         "部分上报",
         "未报",
         "未到期",
         "上报率",
         "迟报"});
    list.numbers_from = 3;
    for (const reporting_rate& each : what_.rates) {
        if (!is_recent(each.when)) continue;
        list.rows.push_back({due(each.due),
                             when_text(each.when, speech_),
                             (*what_.book)[each.level].name.name.in(speech_),
                             std::to_string(each.owed),
                             std::to_string(each.filed),
                             std::to_string(each.partly),
                             std::to_string(each.missing),
                             std::to_string(each.awaited),
                             rate_text(each),
                             std::to_string(each.late)});
    }
    return list;
}

/// Of a report that was taken back, why.
std::string status_writer::why_not_in(const owed_entry& of) const {
    for (const report_state& each : what_.reports) {
        if (each.standing != report_standing::withdrawn || each.report.place != of.place ||
            each.report.when != of.when) {
            continue;
        }
        const std::string withdrawn = tell("withdrawn", "已撤回");
        return each.note.empty() ? withdrawn : withdrawn + tell(": ", "：") + each.note;
    }
    return {};
}

/// Who owes something still.
table status_writer::not_in() const {
    table list;
    list.headings = headings(speech_,
                             {"place", "due", "period", "state", "due on", "overdue", "why"},
                             {"地区", "应报报表", "报告期", "状态", "截止日期", "逾期", "原因"});
    for (const owed_entry& each : what_.owed) {
        const bool is_listed =
            each.state == filing_state::missing || each.state == filing_state::partly;
        if (!is_listed) continue;
        list.rows.push_back({place(each.place),
                             due(each.due),
                             when_text(each.when, speech_),
                             in_words(each.state, speech_),
                             day_text(each.due_on),
                             each.due_on ? days_between(*each.due_on, on_, speech_) : "",
                             why_not_in(each)});
    }
    return list;
}

/// Who owes something that is not due yet.
table status_writer::awaited() const {
    table list;
    list.headings = headings(
        speech_, {"place", "due", "period", "due on"}, {"地区", "应报报表", "报告期", "截止日期"});
    for (const owed_entry& each : what_.owed) {
        if (each.state != filing_state::awaited) continue;
        list.rows.push_back({place(each.place),
                             due(each.due),
                             when_text(each.when, speech_),
                             day_text(each.due_on)});
    }
    return list;
}

/// What came in after it was due.
table status_writer::in_late() const {
    table list;
    list.headings =
        headings(speech_,
                 {"place", "due", "period", "due on", "received", "late by", "receipt"},
                 {"地区", "应报报表", "报告期", "截止日期", "收到日期", "迟报天数", "回执"});
    for (const owed_entry& each : what_.owed) {
        if (!each.is_late() || !is_recent(each.when)) continue;
        list.rows.push_back({place(each.place),
                             due(each.due),
                             when_text(each.when, speech_),
                             day_text(each.due_on),
                             day_text(each.received),
                             days_between(*each.due_on, *each.received, speech_),
                             each.entry == 0 ? "" : std::to_string(each.entry)});
    }
    return list;
}

/// Reports that somebody has to do something about.
table status_writer::waiting() const {
    table list;
    list.headings = headings(speech_,
                             {"receipt", "place", "period", "office", "standing", "why"},
                             {"回执", "地区", "报告期", "报送单位", "状态", "原因"});
    for (const report_state& each : what_.reports) {
        const bool is_listed =
            each.standing == report_standing::returned ||
            (each.last.is_provisional && each.standing == report_standing::submitted);
        if (!is_listed) continue;
        std::string standing = in_words(each.standing, speech_);
        if (each.last.is_provisional) standing += tell(", provisional", "，暂报");
        list.rows.push_back({std::to_string(each.last.number),
                             place(each.report.place),
                             when_text(each.report.when, speech_),
                             each.report.office,
                             standing,
                             each.note.empty() ? each.last.note : each.note});
    }
    return list;
}

table status_writer::failing(const std::vector<open_finding>& findings) const {
    table list;
    list.headings = headings(
        speech_, {"receipt", "urgency", "key", "what"}, {"回执", "审核类型", "说明编号", "内容"});
    for (const open_finding& each : findings) {
        if (each.is_answered) continue;
        list.rows.push_back({each.entry == 0 ? "" : std::to_string(each.entry),
                             in_words(each.weight, speech_),
                             each.key,
                             each.message.in(speech_)});
    }
    return list;
}

table status_writer::reports() const {
    table list;
    list.headings = {"place",
                     "period",
                     "office",
                     "receipt",
                     "standing",
                     "provisional",
                     "received",
                     "revisions",
                     "figures",
                     "errors",
                     "queries",
                     "hints"};
    list.numbers = {"receipt", "revisions", "figures", "errors", "queries", "hints"};
    list.truths = {"provisional"};
    for (const report_state& each : what_.reports) {
        list.rows.push_back({each.report.place,
                             to_string(each.report.when),
                             each.report.office,
                             std::to_string(each.last.number),
                             name_of(each.standing),
                             each.last.is_provisional ? "true" : "false",
                             day_text(each.received),
                             std::to_string(each.revisions),
                             std::to_string(each.last.figures),
                             std::to_string(each.errors),
                             std::to_string(each.queries),
                             std::to_string(each.hints)});
    }
    return list;
}

std::string status_writer::as_text_of(const std::string& head) const {
    if (what_.reports.empty()) {
        return tell("no report has come in\n", "尚无报表上报\n");
    }
    std::map<report_standing, std::size_t> standings;
    for (const report_state& each : what_.reports) {
        ++standings[each.standing];
    }
    std::string text;
    for (const auto& [standing, count] : standings) {
        text +=
            (text.empty() ? "" : " · ") + std::to_string(count) + " " + in_words(standing, speech_);
    }
    text = tell("reports: ", "报表：") + text + "\n";
    const auto add = [&](std::string_view en, std::string_view zh, const table& list) {
        if (!list.rows.empty()) text += "\n" + tell(en, zh) + "\n" + as_text(list);
    };
    add("REPORTING RATES, THE LAST TWELVE MONTHS", "近一年上报率", rates());
    add("NOT IN", "应报未报", not_in());
    add("NOT DUE YET", "尚未到期", awaited());
    add("CAME IN LATE, THE LAST TWELVE MONTHS", "近一年迟报", in_late());
    add("RETURNED OR PROVISIONAL", "退回或暂报", waiting());
    add("FAILING, AND NOT ANSWERED", "不符且未说明", failing(what_.findings));
    add("FAILING BETWEEN REPORTS OR BY NEWER RULES, AND NOT ANSWERED",
        "报表之间或按新规则不符且未说明",
        failing(joint_));
    if (not_in().rows.empty() && waiting().rows.empty() && failing(what_.findings).rows.empty() &&
        failing(joint_).rows.empty()) {
        text += "\n" + tell("nothing is open\n", "没有待办事项\n");
    }
    return text + "\n" + tell("head ", "末条校验码 ") + head + "\n";
}

json documents_of(const std::vector<open_finding>& findings) {
    json made = json::array();
    for (const open_finding& each : findings) {
        made.push_back({{"receipt", each.entry == 0 ? json(nullptr) : json(each.entry)},
                        {"key", each.key},
                        {"rule", each.rule},
                        {"severity", name_of(each.weight)},
                        {"answered", each.is_answered},
                        {"message", {{"en", each.message.en}, {"zh", each.message.zh}}}});
    }
    return made;
}

std::string status_writer::as_document(const std::string& head) const {
    json made;
    made["format"] = "crossfoot-status/1";
    made["head"] = head;
    made["reports"] = json::array();
    for (const report_state& each : what_.reports) {
        made["reports"].push_back({{"place", each.report.place},
                                   {"period", to_string(each.report.when)},
                                   {"office", each.report.office},
                                   {"receipt", each.last.number},
                                   {"standing", name_of(each.standing)},
                                   {"provisional", each.last.is_provisional},
                                   {"received", day_text(each.received)},
                                   {"revisions", each.revisions},
                                   {"figures", each.last.figures},
                                   {"errors", each.errors},
                                   {"queries", each.queries},
                                   {"hints", each.hints}});
    }
    made["owed"] = json::array();
    for (const owed_entry& each : what_.owed) {
        made["owed"].push_back(
            {{"due", (*what_.book).due[each.due].name.code},
             {"place", each.place},
             {"period", to_string(each.when)},
             {"due_on", each.due_on ? json(to_string(*each.due_on)) : json(nullptr)},
             {"state", name_of(each.state)},
             {"late", each.is_late()},
             {"received", each.received ? json(to_string(*each.received)) : json(nullptr)},
             {"receipt", each.entry == 0 ? json(nullptr) : json(each.entry)}});
    }
    made["rates"] = json::array();
    for (const reporting_rate& each : what_.rates) {
        made["rates"].push_back({{"due", (*what_.book).due[each.due].name.code},
                                 {"period", to_string(each.when)},
                                 {"level", (*what_.book)[each.level].name.code},
                                 {"owed", each.owed},
                                 {"filed", each.filed},
                                 {"partly", each.partly},
                                 {"missing", each.missing},
                                 {"awaited", each.awaited},
                                 {"late", each.late}});
    }
    made["findings"] = documents_of(what_.findings);
    made["joint_findings"] = documents_of(joint_);
    return document(made);
}

/// Of an earlier moment the state is that of its day, if no other is asked about.
day day_asked_about(const tracker& of, std::int64_t until, const options& asked) {
    if (!asked.on.empty()) return day_asked("--on", asked.on);
    if (asked.as_of.empty()) return today();
    if (const auto named = parse_day(asked.as_of)) return *named;
    if (const auto time = parse_ledger_time(asked.as_of)) return day_of_recording(*time);
    return until == 0 ? today() : day_of_recording(of.entry_at(until).at);
}

exit_code run(const options& asked) {
    const tracker of = open_to_look(asked.file);
    const std::int64_t until = entry_asked_for(of, asked);
    const day on = day_asked_about(of, until, asked);
    const office_day what = of.day_of(until, on);
    const std::vector<open_finding> joint = of.joint_findings(until);
    const status_writer writer{what, joint, on, asked.speech};
    const std::string head = until == 0 ? std::string{} : of.entry_at(until).digest;
    switch (asked.format) {
    case output_format::json:
    case output_format::jsonl: print(writer.as_document(head)); break;
    case output_format::csv: print(as_csv(writer.reports())); break;
    case output_format::text:
    case output_format::markdown: print(writer.as_text_of(head)); break;
    }
    return exit_code::agrees;
}

}  // namespace

void add_track_status(command& to) {
    command added = to.add_command("status", "Who is due, who is in, what fails and what is open");
    const auto asked = std::make_shared<options>();
    add_tracker(added, *asked);
    add_as_of(added, *asked);
    added
        .add_option("--on",
                    asked->on,
                    "On this day: what is due by then (default: today, or the day of --as-of)")
        .shown_as("DAY")
        .says_something();
    added.does([asked] { return run(*asked); });
}

}  // namespace crossfoot::program
