#include "expression_parser.hpp"

#include "expression_text.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace crossfoot::detail {

namespace {

constexpr auto syntax = expression_fault_kind::syntax;

// Words that may be mistyped where an operator or the end was expected.
constexpr std::array<std::string_view, 8> infix_words{
    "and", "or", "then", "between", "not", "at", "并且", "或者"};

const bilingual& a_comparison() {
    static const bilingual text{"a comparison such as = or <=, or \"between\"",
                                "比较符号（如 =、<=）或\"介于\""};
    return text;
}

std::optional<expression_kind> comparison_of(sign which) {
    switch (which) {
    case sign::equal: return expression_kind::equal;
    case sign::not_equal: return expression_kind::not_equal;
    case sign::less: return expression_kind::less;
    case sign::at_most: return expression_kind::at_most;
    case sign::more: return expression_kind::more;
    case sign::at_least: return expression_kind::at_least;
    case sign::none:
    case sign::open:
    case sign::close:
    case sign::open_bracket:
    case sign::close_bracket:
    case sign::comma:
    case sign::plus:
    case sign::minus:
    case sign::times:
    case sign::over: return std::nullopt;
    }
    return std::nullopt;
}

std::vector<expression> parts_of(expression first) {
    std::vector<expression> parts;
    parts.push_back(std::move(first));
    return parts;
}

std::vector<expression> parts_of(expression first, expression second) {
    std::vector<expression> parts = parts_of(std::move(first));
    parts.push_back(std::move(second));
    return parts;
}

/// Says "one level in" for as long as it lives.
class level_in {
  public:
    explicit level_in(std::size_t& depth) : depth_{depth} { ++depth_; }
    level_in(const level_in&) = delete;
    level_in& operator=(const level_in&) = delete;
    ~level_in() { --depth_; }

  private:
    std::size_t& depth_;
};

}  // namespace

bool is_condition(expression_kind kind) noexcept {
    switch (kind) {
    case expression_kind::number:
    case expression_kind::reference:
    case expression_kind::year:
    case expression_kind::month:
    case expression_kind::plus:
    case expression_kind::minus:
    case expression_kind::times:
    case expression_kind::over:
    case expression_kind::negative:
    case expression_kind::smallest:
    case expression_kind::largest:
    case expression_kind::absolute: return false;
    case expression_kind::equal:
    case expression_kind::not_equal:
    case expression_kind::less:
    case expression_kind::at_most:
    case expression_kind::more:
    case expression_kind::at_least:
    case expression_kind::between:
    case expression_kind::not_between:
    case expression_kind::both:
    case expression_kind::either:
    case expression_kind::negation:
    case expression_kind::implies:
    case expression_kind::reported: return true;
    }
    return false;
}

expression_parser::expression_parser(std::string_view text, const codebook* book) : text_{text} {
    if (book) references_.emplace(text_, *book, faults_);
}

std::variant<expression, expression_fault> expression_parser::read() {
    parsed whole = take_condition();
    if (whole && (!is_condition(whole->kind) || !text_.at_end())) {
        unexpected_behind(*whole, {"the end", "结尾"});
    }
    if (faults_.found()) return *faults_.found();
    return std::move(*whole);
}

// ---- what was expected ------------------------------------------------------------------------

/// Something stands behind `left` that cannot follow it; `end` is what could have ended it.
std::nullopt_t expression_parser::unexpected_behind(const expression& left, const bilingual& end) {
    if (!is_condition(left.kind)) return faults_.unexpected(text_, a_comparison(), infix_words);
    return faults_.unexpected(
        text_, {end.en + R"(, "and" or "or")", end.zh + R"(、"并且"或"或者")"}, infix_words);
}

std::nullopt_t expression_parser::unexpected_operand() {
    if (text_.length_of(keyword::if_so) > 0) {
        return faults_.say(syntax,
                           text_.position(),
                           {"\"if\" stands inside a condition: expected it at the beginning or "
                            "behind \"(\"",
                            "\"如果\"在条件中间：应在开头或左括号之后"});
    }
    if (!references_) {
        return faults_.unexpected(text_,
                                  {"a figure such as 248, 10.2万 or 95%; a claim has no names",
                                   "数字，如 248、10.2万 或 95%；算式中不用指标名称"});
    }
    return faults_.unexpected(text_, {"an indicator, a number or \"(\"", "指标、数字或左括号"});
}

