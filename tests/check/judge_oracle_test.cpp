#include <crossfoot/check/relation.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// `judge` against its definition. The oracle enumerates: for every fill of the missing operands out
// of a small world, for every choice of the known ones, is the computed value admitted? It shares
// no arithmetic with the library: 64-bit integers, counted in steps of a grid.
//
// A figure without an end is cut off, at a limit beyond which nothing can change. Where the other
// figures and the ends of what is admitted are small, a large value of one figure makes the
// computed value lie beyond every end, or is made good by an equally large value of another;
// `limits_of` says how large is large enough. A fill may go on for ever exactly where it goes past
// all ends. `a_world_twice_as_large_gives_the_same_answers` tries what was argued.
//
// Real operands are enumerated on a grid. All ends are multiples of 1/2, so verdicts change only at
// multiples of 1/4 (of 1/2, halved for a figure used twice). The fills' grid is finer than that by
// one more step than there are missing operands, and the choices' grid is finer than the fills' in
// the same way: then the sum of all the steps by which open ends are missed is less than one step
// of the next coarser grid, and each comparison comes out as it does for real numbers.

namespace {

using namespace crossfoot;

using whole = std::int64_t;

/// A fraction with a positive denominator.
struct fraction {
    whole top = 0;
    whole bottom = 1;

    [[nodiscard]] bool is_below(const fraction& other) const {
        return top * other.bottom < other.top * bottom;
    }
    [[nodiscard]] bool equals(const fraction& other) const {
        return top * other.bottom == other.top * bottom;
    }
};

/// A set of numbers between two ends, apart from the library's own.
struct span_of_values {
    fraction lo;
    bound lo_kind = bound::infinite;
    fraction hi;
    bound hi_kind = bound::infinite;

    [[nodiscard]] bool contains(const fraction& value) const {
        const bool above = lo_kind == bound::infinite || lo.is_below(value) ||
                           (lo_kind == bound::closed && lo.equals(value));
        const bool below = hi_kind == bound::infinite || value.is_below(hi) ||
                           (hi_kind == bound::closed && hi.equals(value));
        return above && below;
    }
    [[nodiscard]] interval as_interval() const {
        return *interval::between({rational{lo.top, lo.bottom}, lo_kind},
                                  {rational{hi.top, hi.bottom}, hi_kind});
    }
    /// The size of its largest end, rounded up.
    [[nodiscard]] whole reach() const {
        const auto size = [](const fraction& end, bound kind) {
            const whole top = end.top < 0 ? -end.top : end.top;
            return kind == bound::infinite ? 0 : (top + end.bottom - 1) / end.bottom;
        };
        return std::max(size(lo, lo_kind), size(hi, hi_kind));
    }
};

span_of_values exactly(fraction value) {
    return {value, bound::closed, value, bound::closed};
}
span_of_values closed(fraction lo, fraction hi) {
    return {lo, bound::closed, hi, bound::closed};
}
span_of_values open(fraction lo, fraction hi) {
    return {lo, bound::open, hi, bound::open};
}
span_of_values closed_open(fraction lo, fraction hi) {
    return {lo, bound::closed, hi, bound::open};
}
span_of_values open_closed(fraction lo, fraction hi) {
    return {lo, bound::open, hi, bound::closed};
}
span_of_values at_least(fraction lo) {
    return {lo, bound::closed, {}, bound::infinite};
}
span_of_values more_than(fraction lo) {
    return {lo, bound::open, {}, bound::infinite};
}
span_of_values at_most(fraction hi) {
    return {{}, bound::infinite, hi, bound::closed};
}
span_of_values less_than(fraction hi) {
    return {{}, bound::infinite, hi, bound::open};
}

/// One unknown figure.
struct unknown_figure {
    span_of_values values;
    bool missing = false;

    [[nodiscard]] bool has_no_end() const { return values.hi_kind == bound::infinite; }
};

/// One use of a figure in a relation.
struct figure_use {
    std::size_t figure = 0;
    int sign = 1;
    bool divides = false;
};

/// A relation with its figures: what both the oracle and the library judge.
struct problem {
    form_shape shape = form_shape::linear;
    std::vector<unknown_figure> figures;
    std::vector<figure_use> uses;  // the terms first
    span_of_values admitted;
    bool whole_numbers = true;

