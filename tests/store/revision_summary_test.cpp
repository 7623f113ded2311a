#include <crossfoot/store/revision_summary.hpp>

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace crossfoot;

TEST(revision_summary, adds_up_what_changed_by_indicator) {
    const auto change = [](const char* indicator,
                           std::optional<std::string> before,
                           std::optional<std::string> after) {
        figure_change made;
        made.where.indicator = indicator;
        made.before = std::move(before);
        made.after = std::move(after);
        return made;
    };
    const std::vector<figure_change> changes{change("talks", "5", "8"),
                                             change("talks", "9", "7"),
                                             change("talks", "1.2万", "1.3万"),
                                             change("talks", "(missing)", "4"),
                                             change("measures", std::nullopt, "4"),
                                             change("measures", "4", std::nullopt)};
    const auto found = summarise(changes);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].added, 1U);
    EXPECT_EQ(found[0].gone, 1U);
    EXPECT_EQ(found[1].revised, 4U);
    EXPECT_EQ(found[1].up, 2U);
    EXPECT_EQ(found[1].down, 1U);
    EXPECT_EQ(found[1].compared, 2U) << "12,000 and 13,000 are not what the other two are";
    EXPECT_EQ(found[1].sum, 1);
    EXPECT_EQ(found[1].sum_of_sizes, 5);
}

TEST(revision_summary, says_up_and_down_only_where_that_is_certain) {
    const auto of = [](const char* before, const char* after) {
        figure_change made;
        made.where.indicator = "talks";
        made.before = before;
        made.after = after;
        return summarise(std::vector{made}).front();
    };
    EXPECT_EQ(of("600余", "777").up, 1U);
    EXPECT_EQ(of("777", "600余").down, 1U);
    EXPECT_EQ(of("600余", "650").up + of("600余", "650").down, 0U);
    EXPECT_EQ(of("600余", "650").compared, 0U);
    EXPECT_EQ(of("5", "05").up + of("5", "05").down, 0U);
    EXPECT_EQ(of("5", "05").compared, 1U);
}

}  // namespace
