#include <crossfoot/io/explain.hpp>

#include <gtest/gtest.h>

namespace {

using namespace crossfoot;

TEST(explain, every_diagnostic_is_explained_under_its_own_name) {
    for (const diagnostic_code code : all_diagnostic_codes()) {
        EXPECT_EQ(explain(code).code, name_of(code));
    }
}

TEST(explain, every_error_is_explained_under_its_own_name) {
    for (int i = 0; i <= static_cast<int>(error_code::too_large); ++i) {
        const auto code = static_cast<error_code>(i);
        EXPECT_EQ(explain(code).code, name_of(code));
    }
}

TEST(explain, every_kind_of_rule_is_explained_under_its_own_name) {
    for (int i = 0; i <= static_cast<int>(rule_kind::conflict); ++i) {
        const auto kind = static_cast<rule_kind>(i);
        EXPECT_EQ(explain(kind).code, name_of(kind));
    }
}

TEST(explain, nothing_is_left_blank) {
    for (const explanation* each : all_explanations()) {
        for (const language which : {language::en, language::zh}) {
            EXPECT_FALSE(each->meaning.in(which).empty()) << each->code;
            EXPECT_FALSE(each->remedy.in(which).empty()) << each->code;
        }
        EXPECT_FALSE(each->example.empty()) << each->code;
    }
}

TEST(explain, a_rule_is_found_by_its_whole_code) {
    ASSERT_NE(find_explanation("rollup:talks"), nullptr);
    EXPECT_EQ(find_explanation("rollup:talks")->code, "rollup");
    EXPECT_EQ(find_explanation("no_such_code"), nullptr);
    EXPECT_EQ(find_explanation(""), nullptr);
}

TEST(explain, a_code_of_two_families_has_one_explanation) {
    std::size_t found = 0;
    for (const explanation* each : all_explanations()) {
        found += each->code == "duplicate_cell" ? 1U : 0U;
    }
    EXPECT_EQ(found, 1U);
}

}  // namespace
