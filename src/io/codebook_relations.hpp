#pragma once

#include <crossfoot/model/codebook.hpp>

#include "codebook_values.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <string_view>

namespace crossfoot::detail {

/// The entries of one file, by the position of what they declare in the codebook's list.
using entries_by_position = std::map<std::size_t, const toml::table*>;

/// Reads by what an indicator is broken down, and where.
void read_uses(indicator& made,
               const codebook& book,
               const toml::table& entry,
               codebook_values& values);

/// Reads the keys that relate an indicator to others over time: accumulates, inflows, growth_of …
void read_relations(indicator& made,
                    const codebook& book,
                    const toml::table& entry,
                    codebook_values& values);

/// Whether an entry says what its figures are by another way than a numerator and a denominator.
[[nodiscard]] bool is_told_by_another(const toml::table& entry);

/// Once all indicators are read: that each is related to such as it can be. A change takes what it
/// counts, and what is not said of it, from the one that it is a change of.
void settle_relations(codebook& book, const entries_by_position& entries, codebook_values& values);

/// Whether an indicator counts persons, or is a growth or a change of one that does.
[[nodiscard]] bool is_about_persons(const codebook& book, const indicator& which);

}  // namespace crossfoot::detail
