#include "expression_references.hpp"

#include "expression_text.hpp"
#include "model/nearest_name.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace crossfoot::detail {

namespace {

constexpr auto reference = expression_fault_kind::reference;

/// "a, b or c" and "a、b或c".
bilingual any_of(const std::vector<std::string>& words) {
    bilingual text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool is_last = i + 1 == words.size();
        if (i > 0) {
            text.en += is_last ? " or " : ", ";
            text.zh += is_last ? "或" : "、";
        }
        text.en += words[i];
        text.zh += words[i];
    }
    return text;
}

}  // namespace

std::size_t reference_reader::name_length() {
    if (known_at_ != text_.position()) {
        known_ = find_indicator_here(text_, book_);
        known_at_ = text_.position();
    }
    return known_.length;
}

std::optional<quotation> reference_reader::take_quotation() {
    const std::optional<quotation> quote = text_.quoted_here();
    if (!quote) return std::nullopt;
    if (!quote->is_closed) {
        return faults_.say(expression_fault_kind::syntax,
                           text_.position(),
                           {"a quotation mark is opened here: expected one that closes it",
                            "引号由此开始：应有与之成对的引号"});
    }
    text_.advance(quote->length);
    return quote;
}

std::optional<indicator_id> reference_reader::take_name() {
    const std::size_t start = text_.position();
    std::string_view written;
    std::string_view words;
    if (text_.quoted_here()) {
        const std::optional<quotation> quote = take_quotation();
        if (!quote) return std::nullopt;
        const std::optional<indicator_id> named = find_indicator_named(quote->content, book_);
        if (named) return named;
        written = quote->content;
        words = written;
    } else if (const std::size_t length = name_length(); length > 0) {
        const indicator_id named = known_.what;
        text_.advance(length);
        return named;
    } else {
        written = text_.found_here();
        words = text_.words_here();
    }

    std::vector<std::string_view> candidates;
    for (const indicator& each : book_.indicators) {
        add_names(each.name, candidates);
    }
    std::string_view meant = nearest(words, candidates);
    if (meant.empty()) {
        meant = nearest(written, candidates);
    } else {
        written = words;
    }
    const bilingual hint =
        meant_or_expected(meant, {"the code or a name of an indicator", "指标的代码或名称"});
    return faults_.say(reference,
                       start,
                       {"there is no indicator " + in_marks(written) + ": " + hint.en,
                        "没有指标" + in_marks(written) + "：" + hint.zh});
}

std::optional<figure_reference> reference_reader::take_figure() {
    const std::optional<indicator_id> which = take_name();
    if (!which) return std::nullopt;
    figure_reference named;
    named.what = {*which, scope::total, {}};
    while (text_.take(sign::open_bracket)) {
        if (!take_qualifiers(named)) return std::nullopt;
    }
    if (text_.take(keyword::at) && !take_place(named)) return std::nullopt;
    return named;
}

bool reference_reader::take_qualifiers(figure_reference& named) {
    do {
        if (!take_qualifier(named)) return false;
    } while (text_.take(sign::comma));
    if (text_.take(sign::close_bracket)) return true;
    faults_.unexpected(text_, {R"("," or "]")", R"(","或"]")"});
    return false;
}

std::optional<reference_reader::qualifier> reference_reader::take_qualifier_text() {
    const std::size_t start = text_.position();
    if (text_.quoted_here()) {
        const std::optional<quotation> quote = take_quotation();
        if (!quote) return std::nullopt;
        return qualifier{quote->content, start, true};
    }
    // An item's name may have brackets and blanks in it.
    constexpr std::u32string_view ends = U",、[]【】〔〕=<>≤≥≠+*\"'“‘「";
    std::size_t end = start;
    while (end < text_.text().size()) {
        const character here = character_at(text_.text(), end);
        if (ends.find(here.folded) != std::u32string_view::npos) break;
        end += here.length;
    }
    const std::string_view written = without_blanks_around(text_.text().substr(start, end - start));
    if (written.empty()) {
        return faults_.unexpected(text_,
                                  {R"(an item, "own", "previous" or "same period last year")",
                                   R"(分组项、"本级"、"上期"或"上年同期")"});
    }
    text_.advance(written.size());
    return qualifier{written, start, false};
}

