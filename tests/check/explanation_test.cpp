#include <crossfoot/check/explanation.hpp>

#include "../support/small_world.hpp"

#include <algorithm>
#include <utility>

namespace {

using namespace crossfoot;
using namespace small_world;
using answers = std::vector<answered_finding>;

const std::string part_of_key = "part_of:model_units@990101/2016";

/// The campaign, where a part above its whole is to be explained and not an error.
codebook with_query() {
    codebook book = campaign();
    book.severities.emplace_back("part_of:model_units", severity::query);
    return book;
}

/// A county that reports more model units than units.
dataset county(std::string_view models = "262", std::string_view units = "261") {
    dataset data = empty_report(with_query());
    put(data, "990101", "creation_units", units);
    put(data, "990101", "model_units", models);
    return data;
}

finding_explanation said(std::string key,
                         std::string_view date = "2017-02-03",
                         std::optional<std::string> figures = std::nullopt) {
    return {std::move(key), "office", *parse_day(date), "why", std::move(figures), {}};
}

/// What becomes of explanations of the county's finding.
answers answered(const dataset& data, const std::vector<finding_explanation>& explanations) {
    return answers_to(check(data), data, explanations);
}

/// The state of the one explanation of the county's finding.
answer_state state_of(const dataset& data, std::optional<std::string> figures) {
    const answers all = answered(data, {said(part_of_key, "2017-02-03", std::move(figures))});
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? answer_state::settled : all.front().state;
}

std::string fingerprint(const dataset& data, std::string_view key = part_of_key) {
    const check_report report = check(data);
    const finding* const found = find(report, data, key);
    EXPECT_NE(found, nullptr) << key;
    return found == nullptr ? std::string{} : fingerprint_of(*found, report, data);
}

TEST(fingerprint_of, is_twelve_letters_that_no_spreadsheet_takes_for_a_number) {
    const std::string text = fingerprint(county());
    EXPECT_EQ(text.size(), 12U);
    EXPECT_TRUE(std::ranges::all_of(text, [](char each) { return each >= 'a' && each <= 'z'; }))
        << text;
}

TEST(fingerprint_of, stays_what_it_was_in_earlier_versions) {
    // Explanations are kept for years: another text here would reopen them all.
    EXPECT_EQ(fingerprint(county()), "kthjbqkrbdkg");
}

TEST(fingerprint_of, is_another_one_once_a_figure_is) {
    EXPECT_NE(fingerprint(county("263")), fingerprint(county()));
    EXPECT_NE(fingerprint(county("262", "260")), fingerprint(county()));
}

TEST(fingerprint_of, is_another_one_once_a_figure_is_written_otherwise) {
    EXPECT_NE(fingerprint(county("1万", "9000")), fingerprint(county("10000", "9000")));
}

TEST(fingerprint_of, is_the_same_whatever_was_reported_elsewhere) {
    dataset data = county();
    put(data, "990102", "model_units", "5");
    put(data, "990101", "talks", "82");
    EXPECT_EQ(fingerprint(data), fingerprint(county()));
}

TEST(fingerprint_of, does_not_depend_on_the_order_of_sources_nor_on_what_they_are_called) {
    const auto with_sources = [](std::string_view first, std::string_view second) {
        dataset data = empty_report(with_query());
        put(data, "990101", "creation_units", "261", "", "2016", scope::total, "3.1");
        put(data, "990101", "model_units", "262", "", "2016", scope::total, first);
        put(data, "990101", "model_units", "260余", "", "2016", scope::total, second);
        return fingerprint(data);
    };
    EXPECT_EQ(with_sources("a", "b"), with_sources("b", "a"));
    EXPECT_EQ(with_sources("a", "b"), with_sources("other", "names"));
    EXPECT_NE(with_sources("a", "b"), fingerprint(county())) << "a second source says more";
}

TEST(fingerprint_of, a_source_that_says_the_same_changes_nothing) {
    dataset data = county();
    put(data, "990101", "model_units", "262", "", "2016", scope::total, "again");
    EXPECT_EQ(fingerprint(data), fingerprint(county()));
}

TEST(fingerprint_of, a_blank_row_is_as_good_as_none) {
    const auto world = [](bool blank) {
        dataset data = empty_report(with_query());
        put(data, "990101", "teaching_sections", "5");
        put(data, "990101", "teaching_sections", "6", "section=core");
        if (blank) {
            data.add(at(data, "990101", "teaching_sections", "section=auxiliary"), status::missing);
        }
        return fingerprint(data, "partition:teaching_sections:section@990101/2016");
    };
    EXPECT_EQ(world(true), world(false));
}

TEST(fingerprint_of, a_status_is_part_of_it) {
    const auto world = [](status state) {
        dataset data = empty_report(with_query());
        put(data, "990101", "teaching_sections", "5");
        put(data, "990101", "teaching_sections", "6", "section=core");
        data.add(at(data, "990101", "teaching_sections", "section=auxiliary"), state);
        return fingerprint(data, "partition:teaching_sections:section@990101/2016");
    };
    EXPECT_NE(world(status::suppressed), world(status::missing));
    EXPECT_NE(world(status::suppressed), world(status::unreadable));
}

TEST(answers_to, an_explanation_of_a_query_is_accepted) {
    const dataset data = county();
    const answers all = answered(data, {said(part_of_key)});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].state, answer_state::accepted);
    const check_report report = check(data);
    const finding& what = report.findings[all[0].finding.value()];
    EXPECT_EQ(key_of(report.rules[what.rule], what.where, data), part_of_key);
}

