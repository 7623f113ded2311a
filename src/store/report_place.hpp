#pragma once

#include <crossfoot/model/places.hpp>

#include <string>
#include <string_view>
#include <vector>

// Which place a report is about.
namespace crossfoot::detail {

/// Whether places are a given one or were ever in it, by place.
[[nodiscard]] std::vector<bool> places_within(const places& where, place_id top);

/// The code of a place that somebody named, by code or name. Throws `error` (unknown_code) where it
/// is none, and (outside_domain) where figures are of a place that does not lie in it on any of
/// their days: those would be judged by nobody. `has_figures` says by place which have some.
[[nodiscard]] std::string named_place(const places& where,
                                      std::string_view name,
                                      const std::vector<bool>& has_figures,
                                      const period& days);

/// The code of the place that has all places with figures in it on a day, or all places where none
/// has; "" where there is none.
[[nodiscard]] std::string common_place(const places& where,
                                       const std::vector<bool>& has_figures,
                                       day when);

}  // namespace crossfoot::detail
