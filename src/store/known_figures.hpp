#pragma once

#include "open_tracker.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace crossfoot::detail {

/// What a figure says, with why there is none where there is none.
[[nodiscard]] std::string shown_text(const stored_figure& of);

/// Which cell of a place a figure is.
class cells_of_slots {
  public:
    /// With the codebook that is known after an entry.
    cells_of_slots(open_tracker& of, std::int64_t until);

    /// The same number for all slots that are one cell: a stock of 2016 and of 2016-12.
    [[nodiscard]] std::uint32_t of(std::int64_t slot) const {
        return cells_[static_cast<std::size_t>(slot)];
    }
    /// The same with the place.
    [[nodiscard]] std::uint64_t key_of(const stored_figure& figure) const {
        constexpr unsigned half = 32;
        return (static_cast<std::uint64_t>(figure.place) << half) | of(figure.slot);
    }

  private:
    std::vector<std::uint32_t> cells_;  // by slot
};

/// The figures that were known after an entry. Where several reports speak of one cell, the one
/// that came in last counts.
class known_figures {
  public:
    /// With `days` those of submissions that speak of some of them, and no others.
    known_figures(open_tracker& of, std::int64_t until, const std::optional<period>& days = {});

    /// The submissions that they come from, by number.
    [[nodiscard]] const std::vector<stored_entry>& entries() const noexcept { return entries_; }
    /// Goes through all of them, submission by submission, by the last day of their periods.
    void each(const std::function<void(const stored_entry&, const stored_figure&)>& take);
    /// The same of some submissions only: those that `is_wanted` says.
    void each_of(const std::function<bool(const stored_entry&)>& is_wanted,
                 const std::function<void(const stored_entry&, const stored_figure&)>& take);
    /// Whether another of the submissions may speak of the same cells, or of cells above or below
    /// them in the same time.
    [[nodiscard]] bool meets_others(const stored_entry& one) const;
    /// Whether a figure of one of the submissions is known, or another one took its place.
    [[nodiscard]] bool is_known(const stored_entry& in, const stored_figure& figure);
    [[nodiscard]] const cells_of_slots& cells() const noexcept { return cells_; }

  private:
    void find_overlaps();
    void mark_overlaps(const std::vector<period>& days,
                       const std::vector<std::size_t>& some,
                       const std::vector<std::size_t>& others);
    void find_owners();
    [[nodiscard]] std::optional<std::size_t> position_of(const stored_entry& one) const;

    open_tracker& of_;
    std::int64_t until_;
    std::vector<stored_entry> entries_;
    cells_of_slots cells_;
    std::vector<bool> overlaps_;  // by entry: whether another one may speak of the same cells
    bool has_owners_ = false;
    std::unordered_map<std::uint64_t, std::int64_t> owners_;  // the number of the entry that counts
};

/// The days that a submission speaks of: those of its name and of its figures.
[[nodiscard]] period days_of(const stored_entry& submission);
[[nodiscard]] period days_of(const period& named, const std::optional<period>& reach);
[[nodiscard]] bool have_a_day_in_common(const period& a, const period& b);

/// How many figures are different in two submissions.
struct figure_difference {
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t gone = 0;
};
/// By cell. Holds the figures of the first in memory.
[[nodiscard]] figure_difference difference_of(open_tracker& of,
                                              const stored_entry& before,
                                              const stored_entry& after);

}  // namespace crossfoot::detail
