#pragma once

#include <crossfoot/number/exact.hpp>
#include <crossfoot/number/interval.hpp>
#include <crossfoot/number/rounding.hpp>

#include <optional>
#include <string>

namespace crossfoot {

/// A share of a total: two whole numbers, both kept.
///
/// It is never added to another or averaged, because the rate of a region is the ratio of the
/// region's sums. Nothing is rounded until it is shown.
///
///     rate{248, 261}.as_percent() == "95.02%"
///     rate{1, 2} != rate{2, 4}                  // the counts are part of it
class rate {
  public:
    /// Throws `error` (divided_by_zero) where `total` is zero.
    rate(integer count, integer total);

    /// As it was given; not brought to lowest terms.
    [[nodiscard]] const integer& count() const noexcept { return count_; }
    /// As it was given; never zero.
    [[nodiscard]] const integer& total() const noexcept { return total_; }

    /// The exact ratio of the counts.
    [[nodiscard]] rational value() const;

    /// As a percentage with that many digits after the point. Expects `decimals >= 0`.
    [[nodiscard]] std::string as_percent(int decimals = 2,
                                         rounding_mode mode = rounding_mode::half_up) const;

    friend bool operator==(const rate&, const rate&) = default;

  private:
    integer count_;
    integer total_;
};

/// Which counts of `total` give a rate inside `reported`; no value where none does. Expects
/// `total >= 1`. Counts above the total are not left out: cut `reported` to [0, 1] for a share.
///
///     counts_reported_as(read_figure("95%").value->values(), 261) == integer_range{247, 249}
[[nodiscard]] std::optional<integer_range> counts_reported_as(const interval& reported,
                                                              const integer& total);

/// Of which totals `count` would be a rate inside `reported`; no value where of none. The range
/// has no last total where all from the first on will do (0 at 0%). Expects `count >= 0`.
///
///     totals_reported_as(read_figure("95%").value->values(), 248) == integer_range{260, 262}
[[nodiscard]] std::optional<integer_range> totals_reported_as(const interval& reported,
                                                              const integer& count);

}  // namespace crossfoot
