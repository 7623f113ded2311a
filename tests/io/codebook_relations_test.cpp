// What a codebook says of how indicators are related over time, of rules and of who reports.

#include <crossfoot/check/rule.hpp>
#include <crossfoot/io/codebook_file.hpp>

#include "../support/printed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;

const std::string format = "format = \"crossfoot-codebook/1\"\n";

/// Two flows, a stock, a rate and a breakdown that others can refer to; 20 lines.
const std::string world = format + R"([[breakdown]]
code = "class"
items = [ { code = "a" }, { code = "b" } ]
[[indicator]]
code = "talks"
counts = "events"
nature = "flow"
unit = "场次"
[[indicator]]
code = "walks"
nature = "flow"
[[indicator]]
code = "units"
counts = "organisations"
[[indicator]]
code = "named"
counts = "organisations"
part_of = "units"
[[indicator]]
code = "named_rate"
nature = "rate"
numerator = "named"
denominator = "units"
shown = "percent"
)";

std::vector<diagnostic> problems_of(const std::string& toml) {
    std::vector<diagnostic> problems;
    const bool is_taken = read_codebook(toml, "codebook.toml", problems).has_value();
    EXPECT_EQ(is_taken, problems.empty());
    return problems;
}

codebook good(const std::string& more) {
    std::vector<diagnostic> problems;
    std::optional<codebook> book = read_codebook(world + more, "codebook.toml", problems);
    for (const diagnostic& each : problems)
        ADD_FAILURE() << to_string(each, language::en);
    return std::move(book).value_or(codebook{});
}

/// The lines before what follows the world.
std::size_t world_lines() {
    return static_cast<std::size_t>(std::ranges::count(world, '\n'));
}

/// What is wrong with what follows the world, one a line: "2:1 code: message".
std::string told(const std::string& more) {
    std::string text;
    for (const diagnostic& each : problems_of(world + more)) {
        text += std::to_string(each.where.line - world_lines()) + ':' +
                std::to_string(each.where.column) + ' ' + name_of(each.code) + ": " +
                each.message.en + '\n';
    }
    return text;
}

/// An indicator "x" with these lines.
std::string x(const std::string& lines) {
    return "[[indicator]]\ncode = \"x\"\n" + lines + '\n';
}

const indicator& x_of(const codebook& book) {
    return book[book.indicator_at("x")];
}

// ---- what is read
// --------------------------------------------------------------------------------

TEST(codebook_relations, a_running_total_names_the_flow_that_it_adds_up) {
    for (const char* const nature : {"cumulative", "year_to_date"}) {
        const codebook book =
            good(x("nature = \"" + std::string{nature} + "\"\naccumulates = \"talks\""));
        EXPECT_EQ(x_of(book).accumulates, book.find_indicator("talks"));
    }
}

TEST(codebook_relations, a_stock_names_what_comes_and_what_goes) {
    const codebook book = good(x("inflows = [\"talks\"]\noutflows = [\"walks\"]"));
    EXPECT_EQ(x_of(book).inflows, std::vector{book.indicator_at("talks")});
    EXPECT_EQ(x_of(book).outflows, std::vector{book.indicator_at("walks")});
}

TEST(codebook_relations, a_growth_needs_no_counts_and_is_against_the_year_before) {
    const codebook book = good(x("nature = \"rate\"\ngrowth_of = \"talks\""));
    EXPECT_EQ(x_of(book).growth_of, book.find_indicator("talks"));
    EXPECT_EQ(x_of(book).against, compared_with::same_period_last_year);
    EXPECT_TRUE(x_of(book).shown_as_percent);
    EXPECT_EQ(book.domain_of(x_of(book)), interval::at_least(-1));
}

TEST(codebook_relations, a_growth_may_be_against_the_period_before) {
    const codebook book =
        good(x("nature = \"rate\"\ngrowth_of = \"talks\"\nagainst = \"previous\""));
    EXPECT_EQ(x_of(book).against, compared_with::previous);
}

