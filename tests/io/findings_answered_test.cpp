#include "../support/answered_report.hpp"
#include "../support/golden.hpp"

#include <nlohmann/json.hpp>

// What is shown of findings that offices have answered, and of those that are excused.
namespace {

using namespace crossfoot;
using namespace answered_report;
using small_world::at;

nlohmann::json finding_of(const nlohmann::json& document, const std::string& key) {
    for (const nlohmann::json& each : document["findings"]) {
        if (each["key"] == key) {
            return each;
        }
    }
    ADD_FAILURE() << "no finding " << key;
    return {};
}

TEST(findings_answered, text_tells_apart_what_is_explained_and_what_is_open_again) {
    golden::expect("answered.en.txt", shown_report{language::en}.text());
    golden::expect("answered.zh.txt", shown_report{language::zh}.text());
}

TEST(findings_answered, the_summary_says_how_many_of_those_that_fail_are_explained) {
    const shown_report shown;
    const check_summary summary =
        summarise(shown.report, shown.data, shown.options.filter, shown.given);
    EXPECT_EQ(summary.fails, 4U);
    EXPECT_EQ(summary.explained, 1U);
    EXPECT_NE(to_string(summary, language::en).find("4 fail (1 of them explained) · "),
              std::string::npos);
    EXPECT_NE(to_string(summary, language::zh).find("4 项不符（其中 1 项已说明） · "),
              std::string::npos);
}

TEST(findings_answered, a_filter_decides_which_explanations_are_counted) {
    shown_report shown;
    const auto explained_at = [&](std::string_view place) {
        shown.options.filter.places = {shown.data.where().at_code(place)};
        return summarise(shown.report, shown.data, shown.options.filter, shown.given).explained;
    };
    EXPECT_EQ(explained_at("990101"), 1U);
    EXPECT_EQ(explained_at("990102"), 0U);
}

TEST(findings_answered, json_says_what_was_answered_and_what_became_of_it) {
    const nlohmann::json document = shown_report{}.document();
    EXPECT_EQ(finding_of(document, first_key)["explanation"],
              (nlohmann::json{{"office", "statistics office"},
                              {"date", "2017-02-03"},
                              {"text", "two units, counted in both"},
                              {"state", "accepted"}}));
    EXPECT_EQ(finding_of(document, second_key)["explanation"]["state"], "reopened");
    EXPECT_EQ(finding_of(document,
                         "partition:teaching_sections:section@990104/2016")["explanation"]["state"],
              "not_answerable");
    EXPECT_EQ(finding_of(document, "part_of:model_units@990103/2016")["explanation"], nullptr);
    EXPECT_EQ(document["summary"]["explained"], 1);
    EXPECT_EQ(document["summary"]["fails"], 4);
    ASSERT_EQ(document["settled"].size(), 1U);
    EXPECT_EQ(document["settled"][0]["key"], "part_of:model_units@990107/2016");
}

TEST(findings_answered, json_gives_the_fingerprint_that_an_answer_quotes) {
    shown_report shown;
    const std::string figures = finding_of(shown.document(), second_key)["figures"];
    shown.given[1].figures = figures;
    shown.options.explanations = shown.given;
    EXPECT_EQ(finding_of(shown.document(), second_key)["explanation"]["state"], "accepted");
}

TEST(findings_answered, csv_has_the_state_in_its_last_column) {
    const shown_report shown;
    golden::expect("answered.csv", findings_as_csv(shown.report, shown.data, shown.options));
}

/// The report with one written rule's exception put on the finding of the third county.
shown_report& with_exception(shown_report& shown, std::optional<day> until) {
    codebook book = shown.data.book();
    written_rule own;
    own.code = "own";
    own.exceptions = {{"990103", until, {"split in March", "三月新设"}}};
    book.rules = {own};
    dataset excused{std::make_shared<const codebook>(std::move(book)), shown.data.shared_places()};
    for (const char* const county : {"990101", "990103"}) {
        put(excused, county, "creation_units", "261");
        put(excused, county, "model_units", "262");
    }
    shown.data = std::move(excused);
    shown.report = check(shown.data);
    for (finding& each : shown.report.findings) {
        if (each.result == verdict::fails &&
            shown.data.where().code(each.where.place) == "990103") {
            each.excused_by = 0;
        }
    }
    return shown;
}

TEST(findings_answered, what_is_excused_stands_by_itself_with_its_reason) {
    shown_report shown;
    with_exception(shown, parse_day("2017-12-31"));
    const std::string text = shown.text();
    EXPECT_NE(text.find("EXCUSED\n  County 3\n"), std::string::npos) << text;
    EXPECT_NE(text.find("excused until 2017-12-31: split in March"), std::string::npos) << text;
    EXPECT_NE(text.find("2 fail (1 of them explained, 1 excused)"), std::string::npos) << text;
    shown.options.speech = language::zh;
    EXPECT_NE(shown.text().find("例外（至 2017-12-31）：三月新设"), std::string::npos);
    EXPECT_NE(findings_as_csv(shown.report, shown.data, shown.options).find(",excused\n"),
              std::string::npos);
}

TEST(findings_answered, json_gives_the_exception) {
    shown_report shown;
    const std::string key = "part_of:model_units@990103/2016";
    with_exception(shown, parse_day("2017-12-31"));
    EXPECT_EQ(finding_of(shown.document(), key)["exception"],
              (nlohmann::json{{"place", "990103"},
                              {"until", "2017-12-31"},
                              {"reason", {{"en", "split in March"}, {"zh", "三月新设"}}}}));
    EXPECT_EQ(shown.document()["summary"]["excused"], 1);
    with_exception(shown, std::nullopt);
    EXPECT_EQ(finding_of(shown.document(), key)["exception"]["until"], nullptr);
    EXPECT_EQ(finding_of(shown.document(), first_key)["exception"], nullptr);
}

TEST(findings_answered, text_of_an_explanation_is_made_fit_to_be_shown) {
    shown_report shown;
    shown.given[0].text = "\x1b[31mred";
    shown.options.explanations = shown.given;
    EXPECT_EQ(shown.text().find('\x1b'), std::string::npos);
}

}  // namespace
