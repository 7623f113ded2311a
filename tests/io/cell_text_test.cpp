#include <crossfoot/io/cell_text.hpp>

#include "../support/told.hpp"

namespace {

using namespace crossfoot;

told::report one_report() {
    codebook book = told::with_levels();
    const auto named = [](const std::string& code, const std::string& zh) {
        return coded_name{code, {code, zh}, {}};
    };
    book.breakdowns = {{named("tier", "级别"), true, {{named("national", "国家级"), {}}}}};
    const indicator_id units = told::add(book, "units", nature::stock);
    book.indicators[units.index()].name = named("units", "单位");
    book.indicators[units.index()].breakdowns = {{breakdown_id{0}}};
    return told::report{book};
}

TEST(cell_words, say_what_a_figure_is_in_both_languages) {
    told::report report = one_report();
    const cell own = report.at("990101/own", "units", "2016-Q1", "tier=national");
    const cell_words en{report.data(), language::en};
    const cell_words zh{report.data(), language::zh};
    EXPECT_EQ(en.label(own.what), "units (national tier, own part)");
    EXPECT_EQ(zh.label(own.what), "单位（国家级、本级）");
    EXPECT_EQ(en.phrase(own.what), "own part of national tier of units");
    EXPECT_EQ(zh.phrase(own.what), "本级国家级单位");
    EXPECT_EQ(en.when(own.when), "2016-Q1");
    EXPECT_EQ(zh.when(own.when), "2016年第一季度");
}

TEST(cell_words, name_place_and_period_only_where_they_are_others) {
    told::report report = one_report();
    const cell here = report.at("990101", "units", "2016");
    const cell_words en{report.data(), language::en};
    EXPECT_EQ(en.phrase(here, here), "units");
    EXPECT_EQ(en.phrase(report.at("990102", "units", "2016"), here), "units of County 2");
    EXPECT_EQ(en.phrase(report.at("990101", "units", "2015"), here), "units in 2015");
    EXPECT_EQ(en.places_like(here.place), "counties");
}

}  // namespace
