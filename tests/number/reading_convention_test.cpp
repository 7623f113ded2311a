#include <crossfoot/number/figure_reader.hpp>
#include <crossfoot/number/reading_convention.hpp>

#include <gtest/gtest.h>

#include <string_view>

namespace {

using namespace crossfoot;

interval values_of(std::string_view text, const reading_convention& convention) {
    return read_figure(text, convention).value.value().values();
}

TEST(reading_convention, is_by_default_what_its_comments_say) {
    const reading_convention usual;
    EXPECT_EQ(values_of("1万", usual), interval::closed_open(5000, 15000));
    EXPECT_EQ(values_of("600余", usual), interval::open(600, 700));
    EXPECT_EQ(values_of("近3000", usual), interval::closed_open(2500, 3000));
    EXPECT_EQ(values_of("约3000", usual), interval::closed_open(2500, 3500));
    EXPECT_EQ(values_of("600以上", usual), interval::at_least(600));
}

TEST(reading_convention, changes_what_words_are_taken_to_mean) {
    reading_convention other;
    other.scaled = scaled_figures::exact;
    other.more = more_upper_end::none;
    other.near = nearness::one_unit;
    other.or_more = own_number::excluded;
    EXPECT_EQ(values_of("1万", other), interval::exactly(10000));
    EXPECT_EQ(values_of("600余", other), interval::more_than(600));
    EXPECT_EQ(values_of("近3000", other), interval::closed_open(2000, 3000));
    EXPECT_EQ(values_of("约3000", other), interval::open(2000, 4000));
    EXPECT_EQ(values_of("600以上", other), interval::more_than(600));
}

}  // namespace