    /// How often a figure is added up on one side, signs counted.
    [[nodiscard]] int weight(std::size_t figure, bool divides) const {
        int sum = 0;
        for (const figure_use& use : uses) {
            sum += use.figure == figure && use.divides == divides ? use.sign : 0;
        }
        return sum;
    }
    [[nodiscard]] whole count_uses(bool missing) const {
        return std::ranges::count_if(
            uses, [&](const figure_use& use) { return figures[use.figure].missing == missing; });
    }
    [[nodiscard]] relation as_relation() const {
        relation made;
        made.shape = shape;
        made.admitted = admitted.as_interval();
        for (const figure_use& use : uses) {
            const unknown_figure& of = figures[use.figure];
            (use.divides ? made.divisors : made.terms)
                .push_back({static_cast<std::uint32_t>(use.figure),
                            use.sign,
                            of.values.as_interval(),
                            whole_numbers,
                            of.missing});
        }
        return made;
    }
};

/// The world that a problem is tried in.
struct limits {
    whole one = 1;  // grid steps in the number 1
    whole fill_step =
        1;              // grid steps from one fill to the next; a choice is one step from the next
    whole fills = 0;    // the largest fill of a figure without an end
    whole choices = 0;  // the largest choice of one
    whole past_all_ends = 0;  // no end that is not infinite lies as far out
};

// Let a be the largest end of what is admitted, s what the finite ends of all uses add up to.
//
// Linear, and from the largest to the sum: an end of the fills that do is at most a + s. Where a
// fill can go on, it can along a line on which others grow at most twice as fast (a figure used
// twice), so three times as far shows it. A choice has to make good the fills and what is admitted.
//
// Ratio n/d with an end p/q of what is admitted: n/d = p/q is q·n = p·d, so a figure that crosses
// the end does so before (p + q) times all others together; w is the largest p + q.
limits limits_of(const problem& of) {
    const whole missing = of.count_uses(true);
    const whole known = of.count_uses(false);
    whole s = 0;
    for (const figure_use& use : of.uses) {
        s += of.figures[use.figure].values.reach();
    }
    limits made;
    if (!of.whole_numbers) {
        made.fill_step = 2 * (known + 1);
        made.one = 4 * (missing + 1) * made.fill_step;
    }
    const whole a = of.admitted.reach();
    switch (of.shape) {
    case form_shape::linear:
        made.past_all_ends = a + s;
        made.fills = 3 * made.past_all_ends + 4;
        made.choices = a + s + 6 + missing * (missing == 0 ? 0 : made.fills);
        break;
    case form_shape::between_largest_and_sum:
        made.past_all_ends = a + s;
        made.fills = made.choices = made.past_all_ends + 4;
        break;
    case form_shape::ratio: {
        whole w = 2;
        for (const auto& [end, kind] : {std::pair{of.admitted.lo, of.admitted.lo_kind},
                                        std::pair{of.admitted.hi, of.admitted.hi_kind}}) {
            w = kind == bound::infinite ? w : std::max(w, end.top + end.bottom);
        }
        made.past_all_ends = w * (s + 1);
        made.fills = w * (made.past_all_ends + 1);
        made.choices = w * (s + 1 + missing * (missing == 0 ? 0 : made.fills)) + 1;
        break;
    }
    }
    return made;
}

/// What is computed from some figures, so that it can be put together with what is computed from
/// others: the sum; the sum and the divisors' sum; or the largest and the sum.
struct outcome {
    whole a = 0;
    whole b = 0;

    friend auto operator<=>(const outcome&, const outcome&) = default;
};

outcome together(form_shape shape, const outcome& x, const outcome& y) {
    if (shape == form_shape::between_largest_and_sum) {
        return {std::max(x.a, y.a), x.b + y.b};
    }
    return {x.a + y.a, x.b + y.b};
}

/// Values of the figures, in grid steps.
using assignment = std::vector<whole>;

struct oracle_answer {
    verdict result = verdict::unknown;
    std::optional<span_of_values> computed;
    std::vector<std::optional<span_of_values>> fills;  // by figure, where it is missing
};

class oracle {
  public:
    oracle(const problem& of, const limits& world) : of_{of}, world_{world} {}

    oracle_answer answer() {
        std::vector<outcome> choices;
        assignment values(of_.figures.size());
        for_each_assignment(
            false, 0, values, [&] { choices.push_back(outcome_of(values, false)); });
        std::ranges::sort(choices);
        choices.erase(std::unique(choices.begin(), choices.end()), choices.end());
        for_each_assignment(true, 0, values, [&] { try_fill(values, choices); });
        oracle_answer found;
        found.result = overall();
        found.computed = computed();
        for (std::size_t figure = 0; figure < of_.figures.size(); ++figure) {
            found.fills.push_back(fill_hull(figure));
        }
        return found;
    }

  private:
    /// Gives every value to each figure from `figure` on that is missing, or that is not.
    template <typename Step>
    void for_each_assignment(bool missing,
                             std::size_t figure,
                             assignment& values,
                             const Step& step) const {
        while (figure < values.size() && of_.figures[figure].missing != missing) {
            ++figure;
        }
        if (figure == values.size()) {
            step();
            return;
        }
        const unknown_figure& of = of_.figures[figure];
        const whole past_end =
            of.has_no_end() ? (missing ? world_.fills : world_.choices) : of.values.reach();
        const whole stride = missing ? world_.fill_step : 1;
        for (whole value = -of.values.reach() * world_.one; value <= past_end * world_.one;
             value += stride) {
            if (of.values.contains({value, world_.one})) {
                values[figure] = value;
                for_each_assignment(missing, figure + 1, values, step);
            }
        }
    }

