#include <crossfoot/check/check.hpp>
#include <crossfoot/check/register_difference.hpp>
#include <crossfoot/compute/unit_counts.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include "../support/register_world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using register_world::on;
using register_world::rows;
using lines = std::vector<std::string>;

/// A prefecture of three counties with organs of its own, all of which report for 2016 what their
/// register says; then the register (or a figure) is changed.
class world {
  public:
    explicit world(tier_counting counting = tier_counting::exclusive)
        : world{with_own_parts(counting)} {}
    explicit world(codebook book)
        : book_{std::make_shared<const codebook>(std::move(book))},
          where_{std::make_shared<const places>(
              dated_places::read({"1,P,1,,,", "11,A,2,1,,", "12,B,2,1,,", "13,C,2,1,,"}))},
          data_{book_, where_} {}

    static codebook with_own_parts(tier_counting counting) {
        codebook book = register_world::categories_and_tiers(counting);
        for (indicator& each : book.indicators)
            each.own_at = {level_id{1}};
        book.index();
        return book;
    }

    /// The units of that world, none of which came or went in 2016 or 2017.
    static rows units() {
        return {{"P1,organ,1,2010-01-01,",
                 "A1,organ,11,2010-01-01,",
                 "A2,school,11,2010-01-01,",
                 "A3,school,11,2010-01-01,",
                 "B1,organ,12,2010-01-01,",
                 "B2,school,12,2010-01-01,",
                 "B3,school,12,2010-01-01,",
                 "C1,organ,13,2010-01-01,"},
                {"P1,county,2011-05-04",
                 "A1,county,2011-05-04",
                 "A1,national,2013-05-04",
                 "A2,county,2012-05-04",
                 "B1,county,2011-05-04",
                 "B2,county,2012-05-04",
                 "B2,provincial,2013-05-04",
                 "C1,county,2012-05-04"}};
    }

    /// Reports every count of a place as those units have it.
    world& report(const std::string& place, scope extent = scope::total) {
        const unit_register of = register_world::good(book_, where_, units());
        const indicator& models = (*book_)[book_->indicator_at("model_units")];
        const breakdown_id tier = book_->breakdown_at("tier");
        const unit_counts counts{of, on("2016-12-31"), models.find_use(tier)->counting, extent};
        const place_id at = where_->at_code(place);
        put(place, "creation_units", counts.units(at, series::all), {}, extent);
        put(place, "model_units", counts.designated(at, series::all), {}, extent);
        for (const char* const item : {"national", "provincial", "county"}) {
            const auto number = static_cast<std::uint16_t>(*(*book_)[tier].find_item(item));
            put(place, "model_units", counts.at(at, series::all, number), item, extent);
        }
        return *this;
    }
    world& report_all() {
        return report("1").report("1", scope::own).report("11").report("12").report("13");
    }

    world& put(const std::string& place,
               const std::string& what,
               std::int64_t count,
               const std::string& tier = {},
               scope extent = scope::total,
               std::string_view when = "2016") {
        return put(place, what, std::to_string(count), tier, extent, when);
    }
    world& put(const std::string& place,
               const std::string& what,
               const std::string& text,
               const std::string& tier = {},
               scope extent = scope::total,
               std::string_view when = "2016") {
        data_.add(cell_of(place, what, tier, extent, when), read_figure(text).value.value());
        return *this;
    }

    [[nodiscard]] cell cell_of(const std::string& place,
                               const std::string& what,
                               const std::string& tier,
                               scope extent,
                               std::string_view when) const {
        series of{book_->indicator_at(what), extent, {}};
        if (!tier.empty()) {
            const breakdown_id by = book_->breakdown_at("tier");
            of = of.with(by, static_cast<std::uint16_t>(*(*book_)[by].find_item(tier)));
        }
        return {where_->at_code(place), *period::parse(when), of};
    }

    /// Holds the report against a register of these rows.
    void check_against(const rows& from) {
        units_.emplace(register_world::good(book_, where_, from));
        found_ = check(data_, *units_);
    }

