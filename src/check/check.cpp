#include <crossfoot/check/check.hpp>
#include <crossfoot/check/tally.hpp>
#include <crossfoot/compute/rates.hpp>

#include "cell_order.hpp"
#include "instantiation.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace crossfoot {

namespace {

using detail::instance;
using detail::seen_cell;

/// One check of one dataset.
class checker {
  public:
    checker(const dataset& data, const unit_register* units)
        : data_{data},
          book_{data.book()},
          cells_{data},
          order_{data},
          rules_{derive_rules(book_)},
          rules_at_{data, cells_, rules_, units} {
        report_.units = units;
        by_indicator_.resize(book_.indicators.size());
    }

    check_report run() {
        gather_cells();
        for (std::size_t i = 0; i < rules_.size(); ++i) {
            rule_number_ = static_cast<std::uint32_t>(i);
            apply(rules_[i]);
        }
        mark_what_follows();
        for (const finding& each : report_.findings) {
            count(report_.summary, each);
        }
        report_.rules = std::move(rules_);
        return std::move(report_);
    }

  private:
    // -- the cells --------------------------------------------------------------------------------

    void gather_cells() {
        std::vector<seen_cell> all;
        all.reserve(data_.size());
        for (std::size_t number = 0; number < data_.size(); ++number) {
            const observation seen = data_[number];
            if (seen.state == status::reported || seen.state == status::below_unit) {
                ++report_.summary.figures;
            }
            // A cell is taken up once, with the first of its observations.
            if (data_.find(seen.place, seen.what, seen.when) != number) {
                continue;
            }
            all.push_back(
                rules_at_.builder().see({seen.place, data_[seen.when], data_[seen.what]}));
            if (all.back().figure.more_sources) {
                // The period as the first source wrote it, so that the order of files does not
                // matter.
                cell& where = all.back().where;
                where.when =
                    data_[data_[cells_.observations(where.place, where.what, where.when).front()]
                              .when];
            }
        }
        // There are about as many findings as cells.
        report_.findings.reserve(all.size());
        std::vector<sort_key> order;
        order.reserve(all.size());
        for (const seen_cell& each : all) {
            order.push_back({each.tree->rank_of(each.where.place),
                             each.where.place,
                             each.where.when,
                             each.where.what.indicator,
                             order.size()});
        }
        std::ranges::stable_sort(order, [&](const sort_key& a, const sort_key& b) {
            const std::optional<bool> before = comes_before(a, b);
            return before ? *before : in_order(all[a.number], all[b.number]);
        });
        for (const sort_key& each : order) {
            std::vector<seen_cell>& same = by_indicator_[each.indicator.index()];
            all_in_order_.emplace_back(each.indicator.index(), same.size());
            same.push_back(std::move(all[each.number]));
        }
    }

    /// What nearly always decides the order of two cells, side by side in memory: to sort by the
    /// cells themselves would be to look all over it.
    struct sort_key {
        std::size_t rank;  // of the place
        place_id place;
        period when;
        indicator_id indicator;
        std::size_t number;
    };

