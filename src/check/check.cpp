#include <crossfoot/check/check.hpp>
#include <crossfoot/compute/rollup.hpp>
#include <crossfoot/number/rate.hpp>

#include "instance.hpp"
#include "judge.hpp"
#include "registered.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace crossfoot {

namespace {

using detail::instance;

/// A cell at which something was observed, and the hierarchy of its day.
struct seen_cell {
    cell where;
    const hierarchy* tree;
    std::vector<std::size_t> observations;  ///< by the name of their source
    resolved_figure figure;
};

/// The hierarchies of the days that figures speak of, each made once.
class trees {
  public:
    explicit trees(const places& all) : all_{all} {}

    const hierarchy& at(day when) {
        const auto epoch = std::ranges::upper_bound(all_.changes(), when) - all_.changes().begin();
        const auto known = made_.find(epoch);
        if (known != made_.end()) {
            return known->second;
        }
        return made_.emplace(epoch, all_.at(when)).first->second;
    }

  private:
    const places& all_;
    std::map<std::ptrdiff_t, hierarchy> made_;
};

std::strong_ordering compare(const series& a, const series& b, std::size_t breakdowns) {
    if (const auto order = a.extent <=> b.extent; order != nullptr) {
        return order;
    }
    for (std::size_t i = 0; i < breakdowns; ++i) {
        // The total over a breakdown comes before its items.
        const auto rank = [i](const series& of) {
            return static_cast<std::uint16_t>(of.item(breakdown_id{i}) + 1U);
        };
        if (const auto order = rank(a) <=> rank(b); order != nullptr) {
            return order;
        }
    }
    return std::strong_ordering::equal;
}

/// One check of one dataset.
class checker {
  public:
    checker(const dataset& data, const unit_register* units)
        : data_{data}, book_{data.book()}, cells_{data}, trees_{data.where()} {
        if (units != nullptr) {
            registered_.emplace(*units);
            report_.units = units;
        }
        report_.rules = derive_rules(book_);
        by_indicator_.resize(book_.indicators.size());
    }

    check_report run() {
        gather_cells();
        for (std::size_t i = 0; i < report_.rules.size(); ++i) {
            rule_number_ = static_cast<std::uint32_t>(i);
            const std::size_t first = instances_.size();
            const std::size_t first_derived = report_.derived.size();
            apply(report_.rules[i]);
            put_in_order(instances_.begin() + static_cast<std::ptrdiff_t>(first),
                         instances_.end(),
                         [](const instance& each) -> const cell& { return each.found.where; });
            put_in_order(report_.derived.begin() + static_cast<std::ptrdiff_t>(first_derived),
                         report_.derived.end(),
                         [](const derived_value& each) -> const cell& { return each.where; });
        }
        detail::mark_what_follows(instances_, data_);
        if (registered_) {
            detail::mark_what_follows_in_register(instances_, report_.rules, data_);
        }
        report_.findings.reserve(instances_.size());
        for (instance& each : instances_) {
            count(each.found);
            report_.findings.push_back(std::move(each.found));
        }
        return std::move(report_);
    }

  private:
    // -- the cells --------------------------------------------------------------------------------

    void gather_cells() {
        std::vector<seen_cell> all;
        for (std::size_t number = 0; number < data_.size(); ++number) {
            const observation seen = data_[number];
            if (seen.state == status::reported || seen.state == status::below_unit) {
                ++report_.summary.figures;
            }
            // A cell is taken up once, with the first of its observations.
            if (data_.find(seen.place, seen.what, seen.when) != number) {
                continue;
            }
            const period when = data_[seen.when];
            all.push_back({{seen.place, when, data_[seen.what]}, &trees_.at(when.last()), {}, {}});
        }
        for (seen_cell& each : all) {
            each.observations =
                cells_.observations(each.where.place, each.where.what, each.where.when);
            // The period as the first source wrote it, so that the order of files does not matter.
            each.where.when = data_[data_[each.observations.front()].when];
        }
        std::ranges::stable_sort(all, [this](const seen_cell& a, const seen_cell& b) {
            return in_order(a.where, b.where);
        });
        for (seen_cell& each : all) {
            each.figure = cells_.read(each.where.place, each.where.what, each.where.when);
            by_indicator_[each.where.what.indicator.index()].push_back(std::move(each));
        }
    }

