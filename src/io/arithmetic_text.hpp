#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/check/finding.hpp>
#include <crossfoot/io/cell_text.hpp>
#include <crossfoot/io/interval_text.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace crossfoot::detail {

/// Writes out the arithmetic of one finding or derived value.
class arithmetic_text {
  public:
    arithmetic_text(const rule& which, const dataset& data, const cell_words& cells)
        : rule_{which}, data_{data}, cells_{cells} {}

    [[nodiscard]] std::string of(const finding& what) const;
    [[nodiscard]] std::string of(const derived_value& what) const;
    /// The same without the terms of a sum: "counties add to [1180, 1204], reported 1210".
    [[nodiscard]] std::string in_brief(const finding& what) const;
    /// "more by 6 to 30"; empty where the two sides do not lie apart.
    [[nodiscard]] std::string difference(const finding& what) const;

  private:
    [[nodiscard]] std::string text_of(const interval& values) const;
    [[nodiscard]] number_style style() const;
    [[nodiscard]] std::string written(const finding_term& term) const;
    [[nodiscard]] std::string name_of_operand(const finding_term& term, const cell& claim) const;
    [[nodiscard]] std::string operand(const finding_term& term, const cell& claim) const;
    [[nodiscard]] std::string claim(const finding& what) const;
    [[nodiscard]] std::string sum(const std::vector<finding_term>& terms, const cell& claim) const;
    [[nodiscard]] std::string bracketed_difference(const finding& what) const;
    [[nodiscard]] std::string sum_statement(const finding& what) const;
    [[nodiscard]] std::string order_statement(const finding& what) const;
    [[nodiscard]] std::string held_statement(const finding& what) const;
    [[nodiscard]] std::string rate_statement(const finding& what) const;
    [[nodiscard]] std::string ratio(const std::vector<finding_term>& terms,
                                    const cell& claim) const;
    [[nodiscard]] std::string rate_value(const interval& computed,
                                         const std::optional<interval>& reported,
                                         indicator_id which) const;
    [[nodiscard]] std::optional<rational> exact_total(const finding& what) const;
    [[nodiscard]] std::string duals(const finding& what) const;
    [[nodiscard]] std::string domain_statement(const finding& what) const;
    [[nodiscard]] std::string domain_words(indicator_id which) const;
    [[nodiscard]] std::string register_statement(const finding& what) const;
    [[nodiscard]] std::string total_statement(const finding& what) const;
    [[nodiscard]] std::string growth_statement(const finding& what) const;
    [[nodiscard]] std::string ordinal_statement(const finding& what) const;
    [[nodiscard]] std::string magnitude_statement(const finding& what) const;
    [[nodiscard]] std::string due_statement(const finding& what) const;
    [[nodiscard]] std::string earlier(const finding& what) const;
    [[nodiscard]] std::string conflict_statement(const finding& what) const;
    [[nodiscard]] std::string name_of_parts(const std::vector<finding_term>& terms,
                                            const cell& claim) const;

    const rule& rule_;
    const dataset& data_;
    const cell_words& cells_;
};

}  // namespace crossfoot::detail
