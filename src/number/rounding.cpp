#include <crossfoot/number/error.hpp>
#include <crossfoot/number/rounding.hpp>

namespace crossfoot {

namespace {

bool is_even(const integer& value) {
    return value % 2 == 0;
}

/// Which of the two whole numbers around `value`, neither of them equal to it, it is taken to.
integer neighbour_of(const rational& value, const integer& below, rounding_mode mode) {
    const integer above = below + 1;
    const integer& nearer_zero = value.sign() < 0 ? above : below;
    const integer& farther_from_zero = value.sign() < 0 ? below : above;

    const rational half{1, 2};
    const rational rest = value - rational{below};
    const bool is_half = rest == half;
    const integer& nearest = rest < half ? below : above;

    switch (mode) {
    case rounding_mode::half_up: return is_half ? farther_from_zero : nearest;
    case rounding_mode::half_even: return is_half ? (is_even(below) ? below : above) : nearest;
    case rounding_mode::half_down: return is_half ? nearer_zero : nearest;
    case rounding_mode::down: return nearer_zero;
    case rounding_mode::up: return farther_from_zero;
    case rounding_mode::floor: return below;
    case rounding_mode::ceiling: return above;
    }
    return below;
}

/// How far the values that go to one multiple reach, in units, and whether they hold their ends.
struct reach {
    rational below;
    bound at_lo;
    rational above;
    bound at_hi;
};

reach nearest_reach(bound at_lo, bound at_hi) {
    return {rational{1, 2}, at_lo, rational{1, 2}, at_hi};
}

reach reach_of(const integer& multiple, rounding_mode mode) {
    const reach up_to_next{0, bound::closed, 1, bound::open};
    const reach down_to_last{1, bound::open, 0, bound::closed};
    const int sign = multiple.sign();
    // The end that faces zero is a half that goes away from zero, and the other one the reverse.
    const bound lo_is_toward_zero = sign > 0 ? bound::closed : bound::open;
    const bound hi_is_toward_zero = sign < 0 ? bound::closed : bound::open;
    const bound lo_is_away = sign > 0 ? bound::open : bound::closed;
    const bound hi_is_away = sign < 0 ? bound::open : bound::closed;
    const bound both_if_even = is_even(multiple) ? bound::closed : bound::open;

    switch (mode) {
    case rounding_mode::half_up: return nearest_reach(lo_is_toward_zero, hi_is_toward_zero);
    case rounding_mode::half_even: return nearest_reach(both_if_even, both_if_even);
    case rounding_mode::half_down: return nearest_reach(lo_is_away, hi_is_away);
    case rounding_mode::down:
        if (sign == 0) return {1, bound::open, 1, bound::open};
        return sign > 0 ? up_to_next : down_to_last;
    case rounding_mode::up:
        if (sign == 0) return {0, bound::closed, 0, bound::closed};
        return sign > 0 ? down_to_last : up_to_next;
    case rounding_mode::floor: return up_to_next;
    case rounding_mode::ceiling: return down_to_last;
    }
    return up_to_next;
}

}  // namespace

const char* name_of(rounding_mode mode) noexcept {
    switch (mode) {
    case rounding_mode::half_up: return "half_up";
    case rounding_mode::half_even: return "half_even";
    case rounding_mode::half_down: return "half_down";
    case rounding_mode::down: return "down";
    case rounding_mode::up: return "up";
    case rounding_mode::floor: return "floor";
    case rounding_mode::ceiling: return "ceiling";
    }
    return "";
}

rational round_to(const rational& value, const rational& unit, rounding_mode mode) {
    CROSSFOOT_EXPECTS(unit.sign() > 0);
    const rational units = value / unit;
    if (is_whole(units)) return value;
    return rational{neighbour_of(units, floor(units), mode)} * unit;
}

interval values_rounding_to(const rational& rounded, const rational& unit, rounding_mode mode) {
    CROSSFOOT_EXPECTS(unit.sign() > 0);
    CROSSFOOT_EXPECTS(is_whole(rational{rounded / unit}));
    const reach ends = reach_of(floor(rational{rounded / unit}), mode);
    // A multiple always rounds to itself, so there is something between the ends.
    return *interval::between({rounded - ends.below * unit, ends.at_lo},
                              {rounded + ends.above * unit, ends.at_hi});
}

}  // namespace crossfoot
