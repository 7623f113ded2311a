#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/places.hpp>

#include "evidence.hpp"
#include "model/figure_rows.hpp"
#include "moment_columns.hpp"
#include "moment_scratch.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace crossfoot::detail {

/// How much is wanted of a day.
enum class moment_wanted {
    findings,
    findings_if_clean,  ///< nothing is judged where a cell is there twice from one source
    duplicates,         ///< nothing will be judged, but all that is wrong with the rows is told
};

/// A figure of a day, by place, track and scope.
struct track_cell {
    std::uint32_t place = 0;
    std::uint32_t track = 0;
    scope extent = scope::total;

    friend auto operator<=>(const track_cell&, const track_cell&) = default;
};

/// Whether a row says how many; one that was left blank or cannot be read does not.
[[nodiscard]] bool is_figure(const figure_rows& of, const figure_row& row);

/// The figures of one day, added up from place to place by columns. Sums of exact counts are
/// settled here; what is not, is marked as unclear and has to be read cell by cell.
class moment_sums {
  public:
    /// All must outlive it. `layout` is that of `tree`.
    moment_sums(std::span<const figure_rows* const> blocks,
                std::span<const moment_slot> slots,
                const codebook& book,
                const places& where,
                const moment_columns& columns,
                const hierarchy& tree,
                const rollup_layout& layout,
                moment_scratch& scratch);

    /// Reads the rows. False where no more is wanted: a cell is there twice, or is only looked for.
    bool take_rows(moment_wanted wanted);

    /// Adds up: goes from the lowest places with others in them up, and calls `visit` with the
    /// position of each in the layout, when its sums are whole.
    template <typename Visit>
    void add_up(const Visit& visit) {
        mark_what_is_unclear();
        fold_leaf_totals();
        for (std::size_t at = layout_.inner.size(); at-- > 0;) {
            const std::uint32_t above = layout_.parent[at];
            if (!strict_.empty()) note_missing_parts(at);
            visit(at);
            if (above == rollup_layout::none) continue;
            hand_on_sums(at, above);
            if (any_unclear_) hand_on_what_is_unclear(at, above);
        }
    }

    /// How many figures there are.
    [[nodiscard]] std::size_t figures() const noexcept { return figures_; }
    /// Rows whose cell has a figure from the same source before them, in order.
    [[nodiscard]] std::vector<duplicate_row>& duplicates() noexcept { return duplicates_; }
    /// Cells with figures from several sources.
    [[nodiscard]] const std::vector<track_cell>& cells_of_several_sources() const noexcept {
        return of_several_sources_;
    }
    /// Cells whose figure is no exact count that their indicator can have.
    [[nodiscard]] const std::vector<track_cell>& irregular_cells() const noexcept {
        return irregular_cells_;
    }
    /// Totals of places without others in them that have an own part as well.
    struct leaf_total {
        std::uint32_t place = 0;
        std::uint32_t track = 0;
        bool holds = false;  ///< the two are the same exact count
    };
    /// Of tracks that are added up.
    [[nodiscard]] const std::vector<leaf_total>& leaf_totals_with_parts() const noexcept {
        return with_parts_;
    }

    /// How many tracks there are, and how many words have a bit for each.
    [[nodiscard]] std::size_t width() const noexcept { return width_; }
    [[nodiscard]] std::size_t words() const noexcept { return words_; }

    /// Whether there is a row.
    [[nodiscard]] bool is_there(std::uint32_t place, scope extent, std::uint32_t track) const {
        return (there(place, extent)[track / bits_of_a_word] & bit_of(track)) != 0;
    }
    /// The bits of a place's rows, in `words()` words.
    [[nodiscard]] const std::uint64_t* there(std::uint32_t place, scope extent) const {
        return scratch_.there.data() + word_at(place, extent, 0, words_);
    }
    /// Whether the figure is anything but an exact count.
    [[nodiscard]] bool is_unclear(std::uint32_t place, scope extent, std::uint32_t track) const {
        if (!any_unclear_) return false;
        const auto found = unclear_cells_.find({place, static_cast<std::uint8_t>(extent)});
        return found != unclear_cells_.end() &&
               std::ranges::find(found->second, track) != found->second.end();
    }
    /// Of a place of the layout: whether the sum of its parts and its total, if there is one, are
    /// exact.
    [[nodiscard]] bool is_settled(std::size_t at, std::uint32_t track) const {
        return sums_fit_ && (!any_unclear_ || scratch_.unclear[at * width_ + track] == 0);
    }
    /// Of a place of the layout, where it is settled: the sum of the parts.
    [[nodiscard]] std::int64_t computed(std::size_t at, std::uint32_t track) const {
        return scratch_.computed[at * width_ + track];
    }
    /// And the total that was reported, if one was.
    [[nodiscard]] std::int64_t claimed(std::size_t at, std::uint32_t track) const {
        return scratch_.claimed[at * width_ + track];
    }

