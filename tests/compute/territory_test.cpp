#include <crossfoot/compute/territory.hpp>

#include "../support/changing_world.hpp"

namespace {

using namespace crossfoot;
using changing_world::fields;
using dated_places::on;

const day before_2015 = on("2014-12-31");
const day after_2015 = on("2016-12-31");

/// "11 + 13 - 12", or "refused".
std::string told(const places& where, const territory_sum& sum) {
    std::string text = sum.refused ? "refused" : "";
    for (const territory_term& term : sum.terms) {
        const bool is_added = term.with == territory_term::sign::plus;
        text += text.empty() ? "" : is_added ? " + " : " - ";
        text += where.code(term.place);
    }
    return text;
}

std::string told(const places& where,
                 const territory& land,
                 const char* code,
                 comparison_day as_of) {
    return told(where, land.express(where.at_code(code), as_of));
}

constexpr comparison_day from = comparison_day::from;
constexpr comparison_day to = comparison_day::to;

// Prefecture 1 with counties 11 (townships 111, 112) and 12 (121, 122) and 13, which has none.
std::vector<std::string> three_counties() {
    return {"1,P,1,,,",
            "11,A,2,1,,",
            "12,B,2,1,,",
            "13,C,2,1,,",
            "112,Ab,3,11,,",
            "121,Ba,3,12,,",
            "122,Bb,3,12,,"};
}

places with(std::vector<std::string> more) {
    std::vector<std::string> rows = three_counties();
    rows.insert(rows.end(), more.begin(), more.end());
    return dated_places::read(rows);
}

TEST(territory, of_places_that_did_not_change_is_theirs) {
    const places where = with({"111,Aa,3,11,,"});
    const territory land{where, before_2015, after_2015};
    for (const char* code : {"1", "11", "13", "111"}) {
        EXPECT_EQ(told(where, land, code, from), code);
        EXPECT_EQ(told(where, land, code, to), code);
        EXPECT_TRUE(land.is_unchanged(where.at_code(code)));
    }
    EXPECT_TRUE(land.changes().empty());
}

TEST(territory, of_a_county_that_lost_a_township_is_itself_and_the_township) {
    const places where = with({"111,Aa,3,11,,2015-06-30", "111,Aa,3,12,2015-07-01,"});
    const territory land{where, before_2015, after_2015};
    EXPECT_EQ(told(where, land, "11", from), "11 + 111");
    EXPECT_EQ(told(where, land, "12", from), "12 - 111");
    EXPECT_EQ(told(where, land, "11", to), "11 - 111");
    EXPECT_EQ(told(where, land, "12", to), "12 + 111");
    EXPECT_EQ(told(where, land, "1", from), "1");
    EXPECT_EQ(told(where, land, "111", to), "111");
}

TEST(territory, of_a_township_that_moved_under_a_new_code_is_followed_by_its_name) {
    const places where = with({"111,Aa,3,11,,2015-06-30", "123,Aa,3,12,2015-07-01,"});
    const territory land{where, before_2015, after_2015};
    EXPECT_EQ(told(where, land, "11", from), "11 + 123");
    EXPECT_EQ(told(where, land, "12", to), "12 + 111");
    EXPECT_EQ(told(where, land, "123", to), "111");
}

TEST(territory, of_a_name_that_two_have_is_not_followed) {
    const places where = with(
        {"111,Town,3,11,,2015-06-30", "113,Town,3,11,,2015-06-30", "123,Town,3,12,2015-07-01,"});
    const territory land{where, before_2015, after_2015};
    EXPECT_EQ(told(where, land, "11", from), "refused");
    EXPECT_EQ(told(where, land, "12", to), "refused");
    EXPECT_EQ(told(where, land, "1", to), "1");
}

TEST(territory, of_a_county_that_was_split_is_both_and_cannot_be_divided) {
    const places where = dated_places::read({"1,P,1,,,",
                                             "11,A,2,1,,2015-06-30",
                                             "11,A,2,1,2015-07-01,",
                                             "12,B,2,1,2015-07-01,",
                                             "13,C,2,1,,"});
    const territory land{where, before_2015, after_2015};
    EXPECT_EQ(told(where, land, "11", from), "11 + 12");
    EXPECT_EQ(told(where, land, "11", to), "refused");
    EXPECT_EQ(told(where, land, "12", to), "refused");
    EXPECT_EQ(told(where, land, "13", to), "13");
    EXPECT_EQ(told(where, land, "1", to), "1");
    EXPECT_EQ(land.express(where.at_code("12"), to).refused->en,
              "the territory of B (12) on 2016-12-31 holds only a part of A (11) as of 2014-12-31, "
              "and no figure tells the parts apart: on 2015-07-01 A (11) became A (11) and B (12)");
    EXPECT_EQ(land.express(where.at_code("12"), to).refused->zh,
              "B（12）2016-12-31的辖区只含2014-12-31的A（11）的一部分，没有数值可供拆分："
              "A（11）于2015-07-01调整为A（11）和B（12）");
}

TEST(territory, of_a_county_split_along_its_townships_can_be_told_both_ways) {
    const places where =
        with({"111,Aa,3,11,,2015-06-30", "111,Aa,3,14,2015-07-01,", "14,D,2,1,2015-07-01,"});
    const territory land{where, before_2015, after_2015};
    EXPECT_EQ(told(where, land, "11", from), "11 + 14");
    EXPECT_EQ(told(where, land, "14", to), "111");
    EXPECT_EQ(told(where, land, "11", to), "11 - 111");
}

TEST(territory, of_a_merger_is_all_that_went_into_it) {
    const places where = dated_places::read({"1,P,1,,,",
                                             "11,A,2,1,,2015-06-30",
                                             "12,B,2,1,,2015-06-30",
                                             "14,D,2,1,2015-07-01,",
                                             "13,C,2,1,,"});
    const territory land{where, before_2015, after_2015};
    EXPECT_EQ(told(where, land, "14", to), "11 + 12");
    EXPECT_EQ(told(where, land, "11", from), "refused");
    EXPECT_EQ(told(where, land, "13", from), "13");
}

TEST(territory, of_what_no_row_explains_leaves_the_neighbours_in_doubt) {
    const places where = with({"111,Aa,3,11,,", "14,D,2,1,2015-07-01,"});
    const territory land{where, before_2015, after_2015};
    for (const char* code : {"11", "12", "13"}) {
        EXPECT_EQ(told(where, land, code, from), "refused") << code;
    }
    EXPECT_EQ(told(where, land, "14", to), "refused");
    EXPECT_EQ(told(where, land, "1", to), "1");
    EXPECT_NE(land.express(where.at_code("13"), from)
                  .refused->en.find("no row says out of what D (14) was made on 2015-07-01"),
              std::string::npos);
}

TEST(territory, of_a_place_all_by_itself_was_no_places) {
    const places where = dated_places::read({"1,P,1,,2015-07-01,"});
    const territory land{where, before_2015, after_2015};
    EXPECT_EQ(land.express(where.at_code("1"), to).refused->en,
              "the territory of P (1) on 2016-12-31 was no place's on 2014-12-31: no row says out "
              "of what P (1) was made on 2015-07-01");
}

TEST(territory, of_a_county_whose_townships_are_new_is_the_county) {
    const places where =
        with({"111,Aa,3,11,,", "131,Ca,3,13,2015-07-01,", "132,Cb,3,13,2015-07-01,"});
    const territory land{where, before_2015, after_2015};
    EXPECT_EQ(told(where, land, "13", from), "13");
    EXPECT_EQ(told(where, land, "13", to), "13");
    EXPECT_EQ(told(where, land, "131", to), "refused");
}

TEST(territory, is_joined_over_several_changes) {
    const places where = dated_places::read({"1,P,1,,,",
                                             "11,A,2,1,,2015-06-30",
                                             "12,B,2,1,2015-07-01,2015-12-31",
                                             "13,C,2,1,2015-07-01,",
                                             "14,D,2,1,2016-01-01,",
                                             "15,E,2,1,2016-01-01,"});
    const territory land{where, before_2015, after_2015};
    EXPECT_EQ(told(where, land, "11", from), "13 + 14 + 15");
    const bilingual why = *land.express(where.at_code("14"), to).refused;
    EXPECT_NE(why.en.find("2015-07-01"), std::string::npos) << why.en;
    EXPECT_NE(why.en.find("2016-01-01"), std::string::npos) << why.en;
}

TEST(territory, of_a_place_that_is_not_there_is_refused) {
    const places where = with({"111,Aa,3,11,,2015-06-30", "113,Ac,3,11,2015-07-01,"});
    const territory land{where, before_2015, after_2015};
    EXPECT_EQ(land.express(where.at_code("111"), to).refused->en, "111 is not there on 2016-12-31");
}

// ---- against what really happened
// ------------------------------------------------------------------

/// The fields that a sum of places stands for; a field taken that was not there makes it -1.
std::map<int, int> fields_of(const territory_sum& sum,
                             const places& where,
                             const changing_world::world& world,
                             std::size_t day) {
    std::map<int, int> counts;
    for (const territory_term& term : sum.terms) {
        for (const int field : world.fields_of(std::string{where.code(term.place)}, day)) {
            counts[field] += term.with == territory_term::sign::plus ? 1 : -1;
        }
    }
    std::erase_if(counts, [](const auto& each) { return each.second == 0; });
    return counts;
}

struct tally {
    int told = 0;
    int refused = 0;
    std::string why;  // the last one
};

/// Every place on every pair of days: what is told is what the place really has.
tally hold_against(const changing_world::world& world) {
    tally seen;
    const places where = dated_places::build(world.rows());
    for (std::size_t first = 0; first <= world.days(); ++first) {
        for (std::size_t last = first; last <= world.days(); ++last) {
            const territory land{
                where, changing_world::world::day_of(first), changing_world::world::day_of(last)};
            for (const comparison_day as_of : {from, to}) {
                const std::size_t here = as_of == from ? first : last;
                const std::size_t there = as_of == from ? last : first;
                for (const place_id place : land.tree(as_of).in_order()) {
                    const territory_sum sum = land.express(place, as_of);
                    if (sum.refused) {
                        ++seen.refused;
                        seen.why = sum.refused->en;
                        continue;
                    }
                    ++seen.told;
                    std::map<int, int> expected;
                    for (const int field : world.fields_of(std::string{where.code(place)}, here)) {
                        expected[field] = 1;
                    }
                    EXPECT_EQ(fields_of(sum, where, world, there), expected)
                        << where.code(place) << " of day " << here << " in day " << there << ": "
                        << told(where, sum);
                }
            }
        }
    }
    return seen;
}

TEST(territory_world, moves_names_codes_and_counties_made_of_townships_are_always_followed) {
    for (unsigned seed = 1; seed <= 60 && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE(seed);
        changing_world::world world{seed};
        for (int i = 0; i < 4; ++i) {
            world.pass(changing_world::followed, 1 + i % 3);
        }
        const tally seen = hold_against(world);
        EXPECT_EQ(seen.refused, 0) << seen.why;
    }
}

TEST(territory_world, what_is_told_after_splits_and_mergers_is_true) {
    tally all;
    for (unsigned seed = 1; seed <= 150 && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE(seed);
        changing_world::world world{seed};
        for (int i = 0; i < 4; ++i) {
            world.pass(changing_world::told, 1 + i % 3);
        }
        const tally seen = hold_against(world);
        all.told += seen.told;
        all.refused += seen.refused;
    }
    EXPECT_GT(all.told, 4 * all.refused);  // most can be told all the same
    EXPECT_GT(all.refused, 0);
}

TEST(territory_world, what_no_row_explains_makes_nothing_untrue) {
    for (unsigned seed = 1; seed <= 100 && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE(seed);
        changing_world::world world{seed};
        for (int i = 0; i < 4; ++i) {
            world.pass(i % 2 == 0 ? changing_world::silent : changing_world::told, 1);
        }
        hold_against(world);
    }
}

TEST(territory_world, does_not_depend_on_the_order_of_rows) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        changing_world::world world{seed};
        for (int i = 0; i < 3; ++i) {
            world.pass(changing_world::told, 2);
        }
        std::vector<place_row> rows = world.rows();
        const places where = dated_places::build(rows);
        std::ranges::reverse(rows);
        const places reversed = dated_places::build(rows);
        const day first = changing_world::world::day_of(0);
        const day last = changing_world::world::day_of(world.days());
        const territory land{where, first, last};
        const territory other_land{reversed, first, last};
        for (const place_id place : land.tree(to).in_order()) {
            const territory_sum one = land.express(place, to);
            const territory_sum two = other_land.express(reversed.at_code(where.code(place)), to);
            EXPECT_EQ(one.refused.has_value(), two.refused.has_value());
            std::set<std::string> terms;
            std::set<std::string> other_terms;
            for (const territory_term& term : one.terms) {
                terms.insert(std::string{where.code(term.place)} + name_of(to));
            }
            for (const territory_term& term : two.terms) {
                other_terms.insert(std::string{reversed.code(term.place)} + name_of(to));
            }
            EXPECT_EQ(terms, other_terms);
        }
    }
}

}  // namespace
