#include <crossfoot/number/error.hpp>
#include <crossfoot/number/interval.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace crossfoot {

namespace {

endpoint closed_at(rational value) {
    return {std::move(value), bound::closed};
}

endpoint open_at(rational value) {
    return {std::move(value), bound::open};
}

endpoint never() {
    return {};
}

/// The value of an infinite end means nothing, so it is always the same: equal intervals compare
/// so.
endpoint tidied(endpoint end) {
    return end.is_finite() ? std::move(end) : never();
}

/// Whether a lower end at `a` lets in more than one at `b`.
bool begins_before(const endpoint& a, const endpoint& b) {
    if (!a.is_finite() || !b.is_finite()) return !a.is_finite() && b.is_finite();
    if (const auto order = compare(a.value, b.value); order != 0) return order < 0;
    return a.is_closed() && !b.is_closed();
}

/// Whether an upper end at `a` lets in more than one at `b`.
bool ends_after(const endpoint& a, const endpoint& b) {
    if (!a.is_finite() || !b.is_finite()) return !a.is_finite() && b.is_finite();
    if (const auto order = compare(a.value, b.value); order != 0) return order > 0;
    return a.is_closed() && !b.is_closed();
}

endpoint negated(const endpoint& end) {
    return end.is_finite() ? endpoint{-end.value, end.kind} : never();
}

endpoint sum(const endpoint& a, const endpoint& b) {
    if (!a.is_finite() || !b.is_finite()) return never();
    return {a.value + b.value, a.is_closed() && b.is_closed() ? bound::closed : bound::open};
}

/// A candidate for an end of a product: a number that is reached or only approached, or an
/// infinity on one side.
struct extreme {
    endpoint end;
    int infinity = 0;  // -1 or 1 where `end` is infinite
};

extreme lower_extreme(const interval& a) {
    return {a.lo(), a.lo().is_finite() ? 0 : -1};
}

extreme upper_extreme(const interval& a) {
    return {a.hi(), a.hi().is_finite() ? 0 : 1};
}

int sign_of(const extreme& a) {
    return a.infinity != 0 ? a.infinity : a.end.value.sign();
}

extreme product(const extreme& a, const extreme& b) {
    const int sign = sign_of(a) * sign_of(b);
    if (sign == 0) {
        // Zero times anything is zero, so it is reached as soon as one of the zeros is.
        const bool reached = (a.end.is_closed() && a.end.value.is_zero()) ||
                             (b.end.is_closed() && b.end.value.is_zero());
        return {{0, reached ? bound::closed : bound::open}, 0};
    }
    if (a.infinity != 0 || b.infinity != 0) return {never(), sign};
    const bool reached = a.end.is_closed() && b.end.is_closed();
    return {{a.end.value * b.end.value, reached ? bound::closed : bound::open}, 0};
}

/// Whether `a` makes a lower end that lets in more than `b` does.
bool lies_lower(const extreme& a, const extreme& b) {
    if (a.infinity != b.infinity) return a.infinity < b.infinity;
    return a.infinity == 0 && begins_before(a.end, b.end);
}

/// Whether `a` makes an upper end that lets in less than `b` does.
bool lies_less_high(const extreme& a, const extreme& b) {
    if (a.infinity != b.infinity) return a.infinity < b.infinity;
    return a.infinity == 0 && ends_after(b.end, a.end);
}

}  // namespace

bool integer_range::contains(const integer& value) const {
    return (!first || *first <= value) && (!last || value <= *last);
}

interval::interval(endpoint lo, endpoint hi)
    : lo_{tidied(std::move(lo))}, hi_{tidied(std::move(hi))} {}

interval interval::exactly(rational value) {
    endpoint lo = closed_at(value);
    return {std::move(lo), closed_at(std::move(value))};
}

interval interval::closed(rational lo, rational hi) {
    CROSSFOOT_EXPECTS(lo <= hi);
    return {closed_at(std::move(lo)), closed_at(std::move(hi))};
}

interval interval::open(rational lo, rational hi) {
    CROSSFOOT_EXPECTS(lo < hi);
    return {open_at(std::move(lo)), open_at(std::move(hi))};
}

