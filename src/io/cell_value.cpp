#include "cell_value.hpp"

#include "text_tools.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace crossfoot::detail {

namespace {

using unit_names = std::vector<std::string_view>;

/// Units that say the same.
const std::vector<unit_names>& same_units() {
    static const std::vector<unit_names> groups{
        {"km²", "km2", "平方公里", "平方千米", "square kilometres"},
        {"m²", "m2", "平方米"},
        {"公顷", "ha", "hectares"},
        {"km", "公里", "千米", "kilometres"},
        {"m", "米"},
        {"元", "人民币", "yuan", "CNY"},
        {"人", "名", "位", "口", "persons", "people", "person"},
        {"人次", "人", "attendances", "people"},
        {"场次", "场", "次", "期", "sessions", "session", "times", "events"},
        {"册", "本", "份", "copies"},
        {"条", "篇", "件", "则", "items"},
        {"项", "件", "条", "items"},
        {"期", "集", "档"},
        {"种", "类", "kinds"},
        {"门", "堂"},
        {"户", "households"},
    };
    return groups;
}

/// What may always stand behind a number of such things.
unit_names general_units(counted what) {
    switch (what) {
    case counted::organisations: return {"个", "家", "所", "处", "座", "units", "unit"};
    case counted::persons: return {"人", "名", "位", "口", "persons", "people", "person"};
    case counted::events:
    case counted::things: return {"个", "items"};
    case counted::area:
    case counted::length:
    case counted::money:
    case counted::share: return {};
    }
    return {};
}

std::vector<std::string> units_of(const indicator& of) {
    std::vector<std::string> units;
    const auto add = [&units](std::string_view unit) {
        if (std::ranges::find(units, unit) == units.end()) units.emplace_back(unit);
    };
    if (!of.unit.empty() && of.unit != "%") add(of.unit);
    for (const unit_names& group : same_units()) {
        // A group speaks for the unit that it begins with, and for those that mean just the same.
        const bool is_own = group.front() == of.unit ||
                            (group.front() != "人次" && std::ranges::count(group, of.unit) > 0);
        if (is_own) std::ranges::for_each(group, add);
    }
    if (of.unit != "人次") std::ranges::for_each(general_units(of.counts), add);
    return units;
}

struct scale_word {
    std::string_view before_unit;
    std::string_view behind_number;
};
constexpr std::array<scale_word, 11> scale_words{{{"万亿", "万亿"},
                                                  {"亿", "亿"},
                                                  {"千万", "千万"},
                                                  {"百万", "百万"},
                                                  {"十万", "十万"},
                                                  {"万", "万"},
                                                  {"千", "千"},
                                                  {"百", "百"},
                                                  {"thousand", " thousand"},
                                                  {"million", " million"},
                                                  {"billion", " billion"}}};

bool is_percent(std::string_view text) {
    return text == "%" || text == "％";
}

constexpr std::array<std::string_view, 7> point_words{
    "个百分点", "百分点", "個百分點", "percentage points", "percentage point", "pp", "PP"};

/// The word for percentage points that a text ends with; "" where there is none.
std::string_view points_behind(std::string_view text) {
    const auto* const found = std::ranges::find_if(
        point_words, [&](std::string_view word) { return text.ends_with(word); });
    return found == point_words.end() ? std::string_view{} : *found;
}

bool speaks_of_points(std::string_view text) {
    return !points_behind(text).empty() || text.find("百分点") != std::string_view::npos ||
           text.find("percentage point") != std::string_view::npos;
}

/// Takes a word off the beginning of a text, and the blanks behind it.
bool take_word(std::string_view& text, std::span<const std::string_view> words) {
    const auto found =
        std::ranges::find_if(words, [&](std::string_view word) { return text.starts_with(word); });
    if (found == words.end()) return false;
    text = trimmed(text.substr(found->size()));
    return true;
}

/// As much below zero as it was above.
figure below_zero(const figure& of) {
    figure_form form = of.form();
    if (of.form() == figure_form::over) form = figure_form::under;
    if (of.form() == figure_form::under) form = figure_form::over;
    return {of.text(), -of.nominal(), -of.values(), form};
}

bool is_scaled(std::string_view text) {
    return std::ranges::any_of(
        std::array<std::string_view, 2>{"万", "亿"},
        [&](std::string_view scale) { return text.find(scale) != std::string_view::npos; });
}

std::optional<status> status_of_sign(std::string_view value) {
    static constexpr std::array<std::string_view, 8> nothing_there{
        "-", "—", "－", "–", "——", "--", "/", "／"};
    static constexpr std::array<std::string_view, 3> below_unit{"…", "...", "……"};
    if (value.empty()) return status::missing;
    if (std::ranges::find(nothing_there, value) != nothing_there.end()) {
        return status::not_applicable;
    }
    if (std::ranges::find(below_unit, value) != below_unit.end()) return status::below_unit;
    return std::nullopt;
}

/// The value with its scale behind the number, as one would write it without a unit column.
std::string with_scale(std::string_view value, std::string_view unit, std::string_view scale) {
    const bool says_share =
        value.ends_with("%") || value.ends_with("％") || speaks_of_points(value);
    const bool is_of_share = is_percent(unit) || speaks_of_points(unit);
    const bool has_it_already = value.ends_with(unit) || (is_of_share && says_share);
    std::string text{value};
    if (!has_it_already) text += is_percent(scale) ? "%" : scale;
    return text;
}

}  // namespace

