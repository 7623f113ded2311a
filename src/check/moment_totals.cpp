#include "moment_totals.hpp"

#include "evidence.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace crossfoot::detail {

namespace {

class moment_adder {
  public:
    moment_adder(const moment_input& of, level_id level, dataset evidence, moment_scratch& scratch)
        : blocks_{of.blocks},
          slots_{of.slots},
          level_{level},
          scratch_{scratch},
          evidence_{std::move(evidence)},
          book_{evidence_.book()},
          columns_{summed_columns_of(book_, slots_)},
          tree_{of.hierarchies->at(of.last)},
          layout_{scratch.layout_of(tree_, evidence_.where().size(), level)},
          sums_{blocks_, slots_, book_, evidence_.where(), columns_, tree_, layout_, scratch} {}

    moment_totals run(moment_wanted wanted) {
        find_columns();
        if (!made_.is_possible || made_.columns.empty()) return std::move(made_);
        const bool goes_on = sums_.take_rows(wanted);
        made_.duplicates = std::move(sums_.duplicates());
        if (!goes_on) return std::move(made_);
        note_what_is_there();
        sums_.add_up([&](std::size_t at) { hand_on_what_is_there(at); });
        for (std::size_t at = 0; at < layout_.inner.size(); ++at) {
            if (tree_.level_of(layout_.inner[at]) == level_) add_totals_of(at);
        }
        look_at_others();
        return std::move(made_);
    }

  private:
    static moment_columns summed_columns_of(const codebook& book,
                                            std::span<const moment_slot> slots) {
        moment_columns made = columns_of(book, {}, slots);
        for (track& each : made.tracks) {
            each.is_added_up = is_added_up(book[each.total.indicator]);
        }
        return made;
    }

    // -- columns ----------------------------------------------------------------------------------

    /// What a column is made of.
    struct column_parts {
        std::vector<std::uint32_t> tracks;  ///< the sums, or those that a rate is made of
        bool is_rate = false;
        bool is_limited = false;  ///< what is due differs from place to place
    };

    void find_columns() {
        std::map<totals_order, totals_column> found;
        for (const moment_slot& slot : slots_) {
            for (totals_column& each : columns_made_by(book_, slot.what, slot.when)) {
                const auto [known, is_new] = found.try_emplace(order_of(each, book_), each);
                if (!is_new && known->second.when != each.when) made_.is_possible = false;
            }
        }
        for (auto& [order, of] : found) {
            parts_.push_back(parts_of_column(of));
            made_.columns.push_back({std::move(of), {}, {}});
        }
    }

    [[nodiscard]] column_parts parts_of_column(const totals_column& of) const {
        const indicator& which = book_[of.what.indicator];
        column_parts made;
        made.is_rate = !is_added_up(which);
        for (std::uint32_t i = 0; i < columns_.tracks.size(); ++i) {
            const series& what = columns_[i].total;
            if (made.is_rate) {
                if (what.indicator == of.what.indicator || what.indicator == which.numerator ||
                    what.indicator == which.denominator) {
                    made.tracks.push_back(i);
                }
            } else if (what == of.what &&
                       order_of({what, columns_[i].moment}, book_) == order_of(of, book_)) {
                made.tracks.push_back(i);
            }
        }
        made.is_limited = is_limited(book_, of.what);
        return made;
    }

    // -- what is there ----------------------------------------------------------------------------

    /// Which tracks a place has rows of, by position in the layout: of its own, and of what is in
    /// it.
    void note_what_is_there() {
        const std::size_t words = sums_.words();
        below_.assign(layout_.inner.size() * words, 0);
        for (const place_id place : tree_.in_order()) {
            const std::uint32_t to = layout_.target[place.index()];
            if (to == rollup_layout::none) continue;
            const std::size_t at = to & ~rollup_layout::leaf_flag;
            for (std::size_t word = 0; word < words; ++word) {
                below_[at * words + word] |= rows_of(place, word);
            }
        }
    }

    [[nodiscard]] std::uint64_t rows_of(place_id place, std::size_t word) const {
        return sums_.there(place.index(), scope::own)[word] |
               sums_.there(place.index(), scope::total)[word];
    }

    void hand_on_what_is_there(std::size_t at) {
        const std::uint32_t above = layout_.parent[at];
        if (above == rollup_layout::none) return;
        const std::size_t words = sums_.words();
        for (std::size_t word = 0; word < words; ++word) {
            below_[above * words + word] |= below_[at * words + word];
        }
    }

    // -- the places of the level ------------------------------------------------------------------

    void add_totals_of(std::size_t at) {
        const place_id place = layout_.inner[at];
        const std::uint64_t* const there = below_.data() + at * sums_.words();
        const std::vector<std::uint32_t> reporting = children_reporting(place);
        for (std::size_t i = 0; i < made_.columns.size(); ++i) {
            const column_parts& parts = parts_[i];
            const bool any = std::ranges::any_of(parts.tracks, [&](std::uint32_t number) {
                return (there[number / bits_of_a_word] & bit_of(number)) != 0;
            });
            if (!any) continue;
            if (parts.is_rate || parts.is_limited || !sums_.is_settled(at, parts.tracks.front())) {
                made_.columns[i].totals.push_back({place.index(), exact_total::is_other});
                continue;
            }
            const std::uint32_t number = parts.tracks.front();
            made_.columns[i].totals.push_back(exact_at(at, number, reporting[number]));
        }
    }

