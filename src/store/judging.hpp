#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/check/explanation.hpp>
#include <crossfoot/model/dataset.hpp>

#include "open_tracker.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
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

/// The days that figures in those slots speak of, lasting properties too; no value where there are
/// none. `has_figures` says by slot which have some; it may be shorter than the list of them.
[[nodiscard]] std::optional<period> reach_of(const std::vector<stored_slot>& slots,
                                             const std::vector<bool>& has_figures);

/// By slot, whether an obligation asks for it.
[[nodiscard]] std::vector<bool> slots_due(const std::vector<stored_slot>& slots,
                                          const codebook& book);

/// Takes out what some say of it; what follows from that stands by itself then.
void take_out(check_report& found, const std::function<bool(const finding&)>& is_out);

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

/// What a report has of what is owed, and what of it is its concern.
class filed_in_report {
  public:
    /// `due` has at least the figures that obligations ask for.
    filed_in_report(const dataset& due, const report_name& about);

    /// By obligation, place, period.
    [[nodiscard]] const std::vector<filed_report>& all() const noexcept { return all_; }
    /// Whether a report that is owed is this one's concern. Where it has something that a place
    /// owes, other forms and other periods of which it has nothing are the concern of others.
    [[nodiscard]] bool concerns(const std::string& due,
                                const std::string& place,
                                const std::string& when) const;

  private:
    std::vector<filed_report> all_;
    std::set<std::tuple<std::string, std::string, std::string>> some_;  // due, place, period
    std::set<std::string> places_;
};

/// Takes out what was found at other places than the one that a report is about and those in it,
/// and whether they report what they owe of those in it that say nothing in it, of other periods
/// than the report's (figures of the year before may stand beside) and of what is not its concern.
/// A place "" is all places; `has_figures` says by place which have some.
void keep_what_concerns(check_report& found,
                        const dataset& data,
                        const report_name& about,
                        const std::vector<bool>& has_figures,
                        const filed_in_report& filed);

void keep_findings(open_tracker& of,
                   std::int64_t number,
                   const std::vector<kept_finding>& findings);
void keep_filed(open_tracker& of, std::int64_t number, const std::vector<filed_report>& filed);
/// Those of a submission, as they were kept, by key.
[[nodiscard]] std::vector<kept_finding> kept_findings(open_tracker& of, std::int64_t number);
[[nodiscard]] std::vector<filed_report> kept_filed(open_tracker& of, std::int64_t number);

/// Which program judged a submission, and the days that its figures speak of.
struct kept_judgement {
    std::string program;
    std::optional<period> reach;
};
void keep_judgement(open_tracker& of, std::int64_t number, const std::optional<period>& reach);
/// No value where there is none.
[[nodiscard]] std::optional<kept_judgement> judgement_kept(open_tracker& of, std::int64_t number);
/// How this program calls itself there.
[[nodiscard]] std::string this_program();

/// What a submission's figures say now.
struct judged_again {
    std::vector<kept_finding> findings;
    std::vector<filed_report> filed;
    std::optional<period> reach;
};
[[nodiscard]] judged_again judgement_of(open_tracker& of, const stored_entry& submission);
/// Judges a submission and keeps what comes of it.
void judge_again(open_tracker& of, const stored_entry& submission);

}  // namespace crossfoot::detail
