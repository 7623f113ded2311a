#include <crossfoot/io/verification_letter.hpp>

#include "../support/answered_report.hpp"
#include "../support/golden.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using namespace crossfoot;
using namespace answered_report;
using small_world::at;

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