bool reference_reader::take_qualifier(figure_reference& named) {
    const std::size_t start = text_.position();
    const auto is = [&](const qualifier& what, keyword which) {
        return !what.was_quoted && text_.length_of(which, start) == what.text.size();
    };
    const std::optional<qualifier> first = take_qualifier_text();
    if (!first) return false;
    if (text_.take(sign::equal)) {
        const std::optional<qualifier> item = take_qualifier_text();
        return item && set_item_of(named, *first, *item);
    }
    if (is(*first, keyword::previous)) {
        return set_moment(named, time_reference::previous, start);
    }
    if (is(*first, keyword::same_period_last_year)) {
        return set_moment(named, time_reference::same_period_last_year, start);
    }
    if (is(*first, keyword::own)) {
        if (named.what.extent == scope::own) {
            faults_.say(
                expression_fault_kind::syntax,
                start,
                {"\"own\" stands here twice: expected it once", "\"本级\"重复：只应写一次"});
            return false;
        }
        named.what.extent = scope::own;
        return true;
    }
    return set_item(named, *first);
}

bool reference_reader::set_moment(figure_reference& named, time_reference when, std::size_t at) {
    if (named.when != time_reference::same) {
        faults_.say(expression_fault_kind::syntax,
                    at,
                    {"a second earlier period: expected one of \"previous\" and \"same period last "
                     "year\"",
                     "又一个较早的报告期：\"上期\"和\"上年同期\"只应写一个"});
        return false;
    }
    named.when = when;
    return true;
}

bilingual reference_reader::breakdowns_named(const indicator& which) const {
    std::vector<std::string> codes;
    for (const breakdown_id each : breakdowns_of(which)) {
        codes.push_back(book_[each].name.code);
    }
    return any_of(codes);
}

std::nullopt_t reference_reader::not_broken_down(const indicator& which,
                                                 breakdown_id by,
                                                 std::size_t at) {
    const bilingual others = breakdowns_named(which);
    const std::string& code = which.name.code;
    bilingual message{code + " is not broken down by " + book_[by].name.code + ": expected ",
                      code + "不按" + book_[by].name.code + "分组：应"};
    message.en += others.en.empty() ? "no item" : others.en;
    message.zh += others.zh.empty() ? "不带分组项" : "为" + others.zh;
    return faults_.say(reference, at, std::move(message));
}

std::nullopt_t reference_reader::unknown_item(const qualifier& item, const indicator& of) {
    std::vector<std::string_view> candidates;
    for (const breakdown_id by : breakdowns_of(of)) {
        for (const breakdown_item& each : book_[by].items) {
            add_names(each.name, candidates);
        }
    }
    candidates.insert(candidates.end(), {"own", "previous", "same period last year"});
    const bilingual others = breakdowns_named(of);
    const bilingual expected = others.en.empty()
                                   ? bilingual{R"("own", "previous" or "same period last year")",
                                               R"("本级"、"上期"或"上年同期")"}
                                   : bilingual{"an item of " + others.en, others.zh + "的分组项"};
    const bilingual hint = meant_or_expected(nearest(item.text, candidates), expected);
    return faults_.say(reference,
                       item.at,
                       {of.name.code + " has no item " + in_marks(item.text) + ": " + hint.en,
                        of.name.code + "没有分组项" + in_marks(item.text) + "：" + hint.zh});
}

bool reference_reader::put_item(figure_reference& named,
                                breakdown_id by,
                                std::uint16_t item,
                                std::size_t at) {
    if (named.what.item(by) != series::all) {
        const std::string& code = book_[by].name.code;
        faults_.say(expression_fault_kind::syntax,
                    at,
                    {"a second item of " + code + ": expected one item of each breakdown",
                     "又一个" + code + "的分组项：每个分组只应有一项"});
        return false;
    }
    named.what = named.what.with(by, item);
    return true;
}

