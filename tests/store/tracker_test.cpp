#include <crossfoot/io/report_check.hpp>
#include <crossfoot/io/report_folder.hpp>
#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <sys/stat.h>

// What becomes of a report that is handed in: one fact each.

namespace {

using namespace crossfoot;

const std::string heading = "place,period,indicator,tier,value\n";
const std::string places_csv =
    "code,name,level,parent\n9901,P,prefecture,\n990101,A,county,9901\n990102,B,county,9901\n";

const std::string attendance_is_asked_about =
    "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n[[rule]]\ncode = "
    "\"attendance\"\nseverity = \"query\"\ncheck = \"people_reached / talks between 20 and 2000\""
    "\nmessage = { en = \"people for each talk\", zh = \"场均受众\" }\n";

/// A tracker, and a report to hand in.
class office {
  public:
    office() {
        tracker::create(folder_.path("db"));
        std::filesystem::create_directory(folder_.path("report"));
        folder_.with("report/places.csv", places_csv);
    }

    [[nodiscard]] tracker open() const { return tracker{folder_.path("db")}; }
    [[nodiscard]] const scratch_folder& folder() const { return folder_; }
    office& with(const std::string& name, const std::string& text) {
        folder_.with("report/" + name, text);
        return *this;
    }
    /// Hands in figures beneath the usual heading.
    submission_result submit(const std::string& rows, const submission& what = by("office")) {
        folder_.with("report/figures.csv", heading + rows);
        tracker into = open();
        return into.submit(folder_.path("report"), what);
    }
    /// Hands in what the folder has.
    submission_result submit_folder(const submission& what = by("office")) {
        tracker into = open();
        return into.submit(folder_.path("report"), what);
    }
    static submission by(const std::string& who) {
        submission what;
        what.done.by = who;
        return what;
    }

  private:
    scratch_folder folder_;
};

/// The code of the error that something ends with; no value where it ends well.
template <typename Work>
std::optional<error_code> refusal_of(const Work& work) {
    try {
        work();
    } catch (const error& refused) {
        EXPECT_FALSE(refused.message().en.empty());
        EXPECT_FALSE(refused.message().zh.empty());
        return refused.code();
    }
    return std::nullopt;
}

TEST(submission, is_about_the_place_that_has_all_its_figures_in_it) {
    office here;
    EXPECT_EQ(here.submit("990101,2016,talks,,5\n").entry->report.place, "990101");
    EXPECT_EQ(here.submit("990101,2016,talks,,5\n990102,2016,talks,,6\n").entry->report.place,
              "9901");
    submission named = office::by("office");
    named.place = "P";
    EXPECT_EQ(here.submit("990101,2016,talks,,7\n", named).entry->report.place, "9901");
}

// A mistyped place would switch off all rules at the right one.
TEST(submission, is_not_about_a_place_or_period_that_its_figures_are_not_of) {
    office here;
    submission named = office::by("office");
    named.place = "B";
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016,talks,,7\n", named); }),
              error_code::outside_domain);
    named.place.reset();
    named.when = period::parse("2016-04");
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016-03,talks,,7\n", named); }),
              error_code::outside_domain);
    EXPECT_EQ(here.open().last_entry(), 0);
    named.when = period::parse("2016");
    EXPECT_EQ(here.submit("990101,2016-03,talks,,7\n", named).outcome, submission_outcome::stored);
}

// Lasting properties, and figures beside the period that a report is named by, are cells like any
// others: two reports that have them do not both count.
TEST(submission, that_speaks_of_other_days_than_its_own_meets_other_reports_there) {
    office here;
    here.with("codebook.toml",
              "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n"
              "[[indicator]]\ncode = \"valley_area\"\nname = { en = \"area\", zh = \"面积\" }\n"
              "counts = \"area\"\nunit = \"亩\"\nnature = \"attribute\"\n");
    here.submit("990101,2015,valley_area,,100\n990101,2016-03,talks,,6\n");
    here.submit("990101,2015,valley_area,,120\n990101,2016-04,talks,,7\n", office::by("other"));
    submission later = office::by("third");
    later.when = period::parse("2016-05");
    here.submit("990101,2016-04,talks,,8\n990101,2016-05,talks,,9\n", later);
    const tracker of = here.open();
    EXPECT_EQ(of.known(3).data.size(), 4U);
    of.export_to(here.folder().path("out"), 3);
    EXPECT_TRUE(read_report(here.folder().path("out")).diagnostics.empty());
    const auto versions = of.history("990101", *period::parse("2015"), "valley_area");
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_FALSE(versions[0].is_known);
    EXPECT_TRUE(versions[1].is_known);
    const auto changed = of.changes(1, 2);
    ASSERT_EQ(changed.size(), 2U);
    EXPECT_EQ(changed[1].before.value_or(""), "100");
    EXPECT_TRUE(of.verify().is_clean());
}

