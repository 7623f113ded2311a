#include "magnitude.hpp"

#include <array>

namespace crossfoot::detail {

namespace {

constexpr std::array<int, 4> powers{1, 2, 3, 4};

std::optional<int> power_between(const rational& value, const rational& usual) {
    if (value <= 0 || usual <= 0) {
        return std::nullopt;
    }
    for (const int power : powers) {
        const rational factor{power_of_ten(power)};
        if (value * 2 >= usual * factor && value <= usual * factor * 2) {
            return power;
        }
        if (usual * 2 >= value * factor && usual <= value * factor * 2) {
            return -power;
        }
    }
    return std::nullopt;
}

/// The power by which all values of one interval are away from all of another.
std::optional<int> power_between(const interval& values, const interval& usual) {
    std::optional<int> power;
    for (const endpoint& value : {values.lo(), values.hi()}) {
        for (const endpoint& other : {usual.lo(), usual.hi()}) {
            if (!value.is_finite() || !other.is_finite()) {
                return std::nullopt;
            }
            const std::optional<int> found = power_between(value.value, other.value);
            if (!found || (power && *power != *found)) {
                return std::nullopt;
            }
            power = found;
        }
    }
    return power;
}

/// The power that brings values from far above all others among them.
std::optional<int> power_above(const rational& least,
                               const rational& most,
                               const interval& others) {
    const rational& smallest = others.lo().value;
    const rational& largest = others.hi().value;
    if (least <= largest * 5) {
        return std::nullopt;
    }
    for (const int power : powers) {
        const rational factor{power_of_ten(power)};
        if (least * 2 >= smallest * factor && most <= largest * factor * 2) {
            return power;
        }
    }
    return std::nullopt;
}

/// Likewise from far below.
std::optional<int> power_below(const rational& least,
                               const rational& most,
                               const interval& others) {
    const rational& smallest = others.lo().value;
    const rational& largest = others.hi().value;
    if (most * 5 >= smallest || least <= 0) {
        return std::nullopt;
    }
    for (const int power : powers) {
        const rational factor{power_of_ten(power)};
        if (least * factor * 2 >= smallest && most * factor <= largest * 2) {
            return -power;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<int> power_away(const relation& what) {
    if (what.terms.size() == 1) {
        return power_between(what.admitted, what.terms.front().values);
    }
    interval others = what.terms.front().values;
    for (const operand& each : what.terms) {
        others = hull(others, each.values);
    }
    const endpoint& least = what.admitted.lo();
    const endpoint& most = what.admitted.hi();
    if (!least.is_finite() || !most.is_finite() || !others.lo().is_finite() ||
        !others.hi().is_finite()) {
        return std::nullopt;
    }
    if (const auto power = power_above(least.value, most.value, others)) {
        return power;
    }
    return power_below(least.value, most.value, others);
}

}  // namespace crossfoot::detail
