#include "../support/golden.hpp"
#include "changed_example.hpp"

#include <nlohmann/json.hpp>

namespace {

using program_run::changed_county;
using program_run::outcome;
using program_run::run;
using program_run::scratch;

TEST(check_program, the_county_agrees) {
    const outcome seen = run("check examples/county-2016");
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(seen.err, "");
    golden::expect("check-county-2016.en.txt", seen.out);
    golden::expect("check-county-2016.zh.txt", run("check examples/county-2016 --lang zh").out);
}

TEST(check_program, the_prefecture_has_one_slip) {
    const outcome seen = run("check examples/prefecture-2016");
    EXPECT_EQ(seen.exit, 1);
    golden::expect("check-prefecture-2016.en.txt", seen.out);
    golden::expect("check-prefecture-2016.zh.txt",
                   run("check examples/prefecture-2016 --lang zh").out);
    golden::expect("check-prefecture-2016.csv",
                   run("check examples/prefecture-2016 --format csv").out);
}

TEST(check_program, json_alone_stands_on_standard_output) {
    const outcome seen = run("check examples/county-2016 --format json --all");
    const auto document = nlohmann::json::parse(seen.out);
    EXPECT_EQ(document["format"], "crossfoot-findings/1");
    EXPECT_EQ(document["summary"]["fails"], 0);
    EXPECT_EQ(document["summary"]["unknown"], 1);
    EXPECT_EQ(document["findings"].size(), document["summary"]["checks"].get<std::size_t>());
}

TEST(check_program, the_locale_decides_the_language) {
    EXPECT_NE(run("check examples/county-2016", "LC_ALL=zh_CN.UTF-8").out.find("相符"),
              std::string::npos);
    EXPECT_NE(
        run("check examples/county-2016", "-u LC_ALL LC_MESSAGES=zh_CN LANG=C").out.find("相符"),
        std::string::npos);
    EXPECT_NE(run("check examples/county-2016 --lang en", "LC_ALL=zh_CN.UTF-8").out.find("HOLDS"),
              std::string::npos);
}

TEST(check_program, standard_input_stands_for_a_folder) {
    const outcome seen =
        run("check - --codebook examples/county-2016/codebook.toml "
            "--places examples/county-2016/places.csv "
            "< examples/county-2016/figures.csv");
    EXPECT_EQ(seen.exit, 0) << seen.err;
    EXPECT_NE(seen.out.find("0 fail"), std::string::npos);
}

TEST(check_program, bad_cells_are_all_told_with_file_line_and_column) {
    const scratch folder;
    const std::string file = folder.write("figures.csv",
                                          "place,period,indicator,value\n"
                                          "990101,2016,talks,4l.5\n"
                                          "990101,2016,creation_units,-3\n"
                                          "990101,2016,model_units,248\n");
    const outcome seen = run("check " + file);
    EXPECT_EQ(seen.exit, 2);
    EXPECT_EQ(seen.out, "");
    EXPECT_NE(seen.err.find("figures.csv:2:19:"), std::string::npos) << seen.err;
    EXPECT_NE(seen.err.find("figures.csv:3:28:"), std::string::npos) << seen.err;
}

TEST(check_program, bad_cells_are_part_of_the_json) {
    const scratch folder;
    const std::string file = folder.write("figures.csv",
                                          "place,period,indicator,value\n"
                                          "990101,2016,talks,4l.5\n");
    const outcome seen = run("check " + file + " --format json");
    EXPECT_EQ(seen.exit, 2);
    const auto document = nlohmann::json::parse(seen.out);
    EXPECT_EQ(document["diagnostics"][0]["code"], "not_a_figure");
    EXPECT_EQ(document["diagnostics"][0]["line"], 2);
    EXPECT_EQ(document["findings"].size(), 0U);
}

TEST(check_program, keep_going_judges_the_rest) {
    const scratch folder;
    const std::string file = folder.write("figures.csv",
                                          "place,period,indicator,value\n"
                                          "990101,2016,talks,4l.5\n"
                                          "990101,2016,creation_units,261\n"
                                          "990101,2016,model_units,262\n");
    const outcome seen = run("check --keep-going " + file);
    EXPECT_EQ(seen.exit, 2);
    EXPECT_NE(seen.out.find("262 > 261"), std::string::npos) << seen.out;
    EXPECT_NE(seen.out.find("4l.5"), std::string::npos) << seen.out;
}

TEST(check_program, fail_on_decides_what_ends_with_1) {
    EXPECT_EQ(run("check examples/county-2016 --fail-on unknown").exit, 1);
    EXPECT_EQ(run("check examples/county-2016 --fail-on query").exit, 0);
    EXPECT_EQ(run("check examples/county-2016 --fail-on never").exit, 2);
}

TEST(check_program, a_filter_decides_what_is_listed_and_how_it_ends) {
    const changed_county county{"county,,,149", "county,,,194"};
    EXPECT_EQ(run("check " + county.path()).exit, 1);
    EXPECT_EQ(run("check " + county.path() + " --indicator creation_rate").exit, 0);
    EXPECT_EQ(run("check " + county.path() + " --indicator 模范单位 --place 990101").exit, 1);
    EXPECT_EQ(run("check " + county.path() + " --period 2015").exit, 0);
    EXPECT_EQ(run("check " + county.path() + " --indicator no_such").exit, 2);
}

TEST(check_program, of_several_reports_it_is_said_which_one_is_bad) {
    const scratch folder;
    const std::string good = folder.write("good.csv",
                                          "place,period,indicator,value\n"
                                          "990101,2016,talks,4\n");
    const std::string bad = folder.write("bad.csv",
                                         "place,period,indicator,value\n"
                                         "990101,2016,talks,4l.5\n");
    EXPECT_NE(run("check " + good + " " + bad).err.find(bad + ":2:19:"), std::string::npos);
    EXPECT_EQ(run("check " + bad).err.rfind("bad.csv:2:19:", 0), 0U);
}

TEST(check_program, wrong_usage_ends_with_2) {
    EXPECT_EQ(run("").exit, 2);
    EXPECT_EQ(run("chekc").exit, 2);
    EXPECT_EQ(run("check").exit, 2);
    EXPECT_EQ(run("check no-such-folder").exit, 2);
    EXPECT_EQ(run("check examples/county-2016 --format xml").exit, 2);
}

TEST(check_program, a_full_disk_ends_with_3) {
    const outcome seen = run("check examples/county-2016 > /dev/full");
    EXPECT_EQ(seen.exit, 3);
    EXPECT_EQ(seen.err,
              "crossfoot: standard output cannot be written: the disk is full or the pipe was "
              "closed\n");
}

TEST(check_program, nothing_from_an_input_reaches_a_terminal_raw) {
    const scratch folder;
    const std::string file = folder.write("figures.csv",
                                          "place,period,indicator,value,status,source\n"
                                          "990101,2016,talks,\x1b[31m9,unreadable,\x1b]0;x\x07\n"
                                          "990101,2016,\x1b[2Jtalks,9,,\n");
    const outcome seen = run("check --keep-going " + file);
    EXPECT_EQ((seen.out + seen.err).find('\x1b'), std::string::npos) << seen.out << seen.err;
}

TEST(check_program, version_and_help_are_answers) {
    EXPECT_EQ(run("--version").exit, 0);
    EXPECT_EQ(run("--version").out.rfind("crossfoot ", 0), 0U);
    EXPECT_EQ(run("--help").exit, 0);
    EXPECT_NE(run("check --help").out.find("--keep-going"), std::string::npos);
}

}  // namespace
