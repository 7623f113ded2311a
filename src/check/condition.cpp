#include "condition.hpp"

#include "instance.hpp"
#include "judge.hpp"

#include <algorithm>

namespace crossfoot::detail {

namespace {

/// Judges the parts of one placed condition.
class condition_judge {
  public:
    condition_judge(const placed_condition& what, std::span<const operand> operands)
        : what_{what}, operands_{operands} {
        for (std::size_t i = 0; i < operands.size(); ++i) {
            any_shared_ = any_shared_ || operands[i].unknown != i;
        }
    }

    [[nodiscard]] said of(const condition_node& node) const {
        using kind = condition_node::kind;
        switch (node.is) {
        case kind::comparison: return compared(node.compared);
        case kind::both: return both(node);
        case kind::either: return either(of(node.parts[0]), of(node.parts[1]));
        case kind::implies: return implied(node);
        case kind::reported: return plain(what_.reported[node.variable]);
        case kind::not_reported: return plain(!what_.reported[node.variable]);
        }
        return {};
    }

    /// Whether the first "if" does not hold.
    [[nodiscard]] bool says_nothing() const {
        const condition_node& root = what_.rule->root;
        if (root.is != condition_node::kind::implies) {
            return false;
        }
        const said condition = of(root.parts[0]);
        return condition.result == verdict::fails || condition.is_undefined;
    }

  private:
    static said plain(bool holds) { return {holds ? verdict::holds : verdict::fails, {}, {}, {}}; }

    [[nodiscard]] said both(const condition_node& node) const {
        said a = of(node.parts[0]);
        said b = of(node.parts[1]);
        if (a.result == verdict::fails || b.result == verdict::fails) {
            return a.result == verdict::fails ? a : b;
        }
        if (a.result == verdict::holds) {
            return b;
        }
        if (b.result == verdict::holds) {
            return a;
        }
        const bool unknown = a.result == verdict::unknown || b.result == verdict::unknown;
        return {unknown ? verdict::unknown : verdict::possible, {}, {}, {}};
    }

    static said either(said a, said b) {
        if (a.result == verdict::holds || b.result == verdict::fails) {
            return a;
        }
        if (b.result == verdict::holds || a.result == verdict::fails) {
            return b;
        }
        // Where one is possible, no fill makes both fail.
        const bool possible = a.result == verdict::possible || b.result == verdict::possible;
        return {possible ? verdict::possible : verdict::unknown, {}, {}, {}};
    }

    [[nodiscard]] said implied(const condition_node& node) const {
        const said condition = of(node.parts[0]);
        if (condition.result == verdict::fails) {
            return plain(true);
        }
        said then = of(node.parts[1]);
        if (condition.result == verdict::holds || then.result == verdict::holds) {
            return then;
        }
        const said contrary = of(node.parts[2]);
        const bool possible =
            contrary.result == verdict::possible || then.result == verdict::possible;
        then.result = possible ? verdict::possible : verdict::unknown;
        then.fills.clear();
        return then;
    }

    // -- comparisons ----------------------------------------------------------------------------

    /// Adds the operands of a sum, numbered as they come to stand; one that is there already, as
    /// that one. Keeps where each stands among those of the rule.
    void add(std::vector<operand>& to,
             std::vector<std::uint32_t>& positions,
             const linear_sum& sum) const {
        for (const auto& [variable, factor] : sum.terms) {
            const auto [first, behind] = what_.operands[variable];
            for (std::uint32_t i = first; i < behind; ++i) {
                to.push_back(operands_[i]);
                to.back().coefficient *= factor;
                const auto same = any_shared_
                                      ? std::ranges::find(positions,
                                                          operands_[i].unknown,
                                                          [this](std::uint32_t other) {
                                                              return operands_[other].unknown;
                                                          })
                                      : positions.end();
                to.back().unknown = static_cast<std::uint32_t>(same - positions.begin());
                positions.push_back(i);
            }
        }
    }

    /// The sum of a variable's operands.
    [[nodiscard]] interval value_of(std::uint32_t variable) const {
        const auto [first, behind] = what_.operands[variable];
        interval sum = interval::exactly(0);
        for (std::uint32_t i = first; i < behind; ++i) {
            sum = sum + usable_values(operands_[i]);
        }
        return sum;
    }

    [[nodiscard]] said compared(const comparison_form& form) const {
        const bool negated =
            form.sign == expression_kind::not_equal || form.sign == expression_kind::not_between;
        said made = form.shape == comparison_shape::general ? by_ends(form) : by_relation(form);
        if (form.claim && is_missing(*form.claim) && made.result != verdict::fails) {
            // One of several conditions may be an equation about a figure that nobody reported.
            made.result = verdict::unknown;
            made.fills.clear();
        }
        if (!negated) {
            return made;
        }
        made.fills.clear();
        if (made.result == verdict::holds || made.result == verdict::fails) {
            made.result = made.result == verdict::holds ? verdict::fails : verdict::holds;
        }
        return made;
    }

