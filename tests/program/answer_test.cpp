#include "../support/golden.hpp"
#include "changed_example.hpp"

#include <nlohmann/json.hpp>

// Findings are worked to their end: asked about by letter, answered, and open again.
namespace {

using program_run::changed_county;
using program_run::contents;
using program_run::outcome;
using program_run::run;

const std::string key = "part_of:model_units@990101/2016";
const std::string office = " --office 统计局 --text '两个单位跨级别重复计列，经核实无误'";

/// The county with a total below its model units, which its codebook takes for a query alone.
class queried_county : public changed_county {
  public:
    queried_county() : changed_county{"creation_units,,,,261", "creation_units,,,,247"} {
        append("codebook.toml",
               "\n[[rule]]\ncode = \"part_of:model_units\"\nseverity = \"query\"\n"
               "\n[[rule]]\ncode = \"rate:creation_rate\"\nseverity = \"hint\"\n");
    }
    [[nodiscard]] outcome check(const std::string& options = {}) const {
        return run("check " + path() + " --fail-on query " + options);
    }
    [[nodiscard]] outcome answer(const std::string& options = office,
                                 const std::string& which = key) const {
        return run("answer " + path() + " '" + which + "'" + options + " --date 2017-02-03");
    }
};

TEST(answer_program, a_query_that_is_answered_no_longer_blocks_and_stays_visible) {
    const queried_county county;
    EXPECT_EQ(county.check().exit, 1);
    const outcome seen = county.answer();
    EXPECT_EQ(seen.exit, 0) << seen.err;
    EXPECT_NE(seen.out.find("explanations.csv: " + key + " is answered for figures "),
              std::string::npos)
        << seen.out;
    const outcome after = county.check();
    EXPECT_EQ(after.exit, 0) << after.out << after.err;
    EXPECT_NE(after.out.find("EXPLAINED\n"), std::string::npos) << after.out;
    EXPECT_NE(after.out.find("explained on 2017-02-03 by 统计局: 两个单位"), std::string::npos)
        << after.out;
    EXPECT_NE(after.out.find("1 of them explained"), std::string::npos) << after.out;
}

TEST(answer_program, it_is_open_again_once_a_figure_changes) {
    queried_county county;
    EXPECT_EQ(county.answer().exit, 0);
    county.replace("figures.csv", "creation_units,,,,247", "creation_units,,,,246");
    const outcome changed = county.check();
    EXPECT_EQ(changed.exit, 1);
    EXPECT_NE(changed.out.find("but figures changed since"), std::string::npos) << changed.out;
    county.replace("figures.csv", "creation_units,,,,246", "creation_units,,,,247");
    EXPECT_EQ(county.check().exit, 0) << "and answered again once it is what it was";
}

TEST(answer_program, each_answer_is_a_row_that_check_reads) {
    const queried_county county;
    EXPECT_EQ(county.answer().exit, 0);
    EXPECT_EQ(county.answer(" --office 统计局 --text second").exit, 0);
    const std::string file = contents(county.path("explanations.csv"));
    EXPECT_TRUE(file.starts_with("key,office,date,text,figures\n" + key + ",统计局,2017-02-03,"))
        << file;
    EXPECT_EQ(std::count(file.begin(), file.end(), '\n'), 3) << file;
    EXPECT_NE(county.check().out.find(": second\n"), std::string::npos);
}

TEST(answer_program, a_key_that_names_no_failing_finding_is_refused_with_the_one_that_is_near) {
    const queried_county county;
    const outcome seen = county.answer(office, "part_of:model_units@990101/2017");
    EXPECT_EQ(seen.exit, 2);
    EXPECT_NE(seen.err.find("did you mean " + key + "?"), std::string::npos) << seen.err;
    EXPECT_FALSE(std::filesystem::exists(county.path("explanations.csv")));
    const outcome held = county.answer(office, "partition:model_units:tier@990101/2016");
    EXPECT_EQ(held.exit, 2) << "it does not fail";
}

TEST(answer_program, an_error_is_kept_with_its_answer_and_blocks_all_the_same) {
    const changed_county county{"county,,,149", "county,,,194"};
    const std::string error_key = "partition:model_units:tier@990101/2016";
    const outcome seen = run("answer " + county.path() + " " + error_key + " --office o --text t");
    EXPECT_EQ(seen.exit, 0) << seen.err;
    EXPECT_NE(seen.err.find("it blocks until its figures are corrected"), std::string::npos);
    const outcome after = run("check " + county.path());
    EXPECT_EQ(after.exit, 1);
    EXPECT_NE(after.out.find("but an error has to be corrected: t"), std::string::npos)
        << after.out;
}

TEST(answer_program, numbers_of_persons_and_empty_answers_are_refused) {
    const queried_county county;
    const outcome number = county.answer(" --office o --text 'call 13800138000'");
    EXPECT_EQ(number.exit, 2);
    EXPECT_EQ(number.err.find("13800138000"), std::string::npos) << number.err;
    EXPECT_EQ(county.answer(" --office ' ' --text t").exit, 2);
    EXPECT_EQ(county.answer(" --office o --text ''").exit, 2);
    EXPECT_EQ(county.answer(" --office o").exit, 2);
    EXPECT_EQ(run("answer " + county.path() + " '" + key + "'" + office + " --date soon").exit, 2);
    EXPECT_FALSE(std::filesystem::exists(county.path("explanations.csv")));
}

TEST(answer_program, an_answer_needs_a_folder) {
    const queried_county county;
    EXPECT_EQ(run("answer " + county.path("figures.csv") + " " + key + office).exit, 2);
    EXPECT_EQ(run("answer - " + key + office).exit, 2);
}

TEST(answer_program, a_file_that_a_chinese_spreadsheet_saved_is_kept_whole) {
    queried_county county;
    // 键,部门,日期,说明 and a row, in GB 18030.
    county.write("explanations.csv",
                 "\xbc\xfc,\xb2\xbf\xc3\xc5,\xc8\xd5\xc6\xda,\xcb\xb5\xc3\xf7\r\n"
                 "old,\xcd\xb3\xbc\xc6\xbe\xd6,2016-01-01,\xca\xf4\xca\xb5\r\n");
    const outcome seen = county.answer();
    EXPECT_EQ(seen.exit, 0) << seen.err;
    const std::string file = contents(county.path("explanations.csv"));
    EXPECT_TRUE(
        file.starts_with("\xef\xbb\xbf键,部门,日期,说明,figures\r\n"
                         "old,统计局,2016-01-01,属实,\r\n" +
                         key))
        << file;
    EXPECT_EQ(county.check().exit, 0);
}

TEST(answer_program, bad_rows_of_explanations_are_told_like_those_of_figures) {
    queried_county county;
    county.write("explanations.csv", "key,office,date,text\nk,,2017-02-03,t\n");
    const outcome seen = county.check();
    EXPECT_EQ(seen.exit, 2);
    EXPECT_NE(seen.err.find("explanations.csv:2:3: nothing stands here"), std::string::npos)
        << seen.err;
}

TEST(answer_program, json_carries_answer_and_fingerprint) {
    const queried_county county;
    EXPECT_EQ(county.answer().exit, 0);
    const auto document = nlohmann::json::parse(county.check("--format json").out);
    EXPECT_EQ(document["summary"]["explained"], 1);
    for (const auto& each : document["findings"]) {
        if (each["key"] == key) {
            EXPECT_EQ(each["explanation"]["state"], "accepted");
            EXPECT_EQ(each["figures"].get<std::string>().size(), 12U);
        }
    }
}

TEST(letter_program, asks_the_one_place_that_is_named) {
    const queried_county county;
    const std::string shown = county.path();
    const auto letter = [&](const std::string& lang) {
        outcome seen = county.check("--letter --place 990101 --lang " + lang);
        EXPECT_EQ(seen.exit, 1) << seen.err;
        const std::size_t at = seen.out.find(shown);
        return at == std::string::npos ? seen.out : seen.out.replace(at, shown.size(), "REPORT");
    };
    golden::expect("letter-county.en.md", letter("en"));
    golden::expect("letter-county.zh.md", letter("zh"));
}

TEST(letter_program, says_so_where_there_is_nothing_to_ask) {
    const outcome seen = run("check examples/prefecture-2016 --letter --place 990201");
    EXPECT_EQ(seen.exit, 0) << seen.err;
    EXPECT_NE(seen.out.find("There is nothing to correct"), std::string::npos) << seen.out;
}

TEST(letter_program, goes_to_one_place_about_one_report_as_text) {
    EXPECT_EQ(run("check examples/prefecture-2016 --letter").exit, 2);
    EXPECT_EQ(run("check examples/prefecture-2016 --letter --place 990201 --place 990202").exit, 2);
    EXPECT_EQ(run("check examples/county-2016 examples/county-2016 --letter --place 990101").exit,
              2);
    EXPECT_EQ(run("check examples/county-2016 --letter --place 990101 --format json").exit, 2);
    const outcome seen = run("check examples/county-2016 --letter --lang zh");
    EXPECT_NE(seen.err.find("--place"), std::string::npos) << seen.err;
}

}  // namespace