TEST(submission, does_not_change_what_was_approved_of_another_report) {
    office here;
    here.submit("990101,2016-12,talks,,5\n990101,2016-12,creation_units,,9\n");
    here.open().approve(1, {"prefecture", ""});
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016-12,talks,,6\n", office::by("other")); }),
              error_code::report_locked);
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016,creation_units,,8\n"); }),
              error_code::report_locked)
        << "the same moment by another name";
    EXPECT_EQ(here.submit("990101,2016,creation_units,,9\n").outcome, submission_outcome::stored);
    EXPECT_EQ(here.submit("990101,2016-11,talks,,6\n").outcome, submission_outcome::stored);
    here.open().reopen(1, {"prefecture", "a slip"});
    EXPECT_EQ(here.submit("990101,2016-12,talks,,6\n", office::by("other")).outcome,
              submission_outcome::stored);
}

TEST(submission, does_not_change_what_was_approved_through_the_same_figures_of_another_report) {
    office here;
    here.submit("990101,2016-12,talks,,5\n");
    here.open().approve(1, {"prefecture", ""});
    // Both say it now, and the later one is known.
    here.submit("990101,2016-12,talks,,5\n", office::by("other"));
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016-12,talks,,6\n", office::by("other")); }),
              error_code::report_locked);
    EXPECT_EQ(refusal_of([&] {
                  here.submit("990101,2016-12,talks,,6\n990102,2016-12,talks,,7\n",
                              office::by("third"));
              }),
              error_code::report_locked)
        << "with more figures than were approved";
}

TEST(submission, of_a_place_that_moved_meets_those_of_both_places_above) {
    office here;
    here.with("places.csv",
              "code,name,level,parent,valid_from,valid_to\n99,Z,province,,,\n"
              "9901,P,prefecture,99,,\n9902,Q,prefecture,99,,\n"
              "990101,A,county,9901,,2016-06-30\n990101,A,county,9902,2016-07-01,\n"
              "990102,B,county,9901,,\n990201,C,county,9902,,\n");
    submission first = office::by("P");
    first.place = "9901";
    here.submit("990101,2016,talks,,5\n990102,2016,talks,,7\n", first);
    submission second = office::by("Q");
    second.place = "9902";
    here.submit("990101,2016,talks,,9\n990201,2016,talks,,1\n", second);
    EXPECT_EQ(here.open().known(2).data.size(), 3U);
    const auto versions = here.open().history("990101", *period::parse("2016"), "talks");
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_FALSE(versions[0].is_known);
    EXPECT_TRUE(versions[1].is_known);
    here.open().export_to(here.folder().path("out"), 2);
    EXPECT_TRUE(read_report(here.folder().path("out")).diagnostics.empty());
}

TEST(submission, is_not_about_a_place_that_had_moved_away) {
    office here;
    here.with("places.csv",
              "code,name,level,parent,valid_from,valid_to\n9901,P,prefecture,,,\n"
              "9902,Q,prefecture,,,\n990101,A,county,9901,,2016-03-31\n"
              "990101,A,county,9902,2016-04-01,\n");
    submission what = office::by("P");
    what.place = "9901";
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016-06,talks,,5\n", what); }),
              error_code::outside_domain);
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016-03,talks,,5\n", what); }), std::nullopt);
    what.place = "9902";
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016-02,talks,,5\n", what); }),
              error_code::outside_domain);
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016-06,talks,,5\n", what); }), std::nullopt);
}

TEST(submission, that_is_a_file_by_itself_has_figures_whatever_its_name) {
    office here;
    here.submit("990101,2016,talks,,5\n");
    scratch_folder beside;
    beside.with("places.csv", heading + "990101,2016-03,talks,,7\n");
    tracker into = here.open();
    EXPECT_EQ(into.submit(beside.path("places.csv"), office::by("office")).outcome,
              submission_outcome::stored);
    EXPECT_EQ(into.places_known(2)->size(), 3U);
}

TEST(submission, brings_something) {
    office here;
    EXPECT_EQ(here.submit("").entry->figures, 0U) << "places alone say something";
    here.submit("990101,2016,talks,,5\n");
    submission named = office::by("office");
    named.place = "A";
    named.when = period::parse("2016");
    EXPECT_EQ(refusal_of([&] { here.submit("", named); }), error_code::outside_domain);
    std::filesystem::remove(here.folder().path("report/places.csv"));
    EXPECT_EQ(refusal_of([&] { here.submit("", office::by("other")); }),
              error_code::outside_domain);
    EXPECT_EQ(here.open().last_entry(), 2);
    tracker into = here.open();
    EXPECT_EQ(refusal_of([&] { into.submit("/dev/null", office::by("office")); }),
              error_code::invalid_input);
}

TEST(submission, is_provisional_only_where_an_error_fails) {
    office here;
    submission what = office::by("office");
    what.is_provisional = true;
    const auto told = here.submit("990101,2016,talks,,5\n", what);
    EXPECT_FALSE(told.entry->is_provisional);
    EXPECT_EQ(here.submit("990101,2016,talks,,5\n").outcome, submission_outcome::unchanged);
}

