#pragma once

#include <crossfoot/io/findings_output.hpp>
#include <crossfoot/io/verification_letter.hpp>

#include "named_world.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// A report some of whose findings offices have answered, and what is shown of it.
namespace answered_report {

using namespace crossfoot;
using namespace named_world;

inline const std::string first_key = "part_of:model_units@990101/2016";
inline const std::string second_key = "part_of:model_units@990102/2016";

/// Three counties with more model units than units, which is a query, and a fourth whose tiers do
/// not add up, which is an error.
inline dataset report_with_queries() {
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
inline std::vector<finding_explanation> explanations() {
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

}  // namespace answered_report
