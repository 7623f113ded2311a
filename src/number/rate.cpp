#include <crossfoot/number/error.hpp>
#include <crossfoot/number/rate.hpp>

#include <cstddef>
#include <utility>

namespace crossfoot {

namespace {

/// Where the totals end because the ratios do: as the ratio falls to its lower end the total rises
/// to its upper. A ratio that may fall to zero, or rise without end, sets no such limit.
endpoint total_at(const integer& count, const endpoint& ratio) {
    if (!ratio.is_finite() || ratio.value.is_zero()) return {};
    return {rational{count} / ratio.value, ratio.kind};
}

}  // namespace

rate::rate(integer count, integer total) : count_{std::move(count)}, total_{std::move(total)} {
    if (total_.is_zero()) {
        throw error{error_code::divided_by_zero,
                    "",
                    {to_string(count_) + " of 0 is no rate: the total must not be zero",
                     "总数为 0，" + to_string(count_) + " 占其比例没有意义"}};
    }
}

rational rate::value() const {
    return rational{count_} / rational{total_};
}

std::string rate::as_percent(int decimals, rounding_mode mode) const {
    CROSSFOOT_EXPECTS(decimals >= 0);
    const integer parts = power_of_ten(decimals);
    // In parts of a percent the rounded rate is whole, and its digits can be cut where the point
    // is.
    const rational rounded = round_to(value() * 100 * parts, 1, mode);
    std::string digits = to_string(integer{abs(numerator(rounded))});
    const auto after_point = static_cast<std::size_t>(decimals);
    if (digits.size() <= after_point) digits.insert(0, after_point + 1 - digits.size(), '0');
    if (after_point > 0) digits.insert(digits.size() - after_point, ".");
    return (rounded.sign() < 0 ? "-" : "") + digits + "%";
}

std::optional<integer_range> counts_reported_as(const interval& reported, const integer& total) {
    CROSSFOOT_EXPECTS(total >= 1);
    const std::optional<interval> counts =
        intersection(reported * interval::exactly(rational{total}), interval::at_least(0));
    return counts ? counts->whole_numbers() : std::nullopt;
}

std::optional<integer_range> totals_reported_as(const interval& reported, const integer& count) {
    CROSSFOOT_EXPECTS(count >= 0);
    if (count.is_zero()) {
        return reported.contains(0) ? std::optional{integer_range{1, std::nullopt}} : std::nullopt;
    }
    const std::optional<interval> ratios = intersection(reported, interval::more_than(0));
    if (!ratios) return std::nullopt;
    const std::optional<interval> totals =
        interval::between(total_at(count, ratios->hi()), total_at(count, ratios->lo()));
    const std::optional<interval> whole = intersection(totals.value(), interval::at_least(1));
    return whole ? whole->whole_numbers() : std::nullopt;
}

}  // namespace crossfoot
