#pragma once

#include <crossfoot/check/finding.hpp>
#include <crossfoot/check/relation.hpp>

#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

namespace crossfoot::detail {

/// A rule at a cell with its figures in place: what is judged, and the finding that it makes.
struct instance {
    finding found;
    relation what;
    /// For each operand (terms, then divisors), the position of its term in `found.terms`.
    std::vector<std::size_t> term_of_operand;
    /// Part and whole: both sides are operands, and what the part may be is at most the whole.
    bool is_at_most = false;
    bool is_domain_or_conflict = false;
};

/// What tells cells apart: two cells of a stock that speak of the same day are one.
using cell_key =
    std::tuple<std::uint32_t, std::uint32_t, scope, std::vector<std::uint16_t>, day, day>;
[[nodiscard]] cell_key key_of_cell(const codebook& book, const cell& where);

/// Judges the instance and fills in its finding: verdict, both sides, difference and bounds.
void settle(instance& each);

/// Marks the failing findings that follow from another, bottom up.
void mark_what_follows(std::vector<instance>& instances, const dataset& data);

}  // namespace crossfoot::detail