    [[nodiscard]] outcome outcome_of(const assignment& values, bool missing) const {
        outcome made;
        for (const figure_use& use : of_.uses) {
            if (of_.figures[use.figure].missing != missing) {
                continue;
            }
            const whole value = use.sign * values[use.figure];
            switch (of_.shape) {
            case form_shape::linear: made.a += value; break;
            case form_shape::ratio: (use.divides ? made.b : made.a) += value; break;
            case form_shape::between_largest_and_sum:
                made.a = std::max(made.a, value);
                made.b += value;
                break;
            }
        }
        return made;
    }

    void try_fill(const assignment& fill, const std::vector<outcome>& choices) {
        const outcome filled = outcome_of(fill, true);
        bool some_admitted = false;
        bool some_not = false;
        for (const outcome& choice : choices) {
            const outcome both = together(of_.shape, filled, choice);
            switch (of_.shape) {
            case form_shape::linear:
                try_value({both.a, world_.one}, some_admitted, some_not);
                break;
            case form_shape::ratio:
                // A zero denominator is left out of the choices.
                if (both.b != 0) {
                    try_value({both.a, both.b}, some_admitted, some_not);
                }
                break;
            case form_shape::between_largest_and_sum:
                for (whole total = both.a; total <= both.b; ++total) {
                    try_value({total, world_.one}, some_admitted, some_not);
                }
                break;
            }
        }
        if (!some_admitted && !some_not) {
            return;  // no choice is left: this fills nothing
        }
        if (some_admitted) {
            does_not_fail(fill);
            (some_not ? any_possible_ : any_holds_) = true;
        } else {
            any_fails_ = true;
        }
    }

    void try_value(const fraction& value, bool& some_admitted, bool& some_not) {
        (of_.admitted.contains(value) ? some_admitted : some_not) = true;
        if (!smallest_ || value.is_below(*smallest_)) {
            smallest_ = value;
        }
        if (!largest_ || largest_->is_below(value)) {
            largest_ = value;
        }
    }

    void does_not_fail(const assignment& fill) {
        if (fill_ends_.empty()) {
            for (const whole value : fill) {
                fill_ends_.emplace_back(value, value);
            }
        }
        for (std::size_t figure = 0; figure < fill.size(); ++figure) {
            auto& [first, last] = fill_ends_[figure];
            first = std::min(first, fill[figure]);
            last = std::max(last, fill[figure]);
        }
    }

    [[nodiscard]] verdict overall() const {
        if (!any_fails_ && !any_holds_ && !any_possible_) {
            return verdict::fails;  // nothing is left to choose
        }
        if (any_fails_) {
            return any_holds_ || any_possible_ ? verdict::unknown : verdict::fails;
        }
        return any_possible_ ? verdict::possible : verdict::holds;
    }

    [[nodiscard]] std::optional<span_of_values> fill_hull(std::size_t figure) const {
        if (!of_.figures[figure].missing || fill_ends_.empty()) {
            return std::nullopt;
        }
        const auto [first, last] = fill_ends_[figure];
        span_of_values hull = ends_of({first, world_.one}, {last, world_.one});
        if (of_.figures[figure].has_no_end() && last > world_.past_all_ends * world_.one) {
            hull.hi_kind = bound::infinite;
        }
        return hull;
    }

    [[nodiscard]] std::optional<span_of_values> computed() const {
        if (!smallest_) {
            return std::nullopt;
        }
        span_of_values hull = ends_of(*smallest_, *largest_);
        // What is computed as one figure grows without end, the others staying as they are.
        for (std::size_t figure = 0; figure < of_.figures.size(); ++figure) {
            if (!of_.figures[figure].has_no_end()) {
                continue;
            }
            const int above = of_.weight(figure, false);
            const int below = of_.weight(figure, true);
            if (below == 0 && above != 0) {
                (above > 0 ? hull.hi_kind : hull.lo_kind) = bound::infinite;
            } else if (below != 0) {
                const fraction limit{above, below};
                if (limit.is_below(*smallest_) && limit.is_below(hull.lo)) {
                    hull.lo = limit;
                    hull.lo_kind = bound::open;
                }
                if (hull.hi_kind != bound::infinite && largest_->is_below(limit) &&
                    hull.hi.is_below(limit)) {
                    hull.hi = limit;
                    hull.hi_kind = bound::open;
                }
            }
        }
        return hull;
    }