    void check_alone() { found_ = check(data_); }

    [[nodiscard]] const check_report& found() const { return found_; }

    /// The findings of kind `register` that fail, one a line: its key, what it follows from, and
    /// the units behind it.
    [[nodiscard]] lines failing() const {
        lines all;
        for (const finding& each : found_.findings) {
            if (found_.rules[each.rule].kind != rule_kind::registered ||
                each.result != verdict::fails)
                continue;
            all.push_back(key(each) + (each.follows_from
                                           ? " follows " + key(found_.findings[*each.follows_from])
                                           : behind(each)));
        }
        return all;
    }

    [[nodiscard]] std::string key(const finding& of) const {
        return key_of(found_.rules[of.rule], of.where, data_);
    }
    [[nodiscard]] const finding* find(std::string_view wanted) const {
        for (const finding& each : found_.findings) {
            if (key(each) == wanted) return &each;
        }
        return nullptr;
    }
    /// ": A2 revoked 2016-12-30", with "perhaps" where that cannot be told.
    [[nodiscard]] std::string behind(const finding& of) const {
        const register_difference made = units_behind(of, found_, data_);
        std::string text = made.units.empty() ? "" : made.told ? ":" : ": perhaps";
        for (const unit_change& each : made.units) {
            text += " " + units_->code(each.unit) + " " + name_of(each.event) + " " +
                    to_string(each.when);
        }
        return text;
    }

    [[nodiscard]] std::size_t count_of(verdict which) const {
        return static_cast<std::size_t>(
            std::ranges::count_if(found_.findings, [&](const finding& each) {
                return found_.rules[each.rule].kind == rule_kind::registered &&
                       each.result == which;
            }));
    }

  private:
    std::shared_ptr<const codebook> book_;
    std::shared_ptr<const places> where_;
    dataset data_;
    std::optional<unit_register> units_;
    check_report found_;
};

/// The units with one of their rows replaced by others.
rows with(const std::string& row, const lines& instead) {
    rows made = world::units();
    for (lines* const list : {&made.units, &made.titles}) {
        const auto found = std::ranges::find(*list, row);
        if (found == list->end()) continue;
        const auto at = list->erase(found);
        list->insert(at, instead.begin(), instead.end());
        return made;
    }
    ADD_FAILURE() << "no row " << row;
    return made;
}

rows with_unit(const std::string& unit, const lines& titles = {}) {
    rows made = world::units();
    made.units.push_back(unit);
    made.titles.insert(made.titles.end(), titles.begin(), titles.end());
    return made;
}

// ---- what is held against a register
// -------------------------------------------------------------

TEST(register_check, a_report_that_agrees_with_its_register_holds) {
    world all;
    all.report_all().check_against(world::units());
    EXPECT_EQ(all.count_of(verdict::holds), 25U);  // five places, five figures each
    EXPECT_EQ(all.failing(), lines{});
    EXPECT_EQ(all.found().summary.fails + all.found().summary.follows, 0U);
}

TEST(register_check, a_finding_names_its_rule_and_cell) {
    world all;
    all.report_all().check_against(world::units());
    const finding* const own = all.find("register:model_units@1/2016/own[tier=county]");
    ASSERT_NE(own, nullptr);
    EXPECT_EQ(own->computed, interval::exactly(1));
    EXPECT_EQ(own->difference, interval::exactly(0));
    EXPECT_STREQ(name_of(rule_kind::registered), "register");
}

TEST(register_check, without_a_register_nothing_is_held_against_one) {
    world all;
    all.report_all().check_alone();
    EXPECT_EQ(all.count_of(verdict::holds), 0U);
    EXPECT_EQ(all.found().units, nullptr);
    EXPECT_FALSE(all.found().findings.empty());
    for (const finding& each : all.found().findings)
        EXPECT_EQ(all.behind(each), "");
}

