#include "moment_check.hpp"

#include <crossfoot/check/tally.hpp>

#include "cell_order.hpp"
#include "evidence.hpp"
#include "instantiation.hpp"
#include "local_rules.hpp"
#include "moment_columns.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace crossfoot::detail {

namespace {

/// Two flags of a sum and the total that is held against it.
constexpr std::uint8_t sum_is_unclear = 1;    // a part is no exact count
constexpr std::uint8_t total_is_unclear = 2;  // the reported total is none

/// A check that columns cannot settle: a rule at the figure of a cell.
struct open_check {
    std::uint32_t rule = 0;
    std::uint32_t place = 0;
    std::uint32_t track = 0;
    scope extent = scope::total;

    friend auto operator<=>(const open_check&, const open_check&) = default;
};

/// A figure of a place without children.
struct leaf_figure {
    std::uint32_t place = 0;
    std::uint32_t track = 0;
    std::int64_t count = 0;
};

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

class moment_check {
  public:
    moment_check(const moment_input& of,
                 dataset evidence,
                 moment_scratch& scratch,
                 moment_wanted wanted)
        : wanted_{wanted},
          blocks_{of.blocks},
          slots_{of.slots},
          rules_{of.rules},
          hierarchies_{of.hierarchies},
          scratch_{scratch},
          made_{std::move(evidence), {}, {}, 0, {}},
          book_{made_.evidence.book()},
          columns_{columns_of(book_, rules_, slots_)},
          tree_{hierarchies_->at(of.last)},
          layout_{scratch.layout_of(tree_, made_.evidence.where().size())},
          words_{(columns_.tracks.size() + bits_of_a_word - 1) / bits_of_a_word},
          width_{columns_.tracks.size()} {
        for (std::size_t i = 0; i < rules_.size(); ++i) {
            if (rules_[i].kind == rule_kind::domain) domain_rule_ = static_cast<std::uint32_t>(i);
            if (rules_[i].kind == rule_kind::conflict) {
                conflict_rule_ = static_cast<std::uint32_t>(i);
            }
        }
    }

    moment_findings run() {
        if (width_ == 0) return std::move(made_);
        make_room();
        take_rows();
        settle_collisions();
        if (ends_here()) return std::move(made_);
        mark_what_is_unclear();
        fold_leaf_totals();
        add_up();
        judge_locally();
        count_what_holds();
        gather_evidence();
        judge_what_is_open();
        return std::move(made_);
    }

  private:
    // -- the rows ---------------------------------------------------------------------------------

    [[nodiscard]] std::size_t word_of(std::uint32_t place,
                                      scope extent,
                                      std::uint32_t track) const {
        return word_at(place, extent, track, words_);
    }
    [[nodiscard]] bool is_there(std::uint32_t place, scope extent, std::uint32_t track) const {
        return (scratch_.there[word_of(place, extent, track)] & bit_of(track)) != 0;
    }
    [[nodiscard]] const figure_row& row_at(row_place at) const {
        return blocks_[at.block]->rows[at.row];
    }

    void make_room() {
        const std::size_t sums = layout_.inner.size() * width_;
        scratch_.there.assign(made_.evidence.where().size() * 2 * words_, 0);
        scratch_.computed.assign(sums, 0);
        scratch_.claimed.assign(sums, 0);
        holds_.assign(book_.levels.size() * width_, 0);
        for (const track& each : columns_.tracks) {
            if (each.rule == track::no_rule || each.absent_is_zero) continue;
            counts_parts_ = true;
        }
        if (counts_parts_) scratch_.parts.assign(sums, 0);
    }

    void take_rows() {
        std::size_t rows = 0;
        for (const figure_rows* each : blocks_) {
            rows += each->rows.size();
        }
        for (std::uint32_t block = 0; block < blocks_.size(); ++block) {
            take_block(block);
        }
        sums_fit_ = sums_fit(magnitudes_, rows);
    }

