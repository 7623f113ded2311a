#include "../support/golden.hpp"
#include "run.hpp"

#include <nlohmann/json.hpp>

namespace {

using program_run::outcome;
using program_run::run;
using program_run::scratch;

/// A prefecture of four counties that owe a form by the 22nd of each month: one is late, one files
/// in part, one is exempt from a figure and silent in February, one need not report at all.
class monthly_report {
  public:
    monthly_report() {
        write("codebook.toml",
              "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n"
              "[[due]]\ncode = \"monthly\"\nname = { en = \"monthly form\", zh = \"月报\" }\n"
              "level = \"county\"\nindicators = [\"talks\", \"people_reached\"]\n"
              "every = \"month\"\nby_day = 22\n"
              "[[exemption]]\nplace = \"990103\"\nindicators = [\"people_reached\"]\n"
              "reason = { en = \"new\", zh = \"新设\" }\n"
              "[[exemption]]\nplace = \"990104\"\n"
              "reason = { en = \"abolished\", zh = \"撤销\" }\n");
        write("places.csv",
              "code,name,level,parent\n9901,Prefecture,prefecture,\n990101,甲县,county,9901\n"
              "990102,乙县,county,9901\n990103,丙县,county,9901\n990104,丁县,county,9901\n");
        write("figures.csv",
              "place,period,indicator,value\n"
              "990101,2016-01,talks,10\n990101,2016-01,people_reached,100\n"
              "990101,2016-02,talks,10\n990101,2016-02,people_reached,100\n"
              "990102,2016-01,talks,10\n990102,2016-01,people_reached,\n"
              "990102,2016-02,talks,10\n990102,2016-02,people_reached,/\n"
              "990103,2016-01,talks,10\n");
        write("filings.csv",
              "地区,报告期,收到日期,部门,应报\n甲县,2016-01,2016-01-20,统计局,\n"
              "990101,2016-02,2016-02-25,,monthly\n990102,2016-01,2016-01-25,,月报\n"
              "990102,2016-02,2016-02-22,,\n");
    }
    void write(const std::string& name, std::string_view text) const {
        static_cast<void>(folder_.write(name, text));
    }
    [[nodiscard]] outcome completeness(const std::string& options = {}) const {
        return run("completeness " + folder_.path() + " " + options);
    }
    [[nodiscard]] outcome letter_to(const std::string& place) const {
        return run("check " + folder_.path() + " --letter --place " + place);
    }

  private:
    scratch folder_;
};

TEST(completeness_program, says_who_has_filed_and_who_is_missing_or_late) {
    const monthly_report report;
    const outcome seen = report.completeness();
    EXPECT_EQ(seen.exit, 0) << seen.err;
    EXPECT_EQ(seen.err, "");
    golden::expect("completeness.en.txt", seen.out);
    golden::expect("completeness.zh.txt", report.completeness("--lang zh").out);
}

TEST(completeness_program, has_a_form_for_programs) {
    const monthly_report report;
    golden::expect("completeness.csv", report.completeness("--format csv").out);
    const outcome seen = report.completeness("--format json");
    golden::expect("completeness.json", seen.out);
    const auto document = nlohmann::json::parse(seen.out);
    EXPECT_EQ(document["format"], "crossfoot-completeness/1");
    EXPECT_EQ(document["reports"].size(), 8U);
    EXPECT_EQ(document["rates"][0]["owed"], 3);
}

TEST(completeness_program, tells_how_it_was_on_a_day) {
    const monthly_report report;
    const auto document =
        nlohmann::json::parse(report.completeness("--format json --as-of 2016-02-22").out);
    EXPECT_EQ(document["rates"][1]["filed"], 1);
    EXPECT_EQ(document["rates"][1]["awaited"], 2);
    EXPECT_EQ(report.completeness("--as-of tomorrow").exit, 2);
}

TEST(completeness_program, without_obligations_says_that_nothing_is_owed) {
    const outcome seen = run("completeness examples/county-2016");
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(seen.out, "nothing is owed: the codebook has no [[due]]\n");
    EXPECT_EQ(run("completeness examples/county-2016 --format json").out,
              "{\n  \"format\": \"crossfoot-completeness/1\",\n  \"rates\": [],\n  \"reports\": "
              "[]\n}\n");
}

TEST(completeness_program, a_letter_asks_for_what_is_owed) {
    const monthly_report report;
    const outcome seen = report.letter_to("990103");
    EXPECT_EQ(seen.exit, 1) << seen.err;
    EXPECT_NE(seen.out.find("(to be reported)\n\n    talks not reported\n"), std::string::npos)
        << seen.out;
    EXPECT_NE(seen.out.find("- key: `due:monthly@990103/2016-02`\n"), std::string::npos)
        << seen.out;
}

TEST(completeness_program, a_codebook_that_is_refused_is_told_once) {
    const monthly_report report;
    report.write("codebook.toml",
                 "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n"
                 "[[due]]\ncode = \"monthly\"\nevery = \"fortnight\"\n");
    const outcome seen = report.completeness();
    EXPECT_EQ(seen.exit, 2);
    EXPECT_EQ(seen.err.find("filings.csv"), std::string::npos) << seen.err;
}

TEST(completeness_program, bad_filings_end_with_2) {
    const monthly_report report;
    report.write("filings.csv", "place,period,received\n990101,2016-01,soon\n");
    const outcome seen = report.completeness();
    EXPECT_EQ(seen.exit, 2);
    EXPECT_NE(seen.err.find("filings.csv:2:16: \"soon\" is not a date"), std::string::npos)
        << seen.err;
}

TEST(completeness_program, without_places_a_place_that_only_files_is_known_too) {
    const scratch folder;
    static_cast<void>(
        folder.write("figures.csv", "place,period,indicator,value\n990101,2016,talks,10\n"));
    static_cast<void>(
        folder.write("filings.csv", "place,period,received\n990102,2016,2017-01-09\n"));
    EXPECT_EQ(run("completeness " + folder.path()).exit, 0);
}

}  // namespace