    /// The ends of which these are the outermost points on the grid.
    [[nodiscard]] span_of_values ends_of(const fraction& first, const fraction& last) const {
        span_of_values ends = closed(first, last);
        if (of_.whole_numbers) {
            return ends;
        }
        // Ends lie at multiples of 1/4; an open one was missed by less than that.
        const whole quarter = world_.one / 4;
        const whole past_first = (first.top % quarter + quarter) % quarter;
        const whole past_last = (last.top % quarter + quarter) % quarter;
        if (past_first != 0) {
            ends.lo = {first.top - past_first, world_.one};
            ends.lo_kind = bound::open;
        }
        if (past_last != 0) {
            ends.hi = {last.top - past_last + quarter, world_.one};
            ends.hi_kind = bound::open;
        }
        return ends;
    }

    const problem& of_;
    const limits world_;
    std::optional<fraction> smallest_;
    std::optional<fraction> largest_;
    std::vector<std::pair<whole, whole>> fill_ends_;  // by figure
    bool any_holds_ = false;
    bool any_possible_ = false;
    bool any_fails_ = false;
};

// -- comparing -----------------------------------------------------------------------------------

std::string text_of(const interval& values) {
    const auto end = [](const endpoint& each) {
        return each.is_finite() ? to_string(each.value) : std::string{"∞"};
    };
    return (values.lo().is_closed() ? "[" : "(") + end(values.lo()) + ", " + end(values.hi()) +
           (values.hi().is_closed() ? "]" : ")");
}

std::string text_of(const std::optional<interval>& values) {
    return values ? text_of(*values) : "none";
}

std::string text_of(const problem& of) {
    std::string text;
    bool divides = false;
    for (const figure_use& use : of.uses) {
        text += use.divides && !divides ? " / " : " ";
        divides = use.divides;
        text += use.sign > 0 ? "+" : "-";
        text += 'x' + std::to_string(use.figure);
        text += (of.figures[use.figure].missing ? " missing " : " ") +
                text_of(of.figures[use.figure].values.as_interval());
    }
    return text + (of.shape == form_shape::between_largest_and_sum ? "  largest to sum" : "") +
           (of.whole_numbers ? "" : "  real") + "  admitted " + text_of(of.admitted.as_interval());
}

std::optional<interval> as_interval(const std::optional<span_of_values>& values) {
    return values ? std::optional{values->as_interval()} : std::nullopt;
}

/// What differs between the library's judgement and the oracle's; empty where nothing does.
std::string difference(const problem& of, const judgement& judged, const oracle_answer& expected) {
    std::string text;
    if (judged.result != expected.result) {
        text += std::string{"  verdict "} + name_of(judged.result) + ", expected " +
                name_of(expected.result);
    }
    if (judged.computed != as_interval(expected.computed)) {
        text += "  computed " + text_of(judged.computed) + ", expected " +
                text_of(as_interval(expected.computed));
    }
    if (expected.result != verdict::unknown || !text.empty()) {
        return text;
    }
    std::vector<std::size_t> missing;
    for (std::size_t use = 0; use < of.uses.size(); ++use) {
        if (of.figures[of.uses[use].figure].missing) {
            missing.push_back(use);
        }
    }
    if (judged.fills.size() != missing.size()) {
        return "  " + std::to_string(judged.fills.size()) + " fills";
    }
    for (std::size_t i = 0; i < missing.size(); ++i) {
        const std::optional<interval> fill =
            as_interval(expected.fills[of.uses[missing[i]].figure]);
        if (judged.fills[i].operand != missing[i] || judged.fills[i].values != fill) {
            text += "  fill of operand " + std::to_string(judged.fills[i].operand) + ' ' +
                    text_of(judged.fills[i].values) + ", expected of " +
                    std::to_string(missing[i]) + ' ' + text_of(fill);
        }
    }
    return text;
}

/// Whether an answer says too much: a verdict for all choices that not all have, or computed values
/// and fills that leave out some there are. One that says too little is no mistake here.
std::string overclaims(const problem& of, const judgement& judged, const oracle_answer& expected) {
    const bool settles = judged.result == verdict::holds || judged.result == verdict::fails;
    if (settles && judged.result != expected.result) {
        return std::string{"  verdict "} + name_of(judged.result) + ", expected " +
               name_of(expected.result);
    }
    if (expected.computed &&
        !(judged.computed && expected.computed->as_interval().is_subset_of(*judged.computed))) {
        return "  computed " + text_of(judged.computed) + ", expected to hold " +
               text_of(as_interval(expected.computed));
    }
    for (const admissible_fill& fill : judged.fills) {
        const auto needed = as_interval(expected.fills[of.uses[fill.operand].figure]);
        if (needed && !needed->is_subset_of(fill.values)) {
            return "  fill " + text_of(fill.values) + ", expected to hold " + text_of(*needed);
        }
    }
    return {};
}

enum class sharpness {
    sharp,  ///< the answer is the oracle's
    sound,  ///< it says nothing that is not so
};

/// Tries problems one after the other. The dearer the enumeration, the fewer of its kind are
/// tried, always the same ones.
class trial {
  public:
    /// `stride`: only every so many of the problems, for tests that repeat others.
    explicit trial(std::size_t stride = 1, whole scale = 1, sharpness expected = sharpness::sharp)
        : stride_{stride}, scale_{scale}, expected_{expected} {}
    trial(const trial&) = delete;
    trial& operator=(const trial&) = delete;
    ~trial() { ::testing::Test::RecordProperty("problems", std::to_string(tried_)); }

