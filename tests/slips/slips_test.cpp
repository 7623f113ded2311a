// Two hundred invented prefectures: what is clean is silent, what was planted is found, and nothing
// else is. CROSSFOOT_SLIPS_SEEDS says how many are tried instead.

#include <crossfoot/check/check.hpp>
#include <crossfoot/io/report_folder.hpp>

#include "../support/scratch_folder.hpp"
#include "planting.hpp"
#include "report.hpp"
#include "world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

using testing::IsEmpty;

/// What the library says of a report.
struct answer {
    std::vector<std::string> diagnostics;
    std::set<std::string> roots;    ///< failing errors that follow from no other
    std::set<std::string> failing;  ///< of any severity
    std::set<std::string> unknown;
    std::size_t figures = 0;
};

answer ask(const slips::report& about) {
    const scratch_folder folder;
    about.write(folder.path());
    const crossfoot::report read = crossfoot::read_report(folder.path());
    answer made;
    for (const crossfoot::diagnostic& each : read.diagnostics) {
        made.diagnostics.push_back(to_string(each, crossfoot::language::en));
    }
    if (!made.diagnostics.empty()) {
        return made;
    }
    const crossfoot::check_report found = crossfoot::check(read.data, *read.units);
    made.figures = found.summary.figures;
    for (const crossfoot::finding& each : found.findings) {
        const crossfoot::rule& rule = found.rules[each.rule];
        if (each.result == crossfoot::verdict::unknown) {
            made.unknown.insert(key_of(rule, each.where, read.data));
        }
        if (each.result != crossfoot::verdict::fails) {
            continue;
        }
        const std::string key = key_of(rule, each.where, read.data);
        made.failing.insert(key);
        if (rule.weight == crossfoot::severity::error && !each.follows_from) {
            made.roots.insert(key);
        }
    }
    return made;
}

std::vector<std::string> without(const std::set<std::string>& all,
                                 const std::set<std::string>& those) {
    std::vector<std::string> left;
    std::set_difference(
        all.begin(), all.end(), those.begin(), those.end(), std::back_inserter(left));
    return left;
}

std::string described(const std::vector<slips::slip>& planted) {
    std::string made = "planted:\n" + slips::slips_csv(planted);
    for (const slips::slip& each : planted) {
        for (const slips::edit& change : each.edits) {
            made += each.kind + ": " + change.where.key(change.where.indicator) +
                    " := " + change.text + '\n';
        }
    }
    return made;
}

constexpr int blocks = 8;

int seeds_of_a_block() {
    const char* const set = std::getenv("CROSSFOOT_SLIPS_SEEDS");
    const int seeds = set != nullptr ? std::atoi(set) : 200;
    return (seeds + blocks - 1) / blocks;
}

class slipped_prefectures : public testing::TestWithParam<int> {
  protected:
    template <typename Judge>
    static void for_all_seeds(const Judge& judge) {
        const int seeds = seeds_of_a_block();
        for (int seed = GetParam() * seeds; seed < (GetParam() + 1) * seeds; ++seed) {
            SCOPED_TRACE("seed " + std::to_string(seed));
            judge(static_cast<std::uint64_t>(seed));
        }
    }
};

}  // namespace

TEST_P(slipped_prefectures, are_silent_where_nothing_was_planted) {
    for_all_seeds([](std::uint64_t seed) {
        const answer clean = ask(slips::report{slips::world{seed}});
        EXPECT_THAT(clean.diagnostics, IsEmpty());
        EXPECT_THAT(clean.failing, IsEmpty());
        EXPECT_THAT(clean.unknown, IsEmpty());
    });
}

TEST_P(slipped_prefectures, have_each_slip_found_and_nothing_else) {
    for_all_seeds([](std::uint64_t seed) {
        const slips::world all{seed};
        const std::size_t how_many = 1 + static_cast<std::size_t>(seed) % 60;
        const auto slipped = slips::plant(all, slips::report{all}, seed, how_many);
        ASSERT_TRUE(slipped) << how_many << " slips do not fit";
        SCOPED_TRACE(described(slipped->planted));
        std::set<std::string> expected;
        for (const slips::slip& each : slipped->planted) {
            expected.insert(each.keys.begin(), each.keys.end());
        }
        const answer found = ask(slipped->with);
        EXPECT_THAT(found.diagnostics, IsEmpty());
        EXPECT_THAT(without(expected, found.roots), IsEmpty()) << "not found";
        EXPECT_THAT(without(found.roots, expected), IsEmpty()) << "found beside";
    });
}

