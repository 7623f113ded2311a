#include "run.hpp"

namespace {

using program_run::outcome;
using program_run::run;

TEST(rate, two_counts_give_a_rate) {
    const outcome seen = run("rate 248 261");
    EXPECT_EQ(seen.out, "248/261 = 95.02%\n");
    EXPECT_EQ(seen.err, "");
    EXPECT_EQ(seen.exit, 0);
}

TEST(rate, a_reported_rate_is_judged_and_its_duals_are_given) {
    const outcome seen = run("rate 248 261 --reported 95%");
    EXPECT_EQ(seen.out,
              "248/261 = 95.02%, reported 95%: holds\n"
              "95% of 261: 247 to 249\n"
              "248 is 95% of: 260 to 262\n");
    EXPECT_EQ(seen.exit, 0);
}

TEST(rate, one_count_and_a_rate_give_the_other_counts) {
    EXPECT_EQ(run("rate --reported 95% --of 261").out, "95% of 261: 247 to 249\n");
    EXPECT_EQ(run("rate 248 --reported 95%").out, "248 is 95% of: 260 to 262\n");
}

TEST(rate, speaks_chinese) {
    EXPECT_EQ(run("rate 248 261 --reported 95% --lang zh").out,
              "248/261 = 95.02%，上报 95%：相符\n"
              "总数为 261 时，95% 对应的分子为 247 至 249\n"
              "分子为 248 时，95% 对应的总数为 260 至 262\n");
}

TEST(rate, a_rate_that_does_not_hold_ends_with_1) {
    const outcome seen = run("rate 248 261 --reported 96%");
    EXPECT_EQ(seen.out,
              "248/261 = 95.02%, reported 96%: fails\n"
              "96% of 261: 250 to 251\n"
              "248 is 96% of: 257 to 259\n");
    EXPECT_EQ(seen.exit, 1);
}

TEST(rate, json_has_what_was_asked) {
    EXPECT_EQ(run("rate 248 261 --reported 95% --format json").out,
              R"({"rate":"248/261","verdict":"holds","counts":{"first":"247","last":"249"},)"
              R"("totals":{"first":"260","last":"262"}})"
              "\n");
    EXPECT_EQ(run("rate 248 261 --format json").out, "{\"rate\":\"248/261\"}\n");
    EXPECT_EQ(run("rate --reported 95% --of 261 --format json").out,
              "{\"counts\":{\"first\":\"247\",\"last\":\"249\"}}\n");
    EXPECT_EQ(run("rate 248 --reported 95% --format json").out,
              "{\"totals\":{\"first\":\"260\",\"last\":\"262\"}}\n");
}

TEST(rate, json_is_null_where_no_count_would_do) {
    EXPECT_EQ(run("rate --reported 28% --of 3 --format json").out, "{\"counts\":null}\n");
}

TEST(rate, nothing_is_nought_percent_of_any_total) {
    EXPECT_EQ(run("rate 0 --reported 0% --format json").out,
              "{\"totals\":{\"first\":\"1\",\"last\":null}}\n");
}

TEST(rate, the_counts_are_kept_as_they_are) {
    EXPECT_EQ(run("rate 2 4").out, "2/4 = 50%\n");
}

TEST(rate, counts_may_be_written_as_in_a_report) {
    EXPECT_EQ(run("rate 1.5万余 82").out, "1.5万余/82 = [18293.90%, 19510.98%]\n");
    EXPECT_EQ(run("rate 600余 1万 --reported 6%").exit, 0);
    EXPECT_EQ(run("rate 1,234 2,468").out, "1234/2468 = 50%\n");
}

TEST(rate, a_share_of_at_most_all_has_no_count_above_its_total) {
    EXPECT_EQ(run("rate --reported 100% --of 1000 --format json").out,
              "{\"counts\":{\"first\":\"995\",\"last\":\"1000\"}}\n");
}

TEST(rate, numbers_of_any_size_are_exact) {
    EXPECT_EQ(run("rate 10000000000000000000000000000000000000000 "
                  "20000000000000000000000000000000000000000")
                  .out,
              "10000000000000000000000000000000000000000/"
              "20000000000000000000000000000000000000000 = 50%\n");
}

TEST(rate, a_total_of_zero_is_an_error) {
    const outcome seen = run("rate 3 0");
    EXPECT_EQ(seen.exit, 2);
    EXPECT_EQ(seen.out, "");
    EXPECT_EQ(seen.err, "crossfoot: there is no rate of 0: the total must not be zero\n");
}

TEST(rate, what_is_no_count_is_an_error) {
    EXPECT_EQ(run("rate 4l.5 261").exit, 2);
    EXPECT_EQ(run("rate 2.5 261").err,
              "crossfoot: \"2.5\" is not a count: expected a whole number from 0 up\n");
    EXPECT_EQ(run("rate 248").exit, 2);
    EXPECT_EQ(run("rate 248 261 --of 261").exit, 2);
}

}  // namespace
