#pragma once

#include <crossfoot/number/exact.hpp>

#include <cstdint>
#include <memory>
#include <optional>

namespace crossfoot {

/// How an interval ends on one side.
enum class bound {
    closed,    ///< the end itself is included
    open,      ///< the end itself is excluded
    infinite,  ///< there is no end on this side
};

/// One end of an interval. `value` is 0 and means nothing where the end is infinite.
struct endpoint {
    rational value;                ///< where it ends
    bound kind = bound::infinite;  ///< whether it ends, and with `value` or before it

    /// Whether there is an end on this side.
    [[nodiscard]] bool is_finite() const noexcept { return kind != bound::infinite; }
    /// Whether the end itself is included.
    [[nodiscard]] bool is_closed() const noexcept { return kind == bound::closed; }
    friend bool operator==(const endpoint&, const endpoint&) = default;
};

/// A run of whole numbers, both ends included; no value on a side means that it never ends there.
/// Never empty.
struct integer_range {
    std::optional<integer> first;  ///< the smallest; none where there is always a smaller one
    std::optional<integer> last;   ///< the largest; none where there is always a larger one

    /// Whether `value` lies in the run.
    [[nodiscard]] bool contains(const integer& value) const;
    friend bool operator==(const integer_range&, const integer_range&) = default;
};

/// The true values that a reported figure leaves possible: every number between two ends,
/// each of which may be included, excluded or infinite.
///
/// Never empty. A count known exactly is an interval with both ends equal and included, so code
/// that adds intervals has no special case for exact counts. Most figures are such counts: they
/// cost no more than the number. The ends of others are shared by their copies.
///
///     interval::exactly(3) + interval::closed(3, 5)  == interval::closed(6, 8)
///     interval::closed(3, 5) - interval::closed(3, 5) == interval::closed(-2, 2)  // two unknowns,
///     not one
class interval {
  public:
    /// The interval that holds `value` alone.
    static interval exactly(rational value);
    /// The same of a whole number, quicker.
    static interval exactly(std::int64_t value) noexcept { return interval{value}; }
    /// From `lo` to `hi`, both included. Expects `lo <= hi`.
    static interval closed(rational lo, rational hi);
    /// Between `lo` and `hi`, both excluded. Expects `lo < hi`.
    static interval open(rational lo, rational hi);
    /// From `lo` up to but without `hi`. Expects `lo < hi`.
    static interval closed_open(rational lo, rational hi);
    /// Above `lo` and up to `hi`. Expects `lo < hi`.
    static interval open_closed(rational lo, rational hi);
    /// From `lo` on, `lo` included.
    static interval at_least(rational lo);
    /// Above `lo`.
    static interval more_than(rational lo);
    /// Up to `hi`, `hi` included.
    static interval at_most(rational hi);
    /// Below `hi`.
    static interval less_than(rational hi);
    /// Every number.
    static interval everything();
    /// Between two given ends; no value where nothing lies between them.
    static std::optional<interval> between(endpoint lo, endpoint hi);

    /// The lower end.
    [[nodiscard]] endpoint lo() const { return ends_ ? ends_->lo : only(); }
    /// The upper end.
    [[nodiscard]] endpoint hi() const { return ends_ ? ends_->hi : only(); }

    /// Whether it holds one value alone.
    [[nodiscard]] bool is_exact() const;
    /// The whole number that it holds alone; no value where it holds others, or one that 64 bits do
    /// not hold.
    [[nodiscard]] std::optional<std::int64_t> count() const noexcept {
        return is_count() ? std::optional{count_} : std::nullopt;
    }
    /// Whether `value` is possible.
    [[nodiscard]] bool contains(const rational& value) const;
    /// Whether `other` holds every value that this one holds.
    [[nodiscard]] bool is_subset_of(const interval& other) const;
    /// Whether the two have a value in common.
    [[nodiscard]] bool overlaps(const interval& other) const;
    /// The whole numbers inside; no value where there is none.
    [[nodiscard]] std::optional<integer_range> whole_numbers() const;

    /// What both have in common; no value where that is nothing.
    friend std::optional<interval> intersection(const interval& a, const interval& b);
    /// The smallest interval that holds both.
    friend interval hull(const interval& a, const interval& b);

    /// Every `-x`.
    friend interval operator-(const interval& a);
    /// Every `x + y` of an `x` in `a` and, chosen apart from it, a `y` in `b`; so for the others.
    friend interval operator+(const interval& a, const interval& b);
    /// Every `x - y`.
    friend interval operator-(const interval& a, const interval& b);
    /// Every `x * y`.
    friend interval operator*(const interval& a, const interval& b);
    /// Every `x / y`. Throws `error` (divided_by_zero) where `b` holds zero.
    friend interval operator/(const interval& a, const interval& b);

    /// Whether both hold the same values.
    friend bool operator==(const interval& a, const interval& b);

  private:
    struct ends {
        endpoint lo;
        endpoint hi;
        friend bool operator==(const ends&, const ends&) = default;
    };

    explicit interval(std::int64_t count) noexcept : count_{count} {}
    interval(endpoint lo, endpoint hi);

    [[nodiscard]] bool is_count() const noexcept { return ends_ == nullptr; }
    [[nodiscard]] endpoint only() const { return {rational{count_}, bound::closed}; }
    /// Its ends without a copy; those of a count are made in `room`.
    [[nodiscard]] const ends& see(std::optional<ends>& room) const;

    std::int64_t count_ = 0;  // where there are no ends: the one whole number that it holds
    std::shared_ptr<const ends> ends_;  // null for every single whole number of 64 bits
};

}  // namespace crossfoot
