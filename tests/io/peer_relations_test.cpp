// The kinds of relations that other systems state, each written in a codebook as somebody would
// write it; docs/rules.md has the table that names these tests.

#include <crossfoot/check/explanation.hpp>
#include <crossfoot/check/other_readings.hpp>
#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/finding_text.hpp>

#include "../support/told.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using told::report;

constexpr const char* county = "990101";

/// Counts of events and organisations that no other rule looks at.
const std::string world = R"(format = "crossfoot-codebook/1"
[[breakdown]]
code = "class"
items = [ { code = "a" }, { code = "a1" }, { code = "a2" }, { code = "a3" } ]
[[indicator]]
code = "talks"
counts = "events"
nature = "attribute"
[[indicator]]
code = "people"
counts = "events"
nature = "attribute"
[[indicator]]
code = "units"
counts = "organisations"
nature = "attribute"
breakdowns = [ { by = "class", as = "of_which" } ]
[[indicator]]
code = "old_units"
counts = "organisations"
nature = "attribute"
[[indicator]]
code = "new_units"
counts = "organisations"
nature = "attribute"
[[indicator]]
code = "closed_units"
counts = "organisations"
nature = "attribute"
[[indicator]]
code = "number"
nature = "attribute"
)";

/// A report whose codebook says this beside the world.
report under(const std::string& more) {
    std::vector<diagnostic> problems;
    std::optional<codebook> book = read_codebook(world + more, "codebook.toml", problems);
    for (const diagnostic& each : problems) {
        ADD_FAILURE() << to_string(each, language::en);
    }
    return report{std::move(book).value_or(told::with_levels())};
}

/// A rule with the code "own" that says this; `more` are further lines of it.
report checked_by(const std::string& check, const std::string& more = {}) {
    return under("[[rule]]\ncode = \"own\"\ncheck = \"" + check + "\"\n" + more + '\n');
}

/// A figure of the county in 2016: "talks", or "units a1" for an item.
struct told_figure {
    std::string_view what;
    std::string_view text;
};

/// What the rule says of the county in 2016, where these figures stand.
std::string said(report data, const std::vector<told_figure>& figures) {
    for (const told_figure& each : figures) {
        const std::size_t blank = each.what.find(' ');
        const std::string item = blank == std::string_view::npos
                                     ? std::string{}
                                     : "class=" + std::string{each.what.substr(blank + 1)};
        data.put(county, each.what.substr(0, blank), "2016", each.text, item);
    }
    // The key of a claim that is an item ends with the item.
    for (const std::string& line : data.says("own@990101/2016")) {
        return line.substr(line.find(": ") + 2);
    }
    return "nothing";
}

// -- DHIS2 ----------------------------------------------------------------------------------------

const std::string compulsory_pair =
    "reported(talks) and reported(people) or not reported(talks) and not reported(people)";

TEST(peer_relations, both_of_a_pair_are_there_or_neither) {
    EXPECT_EQ(said(checked_by(compulsory_pair), {{"talks", "5"}}), "fails");
    EXPECT_EQ(said(checked_by(compulsory_pair), {{"people", "5"}}), "fails");
    EXPECT_EQ(said(checked_by(compulsory_pair), {{"talks", "5"}, {"people", "0"}}), "holds");
    EXPECT_EQ(said(checked_by(compulsory_pair), {}), "nothing");
}

TEST(peer_relations, only_one_of_a_pair_is_there) {
    const std::string exclusive = "not (reported(talks) and reported(people))";
    EXPECT_EQ(said(checked_by(exclusive), {{"talks", "5"}, {"people", "0"}}), "fails");
    EXPECT_EQ(said(checked_by(exclusive), {{"talks", "5"}}), "holds");
    EXPECT_EQ(said(checked_by(exclusive), {{"talks", "5"}, {"people", ""}}), "holds");
}

TEST(peer_relations, a_rule_is_skipped_where_any_figure_is_missing) {
    const auto rule = [] {
        return checked_by("talks <= people", "when = \"reported(talks) and reported(people)\"");
    };
    EXPECT_EQ(said(rule(), {{"talks", "5"}}), "nothing");
    EXPECT_EQ(said(rule(), {{"talks", "5"}, {"people", "4"}}), "fails");
    EXPECT_EQ(said(rule(), {{"talks", "5"}, {"people", "5"}}), "holds");
}

