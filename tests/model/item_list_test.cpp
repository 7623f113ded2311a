#include <crossfoot/model/item_list.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace {

using namespace crossfoot;

std::vector<std::uint16_t> numbers_of(const item_list& list) {
    return {list.begin(), list.end()};
}

TEST(item_list, holds_what_it_was_given_in_its_order) {
    const item_list list{3, 1, 2};
    EXPECT_EQ(list.size(), 3U);
    EXPECT_EQ(list[0], 3);
    EXPECT_EQ(list.back(), 2);
    EXPECT_EQ(numbers_of(list), (std::vector<std::uint16_t>{3, 1, 2}));
    EXPECT_TRUE(item_list{}.empty());
    EXPECT_EQ(item_list(2, 7), (item_list{7, 7}));
}

TEST(item_list, takes_no_more_room_than_a_vector) {
    EXPECT_LE(sizeof(item_list), sizeof(std::vector<std::uint16_t>));
}

TEST(item_list, is_ordered_like_words) {
    EXPECT_LT((item_list{1, 2}), (item_list{1, 3}));
    EXPECT_LT((item_list{1}), (item_list{1, 0}));
    EXPECT_GT((item_list{2}), (item_list{1, 9}));
    EXPECT_EQ((item_list{1, 2}), (item_list{1, 2}));
}

TEST(item_list, leaves_nothing_behind_when_it_moves) {
    for (const std::size_t size : {3U, 40U}) {
        item_list from(size, 5);
        item_list to{std::move(from)};
        EXPECT_EQ(to, item_list(size, 5));
        EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move): it says so
        from.push_back(1);
        EXPECT_EQ(from, item_list{1});
        from = std::move(to);
        EXPECT_EQ(from, item_list(size, 5));
        item_list& same = from;
        from = same;
        EXPECT_EQ(from, item_list(size, 5));
    }
}

// Whatever is done to a list, it is what a vector would be.
TEST(item_list, does_what_a_vector_does) {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        std::mt19937 random{seed};
        item_list list;
        std::vector<std::uint16_t> model;
        for (int step = 0; step < 60; ++step) {
            const auto item = static_cast<std::uint16_t>(random());
            switch (random() % 8) {
            case 0:
            case 1:
            case 2:
                list.push_back(item);
                model.push_back(item);
                break;
            case 3:
                if (model.empty()) break;
                list.pop_back();
                model.pop_back();
                break;
            case 4: {
                const std::size_t size = random() % 14;
                list.resize(size, item);
                model.resize(size, item);
                break;
            }
            case 5: {
                const item_list copy{list};
                list = copy;
                break;
            }
            case 6: {
                item_list other(random() % 12, 9);
                other = list;
                list = std::move(other);
                break;
            }
            default:
                if (model.empty()) break;
                list[model.size() - 1] = item;
                model.back() = item;
            }
            ASSERT_EQ(numbers_of(list), model) << "seed " << seed << ", step " << step;
        }
    }
}

}  // namespace