    void take_block(std::uint32_t block) {
        const row_buffer& rows = blocks_[block]->rows;
        const slot_track* const of_slot = columns_.of_slot.data();
        const std::uint32_t* const target = layout_.target.data();
        std::uint64_t magnitudes = 0;
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            const figure_row row = rows[i];
            const slot_track of = of_slot[row.at().index()];
            std::uint64_t& word = scratch_.there[word_of(row.place, of.extent, of.number)];
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
            ++made_.figures;
            const std::uint32_t to = target[row.place];
            if (to == rollup_layout::none) continue;
            magnitudes |= static_cast<std::uint64_t>(row.count < 0 ? ~row.count : row.count);
            const std::size_t sum =
                std::size_t{to & ~rollup_layout::leaf_flag} * width_ + of.number;
            const bool is_leaf = (to & rollup_layout::leaf_flag) != 0;
            if (of.extent == scope::own) {
                add_to(scratch_.computed[sum], row.count);
                if (counts_parts_ && is_leaf) ++scratch_.parts[sum];
            } else if (!is_leaf) {
                scratch_.claimed[sum] = row.count;
            } else {
                leaf_totals_.push_back({row.place, of.number, row.count});
            }
        }
        magnitudes_ |= magnitudes;
    }

    // -- cells with several rows ------------------------------------------------------------------

    using cell_number = std::tuple<std::uint32_t, std::uint32_t, scope>;  // place, track, scope

    [[nodiscard]] cell_number cell_of(const figure_row& row) const {
        const slot_track of = columns_.of_slot[row.at().index()];
        return {row.place, of.number, of.extent};
    }

    /// A row of a cell that has several; ordered by cell, then as the rows are.
    struct row_of_several {
        std::uint64_t cell = 0;  // place, track and scope
        row_place at;

        friend auto operator<=>(const row_of_several&, const row_of_several&) = default;
    };

    [[nodiscard]] std::uint64_t cell_number_of(const figure_row& row) const {
        const slot_track of = columns_.of_slot[row.at().index()];
        return (std::uint64_t{row.place} << 32U) | (std::uint64_t{of.number} << 1U) |
               static_cast<std::uint64_t>(of.extent);
    }

