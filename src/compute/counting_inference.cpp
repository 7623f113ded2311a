#include <crossfoot/compute/counting_inference.hpp>
#include <crossfoot/number/error.hpp>
#include <crossfoot/number/ratio_search.hpp>

#include <algorithm>

namespace crossfoot {

namespace {

/// The counts in a range, from 0 up; no value where there is none.
std::optional<integer_range> counts_in(const interval& values) {
    const std::optional<interval> inside = intersection(values, interval::at_least(0));
    return inside ? inside->whole_numbers() : std::nullopt;
}

std::optional<integer_range> common(const integer_range& a, const integer_range& b) {
    integer_range both = a;
    if (b.first && (!both.first || *both.first < *b.first)) {
        both.first = b.first;
    }
    if (b.last && (!both.last || *b.last < *both.last)) {
        both.last = b.last;
    }
    if (both.first && both.last && *both.last < *both.first) {
        return std::nullopt;
    }
    return both;
}

integer_range sum_of(const std::vector<integer_range>& tiers) {
    integer_range sum{integer{0}, integer{0}};
    for (const integer_range& each : tiers) {
        *sum.first += *each.first;
        if (!each.last) {
            sum.last.reset();
        } else if (sum.last) {
            *sum.last += *each.last;
        }
    }
    return sum;
}

integer largest_of(const std::vector<integer_range>& tiers) {
    integer largest = 0;
    for (const integer_range& each : tiers) {
        largest = std::max(largest, *each.first);
    }
    return largest;
}

/// The totals where each tier counts the higher ones too; no value where they cannot nest so.
std::optional<integer_range> nested_totals(const std::vector<integer_range>& tiers) {
    integer least = 0;
    for (const integer_range& each : tiers) {
        least = std::max(least, *each.first);
        if (each.last && *each.last < least) {
            return std::nullopt;
        }
    }
    return integer_range{least, tiers.back().last};
}

std::optional<integer_range> totals_of(const std::vector<integer_range>& tiers,
                                       tier_counting counting) {
    switch (counting) {
    case tier_counting::exclusive: return sum_of(tiers);
    case tier_counting::at_or_above: return nested_totals(tiers);
    case tier_counting::held: return integer_range{largest_of(tiers), sum_of(tiers).last};
    }
    return std::nullopt;
}

counting_answer answer_for(tier_counting counting,
                           const std::vector<integer_range>& tiers,
                           const counting_evidence& said) {
    counting_answer made{counting};
    std::optional<integer_range> totals = totals_of(tiers, counting);
    if (totals && said.total) {
        const std::optional<integer_range> reported = counts_in(*said.total);
        totals = reported ? common(*totals, *reported) : std::nullopt;
    }
    std::optional<integer_range> units = integer_range{totals ? totals->first : integer{0}, {}};
    if (totals && said.units) {
        const std::optional<integer_range> reported = counts_in(*said.units);
        units = reported ? common(*units, *reported) : std::nullopt;
        if (units) {
            totals = common(*totals, integer_range{integer{0}, units->last});
        }
    }
    if (totals && units && said.rate) {
        const std::optional<interval> share = intersection(*said.rate, interval::closed(0, 1));
        const std::optional<integer_range> some = common(*units, integer_range{integer{1}, {}});
        const auto whole = totals;
        totals = share && some ? counts_with_ratio_in(*whole, *some, *share) : std::nullopt;
        units = share && some ? totals_with_ratio_in(*whole, *some, *share) : std::nullopt;
    }
    if (!totals || !units) {
        return made;
    }
    made.possible = true;
    made.totals = totals;
    if (said.rate || said.units) {
        made.units = units;
    }
    return made;
}

}  // namespace

std::array<counting_answer, 3> infer_counting(const counting_evidence& said) {
    CROSSFOOT_EXPECTS(!said.tiers.empty());
    std::array<counting_answer, 3> answers{counting_answer{tier_counting::exclusive},
                                           counting_answer{tier_counting::at_or_above},
                                           counting_answer{tier_counting::held}};
    std::vector<integer_range> tiers;
    for (const interval& each : said.tiers) {
        const std::optional<integer_range> counts = counts_in(each);
        if (!counts) {
            return answers;  // what is no count is counted in no way
        }
        tiers.push_back(*counts);
    }
    for (counting_answer& each : answers) {
        each = answer_for(each.counting, tiers, said);
    }
    return answers;
}

}  // namespace crossfoot
