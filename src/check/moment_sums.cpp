#include "moment_sums.hpp"

#include <algorithm>
#include <bit>

namespace crossfoot::detail {

namespace {

/// Whether sums of that many such numbers fit into 64 bits.
bool sums_fit(std::uint64_t magnitudes, std::size_t rows) {
    return std::bit_width(magnitudes) + std::bit_width(static_cast<std::uint64_t>(rows)) < 63;
}

/// Adds; what 64 bits do not hold wraps around, and is not used: see `sums_fit`.
void add_to(std::int64_t& sum, std::int64_t by) noexcept {
    sum =
        static_cast<std::int64_t>(static_cast<std::uint64_t>(sum) + static_cast<std::uint64_t>(by));
}

std::int64_t difference_of(std::int64_t a, std::int64_t b) noexcept {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}

void prefetch(const void* at) noexcept {
#if defined(__GNUC__)
    __builtin_prefetch(at);
#else
    static_cast<void>(at);
#endif
}

}  // namespace

moment_sums::moment_sums(std::span<const figure_rows* const> blocks,
                         std::span<const moment_slot> slots,
                         const codebook& book,
                         const places& where,
                         const moment_columns& columns,
                         const hierarchy& tree,
                         const rollup_layout& layout,
                         moment_scratch& scratch)
    : blocks_{blocks},
      slots_{slots},
      book_{book},
      places_{where.size()},
      columns_{columns},
      tree_{tree},
      layout_{layout},
      scratch_{scratch},
      words_{(columns.tracks.size() + bits_of_a_word - 1) / bits_of_a_word},
      width_{columns.tracks.size()} {
    find_strict_tracks();
    make_room();
}

void moment_sums::find_strict_tracks() {
    is_limited_.resize(width_);
    for (std::uint32_t i = 0; i < width_; ++i) {
        const track& each = columns_[i];
        if (!each.is_added_up || each.absent_is_zero) continue;
        strict_.push_back(i);
        is_limited_[i] = is_limited(book_, each.total);
    }
}

void moment_sums::make_room() {
    const std::size_t sums = layout_.inner.size() * width_;
    scratch_.there.assign(places_ * 2 * words_, 0);
    scratch_.computed.assign(sums, 0);
    scratch_.claimed.resize(sums);  // each counts only where its bit is set
    if (!strict_.empty()) scratch_.parts.assign(sums, 0);
}

// -- the rows -------------------------------------------------------------------------------------

bool moment_sums::take_rows(moment_wanted wanted) {
    std::size_t rows = 0;
    for (const figure_rows* each : blocks_) {
        rows += each->rows.size();
    }
    for (std::uint32_t block = 0; block < blocks_.size(); ++block) {
        take_block(block);
    }
    sums_fit_ = sums_fit(magnitudes_, rows);
    settle_collisions(wanted);
    return !ends_here(wanted);
}

void moment_sums::take_block(std::uint32_t block) {
    const row_buffer& rows = blocks_[block]->rows;
    const slot_track* const of_slot = columns_.of_slot.data();
    const std::uint32_t* const target = layout_.target.data();
    const bool counts_parts = !strict_.empty();
    std::uint64_t magnitudes = 0;
    std::size_t figures = 0;
    constexpr std::uint32_t ahead = 8;  // memory answers about so many rows later
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        if (i + ahead < rows.size()) {
            const std::uint32_t next = rows[i + ahead].place;
            prefetch(&scratch_.there[word_at(next, scope::total, 0, words_)]);
            prefetch(&target[next]);
        }
        const figure_row row = rows[i];
        const slot_track of = of_slot[row.at().index()];
        std::uint64_t& word = scratch_.there[word_at(row.place, of.extent, of.number, words_)];
        const std::uint64_t bit = bit_of(of.number);
        if ((word & bit) != 0) {
            collisions_.push_back({block, i});
            continue;
        }
        word |= bit;
        const track& column = columns_.tracks[of.number];
        if (row.is_other() || row.count < column.least || row.count > column.most) {
            irregular_.push_back({block, i});
            continue;
        }
        ++figures;
        const std::uint32_t to = target[row.place];
        if (to == rollup_layout::none) continue;
        magnitudes |= static_cast<std::uint64_t>(row.count < 0 ? ~row.count : row.count);
        const std::size_t sum = std::size_t{to & ~rollup_layout::leaf_flag} * width_ + of.number;
        const bool is_leaf = (to & rollup_layout::leaf_flag) != 0;
        if (of.extent == scope::own) {
            add_to(scratch_.computed[sum], row.count);
            if (counts_parts && is_leaf) ++scratch_.parts[sum];
        } else if (!is_leaf) {
            scratch_.claimed[sum] = row.count;
        } else {
            leaf_totals_.push_back({row.place, of.number, row.count});
        }
    }
    magnitudes_ |= magnitudes;
    figures_ += figures;
}

// -- cells with several rows ----------------------------------------------------------------------

track_cell moment_sums::cell_of(const figure_row& row) const {
    const slot_track of = columns_.of_slot[row.at().index()];
    return {row.place, of.number, of.extent};
}

