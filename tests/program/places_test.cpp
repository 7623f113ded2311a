#include "../support/golden.hpp"
#include "run.hpp"

#include <nlohmann/json.hpp>

namespace {

using program_run::outcome;
using program_run::run;
using program_run::scratch;

const std::string compare = "places compare examples/prefecture-split --from 2014 --to 2016";

TEST(places_program, check_tells_what_the_dated_rows_say_happened) {
    const outcome seen = run("places check examples/prefecture-split");
    EXPECT_EQ(seen.exit, 0) << seen.err;
    EXPECT_EQ(seen.err, "");
    golden::expect("places-check.en.txt", seen.out);
    golden::expect("places-check.zh.txt",
                   run("places check examples/prefecture-split --lang zh").out);
    golden::expect("places-check.csv",
                   run("places check examples/prefecture-split --format csv").out);
    golden::expect("places-check.json",
                   run("places check examples/prefecture-split --format json").out);
}

TEST(places_program, check_needs_no_figures) {
    const scratch folder;
    static_cast<void>(folder.write("places.csv", "code,name,level,parent\n9901,A,prefecture,\n"));
    const outcome seen = run("places check " + folder.path());
    EXPECT_EQ(seen.exit, 0) << seen.err;
    EXPECT_EQ(seen.out, "places, of all days\n  prefecture  1\n");
}

TEST(places_program, check_tells_of_an_orphan_and_goes_on_with_the_rest) {
    const scratch folder;
    static_cast<void>(folder.write("places.csv",
                                   "code,name,level,parent,valid_from,valid_to\n"
                                   "9901,A,prefecture,,2015-01-01,\n"
                                   "990101,B,county,9901,2014-07-01,\n"
                                   "990102,C,county,9901,2015-01-01,2015-03-31\n"
                                   "990102,C,county,9901,2015-06-01,\n"));
    const outcome seen = run("places check " + folder.path());
    EXPECT_EQ(seen.exit, 2);
    EXPECT_EQ(seen.err,
              "places.csv:3:1: place \"990101\" lies in \"9901\", which is not there from "
              "2014-07-01 to 2014-12-31: expected the place above to be there on every day of the "
              "row\n");
    EXPECT_NE(seen.out.find(
                  "C (990102) is not there from 2015-04-01 to 2015-05-31, though before and after"),
              std::string::npos)
        << seen.out;
    const auto document =
        nlohmann::json::parse(run("places check " + folder.path() + " --format json").out);
    EXPECT_EQ(document["diagnostics"][0]["code"], "orphaned_place");
    EXPECT_EQ(document["gaps"][0]["first"], "2015-04-01");
}

TEST(places_program, an_orphan_is_told_by_check_too) {
    const scratch folder;
    static_cast<void>(folder.write("places.csv",
                                   "code,name,level,parent,valid_from,valid_to\n"
                                   "9901,A,prefecture,,2015-01-01,\n"
                                   "990101,B,county,9901,,\n"));
    static_cast<void>(
        folder.write("figures.csv", "place,period,indicator,value\n990101,2016,talks,8\n"));
    const outcome seen = run("check " + folder.path() + " --format json");
    EXPECT_EQ(seen.exit, 2);
    const auto document = nlohmann::json::parse(seen.out);
    ASSERT_FALSE(document["diagnostics"].empty());
    EXPECT_EQ(document["diagnostics"][0]["code"], "orphaned_place");
}

TEST(places_program, compare_counts_both_years_on_the_territory_of_either) {
    const outcome seen = run(compare);
    EXPECT_EQ(seen.exit, 0) << seen.err;
    golden::expect("places-compare-to.en.txt", seen.out);
    golden::expect("places-compare-to.zh.txt", run(compare + " --lang zh").out);
    golden::expect("places-compare-from.en.txt", run(compare + " --on from").out);
    golden::expect("places-compare-to.csv", run(compare + " --format csv").out);
}

TEST(places_program, compare_as_json_is_a_document) {
    const auto document = nlohmann::json::parse(run(compare + " --place 990301 --format json").out);
    EXPECT_EQ(document["format"], "crossfoot-comparison/1");
    EXPECT_EQ(document["territory_of"], "2016-12-31");
    const auto& units = document["comparisons"][0];
    EXPECT_EQ(units["indicator"], "creation_units");
    EXPECT_EQ(units["then"]["values"]["lo"], "109");
    EXPECT_EQ(units["then"]["places"][1]["place"], "990302003");
    EXPECT_EQ(units["growth_rate"]["lo"], "11/109");
    EXPECT_EQ(units["refused"], nullptr);
}

TEST(places_program, compare_takes_places_indicators_and_levels) {
    const std::string one = run(compare + " --place 'Prefecture C' --indicator 创建率").out;
    EXPECT_NE(one.find("+5.81 points"), std::string::npos) << one;
    EXPECT_EQ(one.find("County"), std::string::npos) << one;
    const std::string towns = run(compare + " --level township --indicator talks").out;
    EXPECT_NE(towns.find("Township C1a"), std::string::npos) << towns;
    EXPECT_EQ(towns.find("County C1"), std::string::npos) << towns;
}

TEST(places_program, compare_answers_whoever_names_what_was_not_reported) {
    const outcome seen = run(compare + " --place 990301 --indicator population");
    EXPECT_EQ(seen.exit, 0);
    EXPECT_NE(seen.out.find("no figure for population"), std::string::npos) << seen.out;
}

TEST(places_program, wrong_usage_ends_with_2) {
    EXPECT_EQ(run("places").exit, 2);
    EXPECT_EQ(run("places chekc").exit, 2);
    EXPECT_EQ(run("places check no-such-folder").exit, 2);
    EXPECT_EQ(run("places check no-such-folder").out, "");
    EXPECT_EQ(run("places compare examples/prefecture-split --from 2014").exit, 2);
    EXPECT_EQ(run("places compare examples/prefecture-split --from 2016 --to 2014").exit, 2);
    EXPECT_EQ(run("places compare examples/prefecture-split --from then --to 2014").exit, 2);
    EXPECT_EQ(run(compare + " --on neither").exit, 2);
    EXPECT_EQ(run(compare + " --level planet").exit, 2);
    EXPECT_EQ(run(compare + " --place 990399").exit, 2);
}

TEST(places_program, nothing_from_an_input_reaches_a_terminal_raw) {
    const scratch folder;
    static_cast<void>(folder.write("places.csv",
                                   "code,name,level,parent,valid_from,valid_to\n"
                                   "9901,\x1b[31mA,prefecture,,,2014-12-31\n"
                                   "9901,\x1b[32mB,prefecture,,2015-02-01,\n"
                                   "990101,\x1b[33mC,county,,,2015-02-28\n"
                                   "990102,\x1b[34mD,county,,2015-03-01,\n"));
    static_cast<void>(folder.write("figures.csv",
                                   "place,period,indicator,value\n"
                                   "9901,2014,talks,8\n990102,2016,talks,9\n"));
    for (const std::string& words :
         {"places check " + folder.path(),
          "places compare " + folder.path() + " --from 2014 --to 2016"}) {
        const outcome seen = run(words);
        EXPECT_EQ((seen.out + seen.err).find('\x1b'), std::string::npos) << seen.out << seen.err;
    }
}

}  // namespace