    void run(problem of) {
        ++offered_;
        limits world = limits_of(of);
        const whole every = static_cast<whole>(stride_) * (1 + cost(of, world) / affordable);
        if (failures_ >= most_failures_shown || offered_ % every != 0) {
            return;
        }
        // Operands come in every order, not just in that of the lists below.
        const auto terms_end = std::ranges::find(of.uses, true, &figure_use::divides);
        turn(of.uses.begin(), terms_end);
        turn(terms_end, of.uses.end());
        world.fills *= scale_;
        world.choices *= scale_;
        ++tried_;
        const judgement judged = judge(of.as_relation());
        const oracle_answer expected = oracle{of, world}.answer();
        const std::string differs = expected_ == sharpness::sharp
                                        ? difference(of, judged, expected)
                                        : overclaims(of, judged, expected);
        if (!differs.empty()) {
            ++failures_;
            ADD_FAILURE() << text_of(of) << '\n' << differs;
        }
    }

  private:
    static constexpr whole affordable = 3000;
    static constexpr int most_failures_shown = 8;

    using position = std::vector<figure_use>::iterator;
    void turn(position first, position last) const {
        if (first != last) {
            std::rotate(first, first + (tried_ % (last - first)), last);
        }
    }

    /// About how many values the oracle computes.
    [[nodiscard]] static whole cost(const problem& of, const limits& world) {
        whole fills = 1;
        whole choices = 1;
        whole above = 1;
        whole below = 1;
        for (std::size_t figure = 0; figure < of.figures.size(); ++figure) {
            const unknown_figure& each = of.figures[figure];
            const whole end = each.missing ? world.fills : world.choices;
            const whole steps = (each.has_no_end() ? end : each.values.reach()) * world.one /
                                (each.missing ? world.fill_step : 1);
            (each.missing ? fills : choices) *= 1 + steps;
            if (!each.missing) {
                above += of.weight(figure, false) != 0 ? steps : 0;
                below += of.weight(figure, true) != 0 ? steps : 0;
            }
        }
        return fills * std::min(choices, above * below) + choices;
    }