    /// What `in_order` says of two cells; no value where their keys do not decide.
    static std::optional<bool> comes_before(const sort_key& a, const sort_key& b) {
        if (a.rank != b.rank) {
            return a.rank < b.rank;
        }
        if (a.place != b.place) {
            return std::nullopt;
        }
        if (const auto order = a.when <=> b.when; order != nullptr) {
            return order < 0;
        }
        if (a.indicator != b.indicator) {
            return a.indicator < b.indicator;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool in_order(const seen_cell& a, const seen_cell& b) const {
        return order_.before({&a.where, a.tree}, {&b.where, b.tree});
    }

    [[nodiscard]] bool in_order(const cell& a, const cell& b) {
        return order_.before({&a, &rules_at_.tree_at(a.when.last())},
                             {&b, &rules_at_.tree_at(b.when.last())});
    }

    [[nodiscard]] const std::vector<seen_cell>& cells_of(indicator_id which) const {
        return by_indicator_[which.index()];
    }

    // -- the rules --------------------------------------------------------------------------------

    void apply(const rule& which) {
        switch (which.kind) {
        case rule_kind::domain:
        case rule_kind::conflict:
            // Of all indicators: the place comes first.
            for (const auto& [indicator, number] : all_in_order_) {
                judge_one(by_indicator_[indicator][number]);
            }
            return;
        case rule_kind::written: judge_at(sites_of(which)); return;
        case rule_kind::due: judge_at(what_is_due(which)); return;
        case rule_kind::part_of:
        case rule_kind::of_which:
        case rule_kind::nested:
        case rule_kind::partition:
        case rule_kind::rate:
        case rule_kind::rollup:
        case rule_kind::registered:
        case rule_kind::cumulative:
        case rule_kind::accumulation:
        case rule_kind::balance:
        case rule_kind::periods:
        case rule_kind::last_year:
        case rule_kind::growth:
        case rule_kind::change:
        case rule_kind::ordinal:
        case rule_kind::magnitude: judge_at(cells_of(which.indicator)); break;
        }
        derive(which);
    }

    void judge_at(std::span<const seen_cell> claims) {
        for (const seen_cell& each : claims) {
            judge_one(each);
        }
    }

    void judge_one(const seen_cell& claim) {
        std::optional<instance> made = rules_at_.at(rule_number_, claim);
        if (!made) {
            return;
        }
        if (made->found.result == verdict::fails) {
            failing_at_.push_back(report_.findings.size());
            report_.findings.push_back(made->found);
            failing_.push_back(std::move(*made));
        } else {
            report_.findings.push_back(std::move(made->found));
        }
    }

    /// The places and periods that a rule in words is judged at, each once, in order.
    [[nodiscard]] std::vector<seen_cell> sites_of(const rule& which) {
        std::vector<std::pair<detail::cell_key, seen_cell>> sites;
        for (const indicator_id each : rules_at_.anchors_of(which)) {
            for (const seen_cell& reported : cells_of(each)) {
                if (std::optional<cell> at = rules_at_.site_of(rule_number_, reported)) {
                    const hierarchy& tree = rules_at_.tree_at(at->when.last());
                    sites.emplace_back(detail::key_of_cell(book_, *at),
                                       seen_cell{std::move(*at), &tree});
                }
            }
        }
        std::ranges::stable_sort(
            sites, {}, [](const auto& each) -> const detail::cell_key& { return each.first; });
        std::vector<seen_cell> made;
        for (std::size_t i = 0; i < sites.size(); ++i) {
            if (i == 0 || sites[i].first != sites[i - 1].first) {
                made.push_back(std::move(sites[i].second));
            }
        }
        std::ranges::stable_sort(
            made, [this](const seen_cell& a, const seen_cell& b) { return in_order(a, b); });
        return made;
    }

    [[nodiscard]] std::vector<seen_cell> what_is_due(const rule& which) {
        std::vector<seen_cell> made;
        for (cell& each : rules_at_.sites_due(which)) {
            const hierarchy& tree = rules_at_.tree_at(each.when.last());
            made.push_back({std::move(each), &tree});
        }
        std::ranges::stable_sort(
            made, [this](const seen_cell& a, const seen_cell& b) { return in_order(a, b); });
        return made;
    }

    // -- what nobody claims
    // -------------------------------------------------------------------------

    void derive(const rule& which) {
        const std::size_t first = report_.derived.size();
        switch (which.kind) {
        case rule_kind::partition: derive_partitions(which); break;
        case rule_kind::rate: derive_rates(which); break;
        case rule_kind::rollup: derive_rollups(which); break;
        default: return;
        }
        std::stable_sort(report_.derived.begin() + static_cast<std::ptrdiff_t>(first),
                         report_.derived.end(),
                         [this](const derived_value& a, const derived_value& b) {
                             return in_order(a.where, b.where);
                         });
    }

    [[nodiscard]] bool is_open(const cell& claim) const {
        const reading_kind kind = cells_.read(claim.place, claim.what, claim.when).kind;
        return kind == reading_kind::absent || kind == reading_kind::missing;
    }

    /// Totals over a breakdown whose items alone were reported.
    void derive_partitions(const rule& which) {
        if (which.nesting) {
            return;
        }
        std::set<detail::cell_key> done;
        for (const seen_cell& each : cells_of(which.indicator)) {
            if (each.where.what.item(which.by) == series::all) {
                continue;
            }
            if (!rules_at_.holds_at(which, each)) {
                continue;
            }
            const seen_cell base{
                {each.where.place, each.where.when, each.where.what.with(which.by, series::all)},
                each.tree};
            if (!is_open(base.where) ||
                !done.insert(detail::key_of_cell(book_, base.where)).second) {
                continue;
            }
            std::vector<detail::read_operand> items = rules_at_.items_at_cell(which, base);
            if (which.counting == tier_counting::at_or_above) {
                detail::instantiation::keep_lowest(items);
            }
            instance made;
            made.what.shape = which.counting == tier_counting::held
                                  ? form_shape::between_largest_and_sum
                                  : form_shape::linear;
            bool any = false;
            for (detail::read_operand& item : items) {
                any = any || item.term.reading == term_reading::figure;
                detail::instance_builder::put(made, std::move(item), term_role::plus);
            }
            if (any) {
                add_derived(base.where, std::move(made), operand_basis::reported, 0, 0);
            }
        }
    }

    void derive_rates(const rule& which) {
        const indicator& of = book_[which.indicator];
        for (const seen_cell& each : cells_of(*of.numerator)) {
            if (!each.figure.values) {
                continue;
            }
            cell where = each.where;
            where.what.indicator = which.indicator;
            if (!is_open(where) ||
                !rules_at_.builder().restated(each.where.what, *of.denominator)) {
                continue;
            }
            const rate_counts both =
                gather_rate_counts(cells_, *each.tree, where.place, where.what, where.when);
            if (!both.complete || both.basis != operand_basis::reported) {
                continue;
            }
            instance made;
            rules_at_.fill_rate(made, both, where.when);
            add_derived(where, std::move(made), operand_basis::reported, 0, 0);
        }
    }

    /// Totals that nobody claims, of the places above those that reported.
    void derive_rollups(const rule& which) {
        std::set<detail::cell_key> done;
        for (const seen_cell& each : cells_of(which.indicator)) {
            if (!each.figure.values || !each.tree->has(each.where.place)) {
                continue;
            }
            std::optional<place_id> above = each.where.place;
            if (each.where.what.extent == scope::total) {
                above = each.tree->parent_of(*above);
            }
            for (; above; above = each.tree->parent_of(*above)) {
                cell total{*above, each.where.when, each.where.what};
                total.what.extent = scope::total;
                if (!is_open(total) || !done.insert(detail::key_of_cell(book_, total)).second) {
                    break;
                }
                const rollup_parts gathered =
                    gather_parts(cells_, *each.tree, total.place, total.what, total.when);
                if (only_repeats_a_figure(gathered)) {
                    continue;
                }
                instance made;
                rules_at_.fill_rollup(made, gathered, total.when);
                add_derived(total,
                            std::move(made),
                            operand_basis::rolled_up,
                            gathered.due,
                            gathered.reporting);
            }
        }
    }

    /// One figure and something missing: the total would be that figure or more, which is no news.
    static bool only_repeats_a_figure(const rollup_parts& gathered) {
        const auto has_figure = [](const rollup_part& part) {
            return part.figure.values.has_value();
        };
        const auto is_missing = [&](const rollup_part& part) {
            return !has_figure(part) && !part.reads_as_zero &&
                   part.figure.kind != reading_kind::not_applicable;
        };
        return std::ranges::count_if(gathered.parts, has_figure) <= 1 &&
               std::ranges::any_of(gathered.parts, is_missing);
    }

    void add_derived(const cell& where,
                     instance made,
                     operand_basis basis,
                     std::size_t due,
                     std::size_t reporting) {
        const judgement judged = judge(made.what);
        if (!judged.computed) {
            return;
        }
        report_.derived.push_back({rule_number_,
                                   where,
                                   *judged.computed,
                                   basis,
                                   std::move(made.found.terms),
                                   due,
                                   reporting});
    }

    // -- what follows from what, and the summary
    // ----------------------------------------------------

    void mark_what_follows() {
        detail::mark_what_follows(failing_, rules_, data_);
        if (report_.units != nullptr) {
            detail::mark_what_follows_in_register(failing_, rules_, data_);
        }
        for (std::size_t i = 0; i < failing_.size(); ++i) {
            if (const auto from = failing_[i].found.follows_from) {
                report_.findings[failing_at_[i]].follows_from = failing_at_[*from];
            }
        }
    }

    const dataset& data_;
    const codebook& book_;
    cell_reader cells_;
    detail::cell_order order_;
    std::vector<rule> rules_;
    detail::instantiation rules_at_;
    check_report report_;
    std::uint32_t rule_number_ = 0;
    std::vector<std::vector<seen_cell>> by_indicator_;
    std::vector<std::pair<std::uint32_t, std::size_t>> all_in_order_;  // indicator and position
    std::vector<instance> failing_;        // with their figures, in the order of the report
    std::vector<std::size_t> failing_at_;  // where they stand in it
};

}  // namespace

check_report check(const dataset& data) {
    return checker{data, nullptr}.run();
}

check_report check(const dataset& data, const unit_register& units) {
    return checker{data, &units}.run();
}

}  // namespace crossfoot
