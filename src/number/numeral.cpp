#include "numeral.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace crossfoot::detail {

namespace {

constexpr int largest_exponent = 400;

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

std::optional<int> chinese_digit(char32_t c) {
    constexpr std::u32string_view digits = U"零一二三四五六七八九";
    const std::size_t at = digits.find(c);
    if (at == std::u32string_view::npos) return std::nullopt;
    return static_cast<int>(at);
}

/// 十, 百 and 千 as numbers; 0 for anything else.
int small_multiplier(char32_t c) {
    switch (c) {
    case U'十': return 10;
    case U'百': return 100;
    case U'千': return 1000;
    default: return 0;
    }
}

bool is_large_scale(char32_t c) {
    return c == U'万' || c == U'亿';
}

/// A number below the scales 万 and 亿: one run of Arabic digits, or a Chinese numeral up to 千.
struct section {
    rational value;
    rational written_unit = 1;
    rational upper;                           // for neighbours
    rational shared_scale = 1;                // 百 in 五百, 千 in 6千
    numeral_kind kind = numeral_kind::whole;  // any but several
    int arabic_digits = 0;                    // how many; 0 for Chinese
    bool has_point_or_exponent = false;
    bool is_single_chinese_digit = false;  // 二 in 一万二, which is 12000
    bool ends_in_ten = false;              // 十, 二十: 几 may follow
};

/// The 1 that 万 alone leaves out.
section one_unwritten() {
    section one;
    one.value = 1;
    return one;
}

/// The 1 of "a million".
numeral one_in_words() {
    numeral one;
    one.value = 1;
    return one;
}

class numeral_reader {
  public:
    numeral_reader(text_cursor& text, std::span<const std::string> units)
        : text_{text}, units_{units} {}

    std::optional<numeral> take();

  private:
    std::optional<numeral> take_several();
    std::optional<numeral> take_scaled();
    std::optional<section> take_section();
    std::optional<section> take_arabic();
    bool take_arabic_digits(std::string& digits);
    std::optional<int> take_exponent();
    void take_arabic_multipliers(section& found);
    std::optional<section> take_chinese();
    std::optional<section> take_digit_run();
    std::optional<section> take_products();
    bool take_chinese_decimals(section& found);
    int take_multiplier_below(int limit);
    std::optional<int> take_large_scale();
    std::optional<integer> take_english_scale();
    bool take_more(bool after_ten);
    bool unit_begins_here();

