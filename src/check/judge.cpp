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

namespace {

/// The sum of counts that are all known exactly; no value where one is not, or is multiplied.
std::optional<std::int64_t> exact_sum(const std::vector<operand>& operands) {
    std::int64_t sum = 0;
    for (const operand& each : operands) {
        const std::optional<std::int64_t> count = each.values.count();
        if (each.missing || each.coefficient != 1 || !count ||
            __builtin_add_overflow(sum, *count, &sum)) {
            return std::nullopt;
        }
    }
    return sum;
}

/// The common case of a ratio: there is nothing to choose, and it is admitted or not. No value
/// where it is another case.
std::optional<judgement> judge_exact_ratio(const relation& what) {
    const std::optional<std::int64_t> count = exact_sum(what.terms);
    const std::optional<std::int64_t> total = exact_sum(what.divisors);
    if (!count || !total || *count < 0 || *total <= 0) {
        return std::nullopt;
    }
    const rational ratio{integer{*count}, integer{*total}};
    judgement found;
    found.result = what.admitted.contains(ratio) ? verdict::holds : verdict::fails;
    found.computed = interval::exactly(ratio);
    return found;
}

}  // namespace

}  // namespace detail

judgement judge(const relation& what) {
    switch (what.shape) {
    case form_shape::linear: return detail::judge_linear(what);
    case form_shape::ratio:
        if (std::optional<judgement> found = detail::judge_exact_ratio(what)) {
            return *std::move(found);
        }
        return detail::judge_ratio(what);
    case form_shape::between_largest_and_sum: return detail::judge_between(what);
    }
    return {};
}

}  // namespace crossfoot
