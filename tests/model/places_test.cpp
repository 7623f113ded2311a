#include <crossfoot/model/places.hpp>
#include <crossfoot/number/error.hpp>

#include "../support/dated_places.hpp"

#include <algorithm>
#include <array>

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
        codes.emplace_back(all.code(place));
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
    EXPECT_EQ(all.find_by_name("Province"), all.find("1"));
    EXPECT_EQ(all.find_by_name("3"), std::nullopt);
    EXPECT_THROW(static_cast<void>(all.at_code("4")), error);
}

/// The English message of the only problem that the second and later rows have.
std::string problem_of(const std::vector<std::string>& rows) {
    std::vector<place_row> list;
    for (const std::string& each : rows) {
        list.push_back(dated_places::row(each, list.size() + 2));
    }
    std::vector<diagnostic> problems;
    static_cast<void>(places::build(std::move(list), levels, "places.csv", problems));
    if (problems.empty()) {
        return "";
    }
    EXPECT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].code, diagnostic_code::orphaned_place);
    const std::string& text = problems[0].message.en;
    const std::string before = "which is not there ";
    const std::size_t from = text.find(before) + before.size();
    return text.substr(from, text.find(": expected") - from);
}

TEST(places, whose_parent_is_not_there_on_some_days_are_reported_with_those_days) {
    EXPECT_EQ(problem_of({"1,P,0,,2015-01-01,", "2,A,1,1,,"}), "until 2014-12-31");
    EXPECT_EQ(problem_of({"1,P,0,,,2015-12-31", "2,A,1,1,,"}), "from 2016-01-01 on");
    EXPECT_EQ(problem_of({"1,P,0,,2015-01-01,2015-12-31", "2,A,1,1,,"}),
              "until 2014-12-31, from 2016-01-01 on");
    EXPECT_EQ(problem_of({"1,P,0,,,2014-12-31", "1,P,0,,2015-01-02,", "2,A,1,1,,"}),
              "on 2015-01-01");
    EXPECT_EQ(problem_of({"1,P,0,,,2014-12-31", "1,P,0,,2015-02-01,", "2,A,1,1,2014-06-01,"}),
              "from 2015-01-01 to 2015-01-31");
    EXPECT_EQ(problem_of({"1,P,0,,,2014-12-31", "2,A,1,1,2015-01-01,"}), "from 2015-01-01 on");
}

TEST(places, whose_parent_is_there_whenever_they_are_have_no_problem) {
    EXPECT_EQ(problem_of({"1,P,0,,,2014-12-31", "1,Q,0,,2015-01-01,", "2,A,1,1,,"}), "");
    EXPECT_EQ(problem_of({"1,P,0,,2015-01-01,2015-12-31", "2,A,1,1,2015-01-01,2015-12-31"}), "");
    EXPECT_EQ(problem_of({"1,P,0,,,2014-12-31", "1,P,0,,2016-01-01,", "2,A,1,1,2016-01-01,"}), "");
}

TEST(places, are_orphans_on_exactly_the_days_on_which_no_row_of_the_parent_holds) {
    // Every pair of stretches of five days for the parent, every stretch for the child.
    const auto date = [](int number) { return "2015-01-0" + std::to_string(number); };
    for (int code = 0; code < 5 * 5 * 5 * 5 * 5 * 5; ++code) {
        std::array<int, 6> ends{};
        for (int i = 0, rest = code; i < 6; ++i, rest /= 5) {
            ends[static_cast<std::size_t>(i)] = 1 + rest % 5;
        }
        const auto [a, b, c, d, first, last] = ends;
        if (a > b || c > d || b >= c || first > last) {
            continue;
        }
        std::string expected;
        bool inside_before = true;
        for (int day = first; day <= last; ++day) {
            const bool inside = (a <= day && day <= b) || (c <= day && day <= d);
            expected += inside ? "" : date(day) + (inside_before ? "!" : "");
            inside_before = inside;
        }
        const std::string told = problem_of({"1,P,0,," + date(a) + "," + date(b),
                                             "1,P,0,," + date(c) + "," + date(d),
                                             "2,A,1,1," + date(first) + "," + date(last)});
        EXPECT_EQ(told.empty(), expected.empty()) << code;
        const auto count = [](const std::string& text, const char* what) {
            std::size_t found = 0;
            for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; ++at) {
                ++found;
            }
            return found;
        };
        // As many stretches as there are first days of one.
        EXPECT_EQ(told.empty() ? 0U : 1 + count(told, ", "), count(expected, "!")) << told;
    }
}

TEST(places, have_the_row_of_the_day) {
    const places where =
        dated_places::read({"2,B,0,,2015-01-01,", "2,A,0,,,2013-12-31", "3,C,0,,,"});
    const place_id place = where.at_code("2");
    EXPECT_EQ(where.find_row(place, *parse_day("2013-12-31"))->name, "A");
    EXPECT_EQ(where.find_row(place, *parse_day("2014-12-31")), std::nullopt);
    EXPECT_EQ(where.find_row(place, *parse_day("2015-01-01"))->name, "B");
    EXPECT_TRUE(std::ranges::equal(where.rows_of(place), std::vector<std::uint32_t>{1, 0}));
    EXPECT_TRUE(where.rows_of(place_id{7}).empty());
}

}  // namespace
