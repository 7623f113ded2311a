#include <crossfoot/check/rule.hpp>

#include "../support/small_world.hpp"

#include <algorithm>

namespace {

using namespace crossfoot;

std::vector<std::string> codes_of(const codebook& book) {
    std::vector<std::string> codes;
    for (const rule& each : derive_rules(book)) {
        codes.push_back(each.code);
    }
    return codes;
}

TEST(derive_rules, follow_from_what_the_codebook_says) {
    EXPECT_EQ(codes_of(small_world::campaign()),
              (std::vector<std::string>{"domain",
                                        "conflict",
                                        "rollup:creation_units",
                                        "partition:model_units:tier",
                                        "part_of:model_units",
                                        "rollup:model_units",
                                        "rate:creation_rate",
                                        "rollup:talks",
                                        "periods:talks",
                                        "partition:teaching_sections:section",
                                        "rollup:teaching_sections",
                                        "of_which:sites:section",
                                        "rollup:sites",
                                        "rollup:area"}));
}

TEST(derive_rules, of_nested_tiers_has_a_rule_for_the_nesting) {
    const std::vector<std::string> codes =
        codes_of(small_world::campaign(tier_counting::at_or_above));
    EXPECT_NE(std::ranges::find(codes, "partition:model_units:tier:nested"), codes.end());
}

TEST(derive_rules, take_their_severity_from_the_codebook) {
    codebook book = small_world::campaign();
    book.severities.emplace_back("rollup:talks", severity::query);
    for (const rule& each : derive_rules(book)) {
        EXPECT_EQ(each.weight, each.code == "rollup:talks" ? severity::query : severity::error)
            << each.code;
    }
}

}  // namespace
