#include <crossfoot/io/report_folder.hpp>
#include <crossfoot/store/tracker.hpp>

#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// Who owes what on a day, and since when it is in.

namespace {

using namespace crossfoot;

const std::string one_form =
    "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n[[due]]\n"
    "code = \"monthly\"\nname = { en = \"monthly\", zh = \"月报\" }\n"
    "level = \"county\"\nindicators = [\"talks\", \"measures\"]\n"
    "every = \"month\"\nby_day = 22\n";

/// The same form with other indicators, as in "talks", "measures".
std::string form_of(const std::string& code, const std::string& indicators) {
    return "[[due]]\ncode = \"" + code + "\"\nname = { en = \"" + code + "\", zh = \"月报\" }\n" +
           "level = \"county\"\nindicators = [" + indicators +
           "]\nevery = \"month\"\nby_day = 22\n";
}
const std::string extending = "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n";
const std::string one_form_of_three =
    extending + form_of("monthly", "\"talks\", \"people_reached\", \"measures\"");
const std::string two_forms = extending + form_of("a", "\"talks\"") + form_of("b", "\"measures\"");
const std::string narrow_form =
    "format = \"crossfoot-codebook/1\"\n"
    "[[level]]\ncode = \"prefecture\"\nname = { en = \"prefecture\", zh = \"地级\" }\n"
    "[[level]]\ncode = \"county\"\nname = { en = \"county\", zh = \"县级\" }\n"
    "[[indicator]]\ncode = \"talks\"\nname = { en = \"talks\", zh = \"宣讲\" }\n"
    "counts = \"events\"\nunit = \"场\"\nnature = \"flow\"\n"
    "[[indicator]]\ncode = \"measures\"\nname = { en = \"measures\", zh = \"措施\" }\n"
    "counts = \"events\"\nunit = \"项\"\nnature = \"stock\"\n" +
    form_of("monthly", "\"talks\", \"measures\"");

/// A prefecture whose two counties owe talks and measures each month, by the 22nd.
class monthly {
  public:
    monthly() {
        tracker::create(folder_.path("db"));
        std::filesystem::create_directory(folder_.path("report"));
        folder_.with("report/places.csv",
                     "code,name,level,parent\n9901,P,prefecture,\n990101,A,county,9901\n"
                     "990102,B,county,9901\n");
        folder_.with("report/codebook.toml", one_form);
    }
    void submit(const std::string& rows,
                const std::string& at,
                const std::optional<period>& when = {}) {
        folder_.with("report/figures.csv", "place,period,indicator,value\n" + rows);
        submission what;
        what.done = {"office", "", parse_ledger_time(at)};
        what.is_provisional = true;
        what.when = when;
        ASSERT_EQ(open().submit(folder_.path("report"), what).outcome, submission_outcome::stored);
    }
    submission_result submit_by(const std::string& office,
                                const std::string& rows,
                                const std::string& at,
                                const std::optional<day>& received = {}) {
        folder_.with("report/figures.csv", "place,period,indicator,value\n" + rows);
        submission what;
        what.done = {office, "", parse_ledger_time(at)};
        what.received = received;
        return open().submit(folder_.path("report"), what);
    }
    /// The forms and places, without figures.
    void submit_forms(const std::string& at) {
        std::filesystem::remove(folder_.path("report/figures.csv"));
        submission what;
        what.done = {"prefecture", "", parse_ledger_time(at)};
        what.reading.figures_files = figures_wanted::optional;
        ASSERT_EQ(open().submit(folder_.path("report"), what).outcome, submission_outcome::stored);
    }
    void without(const std::string& name) {
        std::filesystem::remove(folder_.path("report/" + name));
    }
    monthly& with(const std::string& name, const std::string& text) {
        folder_.with("report/" + name, text);
        return *this;
    }
    [[nodiscard]] std::string path(const std::string& name) const { return folder_.path(name); }
    void withdraw(std::int64_t receipt, const std::string& at) {
        open().withdraw(receipt, {"office", "", parse_ledger_time(at)});
    }
    [[nodiscard]] tracker open() const { return tracker{folder_.path("db")}; }
    [[nodiscard]] office_day on(const std::string& date) const {
        const tracker of = open();
        return of.day_of(of.last_entry(), *parse_day(date));
    }
    /// What became of what a place owes for a period.
    [[nodiscard]] owed_entry owed(const std::string& date,
                                  const std::string& place,
                                  const std::string& when) const {
        for (const owed_entry& each : on(date).owed) {
            if (each.place == place && to_string(each.when) == when) return each;
        }
        ADD_FAILURE() << place << " owes nothing for " << when;
        return {};
    }

