#pragma once

#include <crossfoot/model/codebook.hpp>

// Persons are counted as a whole, or by tier or kind of activity; never by what they are.
namespace crossfoot::detail {

/// Whether an indicator counts persons: by what it says that it counts, or by its unit. Attendances
/// 人次 are no persons: one may come twice.
[[nodiscard]] bool counts_persons(const indicator& which);

/// Whether an indicator's name speaks of persons of one ethnicity or religion.
[[nodiscard]] bool singles_persons_out(const coded_name& indicator);

/// Whether persons must not be broken down so: by anything but tier or kind of activity, or where
/// an item speaks of ethnicity, religion, name, sex or age.
[[nodiscard]] bool singles_persons_out(const breakdown& by);

}  // namespace crossfoot::detail