TEST(submission, of_what_another_report_took_the_place_of_is_no_news_of_old) {
    office here;
    here.submit("990101,2016,talks,,5\n", office::by("a"));
    here.submit("990101,2016,talks,,7\n", office::by("b"));
    const auto again = here.submit("990101,2016,talks,,5\n", office::by("a"));
    EXPECT_EQ(again.outcome, submission_outcome::stored);
    EXPECT_EQ(here.open().known(3).data[0].as_written(), "5");
    EXPECT_EQ(here.submit("990101,2016,talks,,5\n", office::by(" a ")).outcome,
              submission_outcome::unchanged)
        << "blanks make no other office";
}

TEST(submission, came_in_on_a_day_that_can_be_corrected_and_is_not_in_the_future) {
    office here;
    submission what = office::by("office");
    what.received = parse_day("2999-01-01");
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016,talks,,5\n", what); }),
              error_code::outside_domain);
    what.received = parse_day("2017-01-20");
    here.submit("990101,2016,talks,,5\n", what);
    EXPECT_EQ(here.submit("990101,2016,talks,,5\n", what).outcome, submission_outcome::unchanged);
    what.received = parse_day("2017-01-21");
    EXPECT_EQ(here.submit("990101,2016,talks,,5\n", what).outcome, submission_outcome::stored);
    EXPECT_EQ(here.open().entry_at(2).received, parse_day("2017-01-21"));
}

TEST(submission, with_a_codebook_that_cannot_read_what_is_there_is_refused) {
    const auto counted = [](const std::string& what) {
        return "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n"
               "[[indicator]]\ncode = \"road\"\nname = { en = \"road\", zh = \"道路\" }\n" +
               what + "nature = \"stock\"\n";
    };
    office here;
    here.with("codebook.toml", counted("counts = \"length\"\nunit = \"公里\"\n"));
    here.submit("990101,2016,road,,1.5\n");
    here.with("codebook.toml", counted("counts = \"things\"\nunit = \"条\"\n"));
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2017,talks,,5\n"); }),
              error_code::outside_domain);
    EXPECT_EQ(here.open().known(1).data.size(), 1U);
}

TEST(submission, of_a_codebook_alone_has_all_that_is_known) {
    office here;
    here.submit("990101,2016,talks,,5\n");
    std::filesystem::remove(here.folder().path("report/figures.csv"));
    here.with("codebook.toml",
              "format = \"crossfoot-codebook/1\"\n[[indicator]]\ncode = \"visits\"\n"
              "name = { en = \"visits\", zh = \"走访\" }\ncounts = \"events\"\nunit = \"次\"\n"
              "nature = \"flow\"\n");
    submission what = office::by("office");
    what.reading.figures_files = figures_wanted::optional;
    EXPECT_EQ(refusal_of([&] { here.submit_folder(what); }), error_code::unknown_code);
}

TEST(report, is_judged_by_its_last_version) {
    office here;
    here.submit("990101,2016,talks,,5\n");
    here.submit("990101,2016,talks,,6\n");
    EXPECT_EQ(refusal_of([&] {
                  here.open().approve(1, {"prefecture", ""});
              }),
              error_code::report_locked);
    EXPECT_EQ(refusal_of([&] {
                  here.open().send_back(1, {"prefecture", ""});
              }),
              error_code::report_locked);
    EXPECT_EQ(here.open().approve(2, {"prefecture", ""}).about, 2);
}

TEST(submission, is_for_the_stretch_of_its_figures_without_lasting_properties) {
    office here;
    const auto entry =
        here.submit("990101,2016-02,talks,,5\n990101,2016-03,talks,,6\n990101,2010,area,,7\n")
            .entry;
    EXPECT_EQ(to_string(entry->report.when), "2016-02/2016-03");
}

TEST(submission, that_is_what_is_known_already_changes_nothing) {
    office here;
    const auto first = here.submit("990101,2016,talks,,5\n990101,2016,people_reached,,600余\n");
    const auto again = here.submit("990101,2016,people_reached,,600余\n990101,2016,talks,,5\n");
    EXPECT_EQ(again.outcome, submission_outcome::unchanged);
    EXPECT_EQ(again.entry->number, first.entry->number);
    EXPECT_EQ(here.open().last_entry(), 1);
}

TEST(submission, that_is_revised_says_what_is_different) {
    office here;
    here.submit("990101,2016,talks,,5\n990101,2016,people_reached,,60\n");
    const auto revised = here.submit("990101,2016,talks,,6\n990101,2016,measures,,7\n");
    EXPECT_EQ(revised.entry->about, 1);
    EXPECT_EQ(revised.changed, 1U);
    EXPECT_EQ(revised.added, 1U);
    EXPECT_EQ(revised.gone, 1U);
    // What was known before is known as it was.
    EXPECT_EQ(here.open().known(1).data.size(), 2U);
    EXPECT_EQ(here.open().known(2).data.size(), 2U);
}

TEST(submission, that_cannot_be_read_stores_nothing_and_tells_every_cell) {
    office here;
    const auto result = here.submit("990101,2016,talks,,4l\n990199,2016,talks,,5\n");
    EXPECT_EQ(result.outcome, submission_outcome::unread);
    EXPECT_EQ(result.checked.read.diagnostics.size(), 2U);
    EXPECT_EQ(here.open().last_entry(), 0);
}