// ---- nodes ------------------------------------------------------------------------------------

expression_parser::parsed expression_parser::node(expression_kind kind,
                                                  std::size_t start,
                                                  std::vector<expression> parts) {
    if (++nodes_ > most_expression_nodes) {
        return faults_.say(
            syntax,
            start,
            {"the text goes on here: expected at most " + std::to_string(most_expression_nodes) +
                 " figures, numbers and operators",
             "内容过多：指标、数字和运算符合计不应超过 " + std::to_string(most_expression_nodes) +
                 " 个"});
    }
    expression made;
    made.kind = kind;
    made.parts = std::move(parts);
    made.at = start;
    made.length = text_.end_of_last() - start;
    return made;
}

bool expression_parser::enter() {
    if (depth_ <= deepest_expression + 1) return true;  // the whole is one
    const std::string most = std::to_string(deepest_expression);
    faults_.say(syntax,
                text_.position(),
                {"a level too deep: expected at most " + most +
                     " levels of brackets, \"not\" and "
                     "\"if\"",
                 "嵌套过深：括号、\"非\"和\"如果\"不应超过 " + most + " 层"});
    return false;
}

expression_parser::parsed expression_parser::take_number_from(parsed (expression_parser::*part)()) {
    parsed found = (this->*part)();
    if (!found || !is_condition(found->kind)) return found;
    return faults_.say(
        syntax, found->at, {"found a condition: expected a number here", "此处为条件：应为数值"});
}

expression_parser::parsed expression_parser::take_condition_from(
    parsed (expression_parser::*part)()) {
    parsed found = (this->*part)();
    if (!found || is_condition(found->kind)) return found;
    return unexpected_behind(*found, {});
}

// ---- what stands here -------------------------------------------------------------------------

std::size_t expression_parser::name_length() {
    return references_ ? references_->name_length() : 0;
}

/// Whether a keyword stands here, and no longer name that begins with it.
bool expression_parser::stands(keyword which) {
    const std::size_t length = text_.length_of(which);
    return length > 0 && length >= name_length();
}

std::optional<leading_figure> expression_parser::leading_figure_here() {
    const std::string_view rest = text_.text().substr(text_.position());
    if (!references_) return find_leading_figure(rest, place_, number_units::known);
    const char32_t first = character_at(rest, 0).folded;
    if (name_length() > 0 && is_word_character(first)) {
        // A name in Latin letters is no number; one that begins with a digit may be longer.
        if (first < U'0' || first > U'9') return std::nullopt;
    }
    std::optional<leading_figure> found = find_leading_figure(rest, place_, number_units::none);
    if (!found) return std::nullopt;
    // 百姓讲堂 is no hundred.
    const bool is_letter = is_other_letter(first);
    const bool goes_on = is_letter && is_other_letter(character_at(rest, found->length).folded) &&
                         !text_.goes_on_at(text_.position() + found->length);
    return goes_on || found->length <= name_length() ? std::nullopt : std::move(found);
}

/// Whether digits stand here that are too many to be read.
bool expression_parser::starts_long_number() const {
    std::size_t end = text_.position();
    for (;;) {
        const character here = character_at(text_.text(), end);
        if (here.folded < U'0' || here.folded > U'9') break;
        end += here.length;
    }
    return end - text_.position() > longest_number;
}

std::optional<expression_kind> expression_parser::comparison_here() const {
    return comparison_of(text_.peek());
}

/// Whether "between" or "not between" stands here.
bool expression_parser::between_stands() const {
    const std::size_t negation = text_.length_of(keyword::negation);
    const std::size_t next = after_blanks(text_.text(), text_.position() + negation);
    return text_.length_of(keyword::between, next) > 0;
}

/// Whether a second comparison follows one, as in a < b < c. Notes it as a fault.
bool expression_parser::is_chained() {
    if (!comparison_here() && !between_stands()) return false;
    faults_.say(
        syntax,
        text_.position(),
        {"a second comparison " + in_marks(text_.found_here()) +
             ": expected two that are joined, such as a < b and b < c",
         "又一个比较" + in_marks(text_.found_here()) + "：应分为两个并相连，如 a < b 并且 b < c"});
    return true;
}