bool reference_reader::set_item(figure_reference& named, const qualifier& item) {
    const indicator& which = book_[named.what.indicator];
    std::vector<std::pair<breakdown_id, std::uint16_t>> found;
    for (const breakdown_id by : breakdowns_of(which)) {
        if (const auto here = find_item_named(item.text, book_[by])) found.emplace_back(by, *here);
    }
    if (found.size() == 1)
        return put_item(named, found.front().first, found.front().second, item.at);
    if (found.size() > 1) {
        std::vector<std::string> ways;
        for (const auto& [by, position] : found) {
            ways.push_back(book_[by].name.code + "=" + book_[by].items[position].name.code);
        }
        const bilingual expected = any_of(ways);
        faults_.say(reference,
                    item.at,
                    {in_marks(item.text) + " is an item of more than one breakdown: expected " +
                         expected.en,
                     in_marks(item.text) + "在不止一个分组中：应为" + expected.zh});
        return false;
    }
    for (std::size_t i = 0; i < book_.breakdowns.size(); ++i) {
        if (find_item_named(item.text, book_.breakdowns[i])) {
            not_broken_down(which, breakdown_id{i}, item.at);
            return false;
        }
    }
    unknown_item(item, which);
    return false;
}

bool reference_reader::set_item_of(figure_reference& named,
                                   const qualifier& by,
                                   const qualifier& item) {
    const indicator& which = book_[named.what.indicator];
    const std::optional<breakdown_id> found = find_breakdown_named(by.text, book_);
    if (!found) {
        std::vector<std::string_view> candidates;
        for (const breakdown& each : book_.breakdowns) {
            add_names(each.name, candidates);
        }
        const bilingual hint =
            meant_or_expected(nearest(by.text, candidates),
                              {"the code or a name of a breakdown", "分组的代码或名称"});
        faults_.say(reference,
                    by.at,
                    {"there is no breakdown " + in_marks(by.text) + ": " + hint.en,
                     "没有分组" + in_marks(by.text) + "：" + hint.zh});
        return false;
    }
    if (std::ranges::count(breakdowns_of(which), *found) == 0) {
        not_broken_down(which, *found, by.at);
        return false;
    }
    if (const auto position = find_item_named(item.text, book_[*found])) {
        return put_item(named, *found, *position, item.at);
    }
    std::vector<std::string_view> candidates;
    for (const breakdown_item& each : book_[*found].items) {
        add_names(each.name, candidates);
    }
    const std::string& code = book_[*found].name.code;
    const bilingual hint = meant_or_expected(nearest(item.text, candidates),
                                             {"an item of " + code, code + "的分组项"});
    faults_.say(reference,
                item.at,
                {code + " has no item " + in_marks(item.text) + ": " + hint.en,
                 code + "没有分组项" + in_marks(item.text) + "：" + hint.zh});
    return false;
}

bool reference_reader::take_place(figure_reference& named) {
    if (text_.take(keyword::parent)) {
        named.at_parent = true;
        return true;
    }
    if (text_.quoted_here()) {
        const std::size_t start = text_.position();
        const std::optional<quotation> quote = take_quotation();
        if (!quote) return false;
        named.at_place = quote->content;
        if (!named.at_place.empty()) return true;
        faults_.say(expression_fault_kind::syntax,
                    start,
                    {"nothing stands between the quotation marks: expected the code of a place",
                     "引号中没有内容：应为地区代码"});
        return false;
    }
    // Without quotation marks: a code that begins with a digit, so that a mistyped "parent" is
    // none.
    std::size_t end = text_.position();
    for (;;) {
        const character here = character_at(text_.text(), end);
        if (!is_word_character(here.folded)) break;
        named.at_place += static_cast<char>(here.folded);
        end += here.length;
    }
    const bool is_code =
        !named.at_place.empty() && named.at_place.front() >= '0' && named.at_place.front() <= '9';
    if (!is_code) {
        constexpr std::array<std::string_view, 1> words{"parent"};
        faults_.unexpected(
            text_,
            {"\"parent\" or the code of a place, in quotes if it does not begin with a digit",
             "\"上级\"或地区代码（不以数字开头的须加引号）"},
            words);
        return false;
    }
    // As it was written: codes are told apart by case.
    const std::size_t start = text_.position();
    const std::string_view written = text_.text().substr(start, end - start);
    if (written.size() == named.at_place.size()) named.at_place = written;
    text_.advance(end - start);
    return true;
}

