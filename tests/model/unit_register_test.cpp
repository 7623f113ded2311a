#include <crossfoot/model/unit_register.hpp>

#include "../support/printed.hpp"
#include "../support/register_world.hpp"

#include <algorithm>

namespace {

using namespace crossfoot;
using register_world::on;
using register_world::rows;
using codes = std::vector<diagnostic_code>;
using lines = std::vector<std::string>;

/// A prefecture 1 of counties 11, split in 2015 into 11 and 13, and 12, with townships 111 and 121.
std::shared_ptr<const places> two_counties() {
    return std::make_shared<const places>(dated_places::read({"1,P,1,,,",
                                                              "11,A,2,1,,2014-12-31",
                                                              "11,A,2,1,2015-01-01,",
                                                              "12,B,2,1,,",
                                                              "13,C,2,1,2015-01-01,",
                                                              "14,D,2,1,,2012-06-30",
                                                              "111,a,3,11,,",
                                                              "121,b,3,12,,2013-12-31",
                                                              "121,b,3,11,2014-01-01,"}));
}

register_world::outcome settle(const rows& from,
                               codebook book = register_world::categories_and_tiers()) {
    return register_world::settled(
        std::make_shared<const codebook>(std::move(book)), two_counties(), from);
}

codes codes_of(const register_world::outcome& from) {
    codes found;
    for (const diagnostic& each : from.problems)
        found.push_back(each.code);
    return found;
}

/// The problems, one a line, in English.
lines told(const register_world::outcome& from, language which = language::en) {
    lines all;
    for (const diagnostic& each : from.problems)
        all.push_back(to_string(each, which));
    return all;
}

/// A codebook that demands a provincial title before a national one.
codebook with_ladder() {
    codebook book = register_world::categories_and_tiers();
    book.breakdowns[1].items[0].after = 1;
    book.index();
    return book;
}

// ---- spans of days
// -------------------------------------------------------------------------------

TEST(unit_register, a_term_ends_on_the_same_day_that_many_years_on) {
    EXPECT_EQ(end_of_term(on("2012-12-20"), 5), on("2017-12-20"));
    EXPECT_EQ(end_of_term(on("2012-01-01"), 1), on("2013-01-01"));
    EXPECT_EQ(end_of_term(on("2012-12-31"), 1000), on("3012-12-31"));
}

TEST(unit_register, a_term_from_29_february_ends_there_or_on_1_march) {
    EXPECT_EQ(end_of_term(on("2012-02-29"), 4), on("2016-02-29"));
    EXPECT_EQ(end_of_term(on("2012-02-29"), 5), on("2017-03-01"));
    EXPECT_EQ(end_of_term(on("2096-02-29"), 4), on("2100-03-01"));
}

TEST(unit_register, a_stay_holds_from_its_first_day_until_the_day_before_it_ends) {
    const unit_stay stay{unit_id{0}, place_id{0}, 0, on("2012-03-01"), on("2012-07-01"), {}};
    EXPECT_FALSE(stay.holds_on(on("2012-02-29")));
    EXPECT_TRUE(stay.holds_on(on("2012-03-01")));
    EXPECT_TRUE(stay.holds_on(on("2012-06-30")));
    EXPECT_FALSE(stay.holds_on(on("2012-07-01")));
}

TEST(unit_register, a_stay_without_days_always_holds) {
    const unit_stay stay{unit_id{0}, place_id{0}, 0, {}, {}, {}};
    EXPECT_TRUE(stay.holds_on(on("1949-10-01")));
    EXPECT_TRUE(stay.holds_on(on("2999-10-01")));
}

TEST(unit_register, a_title_holds_until_the_day_before_its_term_ends) {
    const auto made = settle({{"A1,organ,111,,"}, {"A1,national,2012-12-20"}});
    ASSERT_EQ(made.units.designations().size(), 1U);
    const designation& title = made.units.designations().front();
    EXPECT_FALSE(title.holds_on(on("2012-12-19")));
    EXPECT_TRUE(title.holds_on(on("2012-12-20")));
    EXPECT_TRUE(title.holds_on(on("2017-12-19")));
    EXPECT_FALSE(title.holds_on(on("2017-12-20")));
}

TEST(unit_register, a_title_ends_when_it_is_revoked_or_expires_whichever_is_first) {
    const auto ends = [](const std::string& title) {
        const auto made = settle({{"A1,organ,111,,"}, {title}});
        EXPECT_EQ(told(made), lines{});
        return made.units.designations().front().ends_on();
    };
    EXPECT_EQ(ends("A1,national,2012-12-20,,2014-05-01"), on("2014-05-01"));
    EXPECT_EQ(ends("A1,national,2012-12-20,1,2014-05-01"), on("2013-12-20"));
    EXPECT_EQ(ends("A1,county,2012-12-20,,2014-05-01"), on("2014-05-01"));
    EXPECT_EQ(ends("A1,county,2012-12-20"), std::nullopt);
}

TEST(unit_register, a_title_lasts_as_it_says_or_else_as_its_tier_does) {
    const auto made =
        settle({{"A1,organ,111,,", "A2,organ,111,,", "A3,organ,111,,", "A4,organ,111,,"},
                {"A1,national,2012-12-20",
                 "A2,national,2012-12-20,3",
                 "A3,county,2012-12-20",
                 "A4,county,2012-12-20,2"}});
    const auto titles = made.units.designations();
    ASSERT_EQ(titles.size(), 4U);
    EXPECT_EQ(titles[0].expires_on, on("2017-12-20"));
    EXPECT_EQ(titles[1].expires_on, on("2015-12-20"));
    EXPECT_EQ(titles[2].expires_on, std::nullopt);
    EXPECT_EQ(titles[3].expires_on, on("2014-12-20"));
}

// ---- reading it
// ----------------------------------------------------------------------------------

TEST(unit_register, units_are_found_by_code) {
    const auto made = settle({{"B1,organ,111,,", "A1,school,12,,"}, {}});
    EXPECT_EQ(made.units.size(), 2U);
    const std::optional<unit_id> found = made.units.find("A1");
    ASSERT_TRUE(found);
    EXPECT_EQ(made.units.code(*found), "A1");
    EXPECT_EQ(made.units.name(*found), "Unit A1");
    EXPECT_EQ(made.units.find("A2"), std::nullopt);
}

TEST(unit_register, an_empty_one_finds_nothing) {
    const auto made = settle({});
    EXPECT_EQ(made.units.size(), 0U);
    EXPECT_EQ(made.units.find("A1"), std::nullopt);
    EXPECT_TRUE(made.units.stays().empty());
    EXPECT_TRUE(made.problems.empty());
}

TEST(unit_register, a_thousand_units_are_all_found) {
    rows from;
    for (int i = 0; i < 1000; ++i)
        from.units.push_back("U" + std::to_string(i * 7919 % 1000) + ",organ,111,,");
    const auto made = settle(from);
    for (int i = 0; i < 1000; ++i) {
        const std::string code = "U" + std::to_string(i);
        const std::optional<unit_id> found = made.units.find(code);
        ASSERT_TRUE(found) << code;
        ASSERT_EQ(made.units.code(*found), code);
        ASSERT_EQ(made.units.stays_of(*found).size(), 1U);
    }
    EXPECT_EQ(made.units.find("U1000"), std::nullopt);
}

TEST(unit_register, stays_and_titles_of_a_unit_stand_by_day) {
    const auto made = settle({{"A1,organ,111,2014-01-01,", "A1,organ,12,,2014-01-01"},
                              {"A1,county,2015-05-04", "A1,national,2012-12-20"}});
    EXPECT_EQ(told(made), lines{});
    const unit_id unit = *made.units.find("A1");
    ASSERT_EQ(made.units.stays_of(unit).size(), 2U);
    EXPECT_EQ(made.units.stays_of(unit)[0].place, made.units.where().at_code("12"));
    ASSERT_EQ(made.units.designations_of(unit).size(), 2U);
    EXPECT_EQ(made.units.designations_of(unit)[0].named_on, on("2012-12-20"));
}

TEST(unit_register, a_title_keeps_the_document_of_its_batch) {
    const auto made = settle({{"A1,organ,111,,"}, {"A1,county,2015-05-04,,,No. 7 of 2015"}});
    const designation& title = made.units.designations().front();
    EXPECT_EQ(made.units.document(title.document), "No. 7 of 2015");
}

// ---- what is wrong with stays
// --------------------------------------------------------------------

TEST(unit_register, a_unit_that_left_before_it_joined_is_told) {
    const auto made = settle({{"A1,organ,111,2014-05-01,2014-04-30"}, {}});
    EXPECT_EQ(told(made),
              (lines{"units.csv:2:1: unit \"A1\" joined on 2014-05-01 and left on 2014-04-30: "
                     "expected a later day"}));
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::dates_reversed});
    EXPECT_TRUE(made.units.stays().empty());
}

