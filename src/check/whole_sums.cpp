#include "whole_sums.hpp"

#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace crossfoot::detail {

namespace {

/// `a / b` rounded toward minus infinity; expects `b > 0`.
integer floor_quotient(const integer& a, const integer& b) {
    integer quotient;
    integer rest;
    divide_qr(a, b, quotient, rest);
    return rest.sign() < 0 ? integer{quotient - 1} : quotient;
}

/// A step that can be taken from no time up to a number of times.
struct repeated_step {
    integer size;   // above 0
    integer times;  // above 0
};

// -- steps, each taken so many times
// ---------------------------------------------------------------

/// The sums of steps. The largest come first: then few of their choices leave a rest that the
/// others can make good.
class step_sums {
  public:
    explicit step_sums(std::vector<repeated_step> steps) {
        std::ranges::sort(steps, std::greater{}, &repeated_step::size);
        for (repeated_step& each : steps) {
            if (each.times == 0) {
                continue;
            }
            if (!steps_.empty() && steps_.back().size == each.size) {
                steps_.back().times += each.times;
            } else {
                steps_.push_back(std::move(each));
            }
        }
        rests_.resize(steps_.size() + 1);
        for (std::size_t i = steps_.size(); i-- > 0;) {
            const repeated_step& step = steps_[i];
            const rest_of_steps& smaller = rests_[i + 1];
            rest_of_steps& made = rests_[i];
            made.reach = smaller.reach + step.size * step.times;
            made.divisor = gcd(smaller.divisor, step.size);
            // Copies of a run, each no further from the one before than the run's own steps.
            made.is_run =
                smaller.divisor == 0 || (smaller.is_run && made.divisor == smaller.divisor &&
                                         step.size <= smaller.reach + smaller.divisor);
        }
    }

    /// Whether every multiple of one number, from 0 to the largest sum, is a sum.
    [[nodiscard]] bool is_run() const { return rests_.front().is_run; }
    /// What all sums are multiples of; 0 where the only sum is 0.
    [[nodiscard]] const integer& divisor() const { return rests_.front().divisor; }

    [[nodiscard]] bool some_in(const whole_window& wanted, search_budget& budget) const {
        return some_in(wanted, 0, budget);
    }

  private:
    /// What is known of the steps from one on.
    struct rest_of_steps {
        integer reach;       // their largest sum
        integer divisor;     // of all their sums
        bool is_run = true;  // all multiples up to `reach` are sums
    };

    [[nodiscard]] bool some_in(const whole_window& wanted,
                               std::size_t from,
                               search_budget& budget) const {
        if (budget.is_spent()) {
            return true;
        }
        --budget.left;
        const rest_of_steps& rest = rests_[from];
        const integer first = std::max(wanted.first, integer{0});
        const integer last = std::min(wanted.last, rest.reach);
        if (first > last) {
            return false;
        }
        if (rest.divisor == 0) {
            return true;
        }  // 0 is asked for, and is all there is
        if (last - last % rest.divisor < first) {
            return false;
        }
        if (rest.is_run) {
            return true;
        }
        const repeated_step& step = steps_[from];
        const integer lacking = first - rests_[from + 1].reach;
        const integer least =
            lacking > 0 ? integer{(lacking + step.size - 1) / step.size} : integer{0};
        const integer most = std::min(step.times, integer{last / step.size});
        for (integer times = most; times >= least; --times) {
            const integer made = step.size * times;
            if (some_in({wanted.first - made, wanted.last - made}, from + 1, budget)) {
                return true;
            }
        }
        return false;
    }

