#include <crossfoot/model/places.hpp>

#include "../support/random_places.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace crossfoot;
using random_places::on;

const std::vector<std::string> levels{"nation", "province", "prefecture", "county"};

/// What is wrong with a row, by the rules as they are written, without any index.
struct fault {
    diagnostic_code code{};
    std::size_t row = 0;
    friend bool operator==(const fault&, const fault&) = default;
};

/// Every day that dates of the small world tell apart.
std::vector<day> all_days() {
    std::vector<day> days;
    for (int number = -1; number <= 6; ++number) {
        days.push_back(on(number));
    }
    return days;
}

bool holds(const place_row& row, day when) {
    return (!row.valid_from || *row.valid_from <= when) && (!row.valid_to || when <= *row.valid_to);
}

bool is_reversed(const place_row& row) {
    return row.valid_from && row.valid_to && *row.valid_to < *row.valid_from;
}

bool ends_before(const place_row& a, const place_row& b) {
    return a.valid_to && b.valid_from && *a.valid_to < *b.valid_from;
}

bool hold_together(const place_row& a, const place_row& b) {
    return !ends_before(a, b) && !ends_before(b, a);
}

bool is_undated(const place_row& row) {
    return !row.valid_from && !row.valid_to;
}

bool is_own_ancestor(const std::vector<place_row>& rows, const place_row& of) {
    std::string above = of.parent;
    for (std::size_t steps = 0; steps <= rows.size() && !above.empty(); ++steps) {
        if (above == of.code) {
            return true;
        }
        const auto first = std::ranges::find(rows, above, &place_row::code);
        above = first == rows.end() ? "" : first->parent;
    }
    return false;
}

void add_fault_of_code(const std::vector<place_row>& rows,
                       std::size_t i,
                       std::vector<fault>& found) {
    for (std::size_t earlier = 0; earlier < i; ++earlier) {
        if (rows[earlier].code == rows[i].code && hold_together(rows[earlier], rows[i])) {
            const bool undated = is_undated(rows[earlier]) && is_undated(rows[i]);
            found.push_back(
                {undated ? diagnostic_code::duplicate_place : diagnostic_code::overlapping_rows,
                 i});
            return;
        }
    }
}

void add_fault_of_parent(const std::vector<place_row>& rows,
                         std::size_t i,
                         std::vector<fault>& found) {
    const place_row& row = rows[i];
    std::vector<place_row> parents;
    for (const place_row& each : rows) {
        if (!row.parent.empty() && each.code == row.parent) {
            parents.push_back(each);
        }
    }
    if (parents.empty()) {
        if (!row.parent.empty()) {
            found.push_back({diagnostic_code::unknown_parent, i});
        }
        return;
    }
    const auto is_no_higher = [&](const place_row& parent) {
        return hold_together(parent, row) && row.level <= parent.level;
    };
    if (std::ranges::any_of(parents, is_no_higher)) {
        found.push_back({is_own_ancestor(rows, row) ? diagnostic_code::place_cycle
                                                    : diagnostic_code::level_order,
                         i});
        return;
    }
    if (is_reversed(row) || std::ranges::any_of(parents, is_reversed)) {
        return;
    }
    for (const day when : all_days()) {
        const auto is_there = [&](const place_row& parent) { return holds(parent, when); };
        if (holds(row, when) && std::ranges::none_of(parents, is_there)) {
            found.push_back({diagnostic_code::orphaned_place, i});
            return;
        }
    }
}

std::vector<fault> faults_of(const std::vector<place_row>& rows) {
    std::vector<fault> found;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (is_reversed(rows[i])) {
            found.push_back({diagnostic_code::dates_reversed, i});
        }
        add_fault_of_code(rows, i, found);
        add_fault_of_parent(rows, i, found);
    }
    return found;
}

std::vector<place_row> good_of(const std::vector<place_row>& rows,
                               const std::vector<fault>& faults) {
    std::vector<place_row> good;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (std::ranges::find(faults, i, &fault::row) == faults.end()) {
            good.push_back(rows[i]);
        }
    }
    return good;
}

std::string told(const place_row& row) {
    return row.code + "," + row.name + "," + std::to_string(row.level.index()) + "," + row.parent +
           "," + (row.valid_from ? to_string(*row.valid_from) : "") + "," +
           (row.valid_to ? to_string(*row.valid_to) : "") + " on " +
           std::to_string(row.where.line) + ":" + std::to_string(row.where.column);
}