TEST(unit_register, a_unit_may_leave_on_the_day_on_which_it_joined) {
    const auto made = settle({{"A1,organ,111,2014-05-01,2014-05-01"}, {}});
    EXPECT_EQ(told(made), lines{});
    EXPECT_FALSE(made.units.stays().front().holds_on(on("2014-05-01")));
}

TEST(unit_register, a_unit_in_two_places_at_a_time_is_told_with_the_other_line) {
    const auto made =
        settle({{"A1,organ,111,2012-01-01,2014-01-02", "A1,organ,12,2014-01-01,"}, {}});
    EXPECT_EQ(told(made),
              (lines{"units.csv:3:1: unit \"A1\" takes part at the same time on line 2: expected "
                     "each unit once, or rows whose days do not overlap"}));
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::overlapping_stays});
    EXPECT_EQ(made.units.stays().size(), 1U);
}

TEST(unit_register, the_same_unit_twice_is_told) {
    EXPECT_EQ(codes_of(settle({{"A1,organ,111,,", "A1,organ,111,,"}, {}})),
              codes{diagnostic_code::overlapping_stays});
    EXPECT_EQ(codes_of(settle({{"A1,organ,111,,2014-01-01", "A1,organ,111,,"}, {}})),
              codes{diagnostic_code::overlapping_stays});
}

