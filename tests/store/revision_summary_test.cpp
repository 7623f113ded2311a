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
    EXPECT_EQ(found[1].compared, 3U);
    EXPECT_EQ(found[1].sum, 1001);
    EXPECT_EQ(found[1].sum_of_sizes, 1005);
}

}  // namespace
