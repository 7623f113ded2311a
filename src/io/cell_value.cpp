#include "cell_value.hpp"

#include "text_tools.hpp"

#include <crossfoot/number/figure_reader.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace crossfoot::detail {

namespace {

/// The units of measure under which each kind of thing is counted, of scale one.
std::vector<std::string> common_units(counted what) {
    switch (what) {
        case counted::organisations: return {"个", "家", "所", "处", "座", "户", "units", "unit"};
        case counted::persons: return {"人", "名", "位", "persons", "people", "person"};
        case counted::events:
            return {"人次", "场次", "场", "次", "期", "次数", "件", "个", "times", "sessions", "session"};
        case counted::things:
            return {"个", "件", "项", "条", "篇", "首", "册", "本", "处", "对", "批", "期", "门", "种", "类",
                    "间", "座", "所", "家", "届", "套", "份", "块", "部", "items"};
        case counted::area: return {"km²", "km2", "平方公里", "平方千米"};
        case counted::length: return {"km", "公里", "千米"};
        case counted::money: return {"元", "yuan", "CNY"};
        case counted::share: return {};
    }
    return {};
}

struct scale_word {
    std::string_view unit;  ///< before the unit of measure
    std::string_view after; ///< put behind the number instead
};

constexpr std::array<scale_word, 12> scale_words{{{"万亿", "万亿"},
                                                  {"亿", "亿"},
                                                  {"千万", "千万"},
                                                  {"百万", "百万"},
                                                  {"万", "万"},
                                                  {"千", "千"},
                                                  {"百", "百"},
                                                  {"thousand", " thousand"},
                                                  {"million", " million"},
                                                  {"billion", " billion"},
                                                  {"%", "%"},
                                                  {"％", "%"}}};

cell_value without_figure(status state, std::string_view text) {
    cell_value said;
    said.state = state;
    said.text = std::string{text};
    return said;
}

std::optional<status> status_of_sign(std::string_view value) {
    if (value.empty()) { return status::missing; }
    for (const std::string_view sign : {"-", "—", "－", "–", "/", "／"}) {
        if (value == sign) { return status::not_applicable; }
    }
    for (const std::string_view sign : {"…", "...", "……"}) {
        if (value == sign) { return status::below_unit; }
    }
    return std::nullopt;
}

}  // namespace

value_reader::value_reader(const codebook& book, const indicator& of, const reading_convention& convention)
    : book_{book}, of_{of}, convention_{convention}, units_{common_units(of.counts)} {
    if (of.written == written_as::exact) { convention_.scaled = scaled_figures::exact; }
    if (!of.unit.empty() && of.unit != "%") { units_.push_back(of.unit); }
}

std::optional<std::string> value_reader::scale_of(std::string_view unit) const {
    const auto known = [this](std::string_view text) {
        return text.empty() || std::ranges::find(units_, text) != units_.end();
    };
    if (known(unit)) { return std::string{}; }
    for (const scale_word& each : scale_words) {
        if (unit.starts_with(each.unit) && known(trimmed(unit.substr(each.unit.size())))) {
            return std::string{each.after};
        }
    }
    return std::nullopt;
}

std::variant<cell_value, cell_problem> value_reader::read(std::string_view value, std::string_view unit) const {
    value = trimmed(value);
    if (unit.empty() && of_.counts_whole()) {
        if (const std::optional<std::int64_t> count = read_plain_count(value)) {
            cell_value said;
            said.count = count;
            return said;
        }
    }
    if (const auto state = status_of_sign(value)) { return without_figure(*state, value); }
    std::string text{value};
    if (!unit.empty()) {
        const std::optional<std::string> scale = scale_of(unit);
        if (!scale) {
            const std::string wanted = of_.unit.empty() ? std::string{"?"} : of_.unit;
            return cell_problem{diagnostic_code::wrong_unit,
                                {in_quotes(unit) + " is no unit of " + of_.name.name.in(language::en) + ": expected " +
                                     wanted + ", or 万" + wanted,
                                 in_quotes(unit) + "不是" + of_.name.name.in(language::zh) + "的计量单位：应为" + wanted +
                                     "或万" + wanted}};
        }
        text += *scale;
    }
    reading found = read_figure(text, convention_, units_);
    if (found.state != reading_state::complete) {
        return cell_problem{diagnostic_code::not_a_figure,
                            {in_quotes(value) + " is not a figure: expected " + found.expected.en,
                             in_quotes(value) + "不是数值：应为" + found.expected.zh}};
    }
    if (auto problem = outside_domain(*found.value, value)) { return std::move(*problem); }
    cell_value said;
    said.written = std::move(found.value);
    return said;
}

std::optional<cell_problem> value_reader::outside_domain(const figure& read, std::string_view value) const {
    const std::string& en = of_.name.name.in(language::en);
    const std::string& zh = of_.name.name.in(language::zh);
    const std::optional<interval> inside = intersection(read.values(), book_.domain_of(of_));
    if (book_.is_share(of_)) {
        if (inside) { return std::nullopt; }
        return cell_problem{diagnostic_code::share_out_of_range,
                            {in_quotes(value) + " is no share: expected " + en + " from 0% to 100%",
                             in_quotes(value) + "不是占比：" + zh + "应在0%到100%之间"}};
    }
    if (!inside) {
        if (of_.counts_whole()) {
            return cell_problem{diagnostic_code::negative_count,
                                {in_quotes(value) + " is negative: expected " + en + " to be 0 or more",
                                 in_quotes(value) + "为负数：" + zh + "应不小于0"}};
        }
        return cell_problem{diagnostic_code::negative_quantity,
                            {in_quotes(value) + " is negative: expected " + en + " to be 0 or more",
                             in_quotes(value) + "为负数：" + zh + "应不小于0"}};
    }
    if (of_.counts_whole() && !inside->whole_numbers()) {
        return cell_problem{diagnostic_code::fractional_count,
                            {in_quotes(value) + " holds no whole number: expected " + en + " to be counted whole",
                             in_quotes(value) + "不含整数：" + zh + "应为整数"}};
    }
    return std::nullopt;
}

std::optional<status> read_status(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, status>, 19> words{
        {{"reported", status::reported},
         {"已报", status::reported},
         {"已上报", status::reported},
         {"missing", status::missing},
         {"缺失", status::missing},
         {"缺报", status::missing},
         {"未报", status::missing},
         {"not_applicable", status::not_applicable},
         {"n/a", status::not_applicable},
         {"不适用", status::not_applicable},
         {"below_unit", status::below_unit},
         {"不足一个单位", status::below_unit},
         {"不足最小单位", status::below_unit},
         {"suppressed", status::suppressed},
         {"不公布", status::suppressed},
         {"保密", status::suppressed},
         {"unreadable", status::unreadable},
         {"无法辨认", status::unreadable},
         {"不可读", status::unreadable}}};
    const auto found = std::ranges::find(words, trimmed(text), &std::pair<std::string_view, status>::first);
    return found == words.end() ? std::nullopt : std::optional{found->second};
}

std::optional<scope> read_scope(std::string_view text) {
    text = trimmed(text);
    for (const std::string_view word : {"", "total", "合计", "总计", "全部"}) {
        if (text == word) { return scope::total; }
    }
    for (const std::string_view word : {"own", "本级", "本身", "自身"}) {
        if (text == word) { return scope::own; }
    }
    return std::nullopt;
}

}  // namespace crossfoot::detail