    std::vector<repeated_step> steps_;
    std::vector<rest_of_steps> rests_;  // one more, of no steps
};

// -- terms without an end
// --------------------------------------------------------------------------

/// Where sums can go on for ever.
enum class endlessness {
    none,
    up,
    both,
};

/// What the terms without an end do to all sums.
struct endless_part {
    endlessness kind = endlessness::none;
    /// A sum that is more by this (by any multiple of it, for `both`) is a sum again.
    integer period;
};

whole_term negated(whole_term term) {
    term.coefficient = -term.coefficient;
    return term;
}

whole_window negated(const whole_window& window) {
    return {-window.last, -window.first};
}

std::vector<whole_term> negated(std::vector<whole_term> terms) {
    for (whole_term& each : terms) {
        each.coefficient = -each.coefficient;
    }
    return terms;
}

bool goes_up(const whole_term& term) {
    return !(term.coefficient > 0 ? term.values.last : term.values.first).has_value();
}

bool goes_down(const whole_term& term) {
    return goes_up(negated(term));
}

/// Whether sums go down for ever, and not up: then the opposite question is the easier one.
bool only_goes_down(const std::vector<whole_term>& terms) {
    return std::ranges::any_of(terms, goes_down) && std::ranges::none_of(terms, goes_up);
}

/// Expects terms that do not only go down.
endless_part endless(const std::vector<whole_term>& terms) {
    endless_part made;
    integer divisor = 0;
    integer smallest = 0;
    bool down = false;
    for (const whole_term& each : terms) {
        if (each.values.first && each.values.last) {
            continue;
        }
        down = down || goes_down(each);
        const integer size = abs(each.coefficient);
        divisor = gcd(divisor, size);
        smallest = smallest == 0 ? size : std::min(smallest, size);
        made.kind = endlessness::up;
    }
    if (down) {
        made.kind = endlessness::both;
    }
    // Steps up and steps down together make every multiple of their common divisor.
    made.period = down ? divisor : smallest;
    return made;
}

/// How often a step can be taken before what it comes to repeats, but for whole periods.
integer times_within(const integer& period, const integer& size) {
    return period / gcd(period, size) - 1;
}

/// The number of a run that is nearest to one of its ends; any where it has neither.
integer near_end(const integer_range& values, bool lower) {
    const std::optional<integer>& end = lower ? values.first : values.last;
    const std::optional<integer>& other = lower ? values.last : values.first;
    return end ? *end : other.value_or(integer{0});
}

/// The step of a term away from one of its ends, as often as it matters.
repeated_step step_of(const whole_term& term, const integer& period) {
    repeated_step made{abs(term.coefficient), integer{0}};
    if (period != 0) {
        made.times = times_within(period, made.size);
    }
    if (term.values.first && term.values.last) {
        const integer length = *term.values.last - *term.values.first;
        made.times = period == 0 ? length : std::min(made.times, length);
    }
    return made;
}

/// The steps of all terms upward from their lower ends, and the sum of those.
struct steps_from_below {
    integer base;
    std::vector<repeated_step> steps;
};

steps_from_below steps_upward(const std::vector<whole_term>& terms, const integer& period) {
    steps_from_below made;
    made.steps.reserve(terms.size() + 1);
    for (const whole_term& each : terms) {
        made.base += each.coefficient * near_end(each.values, each.coefficient > 0);
        made.steps.push_back(step_of(each, period));
    }
    return made;
}

bool some_upward_sum_in(const std::vector<whole_term>& terms,
                        whole_window wanted,
                        search_budget& budget) {
    const endless_part part = endless(terms);
    steps_from_below from = steps_upward(terms, part.period);
    wanted = {wanted.first - from.base, wanted.last - from.base};
    switch (part.kind) {
    case endlessness::none: break;
    case endlessness::up:
        // No sum is below the lower ends, so only so many of the endless steps can be taken.
        if (wanted.last < 0) {
            return false;
        }
        from.steps.push_back({part.period, wanted.last / part.period});
        break;
    case endlessness::both: {
        // Moved by whole periods so that a number of periods from 0 up is left to choose.
        integer reach = 0;
        for (const repeated_step& each : from.steps) {
            reach += each.size * each.times;
        }
        const integer up =
            part.period * (reach / part.period + 1 - floor_quotient(wanted.first, part.period));
        wanted = {wanted.first + up, wanted.last + up};
        from.steps.push_back({part.period, wanted.last / part.period});
        break;
    }
    }
    return step_sums{std::move(from.steps)}.some_in(wanted, budget);
}

/// Tries the fills that are fewer by steps, all of them.
bool some_lower_fill_has_none(const std::vector<repeated_step>& steps,
                              std::size_t from,
                              const std::vector<whole_term>& known,
                              const whole_window& wanted,
                              search_budget& budget) {
    if (from == steps.size()) {
        return !some_sum_in(known, wanted, budget);
    }
    whole_window left = wanted;
    for (integer times = 0; times <= steps[from].times && !budget.is_spent(); ++times) {
        if (some_lower_fill_has_none(steps, from + 1, known, left, budget)) {
            return true;
        }
        left = {left.first + steps[from].size, left.last + steps[from].size};
    }
    return false;
}

bool has_both_ends(const integer_range& values) {
    return values.first && values.last;
}

}  // namespace

