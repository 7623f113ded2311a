#include "table.hpp"
#include "track.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <tuple>

namespace crossfoot::program {

namespace {

using json = nlohmann::ordered_json;

struct status_options : track_options {
    std::string on;
};

struct cell_options : track_options {
    std::string receipt;
    std::string place;
    std::string when;
    std::string indicator;
    std::string target;
    std::string from;
    std::string to;
};

std::string in_words(filing_state state, language which) {
    switch (state) {
    case filing_state::filed: return say(which, "in", "已报");
    case filing_state::filed_late: return say(which, "in, late", "迟报");
    case filing_state::partly: return say(which, "in part", "部分上报");
    case filing_state::missing: return say(which, "MISSING", "未报");
    case filing_state::exempt: return say(which, "exempt", "免报");
    case filing_state::awaited: return say(which, "awaited", "未到期");
    }
    return {};
}

std::string when_text(const period& when, language which) {
    return which == language::en ? to_string(when) : to_chinese(when);
}

std::string day_text(const std::optional<day>& when) {
    return when ? to_string(*when) : std::string{};
}

std::vector<std::string> headings(language which,
                                  std::initializer_list<std::string_view> en,
                                  std::initializer_list<std::string_view> zh) {
    const auto& chosen = which == language::en ? en : zh;
    return {chosen.begin(), chosen.end()};
}

period period_named(const std::string& text) {
    if (const auto when = period::parse(text)) return *when;
    throw usage_error("--period: \"" + text + "\" is not a period: expected 2016-03",
                      "--period：“" + text + "”不是报告期：应如 2016-03");
}

/// The code of a place that was named by code or name.
std::string place_named(const places& where, const std::string& text) {
    const auto found = where.find_named(text);
    return std::string{where.code(found ? *found : where.at_code(text))};
}

/// Its code and its name, as far as it has one: "990301 County C1".
std::string place_text(const places& where, const std::string& code, language which) {
    if (code.empty()) return say(which, "several places", "多个地区");
    const auto found = where.find(code);
    if (!found || where.name(*found).empty() || where.name(*found) == code) return code;
    return code + " " + std::string{where.name(*found)};
}

/// "1 day" from one day to a later one; "" where it is not later.
std::string days_between(day from, day to, language which) {
    if (to <= from) return {};
    const auto days = (to - from).count();
    return std::to_string(days) + say(which, days == 1 ? " day" : " days", "天");
}

// -- status
// -----------------------------------------------------------------------------------------

/// Shows who is due, who is in, and what is open.
class status_writer {
  public:
    status_writer(const office_day& what, day on, language speech)
        : what_{what}, on_{on}, speech_{speech} {}

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
        return on_ - std::chrono::days{365} < when.last();
    }
    [[nodiscard]] std::string why_not_in(const owed_entry& of) const;
    [[nodiscard]] table rates() const;
    [[nodiscard]] table not_in() const;
    [[nodiscard]] table in_late() const;
    [[nodiscard]] table waiting() const;
    [[nodiscard]] table failing() const;

