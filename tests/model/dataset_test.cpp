#include <crossfoot/model/dataset.hpp>
#include <crossfoot/number/error.hpp>

#include "../support/small_world.hpp"

#include <map>
#include <random>
#include <tuple>

namespace {

using namespace crossfoot;
using namespace small_world;

TEST(dataset, gives_back_what_was_added_as_it_was_written) {
    dataset data = empty_report();
    put(data, "990101", "talks", "82");
    put(data, "990101", "area", "3.37万");
    put(data, "990101", "sites", "１２３");
    data.add(at(data, "990101", "creation_units"), status::unreadable, "2.3…", "2.5");
    EXPECT_EQ(data[0].as_written(), "82");
    EXPECT_EQ(data[0].written, nullptr);
    EXPECT_EQ(data[1].as_written(), "3.37万");
    EXPECT_EQ(data[1].written->values(), interval::closed_open(33650, 33750));
    EXPECT_EQ(data[2].as_written(), "１２３");
    EXPECT_EQ(data[3].as_written(), "2.3…");
    EXPECT_EQ(data[3].state, status::unreadable);
    EXPECT_EQ(data.source(data[3].source), "2.5");
}

TEST(dataset, refuses_the_same_cell_twice_from_one_source_only) {
    dataset data = empty_report();
    put(data, "990101", "creation_units", "261", "", "2016");
    EXPECT_THROW(put(data, "990101", "creation_units", "262", "", "2016-12"), error);
    EXPECT_NO_THROW(
        put(data, "990101", "creation_units", "262", "", "2016-12", scope::total, "annex"));
    EXPECT_NO_THROW(put(data, "990101", "talks", "5", "", "2016"));
    EXPECT_NO_THROW(put(data, "990101", "talks", "1", "", "2016-12"));
    EXPECT_EQ(data.size(), 4U);
}

TEST(dataset, keeps_counts_beyond_64_bits) {
    dataset data = empty_report();
    const std::string text = "1" + std::string(40, '0');
    put(data, "990101", "talks", text);
    EXPECT_EQ(data[0].as_written(), text);
    EXPECT_EQ(data[0].written->nominal(), rational{power_of_ten(40)});
}

TEST(dataset, finds_each_of_many_cells_as_an_ordered_map_does) {
    dataset data = empty_report();
    std::mt19937 random{20161231};
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::size_t> expected;
    const auto draw = [&](unsigned below) { return static_cast<std::uint32_t>(random() % below); };
    for (int i = 0; i < 20000; ++i) {
        const place_id place{draw(9)};
        const series what{indicator_id{draw(2) == 0 ? 1U : 3U},
                          draw(2) == 0 ? scope::total : scope::own,
                          {static_cast<std::uint16_t>(draw(5))}};
        const series_id known = data.intern(what);
        const period_id when =
            data.intern(period::month(static_cast<int>(1900 + draw(100)), 1 + draw(12)));
        const auto key = std::tuple{
            place.index(), known.index(), data.moment_of(known, when).value_or(when).index()};
        const auto added = data.add_count(place, data.intern(known, when, 0), i);
        const auto moment =
            std::tuple{place.index(), known.index(), data.moment_of(known, when)->index()};
        static_cast<void>(key);
        EXPECT_EQ(added.has_value(), expected.emplace(moment, data.size() - 1).second);
    }
    for (const auto& [key, number] : expected) {
        EXPECT_EQ(data.find(place_id{std::get<0>(key)},
                            series_id{std::get<1>(key)},
                            period_id{std::get<2>(key)}),
                  number);
        EXPECT_TRUE(data.may_have(place_id{std::get<0>(key)}));
    }
    EXPECT_FALSE(dataset(data.shared_book(), data.shared_places()).may_have(place_id{0}));
}

TEST(series, with_another_item_is_equal_only_to_itself) {
    const series total{indicator_id{1}, scope::total, {}};
    EXPECT_EQ(total, (series{indicator_id{1}, scope::total, {series::all, series::all}}));
    EXPECT_EQ(total.with(breakdown_id{1}, 3).item(breakdown_id{1}), 3);
    EXPECT_EQ(total.with(breakdown_id{1}, 3).item(breakdown_id{0}), series::all);
    EXPECT_FALSE(total == total.with(breakdown_id{0}, 0));
}

}  // namespace