std::string told(const place_row_view& row) {
    return told(place_row{std::string{row.code},
                          std::string{row.name},
                          row.level,
                          std::string{row.parent},
                          row.valid_from,
                          row.valid_to,
                          row.where});
}

std::string told(const std::vector<place_row>& rows) {
    std::string text;
    for (const place_row& each : rows) {
        text += told(each) + "\n";
    }
    return text;
}

/// Compares what is built with the good rows themselves.
void expect_places_of(const std::vector<place_row>& good, const places& built) {
    ASSERT_EQ(built.rows().size(), good.size());
    std::vector<std::string> codes;  // in the order of their first rows
    for (std::size_t i = 0; i < good.size(); ++i) {
        EXPECT_EQ(told(built.rows()[i]), told(good[i]));
        if (std::ranges::find(codes, good[i].code) == codes.end()) {
            codes.push_back(good[i].code);
        }
    }
    ASSERT_EQ(built.size(), codes.size());
    for (std::size_t place = 0; place < codes.size(); ++place) {
        EXPECT_EQ(built.code(place_id{place}), codes[place]);
        EXPECT_EQ(built.find(codes[place]), place_id{place});
        for (std::size_t near = 0; near <= codes.size(); ++near) {
            EXPECT_EQ(built.find(codes[place], place_id{near}), place_id{place});
        }
        std::size_t rows = 0;
        for (const std::uint32_t row : built.rows_of(place_id{place})) {
            EXPECT_EQ(good[row].code, codes[place]);
            EXPECT_EQ(built.rows()[row].place, place_id{place});
            ++rows;
        }
        EXPECT_EQ(rows, std::ranges::count(good, codes[place], &place_row::code));
    }
    for (const char* const name : {"North", "South", "甲县"}) {
        std::vector<std::string> bearers;
        for (const place_row& each : good) {
            if (each.name == name && std::ranges::find(bearers, each.code) == bearers.end()) {
                bearers.push_back(each.code);
            }
        }
        EXPECT_EQ(built.find_named(name),
                  bearers.size() == 1 ? built.find(bearers.front()) : std::nullopt);
    }
}

void expect_hierarchy_of(const std::vector<place_row>& good, const places& built, day when) {
    const hierarchy tree = built.at(when);
    const auto there = [&](const std::string& code) {
        return std::ranges::any_of(
            good, [&](const place_row& row) { return row.code == code && holds(row, when); });
    };
    std::size_t count = 0;
    for (const place_row& row : good) {
        if (!holds(row, when)) {
            continue;
        }
        ++count;
        const place_id place = built.at_code(row.code);
        ASSERT_TRUE(tree.has(place));
        EXPECT_EQ(tree.level_of(place), row.level);
        EXPECT_EQ(tree.in_order()[tree.rank_of(place)], place);
        EXPECT_EQ(told(built.find_row(place, when).value()), told(row));
        std::optional<place_id> parent;
        if (there(row.parent)) {
            parent = built.at_code(row.parent);
            EXPECT_LT(tree.rank_of(*parent), tree.rank_of(place));
        }
        EXPECT_EQ(tree.parent_of(place), parent);
        std::vector<place_id> children;
        for (const place_row& each : good) {
            if (each.parent == row.code && holds(each, when)) {
                children.push_back(built.at_code(each.code));
            }
        }
        EXPECT_TRUE(std::ranges::equal(tree.children_of(place), children));
    }
    EXPECT_EQ(tree.in_order().size(), count);
}