  private:
    scratch_folder folder_;
};

const std::string march = "990101,2016-03,talks,3\n990101,2016-03,measures,4\n";

TEST(office_day, has_a_report_from_the_day_on_which_it_came_in_first) {
    monthly of;
    of.submit(march, "2016-03-20 09:00");
    of.submit("990101,2016-03,talks,5\n990101,2016-03,measures,4\n", "2016-04-20 09:00");
    const owed_entry owed = of.owed("2016-05-01", "990101", "2016-03");
    EXPECT_EQ(owed.state, filing_state::filed);
    EXPECT_EQ(owed.received, parse_day("2016-03-20"));
    EXPECT_EQ(owed.entry, 2);
    EXPECT_EQ(of.owed("2016-05-01", "990102", "2016-03").state, filing_state::missing);
    EXPECT_EQ(of.owed("2016-05-01", "990102", "2016-04").state, filing_state::missing);
    EXPECT_EQ(of.owed("2016-04-01", "990102", "2016-04").state, filing_state::awaited);
}

TEST(office_day, counts_a_report_that_was_withdrawn_from_when_it_came_again) {
    monthly of;
    of.submit(march, "2016-03-20 09:00");
    of.withdraw(1, "2016-03-21 09:00");
    EXPECT_EQ(of.owed("2016-05-01", "990101", "2016-03").state, filing_state::missing)
        << "the forms that it brought are there";
    EXPECT_EQ(of.owed("2016-05-01", "990102", "2016-03").state, filing_state::missing);
    of.submit(march, "2016-05-20 09:00");
    EXPECT_EQ(of.owed("2016-05-25", "990101", "2016-03").state, filing_state::filed_late);
}

TEST(office_day, counts_what_came_in_part_from_when_it_was_whole) {
    monthly of;
    of.submit("990101,2016-03,talks,3\n", "2016-03-20 09:00");
    EXPECT_EQ(of.owed("2016-03-21", "990101", "2016-03").state, filing_state::partly);
    of.submit(march, "2016-04-20 09:00");
    const owed_entry owed = of.owed("2016-05-01", "990101", "2016-03");
    EXPECT_EQ(owed.state, filing_state::filed_late);
    EXPECT_EQ(owed.received, parse_day("2016-04-20"));
}

TEST(office_day, begins_with_the_first_report_that_files_something) {
    monthly of;
    of.submit("9901,1016,talks,5\n", "2016-03-01 09:00");
    of.withdraw(1, "2016-03-01 09:05");
    of.submit("9901,2006,talks,5\n", "2016-03-01 09:10");
    EXPECT_TRUE(of.on("2016-04-01").owed.empty());
    of.submit(march, "2016-03-20 09:00");
    const auto owed = of.on("2016-04-01").owed;
    EXPECT_EQ(std::ranges::count_if(
                  owed, [](const owed_entry& each) { return to_string(each.when) == "2016-03"; }),
              2);
    EXPECT_EQ(owed.size(), 4U);
}

TEST(office_day, begins_with_the_month_in_which_the_forms_came) {
    monthly of;
    of.submit_forms("2016-03-02 10:00");
    EXPECT_EQ(of.owed("2016-03-30", "990101", "2016-03").state, filing_state::missing);
    EXPECT_EQ(of.on("2016-03-30").owed.size(), 2U);
}

TEST(office_day, does_not_begin_with_figures_of_long_ago) {
    monthly of;
    of.submit(march + "990101,2014-12,talks,2\n", "2016-03-20 09:00");
    const auto owed = of.on("2016-03-25").owed;
    EXPECT_EQ(owed.size(), 2U);
    EXPECT_EQ(to_string(owed.front().when), "2016-03");
}

TEST(office_day, counts_a_due_report_as_in_whatever_else_stands_beside_it) {
    monthly of;
    of.submit(march + "990101,2015-12,talks,2\n", "2016-03-20 09:00", period::parse("2016-03"));
    EXPECT_EQ(of.owed("2016-03-25", "990101", "2016-03").state, filing_state::filed);
    const tracker in = of.open();
    EXPECT_TRUE(in.open_findings(1).empty()) << "of 2015-12 nothing is owed in the report of March";
    EXPECT_TRUE(in.verify().is_clean());
}

TEST(office_day, sees_what_is_there_once_the_forms_come_and_it_is_handed_in_again) {
    monthly of;
    of.with("codebook.toml", "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n");
    of.submit(march, "2016-03-20 09:00");
    of.with("codebook.toml", one_form);
    of.submit_forms("2016-03-21 09:00");
    EXPECT_EQ(of.owed("2016-03-21", "990101", "2016-03").state, filing_state::awaited);
    of.without("codebook.toml");
    of.submit(march, "2016-03-21 10:00");
    EXPECT_EQ(of.owed("2016-03-21", "990101", "2016-03").state, filing_state::filed);
    EXPECT_EQ(of.open().last_entry(), 3);
}

TEST(office_day, exports_since_when_reports_are_in) {
    monthly of;
    of.submit_forms("2016-03-01 10:00");
    of.submit("990101,2016-03,talks,3\n", "2016-03-10 09:00");
    of.submit(march, "2016-03-18 09:00");
    of.submit("990101,2016-03,talks,5\n990101,2016-03,measures,4\n", "2016-03-28 09:00");
    of.open().export_to(of.path("out"), 4);
    const report out = read_report(of.path("out"));
    ASSERT_EQ(out.filings.size(), 1U) << "forms file nothing";
    EXPECT_EQ(to_string(out.filings.front().received), "2016-03-18");
    EXPECT_EQ(of.owed("2016-04-01", "990101", "2016-03").received, parse_day("2016-03-18"));
}

TEST(office_day, has_what_two_offices_bring_together) {
    monthly of;
    of.submit_forms("2016-03-01 10:00");
    of.submit("990101,2016-03,talks,3\n", "2016-03-20 09:00");
    EXPECT_EQ(of.owed("2016-03-25", "990101", "2016-03").state, filing_state::partly);
    EXPECT_EQ(of.on("2016-03-25").findings.size(), 1U);
    const submission_result second =
        of.submit_by("other office", "990101,2016-03,measures,4\n", "2016-03-24 09:00");
    ASSERT_EQ(second.outcome, submission_outcome::stored) << "all is there together";
    EXPECT_FALSE(second.entry->is_provisional);
    const owed_entry owed = of.owed("2016-03-25", "990101", "2016-03");
    EXPECT_EQ(owed.state, filing_state::filed_late);
    EXPECT_EQ(owed.received, parse_day("2016-03-24"));
    EXPECT_TRUE(of.on("2016-03-25").findings.empty());
    const tracker in = of.open();
    EXPECT_TRUE(in.verify().is_clean());
    EXPECT_EQ(in.reports(2)[1].errors, 1U);
    EXPECT_EQ(in.reports(3)[1].errors, 0U);
}

TEST(office_day, does_not_make_a_report_late_that_is_revised_to_a_part) {
    monthly of;
    of.submit(march, "2016-03-20 09:00");
    of.submit("990101,2016-03,talks,3\n", "2016-03-28 09:00");
    const owed_entry owed = of.owed("2016-04-01", "990101", "2016-03");
    EXPECT_EQ(owed.state, filing_state::partly);
    EXPECT_EQ(owed.received, parse_day("2016-03-20"));
    EXPECT_EQ(of.on("2016-04-01").reports[0].received, parse_day("2016-03-20"));
}

TEST(office_day, takes_a_day_that_was_wrong_back) {
    monthly of;
    of.submit(march, "2016-03-28 09:00");
    EXPECT_EQ(of.owed("2016-04-01", "990101", "2016-03").state, filing_state::filed_late);
    of.submit_by("office", march, "2016-03-29 09:00", parse_day("2016-03-21"));
    EXPECT_EQ(of.owed("2016-04-01", "990101", "2016-03").state, filing_state::filed);
    EXPECT_EQ(of.on("2016-04-01").reports[0].received, parse_day("2016-03-21"));
}

TEST(office_day, exports_since_when_each_place_of_a_wider_report_is_in) {
    monthly of;
    of.submit(march + "990102,2016-03,talks,3\n990102,2016-03,measures,4\n", "2016-03-28 09:00");
    of.open().export_to(of.path("out"), 1);
    const report out = read_report(of.path("out"));
    ASSERT_EQ(out.filings.size(), 3U);
    const completeness then = completeness_of(out.data, out.filings);
    EXPECT_EQ(std::ranges::count_if(
                  then.reports,
                  [](const owed_report& each) { return each.state == filing_state::filed_late; }),
              2);
}

TEST(office_day, has_nothing_missing_where_another_report_has_it_whole) {
    monthly of;
    of.submit(march, "2016-03-10 09:00");
    ASSERT_EQ(of.submit_by("other office", "990101,2016-03,talks,4\n", "2016-03-11 09:00").outcome,
              submission_outcome::stored);
    const office_day then = of.on("2016-03-12");
    EXPECT_TRUE(then.findings.empty());
    EXPECT_EQ(of.owed("2016-03-12", "990101", "2016-03").state, filing_state::filed);
}

TEST(office_day, has_what_is_brought_together_since_the_day_on_which_it_was_whole) {
    monthly of;
    of.with("codebook.toml", one_form_of_three);
    of.submit_forms("2016-03-01 10:00");
    const auto submit = [&](const char* office, const char* rows, const char* at) {
        submission what;
        what.done = {office, "", parse_ledger_time(at)};
        what.is_provisional = true;
        of.with("figures.csv", std::string{"place,period,indicator,value\n"} + rows);
        ASSERT_EQ(of.open().submit(of.path("report"), what).outcome, submission_outcome::stored);
    };
    const auto since = [&] { return *of.owed("2016-04-01", "990101", "2016-03").received; };
    submit("A", "990101,2016-03,talks,3\n", "2016-03-10 09:00");
    submit("B", "990101,2016-03,people_reached,300\n", "2016-03-12 09:00");
    EXPECT_EQ(of.owed("2016-04-01", "990101", "2016-03").state, filing_state::partly);
    submit("A", "990101,2016-03,talks,3\n990101,2016-03,measures,1\n", "2016-03-28 09:00");
    EXPECT_EQ(since(), parse_day("2016-03-28"));
    // What comes on top changes nothing of that.
    submit("C", "990101,2016-03,talks,3\n", "2016-03-30 09:00");
    EXPECT_EQ(since(), parse_day("2016-03-28"));
    // A part may leave what others have: all is still there.
    submit("B", "990101,2016-03,people_reached,300\n990101,2016-03,talks,3\n", "2016-03-30 10:00");
    submit("A", "990101,2016-03,measures,1\n", "2016-03-30 11:00");
    EXPECT_EQ(since(), parse_day("2016-03-28"));
    EXPECT_TRUE(of.on("2016-04-01").findings.empty());
    of.open().export_to(of.path("out"), of.open().last_entry());
    const report out = read_report(of.path("out"));
    const completeness then = completeness_of(out.data, out.filings);
    ASSERT_FALSE(then.reports.empty());
    EXPECT_EQ(then.reports.front().state, filing_state::filed_late);
    EXPECT_TRUE(of.open().verify().is_clean());
}

TEST(office_day, does_not_ask_an_office_for_the_form_of_another) {
    monthly of;
    of.with("codebook.toml", two_forms);
    of.submit_forms("2016-03-01 10:00");
    EXPECT_EQ(of.submit_by("A", "990101,2016-03,talks,3\n", "2016-03-10 09:00").outcome,
              submission_outcome::stored);
    EXPECT_EQ(of.submit_by("B", "990101,2016-03,measures,3\n", "2016-03-28 09:00").outcome,
              submission_outcome::stored);
    const office_day then = of.on("2016-03-29");
    EXPECT_TRUE(then.findings.empty());
    std::vector<std::pair<filing_state, std::size_t>> states;
    for (const owed_entry& each : then.owed) {
        if (each.place == "990101") states.emplace_back(each.state, each.due);
    }
    EXPECT_EQ(states,
              (std::vector<std::pair<filing_state, std::size_t>>{{filing_state::filed, 0},
                                                                 {filing_state::filed_late, 1}}));
    of.open().export_to(of.path("out"), of.open().last_entry());
    const report out = read_report(of.path("out"));
    const completeness exported = completeness_of(out.data, out.filings);
    ASSERT_EQ(exported.reports.size(), 4U);
    EXPECT_EQ(exported.reports[0].state, filing_state::filed);
    EXPECT_EQ(exported.reports[2].state, filing_state::filed_late);
    EXPECT_TRUE(of.open().verify().is_clean());
}

TEST(office_day, reads_the_part_of_another_office_whatever_its_own_codebook_has) {
    monthly of;
    of.submit_forms("2016-03-01 10:00");
    of.submit("990101,2016-03,talks,3\n990101,2016-03,creation_units,7\n", "2016-03-10 09:00");
    of.with("codebook.toml", narrow_form);
    ASSERT_EQ(
        of.submit_by("other office", "990101,2016-03,measures,4\n", "2016-03-11 09:00").outcome,
        submission_outcome::stored);
}

TEST(office_day, does_not_ask_a_report_of_two_months_for_what_it_is_silent_of) {
    monthly of;
    of.with("codebook.toml", two_forms);
    of.submit_forms("2016-02-01 10:00");
    ASSERT_EQ(
        of.submit_by("A", "990101,2016-02,talks,3\n990101,2016-04,talks,3\n", "2016-05-10 09:00")
            .outcome,
        submission_outcome::stored);
    EXPECT_EQ(of.owed("2016-05-12", "990101", "2016-03").state, filing_state::missing);
    EXPECT_TRUE(of.on("2016-05-12").findings.empty());
}

TEST(office_day, tells_the_day_and_the_receipt_of_one_submission) {
    monthly of;
    of.submit(march, "2016-03-20 09:00");
    ASSERT_EQ(of.submit_by("other office", march, "2016-03-28 09:00").outcome,
              submission_outcome::stored);
    const owed_entry owed = of.owed("2016-04-01", "990101", "2016-03");
    EXPECT_EQ(owed.received, parse_day("2016-03-20"));
    EXPECT_EQ(owed.entry, 1);
}

}  // namespace
