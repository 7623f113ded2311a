#include <crossfoot/io/findings_output.hpp>

#include "../support/golden.hpp"
#include "../support/named_world.hpp"

#include <nlohmann/json.hpp>

namespace {

using namespace crossfoot;
using namespace named_world;
using small_world::at;

dataset county_with_an_unreadable_figure(std::string_view county_tier = "149") {
    dataset data = county(county_tier);
    data.add(at(data, "990101", "sites"), status::unreadable, "2.3…", "2.5");
    return data;
}

findings_options told_in(language which, std::string title = "examples/county-2016") {
    findings_options options;
    options.speech = which;
    options.title = std::move(title);
    return options;
}

nlohmann::json document_of(const dataset& data, const findings_options& options = {}) {
    return nlohmann::json::parse(findings_as_json(check(data), data, options));
}

TEST(findings_output, a_county_reads_like_its_report) {
    const dataset data = county_with_an_unreadable_figure();
    const check_report report = check(data);
    golden::expect("county.en.txt", findings_as_text(report, data, told_in(language::en)));
    golden::expect("county.zh.txt", findings_as_text(report, data, told_in(language::zh)));
}

TEST(findings_output, what_fails_stands_first) {
    const dataset data = county_with_an_unreadable_figure("194");
    const check_report report = check(data);
    golden::expect("county-slip.en.txt", findings_as_text(report, data, told_in(language::en)));
    golden::expect("county-slip.zh.txt", findings_as_text(report, data, told_in(language::zh)));
    findings_options of_the_county;
    of_the_county.filter.places = {data.where().at_code("990101")};
    golden::expect("county-slip.json", findings_as_json(report, data, of_the_county));
    golden::expect("county-slip.csv", findings_as_csv(report, data, {}));
}

TEST(findings_output, several_places_stand_each_under_its_name_with_what_follows) {
    dataset data = prefecture("136", "5");
    put(data, "99", "talks", "137");
    put(data, "990101", "creation_units", "261");
    put(data, "990101", "model_units", "262");
    put(data, "990101", "creation_rate", "95%");
    const check_report report = check(data);
    golden::expect("prefecture-slip.en.txt",
                   findings_as_text(report, data, told_in(language::en, "report")));
    golden::expect("prefecture-slip.zh.txt",
                   findings_as_text(report, data, told_in(language::zh, "report")));
}

TEST(findings_output, with_all_what_holds_and_what_can_be_computed_is_listed) {
    dataset data = prefecture("135", "5");
    put(data, "990101", "creation_units", "261");
    put(data, "990101", "model_units", "248");
    findings_options options = told_in(language::en, "report");
    options.list = listing::all;
    golden::expect("prefecture-all.en.txt", findings_as_text(check(data), data, options));
}

TEST(findings_output, colours_are_there_only_for_a_terminal) {
    const dataset data = county("194");
    const check_report report = check(data);
    findings_options options = told_in(language::en);
    EXPECT_EQ(findings_as_text(report, data, options).find('\x1b'), std::string::npos);
    options.colours = colouring::terminal;
    EXPECT_NE(findings_as_text(report, data, options).find("\x1b[1;31mFAILS\x1b[0m"),
              std::string::npos);
}

TEST(findings_output, the_summary_is_one_line) {
    const check_summary summary{60, 15, 14, 0, 0, 0, 1};
    EXPECT_EQ(to_string(summary, language::en), "0 fail · 14 hold · 0 possible · 1 cannot tell");
    EXPECT_EQ(to_string(summary, language::zh), "0 项不符 · 14 项相符 · 0 项可相符 · 1 项无法判定");
    EXPECT_EQ(to_string(check_summary{60, 17, 14, 0, 1, 2, 0}, language::en),
              "1 fail · 14 hold · 0 possible · 0 cannot tell · 2 follow");
}

TEST(findings_output, json_has_every_key_in_the_order_of_the_format) {
    const dataset data = county("194");
    const auto document = nlohmann::ordered_json::parse(findings_as_json(check(data), data, {}));
    std::vector<std::string> keys;
    for (const auto& [key, value] : document["findings"][0].items()) {
        keys.push_back(key);
    }
    EXPECT_EQ(keys,
              (std::vector<std::string>{
                  "key",        "rule",        "kind",      "severity",  "verdict",      "place",
                  "period",     "indicator",   "scope",     "breakdown", "reported",     "computed",
                  "difference", "bounds",      "duals",     "basis",     "follows_from", "readings",
                  "figures",    "explanation", "exception", "terms",     "message"}));
}

TEST(findings_output, json_numbers_are_strings) {
    const auto finding = document_of(county("194"))["findings"][0];
    EXPECT_EQ(finding["reported"]["lo"], "248");
    EXPECT_EQ(finding["computed"]["hi"], "293");
    EXPECT_EQ(finding["difference"],
              (nlohmann::json{{"lo", "-45"}, {"hi", "-45"}, {"least", "45"}}));
    EXPECT_TRUE(finding["bounds"].is_null());
    EXPECT_TRUE(finding["duals"].is_null());
}

TEST(findings_output, json_has_no_bound_where_there_is_none) {
    const auto finding = document_of(prefecture("129"))["findings"][0];
    EXPECT_EQ(finding["computed"],
              (nlohmann::json{
                  {"lo", "130"}, {"hi", nullptr}, {"lo_closed", true}, {"hi_closed", false}}));
    EXPECT_EQ(finding["difference"],
              (nlohmann::json{{"lo", nullptr}, {"hi", "-1"}, {"least", "1"}}));
}

TEST(findings_output, json_gives_the_fills_of_what_is_missing) {
    const auto finding = document_of(prefecture("136"))["findings"][0];
    EXPECT_EQ(finding["verdict"], "unknown");
    ASSERT_EQ(finding["bounds"].size(), 1U);
    EXPECT_EQ(finding["bounds"][0]["cell"]["place"], "990107");
    EXPECT_EQ(finding["bounds"][0]["lo"], "6");
    EXPECT_EQ(finding["bounds"][0]["hi"], "6");
}

TEST(findings_output, an_unreadable_figure_keeps_its_text_and_sets_no_bound) {
    const auto finding = document_of(county_with_an_unreadable_figure())["findings"][0];
    EXPECT_EQ(finding["kind"], "domain");
    EXPECT_EQ(finding["reported"]["text"], "2.3…");
    EXPECT_TRUE(finding["reported"]["lo"].is_null());
    EXPECT_EQ(finding["terms"][0]["source"], "2.5");
    EXPECT_EQ(finding["terms"][0]["status"], "unreadable");
}

TEST(findings_output, json_is_text_whatever_the_input_was) {
    dataset data = county();
    data.add(at(data, "990101", "sites"), status::unreadable, "\xff\x1b\"", "");
    EXPECT_EQ(document_of(data)["findings"][0]["reported"]["text"], "\xEF\xBF\xBD\x1b\"");
}

TEST(findings_output, findings_that_hold_are_listed_when_all_are_asked_for) {
    findings_options options;
    EXPECT_EQ(document_of(county(), options)["findings"].size(), 0U);
    options.list = listing::all;
    EXPECT_EQ(document_of(county(), options)["findings"].size(), 3U);
}

TEST(findings_output, a_json_line_is_one_finding) {
    const dataset data = county_with_an_unreadable_figure("194");
    const std::string lines = findings_as_json_lines(check(data), data, {});
    EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 2);
    EXPECT_EQ(nlohmann::json::parse(lines.substr(0, lines.find('\n')))["kind"], "domain");
}