TEST(register_check, a_county_that_is_silent_has_no_finding) {
    world all;
    all.report("11").report("13").check_against(world::units());
    EXPECT_EQ(all.find("register:model_units@12/2016"), nullptr);
    EXPECT_EQ(all.find("register:creation_units@12/2016"), nullptr);
    EXPECT_EQ(all.failing(), lines{});
}

TEST(register_check, a_figure_that_is_not_there_has_no_finding) {
    world all;
    all.put("11", "creation_units", 3);
    all.check_against(world::units());
    EXPECT_NE(all.find("register:creation_units@11/2016"), nullptr);
    EXPECT_EQ(all.find("register:model_units@11/2016"), nullptr);
    EXPECT_EQ(all.found().findings.size(), 1U);
}

TEST(register_check, a_rounded_figure_holds_where_it_admits_the_count) {
    world all;
    all.put("1", "creation_units", "8").put("11", "creation_units", "约3");
    all.put("12", "creation_units", "10余");
    all.check_against(world::units());
    EXPECT_EQ(all.find("register:creation_units@11/2016")->result, verdict::holds);
    EXPECT_EQ(all.find("register:creation_units@12/2016")->result, verdict::fails);
}

TEST(register_check, counts_are_those_of_the_last_day_of_the_period) {
    world all;
    all.put("13", "model_units", 0, {}, scope::total, "2011");
    all.put("13", "model_units", 1, {}, scope::total, "2012-05");
    all.put("13", "model_units", 0, {}, scope::total, "2012-05-03");
    all.put("13", "model_units", 1, {}, scope::total, "2012-05-04");
    all.check_against(world::units());
    EXPECT_EQ(all.count_of(verdict::holds), 4U);
}

// ---- the unit that makes the difference
// ----------------------------------------------------------

TEST(register_difference, a_title_revoked_a_day_before_is_named) {
    world all;
    all.report("11").check_against(
        with("A2,county,2012-05-04", {"A2,county,2012-05-04,,2016-12-30"}));
    EXPECT_EQ(all.failing(),
              (lines{"register:model_units@11/2016 follows "
                     "register:model_units@11/2016[tier=county]",
                     "register:model_units@11/2016[tier=county]: A2 revoked 2016-12-30"}));
}

TEST(register_difference, a_title_revoked_on_the_day_itself_does_not_count_any_more) {
    world all;
    all.report("11").check_against(
        with("A2,county,2012-05-04", {"A2,county,2012-05-04,,2016-12-31"}));
    EXPECT_EQ(all.failing().back(),
              "register:model_units@11/2016[tier=county]: A2 revoked 2016-12-31");
    all.check_against(with("A2,county,2012-05-04", {"A2,county,2012-05-04,,2017-01-01"}));
    EXPECT_EQ(all.failing(), lines{});
}

TEST(register_difference, a_title_that_expired_is_named) {
    world all;
    all.report("11").check_against(with("A2,county,2012-05-04", {"A2,county,2012-05-04,4"}));
    EXPECT_EQ(all.failing().back(),
              "register:model_units@11/2016[tier=county]: A2 expired 2016-05-04");
}

TEST(register_difference, a_unit_that_left_before_is_named) {
    world all;
    all.report("11").check_against(
        with("A3,school,11,2010-01-01,", {"A3,school,11,2010-01-01,2016-12-20"}));
    EXPECT_EQ(all.failing(), (lines{"register:creation_units@11/2016: A3 left 2016-12-20"}));
}

TEST(register_difference, a_unit_with_a_title_that_left_is_named_in_each_count) {
    world all;
    all.report("11").check_against(
        with("A2,school,11,2010-01-01,", {"A2,school,11,2010-01-01,2016-12-20"}));
    EXPECT_EQ(all.failing(),
              (lines{"register:creation_units@11/2016: A2 left 2016-12-20",
                     "register:model_units@11/2016 follows "
                     "register:model_units@11/2016[tier=county]",
                     "register:model_units@11/2016[tier=county]: A2 left 2016-12-20"}));
}

