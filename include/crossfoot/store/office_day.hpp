#pragma once

#include <crossfoot/compute/completeness.hpp>
#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/places.hpp>
#include <crossfoot/store/ledger_entry.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace crossfoot {

/// How a report stands.
enum class report_standing {
    submitted,  ///< it came in
    returned,   ///< it was sent back, and has not come in again
    approved,   ///< it is locked
    withdrawn,  ///< its figures are no longer known
};

/// The stable name: "submitted", "returned", "approved", "withdrawn".
[[nodiscard]] const char* name_of(report_standing which) noexcept;

/// A report and how it stands.
struct report_state {
    report_name report;                                     ///< which one it is
    report_standing standing = report_standing::submitted;  ///< how it stands
    ledger_entry last;                                      ///< its last submission
    ledger_entry first;                                     ///< its first submission
    std::optional<day> received;  ///< when it came in first, since it was withdrawn last
    std::size_t revisions = 0;    ///< how often it came in again
    std::string note;             ///< why it was returned, withdrawn or reopened last
    std::size_t errors = 0;       ///< failing findings of severity error
    std::size_t queries = 0;      ///< those of severity query that nobody has answered
    std::size_t hints = 0;        ///< those of severity hint that nobody has answered
};

/// A failing finding: of a report, as it was found when the report came in, or of reports that do
/// not agree with each other.
struct open_finding {
    std::int64_t entry = 0;  ///< the submission; 0: between reports, and none is of that place
    report_name report;      ///< of which report
    std::string key;         ///< of the finding
    std::string rule;        ///< the code of its rule
    severity weight = severity::error;  ///< how urgent it is
    bilingual message;                  ///< what was found
    std::string figures;                ///< see `fingerprint_of`
    bool is_answered = false;           ///< an office has answered it
};

/// A report that is owed, as the ledger has it.
struct owed_entry {
    std::size_t due = 0;        ///< the position of the obligation in `codebook::due`
    std::string place;          ///< who owes it
    level_id level;             ///< where that place stands
    period when;                ///< for which period
    std::optional<day> due_on;  ///< by when; no value where nobody said
    filing_state state = filing_state::missing;  ///< what became of it
    std::optional<day> received;                 ///< when it came in first
    std::int64_t entry = 0;                      ///< the submission that has it; 0: none

    /// Whether it came in after it was due.
    [[nodiscard]] bool is_late() const noexcept {
        return due_on && received && *due_on < *received;
    }
};

/// What an office wants to know in the morning.
struct office_day {
    std::shared_ptr<const codebook> book;  ///< as it is known
    std::shared_ptr<const places> where;   ///< as they are known
    std::vector<report_state> reports;     ///< by place, period and office
    std::vector<open_finding> findings;    ///< see `tracker::open_findings`
    std::vector<owed_entry> owed;          ///< by obligation, period, place in hierarchy order
    std::vector<reporting_rate> rates;     ///< by obligation, period, level from the top down
};

}  // namespace crossfoot
