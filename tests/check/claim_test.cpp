#include <crossfoot/check/claim.hpp>

#include <gtest/gtest.h>

#include <string_view>
#include <utility>
#include <variant>

namespace {

using namespace crossfoot;

verdict said_of(std::string_view text) {
    const auto judged = judge_claim(text);
    EXPECT_TRUE(std::holds_alternative<judged_claim>(judged)) << text;
    return std::get<judged_claim>(judged).result;
}

TEST(claim, holds_fails_or_is_possible_as_its_figures_have_it) {
    EXPECT_EQ(said_of("248/261 = 95%"), verdict::holds);
    EXPECT_EQ(said_of("248 = 1 + 2 + 2 + 94 + 149"), verdict::holds);
    EXPECT_EQ(said_of("248 = 1 + 2 + 2 + 94 + 148"), verdict::fails);
    EXPECT_EQ(said_of("10.2万 = 50000 + 51000"), verdict::fails);
    EXPECT_EQ(said_of("10.2万 = 5.1万 + 5.1万"), verdict::possible);
    EXPECT_EQ(said_of("25 <= 30"), verdict::holds);
    EXPECT_EQ(said_of("600余 <= 600"), verdict::fails);
}

TEST(claim, of_a_printed_ratio_over_nothing_fails) {
    EXPECT_EQ(said_of("3/0 = 95%"), verdict::fails);
}

TEST(claim, tells_both_of_its_sides) {
    for (const std::string_view text :
         {"248 = 1 + 2 + 2 + 94 + 194", "1 + 2 + 2 + 94 + 194 = 248"}) {
        const judged_claim judged = std::get<judged_claim>(judge_claim(text));
        EXPECT_EQ(judged.reported, interval::exactly(248)) << text;
        EXPECT_EQ(judged.computed, interval::exactly(293)) << text;
    }
    const judged_claim rounded = std::get<judged_claim>(judge_claim("248/261 = 95%"));
    EXPECT_EQ(rounded.computed, interval::exactly(rational{248, 261}));
    // Nobody claims anything that the other side would have to come to.
    EXPECT_EQ(std::get<judged_claim>(judge_claim("1 + 2 = 2 + 1")).reported, std::nullopt);
}

TEST(claim, that_is_no_sentence_is_a_fault) {
    for (const std::string_view text : {"", "248 =", "= 3", "248", "1 + + 2 = 3", "talks = 3"}) {
        EXPECT_TRUE(std::holds_alternative<expression_fault>(judge_claim(text))) << text;
    }
}

}  // namespace
