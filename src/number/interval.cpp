#include <crossfoot/number/error.hpp>
#include <crossfoot/number/interval.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace crossfoot {

namespace {

/// A whole number of 64 bits; no value where it is none.
std::optional<std::int64_t> as_count(const rational& value) {
    static const integer least{std::numeric_limits<std::int64_t>::min()};
    static const integer most{std::numeric_limits<std::int64_t>::max()};
    if (!is_whole(value)) return std::nullopt;
    const integer count = numerator(value);
    if (count < least || count > most) return std::nullopt;
    return static_cast<std::int64_t>(count);
}

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

interval::interval(endpoint lo, endpoint hi) {
    if (lo.is_closed() && hi.is_closed()) {
        const std::optional<std::int64_t> count = as_count(lo.value);
        if (count && lo.value == hi.value) {
            count_ = *count;
            return;
        }
    }
    ends_ = std::make_shared<const ends>(ends{tidied(std::move(lo)), tidied(std::move(hi))});
}

const interval::ends& interval::see(std::optional<ends>& room) const {
    return ends_ ? *ends_ : room.emplace(ends{only(), only()});
}

bool operator==(const interval& a, const interval& b) {
    if (a.is_count() || b.is_count()) return a.ends_ == b.ends_ && a.count_ == b.count_;
    return a.ends_ == b.ends_ || *a.ends_ == *b.ends_;
}

interval interval::exactly(rational value) {
    if (const auto count = as_count(value)) return interval{*count};
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

// Every comparison asks for what is from zero on, or up to zero: those are made once.

interval interval::at_least(rational lo) {
    static const interval from_zero{closed_at(0), never()};
    if (lo.is_zero()) return from_zero;
    return {closed_at(std::move(lo)), never()};
}

interval interval::more_than(rational lo) {
    return {open_at(std::move(lo)), never()};
}

interval interval::at_most(rational hi) {
    static const interval up_to_zero{never(), closed_at(0)};
    if (hi.is_zero()) return up_to_zero;
    return {never(), closed_at(std::move(hi))};
}

interval interval::less_than(rational hi) {
    return {never(), open_at(std::move(hi))};
}

interval interval::everything() {
    static const interval all{never(), never()};
    return all;
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
    return is_count() ||
           (ends_->lo.is_finite() && ends_->hi.is_finite() && ends_->lo.value == ends_->hi.value);
}

bool interval::contains(const rational& value) const {
    if (is_count()) return value == count_;
    const endpoint here = closed_at(value);
    return !begins_before(here, ends_->lo) && !ends_after(here, ends_->hi);
}

bool interval::is_subset_of(const interval& other) const {
    if (is_count()) return other.is_count() ? count_ == other.count_ : other.contains(count_);
    if (other.is_count()) return false;
    return !begins_before(ends_->lo, other.ends_->lo) && !ends_after(ends_->hi, other.ends_->hi);
}

bool interval::overlaps(const interval& other) const {
    return intersection(*this, other).has_value();
}

std::optional<integer_range> interval::whole_numbers() const {
    if (is_count()) return integer_range{integer{count_}, integer{count_}};
    const endpoint& lo = ends_->lo;
    const endpoint& hi = ends_->hi;
    integer_range inside;
    if (lo.is_finite()) inside.first = lo.is_closed() ? ceiling(lo.value) : floor(lo.value) + 1;
    if (hi.is_finite()) inside.last = hi.is_closed() ? floor(hi.value) : ceiling(hi.value) - 1;
    if (inside.first && inside.last && *inside.first > *inside.last) return std::nullopt;
    return inside;
}

std::optional<interval> intersection(const interval& a, const interval& b) {
    if (a == b) return a;
    if (a.is_count() && b.is_count()) return std::nullopt;
    // Nothing but itself, or nothing.
    if (a.is_count()) return a.is_subset_of(b) ? std::optional{a} : std::nullopt;
    if (b.is_count()) return b.is_subset_of(a) ? std::optional{b} : std::nullopt;
    return interval::between(begins_before(a.ends_->lo, b.ends_->lo) ? b.ends_->lo : a.ends_->lo,
                             ends_after(a.ends_->hi, b.ends_->hi) ? b.ends_->hi : a.ends_->hi);
}

interval hull(const interval& a, const interval& b) {
    if (a == b) return a;
    std::optional<interval::ends> room_a;
    std::optional<interval::ends> room_b;
    const interval::ends& one = a.see(room_a);
    const interval::ends& other = b.see(room_b);
    return {begins_before(other.lo, one.lo) ? other.lo : one.lo,
            ends_after(other.hi, one.hi) ? other.hi : one.hi};
}

// Counts are computed with in 64 bits; what does not fit goes the way of all others.

interval operator-(const interval& a) {
    if (a.is_count() && a.count_ != std::numeric_limits<std::int64_t>::min()) {
        return interval{-a.count_};
    }
    return {negated(a.hi()), negated(a.lo())};
}

interval operator+(const interval& a, const interval& b) {
    if (a.is_count() && b.is_count()) {
        if (std::int64_t made = 0; !__builtin_add_overflow(a.count_, b.count_, &made)) {
            return interval{made};
        }
    }
    std::optional<interval::ends> room_a;
    std::optional<interval::ends> room_b;
    const interval::ends& one = a.see(room_a);
    const interval::ends& other = b.see(room_b);
    return {sum(one.lo, other.lo), sum(one.hi, other.hi)};
}

interval operator-(const interval& a, const interval& b) {
    if (a.is_count() && b.is_count()) {
        if (std::int64_t made = 0; !__builtin_sub_overflow(a.count_, b.count_, &made)) {
            return interval{made};
        }
    }
    return a + -b;
}

interval operator*(const interval& a, const interval& b) {
    if (a.is_count() && b.is_count()) {
        if (std::int64_t made = 0; !__builtin_mul_overflow(a.count_, b.count_, &made)) {
            return interval{made};
        }
    }
    const std::array<extreme, 4> corners{product(lower_extreme(a), lower_extreme(b)),
                                         product(lower_extreme(a), upper_extreme(b)),
                                         product(upper_extreme(a), lower_extreme(b)),
                                         product(upper_extreme(a), upper_extreme(b))};
    return {std::min_element(corners.begin(), corners.end(), lies_lower)->end,
            std::max_element(corners.begin(), corners.end(), lies_less_high)->end};
}

interval operator/(const interval& a, const interval& b) {
    if (a.is_count() && b.is_count() && b.count_ > 0) {
        return interval::exactly(rational{integer{a.count_}, integer{b.count_}});
    }
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
    return a * interval{reciprocal(b.hi()), reciprocal(b.lo())};
}

}  // namespace crossfoot