std::optional<figure_reference> reference_reader::take_sum() {
    std::optional<figure_reference> named = take_figure();
    if (!named) return std::nullopt;
    if (text_.take(keyword::by)) {
        if (!take_items_summed(*named)) return std::nullopt;
    } else if (text_.take(keyword::over)) {
        if (!take_others_summed(*named)) return std::nullopt;
    } else {
        constexpr std::array<std::string_view, 2> words{"by", "over"};
        return faults_.unexpected(text_,
                                  {"\"by\" and a breakdown, or \"over\" and children, months, "
                                   "quarters or halves",
                                   "\"按\"和分组，或\"各下级\"、\"各月\"、\"各季度\"、\"各半年\""},
                                  words);
    }
    if (!text_.take(sign::close)) return faults_.unexpected(text_, {"\")\"", "右括号"});
    return named;
}

bool reference_reader::take_items_summed(figure_reference& named) {
    const indicator& which = book_[named.what.indicator];
    const std::size_t start = text_.position();
    std::optional<breakdown_id> by;
    std::string_view written;
    if (text_.quoted_here()) {
        const std::optional<quotation> quote = take_quotation();
        if (!quote) return false;
        written = quote->content;
        by = find_breakdown_named(written, book_);
    } else if (const found_name<breakdown_id> found = find_breakdown_here(text_, book_);
               found.length > 0) {
        by = found.what;
        text_.advance(found.length);
    } else if (text_.at_end() || text_.peek() != sign::none) {
        faults_.unexpected(text_, {"the code or a name of a breakdown", "分组的代码或名称"});
        return false;
    } else {
        written = text_.found_here();
    }
    if (!by) {
        std::vector<std::string_view> candidates;
        for (const breakdown& each : book_.breakdowns) {
            add_names(each.name, candidates);
        }
        const bilingual hint =
            meant_or_expected(nearest(written, candidates),
                              {"the code or a name of a breakdown", "分组的代码或名称"});
        faults_.say(reference,
                    start,
                    {"there is no breakdown " + in_marks(written) + ": " + hint.en,
                     "没有分组" + in_marks(written) + "：" + hint.zh});
        return false;
    }
    if (std::ranges::count(breakdowns_of(which), *by) == 0) {
        not_broken_down(which, *by, start);
        return false;
    }
    if (named.what.item(*by) != series::all) {
        const std::string& code = book_[*by].name.code;
        faults_.say(expression_fault_kind::syntax,
                    start,
                    {"a sum by " + code + " of one item of " + code + ": expected no item of it",
                     "按" + code + "合计，却已指定" + code + "的分组项：不应指定"});
        return false;
    }
    named.over = summed_over::items;
    named.by = *by;
    return true;
}

bool reference_reader::take_others_summed(figure_reference& named) {
    if (text_.take(keyword::children)) {
        named.over = summed_over::children;
    } else if (text_.take(keyword::months)) {
        named.over = summed_over::months;
    } else if (text_.take(keyword::quarters)) {
        named.over = summed_over::quarters;
    } else if (text_.take(keyword::halves)) {
        named.over = summed_over::halves;
    } else {
        constexpr std::array<std::string_view, 4> words{"children", "months", "quarters", "halves"};
        faults_.unexpected(
            text_, {"children, months, quarters or halves", "下级、月、季度或半年"}, words);
        return false;
    }
    return true;
}

}  // namespace crossfoot::detail
