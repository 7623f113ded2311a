#include "../support/golden.hpp"
#include "run.hpp"

#include <nlohmann/json.hpp>

namespace {

using program_run::contents;
using program_run::outcome;
using program_run::run;
using program_run::scratch;

TEST(rollup_program, adds_the_counties_up_and_says_how_many_reported) {
    const outcome seen = run("rollup examples/prefecture-2016 --level prefecture");
    EXPECT_EQ(seen.exit, 0) << seen.err;
    golden::expect("rollup-prefecture-2016.en.txt", seen.out);
    golden::expect("rollup-prefecture-2016.csv",
                   run("rollup examples/prefecture-2016 --level prefecture --format csv").out);
    golden::expect("rollup-prefecture-2016-wide.csv",
                   run("rollup examples/prefecture-2016 --level county --wide --format csv").out);
}

TEST(rollup_program, json_is_a_document) {
    const auto document = nlohmann::json::parse(
        run("rollup examples/prefecture-2016 --level prefecture --format json").out);
    EXPECT_EQ(document["format"], "crossfoot-rollup/1");
    EXPECT_FALSE(document["totals"].empty());
}

TEST(rollup_program, an_unknown_level_is_told_with_those_there_are) {
    const outcome seen = run("rollup examples/prefecture-2016 --level contry");
    EXPECT_EQ(seen.exit, 2);
    EXPECT_NE(seen.err.find("county"), std::string::npos);
}

TEST(rollup_program, a_wide_table_can_be_read_again) {
    const scratch folder;
    const std::string wide =
        run("rollup examples/prefecture-2016 --level county --wide --format csv").out;
    const std::string file = folder.write("wide.csv", wide);
    const outcome seen = run("check " + file + " --places examples/prefecture-2016/places.csv");
    EXPECT_NE(seen.exit, 2) << seen.err;
}

TEST(list_program, lists_what_is_built_in_and_what_a_report_has) {
    EXPECT_NE(run("list indicators").out.find("model_units"), std::string::npos);
    EXPECT_NE(run("list indicators --lang zh").out.find("模范单位"), std::string::npos);
    EXPECT_NE(run("list rules").out.find("partition:model_units:tier"), std::string::npos);
    EXPECT_NE(run("list places examples/county-2016").out.find("990101"), std::string::npos);
    EXPECT_EQ(run("list places").exit, 2);
    EXPECT_EQ(run("list persons").exit, 2);
}

TEST(list_program, is_there_for_programs_too) {
    EXPECT_EQ(run("list places examples/county-2016 --format csv").out.rfind("code,name,level,", 0),
              0U);
    const auto indicators = nlohmann::json::parse(run("list indicators --format json").out);
    EXPECT_EQ(indicators[0].contains("code"), true);
}

TEST(explain_program, explains_codes_in_both_languages) {
    const outcome seen = run("explain not_a_figure");
    EXPECT_EQ(seen.exit, 0);
    golden::expect("explain-not_a_figure.en.txt", seen.out);
    golden::expect("explain-not_a_figure.zh.txt", run("explain not_a_figure --lang zh").out);
    EXPECT_EQ(run("explain rollup:talks").out.rfind("rollup\n", 0), 0U);
    EXPECT_EQ(run("explain nonsense").exit, 2);
    EXPECT_EQ(run("explain").exit, 2);
}

TEST(explain_program, the_document_of_codes_is_what_it_prints) {
    EXPECT_EQ(run("explain --all --format markdown").out,
              contents(std::string{CROSSFOOT_SOURCE_DIR} + "/docs/errors.md"));
}

TEST(init_program, writes_forms_that_check_cleanly) {
    for (const char* const lang : {"en", "zh"}) {
        const scratch folder;
        const std::string form = folder.path("form");
        const std::string words = std::string{" --lang "} + lang;
        EXPECT_EQ(run("init " + form + " --period 2016" + words).exit, 0);
        const outcome seen = run("check " + form + words);
        EXPECT_EQ(seen.exit, 0) << seen.err;
        EXPECT_EQ(seen.err, "");
        golden::expect(std::string{"init-check."} + lang + ".txt",
                       seen.out.substr(0, seen.out.find(form)) + "DIR" +
                           seen.out.substr(seen.out.find(form) + form.size()));
    }
}

TEST(init_program, overwrites_nothing) {
    const scratch folder;
    const std::string kept = folder.write("places.csv", "mine");
    const outcome seen = run("init " + folder.path());
    EXPECT_EQ(seen.exit, 2);
    EXPECT_EQ(contents(kept), "mine");
    EXPECT_FALSE(std::filesystem::exists(folder.path("figures.csv")));
}

}  // namespace
