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
    case rule_kind::nested:
        return cells.say(what + " within the wider one", what + "不超过所属范围");
    case rule_kind::cumulative: return cells.say(what + " over time", what + "前后期");
    case rule_kind::accumulation:
        return cells.say(what + " from the period before", what + "与上期衔接");
    case rule_kind::balance:
        return cells.say(what + " from the period before", what + "期初期末衔接");
    case rule_kind::periods: return cells.say(what + " by periods", what + "分期合计");
    case rule_kind::magnitude: return cells.say("magnitude of " + what, what + "数量级");
    case rule_kind::due:
    case rule_kind::written: return escaped(which.name.in(cells.in()));
    case rule_kind::last_year:
    case rule_kind::growth:
    case rule_kind::change:
    case rule_kind::ordinal: return what;
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

/// What a way of reading takes the figures for, as a condition.
std::string way_text(reading_way way, const cell_words& cells) {
    switch (way) {
    case reading_way::truncated: return cells.say("truncated", "按去尾");
    case reading_way::rounded_up: return cells.say("rounded up", "按进一");
    case reading_way::half_to_even:
        return cells.say("rounded half to even (GB/T 8170)", "按 GB/T 8170 修约");
    case reading_way::open_more:
        return cells.say("余 is read without an upper end", "“余”不设上限");
    case reading_way::wide_near:
        return cells.say("近 and 约 reach a whole unit", "“近”“约”放宽到一个单位");
    case reading_way::exact_scaled: return cells.say("1万 is exactly 10,000", "“1万”即 10000");
    case reading_way::as_printed:
        return cells.say("the figures add up as printed (adjusted totals)", "按所印数字直接加总");
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

std::string finding_words::readings(const finding& what) const {
    if (what.result != verdict::fails || !readings_->matter_to(what)) {
        return {};
    }
    const std::vector<other_reading> found = readings_->of(what);
    if (found.empty()) {
        return cells_.say("fails however its figures are read", "数值无论如何理解均不符");
    }
    std::string text;
    for (const other_reading& each : found) {
        const bool holds = each.result == verdict::holds;
        const std::string way = way_text(each.way, cells_);
        text += (text.empty() ? "" : cells_.say("; ", "；")) +
                cells_.say((holds ? "holds if " : "possible if ") + way,
                           way + (holds ? "则相符" : "则可相符"));
    }
    return text;
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

std::string finding_words::excuse(const finding& what) const {
    if (!what.excused_by) {
        return {};
    }
    const written_rule& by = data_.book().rules[report_.rules[what.rule].entry];
    const rule_exception& exception = by.exceptions[*what.excused_by];
    const std::string reason = escaped(exception.reason.in(cells_.in()));
    if (!exception.until) {
        return cells_.say("excused: " + reason, "例外：" + reason);
    }
    const std::string until = to_string(*exception.until);
    return cells_.say("excused until " + until + ": " + reason,
                      "例外（至 " + until + "）：" + reason);
}

std::string finding_words::answer(const finding_explanation& given, answer_state state) const {
    const std::string date = to_string(given.date);
    const std::string office = escaped(given.office);
    const std::string text = escaped(given.text);
    std::string said = cells_.say("explained on " + date + " by " + office,
                                  joined_in_chinese(date, office) + "已说明");
    switch (state) {
    case answer_state::accepted:
    case answer_state::settled: break;
    case answer_state::reopened:
        said += cells_.say(", but figures changed since", "，但此后数值有变动");
        break;
    case answer_state::not_answerable:
        said += cells_.say(", but an error has to be corrected", "，但强制性审核须更正数值");
        break;
    }
    return said + cells_.say(": ", "：") + text;
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