TEST(peer_relations, a_rule_is_skipped_only_where_all_figures_are_missing) {
    const auto rule = [] { return checked_by("talks <= people", "absent = \"zero\""); };
    EXPECT_EQ(said(rule(), {{"talks", "5"}}), "fails");
    EXPECT_EQ(said(rule(), {{"people", "5"}}), "holds");
    EXPECT_EQ(said(rule(), {}), "nothing");
}

TEST(peer_relations, what_is_missing_need_not_be_zero) {
    EXPECT_EQ(said(checked_by("talks <= people"), {{"talks", "5"}}),
              "unknown, people 2016 [5, ...)");
    EXPECT_EQ(said(checked_by("talks <= people"), {{"people", "5"}}), "unknown, talks 2016 [0, 5]");
}

TEST(peer_relations, each_place_may_have_its_own_range) {
    report data = under(R"([[rule]]
code = "own"
check = "talks at 990101 between 20 and 90"
)");
    data.put("990101", "talks", "2016", "91").put("990101", "talks", "2017", "90");
    data.put("990102", "talks", "2016", "91");
    const auto fails = [](const std::string& line) { return line.ends_with(": fails"); };
    const std::vector<std::string> lines = data.says("own");
    EXPECT_EQ(std::ranges::count_if(lines, fails), 1);
    EXPECT_EQ(data.of("own@990101/2016"), "fails");
    EXPECT_EQ(data.of("own@990101/2017"), "holds");
}

TEST(peer_relations, what_is_owed_and_not_there_is_told) {
    report data = under(R"([[due]]
code = "monthly"
level = "county"
indicators = ["talks", "people"]
every = "month"
by_day = 22
)");
    data.months("990101", "talks", "2016-01", {"1", "2", "3"});
    data.months("990101", "people", "2016-01", {"1", "", "3"});
    EXPECT_EQ(data.of("due:monthly@990101/2016-02"), "fails");
    EXPECT_EQ(data.of("due:monthly@990101/2016-03"), "nothing");
    EXPECT_EQ(data.of("due:monthly@990102/2016-03"), "fails");
}

TEST(peer_relations, a_level_owes_what_it_reports) {
    report data = under(R"([[due]]
code = "yearly"
level = "prefecture"
indicators = ["talks"]
every = "year"
by_day = 22
)");
    data.put("990101", "talks", "2016", "3");
    EXPECT_THAT(data.says("due"), ElementsAre("due:yearly@9901/2016: fails"));
    data.put("9901", "talks", "2016", "3");
    EXPECT_THAT(data.says("due"), IsEmpty());
}

TEST(peer_relations, a_figure_is_of_the_kind_that_is_counted) {
    report data = under("");
    data.put(county, "talks", "2016", "-1").put(county, "units", "2016", "3");
    data.put(county, "people", "2016", "2.5");
    EXPECT_THAT(data.says("domain"),
                UnorderedElementsAre("domain@990101/2016#talks: fails",
                                     "domain@990101/2016#people: fails"));
}

TEST(peer_relations, a_rule_says_in_its_own_words_what_it_asks) {
    report data = checked_by("talks <= 5",
                             "message = { en = \"at most five talks a year\", "
                             "zh = \"一年至多五场\" }");
    data.put(county, "talks", "2016", "6").put(county, "talks", "2017", "5");
    EXPECT_THAT(data.says("own"), ElementsAre("own@990101/2016: fails", "own@990101/2017: holds"));
    const check_report found = check(data.data());
    const bilingual line = message_of(found.findings.front(), found, data.data());
    EXPECT_NE(line.en.find("at most five talks a year"), std::string::npos) << line.en;
    EXPECT_NE(line.zh.find("一年至多五场"), std::string::npos) << line.zh;
}

// -- R validate -----------------------------------------------------------------------------------

TEST(peer_relations, a_coded_list_adds_up_level_by_level) {
    const auto rule = [] { return checked_by("units[a] = units[a1] + units[a2]"); };
    EXPECT_EQ(said(rule(), {{"units a", "7"}, {"units a1", "3"}, {"units a2", "4"}}), "holds");
    EXPECT_EQ(said(rule(), {{"units a", "8"}, {"units a1", "3"}, {"units a2", "4"}}), "fails");
    EXPECT_EQ(said(rule(), {{"units a", "7"}, {"units a1", "3"}}), "unknown, units 2016 a2 4");
}

