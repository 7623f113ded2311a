#pragma once

#include <crossfoot/model/dataset.hpp>

#include "model/figure_rows.hpp"
#include "moment_columns.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace crossfoot::detail {

/// Where a row stands among the rows of a day.
struct row_place {
    std::uint32_t block = 0;
    std::uint32_t row = 0;

    friend auto operator<=>(const row_place&, const row_place&) = default;
};

/// A row whose cell has a figure from the same source already.
struct duplicate_row {
    row_place at;
    row_place earlier;
};

/// Gathers those of a day's figures that checks read which have to be judged cell by cell.
class evidence_gatherer {
  public:
    /// All must outlive it; `words` is how many words of bits a place and a scope have, `needed` is
    /// memory to work with.
    evidence_gatherer(dataset& into,
                      std::span<const moment_slot> slots,
                      const moment_columns& columns,
                      std::size_t words,
                      std::vector<std::uint64_t>& needed);

    void need(std::uint32_t place, scope extent, std::uint32_t track) {
        if (!is_needed_[place]) begin_place(place);
        needed_[word_at(place, extent, track, words_)] |= bit_of(track);
    }
    /// All figures of a place.
    void need_all(std::uint32_t place);

    /// Adds the rows that are needed, without those that are there twice.
    void take(std::span<const figure_rows* const> blocks,
              std::span<const duplicate_row> duplicates);

  private:
    void begin_place(std::uint32_t place);
    void keep(const figure_rows& block, const figure_row& row);
    [[nodiscard]] slot_id slot_in_evidence(slot_id of_row);

    dataset& into_;
    std::span<const moment_slot> slots_;
    const moment_columns& columns_;
    std::size_t words_;
    std::vector<std::uint64_t>& needed_;  // by place, scope and track
    std::vector<bool> is_needed_;         // by place
    std::unordered_map<std::uint32_t, slot_id> kept_slots_;
};

}  // namespace crossfoot::detail
