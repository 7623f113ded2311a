#include <crossfoot/check/verdict.hpp>

#include <gtest/gtest.h>

TEST(verdict, has_stable_names) {
    EXPECT_STREQ(name_of(crossfoot::verdict::holds), "holds");
    EXPECT_STREQ(name_of(crossfoot::verdict::possible), "possible");
    EXPECT_STREQ(name_of(crossfoot::verdict::fails), "fails");
    EXPECT_STREQ(name_of(crossfoot::verdict::unknown), "unknown");
}