TEST(unit_register, a_unit_may_join_elsewhere_on_the_day_on_which_it_left) {
    const auto made =
        settle({{"A1,organ,111,2012-01-01,2014-01-01", "A1,school,12,2014-01-01,"}, {}});
    EXPECT_EQ(told(made), lines{});
    EXPECT_EQ(made.units.stays().size(), 2U);
}

TEST(unit_register, a_unit_may_leave_and_join_again_on_one_day) {
    const auto made =
        settle({{"A1,organ,111,2014-01-01,", "A1,organ,12,2014-01-01,2014-01-01"}, {}});
    EXPECT_EQ(told(made), lines{});
    EXPECT_EQ(made.units.stays().size(), 2U);
}

TEST(unit_register, a_unit_may_come_back_after_years) {
    const auto made =
        settle({{"A1,organ,111,2008-01-01,2010-01-01", "A1,organ,111,2014-01-01,"}, {}});
    EXPECT_EQ(told(made), lines{});
}

TEST(unit_register, a_unit_that_joined_before_its_place_was_there_is_told) {
    const auto made = settle({{"A1,organ,13,2014-12-31,"}, {}});
    EXPECT_EQ(told(made),
              (lines{"units.csv:2:1: unit \"A1\" joined on 2014-12-31 at \"13\", which is there "
                     "from 2015-01-01 on: expected the place of that day"}));
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::unknown_place});
    EXPECT_EQ(told(settle({{"A1,organ,13,2015-01-01,"}, {}})), lines{});
}

