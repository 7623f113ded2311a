#pragma once

#include <crossfoot/number/exact.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace crossfoot::detail {

/// Numbers times variables, and a constant.
struct linear_form {
    std::map<std::uint32_t, rational> factors{};  ///< by variable; none of them 0
    rational constant{};

    [[nodiscard]] bool is_constant() const noexcept { return factors.empty(); }
    /// Adds another, so many times.
    void add(const linear_form& other, const rational& times);
    void scale(const rational& by);
};

/// That a form is at least zero, or above it.
struct inequality {
    linear_form form{};
    bool is_strict = false;
    std::size_t tag = 0;  ///< what it comes from
};

/// What comes of a search for numbers that satisfy inequalities.
struct feasibility {
    enum class outcome {
        satisfiable,
        contradictory,
        given_up,  ///< it would have taken too long
    };
    outcome is = outcome::satisfiable;
    /// Where they contradict: the tags of some that do, each once, in ascending order.
    std::vector<std::size_t> tags{};
};

/// Whether some rational numbers satisfy all of them, decided by an exact simplex. It may multiply
/// so often, counts that down in `work`, and gives up at 0. Variables have no bounds but those
/// given.
[[nodiscard]] feasibility solve(const std::vector<inequality>& all, std::size_t& work);

}  // namespace crossfoot::detail