    [[nodiscard]] bool in_order(const cell& a, const cell& b) {
        const std::size_t rank_a = trees_.at(a.when.last()).rank_of(a.place);
        const std::size_t rank_b = trees_.at(b.when.last()).rank_of(b.place);
        if (rank_a != rank_b) {
            return rank_a < rank_b;
        }
        if (a.place != b.place) {
            return data_.where().code(a.place) < data_.where().code(b.place);
        }
        if (const auto order = a.when <=> b.when; order != nullptr) {
            return order < 0;
        }
        return compare(a.what, b.what, book_.breakdowns.size()) < 0;
    }

    template <typename Iterator, typename CellOf>
    void put_in_order(Iterator first, Iterator last, CellOf cell_of) {
        std::stable_sort(first, last, [&](const auto& a, const auto& b) {
            return in_order(cell_of(a), cell_of(b));
        });
    }

    [[nodiscard]] const std::vector<seen_cell>& cells_of(indicator_id which) const {
        return by_indicator_[which.index()];
    }

    // -- the rules --------------------------------------------------------------------------------

    void apply(const rule& which) {
        switch (which.kind) {
        case rule_kind::domain:
            for_all_cells([this](const seen_cell& each) { check_domain(each); });
            return;
        case rule_kind::conflict:
            for_all_cells([this](const seen_cell& each) { check_conflict(each); });
            return;
        case rule_kind::part_of:
            for (const seen_cell& each : cells_of(which.indicator)) {
                check_part(which, each);
            }
            return;
        case rule_kind::of_which:
            for (const seen_cell& each : cells_of(which.indicator)) {
                check_item(which, each);
            }
            return;
        case rule_kind::partition: check_partitions(which); return;
        case rule_kind::rate: check_rates(which); return;
        case rule_kind::rollup: check_rollups(which); return;
        case rule_kind::registered: check_registered(which); return;
        }
    }

    template <typename Check>
    void for_all_cells(Check check_cell) {
        for (const std::vector<seen_cell>& cells : by_indicator_) {
            for (const seen_cell& each : cells) {
                check_cell(each);
            }
        }
    }

    [[nodiscard]] instance start(const seen_cell& claim) const {
        instance made;
        made.found.rule = rule_number_;
        made.found.where = claim.where;
        made.found.reported = claim.figure.values;
        made.found.terms.push_back({claim.where,
                                    term_role::claim,
                                    reading_of(claim.figure, false),
                                    claim.figure.observation});
        return made;
    }

    static term_reading reading_of(const resolved_figure& figure, bool reads_as_zero) {
        switch (figure.kind) {
        case reading_kind::figure: return term_reading::figure;
        case reading_kind::absent:
            return reads_as_zero ? term_reading::zero : term_reading::missing;
        case reading_kind::missing:
        case reading_kind::outside_domain: return term_reading::missing;
        case reading_kind::not_applicable: return term_reading::not_applicable;
        case reading_kind::conflicting: return term_reading::conflicting;
        }
        return term_reading::missing;
    }

    /// An operand at a cell, with the finding's term for it.
    struct read_operand {
        operand value;
        finding_term term;
    };

    [[nodiscard]] read_operand as_operand(const cell& where,
                                          const resolved_figure& figure,
                                          bool reads_as_zero) const {
        const indicator& of = book_[where.what.indicator];
        read_operand made{
            {0, 1, interval::exactly(0), of.counts_whole(), false},
            {where, term_role::plus, reading_of(figure, reads_as_zero), figure.observation}};
        switch (made.term.reading) {
        case term_reading::figure: made.value.values = *figure.values; break;
        case term_reading::zero:
        case term_reading::not_applicable: break;
        case term_reading::missing:
        case term_reading::conflicting:
            made.value.missing = true;
            made.value.values = book_.domain_of(of);
            break;
        }
        return made;
    }