interval interval::closed_open(rational lo, rational hi) {
    CROSSFOOT_EXPECTS(lo < hi);
    return {closed_at(std::move(lo)), open_at(std::move(hi))};
}

interval interval::open_closed(rational lo, rational hi) {
    CROSSFOOT_EXPECTS(lo < hi);
    return {open_at(std::move(lo)), closed_at(std::move(hi))};
}

interval interval::at_least(rational lo) {
    return {closed_at(std::move(lo)), never()};
}

interval interval::more_than(rational lo) {
    return {open_at(std::move(lo)), never()};
}

interval interval::at_most(rational hi) {
    return {never(), closed_at(std::move(hi))};
}

interval interval::less_than(rational hi) {
    return {never(), open_at(std::move(hi))};
}

interval interval::everything() {
    return {never(), never()};
}

std::optional<interval> interval::between(endpoint lo, endpoint hi) {
    if (lo.is_finite() && hi.is_finite()) {
        const auto order = compare(lo.value, hi.value);
        if (order > 0) return std::nullopt;
        if (order == 0 && !(lo.is_closed() && hi.is_closed())) return std::nullopt;
    }
    return interval{std::move(lo), std::move(hi)};
}

bool interval::is_exact() const {
    return lo_.is_finite() && hi_.is_finite() && lo_.value == hi_.value;
}

bool interval::contains(const rational& value) const {
    const endpoint here = closed_at(value);
    return !begins_before(here, lo_) && !ends_after(here, hi_);
}

bool interval::is_subset_of(const interval& other) const {
    return !begins_before(lo_, other.lo_) && !ends_after(hi_, other.hi_);
}

bool interval::overlaps(const interval& other) const {
    return intersection(*this, other).has_value();
}

std::optional<integer_range> interval::whole_numbers() const {
    integer_range inside;
    if (lo_.is_finite()) inside.first = lo_.is_closed() ? ceiling(lo_.value) : floor(lo_.value) + 1;
    if (hi_.is_finite()) inside.last = hi_.is_closed() ? floor(hi_.value) : ceiling(hi_.value) - 1;
    if (inside.first && inside.last && *inside.first > *inside.last) return std::nullopt;
    return inside;
}

std::optional<interval> intersection(const interval& a, const interval& b) {
    return interval::between(begins_before(a.lo_, b.lo_) ? b.lo_ : a.lo_,
                             ends_after(a.hi_, b.hi_) ? b.hi_ : a.hi_);
}

interval hull(const interval& a, const interval& b) {
    return {begins_before(b.lo_, a.lo_) ? b.lo_ : a.lo_, ends_after(b.hi_, a.hi_) ? b.hi_ : a.hi_};
}

interval operator-(const interval& a) {
    return {negated(a.hi_), negated(a.lo_)};
}

interval operator+(const interval& a, const interval& b) {
    return {sum(a.lo_, b.lo_), sum(a.hi_, b.hi_)};
}

interval operator-(const interval& a, const interval& b) {
    return a + -b;
}

interval operator*(const interval& a, const interval& b) {
    const std::array<extreme, 4> corners{product(lower_extreme(a), lower_extreme(b)),
                                         product(lower_extreme(a), upper_extreme(b)),
                                         product(upper_extreme(a), lower_extreme(b)),
                                         product(upper_extreme(a), upper_extreme(b))};
    return {std::min_element(corners.begin(), corners.end(), lies_lower)->end,
            std::max_element(corners.begin(), corners.end(), lies_less_high)->end};
}

interval operator/(const interval& a, const interval& b) {
    if (b.contains(0)) {
        throw error{
            error_code::divided_by_zero,
            "",
            {"a quotient has no value where the divisor may be zero", "除数可能为零，商没有意义"}};
    }
    // Without zero inside, all of `b` lies on one side of it; an end at zero or at infinity becomes
    // the other.
    const auto reciprocal = [](const endpoint& end) {
        if (!end.is_finite()) return open_at(0);
        return end.value.is_zero() ? never() : endpoint{1 / end.value, end.kind};
    };
    return a * interval{reciprocal(b.hi_), reciprocal(b.lo_)};
}

}  // namespace crossfoot