TEST(codebook_relations, a_change_counts_what_its_base_counts) {
    const codebook of_count = good(x("change_of = \"talks\""));
    EXPECT_EQ(x_of(of_count).counts, counted::events);
    EXPECT_EQ(x_of(of_count).unit, "场次");
    EXPECT_TRUE(x_of(of_count).counts_whole());
    EXPECT_TRUE(x_of(of_count).additive);
    const codebook of_rate = good(x("nature = \"rate\"\nchange_of = \"named_rate\""));
    EXPECT_FALSE(x_of(of_rate).counts_whole());
    EXPECT_TRUE(x_of(of_rate).shown_as_percent);
    EXPECT_FALSE(x_of(good(x("change_of = \"named_rate\""))).additive);
}

TEST(codebook_relations, a_change_of_a_later_indicator_counts_what_that_one_counts) {
    const codebook book = good(x("change_of = \"y\"") +
                               "[[indicator]]\ncode = \"y\"\nchange_of = \"z\"\n"
                               "[[indicator]]\ncode = \"z\"\ncounts = \"area\"\n");
    EXPECT_EQ(x_of(book).counts, counted::area);
}

TEST(codebook_relations, what_tells_of_the_year_before_may_be_a_rate_without_counts) {
    const codebook book = good(x("nature = \"rate\"\nsame_period_last_year_of = \"named_rate\""));
    EXPECT_EQ(x_of(book).last_year_of, book.find_indicator("named_rate"));
    EXPECT_TRUE(book.is_share(x_of(book)));
    EXPECT_TRUE(book.is_of_a_moment(x_of(book)));
}

TEST(codebook_relations, a_yearly_event_has_a_year_zero) {
    EXPECT_EQ(x_of(good(x("nature = \"attribute\"\nyear_zero = 1982"))).year_zero, 1982);
}

TEST(codebook_relations, an_indicator_may_keep_its_magnitude) {
    EXPECT_TRUE(x_of(good(x("magnitude = true"))).keeps_magnitude);
    EXPECT_FALSE(x_of(good(x(""))).keeps_magnitude);
}

TEST(codebook_relations, a_derived_rule_over_time_can_be_given_another_severity) {
    const codebook book = good(x("nature = \"rate\"\ngrowth_of = \"talks\"") +
                               "[[rule]]\ncode = \"growth:x\"\nseverity = \"hint\"\n");
    for (const rule& each : derive_rules(book)) {
        EXPECT_EQ(each.weight == severity::hint, each.code == "growth:x") << each.code;
    }
}

TEST(codebook_relations, classes_may_be_nested_or_overlap) {
    const codebook nested = good(x("breakdowns = [ { by = \"class\", as = \"nested\" } ]"));
    EXPECT_EQ(x_of(nested).breakdowns.at(0).as, breakdown_kind::nested);
    const codebook overlapping =
        good(x("breakdowns = [ { by = \"class\", as = \"overlapping\" } ]"));
    EXPECT_EQ(x_of(overlapping).breakdowns.at(0).as, breakdown_kind::partition);
    EXPECT_EQ(x_of(overlapping).breakdowns.at(0).counting, tier_counting::held);
}

TEST(codebook_relations, a_breakdown_may_be_another_at_some_places) {
    const codebook book =
        good(x("breakdowns = [ { by = \"class\", as = \"of_which\", only_in = [\"9901\"] },\n"
               "{ by = \"class\" }, { by = \"class\", as = \"nested\", only_in = [\"9902\"] } ]"));
    ASSERT_EQ(x_of(book).breakdowns.size(), 3U);
    EXPECT_EQ(x_of(book).breakdowns[0].only_in, std::vector<std::string>{"9901"});
    const breakdown_use* const elsewhere = x_of(book).find_use(book.breakdown_at("class"));
    ASSERT_NE(elsewhere, nullptr);
    EXPECT_EQ(elsewhere->as, breakdown_kind::partition);
}

