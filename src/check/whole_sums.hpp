#pragma once

#include <crossfoot/number/interval.hpp>

#include <vector>

// Which numbers the sums of whole numbers with coefficients can be. Such a sum has gaps: 2·a + 3·b
// is never 1, and a - 20·b with a small a is far from most numbers.
namespace crossfoot::detail {

/// A coefficient, not 0, times any number of a run.
struct whole_term {
    integer coefficient;
    integer_range values;
};

/// The sums that are asked for, both ends included; nothing where `first` is above `last`.
struct whole_window {
    integer first;
    integer last;
};

/// How many steps a search may still take. Where none is left it takes for granted that there is a
/// choice, so that nothing is said to be impossible that was not seen to be.
struct search_budget {
    int left = 20'000;

    [[nodiscard]] bool is_spent() const { return left <= 0; }
};

/// Whether some choice of all terms adds up to a number that is asked for.
[[nodiscard]] bool some_sum_in(const std::vector<whole_term>& terms,
                               const whole_window& wanted,
                               search_budget& budget);

/// Whether for some choice of the `fills` no choice of the `known` terms brings the sum to a number
/// that is asked for, although sums near it lie on both sides: it falls into a gap. Expects that no
/// choice of the fills lies beyond what all known sums and the ends ask for.
[[nodiscard]] bool some_fill_meets_a_gap(const std::vector<whole_term>& fills,
                                         const std::vector<whole_term>& known,
                                         const whole_window& wanted,
                                         search_budget& budget);

/// The smallest and the largest number of a run by which the term at `position` takes part in a
/// sum that is asked for. Expects that there is such a sum. An end of `hull`, beyond which there is
/// none, stays where the budget is spent before it is settled.
[[nodiscard]] integer_range values_in_sums(const std::vector<whole_term>& terms,
                                           std::size_t position,
                                           const integer_range& hull,
                                           const whole_window& wanted);

}  // namespace crossfoot::detail
