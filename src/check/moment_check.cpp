#include "moment_check.hpp"

#include <crossfoot/check/tally.hpp>

#include "cell_order.hpp"
#include "evidence.hpp"
#include "instantiation.hpp"
#include "local_rules.hpp"
#include "moment_columns.hpp"
#include "moment_sums.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace crossfoot::detail {

namespace {

/// A check that columns cannot settle: a rule at the figure of a cell.
struct open_check {
    std::uint32_t rule = 0;
    std::uint32_t place = 0;
    std::uint32_t track = 0;
    scope extent = scope::total;

    friend auto operator<=>(const open_check&, const open_check&) = default;
};

class moment_check {
  public:
    moment_check(const moment_input& of,
                 const std::vector<rule>& rules,
                 const cells_asked_about& asked,
                 dataset evidence,
                 moment_scratch& scratch,
                 moment_wanted wanted)
        : wanted_{wanted},
          blocks_{of.blocks},
          slots_{of.slots},
          rules_{rules},
          asked_{asked},
          hierarchies_{of.hierarchies},
          scratch_{scratch},
          made_{std::move(evidence), {}, {}, 0, {}},
          book_{made_.evidence.book()},
          columns_{columns_of(book_, rules_, slots_)},
          tree_{hierarchies_->at(of.last)},
          layout_{scratch.layout_of(tree_, made_.evidence.where().size())},
          sums_{blocks_, slots_, book_, made_.evidence.where(), columns_, tree_, layout_, scratch},
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
        const bool is_judged = sums_.take_rows(wanted_);
        made_.duplicates = std::move(sums_.duplicates());
        if (!is_judged) return std::move(made_);
        find_what_is_asked();
        judge();
        made_.figures = asked_.are_all() ? sums_.figures() : figures_asked_about();
        return std::move(made_);
    }

  private:
    // -- what is asked about ----------------------------------------------------------------------

    void find_what_is_asked() {
        if (asked_.are_all()) return;
        is_asked_place_.assign(made_.evidence.where().size(), asked_.places.empty());
        for (const place_id each : asked_.places) {
            is_asked_place_[each.index()] = true;
        }
        for (const track& each : columns_.tracks) {
            is_asked_track_.push_back(!asked_.admits || asked_.admits(each.total, each.moment));
        }
    }

    [[nodiscard]] bool is_asked(std::uint32_t place, std::uint32_t track) const {
        return asked_.are_all() || (is_asked_place_[place] && is_asked_track_[track]);
    }
    [[nodiscard]] bool is_asked(const cell& where) const {
        return asked_.are_all() || (is_asked_place_[where.place.index()] &&
                                    (!asked_.admits || asked_.admits(where.what, where.when)));
    }

    /// Whether a check that columns found to hold is to be counted. One that is to be shown is
    /// judged cell by cell.
    bool counts_what_holds(const open_check& which) {
        if (asked_.are_all()) return true;
        if (!is_asked(which.place, which.track)) return false;
        if (asked_.places.empty()) return true;
        open_.push_back(which);
        return false;
    }

    [[nodiscard]] std::size_t figures_asked_about() const {
        std::size_t count = 0;
        auto duplicate = made_.duplicates.begin();
        for (std::uint32_t block = 0; block < blocks_.size(); ++block) {
            const figure_rows& of = *blocks_[block];
            for (std::uint32_t i = 0; i < of.rows.size(); ++i) {
                const row_place at{block, i};
                while (duplicate != made_.duplicates.end() && duplicate->at < at) {
                    ++duplicate;
                }
                const bool is_twice = duplicate != made_.duplicates.end() && duplicate->at == at;
                const figure_row& row = of.rows[i];
                const slot_track cell = columns_.of_slot[row.at().index()];
                if (is_twice || !is_asked(row.place, cell.number)) continue;
                count += is_figure(of, row) ? 1U : 0U;
            }
        }
        return count;
    }

    void judge() {
        holds_.assign(book_.levels.size() * width_, 0);
        const std::vector<std::uint64_t> added_up = tracks_added_up();
        sums_.add_up([&](std::size_t at) { judge_totals(at, added_up); });
        open_what_is_unclear();
        judge_locally();
        count_what_holds();
        gather_evidence();
        judge_what_is_open();
    }

    // -- roll-ups ---------------------------------------------------------------------------------

    /// A bit for each track that is added up.
    [[nodiscard]] std::vector<std::uint64_t> tracks_added_up() const {
        std::vector<std::uint64_t> bits(sums_.words(), 0);
        for (std::uint32_t i = 0; i < width_; ++i) {
            if (columns_[i].is_added_up) bits[i / bits_of_a_word] |= bit_of(i);
        }
        return bits;
    }

    /// Holds the totals of a place against the sums of their parts.
    void judge_totals(std::size_t at, const std::vector<std::uint64_t>& added_up) {
        const place_id place = layout_.inner[at];
        std::uint32_t* const holds = holds_at(place);
        sums_.for_each_track(sums_.there(place.index(), scope::total), [&](std::uint32_t number) {
            if ((added_up[number / bits_of_a_word] & bit_of(number)) == 0) return;
            if (sums_.is_settled(at, number) &&
                sums_.claimed(at, number) == sums_.computed(at, number)) {
                if (counts_what_holds(rollup_check(place.index(), number))) ++holds[number];
            } else {
                open_rollup(place.index(), number);
            }
        });
    }