const std::string slip =
    "990101,2016,model_units,,10\n990101,2016,model_units,national,1\n"
    "990101,2016,model_units,provincial,1\n"
    "990101,2016,model_units,autonomous_prefectural,1\n"
    "990101,2016,model_units,prefectural,1\n"
    "990101,2016,model_units,county,1\n";

TEST(submission, whose_figures_cannot_be_true_is_stored_only_as_provisional) {
    office here;
    EXPECT_EQ(here.submit(slip).outcome, submission_outcome::failing);
    EXPECT_EQ(here.open().last_entry(), 0);
    submission provisional = office::by("office");
    provisional.is_provisional = true;
    const auto stored = here.submit(slip, provisional);
    EXPECT_EQ(stored.outcome, submission_outcome::stored);
    EXPECT_TRUE(stored.entry->is_provisional);
    const auto findings = here.open().open_findings(1);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].key, "partition:model_units:tier@990101/2016");
    EXPECT_EQ(refusal_of([&] {
                  here.open().approve(1, {"prefecture office", ""});
              }),
              error_code::report_locked);
    EXPECT_EQ(here.open().approve(1, {"prefecture office", "the form is lost"}).number, 2);
}

TEST(submission, is_not_refused_for_what_another_place_owes) {
    office here;
    here.with("codebook.toml",
              "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n[[due]]\ncode = "
              "\"yearly\"\nname = { en = \"yearly\", zh = \"年报\" }\nlevel = "
              "\"county\"\nindicators = [\"talks\"]\nevery = \"year\"\n");
    EXPECT_EQ(here.submit("990101,2016,talks,,5\n").outcome, submission_outcome::stored);
    EXPECT_EQ(here.submit("990102,2016,measures,,5\n").outcome, submission_outcome::failing)
        << "what it owes itself counts";
    EXPECT_EQ(here.submit("9901,2016,measures,,5\n").outcome, submission_outcome::stored)
        << "a prefecture's own totals are not what its counties owe";
    const office_day seen = here.open().day_of(2, *parse_day("2017-02-01"));
    ASSERT_EQ(seen.owed.size(), 4U);
    EXPECT_EQ(seen.owed[0].state, filing_state::filed);
    EXPECT_EQ(seen.owed[1].state, filing_state::missing);
    EXPECT_EQ(seen.owed[2].state, filing_state::awaited) << "2017 has begun";
    EXPECT_TRUE(here.open().verify().is_clean());
}

TEST(submission, of_an_approved_report_waits_until_it_is_reopened) {
    office here;
    here.submit("990101,2016,talks,,5\n");
    here.open().approve(1, {"prefecture office", ""});
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016,talks,,6\n"); }),
              error_code::report_locked);
    EXPECT_EQ(here.submit("990101,2016,talks,,5\n").outcome, submission_outcome::unchanged);
    EXPECT_EQ(refusal_of([&] {
                  here.open().reopen(1, {"prefecture office", ""});
              }),
              error_code::report_locked)
        << "without a reason";
    here.open().reopen(1, {"prefecture office", "counted anew"});
    EXPECT_EQ(here.submit("990101,2016,talks,,6\n").entry->number, 4);
}

TEST(submission, that_was_withdrawn_is_known_no_more_and_may_come_again) {
    office here;
    here.submit("990101,2016,talks,,5\n");
    here.open().withdraw(1, {"office", "wrong year"});
    EXPECT_EQ(here.open().known(1).data.size(), 1U);
    EXPECT_EQ(here.open().known(2).data.size(), 0U);
    EXPECT_EQ(here.submit("990101,2016,talks,,5\n").outcome, submission_outcome::stored);
    EXPECT_EQ(here.open().known(3).data.size(), 1U);
}

TEST(submission, of_another_office_leaves_the_first_one_as_it_is) {
    office here;
    here.submit("990101,2016,talks,,5\n990101,2016,measures,,7\n");
    here.submit("990101,2016,talks,,6\n", office::by("education office"));
    const vintage now = here.open().known(2);
    EXPECT_EQ(now.data.size(), 2U);
    const auto history = here.open().history("990101", *period::parse("2016"), "talks");
    ASSERT_EQ(history.size(), 2U);
    EXPECT_FALSE(history[0].is_known);
    EXPECT_TRUE(history[1].is_known);
    EXPECT_EQ(history[1].entry.by, "education office");
}

TEST(submission, without_places_is_read_with_those_that_are_known) {
    office here;
    here.submit("990101,2016,talks,,5\n");
    std::filesystem::remove(here.folder().path("report/places.csv"));
    EXPECT_EQ(here.submit("990102,2016,talks,,6\n").entry->report.place, "990102");
    EXPECT_EQ(here.submit("990103,2016,talks,,6\n").outcome, submission_outcome::unread);
}

