#pragma once

#include <crossfoot/compute/cell_reader.hpp>
#include <crossfoot/model/filing.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace crossfoot {

/// What became of a report that is owed.
enum class filing_state : std::uint8_t {
    filed,       ///< all of it is there
    filed_late,  ///< all of it is there, and it came in after it was due
    partly,      ///< it came in, or some of its figures are there, but not all
    missing,     ///< nothing of it is there
    exempt,      ///< none of its figures is owed by this place
    awaited,     ///< it is not there, and was not due yet on the day that was asked about
};

/// The stable name: "filed", "filed_late", "partly", "missing", "exempt", "awaited".
[[nodiscard]] const char* name_of(filing_state which) noexcept;

/// The day by which a report for a period is due: `by_day` of the month that lies `months_after`
/// after the last one of the period, or that month's last day where it is shorter. No value where
/// the obligation names no day.
///
///     by_day = 22                    due_day(…, 2016-03) == 2016-03-22
///     by_day = 31, months_after = 1  due_day(…, 2016-03) == 2016-04-30
[[nodiscard]] std::optional<day> due_day(const obligation& of, const period& when);

/// The periods of an obligation that lie within `within`: months, quarters, halves or years.
[[nodiscard]] std::vector<period> periods_due(const obligation& of, const period& within);

/// From the first day to the last that figures were reported for or asked for; lasting properties
/// do not count, unless there is nothing else. No value where there are no observations.
[[nodiscard]] std::optional<period> stretch_of(const dataset& data);

/// Whether a place has to report something for a period under an obligation, were it not exempt:
/// it is one of the places meant, and there on the period's last day. `tree` is the hierarchy of
/// that day.
[[nodiscard]] bool is_meant(const obligation& of,
                            place_id place,
                            const dataset& data,
                            const hierarchy& tree);

/// Whether a place need not report an indicator for a period: an exemption of the codebook names
/// it. The places below it are not meant.
[[nodiscard]] bool is_exempt(place_id place,
                             indicator_id which,
                             const period& when,
                             const dataset& data);

/// The totals that a place owes for a period under an obligation, and that are not there: nobody
/// reported them, or the cell was left blank, and no exemption speaks for it. What does not apply,
/// was suppressed, cannot be read or lies below the unit is there. Expects a place that is meant.
[[nodiscard]] std::vector<cell> what_is_owed(const cell_reader& cells,
                                             const obligation& of,
                                             place_id place,
                                             const period& when);

/// One report that is owed.
struct owed_report {
    std::size_t due = 0;        ///< the position of its obligation in `codebook::due`
    place_id place;             ///< who owes it
    level_id level;             ///< where that place stands at the period's end
    period when;                ///< for which period
    std::optional<day> due_on;  ///< by when; no value where nobody said
    filing_state state = filing_state::filed;  ///< what became of it
    std::optional<day> received;               ///< when it first came in; no value where not known
    std::size_t figures = 0;                   ///< how many figures are owed in all
    std::vector<cell> owed;                    ///< those of them that are not there

    /// Whether it came in after it was due, in whole or in part.
    [[nodiscard]] bool is_late() const noexcept {
        return due_on && received && *due_on < *received;
    }
};

/// How many of the places of a level that owe a report for a period have filed it 上报率.
struct reporting_rate {
    std::size_t due = 0;      ///< the position of the obligation in `codebook::due`
    level_id level;           ///< of the places
    period when;              ///< for which period
    std::size_t owed = 0;     ///< how many owe it; not those that are exempt
    std::size_t filed = 0;    ///< of these, how many have filed all of it, late or not
    std::size_t partly = 0;   ///< of these, how many have filed a part
    std::size_t missing = 0;  ///< of these, how many have filed nothing
    std::size_t awaited = 0;  ///< of these, how many have filed nothing and may still be in time
    std::size_t late = 0;     ///< of those that filed all or a part, how many were late
    std::size_t undated = 0;  ///< of those that filed all, of how many the day is not known
    /// Of those that filed all, how many were in time; no value where nobody can tell: it is not
    /// said by when, or of none that filed the day is known.
    std::optional<std::size_t> in_time;
};

/// Who owes what, who has filed it, and who is late.
struct completeness {
    std::vector<owed_report> reports;   ///< by obligation, period, place in hierarchy order
    std::vector<reporting_rate> rates;  ///< by obligation, period, level from the top down
};

/// Holds the figures, and the filings that are known, against what the codebook says is due.
///
/// Looked at are the periods within the stretch that the figures cover. With `as_of` they go on to
/// that day instead, or end there: a period counts that is over by then, or due; one that has begun
/// is awaited; figures that came in later, as filings tell, are not there yet. A report counts as
/// filed if its figures are there. One that came in without all of them is filed in part.
/// Obligations that name no indicator are met by any figure of the place for the period, or by its
/// coming in.
[[nodiscard]] completeness completeness_of(const dataset& data,
                                           std::span<const filing> filings = {},
                                           std::optional<day> as_of = std::nullopt);

}  // namespace crossfoot