TEST(places_oracle, every_fault_of_a_small_world_is_told_in_order_and_the_rest_is_built) {
    std::mt19937 random{20'160'101};
    std::size_t faults = 0;
    std::size_t without = 0;
    for (int world = 0; world < 40'000; ++world) {
        const std::vector<place_row> rows = random_places::rows(random, 6);
        const std::vector<fault> expected = faults_of(rows);
        std::vector<diagnostic> problems;
        const places built = places::build(rows, levels, "places.csv", problems);
        std::vector<fault> found;
        for (const diagnostic& each : problems) {
            EXPECT_EQ(each.where.column, rows[0].where.column);
            found.push_back({each.code, each.where.line - 2});
        }
        ASSERT_EQ(found, expected) << told(rows);
        faults += found.size();
        without += found.empty() ? 1U : 0U;
        const std::vector<place_row> good = good_of(rows, expected);
        expect_places_of(good, built);
        for (const day when : all_days()) {
            expect_hierarchy_of(good, built, when);
        }
        ASSERT_FALSE(testing::Test::HasFailure()) << told(rows);
    }
    EXPECT_GT(faults, 50'000U);
    EXPECT_GT(without, 500U);
}

TEST(places_oracle, changes_are_the_days_on_which_rows_begin_or_have_ended) {
    std::mt19937 random{3};
    for (int world = 0; world < 2'000; ++world) {
        const std::vector<place_row> rows = random_places::rows(random, 6);
        std::vector<diagnostic> problems;
        const places built = places::build(rows, levels, "places.csv", problems);
        std::vector<day> expected;
        for (const place_row& each : good_of(rows, faults_of(rows))) {
            if (each.valid_from) {
                expected.push_back(*each.valid_from);
            }
            if (each.valid_to) {
                expected.push_back(*each.valid_to + std::chrono::days{1});
            }
        }
        std::ranges::sort(expected);
        expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
        EXPECT_TRUE(std::ranges::equal(built.changes(), expected)) << told(rows);
    }
}

TEST(places_oracle, a_place_with_hundreds_of_dated_rows_has_the_row_of_each_day) {
    std::vector<place_row> rows{{"1", "top", level_id{0}, "", {}, {}, {2, 1}}};
    std::vector<int> starts(400);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        starts[i] = static_cast<int>(i) * 3;
    }
    std::shuffle(starts.begin(), starts.end(), std::mt19937{1});
    for (const int start : starts) {
        rows.push_back({"2",
                        "from " + std::to_string(start),
                        level_id{1},
                        "1",
                        on(start),
                        on(start + 1),
                        {rows.size() + 2, 1}});
    }
    std::vector<diagnostic> problems;
    const places built = places::build(rows, levels, "places.csv", problems);
    ASSERT_TRUE(problems.empty());
    const place_id place = built.at_code("2");
    EXPECT_EQ(built.name(place), "from 1197");
    for (int number = 0; number < 1200; ++number) {
        const auto row = built.find_row(place, on(number));
        ASSERT_EQ(row.has_value(), number % 3 < 2);
        EXPECT_EQ(built.at(on(number)).has(place), row.has_value());
        if (row) {
            EXPECT_EQ(row->name, "from " + std::to_string(number - number % 3));
        }
    }
    EXPECT_EQ(built.changes().size(), 800U);
}

/// Places by the thousand, each with a name of its own but for every tenth.
places many_places() {
    std::vector<place_row> rows;
    for (std::size_t i = 0; i < 20'000; ++i) {
        const std::string number = std::to_string(i);
        rows.push_back(
            {number, i % 10 == 0 ? "twin" : "name " + number, level_id{0}, "", {}, {}, {i, 1}});
    }
    std::vector<diagnostic> problems;
    return places::build(rows, levels, "", problems);
}

TEST(places_oracle, names_may_be_asked_for_by_several_threads_and_of_copies) {
    const places built = many_places();
    const places copy = built;  // copies share the list of names
    std::vector<std::size_t> found(4, 0);
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread < found.size(); ++thread) {
        threads.emplace_back([&, thread] {
            const places& where = thread % 2 == 0 ? built : copy;
            for (std::size_t i = 0; i < where.size(); ++i) {
                const auto place = where.find_named("name " + std::to_string(i));
                found[thread] += place == place_id{i} ? 1U : 0U;
            }
            found[thread] += where.find_named("twin") ? 1U : 0U;
        });
    }
    for (std::thread& each : threads) {
        each.join();
    }
    EXPECT_EQ(found, std::vector<std::size_t>(4, 18'000));
}

TEST(places_oracle, places_that_were_moved_from_or_never_filled_have_no_place) {
    places built = many_places();
    const places moved = std::move(built);
    EXPECT_EQ(moved.find_named("name 1"), place_id{1});
    built = places{};
    for (const places& each : {built, places{}}) {
        EXPECT_EQ(each.size(), 0U);
        EXPECT_TRUE(each.rows().empty());
        EXPECT_EQ(each.find("1"), std::nullopt);
        EXPECT_EQ(each.find("1", place_id{0}), std::nullopt);
        EXPECT_EQ(each.find_named("name 1"), std::nullopt);
        EXPECT_TRUE(each.at(on(0)).in_order().empty());
        EXPECT_TRUE(each.rows_of(place_id{0}).empty());
    }
}

}  // namespace