TEST(submission, without_any_places_stands_by_itself) {
    office here;
    std::filesystem::remove(here.folder().path("report/places.csv"));
    EXPECT_EQ(here.submit("990105,2016,talks,,5\n").entry->report.place, "990105");
    here.open().export_to(here.folder().path("out"), 1);
    EXPECT_TRUE(read_report(here.folder().path("out")).diagnostics.empty());
}

TEST(submission, without_places_does_not_keep_other_places_out) {
    office here;
    std::filesystem::remove(here.folder().path("report/places.csv"));
    here.submit("990105,2016,talks,,5\n");
    EXPECT_EQ(here.submit("990106,2016,talks,,6\n").entry->report.place, "990106");
    EXPECT_EQ(here.open().known(2).data.size(), 2U);
    // Once somebody says what there is, what else there was goes on to stand by itself.
    here.with("places.csv", places_csv);
    here.submit("990101,2016,talks,,7\n");
    EXPECT_EQ(here.open().known(3).data.size(), 3U);
    EXPECT_EQ(here.open().places_known(3)->size(), 5U);
    EXPECT_TRUE(here.open().verify().is_clean());
}

TEST(submission, that_revises_without_places_and_codebook_leaves_them_as_they_are) {
    office prefecture;
    prefecture.with("codebook.toml",
                    "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n"
                    "[[indicator]]\ncode = \"visits\"\nname = { en = \"visits\", zh = \"走访\" }\n"
                    "counts = \"events\"\nunit = \"次\"\nnature = \"flow\"\n");
    prefecture.submit("9901,2016,visits,,7\n");
    std::filesystem::remove(prefecture.folder().path("report/codebook.toml"));
    std::filesystem::remove(prefecture.folder().path("report/places.csv"));
    const submission_result revised = prefecture.submit("9901,2016,visits,,8\n");
    ASSERT_EQ(revised.outcome, submission_outcome::stored);
    EXPECT_EQ(revised.entry->about, 1);
    const tracker of = prefecture.open();
    EXPECT_TRUE(of.places_known(2)->find("990102"));
    EXPECT_TRUE(of.codebook_known(2)->find_indicator("visits"));
    const verification found = of.verify();
    EXPECT_TRUE(found.is_clean()) << found.problems.front().en;
}

TEST(submission, stays_known_where_the_report_with_its_places_is_withdrawn) {
    office here;
    here.submit("990101,2016,talks,,5\n");
    std::filesystem::remove(here.folder().path("report/places.csv"));
    here.submit("990102,2016,talks,,6\n");
    here.open().withdraw(1, {"office", "wrong year"});
    EXPECT_EQ(here.open().known(3).data.size(), 1U);
    EXPECT_TRUE(here.open().places_known(3)->find("9901")) << "others were read with them";
    EXPECT_TRUE(here.open().verify().is_clean());
}

TEST(submission, with_a_codebook_that_lacks_what_is_known_is_read_by_its_own) {
    office here;
    here.submit(slip.substr(0, slip.find('\n') + 1) +
                "990101,2016,model_units,autonomous_prefectural,1\n");
    // Another codebook, without that tier: both stay readable, by the one that has all.
    here.with(
        "codebook.toml",
        "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n[[breakdown]]\ncode = "
        "\"tier\"\nname = { en = \"tier\", zh = \"级别\" }\nordered = true\nitems = [ { code "
        "= \"county\", name = { en = \"county\", zh = \"县级\" } } ]\n");
    EXPECT_EQ(here.submit("990102,2016,model_units,,1\n990102,2016,model_units,county,1\n").outcome,
              submission_outcome::stored);
    EXPECT_EQ(here.open().known(2).data.size(), 4U);
    // One that brings what the others do not have, and lacks what they do.
    here.with(
        "codebook.toml",
        "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n[[breakdown]]\ncode = "
        "\"tier\"\nname = { en = \"tier\", zh = \"级别\" }\nordered = true\nitems = [ { code "
        "= \"town\", name = { en = \"town\", zh = \"乡级\" } } ]\n");
    EXPECT_EQ(refusal_of([&] {
                  here.submit("990102,2017,model_units,,1\n990102,2017,model_units,town,1\n");
              }),
              error_code::unknown_code);
    EXPECT_EQ(here.open().last_entry(), 2);
}

TEST(submission, keeps_every_figure_as_it_was_written) {
    office here;
    here.with("figures.csv",
              "place,period,indicator,value,status,source\n990101,2016,people_reached,10.2万,,a\n"
              "990101,2016,talks,,suppressed,\n990101,2016,measures,about 30?,unreadable,\n"
              "990101,2016,measures_completed,…,,\n990101,2016,creation_units,261,,\n"
              "990101,2016,booklets,\"1,234\",,\n");
    ASSERT_EQ(here.submit_folder().outcome, submission_outcome::stored);
    here.open().export_to(here.folder().path("out"), 1);
    const report before = read_report(here.folder().path("report"));
    const report after = read_report(here.folder().path("out"));
    ASSERT_TRUE(after.diagnostics.empty());
    ASSERT_EQ(after.data.size(), before.data.size());
    for (std::size_t i = 0; i < before.data.size(); ++i) {
        const observation was = before.data[i];
        const observation is = after.data[i];
        EXPECT_EQ(is.as_written(), was.as_written());
        EXPECT_EQ(is.state, was.state);
        EXPECT_EQ(after.data.source(is.source), before.data.source(was.source));
        EXPECT_EQ(values_of(after.data, is), values_of(before.data, was));
    }
}

