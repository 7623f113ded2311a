#include <crossfoot/number/figure_reader.hpp>

#include "figure_text.hpp"
#include "qualifier.hpp"
#include "quantity.hpp"

#include <charconv>
#include <utility>

namespace crossfoot {

namespace {

using detail::numeral;
using detail::numeral_kind;
using detail::qualifier;
using detail::quantity;
using detail::share;
using detail::text_cursor;

/// Reads one text from its beginning to its end, or to where it stops fitting.
class figure_parser {
  public:
    figure_parser(text_cursor& text,
                  const reading_convention& convention,
                  std::span<const std::string> units)
        : text_{text}, convention_{convention}, units_{units} {}

    /// The figure without its text; no value where the text is none.
    std::optional<figure> take();

    [[nodiscard]] const std::string& unit() const { return unit_; }
    [[nodiscard]] const bilingual& expected() const { return expected_; }
    /// Whether the words contradict, so that nothing that follows could help.
    [[nodiscard]] bool contradicts() const { return contradicts_; }

  private:
    bool take_separator(bool between);
    bool take_unit();
    bool take_words_behind(qualifier& meaning);
    std::optional<figure> take_range(quantity lo, qualifier before);

    [[nodiscard]] figure judged(const quantity& found, qualifier meaning) const;
    [[nodiscard]] interval written_values(const quantity& found) const;
    [[nodiscard]] interval about_values(const quantity& found) const;
    [[nodiscard]] interval nearly_values(const quantity& found) const;
    [[nodiscard]] interval more_values(const quantity& found) const;

