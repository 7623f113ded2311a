#include <crossfoot/compute/unit_movement.hpp>

#include "support/random_register.hpp"

#include <ostream>

namespace crossfoot {

// How a failing test shows what it compared.
void PrintTo(const unit_movement& what, std::ostream* out);
void PrintTo(const unit_movement& what, std::ostream* out) {
    *out << what.opening << " joined " << what.joined << " moved_in " << what.moved_in << " named "
         << what.named << " upgraded_in " << what.upgraded_in << " fallen_in " << what.fallen_in
         << " left " << what.left << " moved_out " << what.moved_out << " upgraded_out "
         << what.upgraded_out << " expired " << what.expired << " revoked " << what.revoked
         << " closing " << what.closing << " renewed " << what.renewed;
}

}  // namespace crossfoot

namespace {

using namespace crossfoot;
using register_world::on;

constexpr std::uint16_t all = series::all;
constexpr std::uint16_t organ = 0;
constexpr std::uint16_t school = 1;
constexpr std::uint16_t national = 0;
constexpr std::uint16_t provincial = 1;
constexpr std::uint16_t county = 2;

unit_register of_rows(const register_world::rows& from) {
    return register_world::good(
        std::make_shared<const codebook>(register_world::categories_and_tiers()),
        random_register::where(),
        from);
}

/// The movements of a register between two days, of its places by code.
class movements {
  public:
    movements(const register_world::rows& from,
              const char* first,
              const char* last,
              tier_counting counting = tier_counting::exclusive,
              scope extent = scope::total)
        : of_{of_rows(from)}, all_{of_, on(first), on(last), counting, extent} {}

    [[nodiscard]] unit_movement units(const char* place, std::uint16_t category = all) const {
        return all_.units(of_.where().at_code(place), category);
    }
    [[nodiscard]] unit_movement designated(const char* place, std::uint16_t category = all) const {
        return all_.designated(of_.where().at_code(place), category);
    }
    [[nodiscard]] unit_movement at(const char* place, std::uint16_t tier) const {
        return all_.at(of_.where().at_code(place), all, tier);
    }

