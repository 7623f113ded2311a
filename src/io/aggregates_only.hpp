#pragma once

#include <crossfoot/model/codebook.hpp>

// Persons are counted as a whole, or by tier or kind of activity; never by what they are.
namespace crossfoot::detail {

/// Whether an indicator's name speaks of persons of one ethnicity or religion.
[[nodiscard]] bool singles_persons_out(const coded_name& indicator);

/// Whether a breakdown, or one of its items, goes by ethnicity, religion, name, sex or age.
[[nodiscard]] bool singles_persons_out(const breakdown& by);

}  // namespace crossfoot::detail