TEST(unit_register, a_unit_that_is_still_where_no_place_is_any_more_is_told) {
    const auto made = settle({{"A1,organ,14,2008-01-01,"}, {}});
    EXPECT_EQ(told(made),
              (lines{"units.csv:2:1: unit \"A1\" is still at \"14\", which was there until "
                     "2012-06-30: expected that it left by then, and a row for where it went"}));
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::unknown_place});
    EXPECT_EQ(codes_of(settle({{"A1,organ,14,2008-01-01,2012-07-02"}, {}})),
              codes{diagnostic_code::unknown_place});
    EXPECT_EQ(told(settle({{"A1,organ,14,2008-01-01,2012-07-01"}, {}})), lines{});
}

TEST(unit_register, a_place_with_a_new_row_was_there_all_the_time) {
    EXPECT_EQ(told(settle({{"A1,organ,11,2008-01-01,", "A2,organ,121,,"}, {}})), lines{});
}

// ---- what is wrong with titles
// -------------------------------------------------------------------

TEST(unit_register, a_title_that_was_revoked_before_it_was_given_is_told) {
    const auto made = settle({{"A1,organ,111,,"}, {"A1,county,2014-05-04,,2014-05-03"}});
    EXPECT_EQ(told(made),
              (lines{"designations.csv:2:1: unit \"A1\" is named on 2014-05-04 and revoked on "
                     "2014-05-03: expected a later day"}));
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::dates_reversed});
    EXPECT_TRUE(made.units.designations().empty());
}

TEST(unit_register, a_title_on_a_day_on_which_the_unit_did_not_take_part_is_told) {
    const auto named = [](const std::string& when) {
        return settle({{"A1,organ,111,2012-01-01,2014-01-01"}, {"A1,county," + when}});
    };
    EXPECT_EQ(told(named("2011-12-31")),
              (lines{"designations.csv:2:1: unit \"A1\" did not take part on 2011-12-31: expected "
                     "a day between its joining and its leaving"}));
    EXPECT_EQ(codes_of(named("2014-01-01")), codes{diagnostic_code::not_a_member});
    EXPECT_EQ(told(named("2012-01-01")), lines{});
    EXPECT_EQ(told(named("2013-12-31")), lines{});
}

TEST(unit_register, a_title_in_between_two_stays_is_told) {
    const auto made = settle({{"A1,organ,111,2008-01-01,2010-01-01", "A1,organ,111,2014-01-01,"},
                              {"A1,county,2012-05-04"}});
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::not_a_member});
}

TEST(unit_register, a_tier_that_does_not_exist_at_the_place_is_told) {
    codebook book = register_world::categories_and_tiers();
    book.breakdowns[1].items[1].only_in = {"12"};
    const auto made = settle({{"A1,organ,111,,"}, {"A1,provincial,2014-05-04"}}, book);
    EXPECT_EQ(told(made),
              (lines{"designations.csv:2:1: unit \"A1\" at \"111\" is named at the tier "
                     "\"provincial\", which does not exist there: expected a place that the tier's "
                     "only_in names, or one in it"}));
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::item_not_allowed});
    EXPECT_EQ(told(settle({{"A1,organ,12,,"}, {"A1,provincial,2014-05-04"}}, book)), lines{});
}

TEST(unit_register, a_tier_of_a_county_exists_in_what_belongs_to_it_on_that_day) {
    codebook book = register_world::categories_and_tiers();
    book.breakdowns[1].items[1].only_in = {"12"};
    const auto named = [&](const std::string& when) {
        return told(settle({{"A1,organ,121,,"}, {"A1,provincial," + when}}, book));
    };
    EXPECT_EQ(named("2013-12-31"), lines{});
    EXPECT_EQ(named("2014-01-01").size(), 1U);  // the township has gone to another county
}

