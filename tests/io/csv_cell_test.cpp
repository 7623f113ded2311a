#include <crossfoot/io/csv_cell.hpp>

#include <gtest/gtest.h>

namespace {

using namespace crossfoot;

TEST(csv_cell, only_what_needs_quotes_has_them) {
    EXPECT_EQ(csv_cell("248"), "248");
    EXPECT_EQ(csv_cell("[1180, 1204]"), "\"[1180, 1204]\"");
    EXPECT_EQ(csv_cell("say \"95%\"\n"), "\"say \"\"95%\"\"\n\"");
    EXPECT_EQ(csv_cell("-45"), "-45");
}

TEST(csv_cell, text_that_a_spreadsheet_would_run_is_text) {
    EXPECT_EQ(csv_text_cell("=1+1"), "'=1+1");
    EXPECT_EQ(csv_text_cell("@SUM(A1,A2)"), "\"'@SUM(A1,A2)\"");
    EXPECT_EQ(csv_text_cell("-2"), "'-2");
    EXPECT_EQ(csv_text_cell("+2"), "'+2");
    EXPECT_EQ(csv_text_cell("990101"), "990101");
    EXPECT_EQ(csv_text_cell(""), "");
}

}  // namespace