TEST(register_difference, a_title_that_was_given_only_next_year_is_named) {
    world all;
    all.report("11").check_against(with("A2,county,2012-05-04", {"A2,county,2017-01-05"}));
    EXPECT_EQ(all.failing().back(),
              "register:model_units@11/2016[tier=county]: A2 named 2017-01-05");
}

TEST(register_difference, a_unit_that_joined_late_is_named) {
    world all;
    all.report("11").check_against(with("A3,school,11,2010-01-01,", {"A3,school,11,2017-02-01,"}));
    EXPECT_EQ(all.failing(), (lines{"register:creation_units@11/2016: A3 joined 2017-02-01"}));
}

TEST(register_difference, a_unit_that_was_upgraded_is_named_at_both_tiers) {
    world all;
    rows from = world::units();
    from.titles.emplace_back("A2,provincial,2016-12-28");
    all.report("11").check_against(from);
    EXPECT_EQ(all.failing(),
              (lines{"register:model_units@11/2016[tier=provincial]: A2 upgraded 2016-12-28",
                     "register:model_units@11/2016[tier=county]: A2 upgraded 2016-12-28"}));
}

TEST(register_difference, a_unit_that_moved_is_named_in_both_counties) {
    world all;
    all.report("11").report("12").check_against(
        with("A3,school,11,2010-01-01,",
             {"A3,school,11,2010-01-01,2016-12-28", "A3,school,12,2016-12-28,"}));
    EXPECT_EQ(all.failing(),
              (lines{"register:creation_units@11/2016: A3 moved 2016-12-28",
                     "register:creation_units@12/2016: A3 moved 2016-12-28"}));
}

TEST(register_difference, a_unit_that_the_report_does_not_have_yet_is_named) {
    world all;
    all.report("11").check_against(with_unit("A4,school,11,2016-11-01,", {"A4,county,2016-12-20"}));
    EXPECT_EQ(all.failing(),
              (lines{"register:creation_units@11/2016: A4 joined 2016-11-01",
                     "register:model_units@11/2016 follows "
                     "register:model_units@11/2016[tier=county]",
                     "register:model_units@11/2016[tier=county]: A4 named 2016-12-20"}));
}

TEST(register_difference, two_units_make_a_difference_of_two) {
    world all;
    rows from = with("A2,county,2012-05-04", {"A2,county,2012-05-04,,2016-12-30"});
    std::ranges::replace(from.titles,
                         std::string{"A1,county,2011-05-04"},
                         std::string{"A1,county,2011-05-04,,2016-11-30"});
    std::ranges::replace(from.titles,
                         std::string{"A1,national,2013-05-04"},
                         std::string{"A1,national,2013-05-04,,2016-11-30"});
    all.put("11", "model_units", 2);
    all.check_against(from);
    EXPECT_EQ(all.failing(),
              (lines{"register:model_units@11/2016: A2 revoked 2016-12-30 A1 revoked 2016-11-30"}));
}

TEST(register_difference, one_of_two_that_may_be_is_told_as_perhaps) {
    world all;
    rows from = with("A2,county,2012-05-04", {"A2,county,2012-05-04,,2016-12-30"});
    from.units.emplace_back("A4,school,11,2010-01-01,");
    from.titles.emplace_back("A4,county,2012-05-04,,2016-06-30");
    all.put("11", "model_units", 2);  // the register has A1 alone: either of them would do
    all.check_against(from);
    EXPECT_EQ(all.failing(),
              (lines{"register:model_units@11/2016: perhaps A2 revoked 2016-12-30 A4 revoked "
                     "2016-06-30"}));
}

TEST(register_difference, of_many_that_may_be_the_nearest_five_are_shown) {
    world all;
    rows from = world::units();
    for (int i = 1; i <= 8; ++i) {
        from.units.push_back("Z" + std::to_string(i) + ",school,11,2010-01-01,");
        from.titles.push_back("Z" + std::to_string(i) + ",county,2012-05-04,,2016-0" +
                              std::to_string(i) + "-01");
    }
    all.put("11", "model_units", 3);
    all.check_against(from);
    const finding* const found = all.find("register:model_units@11/2016");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(all.behind(*found),
              ": perhaps Z8 revoked 2016-08-01 Z7 revoked 2016-07-01 Z6 revoked 2016-06-01 Z5 "
              "revoked 2016-05-01 Z4 revoked 2016-04-01");
}

