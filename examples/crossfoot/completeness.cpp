#include "inputs.hpp"
#include "table.hpp"
#include "words.hpp"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

using json = nlohmann::ordered_json;

struct options {
    inputs from;
    std::string as_of;
    output_format format = output_format::text;
    language speech = language::en;
};

/// "71.43%"; how many of those that owe.
std::string share(std::size_t part, std::size_t whole) {
    return whole == 0 ? std::string{} : rate{part, whole}.as_percent();
}

/// Writes who owes what, who has filed it, and who is late.
class completeness_writer {
  public:
    completeness_writer(const report& read, const completeness& found, const options& asked)
        : read_{read}, found_{found}, asked_{asked}, words_{read.data, asked.speech} {}

    [[nodiscard]] std::string written_out() const {
        switch (asked_.format) {
        case output_format::json:
        case output_format::jsonl: return as_document();
        case output_format::csv: return as_csv(reports_for_programs());
        case output_format::text:
        case output_format::markdown: break;
        }
        return for_people();
    }

  private:
    [[nodiscard]] std::string say(std::string_view en, std::string_view zh) const {
        return words_.say(en, zh);
    }
    [[nodiscard]] const obligation& of(std::size_t due) const { return read_.book->due[due]; }
    [[nodiscard]] std::string code(const owed_report& each) const {
        return std::string{read_.where->code(each.place)};
    }
    [[nodiscard]] std::vector<std::string> codes_owed(const owed_report& each) const {
        std::vector<std::string> codes;
        for (const cell& where : each.owed) {
            codes.push_back((*read_.book)[where.what.indicator].name.code);
        }
        return codes;
    }
    [[nodiscard]] bool is_listed(const owed_report& each) const {
        return each.is_late() || each.state == filing_state::partly ||
               each.state == filing_state::missing;
    }

    [[nodiscard]] std::string for_people() const;
    [[nodiscard]] table rates_for_people() const;
    [[nodiscard]] table open_for_people() const;
    [[nodiscard]] table reports_for_programs() const;
    [[nodiscard]] std::string as_document() const;
    [[nodiscard]] json of_rate(const reporting_rate& each) const;
    [[nodiscard]] json of_report(const owed_report& each) const;

    const report& read_;
    const completeness& found_;
    const options& asked_;
    cell_words words_;
};

table completeness_writer::rates_for_people() const {
    table list;
    list.headings = headings(asked_.speech,
                             {"due",
                              "period",
                              "level",
                              "owed",
                              "filed",
                              "in part",
                              "missing",
                              "awaited",
                              "rate",
                              "in time",
                              "late"},
                             {"应报",
                              "报告期",
                              "层级",
                              "应报数",
                              "已报",
                              "部分上报",
                              "未报",
                              "未到期",
                              "上报率",
                              "及时",
                              "迟报"});
    list.numbers_from = 3;
    for (const reporting_rate& each : found_.rates) {
        list.rows.push_back({of(each.due).name.name.in(asked_.speech),
                             words_.when(each.when),
                             (*read_.book)[each.level].name.name.in(asked_.speech),
                             std::to_string(each.owed),
                             std::to_string(each.filed),
                             std::to_string(each.partly),
                             std::to_string(each.missing),
                             std::to_string(each.awaited),
                             share(each.filed, each.owed),
                             each.in_time ? std::to_string(*each.in_time) : "-",
                             std::to_string(each.late)});
    }
    return list;
}

/// Who is missing, late or has filed only a part.
table completeness_writer::open_for_people() const {
    table list;
    list.headings =
        headings(asked_.speech,
                 {"place", "period", "due", "state", "due on", "received", "not there"},
                 {"地区", "报告期", "应报", "状态", "截止日期", "收到日期", "未报指标"});
    for (const owed_report& each : found_.reports) {
        if (!is_listed(each)) {
            continue;
        }
        std::string state = in_words(each.state, asked_.speech);
        if (each.state == filing_state::partly && each.is_late()) {
            state += say(", late", "、迟报");
        }
        std::string owed;
        for (const cell& where : each.owed) {
            owed += (owed.empty() ? "" : say(", ", "、")) + words_.label(where.what);
        }
        const bool all = each.owed.size() == each.figures && each.figures > 1;
        list.rows.push_back({words_.place(each.place),
                             words_.when(each.when),
                             of(each.due).name.name.in(asked_.speech),
                             state,
                             day_text(each.due_on),
                             day_text(each.received),
                             all ? say("all " + std::to_string(each.figures) + " figures",
                                       "全部 " + std::to_string(each.figures) + " 项")
                                 : owed});
    }
    return list;
}

