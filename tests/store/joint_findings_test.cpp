#include <crossfoot/io/report_check.hpp>
#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

// What fails between reports of which each agrees with itself. A prefecture may have units of its
// own, so that a total is wrong where it is less than its counties'.

namespace {

using namespace crossfoot;

/// A tracker of a prefecture with two counties.
class prefecture {
  public:
    prefecture() {
        tracker::create(folder_.path("db"));
        std::filesystem::create_directory(folder_.path("report"));
        folder_.with("report/places.csv",
                     "code,name,level,parent\n9901,P,prefecture,\n990101,A,county,9901\n"
                     "990102,B,county,9901\n");
    }
    prefecture& with(const std::string& name, const std::string& text) {
        folder_.with("report/" + name, text);
        return *this;
    }
    std::int64_t submit(const std::string& rows, const std::string& by = "office") {
        folder_.with("report/figures.csv", "place,period,indicator,value\n" + rows);
        tracker into = open();
        submission what;
        what.done.by = by;
        const submission_result result = into.submit(folder_.path("report"), what);
        EXPECT_EQ(result.outcome, submission_outcome::stored);
        return result.entry->number;
    }
    [[nodiscard]] tracker open() const { return tracker{folder_.path("db")}; }
    [[nodiscard]] std::vector<open_finding> joint() const {
        const tracker of = open();
        return of.joint_findings(of.last_entry());
    }
    [[nodiscard]] std::string path(const std::string& name) const { return folder_.path(name); }

  private:
    scratch_folder folder_;
};

const std::string change_is_asked_about = R"toml(
format = "crossfoot-codebook/1"
extends = "ethnic-unity"
[[rule]]
code = "steady"
severity = "query"
check = "talks <= 2 * talks[previous]"
message = { en = "talks at most double", zh = "宣讲至多翻番" }
)toml";

TEST(joint_findings, hold_a_total_against_the_reports_that_it_adds_up) {
    prefecture office;
    office.submit("990101,2016-03,creation_units,3\n");
    const std::int64_t second = office.submit("990102,2016-03,creation_units,4\n");
    EXPECT_TRUE(office.joint().empty());
    const std::int64_t total = office.submit("9901,2016-03,creation_units,6\n");

    const std::vector<open_finding> found = office.joint();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().key, "rollup:creation_units@9901/2016-03");
    EXPECT_EQ(found.front().entry, total);
    EXPECT_EQ(found.front().report.place, "9901");
    EXPECT_EQ(found.front().weight, severity::error);
    EXPECT_TRUE(office.open().open_findings(total).empty());
    EXPECT_TRUE(office.open().joint_findings(second).empty()) << "the total had not come in";

    office.submit("990102,2016-03,creation_units,3\n");
    EXPECT_TRUE(office.joint().empty());
}

TEST(joint_findings, leave_out_what_a_report_has_by_itself) {
    prefecture office;
    tracker into = office.open();
    office.with("figures.csv",
                "place,period,indicator,value\n9901,2016-03,creation_units,6\n990101,2016-03,"
                "creation_units,3\n"
                "990102,2016-03,creation_units,4\n");
    submission what;
    what.done.by = "office";
    what.is_provisional = true;
    into.submit(office.path("report"), what);
    EXPECT_EQ(into.open_findings(1).size(), 1U);
    EXPECT_TRUE(into.joint_findings(1).empty());
}

TEST(joint_findings, hold_figures_against_a_register_that_came_with_another_report) {
    prefecture office;
    office.with("units.csv",
                "code,name,category,place,joined,left\nu1,School 1,school,990101,2016-01-01,\n");
    office.submit("990101,2016-01,talks,3\n");
    std::filesystem::remove(office.path("report/units.csv"));
    office.submit("990101,2016-03,creation_units,7\n");
    const std::vector<open_finding> found = office.joint();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().entry, 2);
}

TEST(joint_findings, hold_a_period_against_the_one_before) {
    prefecture office;
    office.with("codebook.toml", change_is_asked_about);
    office.submit("990101,2016-02,talks,3\n");
    const std::int64_t march = office.submit("990101,2016-03,talks,8\n");
    const std::vector<open_finding> found = office.joint();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().key, "steady@990101/2016-03");
    EXPECT_EQ(found.front().entry, march);
    EXPECT_FALSE(found.front().is_answered);
}

TEST(joint_findings, are_answered_until_a_figure_is_another_one) {
    prefecture office;
    office.with("codebook.toml", change_is_asked_about);
    const std::int64_t february = office.submit("990101,2016-02,talks,3\n");
    const std::int64_t march = office.submit("990101,2016-03,talks,8\n");
    tracker into = office.open();
    const std::string key = "steady@990101/2016-03";
    EXPECT_THROW(into.answer(february, key, {"office", "a fair"}), error) << "not of that report";
    EXPECT_THROW(into.answer(march, key, {"office", ""}), error) << "no words";
    into.answer(march, key, {"office", "a fair"});
    ASSERT_EQ(office.joint().size(), 1U);
    EXPECT_TRUE(office.joint().front().is_answered);
    EXPECT_FALSE(into.joint_findings(march).front().is_answered);

    // So reads a vintage that is written out.
    into.export_to(office.path("out"), into.last_entry());
    const checked_report read = check_report_at(office.path("out"));
    const auto answers = answers_to(read.found, read.read.data, read.read.explanations);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers.front().state, answer_state::accepted);

    office.submit("990101,2016-02,talks,2\n");
    ASSERT_EQ(office.joint().size(), 1U);
    EXPECT_FALSE(office.joint().front().is_answered);
    EXPECT_TRUE(into.verify().is_clean());
}