TEST(codebook_relations, an_exemption_is_read_with_its_end_and_its_reason) {
    const codebook book = good(R"([[exemption]]
place = "990103"
indicators = ["talks"]
until = "2017-12-31"
reason = { en = "flood", zh = "洪灾" }
[[exemption]]
place = "990104"
until = 2018-01-31
reason = "flood"
)");
    ASSERT_EQ(book.exemptions.size(), 2U);
    EXPECT_EQ(book.exemptions[0].place, "990103");
    EXPECT_EQ(book.exemptions[0].indicators, std::vector{book.indicator_at("talks")});
    EXPECT_EQ(book.exemptions[0].until, parse_day("2017-12-31"));
    EXPECT_EQ(book.exemptions[0].reason.zh, "洪灾");
    EXPECT_TRUE(book.exemptions[1].indicators.empty());
    EXPECT_EQ(book.exemptions[1].until, parse_day("2018-01-31"));
    EXPECT_EQ(book.exemptions[1].reason, (bilingual{"flood", "flood"}));
}

TEST(codebook_relations, an_obligation_says_who_owes_what_by_when) {
    const codebook book = good(R"([[due]]
code = "monthly"
name = { en = "monthly report", zh = "月报" }
level = "county"
indicators = ["talks", "walks"]
every = "month"
by_day = 22
months_after = 1
severity = "query"
[[due]]
code = "yearly"
places = ["990101"]
indicators = ["units"]
)");
    ASSERT_EQ(book.due.size(), 2U);
    const obligation& monthly = book.due[0];
    EXPECT_EQ(monthly.name.name.zh, "月报");
    EXPECT_EQ(monthly.level, book.find_level("county"));
    EXPECT_EQ(monthly.indicators.size(), 2U);
    EXPECT_EQ(monthly.every, reporting_interval::month);
    EXPECT_EQ(monthly.by_day, 22);
    EXPECT_EQ(monthly.months_after, 1);
    EXPECT_EQ(monthly.weight, severity::query);
    EXPECT_EQ(book.due[1].places, std::vector<std::string>{"990101"});
    EXPECT_EQ(book.due[1].every, reporting_interval::year);
    EXPECT_EQ(book.due[1].by_day, std::nullopt);
}

TEST(codebook_relations, a_source_says_how_its_totals_were_printed) {
    const codebook book = good(
        "[[source]]\nname = \"2.3\"\ntotals = \"adjusted\"\n"
        "[[source]]\nname = \"yearbook\"\n");
    ASSERT_EQ(book.sources.size(), 2U);
    EXPECT_EQ(book.sources[0].name, "2.3");
    EXPECT_EQ(book.sources[0].totals, printed_totals::adjusted);
    EXPECT_EQ(book.sources[1].totals, printed_totals::unadjusted);
}

// ---- what is wrong
// -------------------------------------------------------------------------------

TEST(codebook_relations, only_a_running_total_accumulates) {
    EXPECT_EQ(told(x("accumulates = \"talks\"")),
              "3:15 codebook_key: \"accumulates\" of \"x\", which is no running total: expected "
              "nature = \"cumulative\" or \"year_to_date\"\n");
}

TEST(codebook_relations, what_is_accumulated_is_a_flow) {
    EXPECT_EQ(told(x("nature = \"cumulative\"\naccumulates = \"units\"")),
              "4:15 codebook_reference: \"units\" is no flow: expected accumulates to name what "
              "has nature = \"flow\"\n");
}

TEST(codebook_relations, only_a_stock_has_flows_in_and_out) {
    EXPECT_EQ(told(x("nature = \"flow\"\ninflows = [\"talks\"]\noutflows = [\"walks\"]")),
              "4:11 codebook_key: \"inflows\" of \"x\", which is no stock: expected nature = "
              "\"stock\"\n"
              "5:12 codebook_key: \"outflows\" of \"x\", which is no stock: expected nature = "
              "\"stock\"\n");
    EXPECT_EQ(told(x("inflows = [\"units\"]")),
              "3:11 codebook_reference: \"units\" is no flow: expected inflows to name what has "
              "nature = \"flow\"\n");
}

TEST(codebook_relations, a_flow_is_named_once) {
    EXPECT_EQ(told(x("inflows = [\"talks\", \"talks\"]")),
              "3:21 codebook_value: \"talks\" is there twice: expected each indicator once\n");
    EXPECT_EQ(told(x("inflows = [\"talks\"]\noutflows = [\"talks\"]")),
              "4:12 codebook_value: \"talks\" is an inflow too: expected each flow once\n");
}

