#include "../support/golden.hpp"
#include "changed_example.hpp"

#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

namespace {

using nlohmann::json;
using program_run::changed_example;
using program_run::outcome;
using program_run::run;
using program_run::scratch;

const std::string prefecture = "examples/prefecture-2016";

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// The value of the one row of a table of counts that begins so.
std::string count_in(const std::string& csv, const std::string& row) {
    for (const std::string& line : lines_of(csv)) {
        if (line.starts_with(row + ",")) {
            return line.substr(row.size() + 1);
        }
    }
    return "no row " + row;
}

// ---- register check
// ------------------------------------------------------------------------------

TEST(register_program, the_prefecture_agrees_with_its_register_but_for_the_slip) {
    const outcome seen = run("register check " + prefecture);
    EXPECT_EQ(seen.exit, 1);
    EXPECT_EQ(seen.err, "");
    golden::expect("register-check-prefecture-2016.en.txt", seen.out);
    golden::expect("register-check-prefecture-2016.zh.txt",
                   run("register check " + prefecture + " --lang zh").out);
}

TEST(register_program, a_check_of_the_prefecture_still_has_one_root_failure) {
    const json document = json::parse(run("check " + prefecture + " --format json").out);
    EXPECT_EQ(document["summary"]["fails"], 1);
    EXPECT_EQ(run("check " + prefecture).exit, 1);
}

TEST(register_program, a_planted_difference_names_the_unit) {
    changed_example example{"prefecture-2016"};
    example.replace("designations.csv",
                    "B1-073,national,2014-09-28,,,N-2014-2",
                    "B1-073,national,2014-09-28,,2016-12-30,N-2014-2");
    const outcome seen = run("register check " + example.path() + " --place 990201");
    EXPECT_EQ(seen.exit, 1);
    const std::string name = "B1-073 County B1 ";
    EXPECT_NE(seen.out.find(name), std::string::npos) << seen.out;
    EXPECT_NE(seen.out.find(": revoked on 2016-12-30"), std::string::npos) << seen.out;
    EXPECT_EQ(seen.out.find("perhaps"), std::string::npos) << seen.out;
    const std::string chinese =
        run("register check " + example.path() + " --place 990201 --lang zh").out;
    EXPECT_NE(chinese.find("：2016-12-30 撤销"), std::string::npos) << chinese;
    // Whoever looks at the whole report sees it too.
    EXPECT_NE(run("check " + example.path()).out.find(name), std::string::npos);
}

TEST(register_program, check_as_json_has_findings_of_its_kind_alone) {
    const outcome seen = run("register check " + prefecture + " --format json --all");
    const json document = json::parse(seen.out);
    EXPECT_EQ(document["format"], "crossfoot-findings/1");
    EXPECT_EQ(document["summary"]["fails"], 1);
    EXPECT_EQ(document["findings"].size(), document["summary"]["checks"].get<std::size_t>());
    for (const json& each : document["findings"]) {
        EXPECT_EQ(each["kind"], "register") << each["key"];
    }
}

TEST(register_program, check_in_other_formats_has_the_same_findings) {
    const outcome csv = run("register check " + prefecture + " --format csv");
    EXPECT_EQ(csv.exit, 1);
    EXPECT_EQ(lines_of(csv.out).size(), 2U);  // the headings, and the slip
    const outcome jsonl = run("register check " + prefecture + " --format jsonl");
    EXPECT_EQ(lines_of(jsonl.out).size(), 1U);
    EXPECT_EQ(json::parse(jsonl.out)["key"], "register:model_units@990203/2016");
}

TEST(register_program, check_of_one_place_is_about_that_place) {
    EXPECT_EQ(run("register check " + prefecture + " --place 990201").exit, 0);
    EXPECT_EQ(run("register check " + prefecture + " --place 990203").exit, 1);
    EXPECT_EQ(run("register check " + prefecture + " --indicator creation_units").exit, 0);
}

TEST(register_program, a_report_without_a_register_cannot_be_held_against_one) {
    const outcome seen = run("register check examples/county-2016");
    EXPECT_EQ(seen.exit, 2);
    EXPECT_EQ(seen.out, "");
    EXPECT_NE(seen.err.find("has no register: expected units.csv"), std::string::npos) << seen.err;
    EXPECT_NE(run("register check examples/county-2016 --lang zh").err.find("没有单位名录"),
              std::string::npos);
}

TEST(register_program, a_faulty_register_is_told_and_not_counted) {
    changed_example example{"prefecture-2016"};
    example.append("units.csv", "H-1,示范户,other,990201,,\n");
    example.append("designations.csv", "X-1,county,2016-02-30,,,\n");
    for (const std::string& command :
         {std::string{"register check "},
          std::string{"register counts --at 2016-12-31 "},
          std::string{"register movement --from 2015-12-31 --to 2016-12-31 "},
          std::string{"check "}}) {
        const outcome seen = run(command + example.path());
        EXPECT_EQ(seen.exit, 2) << command;
        EXPECT_EQ(seen.out, "") << command;
        EXPECT_NE(seen.err.find("is no organisation"), std::string::npos) << command << seen.err;
        EXPECT_NE(seen.err.find("is no unit"), std::string::npos) << command << seen.err;
        EXPECT_NE(seen.err.find("is not a date"), std::string::npos) << command << seen.err;
    }
}

// ---- register counts
// -----------------------------------------------------------------------------

TEST(register_program, counts_are_there_for_people) {
    const outcome seen = run("register counts " + prefecture + " --at 2016-12-31");
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(seen.err, "");
    golden::expect("register-counts-prefecture-2016.en.txt", seen.out);
    golden::expect("register-counts-prefecture-2016.zh.txt",
                   run("register counts " + prefecture + " --at 2016-12-31 --lang zh").out);
    golden::expect(
        "register-counts-990207-categories.en.txt",
        run("register counts " + prefecture + " --at 2016-12-31 --place 990207 --categories").out);
}

TEST(register_program, counts_are_there_for_programs) {
    const outcome seen = run("register counts " + prefecture + " --at 2016-12-31 --format csv");
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(lines_of(seen.out).front(), "place,category,tier,value");
    golden::expect(
        "register-counts-990207.csv",
        run("register counts " + prefecture + " --at 2016-12-31 --place 990207 --format csv").out);
}

TEST(register_program, counts_have_a_row_for_every_place_category_and_tier) {
    const std::string csv =
        run("register counts " + prefecture + " --at 2016-12-31 --format csv").out;
    // 9 places; 9 categories and all of them; 4 tiers and all units.
    EXPECT_EQ(lines_of(csv).size(), 1U + std::size_t{9} * 10 * 5);
    EXPECT_EQ(count_in(csv, "9902,,"), "1084");
    EXPECT_EQ(count_in(csv, "9902,,national"), "4");
    EXPECT_EQ(count_in(csv, "9902,,provincial"), "17");
    EXPECT_EQ(count_in(csv, "9902,,prefectural"), "279");
    EXPECT_EQ(count_in(csv, "9902,,county"), "668");
}

TEST(register_program, the_reported_tiers_are_those_of_the_register) {
    const std::string counts =
        run("register counts " + prefecture + " --at 2016-12-31 --format csv").out;
    std::size_t compared = 0;
    for (const char* const file : {"figures-prefecture.csv",
                                   "figures-990201.csv",
                                   "figures-990202.csv",
                                   "figures-990203.csv",
                                   "figures-990204.csv",
                                   "figures-990205.csv",
                                   "figures-990206.csv"}) {
        const bool has_scope = std::string{file} == "figures-prefecture.csv";
        for (const std::string& line : lines_of(program_run::contents(
                 std::string{CROSSFOOT_SOURCE_DIR} + "/" + prefecture + "/" + file))) {
            std::vector<std::string> cells;
            std::istringstream in{line};
            for (std::string cell; std::getline(in, cell, ',');) {
                cells.push_back(cell);
            }
            if (has_scope && cells.at(3) != "scope") {
                if (cells.at(3) != "total") {
                    continue;
                }
                cells.erase(cells.begin() + 3);
            }
            if (cells.at(2) != "model_units" || cells.at(3).empty()) {
                continue;
            }
            EXPECT_EQ(count_in(counts, cells[0] + ",," + cells[3]), cells[4]) << line;
            ++compared;
        }
    }
    EXPECT_EQ(compared, 28U);
}

TEST(register_program, counts_follow_the_way_of_counting) {
    const auto counts = [](const std::string& counting) {
        return run("register counts " + prefecture +
                   " --at 2016-12-31 --place 9902 --format csv --counting " + counting)
            .out;
    };
    EXPECT_EQ(count_in(counts("exclusive"), "9902,,county"), "668");
    EXPECT_EQ(count_in(counts("at_or_above"), "9902,,county"), "968");
    EXPECT_EQ(count_in(counts("at_or_above"), "9902,,prefectural"), "300");
    EXPECT_EQ(count_in(counts("held"), "9902,,national"), "4");
    EXPECT_GE(std::stoi(count_in(counts("held"), "9902,,county")), 668);
    EXPECT_LE(std::stoi(count_in(counts("held"), "9902,,county")), 968);
}

TEST(register_program, own_counts_are_of_units_at_the_place_itself) {
    const std::string csv = run("register counts " + prefecture +
                                " --at 2016-12-31 --place 9902 --format csv --scope own")
                                .out;
    EXPECT_EQ(count_in(csv, "9902,,"), "46");
    EXPECT_EQ(count_in(csv, "9902,,provincial"), "5");
}

TEST(register_program, counts_are_those_of_the_day) {
    const auto units = [](const std::string& day) {
        return count_in(
            run("register counts " + prefecture + " --place 9902 --format csv --at " + day).out,
            "9902,,");
    };
    EXPECT_EQ(units("1990-01-01"), "0");
    EXPECT_EQ(units("2015-12-31"), "1082");
    EXPECT_EQ(units("2016-12-31"), "1084");
    EXPECT_EQ(units("20161231"), "1084");
}

TEST(register_program, counts_of_one_level_are_of_that_level) {
    const outcome seen =
        run("register counts " + prefecture + " --at 2016-12-31 --level county --format csv");
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(lines_of(seen.out).size(), 1U + std::size_t{7} * 10 * 5);
}

TEST(register_program, counts_as_json_are_a_list) {
    const json rows = json::parse(
        run("register counts " + prefecture + " --at 2016-12-31 --place 9902 --format json").out);
    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(rows[0]["place"], "9902");
    EXPECT_EQ(rows[0]["value"], "1084");
}

TEST(register_program, a_folder_without_figures_serves) {
    const scratch folder;
    static_cast<void>(folder.write("units.csv",
                                   "code,name,category,place,joined,left\n"
                                   "S-1,School 1,school,990101,2010-01-01,\n"
                                   "S-2,School 2,school,990101,2016-03-01,\n"));
    static_cast<void>(folder.write("designations.csv",
                                   "unit,tier,named_on\n"
                                   "S-1,national,2012-12-20\n"
                                   "S-1,county,2011-12-20\n"));
    static_cast<void>(folder.write("places.csv", "code,name,level,parent\n990101,A,county,\n"));
    const outcome counts =
        run("register counts " + folder.path() + " --at 2016-12-31 --counting held --format csv");
    EXPECT_EQ(counts.exit, 0) << counts.err;
    EXPECT_EQ(count_in(counts.out, "990101,,"), "2");
    EXPECT_EQ(count_in(counts.out, "990101,,national"), "1");
    EXPECT_EQ(count_in(counts.out, "990101,,county"), "1");
    EXPECT_EQ(count_in(counts.out, "990101,school,"), "2");
    const outcome moved =
        run("register movement " + folder.path() + " --from 2015-12-31 --to 2016-12-31");
    EXPECT_EQ(moved.exit, 0) << moved.err;
    const outcome checked = run("register check " + folder.path());
    EXPECT_EQ(checked.exit, 0) << checked.err;
}

TEST(register_program, a_tier_that_does_not_occur_at_a_place_has_no_row_there) {
    const scratch folder;
    static_cast<void>(
        folder.write("units.csv", "code,name,category,place\nS-1,School 1,school,990101\n"));
    static_cast<void>(folder.write("places.csv",
                                   "code,name,level,parent\n9901,P,prefecture,\n"
                                   "990101,A,county,9901\n990102,B,county,9901\n"));
    static_cast<void>(folder.write("codebook.toml",
                                   "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n"
                                   "[[breakdown]]\ncode = \"tier\"\nordered = true\nitems = [\n"
                                   "  { code = \"national\" },\n"
                                   "  { code = \"county\", only_in = [\"990101\"] },\n]\n"));
    const std::string csv =
        run("register counts " + folder.path() + " --at 2016-12-31 --format csv").out;
    EXPECT_EQ(count_in(csv, "990101,,county"), "0");
    EXPECT_EQ(count_in(csv, "990102,,county"), "no row 990102,,county");
}

// ---- register movement
// ---------------------------------------------------------------------------

TEST(register_program, movement_is_there_for_people) {
    const outcome seen =
        run("register movement " + prefecture + " --from 2015-12-31 --to 2016-12-31");
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(seen.err, "");
    golden::expect("register-movement-prefecture-2016.en.txt", seen.out);
    golden::expect(
        "register-movement-prefecture-2016.zh.txt",
        run("register movement " + prefecture + " --from 2015-12-31 --to 2016-12-31 --lang zh")
            .out);
}

TEST(register_program, movement_is_there_for_programs) {
    const outcome seen =
        run("register movement " + prefecture + " --from 2015-12-31 --to 2016-12-31 --format csv");
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(lines_of(seen.out).front(),
              "place,category,tier,opening,joined,moved_in,named,upgraded_in,fallen_in,left,"
              "moved_out,upgraded_out,expired,revoked,closing,renewed");
    EXPECT_EQ(lines_of(seen.out).size(), 1U + std::size_t{9} * 10 * 5);
}

TEST(register_program, every_line_of_a_movement_reconciles_with_the_counts) {
    for (const char* const counting : {"exclusive", "at_or_above", "held"}) {
        const std::string how = std::string{" --format csv --counting "} + counting;
        const std::string moved =
            run("register movement " + prefecture + " --from 2013-06-30 --to 2016-12-31" + how).out;
        const auto first =
            lines_of(run("register counts " + prefecture + " --at 2013-06-30" + how).out);
        const auto last =
            lines_of(run("register counts " + prefecture + " --at 2016-12-31" + how).out);
        const auto rows = lines_of(moved);
        ASSERT_EQ(rows.size(), first.size());
        ASSERT_EQ(rows.size(), last.size());
        for (std::size_t i = 1; i < rows.size(); ++i) {
            std::vector<std::string> cells;
            std::istringstream in{rows[i]};
            for (std::string cell; std::getline(in, cell, ',');) {
                cells.push_back(cell);
            }
            ASSERT_EQ(cells.size(), 16U) << rows[i];
            const auto value = [&](std::size_t column) { return std::stol(cells[column]); };
            const long came = value(4) + value(5) + value(6) + value(7) + value(8);
            const long went = value(9) + value(10) + value(11) + value(12) + value(13);
            EXPECT_EQ(value(3) + came - went, value(14)) << rows[i];
            const std::string where = cells[0] + "," + cells[1] + "," + cells[2] + ",";
            EXPECT_EQ(first[i], where + cells[3]) << counting;
            EXPECT_EQ(last[i], where + cells[14]) << counting;
        }
    }
}

// ---- wrong usage
// ---------------------------------------------------------------------------------

TEST(register_program, wrong_usage_ends_with_2_and_says_why) {
    const struct {
        const char* words;
        const char* says;
    } cases[] = {
        {"register", "subcommand"},
        {"register counts", "PATH"},
        {"register counts examples/prefecture-2016", "--at"},
        {"register counts examples/prefecture-2016 --at tomorrow", "\"tomorrow\" is no day"},
        {"register counts examples/prefecture-2016 --at 2016-02-30", "\"2016-02-30\" is no day"},
        {"register counts examples/prefecture-2016 --at 2016-12-31 --counting once", "exclusive"},
        {"register counts examples/prefecture-2016 --at 2016-12-31 --level contry", "contry"},
        {"register counts examples/prefecture-2016 --at 2016-12-31 --place 7", "7"},
        {"register counts examples/prefecture-2016 --at 2016-12-31 --scope half", "half"},
        {"register counts examples/prefecture-2016 --at 2016-12-31 --format yaml", "yaml"},
        {"register movement examples/prefecture-2016 --from 2016-12-31", "--to"},
        {"register movement examples/prefecture-2016 --to 2016-12-31", "--from"},
        {"register movement examples/prefecture-2016 --from 2016-12-31 --to 2015-12-31",
         "--to lies before --from"},
        {"register check examples/nowhere", "examples/nowhere"},
        {"register count examples/prefecture-2016", "count"},
    };
    for (const auto& each : cases) {
        const outcome seen = run(each.words);
        EXPECT_EQ(seen.exit, 2) << each.words << '\n' << seen.err;
        EXPECT_EQ(seen.out, "") << each.words;
        EXPECT_NE(seen.err.find(each.says), std::string::npos) << each.words << '\n' << seen.err;
    }
}

TEST(register_program, wrong_usage_is_told_in_chinese) {
    EXPECT_NE(
        run("register counts " + prefecture + " --at tomorrow --lang zh").err.find("不是日期"),
        std::string::npos);
    EXPECT_NE(
        run("register movement " + prefecture + " --from 2016-12-31 --to 2015-12-31 --lang zh")
            .err.find("早于"),
        std::string::npos);
}

TEST(register_program, says_what_there_is) {
    const outcome seen = run("register --help");
    EXPECT_EQ(seen.exit, 0);
    for (const char* const command : {"check", "counts", "movement"}) {
        EXPECT_NE(seen.out.find(command), std::string::npos) << command;
    }
}

// ---- tiers
// ---------------------------------------------------------------------------------------

TEST(tiers_program, the_countys_tiers_do_not_nest) {
    const outcome seen = run("tiers 1 2 2 94 149 --total 248");
    EXPECT_EQ(seen.exit, 0);
    golden::expect("tiers-248.en.txt", seen.out);
    golden::expect("tiers-248.zh.txt", run("tiers 1 2 2 94 149 --total 248 --lang zh").out);
}

TEST(tiers_program, a_rate_tells_how_many_units_there_are) {
    const outcome seen = run("tiers 1 50 306 --rate 81.38%");
    EXPECT_EQ(seen.exit, 0);
    golden::expect("tiers-81.38.en.txt", seen.out);
    const json answers = json::parse(run("tiers 1 50 306 --rate 81.38% --format json").out);
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_EQ(answers[0]["counting"], "exclusive");
    EXPECT_EQ(answers[0]["possible"], false);
    EXPECT_EQ(answers[0]["totals"], nullptr);
    EXPECT_EQ(answers[1]["counting"], "at_or_above");
    EXPECT_EQ(answers[1]["possible"], true);
    EXPECT_EQ(answers[1]["totals"], (json{{"first", "306"}, {"last", "306"}}));
    EXPECT_EQ(answers[1]["units"], (json{{"first", "376"}, {"last", "376"}}));
    EXPECT_EQ(answers[2]["possible"], true);
}

TEST(tiers_program, counts_that_no_way_explains_end_with_1) {
    EXPECT_EQ(run("tiers 1 2 2 94 149 --total 300").exit, 1);
    EXPECT_EQ(run("tiers 357 --rate 81.38%").exit, 1);
}

TEST(tiers_program, counts_may_be_rounded_and_have_units) {
    const json answers = json::parse(run("tiers 1个 600余个 --total 700 --format json").out);
    EXPECT_EQ(answers[0]["possible"], true);
    EXPECT_EQ(answers[1]["possible"], false);
}

TEST(tiers_program, wrong_usage_ends_with_2) {
    EXPECT_EQ(run("tiers").exit, 2);
    EXPECT_EQ(run("tiers many").exit, 2);
    EXPECT_NE(run("tiers many").err.find("\"many\" is not a figure"), std::string::npos);
    EXPECT_EQ(run("tiers 1 2 --total some").exit, 2);
    EXPECT_EQ(run("tiers 1 2 --rate fast").exit, 2);
    EXPECT_EQ(run("tiers 1 2 --format csv").exit, 2);
}

}  // namespace
