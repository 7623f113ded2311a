#include <crossfoot/model/diagnostic.hpp>

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace crossfoot;

TEST(diagnostic, says_file_line_and_column_as_far_as_they_are_known) {
    diagnostic problem{diagnostic_code::not_a_figure, "figures.csv", {14, 32}, {"wrong", "有误"}};
    EXPECT_EQ(to_string(problem, language::en), "figures.csv:14:32: wrong");
    EXPECT_EQ(to_string(problem, language::zh), "figures.csv:14:32: 有误");
    problem.where.column = 0;
    EXPECT_EQ(to_string(problem, language::en), "figures.csv:14: wrong");
    problem.where.line = 0;
    EXPECT_EQ(to_string(problem, language::en), "figures.csv: wrong");
}

TEST(diagnostic, has_a_name_of_its_own_for_every_code) {
    std::set<std::string> names;
    for (const diagnostic_code code : all_diagnostic_codes()) {
        names.insert(name_of(code));
    }
    EXPECT_EQ(names.size(), all_diagnostic_codes().size());
    EXPECT_FALSE(names.contains(""));
}

}  // namespace
