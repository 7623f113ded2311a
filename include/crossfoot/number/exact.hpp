#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include <compare>
#include <string>

namespace crossfoot {

/// A whole number of any size. Expression templates are off, so `auto` never dangles.
using integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                              boost::multiprecision::et_off>;

/// A fraction of two whole numbers, always in lowest terms, with a positive denominator.
using rational = boost::multiprecision::number<
    boost::multiprecision::rational_adaptor<boost::multiprecision::cpp_int_backend<>>,
    boost::multiprecision::et_off>;

/// The largest whole number that is not above `value`.
[[nodiscard]] integer floor(const rational& value);

/// The smallest whole number that is not below `value`.
[[nodiscard]] integer ceiling(const rational& value);

/// Whether `value` has no fractional part.
[[nodiscard]] bool is_whole(const rational& value);

/// The order of two fractions. Quicker than `<`, which divides: whole numbers and fractions of one
/// denominator are compared by their numerators.
[[nodiscard]] std::strong_ordering compare(const rational& a, const rational& b);

/// 10 to the power `exponent`; expects `exponent >= 0`.
[[nodiscard]] integer power_of_ten(int exponent);

/// Exact text: a decimal where the fraction ends, else "p/q".
///
///     to_string(rational{189, 200}) == "0.945"
///     to_string(rational{1, 3})     == "1/3"
[[nodiscard]] std::string to_string(const rational& value);
/// The decimal digits of a whole number.
[[nodiscard]] std::string to_string(const integer& value);

}  // namespace crossfoot
