// The rules that compare a figure with those of other periods.

#include "instantiation.hpp"
#include "magnitude.hpp"

namespace crossfoot::detail {

namespace {

int year_of(day when) {
    return static_cast<int>(std::chrono::year_month_day{when}.year());
}

}  // namespace

/// Whether the place is there at the end of a cell's period.
bool instantiation::was_there(const cell& where) {
    return builder_.tree_at(where.when.last()).has(where.place);
}

/// Whether figures of an indicator reach back to a period: where they begin there is nothing to
/// compare with, and nothing missing.
bool instantiation::is_covered(indicator_id which, const period& when) const {
    const std::optional<day>& first = first_day_[which.index()];
    return first && *first <= when.last();
}

/// The cell of another indicator in another period, with the same scope and items; no value where
/// there can be none.
std::optional<cell> instantiation::earlier(const seen_cell& of,
                                           indicator_id which,
                                           const std::optional<period>& when) {
    const std::optional<series> what = builder_.restated(of.where.what, which);
    if (!when || !what || !is_covered(which, *when)) {
        return std::nullopt;
    }
    cell made{of.where.place, *when, *what};
    return was_there(made) ? std::optional{std::move(made)} : std::nullopt;
}

std::optional<cell> instantiation::earlier(const seen_cell& of,
                                           indicator_id which,
                                           compared_with when) {
    return earlier(
        of,
        which,
        when == compared_with::previous ? previous_of(of.where.when) : year_before(of.where.when));
}

/// A running total is at least the last one that was reported before it. What is missing between
/// the two lies between them.
std::optional<instance> instantiation::cumulative_at(std::uint32_t number, const seen_cell& each) {
    const indicator_id which = each.where.what.indicator;
    const bool of_year = book_[which].over_time == nature::year_to_date;
    std::vector<cell> between;
    std::optional<seen_cell> before;
    for (std::optional<period> when = previous_of(each.where.when); when && !before;
         when = previous_of(*when)) {
        if (of_year && year_of(when->last()) != year_of(each.where.when.last())) {
            break;
        }
        std::optional<cell> at = earlier(each, which, when);
        if (!at) {
            break;
        }
        seen_cell seen = builder_.see(*at);
        if (seen.figure.values) {
            before = std::move(seen);
        } else if (seen.figure.kind != reading_kind::not_applicable) {
            between.push_back(std::move(*at));
        }
    }
    if (!before) {
        return std::nullopt;
    }
    instance made = builder_.start(number, each);
    made.compared = comparison_kind::at_least;
    made.what.admitted = interval::at_least(0);
    made.what.terms.push_back(builder_.as_operand(each.where, each.figure, false).value);
    made.term_of_operand.push_back(0);
    read_operand earlier_one = builder_.as_operand(before->where, before->figure, false);
    earlier_one.value.coefficient = -1;
    instance_builder::put(made, std::move(earlier_one), term_role::plus);
    builder_.finish(made, false);
    if (made.found.result == verdict::fails || between.empty()) {
        return made;
    }
    made.found.result = verdict::unknown;
    const std::optional<interval> possible =
        interval::between(before->figure.values->lo(), each.figure.values->hi());
    for (auto missing = between.rbegin(); missing != between.rend(); ++missing) {
        read_operand one = builder_.read(*missing);
        made.found.terms.push_back(std::move(one.term));
        if (possible) {
            made.found.bounds.push_back({*missing, *possible});
        }
    }
    return made;
}

/// This = the one before + the flow of the period; the first of a year to date is the flow.
std::optional<instance> instantiation::accumulation_at(std::uint32_t number,
                                                       const seen_cell& each) {
    const indicator_id which = each.where.what.indicator;
    const indicator& of = book_[which];
    const std::optional<series> flow = builder_.restated(each.where.what, *of.accumulates);
    if (!flow) {
        return std::nullopt;
    }
    const std::optional<period> before = previous_of(each.where.when);
    const bool begins = of.over_time == nature::year_to_date &&
                        (!before || year_of(before->last()) != year_of(each.where.when.last()));
    instance made = builder_.start(number, each);
    made.what.admitted = *each.figure.values;
    if (!begins) {
        const std::optional<cell> opening = earlier(each, which, before);
        if (!opening) {
            return std::nullopt;
        }
        instance_builder::put(made, builder_.read(*opening), term_role::plus);
    }
    instance_builder::put(
        made, builder_.read({each.where.place, each.where.when, *flow}), term_role::plus);
    builder_.finish(made, true);
    return made;
}

/// Closing = opening + inflows - outflows.
std::optional<instance> instantiation::balance_at(std::uint32_t number, const seen_cell& each) {
    const indicator& of = book_[each.where.what.indicator];
    const std::optional<cell> opening =
        earlier(each, each.where.what.indicator, previous_of(each.where.when));
    if (!opening) {
        return std::nullopt;
    }
    instance made = builder_.start(number, each);
    made.what.admitted = *each.figure.values;
    instance_builder::put(made, builder_.read(*opening), term_role::plus);
    bool any_flow = false;
    for (const auto& [flows, role] :
         {std::pair{&of.inflows, term_role::plus}, std::pair{&of.outflows, term_role::minus}}) {
        for (const indicator_id flow : *flows) {
            const std::optional<series> what = builder_.restated(each.where.what, flow);
            if (!what) {
                return std::nullopt;
            }
            read_operand one = builder_.read({each.where.place, each.where.when, *what});
            any_flow = any_flow || one.term.observation.has_value();
            instance_builder::put(made, std::move(one), role);
        }
    }
    // Movements are reported for other periods than this one.
    if (!any_flow) {
        return std::nullopt;
    }
    builder_.finish(made, true);
    return made;
}

/// A period is its halves, quarters or months: the coarsest of these that is complete, else the
/// coarsest of which anything was reported.
std::optional<instance> instantiation::periods_at(std::uint32_t number, const seen_cell& each) {
    std::optional<std::vector<read_operand>> chosen;
    for (const int length : {6, 3, 1}) {
        std::vector<read_operand> parts;
        bool any = false;
        bool complete = true;
        for (const period& when : parts_of(each.where.when, length)) {
            const cell part{each.where.place, when, each.where.what};
            if (!was_there(part)) {
                continue;
            }
            const reading_kind told = cells_.read(part.place, part.what, part.when).kind;
            read_operand one = builder_.read(part);
            const bool blank = told == reading_kind::absent || told == reading_kind::missing;
            any = any || !blank;
            complete = complete && (!blank || one.term.reading == term_reading::exempt);
            parts.push_back(std::move(one));
        }
        if (any && (complete || !chosen)) {
            chosen = std::move(parts);
        }
        if (any && complete) {
            break;
        }
    }
    if (!chosen) {
        return std::nullopt;
    }
    instance made = builder_.start(number, each);
    made.what.admitted = *each.figure.values;
    for (read_operand& one : *chosen) {
        instance_builder::put(made, std::move(one), term_role::plus);
    }
    builder_.finish(made, true);
    return made;
}

std::optional<instance> instantiation::last_year_at(std::uint32_t number, const seen_cell& each) {
    const std::optional<cell> then = earlier(
        each, *book_[each.where.what.indicator].last_year_of, compared_with::same_period_last_year);
    if (!then) {
        return std::nullopt;
    }
    instance made = builder_.start(number, each);
    made.what.admitted = *each.figure.values;
    instance_builder::put(made, builder_.read(*then), term_role::plus);
    builder_.finish(made, false);
    return made;
}

/// A growth is the ratio of two figures less 1.
std::optional<instance> instantiation::growth_at(std::uint32_t number, const seen_cell& each) {
    const indicator& of = book_[each.where.what.indicator];
    const std::optional<series> what = builder_.restated(each.where.what, *of.growth_of);
    const std::optional<cell> then = earlier(each, *of.growth_of, of.against);
    if (!what || !then) {
        return std::nullopt;
    }
    instance made = builder_.start(number, each);
    made.what.shape = form_shape::ratio;
    made.shift = -1;
    made.what.admitted = *each.figure.values + interval::exactly(1);
    instance_builder::put(
        made, builder_.read({each.where.place, each.where.when, *what}), term_role::plus);
    instance_builder::put(made, builder_.read(*then), term_role::divisor);
    builder_.finish(made, false);
    return made;
}

std::optional<instance> instantiation::change_at(std::uint32_t number, const seen_cell& each) {
    const indicator& of = book_[each.where.what.indicator];
    const std::optional<series> what = builder_.restated(each.where.what, *of.change_of);
    const std::optional<cell> then = earlier(each, *of.change_of, of.against);
    if (!what || !then) {
        return std::nullopt;
    }
    instance made = builder_.start(number, each);
    made.what.admitted = *each.figure.values;
    instance_builder::put(
        made, builder_.read({each.where.place, each.where.when, *what}), term_role::plus);
    instance_builder::put(made, builder_.read(*then), term_role::minus);
    builder_.finish(made, false);
    return made;
}

/// The nth yearly event falls in the year n after the one that the codebook names.
std::optional<instance> instantiation::ordinal_at(std::uint32_t number, const seen_cell& each) {
    const int years = year_of(each.where.when.last()) - *book_[each.where.what.indicator].year_zero;
    instance made = builder_.start(number, each);
    made.what.admitted = *each.figure.values;
    made.what.terms.push_back({0, 1, interval::exactly(years), true, false});
    made.term_of_operand.push_back(instance::no_term);
    builder_.finish(made, false);
    return made;
}

/// Whether a figure is some power of ten away from the one before it; without one, so from all of
/// its neighbours.
std::optional<instance> instantiation::magnitude_at(std::uint32_t number, const seen_cell& each) {
    if (!each.tree->has(each.where.place)) {
        return std::nullopt;
    }
    instance made = builder_.start(number, each);
    made.compared = comparison_kind::magnitude;
    made.what.admitted = *each.figure.values;
    const auto compare_with = [&made, this](const seen_cell& other) {
        if (other.figure.values) {
            instance_builder::put(
                made, builder_.as_operand(other.where, other.figure, false), term_role::plus);
        }
    };
    const std::optional<cell> before =
        earlier(each, each.where.what.indicator, previous_of(each.where.when));
    if (before) {
        compare_with(builder_.see(*before));
    }
    const auto parent = each.tree->parent_of(each.where.place);
    if (made.what.terms.empty() && parent) {
        for (const place_id sibling : each.tree->children_of(*parent)) {
            if (sibling != each.where.place) {
                compare_with(builder_.see({sibling, each.where.when, each.where.what}));
            }
        }
        constexpr std::size_t fewest = 3;
        if (made.what.terms.size() < fewest) {
            return std::nullopt;
        }
    }
    if (made.what.terms.empty()) {
        return std::nullopt;
    }
    if (const std::optional<int> power = power_away(made.what)) {
        const rational factor{power_of_ten(*power > 0 ? *power : -*power)};
        made.should_be = *each.figure.values * interval::exactly(*power > 0 ? 1 / factor : factor);
    }
    builder_.finish(made, false);
    return made;
}

}  // namespace crossfoot::detail
