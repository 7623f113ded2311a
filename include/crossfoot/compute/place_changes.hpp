#pragma once

#include <crossfoot/model/places.hpp>

#include <vector>

namespace crossfoot {

/// What happened to places on a day.
enum class place_change_kind {
    founded,     ///< a place is there that was not
    abolished,   ///< a place is there no more
    renamed,     ///< it has another name
    moved,       ///< it lies in another place
    relevelled,  ///< it stands on another level
    top,         ///< other places than before lie in no place
    recoded,     ///< one place goes on under another code
    split,       ///< one lowest place became several
    merged,      ///< several became one
    made_over,   ///< several became several
    appeared,    ///< no row says out of what a lowest place was made
    vanished,    ///< no row says what became of one
    subdivided,  ///< a place that had nothing below it has places in it
    closed_up,   ///< a place that had places in it has nothing below it
};

/// The stable names: "founded", "abolished", …
[[nodiscard]] const char* name_of(place_change_kind which) noexcept;

/// One change: the places of the day before that it is about, and those of the day itself. Names,
/// levels and places above are in their rows (`places::find_row`).
struct place_change {
    day when;                  ///< the first day on which it is so
    place_change_kind kind{};  ///< what happened
    std::vector<place_id>
        before;  ///< of the day before; none where one was founded; of `appeared`, those in doubt
    std::vector<place_id>
        after;  ///< of the day itself; none where one was abolished; of `vanished`, those in doubt
};

/// Everything that the dated rows say happened, by day, then by kind, then in hierarchy order. What
/// became of land stands where the rows tell it: a `split` beside what was `founded` by it.
[[nodiscard]] std::vector<place_change> changes_of(const places& where);

/// Days on which a place is not there, though it is before and after. It may have been abolished
/// and founded again, or a row may be missing.
struct place_gap {
    place_id place;  ///< the place that was not there
    day first;       ///< the first day without a row
    day last;        ///< the last day without one
};

/// All gaps, by place in the order of the rows, then by day.
[[nodiscard]] std::vector<place_gap> gaps_of(const places& where);

}  // namespace crossfoot
