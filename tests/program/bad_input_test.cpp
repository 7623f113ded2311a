#include "run.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

// Whatever is wrong with a report is told with file, line and column, all of it in one run, in both
// languages; the program ends with 2.
namespace {

using namespace std::string_literals;
using program_run::outcome;
using program_run::run;
using program_run::scratch;

const std::string heading = "place,period,indicator,tier,value,unit,status,scope,source\n";
const std::string good_row = "990101,2016,talks,,82,,,,s\n";
const std::string place_heading = "code,name,level,parent\n";
const std::string codebook_head = "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n";
// It belongs to nobody: there is no place 99….
const std::string identity = "990101199003070015";

/// A file of a report, by name.
struct input {
    std::string name;
    std::string text;
};

/// What is wrong with a report, and how its message begins in English.
struct bad_report {
    std::string what;
    std::vector<input> files;
    std::string message;
};

input figures(const std::string& rows) {
    return {"figures.csv", heading + rows};
}
input codebook(const std::string& text) {
    return {"codebook.toml", codebook_head + text};
}

std::vector<bad_report> bad_reports() {
    const input good = figures(good_row);
    const std::string tier_by_ethnicity =
        "[[breakdown]]\ncode = \"ethnicity\"\nitems = [ { code = \"a\" } ]\n"
        "[[indicator]]\ncode = \"heads\"\ncounts = \"persons\"\n"
        "breakdowns = [ { by = \"ethnicity\" } ]\n";
    return {
        {"neither UTF-8 nor GB18030",
         {figures(good_row + "\xFF\xFE\n")},
         "figures.csv:3:1: bytes that are neither UTF-8 nor GB18030"},
        {"a NUL byte",
         {figures("990101,2016,ta\0lks,,82,,,,s\n"s)},
         "figures.csv:2:15: a NUL byte"},
        {"UTF-16", {{"figures.csv", "\xFF\xFEp\0l\0"s}}, "figures.csv:1:1: the text is in UTF-16"},
        {"an unclosed quote",
         {figures("990101,2016,\"talks,,82,,,,s\n")},
         "figures.csv:2:13: a quote is opened and never closed"},
        {"a missing column",
         {{"figures.csv", "place,period,indicator\n990101,2016,talks\n"}},
         "figures.csv:1:1: no column \"value\""},
        {"a repeated column",
         {{"figures.csv", "place,period,indicator,value,数值\n990101,2016,talks,1,2\n"}},
         "figures.csv:1:30: column \"value\" is there twice"},
        {"an unknown column",
         {{"figures.csv", "place,period,indicator,value,wind\n990101,2016,talks,1,2\n"}},
         "figures.csv:1:30: \"wind\" is no column here"},
        {"an unknown place",
         {figures("990109,2016,talks,,1,,,,s\n"),
          {"places.csv", place_heading + "990101,A,county,\n"}},
         "figures.csv:2:1: \"990109\" is no place"},
        {"an unknown indicator",
         {figures("990101,2016,tlaks,,1,,,,s\n")},
         "figures.csv:2:13: \"tlaks\" is no indicator"},
        {"an unknown item",
         {figures("990101,2016,model_units,contry,1,,,,s\n")},
         "figures.csv:2:25: \"contry\" is no item of tier"},
        {"an item of another indicator",
         {figures("990101,2016,talks,county,1,,,,s\n")},
         "figures.csv:2:19: talks is not broken down by tier"},
        {"the same cell twice",
         {figures(good_row + good_row)},
         "figures.csv:3:20: this cell is already on line 2"},
        {"the same cell in two files",
         {good, {"figures-2.csv", heading + "\n" + good_row}},
         "figures.csv:2:20: this cell is already on line 3 of figures-2.csv"},
        {"a letter in a number",
         {figures("990101,2016,talks,,4l.5,,,,s\n")},
         "figures.csv:2:20: \"4l.5\" is not a figure"},
        {"a negative count",
         {figures("990101,2016,talks,,-1,,,,s\n")},
         "figures.csv:2:20: \"-1\" is below zero"},
        {"half a unit",
         {figures("990101,2016,creation_units,,0.5,,,,s\n")},
         "figures.csv:2:29: \"0.5\" holds no whole number"},
        {"a share above 100%",
         {figures("990101,2016,creation_rate,,101%,,,,s\n")},
         "figures.csv:2:28: \"101%\" is no share"},
        {"a period that there is not",
         {figures("990101,2016-13,talks,,1,,,,s\n")},
         "figures.csv:2:8: \"2016-13\" is not a period"},
        {"a unit of something else",
         {figures("990101,2016,talks,,1,km²,,,s\n")},
         "figures.csv:2:22: \"km²\" is no unit of talks"},
        {"a status that there is not",
         {figures("990101,2016,talks,,1,,lost,,s\n")},
         "figures.csv:2:23: \"lost\" is no status"},
        {"a scope that there is not",
         {figures("990101,2016,talks,,1,,,half,s\n")},
         "figures.csv:2:24: \"half\" is no scope"},
        {"a short row", {figures("990101,2016,talks\n")}, "figures.csv:2:18: 3 cells: expected 9"},
        {"a long row",
         {figures("990101,2016,talks,,1,,,,s,x\n")},
         "figures.csv:2:27: 10 cells: expected 9"},
        {"an orphan place",
         {good, {"places.csv", place_heading + "990101,A,county,9901\n"}},
         "places.csv:2:1: place \"990101\" lies in \"9901\", which is not in the file"},
        {"a cycle of places",
         {good, {"places.csv", place_heading + "990101,A,county,990102\n990102,B,county,990101\n"}},
         "places.csv:2:1: place \"990101\" lies in \"990102\", which lies in it"},
        {"a place twice",
         {good, {"places.csv", place_heading + "990101,A,county,\n990101,B,county,\n"}},
         "places.csv:3:1: place \"990101\" is already on line 2"},
        {"an empty file", {{"figures.csv", ""}}, "figures.csv:1:1: nothing in it"},
        {"a file of blanks",
         {{"figures.csv", "\xEF\xBB\xBF \n,,,\n"}},
         "figures.csv:1:1: nothing in it"},
        {"persons by ethnicity",
         {good, codebook(tier_by_ethnicity)},
         "codebook.toml:6:1: indicator \"heads\" counts persons and is broken down by"},
        {"no TOML", {good, codebook("[[indicator]\n")}, "codebook.toml:3:"},
        {"a part of itself",
         {good, codebook("[[indicator]]\ncode = \"a\"\npart_of = \"a\"\n")},
         "codebook.toml:5:11: \"a\" is a part of itself"},
        {"a codebook of another format",
         {good, {"codebook.toml", "format = \"crossfoot-codebook/2\"\n"}},
         "codebook.toml:1:10: \"crossfoot-codebook/2\" is no known format"},
        {"an identity number as a value",
         {figures("990101,2016,talks,," + identity + ",,,,s\n")},
         "figures.csv:2:20: a resident identity number, not shown here"},
        {"an identity number in a source",
         {figures("990101,2016,talks,,1,,,,张 " + identity + "\n")},
         "figures.csv:2:25: a resident identity number, not shown here"},
        {"an identity number as a place",
         {figures(identity + ",2016,talks,,1,,,,s\n")},
         "figures.csv:2:1: a resident identity number, not shown here"},
        {"an identity number as a place's name",
         {good, {"places.csv", place_heading + "990101," + identity + ",county,\n"}},
         "places.csv:2:8: a resident identity number, not shown here"},
        {"an identity number in the codebook",
         {good, codebook("# " + identity + "\n")},
         "codebook.toml:3:3: a resident identity number, not shown here"},
        {"an identity number in a register",
         {good, {"units.csv", "code,name\n1," + identity + "\n"}},
         "units.csv:2:3: a resident identity number, not shown here"},
        {"a mobile number in a source",
         {figures("990101,2016,talks,,1,,,,139-0000-0000\n")},
         "figures.csv:2:25: a mobile number, not shown here"},
    };
}

bool has_line_beginning(const std::string& text, const std::string& beginning) {
    return text.rfind(beginning, 0) == 0 || text.find('\n' + beginning) != std::string::npos;
}

std::size_t lines_of(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

void put(const scratch& folder, const std::string& name, const std::string& text) {
    static_cast<void>(folder.write(name, text));
}

void write(const scratch& folder, const std::vector<input>& files) {
    for (const input& each : files)
        put(folder, each.name, each.text);
}

/// "figures.csv:2:20" out of "figures.csv:2:20: message".
std::string place_in(const std::string& message) {
    return message.substr(0, message.find(": "));
}

TEST(bad_input, each_is_told_with_file_line_and_column_in_both_languages) {
    for (const bad_report& bad : bad_reports()) {
        const scratch folder;
        write(folder, bad.files);
        const outcome english = run("check " + folder.path());
        EXPECT_EQ(english.exit, 2) << bad.what;
        EXPECT_EQ(english.out, "") << bad.what;
        EXPECT_TRUE(has_line_beginning(english.err, bad.message)) << bad.what << '\n'
                                                                  << english.err;
        const outcome chinese = run("check --lang zh " + folder.path());
        EXPECT_EQ(chinese.exit, 2) << bad.what;
        EXPECT_TRUE(has_line_beginning(chinese.err, place_in(bad.message))) << bad.what << '\n'
                                                                            << chinese.err;
        EXPECT_EQ(lines_of(chinese.err), lines_of(english.err)) << bad.what;
        for (const std::string& text : {english.err, chinese.err}) {
            EXPECT_EQ(text.find(identity), std::string::npos) << bad.what;
            EXPECT_EQ(text.find("0000"), std::string::npos) << bad.what;
        }
    }
}

TEST(bad_input, none_is_told_twice) {
    for (const bad_report& bad : bad_reports()) {
        const scratch folder;
        write(folder, bad.files);
        std::istringstream told{run("check " + folder.path()).err};
        std::vector<std::string> lines;
        for (std::string line; std::getline(told, line);)
            lines.push_back(line);
        std::ranges::sort(lines);
        EXPECT_EQ(std::ranges::adjacent_find(lines), lines.end()) << bad.what;
    }
}

TEST(bad_input, all_of_it_is_told_in_one_run) {
    const scratch folder;
    std::string rows;
    std::vector<std::string> expected;
    std::size_t line = 2;
    for (const bad_report& bad : bad_reports()) {
        const bool is_one_row = bad.files.size() == 1 && bad.files[0].text.rfind(heading, 0) == 0 &&
                                bad.message.rfind("figures.csv:2:", 0) == 0 &&
                                bad.what != "a NUL byte" && bad.what != "neither UTF-8 nor GB18030";
        if (!is_one_row) continue;
        rows += bad.files[0].text.substr(heading.size());
        const std::string rest = bad.message.substr(std::string{"figures.csv:2"}.size());
        expected.push_back("figures.csv:" + std::to_string(line++) + rest);
    }
    ASSERT_GT(expected.size(), 12U);
    put(folder, "figures.csv", heading + rows);
    put(folder, "figures-2.csv", "");
    put(folder, "places.csv", place_heading + "990101,A,county,\n990102,B,county,9909\n");
    put(folder, "codebook.toml", codebook_head + "x = 1\n");
    expected.emplace_back("figures-2.csv:1:1: nothing in it");
    expected.emplace_back("places.csv:3:1: place \"990102\" lies in \"9909\"");
    expected.emplace_back("codebook.toml:3:1: \"x\" is no key here");
    const outcome seen = run("check " + folder.path());
    EXPECT_EQ(seen.exit, 2);
    for (const std::string& each : expected)
        EXPECT_TRUE(has_line_beginning(seen.err, each)) << each;
    EXPECT_EQ(lines_of(seen.err), expected.size()) << seen.err;
}

TEST(bad_input, a_folder_without_figures_and_a_path_to_nothing_end_with_2) {
    const scratch folder;
    const outcome empty = run("check " + folder.path());
    EXPECT_EQ(empty.exit, 2);
    EXPECT_NE(empty.err.find("a folder without figures"), std::string::npos);
    EXPECT_EQ(run("check " + folder.path("nothing")).exit, 2);
    EXPECT_NE(run("check --lang zh " + folder.path()).err.find("没有数值文件"), std::string::npos);
}

TEST(bad_input, the_rest_is_judged_where_that_is_asked) {
    const std::string judged =
        "990101,2016,creation_units,,261,,,,t\n"
        "990101,2016,model_units,,262,,,,t\n";
    for (const bad_report& bad : bad_reports()) {
        const bool is_row = bad.files.size() == 1 && bad.files[0].text.rfind(heading, 0) == 0 &&
                            bad.message.find(" are neither ") == std::string::npos &&
                            bad.message.find("NUL") == std::string::npos &&
                            bad.message.find("bytes") == std::string::npos;
        if (!is_row || bad.what == "half a unit") continue;
        const scratch folder;
        put(folder, "figures.csv", bad.files[0].text + judged);
        const outcome seen = run("check --keep-going " + folder.path());
        EXPECT_EQ(seen.exit, 2) << bad.what;
        EXPECT_TRUE(has_line_beginning(seen.err, bad.message)) << bad.what << '\n' << seen.err;
        EXPECT_NE(seen.out.find("262 > 261"), std::string::npos) << bad.what << '\n' << seen.out;
        EXPECT_EQ(seen.out.find(identity), std::string::npos) << bad.what;
    }
}

TEST(bad_input, a_refused_codebook_leaves_nothing_to_judge) {
    const scratch folder;
    write(folder, {figures(good_row), codebook("x = 1\n")});
    const outcome seen = run("check --keep-going " + folder.path());
    EXPECT_EQ(seen.exit, 2);
    EXPECT_EQ(seen.out, "");
}

TEST(bad_input, every_form_of_output_keeps_an_identity_number_to_itself) {
    for (const std::string& row :
         {"990101,2016,talks,," + identity + ",,,,s\n",
          std::string{"990101,2016,talks,,"} + "\"990,101,199,003,070,015\",,,,s\n",
          "990101,2016,talks,," + identity + ",,unreadable,,s\n",
          "990101,2016,talks,,1,,,," + identity + "\n"}) {
        const scratch folder;
        put(folder, "figures.csv", heading + row + "990102,2016,talks,,1,,,,\n");
        for (const char* const form : {"text", "json", "jsonl", "csv"}) {
            const outcome seen =
                run("check --keep-going --all --format " + std::string{form} + ' ' + folder.path());
            EXPECT_EQ(seen.exit, 2);
            EXPECT_EQ((seen.out + seen.err).find("900307"), std::string::npos) << form;
            EXPECT_EQ((seen.out + seen.err).find("199,003"), std::string::npos) << form;
        }
    }
}

TEST(bad_input, an_identity_number_in_a_files_name_is_refused_and_not_shown) {
    const scratch folder;
    put(folder, "figures-" + identity + ".csv", heading + good_row);
    const outcome seen = run("check " + folder.path());
    EXPECT_EQ(seen.exit, 2);
    EXPECT_EQ(seen.err.find("900307"), std::string::npos);
}

TEST(bad_input, json_has_the_diagnostics_in_both_languages) {
    const scratch folder;
    put(folder, "figures.csv", heading + "990101,2016,talks,,4l.5,,,,s\n");
    const outcome seen = run("check --format json " + folder.path());
    const auto problem = nlohmann::json::parse(seen.out)["diagnostics"].at(0);
    EXPECT_EQ(problem["code"], "not_a_figure");
    EXPECT_EQ(problem["file"], "figures.csv");
    EXPECT_EQ(problem["line"], 2);
    EXPECT_EQ(problem["column"], 20);
    EXPECT_NE(problem["message"]["en"], problem["message"]["zh"]);
}

TEST(bad_input, json_is_text_even_where_a_files_name_is_not) {
    const scratch folder;
    put(folder, "figures-\xFF.csv", heading + "990101,2016,talks,,x,,,,s\n");
    const outcome seen = run("check --format json " + folder.path());
    EXPECT_EQ(seen.exit, 2);
    EXPECT_EQ(nlohmann::json::parse(seen.out)["diagnostics"].size(), 1U);
}

TEST(bad_input, standard_input_is_called_by_a_dash) {
    const outcome seen = run("check - < /dev/null");
    EXPECT_EQ(seen.exit, 2);
    EXPECT_EQ(seen.err,
              "-:1:1: nothing in it: expected the heading place,period,indicator,value\n");
}

TEST(bad_input, monsters_are_refused_in_good_time) {
    const scratch folder;
    const std::vector<std::string> monsters{
        heading + "990101,2016,talks,," + std::string(2'000'000, '9') + ",,,,s\n",
        heading + "990101,2016,talks,,x,,,," + std::string(2'000'000, 'x') + "\n",
        "place,period,talks" +
            [] {
                std::string many;
                for (int i = 0; i < 300'000; ++i)
                    many += ",talks";
                return many;
            }() +
            "\n",
        std::string(2'000'000, ','),
        std::string(2'000'000, '\n'),
        std::string(2'000'001, '"')};
    for (std::size_t i = 0; i < monsters.size(); ++i) {
        const outcome seen = run("check " + folder.write("figures.csv", monsters[i]));
        EXPECT_EQ(seen.exit, 2) << i;
        EXPECT_LT(seen.err.size(), 1000U) << i;
    }
}

}  // namespace
