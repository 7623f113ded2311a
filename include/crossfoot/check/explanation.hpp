#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/model/diagnostic.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// What an office answers to a finding: that the figures are right, and why.
struct finding_explanation {
    std::string key;                     ///< of the finding that it answers
    std::string office;                  ///< who answers: an office, never a person
    day date{};                          ///< the day of the answer
    std::string text;                    ///< what it says
    std::optional<std::string> figures;  ///< `fingerprint_of` the finding that it answered
    position where{};                    ///< the row that it was read from, for messages
};

/// What becomes of an explanation.
enum class answer_state {
    accepted,        ///< it answers a finding, which no longer blocks
    reopened,        ///< a figure that the finding rests on is another one now: it counts no more
    not_answerable,  ///< the finding is an error: figures are corrected then, not explained
    settled,         ///< nothing fails under its key any more
};

/// The stable name: "accepted", "reopened", "not_answerable", "settled".
[[nodiscard]] const char* name_of(answer_state which) noexcept;

/// An explanation, and the finding that it answers.
struct answered_finding {
    std::size_t explanation = 0;         ///< its position in the list
    std::optional<std::size_t> finding;  ///< in `check_report::findings`; no value where settled
    answer_state state = answer_state::settled;  ///< whether it counts

    friend bool operator==(const answered_finding&, const answered_finding&) = default;
};

/// A short text that is the same as long as the figures that a finding rests on are: the cells of
/// its terms, and what every source says there, as it was written. The order of sources, and what
/// they are called, make no difference; a blank row is as good as none.
///
/// Twelve letters, never a digit, so that no spreadsheet takes it for a number. It tells changes
/// apart and protects from nothing: whoever wants two reports with the same one can make them.
[[nodiscard]] std::string fingerprint_of(const finding& what,
                                         const check_report& report,
                                         const dataset& data);

/// Of the explanations under one key, the one that counts for figures with a fingerprint: that of
/// the latest day, of the same day the last. Where that was given to other figures, one that was
/// given to these. Null where there are none.
[[nodiscard]] const finding_explanation* counting_explanation(
    std::span<const finding_explanation* const> under_one_key, std::string_view fingerprint);

/// Whether explanations under its key answer a finding of that severity, with figures of that
/// fingerprint.
[[nodiscard]] bool is_answered_by(std::span<const finding_explanation* const> under_one_key,
                                  severity weight,
                                  std::string_view fingerprint);

/// Which explanation answers which finding, in the order of the findings; those that are settled
/// come last, in the order of the list. `report` must be a check of `data`.
///
/// Only what fails can be answered, and only at severity query or hint. Of several explanations
/// with one key one counts (see `counting_explanation`); the others are left out. One without
/// `figures` cannot tell that a figure changed, and stays accepted.
[[nodiscard]] std::vector<answered_finding> answers_to(
    const check_report& report,
    const dataset& data,
    std::span<const finding_explanation> explanations);

/// What answers a finding; null where nothing does. `answers` as `answers_to` gives them.
[[nodiscard]] const answered_finding* find_answer(std::size_t finding,
                                                  std::span<const answered_finding> answers);

/// Whether a finding fails and nothing excuses it: neither an exception of its rule, nor an
/// explanation among `answers` that is accepted.
[[nodiscard]] bool is_open(std::size_t finding,
                           const check_report& report,
                           std::span<const answered_finding> answers);

}  // namespace crossfoot