std::uint64_t moment_sums::cell_number_of(const figure_row& row) const {
    const slot_track of = columns_.of_slot[row.at().index()];
    return (std::uint64_t{row.place} << 32U) | (std::uint64_t{of.number} << 1U) |
           static_cast<std::uint64_t>(of.extent);
}

std::vector<moment_sums::row_of_several> moment_sums::rows_of_collisions() const {
    std::vector<std::uint64_t> cells;
    std::vector<bool> has_several(places_, false);
    for (const row_place& each : collisions_) {
        cells.push_back(cell_number_of(row_at(each)));
        has_several[row_at(each).place] = true;
    }
    std::ranges::sort(cells);
    std::vector<row_of_several> rows;
    for (std::uint32_t block = 0; block < blocks_.size(); ++block) {
        const row_buffer& of = blocks_[block]->rows;
        for (std::uint32_t i = 0; i < of.size(); ++i) {
            if (!has_several[of[i].place]) continue;
            const std::uint64_t cell = cell_number_of(of[i]);
            if (std::ranges::binary_search(cells, cell)) rows.push_back({cell, {block, i}});
        }
    }
    std::ranges::sort(rows);
    return rows;
}

/// A second figure from the same source is a slip of the file; one from another source makes a
/// cell that has to be looked at.
void moment_sums::settle_collisions(moment_wanted wanted) {
    if (collisions_.empty()) return;
    const std::vector<row_of_several> rows = rows_of_collisions();
    for (auto first = rows.begin(); first != rows.end();) {
        const auto behind = std::find_if(first, rows.end(), [&](const row_of_several& each) {
            return each.cell != first->cell;
        });
        settle_collision({first, behind}, wanted);
        first = behind;
    }
    std::ranges::sort(duplicates_, {}, &duplicate_row::at);
}

void moment_sums::settle_collision(std::span<const row_of_several> rows, moment_wanted wanted) {
    std::vector<std::pair<std::string_view, row_place>> first_of_source;
    for (const auto& [cell, at] : rows) {
        const std::string_view source = slot_numbered(slots_, row_at(at).at()).source;
        const auto first = std::ranges::find(
            first_of_source, source, &std::pair<std::string_view, row_place>::first);
        if (first != first_of_source.end()) {
            duplicates_.push_back({at, first->second});
            continue;
        }
        first_of_source.emplace_back(source, at);
        // The first row of all was counted when its turn came, if it was a plain count.
        if (at != rows.front().at) figures_ += is_figure_at(at) ? 1U : 0U;
    }
    if (ends_here(wanted)) return;
    const track_cell which = cell_of(row_at(rows.front().at));
    mark_unclear(which);
    if (first_of_source.size() > 1) of_several_sources_.push_back(which);
}

/// Whether nothing will be judged.
bool moment_sums::ends_here(moment_wanted wanted) const {
    switch (wanted) {
    case moment_wanted::findings: return false;
    case moment_wanted::findings_if_clean: return !duplicates_.empty();
    case moment_wanted::duplicates: return true;
    }
    return false;
}

bool moment_sums::is_figure_at(row_place at) const {
    return is_figure(*blocks_[at.block], row_at(at));
}

bool is_figure(const figure_rows& of, const figure_row& row) {
    if (!row.is_other()) return true;
    const status state = of.others[static_cast<std::size_t>(row.count)].state;
    return state == status::reported || state == status::below_unit;
}

// -- figures that are no exact counts -------------------------------------------------------------

void moment_sums::mark_what_is_unclear() {
    for (const row_place& each : irregular_) {
        const track_cell which = cell_of(row_at(each));
        figures_ += is_figure_at(each) ? 1U : 0U;
        mark_unclear(which);
        irregular_cells_.push_back(which);
    }
}

void moment_sums::make_room_for_unclear() {
    if (any_unclear_) return;
    scratch_.unclear.assign(layout_.inner.size() * width_, 0);
    any_unclear_ = true;
}

void moment_sums::mark_unclear(const track_cell& which) {
    make_room_for_unclear();
    const auto [place, track, extent] = which;
    unclear_cells_[{place, static_cast<std::uint8_t>(extent)}].push_back(track);
    const std::uint32_t to = layout_.target[place];
    if (to == rollup_layout::none) return;
    const bool is_leaf = (to & rollup_layout::leaf_flag) != 0;
    std::uint8_t& flags =
        scratch_.unclear[std::size_t{to & ~rollup_layout::leaf_flag} * width_ + track];
    flags |= extent == scope::total && !is_leaf ? total_is_unclear : sum_is_unclear;
    if (is_leaf && columns_[track].is_added_up && is_there(place, scope::own, track) &&
        is_there(place, scope::total, track)) {
        with_parts_.push_back({place, track, false});
    }
}

void moment_sums::mark_sum_unclear(std::size_t at, std::uint32_t track) {
    make_room_for_unclear();
    scratch_.unclear[at * width_ + track] |= sum_is_unclear;
}

// -- adding up ------------------------------------------------------------------------------------