    [[nodiscard]] read_operand as_operand(const rollup_part& part, const period& when) const {
        return as_operand({part.place, when, part.what}, part.figure, part.reads_as_zero);
    }

    [[nodiscard]] read_operand read(const cell& where) const {
        return as_operand(part_at(cells_, where.place, where.what, where.when), where.when);
    }

    /// Puts an operand into the sum (or the divisors) of an instance, and its term into the
    /// finding.
    static void put(instance& into, read_operand part, term_role role) {
        part.term.role = role;
        part.value.unknown = static_cast<std::uint32_t>(into.term_of_operand.size());
        into.term_of_operand.push_back(into.found.terms.size());
        into.found.terms.push_back(std::move(part.term));
        (role == term_role::divisor ? into.what.divisors : into.what.terms)
            .push_back(std::move(part.value));
    }

    void finish(instance made) {
        detail::settle(made);
        if (made.found.result != verdict::fails) {
            // Only what fails is judged again.
            made.what = {};
            made.term_of_operand = {};
        }
        instances_.push_back(std::move(made));
    }

    /// Judges `part <= whole`; the part is the claim, and an operand like the whole.
    void check_at_most(const seen_cell& part, const cell& whole) {
        read_operand other = read(whole);
        if (other.term.reading == term_reading::not_applicable) {
            return;
        }
        instance made = start(part);
        made.is_at_most = true;
        made.what.admitted = interval::at_most(0);
        made.what.terms.push_back(as_operand(part.where, part.figure, false).value);
        made.term_of_operand.push_back(0);
        other.value.sign = -1;
        put(made, std::move(other), term_role::plus);
        finish(std::move(made));
    }

    void check_domain(const seen_cell& each) {
        const indicator& of = book_[each.where.what.indicator];
        // One that cannot be read is told, though another source may have a figure.
        const auto unread = std::ranges::find_if(each.observations, [this](std::size_t number) {
            return data_[number].state == status::unreadable;
        });
        const bool outside = each.figure.kind == reading_kind::outside_domain;
        const bool unreadable = !outside && unread != each.observations.end();
        if (!outside && !unreadable) {
            return;
        }
        instance made = start(each);
        if (unreadable) {
            made.found.reported.reset();
            made.found.terms.front().reading = term_reading::missing;
            made.found.terms.front().observation = *unread;
        }
        made.is_domain_or_conflict = true;
        made.found.result = unreadable ? verdict::unknown : verdict::fails;
        made.found.computed = book_.domain_of(of);
        if (!unreadable) {
            const observation seen = data_[*each.figure.observation];
            made.found.reported = seen.written != nullptr ? seen.written->values()
                                                          : interval::exactly(rational{seen.count});
        }
        instances_.push_back(std::move(made));
    }

    void check_conflict(const seen_cell& each) {
        if (each.observations.size() < 2) {
            return;
        }
        std::vector<std::pair<std::size_t, interval>> said;
        for (const std::size_t number : each.observations) {
            if (const auto values = values_of(data_, data_[number])) {
                said.emplace_back(number, *values);
            }
        }
        const bool agree = std::ranges::all_of(
            said, [&](const auto& one) { return one.second == said.front().second; });
        if (agree) {
            return;
        }
        instance made;
        made.is_domain_or_conflict = true;
        made.found.rule = rule_number_;
        made.found.where = each.where;
        made.found.result =
            each.figure.kind == reading_kind::conflicting ? verdict::fails : verdict::possible;
        made.found.reported = said.front().second;
        // The other side is the first source that says something else.
        const auto other = std::ranges::find_if(
            said, [&](const auto& one) { return one.second != said.front().second; });
        made.found.computed = other->second;
        made.found.difference = said.front().second - other->second;
        for (const auto& [number, values] : said) {
            const term_role role =
                number == said.front().first ? term_role::claim : term_role::plus;
            made.found.terms.push_back({each.where, role, term_reading::figure, number});
        }
        instances_.push_back(std::move(made));
    }

