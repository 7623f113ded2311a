#include <crossfoot/model/code_list.hpp>

#include <gtest/gtest.h>

namespace {

using crossfoot::name_index;

TEST(name_index, finds_codes_and_names_without_regard_to_case_and_blanks) {
    name_index index;
    index.add({"model_units", {"model units", "模范单位"}, {"示范单位"}}, 4);
    for (const char* text :
         {"model_units", "Model Units", " 模范单位 ", "示范单位", "MODEL_UNITS"}) {
        EXPECT_EQ(index.find(text), 4U) << text;
    }
    EXPECT_EQ(index.find("units"), std::nullopt);
    EXPECT_EQ(index.find(""), std::nullopt);
}

TEST(name_index, prefers_a_code_to_a_name_of_another_entry) {
    name_index index;
    index.add({"a", {"b", ""}, {}}, 0);
    index.add({"b", {"", ""}, {}}, 1);
    EXPECT_EQ(index.find("b"), 1U);
}

}  // namespace
