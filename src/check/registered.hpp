#pragma once

#include <crossfoot/compute/unit_counts.hpp>
#include <crossfoot/model/unit_register.hpp>

#include "instance.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

namespace crossfoot::detail {

/// What a register says of cells; the counts of a day are made when first asked for.
class registered_counts {
  public:
    explicit registered_counts(const unit_register& of) : of_{of} {}

    /// The register's count at a cell, on the last day of its period; no value where the cell is
    /// none that a register counts. Expects a place that is there on that day.
    [[nodiscard]] std::optional<std::int64_t> count_at(const cell& where);

  private:
    const unit_counts& counts_of(day when, tier_counting counting, scope extent);

    const unit_register& of_;
    std::map<std::tuple<day, tier_counting, scope>, unit_counts> made_;
};

/// Marks findings against the register that say what others say already: of a claim that fails
/// another rule, which computes the same; and of a claim whose difference is that of its parts (the
/// places in it, its own part, its items), which fail against the register themselves.
void mark_what_follows_in_register(std::vector<instance>& instances,
                                   std::span<const rule> rules,
                                   const dataset& data);

}  // namespace crossfoot::detail