    const office_day& what_;
    day on_;
    language speech_;
};

table status_writer::rates() const {
    table list;
    list.headings = headings(
        speech_,
        {"due", "period", "level", "owed", "in", "in part", "missing", "awaited", "rate", "late"},
        {"应报",
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
                             each.owed == 0 ? "" : rate{each.filed, each.owed}.as_percent(),
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
                             {"地区", "应报", "报告期", "状态", "截止日期", "逾期", "原因"});
    for (const owed_entry& each : what_.owed) {
        const bool is_listed = each.state == filing_state::missing ||
                               each.state == filing_state::partly ||
                               each.state == filing_state::awaited;
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

/// What came in after it was due.
table status_writer::in_late() const {
    table list;
    list.headings =
        headings(speech_,
                 {"place", "due", "period", "due on", "received", "late by", "receipt"},
                 {"地区", "应报", "报告期", "截止日期", "收到日期", "迟报天数", "回执"});
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
        std::string standing = crossfoot::program::in_words(each.standing, speech_);
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

table status_writer::failing() const {
    table list;
    list.headings =
        headings(speech_, {"receipt", "urgency", "key", "what"}, {"回执", "程度", "标识", "内容"});
    for (const open_finding& each : what_.findings) {
        if (each.is_answered) continue;
        const std::string weight = each.weight == severity::error   ? tell("error", "强制性")
                                   : each.weight == severity::query ? tell("query", "核实性")
                                                                    : tell("hint", "提示性");
        list.rows.push_back(
            {std::to_string(each.entry), weight, each.key, each.message.in(speech_)});
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
    for (const report_state& each : what_.reports) {
        list.rows.push_back({each.report.place,
                             to_string(each.report.when),
                             each.report.office,
                             std::to_string(each.last.number),
                             name_of(each.standing),
                             each.last.is_provisional ? "true" : "false",
                             day_text(each.last.received),
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
        text += (text.empty() ? "" : " · ") + std::to_string(count) + " " +
                crossfoot::program::in_words(standing, speech_);
    }
    text = tell("reports: ", "报表：") + text + "\n";
    const auto add = [&](std::string_view en, std::string_view zh, const table& list) {
        if (!list.rows.empty()) text += "\n" + tell(en, zh) + "\n" + as_text(list);
    };
    add("REPORTING RATES, THE LAST TWELVE MONTHS", "近一年上报率", rates());
    add("NOT IN", "应报未报", not_in());
    add("CAME IN LATE, THE LAST TWELVE MONTHS", "近一年迟报", in_late());
    add("RETURNED OR PROVISIONAL", "退回或暂报", waiting());
    add("FAILING, AND NOT ANSWERED", "不符且未说明", failing());
    if (not_in().rows.empty() && waiting().rows.empty() && failing().rows.empty()) {
        text += "\n" + tell("nothing is open\n", "没有待办事项\n");
    }
    return text + "\n" + tell("head ", "末条摘要 ") + head + "\n";
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
                                   {"received", day_text(each.last.received)},
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
    made["findings"] = json::array();
    for (const open_finding& each : what_.findings) {
        made["findings"].push_back(
            {{"receipt", each.entry},
             {"key", each.key},
             {"rule", each.rule},
             {"severity", name_of(each.weight)},
             {"answered", each.is_answered},
             {"message", {{"en", each.message.en}, {"zh", each.message.zh}}}});
    }
    return made.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

exit_code run_status(const status_options& asked) {
    const tracker of{asked.file, tracker::access::read};
    const std::int64_t until = entry_asked_for(of, asked);
    day on = today();
    if (!asked.on.empty()) {
        const auto read = parse_day(asked.on);
        if (!read) {
            throw usage_error("--on: \"" + asked.on + "\" is not a date: expected 2016-03-22",
                              "--on：“" + asked.on + "”不是日期：应如 2016-03-22");
        }
        on = *read;
    }
    const office_day what = of.day_of(until, on);
    const status_writer writer{what, on, asked.speech};
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

// -- the ledger, and what is known at a place
// --------------------------------------------------------

/// What an entry did: "submitted", "revision of 12".
std::string deed_text(const ledger_entry& of, language which) {
    const std::string about = std::to_string(of.about);
    std::string text;
    switch (of.kind) {
    case entry_kind::submission:
        text = of.about == 0 ? say(which, "submitted", "上报")
                             : say(which, "revision of ", "修订 ") + about;
        break;
    case entry_kind::withdrawal: text = say(which, "withdrawal of ", "撤回 ") + about; break;
    case entry_kind::sending_back: text = say(which, "return of ", "退回 ") + about; break;
    case entry_kind::approval: text = say(which, "approval of ", "审核通过 ") + about; break;
    case entry_kind::reopening: text = say(which, "reopening of ", "解锁 ") + about; break;
    case entry_kind::answer: text = say(which, "answer to ", "说明 ") + about; break;
    }
    if (of.is_provisional) text += say(which, ", provisional", "，暂报");
    return text;
}

table entries_table(const std::vector<ledger_entry>& entries,
                    const places& where,
                    language which,
                    bool for_people) {
    table list;
    list.headings =
        for_people
            ? headings(
                  which,
                  {"receipt", "recorded", "what", "place", "period", "by", "figures", "note"},
                  {"回执", "记录时间", "事项", "地区", "报告期", "办理单位", "数值个数", "备注"})
            : std::vector<std::string>{"receipt",
                                       "recorded",
                                       "kind",
                                       "place",
                                       "period",
                                       "office",
                                       "by",
                                       "received",
                                       "provisional",
                                       "about",
                                       "figures",
                                       "answers",
                                       "note",
                                       "digest"};
    for (const ledger_entry& each : entries) {
        const std::string about = each.about == 0 ? "" : std::to_string(each.about);
        if (!for_people) {
            list.rows.push_back({std::to_string(each.number),
                                 to_string(each.at),
                                 name_of(each.kind),
                                 each.report.place,
                                 to_string(each.report.when),
                                 each.report.office,
                                 each.by,
                                 day_text(each.received),
                                 each.is_provisional ? "true" : "false",
                                 about,
                                 std::to_string(each.figures),
                                 each.answers,
                                 each.note,
                                 each.digest});
            continue;
        }
        list.rows.push_back(
            {std::to_string(each.number),
             to_string(each.at),
             deed_text(each, which),
             place_text(where, each.report.place, which),
             when_text(each.report.when, which),
             each.by,
             each.kind == entry_kind::submission ? std::to_string(each.figures) : "",
             each.note.empty() ? each.answers : each.note});
    }
    return list;
}

std::string written(const table& list, output_format format) {
    switch (format) {
    case output_format::json:
    case output_format::jsonl: return as_json(list);
    case output_format::csv: return as_csv(list);
    case output_format::text:
    case output_format::markdown: break;
    }
    return as_text(list);
}

/// The figures of a place: those of a period, and where it is silent the last ones before, which
/// are only shown as such.
exit_code run_show_place(const tracker& of, const cell_options& asked) {
    const std::int64_t until = entry_asked_for(of, asked);
    const vintage known = of.known(until);
    const place_id place = known.where->at_code(place_named(*known.where, asked.place));
    const period when = period_named(asked.when);
    const cell_words words{known.data, asked.speech};
    struct shown_figure {
        period when;
        std::string text;
        bool is_carried = false;
    };
    // As the codebook has them; their labels say what they are.
    std::map<std::tuple<indicator_id, std::size_t, std::string>, shown_figure> figures;
    for (std::size_t i = 0; i < known.data.size(); ++i) {
        const observation seen = known.data[i];
        if (seen.place != place || seen.state != status::reported) continue;
        const series& what = known.data[seen.what];
        const period& own = known.data[seen.when];
        const bool is_of_it = when.contains(own);
        const bool is_before =
            own.last() < when.first() && known.book->is_of_a_moment((*known.book)[what.indicator]);
        if (!is_of_it && !is_before) continue;
        std::string label = words.label(what);
        if (is_of_it && own != when) label += " " + words.when(own);
        const auto [at, is_new] =
            figures.try_emplace({what.indicator, seen.what.index(), label},
                                shown_figure{own, seen.as_written(), is_before});
        const bool is_better =
            (at->second.is_carried && is_of_it) ||
            (at->second.is_carried && is_before && at->second.when.last() < own.last());
        if (!is_new && is_better) at->second = {own, seen.as_written(), is_before};
    }
    table list;
    list.headings =
        asked.format == output_format::text
            ? headings(
                  asked.speech, {"figure", "value", "as reported for"}, {"指标", "数值", "报告期"})
            : std::vector<std::string>{"figure", "value", "period", "carried_forward"};
    for (const auto& [key, each] : figures) {
        const std::string& label = std::get<std::string>(key);
        std::string for_period = when_text(each.when, asked.speech);
        if (asked.format == output_format::text) {
            if (each.is_carried) {
                for_period +=
                    say(asked.speech, ", carried forward: not reported", "，代填，并未上报");
            }
            list.rows.push_back({label, each.text, for_period});
        } else {
            list.rows.push_back(
                {label, each.text, to_string(each.when), each.is_carried ? "true" : "false"});
        }
    }
    print(written(list, asked.format));
    return exit_code::agrees;
}

exit_code run_show(const cell_options& asked) {
    const tracker of{asked.file, tracker::access::read};
    if (!asked.place.empty() || !asked.when.empty()) {
        if (asked.place.empty() || asked.when.empty()) {
            throw usage_error(
                "the figures of a place are shown for a period: expected --place and --period",
                "查看某地区的数值应同时给出 --place 和 --period");
        }
        return run_show_place(of, asked);
    }
    const bool for_people = asked.format == output_format::text;
    const std::int64_t until = entry_asked_for(of, asked);
    std::vector<ledger_entry> entries = of.entries();
    entries.resize(static_cast<std::size_t>(until));
    const std::shared_ptr<const places> where = of.places_known(until);
    const auto listed = [&] {
        return written(entries_table(entries, *where, asked.speech, for_people), asked.format);
    };
    if (asked.receipt.empty()) {
        print(listed());
        return exit_code::agrees;
    }
    // All that was done about the report of a receipt, and what fails in it.
    const ledger_entry named = of.entry_at(receipt_named(asked.receipt));
    std::erase_if(entries, [&](const ledger_entry& each) { return each.report != named.report; });
    std::string text = listed();
    if (for_people) {
        for (const open_finding& each : of.open_findings(until)) {
            if (each.report != named.report) continue;
            text += "\n" + escaped(each.message.in(asked.speech)) + "\n  " +
                    say(asked.speech, "key ", "标识 ") + escaped(each.key) +
                    (each.is_answered ? say(asked.speech, ", answered", "，已说明") : "") + "\n";
        }
    }
    print(text);
    return exit_code::agrees;
}

/// Names the cells of the ledger as a codebook does, and by their codes what it does not have.
class ledger_words {
  public:
    ledger_words(const office_day& known, language which)
        : names_{known.book, known.where}, words_{names_, which}, which_{which} {}

    /// "model units (county tier)".
    [[nodiscard]] std::string label(const ledger_cell& of) const {
        const codebook& book = names_.book();
        const auto what = book.find_indicator(of.indicator);
        std::optional<series> made;
        if (what) made = series{*what, of.extent == "own" ? scope::own : scope::total, {}};
        std::string_view left = of.items;
        while (made && !left.empty()) {
            const std::string_view one = left.substr(0, left.find(';'));
            left.remove_prefix(std::min(one.size() + 1, left.size()));
            const auto by = book.find_breakdown(one.substr(0, one.find('=')));
            const auto item =
                by ? book[*by].find_item(one.substr(one.find('=') + 1)) : std::nullopt;
            if (!item) made.reset();
            if (item) made = made->with(*by, static_cast<std::uint16_t>(*item));
        }
        if (made) return words_.label(*made);
        return of.items.empty() ? of.indicator : of.indicator + " [" + of.items + "]";
    }
    [[nodiscard]] std::string when(const ledger_cell& of) const {
        const auto read = period::parse(of.period);
        return read ? when_text(*read, which_) : of.period;
    }
    [[nodiscard]] std::string place(const ledger_cell& of) const {
        return place_text(names_.where(), of.place, which_);
    }

  private:
    dataset names_;
    cell_words words_;
    language which_;
};

exit_code run_history(const cell_options& asked) {
    const tracker of{asked.file, tracker::access::read};
    const office_day known = of.day_of(of.last_entry(), today());
    const ledger_words words{known, asked.speech};
    // Of a place that is known no more there may be versions all the same.
    const std::shared_ptr<const places>& where = known.where;
    const auto named = where->find_named(asked.place);
    const std::string code = named ? std::string{where->code(*named)} : asked.place;
    const std::vector<figure_version> versions =
        of.history(code, period_named(asked.when), asked.indicator);
    const bool for_people = asked.format == output_format::text;
    table list;
    list.headings =
        for_people
            ? headings(
                  asked.speech,
                  {"indicator", "period", "value", "receipt", "recorded", "by", "known", "note"},
                  {"指标", "报告期", "数值", "回执", "记录时间", "报送单位", "效力", "备注"})
            : std::vector<std::string>{"place",
                                       "period",
                                       "indicator",
                                       "scope",
                                       "items",
                                       "source",
                                       "status",
                                       "value",
                                       "receipt",
                                       "recorded",
                                       "office",
                                       "known",
                                       "note"};
    for (const figure_version& each : versions) {
        const std::string value = each.state == status::reported
                                      ? each.text
                                      : each.text + "(" + name_of(each.state) + ")";
        if (!for_people) {
            list.rows.push_back({each.where.place,
                                 each.where.period,
                                 each.where.indicator,
                                 each.where.extent,
                                 each.where.items,
                                 each.where.source,
                                 name_of(each.state),
                                 each.text,
                                 std::to_string(each.entry.number),
                                 to_string(each.entry.at),
                                 each.entry.by,
                                 each.is_known ? "true" : "false",
                                 each.entry.note});
            continue;
        }
        list.rows.push_back({words.label(each.where),
                             words.when(each.where),
                             value,
                             std::to_string(each.entry.number),
                             to_string(each.entry.at),
                             each.entry.by,
                             each.is_known ? say(asked.speech, "now", "现行")
                                           : say(asked.speech, "no longer", "已更替"),
                             each.entry.note});
    }
    print(written(list, asked.format));
    return exit_code::agrees;
}

exit_code run_diff(const cell_options& asked) {
    const tracker of{asked.file, tracker::access::read};
    const std::int64_t from = entry_named(of, asked.from, "--from");
    const std::int64_t to = asked.to.empty() ? of.last_entry() : entry_named(of, asked.to, "--to");
    const std::vector<figure_change> changes = of.changes(from, to);
    const bool for_people = asked.format == output_format::text;
    const office_day known = of.day_of(std::max(from, to), today());
    const ledger_words words{known, asked.speech};
    table list;
    list.headings =
        for_people
            ? headings(asked.speech,
                       {"place", "period", "indicator", "before", "after"},
                       {"地区", "报告期", "指标", "原值", "现值"})
            : std::vector<std::string>{
                  "place", "period", "indicator", "scope", "items", "source", "before", "after"};
    std::size_t added = 0;
    std::size_t gone = 0;
    for (const figure_change& each : changes) {
        if (!each.before) ++added;
        if (!each.after) ++gone;
        const std::string none = for_people ? "-" : "";
        if (!for_people) {
            list.rows.push_back({each.where.place,
                                 each.where.period,
                                 each.where.indicator,
                                 each.where.extent,
                                 each.where.items,
                                 each.where.source,
                                 each.before.value_or(none),
                                 each.after.value_or(none)});
            continue;
        }
        list.rows.push_back({words.place(each.where),
                             words.when(each.where),
                             words.label(each.where),
                             each.before.value_or(none),
                             each.after.value_or(none)});
    }
    if (!for_people) {
        print(written(list, asked.format));
        return exit_code::agrees;
    }
    const std::string changed = std::to_string(changes.size() - added - gone);
    print((changes.empty() ? "" : as_text(list) + "\n") +
          (asked.speech == language::en ? changed + " changed, " + std::to_string(added) +
                                              " new, " + std::to_string(gone) + " no longer known\n"
                                        : "变更 " + changed + "，新增 " + std::to_string(added) +
                                              "，不再列报 " + std::to_string(gone) + "\n"));
    return exit_code::agrees;
}

// -- progress
// ---------------------------------------------------------------------------------------

/// What an indicator had come to by a period.
struct step {
    period when;
    std::string text;
    interval values;
};

/// How many of `cells` a value takes, of which `most` takes all.
std::size_t cells_of(const rational& value, const rational& most, std::size_t cells) {
    if (value <= 0 || most <= 0) return 0;
    const rational share = value * rational{cells} / most;
    const integer whole = numerator(share) / denominator(share);
    return std::min(cells, static_cast<std::size_t>(whole));
}

/// A bar: what is certain, what is possible, and where the target stands.
std::string bar(const interval& values,
                const std::optional<rational>& target,
                const rational& most) {
    constexpr std::size_t width = 40;
    const std::size_t certain =
        values.lo().is_finite() ? cells_of(values.lo().value, most, width) : 0;
    const std::size_t possible =
        values.hi().is_finite() ? cells_of(values.hi().value, most, width) : width;
    const std::size_t mark = target ? cells_of(*target, most, width) : width + 1;
    std::string text;
    for (std::size_t i = 0; i <= width; ++i) {
        if (i == mark) {
            text += "│";
        } else if (i < certain) {
            text += "█";
        } else if (i < possible) {
            text += "▒";
        } else {
            text += " ";
        }
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

std::vector<step> steps_of(const vintage& known, place_id place, indicator_id which) {
    std::vector<step> steps;
    for (std::size_t i = 0; i < known.data.size(); ++i) {
        const observation seen = known.data[i];
        const series& what = known.data[seen.what];
        if (seen.place != place || what != series{which, scope::total, {}}) continue;
        const auto values = values_of(known.data, seen);
        if (values) steps.push_back({known.data[seen.when], seen.as_written(), *values});
    }
    std::ranges::stable_sort(steps, [](const step& a, const step& b) { return a.when < b.when; });
    return steps;
}

/// The periods between two of one length, of which nothing is known.
std::vector<period> silent_between(const period& from, const period& to) {
    std::vector<period> made;
    // Days stand for moments: nobody has them all.
    if (to.first() == to.last()) return made;
    std::optional<period> before = previous_of(to);
    while (before && from < *before) {
        made.push_back(*before);
        before = previous_of(*before);
    }
    if (before != from) return {};
    std::ranges::reverse(made);
    return made;
}

exit_code run_progress(const cell_options& asked) {
    const tracker of{asked.file, tracker::access::read};
    const vintage known = of.known(entry_asked_for(of, asked));
    const place_id place = known.where->at_code(place_named(*known.where, asked.place));
    const indicator_id which = known.book->indicator_at(asked.indicator);
    std::optional<rational> target;
    if (!asked.target.empty()) {
        const reading read = read_figure(asked.target, {}, {});
        if (!read.value || read.state != reading_state::complete || read.value->nominal() <= 0) {
            throw usage_error(
                "--target: \"" + asked.target + "\" is no target: expected a number above 0",
                "--target：“" + asked.target + "”不是目标值：应为大于0的数");
        }
        target = read.value->nominal();
    }
    const std::vector<step> steps = steps_of(known, place, which);
    const bool for_people = asked.format == output_format::text;
    table list;
    list.headings = for_people ? headings(asked.speech,
                                          {"period", "value", "of target", ""},
                                          {"报告期", "数值", "完成目标", ""})
                               : std::vector<std::string>{
                                     "period", "value", "lo", "hi", "of_target", "reached"};
    rational most = target.value_or(0);
    for (const step& each : steps) {
        const auto& hi = each.values.hi();
        const rational end = hi.is_finite() ? hi.value : each.values.lo().value;
        if (end > most) most = end;
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const step& each = steps[i];
        if (for_people && i > 0) {
            for (const period& silent : silent_between(steps[i - 1].when, each.when)) {
                list.rows.push_back({when_text(silent, asked.speech), "-", "", ""});
            }
        }
        std::string share;
        std::string reached;
        if (target) {
            const progress come = progress_towards(each.values, *target);
            share = shown(come.done, number_style::percent, 1);
            reached = name_of(come.reached);
        }
        if (for_people) {
            list.rows.push_back({when_text(each.when, asked.speech),
                                 each.text,
                                 share,
                                 bar(each.values, target, most)});
        } else {
            const auto end = [](const endpoint& which_end) {
                return which_end.is_finite() ? fmt::format("{}", which_end.value) : std::string{};
            };
            list.rows.push_back({to_string(each.when),
                                 each.text,
                                 end(each.values.lo()),
                                 end(each.values.hi()),
                                 share,
                                 reached});
        }
    }
    if (!for_people) {
        print(written(list, asked.format));
        return exit_code::agrees;
    }
    const cell_words words{known.data, asked.speech};
    std::string text = words.indicator(which) + say(asked.speech, ", ", "，") + words.place(place);
    if (target) text += say(asked.speech, "; target ", "；目标 ") + escaped(asked.target);
    text += "\n\n";
    text +=
        steps.empty() ? say(asked.speech, "nothing was reported\n", "无上报数值\n") : as_text(list);
    print(text);
    return exit_code::agrees;
}

// -- adding them
// ------------------------------------------------------------------------------------

void add_status(command& to) {
    command added = to.add_command("status", "Who is due, who is in, what fails and what is open");
    const auto asked = std::make_shared<status_options>();
    add_tracker(added, *asked);
    add_as_of(added, *asked);
    added.add_option("--on", asked->on, "On this day: what is due by then (default: today)")
        .shown_as("DAY");
    added.does([asked] { return run_status(*asked); });
}

void add_show(command& to) {
    command added = to.add_command(
        "show", "The ledger; what was done about one report; or the figures of a place");
    const auto asked = std::make_shared<cell_options>();
    add_tracker(added, *asked);
    added.add_option("RECEIPT", asked->receipt, "Only the report of this submission");
    added.add_option("--place", asked->place, "The figures of this place").shown_as("WHICH");
    added.add_option("--period", asked->when, "For this period").shown_as("WHICH");
    add_as_of(added, *asked);
    added.does([asked] { return run_show(*asked); });
}

void add_history(command& to) {
    command added = to.add_command("history", "Every version of a place's figures for a period");
    const auto asked = std::make_shared<cell_options>();
    add_tracker(added, *asked);
    added.add_option("--place", asked->place, "By code or name").required().shown_as("WHICH");
    added.add_option("--period", asked->when, "This period, and what lies within it")
        .required()
        .shown_as("WHICH");
    added.add_option("--indicator", asked->indicator, "Only this one, by its code")
        .shown_as("WHICH");
    added.does([asked] { return run_history(*asked); });
}

void add_diff(command& to) {
    command added = to.add_command("diff", "What is known differently at two moments");
    const auto asked = std::make_shared<cell_options>();
    add_tracker(added, *asked);
    added.add_option("--from", asked->from, "A time, the end of a day, or after a receipt")
        .required()
        .shown_as("WHEN");
    added.add_option("--to", asked->to, "The same (default: now)").shown_as("WHEN");
    added.does([asked] { return run_diff(*asked); });
}

void add_progress(command& to) {
    command added = to.add_command("progress", "An indicator over time, and against its target");
    const auto asked = std::make_shared<cell_options>();
    add_tracker(added, *asked);
    added.add_option("--place", asked->place, "By code or name").required().shown_as("WHICH");
    added.add_option("--indicator", asked->indicator, "By code or name")
        .required()
        .shown_as("WHICH");
    added.add_option("--target", asked->target, "What is to be reached").shown_as("NUMBER");
    add_as_of(added, *asked);
    added.does([asked] { return run_progress(*asked); });
}

}  // namespace

void add_track_views(command& to) {
    add_status(to);
    add_show(to);
    add_history(to);
    add_diff(to);
    add_progress(to);
}

}  // namespace crossfoot::program
