#include <crossfoot/number/figure.hpp>

#include <gtest/gtest.h>

namespace crossfoot {
namespace {

TEST(figure, known_exactly_is_its_digits_and_holds_one_value) {
    EXPECT_EQ(figure::exactly(261).text(), "261");
    EXPECT_EQ(figure::exactly(261).values(), interval::exactly(261));
    EXPECT_EQ(figure::exactly(261).nominal(), 261);
    EXPECT_EQ(figure::exactly(261).form(), figure_form::exact);
}

TEST(figure, written_otherwise_is_another_figure) {
    const figure digits = figure::exactly(200);
    const figure words{"两百", 200, interval::exactly(200), figure_form::exact};
    EXPECT_FALSE(digits == words);
    EXPECT_EQ(digits.values(), words.values());
}

}  // namespace
}  // namespace crossfoot