bool some_sum_in(const std::vector<whole_term>& terms,
                 const whole_window& wanted,
                 search_budget& budget) {
    if (wanted.first > wanted.last) {
        return false;
    }
    return only_goes_down(terms) ? some_upward_sum_in(negated(terms), negated(wanted), budget)
                                 : some_upward_sum_in(terms, wanted, budget);
}

bool some_fill_meets_a_gap(const std::vector<whole_term>& fills,
                           const std::vector<whole_term>& known,
                           const whole_window& wanted,
                           search_budget& budget) {
    if (only_goes_down(known)) {
        return some_fill_meets_a_gap(negated(fills), negated(known), negated(wanted), budget);
    }
    // Where known sums repeat upward, a fill that is more by a period does less well, not better:
    // the largest fills of each kind, as many as there are before they repeat, show all there is.
    integer period = endless(known).period;
    if (period == 0) {
        const step_sums sums{steps_upward(known, period).steps};
        if (sums.is_run()) {
            if (sums.divisor() <= wanted.last - wanted.first + 1) {
                return false;
            }
            period = sums.divisor();
        }
    }
    integer largest = 0;
    std::vector<repeated_step> steps;
    for (const whole_term& each : fills) {
        CROSSFOOT_EXPECTS(period != 0 || has_both_ends(each.values));
        largest += each.coefficient * near_end(each.values, each.coefficient < 0);
        steps.push_back(step_of(each, period));
    }
    const whole_window left{wanted.first - largest, wanted.last - largest};
    return some_lower_fill_has_none(steps, 0, known, left, budget);
}

namespace {

/// How far from `end` of a run, in a direction, the first number lies by which a term takes part.
integer first_that_does(std::vector<whole_term> terms,
                        std::size_t position,
                        const integer& end,
                        const std::optional<integer>& farthest,
                        int direction,
                        const whole_window& wanted) {
    search_budget budget;
    const auto some_within = [&](const integer& distance) {
        const integer other = end + direction * distance;
        integer_range& tried = terms[position].values;
        tried = direction > 0 ? integer_range{end, other} : integer_range{other, end};
        return some_sum_in(terms, wanted, budget);
    };
    integer none_within = -1;
    integer some = 0;
    while (!some_within(some)) {
        none_within = some;
        some = 2 * some + 1;
        if (farthest && some >= abs(*farthest - end)) {
            some = abs(*farthest - end);
            break;
        }  // one of them does
    }
    while (some - none_within > 1) {
        const integer middle = (some + none_within) / 2;
        (some_within(middle) ? some : none_within) = middle;
    }
    return end + direction * some;
}

}  // namespace

integer_range values_in_sums(const std::vector<whole_term>& terms,
                             std::size_t position,
                             const integer_range& hull,
                             const whole_window& wanted) {
    integer_range found = hull;
    if (hull.first) {
        found.first = first_that_does(terms, position, *hull.first, hull.last, 1, wanted);
    }
    if (hull.last) {
        found.last = first_that_does(terms, position, *hull.last, found.first, -1, wanted);
    }
    return found;
}

}  // namespace crossfoot::detail
