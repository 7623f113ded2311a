#include "judge.hpp"

#include <crossfoot/number/error.hpp>

namespace crossfoot {

namespace detail {

interval as_interval(const integer_range& range) {
    if (!range.first) {
        return range.last ? interval::at_most(rational{*range.last}) : interval::everything();
    }
    if (!range.last) {
        return interval::at_least(rational{*range.first});
    }
    return interval::closed(rational{*range.first}, rational{*range.last});
}

std::optional<interval> narrowed(const interval& values, bool whole) {
    if (!whole) {
        return values;
    }
    const std::optional<integer_range> inside = values.whole_numbers();
    if (!inside) {
        return std::nullopt;
    }
    return as_interval(*inside);
}

interval usable_values(const operand& of) {
    const std::optional<interval> values = narrowed(of.values, of.whole);
    CROSSFOOT_EXPECTS(values.has_value());
    return values ? *values : of.values;
}

}  // namespace detail

judgement judge(const relation& what) {
    switch (what.shape) {
    case form_shape::linear: return detail::judge_linear(what);
    case form_shape::ratio: return detail::judge_ratio(what);
    case form_shape::between_largest_and_sum: return detail::judge_between(what);
    }
    return {};
}

}  // namespace crossfoot
