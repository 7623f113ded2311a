#include <crossfoot/io/interval_text.hpp>
#include <crossfoot/number/rounding.hpp>

#include <string_view>

namespace crossfoot {

namespace {

std::string exact_text(const rational& value, number_style style) {
    return style == number_style::percent ? to_string(rational{value * 100}) + "%"
                                          : to_string(value);
}

/// Exactly `decimals` digits after the point, so that a rounded number does not look like an exact
/// one: "95.00%" is not "95%".
std::string with_decimals(const rational& rounded, int decimals) {
    std::string digits =
        to_string(integer{abs(numerator(rational{rounded * power_of_ten(decimals)}))});
    const auto after_point = static_cast<std::size_t>(decimals);
    if (digits.size() <= after_point) {
        digits.insert(0, after_point + 1 - digits.size(), '0');
    }
    if (after_point > 0) {
        digits.insert(digits.size() - after_point, ".");
    }
    return (rounded.sign() < 0 ? "-" : "") + digits;
}

std::string rounded_text(const rational& value,
                         number_style style,
                         int decimals,
                         rounding_mode mode) {
    const rational scaled = style == number_style::percent ? rational{value * 100} : value;
    const rational rounded = round_to(scaled, rational{1, power_of_ten(decimals)}, mode);
    const std::string digits =
        rounded == scaled ? to_string(rounded) : with_decimals(rounded, decimals);
    return style == number_style::percent ? digits + "%" : digits;
}

std::string between_brackets(const interval& values, const std::string& lo, const std::string& hi) {
    std::string text = values.lo().is_closed() ? "[" : "(";
    text += values.lo().is_finite() ? lo : "-∞";
    text += ", ";
    text += values.hi().is_finite() ? hi : "∞";
    text += values.hi().is_closed() ? "]" : ")";
    return text;
}

/// What stands before an end where the other one is infinite.
std::string one_sided(const interval& values, language which, number_style style) {
    const bool english = which == language::en;
    if (values.lo().is_finite()) {
        const std::string lo = exact_text(values.lo().value, style);
        if (values.lo().is_closed()) {
            return (english ? "at least " : "不少于 ") + lo;
        }
        return (english ? "more than " : "大于 ") + lo;
    }
    if (values.hi().is_finite()) {
        const std::string hi = exact_text(values.hi().value, style);
        if (values.hi().is_closed()) {
            return (english ? "at most " : "不超过 ") + hi;
        }
        return (english ? "less than " : "小于 ") + hi;
    }
    return english ? "any number" : "任意数";
}

}  // namespace

std::string to_string(const interval& values) {
    if (values.is_exact()) {
        return to_string(values.lo().value);
    }
    return between_brackets(values, to_string(values.lo().value), to_string(values.hi().value));
}

std::string in_words(const interval& values, language which, number_style style) {
    const bool english = which == language::en;
    if (values.is_exact()) {
        return (english ? "exactly " : "恰为 ") + exact_text(values.lo().value, style);
    }
    if (!values.lo().is_finite() || !values.hi().is_finite()) {
        return one_sided(values, which, style);
    }
    const std::string lo = exact_text(values.lo().value, style);
    const std::string hi = exact_text(values.hi().value, style);
    if (values.lo().is_closed() && values.hi().is_closed()) {
        return english ? "from " + lo + " to " + hi : "在 " + lo + " 至 " + hi + " 之间";
    }
    if (english) {
        return (values.lo().is_closed() ? "at least " : "more than ") + lo +
               (values.hi().is_closed() ? " and at most " : " and less than ") + hi;
    }
    return (values.lo().is_closed() ? "不小于 " : "大于 ") + lo +
           (values.hi().is_closed() ? " 且不大于 " : " 且小于 ") + hi;
}

std::string in_words(const integer_range& range, language which) {
    const bool english = which == language::en;
    if (range.first && range.last) {
        if (*range.first == *range.last) {
            return to_string(*range.first);
        }
        return to_string(*range.first) + (english ? " to " : " 至 ") + to_string(*range.last);
    }
    if (range.first) {
        return to_string(*range.first) + (english ? " or more" : " 及以上");
    }
    if (range.last) {
        return to_string(*range.last) + (english ? " or less" : " 及以下");
    }
    return english ? "any whole number" : "任意整数";
}

std::string shown(const rational& value, number_style style, int decimals) {
    return rounded_text(value, style, decimals, rounding_mode::half_up);
}

std::string shown(const interval& values, number_style style, int decimals) {
    if (values.is_exact()) {
        return shown(values.lo().value, style, decimals);
    }
    return between_brackets(
        values,
        rounded_text(values.lo().value, style, decimals, rounding_mode::floor),
        rounded_text(values.hi().value, style, decimals, rounding_mode::ceiling));
}

std::string shown_beside(const interval& admitted, const rational& value, number_style style) {
    constexpr int usual_decimals = 2;
    constexpr int most_decimals = 12;
    int decimals = usual_decimals;
    for (; decimals < most_decimals; ++decimals) {
        const int places = decimals + (style == number_style::percent ? 2 : 0);
        const rational unit{1, power_of_ten(places)};
        const rational rounded = round_to(value, unit, rounding_mode::half_up);
        if (admitted.contains(rounded) == admitted.contains(value)) {
            break;
        }
    }
    return shown(value, style, decimals);
}

}  // namespace crossfoot