// ---- conditions -------------------------------------------------------------------------------

expression_parser::parsed expression_parser::take_condition() {
    const level_in inside{depth_};
    if (!enter()) return std::nullopt;
    return stands(keyword::if_so) ? take_if() : take_disjunction();
}

expression_parser::parsed expression_parser::take_if() {
    const std::size_t start = text_.position();
    text_.take(keyword::if_so);
    parsed premise = take_condition_from(&expression_parser::take_condition);
    if (!premise) return std::nullopt;
    text_.take(sign::comma);
    if (!text_.take(keyword::then)) {
        return unexpected_behind(*premise, {"\"then\"", "\"那么\""});
    }
    parsed consequence = take_condition_from(&expression_parser::take_condition);
    if (!consequence) return std::nullopt;
    return node(
        expression_kind::implies, start, parts_of(std::move(*premise), std::move(*consequence)));
}

expression_parser::parsed expression_parser::take_disjunction() {
    const std::size_t start = text_.position();
    parsed left = take_conjunction();
    while (left && text_.length_of(keyword::either) > 0) {
        if (!is_condition(left->kind)) return unexpected_behind(*left, {});
        text_.take(keyword::either);
        parsed right = take_condition_from(&expression_parser::take_conjunction);
        if (!right) return std::nullopt;
        left = node(expression_kind::either, start, parts_of(std::move(*left), std::move(*right)));
    }
    return left;
}

expression_parser::parsed expression_parser::take_conjunction() {
    const std::size_t start = text_.position();
    parsed left = take_negation();
    while (left && text_.length_of(keyword::both) > 0) {
        if (!is_condition(left->kind)) return unexpected_behind(*left, {});
        text_.take(keyword::both);
        parsed right = take_condition_from(&expression_parser::take_negation);
        if (!right) return std::nullopt;
        left = node(expression_kind::both, start, parts_of(std::move(*left), std::move(*right)));
    }
    return left;
}

expression_parser::parsed expression_parser::take_negation() {
    const std::size_t start = text_.position();
    if (stands(keyword::negation)) {
        // "not less than 5" is a figure.
        const std::optional<leading_figure> figure = leading_figure_here();
        if (!figure || figure->length <= text_.length_of(keyword::negation)) {
            const level_in inside{depth_};
            if (!enter()) return std::nullopt;
            text_.take(keyword::negation);
            parsed denied = take_condition_from(&expression_parser::take_negation);
            if (!denied) return std::nullopt;
            return node(expression_kind::negation, start, parts_of(std::move(*denied)));
        }
    }
    if (references_ && stands(keyword::reported) &&
        text_.opens_after(text_.length_of(keyword::reported))) {
        return take_reported();
    }
    return take_comparison();
}

expression_parser::parsed expression_parser::take_reported() {
    const std::size_t start = text_.position();
    text_.take(keyword::reported);
    text_.take(sign::open);
    std::optional<figure_reference> named = references_->take_figure();
    if (!named) return std::nullopt;
    if (!text_.take(sign::close)) return faults_.unexpected(text_, {"\")\"", "右括号"});
    parsed made = node(expression_kind::reported, start, {});
    if (made) made->named = std::move(*named);
    return made;
}

expression_parser::parsed expression_parser::take_comparison() {
    const std::size_t start = text_.position();
    parsed left = take_sum();
    if (!left || is_condition(left->kind)) return left;
    const std::optional<expression_kind> kind = comparison_here();  // 不小于 is one, no 不
    if (!kind) {
        const bool is_range = between_stands() || text_.length_of(keyword::negation) > 0;
        return is_range ? take_between(std::move(*left), start) : std::move(left);
    }
    text_.take(text_.peek());
    parsed right = take_number_from(&expression_parser::take_sum);
    if (!right) return std::nullopt;
    parsed compared = node(*kind, start, parts_of(std::move(*left), std::move(*right)));
    return is_chained() ? std::nullopt : std::move(compared);
}