INSTANTIATE_TEST_SUITE_P(all, slipped_prefectures, testing::Range(0, blocks));

TEST(slips, are_the_same_for_the_same_seed) {
    const auto files = [](std::uint64_t seed) {
        const slips::world all{seed};
        return slips::plant(all, slips::report{all}, seed, 20)->with.files();
    };
    EXPECT_EQ(files(7), files(7));
    EXPECT_NE(files(7), files(8));
}

TEST(slips, are_of_more_than_fifteen_kinds_in_every_prefecture) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const slips::world all{seed};
        std::set<std::string> kinds;
        const auto slipped = slips::plant(all, slips::report{all}, seed, 30);
        ASSERT_TRUE(slipped) << seed;
        for (const slips::slip& each : slipped->planted) {
            kinds.insert(each.kind);
        }
        EXPECT_GE(kinds.size(), 28U) << seed;
    }
}

TEST(slips, change_nothing_in_the_files_but_what_is_planted) {
    const slips::world all{3};
    const slips::report clean{all};
    const auto slipped = slips::plant(all, clean, 3, 1);
    const auto before = clean.files();
    const auto after = slipped->with.files();
    ASSERT_EQ(before.size(), after.size());
    std::size_t changed = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        changed += before[i] == after[i] ? 0U : 1U;
    }
    EXPECT_GE(changed, 1U);
    EXPECT_LE(changed, 2U);
}

TEST(slips, are_refused_where_more_are_asked_for_than_fit) {
    const slips::world all{5};
    EXPECT_FALSE(slips::plant(all, slips::report{all}, 5, 10'000));
}

TEST(slips, leave_a_clean_report_of_between_five_and_eight_thousand_figures) {
    const answer clean = ask(slips::report{slips::world{1}});
    EXPECT_GE(clean.figures, 5'000U);
    EXPECT_LE(clean.figures, 8'000U);
}

// ---- the example, and the program
// -------------------------------------------------------------------

namespace {

std::string contents(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// Runs the program `slips` with those words, which the shell splits, and gives its exit status.
int run(const std::string& words) {
    // It stands beside crossfoot.
    const std::filesystem::path program =
        std::filesystem::path{CROSSFOOT_PROGRAM}.replace_filename("slips");
    const std::string command = program.string() + ' ' + words + " >/dev/null 2>&1";
    const int status = std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe)
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST(slips, of_the_example_are_those_of_its_seed) {
    const std::string folder =
        std::string{CROSSFOOT_SOURCE_DIR} + "/examples/prefecture-2015-2017/";
    const slips::world all{664};
    const auto slipped = slips::plant(all, slips::report{all}, 664, 6);
    for (const auto& [name, text] : slipped->with.files()) {
        EXPECT_EQ(contents(folder + name), text) << name;
    }
    const std::string readme = contents(folder + "README.md");
    for (const slips::slip& each : slipped->planted) {
        for (const std::string& key : each.keys) {
            EXPECT_THAT(readme, testing::HasSubstr('`' + key + '`'));
        }
    }
}

TEST(slips_program, writes_three_entries_over_those_that_are_there) {
    const scratch_folder folder;
    ASSERT_EQ(run("--seed 1 --count 9 --out " + folder.path()), 0);
    std::ofstream{folder.path() + "/clean/figures-of-before.csv"} << "gone\n";
    ASSERT_EQ(run("--seed=2 --count=3 --out=" + folder.path()), 0);
    const slips::world all{2};
    const auto slipped = slips::plant(all, slips::report{all}, 2, 3);
    EXPECT_EQ(contents(folder.path() + "/slips.csv"), slips::slips_csv(slipped->planted));
    for (const auto& [name, text] : slipped->with.files()) {
        EXPECT_EQ(contents(folder.path() + "/slipped/" + name), text) << name;
    }
    EXPECT_FALSE(std::filesystem::exists(folder.path() + "/clean/figures-of-before.csv"));
}

TEST(slips_program, refuses_words_that_it_does_not_know) {
    const scratch_folder folder;
    const std::string out = " --out " + folder.path() + "/new";
    EXPECT_EQ(run("--seed 1 --count 3"), 2);
    EXPECT_EQ(run("--seed one --count 3" + out), 2);
    EXPECT_EQ(run("--seed 1 --count -3" + out), 2);
    EXPECT_EQ(run("--seed 1 --count 3 --fast" + out), 2);
    EXPECT_EQ(run("--seed 1 --count 3 --out"), 2);
    EXPECT_EQ(run("--seed 1 --count 100000" + out), 2);
    EXPECT_FALSE(std::filesystem::exists(folder.path() + "/new"));
}