value_reader::value_reader(const codebook& book,
                           const indicator& of,
                           const reading_convention& convention)
    : book_{book}, of_{of}, convention_{convention}, units_{units_of(of)} {
    if (of.written == written_as::exact) convention_.scaled = scaled_figures::exact;
    const indicator& told = book.told_now(of);
    is_growth_ = told.growth_of.has_value();
    is_change_ = !is_growth_ && told.change_of.has_value();
    if (is_change_) {
        const indicator& base = book[*told.change_of];
        is_in_points_ = base.over_time == nature::rate || base.counts == counted::share;
    }
}

std::optional<std::string_view> value_reader::scale_of(std::string_view unit) const {
    const auto is_known = [this](std::string_view text) {
        return std::ranges::find(units_, text) != units_.end();
    };
    if (unit.empty() || is_known(unit)) return "";
    const bool is_ratio = of_.over_time == nature::rate || of_.counts == counted::share;
    if (is_percent(unit) && is_ratio) return "%";
    if (is_in_points_ && points_behind(unit) == unit) return "个百分点";
    for (const scale_word& each : scale_words) {
        if (!unit.starts_with(each.before_unit)) continue;
        const std::string_view rest = trimmed(unit.substr(each.before_unit.size()));
        if (rest.empty() || is_known(rest)) return each.behind_number;
    }
    return std::nullopt;
}

bool value_reader::reads_plain_counts(std::string_view unit) const {
    return of_.counts_whole() && scale_of(trimmed(unit)) == "";
}

std::variant<cell_value, cell_fault> value_reader::read(std::string_view value,
                                                        std::string_view unit) const {
    using kind = cell_fault::kind;
    value = trimmed(value);
    unit = trimmed(unit);
    if (const auto state = status_of_sign(value)) {
        return cell_value{*state, std::nullopt, std::string{value}};
    }
    if (is_growth_ && (speaks_of_points(value) || speaks_of_points(unit))) {
        return cell_fault{kind::growth_in_points};
    }
    const std::optional<std::string_view> scale = scale_of(unit);
    if (!scale) return cell_fault{kind::wrong_unit};
    if (is_scaled(*scale) && is_scaled(value) && !value.ends_with(unit)) {
        return cell_fault{kind::scaled_twice};
    }
    const std::string text = with_scale(value, unit, *scale);
    reading found = is_growth_ || is_change_ ? read_signed(text) : read_amount(text);
    if (found.state != reading_state::complete) {
        return cell_fault{kind::not_a_figure, std::move(found.expected)};
    }
    if (!is_in_domain(*found.value)) {
        return cell_fault{kind::outside_domain, {}, std::move(found.value)};
    }
    return cell_value{status::reported, std::move(found.value), {}};
}