TEST(register_difference, a_unit_that_another_count_speaks_against_is_left_out) {
    world all;
    rows from = with("A2,county,2012-05-04", {"A2,county,2012-05-04,,2016-12-30"});
    // A4 rose to provincial shortly before; were it still at the county tier, the provincial count
    // would fail.
    from.units.emplace_back("A4,school,11,2010-01-01,");
    from.titles.emplace_back("A4,county,2012-05-04");
    from.titles.emplace_back("A4,provincial,2016-12-30");
    all.put("11", "model_units", 1, "provincial").put("11", "model_units", 1, "county");
    all.check_against(from);
    EXPECT_EQ(all.failing(),
              (lines{"register:model_units@11/2016[tier=county]: A2 revoked 2016-12-30"}));
}

TEST(register_difference, a_rounded_count_speaks_against_nobody_whom_it_admits) {
    rows from = world::units();
    for (const char* const unit : {"Z1", "Z2", "Z3", "Z4", "Z5", "Z6", "Z7"}) {
        const std::string left = std::string{unit} == "Z1" ? "2016-12-20" : "";
        from.units.push_back(std::string{unit} + ",school,11,2010-01-01," + left);
        from.titles.push_back(std::string{unit} + ",county,2012-05-04");
    }
    world all;
    all.put("11", "creation_units", 10).put("11", "model_units", "约10");  // 5 to 14
    all.check_against(from);
    EXPECT_EQ(all.failing(), (lines{"register:creation_units@11/2016: Z1 left 2016-12-20"}));
}

TEST(register_difference, an_exact_count_that_agrees_speaks_against_whoever_would_change_it) {
    rows from = with("A3,school,11,2010-01-01,", {"A3,school,11,2010-01-01,2016-06-30"});
    from.units.emplace_back("Z1,school,11,2010-01-01,2016-12-20");
    from.titles.emplace_back("Z1,county,2012-05-04");
    world all;
    all.put("11", "creation_units", 3).put("11", "model_units", 2);
    all.check_against(from);
    // Z1 had a title; were it still there, the model units would be three.
    EXPECT_EQ(all.failing(), (lines{"register:creation_units@11/2016: A3 left 2016-06-30"}));
}

TEST(register_difference, a_difference_that_nobody_explains_names_nobody) {
    world all;
    all.put("11", "creation_units", 40);
    all.check_against(world::units());
    EXPECT_EQ(all.failing(), (lines{"register:creation_units@11/2016"}));
}

TEST(register_difference, what_the_report_has_none_of_is_all_in_the_register) {
    world all;
    all.put("11", "creation_units", 0);
    all.check_against(world::units());
    EXPECT_EQ(all.failing(),
              (lines{"register:creation_units@11/2016: A1 joined 2010-01-01 A2 joined 2010-01-01 "
                     "A3 joined 2010-01-01"}));
}

TEST(register_difference, a_unit_that_has_always_been_there_is_counted) {
    world all;
    all.put("13", "creation_units", 0);
    all.check_against(with("C1,organ,13,2010-01-01,", {"C1,organ,13,,"}));
    EXPECT_EQ(all.failing(), (lines{"register:creation_units@13/2016: C1 counted 2016-12-31"}));
}

TEST(register_difference, a_finding_that_holds_has_no_units) {
    world all;
    all.report("11").check_against(world::units());
    const finding* const found = all.find("register:model_units@11/2016");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(all.behind(*found), "");
}

TEST(register_difference, a_finding_of_another_kind_has_no_units) {
    world all;
    all.report("11");
    all.put("12", "model_units", 3).put("12", "model_units", 1, "provincial");
    all.put("12", "model_units", 1, "county").put("12", "model_units", 0, "national");
    all.check_against(world::units());
    const finding* const found = all.find("partition:model_units:tier@12/2016");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->result, verdict::fails);
    EXPECT_EQ(all.behind(*found), "");
}

