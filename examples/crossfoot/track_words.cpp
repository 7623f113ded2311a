#include "track_words.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

using json = nlohmann::ordered_json;

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

}  // namespace

std::string in_words(entry_kind kind, language which) {
    switch (kind) {
    case entry_kind::submission: return say(which, "submitted", "上报");
    case entry_kind::withdrawal: return say(which, "withdrawn", "撤回");
    case entry_kind::sending_back: return say(which, "returned", "退回");
    case entry_kind::approval: return say(which, "approved", "审核通过");
    case entry_kind::reopening: return say(which, "reopened", "解锁");
    case entry_kind::answer: return say(which, "answered", "说明");
    }
    return {};
}

std::string in_words(report_standing standing, language which) {
    switch (standing) {
    case report_standing::submitted: return say(which, "submitted", "已上报");
    case report_standing::returned: return say(which, "returned", "已退回");
    case report_standing::approved: return say(which, "approved", "已审核");
    case report_standing::withdrawn: return say(which, "withdrawn", "已撤回");
    }
    return {};
}

std::string in_words(status state, language which) {
    switch (state) {
    case status::reported: return {};
    case status::missing: return say(which, "left blank", "空缺");
    case status::not_applicable: return say(which, "not applicable", "不适用");
    case status::below_unit: return say(which, "below the unit", "不足一个计量单位");
    case status::suppressed: return say(which, "known, and not published", "未公布");
    case status::unreadable: return say(which, "unreadable", "无法辨认");
    }
    return {};
}

std::string place_named(const places& where, const std::string& text) {
    const auto found = where.find_named(text);
    return std::string{where.code(found ? *found : where.at_code(text))};
}

std::string place_text(const places& where, const std::string& code, language which) {
    if (code.empty()) return say(which, "several places", "多个地区");
    const auto found = where.find(code);
    if (!found || where.name(*found).empty() || where.name(*found) == code) return code;
    return code + " " + std::string{where.name(*found)};
}

std::string report_text(const report_name& name, const places& where, language which) {
    return escaped(place_text(where, name.place, which)) + say(which, ", ", "，") +
           when_text(name.when, which);
}

std::string receipt_line(const ledger_entry& of, language which) {
    return say(which, "receipt ", "回执 ") + std::to_string(of.number) +
           say(which, ", recorded ", "，记录于 ") + to_string(of.at);
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
    if (!for_people) {
        list.numbers = {"receipt", "about", "figures"};
        list.truths = {"provisional"};
        list.unknown_if_blank = {"received"};
    }
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

nlohmann::ordered_json as_json(const ledger_entry& entry) {
    const auto day_or_null = [](const std::optional<day>& when) {
        return when ? json(to_string(*when)) : json(nullptr);
    };
    json made;
    made["receipt"] = entry.number;
    made["kind"] = name_of(entry.kind);
    made["recorded"] = to_string(entry.at);
    made["place"] = entry.report.place;
    made["period"] = to_string(entry.report.when);
    made["office"] = entry.report.office;
    made["by"] = entry.by;
    made["note"] = entry.note;
    made["received"] = day_or_null(entry.received);
    made["provisional"] = entry.is_provisional;
    made["about"] = entry.about == 0 ? json(nullptr) : json(entry.about);
    made["figures"] = entry.figures;
    made["answers"] = entry.answers;
    made["digest"] = entry.digest;
    return made;
}

std::string document(const json& what) {
    return what.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

ledger_words::ledger_words(std::shared_ptr<const codebook> book,
                           std::shared_ptr<const places> where,
                           language which)
    : names_{std::move(book), std::move(where)}, words_{names_, which}, which_{which} {}

std::string ledger_words::label(const ledger_cell& of) const {
    const codebook& book = names_.book();
    const auto what = book.find_indicator(of.indicator);
    std::optional<series> made;
    if (what) made = series{*what, of.extent == "own" ? scope::own : scope::total, {}};
    std::string_view left = of.items;
    while (made && !left.empty()) {
        const std::string_view one = left.substr(0, left.find(';'));
        left.remove_prefix(std::min(one.size() + 1, left.size()));
        const auto by = book.find_breakdown(one.substr(0, one.find('=')));
        const auto item = by ? book[*by].find_item(one.substr(one.find('=') + 1)) : std::nullopt;
        if (!item) made.reset();
        if (item) made = made->with(*by, static_cast<std::uint16_t>(*item));
    }
    if (made) return words_.label(*made);
    return of.indicator + (of.items.empty() ? "" : " [" + of.items + "]");
}

std::string ledger_words::when(const ledger_cell& of) const {
    const auto read = period::parse(of.period);
    return read ? when_text(*read, which_) : of.period;
}

std::string ledger_words::place(const ledger_cell& of) const {
    return place_text(names_.where(), of.place, which_);
}

std::string ledger_words::indicator(const std::string& code) const {
    const auto what = names_.book().find_indicator(code);
    return what ? words_.indicator(*what) : code;
}

}  // namespace crossfoot::program
