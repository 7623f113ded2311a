#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/check/explanation.hpp>
#include <crossfoot/model/dataset.hpp>

#include "open_tracker.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

// What follows from the figures of a submission, as it is kept beside them.
namespace crossfoot::detail {

/// A failing finding, as it is kept.
struct kept_finding {
    std::string key;
    std::string rule;
    severity weight = severity::error;
    bilingual message;
    std::string figures;  ///< see `fingerprint_of`
    bool is_answered = false;

    friend bool operator==(const kept_finding&, const kept_finding&) = default;
};

/// Takes out what was found at other places than the one that a report is about and those in it,
/// and of those in it that say nothing in it whether they report what they owe. "" is all places;
/// `has_figures` says by place which have some.
void keep_what_concerns(check_report& found,
                        const dataset& data,
                        std::string_view place,
                        const std::vector<bool>& has_figures);

/// Those that fail, by key; without those that follow from others or are excused.
[[nodiscard]] std::vector<kept_finding> failing_findings(
    const check_report& found,
    const dataset& data,
    std::span<const finding_explanation> explanations);

/// The severity of that stable name.
[[nodiscard]] severity severity_named(std::string_view name) noexcept;

/// A report that is owed, and that is there in whole or in part.
struct filed_report {
    std::string due;  ///< the code of the obligation
    std::string place;
    std::string when;
    bool is_whole = false;

    friend bool operator==(const filed_report&, const filed_report&) = default;
};

/// Which reports that are owed a dataset has; `place` and `when` have come in by themselves.
[[nodiscard]] std::vector<filed_report> filed_reports(const dataset& data,
                                                      std::string_view place,
                                                      const period& when);

void keep_findings(open_tracker& of,
                   std::int64_t number,
                   const std::vector<kept_finding>& findings);
void keep_filed(open_tracker& of, std::int64_t number, const std::vector<filed_report>& filed);
/// Those of a submission, as they were kept, by key.
[[nodiscard]] std::vector<kept_finding> kept_findings(open_tracker& of, std::int64_t number);
[[nodiscard]] std::vector<filed_report> kept_filed(open_tracker& of, std::int64_t number);

/// What a submission's figures say now.
struct judged_again {
    std::vector<kept_finding> findings;
    std::vector<filed_report> filed;
};
[[nodiscard]] judged_again judgement_of(open_tracker& of, const stored_entry& submission);
/// Judges a submission and keeps what comes of it.
void judge_again(open_tracker& of, const stored_entry& submission);

}  // namespace crossfoot::detail
