#include <crossfoot/check/register_difference.hpp>
#include <crossfoot/io/display_text.hpp>
#include <crossfoot/io/finding_text.hpp>
#include <crossfoot/io/interval_text.hpp>

#include "arithmetic_text.hpp"

#include <algorithm>
#include <vector>

namespace crossfoot {

namespace {

/// What a rule says of an indicator, in a few words: "roll-up of talks".
std::string subject(const rule& which,
                    const cell& where,
                    const dataset& data,
                    const cell_words& cells) {
    const std::string what = cells.phrase(where.what);
    switch (which.kind) {
    case rule_kind::domain:
    case rule_kind::rate: return what;
    case rule_kind::rollup: return cells.say("roll-up of " + what, what + "逐级汇总");
    case rule_kind::conflict: return cells.say("sources of " + what, what + "的不同来源");
    case rule_kind::registered: return cells.say("register of " + what, what + "与名录核对");
    case rule_kind::of_which: return cells.say(what + " within the total", what + "不超过合计");
    case rule_kind::part_of: {
        const auto whole = data.book()[where.what.indicator].part_of;
        if (!whole) {
            return what;
        }
        const std::string of = cells.indicator(*whole);
        return cells.say(what + " as part of " + of, what + "不超过" + of);
    }
    case rule_kind::partition: {
        const std::string& by = data.book()[which.by].name.name.in(cells.in());
        return cells.say(what + " by " + escaped(by), what + "按" + escaped(by) + "分组");
    }
    }
    return what;
}

std::string heading(const rule& which,
                    const cell& where,
                    const dataset& data,
                    const cell_words& cells) {
    const std::string what = subject(which, where, data, cells);
    const std::string place = cells.place(where.place);
    const std::string when = cells.when(where.when);
    return cells.say(what + ", " + place + " in " + when + ": ",
                     joined_in_chinese(place, joined_in_chinese(when, what)) + "：");
}

/// Fills of a count are whole: "(11, 14)" is said as "from 12 to 13".
interval without_fractions(const interval& values) {
    const auto whole = values.whole_numbers();
    if (!whole) {
        return values;
    }
    const endpoint lo =
        whole->first ? endpoint{rational{*whole->first}, bound::closed} : endpoint{};
    const endpoint hi = whole->last ? endpoint{rational{*whole->last}, bound::closed} : endpoint{};
    return interval::between(lo, hi).value_or(values);
}

std::string bound_text(const fill_bound& fill,
                       const cell& from,
                       const dataset& data,
                       const cell_words& cells) {
    const indicator_id which = fill.where.what.indicator;
    const std::string name = cells.phrase(fill.where, from);
    const interval values =
        data.book()[which].counts_whole() ? without_fractions(fill.values) : fill.values;
    if (data.book().domain_of(data.book()[which]).is_subset_of(values)) {
        return cells.say(name + " reported", name + "有上报");
    }
    const number_style style =
        cells.is_percentage(which) ? number_style::percent : number_style::plain;
    const std::string range = in_words(values, cells.in(), style);
    return cells.say(name + ": " + range, joined_in_chinese(name, range));
}

/// What happened to a unit, and when.
std::string event_text(const unit_change& what, const cell_words& cells) {
    const std::string when = to_string(what.when);
    switch (what.event) {
    case unit_event::joined: return cells.say("joined on " + when, when + " 参加");
    case unit_event::left: return cells.say("left on " + when, when + " 退出");
    case unit_event::moved: return cells.say("moved on " + when, when + " 变更地区或类别");
    case unit_event::named: return cells.say("named on " + when, when + " 命名");
    case unit_event::upgraded: return cells.say("upgraded on " + when, when + " 升级");
    case unit_event::expired: return cells.say("expired on " + when, when + " 期满");
    case unit_event::revoked: return cells.say("revoked on " + when, when + " 撤销");
    case unit_event::counted: return cells.say("is in the register", "名录中有");
    }
    return {};
}

}  // namespace

std::string finding_words::statement(const finding& what) const {
    return detail::arithmetic_text{report_.rules[what.rule], data_, cells_}.of(what);
}

std::string finding_words::statement(const derived_value& what) const {
    return detail::arithmetic_text{report_.rules[what.rule], data_, cells_}.of(what);
}

std::string finding_words::remedy(const finding& what) const {
    std::string text;
    for (const fill_bound& fill : what.bounds) {
        if (!text.empty()) {
            text += cells_.say(" and ", "且");
        }
        text += bound_text(fill, what.where, data_, cells_);
    }
    if (text.empty()) {
        return text;
    }
    return cells_.say("can agree only with " + text,
                      joined_in_chinese(joined_in_chinese("仅当", text), "时才可能相符"));
}

std::string finding_words::sources(const finding& what) const {
    constexpr std::size_t most = 4;
    std::vector<std::string> names;
    for (const finding_term& term : what.terms) {
        if (!term.observation) {
            continue;
        }
        std::string name = escaped(data_.source(data_[*term.observation].source));
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(std::move(name));
        }
    }
    std::string text;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) {
        if (i > 0) {
            text += cells_.say(", ", "、");
        }
        text += names[i];
    }
    return names.size() > most ? text + ", …" : text;
}

std::vector<std::string> finding_words::units(const finding& what) const {
    if (report_.units == nullptr) {
        return {};
    }
    const unit_register& all = *report_.units;
    const register_difference behind = units_behind(what, report_, data_);
    std::vector<std::string> lines;
    for (const unit_change& each : behind.units) {
        const std::string name = escaped(all.code(each.unit) + " " + all.name(each.unit));
        const std::string line = event_text(each, cells_);
        lines.push_back(behind.told ? cells_.say(name + ": " + line, name + "：" + line)
                                    : cells_.say("perhaps " + name + ": " + line,
                                                 "可能是 " + name + "：" + line));
    }
    return lines;
}

std::string finding_words::message(const finding& what) const {
    const rule& which = report_.rules[what.rule];
    std::string text = heading(which, what.where, data_, cells_) +
                       detail::arithmetic_text{which, data_, cells_}.in_brief(what);
    for (const std::string& each : units(what)) {
        text += cells_.say("; ", "；") + each;
    }
    const std::string settled_by = remedy(what);
    return settled_by.empty() ? text : text + cells_.say("; ", "；") + settled_by;
}

std::string finding_words::message(const derived_value& what) const {
    const rule& which = report_.rules[what.rule];
    return heading(which, what.where, data_, cells_) + statement(what);
}

bilingual message_of(const finding& what, const check_report& report, const dataset& data) {
    return {finding_words{report, data, language::en}.message(what),
            finding_words{report, data, language::zh}.message(what)};
}

bilingual message_of(const derived_value& what, const check_report& report, const dataset& data) {
    return {finding_words{report, data, language::en}.message(what),
            finding_words{report, data, language::zh}.message(what)};
}

}  // namespace crossfoot
