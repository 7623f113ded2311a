#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// One day of the calendar.
using day = std::chrono::sys_days;

/// "2016-12-31".
[[nodiscard]] std::string to_string(day when);

/// Reads "2016-12-31", "20161231" or "2016年12月31日"; no value where it is no day of the calendar.
[[nodiscard]] std::optional<day> parse_day(std::string_view whole);

/// The stretch of days that a figure is about: a year, half, quarter, month or day, or a range of
/// months. Two periods of the same days are equal, however they were written.
///
///     period::parse("2016-01/2016-12") == period::parse("2016")
///     to_string(*period::parse("2016年第一季度")) == "2016-Q1"
class period {
  public:
    /// The first day of 1970 alone: a value to be assigned to.
    period() = default;
    /// All of one year.
    static period year(int year);
    /// One month; expects 1 to 12.
    static period month(int year, unsigned month);
    /// From one day to another, both included. Expects `first <= last`.
    static period days(day first, day last);
    /// Reads `2016`, `2016-H1`, `2016-Q1`, `2016-12`, `2016-12-31`, `2015-11/2016-04` and their
    /// Chinese forms (2016年, 2016年上半年, 2016年第一季度, 2016年12月); no value where it is none.
    static std::optional<period> parse(std::string_view text);

    /// The first day.
    [[nodiscard]] day first() const noexcept { return first_; }
    /// The last day, which belongs to it.
    [[nodiscard]] day last() const noexcept { return last_; }
    /// Whether all days of `other` are days of this one.
    [[nodiscard]] bool contains(const period& other) const noexcept {
        return first_ <= other.first_ && other.last_ <= last_;
    }
    /// The moment that a stock reported for this period speaks of: its last day alone.
    [[nodiscard]] period moment() const noexcept { return period{last_, last_}; }

    /// By first day, then the longer one first.
    friend std::strong_ordering operator<=>(const period& a, const period& b) noexcept;
    friend bool operator==(const period&, const period&) = default;

  private:
    period(day first, day last) noexcept : first_{first}, last_{last} {}
    day first_;
    day last_;
};

/// The adjacent period of the same length that ends the day before: of 2016-03 it is 2016-02, of
/// 2016-Q1 2015-Q4, of 2016 2015. What is no run of whole months counts in days. No value before
/// the year 1.
[[nodiscard]] std::optional<period> previous_of(const period& when);

/// The same period of the year before; of 29 February the 28th. No value before the year 1.
[[nodiscard]] std::optional<period> year_before(const period& when);

/// The parts of `length` months that a period falls into: of a year with 3 its quarters, with 1 its
/// months. Parts of 3 and 6 months begin where quarters and halves do. None where the period does
/// not fall into at least two of them.
[[nodiscard]] std::vector<period> parts_of(const period& when, int length);

/// The canonical text, as in report files: "2016", "2016-Q1", "2016-12", "2015-11/2016-04".
[[nodiscard]] std::string to_string(const period& when);

/// The Chinese text: "2016年", "2016年第一季度", "2016年12月".
[[nodiscard]] std::string to_chinese(const period& when);

}  // namespace crossfoot