TEST(submission, may_be_in_gb18030_or_a_wide_table) {
    office here;
    here.with("figures.csv", "\xB5\xD8\xC7\xF8,\xB1\xA8\xB8\xE6\xC6\xDA,talks\n990101,2016,5\n");
    EXPECT_EQ(here.submit_folder().entry->figures, 1U);
}

TEST(submission, names_an_office_and_never_a_person) {
    office here;
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016,talks,,5\n", office::by("")); }),
              error_code::outside_domain);
    EXPECT_EQ(refusal_of(
                  [&] { here.submit("990101,2016,talks,,5\n", office::by("990101199003070015")); }),
              error_code::outside_domain);
    submission what = office::by("office");
    what.done.note = "ask 13900000000";
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016,talks,,5\n", what); }),
              error_code::outside_domain);
}

TEST(submission, is_from_an_office_whose_name_can_be_shown) {
    for (const std::string name :
         {"", "  ", "a\nb", "a\x1b[31mb", "a\tb", "a\xff", "\u202eb", "a\x7f"}) {
        SCOPED_TRACE(name);
        office county;
        EXPECT_EQ(refusal_of([&] { county.submit("990101,2016,talks,,5\n", office::by(name)); }),
                  error_code::outside_domain);
        EXPECT_EQ(county.open().last_entry(), 0);
    }
    office county;
    submission what = office::by("甲县办公室 (\"A\"\\B)");
    what.done.note = "two\nlines";
    EXPECT_EQ(refusal_of([&] { county.submit("990101,2016,talks,,5\n", what); }),
              error_code::outside_domain);
    what.done.note = "one line";
    EXPECT_EQ(county.submit("990101,2016,talks,,5\n", what).outcome, submission_outcome::stored);
}

TEST(submission, cannot_be_dated_back_behind_another_nor_into_the_future) {
    office here;
    submission then = office::by("office");
    then.done.at = parse_ledger_time("2016-03-01 09:00");
    EXPECT_EQ(here.submit("990101,2016-01,talks,,5\n", then).outcome, submission_outcome::stored);
    then.done.at = parse_ledger_time("2016-02-01 09:00");
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016-02,talks,,5\n", then); }),
              error_code::outside_domain);
    then.done.at = parse_ledger_time("2999-02-01 09:00");
    EXPECT_EQ(refusal_of([&] { here.submit("990101,2016-02,talks,,5\n", then); }),
              error_code::outside_domain);
    EXPECT_EQ(here.open().last_entry(parse_ledger_time("2016-02-29")), 0);
    EXPECT_EQ(here.open().last_entry(parse_ledger_time("2016-03-01")), 1);
}

TEST(submission, brings_its_register_which_is_known_as_it_was) {
    office here;
    here.with("units.csv", "code,name,category,place,joined,left\nu1,School 1,school,990101,,\n");
    here.with(
        "designations.csv",
        "unit,tier,named_on,valid_years,revoked_on,document\nu1,county,2015-05-01,5,,No. 1\n");
    ASSERT_EQ(here.submit("990101,2016,talks,,5\n").outcome, submission_outcome::stored);
    here.with("designations.csv",
              "unit,tier,named_on\nu1,county,2015-05-01\nu1,national,2016-05-01\n");
    ASSERT_EQ(here.submit("990101,2016,talks,,5\n").outcome, submission_outcome::stored);
    here.open().export_to(here.folder().path("one"), 1);
    here.open().export_to(here.folder().path("two"), 2);
    const report one = read_report(here.folder().path("one"));
    const report two = read_report(here.folder().path("two"));
    ASSERT_TRUE(one.units && two.units);
    EXPECT_EQ(one.units->designations().size(), 1U);
    EXPECT_EQ(one.units->designations()[0].expires_on, parse_day("2020-05-01"));
    EXPECT_EQ(two.units->designations().size(), 2U);
    EXPECT_TRUE(here.open().verify().is_clean());
}

TEST(submission, of_places_alone_changes_the_hierarchy_from_then_on) {
    office here;
    here.submit("990101,2016,talks,,5\n");
    std::filesystem::remove(here.folder().path("report/figures.csv"));
    here.with("places.csv", places_csv + "990103,C,county,9901\n");
    submission what = office::by("register office");
    what.reading.figures_files = figures_wanted::optional;
    ASSERT_EQ(here.submit_folder(what).outcome, submission_outcome::stored);
    EXPECT_EQ(here.open().places_known(1)->size(), 3U);
    EXPECT_EQ(here.open().places_known(2)->size(), 4U);
}

