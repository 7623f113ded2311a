#pragma once

#include <crossfoot/store/tracker.hpp>

namespace crossfoot::detail {

/// Throws `error` (outside_domain) where nobody is named, or a personal number stands in what is
/// said.
void expect_office(const action& done);

}  // namespace crossfoot::detail