// ---- one slip, one finding
// -----------------------------------------------------------------------

TEST(register_follows, a_prefectures_finding_follows_from_that_of_its_county) {
    world all;
    all.report_all().check_against(
        with("A3,school,11,2010-01-01,", {"A3,school,11,2010-01-01,2016-12-20"}));
    EXPECT_EQ(all.failing(),
              (lines{"register:creation_units@1/2016 follows register:creation_units@11/2016",
                     "register:creation_units@11/2016: A3 left 2016-12-20"}));
    EXPECT_EQ(all.found().summary.fails, 1U);
    EXPECT_EQ(all.found().summary.follows, 1U);
}

TEST(register_follows, a_prefectures_finding_follows_from_that_of_its_own_part) {
    world all;
    all.report_all().check_against(
        with("P1,organ,1,2010-01-01,", {"P1,organ,1,2010-01-01,2016-12-20"}));
    const finding* const total = all.find("register:creation_units@1/2016");
    ASSERT_NE(total, nullptr);
    ASSERT_TRUE(total->follows_from);
    EXPECT_EQ(all.key(all.found().findings[*total->follows_from]),
              "register:creation_units@1/2016/own");
}

TEST(register_follows, a_whole_that_differs_otherwise_than_its_parts_stands_by_itself) {
    world all;
    all.put("1", "creation_units", 10).put("11", "creation_units", 3);
    all.put("12", "creation_units", 3).put("13", "creation_units", 1);
    all.check_against(with("A3,school,11,2010-01-01,", {"A3,school,11,2010-01-01,2016-12-20"}));
    // The prefecture has three more than the register, its county only one.
    const finding* const total = all.find("register:creation_units@1/2016");
    ASSERT_NE(total, nullptr);
    EXPECT_EQ(total->result, verdict::fails);
    EXPECT_EQ(total->follows_from, std::nullopt);
}

TEST(register_follows, a_totals_finding_follows_from_that_of_its_tier) {
    world all;
    all.report("11").check_against(
        with("A2,county,2012-05-04", {"A2,county,2012-05-04,,2016-12-30"}));
    const finding* const total = all.find("register:model_units@11/2016");
    ASSERT_NE(total, nullptr);
    ASSERT_TRUE(total->follows_from);
    EXPECT_EQ(all.key(all.found().findings[*total->follows_from]),
              "register:model_units@11/2016[tier=county]");
}

TEST(register_follows, a_claim_that_fails_its_partition_says_it_there) {
    world all;
    all.put("11", "model_units", 3).put("11", "model_units", 1, "national");
    all.put("11", "model_units", 0, "provincial").put("11", "model_units", 1, "county");
    all.check_against(world::units());
    EXPECT_EQ(all.failing(),
              (lines{"register:model_units@11/2016 follows partition:model_units:tier@11/2016"}));
    EXPECT_EQ(all.found().summary.fails, 1U);
}

TEST(register_follows, a_partition_that_computes_something_else_is_no_reason) {
    world all;
    all.put("11", "model_units", 3).put("11", "model_units", 1, "national");
    all.put("11", "model_units", 0, "provincial").put("11", "model_units", 0, "county");
    all.check_against(world::units());
    const finding* const total = all.find("register:model_units@11/2016");
    ASSERT_NE(total, nullptr);
    EXPECT_EQ(total->result, verdict::fails);
    EXPECT_EQ(total->follows_from, std::nullopt);
}

// ---- other ways of counting
// ----------------------------------------------------------------------

TEST(register_check, tiers_at_or_above_are_counted_so) {
    world all{tier_counting::at_or_above};
    all.report_all().check_against(world::units());
    EXPECT_EQ(all.failing(), lines{});
    const finding* const county = all.find("register:model_units@1/2016[tier=county]");
    ASSERT_NE(county, nullptr);
    EXPECT_EQ(county->computed, interval::exactly(6));
    EXPECT_EQ(all.find("register:model_units@1/2016[tier=provincial]")->computed,
              interval::exactly(2));
}

