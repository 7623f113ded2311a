#pragma once

#include <crossfoot/io/explain.hpp>

#include <span>

namespace crossfoot::detail {

/// The tables of explanations, each in the order of its enumeration.
[[nodiscard]] std::span<const explanation> rule_explanations();
[[nodiscard]] std::span<const explanation> diagnostic_explanations();
[[nodiscard]] std::span<const explanation> error_explanations();

}  // namespace crossfoot::detail
