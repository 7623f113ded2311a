#include <crossfoot/number/error.hpp>
#include <crossfoot/number/exact.hpp>

#include <algorithm>
#include <cstddef>

namespace crossfoot {

namespace {

/// How often `factor` divides `value`, which loses those factors.
int take_out(int factor, integer& value) {
    int times = 0;
    while (value % factor == 0) {
        value /= factor;
        ++times;
    }
    return times;
}

}  // namespace

integer floor(const rational& value) {
    integer over = numerator(value);
    const integer under = denominator(value);
    if (under == 1) return over;
    const integer toward_zero = over / under;
    const bool cut_upward = over.sign() < 0 && toward_zero * under != over;
    return cut_upward ? integer{toward_zero - 1} : toward_zero;
}

integer ceiling(const rational& value) {
    return is_whole(value) ? integer{numerator(value)} : integer{floor(value) + 1};
}

bool is_whole(const rational& value) {
    return denominator(value) == 1;
}

integer power_of_ten(int exponent) {
    CROSSFOOT_EXPECTS(exponent >= 0);
    return pow(integer{10}, static_cast<unsigned>(exponent));
}

std::string to_string(const rational& value) {
    integer rest = denominator(value);
    const int twos = take_out(2, rest);
    const int fives = take_out(5, rest);
    if (rest != 1) return value.str();

    const int decimals = std::max(twos, fives);
    if (decimals == 0) return to_string(integer{numerator(value)});

    const rational shifted = abs(value) * power_of_ten(decimals);
    std::string digits = to_string(integer{numerator(shifted)});
    const auto after_point = static_cast<std::size_t>(decimals);
    if (digits.size() <= after_point) digits.insert(0, after_point + 1 - digits.size(), '0');
    digits.insert(digits.size() - after_point, ".");
    return value.sign() < 0 ? "-" + digits : digits;
}

std::string to_string(const integer& value) {
    return value.str();
}

std::strong_ordering compare(const rational& a, const rational& b) {
    const integer below_a = denominator(a);
    const integer below_b = denominator(b);
    const int order =
        below_a == below_b
            ? numerator(a).compare(numerator(b))
            : integer{numerator(a) * below_b}.compare(integer{numerator(b) * below_a});
    return order <=> 0;
}

}  // namespace crossfoot