TEST(joint_findings, of_an_error_are_not_answered) {
    prefecture office;
    office.submit("990101,2016-03,creation_units,3\n990102,2016-03,creation_units,4\n");
    const std::int64_t total = office.submit("9901,2016-03,creation_units,6\n");
    tracker into = office.open();
    EXPECT_THROW(into.answer(total, "rollup:creation_units@9901/2016-03", {"office", "so it is"}),
                 error);
}

const std::string attendance_is_asked_about = R"toml(
format = "crossfoot-codebook/1"
extends = "ethnic-unity"
[[rule]]
code = "attendance"
severity = "query"
check = "people_reached / talks between 20 and 600"
message = { en = "people for each talk", zh = "场均受众" }
)toml";

TEST(joint_findings, tell_again_what_a_report_has_where_another_one_changed_a_figure) {
    prefecture office;
    office.with("codebook.toml", attendance_is_asked_about);
    const std::string key = "attendance@990101/2016-03";
    const std::int64_t own =
        office.submit("990101,2016-03,people_reached,1600\n990101,2016-03,talks,2\n");
    tracker into = office.open();
    into.answer(own, key, {"office", "a fair"});
    EXPECT_TRUE(into.open_findings(2).front().is_answered);
    EXPECT_TRUE(office.joint().empty());
    office.submit("990101,2016-03,talks,1\n", "other office");
    ASSERT_EQ(office.joint().size(), 1U);
    EXPECT_FALSE(office.joint().front().is_answered);
    EXPECT_EQ(office.joint().front().key, key);
    into.answer(office.joint().front().entry, key, {"office", "one fair"});
    EXPECT_TRUE(office.joint().front().is_answered);
    into.export_to(office.path("out"), into.last_entry());
    const checked_report read = check_report_at(office.path("out"));
    const auto answers = answers_to(read.found, read.read.data, read.read.explanations);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers.front().state, answer_state::accepted);
}

TEST(joint_findings, of_places_that_handed_nothing_in_are_answered_by_whoever_did_for_them) {
    prefecture office;
    office.with("codebook.toml", attendance_is_asked_about);
    const std::string key = "attendance@990101/2016-03";
    const std::int64_t first =
        office.submit("990101,2016-03,people_reached,1600\n990102,2016-03,talks,2\n");
    office.submit("990101,2016-03,talks,2\n990102,2016-03,measures,2\n", "other office");
    ASSERT_EQ(office.joint().size(), 1U);
    EXPECT_EQ(office.joint().front().entry, first);
    office.open().answer(first, key, {"office", "a fair"});
    EXPECT_TRUE(office.joint().front().is_answered);
    // One report has it all by now: it is answered all the same.
    const std::int64_t all =
        office.submit("990101,2016-03,people_reached,1600\n990101,2016-03,talks,2\n", "third");
    ASSERT_EQ(office.open().open_findings(all).size(), 1U);
    EXPECT_TRUE(office.open().open_findings(all).front().is_answered);
}

TEST(joint_findings, are_told_of_the_report_that_has_the_claim) {
    prefecture office;
    office.submit("990101,2016-03,creation_units,3\n");
    office.submit("990102,2016-03,creation_units,4\n");
    const std::int64_t total = office.submit("9901,2016-03-31,creation_units,6\n");
    office.submit("9901,2016-03-31,model_units,2\n", "other office");
    ASSERT_EQ(office.joint().size(), 1U);
    EXPECT_EQ(office.joint().front().entry, total);
}

TEST(joint_findings, know_nothing_of_the_units_of_places_without_a_register) {
    prefecture office;
    office.with("units.csv",
                "code,name,category,place,joined,left\nu1,School 1,school,990101,2016-01-01,\n");
    office.submit("990101,2016-03,creation_units,1\n");
    std::filesystem::remove(office.path("report/units.csv"));
    office.submit("990102,2016-03,creation_units,7\n");
    EXPECT_TRUE(office.joint().empty());
    // Another version of the one that has a register is held against it.
    office.submit("990101,2016-03,creation_units,2\n", "other office");
    ASSERT_EQ(office.joint().size(), 1U);
    EXPECT_EQ(office.joint().front().report.place, "990101");
}

TEST(joint_findings, tell_what_newer_rules_take_for_an_error) {
    prefecture office;
    office.with("codebook.toml", attendance_is_asked_about);
    const std::int64_t own =
        office.submit("990101,2016-03,people_reached,1600\n990101,2016-03,talks,2\n");
    office.open().answer(own, "attendance@990101/2016-03", {"office", "a fair"});
    std::string stricter = attendance_is_asked_about;
    stricter.replace(stricter.find("\"query\""), 7, "\"error\"");
    office.with("codebook.toml", stricter);
    office.submit("990102,2016-03,talks,2\n", "other office");
    // Only what may be found between reports is looked for: here every report is.
    office.submit("9901,2016-03,measures,2\n", "third office");
    ASSERT_EQ(office.joint().size(), 1U);
    EXPECT_EQ(office.joint().front().weight, severity::error);
    EXPECT_FALSE(office.joint().front().is_answered);
}

}  // namespace