TEST(peer_relations, a_total_is_that_of_its_group) {
    report data = checked_by("talks = sum(talks over children)");
    data.put("990101", "talks", "2016", "3").put("990102", "talks", "2016", "4");
    data.put("9901", "talks", "2016", "7");
    data.put("990101", "talks", "2015", "3").put("990102", "talks", "2015", "4");
    data.put("9901", "talks", "2015", "8").put("990103", "talks", "2016", "0");
    EXPECT_EQ(data.of("own@9901/2016"), "holds");
    EXPECT_EQ(data.of("own@9901/2015"), "fails");
}

TEST(peer_relations, a_distance_that_is_allowed_is_written_out) {
    const auto rule = [] { return checked_by("abs(units - old_units) <= 2"); };
    EXPECT_EQ(said(rule(), {{"units", "12"}, {"old_units", "10"}}), "holds");
    EXPECT_EQ(said(rule(), {{"units", "7"}, {"old_units", "10"}}), "fails");
}

TEST(peer_relations, nothing_is_allowed_that_is_not_written) {
    const auto rule = [] { return checked_by("units = old_units"); };
    EXPECT_EQ(said(rule(), {{"units", "100000000"}, {"old_units", "100000001"}}), "fails");
    EXPECT_EQ(said(rule(), {{"units", "100000001"}, {"old_units", "100000001"}}), "holds");
}

TEST(peer_relations, a_number_is_one_of_those_listed) {
    const auto rule = [] { return checked_by("number = 1 or number = 2 or number = 5"); };
    EXPECT_EQ(said(rule(), {{"number", "2"}}), "holds");
    EXPECT_EQ(said(rule(), {{"number", "3"}}), "fails");
}

TEST(peer_relations, some_figure_of_several_is_there) {
    const auto rule = [] {
        return checked_by("if reported(units) then reported(talks) or reported(people)");
    };
    EXPECT_EQ(said(rule(), {{"units", "3"}}), "fails");
    EXPECT_EQ(said(rule(), {{"units", "3"}, {"people", "9"}}), "holds");
}

TEST(peer_relations, one_figure_of_several_is_there) {
    const auto rule = [] {
        return checked_by(
            "if reported(units) then reported(talks) and not reported(people) or "
            "not reported(talks) and reported(people)");
    };
    EXPECT_EQ(said(rule(), {{"units", "3"}, {"talks", "1"}, {"people", "9"}}), "fails");
    EXPECT_EQ(said(rule(), {{"units", "3"}}), "fails");
    EXPECT_EQ(said(rule(), {{"units", "3"}, {"people", "9"}}), "holds");
}

TEST(peer_relations, a_sequence_goes_up_by_one) {
    report data = checked_by("number = number[previous] + 1");
    data.put(county, "number", "2014", "3").put(county, "number", "2015", "4");
    data.put(county, "number", "2016", "6");
    EXPECT_EQ(data.of("own@990101/2015"), "holds");
    EXPECT_EQ(data.of("own@990101/2016"), "fails");
}

TEST(peer_relations, several_conditions_decide_together) {
    const auto rule = [] {
        return checked_by("if talks > 0 and units > 0 then people >= talks or old_units >= units");
    };
    const auto of = [&](std::string_view talks, std::string_view people, std::string_view old) {
        return said(rule(),
                    {{"talks", talks}, {"units", "4"}, {"people", people}, {"old_units", old}});
    };
    EXPECT_EQ(of("5", "4", "3"), "fails");
    EXPECT_EQ(of("5", "4", "4"), "holds");
    EXPECT_EQ(of("5", "5", "3"), "holds");
    EXPECT_EQ(of("0", "4", "3"), "nothing");
}

// -- XBRL Calculation 1.1 -------------------------------------------------------------------------