cell_problem value_reader::problem_of(const cell_fault& fault,
                                      std::string_view value,
                                      std::string_view unit) const {
    value = trimmed(value);
    unit = trimmed(unit);
    switch (fault.what) {
    case cell_fault::kind::growth_in_points:
        return growth_in_points(speaks_of_points(value) ? value : unit);
    case cell_fault::kind::wrong_unit: return wrong_unit(unit);
    case cell_fault::kind::scaled_twice:
        return {diagnostic_code::wrong_unit,
                {in_quotes(value) + " and its unit " + in_quotes(unit) +
                     " both have a scale: expected it in one of them",
                 in_quotes(value) + "与计量单位" + in_quotes(unit) + "都带有数量级：应只写在一处"}};
    case cell_fault::kind::not_a_figure: {
        const std::string_view scale = scale_of(unit).value_or("");
        return not_a_figure(value, with_scale(value, unit, scale), fault.expected);
    }
    case cell_fault::kind::outside_domain: return outside_domain(fault.written.value(), value);
    }
    return wrong_unit(unit);
}

reading value_reader::read_amount(std::string_view text) const {
    const std::string_view points = is_in_points_ ? points_behind(text) : std::string_view{};
    if (points.empty()) return read_figure(text, convention_, units_);
    std::string in_percent{trimmed(text.substr(0, text.size() - points.size()))};
    return read_figure(in_percent += '%', convention_, units_);
}

reading value_reader::read_signed(std::string_view text) const {
    static constexpr std::array<std::string_view, 3> against{"同比", "环比", "比上年同期"};
    static constexpr std::array<std::string_view, 7> up{
        "增长", "上升", "提高", "增加", "提升", "上涨", "up "};
    static constexpr std::array<std::string_view, 8> down{
        "下降", "减少", "降低", "回落", "下滑", "下跌", "负增长", "down "};
    static constexpr std::array<std::string_view, 1> done{"了"};
    std::string_view rest = text;
    take_word(rest, against);
    const bool falls = take_word(rest, down);
    const bool is_in_words = falls || take_word(rest, up);
    if (is_in_words) take_word(rest, done);
    reading found = read_amount(is_in_words ? rest : text);
    if (!found.value) return found;
    // What falls by less than nothing may be meant either way.
    if (falls && found.value->nominal() < 0) {
        found.state = reading_state::invalid;
        found.value.reset();
        found.expected = {"下降3.2% or -3.2%", "下降3.2%或-3.2%"};
        return found;
    }
    const figure& amount = *found.value;
    found.value =
        figure{std::string{trimmed(text)}, amount.nominal(), amount.values(), amount.form()};
    if (falls) found.value = below_zero(*found.value);
    return found;
}

cell_problem value_reader::growth_in_points(std::string_view text) const {
    const std::string& en = of_.name.name.in(language::en);
    const std::string& zh = of_.name.name.in(language::zh);
    return {diagnostic_code::wrong_unit,
            {in_quotes(text) + " is in percentage points: expected " + en +
                 ", which is a growth, in percent, such as 3.2%",
             in_quotes(text) + "以百分点计：" + zh + "是增长率，应以%计，如3.2%"}};
}

cell_problem value_reader::wrong_unit(std::string_view unit) const {
    const bilingual name{of_.name.name.in(language::en), of_.name.name.in(language::zh)};
    bilingual wanted{"none", "无单位"};
    if (book_.is_share(of_) || is_growth_) {
        wanted = {"%", "%"};
    } else if (is_in_points_) {
        wanted = {"% or 百分点", "%或百分点"};
    } else if (!units_.empty()) {
        wanted = {units_.front() + " or 万" + units_.front(),
                  units_.front() + "或万" + units_.front()};
    }
    return {diagnostic_code::wrong_unit,
            {in_quotes(unit) + " is no unit of " + name.en + ": expected " + wanted.en,
             in_quotes(unit) + "不是" + name.zh + "的计量单位：应为" + wanted.zh}};
}