TEST(submission, with_a_codebook_that_cannot_read_the_register_is_refused) {
    office here;
    here.with("units.csv",
              "code,name,category,place,joined,left\nu1,School 1,school,990101,2016-01-01,\n");
    here.submit("990101,2016,talks,,5\n");
    std::filesystem::remove(here.folder().path("report/units.csv"));
    here.with("codebook.toml",
              "format = \"crossfoot-codebook/1\"\n[[indicator]]\ncode = \"talks\"\nname = { en = "
              "\"talks\", zh = \"宣讲\" }\ncounts = \"events\"\nunit = \"场\"\nnature = \"flow\"\n"
              "[[breakdown]]\ncode = \"tier\"\nname = { en = \"tier\", zh = \"级别\" }\n"
              "items = [ { code = \"county\", name = { en = \"county\", zh = \"县级\" } } ]\n");
    EXPECT_EQ(refusal_of([&] { here.submit("990102,2016,talks,,5\n"); }),
              error_code::outside_domain);
    EXPECT_EQ(here.open().last_entry(), 1);
}

TEST(report, is_judged_by_whoever_saw_its_last_version) {
    office here;
    here.submit("990101,2016,talks,,5\n");
    here.open().send_back(1, {"prefecture", "?"});
    here.submit("990101,2016,talks,,6\n");
    EXPECT_EQ(refusal_of([&] {
                  here.open().approve(2, {"prefecture", ""});
              }),
              error_code::report_locked)
        << "the entry is about the first version";
    EXPECT_EQ(refusal_of([&] { here.open().send_back(3, {"prefecture", ""}); }), std::nullopt);
}

TEST(report, wants_reasons_that_say_something) {
    office here;
    here.submit("990101,2016,talks,,5\n");
    here.open().approve(1, {"prefecture", ""});
    EXPECT_EQ(refusal_of([&] {
                  here.open().reopen(1, {"prefecture", " "});
              }),
              error_code::report_locked);
    EXPECT_EQ(refusal_of([&] {
                  here.open().reopen(1, {"prefecture", "\u3000"});
              }),
              error_code::report_locked);
}

TEST(submission, counts_a_moment_by_another_name_as_the_same_figure) {
    office here;
    submission what = office::by("office");
    what.when = period::parse("2016");
    here.submit("990101,2016-12,creation_units,,5\n", what);
    const submission_result result = here.submit("990101,2016,creation_units,,6\n", what);
    EXPECT_EQ(result.changed, 1U);
    EXPECT_EQ(result.added, 0U);
    EXPECT_EQ(result.gone, 0U);
    const auto versions = here.open().history("990101", *period::parse("2016-12"), "");
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_EQ(versions[1].where.period, "2016");
}

TEST(answer, is_given_to_a_query_and_not_to_an_error) {
    office here;
    here.with("codebook.toml", attendance_is_asked_about);
    here.submit("990101,2016,talks,,5\n990101,2016,people_reached,,10\n");
    auto findings = here.open().open_findings(1);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(here.open().reports(1)[0].queries, 1U);
    EXPECT_EQ(refusal_of([&] {
                  here.open().answer(1, "no such key", {"office", "why"});
              }),
              error_code::unknown_code);
    try {
        here.open().answer(1, "attendence@990101/2016", {"office", "why"});
        FAIL() << "answers what is not there";
    } catch (const error& refused) {
        EXPECT_NE(refused.message().en.find("did you mean \"attendance@990101/2016\"?"),
                  std::string::npos)
            << refused.message().en;
    }
    here.open().answer(1, findings[0].key, {"office", "a small village"});
    findings = here.open().open_findings(2);
    EXPECT_TRUE(findings[0].is_answered);
    EXPECT_EQ(here.open().reports(2)[0].queries, 0U);
    // It holds for these figures, whatever else is revised.
    const submission_result revised = here.submit(
        "990101,2016,talks,,5\n990101,2016,people_reached,,10\n990101,2016,measures,,3\n");
    EXPECT_TRUE(here.open().open_findings(3)[0].is_answered);
    ASSERT_EQ(revised.checked.read.explanations.size(), 1U) << "and is not asked for again";
    EXPECT_EQ(revised.checked.read.explanations[0].text, "a small village");
    here.submit("990101,2016,talks,,5\n990101,2016,people_reached,,11\n");
    EXPECT_FALSE(here.open().open_findings(4)[0].is_answered);
    here.open().withdraw(4, {"office", "by mistake"});
    EXPECT_EQ(refusal_of([&] {
                  here.open().answer(4, findings[0].key, {"office", "why"});
              }),
              error_code::report_locked);
    // The answer goes out with the figures.
    here.open().export_to(here.folder().path("out"), 2);
    const report out = read_report(here.folder().path("out"));
    ASSERT_EQ(out.explanations.size(), 1U);
    EXPECT_EQ(out.explanations[0].text, "a small village");
}

TEST(answer, that_came_with_a_report_holds_after_a_revision_without_it) {
    office here;
    here.with("codebook.toml", attendance_is_asked_about);
    here.with("explanations.csv",
              "key,office,date,text\nattendance@990101/2016,office,2016-03-01,a small village\n");
    here.submit("990101,2016,talks,,5\n990101,2016,people_reached,,10\n");
    EXPECT_TRUE(here.open().open_findings(1)[0].is_answered);
    std::filesystem::remove(here.folder().path("report/explanations.csv"));
    here.submit("990101,2016,talks,,5\n990101,2016,people_reached,,10\n990101,2016,measures,,3\n");
    EXPECT_TRUE(here.open().open_findings(2)[0].is_answered);
}