TEST(peer_relations, what_is_added_and_what_is_taken_away) {
    const auto rule = [] { return checked_by("units = old_units + new_units - closed_units"); };
    const auto figures = [](std::string_view total) {
        return std::vector<told_figure>{
            {"units", total}, {"old_units", "10"}, {"new_units", "5"}, {"closed_units", "3"}};
    };
    EXPECT_EQ(said(rule(), figures("12")), "holds");
    EXPECT_EQ(said(rule(), figures("18")), "fails");
}

TEST(peer_relations, rounded_figures_agree_where_their_ranges_meet) {
    const auto sums = [] { return checked_by("units = old_units + new_units"); };
    EXPECT_EQ(said(sums(), {{"units", "10.2万"}, {"old_units", "10万"}, {"new_units", "2000"}}),
              "possible");
    EXPECT_EQ(said(sums(), {{"units", "10.2万"}, {"old_units", "101900"}, {"new_units", "100"}}),
              "holds");
    EXPECT_EQ(said(sums(), {{"units", "10.2万"}, {"old_units", "9.9万"}, {"new_units", "1000"}}),
              "fails");
}

TEST(peer_relations, figures_that_were_cut_off_would_agree) {
    report data = checked_by("units = old_units + new_units");
    data.put(county, "units", "2016", "10.2万").put(county, "old_units", "2016", "102000");
    data.put(county, "new_units", "2016", "900");
    const check_report found = check(data.data());
    const finding* const failing = [&]() -> const finding* {
        for (const finding& each : found.findings) {
            if (each.result == verdict::fails) {
                return &each;
            }
        }
        return nullptr;
    }();
    ASSERT_NE(failing, nullptr);
    SCOPED_TRACE(message_of(*failing, found, data.data()).en);
    const std::vector<other_reading> ways = other_readings{found, data.data()}.of(*failing);
    EXPECT_NE(std::ranges::find(ways, other_reading{reading_way::truncated, verdict::holds}),
              ways.end());
    EXPECT_EQ(said(checked_by("units = old_units + new_units"),
                   {{"units", "10.2万"}, {"old_units", "102000"}, {"new_units", "400"}}),
              "holds");
}

TEST(peer_relations, a_fact_that_is_there_twice_counts_with_what_both_admit) {
    const auto rule = [](std::string_view again, std::string_view part) {
        report data = checked_by("units = old_units + new_units");
        data.put(county, "units", "2016", "10.2万", {}, "1");
        data.put(county, "units", "2016", again, {}, "2");
        data.put(county, "old_units", "2016", "102000").put(county, "new_units", "2016", part);
        return data.of("own@990101/2016");
    };
    EXPECT_EQ(rule("102300", "300"), "holds");
    EXPECT_EQ(rule("102300", "301"), "fails");
    // The two exclude each other: which of them the parts contradict is not known.
    EXPECT_EQ(rule("109000", "300").substr(0, 7), "nothing");
}

// -- VTL ------------------------------------------------------------------------------------------

TEST(peer_relations, an_item_and_a_sum_are_compared_by_every_sign) {
    const auto of = [](const std::string& sign, std::string_view whole) {
        return said(checked_by("units[a] " + sign + " units[a1] + units[a2] - units[a3]"),
                    {{"units a", whole}, {"units a1", "6"}, {"units a2", "2"}, {"units a3", "1"}});
    };
    EXPECT_EQ(of("=", "7"), "holds");
    EXPECT_EQ(of("=", "8"), "fails");
    EXPECT_EQ(of(">", "8"), "holds");
    EXPECT_EQ(of(">", "7"), "fails");
    EXPECT_EQ(of(">=", "7"), "holds");
    EXPECT_EQ(of(">=", "6"), "fails");
    EXPECT_EQ(of("<", "6"), "holds");
    EXPECT_EQ(of("<", "7"), "fails");
    EXPECT_EQ(of("<=", "7"), "holds");
    EXPECT_EQ(of("<=", "8"), "fails");
}

/// The six modes, of the rule that a is a1 and a2: what is said where these three stand.
std::string in_mode(const std::string& lines,
                    std::string_view a,
                    std::string_view a1,
                    std::string_view a2) {
    std::vector<told_figure> figures;
    for (const auto& each :
         std::array<told_figure, 3>{{{"units a", a}, {"units a1", a1}, {"units a2", a2}}}) {
        if (each.text != "x") {
            figures.push_back(each);
        }
    }
    return said(checked_by("units[a] - units[a1] - units[a2] = 0", lines), figures);
}