TEST(codebook_relations, an_unknown_indicator_is_told_with_what_was_meant) {
    const std::string hint = "\"talk\" is no indicator: did you mean \"talks\"?\n";
    EXPECT_EQ(told(x("nature = \"cumulative\"\naccumulates = \"talk\"")),
              "4:15 codebook_reference: " + hint);
    EXPECT_EQ(told(x("inflows = [\"talk\"]")), "3:12 codebook_reference: " + hint);
    EXPECT_EQ(told(x("outflows = [\"talk\"]")), "3:13 codebook_reference: " + hint);
    EXPECT_EQ(told(x("nature = \"rate\"\ngrowth_of = \"talk\"")),
              "4:13 codebook_reference: " + hint);
    EXPECT_EQ(told(x("change_of = \"talk\"")), "3:13 codebook_reference: " + hint);
    EXPECT_EQ(told(x("same_period_last_year_of = \"talk\"")), "3:28 codebook_reference: " + hint);
    EXPECT_EQ(told("[[exemption]]\nplace = \"9901\"\nindicators = [\"talk\"]\nreason = \"r\"\n"),
              "3:15 codebook_reference: " + hint);
    EXPECT_EQ(told("[[due]]\ncode = \"d\"\nlevel = \"county\"\nindicators = [\"talk\"]\n"),
              "4:15 codebook_reference: " + hint);
}

TEST(codebook_relations, a_growth_is_a_rate) {
    EXPECT_EQ(told(x("growth_of = \"talks\"")),
              "3:13 codebook_key: \"growth_of\" of \"x\", which is no rate: expected nature = "
              "\"rate\"\n");
}

TEST(codebook_relations, a_rate_is_told_in_one_way) {
    EXPECT_EQ(told(x("nature = \"rate\"\ngrowth_of = \"talks\"\nnumerator = \"named\"\n"
                     "denominator = \"units\"")),
              "5:13 codebook_key: \"numerator\" beside \"growth_of\": expected one of them\n"
              "6:15 codebook_key: \"denominator\" beside \"growth_of\": expected one of them\n");
    EXPECT_EQ(told(x("nature = \"rate\"\ngrowth_of = \"talks\"\nchange_of = \"talks\"")),
              "5:13 codebook_key: \"change_of\" beside \"growth_of\": expected one of them\n");
}

TEST(codebook_relations, a_rate_that_is_told_in_no_way_is_refused) {
    EXPECT_EQ(told(x("nature = \"rate\"")),
              "1:1 codebook_key: rate \"x\" has no numerator: expected the code of a count\n"
              "1:1 codebook_key: rate \"x\" has no denominator: expected the code of a count\n");
}

TEST(codebook_relations, nothing_grows_by_its_own_growth) {
    EXPECT_EQ(told(x("nature = \"rate\"\ngrowth_of = \"x\"")),
              "4:13 codebook_reference: \"x\" is itself a growth or a change: expected growth_of "
              "to name a count or a rate\n");
}

TEST(codebook_relations, nothing_is_told_by_itself) {
    EXPECT_EQ(told(x("change_of = \"x\"")),
              "3:13 codebook_reference: \"x\" is told by itself: expected change_of to lead to "
              "another indicator\n");
    EXPECT_EQ(told(x("same_period_last_year_of = \"y\"") +
                   "[[indicator]]\ncode = \"y\"\nsame_period_last_year_of = \"x\"\n"),
              "3:28 codebook_reference: \"x\" is told by itself: expected "
              "same_period_last_year_of to lead to another indicator\n"
              "6:28 codebook_reference: \"y\" is told by itself: expected "
              "same_period_last_year_of to lead to another indicator\n");
}

TEST(codebook_relations, a_change_counts_nothing_else_than_its_base) {
    EXPECT_EQ(told(x("counts = \"area\"\nchange_of = \"talks\"")),
              "3:10 codebook_value: \"area\" is not what \"talks\" counts: expected counts = "
              "\"events\", or none\n");
    EXPECT_EQ(told(x("counts = \"events\"\nchange_of = \"talks\"")), "");
}