    /// How many of the places in a place have anything to say, by track.
    [[nodiscard]] std::vector<std::uint32_t> children_reporting(place_id place) const {
        std::vector<std::uint32_t> counts(sums_.width(), 0);
        std::vector<std::uint64_t> bits(sums_.words());
        for (const place_id child : tree_.children_of(place)) {
            const std::uint32_t to = layout_.target[child.index()];
            const bool is_leaf = (to & rollup_layout::leaf_flag) != 0;
            for (std::size_t word = 0; word < bits.size(); ++word) {
                bits[word] = is_leaf ? rows_of(child, word) : below_[to * bits.size() + word];
            }
            sums_.for_each_track(bits.data(), [&](std::uint32_t number) { ++counts[number]; });
        }
        return counts;
    }

    [[nodiscard]] exact_total exact_at(std::size_t at,
                                       std::uint32_t track,
                                       std::uint32_t children_reporting) const {
        const place_id place = layout_.inner[at];
        exact_total made;
        made.place = place.index();
        made.is_reported = sums_.is_there(place.index(), scope::total, track);
        if (made.is_reported) made.reported = sums_.claimed(at, track);
        const bool has_own = sums_.is_there(place.index(), scope::own, track);
        made.reporting = children_reporting + (has_own ? 1U : 0U);
        if (made.reporting == 0) return made;
        const std::vector<level_id>& levels = book_[columns_[track].total.indicator].own_at;
        const bool is_own_due =
            has_own || std::ranges::find(levels, tree_.level_of(place)) != levels.end();
        made.due =
            static_cast<std::uint32_t>(tree_.children_of(place).size()) + (is_own_due ? 1U : 0U);
        made.sum = sums_.computed(at, track);
        return made;
    }

    // -- others -----------------------------------------------------------------------------------

    /// Goes through the totals for which columns are too little.
    template <typename Work>
    void for_each_other(const Work& work) {
        for (std::size_t i = 0; i < made_.columns.size(); ++i) {
            for (exact_total& each : made_.columns[i].totals) {
                if (each.due == exact_total::is_other) work(i, each);
            }
        }
    }

    void look_at_others() {
        evidence_gatherer gather{evidence_, slots_, columns_, sums_.words(), scratch_.needed};
        bool any = false;
        for_each_other([&](std::size_t column, const exact_total& each) {
            any = true;
            for (const std::uint32_t number : parts_[column].tracks) {
                gather.need(each.place, scope::total, number);
                sums_.need_parts(gather, place_id{each.place}, number);
            }
        });
        if (!any) return;
        gather.take(blocks_, made_.duplicates);
        const cell_reader cells{evidence_};
        for_each_other([&](std::size_t column, exact_total& each) {
            column_totals& to = made_.columns[column];
            place_total total =
                total_at(cells, tree_, {place_id{each.place}, to.of.when, to.of.what});
            if (!total.computed && total.reported.empty()) {
                each.sum = nothing;
                return;
            }
            each.sum = static_cast<std::int64_t>(to.others.size());
            to.others.push_back(std::move(total));
        });
        for (column_totals& column : made_.columns) {
            std::erase_if(column.totals, [](const exact_total& each) {
                return each.due == exact_total::is_other && each.sum == nothing;
            });
        }
    }

    static constexpr std::int64_t nothing = -1;

    std::span<const figure_rows* const> blocks_;
    std::span<const moment_slot> slots_;
    level_id level_;
    moment_scratch& scratch_;
    dataset evidence_;
    const codebook& book_;
    moment_columns columns_;
    const hierarchy& tree_;
    const rollup_layout& layout_;
    moment_sums sums_;
    moment_totals made_;
    std::vector<column_parts> parts_;   // by column
    std::vector<std::uint64_t> below_;  // by position in the layout
};

}  // namespace

moment_totals total_moment(const moment_input& of,
                           level_id level,
                           dataset evidence,
                           moment_scratch& scratch,
                           moment_wanted wanted) {
    return moment_adder{of, level, std::move(evidence), scratch}.run(wanted);
}

place_total total_of(const column_totals& column, std::size_t number) {
    const exact_total& of = column.totals[number];
    if (of.due == exact_total::is_other) return column.others[static_cast<std::size_t>(of.sum)];
    place_total made;
    made.where = {place_id{of.place}, column.of.when, column.of.what};
    if (of.is_reported) made.reported = std::to_string(of.reported);
    if (of.reporting > 0) made.computed = interval::exactly(rational{of.sum});
    made.due = of.due;
    made.reporting = of.reporting;
    return made;
}

}  // namespace crossfoot::detail
