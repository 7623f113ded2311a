#include "expression_number.hpp"

#include <crossfoot/number/figure_reader.hpp>

#include "expression_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace crossfoot::detail {

namespace {

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool is_numeral(char32_t c) {
    constexpr std::u32string_view chinese = U"〇零一二三四五六七八九十百千万亿两几数半廿卅";
    constexpr std::u32string_view formal = U"壹贰叁肆伍陆柒捌玖拾佰仟萬億";
    return is_digit(c) || chinese.find(c) != std::u32string_view::npos ||
           formal.find(c) != std::u32string_view::npos;
}

/// Whether a number may not go beyond a sign. A comma and an exponent's sign are looked at apart.
bool ends_numbers(char32_t c) {
    constexpr std::u32string_view signs = U"()[]【】〔〕*/×÷=<>≤≥≦≧≠!&|+-−–'\"“”‘’「」、";
    return signs.find(c) != std::u32string_view::npos;
}

/// The beginning of a text in which a number is looked for.
class number_window {
  public:
    number_window(std::string_view text, number_place place) : text_{text}, place_{place} {
        for (std::size_t i = 0; i < text.size() && i < longest_number;) {
            const character here = character_at(text, i);
            if (ends_at(i, here.folded)) break;
            i += here.length;
            has_numeral_ = has_numeral_ || is_numeral(here.folded);
            if (here.folded != U' ') ends_.push_back(i);
            before_ = here.folded;
        }
    }

    [[nodiscard]] bool has_numeral() const { return has_numeral_; }
    /// Where a number could end: behind each character that is no blank.
    [[nodiscard]] const std::vector<std::size_t>& ends() const { return ends_; }

  private:
    [[nodiscard]] bool ends_at(std::size_t i, char32_t here) const;
    [[nodiscard]] bool keyword_at(std::size_t i) const;

    std::string_view text_;
    number_place place_;
    std::vector<std::size_t> ends_;
    char32_t before_ = U' ';
    bool has_numeral_ = false;
};

bool number_window::ends_at(std::size_t i, char32_t here) const {
    if (here == U',') {
        // 1,000 is one number; what else has a comma is a list.
        std::size_t next = i + character_at(text_, i).length;
        std::size_t digits = 0;
        while (is_digit(character_at(text_, next).folded)) {
            next += character_at(text_, next).length;
            ++digits;
        }
        return !is_digit(before_) || digits != 3;
    }
    if (here == U'+' || here == U'-') {
        // Spreadsheets write 1.2E+05.
        const char32_t next = character_at(text_, i + character_at(text_, i).length).folded;
        const bool is_exponent = ends_.size() > 1 && before_ == U'e' && is_digit(next) &&
                                 is_digit(character_at(text_, ends_[ends_.size() - 2] - 1).folded);
        return !is_exponent;
    }
    return ends_numbers(here) || (i > 0 && keyword_at(i));
}

bool number_window::keyword_at(std::size_t i) const {
    const auto stands = [&](std::string_view word) { return word_length(text_, i, word) > 0; };
    constexpr std::array chinese{"并且", "而且", "且", "或者", "那么", "则", "介于", "和", "与"};
    if (std::ranges::any_of(chinese, stands)) return true;
    if (stands("或")) return !stands("或以");  // 200或以上
    if (place_ == number_place::before_and && (stands("至") || stands("到"))) return true;
    if (is_word_character(before_)) return false;
    const auto followed_by = [&](std::string_view word, auto... following) {
        const std::size_t next = after_blanks(text_, i + word.size());
        return ((word_length(text_, next, following) > 0) || ...);
    };
    if (stands("and")) return !followed_by("and", "above");
    if (stands("or")) return !followed_by("or", "more", "less", "fewer", "so");
    return stands("then") || stands("between") || stands("not") ||
           (place_ == number_place::before_and && stands("to"));
}

}  // namespace

std::optional<leading_figure> find_leading_figure(std::string_view text,
                                                  number_place place,
                                                  number_units units) {
    const number_window window{text, place};
    if (!window.has_numeral()) return std::nullopt;
    const std::span<const std::string> allowed =
        units == number_units::known ? known_units() : std::span<const std::string>{};
    for (std::size_t i = window.ends().size(); i > 0; --i) {
        const std::size_t length = window.ends()[i - 1];
        const std::size_t last = i > 1 ? window.ends()[i - 2] : 0;
        const char32_t behind = character_at(text, length).folded;
        // Not in the middle of a number, nor in that of a word: 5 m is no part of "5 more".
        if (is_digit(behind) && is_digit(character_at(text, last).folded)) continue;
        const char32_t end = character_at(text, length - 1).folded;
        if (end >= U'a' && end <= U'z' && is_word_character(behind)) continue;
        reading found = read_figure(text.substr(0, length), {}, allowed);
        if (found.state == reading_state::complete) {
            return leading_figure{std::move(*found.value), length};
        }
    }
    return std::nullopt;
}

}  // namespace crossfoot::detail
