#include "arithmetic_text.hpp"

#include <crossfoot/io/display_text.hpp>
#include <crossfoot/io/interval_text.hpp>

#include "written_text.hpp"

#include <algorithm>
#include <iterator>

namespace crossfoot::detail {

namespace {

constexpr std::size_t longest_sum = 12;     // terms that are written out
constexpr std::size_t longest_figure = 40;  // cells of a terminal
constexpr int usual_decimals = 2;

bool is_missing(const finding_term& term) {
    return term.reading == term_reading::missing || term.reading == term_reading::conflicting;
}

std::vector<finding_term> with_role(const std::vector<finding_term>& terms, term_role role) {
    std::vector<finding_term> found;
    std::copy_if(terms.begin(), terms.end(), std::back_inserter(found), [role](const auto& term) {
        return term.role == role;
    });
    return found;
}

/// The terms on the computed side.
std::vector<finding_term> operands(const std::vector<finding_term>& terms) {
    std::vector<finding_term> found;
    std::copy_if(terms.begin(), terms.end(), std::back_inserter(found), [](const auto& term) {
        return term.role != term_role::claim;
    });
    return found;
}

const finding_term* find_claim(const std::vector<finding_term>& terms) {
    const auto found = std::find_if(
        terms.begin(), terms.end(), [](const auto& term) { return term.role == term_role::claim; });
    return found == terms.end() ? nullptr : &*found;
}

/// Whether every number between the two is on one side of zero.
bool lies_apart(const interval& difference) {
    return !difference.contains(0) &&
           (difference.lo().is_finite() || difference.hi().is_finite()) &&
           (!difference.lo().is_finite() || !difference.hi().is_finite() ||
            difference.lo().value.sign() * difference.hi().value.sign() >= 0);
}

bool lies_above(const interval& difference) {
    return difference.lo().is_finite() && difference.lo().value.sign() >= 0;
}

}  // namespace

/// What lies between two ends stands in brackets; without one of them, in words.
std::string arithmetic_text::text_of(const interval& values) const {
    if (style() == number_style::percent) {
        return shown(values, number_style::percent, usual_decimals);
    }
    const bool has_both_ends = values.lo().is_finite() && values.hi().is_finite();
    return has_both_ends ? to_string(values) : in_words(values, cells_.in(), number_style::plain);
}

std::string arithmetic_text::written(const finding_term& term) const {
    if (term.reading == term_reading::zero || term.reading == term_reading::exempt ||
        term.reading == term_reading::not_applicable || !term.observation) {
        return "0";
    }
    const observation seen = data_[*term.observation];
    return shortened(escaped(seen.as_written()), longest_figure);
}

std::string arithmetic_text::name_of_operand(const finding_term& term, const cell& claim) const {
    if (term.where.place != claim.place) {
        const std::string place = cells_.place(term.where.place);
        return term.where.what.extent == scope::own && claim.what.extent != scope::own
                   ? cells_.say("own part of " + place, place + "本级")
                   : place;
    }
    if (term.where.what.indicator == claim.what.indicator) {
        if (term.where.what.extent != claim.what.extent) {
            return cells_.say("own part", "本级");
        }
        for (std::size_t i = 0; i < data_.book().breakdowns.size(); ++i) {
            const breakdown_id by{i};
            const std::uint16_t item = term.where.what.item(by);
            if (item != series::all && item != claim.what.item(by)) {
                return cells_.item(by, item);
            }
        }
    }
    return cells_.phrase(term.where, claim);
}

std::string arithmetic_text::operand(const finding_term& term, const cell& claim) const {
    if (!is_missing(term)) {
        return written(term);
    }
    std::string why = name_of_operand(term, claim);
    if (term.reading == term_reading::conflicting) {
        why += cells_.say(": sources differ", "：来源不一");
    }
    return "?" + cells_.in_brackets(why);
}

std::string arithmetic_text::claim(const finding& what) const {
    const finding_term* const term = find_claim(what.terms);
    if (term == nullptr) {
        return what.reported ? text_of(*what.reported) : "?";
    }
    return operand(*term, what.where);
}

std::string arithmetic_text::sum(const std::vector<finding_term>& terms, const cell& claim) const {
    std::string text;
    const std::size_t written_out = std::min(terms.size(), longest_sum);
    for (std::size_t i = 0; i < written_out; ++i) {
        const bool minus = terms[i].role == term_role::minus;
        if (i > 0) {
            text += minus ? " - " : " + ";
        } else if (minus) {
            text += "-";
        }
        text += operand(terms[i], claim);
    }
    if (written_out == terms.size()) {
        return text.empty() ? "0" : text;
    }
    const auto rest = terms.begin() + static_cast<std::ptrdiff_t>(written_out);
    const auto missing = std::count_if(rest, terms.end(), is_missing);
    const std::string more = std::to_string(terms.size() - written_out);
    std::string note = cells_.say(more + " more", "另有 " + more + " 项");
    if (missing > 0) {
        const std::string how_many = std::to_string(missing);
        note += cells_.say(", " + how_many + " of them missing", "，其中 " + how_many + " 项缺报");
    }
    return text + " + …" + cells_.in_brackets(note);
}

std::string arithmetic_text::difference(const finding& what) const {
    if (!what.difference || !lies_apart(*what.difference)) {
        return {};
    }
    const bool above = lies_above(*what.difference);
    const interval size = above ? *what.difference : -*what.difference;
    const std::string word = above ? cells_.say("more by ", "多 ") : cells_.say("less by ", "少 ");
    const std::string lo = shown(size.lo().value, style(), usual_decimals);
    if (size.is_exact()) {
        return word + lo;
    }
    if (!size.hi().is_finite()) {
        const std::string at_least = size.lo().is_closed() ? cells_.say("at least ", "至少")
                                                           : cells_.say("more than ", "不止");
        return above ? cells_.say("more by " + at_least, at_least + "多 ") + lo
                     : cells_.say("less by " + at_least, at_least + "少 ") + lo;
    }
    return word + lo + cells_.say(" to ", " 至 ") + shown(size.hi().value, style(), usual_decimals);
}

/// Changes of a percentage are told in percent; all other sums are of plain numbers.
number_style arithmetic_text::style() const {
    return rule_.kind == rule_kind::change && cells_.is_percentage(rule_.indicator)
               ? number_style::percent
               : number_style::plain;
}

std::string arithmetic_text::bracketed_difference(const finding& what) const {
    const std::string text = what.result == verdict::fails ? difference(what) : std::string{};
    return text.empty() ? text : cells_.in_brackets(text);
}

std::string arithmetic_text::sum_statement(const finding& what) const {
    const std::vector<finding_term> terms = operands(what.terms);
    std::string_view sign = " = ";
    if (what.result == verdict::fails) {
        sign = " ≠ ";
    }
    if (what.result == verdict::possible) {
        sign = " ≈ ";
    }
    std::string text = claim(what);
    text += sign;
    text += sum(terms, what.where);
    const bool says_itself =
        what.result == verdict::unknown ||
        (what.result == verdict::holds && what.reported && what.reported->is_exact()) ||
        (terms.size() == 1 && what.computed && what.computed->is_exact());
    if (what.computed && !says_itself) {
        text += " = " + text_of(*what.computed);
    }
    return text + bracketed_difference(what);
}

std::string arithmetic_text::order_statement(const finding& what) const {
    const std::string_view sign = what.result == verdict::fails ? " > " : " ≤ ";
    const std::vector<finding_term> terms = operands(what.terms);
    std::string whole = sum(terms, what.where);
    // A whole that is missing is named where its figure would stand.
    if (terms.size() == 1 && !is_missing(terms.front())) {
        const std::string name = name_of_operand(terms.front(), what.where);
        whole = cells_.say(whole + " " + name, name + " " + whole);
    }
    std::string text = claim(what);
    text += sign;
    text += whole;
    return text + bracketed_difference(what);
}

std::string arithmetic_text::held_statement(const finding& what) const {
    std::string list;
    for (const finding_term& term : operands(what.terms)) {
        if (!list.empty()) {
            list += cells_.say(", ", "、");
        }
        list += operand(term, what.where);
    }
    std::string text = claim(what);
    const bool fails = what.result == verdict::fails;
    const std::string range = what.computed ? " " + text_of(*what.computed) : "";
    text += fails ? cells_.say(" is not within", " 不在") : cells_.say(" within", " 在");
    text += range;
    text += cells_.say(", from the largest of " + list + " to their sum",
                       " 之间（" + list + " 的最大者至其和）");
    return text + bracketed_difference(what);
}

std::string arithmetic_text::ratio(const std::vector<finding_term>& terms,
                                   const cell& claim) const {
    const auto part = [&](term_role role) {
        const std::vector<finding_term> found = with_role(terms, role);
        const std::string text = sum(found, claim);
        return found.size() > 1 ? "(" + text + ")" : text;
    };
    const std::string above = part(term_role::plus);
    const std::string below = part(term_role::divisor);
    // A name after a question mark reads on into the slash without a blank.
    const bool spaced = above.starts_with("?") || above.starts_with("(");
    return above + (spaced ? " / " : "/") + below;
}

std::string arithmetic_text::rate_value(const interval& computed,
                                        const std::optional<interval>& reported,
                                        indicator_id which) const {
    const number_style style =
        cells_.is_percentage(which) ? number_style::percent : number_style::plain;
    if (!computed.is_exact() || !reported) {
        return shown(computed, style, usual_decimals);
    }
    return shown_beside(*reported, computed.lo().value, style);
}

/// The total of a rate, where it is known exactly: only then is it known which counts print so.
std::optional<rational> arithmetic_text::exact_total(const finding& what) const {
    rational total = 0;
    for (const finding_term& term : with_role(what.terms, term_role::divisor)) {
        if (is_missing(term)) {
            return std::nullopt;
        }
        if (term.reading != term_reading::figure || !term.observation) {
            continue;
        }
        const observation seen = data_[*term.observation];
        if (seen.written == nullptr) {
            total += seen.count;
        } else if (seen.written->values().is_exact()) {
            total += seen.written->nominal();
        } else {
            return std::nullopt;
        }
    }
    return total;
}

std::string arithmetic_text::duals(const finding& what) const {
    const std::optional<rational> total = what.duals ? exact_total(what) : std::nullopt;
    if (!total || total->is_zero()) {
        return {};
    }
    const std::string of = to_string(*total);
    const std::string as = claim(what);
    if (!what.duals->counts) {
        return cells_.say("no count of " + of + " would print " + as,
                          "总数 " + of + " 时，没有分子可写作 " + as);
    }
    const std::string counts = in_words(*what.duals->counts, cells_.in());
    const bool alone = what.duals->counts->first == what.duals->counts->last;
    if (what.result == verdict::fails) {
        return cells_.say(counts + " of " + of + " would print " + as,
                          "总数 " + of + " 时，分子为 " + counts + " 才写作 " + as);
    }
    if (alone) {
        return cells_.say("no other count of " + of + " would print the same",
                          "总数 " + of + " 时，仅此分子写作 " + as);
    }
    return cells_.say(counts + " of " + of + " would print the same",
                      "总数 " + of + " 时，分子 " + counts + " 均写作 " + as);
}

std::string arithmetic_text::rate_statement(const finding& what) const {
    std::string text = ratio(what.terms, what.where);
    if (what.computed && what.result != verdict::unknown) {
        text += " = " + rate_value(*what.computed, what.reported, what.where.what.indicator);
    } else if (!what.computed) {
        text += cells_.say(" is no rate: the total is zero", " 不成比率：总数为零");
    }
    text += cells_.say(", reported ", "，上报 ") + claim(what);
    std::string note = duals(what);
    if (note.empty() && what.result == verdict::fails &&
        !cells_.is_percentage(what.where.what.indicator)) {
        note = difference(what);
    }
    if (what.basis == operand_basis::rolled_up) {
        const std::string basis = cells_.say("counts rolled up from below", "分子分母由下级汇总");
        note = note.empty() ? basis : basis + cells_.say("; ", "；") + note;
    }
    return note.empty() ? text : text + cells_.in_brackets(note);
}

std::string arithmetic_text::domain_words(indicator_id which) const {
    const indicator& what = data_.book()[which];
    const std::string range =
        in_words(data_.book().domain_of(what),
                 cells_.in(),
                 cells_.is_percentage(which) ? number_style::percent : number_style::plain);
    return what.counts_whole() ? cells_.say("a whole number, " + range, "整数，" + range) : range;
}

std::string arithmetic_text::domain_statement(const finding& what) const {
    const finding_term* const term = find_claim(what.terms);
    if (term == nullptr || !term->observation) {
        return cells_.say("not reported", "未上报");
    }
    const observation seen = data_[*term->observation];
    const std::string text = shortened(escaped(seen.as_written()), longest_figure);
    const std::string quoted =
        text.empty() ? text : cells_.say("\"" + text + "\" ", "“" + text + "”");
    std::string words;
    switch (seen.state) {
    case status::reported:
    case status::below_unit:
        words = text + cells_.say(" is not possible: expected ", " 不可能：应为") +
                domain_words(what.where.what.indicator);
        break;
    case status::missing: words = cells_.say("left blank", "空缺"); break;
    case status::not_applicable: words = cells_.say("not applicable", "不适用"); break;
    case status::suppressed: words = cells_.say("known, and not published", "未公布"); break;
    case status::unreadable: words = quoted + cells_.say("is unreadable", "无法辨认"); break;
    }
    const std::string source = escaped(data_.source(seen.source));
    return source.empty() ? words : words + cells_.in_brackets(source);
}

std::string arithmetic_text::conflict_statement(const finding& what) const {
    const std::string sign = what.result == verdict::fails ? " ≠ " : " ≈ ";
    std::string text;
    for (const finding_term& term : what.terms) {
        if (!term.observation) {
            continue;
        }
        const observation seen = data_[*term.observation];
        if (!text.empty()) {
            text += sign;
        }
        text += shortened(escaped(seen.as_written()), longest_figure);
        const std::string source = escaped(data_.source(seen.source));
        text += cells_.in_brackets(source.empty() ? cells_.say("no source", "来源未注明") : source);
    }
    return text;
}

std::string arithmetic_text::register_statement(const finding& what) const {
    std::string_view sign = what.result == verdict::fails ? " ≠ " : " = ";
    if (what.result == verdict::possible) {
        sign = " ≈ ";
    }
    const std::string count = what.computed ? text_of(*what.computed) : "?";
    std::string text = claim(what);
    text += sign;
    text += cells_.say(count + " in the register", "名录 " + count);
    return text + bracketed_difference(what);
}

/// " in 2016-02", of the first figure that the claim is compared with.
std::string arithmetic_text::earlier(const finding& what) const {
    const std::vector<finding_term> terms = operands(what.terms);
    if (terms.empty() || terms.front().where.when == what.where.when) {
        return {};
    }
    const std::string when = cells_.when(terms.front().where.when);
    return cells_.say(" in " + when, "（" + when + "）");
}

/// A running total beside the one before it.
std::string arithmetic_text::total_statement(const finding& what) const {
    const std::vector<finding_term> terms = operands(what.terms);
    if (terms.empty()) {
        return claim(what);
    }
    std::string text = claim(what);
    text += what.result == verdict::fails ? " < " : " ≥ ";
    text += operand(terms.front(), what.where) + earlier(what);
    for (std::size_t i = 1; i < terms.size(); ++i) {
        text += cells_.say(", with ", "，其间 ") + operand(terms[i], what.where);
    }
    return text + bracketed_difference(what);
}

std::string arithmetic_text::growth_statement(const finding& what) const {
    std::string text = ratio(what.terms, what.where) + " - 1";
    if (what.computed && what.result != verdict::unknown) {
        const interval& computed = *what.computed;
        text +=
            " = " + (computed.is_exact() && what.reported
                         ? shown_beside(*what.reported, computed.lo().value, number_style::percent)
                         : shown(computed, number_style::percent, usual_decimals));
    } else if (!what.computed) {
        text += cells_.say(" is no growth: it was zero before", " 不成增长率：基数为零");
    }
    return text + cells_.say(", reported ", "，上报 ") + claim(what);
}

std::string arithmetic_text::ordinal_statement(const finding& what) const {
    const std::chrono::year_month_day date{what.where.when.last()};
    const int year = static_cast<int>(date.year());
    const int zero = data_.book()[what.where.what.indicator].year_zero.value_or(0);
    std::string text = claim(what);
    text += what.result == verdict::fails ? " ≠ " : " = ";
    text +=
        std::to_string(year) + " - " + std::to_string(zero) + " = " + std::to_string(year - zero);
    return text + bracketed_difference(what);
}

std::string arithmetic_text::magnitude_statement(const finding& what) const {
    const std::vector<finding_term> terms = operands(what.terms);
    if (terms.empty() || !what.reported || !what.computed) {
        return claim(what);
    }
    const bool is_neighbour = terms.front().where.place != what.where.place;
    const std::string usual =
        is_neighbour ? text_of(*what.computed) : operand(terms.front(), what.where);
    const std::string beside =
        is_neighbour ? cells_.say(" of its neighbours", "（同级各地区）") : earlier(what);
    if (what.result != verdict::fails) {
        return claim(what) + cells_.say(" beside ", "，对照 ") + usual + beside;
    }
    // The power of ten nearest to the ratio; both ends are finite where it fails.
    const bool above = what.reported->lo().value > what.computed->lo().value;
    const rational& large = above ? what.reported->lo().value : what.computed->lo().value;
    const rational& small = above ? what.computed->hi().value : what.reported->lo().value;
    integer times = 10;
    while (small * rational{times} * 2 < large && times < 10000) {
        times *= 10;
    }
    const std::string count = to_string(times);
    return claim(what) +
           (above
                ? cells_.say(", about " + count + " times ", "，约为其 " + count + " 倍：")
                : cells_.say(", about a " + count + "th of ", "，约为其 " + count + " 分之一：")) +
           usual + beside;
}

std::string arithmetic_text::due_statement(const finding& what) const {
    std::string list;
    std::size_t count = 0;
    constexpr std::size_t most = 8;
    for (const finding_term& term : what.terms) {
        if (++count <= most) {
            list += (list.empty() ? "" : cells_.say(", ", "、")) + cells_.label(term.where.what);
        }
    }
    if (count > most) {
        list += cells_.say(" and " + std::to_string(count - most) + " more",
                           "等 " + std::to_string(count) + " 项");
    }
    return list + cells_.say(" not reported", " 未上报");
}

std::string arithmetic_text::of(const finding& what) const {
    switch (rule_.kind) {
    case rule_kind::domain: return domain_statement(what);
    case rule_kind::part_of:
    case rule_kind::of_which:
    case rule_kind::nested: return order_statement(what);
    case rule_kind::partition:
        if (rule_.nesting) {
            return order_statement(what);
        }
        if (rule_.counting == tier_counting::held) {
            return held_statement(what);
        }
        return sum_statement(what);
    case rule_kind::rollup:
    case rule_kind::accumulation:
    case rule_kind::balance:
    case rule_kind::periods:
    case rule_kind::change: return sum_statement(what);
    case rule_kind::last_year: {
        const std::string text = sum_statement(what);
        const std::size_t bracket = text.rfind(cells_.say(" (", "（"));
        const std::string when = earlier(what);
        return bracket == std::string::npos || what.result != verdict::fails
                   ? text + when
                   : text.substr(0, bracket) + when + text.substr(bracket);
    }
    case rule_kind::rate: return rate_statement(what);
    case rule_kind::conflict: return conflict_statement(what);
    case rule_kind::registered: return register_statement(what);
    case rule_kind::cumulative: return total_statement(what);
    case rule_kind::growth: return growth_statement(what);
    case rule_kind::ordinal: return ordinal_statement(what);
    case rule_kind::magnitude: return magnitude_statement(what);
    case rule_kind::due: return due_statement(what);
    case rule_kind::written:
        return written_text{rule_,
                            data_,
                            cells_,
                            [&](const finding_term& term) { return operand(term, what.where); }}
            .of(what);
    }
    return {};
}

std::string arithmetic_text::of(const derived_value& what) const {
    if (rule_.kind == rule_kind::rate) {
        return ratio(what.terms, what.where) + " = " +
               rate_value(what.values, std::nullopt, what.where.what.indicator);
    }
    const std::vector<finding_term> terms = operands(what.terms);
    const bool is_a_sum = terms.size() > 1 || !what.values.is_exact();
    std::string text = (is_a_sum ? sum(terms, what.where) + " = " : "") + text_of(what.values);
    if (what.due > 0 && what.reporting < what.due) {
        const std::string reporting = std::to_string(what.reporting);
        const std::string due = std::to_string(what.due);
        text += cells_.in_brackets(cells_.say(reporting + " of " + due + " reported",
                                              "应报 " + due + "，已报 " + reporting));
    }
    return text;
}

std::string arithmetic_text::name_of_parts(const std::vector<finding_term>& terms,
                                           const cell& claim) const {
    const bool has_own = std::any_of(terms.begin(), terms.end(), [&](const auto& term) {
        return term.where.place == claim.place;
    });
    std::string below;
    for (const finding_term& term : terms) {
        if (term.where.place == claim.place) {
            continue;
        }
        const std::string like = cells_.places_like(term.where.place);
        if (!below.empty() && below != like) {
            return cells_.say("parts", "各部分");
        }
        below = like;
    }
    if (below.empty()) {
        return cells_.say("parts", "各部分");
    }
    return has_own ? cells_.say("own part and " + below, "本级与各" + below)
                   : cells_.say(below, "各" + below);
}

std::string arithmetic_text::in_brief(const finding& what) const {
    if (rule_.kind != rule_kind::rollup || !what.computed) {
        return of(what);
    }
    const std::vector<finding_term> terms = operands(what.terms);
    const auto missing = std::count_if(terms.begin(), terms.end(), is_missing);
    const std::string sum = text_of(*what.computed);
    // In Chinese a space parts words from figures, and not words from words: 合计为不少于 111.
    const bool begins_with_words = static_cast<unsigned char>(sum.front()) >= 0x80U;
    std::string text = name_of_parts(terms, what.where) +
                       cells_.say(" add to ", begins_with_words ? "合计为" : "合计为 ") + sum;
    if (missing > 0) {
        const std::string how_many = std::to_string(missing);
        text += cells_.in_brackets(cells_.say(how_many + " missing", how_many + " 项缺报"));
    }
    text += cells_.say(", reported ", "，上报 ") + claim(what);
    return text + bracketed_difference(what);
}

}  // namespace crossfoot::detail
