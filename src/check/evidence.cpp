#include "evidence.hpp"

#include <algorithm>

namespace crossfoot::detail {

evidence_gatherer::evidence_gatherer(dataset& into,
                                     std::span<const moment_slot> slots,
                                     const moment_columns& columns,
                                     std::size_t words,
                                     std::vector<std::uint64_t>& needed)
    : into_{into},
      slots_{slots},
      columns_{columns},
      words_{words},
      needed_{needed},
      is_needed_(into.where().size(), false) {
    // What stands there counts only of places that are needed.
    needed_.resize(into.where().size() * 2 * words);
}

void evidence_gatherer::begin_place(std::uint32_t place) {
    is_needed_[place] = true;
    const auto first = static_cast<std::ptrdiff_t>(word_at(place, scope::total, 0, words_));
    std::fill_n(needed_.begin() + first, 2 * words_, 0);
}

void evidence_gatherer::need_all(std::uint32_t place) {
    is_needed_[place] = true;
    const auto first = static_cast<std::ptrdiff_t>(word_at(place, scope::total, 0, words_));
    std::fill_n(needed_.begin() + first, 2 * words_, ~std::uint64_t{0});
}

void evidence_gatherer::take(std::span<const figure_rows* const> blocks,
                             std::span<const duplicate_row> duplicates) {
    const bool asks_for_filing = std::ranges::any_of(
        into_.book().indicators,
        [](const indicator& each) { return each.absent == absence::zero_if_filed; });
    if (asks_for_filing) {
        for (std::uint32_t place = 0; place < is_needed_.size(); ++place) {
            if (is_needed_[place]) need_all(place);
        }
    }
    auto duplicate = duplicates.begin();
    for (std::uint32_t block = 0; block < blocks.size(); ++block) {
        const row_buffer& rows = blocks[block]->rows;
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            if (!is_needed_[rows[i].place]) continue;
            const row_place at{block, i};
            while (duplicate != duplicates.end() && duplicate->at < at) {
                ++duplicate;
            }
            if (duplicate != duplicates.end() && duplicate->at == at) continue;
            const slot_track of = columns_.of_slot[rows[i].at().index()];
            const std::size_t word = word_at(rows[i].place, of.extent, of.number, words_);
            if ((needed_[word] & bit_of(of.number)) != 0) keep(*blocks[block], rows[i]);
        }
    }
}

void evidence_gatherer::keep(const figure_rows& block, const figure_row& row) {
    const place_id place{row.place};
    const slot_id at = slot_in_evidence(row.at());
    if (!row.is_other()) {
        into_.add_count(place, at, row.count);
        return;
    }
    const other_value& other = block.others[static_cast<std::size_t>(row.count)];
    if (other.state == status::reported) {
        into_.add(place, at, *other.written);
    } else {
        into_.add(place, at, other.state, other.text);
    }
}

slot_id evidence_gatherer::slot_in_evidence(slot_id of_row) {
    const auto [known, is_new] = kept_slots_.try_emplace(of_row.index());
    if (is_new) {
        const moment_slot& slot = slot_numbered(slots_, of_row);
        known->second = into_.intern(
            into_.intern(slot.what), into_.intern(slot.when), into_.intern_source(slot.source));
    }
    return known->second;
}

}  // namespace crossfoot::detail