    std::size_t stride_;
    whole scale_;
    sharpness expected_;
    whole offered_ = 0;
    whole tried_ = 0;
    int failures_ = 0;
};

// -- the worlds ----------------------------------------------------------------------------------

constexpr fraction half{1, 2};

const std::vector<unknown_figure> counts{
    {exactly({0}), false},
    {exactly({3}), false},
    {closed({1}, {3}), false},
    {closed_open(half, {5, 2}), false},  // 1 or 2, as a rounded figure
    {open({1}, {4}), false},             // 2 or 3, as 余
    {at_least({1}), false},              // 以上
    {more_than({1}), false},             // 超过
    {closed({-2}, {1}), false},
    {at_least({0}), true},
    {closed({0}, {2}), true},
};

const std::vector<unknown_figure> few_counts{
    {exactly({0}), false},
    {exactly({2}), false},
    {closed({0}, {1}), false},
    {closed_open(half, {7, 2}), false},
    {at_least({1}), false},
    {at_least({0}), true},
};

const std::vector<unknown_figure> quantities{
    {exactly(half), false},
    {closed({0}, {1}), false},
    {open({0}, {1}), false},
    {closed_open(half, {1}), false},
    {open_closed({0}, half), false},
    {at_least(half), false},
    {more_than({0}), false},
    {at_least({0}), true},
    {closed({0}, {1}), true},
};

const std::vector<span_of_values> admitted_sums{
    span_of_values{},
    exactly({0}),
    exactly({2}),
    exactly({-1}),
    closed({1}, {3}),
    closed({-3}, {-1}),
    closed_open(half, {5, 2}),
    open_closed({0}, {2}),
    open({0}, {3}),
    open({2}, {3}),  // no whole number at all
    at_least({2}),
    more_than({2}),
    at_most({0}),
    less_than({0}),
    at_most({-1}),
    less_than({7, 2}),
};

const std::vector<span_of_values> admitted_quantities{
    span_of_values{},
    exactly({0}),
    exactly({1}),
    exactly({3, 2}),
    closed(half, {1}),
    closed_open(half, {3, 2}),
    open_closed({0}, {1}),
    open({0}, {1}),
    open({1}, {2}),
    at_least({1}),
    more_than({1}),
    at_most({0}),
    less_than({0}),
    less_than({2}),
};

const std::vector<span_of_values> admitted_ratios{
    span_of_values{},
    exactly({0}),
    exactly(half),
    exactly({2, 3}),
    exactly({1}),
    closed({1, 3}, half),
    closed_open({1, 3}, half),
    open_closed({1, 3}, half),
    open({1, 3}, half),
    open(half, {1}),
    closed_open(half, {1}),
    at_least({1}),
    more_than({1}),
    at_most({0}),
    less_than(half),
    open({0}, {1, 3}),
};

/// All ways to take `size` of the numbers below `kinds`, repeats allowed, in rising order.
std::vector<std::vector<std::size_t>> selections(std::size_t kinds, std::size_t size) {
    std::vector<std::vector<std::size_t>> all{{}};
    for (std::size_t i = 0; i < size; ++i) {
        std::vector<std::vector<std::size_t>> longer;
        for (const std::vector<std::size_t>& each : all) {
            for (std::size_t next = each.empty() ? 0 : each.back(); next < kinds; ++next) {
                longer.push_back(each);
                longer.back().push_back(next);
            }
        }
        all = std::move(longer);
    }
    return all;
}

/// Adds a figure that stands in the relation by itself.
void add_use(problem& of, const unknown_figure& figure, int sign = 1, bool divides = false) {
    of.uses.push_back({of.figures.size(), sign, divides});
    of.figures.push_back(figure);
}

problem empty_problem(form_shape shape, bool whole_numbers = true) {
    problem made;
    made.shape = shape;
    made.whole_numbers = whole_numbers;
    return made;
}

void with_each(trial& tries, problem of, const std::vector<span_of_values>& admitted) {
    for (const span_of_values& each : admitted) {
        of.admitted = each;
        tries.run(of);
    }
}

/// Sums of `size` figures of a list, each added or taken away.
void try_sums(trial& tries,
              const std::vector<unknown_figure>& kinds,
              std::size_t size,
              const std::vector<span_of_values>& admitted,
              bool whole_numbers) {
    for (const std::vector<std::size_t>& chosen : selections(2 * kinds.size(), size)) {
        problem of = empty_problem(form_shape::linear, whole_numbers);
        for (const std::size_t each : chosen) {
            add_use(of, kinds[each / 2], each % 2 == 0 ? 1 : -1);
        }
        with_each(tries, of, admitted);
    }
}

/// Sums in which one figure is used twice, and `others` more once.
void try_sums_with_a_figure_twice(trial& tries,
                                  const std::vector<unknown_figure>& kinds,
                                  std::size_t others,
                                  const std::vector<span_of_values>& admitted,
                                  bool whole_numbers) {
    for (const unknown_figure& twice : kinds) {
        for (const auto& [first, second] : {std::pair{1, 1}, std::pair{1, -1}, std::pair{-1, -1}}) {
            for (const std::vector<std::size_t>& chosen : selections(2 * kinds.size(), others)) {
                problem of = empty_problem(form_shape::linear, whole_numbers);
                add_use(of, twice, first);
                for (const std::size_t each : chosen) {
                    add_use(of, kinds[each / 2], each % 2 == 0 ? 1 : -1);
                }
                of.uses.push_back({0, second, false});
                with_each(tries, of, admitted);
            }
        }
    }
}

void try_ratios(trial& tries, std::size_t terms, std::size_t divisors) {
    for (const std::vector<std::size_t>& above : selections(few_counts.size(), terms)) {
        for (const std::vector<std::size_t>& below : selections(few_counts.size(), divisors)) {
            problem of = empty_problem(form_shape::ratio);
            for (const std::size_t each : above) {
                add_use(of, few_counts[each]);
            }
            for (const std::size_t each : below) {
                add_use(of, few_counts[each], 1, true);
            }
            with_each(tries, of, admitted_ratios);
        }
    }
}

/// Ratios in which one figure stands `above` times on top and `below` times underneath, by itself
/// or with one more on top or underneath.
void try_ratios_with_a_figure_in_both(trial& tries, std::size_t above, std::size_t below) {
    const std::size_t none = few_counts.size();
    for (const unknown_figure& shared : few_counts) {
        for (std::size_t more_above = 0; more_above <= none; ++more_above) {
            for (std::size_t more_below = 0; more_below <= none; ++more_below) {
                problem of = empty_problem(form_shape::ratio);
                of.figures.push_back(shared);
                of.uses.assign(above, {0, 1, false});
                if (more_above != none) {
                    add_use(of, few_counts[more_above]);
                }
                of.uses.insert(of.uses.end(), below, {0, 1, true});
                if (more_below != none) {
                    add_use(of, few_counts[more_below], 1, true);
                }
                with_each(tries, of, admitted_ratios);
            }
        }
    }
}

void try_between(trial& tries,
                 const std::vector<unknown_figure>& kinds,
                 std::size_t size,
                 const std::vector<span_of_values>& admitted,
                 bool whole_numbers,
                 bool first_twice = false) {
    for (const std::vector<std::size_t>& chosen : selections(kinds.size(), size)) {
        problem of = empty_problem(form_shape::between_largest_and_sum, whole_numbers);
        for (const std::size_t each : chosen) {
            add_use(of, kinds[each]);
        }
        if (first_twice) {
            of.uses.push_back({0, 1, false});
        }
        with_each(tries, of, admitted);
    }
}

TEST(judge_oracle, sums_of_one_to_three_counts) {
    trial tries;
    for (const std::size_t size : {1U, 2U, 3U}) {
        try_sums(tries, counts, size, admitted_sums, true);
    }
}

TEST(judge_oracle, sums_of_four_counts) {
    trial tries;
    try_sums(tries, counts, 4, admitted_sums, true);
}

TEST(judge_oracle, sums_with_one_count_used_twice) {
    trial tries;
    for (const std::size_t others : {0U, 1U, 2U}) {
        try_sums_with_a_figure_twice(tries, counts, others, admitted_sums, true);
    }
}

TEST(judge_oracle, sums_of_one_to_three_quantities) {
    trial tries;
    for (const std::size_t size : {1U, 2U, 3U}) {
        try_sums(tries, quantities, size, admitted_quantities, false);
    }
}

TEST(judge_oracle, sums_with_one_quantity_used_twice) {
    trial tries;
    for (const std::size_t others : {0U, 1U}) {
        try_sums_with_a_figure_twice(tries, quantities, others, admitted_quantities, false);
    }
}

TEST(judge_oracle, ratios_of_up_to_three_counts_by_up_to_three) {
    trial tries;
    for (const std::size_t terms : {1U, 2U, 3U}) {
        for (const std::size_t divisors : {1U, 2U, 3U}) {
            try_ratios(tries, terms, divisors);
        }
    }
}

// Judged as if the two were two figures: no rule that follows from a codebook has such a ratio.
TEST(judge_oracle, ratios_with_a_count_used_twice_say_nothing_that_is_not_so) {
    trial tries{1, 1, sharpness::sound};
    try_ratios_with_a_figure_in_both(tries, 1, 1);
    try_ratios_with_a_figure_in_both(tries, 1, 2);
    try_ratios_with_a_figure_in_both(tries, 2, 1);
    try_ratios_with_a_figure_in_both(tries, 2, 0);
}

TEST(judge_oracle, from_the_largest_to_the_sum_of_counts) {
    trial tries;
    for (const std::size_t size : {1U, 2U, 3U, 4U}) {
        try_between(tries, few_counts, size, admitted_sums, true);
        try_between(tries, few_counts, size, admitted_sums, true, true);
    }
}

TEST(judge_oracle, from_the_largest_to_the_sum_of_quantities) {
    trial tries;
    for (const std::size_t size : {1U, 2U}) {
        try_between(tries, quantities, size, admitted_quantities, false);
    }
}

// The oracle's limits, tried: if they were too small, a larger world would say something else.
TEST(judge_oracle, a_world_twice_as_large_gives_the_same_answers) {
    trial tries{101, 2};
    for (const std::size_t size : {1U, 2U, 3U}) {
        try_sums(tries, counts, size, admitted_sums, true);
        try_between(tries, few_counts, size, admitted_sums, true);
    }
    try_sums_with_a_figure_twice(tries, counts, 1, admitted_sums, true);
    try_sums(tries, quantities, 2, admitted_quantities, false);
    try_ratios(tries, 1, 1);
    try_ratios(tries, 2, 2);
}

// -- cases with names ----------------------------------------------------------------------------

interval count_read(std::string_view text) {
    return read_figure(text).value.value().values();
}

/// A sum of figures as reported; "?" is missing.
relation sum_claimed(std::string_view claim, const std::vector<std::string_view>& terms) {
    relation made;
    for (const std::string_view text : terms) {
        operand each{static_cast<std::uint32_t>(made.terms.size()),
                     1,
                     interval::at_least(0),
                     true,
                     text == "?"};
        if (!each.missing) {
            each.values = count_read(text);
        }
        made.terms.push_back(each);
    }
    made.admitted = count_read(claim);
    return made;
}

relation rate_claimed(std::string_view claim, std::string_view count, std::string_view total) {
    relation made = sum_claimed(claim, {count, total});
    made.shape = form_shape::ratio;
    made.divisors.push_back(made.terms.back());
    made.terms.pop_back();
    return made;
}

TEST(judge, rounded_parts_and_a_rounded_total_are_possible) {
    EXPECT_EQ(judge(sum_claimed("3.72万余", {"2.87万余", "7031", "884", "562"})).result,
              verdict::possible);
}

TEST(judge, two_of_more_than_600_are_more_than_1201) {
    EXPECT_EQ(judge(sum_claimed("1201", {"600余", "600余"})).result, verdict::fails);
    EXPECT_EQ(judge(sum_claimed("1202", {"600余", "600余"})).result, verdict::possible);
}

TEST(judge, no_one_of_three_to_five_is_28_percent) {
    EXPECT_EQ(judge(rate_claimed("28%", "1", "3-5")).result, verdict::fails);
    EXPECT_EQ(judge(rate_claimed("25%", "1", "3-5")).result, verdict::possible);
}

TEST(judge, a_figure_taken_from_itself_is_nothing) {
    relation what;
    what.terms = {{7, 1, count_read("600余"), true, false},
                  {7, -1, count_read("600余"), true, false}};
    what.admitted = interval::exactly(0);
    EXPECT_EQ(judge(what).result, verdict::holds);
    EXPECT_EQ(judge(what).computed, interval::exactly(0));
}

TEST(judge, a_missing_figure_taken_from_itself_is_nothing) {
    relation what;
    what.terms = {{7, 1, interval::at_least(0), true, true},
                  {7, -1, interval::at_least(0), true, true}};
    what.admitted = interval::exactly(0);
    EXPECT_EQ(judge(what).result, verdict::holds);
}

TEST(judge, sums_beyond_64_bits_are_exact) {
    const std::string huge = "1" + std::string(40, '0');
    EXPECT_EQ(judge(sum_claimed("2" + std::string(40, '0'), {huge, huge})).result, verdict::holds);
    EXPECT_EQ(judge(sum_claimed("2" + std::string(39, '0') + "1", {huge, huge})).result,
              verdict::fails);
}

TEST(judge, a_ratio_of_counts_beyond_64_bits_is_exact) {
    const std::string huge = "1" + std::string(40, '0');
    EXPECT_EQ(judge(rate_claimed("50%", huge, "2" + std::string(40, '0'))).result, verdict::holds);
    EXPECT_EQ(judge(rate_claimed("50%", huge, "1" + std::string(41, '0'))).result, verdict::fails);
}

TEST(judge, a_printed_rate_of_nothing_fails) {
    const judgement judged = judge(rate_claimed("95%", "0", "0"));
    EXPECT_EQ(judged.result, verdict::fails);
    EXPECT_EQ(judged.computed, std::nullopt);
}

TEST(judge, a_zero_denominator_fills_nothing) {
    // Missing numerator over a zero: no fill would do.
    EXPECT_EQ(judge(rate_claimed("95%", "?", "0")).result, verdict::fails);
    // Only totals that are not zero are tried: 0 of any of them is 0%.
    EXPECT_EQ(judge(rate_claimed("0%", "0", "?")).result, verdict::holds);
}

TEST(judge, the_counties_rate_of_248_of_261_prints_as_95_percent_and_not_as_96) {
    EXPECT_EQ(judge(rate_claimed("95%", "248", "261")).result, verdict::holds);
    EXPECT_EQ(judge(rate_claimed("96%", "248", "261")).result, verdict::fails);
}

TEST(judge, titles_held_lie_between_the_largest_and_the_sum) {
    relation tiers = sum_claimed("306", {"306", "50", "1"});
    EXPECT_EQ(judge(tiers).result, verdict::fails);
    tiers.shape = form_shape::between_largest_and_sum;
    EXPECT_EQ(judge(tiers).result, verdict::possible);
    EXPECT_EQ(judge(tiers).computed, interval::closed(306, 357));
}

TEST(judge, a_missing_tier_can_only_be_one) {
    const judgement judged = judge(sum_claimed("248", {"?", "2", "2", "94", "149"}));
    EXPECT_EQ(judged.result, verdict::unknown);
    ASSERT_EQ(judged.fills.size(), 1U);
    EXPECT_EQ(judged.fills.front().operand, 0U);
    EXPECT_EQ(judged.fills.front().values, interval::exactly(1));
}

TEST(judge, a_missing_total_can_be_260_to_262) {
    const judgement judged = judge(rate_claimed("95%", "248", "?"));
    EXPECT_EQ(judged.result, verdict::unknown);
    ASSERT_EQ(judged.fills.size(), 1U);
    EXPECT_EQ(judged.fills.front().operand, 1U);
    EXPECT_EQ(judged.fills.front().values, interval::closed(260, 262));
}

}  // namespace