TEST(register_difference, an_upgrade_is_named_where_tiers_nest) {
    world all{tier_counting::at_or_above};
    rows from = world::units();
    from.titles.emplace_back("A2,provincial,2016-12-28");
    all.report("11").check_against(from);
    EXPECT_EQ(all.failing(),
              (lines{"register:model_units@11/2016[tier=provincial]: A2 upgraded 2016-12-28"}));
}

TEST(register_difference, a_revocation_is_named_where_tiers_nest) {
    world all{tier_counting::at_or_above};
    all.report("11").check_against(
        with("A2,county,2012-05-04", {"A2,county,2012-05-04,,2016-12-30"}));
    EXPECT_EQ(all.found().summary.fails, 2U);  // no tier is a part of the total
    for (const char* const key :
         {"register:model_units@11/2016", "register:model_units@11/2016[tier=county]"}) {
        const finding* const found = all.find(key);
        ASSERT_NE(found, nullptr);
        EXPECT_EQ(all.behind(*found), ": A2 revoked 2016-12-30") << key;
    }
}

TEST(register_check, titles_where_held_are_counted_so) {
    world all{tier_counting::held};
    all.report_all().check_against(world::units());
    EXPECT_EQ(all.failing(), lines{});
    EXPECT_EQ(all.find("register:model_units@1/2016[tier=county]")->computed, interval::exactly(6));
    EXPECT_EQ(all.find("register:model_units@1/2016[tier=national]")->computed,
              interval::exactly(1));
}

TEST(register_difference, a_title_that_is_held_beside_another_is_named_alone) {
    world all{tier_counting::held};
    all.report("11").check_against(
        with("A1,county,2011-05-04", {"A1,county,2011-05-04,,2016-12-30"}));
    EXPECT_EQ(all.failing(),
              (lines{"register:model_units@11/2016[tier=county]: A1 revoked 2016-12-30"}));
}

TEST(register_difference, a_lower_title_given_beside_a_higher_one_is_no_upgrade) {
    world all{tier_counting::held};
    rows from = world::units();
    from.titles.emplace_back("A1,provincial,2016-12-28");
    all.report("11").check_against(from);
    EXPECT_EQ(all.failing(),
              (lines{"register:model_units@11/2016[tier=provincial]: A1 named 2016-12-28"}));
}

TEST(register_difference, a_lower_title_in_place_of_a_higher_one_is_no_upgrade) {
    world all;
    rows from = with("B2,county,2012-05-04", {"B2,county,2016-12-28"});
    std::ranges::replace(from.titles,
                         std::string{"B2,provincial,2013-05-04"},
                         std::string{"B2,provincial,2013-05-04,,2016-12-28"});
    all.report("12").check_against(from);
    EXPECT_EQ(all.failing(),
              (lines{"register:model_units@12/2016[tier=provincial]: B2 revoked 2016-12-28",
                     "register:model_units@12/2016[tier=county]: B2 named 2016-12-28"}));
}

// ---- the same whatever the order
// -----------------------------------------------------------------

TEST(register_check, the_order_of_the_rows_changes_nothing) {
    const rows from = with("A2,county,2012-05-04", {"A2,county,2012-05-04,,2016-12-30"});
    world all;
    all.report_all().check_against(from);
    const lines expected = all.failing();
    EXPECT_FALSE(expected.empty());
    rows turned = from;
    for (std::size_t i = 0; i < from.units.size(); ++i) {
        std::rotate(turned.units.begin(), turned.units.begin() + 1, turned.units.end());
        std::rotate(turned.titles.begin(), turned.titles.begin() + 3, turned.titles.end());
        std::ranges::reverse(turned.titles);
        all.check_against(turned);
        ASSERT_EQ(all.failing(), expected);
    }
}

}  // namespace
