#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/check/explanation.hpp>
#include <crossfoot/model/dataset.hpp>
#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/number/bilingual.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace crossfoot {

/// Which cells are listed and counted: those at one of the places, of one of the indicators and in
/// one of the periods. An empty list lets everything through.
///
/// A period lets through what lies within it; a stock lies where its last day does.
struct finding_filter {
    std::vector<place_id> places;          ///< empty: of any place
    std::vector<indicator_id> indicators;  ///< empty: of any indicator
    std::vector<period> periods;           ///< empty: of any period

    /// Whether a finding at that cell is listed and counted.
    [[nodiscard]] bool admits(const cell& where, const codebook& book) const;
    /// Whether everything is.
    [[nodiscard]] bool is_empty() const noexcept {
        return places.empty() && indicators.empty() && periods.empty();
    }
};

/// How many findings are listed.
enum class listing {
    usual,  ///< what each format lists by itself
    all,    ///< those that hold too
};

/// Whether text may hold the escapes that colour a terminal.
enum class colouring { none, terminal };

/// What findings_as_text and the like are to show, and how.
struct findings_options {
    finding_filter filter;                ///< what is listed and counted
    listing list = listing::usual;        ///< how much is listed
    language speech = language::en;       ///< of text; the other formats give both
    colouring colours = colouring::none;  ///< of text
    std::string title;                    ///< of text: where the figures are from
    /// What offices answered; what is accepted is listed by itself and counted as explained.
    std::span<const finding_explanation> explanations{};
};

/// The counts of a report, of what the filter lets through, with those that were explained.
[[nodiscard]] check_summary summarise(const check_report& report,
                                      const dataset& data,
                                      const finding_filter& filter,
                                      std::span<const finding_explanation> explanations = {});

/// "0 fail · 14 hold · 0 possible · 1 cannot tell", and those that follow where there are any;
/// "2 fail (1 of them explained)".
[[nodiscard]] std::string to_string(const check_summary& summary, language which);

/// For people: what fails, each with its arithmetic and beneath it what follows from it, and the
/// key under which it can be answered; what was explained or is excused; what cannot be told, why,
/// and what would settle it; what is possible; where at most twenty hold (or with `listing::all`),
/// those; one line of summary. Ends with a line break.
[[nodiscard]] std::string findings_as_text(const check_report& report,
                                           const dataset& data,
                                           const findings_options& options);

/// The document "crossfoot-findings/1": by default without those that hold.
[[nodiscard]] std::string findings_as_json(const check_report& report,
                                           const dataset& data,
                                           const findings_options& options,
                                           std::span<const diagnostic> diagnostics = {});

/// The findings of that document, one a line.
[[nodiscard]] std::string findings_as_json_lines(const check_report& report,
                                                 const dataset& data,
                                                 const findings_options& options);

/// A row for each finding: by default those that fail, with what follows from another. Where there
/// are explanations, or rules with exceptions, one more column says what became of an explanation,
/// or `excused`.
///
/// `reported`, `computed` and `difference` are exact: one number, or both ends as in "[1180,
/// 1204]",
/// "(600, 700)", "[12, ∞)". A code from an input that a spreadsheet would take for a formula has an
/// apostrophe before it.
[[nodiscard]] std::string findings_as_csv(const check_report& report,
                                          const dataset& data,
                                          const findings_options& options);

}  // namespace crossfoot
