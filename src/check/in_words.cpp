// The rules that a codebook states in words of its own.

#include "instantiation.hpp"

#include <algorithm>

namespace crossfoot::detail {

/// A rule in words while its figures are put in.
struct instantiation::placement {
    placed_condition condition;
    std::vector<operand> operands{};
    std::vector<finding_term> terms{};
    std::vector<std::size_t> term_of_operand{};
    bool any_figure = false;             ///< whether any that says where it is judged was reported
    std::optional<std::size_t> claim{};  ///< the term of the claim
    resolved_figure claimed{};

    /// Adds a figure of a variable whose first operand is `first`. A cell that an earlier variable
    /// has named is one unknown with it.
    void add(read_operand one,
             const variable& of,
             bool is_anchor,
             const codebook& book,
             std::size_t first) {
        any_figure = any_figure || (is_anchor && one.term.reading == term_reading::figure);
        if (of.only_asked_for) {
            terms.push_back(std::move(one.term));
            return;
        }
        const cell& where = one.term.where;
        one.value.unknown = static_cast<std::uint32_t>(operands.size());
        for (std::size_t other = 0; other < first; ++other) {  // one sum has each once
            const std::size_t term = term_of_operand[other];
            if (term != instance::no_term && terms[term].where.place == where.place &&
                terms[term].where.what == where.what &&
                key_of_cell(book, terms[term].where) == key_of_cell(book, where)) {
                one.value.unknown = operands[other].unknown;
                break;
            }
        }
        operands.push_back(std::move(one.value));
        term_of_operand.push_back(terms.size());
        terms.push_back(std::move(one.term));
    }
};

namespace {

/// The figures that say where a rule is judged: the claim of an equation; else those at the place
/// and period that are judged; if there are none, those that stand to it in another way; of a rule
/// that names its places the first of them.
std::vector<const variable*> anchors(const compiled_rule& form) {
    std::vector<const variable*> here;
    std::vector<const variable*> others;
    const variable* named_place = nullptr;
    if (form.root.is == condition_node::kind::comparison && form.root.compared.claim) {
        const variable& claim = form.variables[*form.root.compared.claim];
        if (claim.is == variable::kind::figure) {
            return {&claim};
        }
    }
    for (const variable& each : form.variables) {
        if (each.is != variable::kind::figure) {
            continue;
        }
        if (!each.named.at_place.empty()) {
            const bool is_first = named_place == nullptr && each.named.when == time_reference::same;
            named_place = is_first ? &each : named_place;
            continue;
        }
        const bool is_at_place = each.named.when == time_reference::same && !each.named.at_parent;
        const bool summed =
            each.named.over != summed_over::nothing && each.named.over != summed_over::items;
        (is_at_place && !summed ? here : others).push_back(&each);
    }
    if (here.empty() && others.empty() && named_place != nullptr) {
        return {named_place};
    }
    return here.empty() ? others : here;
}

/// The series that a rule is about: its claim; else the first that says where it is judged, with
/// the items that all of these have.
series about_what(const compiled_rule& form, const std::vector<const variable*>& all) {
    if (form.claim && form.variables[*form.claim].named.is_here()) {
        return form.variables[*form.claim].named.what;
    }
    series made = all.front()->named.what;
    for (const variable* each : all) {
        const series& other = each->named.what;
        if (other.extent != made.extent) {
            made.extent = scope::total;
        }
        for (std::size_t i = 0; i < made.items.size(); ++i) {
            if (other.item(breakdown_id{i}) != made.items[i]) {
                made.items[i] = series::all;
            }
        }
    }
    return made;
}

}  // namespace

std::optional<std::vector<cell>> instantiation::cells_of(const figure_reference& named,
                                                         const seen_cell& site) {
    const bool is_here = named.when == time_reference::same;
    const std::optional<period> when = [&]() -> std::optional<period> {
        switch (named.when) {
        case time_reference::same: return site.where.when;
        case time_reference::previous: return previous_of(site.where.when);
        case time_reference::same_period_last_year: return year_before(site.where.when);
        }
        return std::nullopt;
    }();
    if (!when || (!is_here && !is_covered(named.what.indicator, *when))) {
        return std::nullopt;
    }
    const hierarchy& tree = builder_.tree_at(when->last());
    std::optional<place_id> place = site.where.place;
    if (!named.at_place.empty()) {
        place = data_.where().find(named.at_place);
    } else if (named.at_parent) {
        place = tree.parent_of(*place);
    }
    if (!place || (!is_here && !tree.has(*place))) {
        return std::nullopt;
    }
    const cell base{*place, *when, named.what};
    std::vector<cell> cells;
    const auto add_parts = [&](int months) {
        for (const period& part : parts_of(*when, months)) {
            cell one{*place, part, named.what};
            if (was_there(one)) {
                cells.push_back(std::move(one));
            }
        }
    };
    switch (named.over) {
    case summed_over::nothing: cells.push_back(base); break;
    case summed_over::children:
        for (const place_id child : tree.children_of(*place)) {
            cells.push_back({child, *when, named.what});
        }
        break;
    case summed_over::items: {
        const std::vector<breakdown_item>& items = book_[named.by].items;
        for (std::size_t i = 0; i < items.size(); ++i) {
            cell one = base;
            one.what = one.what.with(named.by, static_cast<std::uint16_t>(i));
            const bool occurs = occurs_at(data_, tree, *place, items[i], one.what.extent);
            if (occurs || cells_.read(one.place, one.what, one.when).observation) {
                cells.push_back(std::move(one));
            }
        }
        break;
    }
    case summed_over::months: add_parts(1); break;
    case summed_over::quarters: add_parts(3); break;
    case summed_over::halves: add_parts(6); break;
    }
    if (cells.empty()) {
        return std::nullopt;
    }
    return cells;
}

/// Puts the figures of a place and period into a rule; says whether there can be such figures.
/// `asked` are those that say where it is judged.
bool instantiation::place(const compiled_rule& form,
                          const std::vector<const variable*>& asked,
                          const seen_cell& site,
                          const std::optional<absence>& absent,
                          placement& into) {
    const auto add_number = [&](const interval& values) {
        into.operands.push_back(
            {static_cast<std::uint32_t>(into.operands.size()), 1, values, false, false});
        into.term_of_operand.push_back(instance::no_term);
    };
    const std::chrono::year_month_day date{site.where.when.last()};
    for (std::size_t i = 0; i < form.variables.size(); ++i) {
        const variable& each = form.variables[i];
        const auto first = static_cast<std::uint32_t>(into.operands.size());
        bool reported = true;
        switch (each.is) {
        case variable::kind::year:
            add_number(interval::exactly(static_cast<int>(date.year())));
            break;
        case variable::kind::month:
            add_number(interval::exactly(static_cast<unsigned>(date.month())));
            break;
        case variable::kind::literal: add_number(each.written->values()); break;
        case variable::kind::figure: {
            const std::optional<std::vector<cell>> cells = cells_of(each.named, site);
            if (!cells) {
                return false;
            }
            const bool is_anchor = std::ranges::find(asked, &each) != asked.end();
            for (const cell& where : *cells) {
                read_operand one = builder_.read(where, absent);
                reported = reported && one.term.reading == term_reading::figure;
                if (form.claim == i) {
                    into.claim = into.terms.size();
                    into.claimed = cells_.read(where.place, where.what, where.when);
                }
                one.term.reference = static_cast<std::uint32_t>(i);
                into.add(std::move(one), each, is_anchor, book_, first);
            }
            break;
        }
        }
        into.condition.operands.emplace_back(first,
                                             static_cast<std::uint32_t>(into.operands.size()));
        into.condition.reported.push_back(reported);
    }
    return true;
}

namespace {

/// The comparison that a rule is about: what stands behind its conditions.
const comparison_form* main_comparison(const condition_node& root) {
    const condition_node* node = &root;
    while (node->is == condition_node::kind::implies) {
        node = &node->parts[1];
    }
    return node->is == condition_node::kind::comparison ? &node->compared : nullptr;
}

/// What each term does in the arithmetic, for those who read the finding.
void give_roles(std::vector<finding_term>& terms, const compiled_rule& form) {
    const comparison_form* const about = main_comparison(form.root);
    if (about == nullptr) {
        return;
    }
    for (finding_term& each : terms) {
        if (form.claim == each.reference) {
            each.role = term_role::claim;
            continue;
        }
        const auto is_it = [&](const auto& one) { return one.first == each.reference; };
        if (std::ranges::any_of(about->divisors.terms, is_it)) {
            each.role = term_role::divisor;
        }
        const auto summed = std::ranges::find_if(about->sum.terms, is_it);
        if (summed != about->sum.terms.end() && about->claim) {
            each.role =
                (summed->second < 0) != (about->factor < 0) ? term_role::minus : term_role::plus;
        }
    }
}

/// The claim stands first.
void put_claim_first(instance& made, std::size_t claim) {
    std::vector<finding_term>& terms = made.found.terms;
    std::rotate(terms.begin(),
                terms.begin() + static_cast<std::ptrdiff_t>(claim),
                terms.begin() + static_cast<std::ptrdiff_t>(claim) + 1);
    for (std::size_t& term : made.term_of_operand) {
        if (term == claim) {
            term = 0;
        } else if (term < claim) {
            ++term;
        }
    }
}

comparison_kind kind_of(const comparison_form& about) {
    switch (about.sign) {
    case expression_kind::less:
    case expression_kind::at_most: return comparison_kind::at_most;
    case expression_kind::more:
    case expression_kind::at_least: return comparison_kind::at_least;
    default: return comparison_kind::equal;
    }
}

}  // namespace

void instantiation::excuse(instance& made, const written_rule& of) const {
    for (std::size_t i = 0; i < of.exceptions.size(); ++i) {
        const rule_exception& each = of.exceptions[i];
        if (each.place == data_.where().code(made.found.where.place) &&
            (!each.until || made.found.where.when.last() <= *each.until)) {
            made.found.excused_by = i;
            return;
        }
    }
}

std::optional<instance> instantiation::written_at(std::uint32_t number, const seen_cell& site) {
    const rule& which = rule_of(number);
    const compiled_rule& form = *which.form;
    const written_rule& of = book_.rules[which.entry];
    const std::vector<const variable*>& asked = whereabouts_[number].anchors;
    if (form.when) {
        placement condition{{form.when, {}, {}}};
        if (!place(*form.when, asked, site, of.absent, condition) ||
            judge_condition(condition.condition, condition.operands).result != verdict::holds) {
            return std::nullopt;
        }
    }
    placement placed{{which.form, {}, {}}};
    if (!place(form, asked, site, of.absent, placed)) {
        return std::nullopt;
    }
    const comparison_form* const about = main_comparison(form.root);
    const bool is_equation = about != nullptr && about->claim.has_value();
    if (is_equation ? !placed.claimed.values : !placed.any_figure && !placed.operands.empty()) {
        return std::nullopt;
    }
    if (says_nothing(placed.condition, placed.operands)) {
        return std::nullopt;
    }
    instance made;
    made.found.rule = number;
    made.found.where = site.where;
    made.found.where.what = whereabouts_[number].about;
    made.found.terms = std::move(placed.terms);
    made.what.terms = std::move(placed.operands);
    made.term_of_operand = std::move(placed.term_of_operand);
    made.condition = std::make_shared<const placed_condition>(std::move(placed.condition));
    give_roles(made.found.terms, form);
    if (placed.claim) {
        made.has_claim = about != nullptr && about->sign != expression_kind::not_equal;
        made.found.reported = placed.claimed.values;
        made.compared = about != nullptr ? kind_of(*about) : comparison_kind::equal;
        put_claim_first(made, *placed.claim);
        if (is_equation) {
            // What others say of the claim does not change what it is compared with.
            std::ranges::replace(made.term_of_operand, std::size_t{0}, instance::no_term);
        }
    }
    said judged = judge_condition(*made.condition, made.what.terms);
    if (judged.is_undefined) {
        return std::nullopt;
    }
    instance_builder::finish(made, std::move(judged));
    if (made.found.result == verdict::fails) {
        excuse(made, of);
    } else {
        made.condition.reset();
    }
    return made;
}

// -- where they are judged ------------------------------------------------------------------------

instantiation::whereabouts instantiation::whereabouts_of(const compiled_rule& form) const {
    whereabouts made{anchors(form)};
    if (made.anchors.empty()) {
        return made;
    }
    made.about = about_what(form, made.anchors);
    // A stock of a year and of its December is one; what is reported of the two periods is not.
    const auto of_period = std::ranges::find_if(made.anchors, [this](const variable* one) {
        return !book_.is_of_a_moment(book_[one->named.what.indicator]);
    });
    made.site = of_period != made.anchors.end() ? (*of_period)->named.what : made.about;
    return made;
}

std::vector<indicator_id> instantiation::anchors_of(const rule& which) const {
    std::vector<indicator_id> of;
    for (const variable* each : anchors(*which.form)) {
        const indicator_id one = each->named.what.indicator;
        if (std::ranges::find(of, one) == of.end()) {
            of.push_back(one);
        }
    }
    std::ranges::sort(of);
    return of;
}

std::optional<cell> instantiation::site_of(std::uint32_t number, const seen_cell& reported) {
    for (const variable* each : whereabouts_[number].anchors) {
        const figure_reference& named = each->named;
        const series& seen = reported.where.what;
        if (named.what.indicator != seen.indicator) {
            continue;
        }
        cell site = reported.where;
        bool fits = named.over == summed_over::items || seen == named.what;
        fits = fits && (named.at_place.empty() ||
                        named.at_place == data_.where().code(reported.where.place));
        switch (named.over) {
        case summed_over::nothing: break;
        case summed_over::items:
            fits = fits && seen.with(named.by, series::all) == named.what;
            break;
        case summed_over::children: {
            const auto above = reported.tree->parent_of(site.place);
            fits = fits && above;
            site.place = above.value_or(site.place);
            break;
        }
        case summed_over::months:
        case summed_over::quarters:
        case summed_over::halves: {
            const std::chrono::year_month_day date{site.when.last()};
            site.when = period::year(static_cast<int>(date.year()));
            break;
        }
        }
        if (!fits) {
            continue;
        }
        site.what = whereabouts_[number].site;
        return site;
    }
    return std::nullopt;
}

}  // namespace crossfoot::detail
