#include <crossfoot/model/campaign.hpp>
#include <crossfoot/number/error.hpp>

#include "../support/small_world.hpp"

#include <functional>
#include <string>

namespace {

using namespace crossfoot;
using small_world::named;

indicator counting(const std::string& code, counted what, nature over_time) {
    indicator made;
    made.name = named(code);
    made.counts = what;
    made.over_time = over_time;
    return made;
}

/// What the campaign's words need of a codebook.
std::shared_ptr<const codebook> campaign_book() {
    codebook book = small_world::campaign();
    breakdown categories{named("category"), false, {}};
    for (const char* const code : {"organ",
                                   "township",
                                   "school",
                                   "village",
                                   "community",
                                   "army_unit",
                                   "enterprise",
                                   "religious_venue",
                                   "other"}) {
        categories.items.push_back({named(code), {}});
    }
    book.breakdowns.push_back(categories);
    const breakdown_use by_category{breakdown_id{2}, breakdown_kind::partition, {}};
    book.indicators[0].breakdowns.push_back(by_category);
    book.indicators[1].breakdowns.push_back(by_category);
    for (const char* const code :
         {"people_reached", "activity_sessions", "activity_participants", "secondments"}) {
        book.indicators.push_back(counting(code, counted::events, nature::flow));
    }
    for (const char* const code : {"measures",
                                   "measures_completed",
                                   "problems_listed",
                                   "stories",
                                   "news_items",
                                   "broadcasts",
                                   "booklets",
                                   "songs",
                                   "pairs"}) {
        book.indicators.push_back(counting(code, counted::things, nature::stock));
    }
    book.indicators.push_back(counting("model_individuals", counted::persons, nature::stock));
    book.indicators.back().breakdowns = {
        {breakdown_id{0}, breakdown_kind::partition, tier_counting::held}};
    book.index();
    book.indicators[book.indicator_at("booklets").index()].written = written_as::exact;
    return std::make_shared<const codebook>(std::move(book));
}

const tier_counts five_tiers{
    .national = 1, .provincial = 2, .autonomous_prefectural = 2, .prefectural = 94, .county = 149};

county_report empty_county() {
    return {campaign_book(), "County A", period::year(2016)};
}

/// The verdict of a rule at the county in 2016.
verdict judged(const county_report& county, const std::string& rule) {
    return small_world::verdict_of(check(county.data()), county.data(), rule + "@County A/2016");
}

error_code refusal(const std::function<void()>& step) {
    try {
        step();
    } catch (const error& refused) {
        return refused.code();
    }
    ADD_FAILURE() << "nothing was thrown";
    return error_code::too_large;
}

TEST(county_report, reads_like_the_report_and_is_checked) {
    county_report county{campaign_book(), "County A", period::year(2016)};
    county.creation_units(261);
    county.model_units(five_tiers, 248);
    county.creation_rate("95%");
    const check_report found = check(county.data());
    EXPECT_EQ(found.summary.fails, 0U);
    EXPECT_EQ(found.summary.holds, 3U);
    EXPECT_EQ(county.computed_rate().as_percent(), "95.02%");
}

TEST(county_report, is_built_in_one_expression_too) {
    const county_report county =
        empty_county().from("1").creation_units(261).model_units(248).from("2.3").activities(
            {.talks = 82, .people_reached = "1.5万余"});
    EXPECT_EQ(county.data().size(), 4U);
    EXPECT_EQ(county.data().source(county.data()[0].source), "1");
    EXPECT_EQ(county.data().source(county.data()[3].source), "2.3");
}

TEST(county_report, finds_a_wrong_tier) {
    county_report county = empty_county();
    tier_counts tiers = five_tiers;
    tiers.county = 194;
    county.model_units(tiers, 248);
    EXPECT_EQ(judged(county, "partition:model_units:tier"), verdict::fails);
}

TEST(county_report, counts_tiers_as_they_say) {
    county_report county = empty_county();
    county.model_units({.counting = tier_counting::held,
                        .national = 1,
                        .provincial = 50,
                        .autonomous_prefectural = 0,
                        .prefectural = 0,
                        .county = 306},
                       306);
    EXPECT_EQ(judged(county, "partition:model_units:tier"), verdict::possible);
}

TEST(county_report, counts_tiers_as_the_codebook_declares_where_they_do_not_say) {
    county_report county = empty_county();
    county.model_individuals({.national = 1,
                              .provincial = 4,
                              .autonomous_prefectural = 0,
                              .prefectural = 21,
                              .county = 0},
                             21);
    EXPECT_EQ(judged(county, "partition:model_individuals:tier"), verdict::possible);
}

TEST(county_report, keeps_figures_that_were_there_when_the_counting_changes) {
    county_report county = empty_county();
    county.from("1").creation_units("260余");
    county.add("pairs", status::unreadable, "2.3…");
    county.model_units({.counting = tier_counting::at_or_above, .county = 248}, 248);
    ASSERT_EQ(county.data().size(), 4U);
    EXPECT_EQ(county.data()[0].as_written(), "260余");
    EXPECT_EQ(county.data()[1].as_written(), "2.3…");
    EXPECT_EQ(county.data()[1].state, status::unreadable);
    EXPECT_EQ(county.data().source(county.data()[1].source), "1");
    EXPECT_EQ(judged(county, "partition:model_units:tier"), verdict::holds);
}

TEST(county_report, says_of_which_kind_the_units_are) {
    county_report county = empty_county();
    county.creation_units(261).creation_units(category::army_unit, 3);
    const cell army =
        small_world::at(county.data(), "County A", "creation_units", "category=army_unit");
    EXPECT_EQ(county.data()[1].what, county.data().find(army.what));
}

TEST(county_report, takes_a_place_code_and_finds_cells_by_code) {
    county_report county{campaign_book(), "County A", period::year(2016), "990101"};
    EXPECT_EQ(county.data().where().code(county.at("talks").place), "990101");
    EXPECT_EQ(county.data().where().name(county.at("talks").place), "County A");
}

TEST(county_report, puts_activities_at_a_period_of_their_own) {
    county_report county = empty_county();
    county.activities({.talks = 82}, *period::parse("2015-11/2016-04"));
    EXPECT_EQ(to_string(county.data()[county.data()[0].when]), "2015-11/2016-04");
}

TEST(county_report, reads_round_numbers_as_the_codebook_says) {
    county_report county = empty_county();
    county.activities({.sessions = "1万", .booklets = "1万"});
    EXPECT_EQ(county.data()[0].written->values(), interval::closed_open(5000, 15000));
    EXPECT_EQ(county.data()[1].written->values(), interval::exactly(10000));
}

TEST(county_report, takes_a_count_of_any_size) {
    county_report county = empty_county();
    county.creation_units(power_of_ten(40)).model_units(power_of_ten(39));
    EXPECT_EQ(county.computed_rate().value(), rational(1, 10));
}

TEST(county_report, refuses_what_is_no_figure) {
    county_report county = empty_county();
    EXPECT_EQ(refusal([&] { county.creation_units("4l.5"); }), error_code::invalid_input);
    EXPECT_EQ(refusal([&] { county.creation_units("10."); }), error_code::invalid_input);
    EXPECT_EQ(county.data().size(), 0U);
}

TEST(county_report, says_where_and_what_was_expected_when_it_refuses) {
    county_report county = empty_county();
    try {
        county.creation_units("4l.5");
        FAIL();
    } catch (const error& refused) {
        EXPECT_EQ(refused.where(), "County A, 2016, creation_units");
        EXPECT_NE(refused.message().en.find("\"4l.5\" is not a figure: expected "),
                  std::string::npos);
    }
}

TEST(county_report, refuses_what_the_indicator_cannot_have) {
    county_report county = empty_county();
    EXPECT_EQ(refusal([&] { county.creation_units(-1); }), error_code::outside_domain);
    EXPECT_EQ(refusal([&] { county.creation_units("2.5"); }), error_code::outside_domain);
    EXPECT_EQ(refusal([&] { county.creation_rate("150%"); }), error_code::outside_domain);
    EXPECT_EQ(refusal([&] { county.add("area", "-3"); }), error_code::outside_domain);
}

TEST(county_report, refuses_a_second_figure_at_one_cell_and_then_adds_nothing) {
    county_report county = empty_county();
    county.model_units(248);
    EXPECT_EQ(refusal([&] { county.model_units(five_tiers, 249); }), error_code::duplicate_cell);
    EXPECT_EQ(county.data().size(), 1U);
    county.from("annex").model_units(five_tiers, 249);
    EXPECT_EQ(county.data().size(), 7U);
}

TEST(county_report, refuses_what_the_codebook_does_not_have) {
    county_report county = empty_county();
    EXPECT_EQ(refusal([&] { county.add("unheard_of", 1); }), error_code::unknown_code);
    auto bare = std::make_shared<codebook>(*campaign_book());
    bare->indicators[0].breakdowns.clear();
    county_report without_kinds{bare, "County A", period::year(2016)};
    EXPECT_EQ(refusal([&] { without_kinds.creation_units(category::school, 1); }),
              error_code::unknown_code);
    bare->levels.clear();
    bare->index();
    EXPECT_EQ(refusal([&] {
                  county_report{bare, "County A", period::year(2016)};
              }),
              error_code::unknown_code);
}

TEST(county_report, has_no_computed_rate_without_exact_counts) {
    county_report county = empty_county();
    county.creation_units(261);
    EXPECT_EQ(refusal([&] { static_cast<void>(county.computed_rate()); }),
              error_code::not_reported);
    county.model_units("240余");
    EXPECT_EQ(refusal([&] { static_cast<void>(county.computed_rate()); }),
              error_code::not_reported);
}

TEST(county_report, has_no_computed_rate_of_no_units) {
    county_report county = empty_county();
    county.creation_units(0).model_units(0);
    EXPECT_EQ(refusal([&] { static_cast<void>(county.computed_rate()); }),
              error_code::divided_by_zero);
}

TEST(tier_counts, add_up_where_each_unit_is_counted_once) {
    EXPECT_EQ(five_tiers.total(), interval::exactly(248));
    EXPECT_EQ((tier_counts{.national = 1, .provincial = 2, .county = 149}.total()),
              interval::exactly(152));
    EXPECT_EQ((tier_counts{.national = 1, .county = "600余"}.total()), interval::closed(602, 700));
}

TEST(tier_counts, have_the_lowest_as_total_where_they_nest) {
    const tier_counts tiers{.counting = tier_counting::at_or_above,
                            .national = 1,
                            .provincial = 50,
                            .prefectural = 306};
    EXPECT_EQ(tiers.total(), interval::exactly(306));
}

TEST(tier_counts, lie_between_the_largest_and_the_sum_where_titles_are_counted) {
    const tier_counts tiers{
        .counting = tier_counting::held, .national = 1, .provincial = 50, .prefectural = 306};
    EXPECT_EQ(tiers.total(), interval::closed(306, 357));
    EXPECT_EQ((tier_counts{.counting = tier_counting::held, .national = 1, .county = 3}.total()),
              interval::closed(3, 4));
}

TEST(tier_counts, of_no_tier_have_no_total) {
    EXPECT_EQ(tier_counts{}.total(), std::nullopt);
}

TEST(tier_counts, agree_with_a_total_that_they_can_lead_to) {
    EXPECT_TRUE(five_tiers.agree_with(248));
    EXPECT_FALSE(five_tiers.agree_with(293));
    EXPECT_TRUE(five_tiers.agree_with("200余"));
    EXPECT_TRUE(tier_counts{}.agree_with(5));
}

TEST(tier_counts, agree_only_if_they_nest_where_they_should) {
    const auto nested = [](const written_figure& provincial) {
        return tier_counts{.counting = tier_counting::at_or_above,
                           .national = 50,
                           .provincial = provincial,
                           .county = 306};
    };
    EXPECT_TRUE(nested(50).agree_with(306));
    EXPECT_FALSE(nested(49).agree_with(306));
    EXPECT_FALSE(nested("300余").agree_with(300));
    EXPECT_FALSE(nested(50).agree_with(305));
}

TEST(name_of, tiers_and_categories_are_the_codes_of_a_codebook) {
    EXPECT_STREQ(name_of(tier::autonomous_prefectural), "autonomous_prefectural");
    EXPECT_STREQ(name_of(category::religious_venue), "religious_venue");
}

}  // namespace
