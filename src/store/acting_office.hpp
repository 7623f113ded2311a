#pragma once

#include <crossfoot/store/tracker.hpp>

#include <string>

namespace crossfoot::detail {

/// The name of an office without blanks around it or twice in it: so it is one office, however
/// somebody typed it.
[[nodiscard]] std::string plain_office(const std::string& by);

/// Whether a text says nothing.
[[nodiscard]] bool is_blank(const std::string& text);

/// Throws `error` (outside_domain) where nobody is named, or a personal number stands in what is
/// said.
void expect_office(const action& done);

}  // namespace crossfoot::detail