TEST(codebook_relations, against_needs_a_growth_or_a_change) {
    EXPECT_EQ(told(x("against = \"previous\"")),
              "3:11 codebook_key: \"against\" without growth_of or change_of: expected one of "
              "them\n");
    EXPECT_EQ(told(x("change_of = \"talks\"\nagainst = \"before\"")),
              "4:11 codebook_value: \"before\" is no value of \"against\": expected "
              "same_period_last_year or previous\n");
}

TEST(codebook_relations, a_year_zero_is_a_year_of_a_lasting_number) {
    EXPECT_EQ(told(x("nature = \"flow\"\nyear_zero = 1982")),
              "4:13 codebook_key: \"year_zero\" of \"x\", which is no lasting number: expected "
              "nature = \"attribute\" or \"stock\"\n");
    EXPECT_EQ(told(x("year_zero = \"1982\"")),
              "3:13 codebook_key: \"year_zero\" is of the wrong type: expected a whole number "
              "from 1 to 9999\n");
}

TEST(codebook_relations, a_breakdown_is_as_one_of_those_there_are) {
    EXPECT_EQ(told(x("breakdowns = [ { by = \"class\", as = \"split\" } ]")),
              "3:37 codebook_value: \"split\" is no value of \"as\": expected partition, of_which, "
              "nested or overlapping\n");
    EXPECT_EQ(
        told(x("breakdowns = [ { by = \"class\", as = \"overlapping\", counting = \"held\" } ]")),
        "3:63 codebook_key: \"counting\" says nothing of as = \"overlapping\": expected it with "
        "partition\n");
}

TEST(codebook_relations, a_breakdown_that_is_there_twice_says_where) {
    EXPECT_EQ(told(x("breakdowns = [ { by = \"class\" }, { by = \"class\" } ]")),
              "3:34 codebook_value: breakdown \"class\" of \"x\" is there twice: expected each "
              "breakdown once, or with only_in\n");
    EXPECT_EQ(told(x("breakdowns = [ { by = \"class\" }, { by = \"class\", only_in = [\"9901\"] "
                     "},\n{ by = \"class\", only_in = [\"9901\"] } ]")),
              "4:27 codebook_value: breakdown \"class\" of \"x\" is there twice for \"9901\": "
              "expected each place once\n");
    EXPECT_EQ(told(x("breakdowns = [ { by = \"class\", only_in = [\"9901\"] } ]")),
              "3:16 codebook_value: breakdown \"class\" of \"x\" is there with only_in alone: "
              "expected it once without, for elsewhere\n");
}

TEST(codebook_relations, an_exemption_has_a_place_and_a_reason) {
    EXPECT_EQ(told("[[exemption]]\nindicators = [\"talks\"]\n"),
              "1:1 codebook_key: exemption without place: expected place = \"…\"\n"
              "1:1 codebook_key: exemption without reason: expected reason = \"…\"\n");
    EXPECT_EQ(told("[[exemption]]\nplace = \"9901\"\nreason = { en = \" \" }\n"),
              "3:10 codebook_key: exemption without reason: expected { en = \"…\", zh = \"…\" }\n");
}

TEST(codebook_relations, an_end_is_a_day_of_the_calendar) {
    EXPECT_EQ(told("[[exemption]]\nplace = \"9901\"\nreason = \"r\"\nuntil = \"2017-02-29\"\n"),
              "4:9 codebook_value: \"2017-02-29\" is not a date: expected a day such as "
              "2017-12-31\n");
    EXPECT_EQ(told("[[exemption]]\nplace = \"9901\"\nreason = \"r\"\nuntil = 2017\n"),
              "4:9 codebook_key: \"until\" is of the wrong type: expected a day such as "
              "\"2017-12-31\"\n");
}

TEST(codebook_relations, an_obligation_says_who_and_what) {
    EXPECT_EQ(told("[[due]]\ncode = \"d\"\n"),
              "1:1 codebook_key: obligation \"d\" has neither level nor places: expected one of "
              "them\n"
              "1:1 codebook_key: obligation \"d\" owes nothing: expected indicators = [ \"…\" ]\n");
    EXPECT_EQ(told("[[due]]\ncode = \"d\"\nlevel = \"county\"\nplaces = [\"9901\"]\n"
                   "indicators = [\"talks\"]\n"),
              "1:1 codebook_key: obligation \"d\" has both level and places: expected one of "
              "them\n");
    EXPECT_EQ(told("[[due]]\ncode = \"d\"\nlevel = \"cuonty\"\nindicators = [\"talks\"]\n"),
              "3:9 codebook_reference: \"cuonty\" is no level: did you mean \"county\"?\n");
}

