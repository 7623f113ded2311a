#include <crossfoot/check/finding.hpp>

#include "../support/small_world.hpp"

namespace {

using namespace crossfoot;
using namespace small_world;

TEST(key_of, a_finding_names_rule_place_period_scope_and_items) {
    const dataset data = empty_report();
    rule which;
    which.code = "rollup:talks";
    which.kind = rule_kind::rollup;
    EXPECT_EQ(key_of(which, at(data, "9901", "talks"), data), "rollup:talks@9901/2016");
    EXPECT_EQ(
        key_of(which, at(data, "9901", "model_units", "tier=county", "2016-12", scope::own), data),
        "rollup:talks@9901/2016-12/own[tier=county]");
}

TEST(least_difference, is_what_cannot_be_argued_away) {
    EXPECT_EQ(least_difference(interval::closed(6, 30)), 6);
    EXPECT_EQ(least_difference(interval::closed(-30, -6)), 6);
    EXPECT_EQ(least_difference(interval::closed(-1, 30)), 0);
    EXPECT_EQ(least_difference(interval::at_least(7)), 7);
}

}  // namespace
