#include <crossfoot/model/places.hpp>
#include <crossfoot/number/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace crossfoot;

const std::vector<std::string> levels{"province", "prefecture", "county"};

place_row row(std::string code, std::size_t level, std::string parent, std::size_t line) {
    return {std::move(code), "", level_id{level}, std::move(parent), {}, {}, {line, 1}};
}

std::vector<diagnostic_code> problems_of(std::vector<place_row> rows) {
    std::vector<diagnostic> problems;
    static_cast<void>(places::build(std::move(rows), levels, "places.csv", problems));
    std::vector<diagnostic_code> codes;
    for (const diagnostic& each : problems) {
        codes.push_back(each.code);
    }
    return codes;
}

TEST(places, are_handed_out_from_the_top_down_each_before_what_lies_in_it) {
    std::vector<diagnostic> problems;
    // A child may stand before its parent in the file.
    const places all = places::build({row("990101", 2, "9901", 2),
                                      row("99", 0, "", 3),
                                      row("9902", 1, "99", 4),
                                      row("9901", 1, "99", 5),
                                      row("990102", 2, "9901", 6)},
                                     levels,
                                     "places.csv",
                                     problems);
    ASSERT_TRUE(problems.empty());
    const hierarchy tree = all.at(day{});
    std::vector<std::string> codes;
    for (const place_id place : tree.in_order()) {
        codes.push_back(all.code(place));
    }
    EXPECT_EQ(codes, (std::vector<std::string>{"99", "9902", "9901", "990101", "990102"}));
    EXPECT_EQ(tree.parent_of(all.at_code("990102")), all.at_code("9901"));
    EXPECT_EQ(tree.children_of(all.at_code("9902")).size(), 0U);
    EXPECT_EQ(tree.rank_of(all.at_code("9901")), 2U);
}

TEST(places, whose_parent_is_nowhere_are_reported) {
    EXPECT_EQ(problems_of({row("1", 0, "", 2), row("2", 1, "7", 3)}),
              std::vector{diagnostic_code::unknown_parent});
}

TEST(places, in_a_cycle_are_reported) {
    const std::vector<diagnostic_code> codes =
        problems_of({row("1", 0, "2", 2), row("2", 1, "1", 3)});
    EXPECT_EQ(codes, std::vector{diagnostic_code::place_cycle});
    EXPECT_EQ(problems_of({row("1", 0, "1", 2)}), std::vector{diagnostic_code::place_cycle});
}

TEST(places, below_one_of_their_own_level_are_reported) {
    EXPECT_EQ(problems_of({row("1", 1, "", 2), row("2", 1, "1", 3)}),
              std::vector{diagnostic_code::level_order});
}

TEST(places, of_one_code_twice_are_reported_unless_their_dates_part_them) {
    EXPECT_EQ(problems_of({row("1", 0, "", 2), row("1", 0, "", 3)}),
              std::vector{diagnostic_code::duplicate_place});
    place_row early = row("1", 0, "", 2);
    early.valid_to = parse_day("2014-12-31");
    place_row late = row("1", 0, "", 3);
    late.valid_from = parse_day("2015-01-01");
    EXPECT_TRUE(problems_of({early, late}).empty());
    late.valid_from = parse_day("2014-12-31");
    EXPECT_EQ(problems_of({early, late}), std::vector{diagnostic_code::overlapping_rows});
}

TEST(places, that_moved_have_the_parent_of_the_day) {
    place_row before = row("3", 2, "1", 4);
    before.valid_to = parse_day("2014-12-31");
    place_row after = row("3", 2, "2", 5);
    after.valid_from = parse_day("2015-01-01");
    std::vector<diagnostic> problems;
    const places all = places::build(
        {row("1", 1, "", 2), row("2", 1, "", 3), before, after}, levels, "", problems);
    ASSERT_TRUE(problems.empty());
    EXPECT_EQ(all.at(*parse_day("2014-12-31")).parent_of(all.at_code("3")), all.at_code("1"));
    EXPECT_EQ(all.at(*parse_day("2015-01-01")).parent_of(all.at_code("3")), all.at_code("2"));
    EXPECT_TRUE(std::ranges::equal(all.changes(), std::vector{*parse_day("2015-01-01")}));
}

TEST(places, are_found_by_a_name_only_where_one_place_has_it) {
    std::vector<place_row> rows{row("1", 0, "", 2), row("2", 1, "1", 3), row("3", 1, "1", 4)};
    rows[0].name = "Province";
    rows[1].name = rows[2].name = "Twin";
    std::vector<diagnostic> problems;
    const places all = places::build(rows, levels, "", problems);
    EXPECT_EQ(all.find_named("Province"), all.find("1"));
    EXPECT_EQ(all.find_named("Twin"), std::nullopt);
    EXPECT_EQ(all.find_named("3"), all.find("3"));
    EXPECT_THROW(static_cast<void>(all.at_code("4")), error);
}

}  // namespace
