#include <crossfoot/check/relation.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>
#include <vector>

// What a relation is, by single examples; that every one is judged so is held against brute force
// in judge_oracle_test.cpp.

namespace {

using namespace crossfoot;

relation sum_of(const std::vector<interval>& terms, interval admitted) {
    relation made;
    for (const interval& each : terms) {
        const auto unknown = static_cast<std::uint32_t>(made.terms.size());
        made.terms.push_back({unknown, 1, each, true, false});
    }
    made.admitted = std::move(admitted);
    return made;
}

TEST(relation, of_exact_counts_holds_or_fails) {
    const std::vector<interval> tiers{interval::exactly(94), interval::exactly(149)};
    EXPECT_EQ(judge(sum_of(tiers, interval::exactly(243))).result, verdict::holds);
    EXPECT_EQ(judge(sum_of(tiers, interval::exactly(244))).result, verdict::fails);
}

TEST(relation, of_ranges_is_possible_where_some_choice_agrees_and_some_does_not) {
    const judgement judged =
        judge(sum_of({interval::closed(1, 3), interval::exactly(4)}, interval::exactly(6)));
    EXPECT_EQ(judged.result, verdict::possible);
    EXPECT_EQ(judged.computed, interval::closed(5, 7));
}

TEST(relation, tells_what_would_fill_a_figure_that_is_missing) {
    relation with_gap = sum_of({interval::exactly(4), interval::at_least(0)}, interval::exactly(6));
    with_gap.terms[1].missing = true;
    const judgement judged = judge(with_gap);
    EXPECT_EQ(judged.result, verdict::unknown);
    ASSERT_EQ(judged.fills.size(), 1U);
    EXPECT_EQ(judged.fills[0].operand, 1U);
    EXPECT_EQ(judged.fills[0].values, interval::exactly(2));
}

TEST(relation, in_which_one_figure_stands_twice_has_one_choice_for_it) {
    relation twice = sum_of({interval::closed(1, 3), interval::closed(1, 3)}, interval::exactly(0));
    twice.terms[1].unknown = twice.terms[0].unknown;
    twice.terms[1].coefficient = -1;
    EXPECT_EQ(judge(twice).result, verdict::holds);
}

TEST(relation, of_titles_admits_what_lies_between_the_largest_and_the_sum) {
    relation held = sum_of({interval::exactly(2), interval::exactly(3)}, interval::exactly(4));
    held.shape = form_shape::between_largest_and_sum;
    EXPECT_EQ(judge(held).computed, interval::closed(3, 5));
    held.admitted = interval::exactly(6);
    EXPECT_EQ(judge(held).result, verdict::fails);
}

}  // namespace