    static bool may_be_negative(const std::vector<operand>& operands) {
        return std::ranges::any_of(operands, [](const operand& each) {
            const endpoint& least = each.values.lo();
            return !least.is_finite() || least.value < 0;
        });
    }

    [[nodiscard]] said by_relation(const comparison_form& form) const {
        relation what;
        std::vector<std::uint32_t> positions;
        what.shape = form.shape == comparison_shape::ratio ? form_shape::ratio : form_shape::linear;
        what.terms.reserve(operands_.size());
        add(what.terms, positions, form.sum);
        add(what.divisors, positions, form.divisors);
        if (what.shape == form_shape::ratio &&
            (may_be_negative(what.terms) || may_be_negative(what.divisors))) {
            return by_ends(form);  // ratios are searched among counts
        }
        what.admitted = form.claim ? value_of(*form.claim) : form.admitted;
        const bool is_plain = form.factor == 1 && form.shift.is_zero();
        if (!is_plain) {
            what.admitted = (what.admitted - interval::exactly(form.shift)) *
                            interval::exactly(1 / form.factor);
        }
        judgement judged = judge_figures(what);
        said made{judged.result, {}, {}, std::move(judged.fills)};
        if (!judged.computed && !form.claim) {
            // Every possible total is zero: there is no ratio to speak of.
            made.result = verdict::unknown;
            made.is_undefined = true;
            return made;
        }
        for (admissible_fill& fill : made.fills) {
            fill.operand = positions[fill.operand];
        }
        if (judged.computed && !is_plain) {
            judged.computed =
                *judged.computed * interval::exactly(form.factor) + interval::exactly(form.shift);
        }
        return with_sides(std::move(made), form, std::move(judged.computed));
    }

    /// What is shown of both sides.
    [[nodiscard]] said with_sides(said made,
                                  const comparison_form& form,
                                  std::optional<interval> computed) const {
        if (form.claim || form.high) {
            made.computed = std::move(computed);
        } else {
            made.left = value(form.left);
            made.computed = value(form.right);
        }
        return made;
    }

    // -- by the ends of what each side can be ---------------------------------------------------

    [[nodiscard]] std::optional<interval> value(const sum_node& what) const {
        const auto part = [&](std::size_t i) { return value(what.parts[i]); };
        switch (what.kind) {
        case expression_kind::number: return interval::exactly(what.value);
        case expression_kind::reference:
        case expression_kind::year:
        case expression_kind::month: return value_of(what.variable);
        case expression_kind::negative: {
            const auto only = part(0);
            return only ? std::optional{-*only} : std::nullopt;
        }
        case expression_kind::absolute: {
            const auto only = part(0);
            return only ? std::optional{absolute(*only)} : std::nullopt;
        }
        case expression_kind::smallest:
        case expression_kind::largest: return extreme(what);
        case expression_kind::plus:
        case expression_kind::minus:
        case expression_kind::times:
        case expression_kind::over: break;
        default: return std::nullopt;
        }
        const auto a = part(0);
        const auto b = part(1);
        if (!a || !b) {
            return std::nullopt;
        }
        switch (what.kind) {
        case expression_kind::plus: return *a + *b;
        case expression_kind::minus: return *a - *b;
        case expression_kind::times: return *a * *b;
        default: return divided(*a, *b);
        }
    }

    static std::optional<interval> divided(const interval& a, const interval& b) {
        if (!b.contains(0)) {
            return a / b;
        }
        // Zero is left out of the choices; a figure is never below it.
        if (b.lo().is_finite() && b.lo().value.is_zero()) {
            const auto above = intersection(b, interval::more_than(0));
            if (!above) {
                return std::nullopt;
            }
            return above->lo().is_finite() && above->lo().value.is_zero()
                       ? quotient_from_zero(a, *above)
                       : a / *above;
        }
        return interval::everything();
    }

    /// a / b for a b that comes as near to zero as it likes.
    static interval quotient_from_zero(const interval& a, const interval& b) {
        const bool negative = !a.lo().is_finite() || a.lo().value < 0;
        const bool positive = !a.hi().is_finite() || a.hi().value > 0;
        if (negative && positive) {
            return interval::everything();
        }
        if (!negative && !positive) {
            return interval::exactly(0);
        }
        // The smallest size is that of a over the largest b.
        const endpoint& nearest = positive ? a.lo() : a.hi();
        endpoint end{rational{0}, bound::closed};
        if (b.hi().is_finite() && nearest.is_finite()) {
            end = {nearest.value / b.hi().value,
                   nearest.is_closed() && b.hi().is_closed() ? bound::closed : bound::open};
        }
        return (positive ? interval::between(end, {}) : interval::between({}, end))
            .value_or(interval::everything());
    }