expression_parser::parsed expression_parser::take_between(expression left, std::size_t start) {
    const bool is_denied = text_.take(keyword::negation);
    if (!text_.take(keyword::between)) {
        constexpr std::array<std::string_view, 1> words{"between"};
        return faults_.unexpected(text_, {"\"between\"", "\"介于\""}, words);
    }
    const number_place outside = std::exchange(place_, number_place::before_and);
    parsed low = take_number_from(&expression_parser::take_sum);
    place_ = outside;
    if (!low) return std::nullopt;
    if (!text_.take(keyword::between_and)) {
        constexpr std::array<std::string_view, 1> words{"and"};
        return faults_.unexpected(
            text_, {R"("and" and the upper end of "between")", R"("和"及"介于"的上限)"}, words);
    }
    parsed high = take_number_from(&expression_parser::take_sum);
    if (!high) return std::nullopt;
    text_.take(keyword::between_close);
    std::vector<expression> parts = parts_of(std::move(left), std::move(*low));
    parts.push_back(std::move(*high));
    parsed made = node(is_denied ? expression_kind::not_between : expression_kind::between,
                       start,
                       std::move(parts));
    return is_chained() ? std::nullopt : std::move(made);
}

// ---- numbers ----------------------------------------------------------------------------------

expression_parser::parsed expression_parser::take_sum() {
    const std::size_t start = text_.position();
    parsed left = take_product();
    while (left && !is_condition(left->kind)) {
        const sign here = text_.peek();
        if (here != sign::plus && here != sign::minus) break;
        text_.take(here);
        parsed right = take_number_from(&expression_parser::take_product);
        if (!right) return std::nullopt;
        left = node(here == sign::plus ? expression_kind::plus : expression_kind::minus,
                    start,
                    parts_of(std::move(*left), std::move(*right)));
    }
    return left;
}

expression_parser::parsed expression_parser::take_product() {
    const std::size_t start = text_.position();
    parsed left = take_factor();
    while (left && !is_condition(left->kind)) {
        const sign here = text_.peek();
        if (here != sign::times && here != sign::over) break;
        text_.take(here);
        parsed right = take_number_from(&expression_parser::take_factor);
        if (!right) return std::nullopt;
        left = node(here == sign::times ? expression_kind::times : expression_kind::over,
                    start,
                    parts_of(std::move(*left), std::move(*right)));
    }
    return left;
}

expression_parser::parsed expression_parser::take_factor() {
    const std::size_t start = text_.position();
    if (!text_.take(sign::minus)) return take_primary();
    parsed part = take_number_from(&expression_parser::take_primary);
    if (!part) return std::nullopt;
    return node(expression_kind::negative, start, parts_of(std::move(*part)));
}

expression_parser::parsed expression_parser::take_primary() {
    const std::size_t start = text_.position();
    const bool is_name = name_length() > 0 || (references_ && text_.quoted_here());
    if (!is_name && text_.peek() == sign::open) return take_in_brackets();
    for (const keyword each : {keyword::smallest, keyword::largest, keyword::absolute}) {
        if (stands(each) && (!is_name || text_.opens_after(text_.length_of(each)))) {
            return take_function(each);
        }
    }
    if (references_) {
        if (stands(keyword::sum) &&
            (!is_name || text_.opens_after(text_.length_of(keyword::sum)))) {
            return take_sum_of_figures();
        }
        if (stands(keyword::year)) {
            text_.take(keyword::year);
            return node(expression_kind::year, start, {});
        }
        if (stands(keyword::month)) {
            text_.take(keyword::month);
            return node(expression_kind::month, start, {});
        }
    }
    if (const std::optional<leading_figure> figure = leading_figure_here()) {
        return take_number(*figure);
    }
    if (is_name) return take_reference();
    if (starts_long_number()) {
        const std::string most = std::to_string(longest_number);
        return faults_.say(syntax,
                           start,
                           {"a number of more than " + most + " bytes: expected a shorter one",
                            "数字超过 " + most + " 字节：应更短"});
    }
    return take_other_word(start);
}