    text_cursor& text_;
    std::span<const std::string> units_;
};

numeral several_of(const rational& unit) {
    numeral found;
    found.kind = numeral_kind::several;
    found.value = 2 * unit;
    found.upper = 10 * unit;
    found.written_unit = unit;
    found.telling_unit = unit;
    return found;
}

bool numeral_reader::unit_begins_here() {
    const char32_t c = text_.peek();
    if (small_multiplier(c) == 0 && !is_large_scale(c)) return false;
    return std::any_of(units_.begin(), units_.end(), [this](const std::string& unit) {
        return text_.length_of(unit) > 1;
    });
}

int numeral_reader::take_multiplier_below(int limit) {
    const int multiplier = small_multiplier(text_.peek());
    if (multiplier == 0 || multiplier >= limit || unit_begins_here()) return 0;
    text_.advance();
    return multiplier;
}

std::optional<int> numeral_reader::take_large_scale() {
    if (unit_begins_here()) return std::nullopt;
    if (text_.take(U"万亿")) return 12;
    if (text_.take(U"亿")) return 8;
    if (text_.take(U"万")) return 4;
    return std::nullopt;
}

std::optional<integer> numeral_reader::take_english_scale() {
    struct scale {
        std::u32string_view word;
        int exponent;
    };
    constexpr std::array scales{scale{U"hundred", 2},
                                scale{U"thousand", 3},
                                scale{U"million", 6},
                                scale{U"billion", 9},
                                scale{U"trillion", 12}};
    std::optional<integer> found;
    for (;;) {
        const std::size_t before = text_.position();
        text_.skip_blank();
        const auto* const taken =
            std::find_if(scales.begin(), scales.end(), [this](const scale& each) {
                return text_.take(each.word);
            });
        if (taken == scales.end()) {
            text_.go_back_to(before);
            return found;
        }
        found = found.value_or(1) * power_of_ten(taken->exponent);
        if (*found > power_of_ten(largest_exponent)) return found;
    }
}

bool numeral_reader::take_more(bool after_ten) {
    return text_.take_any({U"余", U"多", U"有余"}) || (after_ten && text_.take(U"几"));
}

bool numeral_reader::take_arabic_digits(std::string& digits) {
    while (is_digit(text_.peek())) {
        digits.push_back(static_cast<char>(text_.peek()));
        text_.advance();
    }
    if (text_.peek() != U',' || digits.empty() || digits.size() > 3) return true;

    while (text_.peek() == U',') {
        text_.advance();
        for (int i = 0; i < 3; ++i) {
            if (!is_digit(text_.peek())) {
                text_.need_more();
                return false;
            }
            digits.push_back(static_cast<char>(text_.peek()));
            text_.advance();
        }
    }
    return !is_digit(text_.peek());
}

/// The exponent of 1.02e+05, as spreadsheets save large numbers. No value where there is none or
/// none of a size that could be meant.
std::optional<int> numeral_reader::take_exponent() {
    if (text_.peek() != U'e') return std::nullopt;
    const bool has_sign = text_.peek(1) == U'+' || text_.peek(1) == U'-';
    const std::size_t digits_at = has_sign ? 2 : 1;
    const bool is_negative = text_.peek(1) == U'-';
    const std::size_t before = text_.position();
    text_.go_back_to(before + digits_at);
    if (!is_digit(text_.peek())) {
        text_.need_more();
        text_.go_back_to(before);
        return std::nullopt;
    }
    int exponent = 0;
    while (is_digit(text_.peek()) && exponent <= largest_exponent) {
        exponent = exponent * 10 + static_cast<int>(text_.peek() - U'0');
        text_.advance();
    }
    if (exponent > largest_exponent) {
        text_.go_back_to(before);
        return std::nullopt;
    }
    return is_negative ? -exponent : exponent;
}

std::optional<section> numeral_reader::take_arabic() {
    section found;
    std::string digits;
    if (!take_arabic_digits(digits)) return std::nullopt;
    found.arabic_digits = static_cast<int>(digits.size());

    int decimals = 0;
    if (text_.peek() == U'.') {
        text_.advance();
        while (is_digit(text_.peek())) {
            digits.push_back(static_cast<char>(text_.peek()));
            text_.advance();
            ++decimals;
        }
        if (decimals == 0) {
            text_.need_more();
            return std::nullopt;
        }
        found.kind = numeral_kind::decimal;
        found.has_point_or_exponent = true;
    }
    // A number that begins with 0 would be read as octal.
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    found.written_unit = rational{1, power_of_ten(decimals)};

    if (const std::optional<int> exponent = take_exponent()) {
        const rational power{power_of_ten(*exponent < 0 ? -*exponent : *exponent)};
        found.written_unit *= *exponent < 0 ? rational{1 / power} : power;
        found.kind = numeral_kind::scaled;
        found.has_point_or_exponent = true;
    }
    found.value = rational{integer{digits}} * found.written_unit;
    take_arabic_multipliers(found);
    return found;
}

/// 6千, 1.2千, 6千5百: what Arabic digits carry below 万.
void numeral_reader::take_arabic_multipliers(section& found) {
    const int first = small_multiplier(text_.peek()) == 10 ? 0 : take_multiplier_below(10000);
    if (first == 0) return;
    const bool is_whole_number = found.kind == numeral_kind::whole;
    found.value *= first;
    found.written_unit *= first;
    found.shared_scale = first;
    found.kind = numeral_kind::scaled;
    if (!is_whole_number) return;

    for (int limit = first;;) {
        const std::size_t before = text_.position();
        const bool is_arabic = is_digit(text_.peek());
        const int digit = is_arabic ? static_cast<int>(text_.peek() - U'0')
                                    : chinese_digit(text_.peek()).value_or(0);
        if (digit == 0) return;
        text_.advance();
        const int multiplier = take_multiplier_below(limit);
        if (multiplier == 0) {
            text_.need_more();
            text_.go_back_to(before);
            return;
        }
        found.value += digit * multiplier;
        found.written_unit = multiplier;
        found.shared_scale = 1;
        limit = multiplier;
    }
}

/// 二〇一六, digit by digit; or two neighbouring digits before a multiplier, as in 二三十.
std::optional<section> numeral_reader::take_digit_run() {
    std::string digits;
    while (const std::optional<int> digit = take_chinese_digit(text_)) {
        digits.push_back(static_cast<char>('0' + *digit));
    }
    section found;
    const bool rises = digits.size() == 2 && digits[0] != '0' && digits[0] < digits[1];
    if (rises && (is_large_scale(text_.peek()) || small_multiplier(text_.peek()) != 0)) {
        const int multiplier = std::max(take_multiplier_below(10000), 1);
        found.kind = numeral_kind::neighbours;
        found.value = (digits[0] - '0') * multiplier;
        found.upper = (digits[1] - '0') * multiplier;
        found.written_unit = multiplier;
        return found;
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    found.value = rational{integer{digits}};
    return found;
}

/// 二百六十一: digits and their multipliers, falling.
// One rule after another, each with what it needs from the one before: they are read best together.
// NOLINTNEXTLINE(readability-function-cognitive-complexity)
std::optional<section> numeral_reader::take_products() {
    section found;
    int last = 10000;
    bool after_zero = false;
    bool is_first = true;
    for (;; is_first = false) {
        if (!is_first && text_.take(U"零")) {
            if (after_zero) return std::nullopt;
            after_zero = true;
            continue;
        }
        const int twenty_or_thirty = text_.peek() == U'廿' ? 20 : text_.peek() == U'卅' ? 30 : 0;
        if (twenty_or_thirty != 0 && last > 10) {
            text_.advance();
            found.value += twenty_or_thirty;
            found.written_unit = last = 10;
            found.ends_in_ten = true;
            after_zero = false;
            continue;
        }
        const std::optional<int> digit = take_chinese_digit(text_);
        const bool implies_one = !digit && (is_first || text_.peek() == U'十');
        const int multiplier = digit || implies_one ? take_multiplier_below(last) : 0;
        if (multiplier != 0) {
            found.value += digit.value_or(1) * multiplier;
            found.written_unit = last = multiplier;
            found.shared_scale = is_first && multiplier != 10 ? multiplier : 1;
            found.ends_in_ten = multiplier == 10;
            after_zero = false;
            continue;
        }
        if (!digit) {
            const bool is_unfinished = is_first || after_zero;
            if (is_unfinished) text_.need_more();
            return is_unfinished ? std::nullopt : std::optional{found};
        }
        // 三千五 is 3500 and 一百零五 is 105.
        const int place = is_first || after_zero ? 1 : last / 10;
        found.value += *digit * place;
        found.written_unit = place;
        found.shared_scale = 1;
        found.ends_in_ten = false;
        found.is_single_chinese_digit = is_first;
        return found;
    }
}

bool numeral_reader::take_chinese_decimals(section& found) {
    if (!text_.take(U"点")) return true;
    std::string digits;
    while (const std::optional<int> digit = take_chinese_digit(text_)) {
        digits.push_back(static_cast<char>('0' + *digit));
    }
    if (digits.empty()) {
        text_.need_more();
        return false;
    }
    found.written_unit = 1;
    for (const char digit : digits) {
        found.written_unit /= 10;
        found.value += (digit - '0') * found.written_unit;
    }
    found.kind = numeral_kind::decimal;
    found.has_point_or_exponent = true;
    found.shared_scale = 1;
    found.is_single_chinese_digit = false;
    found.ends_in_ten = false;
    return true;
}

std::optional<section> numeral_reader::take_chinese() {
    const bool is_run = chinese_digit(text_.peek()) && chinese_digit(text_.peek(1));
    std::optional<section> found = is_run ? take_digit_run() : take_products();
    if (found && found->kind == numeral_kind::whole && !take_chinese_decimals(*found)) {
        return std::nullopt;
    }
    return found;
}

std::optional<section> numeral_reader::take_section() {
    return is_digit(text_.peek()) || text_.peek() == U'.' ? take_arabic() : take_chinese();
}

/// 几十, 数百, 几万; hundreds, thousands.
std::optional<numeral> numeral_reader::take_several() {
    if (text_.take(U"hundreds")) return several_of(100);
    if (text_.take(U"thousands")) return several_of(1000);
    if (text_.take(U"millions")) return several_of(1000000);

    const bool stands_alone = text_.take(U"几");
    if (!stands_alone && !text_.take(U"数")) return std::nullopt;
    const int small = std::max(take_multiplier_below(10000), 1);
    const std::optional<int> exponent = take_large_scale();
    if (!stands_alone && small == 1 && !exponent) {
        text_.need_more();
        return std::nullopt;
    }
    const integer scale = power_of_ten(exponent.value_or(0));
    return several_of(small * rational{scale});
}

/// Whether a last section may stand behind 万 or 亿 with no scale of its own. "1万500" could be
/// 10500 or the beginning of 1万5000, and 一亿二千 could lack its 万; neither is guessed.
bool may_end_with(const section& last, int scale_before, bool after_zero) {
    if (after_zero) return true;
    if (last.arabic_digits > 0 && last.kind == numeral_kind::whole) {
        return last.arabic_digits == scale_before;
    }
    return scale_before == 4 || last.is_single_chinese_digit;
}

/// Sections and the large scales that close them, falling: 1亿2300万, 一万二, 4500余万. Only 万
/// before 亿 rises: 一万二千亿.
// NOLINTNEXTLINE(readability-function-cognitive-complexity): as above
std::optional<numeral> numeral_reader::take_scaled() {
    numeral found;
    rational closed = 0;
    int last_scale = 0;
    for (bool is_first = true;; is_first = false) {
        const bool after_zero = !is_first && text_.take(U"零");
        const bool implies_one = is_first && is_large_scale(text_.peek());
        const std::optional<section> next = implies_one ? one_unwritten() : take_section();
        if (!next) return std::nullopt;

        const std::size_t behind = text_.position();
        found.has_more = take_more(next->ends_in_ten);
        text_.skip_blank();
        const std::optional<int> exponent = take_large_scale();
        if (!exponent) {
            // 余 without a scale behind it stands after the number, where others look for it; 几
            // after 十 belongs to the number.
            text_.go_back_to(behind);
            found.has_more = next->ends_in_ten && text_.take(U"几");
            if (!is_first && !may_end_with(*next, last_scale, after_zero)) {
                text_.need_more();
                return std::nullopt;
            }
        }

        rational scale{power_of_ten(exponent.value_or(0))};
        if (!is_first) {
            const bool rises = last_scale == 4 && exponent == 8;
            const rational limit{power_of_ten(last_scale)};
            const rational size = rises ? next->value : rational{next->value * scale};
            if (next->has_point_or_exponent || size >= limit) return std::nullopt;
            if (rises) closed *= scale;
            const bool is_colloquial = next->is_single_chinese_digit && !exponent && !after_zero;
            if (is_colloquial) scale = limit / 10;  // 一万二 is 12000
        }
        found.value = closed + next->value * scale;
        found.upper = closed + next->upper * scale;
        found.written_unit = next->written_unit * scale;
        found.shared_scale = !is_first ? rational{1} : exponent ? scale : next->shared_scale;
        const bool is_scaled = exponent || !is_first;
        const bool is_neighbours = next->kind == numeral_kind::neighbours;
        found.kind = is_scaled && !is_neighbours ? numeral_kind::scaled : next->kind;
        // Without 万 or 亿 a Chinese numeral is exact, whichever its last digit is.
        if (found.kind == numeral_kind::whole) found.written_unit = 1;
        found.telling_unit = next->has_point_or_exponent || !is_whole(found.value)
                                 ? found.written_unit
                                 : power_of_ten_in(numerator(found.value));

        const bool goes_on = is_digit(text_.peek()) || chinese_digit(text_.peek());
        if (!exponent || found.has_more || next->has_point_or_exponent || is_neighbours ||
            !goes_on) {
            return found;
        }
        closed = found.value;
        last_scale = *exponent;
    }
}

std::optional<numeral> numeral_reader::take() {
    if (std::optional<numeral> several = take_several()) return several;
    const bool implies_one = text_.take_any({U"a ", U"one "});
    const bool is_arabic = is_digit(text_.peek()) || text_.peek() == U'.';
    std::optional<numeral> found = implies_one ? one_in_words() : take_scaled();
    if (!found || !(implies_one || (is_arabic && found->kind != numeral_kind::scaled))) {
        return found;
    }
    const std::optional<integer> scale = take_english_scale();
    if (!scale) return implies_one ? std::nullopt : found;
    const rational factor{*scale};
    found->kind = numeral_kind::scaled;
    found->value *= factor;
    found->written_unit *= factor;
    found->telling_unit *= factor;
    found->shared_scale = factor;
    return found;
}

}  // namespace

std::optional<numeral> take_numeral(text_cursor& text, std::span<const std::string> units) {
    return numeral_reader{text, units}.take();
}

std::optional<int> take_chinese_digit(text_cursor& text) {
    const std::optional<int> digit = chinese_digit(text.peek());
    if (digit) text.advance();
    return digit;
}

rational power_of_ten_in(const integer& value) {
    if (value.is_zero()) return 1;
    const std::string digits = to_string(value);
    const std::size_t last_telling = digits.find_last_not_of('0');
    return rational{power_of_ten(static_cast<int>(digits.size() - 1 - last_telling))};
}

}  // namespace crossfoot::detail