TEST(answers_to, one_for_figures_that_are_still_the_same_is_accepted) {
    EXPECT_EQ(state_of(county(), fingerprint(county())), answer_state::accepted);
}

TEST(answers_to, capital_letters_make_no_difference_to_a_fingerprint) {
    std::string capitals = fingerprint(county());
    std::ranges::transform(
        capitals, capitals.begin(), [](char each) { return static_cast<char>(each - 32); });
    EXPECT_EQ(state_of(county(), capitals), answer_state::accepted);
}

TEST(answers_to, a_figure_that_changed_reopens_the_finding) {
    EXPECT_EQ(state_of(county("263"), fingerprint(county())), answer_state::reopened);
    EXPECT_EQ(state_of(county("262", "260"), fingerprint(county())), answer_state::reopened);
}

TEST(answers_to, one_without_figures_cannot_tell_that_they_changed) {
    EXPECT_EQ(state_of(county("263"), std::nullopt), answer_state::accepted);
}

TEST(answers_to, a_hint_can_be_explained_and_an_error_cannot) {
    const auto of_severity = [](severity weight) {
        codebook book = campaign();
        book.severities.emplace_back("part_of:model_units", weight);
        dataset data = empty_report(book);
        put(data, "990101", "creation_units", "261");
        put(data, "990101", "model_units", "262");
        return state_of(data, std::nullopt);
    };
    EXPECT_EQ(of_severity(severity::hint), answer_state::accepted);
    EXPECT_EQ(of_severity(severity::error), answer_state::not_answerable);
}

TEST(answers_to, what_fails_no_more_is_settled) {
    EXPECT_EQ(answered(county("248"), {said(part_of_key)}),
              (answers{{0, std::nullopt, answer_state::settled}}));
}

TEST(answers_to, the_latest_day_counts_whatever_the_order_of_the_rows) {
    const std::string now = fingerprint(county());
    const finding_explanation stale = said(part_of_key, "2017-02-03", "bcdfghjkmnpq");
    const finding_explanation fresh = said(part_of_key, "2017-03-01", now);
    for (const auto& rows : {std::vector{stale, fresh}, std::vector{fresh, stale}}) {
        const answers all = answered(county(), rows);
        ASSERT_EQ(all.size(), 1U);
        EXPECT_EQ(all[0].state, answer_state::accepted);
        EXPECT_EQ(rows[all[0].explanation].date, fresh.date);
    }
}

TEST(answers_to, of_one_day_the_last_row_counts) {
    const answers all = answered(county(), {said(part_of_key), said(part_of_key)});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].explanation, 1U);
}

TEST(answers_to, those_that_are_settled_come_last) {
    const answers all = answered(county(), {said("no such key"), said(part_of_key)});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].explanation, 1U);
    EXPECT_EQ(all[1], (answered_finding{0, std::nullopt, answer_state::settled}));
}

TEST(is_open, until_an_explanation_is_accepted) {
    const dataset data = county();
    const check_report report = check(data);
    const auto opened_by = [&](const std::vector<finding_explanation>& explanations) {
        const answers all = answers_to(report, data, explanations);
        std::vector<std::string> open;
        for (std::size_t i = 0; i < report.findings.size(); ++i) {
            if (is_open(i, report, all)) {
                const finding& what = report.findings[i];
                open.push_back(key_of(report.rules[what.rule], what.where, data));
            }
        }
        return open;
    };
    EXPECT_EQ(opened_by({}), std::vector{part_of_key});
    EXPECT_EQ(opened_by({said(part_of_key, "2017-02-03", "bcdfghjkmnpq")}),
              std::vector{part_of_key});
    EXPECT_EQ(opened_by({said(part_of_key)}), std::vector<std::string>{});
}

TEST(is_open, what_an_exception_excuses_is_not) {
    const dataset data = county();
    check_report report = check(data);
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (report.findings[i].result == verdict::fails) {
            EXPECT_TRUE(is_open(i, report, {}));
            report.findings[i].excused_by = 0;
            EXPECT_FALSE(is_open(i, report, {}));
        }
    }
}

TEST(find_answer, finds_none_where_all_are_settled) {
    const answers all{{0, std::nullopt, answer_state::settled}};
    EXPECT_EQ(find_answer(0, all), nullptr);
    EXPECT_EQ(find_answer(3, {}), nullptr);
}

}  // namespace
