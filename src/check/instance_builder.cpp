#include "instance_builder.hpp"

#include <algorithm>
#include <utility>

namespace crossfoot::detail {

const hierarchy& trees::at(day when) {
    const std::scoped_lock lock{one_at_a_time_};
    const auto epoch = std::ranges::upper_bound(all_.changes(), when) - all_.changes().begin();
    const auto known = made_.find(epoch);
    if (known != made_.end()) {
        return known->second;
    }
    return made_.emplace(epoch, all_.at(when)).first->second;
}

const hierarchy& instance_builder::tree_at(day when) {
    if (last_day_ != when) {
        last_tree_ = &trees_->at(when);
        last_day_ = when;
    }
    return *last_tree_;
}

instance_builder::instance_builder(const dataset& data,
                                   const cell_reader& cells,
                                   std::shared_ptr<trees> shared)
    : data_{data},
      book_{data.book()},
      cells_{cells},
      trees_{shared ? std::move(shared) : std::make_shared<trees>(data.where())},
      any_adjusted_{std::ranges::any_of(data.book().sources, [](const source_note& each) {
          return each.totals == printed_totals::adjusted;
      })} {}

seen_cell instance_builder::see(cell where) {
    seen_cell made;
    made.tree = &tree_at(where.when.last());
    made.figure = cells_.read(where.place, where.what, where.when);
    made.where = std::move(where);
    return made;
}

instance instance_builder::start(std::uint32_t rule, const seen_cell& claim) const {
    instance made;
    made.has_claim = true;
    made.found.rule = rule;
    made.found.where = claim.where;
    made.found.reported = claim.figure.values;
    made.found.terms.push_back({claim.where,
                                term_role::claim,
                                reading_of(claim.where, claim.figure, false),
                                claim.figure.observation});
    return made;
}

bool instance_builder::is_exempt(const cell& where) const {
    return std::ranges::any_of(book_.exemptions, [&](const exemption& each) {
        return data_.where().code(where.place) == each.place &&
               (!each.until || where.when.last() <= *each.until) &&
               (each.indicators.empty() ||
                std::ranges::find(each.indicators, where.what.indicator) != each.indicators.end());
    });
}

term_reading instance_builder::reading_of(const cell& where,
                                          const resolved_figure& figure,
                                          bool reads_as_zero) const {
    switch (figure.kind) {
    case reading_kind::figure: return term_reading::figure;
    case reading_kind::absent:
        if (reads_as_zero) {
            return term_reading::zero;
        }
        return is_exempt(where) ? term_reading::exempt : term_reading::missing;
    case reading_kind::missing:
        return is_exempt(where) ? term_reading::exempt : term_reading::missing;
    case reading_kind::outside_domain: return term_reading::missing;
    case reading_kind::not_applicable: return term_reading::not_applicable;
    case reading_kind::conflicting: return term_reading::conflicting;
    }
    return term_reading::missing;
}

read_operand instance_builder::as_operand(const cell& where,
                                          const resolved_figure& figure,
                                          bool reads_as_zero) const {
    const indicator& of = book_[where.what.indicator];
    read_operand made{
        {0, 1, interval::exactly(0), of.counts_whole(), false},
        {where, term_role::plus, reading_of(where, figure, reads_as_zero), figure.observation}};
    switch (made.term.reading) {
    case term_reading::figure: made.value.values = *figure.values; break;
    case term_reading::zero:
    case term_reading::exempt:
    case term_reading::not_applicable: break;
    case term_reading::missing:
    case term_reading::conflicting:
        made.value.missing = true;
        made.value.values = book_.domain_of(of);
        break;
    }
    return made;
}

read_operand instance_builder::as_operand(const rollup_part& part, const period& when) const {
    return as_operand({part.place, when, part.what}, part.figure, part.reads_as_zero);
}

read_operand instance_builder::read(const cell& where, const std::optional<absence>& absent) const {
    const resolved_figure figure = cells_.read(where.place, where.what, where.when);
    const bool as_zero = figure.kind == reading_kind::absent &&
                         (absent ? cells_.absence_is_zero(where.place, *absent, where.when)
                                 : cells_.absence_is_zero(where.place, where.what, where.when));
    return as_operand(where, figure, as_zero);
}

void instance_builder::put(instance& into, read_operand part, term_role role) {
    part.term.role = role;
    if (role == term_role::minus) {
        part.value.coefficient = -part.value.coefficient;
    }
    part.value.unknown = static_cast<std::uint32_t>(into.term_of_operand.size());
    into.term_of_operand.push_back(into.found.terms.size());
    into.found.terms.push_back(std::move(part.term));
    (role == term_role::divisor ? into.what.divisors : into.what.terms)
        .push_back(std::move(part.value));
}

bool instance_builder::is_adjusted(const finding_term& term) const {
    if (!term.observation) {
        return false;
    }
    const std::string& source = data_.source(data_[*term.observation].source);
    const auto note = std::ranges::find(book_.sources, source, &source_note::name);
    return note != book_.sources.end() && note->totals == printed_totals::adjusted;
}

/// What was adjusted so that totals add adds up as it was printed: each rounded figure is the
/// number that stands there. Only where that is so of every figure. One with a word around it, such
/// as 600余, is no rounded number: it stays what it may be.
void instance_builder::take_as_printed(instance& made) const {
    const auto as_printed = [this](const finding_term& term) -> std::optional<interval> {
        const figure* const written = data_[*term.observation].written;
        if (written == nullptr || written->form() != figure_form::rounded) {
            return std::nullopt;
        }
        return interval::exactly(written->nominal());
    };
    const bool all = std::ranges::all_of(made.found.terms, [this](const finding_term& term) {
        return term.reading != term_reading::figure || is_adjusted(term);
    });
    if (!all || made.found.terms.front().role != term_role::claim) {
        return;
    }
    if (const auto printed = as_printed(made.found.terms.front())) {
        made.what.admitted = *printed;
    }
    for (std::size_t i = 0; i < made.what.terms.size(); ++i) {
        const finding_term& term = made.found.terms[made.term_of_operand[i]];
        if (term.reading != term_reading::figure) {
            continue;
        }
        if (const auto printed = as_printed(term)) {
            made.what.terms[i].values = *printed;
            made.what.terms[i].whole = false;
        }
    }
}

void instance_builder::finish(instance& made, bool is_sum) const {
    if (is_sum && any_adjusted_) {
        take_as_printed(made);
    }
    finish(made, judge_as(made, made.what));
}

void instance_builder::finish(instance& made, said judged) {
    settle(made, std::move(judged));
    if (made.found.result != verdict::fails) {
        // Only what fails is judged again.
        made.what = {};
        made.term_of_operand = {};
    }
}

std::optional<series> instance_builder::restated(const series& what, indicator_id as) const {
    for (std::size_t i = 0; i < what.items.size(); ++i) {
        const breakdown_id by{i};
        if (what.item(by) != series::all && book_[as].find_use(by) == nullptr) {
            return std::nullopt;
        }
    }
    series made = what;
    made.indicator = as;
    return made;
}

const breakdown_use* instance_builder::use_at(const seen_cell& where, breakdown_id by) const {
    const std::vector<breakdown_use>& uses = book_[where.where.what.indicator].breakdowns;
    const auto find = [&](const auto& fits) -> const breakdown_use* {
        const auto found = std::ranges::find_if(
            uses, [&](const breakdown_use& each) { return each.by == by && fits(each.only_in); });
        return found == uses.end() ? nullptr : &*found;
    };
    const bool differs = std::ranges::any_of(
        uses, [by](const breakdown_use& each) { return each.by == by && !each.only_in.empty(); });
    std::optional<place_id> at = where.where.place;
    for (; differs && at; at = where.tree->parent_of(*at)) {
        const std::string_view code = data_.where().code(*at);
        // The nearest place that is named counts.
        const breakdown_use* const use = find([&](const std::vector<std::string>& only_in) {
            return std::ranges::find(only_in, code) != only_in.end();
        });
        if (use != nullptr) {
            return use;
        }
    }
    return find([](const std::vector<std::string>& only_in) { return only_in.empty(); });
}

}  // namespace crossfoot::detail
