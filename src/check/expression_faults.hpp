#pragma once

#include <crossfoot/check/expression.hpp>

#include "expression_scanner.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace crossfoot::detail {

/// The first thing that was found wrong with a text; what follows from it is not told.
class first_fault {
  public:
    /// Notes that something else was expected where the scanner is. Gives "nothing was read".
    std::nullopt_t unexpected(const expression_scanner& text, const bilingual& expected);
    /// The same, where a word was expected that may have been mistyped.
    std::nullopt_t unexpected(const expression_scanner& text,
                              const bilingual& expected,
                              std::span<const std::string_view> words);
    /// Notes a fault with a message of its own.
    std::nullopt_t say(expression_fault_kind kind, std::size_t at, bilingual message);

    [[nodiscard]] const std::optional<expression_fault>& found() const { return fault_; }

  private:
    std::optional<expression_fault> fault_;
};

/// "did you mean …?" where a candidate is near; else "expected " and what else.
[[nodiscard]] bilingual meant_or_expected(std::string_view meant, const bilingual& expected);

}  // namespace crossfoot::detail