    static interval absolute(const interval& of) {
        if (of.lo().is_finite() && of.lo().value >= 0) {
            return of;
        }
        if (of.hi().is_finite() && of.hi().value <= 0) {
            return -of;
        }
        return interval::between({rational{0}, bound::closed}, hull(of, -of).hi())
            .value_or(interval::at_least(0));
    }

    [[nodiscard]] std::optional<interval> extreme(const sum_node& what) const {
        const bool largest = what.kind == expression_kind::largest;
        std::optional<interval> made;
        for (const sum_node& each : what.parts) {
            const auto next = value(each);
            if (!next) {
                return std::nullopt;
            }
            if (!made) {
                made = next;
                continue;
            }
            // min(a, b) = -max(-a, -b)
            made = largest ? larger(*made, *next) : -larger(-*made, -*next);
        }
        return made;
    }

    static interval larger(const interval& a, const interval& b) {
        return interval::between(hi_of_lows(a.lo(), b.lo()), hull(a, b).hi()).value_or(hull(a, b));
    }
    static endpoint hi_of_lows(const endpoint& a, const endpoint& b) {
        if (!a.is_finite() || !b.is_finite()) {
            return a.is_finite() ? a : b;
        }
        if (a.value != b.value) {
            return a.value > b.value ? a : b;
        }
        return a.is_closed() ? b : a;
    }

    [[nodiscard]] bool is_missing(std::uint32_t variable) const {
        const auto [first, behind] = what_.operands[variable];
        return std::ranges::any_of(operands_.subspan(first, behind - first),
                                   [](const operand& each) { return each.missing; });
    }

    [[nodiscard]] bool any_missing(const sum_node& what) const {
        if (what.kind == expression_kind::reference && is_missing(what.variable)) {
            return true;
        }
        return std::ranges::any_of(what.parts,
                                   [this](const sum_node& each) { return any_missing(each); });
    }

    [[nodiscard]] said by_ends(const comparison_form& form) const {
        const auto left = value(form.left);
        const auto right = value(form.right);
        const auto high = form.high ? value(*form.high) : std::nullopt;
        said made;
        made.left = left;
        made.computed = right;
        if (form.claim && form.right.kind == expression_kind::reference &&
            form.right.variable == *form.claim) {
            std::swap(made.left, made.computed);
        }
        if (!left || !right || (form.high && !high)) {
            // All that can be divided by is zero: nothing is computed that a claim could be.
            made.result = form.claim ? verdict::fails : verdict::unknown;
            made.is_undefined = !form.claim;
            made.left.reset();
            made.computed.reset();
            return made;
        }
        const bool missing = any_missing(form.left) || any_missing(form.right) ||
                             (form.high && any_missing(*form.high));
        const verdict open = missing ? verdict::unknown : verdict::possible;
        made.result =
            form.high ? within(*left, *right, *high, open) : stands_in(form, *left, *right, open);
        if (form.high) {
            made.computed = left;
            made.left.reset();
        }
        return made;
    }

    static verdict within(const interval& value,
                          const interval& low,
                          const interval& high,
                          verdict open) {
        const verdict above = difference_in(value - low, interval::at_least(0), open);
        const verdict below = difference_in(value - high, interval::at_most(0), open);
        if (above == verdict::fails || below == verdict::fails) {
            return verdict::fails;
        }
        return above == verdict::holds && below == verdict::holds ? verdict::holds : open;
    }

    static verdict stands_in(const comparison_form& form,
                             const interval& left,
                             const interval& right,
                             verdict open) {
        if (form.claim) {
            const bool is_right =
                form.right.kind == expression_kind::reference && form.right.variable == *form.claim;
            const interval& claim = is_right ? right : left;
            const interval& rest = is_right ? left : right;
            if (!rest.overlaps(claim)) {
                return verdict::fails;
            }
            return rest.is_subset_of(claim) ? verdict::holds : open;
        }
        const interval difference = left - right;
        switch (form.sign) {
        case expression_kind::less: return difference_in(difference, interval::less_than(0), open);
        case expression_kind::at_most: return difference_in(difference, interval::at_most(0), open);
        case expression_kind::more: return difference_in(difference, interval::more_than(0), open);
        case expression_kind::at_least:
            return difference_in(difference, interval::at_least(0), open);
        default: return difference_in(difference, interval::exactly(0), open);
        }
    }

    static verdict difference_in(const interval& difference,
                                 const interval& admitted,
                                 verdict open) {
        if (!difference.overlaps(admitted)) {
            return verdict::fails;
        }
        return difference.is_subset_of(admitted) ? verdict::holds : open;
    }

    const placed_condition& what_;
    std::span<const operand> operands_;
    bool any_shared_ = false;  ///< whether a figure is used twice
};

}  // namespace

bool says_nothing(const placed_condition& what, std::span<const operand> operands) {
    return condition_judge{what, operands}.says_nothing();
}

said judge_condition(const placed_condition& what, std::span<const operand> operands) {
    return condition_judge{what, operands}.of(what.rule->root);
}

}  // namespace crossfoot::detail
