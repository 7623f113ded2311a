#pragma once

#include <crossfoot/io/interval_text.hpp>
#include <crossfoot/model/period.hpp>
#include <crossfoot/number/exact.hpp>
#include <crossfoot/number/figure.hpp>
#include <crossfoot/number/interval.hpp>
#include <crossfoot/number/rate.hpp>

#include <fmt/format.h>

/// Formatters for fmt: the exact text of each value, padded and aligned as a string would be.
///
///     fmt::format("{:>6}", integer{261})           == "   261"
///     fmt::format("{}", rational{1, 3})            == "1/3"
///     fmt::format("{}", interval::open(600, 700))  == "(600, 700)"
///     fmt::format("{}", period::year(2016))        == "2016"

/// The decimal digits.
template <>
struct fmt::formatter<crossfoot::integer> : fmt::formatter<fmt::string_view> {
    /// Writes `value` as `to_string` gives it.
    auto format(const crossfoot::integer& value, fmt::format_context& context) const {
        return formatter<fmt::string_view>::format(crossfoot::to_string(value), context);
    }
};

/// A decimal where the fraction ends, else "p/q".
template <>
struct fmt::formatter<crossfoot::rational> : fmt::formatter<fmt::string_view> {
    /// Writes `value` as `to_string` gives it.
    auto format(const crossfoot::rational& value, fmt::format_context& context) const {
        return formatter<fmt::string_view>::format(crossfoot::to_string(value), context);
    }
};

/// One number alone, else both ends: "[1180, 1204]".
template <>
struct fmt::formatter<crossfoot::interval> : fmt::formatter<fmt::string_view> {
    /// Writes `value` as `to_string` gives it.
    auto format(const crossfoot::interval& value, fmt::format_context& context) const {
        return formatter<fmt::string_view>::format(crossfoot::to_string(value), context);
    }
};

/// The canonical text: "2016", "2016-Q1".
template <>
struct fmt::formatter<crossfoot::period> : fmt::formatter<fmt::string_view> {
    /// Writes `value` as `to_string` gives it.
    auto format(const crossfoot::period& value, fmt::format_context& context) const {
        return formatter<fmt::string_view>::format(crossfoot::to_string(value), context);
    }
};

/// The text as it was reported.
template <>
struct fmt::formatter<crossfoot::figure> : fmt::formatter<fmt::string_view> {
    /// Writes the text of `value`.
    auto format(const crossfoot::figure& value, fmt::format_context& context) const {
        return formatter<fmt::string_view>::format(value.text(), context);
    }
};

/// Both counts: "248/261".
template <>
struct fmt::formatter<crossfoot::rate> : fmt::formatter<fmt::string_view> {
    /// Writes the count, a slash and the total.
    auto format(const crossfoot::rate& value, fmt::format_context& context) const {
        return formatter<fmt::string_view>::format(
            crossfoot::to_string(value.count()) + "/" + crossfoot::to_string(value.total()),
            context);
    }
};