/// What is neither a number nor a name that is known: a word of the language at a wrong place, or a
/// name that was mistyped.
expression_parser::parsed expression_parser::take_other_word(std::size_t start) {
    const std::size_t reported = text_.length_of(keyword::reported);
    const char32_t behind = character_at(text_.text(), start + reported).folded;
    if (references_ && reported > 0 && !is_other_letter(behind) && !text_.opens_after(reported)) {
        text_.take(keyword::reported);
        return faults_.unexpected(text_, {"\"(\"", "左括号"});
    }
    // A sign or a word of the language is no mistyped name.
    const bool is_ours =
        text_.at_end() || text_.peek() != sign::none || !text_.meant_here().empty() ||
        text_.length_of(keyword::if_so) > 0 || text_.length_of(keyword::then) > 0 ||
        text_.length_of(keyword::both) > 0 || text_.length_of(keyword::either) > 0 ||
        text_.length_of(keyword::between) > 0 || text_.length_of(keyword::negation) > 0 ||
        (reported > 0 && text_.opens_after(reported)) || text_.words_here().empty();
    return is_ours || !references_ ? unexpected_operand() : take_reference();
}

expression_parser::parsed expression_parser::take_in_brackets() {
    text_.take(sign::open);
    const number_place outside = std::exchange(place_, number_place::anywhere);
    parsed inside = take_condition();
    place_ = outside;
    if (!inside || text_.take(sign::close)) return inside;
    if (is_condition(inside->kind)) return unexpected_behind(*inside, {"\")\"", "右括号"});
    return faults_.unexpected(
        text_, {"an operator, a comparison or \")\"", "运算符、比较符号或右括号"}, infix_words);
}

expression_parser::parsed expression_parser::take_function(keyword which) {
    const level_in inside{depth_};
    if (!enter()) return std::nullopt;
    const std::size_t start = text_.position();
    text_.take(which);
    if (!text_.take(sign::open)) return faults_.unexpected(text_, {"\"(\"", "左括号"});
    const number_place outside = std::exchange(place_, number_place::anywhere);
    std::vector<expression> parts;
    do {
        parsed part = take_number_from(&expression_parser::take_sum);
        if (!part) return std::nullopt;
        parts.push_back(std::move(*part));
    } while (which != keyword::absolute && text_.take(sign::comma));
    place_ = outside;
    if (!text_.take(sign::close)) {
        return which == keyword::absolute
                   ? faults_.unexpected(text_, {"\")\"", "右括号"})
                   : faults_.unexpected(text_, {"\",\" or \")\"", "逗号或右括号"});
    }
    const expression_kind kind = which == keyword::smallest  ? expression_kind::smallest
                                 : which == keyword::largest ? expression_kind::largest
                                                             : expression_kind::absolute;
    return node(kind, start, std::move(parts));
}

expression_parser::parsed expression_parser::take_sum_of_figures() {
    const std::size_t start = text_.position();
    text_.take(keyword::sum);
    if (!text_.take(sign::open)) return faults_.unexpected(text_, {"\"(\"", "左括号"});
    std::optional<figure_reference> named = references_->take_sum();
    if (!named) return std::nullopt;
    parsed made = node(expression_kind::reference, start, {});
    if (made) made->named = std::move(*named);
    return made;
}

expression_parser::parsed expression_parser::take_number(const leading_figure& found) {
    const std::size_t start = text_.position();
    const figure& value = found.value;
    const bool is_number = value.form() == figure_form::exact ||
                           value.form() == figure_form::rounded ||
                           value.form() == figure_form::fraction;
    if (references_ && !is_number) {
        const std::string written = in_marks(value.text());
        return faults_.say(
            syntax,
            start,
            {written + " is no exact number: expected one such as 2000, 0.95, 95% or 10.2万",
             written + "不是精确的数字：应为 2000、0.95、95% 或 10.2万 之类"});
    }
    text_.advance(found.length);
    parsed made = node(expression_kind::number, start, {});
    if (!made) return made;
    made->value = value.nominal();
    if (!references_) made->written = value;
    return made;
}

expression_parser::parsed expression_parser::take_reference() {
    const std::size_t start = text_.position();
    std::optional<figure_reference> named = references_->take_figure();
    if (!named) return std::nullopt;
    parsed made = node(expression_kind::reference, start, {});
    if (made) made->named = std::move(*named);
    return made;
}

}  // namespace crossfoot::detail