TEST(peer_relations, non_null_judges_where_all_are_there) {
    const std::string mode =
        "when = \"reported(units[a]) and reported(units[a1]) and reported(units[a2])\"";
    EXPECT_EQ(in_mode(mode, "5", "5", "x"), "nothing");
    EXPECT_EQ(in_mode(mode, "5", "5", "0"), "holds");
    EXPECT_EQ(in_mode(mode, "5", "5", "1"), "fails");
}

TEST(peer_relations, non_zero_judges_where_any_is_more_than_zero) {
    const std::string mode =
        "absent = \"zero\"\nwhen = \"units[a] > 0 or units[a1] > 0 or units[a2] > 0\"";
    EXPECT_EQ(in_mode(mode, "0", "0", "x"), "nothing");
    EXPECT_EQ(in_mode(mode, "5", "5", "x"), "holds");
    EXPECT_EQ(in_mode(mode, "x", "5", "x"), "fails");
}

TEST(peer_relations, partial_null_leaves_open_what_is_missing) {
    EXPECT_EQ(in_mode("", "5", "3", "x"), "unknown, units 2016 a2 2");
    EXPECT_EQ(in_mode("", "x", "3", "x"), "unknown, units 2016 a [3, ...), units 2016 a2 [0, ...)");
    EXPECT_EQ(in_mode("", "5", "6", "x"), "fails");
    EXPECT_EQ(in_mode("", "5", "3", "2"), "holds");
}

TEST(peer_relations, partial_zero_reads_what_is_missing_as_zero) {
    EXPECT_EQ(in_mode("absent = \"zero\"", "5", "5", "x"), "holds");
    EXPECT_EQ(in_mode("absent = \"zero\"", "5", "3", "x"), "fails");
    EXPECT_EQ(in_mode("absent = \"zero\"", "x", "3", "x"), "fails");
}

TEST(peer_relations, nothing_is_judged_where_nothing_was_reported) {
    EXPECT_EQ(in_mode("", "x", "x", "x"), "nothing");
    EXPECT_EQ(in_mode("absent = \"zero\"", "x", "x", "x"), "nothing");
}

TEST(peer_relations, a_condition_chooses_the_rule) {
    const auto rule = [] { return checked_by("people >= 10", "when = \"talks > 5\""); };
    EXPECT_EQ(said(rule(), {{"talks", "6"}, {"people", "9"}}), "fails");
    EXPECT_EQ(said(rule(), {{"talks", "6"}, {"people", "10"}}), "holds");
    EXPECT_EQ(said(rule(), {{"talks", "5"}, {"people", "9"}}), "nothing");
}

// -- report systems in China ----------------------------------------------------------------------

TEST(peer_relations, two_tables_tell_one_number) {
    const auto rule = [] { return checked_by("units = old_units + new_units"); };
    EXPECT_EQ(said(rule(), {{"units", "9"}, {"old_units", "7"}, {"new_units", "2"}}), "holds");
    EXPECT_EQ(said(rule(), {{"units", "9"}, {"old_units", "7"}, {"new_units", "3"}}), "fails");
}

TEST(peer_relations, if_one_is_there_another_must_be) {
    const auto rule = [] { return checked_by("如果talks大于0，那么people大于0"); };
    EXPECT_EQ(said(rule(), {{"talks", "3"}, {"people", "0"}}), "fails");
    EXPECT_EQ(said(rule(), {{"talks", "3"}, {"people", "90"}}), "holds");
    EXPECT_EQ(said(rule(), {{"talks", "0"}, {"people", "0"}}), "nothing");
}

TEST(peer_relations, a_change_against_last_year_stays_in_a_range) {
    report data = checked_by("talks / talks[same period last year] between 0.5 and 1.5",
                             "severity = \"query\"");
    data.put(county, "talks", "2015-03", "20").put(county, "talks", "2016-03", "31");
    data.put(county, "talks", "2015-04", "20").put(county, "talks", "2016-04", "30");
    EXPECT_EQ(data.of("own@990101/2016-03"), "fails");
    EXPECT_EQ(data.of("own@990101/2016-04"), "holds");
}

