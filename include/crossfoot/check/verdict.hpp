#pragma once

namespace crossfoot {

/// What the figures say of a rule.
enum class verdict {
    holds,     ///< 相符: for every choice of the figures out of their possible values
    possible,  ///< 可相符: for some
    fails,     ///< 不符: for none
    unknown,   ///< 无法判定: it depends on figures that are missing
};

/// The stable name: "holds", "possible", "fails", "unknown".
[[nodiscard]] const char* name_of(verdict which) noexcept;

}  // namespace crossfoot
