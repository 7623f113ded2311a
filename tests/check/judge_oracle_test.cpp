#include <crossfoot/check/relation.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
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
// computed value lie beyond every end, or is made good by an equally large part of another;
// `limits_of` says how large is large enough. A fill may go on for ever exactly where it goes past
// all ends. `a_world_twice_as_large_gives_the_same_answers` tries what was argued.
//
// Real operands are enumerated on a grid. All ends are multiples of 1/2, so answers change only at
// multiples of 1/4 (of 1/2, halved for a figure used twice), or of 1/12 or 1/24 where a figure is
// used three or four times. The fills' grid is finer than that by one more step than missing
// operands are added up, and the choices' grid is finer than the fills' in the same way: then the
// sum of all the steps by which open ends are missed is less than one step of the next coarser
// grid, and each comparison comes out as it does for real numbers.

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

    /// Whether a value is not too small.
    [[nodiscard]] bool starts_by(const fraction& value) const {
        return lo_kind == bound::infinite || lo.is_below(value) ||
               (lo_kind == bound::closed && lo.equals(value));
    }
    [[nodiscard]] bool contains(const fraction& value) const {
        const bool below = hi_kind == bound::infinite || value.is_below(hi) ||
                           (hi_kind == bound::closed && hi.equals(value));
        return starts_by(value) && below;
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
    bool is_whole = true;

    [[nodiscard]] bool has_no_end() const { return values.hi_kind == bound::infinite; }
};

/// One use of a figure in a relation.
struct figure_use {
    std::size_t figure = 0;
    int factor = 1;
    bool divides = false;
};

/// A relation with its figures: what both the oracle and the library judge.
struct problem {
    form_shape shape = form_shape::linear;
    std::vector<unknown_figure> figures;
    std::vector<figure_use> uses;  // the terms first
    span_of_values admitted;

    [[nodiscard]] bool is_whole() const {
        return std::ranges::all_of(figures, &unknown_figure::is_whole);
    }
    /// How often a figure is added up on one side, signs counted.
    [[nodiscard]] int weight(std::size_t figure, bool divides) const {
        int sum = 0;
        for (const figure_use& use : uses) {
            sum += use.figure == figure && use.divides == divides ? use.factor : 0;
        }
        return sum;
    }
    /// How often the missing figures, or the others, are used, signs not counted.
    [[nodiscard]] whole count_uses(bool missing) const {
        whole sum = 0;
        for (const figure_use& use : uses) {
            sum += figures[use.figure].missing == missing ? std::abs(use.factor) : 0;
        }
        return sum;
    }
    /// The most that one figure is used, signs not counted.
    [[nodiscard]] whole largest_weight() const {
        whole most = 1;
        for (std::size_t figure = 0; figure < figures.size(); ++figure) {
            most = std::max(most, whole{std::abs(weight(figure, false))});
        }
        return most;
    }
    [[nodiscard]] relation as_relation() const {
        relation made;
        made.shape = shape;
        made.admitted = admitted.as_interval();
        for (const figure_use& use : uses) {
            const unknown_figure& of = figures[use.figure];
            (use.divides ? made.divisors : made.terms)
                .push_back({static_cast<std::uint32_t>(use.figure),
                            use.factor,
                            of.values.as_interval(),
                            of.is_whole,
                            of.missing});
        }
        return made;
    }
};

/// How far a figure without an end is tried.
struct reach_of_figure {
    whole tried = 0;          // the largest fill, or choice
    whole past_all_ends = 0;  // no end that is not infinite lies as far out
};

/// The world that a problem is tried in.
struct limits {
    whole one = 1;   // grid steps in the number 1
    whole cell = 1;  // grid steps between two numbers at which answers change
    whole fill_step =
        1;  // grid steps from one fill to the next; a choice is one step from the next
    std::vector<reach_of_figure> reaches;  // by figure
};

