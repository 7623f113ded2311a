#include <crossfoot/number/bilingual.hpp>

#include <gtest/gtest.h>

namespace {

using namespace crossfoot;

TEST(bilingual, gives_the_language_asked_for_or_the_other_one) {
    const bilingual both{"talks", "宣讲"};
    EXPECT_EQ(both.in(language::en), "talks");
    EXPECT_EQ(both.in(language::zh), "宣讲");
    EXPECT_EQ((bilingual{"talks", ""}).in(language::zh), "talks");
    EXPECT_EQ((bilingual{"", "宣讲"}).in(language::en), "宣讲");
    EXPECT_EQ((bilingual{}).in(language::en), "");
}

}  // namespace