    [[nodiscard]] std::vector<row_of_several> rows_of_collisions() const {
        std::vector<std::uint64_t> cells;
        std::vector<bool> has_several(made_.evidence.where().size(), false);
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

    /// A second figure from the same source is a slip of the file; one from another source makes
    /// a cell that has to be looked at.
    void settle_collisions() {
        if (collisions_.empty()) return;
        const std::vector<row_of_several> rows = rows_of_collisions();
        for (auto first = rows.begin(); first != rows.end();) {
            const auto behind = std::find_if(first, rows.end(), [&](const row_of_several& each) {
                return each.cell != first->cell;
            });
            settle_collision({first, behind});
            first = behind;
        }
        std::ranges::sort(made_.duplicates, {}, &duplicate_row::at);
    }

    void settle_collision(std::span<const row_of_several> rows) {
        std::vector<std::pair<std::string_view, row_place>> first_of_source;
        for (const auto& [cell, at] : rows) {
            const std::string_view source = slot_of(row_at(at)).source;
            const auto first = std::ranges::find(
                first_of_source, source, &std::pair<std::string_view, row_place>::first);
            if (first != first_of_source.end()) {
                made_.duplicates.push_back({at, first->second});
                continue;
            }
            first_of_source.emplace_back(source, at);
            // The first row of all was counted when its turn came, if it was a plain count.
            if (at != rows.front().at) made_.figures += is_figure(at) ? 1U : 0U;
        }
        if (ends_here()) return;
        const auto [place, track, extent] = cell_of(row_at(rows.front().at));
        mark_unclear(place, track, extent);
        if (first_of_source.size() > 1) {
            open_.push_back({domain_rule_, place, track, extent});
            open_.push_back({conflict_rule_, place, track, extent});
        }
    }

    /// Whether nothing will be judged.
    [[nodiscard]] bool ends_here() const {
        switch (wanted_) {
        case moment_wanted::findings: return false;
        case moment_wanted::findings_if_clean: return !made_.duplicates.empty();
        case moment_wanted::duplicates: return true;
        }
        return false;
    }

    [[nodiscard]] const moment_slot& slot_of(const figure_row& row) const {
        return slot_numbered(slots_, row.at());
    }

    [[nodiscard]] bool is_figure(row_place at) const {
        const figure_row& row = row_at(at);
        if (!row.is_other()) return true;
        const status state = blocks_[at.block]->others[static_cast<std::size_t>(row.count)].state;
        return state == status::reported || state == status::below_unit;
    }

    // -- figures that are no exact counts ---------------------------------------------------------

    void mark_what_is_unclear() {
        for (const row_place& each : irregular_) {
            const auto [place, track, extent] = cell_of(row_at(each));
            made_.figures += is_figure(each) ? 1U : 0U;
            mark_unclear(place, track, extent);
            open_.push_back({domain_rule_, place, track, extent});
        }
    }

    void mark_unclear(std::uint32_t place, std::uint32_t track, scope extent) {
        if (scratch_.unclear.empty() || !any_unclear_) {
            scratch_.unclear.assign(layout_.inner.size() * width_, 0);
            any_unclear_ = true;
        }
        unclear_cells_[{place, static_cast<std::uint8_t>(extent)}].push_back(track);
        const std::uint32_t to = layout_.target[place];
        if (to == rollup_layout::none) return;
        const bool is_leaf = (to & rollup_layout::leaf_flag) != 0;
        std::uint8_t& flags =
            scratch_.unclear[std::size_t{to & ~rollup_layout::leaf_flag} * width_ + track];
        flags |= extent == scope::total && !is_leaf ? total_is_unclear : sum_is_unclear;
        if (is_leaf && is_there(place, scope::own, track) && is_there(place, scope::total, track)) {
            open_rollup(place, track);
        }
    }

    [[nodiscard]] bool is_unclear(std::uint32_t place, scope extent, std::uint32_t track) const {
        if (!any_unclear_) return false;
        const auto found = unclear_cells_.find({place, static_cast<std::uint8_t>(extent)});
        return found != unclear_cells_.end() &&
               std::ranges::find(found->second, track) != found->second.end();
    }

    void open_rollup(std::uint32_t place, std::uint32_t track) {
        const std::uint32_t rule = columns_[track].rule;
        if (rule != track::no_rule) open_.push_back({rule, place, track, scope::total});
    }

    // -- roll-ups ---------------------------------------------------------------------------------

    static constexpr auto no_rule = track::no_rule;

    /// The total of a place without children stands for its own part, which was added before, and
    /// is held against it.
    void fold_leaf_totals() {
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> own;
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
                if (counts_parts_) ++scratch_.parts[at * width_ + each.track];
                continue;
            }
            add_to(sum, difference_of(each.count, part->second));
            if (columns_[each.track].rule == no_rule ||
                is_unclear(each.place, scope::own, each.track) ||
                is_unclear(each.place, scope::total, each.track)) {
                continue;  // then it is open already
            }
            if (part->second == each.count) {
                note_held(place_id{each.place}, each.track);
            } else {
                open_rollup(each.place, each.track);
            }
        }
    }

    void find_own_parts(std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t>& own) {
        std::vector<bool> wanted(made_.evidence.where().size(), false);
        for (const auto& [where, count] : own) {
            wanted[where.first] = true;
        }
        for (const figure_rows* block : blocks_) {
            for (const figure_row& row : block->rows) {
                if (!wanted[row.place] || row.is_other()) continue;
                const slot_track of = columns_.of_slot[row.at().index()];
                const track& column = columns_.tracks[of.number];
                if (of.extent != scope::own || row.count < column.least ||
                    row.count > column.most) {
                    continue;
                }
                const auto found = own.find({row.place, of.number});
                // Of several rows the first was added.
                if (found != own.end() && !taken_.contains({row.place, of.number})) {
                    found->second = row.count;
                    taken_[{row.place, of.number}] = true;
                }
            }
        }
    }

    void note_held(place_id place, std::uint32_t track) {
        ++holds_[std::size_t{tree_.level_of(place).index()} * width_ + track];
    }

    /// Whether an item of the track occurs only at some places.
    [[nodiscard]] bool is_limited(const track& of) const {
        for (std::size_t i = 0; i < of.total.items.size(); ++i) {
            const std::uint16_t item = of.total.items[i];
            if (item != series::all && !book_.breakdowns[i].items[item].only_in.empty()) {
                return true;
            }
        }
        return false;
    }

    /// Which tracks are added up, and of which of them absence is not zero.
    struct rolled_up_tracks {
        std::vector<std::uint64_t> bits;    // by word
        std::vector<std::uint32_t> strict;  // absence is not zero
        std::vector<bool> is_limited;       // by track; of strict ones
    };

    [[nodiscard]] rolled_up_tracks tracks_added_up() const {
        rolled_up_tracks made{std::vector<std::uint64_t>(words_, 0), {}, std::vector<bool>(width_)};
        for (std::uint32_t i = 0; i < width_; ++i) {
            const track& each = columns_[i];
            if (each.rule == no_rule) continue;
            made.bits[i / bits_of_a_word] |= bit_of(i);
            if (each.absent_is_zero) continue;
            made.strict.push_back(i);
            made.is_limited[i] = is_limited(each);
        }
        return made;
    }

    /// Goes from the lowest places up: each sum is whole when its turn comes.
    void add_up() {
        const rolled_up_tracks tracks = tracks_added_up();
        for (std::size_t at = layout_.inner.size(); at-- > 0;) {
            const std::uint32_t above = layout_.parent[at];
            if (!tracks.strict.empty()) note_missing_parts(at, tracks.strict, tracks.is_limited);
            judge_totals(at, tracks.bits);
            if (above == rollup_layout::none) continue;
            hand_on_sums(at, above);
            if (any_unclear_) hand_on_what_is_unclear(at, above);
        }
    }

    /// Does something with each track of which a place has a total.
    template <typename Work>
    void for_each_total(std::size_t at, const Work& work) const {
        const std::uint64_t* const there =
            scratch_.there.data() + word_of(layout_.inner[at].index(), scope::total, 0);
        for (std::size_t word = 0; word < words_; ++word) {
            for (std::uint64_t rest = there[word]; rest != 0; rest &= rest - 1) {
                work(static_cast<std::uint32_t>(word * bits_of_a_word +
                                                static_cast<std::size_t>(std::countr_zero(rest))));
            }
        }
    }

    /// Holds the totals of a place against the sums of their parts.
    void judge_totals(std::size_t at, const std::vector<std::uint64_t>& added_up) {
        const place_id place = layout_.inner[at];
        for_each_total(at, [&](std::uint32_t number) {
            if ((added_up[number / bits_of_a_word] & bit_of(number)) == 0) return;
            const std::size_t sum = at * width_ + number;
            const bool is_clear = sums_fit_ && (!any_unclear_ || scratch_.unclear[sum] == 0);
            if (is_clear && scratch_.claimed[sum] == scratch_.computed[sum]) {
                note_held(place, number);
            } else {
                open_rollup(place.index(), number);
            }
        });
    }

    /// Adds the sums of a place, or the totals that stand for them, to those of the place above.
    void hand_on_sums(std::size_t at, std::uint32_t above) {
        const std::int64_t* const computed = scratch_.computed.data() + at * width_;
        const std::int64_t* const claimed = scratch_.claimed.data() + at * width_;
        std::int64_t* const sums = scratch_.computed.data() + above * width_;
        for (std::size_t i = 0; i < width_; ++i) {
            add_to(sums[i], computed[i]);
        }
        for_each_total(at, [&](std::uint32_t number) {
            add_to(sums[number], difference_of(claimed[number], computed[number]));
        });
    }

    /// What is not clear of a sum is not clear of the one above, unless a total stands for it.
    void hand_on_what_is_unclear(std::size_t at, std::uint32_t above) {
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
    void note_missing_parts(std::size_t at,
                            const std::vector<std::uint32_t>& strict,
                            const std::vector<bool>& limited) {
        const place_id place = layout_.inner[at];
        const std::uint32_t above = layout_.parent[at];
        const std::size_t children = tree_.children_of(place).size();
        for (const std::uint32_t number : strict) {
            const std::vector<level_id>& levels = book_[columns_[number].total.indicator].own_at;
            const bool has_own = is_there(place.index(), scope::own, number) ||
                                 std::ranges::find(levels, tree_.level_of(place)) == levels.end();
            const bool is_whole =
                !limited[number] && has_own && scratch_.parts[at * width_ + number] == children;
            const bool has_total = is_there(place.index(), scope::total, number);
            if (!is_whole) mark_sum_unclear(at, number);
            if ((is_whole || has_total) && above != rollup_layout::none) {
                ++scratch_.parts[above * width_ + number];
            }
        }
    }

    void mark_sum_unclear(std::size_t at, std::uint32_t number) {
        if (!any_unclear_) {
            scratch_.unclear.assign(layout_.inner.size() * width_, 0);
            any_unclear_ = true;
        }
        scratch_.unclear[at * width_ + number] |= sum_is_unclear;
    }

    // -- rules among the figures of a place -------------------------------------------------------

    void judge_locally() {
        const std::vector<local_rule> rules = local_rules_of(book_, rules_, columns_);
        if (rules.empty()) return;
        // The rows by place.
        std::vector<std::uint32_t> first(made_.evidence.where().size() + 1, 0);
        for (const figure_rows* block : blocks_) {
            for (const figure_row& row : block->rows) {
                ++first[row.place + 1];
            }
        }
        for (std::size_t i = 1; i < first.size(); ++i) {
            first[i] += first[i - 1];
        }
        std::vector<figure_row> sorted(first.back());
        std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
        for (const figure_rows* block : blocks_) {
            for (const figure_row& row : block->rows) {
                sorted[next[row.place]++] = row;
            }
        }
        std::array<std::vector<std::int64_t>, 2> values{std::vector<std::int64_t>(width_),
                                                        std::vector<std::int64_t>(width_)};
        for (std::uint32_t place = 0; place + 1 < first.size(); ++place) {
            for (std::uint32_t i = first[place]; i < first[place + 1]; ++i) {
                const slot_track of = columns_.of_slot[sorted[i].at().index()];
                values[static_cast<std::size_t>(of.extent)][of.number] = sorted[i].count;
            }
            if (first[place] == first[place + 1]) continue;
            for (const local_rule& each : rules) {
                if (is_there(place, each.extent, each.claim)) {
                    judge_local(each, place, values[static_cast<std::size_t>(each.extent)]);
                }
            }
        }
    }

    void judge_local(const local_rule& of,
                     std::uint32_t place,
                     const std::vector<std::int64_t>& values) {
        const auto leave_open = [&] { open_.push_back({of.rule, place, of.claim, of.extent}); };
        if (of.is_open || is_unclear(place, of.extent, of.claim)) return leave_open();
        __extension__ using wide = __int128;  // sums of 64-bit counts
        wide sum = 0;
        bool any = false;
        bool misses = false;
        for (std::size_t i = 0; i < of.others.size(); ++i) {
            const std::uint32_t other = of.others[i];
            if (other == slot_track::none || !is_there(place, of.extent, other)) {
                misses = misses || !of.absent_is_zero[i];
                continue;
            }
            if (is_unclear(place, of.extent, other)) return leave_open();
            any = true;
            sum += values[other];
        }
        // A sum of items of which none was reported says nothing.
        if (of.is_sum && !any) return;
        const bool holds =
            !misses && (of.is_sum ? sum == values[of.claim] : values[of.claim] <= sum);
        if (!holds) return leave_open();
        ++local_holds_[{of.rule, level_at(place_id{place}), columns_[of.claim].total.indicator}];
    }

    [[nodiscard]] std::optional<level_id> level_at(place_id place) const {
        return tree_.has(place) ? std::optional{tree_.level_of(place)} : std::nullopt;
    }

    // -- what holds -------------------------------------------------------------------------------

    using tally_key = std::tuple<std::uint32_t, std::optional<level_id>, indicator_id>;

    void count_what_holds() {
        std::map<tally_key, std::size_t> holds = local_holds_;
        for (std::size_t level = 0; level < book_.levels.size(); ++level) {
            for (std::uint32_t i = 0; i < width_; ++i) {
                const std::uint32_t count = holds_[level * width_ + i];
                if (count == 0) continue;
                holds[{columns_[i].rule, level_id{level}, columns_[i].total.indicator}] += count;
            }
        }
        for (const auto& [key, count] : holds) {
            check_tally made{std::get<0>(key), std::get<1>(key), std::get<2>(key), {}};
            made.counts.checks = made.counts.holds = count;
            made_.tallies.push_back(made);
        }
    }

    // -- what has to be looked at -----------------------------------------------------------------

    /// Gathers the figures that open checks read.
    void gather_evidence() {
        std::ranges::sort(open_);
        open_.erase(std::unique(open_.begin(), open_.end()), open_.end());
        if (open_.empty()) return;
        evidence_gatherer gather{made_.evidence, slots_, columns_, words_, scratch_.needed};
        for (const open_check& each : open_) {
            gather.need(each.place, each.extent, each.track);
            const rule_kind kind = rules_[each.rule].kind;
            if (kind == rule_kind::rollup) {
                need_parts(gather, place_id{each.place}, each.track);
            } else if (kind != rule_kind::domain && kind != rule_kind::conflict) {
                gather.need_all(each.place);
            }
        }
        gather.take(blocks_, made_.duplicates);
    }

    /// What a roll-up reads: a child without a total counts with what is below it.
    void need_parts(evidence_gatherer& gather, place_id place, std::uint32_t track) const {
        gather.need(place.index(), scope::own, track);
        std::vector<place_id> rest(tree_.children_of(place).begin(),
                                   tree_.children_of(place).end());
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

    void judge_what_is_open() {
        if (open_.empty()) return;
        const dataset& data = made_.evidence;
        const cell_reader cells{data};
        instantiation rules_at{data, cells, rules_, nullptr, hierarchies_};
        const cell_order order{data};
        std::vector<std::pair<std::uint32_t, seen_cell>> claims;
        for (const open_check& each : open_) {
            if (auto seen = see(each, cells, rules_at.builder())) {
                claims.emplace_back(each.rule, std::move(*seen));
            }
        }
        std::ranges::stable_sort(claims, [&](const auto& a, const auto& b) {
            if (a.first != b.first) return a.first < b.first;
            return order.before({&a.second.where, a.second.tree}, {&b.second.where, b.second.tree});
        });
        std::vector<instance> failing;
        std::vector<std::size_t> failing_at;
        std::map<tally_key, check_summary> counts;
        for (const auto& [rule, claim] : claims) {
            std::optional<instance> judged = rules_at.at(rule, claim);
            if (!judged) continue;
            if (judged->found.result == verdict::holds) {
                count(counts[key_of(judged->found)], judged->found);
                continue;
            }
            if (judged->found.result == verdict::fails) {
                failing_at.push_back(made_.findings.size());
                made_.findings.push_back(judged->found);
                failing.push_back(std::move(*judged));
            } else {
                made_.findings.push_back(std::move(judged->found));
            }
        }
        mark_what_follows(failing, rules_, data);
        for (std::size_t i = 0; i < failing.size(); ++i) {
            if (const auto from = failing[i].found.follows_from) {
                made_.findings[failing_at[i]].follows_from = failing_at[*from];
            }
        }
        for (const finding& each : made_.findings) {
            count(counts[key_of(each)], each);
        }
        for (const auto& [key, tally] : counts) {
            made_.tallies.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), tally});
        }
    }

    [[nodiscard]] tally_key key_of(const finding& of) const {
        return {of.rule, level_at(of.where.place), of.where.what.indicator};
    }

    /// The figure of an open check.
    std::optional<seen_cell> see(const open_check& of,
                                 const cell_reader& cells,
                                 instance_builder& builder) const {
        const dataset& data = made_.evidence;
        series what = columns_[of.track].total;
        what.extent = of.extent;
        const std::vector<std::size_t> seen =
            cells.observations(place_id{of.place}, what, columns_[of.track].moment);
        if (seen.empty()) return std::nullopt;
        const observation first = data[seen.front()];
        return builder.see({first.place, data[first.when], data[first.what]});
    }

    moment_wanted wanted_;
    std::span<const figure_rows* const> blocks_;
    std::span<const moment_slot> slots_;
    const std::vector<rule>& rules_;
    const std::shared_ptr<trees>& hierarchies_;
    moment_scratch& scratch_;
    moment_findings made_;
    const codebook& book_;
    moment_columns columns_;
    const hierarchy& tree_;
    const rollup_layout& layout_;
    std::size_t words_;  // of 64 bits, for a place and a scope
    std::size_t width_;  // how many tracks there are
    std::uint32_t domain_rule_ = 0;
    std::uint32_t conflict_rule_ = 0;
    bool counts_parts_ = false;
    bool any_unclear_ = false;
    bool sums_fit_ = true;
    std::uint64_t magnitudes_ = 0;  // all their bits together
    std::vector<row_place> collisions_;
    std::vector<row_place> irregular_;
    std::vector<leaf_figure> leaf_totals_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, bool> taken_;
    std::map<std::pair<std::uint32_t, std::uint8_t>, std::vector<std::uint32_t>> unclear_cells_;
    std::vector<std::uint32_t> holds_;  // by level and track: roll-ups
    std::map<tally_key, std::size_t> local_holds_;
    std::vector<open_check> open_;
};

}  // namespace

moment_findings check_moment(const moment_input& of,
                             dataset evidence,
                             moment_scratch& scratch,
                             moment_wanted wanted) {
    return moment_check{of, std::move(evidence), scratch, wanted}.run();
}

}  // namespace crossfoot::detail
