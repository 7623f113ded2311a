#pragma once

#include <crossfoot/check/check.hpp>

#include <memory>
#include <vector>

namespace crossfoot {

/// A way to read figures other than the one that they were read in.
enum class reading_way {
    truncated,     ///< scaled figures, decimals and percentages cut off, not rounded: 去尾
    rounded_up,    ///< any rest counts as one more: 进一
    half_to_even,  ///< GB/T 8170: half to the even digit
    open_more,     ///< 余 and 多 without an upper end
    wide_near,     ///< 近 and 约 reach one whole unit of their last digit
    exact_scaled,  ///< 1万 is 10,000
    as_printed,    ///< every figure is the number that stands there: adjusted so that totals add
};

/// The stable name of a way, such as "truncated".
[[nodiscard]] const char* name_of(reading_way which) noexcept;

/// What a finding would be if its figures were read in another way.
struct other_reading {
    reading_way way = reading_way::truncated;  ///< how they would be read
    verdict result = verdict::fails;           ///< what would be found then

    friend bool operator==(const other_reading&, const other_reading&) = default;
};

/// Says of findings that fail whether they do so under every reading of their figures, or which
/// convention or rounding would explain them.
///
/// Made once for a report, and asked for some of its findings; each answer costs some microseconds,
/// the first of each way time in proportion to the dataset. Both must outlive it.
class other_readings {
  public:
    /// `report` must be a check of `data`.
    other_readings(const check_report& report, const dataset& data);
    ~other_readings();
    other_readings(const other_readings&) = delete;
    other_readings& operator=(const other_readings&) = delete;

    /// Whether any figure that the finding rests on can be read in several ways.
    [[nodiscard]] bool matter_to(const finding& what) const;

    /// The ways under which a failing finding would not fail; none where it fails under every one.
    /// Expects a finding of the report.
    [[nodiscard]] std::vector<other_reading> of(const finding& what);

  private:
    class worker;
    std::unique_ptr<worker> worker_;
};

}  // namespace crossfoot
