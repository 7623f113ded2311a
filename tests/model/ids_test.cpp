#include <crossfoot/model/ids.hpp>

#include <gtest/gtest.h>

#include <type_traits>

namespace {

using namespace crossfoot;

TEST(id, of_a_place_is_not_one_of_an_indicator) {
    static_assert(!std::is_convertible_v<place_id, indicator_id>);
    static_assert(!std::is_convertible_v<int, place_id>);
    EXPECT_LT(place_id{1}, place_id{2});
    EXPECT_EQ(place_id{7}.index(), 7U);
}

}  // namespace
