#pragma once

#include <crossfoot/check/expression.hpp>

#include "expression_faults.hpp"
#include "expression_number.hpp"
#include "expression_references.hpp"
#include "expression_scanner.hpp"

#include <optional>
#include <string_view>
#include <variant>

namespace crossfoot::detail {

/// Whether an expression of that kind is true or false, not a number.
[[nodiscard]] bool is_condition(expression_kind kind) noexcept;

/// Reads a text as a condition of the language of rules, by recursive descent: each function reads
/// one line of the grammar in docs/rules.md, and gives no value where it noted a fault.
class expression_parser {
  public:
    /// With a codebook, a rule: names are read and numbers are exact. With null, a claim: there are
    /// no names, and numbers are figures. Expects valid UTF-8.
    expression_parser(std::string_view text, const codebook* book);

    /// The whole text.
    [[nodiscard]] std::variant<expression, expression_fault> read();

  private:
    using parsed = std::optional<expression>;

    parsed take_condition();
    parsed take_if();
    parsed take_disjunction();
    parsed take_conjunction();
    parsed take_negation();
    parsed take_reported();
    parsed take_comparison();
    parsed take_between(expression left, std::size_t start);
    parsed take_sum();
    parsed take_product();
    parsed take_factor();
    parsed take_primary();
    parsed take_other_word(std::size_t start);
    parsed take_in_brackets();
    parsed take_function(keyword which);
    parsed take_sum_of_figures();
    parsed take_number(const leading_figure& found);
    parsed take_reference();

    /// Reads a part that has to be a number, or that has to be a condition.
    parsed take_number_from(parsed (expression_parser::*part)());
    parsed take_condition_from(parsed (expression_parser::*part)());

    [[nodiscard]] bool stands(keyword which);
    [[nodiscard]] std::size_t name_length();
    [[nodiscard]] std::optional<leading_figure> leading_figure_here();
    [[nodiscard]] std::optional<expression_kind> comparison_here() const;
    [[nodiscard]] bool between_stands() const;
    [[nodiscard]] bool starts_long_number() const;
    [[nodiscard]] bool is_chained();
    std::nullopt_t unexpected_operand();
    std::nullopt_t unexpected_behind(const expression& left, const bilingual& end);

    /// A node that begins at `start` and ends behind the last word or sign taken.
    parsed node(expression_kind kind, std::size_t start, std::vector<expression> parts);
    bool enter();

    expression_scanner text_;
    first_fault faults_;
    std::optional<reference_reader> references_;
    number_place place_ = number_place::anywhere;
    std::size_t depth_ = 0;
    std::size_t nodes_ = 0;
};

}  // namespace crossfoot::detail