    /// What a roll-up reads: a child without a total counts with what is below it.
    void need_parts(evidence_gatherer& gather, place_id place, std::uint32_t track) const;

    /// Does something with each track of a list of words.
    template <typename Work>
    void for_each_track(const std::uint64_t* bits, const Work& work) const {
        for (std::size_t word = 0; word < words_; ++word) {
            for (std::uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
                work(static_cast<std::uint32_t>(word * bits_of_a_word +
                                                static_cast<std::size_t>(std::countr_zero(rest))));
            }
        }
    }

  private:
    // Two flags of a sum and the total that is held against it.
    static constexpr std::uint8_t sum_is_unclear = 1;    // a part is no exact count
    static constexpr std::uint8_t total_is_unclear = 2;  // the reported total is none

    /// A figure of a place without children.
    struct leaf_figure {
        std::uint32_t place = 0;
        std::uint32_t track = 0;
        std::int64_t count = 0;
    };
    /// A row of a cell that has several; ordered by cell, then as the rows are.
    struct row_of_several {
        std::uint64_t cell = 0;  // place, track and scope
        row_place at;

        friend auto operator<=>(const row_of_several&, const row_of_several&) = default;
    };
    using place_and_track = std::pair<std::uint32_t, std::uint32_t>;

    [[nodiscard]] const figure_row& row_at(row_place at) const {
        return blocks_[at.block]->rows[at.row];
    }
    [[nodiscard]] track_cell cell_of(const figure_row& row) const;
    [[nodiscard]] std::uint64_t cell_number_of(const figure_row& row) const;
    void find_strict_tracks();
    void make_room();
    void take_block(std::uint32_t block);
    [[nodiscard]] std::vector<row_of_several> rows_of_collisions() const;
    void settle_collisions(moment_wanted wanted);
    void settle_collision(std::span<const row_of_several> rows, moment_wanted wanted);
    [[nodiscard]] bool ends_here(moment_wanted wanted) const;
    [[nodiscard]] bool is_figure_at(row_place at) const;
    void mark_what_is_unclear();
    void mark_unclear(const track_cell& which);
    void make_room_for_unclear();
    void mark_sum_unclear(std::size_t at, std::uint32_t track);
    void fold_leaf_totals();
    void find_own_parts(std::map<place_and_track, std::int64_t>& own);
    void hand_on_sums(std::size_t at, std::uint32_t above);
    void hand_on_what_is_unclear(std::size_t at, std::uint32_t above);
    void note_missing_parts(std::size_t at);

    std::span<const figure_rows* const> blocks_;
    std::span<const moment_slot> slots_;
    const codebook& book_;
    std::size_t places_;
    const moment_columns& columns_;
    const hierarchy& tree_;
    const rollup_layout& layout_;
    moment_scratch& scratch_;
    std::size_t words_;
    std::size_t width_;
    std::vector<std::uint32_t> strict_;  // tracks that are added up where absence is not zero
    std::vector<bool> is_limited_;       // by track; of strict ones
    bool any_unclear_ = false;
    bool sums_fit_ = true;
    std::uint64_t magnitudes_ = 0;  // all their bits together
    std::size_t figures_ = 0;
    std::vector<row_place> collisions_;
    std::vector<row_place> irregular_;
    std::vector<leaf_figure> leaf_totals_;
    std::map<std::pair<std::uint32_t, std::uint8_t>, std::vector<std::uint32_t>> unclear_cells_;
    std::vector<duplicate_row> duplicates_;
    std::vector<track_cell> of_several_sources_;
    std::vector<track_cell> irregular_cells_;
    std::vector<leaf_total> with_parts_;
};

}  // namespace crossfoot::detail