/// The total of a place without children stands for its own part, which was added before, and is
/// held against it.
void moment_sums::fold_leaf_totals() {
    std::map<place_and_track, std::int64_t> own;
    for (const leaf_figure& each : leaf_totals_) {
        if (is_there(each.place, scope::own, each.track)) own[{each.place, each.track}] = 0;
    }
    if (!own.empty()) find_own_parts(own);
    for (const leaf_figure& each : leaf_totals_) {
        const std::size_t at = layout_.target[each.place] & ~rollup_layout::leaf_flag;
        std::int64_t& sum = scratch_.computed[at * width_ + each.track];
        const auto part = own.find({each.place, each.track});
        if (part == own.end()) {
            add_to(sum, each.count);
            if (!strict_.empty()) ++scratch_.parts[at * width_ + each.track];
            continue;
        }
        add_to(sum, difference_of(each.count, part->second));
        if (!columns_[each.track].is_added_up || is_unclear(each.place, scope::own, each.track) ||
            is_unclear(each.place, scope::total, each.track)) {
            continue;  // then it is noted already
        }
        with_parts_.push_back({each.place, each.track, part->second == each.count});
    }
}

void moment_sums::find_own_parts(std::map<place_and_track, std::int64_t>& own) {
    std::vector<bool> wanted(places_, false);
    std::map<place_and_track, bool> taken;
    for (const auto& [where, count] : own) {
        wanted[where.first] = true;
    }
    for (const figure_rows* block : blocks_) {
        for (const figure_row& row : block->rows) {
            if (!wanted[row.place] || row.is_other()) continue;
            const slot_track of = columns_.of_slot[row.at().index()];
            const track& column = columns_.tracks[of.number];
            if (of.extent != scope::own || row.count < column.least || row.count > column.most) {
                continue;
            }
            const auto found = own.find({row.place, of.number});
            // Of several rows the first was added.
            if (found != own.end() && taken.try_emplace({row.place, of.number}, true).second) {
                found->second = row.count;
            }
        }
    }
}

/// Adds the sums of a place, or the totals that stand for them, to those of the place above.
void moment_sums::hand_on_sums(std::size_t at, std::uint32_t above) {
    const std::int64_t* const computed = scratch_.computed.data() + at * width_;
    const std::int64_t* const claimed = scratch_.claimed.data() + at * width_;
    std::int64_t* const sums = scratch_.computed.data() + above * width_;
    for (std::size_t i = 0; i < width_; ++i) {
        add_to(sums[i], computed[i]);
    }
    for_each_track(there(layout_.inner[at].index(), scope::total), [&](std::uint32_t number) {
        add_to(sums[number], difference_of(claimed[number], computed[number]));
    });
}

/// What is not clear of a sum is not clear of the one above, unless a total stands for it.
void moment_sums::hand_on_what_is_unclear(std::size_t at, std::uint32_t above) {
    const std::uint8_t* const flags = scratch_.unclear.data() + at * width_;
    std::uint8_t* const flags_above = scratch_.unclear.data() + above * width_;
    const std::uint32_t place = layout_.inner[at].index();
    for (std::uint32_t i = 0; i < width_; ++i) {
        if (flags[i] == 0) continue;
        const std::uint8_t counts =
            is_there(place, scope::total, i) ? total_is_unclear : sum_is_unclear;
        if ((flags[i] & counts) != 0) flags_above[i] |= sum_is_unclear;
    }
}

/// Where absence is not zero, a sum without one of its parts is not clear; and such a sum is no
/// part of the one above.
void moment_sums::note_missing_parts(std::size_t at) {
    const place_id place = layout_.inner[at];
    const std::uint32_t above = layout_.parent[at];
    const std::size_t children = tree_.children_of(place).size();
    for (const std::uint32_t number : strict_) {
        const std::vector<level_id>& levels = book_[columns_[number].total.indicator].own_at;
        const bool has_own = is_there(place.index(), scope::own, number) ||
                             std::ranges::find(levels, tree_.level_of(place)) == levels.end();
        const bool is_whole =
            !is_limited_[number] && has_own && scratch_.parts[at * width_ + number] == children;
        const bool has_total = is_there(place.index(), scope::total, number);
        if (!is_whole) mark_sum_unclear(at, number);
        if ((is_whole || has_total) && above != rollup_layout::none) {
            ++scratch_.parts[above * width_ + number];
        }
    }
}

void moment_sums::need_parts(evidence_gatherer& gather, place_id place, std::uint32_t track) const {
    gather.need(place.index(), scope::own, track);
    std::vector<place_id> rest(tree_.children_of(place).begin(), tree_.children_of(place).end());
    while (!rest.empty()) {
        const place_id child = rest.back();
        rest.pop_back();
        gather.need(child.index(), scope::total, track);
        if (is_there(child.index(), scope::total, track) &&
            !is_unclear(child.index(), scope::total, track)) {
            continue;
        }
        gather.need(child.index(), scope::own, track);
        const auto below = tree_.children_of(child);
        rest.insert(rest.end(), below.begin(), below.end());
    }
}

}  // namespace crossfoot::detail