    void check_part(const rule& which, const seen_cell& each) {
        if (!each.figure.values) {
            return;
        }
        const indicator_id whole = *book_[which.indicator].part_of;
        const std::optional<series> same = restated(each.where.what, whole);
        if (same) {
            check_at_most(each, {each.where.place, each.where.when, *same});
        }
    }

    void check_item(const rule& which, const seen_cell& each) {
        if (!each.figure.values || each.where.what.item(which.by) == series::all) {
            return;
        }
        check_at_most(
            each, {each.where.place, each.where.when, each.where.what.with(which.by, series::all)});
    }

    /// The series of another indicator with the same scope and items; no value where that one is
    /// not broken down so.
    [[nodiscard]] std::optional<series> restated(const series& what, indicator_id as) const {
        for (std::size_t i = 0; i < book_.breakdowns.size(); ++i) {
            const breakdown_id by{i};
            if (what.item(by) != series::all && book_[as].find_use(by) == nullptr) {
                return std::nullopt;
            }
        }
        series made = what;
        made.indicator = as;
        return made;
    }

    // -- breakdowns -------------------------------------------------------------------------------

    /// A total over a breakdown, and its items where any was observed.
    struct broken_down {
        cell base;
        const seen_cell* total = nullptr;
        std::vector<const seen_cell*> items;
    };

    void check_partitions(const rule& which) {
        // By the cell of the total, so that one moment written in several ways is one group.
        std::map<detail::cell_key, broken_down> groups;
        // Cells of a place stand together, so that groups need only be looked for there.
        std::optional<place_id> here;
        const auto flush = [&] {
            for (const auto& [key, group] : groups) {
                check_partition(which, group.base, group);
            }
            groups.clear();
        };
        for (const seen_cell& each : cells_of(which.indicator)) {
            if (here && *here != each.where.place) {
                flush();
            }
            here = each.where.place;
            const cell base{
                each.where.place, each.where.when, each.where.what.with(which.by, series::all)};
            broken_down& group =
                groups.try_emplace(detail::key_of_cell(book_, base), broken_down{base, {}, {}})
                    .first->second;
            if (each.where.what.item(which.by) == series::all) {
                group.total = &each;
                group.base = base;  // the period as the total has it
            } else {
                group.items.push_back(&each);
            }
        }
        flush();
    }

    void check_partition(const rule& which, const cell& base, const broken_down& group) {
        if (group.items.empty()) {
            return;
        }
        if (which.nesting) {
            check_nesting(which, base, group);
            return;
        }
        std::vector<read_operand> items = items_of(which, base, group);
        if (items.empty()) {
            return;
        }
        if (which.counting == tier_counting::at_or_above) {
            keep_lowest(items);
        }
        const bool claimed = group.total != nullptr && group.total->figure.values;
        instance made;
        if (claimed) {
            made = start(*group.total);
            made.what.admitted = *group.total->figure.values;
        }
        made.what.shape = which.counting == tier_counting::held
                              ? form_shape::between_largest_and_sum
                              : form_shape::linear;
        bool any = false;
        for (read_operand& item : items) {
            any = any || item.term.reading == term_reading::figure;
            put(made, std::move(item), term_role::plus);
        }
        if (claimed) {
            finish(std::move(made));
        } else if (any && may_be_derived(group.total)) {
            derive(base, std::move(made), operand_basis::reported, 0, 0);
        }
    }

    static bool may_be_derived(const seen_cell* claim) {
        return claim == nullptr || claim->figure.kind == reading_kind::missing;
    }

