#pragma once

#include <span>
#include <string_view>

namespace crossfoot::detail {

/// The candidate that was probably meant: the nearest by edits, if it is near; else "".
[[nodiscard]] std::string_view nearest(std::string_view text,
                                       std::span<const std::string_view> candidates);

}  // namespace crossfoot::detail
