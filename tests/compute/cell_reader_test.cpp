#include <crossfoot/compute/cell_reader.hpp>

#include "../support/small_world.hpp"

namespace {

using namespace crossfoot;
using namespace small_world;

resolved_figure read_cell(const dataset& data, std::string_view indicator) {
    const cell where = at(data, "990101", indicator);
    return cell_reader{data}.read(where.place, where.what, where.when);
}

TEST(cell_reader, keeps_the_whole_numbers_of_a_count) {
    dataset data = empty_report();
    put(data, "990101", "talks", "600余");
    EXPECT_EQ(read_cell(data, "talks").values, interval::closed(601, 699));
}

TEST(cell_reader, keeps_a_share_below_one) {
    dataset data = empty_report();
    put(data, "990101", "creation_rate", "99.9%");
    put(data, "990101", "area", "3.37万");
    EXPECT_EQ(read_cell(data, "creation_rate").values,
              interval::closed_open(rational(9985, 10000), rational(9995, 10000)));
    EXPECT_EQ(read_cell(data, "area").values, interval::closed_open(33650, 33750));
}

TEST(cell_reader, tells_absent_missing_and_not_applicable_apart) {
    dataset data = empty_report();
    EXPECT_EQ(read_cell(data, "talks").kind, reading_kind::absent);
    data.add(at(data, "990101", "talks"), status::missing);
    data.add(at(data, "990101", "sites"), status::not_applicable, "-");
    data.add(at(data, "990101", "area"), status::below_unit, "…");
    data.add(at(data, "990101", "creation_units"), figure::exactly(-3));
    EXPECT_EQ(read_cell(data, "talks").kind, reading_kind::missing);
    EXPECT_EQ(read_cell(data, "sites").kind, reading_kind::not_applicable);
    EXPECT_EQ(read_cell(data, "area").values, interval::open(0, 1));
    EXPECT_EQ(read_cell(data, "creation_units").kind, reading_kind::outside_domain);
}

TEST(cell_reader, takes_what_sources_have_in_common_and_nothing_where_they_exclude_each_other) {
    dataset data = empty_report();
    put(data, "990101", "talks", "600余", "", "2016", scope::total, "a");
    put(data, "990101", "talks", "约650", "", "2016", scope::total, "b");
    EXPECT_EQ(read_cell(data, "talks").values, interval::closed(645, 654));
    put(data, "990101", "talks", "700", "", "2016", scope::total, "c");
    EXPECT_EQ(read_cell(data, "talks").kind, reading_kind::conflicting);
}

TEST(cell_reader, a_form_left_blank_files_nothing) {
    codebook book = campaign();
    book.indicators[book.indicator_at("talks").index()].absent = absence::zero_if_filed;
    dataset data = empty_report(book);
    const cell talks = at(data, "990101", "talks");
    data.add(at(data, "990101", "sites"), status::missing);
    EXPECT_FALSE(cell_reader{data}.absence_is_zero(talks.place, talks.what, talks.when));
    put(data, "990101", "creation_units", "261");
    EXPECT_TRUE(cell_reader{data}.absence_is_zero(talks.place, talks.what, talks.when));
}

}  // namespace
