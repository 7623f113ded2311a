#pragma once

#include <crossfoot/check/expression.hpp>
#include <crossfoot/check/verdict.hpp>

#include <optional>
#include <string_view>
#include <variant>

namespace crossfoot {

/// What is so of a claim such as "248/261 = 95%", whose numbers are figures as they were written.
struct judged_claim {
    verdict result = verdict::unknown;  ///< unknown only of a ratio with nothing but zero below
    std::optional<interval> reported;   ///< what the figure that claims admits; of "=" with one
    std::optional<interval> computed;   ///< what the other side comes to
};

/// Judges one claim: every figure is any of the values that would be written so, and a figure alone
/// on a side of "=" claims to be the other side.
///
///     std::get<judged_claim>(judge_claim("248/261 = 95%")).result      == verdict::holds
///     std::get<judged_claim>(judge_claim("10.2万 = 50000 + 51000")).result == verdict::fails
[[nodiscard]] std::variant<judged_claim, expression_fault> judge_claim(std::string_view text);

}  // namespace crossfoot