TEST(unit_register, a_title_that_the_unit_holds_already_is_told_with_the_other_line) {
    const auto made =
        settle({{"A1,organ,111,,"}, {"A1,national,2012-12-20", "A1,national,2017-12-19"}});
    EXPECT_EQ(told(made),
              (lines{"designations.csv:3:1: unit \"A1\" is named at the tier \"national\" on "
                     "2017-12-19, while the title on line 2 holds until 2017-12-19: expected a "
                     "renewal to begin when the term ends"}));
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::overlapping_designations});
    EXPECT_EQ(made.units.designations().size(), 1U);
}

TEST(unit_register, a_title_beside_one_without_end_is_told) {
    const auto made =
        settle({{"A1,organ,111,,"}, {"A1,county,2012-12-20", "A1,county,2017-12-20"}});
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::overlapping_designations});
    EXPECT_NE(told(made).front().find("holds without end"), std::string::npos);
}

TEST(unit_register, a_renewal_begins_on_the_day_on_which_the_term_ends) {
    EXPECT_EQ(
        told(settle({{"A1,organ,111,,"}, {"A1,national,2012-12-20", "A1,national,2017-12-20"}})),
        lines{});
}

TEST(unit_register, a_title_may_be_given_again_from_the_day_of_its_revocation) {
    EXPECT_EQ(told(settle({{"A1,organ,111,,"},
                           {"A1,county,2012-12-20,,2014-05-01", "A1,county,2014-05-01"}})),
              lines{});
    EXPECT_EQ(codes_of(settle({{"A1,organ,111,,"},
                               {"A1,county,2012-12-20,,2014-05-01", "A1,county,2014-04-30"}})),
              codes{diagnostic_code::overlapping_designations});
}

TEST(unit_register, a_title_that_was_revoked_on_its_first_day_may_be_given_again_on_it) {
    EXPECT_EQ(told(settle({{"A1,organ,111,,"},
                           {"A1,county,2012-12-20", "A1,county,2012-12-20,,2012-12-20"}})),
              lines{});
}

TEST(unit_register, titles_of_different_tiers_may_be_held_at_a_time) {
    EXPECT_EQ(
        told(settle(
            {{"A1,organ,111,,"},
             {"A1,county,2012-12-20", "A1,provincial,2013-12-20", "A1,national,2014-12-20"}})),
        lines{});
}

TEST(unit_register, no_ladder_is_demanded_unless_the_codebook_says_so) {
    const rows from{{"A1,organ,111,,"}, {"A1,national,2014-05-04"}};
    EXPECT_EQ(told(settle(from)), lines{});
    const auto made = settle(from, with_ladder());
    EXPECT_EQ(told(made),
              (lines{"designations.csv:2:1: unit \"A1\" is named at the tier \"national\" on "
                     "2014-05-04 without holding \"provincial\": expected that title first"}));
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::broken_ladder});
}

TEST(unit_register, a_ladder_is_kept_by_a_title_that_still_holds) {
    const auto with_provincial = [](const std::string& title) {
        return codes_of(
            settle({{"A1,organ,111,,"}, {title, "A1,national,2014-05-04"}}, with_ladder()));
    };
    EXPECT_EQ(with_provincial("A1,provincial,2012-05-04"), codes{});
    EXPECT_EQ(with_provincial("A1,provincial,2012-05-04,2"),
              codes{diagnostic_code::broken_ladder});  // its last day is the one before
    EXPECT_EQ(with_provincial("A1,provincial,2012-05-04,,2014-05-04"),
              codes{diagnostic_code::broken_ladder});
    EXPECT_EQ(with_provincial("A1,provincial,2014-05-05"), codes{diagnostic_code::broken_ladder});
    EXPECT_EQ(with_provincial("A1,county,2012-05-04"), codes{diagnostic_code::broken_ladder});
}

TEST(unit_register, both_titles_of_a_ladder_may_be_given_on_one_day) {
    EXPECT_EQ(
        told(settle({{"A1,organ,111,,"}, {"A1,provincial,2014-05-04", "A1,national,2014-05-04"}},
                    with_ladder())),
        lines{});
}