    text_cursor& text_;
    const reading_convention& convention_;
    std::span<const std::string> units_;
    std::string unit_;
    bool contradicts_ = false;
    bilingual expected_{"a number such as 41.5, 10.2万, 600余 or 95%",
                        "数字，如 41.5、10.2万、600余 或 95%"};
};

bool is_spread(const quantity& found) {
    return found.number.kind == numeral_kind::several ||
           found.number.kind == numeral_kind::neighbours;
}

bool figure_parser::take_separator(bool between) {
    const std::size_t before = text_.position();
    text_.skip_blank();
    const bool taken = between ? text_.take_any({U"and", U"和", U"至", U"到"})
                               : text_.take_any({U"-", U"~", U"至", U"到", U"to"});
    if (taken) {
        text_.skip_blank();
    } else {
        text_.go_back_to(before);
    }
    return taken;
}

bool figure_parser::take_unit() {
    const std::string* longest = nullptr;
    std::size_t length = 0;
    for (const std::string& each : units_) {
        const std::size_t here = text_.length_of(each);
        if (here > length) {
            longest = &each;
            length = here;
        }
    }
    if (longest == nullptr) return false;
    unit_ = *longest;
    text_.go_back_to(text_.position() + length);
    return true;
}

/// Takes 余, 人, 以上 and their like in the orders in which they are written: 600余人, 600人以上.
/// False where two words contradict.
bool figure_parser::take_words_behind(qualifier& meaning) {
    for (bool has_unit = !unit_.empty();;) {
        const std::size_t before = text_.position();
        text_.skip_blank();
        const std::size_t start = text_.position();
        const qualifier word = take_word_behind(text_);
        if (word != qualifier::none) {
            const std::optional<qualifier> together = both(meaning, word);
            if (!together) {
                text_.go_back_to(start);
                contradicts_ = true;
                return false;
            }
            meaning = *together;
        } else if (has_unit || !take_unit()) {
            text_.go_back_to(before);
            return true;
        } else {
            has_unit = true;
        }
    }
}

interval figure_parser::written_values(const quantity& found) const {
    const numeral& number = found.number;
    const rational value = found.value();
    if (number.kind == numeral_kind::several) {
        const interval some =
            interval::closed_open(number.value * found.part, number.upper * found.part);
        return found.sign < 0 ? -some : some;
    }
    if (number.kind == numeral_kind::neighbours) {
        const interval some =
            interval::closed(number.value * found.part, number.upper * found.part);
        return found.sign < 0 ? -some : some;
    }
    const bool is_scaled_exactly =
        number.kind == numeral_kind::scaled && convention_.scaled == scaled_figures::exact;
    const bool is_rounded = found.kind == share::parts || number.kind == numeral_kind::decimal ||
                            number.kind == numeral_kind::scaled;
    if (!is_rounded || is_scaled_exactly || found.kind == share::fraction) {
        return interval::exactly(value);
    }
    return values_rounding_to(value, number.written_unit * found.part, convention_.rounding);
}

// The next three speak of the size of a number; for one below zero they are mirrored.

interval figure_parser::about_values(const quantity& found) const {
    const rational size = found.number.value * found.part;
    const rational unit = found.number.telling_unit * found.part;
    const interval around = convention_.near == nearness::half_unit
                                ? interval::closed_open(size - unit / 2, size + unit / 2)
                                : interval::open(size - unit, size + unit);
    return found.sign < 0 ? -around : around;
}

interval figure_parser::nearly_values(const quantity& found) const {
    const rational size = found.number.value * found.part;
    const rational unit = found.number.telling_unit * found.part;
    const rational reach = convention_.near == nearness::half_unit ? rational{unit / 2} : unit;
    const interval below = interval::closed_open(size - reach, size);
    return found.sign < 0 ? -below : below;
}

interval figure_parser::more_values(const quantity& found) const {
    const rational size = found.number.value * found.part;
    const rational unit = found.number.telling_unit * found.part;
    const interval above = convention_.more == more_upper_end::one_unit
                               ? interval::open(size, size + unit)
                               : interval::more_than(size);
    return found.sign < 0 ? -above : above;
}

figure_form written_form(const quantity& found, const interval& values) {
    if (found.number.kind == numeral_kind::several) return figure_form::several;
    if (found.number.kind == numeral_kind::neighbours) return figure_form::range;
    if (found.kind == share::fraction) return figure_form::fraction;
    return values.is_exact() ? figure_form::exact : figure_form::rounded;
}

figure figure_parser::judged(const quantity& found, qualifier meaning) const {
    const rational value = found.value();
    const auto as = [&value](interval values, figure_form form) {
        return figure{"", value, std::move(values), form};
    };
    const bool or_more = convention_.or_more == own_number::included;
    const bool or_less = convention_.or_less == own_number::included;

    switch (meaning) {
    case qualifier::none: {
        const interval values = written_values(found);
        const rational nominal =
            is_spread(found) ? rational{(values.lo().value + values.hi().value) / 2} : value;
        return {"", nominal, values, written_form(found, values)};
    }
    case qualifier::more: return as(more_values(found), figure_form::more);
    case qualifier::nearly: return as(nearly_values(found), figure_form::nearly);
    case qualifier::about: return as(about_values(found), figure_form::about);
    case qualifier::under: return as(interval::less_than(value), figure_form::under);
    case qualifier::at_most: return as(interval::at_most(value), figure_form::under);
    case qualifier::over: return as(interval::more_than(value), figure_form::over);
    case qualifier::at_least: return as(interval::at_least(value), figure_form::over);
    case qualifier::own_at_most:
        return as(or_less ? interval::at_most(value) : interval::less_than(value),
                  figure_form::under);
    case qualifier::own_at_least:
        return as(or_more ? interval::at_least(value) : interval::more_than(value),
                  figure_form::over);
    }
    return as(written_values(found), figure_form::exact);
}

/// Gives each number of a range what only the other one has, but means for both: 20-30万, 3-5%,
/// 百分之三至五.
void share_what_is_meant_for_both(quantity& lo, quantity& hi) {
    if (lo.kind == share::none && hi.kind == share::parts && !hi.part_stands_before) {
        lo.kind = share::parts;
        lo.part = hi.part;
    }
    if (hi.kind == share::none && lo.kind == share::parts && lo.part_stands_before) {
        hi.kind = share::parts;
        hi.part = lo.part;
    }
    const bool has_own_scale =
        lo.number.kind == numeral_kind::scaled || lo.number.shared_scale != 1;
    if (has_own_scale || hi.number.shared_scale == 1) return;
    lo.number.value *= hi.number.shared_scale;
    lo.number.telling_unit *= hi.number.shared_scale;
}

std::optional<figure> figure_parser::take_range(quantity lo, qualifier before) {
    const std::size_t hi_start = text_.position();
    std::optional<quantity> hi = take_quantity(text_, units_, expected_);
    if (!hi) return std::nullopt;
    const bool digits_end_the_text = hi->digits_end == text_.position() && text_.at_end();
    qualifier behind = qualifier::none;
    if (!take_words_behind(behind)) return std::nullopt;

    const bool is_about = before == qualifier::about || behind == qualifier::about;
    const bool is_allowed = (before == qualifier::none || before == qualifier::about) &&
                            (behind == qualifier::none || behind == qualifier::about);
    const bool is_readable =
        !is_spread(lo) && !is_spread(*hi) && !lo.number.has_more && !hi->number.has_more;
    const bool is_all = text_.at_end();
    const auto refuse = [&](bool for_good) {
        contradicts_ = for_good && is_all;
        text_.go_back_to(hi_start);
        return std::nullopt;
    };
    if (!is_allowed || !is_readable) return refuse(true);
    share_what_is_meant_for_both(lo, *hi);
    // 5%-30 is no range before its second % is there.
    if ((lo.kind == share::none) != (hi->kind == share::none)) return refuse(!digits_end_the_text);
    if (lo.value() > hi->value()) {
        expected_ = {"a range whose first number is not above its second",
                     "前一个数不大于后一个数的范围"};
        // More digits may still come: 20-3 on the way to 20-30.
        return refuse(!digits_end_the_text);
    }
    const interval ends = interval::closed(lo.value(), hi->value());
    const interval values = is_about ? hull(about_values(lo), about_values(*hi)) : ends;
    return figure{"", rational{(lo.value() + hi->value()) / 2}, values, figure_form::range};
}

std::optional<figure> figure_parser::take() {
    qualifier before = take_word_before(text_);
    text_.skip_blank();
    const bool between = before == qualifier::none && text_.take_any({U"between ", U"介于"});
    const bool is_range = between || (before == qualifier::none && text_.take(U"from "));

    const std::size_t start = text_.position();
    // 上百 is at least a hundred; before any other number 上 says nothing.
    const bool is_upward = text_.take(U"上") && !text_.at_end();
    constexpr std::u32string_view round_numbers = U"百千万亿";
    if (is_upward && before == qualifier::none &&
        round_numbers.find(text_.peek()) != std::u32string_view::npos) {
        before = qualifier::at_least;
    } else {
        if (text_.position() != start) text_.need_more();
        text_.go_back_to(start);
    }

    const std::size_t found_start = text_.position();
    const std::optional<quantity> found = take_quantity(text_, units_, expected_);
    if (!found) return std::nullopt;
    const std::size_t found_end = text_.position();
    text_.skip_blank();
    take_unit();
    if (take_separator(between)) {
        unit_.clear();
        return take_range(*found, before);
    }
    if (is_range) {
        text_.need_more();
        return std::nullopt;
    }
    unit_.clear();
    text_.go_back_to(found_end);

    qualifier meaning = before;
    if (found->number.has_more) {
        const std::optional<qualifier> together = both(before, qualifier::more);
        if (!together) {
            contradicts_ = true;
            text_.go_back_to(found_start);
            return std::nullopt;
        }
        meaning = *together;
    }
    if (!take_words_behind(meaning)) return std::nullopt;
    if (is_spread(*found)) {
        // 约 and 余 add nothing to 几十; a limit that is itself no number sets none.
        const bool is_loose = meaning == qualifier::about || meaning == qualifier::more;
        if (meaning != qualifier::none && !is_loose) {
            contradicts_ = true;
            text_.go_back_to(found_start);
            return std::nullopt;
        }
        meaning = qualifier::none;
    }
    return judged(*found, meaning);
}

reading refused(reading_state state, std::size_t at, bilingual expected) {
    reading outcome;
    outcome.state = state;
    outcome.at = at;
    outcome.expected = std::move(expected);
    return outcome;
}

reading accepted(figure value, std::string unit) {
    reading outcome;
    outcome.state = reading_state::complete;
    outcome.value = std::move(value);
    outcome.unit = std::move(unit);
    return outcome;
}

}  // namespace

std::optional<std::int64_t> read_plain_count(std::string_view text) noexcept {
    if (text.empty() || text.front() == '-') return std::nullopt;
    std::int64_t count = 0;
    const char* const end = text.data() + text.size();
    const std::from_chars_result read = std::from_chars(text.data(), end, count);
    return read.ec == std::errc{} && read.ptr == end ? std::optional{count} : std::nullopt;
}

reading read_figure(std::string_view text,
                    const reading_convention& convention,
                    std::span<const std::string> units) {
    if (const std::optional<std::int64_t> count = read_plain_count(text)) {
        const rational value{*count};
        return accepted({std::string{text}, value, interval::exactly(value), figure_form::exact},
                        "");
    }
    if (text.size() > longest_figure_text) {
        return refused(reading_state::invalid,
                       longest_figure_text,
                       {"a figure of at most 4096 bytes", "不超过 4096 字节的数字"});
    }
    const detail::decoded_text decoded = detail::decode(text);
    if (decoded.broken_at) {
        return refused(
            reading_state::invalid, *decoded.broken_at, {"text in UTF-8", "UTF-8 编码的文字"});
    }

    text_cursor cursor{decoded.symbols};
    figure_parser parser{cursor, convention, units};
    const std::optional<figure> found = parser.take();
    if (found && cursor.at_end()) {
        const std::size_t first = decoded.symbols.first_byte;
        const std::string_view written = text.substr(first, decoded.symbols.end_byte - first);
        return accepted({std::string{written}, found->nominal(), found->values(), found->form()},
                        parser.unit());
    }
    if (decoded.symbols.characters.empty() || (cursor.ran_out() && !parser.contradicts())) {
        return refused(reading_state::incomplete, text.size(), parser.expected());
    }
    return refused(reading_state::invalid, cursor.offset(), parser.expected());
}

}  // namespace crossfoot