    /// The items that occur at the place or were reported there, from the highest down.
    [[nodiscard]] std::vector<read_operand> items_of(const rule& which,
                                                     const cell& base,
                                                     const broken_down& group) const {
        std::vector<std::uint16_t> items =
            items_at(data_, *group.items.front()->tree, base.place, which.by, base.what.extent);
        for (const seen_cell* each : group.items) {
            items.push_back(each->where.what.item(which.by));
        }
        std::ranges::sort(items);
        items.erase(std::unique(items.begin(), items.end()), items.end());
        std::vector<read_operand> made;
        made.reserve(items.size());
        for (const std::uint16_t item : items) {
            made.push_back(read({base.place, base.when, base.what.with(which.by, item)}));
        }
        return made;
    }

    /// Leaves the lowest of the tiers that there are at the place: one marked as not applicable is
    /// none of them.
    static void keep_lowest(std::vector<read_operand>& items) {
        while (items.size() > 1 && items.back().term.reading == term_reading::not_applicable) {
            items.pop_back();
        }
        items.erase(items.begin(), items.end() - 1);
    }

    /// Each tier is at most the next lower one that was reported, the last at most the total.
    void check_nesting(const rule& which, const cell& base, const broken_down& group) {
        std::vector<const seen_cell*> chain;
        for (const seen_cell* each : group.items) {
            if (each->figure.values) {
                chain.push_back(each);
            }
        }
        std::ranges::stable_sort(
            chain, {}, [&](const seen_cell* each) { return each->where.what.item(which.by); });
        if (chain.empty()) {
            return;
        }
        for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
            check_at_most(*chain[i], chain[i + 1]->where);
        }
        std::vector<read_operand> items =
            items_of(which, base, group);  // at least the observed ones
        keep_lowest(items);
        const bool is_lowest = items.back().term.where.what == chain.back()->where.what;
        if (!is_lowest && group.total != nullptr && group.total->figure.values) {
            check_at_most(*chain.back(), group.total->where);
        }
    }

    // -- rates ------------------------------------------------------------------------------------

    [[nodiscard]] rate_counts counts_of(const cell& of, const hierarchy& tree) const {
        return gather_rate_counts(cells_, tree, of.place, of.what, of.when);
    }

    void check_rates(const rule& which) {
        for (const seen_cell& each : cells_of(which.indicator)) {
            if (!each.figure.values) {
                continue;
            }
            const rate_counts of = counts_of(each.where, *each.tree);
            if (!of.applicable) {
                continue;
            }
            instance made = start(each);
            made.what.admitted = *each.figure.values;
            fill_rate(made, of, each.where.when);
            made.found.duals = duals_of(made.what);
            finish(std::move(made));
        }
        derive_rates(which);
    }

    void fill_rate(instance& made, const rate_counts& of, const period& when) const {
        made.what.shape = form_shape::ratio;
        made.found.basis = of.basis;
        for (const rollup_part& part : of.numerator) {
            put(made, as_operand(part, when), term_role::plus);
        }
        for (const rollup_part& part : of.denominator) {
            put(made, as_operand(part, when), term_role::divisor);
        }
    }

    static std::optional<integer> exact_sum(const std::vector<operand>& operands) {
        rational sum = 0;
        for (const operand& each : operands) {
            if (each.missing || !each.whole || !each.values.is_exact()) {
                return std::nullopt;
            }
            sum += each.values.lo().value;
        }
        return floor(sum);
    }

    static rate_duals duals_of(const relation& what) {
        rate_duals duals;
        const std::optional<integer> count = exact_sum(what.terms);
        const std::optional<integer> total = exact_sum(what.divisors);
        if (total && *total > 0) {
            duals.counts = counts_reported_as(what.admitted, *total);
        }
        if (count) {
            duals.totals = totals_reported_as(what.admitted, *count);
        }
        return duals;
    }