cell_problem value_reader::not_a_figure(std::string_view value,
                                        std::string_view text,
                                        const bilingual& expected) const {
    const reading with_any_unit = read_figure(text, convention_, known_units());
    if (with_any_unit.state == reading_state::complete && !with_any_unit.unit.empty()) {
        return wrong_unit(with_any_unit.unit);
    }
    return {diagnostic_code::not_a_figure,
            {in_quotes(value) + " is not a figure: expected " + expected.en,
             in_quotes(value) + "不是数值：应为" + expected.zh}};
}

bool value_reader::is_in_domain(const figure& read) const {
    const std::optional<interval> inside = intersection(read.values(), book_.domain_of(of_));
    return inside && (!of_.counts_whole() || inside->whole_numbers());
}

cell_problem value_reader::outside_domain(const figure& read, std::string_view value) const {
    const std::string& en = of_.name.name.in(language::en);
    const std::string& zh = of_.name.name.in(language::zh);
    const bool inside = intersection(read.values(), book_.domain_of(of_)).has_value();
    if (!inside && (is_growth_ || is_in_points_)) {
        const bilingual range =
            is_growth_ ? bilingual{"-100% or more", "不低于-100%"}
                       : bilingual{"from -100 to 100 percentage points", "在-100至100个百分点之间"};
        return {diagnostic_code::share_out_of_range,
                {in_quotes(value) + " is out of range: expected " + en + " to be " + range.en,
                 in_quotes(value) + "超出范围：" + zh + "应" + range.zh}};
    }
    if (book_.is_share(of_)) {
        return {diagnostic_code::share_out_of_range,
                {in_quotes(value) + " is no share: expected " + en + " from 0% to 100%",
                 in_quotes(value) + "不是占比：" + zh + "应在0%到100%之间"}};
    }
    if (inside) {
        return {
            diagnostic_code::fractional_count,
            {in_quotes(value) + " holds no whole number: expected " + en + " to be counted whole",
             in_quotes(value) + "不含整数：" + zh + "应为整数"}};
    }
    return {
        of_.counts_whole() ? diagnostic_code::negative_count : diagnostic_code::negative_quantity,
        {in_quotes(value) + " is below zero: expected " + en + " to be 0 or more",
         in_quotes(value) + "小于零：" + zh + "应不小于0"}};
}

std::optional<status> read_status(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, status>, 22> words{
        {{"", status::reported},
         {"reported", status::reported},
         {"已报", status::reported},
         {"已上报", status::reported},
         {"missing", status::missing},
         {"缺失", status::missing},
         {"缺报", status::missing},
         {"未报", status::missing},
         {"not_applicable", status::not_applicable},
         {"not applicable", status::not_applicable},
         {"n/a", status::not_applicable},
         {"不适用", status::not_applicable},
         {"below_unit", status::below_unit},
         {"below unit", status::below_unit},
         {"不足一个单位", status::below_unit},
         {"不足最小单位", status::below_unit},
         {"suppressed", status::suppressed},
         {"不公布", status::suppressed},
         {"保密", status::suppressed},
         {"unreadable", status::unreadable},
         {"无法辨认", status::unreadable},
         {"不可读", status::unreadable}}};
    using word = std::pair<std::string_view, status>;
    const auto* const found = std::ranges::find(words, trimmed(text), &word::first);
    return found == words.end() ? std::nullopt : std::optional{found->second};
}

std::optional<scope> read_scope(std::string_view text) {
    static constexpr std::array<std::string_view, 5> totals{"", "total", "合计", "总计", "全部"};
    static constexpr std::array<std::string_view, 4> own_parts{"own", "本级", "本身", "自身"};
    text = trimmed(text);
    if (std::ranges::find(totals, text) != totals.end()) return scope::total;
    if (std::ranges::find(own_parts, text) != own_parts.end()) return scope::own;
    return std::nullopt;
}

}  // namespace crossfoot::detail