TEST(peer_relations, a_query_is_answered_until_a_figure_changes) {
    const auto answered = [](std::string_view people) {
        report before = checked_by("talks <= people", "severity = \"query\"");
        before.put(county, "talks", "2016", "6").put(county, "people", "2016", "5");
        const check_report found = check(before.data());
        finding_explanation given;
        given.key = "own@990101/2016";
        given.office = "statistics office";
        given.text = "the hall was empty";
        given.figures = fingerprint_of(found.findings.at(0), found, before.data());
        report after = checked_by("talks <= people", "severity = \"query\"");
        after.put(county, "talks", "2016", "6").put(county, "people", "2016", people);
        const check_report again = check(after.data());
        const std::vector<answered_finding> answers =
            answers_to(again, after.data(), std::vector{given});
        return answers.size() == 1 ? name_of(answers.front().state) : "not one answer";
    };
    EXPECT_STREQ(answered("5"), "accepted");
    EXPECT_STREQ(answered("4"), "reopened");
    EXPECT_STREQ(answered("6"), "settled");
}

TEST(peer_relations, an_error_cannot_be_explained_away) {
    report data = checked_by("talks <= people");
    data.put(county, "talks", "2016", "6").put(county, "people", "2016", "5");
    finding_explanation given;
    given.key = "own@990101/2016";
    given.office = "statistics office";
    given.text = "it is so";
    const check_report found = check(data.data());
    const std::vector<answered_finding> answers =
        answers_to(found, data.data(), std::vector{given});
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers.front().state, answer_state::not_answerable);
}

// -- the table ------------------------------------------------------------------------------------

std::string contents(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::string without_blanks(std::string text) {
    std::erase_if(text, [](char each) { return each == ' ' || each == '\n'; });
    return text;
}

/// The rows of the tables of a section whose last column is "test": what stands in that column.
std::vector<std::string> test_columns(const std::string& document, const std::string& section) {
    std::vector<std::string> found;
    const std::size_t begin = document.find("\n## " + section + '\n');
    if (begin == std::string::npos) {
        return found;
    }
    const std::size_t end = document.find("\n## ", begin + 1);
    std::string text = document.substr(begin, end == std::string::npos ? end : end - begin);
    bool within = false;
    while (!text.empty()) {
        const std::size_t line_end = std::min(text.find('\n'), text.size());
        const std::string line = text.substr(0, line_end);
        text.erase(0, line_end + 1);
        if (!line.starts_with("| ")) {
            within = false;
        } else if (line.ends_with("| test |")) {
            within = true;
        } else if (within && !line.starts_with("| ---")) {
            const std::size_t last = line.rfind(" | ");
            found.push_back(last == std::string::npos ? line : line.substr(last));
        }
    }
    return found;
}

/// The names in backticks.
std::vector<std::string> named_in(const std::string& column) {
    std::vector<std::string> names;
    for (std::size_t at = column.find('`'); at != std::string::npos;) {
        const std::size_t end = column.find('`', at + 1);
        if (end == std::string::npos) {
            break;
        }
        names.push_back(column.substr(at + 1, end - at - 1));
        at = column.find('`', end + 1);
    }
    return names;
}

TEST(peer_relations, every_row_of_the_table_names_tests_that_there_are) {
    const std::filesystem::path sources{CROSSFOOT_SOURCE_DIR};
    std::string tests;
    for (const auto& each : std::filesystem::recursive_directory_iterator{sources / "tests"}) {
        if (each.path().extension() == ".cpp") {
            tests += without_blanks(contents(each.path()));
        }
    }
    const std::vector<std::string> rows =
        test_columns(contents(sources / "docs" / "rules.md"), "Every kind of relation");
    EXPECT_GT(rows.size(), 50U);
    for (const std::string& row : rows) {
        const std::vector<std::string> names = named_in(row);
        EXPECT_FALSE(names.empty()) << "no test in: " << row;
        for (const std::string& name : names) {
            const std::size_t dot = name.find('.');
            const std::string wanted =
                dot == std::string::npos
                    ? name
                    : "TEST(" + name.substr(0, dot) + ',' + name.substr(dot + 1) + "){";
            EXPECT_NE(tests.find(wanted), std::string::npos) << name;
        }
    }
}

}  // namespace