    void derive_rates(const rule& which) {
        const indicator& of = book_[which.indicator];
        for (const seen_cell& each : cells_of(*of.numerator)) {
            if (!each.figure.values) {
                continue;
            }
            cell where = each.where;
            where.what.indicator = which.indicator;
            const resolved_figure claim = cells_.read(where.place, where.what, where.when);
            if (claim.kind != reading_kind::absent && claim.kind != reading_kind::missing) {
                continue;
            }
            if (!restated(each.where.what, *of.denominator)) {
                continue;
            }
            const rate_counts both = counts_of(where, *each.tree);
            if (!both.complete || both.basis != operand_basis::reported) {
                continue;
            }
            instance made;
            fill_rate(made, both, where.when);
            derive(where, std::move(made), operand_basis::reported, 0, 0);
        }
    }

    // -- roll-ups ---------------------------------------------------------------------------------

    void check_rollups(const rule& which) {
        for (const seen_cell& each : cells_of(which.indicator)) {
            if (each.where.what.extent != scope::total || !each.figure.values) {
                continue;
            }
            if (!each.tree->has(each.where.place)) {
                continue;
            }
            const rollup_parts gathered = gather_parts(
                cells_, *each.tree, each.where.place, each.where.what, each.where.when);
            const bool any_figure = std::ranges::any_of(
                gathered.parts,
                [](const rollup_part& part) { return part.figure.values.has_value(); });
            if (each.tree->children_of(each.where.place).empty() && !any_figure) {
                continue;
            }
            instance made = start(each);
            made.what.admitted = *each.figure.values;
            fill_rollup(made, gathered, each.where.when);
            finish(std::move(made));
        }
        derive_rollups(which);
    }

    void fill_rollup(instance& made, const rollup_parts& gathered, const period& when) const {
        for (const rollup_part& part : gathered.parts) {
            put(made, as_operand(part, when), term_role::plus);
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
                const resolved_figure claim = cells_.read(total.place, total.what, total.when);
                if (claim.kind != reading_kind::absent && claim.kind != reading_kind::missing) {
                    break;
                }
                if (!done.insert(detail::key_of_cell(book_, total)).second) {
                    break;
                }
                const rollup_parts gathered =
                    gather_parts(cells_, *each.tree, total.place, total.what, total.when);
                if (only_repeats_a_figure(gathered)) {
                    continue;
                }
                instance made;
                fill_rollup(made, gathered, total.when);
                derive(total,
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

    void derive(const cell& where,
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

    // -- the register -----------------------------------------------------------------------------

    void check_registered(const rule& which) {
        if (!registered_) {
            return;
        }
        for (const seen_cell& each : cells_of(which.indicator)) {
            if (!each.figure.values || !each.tree->has(each.where.place)) {
                continue;
            }
            const std::optional<std::int64_t> count = registered_->count_at(each.where);
            if (!count) {
                continue;
            }
            instance made = start(each);
            made.what.admitted = *each.figure.values;
            made.what.terms.push_back({0, 1, interval::exactly(rational{*count}), true, false});
            finish(std::move(made));
        }
    }

    // -- the summary ------------------------------------------------------------------------------

    void count(const finding& found) {
        check_summary& summary = report_.summary;
        ++summary.checks;
        switch (found.result) {
        case verdict::holds: ++summary.holds; return;
        case verdict::possible: ++summary.possible; return;
        case verdict::unknown: ++summary.unknown; return;
        case verdict::fails: ++(found.follows_from ? summary.follows : summary.fails); return;
        }
    }

    const dataset& data_;
    const codebook& book_;
    cell_reader cells_;
    trees trees_;
    std::optional<detail::registered_counts> registered_;
    check_report report_;
    std::uint32_t rule_number_ = 0;
    std::vector<std::vector<seen_cell>> by_indicator_;
    std::vector<instance> instances_;
};

}  // namespace

check_report check(const dataset& data) {
    return checker{data, nullptr}.run();
}

check_report check(const dataset& data, const unit_register& units) {
    return checker{data, &units}.run();
}

}  // namespace crossfoot