TEST(codebook_relations, an_obligation_is_due_on_a_day_of_a_month) {
    const std::string due = "[[due]]\ncode = \"d\"\nlevel = \"county\"\nindicators = [\"talks\"]\n";
    EXPECT_EQ(told(due + "by_day = 32\n"),
              "5:10 codebook_key: \"by_day\" is of the wrong type: expected a whole number from 1 "
              "to 31\n");
    EXPECT_EQ(told(due + "months_after = 1\n"),
              "5:16 codebook_key: \"months_after\" without by_day: expected by_day = …\n");
    EXPECT_EQ(told(due + "every = \"week\"\n"),
              "5:9 codebook_value: \"week\" is no value of \"every\": expected month, quarter, "
              "half or year\n");
}

TEST(codebook_relations, a_source_has_a_name_of_its_own) {
    EXPECT_EQ(told("[[source]]\ntotals = \"adjusted\"\n"),
              "1:1 codebook_key: source without name: expected name = \"…\"\n");
    EXPECT_EQ(told("[[source]]\nname = \"a\"\n[[source]]\nname = \"a\"\n"),
              "3:1 codebook_value: source \"a\" is there twice: expected each code once\n");
    EXPECT_EQ(told("[[source]]\nname = \"a\"\ntotals = \"round\"\n"),
              "3:10 codebook_value: \"round\" is no value of \"totals\": expected unadjusted or "
              "adjusted\n");
}

TEST(codebook_relations, a_rule_without_a_check_has_no_condition) {
    EXPECT_EQ(told("[[rule]]\ncode = \"rollup:talks\"\nwhen = \"talks > 0\"\nabsent = \"zero\"\n"
                   "exceptions = []\n"),
              "3:8 codebook_key: \"when\" without a check: expected it in a rule of one's own\n"
              "4:10 codebook_key: \"absent\" without a check: expected it in a rule of one's own\n"
              "5:14 codebook_key: \"exceptions\" without a check: expected it in a rule of one's "
              "own\n");
}

TEST(codebook_relations, an_obligation_can_be_given_another_severity_by_its_rule) {
    EXPECT_EQ(told("[[due]]\ncode = \"d\"\nlevel = \"county\"\nindicators = [\"talks\"]\n"
                   "[[rule]]\ncode = \"due:d\"\nseverity = \"hint\"\n"),
              "");
}

TEST(codebook_relations, a_growth_of_persons_is_broken_down_as_persons_are) {
    EXPECT_EQ(told("[[indicator]]\ncode = \"heads\"\ncounts = \"persons\"\n" +
                   x("nature = \"rate\"\ngrowth_of = \"heads\"\nbreakdowns = [ { by = \"class\" } "
                     "]")),
              "4:1 person_breakdown: indicator \"x\" counts persons and is broken down by "
              "\"class\": expected persons to be broken down by tier or kind of activity only\n");
}

// ---- rules in words
// ------------------------------------------------------------------------------

/// What is wrong with a rule of that check, where `lines` follow: "3:15 rule_syntax".
std::string place_of_fault(const std::string& check, const std::string& lines = "") {
    const auto problems =
        problems_of(world + "[[rule]]\ncode = \"r\"\ncheck = " + check + "\n" + lines);
    if (problems.size() != 1) return std::to_string(problems.size()) + " problems";
    return std::to_string(problems[0].where.line - world_lines()) + ':' +
           std::to_string(problems[0].where.column) + ' ' + name_of(problems[0].code);
}

TEST(codebook_relations, a_fault_in_a_rule_is_told_where_it_is) {
    EXPECT_EQ(place_of_fault("\"talks > \""), "3:18 rule_syntax");
    EXPECT_EQ(place_of_fault("\"talks > walk\""), "3:18 rule_reference");
    EXPECT_EQ(place_of_fault("'talks > walk'"), "3:18 rule_reference");
    EXPECT_EQ(place_of_fault("\"如果 walks > 1 那么 walk > 2\""), "3:26 rule_reference");
}

