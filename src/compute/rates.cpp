#include <crossfoot/compute/rates.hpp>
#include <crossfoot/number/error.hpp>

#include <algorithm>

namespace crossfoot {

const char* name_of(operand_basis which) noexcept {
    switch (which) {
    case operand_basis::reported: return "reported";
    case operand_basis::rolled_up: return "rolled_up";
    }
    return "";
}

namespace {

/// The series of a count with the items that it has a breakdown for.
series projected(const codebook& book, const series& what, indicator_id onto) {
    series made = what;
    made.indicator = onto;
    for (std::size_t i = 0; i < made.items.size(); ++i) {
        if (book[onto].find_use(breakdown_id{i}) == nullptr) {
            made.items[i] = series::all;
        }
    }
    return made;
}

bool has_figure(const rollup_part& part) {
    return part.figure.kind == reading_kind::figure;
}

/// The parts of a total; none where none of them was reported.
std::vector<rollup_part> rolled(const cell_reader& cells,
                                const hierarchy& tree,
                                place_id place,
                                const series& what,
                                const period& when) {
    if (!cells.data().book()[what.indicator].additive) {
        return {};
    }
    std::vector<rollup_part> parts = gather_parts(cells, tree, place, what, when).parts;
    if (std::ranges::none_of(parts, has_figure)) {
        parts.clear();
    }
    return parts;
}

interval sum_of(const codebook& book, const std::vector<rollup_part>& parts) {
    interval sum = interval::exactly(0);
    for (const rollup_part& part : parts) {
        sum = sum + contribution_of(book, part);
    }
    return sum;
}

}  // namespace

rate_counts gather_rate_counts(const cell_reader& cells,
                               const hierarchy& tree,
                               place_id place,
                               const series& what,
                               const period& when) {
    const codebook& book = cells.data().book();
    const indicator& of = book[what.indicator];
    CROSSFOOT_EXPECTS(of.numerator && of.denominator);
    const series above = projected(book, what, *of.numerator);
    const series below = projected(book, what, *of.denominator);
    rollup_part count = part_at(cells, place, above, when);
    rollup_part total = part_at(cells, place, below, when);
    rate_counts made;
    made.applicable = count.figure.kind != reading_kind::not_applicable &&
                      total.figure.kind != reading_kind::not_applicable;
    made.complete = has_figure(count) && has_figure(total);
    const bool as_reported =
        (has_figure(count) || count.reads_as_zero) && (has_figure(total) || total.reads_as_zero);
    if (!as_reported && made.applicable && what.extent == scope::total) {
        std::vector<rollup_part> counts = rolled(cells, tree, place, above, when);
        std::vector<rollup_part> totals = rolled(cells, tree, place, below, when);
        if (!counts.empty() && !totals.empty()) {
            return {std::move(counts), std::move(totals), operand_basis::rolled_up, true, true};
        }
    }
    made.numerator.push_back(std::move(count));
    made.denominator.push_back(std::move(total));
    return made;
}

std::optional<computed_rate> rate_of(const cell_reader& cells,
                                     const hierarchy& tree,
                                     place_id place,
                                     const series& what,
                                     const period& when) {
    const rate_counts counts = gather_rate_counts(cells, tree, place, what, when);
    if (!counts.applicable || !counts.complete) {
        return std::nullopt;
    }
    const codebook& book = cells.data().book();
    computed_rate made{
        sum_of(book, counts.numerator), sum_of(book, counts.denominator), counts.basis, {}};
    if (made.count.is_exact() && made.total.is_exact() && made.total.lo().value > 0) {
        made.exact = rate{floor(made.count.lo().value), floor(made.total.lo().value)};
    }
    return made;
}

}  // namespace crossfoot