TEST(answer, holds_again_where_the_figures_are_again_what_they_were) {
    office here;
    here.with("codebook.toml", attendance_is_asked_about);
    const auto submit = [&](const std::string& people) {
        here.submit("990101,2016,talks,,5\n990101,2016,people_reached,," + people + "\n");
        return here.open().last_entry();
    };
    here.open().answer(submit("10"), "attendance@990101/2016", {"office", "a small village"});
    here.open().answer(submit("11"), "attendance@990101/2016", {"office", "a small village too"});
    const std::int64_t last = submit("10");
    EXPECT_TRUE(here.open().open_findings(last)[0].is_answered);
    here.open().export_to(here.folder().path("out"), last);
    const checked_report out = check_report_at(here.folder().path("out"));
    const auto answers = answers_to(out.found, out.read.data, out.read.explanations);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].state, answer_state::accepted);
    EXPECT_EQ(out.read.explanations[answers[0].explanation].text, "a small village");
}

TEST(submission, that_other_rules_judge_otherwise_may_come_again) {
    office here;
    here.with("codebook.toml", attendance_is_asked_about);
    const std::string rows = "990101,2016,talks,,5\n990101,2016,people_reached,,10\n";
    here.submit(rows);
    ASSERT_EQ(here.open().open_findings(1).size(), 1U);
    std::string wider = attendance_is_asked_about;
    wider.replace(wider.find("between 20"), 10, "between 1");
    here.with("codebook.toml", wider);
    here.submit("990102,2016,talks,,5\n");
    std::filesystem::remove(here.folder().path("report/codebook.toml"));
    std::filesystem::remove(here.folder().path("report/places.csv"));
    EXPECT_EQ(here.submit(rows).outcome, submission_outcome::stored);
    EXPECT_TRUE(here.open().open_findings(3).empty());
    EXPECT_EQ(here.submit(rows).outcome, submission_outcome::unchanged);
}

TEST(tracker, is_made_for_its_owner_alone_and_never_over_another_file) {
    const office here;
    struct stat found {};
    ASSERT_EQ(::stat(here.folder().path("db").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    EXPECT_EQ(refusal_of([&] { tracker::create(here.folder().path("db")); }),
              error_code::file_unwritable);
    EXPECT_EQ(refusal_of([&] { here.open().back_up(here.folder().path("db")); }),
              error_code::file_unwritable);
    here.open().back_up(here.folder().path("copy"));
    ASSERT_EQ(::stat(here.folder().path("copy").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST(tracker, writes_no_vintage_into_a_folder_that_has_something) {
    office here;
    here.submit("990101,2016,talks,,5\n");
    EXPECT_EQ(refusal_of([&] { here.open().export_to(here.folder().path("report"), 1); }),
              error_code::file_unwritable);
}

TEST(tracker, knows_the_figures_of_one_place_as_it_knows_those_of_all) {
    office here;
    here.submit("990101,2016,talks,,5\n990102,2016,talks,,7\n990102,2016,measures,,9\n");
    here.submit("990102,2016,talks,,8\n", office::by("other office"));
    const tracker of = here.open();
    EXPECT_EQ(of.known_at("990101", 2).data.size(), 1U);
    EXPECT_EQ(of.known_at("990101", 0).data.size(), 0U);
    EXPECT_EQ(of.known_at("9901", 2).data.size(), 0U);
    EXPECT_EQ(of.known_at("nowhere", 2).data.size(), 0U);
    const vintage found = of.known_at("990102", 2);
    ASSERT_EQ(found.data.size(), 2U);
    for (std::size_t i = 0; i < found.data.size(); ++i) {
        const observation each = found.data[i];
        EXPECT_EQ(found.where->code(each.place), "990102");
        const bool is_talks = (*found.book)[found.data[each.what].indicator].name.code == "talks";
        EXPECT_EQ(each.as_written(), is_talks ? "8" : "9");
    }
}

TEST(tracker, tells_what_changed_between_two_moments) {
    office here;
    here.submit("990101,2016,talks,,5\n990101,2016,measures,,7\n");
    here.submit("990101,2016,talks,,6\n990101,2016,booklets,,8\n");
    const auto changes = here.open().changes(1, 2);
    ASSERT_EQ(changes.size(), 3U);
    EXPECT_EQ(changes[0].where.indicator, "booklets");
    EXPECT_EQ(changes[0].before, std::nullopt);
    EXPECT_EQ(changes[1].where.indicator, "measures");
    EXPECT_EQ(changes[1].after, std::nullopt);
    EXPECT_EQ(changes[2].before, "5");
    EXPECT_EQ(changes[2].after, "6");
    EXPECT_TRUE(here.open().changes(2, 2).empty());
}

}  // namespace