    /// How often roll-ups hold at the level of a place, by track.
    [[nodiscard]] std::uint32_t* holds_at(place_id place) {
        return holds_.data() + std::size_t{tree_.level_of(place).index()} * width_;
    }

    [[nodiscard]] open_check rollup_check(std::uint32_t place, std::uint32_t track) const {
        return {columns_[track].rule, place, track, scope::total};
    }

    void open_rollup(std::uint32_t place, std::uint32_t track) {
        open_.push_back(rollup_check(place, track));
    }

    void open_what_is_unclear() {
        for (const moment_sums::leaf_total& each : sums_.leaf_totals_with_parts()) {
            if (each.holds) {
                if (counts_what_holds(rollup_check(each.place, each.track))) {
                    ++holds_at(place_id{each.place})[each.track];
                }
            } else {
                open_rollup(each.place, each.track);
            }
        }
        for (const track_cell& each : sums_.cells_of_several_sources()) {
            open_.push_back({domain_rule_, each.place, each.track, each.extent});
            open_.push_back({conflict_rule_, each.place, each.track, each.extent});
        }
        for (const track_cell& each : sums_.irregular_cells()) {
            open_.push_back({domain_rule_, each.place, each.track, each.extent});
        }
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
                if (sums_.is_there(place, each.extent, each.claim)) {
                    judge_local(each, place, values[static_cast<std::size_t>(each.extent)]);
                }
            }
        }
    }

    void judge_local(const local_rule& of,
                     std::uint32_t place,
                     const std::vector<std::int64_t>& values) {
        const open_check which{of.rule, place, of.claim, of.extent};
        const auto leave_open = [&] { open_.push_back(which); };
        if (of.is_open || sums_.is_unclear(place, of.extent, of.claim)) return leave_open();
        __extension__ using wide = __int128;  // sums of 64-bit counts
        wide sum = 0;
        bool any = false;
        bool misses = false;
        for (std::size_t i = 0; i < of.others.size(); ++i) {
            const std::uint32_t other = of.others[i];
            if (other == slot_track::none || !sums_.is_there(place, of.extent, other)) {
                misses = misses || !of.absent_is_zero[i];
                continue;
            }
            if (sums_.is_unclear(place, of.extent, other)) return leave_open();
            any = true;
            sum += values[other];
        }
        // A sum of items of which none was reported says nothing.
        if (of.is_sum && !any) return;
        const bool holds =
            !misses && (of.is_sum ? sum == values[of.claim] : values[of.claim] <= sum);
        if (!holds) return leave_open();
        if (!counts_what_holds(which)) return;
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
        evidence_gatherer gather{made_.evidence, slots_, columns_, sums_.words(), scratch_.needed};
        for (const open_check& each : open_) {
            gather.need(each.place, each.extent, each.track);
            const rule_kind kind = rules_[each.rule].kind;
            if (kind == rule_kind::rollup) {
                sums_.need_parts(gather, place_id{each.place}, each.track);
            } else if (kind != rule_kind::domain && kind != rule_kind::conflict) {
                gather.need_all(each.place);
            }
        }
        gather.take(blocks_, made_.duplicates);
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
            if (judged->found.result == verdict::holds &&
                !lists_what_holds(judged->found, counts)) {
                continue;
            }
            if (judged->found.result == verdict::fails) {
                // It comes to its place when it is known what follows from what.
                failing_at.push_back(made_.findings.size());
                made_.findings.emplace_back();
                failing.push_back(std::move(*judged));
            } else {
                made_.findings.push_back(std::move(judged->found));
            }
        }
        mark_what_follows(failing, rules_, data);
        for (std::size_t i = 0; i < failing.size(); ++i) {
            finding& found = failing[i].found;
            if (found.follows_from) found.follows_from = failing_at[*found.follows_from];
            made_.findings[failing_at[i]] = std::move(found);
        }
        for (const finding& each : made_.findings) {
            if (is_asked(each.where)) count(counts[key_of(each)], each);
        }
        for (const auto& [key, tally] : counts) {
            made_.tallies.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), tally});
        }
    }

    /// Whether a check that holds is to be shown; one that is not is counted, if it is asked about.
    bool lists_what_holds(const finding& of, std::map<tally_key, check_summary>& counts) const {
        if (!is_asked(of.where)) return false;
        if (!asked_.places.empty()) return true;
        count(counts[key_of(of)], of);
        return false;
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
    const cells_asked_about& asked_;
    std::vector<bool> is_asked_place_;  // where not all are
    std::vector<bool> is_asked_track_;  // likewise
    const std::shared_ptr<trees>& hierarchies_;
    moment_scratch& scratch_;
    moment_findings made_;
    const codebook& book_;
    moment_columns columns_;
    const hierarchy& tree_;
    const rollup_layout& layout_;
    moment_sums sums_;
    std::size_t width_;  // how many tracks there are
    std::uint32_t domain_rule_ = 0;
    std::uint32_t conflict_rule_ = 0;
    std::vector<std::uint32_t> holds_;  // by level and track: roll-ups
    std::map<tally_key, std::size_t> local_holds_;
    std::vector<open_check> open_;
};

}  // namespace

moment_findings check_moment(const moment_input& of,
                             const std::vector<rule>& rules,
                             const cells_asked_about& asked,
                             dataset evidence,
                             moment_scratch& scratch,
                             moment_wanted wanted) {
    return moment_check{of, rules, asked, std::move(evidence), scratch, wanted}.run();
}

}  // namespace crossfoot::detail
