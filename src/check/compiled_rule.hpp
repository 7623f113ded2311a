#pragma once

#include <crossfoot/check/expression.hpp>
#include <crossfoot/check/rule.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace crossfoot::detail {

/// What a compiled rule computes with: a figure, or a number that is known once it is placed.
struct variable {
    enum class kind {
        figure,   ///< `named`
        literal,  ///< of a claim: a figure as it was written
        year,     ///< of the period
        month,
    };
    kind is = kind::figure;
    figure_reference named{};
    std::optional<figure> written{};
    bool only_asked_for = false;  ///< it stands in reported(…) alone
};

/// A sum of variables times whole factors, each variable once.
struct linear_sum {
    std::vector<std::pair<std::uint32_t, std::int64_t>> terms;
};

/// What a side of a comparison computes, as it was written, with its variables numbered.
struct sum_node {
    expression_kind kind = expression_kind::number;
    std::vector<sum_node> parts{};
    rational value{};
    std::uint32_t variable = 0;
};

/// How a comparison is judged.
enum class comparison_shape {
    linear,   ///< factor * sum + shift is admitted
    ratio,    ///< factor * sum / divisors + shift is admitted
    general,  ///< by interval arithmetic: what it says is so, but it may say less than there is
};

/// A comparison brought to one of the forms that are judged.
struct comparison_form {
    expression_kind sign = expression_kind::equal;
    comparison_shape shape = comparison_shape::general;
    linear_sum sum{};
    linear_sum divisors{};
    rational factor = 1;
    rational shift = 0;
    /// The values that factor * sum (/ divisors) + shift may have; of `equal` with a claim those of
    /// the claim. Of a negated sign, those that it may not have.
    interval admitted = interval::everything();
    std::optional<std::uint32_t> claim{};  ///< the variable that claims to be the rest
    sum_node left{};
    sum_node right{};
    std::optional<sum_node> high{};  ///< of between: the upper end; `right` is the lower
};

/// A condition with negations brought down to its comparisons.
struct condition_node {
    enum class kind { comparison, both, either, implies, reported, not_reported };
    kind is = kind::comparison;
    std::vector<condition_node> parts{};  ///< of implies: the "if", the "then", and "not" the "if"
    comparison_form compared{};
    std::uint32_t variable = 0;  ///< of reported
};

}  // namespace crossfoot::detail

namespace crossfoot {

/// See check/rule.hpp: a rule's relation, brought to the forms that are judged.
class compiled_rule {
  public:
    std::vector<detail::variable> variables;
    detail::condition_node root;
    expression text;                     ///< as it was written
    std::optional<std::uint32_t> claim;  ///< the variable that is judged, where it is one alone
    std::optional<bilingual> why_not_sharp;
    std::shared_ptr<const compiled_rule> when{};  ///< judged only where this holds
};

}  // namespace crossfoot

namespace crossfoot::detail {

/// Brings an expression to the forms that are judged. Expects one that parse_rule or parse_claim
/// gave.
[[nodiscard]] std::shared_ptr<const compiled_rule> compile(const expression& what);

}  // namespace crossfoot::detail
