#pragma once

#include <crossfoot/check/finding.hpp>
#include <crossfoot/check/rule.hpp>
#include <crossfoot/io/cell_text.hpp>

#include <functional>
#include <string>

namespace crossfoot::detail {

/// Writes out the arithmetic of a finding of a rule in words: its text, with the figures where it
/// names them.
class written_text {
  public:
    /// `operand` writes the figure of a term.
    written_text(const rule& which,
                 const dataset& data,
                 const cell_words& cells,
                 std::function<std::string(const finding_term&)> operand)
        : rule_{which}, data_{data}, cells_{cells}, operand_{std::move(operand)} {}

    [[nodiscard]] std::string of(const finding& what) const;

  private:
    /// How tightly a text holds together: what is looser stands in brackets within what is tighter.
    enum class tie { condition, comparison, sum, product, factor };

    [[nodiscard]] std::string text(const expression& of, const finding& what, tie within) const;
    [[nodiscard]] std::string figure(const expression& of, const finding& what, tie within) const;
    [[nodiscard]] std::string name(const figure_reference& named) const;
    [[nodiscard]] std::string comparison(const expression& of,
                                         const finding& what,
                                         bool alone) const;
    [[nodiscard]] std::string value_beside(const expression& of, const finding& what) const;
    [[nodiscard]] std::string number(const expression& of) const;

    const rule& rule_;
    const dataset& data_;
    const cell_words& cells_;
    std::function<std::string(const finding_term&)> operand_;
};

}  // namespace crossfoot::detail
