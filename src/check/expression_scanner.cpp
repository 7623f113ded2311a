#include "expression_scanner.hpp"

#include "expression_text.hpp"

#include <algorithm>
#include <array>

namespace crossfoot::detail {

namespace {

struct spelled_sign {
    std::string_view spelling;
    sign meaning;
};

// Full-width signs are found under their ASCII twins.
constexpr std::array signs{
    spelled_sign{"(", sign::open},
    spelled_sign{")", sign::close},
    spelled_sign{"[", sign::open_bracket},
    spelled_sign{"【", sign::open_bracket},
    spelled_sign{"〔", sign::open_bracket},
    spelled_sign{"]", sign::close_bracket},
    spelled_sign{"】", sign::close_bracket},
    spelled_sign{"〕", sign::close_bracket},
    spelled_sign{",", sign::comma},
    spelled_sign{"、", sign::comma},
    spelled_sign{"+", sign::plus},
    spelled_sign{"-", sign::minus},
    spelled_sign{"−", sign::minus},
    spelled_sign{"–", sign::minus},
    spelled_sign{"*", sign::times},
    spelled_sign{"×", sign::times},
    spelled_sign{"/", sign::over},
    spelled_sign{"÷", sign::over},
    spelled_sign{"=", sign::equal},
    spelled_sign{"等于", sign::equal},
    spelled_sign{"!=", sign::not_equal},
    spelled_sign{"≠", sign::not_equal},
    spelled_sign{"不等于", sign::not_equal},
    spelled_sign{"<", sign::less},
    spelled_sign{"小于", sign::less},
    spelled_sign{"<=", sign::at_most},
    spelled_sign{"≤", sign::at_most},
    spelled_sign{"≦", sign::at_most},
    spelled_sign{"小于等于", sign::at_most},
    spelled_sign{"小于或等于", sign::at_most},
    spelled_sign{"不大于", sign::at_most},
    spelled_sign{">", sign::more},
    spelled_sign{"大于", sign::more},
    spelled_sign{">=", sign::at_least},
    spelled_sign{"≥", sign::at_least},
    spelled_sign{"≧", sign::at_least},
    spelled_sign{"大于等于", sign::at_least},
    spelled_sign{"大于或等于", sign::at_least},
    spelled_sign{"不小于", sign::at_least},
};

struct spelled_keyword {
    std::string_view spelling;
    keyword meaning;
};

constexpr std::array keywords{
    spelled_keyword{"if", keyword::if_so},
    spelled_keyword{"如果", keyword::if_so},
    spelled_keyword{"若", keyword::if_so},
    spelled_keyword{"then", keyword::then},
    spelled_keyword{"那么", keyword::then},
    spelled_keyword{"则", keyword::then},
    spelled_keyword{"and", keyword::both},
    spelled_keyword{"并且", keyword::both},
    spelled_keyword{"而且", keyword::both},
    spelled_keyword{"且", keyword::both},
    spelled_keyword{"or", keyword::either},
    spelled_keyword{"或者", keyword::either},
    spelled_keyword{"或", keyword::either},
    spelled_keyword{"not", keyword::negation},
    spelled_keyword{"非", keyword::negation},
    spelled_keyword{"并非", keyword::negation},
    spelled_keyword{"不", keyword::negation},
    spelled_keyword{"between", keyword::between},
    spelled_keyword{"介于", keyword::between},
    spelled_keyword{"and", keyword::between_and},
    spelled_keyword{"和", keyword::between_and},
    spelled_keyword{"与", keyword::between_and},
    spelled_keyword{"至", keyword::between_and},
    spelled_keyword{"到", keyword::between_and},
    spelled_keyword{"之间", keyword::between_close},
    spelled_keyword{"sum", keyword::sum},
    spelled_keyword{"合计", keyword::sum},
    spelled_keyword{"min", keyword::smallest},
    spelled_keyword{"最小", keyword::smallest},
    spelled_keyword{"最小值", keyword::smallest},
    spelled_keyword{"max", keyword::largest},
    spelled_keyword{"最大", keyword::largest},
    spelled_keyword{"最大值", keyword::largest},
    spelled_keyword{"abs", keyword::absolute},
    spelled_keyword{"绝对值", keyword::absolute},
    spelled_keyword{"reported", keyword::reported},
    spelled_keyword{"上报", keyword::reported},
    spelled_keyword{"已报", keyword::reported},
    spelled_keyword{"已上报", keyword::reported},
    spelled_keyword{"year", keyword::year},
    spelled_keyword{"年份", keyword::year},
    spelled_keyword{"month", keyword::month},
    spelled_keyword{"月份", keyword::month},
    spelled_keyword{"by", keyword::by},
    spelled_keyword{"按", keyword::by},
    spelled_keyword{"over", keyword::over},
    spelled_keyword{"各", keyword::over},
    spelled_keyword{"children", keyword::children},
    spelled_keyword{"下级", keyword::children},
    spelled_keyword{"months", keyword::months},
    spelled_keyword{"月", keyword::months},
    spelled_keyword{"quarters", keyword::quarters},
    spelled_keyword{"季", keyword::quarters},
    spelled_keyword{"季度", keyword::quarters},
    spelled_keyword{"halves", keyword::halves},
    spelled_keyword{"半年", keyword::halves},
    spelled_keyword{"at", keyword::at},
    spelled_keyword{"于", keyword::at},
    spelled_keyword{"parent", keyword::parent},
    spelled_keyword{"上级", keyword::parent},
    spelled_keyword{"own", keyword::own},
    spelled_keyword{"本级", keyword::own},
    spelled_keyword{"previous", keyword::previous},
    spelled_keyword{"上期", keyword::previous},
    spelled_keyword{"same period last year", keyword::same_period_last_year},
    spelled_keyword{"上年同期", keyword::same_period_last_year},
    spelled_keyword{"去年同期", keyword::same_period_last_year},
};

/// What other languages write, and what it is here.
struct foreign_word {
    std::string_view spelling;
    std::string_view meant;
};

constexpr std::array foreign_words{
    foreign_word{"==", "="},
    foreign_word{"=<", "<="},
    foreign_word{"=>", ">="},
    foreign_word{"<>", "!="},
    foreign_word{"≈", "="},
    foreign_word{"&&", "and"},
    foreign_word{"&", "and"},
    foreign_word{"||", "or"},
    foreign_word{"|", "or"},
    foreign_word{"!", "not"},
    foreign_word{"is", "="},
    foreign_word{"equals", "="},
    foreign_word{"plus", "+"},
    foreign_word{"minus", "-"},
    foreign_word{"times", "*"},
};

struct quotation_marks {
    std::string_view open;
    std::string_view close;
};

constexpr std::array marks{
    quotation_marks{"'", "'"},
    quotation_marks{"\"", "\""},
    quotation_marks{"“", "”"},
    quotation_marks{"‘", "’"},
    quotation_marks{"「", "」"},
};

spelled_sign longest_sign(std::string_view text, std::size_t i) {
    spelled_sign longest{{}, sign::none};
    for (const spelled_sign& each : signs) {
        const bool is_longer = each.spelling.size() > longest.spelling.size();
        if (is_longer && spelled_length(text, i, each.spelling) > 0) longest = each;
    }
    return longest;
}

const foreign_word* find_foreign(std::string_view text, std::size_t i) {
    const foreign_word* longest = nullptr;
    for (const foreign_word& each : foreign_words) {
        const bool is_longer =
            longest == nullptr || each.spelling.size() > longest->spelling.size();
        if (is_longer && word_length(text, i, each.spelling) > 0) longest = &each;
    }
    if (longest == nullptr) return nullptr;
    // "!=" is no foreign "!".
    const bool is_ours = longest->spelling.size() < longest_sign(text, i).spelling.size();
    return is_ours ? nullptr : longest;
}

}  // namespace

expression_scanner::expression_scanner(std::string_view text)
    : text_{text}, position_{after_blanks(text, 0)} {}

sign expression_scanner::peek() const {
    return find_foreign(text_, position_) ? sign::none : longest_sign(text_, position_).meaning;
}

bool expression_scanner::take(sign wanted) {
    if (peek() != wanted) return false;
    advance(spelled_length(text_, position_, longest_sign(text_, position_).spelling));
    return true;
}

std::size_t expression_scanner::length_of(keyword wanted) const {
    return length_of(wanted, position_);
}

std::size_t expression_scanner::length_of(keyword wanted, std::size_t i) const {
    std::size_t longest = 0;
    for (const spelled_keyword& each : keywords) {
        if (each.meaning != wanted) continue;
        longest = std::max(longest, word_length(text_, i, each.spelling));
    }
    return longest;
}

bool expression_scanner::take(keyword wanted) {
    const std::size_t length = length_of(wanted);
    if (length == 0) return false;
    advance(length);
    return true;
}

bool expression_scanner::opens_after(std::size_t length) const {
    const std::size_t next = after_blanks(text_, position_ + length);
    return longest_sign(text_, next).meaning == sign::open;
}

std::optional<quotation> expression_scanner::quoted_here() const {
    for (const quotation_marks& each : marks) {
        if (!text_.substr(position_).starts_with(each.open)) continue;
        const std::size_t start = position_ + each.open.size();
        const std::size_t end = text_.find(each.close, start);
        if (end == std::string_view::npos) {
            return quotation{text_.substr(start), text_.size() - position_, false};
        }
        const std::size_t length = end + each.close.size() - position_;
        return quotation{without_blanks_around(text_.substr(start, end - start)), length, true};
    }
    return std::nullopt;
}

void expression_scanner::advance(std::size_t length) {
    end_ = position_ + length;
    position_ = after_blanks(text_, end_);
}

bool expression_scanner::goes_on_at(std::size_t i) const {
    constexpr std::array following{keyword::then,
                                   keyword::both,
                                   keyword::either,
                                   keyword::between,
                                   keyword::between_and,
                                   keyword::between_close,
                                   keyword::by,
                                   keyword::over,
                                   keyword::at};
    const auto stands = [&](keyword each) { return length_of(each, i) > 0; };
    // 不 begins many a word: only 不介于 is one of ours.
    const std::size_t negation = length_of(keyword::negation, i);
    if (negation > 0 && length_of(keyword::between, after_blanks(text_, i + negation)) > 0) {
        return true;
    }
    return longest_sign(text_, i).meaning != sign::none || std::ranges::any_of(following, stands);
}

/// How far a word goes that is none of ours: letters, digits, '_', '.', and '-' within.
std::size_t expression_scanner::unknown_word_length(std::size_t i, first_letter first) const {
    const std::size_t start = i;
    for (;;) {
        const character here = character_at(text_, i);
        const character next = character_at(text_, i + here.length);
        const bool is_letter = is_other_letter(here.folded);
        const bool joins = here.folded == U'-' && i > start && is_word_character(next.folded);
        const bool is_word =
            is_word_character(here.folded) || here.folded == U'.' || is_letter || joins;
        const bool may_end = i > start || first == first_letter::may_be_a_keyword;
        if (!is_word || (is_letter && may_end && goes_on_at(i))) return i - start;
        i += here.length;
    }
}

std::string_view expression_scanner::found_here() const {
    if (const std::optional<quotation> quote = quoted_here()) {
        return text_.substr(position_, quote->length);
    }
    if (const foreign_word* foreign = find_foreign(text_, position_)) {
        return text_.substr(position_, spelled_length(text_, position_, foreign->spelling));
    }
    const spelled_sign here = longest_sign(text_, position_);
    if (here.meaning != sign::none) {
        return text_.substr(position_, spelled_length(text_, position_, here.spelling));
    }
    std::size_t length = unknown_word_length(position_, first_letter::may_be_a_keyword);
    for (const spelled_keyword& each : keywords) {
        if (length > 0) break;
        length = word_length(text_, position_, each.spelling);
    }
    if (length == 0) length = character_at(text_, position_).length;
    return text_.substr(position_, length);
}

std::string_view expression_scanner::words_here() const {
    std::size_t end = position_;
    for (std::size_t i = position_;;) {
        if (i > position_ && goes_on_at(i)) break;
        const std::size_t length = unknown_word_length(i, first_letter::belongs_to_it);
        if (length == 0) break;
        end = i + length;
        i = after_blanks(text_, end);
    }
    return text_.substr(position_, end - position_);
}

std::string_view expression_scanner::meant_here() const {
    const foreign_word* const foreign = find_foreign(text_, position_);
    return foreign ? foreign->meant : std::string_view{};
}

}  // namespace crossfoot::detail