  private:
    unit_register of_;
    unit_movements all_;
};

// ---- what happened
// -------------------------------------------------------------------------------

TEST(unit_movement, a_unit_that_stays_as_it_is_opens_and_closes) {
    const movements seen{
        {{"A1,organ,11,2010-01-01,"}, {"A1,county,2011-05-04"}}, "2011-12-31", "2012-12-31"};
    EXPECT_EQ(seen.units("1"), (unit_movement{.opening = 1, .closing = 1}));
    EXPECT_EQ(seen.designated("11"), (unit_movement{.opening = 1, .closing = 1}));
    EXPECT_EQ(seen.at("11", county), (unit_movement{.opening = 1, .closing = 1}));
    EXPECT_EQ(seen.at("11", national), unit_movement{});
    EXPECT_EQ(seen.units("12"), unit_movement{});
}

TEST(unit_movement,
     what_happens_on_the_first_day_is_in_the_opening_and_on_the_last_day_in_the_flow) {
    const register_world::rows from{{"A1,organ,11,2011-12-31,", "A2,organ,11,2012-12-31,"}, {}};
    EXPECT_EQ((movements{from, "2011-12-31", "2012-12-31"}.units("1")),
              (unit_movement{.opening = 1, .joined = 1, .closing = 2}));
    EXPECT_EQ((movements{from, "2011-12-30", "2012-12-30"}.units("1")),
              (unit_movement{.joined = 1, .closing = 1}));
}

TEST(unit_movement, a_unit_that_leaves_takes_its_titles_with_it) {
    const movements seen{{{"A1,organ,11,2010-01-01,2012-07-01"}, {"A1,county,2011-05-04"}},
                         "2011-12-31",
                         "2012-12-31"};
    EXPECT_EQ(seen.units("1"), (unit_movement{.opening = 1, .left = 1}));
    EXPECT_EQ(seen.designated("1"), (unit_movement{.opening = 1, .left = 1}));
    EXPECT_EQ(seen.at("1", county), (unit_movement{.opening = 1, .left = 1}));
}

TEST(unit_movement, a_unit_that_comes_back_joins_again_with_its_title) {
    const movements seen{{{"A1,organ,11,2010-01-01,2012-03-01", "A1,organ,11,2012-07-01,"},
                          {"A1,county,2011-05-04"}},
                         "2011-12-31",
                         "2012-12-31"};
    EXPECT_EQ(seen.units("1"), (unit_movement{.opening = 1, .joined = 1, .left = 1, .closing = 1}));
    EXPECT_EQ(seen.at("1", county),
              (unit_movement{.opening = 1, .joined = 1, .left = 1, .closing = 1}));
}

TEST(unit_movement, a_unit_that_moves_stays_in_what_holds_both_places) {
    const movements seen{{{"A1,organ,111,2010-01-01,2012-03-01", "A1,organ,122,2012-03-01,"},
                          {"A1,county,2011-05-04"}},
                         "2011-12-31",
                         "2012-12-31"};
    EXPECT_EQ(seen.units("1"), (unit_movement{.opening = 1, .closing = 1}));
    EXPECT_EQ(seen.units("11"), (unit_movement{.opening = 1, .moved_out = 1}));
    EXPECT_EQ(seen.units("12"), (unit_movement{.moved_in = 1, .closing = 1}));
    EXPECT_EQ(seen.at("122", county), (unit_movement{.moved_in = 1, .closing = 1}));
}

TEST(unit_movement, a_unit_of_another_category_stays_among_all_of_its_place) {
    const movements seen{{{"A1,organ,111,2010-01-01,2012-03-01", "A1,school,111,2012-03-01,"}, {}},
                         "2011-12-31",
                         "2012-12-31"};
    EXPECT_EQ(seen.units("111"), (unit_movement{.opening = 1, .closing = 1}));
    EXPECT_EQ(seen.units("111", organ), (unit_movement{.opening = 1, .moved_out = 1}));
    EXPECT_EQ(seen.units("111", school), (unit_movement{.moved_in = 1, .closing = 1}));
}

TEST(unit_movement, a_place_that_is_moved_takes_its_units_with_it) {
    const movements seen{{{"A1,organ,112,2010-01-01,"}, {}}, "2014-12-31", "2015-01-01"};
    EXPECT_EQ(seen.units("112"), (unit_movement{.opening = 1, .closing = 1}));
    EXPECT_EQ(seen.units("11"), (unit_movement{.opening = 1, .moved_out = 1}));
    EXPECT_EQ(seen.units("13"), (unit_movement{.moved_in = 1, .closing = 1}));
    EXPECT_EQ(seen.units("1"), (unit_movement{.opening = 1, .closing = 1}));
}

TEST(unit_movement, of_own_counts_a_moved_place_moves_none) {
    const movements seen{{{"A1,organ,112,2010-01-01,"}, {}},
                         "2014-12-31",
                         "2015-01-01",
                         tier_counting::exclusive,
                         scope::own};
    EXPECT_EQ(seen.units("112"), (unit_movement{.opening = 1, .closing = 1}));
    EXPECT_EQ(seen.units("11"), unit_movement{});
    EXPECT_EQ(seen.units("13"), unit_movement{});
}

TEST(unit_movement, a_first_title_is_named) {
    const movements seen{
        {{"A1,organ,11,2010-01-01,"}, {"A1,county,2012-05-04"}}, "2011-12-31", "2012-12-31"};
    EXPECT_EQ(seen.at("1", county), (unit_movement{.named = 1, .closing = 1}));
    EXPECT_EQ(seen.designated("1"), (unit_movement{.named = 1, .closing = 1}));
    EXPECT_EQ(seen.units("1"), (unit_movement{.opening = 1, .closing = 1}));
}

TEST(unit_movement, a_higher_title_is_an_upgrade_where_each_unit_is_counted_once) {
    const movements seen{
        {{"A1,organ,11,2010-01-01,"}, {"A1,county,2011-05-04", "A1,provincial,2012-05-04"}},
        "2011-12-31",
        "2012-12-31"};
    EXPECT_EQ(seen.at("1", provincial), (unit_movement{.upgraded_in = 1, .closing = 1}));
    EXPECT_EQ(seen.at("1", county), (unit_movement{.opening = 1, .upgraded_out = 1}));
    EXPECT_EQ(seen.designated("1"), (unit_movement{.opening = 1, .closing = 1}));
}

TEST(unit_movement, a_higher_title_adds_to_the_higher_tiers_where_they_nest) {
    const movements seen{
        {{"A1,organ,11,2010-01-01,"}, {"A1,county,2011-05-04", "A1,national,2012-05-04"}},
        "2011-12-31",
        "2012-12-31",
        tier_counting::at_or_above};
    EXPECT_EQ(seen.at("1", national), (unit_movement{.upgraded_in = 1, .closing = 1}));
    EXPECT_EQ(seen.at("1", provincial), (unit_movement{.upgraded_in = 1, .closing = 1}));
    EXPECT_EQ(seen.at("1", county), (unit_movement{.opening = 1, .closing = 1}));
}

TEST(unit_movement, a_higher_title_is_named_where_each_is_counted) {
    const movements seen{
        {{"A1,organ,11,2010-01-01,"}, {"A1,county,2011-05-04", "A1,provincial,2012-05-04"}},
        "2011-12-31",
        "2012-12-31",
        tier_counting::held};
    EXPECT_EQ(seen.at("1", provincial), (unit_movement{.named = 1, .closing = 1}));
    EXPECT_EQ(seen.at("1", county), (unit_movement{.opening = 1, .closing = 1}));
}

TEST(unit_movement, a_lower_title_beside_a_higher_one_is_seen_only_where_each_is_counted) {
    const register_world::rows from{{"A1,organ,11,2010-01-01,"},
                                    {"A1,provincial,2011-05-04", "A1,county,2012-05-04"}};
    EXPECT_EQ((movements{from, "2011-12-31", "2012-12-31"}.at("1", county)), unit_movement{});
    EXPECT_EQ((movements{from, "2011-12-31", "2012-12-31", tier_counting::held}.at("1", county)),
              (unit_movement{.named = 1, .closing = 1}));
}

TEST(unit_movement, a_title_expires_on_the_day_after_its_term) {
    const register_world::rows from{{"A1,organ,11,2010-01-01,"}, {"A1,county,2011-05-04,1"}};
    EXPECT_EQ((movements{from, "2011-12-31", "2012-05-03"}.at("1", county)),
              (unit_movement{.opening = 1, .closing = 1}));
    EXPECT_EQ((movements{from, "2011-12-31", "2012-05-04"}.at("1", county)),
              (unit_movement{.opening = 1, .expired = 1}));
    EXPECT_EQ((movements{from, "2011-12-31", "2012-05-04"}.designated("1")),
              (unit_movement{.opening = 1, .expired = 1}));
}

TEST(unit_movement, a_revoked_title_is_revoked) {
    const register_world::rows from{{"A1,organ,11,2010-01-01,"},
                                    {"A1,county,2011-05-04,,2012-07-01"}};
    for (const tier_counting each : random_register::all_countings) {
        EXPECT_EQ((movements{from, "2011-12-31", "2012-12-31", each}.at("1", county)),
                  (unit_movement{.opening = 1, .revoked = 1}));
    }
}

TEST(unit_movement, a_title_that_is_revoked_after_its_term_has_expired) {
    const movements seen{{{"A1,organ,11,2010-01-01,"}, {"A1,county,2011-05-04,1,2012-07-01"}},
                         "2011-12-31",
                         "2012-12-31"};
    EXPECT_EQ(seen.at("1", county), (unit_movement{.opening = 1, .expired = 1}));
}

TEST(unit_movement, a_unit_falls_to_the_lower_title_when_the_higher_one_ends) {
    const register_world::rows from{{"A1,organ,11,2010-01-01,"},
                                    {"A1,county,2010-05-04", "A1,provincial,2011-05-04,1"}};
    const movements seen{from, "2011-12-31", "2012-12-31"};
    EXPECT_EQ(seen.at("1", provincial), (unit_movement{.opening = 1, .expired = 1}));
    EXPECT_EQ(seen.at("1", county), (unit_movement{.fallen_in = 1, .closing = 1}));
    EXPECT_EQ(seen.designated("1"), (unit_movement{.opening = 1, .closing = 1}));
    const movements held{from, "2011-12-31", "2012-12-31", tier_counting::held};
    EXPECT_EQ(held.at("1", county), (unit_movement{.opening = 1, .closing = 1}));
    const movements nested{from, "2011-12-31", "2012-12-31", tier_counting::at_or_above};
    EXPECT_EQ(nested.at("1", provincial), (unit_movement{.opening = 1, .expired = 1}));
    EXPECT_EQ(nested.at("1", county), (unit_movement{.opening = 1, .closing = 1}));
}

TEST(unit_movement, a_renewal_neither_comes_nor_goes) {
    const register_world::rows from{
        {"A1,organ,11,2010-01-01,"},
        {"A1,county,2011-05-04,1", "A1,county,2012-05-04,1", "A1,county,2013-05-04,1"}};
    for (const tier_counting each : random_register::all_countings) {
        EXPECT_EQ((movements{from, "2011-12-31", "2013-12-31", each}.at("1", county)),
                  (unit_movement{.opening = 1, .closing = 1, .renewed = 2}));
    }
}

TEST(unit_movement, a_title_given_again_later_is_named_again) {
    const movements seen{
        {{"A1,organ,11,2010-01-01,"}, {"A1,county,2011-05-04,1", "A1,county,2012-05-05,1"}},
        "2011-12-31",
        "2012-12-31"};
    EXPECT_EQ(seen.at("1", county),
              (unit_movement{.opening = 1, .named = 1, .expired = 1, .closing = 1}));
}

TEST(unit_movement, between_a_day_and_itself_nothing_happens) {
    const movements seen{
        {{"A1,organ,11,2010-01-01,"}, {"A1,county,2012-05-04"}}, "2012-05-04", "2012-05-04"};
    EXPECT_EQ(seen.at("1", county), (unit_movement{.opening = 1, .closing = 1}));
    EXPECT_EQ(seen.units("1"), (unit_movement{.opening = 1, .closing = 1}));
}

TEST(unit_movement, an_empty_register_moves_nothing) {
    const movements seen{{}, "2012-05-04", "2013-05-04"};
    EXPECT_EQ(seen.units("1"), unit_movement{});
}

// ---- every pair of days
// --------------------------------------------------------------------------

unit_movement sum(const unit_movement& a, const unit_movement& b) {
    return {.opening = a.opening,
            .joined = a.joined + b.joined,
            .moved_in = a.moved_in + b.moved_in,
            .named = a.named + b.named,
            .upgraded_in = a.upgraded_in + b.upgraded_in,
            .fallen_in = a.fallen_in + b.fallen_in,
            .left = a.left + b.left,
            .moved_out = a.moved_out + b.moved_out,
            .upgraded_out = a.upgraded_out + b.upgraded_out,
            .expired = a.expired + b.expired,
            .revoked = a.revoked + b.revoked,
            .closing = b.closing,
            .renewed = a.renewed + b.renewed};
}

/// Asks for every movement of a register: by place, category, and column (units, those with a
/// title, then the tiers).
template <typename Ask>
void for_every_cell(const unit_register& of, const Ask& ask) {
    for (const std::string& code : random_register::place_codes()) {
        for (std::size_t i = 0; i <= random_register::categories; ++i) {
            for (std::size_t column = 0; column < 2 + random_register::tiers; ++column) {
                ask(of.where().at_code(code), code, i, column);
            }
        }
    }
}

unit_movement movement_at(const unit_movements& of,
                          place_id place,
                          std::size_t category,
                          std::size_t column) {
    const std::uint16_t item = random_register::category_item(category);
    return column == 0   ? of.units(place, item)
           : column == 1 ? of.designated(place, item)
                         : of.at(place, item, static_cast<std::uint16_t>(column - 2));
}

void expect_reconciled(const unit_register& of,
                       const std::vector<random_register::raw_unit>& raw,
                       day from,
                       day to,
                       tier_counting counting,
                       scope extent) {
    const unit_movements seen{of, from, to, counting, extent};
    random_register::tally opening = random_register::recount(raw, from, counting, extent);
    random_register::tally closing = random_register::recount(raw, to, counting, extent);
    const unit_counts first{of, from, counting, extent};
    const unit_counts last{of, to, counting, extent};
    const auto count_at =
        [](const unit_counts& counts, place_id place, std::size_t category, std::size_t column) {
            const std::uint16_t item = random_register::category_item(category);
            return column == 0   ? counts.units(place, item)
                   : column == 1 ? counts.designated(place, item)
                                 : counts.at(place, item, static_cast<std::uint16_t>(column - 2));
        };
    for_every_cell(
        of, [&](place_id place, const std::string& code, std::size_t category, std::size_t column) {
            const unit_movement moved = movement_at(seen, place, category, column);
            SCOPED_TRACE(testing::Message()
                         << code << " category " << category << " column " << column);
            EXPECT_EQ(moved.opening + moved.came() - moved.went(), moved.closing);
            EXPECT_EQ(moved.opening, (opening[{code, category}][column]));
            EXPECT_EQ(moved.closing, (closing[{code, category}][column]));
            EXPECT_EQ(moved.opening, count_at(first, place, category, column));
            EXPECT_EQ(moved.closing, count_at(last, place, category, column));
            if (from == to) {
                EXPECT_EQ(moved.came() + moved.went() + moved.renewed, 0);
            }
        });
}

TEST(unit_movement, opening_and_movement_make_closing_for_random_pairs_of_days) {
    for (const std::uint32_t seed : {11U, 12U, 13U}) {
        random_register::generator random{seed};
        const auto raw = random.units(80);
        const unit_register of = random_register::as_register(raw);
        for (int i = 0; i < 120; ++i) {
            auto [from, to] = std::minmax({random.any_day(), random.any_day()});
            if (i % 12 == 0) to = from;
            for (const tier_counting counting : random_register::all_countings) {
                for (const scope extent : {scope::total, scope::own}) {
                    SCOPED_TRACE(to_string(from) + " to " + to_string(to) + " " +
                                 name_of(counting) + " " + name_of(extent) + " seed " +
                                 std::to_string(seed));
                    expect_reconciled(of, raw, from, to, counting, extent);
                    ASSERT_FALSE(HasFailure());
                }
            }
        }
    }
}

TEST(unit_movement, two_movements_in_a_row_are_one) {
    random_register::generator random{21};
    const unit_register of = random_register::as_register(random.units(80));
    for (int i = 0; i < 60; ++i) {
        std::array<day, 3> days{random.any_day(), random.any_day(), random.any_day()};
        std::ranges::sort(days);
        for (const tier_counting counting : random_register::all_countings) {
            const unit_movements first{of, days[0], days[1], counting, scope::total};
            const unit_movements second{of, days[1], days[2], counting, scope::total};
            const unit_movements both{of, days[0], days[2], counting, scope::total};
            for_every_cell(of,
                           [&](place_id place,
                               const std::string& code,
                               std::size_t category,
                               std::size_t column) {
                               ASSERT_EQ(movement_at(both, place, category, column),
                                         sum(movement_at(first, place, category, column),
                                             movement_at(second, place, category, column)))
                                   << code << ' ' << category << ' ' << column;
                           });
            ASSERT_FALSE(HasFatalFailure());
        }
    }
}

TEST(unit_movement, of_a_day_alone_is_told_by_what_stands_in_the_rows) {
    // What came and went on one day can be read off the rows: joined, left and named at the top.
    random_register::generator random{31};
    const auto raw = random.units(150);
    const unit_register of = random_register::as_register(raw);
    for (day when = random_register::first_day; when <= random_register::last_day;
         when += std::chrono::days{1}) {
        std::int64_t joined = 0;
        std::int64_t left = 0;
        std::int64_t named = 0;
        std::int64_t ended = 0;
        for (const auto& unit : raw) {
            const auto is_member = [&](day on_day) {
                return std::ranges::any_of(unit.stays, [&](const random_register::raw_stay& each) {
                    return random_register::takes_part(each, on_day);
                });
            };
            const auto has_title = [&](day on_day) {
                return std::ranges::any_of(unit.titles,
                                           [&](const random_register::raw_title& each) {
                                               return random_register::holds(each, on_day);
                                           });
            };
            const day before = when - std::chrono::days{1};
            joined += !is_member(before) && is_member(when) ? 1 : 0;
            left += is_member(before) && !is_member(when) ? 1 : 0;
            if (is_member(before) && is_member(when)) {
                named += !has_title(before) && has_title(when) ? 1 : 0;
                ended += has_title(before) && !has_title(when) ? 1 : 0;
            }
        }
        const unit_movements seen{
            of, when - std::chrono::days{1}, when, tier_counting::exclusive, scope::total};
        const unit_movement units = seen.units(of.where().at_code("1"), all);
        const unit_movement titled = seen.designated(of.where().at_code("1"), all);
        ASSERT_EQ(units.joined, joined) << to_string(when);
        ASSERT_EQ(units.left, left) << to_string(when);
        ASSERT_EQ(units.moved_in + units.moved_out, 0) << to_string(when);
        ASSERT_EQ(titled.named, named) << to_string(when);
        ASSERT_EQ(titled.expired + titled.revoked, ended) << to_string(when);
    }
}

}  // namespace
