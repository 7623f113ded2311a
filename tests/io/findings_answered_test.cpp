#include <crossfoot/io/findings_output.hpp>
#include <crossfoot/io/verification_letter.hpp>

#include "../support/golden.hpp"
#include "../support/named_world.hpp"

#include <nlohmann/json.hpp>

// What is shown of findings that offices have answered, of those that are excused, and the letter
// that asks for answers.
namespace {

using namespace crossfoot;
using namespace named_world;
using small_world::at;

const std::string first_key = "part_of:model_units@990101/2016";
const std::string second_key = "part_of:model_units@990102/2016";

/// Three counties with more model units than units, which is a query, and a fourth whose tiers do
/// not add up, which is an error.
dataset report_with_queries() {
    codebook book = campaign();
    book.severities.emplace_back("part_of:model_units", severity::query);
    book.severities.emplace_back("rate:creation_rate", severity::hint);
    dataset data = small_world::empty_report(std::move(book));
    for (const char* const county : {"990101", "990102", "990103"}) {
        put(data, county, "creation_units", "261", "", "2016", scope::total, "2.1");
        put(data, county, "model_units", "262", "", "2016", scope::total, "2.2");
    }
    put(data, "990104", "teaching_sections", "5", "", "2016", scope::total, "3");
    put(data, "990104", "teaching_sections", "3", "section=core", "2016", scope::total, "3");
    put(data, "990104", "teaching_sections", "1", "section=auxiliary", "2016", scope::total, "3");
    return data;
}

/// The first accepted, the second given for other figures, one to an error, one to nothing.
std::vector<finding_explanation> explanations() {
    const auto said = [](std::string key, std::optional<std::string> figures) {
        return finding_explanation{std::move(key),
                                   "statistics office",
                                   *parse_day("2017-02-03"),
                                   "two units, counted in both",
                                   std::move(figures),
                                   {}};
    };
    return {said(first_key, std::nullopt),
            said(second_key, "bcdfghjkmnpq"),
            said("partition:teaching_sections:section@990104/2016", std::nullopt),
            said("part_of:model_units@990107/2016", std::nullopt)};
}

/// The check of that report, and how it is shown.
struct shown_report {
    dataset data = report_with_queries();
    check_report report = check(data);
    std::vector<finding_explanation> given = explanations();
    findings_options options;

    explicit shown_report(language which = language::en) {
        options.speech = which;
        options.title = "report";
        options.explanations = given;
    }
    shown_report(const shown_report&) = delete;
    shown_report& operator=(const shown_report&) = delete;

    [[nodiscard]] std::string text() const { return findings_as_text(report, data, options); }
    [[nodiscard]] nlohmann::json document() const {
        return nlohmann::json::parse(findings_as_json(report, data, options));
    }
    [[nodiscard]] std::string letter_to(std::string_view place) {
        options.filter.places = {data.where().at_code(place)};
        return verification_letter(report, data, options);
    }
};

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

/// A prefecture below whose total no fill of the silent county would do, or of which it is not
/// known; and a county whose tiers do not add up.
dataset report_for_letters() {
    dataset data = prefecture("136");
    data.add(at(data, "990101", "sites"), status::unreadable, "2.3…", "2.5");
    const auto add = [&](std::string_view indicator, std::string_view text, std::string_view item) {
        put(data, "990101", indicator, text, item, "2016", scope::total, "1.2");
    };
    add("creation_units", "261", "");
    add("model_units", "261", "");
    add("model_units", "200", "tier=county");
    add("model_units", "100", "tier=prefectural");
    add("creation_rate", "95%", "");
    add("teaching_sections", "5", "");
    add("teaching_sections", "3", "section=core");
    return data;
}

std::string letter(language which, std::string_view place) {
    const dataset data = report_for_letters();
    const check_report report = check(data);
    findings_options options;
    options.speech = which;
    options.title = "talks 2016";
    options.filter.places = {data.where().at_code(place)};
    return verification_letter(report, data, options);
}

TEST(verification_letter, asks_a_place_about_each_of_its_findings) {
    golden::expect("letter.en.md", letter(language::en, "990101"));
    golden::expect("letter.zh.md", letter(language::zh, "990101"));
}

TEST(verification_letter, asks_a_silent_place_for_what_others_wait_for) {
    golden::expect("letter-silent.en.md", letter(language::en, "990107"));
    golden::expect("letter-silent.zh.md", letter(language::zh, "990107"));
}

TEST(verification_letter, says_so_where_there_is_nothing_to_ask) {
    const std::string text = letter(language::en, "990102");
    EXPECT_NE(text.find("- to: County 2 (990102)\n"), std::string::npos) << text;
    EXPECT_NE(text.find("There is nothing to correct"), std::string::npos) << text;
    EXPECT_EQ(text.find("## "), std::string::npos) << text;
    EXPECT_NE(letter(language::zh, "990102").find("没有需要更正"), std::string::npos);
}

TEST(verification_letter, does_not_ask_again_what_was_answered) {
    shown_report shown;
    const std::string text = shown.letter_to("990101");
    EXPECT_EQ(text.find("## 1."), std::string::npos) << text;
    EXPECT_NE(text.find("## Answered already"), std::string::npos) << text;
    EXPECT_NE(text.find("explained on 2017-02-03 by statistics office"), std::string::npos) << text;
}

TEST(verification_letter, asks_again_once_figures_changed) {
    shown_report shown;
    const std::string text = shown.letter_to("990102");
    EXPECT_NE(text.find("## 1. model units, 2016 (to be corrected or explained)"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("but figures changed since"), std::string::npos) << text;
    EXPECT_NE(text.find("- key: `" + second_key + "`"), std::string::npos) << text;
}

TEST(verification_letter, is_narrowed_by_what_is_asked_about) {
    const dataset data = report_for_letters();
    const check_report report = check(data);
    findings_options options;
    options.filter.places = {data.where().at_code("990101")};
    options.filter.indicators = {data.book().indicator_at("area")};
    EXPECT_NE(verification_letter(report, data, options).find("There is nothing"),
              std::string::npos);
}

}  // namespace
