#pragma once

#include <crossfoot/model/codebook.hpp>

#include <string_view>

// A count of persons may be broken down by tier or kind of activity; never by what they are.
namespace crossfoot::detail {

/// Whether a name speaks of ethnicity, religion, sex or the identity of persons.
[[nodiscard]] bool singles_persons_out(const coded_name& name);

/// Whether a breakdown, or one of its items, does.
[[nodiscard]] bool singles_persons_out(const breakdown& by);

}  // namespace crossfoot::detail