TEST(codebook_relations, a_fault_in_a_text_of_several_lines_is_told_where_it_begins) {
    EXPECT_EQ(place_of_fault("\"\"\"\ntalks > walk\"\"\""), "3:9 rule_reference");
    EXPECT_EQ(place_of_fault("\"\"\"talks > walk\"\"\""), "3:9 rule_reference");
    EXPECT_EQ(place_of_fault("\"\\u0074alks > walk\""), "3:9 rule_reference");
}

TEST(codebook_relations, a_condition_is_read_as_a_check_is) {
    EXPECT_EQ(place_of_fault("\"talks > 1\"", "when = \"walk > 1\""), "4:9 rule_reference");
}

TEST(codebook_relations, things_of_different_kinds_are_not_compared) {
    EXPECT_EQ(place_of_fault("\"talks > units\"").substr(5), "rule_units");
}

TEST(codebook_relations, a_rule_that_never_holds_is_refused) {
    EXPECT_EQ(told("[[rule]]\ncode = \"r\"\ncheck = \"talks < 0\"\n"),
              "3:9 rule_never_holds: no figures satisfy \"talks < 0\": expected a rule that some "
              "figures satisfy\n");
}

TEST(codebook_relations, rules_that_contradict_are_refused_at_the_last_of_them) {
    EXPECT_EQ(told("[[rule]]\ncode = \"many\"\ncheck = \"talks >= 20\"\n"
                   "[[rule]]\ncode = \"few\"\ncheck = \"talks <= 10\"\n"),
              "6:9 rules_contradict: no figures satisfy many (\"talks >= 20\") and few (\"talks <= "
              "10\") together: expected rules that some figures satisfy\n");
    EXPECT_EQ(told("[[rule]]\ncode = \"more\"\ncheck = \"named > units\"\n"),
              "3:9 rules_contradict: no figures satisfy more (\"named > units\") and part_of:named "
              "(named are at most units) together: expected rules that some figures satisfy\n");
}

TEST(codebook_relations, a_rule_that_never_fails_is_taken) {
    EXPECT_EQ(told("[[rule]]\ncode = \"r\"\ncheck = \"talks >= 0\"\n"), "");
}

TEST(codebook_relations, a_rule_of_ones_own_has_a_code_of_its_own) {
    EXPECT_EQ(told("[[rule]]\ncode = \"rollup:talks\"\ncheck = \"talks > 1\"\n"),
              "3:9 codebook_value: \"rollup:talks\" is a derived rule, whose check is known: "
              "expected another code, or no check\n");
}

TEST(codebook_relations, a_rule_has_a_condition_a_reading_of_absence_and_exceptions) {
    const codebook book = good(R"([[rule]]
code = "r"
check = "talks > 1"
when = "month = 12"
absent = "zero_if_filed"
exceptions = [ { place = "990103", until = "2017-12-31", reason = { en = "flood", zh = "洪灾" } },
  { place = "990104", reason = "new" } ]
)");
    const written_rule& rule = book.rules.at(0);
    EXPECT_EQ(rule.when, "month = 12");
    EXPECT_EQ(rule.absent, absence::zero_if_filed);
    ASSERT_EQ(rule.exceptions.size(), 2U);
    EXPECT_EQ(rule.exceptions[0].place, "990103");
    EXPECT_EQ(rule.exceptions[0].until, parse_day("2017-12-31"));
    EXPECT_EQ(rule.exceptions[0].reason.zh, "洪灾");
    EXPECT_EQ(rule.exceptions[1].until, std::nullopt);
    EXPECT_EQ(rule.exceptions[1].reason.en, "new");
}

TEST(codebook_relations, an_exception_has_a_place_and_a_reason) {
    EXPECT_EQ(told("[[rule]]\ncode = \"r\"\ncheck = \"talks > 1\"\nexceptions = [ { } ]\n"),
              "4:16 codebook_key: exception without place: expected place = \"…\"\n"
              "4:16 codebook_key: exception without reason: expected reason = \"…\"\n");
}

}  // namespace