TEST(findings_output, diagnostics_are_part_of_the_document) {
    const dataset data = county();
    const std::vector<diagnostic> problems{
        {diagnostic_code::not_a_figure, "figures.csv", {14, 32}, {"what is wrong", "有误"}}};
    const auto document = nlohmann::json::parse(findings_as_json(check(data), data, {}, problems));
    EXPECT_EQ(document["diagnostics"][0],
              (nlohmann::json{{"code", "not_a_figure"},
                              {"file", "figures.csv"},
                              {"line", 14},
                              {"column", 32},
                              {"message", {{"en", "what is wrong"}, {"zh", "有误"}}}}));
}

TEST(findings_output, a_filter_decides_what_is_listed_and_counted) {
    const dataset data = county("194");
    const check_report report = check(data);
    findings_options options;
    options.filter.indicators = {data.book().indicator_at("creation_rate")};
    const check_summary summary = summarise(report, data, options.filter);
    EXPECT_EQ(summary.fails, 0U);
    EXPECT_EQ(summary.holds, 1U);
    EXPECT_EQ(summary.figures, 1U);
    EXPECT_EQ(nlohmann::json::parse(findings_as_json(report, data, options))["findings"].size(),
              0U);
}

TEST(findings_output, a_filter_by_year_admits_what_lies_within_it) {
    const dataset data = county();
    finding_filter filter;
    filter.periods = {*period::parse("2016")};
    EXPECT_TRUE(filter.admits(at(data, "990101", "talks", "", "2016-03"), data.book()));
    EXPECT_FALSE(filter.admits(at(data, "990101", "talks", "", "2015-11/2016-04"), data.book()));
    filter.periods = {*period::parse("2016-12")};
    EXPECT_TRUE(filter.admits(at(data, "990101", "model_units", "", "2016"), data.book()));
    EXPECT_FALSE(filter.admits(at(data, "990101", "talks", "", "2016"), data.book()));
}

}  // namespace