TEST(unit_register, a_refused_title_keeps_no_ladder) {
    const auto made = settle(
        {{"A1,organ,111,,"}, {"A1,provincial,2012-05-04,,2012-05-03", "A1,national,2014-05-04"}},
        with_ladder());
    EXPECT_EQ(codes_of(made),
              (codes{diagnostic_code::dates_reversed, diagnostic_code::broken_ladder}));
}

TEST(unit_register, the_titles_of_a_refused_unit_are_not_told_again) {
    const auto made = settle({{"A1,organ,111,2014-05-01,2014-04-30"},
                              {"A1,county,2014-05-04", "A1,national,2010-05-04"}});
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::dates_reversed});
    EXPECT_TRUE(made.units.designations().empty());
}

TEST(unit_register, each_of_forty_faults_is_told) {
    rows from;
    for (int i = 0; i < 40; ++i)
        from.units.push_back("U" + std::to_string(i) + ",organ,111,2014-05-01,2014-04-30");
    EXPECT_EQ(settle(from).problems.size(), 40U);
}

TEST(unit_register, messages_are_there_in_chinese) {
    EXPECT_EQ(told(settle({{"A1,organ,111,2014-05-01,2014-04-30"}, {}}), language::zh),
              (lines{"units.csv:2:1: 单位\"A1\"2014-05-01参加，2014-04-30退出：退出应不早于参加"}));
}

// ---- the order of adding
// -------------------------------------------------------------------------

TEST(unit_register, the_order_of_adding_changes_nothing) {
    const auto book = std::make_shared<const codebook>(with_ladder());
    const auto where = two_counties();
    std::vector<register_world::numbered_row> units =
        register_world::numbered({"A1,organ,111,,2014-01-01",
                                  "A1,organ,12,2014-01-01,",
                                  "A2,school,12,2012-01-01,",
                                  "A2,school,12,2013-01-01,",
                                  "A3,school,13,2015-01-01,"});
    std::vector<register_world::numbered_row> titles =
        register_world::numbered({"A1,national,2013-05-04",
                                  "A1,provincial,2012-05-04",
                                  "A1,county,2012-05-04,,2013-01-01,X",
                                  "A1,county,2012-05-04,,2014-01-01,Y",
                                  "A3,national,2016-05-04"});
    const auto first = register_world::settled(book, where, units, titles);
    EXPECT_EQ(first.problems.size(), 3U);
    do {
        auto shuffled = titles;
        do {
            const auto again = register_world::settled(book, where, units, shuffled);
            ASSERT_EQ(again.problems, first.problems);
            ASSERT_EQ(register_world::contents_of(again.units),
                      register_world::contents_of(first.units));
        } while (std::next_permutation(shuffled.begin(), shuffled.end()));
    } while (std::next_permutation(units.begin(), units.end()));
}

TEST(unit_register, the_order_of_lines_changes_nothing_either) {
    const auto book = std::make_shared<const codebook>(with_ladder());
    const auto where = two_counties();
    rows from{
        {"A1,organ,111,,2014-01-01", "A1,organ,12,2014-01-01,", "A2,school,12,,", "A2,organ,12,,"},
        {"A1,provincial,2012-05-04",
         "A1,county,2012-05-04,,2013-01-01,X",
         "A1,county,2012-05-04,,2014-01-01,Y",
         "A1,county,2012-05-04,,2014-01-01,Z"}};
    const auto expected =
        register_world::contents_of(register_world::settled(book, where, from).units);
    std::ranges::sort(from.units);
    do {
        auto shuffled = from;
        std::ranges::sort(shuffled.titles);
        do {
            ASSERT_EQ(
                register_world::contents_of(register_world::settled(book, where, shuffled).units),
                expected);
        } while (std::next_permutation(shuffled.titles.begin(), shuffled.titles.end()));
    } while (std::next_permutation(from.units.begin(), from.units.end()));
}

}  // namespace