// Let a be the largest end of what is admitted, s what the finite ends of all uses add up to.
//
// From the largest to the sum: an end of the fills that do is at most a + s.
//
// Linear: an end of the part that a figure has in the sum is at most a + s, and a number of its own
// less where the sum has gaps. Where a fill can go on, it can along a line on which another figure
// makes good what it adds, so twice as far shows it; m, the largest weight, is the most steps by
// which one waits for the other, and the others for both. A choice has to make good the fills and
// what is admitted.
//
// Ratio n/d with an end p/q of what is admitted: n/d = p/q is q·n = p·d, so a figure that crosses
// the end does so before (p + q) times all others together; w is the largest p + q.
limits limits_of(const problem& of) {
    const whole missing = of.count_uses(true);
    const whole known = of.count_uses(false);
    whole s = 0;
    for (const figure_use& use : of.uses) {
        s += std::abs(use.factor) * of.figures[use.figure].values.reach();
    }
    limits made;
    const whole m = of.largest_weight();
    if (of.shape == form_shape::ratio && !of.is_whole()) {
        // To one step of the fills there are choices at and between all the ratios asked for.
        made.fill_step = 12 * (known + 1);
        made.one = 12 * made.fill_step;
    } else if (!of.is_whole()) {
        // Also threefold steps of one grid come to a step of the next.
        const whole spread = m > 2 ? 3 : 1;
        made.fill_step = 2 * (known + 1) * spread;
        made.cell = (missing + 1) * spread * made.fill_step;
        made.one = (m > 3 ? 24 : m > 2 ? 12 : 4) * made.cell;
    }
    const whole a = of.admitted.reach();
    whole missing_parts = 0;
    for (const unknown_figure& each : of.figures) {
        missing_parts += each.missing ? 1 : 0;
    }
    for (std::size_t figure = 0; figure < of.figures.size(); ++figure) {
        const bool fills = of.figures[figure].missing;
        const whole weight = std::max(std::abs(of.weight(figure, false)), 1);
        reach_of_figure reach;
        switch (of.shape) {
        case form_shape::linear: {
            const whole part = 3 * (a + s) + 4 * m * m;
            reach.past_all_ends = (a + s) / weight + 1;
            reach.tried =
                fills ? part / weight + 1 : (a + s + 6 * m * m + missing_parts * part) / weight + 1;
            break;
        }
        case form_shape::between_largest_and_sum:
            reach.past_all_ends = a + s;
            reach.tried = reach.past_all_ends + 4;
            break;
        case form_shape::ratio: {
            whole w = 2;
            for (const auto& [end, kind] : {std::pair{of.admitted.lo, of.admitted.lo_kind},
                                            std::pair{of.admitted.hi, of.admitted.hi_kind}}) {
                w = kind == bound::infinite ? w : std::max(w, end.top + end.bottom);
            }
            reach.past_all_ends = w * (s + 1);
            reach.tried = w * (reach.past_all_ends + 1);
            if (!fills) {
                reach.tried = w * (s + 1 + missing * (missing == 0 ? 0 : reach.tried)) + 1;
            }
            break;
        }
        }
        made.reaches.push_back(reach);
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
        const whole past_end = of.has_no_end() ? world_.reaches[figure].tried : of.values.reach();
        const whole stride = of.is_whole ? world_.one : (missing ? world_.fill_step : 1);
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
            const whole value = use.factor * values[use.figure];
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
        if (of_.shape == form_shape::linear) {
            // In rising order, so that the outermost and the first that is not too small show all.
            const auto sum_with = [&](const outcome& choice) {
                return fraction{filled.a + choice.a, world_.one};
            };
            try_value(sum_with(choices.front()), some_admitted, some_not);
            try_value(sum_with(choices.back()), some_admitted, some_not);
            const auto first = std::ranges::partition_point(choices, [&](const outcome& choice) {
                return !of_.admitted.starts_by(sum_with(choice));
            });
            some_admitted = some_admitted ||
                            (first != choices.end() && of_.admitted.contains(sum_with(*first)));
            settle(fill, some_admitted, some_not);
            return;
        }
        for (const outcome& choice : choices) {
            const outcome both = together(of_.shape, filled, choice);
            switch (of_.shape) {
            case form_shape::linear: break;
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
        settle(fill, some_admitted, some_not);
    }

    /// Takes down what one fill comes to.
    void settle(const assignment& fill, bool some_admitted, bool some_not) {
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
        if (of_.figures[figure].has_no_end() &&
            last > world_.reaches[figure].past_all_ends * world_.one) {
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
        if (of_.is_whole() || of_.shape == form_shape::ratio) {
            return ends;  // of a ratio of real numbers not the ends, but values within
        }
        // Ends lie at the ends of cells; an open one was missed by less than a cell.
        const whole cell = world_.cell;
        const whole past_first = (first.top % cell + cell) % cell;
        const whole past_last = (last.top % cell + cell) % cell;
        if (past_first != 0) {
            ends.lo = {first.top - past_first, world_.one};
            ends.lo_kind = bound::open;
        }
        if (past_last != 0) {
            ends.hi = {last.top - past_last + cell, world_.one};
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
        text += (use.factor > 0 ? "+" : "") + std::to_string(use.factor);
        text +=
            "·x" + std::to_string(use.figure) + (of.figures[use.figure].is_whole ? "" : " real");
        text += (of.figures[use.figure].missing ? " missing " : " ") +
                text_of(of.figures[use.figure].values.as_interval());
    }
    return text + (of.shape == form_shape::between_largest_and_sum ? "  largest to sum" : "") +
           "  admitted " + text_of(of.admitted.as_interval());
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

enum class sharpness {
    sharp,          ///< the answer is the oracle's
    sharp_verdict,  ///< the verdict is the oracle's, and what else it says is so
    sound,          ///< it says nothing that is not so
};

/// Whether an answer says too much: a verdict for all choices that not all have, or computed values
/// and fills that leave out some there are. One that says too little is no mistake here.
std::string overclaims(const problem& of,
                       const judgement& judged,
                       const oracle_answer& expected,
                       sharpness verdicts) {
    const bool settles = verdicts == sharpness::sharp_verdict || judged.result == verdict::holds ||
                         judged.result == verdict::fails;
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
        for (reach_of_figure& each : world.reaches) {
            each.tried *= scale_;
        }
        ++tried_;
        const judgement judged = judge(of.as_relation());
        const oracle_answer expected = oracle{of, world}.answer();
        const std::string differs = expected_ == sharpness::sharp
                                        ? difference(of, judged, expected)
                                        : overclaims(of, judged, expected, expected_);
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
            const whole steps =
                (each.has_no_end() ? world.reaches[figure].tried : each.values.reach()) *
                (each.is_whole ? 1 : world.one / (each.missing ? world.fill_step : 1));
            (each.missing ? fills : choices) *= 1 + steps;
            if (!each.missing) {
                above += std::abs(of.weight(figure, false)) * steps;
                below += of.weight(figure, true) != 0 ? steps : 0;
            }
        }
        if (of.shape == form_shape::linear) {
            return 8 * fills + 2 * choices;
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

const std::vector<unknown_figure> counts_with_factors{
    {exactly({3}), false},
    {closed({0}, {1}), false},
    {closed({1}, {3}), false},
    {closed({0}, {6}), false},
    {closed_open(half, {5, 2}), false},
    {at_least({1}), false},
    {closed({-2}, {1}), false},
    {at_least({0}), true},
    {closed({0}, {1}), true},
    {closed({0}, {5}), true},
};

const std::vector<unknown_figure> counts_and_quantities{
    {closed({0}, {1}), false},
    {closed_open(half, {5, 2}), false},
    {at_least({1}), false},
    {at_least({0}), true},
    {closed({0}, {2}), true},
    {exactly(half), false, false},
    {closed({0}, half), false, false},
    {open({0}, {1}), false, false},
    {more_than(half), false, false},
};

const std::vector<int> all_factors{-3, -2, -1, 1, 2, 3, 5};
const std::vector<int> few_factors{-3, -1, 2, 5};
const std::vector<int> large_factors{-20, -7, -4, 1, 4, 6, 10};
const std::vector<int> factors_of_quantities{-3, -2, 1, 2};

const std::vector<unknown_figure> few_counts{
    {exactly({0}), false},
    {exactly({2}), false},
    {closed({0}, {1}), false},
    {closed_open(half, {7, 2}), false},
    {at_least({1}), false},
    {at_least({0}), true},
};

/// The same figures, but for any number and not just a whole one.
std::vector<unknown_figure> as_quantities(std::vector<unknown_figure> figures) {
    for (unknown_figure& each : figures) {
        each.is_whole = false;
    }
    return figures;
}

const std::vector<unknown_figure> quantities = as_quantities({
    {exactly(half), false},
    {closed({0}, {1}), false},
    {open({0}, {1}), false},
    {closed_open(half, {1}), false},
    {open_closed({0}, half), false},
    {at_least(half), false},
    {more_than({0}), false},
    {at_least({0}), true},
    {closed({0}, {1}), true},
});

const std::vector<unknown_figure> few_quantities = as_quantities({
    {exactly({0}), false},
    {exactly(half), false},
    {closed({0}, {1}), false},
    {open({0}, {1}), false},
    {closed_open(half, {1}), false},
    {open_closed({0}, half), false},
    {more_than({0}), false},
    {at_least({0}), true},
    {closed({0}, {1}), true},
});

const std::vector<unknown_figure> missing_quantities = as_quantities({
    {at_least({0}), true},
    {closed({0}, {1}), true},
});

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

const std::vector<span_of_values> admitted_sums_with_factors{
    exactly({0}),
    exactly({1}),
    exactly({5}),
    exactly({7}),
    exactly({-4}),
    closed({4}, {5}),
    closed({-8}, {-7}),
    closed_open(half, {5, 2}),
    closed({3}, {6}),
    open({2}, {3}),
    at_least({2}),
    at_most({0}),
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
void add_use(problem& of, const unknown_figure& figure, int factor = 1, bool divides = false) {
    of.uses.push_back({of.figures.size(), factor, divides});
    of.figures.push_back(figure);
}

problem empty_problem(form_shape shape) {
    problem made;
    made.shape = shape;
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
              const std::vector<span_of_values>& admitted) {
    for (const std::vector<std::size_t>& chosen : selections(2 * kinds.size(), size)) {
        problem of = empty_problem(form_shape::linear);
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
                                  const std::vector<span_of_values>& admitted) {
    for (const unknown_figure& twice : kinds) {
        for (const auto& [first, second] : {std::pair{1, 1}, std::pair{1, -1}, std::pair{-1, -1}}) {
            for (const std::vector<std::size_t>& chosen : selections(2 * kinds.size(), others)) {
                problem of = empty_problem(form_shape::linear);
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

/// Sums of `size` figures of a list, each times one of the factors.
void try_sums_with_factors(trial& tries,
                           const std::vector<unknown_figure>& kinds,
                           std::size_t size,
                           const std::vector<int>& factors,
                           const std::vector<span_of_values>& admitted) {
    for (const auto& chosen : selections(factors.size() * kinds.size(), size)) {
        problem of = empty_problem(form_shape::linear);
        for (const std::size_t each : chosen) {
            add_use(of, kinds[each / factors.size()], factors[each % factors.size()]);
        }
        with_each(tries, of, admitted);
    }
}

/// Sums in which one figure is used twice with any two of the factors, and `others` more once.
void try_sums_with_factors_and_a_figure_twice(trial& tries,
                                              const std::vector<unknown_figure>& kinds,
                                              std::size_t others,
                                              const std::vector<int>& factors,
                                              const std::vector<span_of_values>& admitted) {
    for (const unknown_figure& twice : kinds) {
        for (const std::vector<std::size_t>& both : selections(factors.size(), 2)) {
            for (const auto& chosen : selections(factors.size() * kinds.size(), others)) {
                problem of = empty_problem(form_shape::linear);
                add_use(of, twice, factors[both.front()]);
                for (const std::size_t each : chosen) {
                    add_use(of, kinds[each / factors.size()], factors[each % factors.size()]);
                }
                of.uses.push_back({0, factors[both.back()], false});
                with_each(tries, of, admitted);
            }
        }
    }
}

void try_ratios(trial& tries,
                const std::vector<unknown_figure>& kinds_above,
                std::size_t terms,
                const std::vector<unknown_figure>& kinds_below,
                std::size_t divisors) {
    for (const std::vector<std::size_t>& above : selections(kinds_above.size(), terms)) {
        for (const std::vector<std::size_t>& below : selections(kinds_below.size(), divisors)) {
            problem of = empty_problem(form_shape::ratio);
            for (const std::size_t each : above) {
                add_use(of, kinds_above[each]);
            }
            for (const std::size_t each : below) {
                add_use(of, kinds_below[each], 1, true);
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
                 bool first_twice = false) {
    for (const std::vector<std::size_t>& chosen : selections(kinds.size(), size)) {
        problem of = empty_problem(form_shape::between_largest_and_sum);
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
        try_sums(tries, counts, size, admitted_sums);
    }
}

TEST(judge_oracle, sums_of_four_counts) {
    trial tries;
    try_sums(tries, counts, 4, admitted_sums);
}

TEST(judge_oracle, sums_with_one_count_used_twice) {
    trial tries;
    for (const std::size_t others : {0U, 1U, 2U}) {
        try_sums_with_a_figure_twice(tries, counts, others, admitted_sums);
    }
}

TEST(judge_oracle, sums_of_one_to_three_quantities) {
    trial tries;
    for (const std::size_t size : {1U, 2U, 3U}) {
        try_sums(tries, quantities, size, admitted_quantities);
    }
}

TEST(judge_oracle, sums_with_one_quantity_used_twice) {
    trial tries;
    for (const std::size_t others : {0U, 1U}) {
        try_sums_with_a_figure_twice(tries, quantities, others, admitted_quantities);
    }
}

TEST(judge_oracle, sums_of_one_or_two_counts_with_factors) {
    trial tries;
    for (const std::size_t size : {1U, 2U}) {
        try_sums_with_factors(
            tries, counts_with_factors, size, all_factors, admitted_sums_with_factors);
        try_sums_with_factors(
            tries, counts_with_factors, size, large_factors, admitted_sums_with_factors);
    }
}

TEST(judge_oracle, sums_of_three_counts_with_factors) {
    trial tries{17};
    try_sums_with_factors(tries, counts_with_factors, 3, all_factors, admitted_sums_with_factors);
    try_sums_with_factors(tries, counts_with_factors, 3, large_factors, admitted_sums_with_factors);
}

TEST(judge_oracle, sums_with_factors_and_one_count_used_twice) {
    trial tries{3};
    for (const std::size_t others : {0U, 1U}) {
        try_sums_with_factors_and_a_figure_twice(
            tries, counts_with_factors, others, all_factors, admitted_sums_with_factors);
    }
}

TEST(judge_oracle, sums_of_two_counts_with_factors_and_one_used_twice) {
    trial tries{41};
    try_sums_with_factors_and_a_figure_twice(
        tries, counts_with_factors, 2, few_factors, admitted_sums_with_factors);
}

TEST(judge_oracle, sums_of_quantities_with_factors) {
    trial tries;
    for (const std::size_t size : {1U, 2U}) {
        try_sums_with_factors(tries, quantities, size, factors_of_quantities, admitted_quantities);
    }
    try_sums_with_factors_and_a_figure_twice(tries, quantities, 0, {1, 2}, admitted_quantities);
}

TEST(judge_oracle, sums_of_counts_and_reported_quantities) {
    trial tries{3};
    for (const std::size_t size : {2U, 3U}) {
        try_sums_with_factors(tries, counts_and_quantities, size, {-2, 1, 3}, admitted_quantities);
    }
}

// A missing quantity beside counts is judged as if the counts left no gaps.
TEST(judge_oracle, sums_of_counts_and_missing_quantities_say_nothing_that_is_not_so) {
    trial tries{7, 1, sharpness::sound};
    std::vector<unknown_figure> kinds = counts_and_quantities;
    kinds.insert(kinds.end(), missing_quantities.begin(), missing_quantities.end());
    for (const std::size_t size : {2U, 3U}) {
        try_sums_with_factors(tries, kinds, size, {-2, 1, 3}, admitted_quantities);
    }
}

TEST(judge_oracle, ratios_of_up_to_three_counts_by_up_to_three) {
    trial tries;
    for (const std::size_t terms : {1U, 2U, 3U}) {
        for (const std::size_t divisors : {1U, 2U, 3U}) {
            try_ratios(tries, few_counts, terms, few_counts, divisors);
        }
    }
}

TEST(judge_oracle, ratios_of_counts_that_are_missing_and_have_an_end) {
    trial tries;
    std::vector<unknown_figure> kinds = few_counts;
    kinds.push_back({closed({0}, {3}), true});
    kinds.push_back({closed({1}, {2}), true});
    for (const std::size_t terms : {1U, 2U}) {
        try_ratios(tries, kinds, terms, kinds, 1);
    }
    try_ratios(tries, kinds, 1, kinds, 2);
}

TEST(judge_oracle, ratios_of_quantities) {
    trial tries{1, 1, sharpness::sharp_verdict};
    try_ratios(tries, few_quantities, 1, few_quantities, 1);
    try_ratios(tries, few_quantities, 2, few_quantities, 1);
    try_ratios(tries, few_quantities, 1, few_quantities, 2);
}

TEST(judge_oracle, ratios_of_counts_and_quantities_say_nothing_that_is_not_so) {
    trial tries{1, 1, sharpness::sound};
    try_ratios(tries, few_quantities, 1, few_counts, 1);
    try_ratios(tries, few_counts, 1, few_quantities, 1);
    try_ratios(tries, few_counts, 2, few_quantities, 1);
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
        try_between(tries, few_counts, size, admitted_sums);
        try_between(tries, few_counts, size, admitted_sums, true);
    }
}

TEST(judge_oracle, from_the_largest_to_the_sum_of_quantities) {
    trial tries;
    for (const std::size_t size : {1U, 2U}) {
        try_between(tries, quantities, size, admitted_quantities);
    }
}

// The oracle's limits, tried: if they were too small, a larger world would say something else.
TEST(judge_oracle, a_world_twice_as_large_gives_the_same_answers) {
    trial tries{101, 2};
    for (const std::size_t size : {1U, 2U, 3U}) {
        try_sums(tries, counts, size, admitted_sums);
        try_between(tries, few_counts, size, admitted_sums);
    }
    try_sums_with_a_figure_twice(tries, counts, 1, admitted_sums);
    try_sums_with_factors(tries, counts_with_factors, 2, all_factors, admitted_sums_with_factors);
    try_sums_with_factors(tries, counts_with_factors, 2, large_factors, admitted_sums_with_factors);
    try_sums(tries, quantities, 2, admitted_quantities);
    try_ratios(tries, few_counts, 1, few_counts, 1);
    try_ratios(tries, few_counts, 2, few_counts, 2);
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

/// A sum of figures with coefficients, as reported; "?" is missing.
relation sum_with_coefficients(
    const interval& admitted, const std::vector<std::pair<std::int64_t, std::string_view>>& terms) {
    std::vector<std::string_view> texts;
    texts.reserve(terms.size());
    for (const auto& [coefficient, text] : terms) {
        texts.push_back(text);
    }
    relation made = sum_claimed("0", texts);
    for (std::size_t i = 0; i < terms.size(); ++i) {
        made.terms[i].coefficient = terms[i].first;
    }
    made.admitted = admitted;
    return made;
}

TEST(judge, multiples_of_three_are_never_5) {
    EXPECT_EQ(judge(sum_with_coefficients(interval::exactly(5), {{3, "1-3"}, {3, "?"}})).result,
              verdict::fails);
}

TEST(judge, figures_in_ten_thousands_agree_with_their_thousands) {
    EXPECT_EQ(
        judge(sum_with_coefficients(interval::closed(0, 4999), {{10'000, "3"}, {-1, "29999"}}))
            .result,
        verdict::holds);
    EXPECT_EQ(
        judge(sum_with_coefficients(interval::exactly(0), {{10'000, "2-4"}, {-1, "29999"}})).result,
        verdict::fails);
    EXPECT_EQ(
        judge(sum_with_coefficients(interval::exactly(0), {{10'000, "2-4"}, {-1, "30000"}})).result,
        verdict::possible);
}

TEST(judge, the_fills_of_a_figure_in_ten_thousands_step_over_the_gaps) {
    const judgement judged = judge(sum_with_coefficients(interval::exactly(1'000'025'000),
                                                         {{1, "?"}, {10'000, "100001-100003"}}));
    EXPECT_EQ(judged.result, verdict::unknown);
    ASSERT_EQ(judged.fills.size(), 1U);
    EXPECT_EQ(judged.fills.front().values, interval::closed(5000, 15'000));
}

TEST(judge, a_missing_figure_that_no_multiple_reaches_is_unknown) {
    // 超过 leaves the known figure without an end: only every twentieth fill does.
    EXPECT_EQ(
        judge(sum_with_coefficients(interval::exactly(0), {{20, "?"}, {-1, "超过40"}})).result,
        verdict::unknown);
    EXPECT_EQ(judge(sum_with_coefficients(interval::exactly(0), {{-20, "超过2"}, {1, "?"}})).result,
              verdict::unknown);
}

TEST(judge, coefficients_beyond_64_bits_together_are_exact) {
    constexpr std::int64_t huge = std::int64_t{1} << 62U;
    const rational product{integer{huge} * 4'000'000};
    EXPECT_EQ(judge(sum_with_coefficients(interval::exactly(product), {{huge, "4000000"}})).result,
              verdict::holds);
    EXPECT_EQ(judge(sum_with_coefficients(interval::exactly(product + 1),
                                          {{huge, "3999999-4000001"}, {huge - 1, "?"}}))
                  .result,
              verdict::fails);
}

// Nothing fits, but to see it takes as many steps as the smaller coefficient is large.
TEST(judge, a_search_without_an_end_in_sight_gives_up_as_possible) {
    constexpr std::int64_t huge = std::int64_t{1} << 40U;
    const rational sum{integer{huge} * 100'000'000'000 + 1};
    EXPECT_EQ(
        judge(sum_with_coefficients(interval::exactly(sum),
                                    {{huge + 1, "1-99999999999"}, {huge - 1, "1-99999999999"}}))
            .result,
        verdict::possible);
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