std::string completeness_writer::for_people() const {
    if (read_.book->due.empty()) {
        return say("nothing is owed: the codebook has no [[due]]\n",
                   "没有应报内容：指标目录中没有 [[due]]\n");
    }
    if (found_.reports.empty()) {
        return say("nothing is owed: no whole period lies within what the figures cover\n",
                   "没有应报内容：数值所涉时段内没有完整的报告期\n");
    }
    std::string text = as_text(rates_for_people());
    const table open = open_for_people();
    if (open.rows.empty()) {
        return text + "\n" + say("nobody is missing or late\n", "没有未报或迟报\n");
    }
    return text + "\n" + say("MISSING OR LATE\n", "未报或迟报\n") + as_text(open);
}

table completeness_writer::reports_for_programs() const {
    table list;
    list.headings = {"due",
                     "place",
                     "level",
                     "period",
                     "due_on",
                     "state",
                     "late",
                     "received",
                     "figures",
                     "owed",
                     "not_there"};
    for (const owed_report& each : found_.reports) {
        std::string not_there;
        for (const std::string& one : codes_owed(each)) {
            not_there += (not_there.empty() ? "" : " ") + one;
        }
        list.rows.push_back({of(each.due).name.code,
                             code(each),
                             (*read_.book)[each.level].name.code,
                             to_string(each.when),
                             day_text(each.due_on),
                             name_of(each.state),
                             each.is_late() ? "true" : "false",
                             day_text(each.received),
                             std::to_string(each.figures),
                             std::to_string(each.owed.size()),
                             not_there});
    }
    return list;
}

json completeness_writer::of_rate(const reporting_rate& each) const {
    json entry;
    entry["due"] = of(each.due).name.code;
    entry["level"] = (*read_.book)[each.level].name.code;
    entry["period"] = to_string(each.when);
    entry["owed"] = each.owed;
    entry["filed"] = each.filed;
    entry["partly"] = each.partly;
    entry["missing"] = each.missing;
    entry["awaited"] = each.awaited;
    entry["late"] = each.late;
    entry["undated"] = each.undated;
    entry["in_time"] = each.in_time ? json(*each.in_time) : json(nullptr);
    return entry;
}

json completeness_writer::of_report(const owed_report& each) const {
    const auto day_or_null = [](const std::optional<day>& when) {
        return when ? json(to_string(*when)) : json(nullptr);
    };
    json entry;
    entry["due"] = of(each.due).name.code;
    entry["place"] = code(each);
    entry["level"] = (*read_.book)[each.level].name.code;
    entry["period"] = to_string(each.when);
    entry["due_on"] = day_or_null(each.due_on);
    entry["state"] = name_of(each.state);
    entry["late"] = each.is_late();
    entry["received"] = day_or_null(each.received);
    entry["figures"] = each.figures;
    entry["not_there"] = codes_owed(each);
    return entry;
}

std::string completeness_writer::as_document() const {
    const auto list = [](const std::vector<json>& entries) {
        std::string text;
        for (const json& each : entries) {
            text += text.empty() ? "\n    " : ",\n    ";
            text += each.dump(-1, ' ', false, json::error_handler_t::replace);
        }
        return text.empty() ? std::string{"[]"} : "[" + text + "\n  ]";
    };
    std::vector<json> rates;
    for (const reporting_rate& each : found_.rates) {
        rates.push_back(of_rate(each));
    }
    std::vector<json> reports;
    for (const owed_report& each : found_.reports) {
        reports.push_back(of_report(each));
    }
    return "{\n  \"format\": \"crossfoot-completeness/1\",\n  \"rates\": " + list(rates) +
           ",\n  \"reports\": " + list(reports) + "\n}\n";
}

exit_code run(const options& asked) {
    std::optional<day> as_of;
    if (!asked.as_of.empty()) {
        as_of = day_asked("--as-of", asked.as_of);
    }
    const report read = load(asked.from.paths.front(), asked.from, asked.speech);
    if (!read.diagnostics.empty()) {
        return exit_code::bad_input;
    }
    const completeness found = completeness_of(read.data, read.filings, as_of);
    print(completeness_writer{read, found, asked}.written_out());
    return exit_code::agrees;
}

}  // namespace

void add_completeness(command& to) {
    command added =
        to.add_command("completeness", "Say who owes what, who has filed it, and who is late");
    const auto asked = std::make_shared<options>();
    add_inputs(added, asked->from, how_many::one);
    added
        .add_option("--as-of",
                    asked->as_of,
                    "As it was on this day: what had come in, and what "
                    "was due")
        .shown_as("DAY");
    add_format(added,
               asked->format,
               {{"text", output_format::text},
                {"csv", output_format::csv},
                {"json", output_format::json}});
    add_language(added, asked->speech);
    added.does([asked] { return run(*asked); });
}

}  // namespace crossfoot::program
