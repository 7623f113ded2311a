#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/dataset.hpp>
#include <crossfoot/number/figure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace crossfoot {

/// The earlier moment that a figure of a rule is taken from.
enum class time_reference {
    same,                   ///< the period that is judged
    previous,               ///< the adjacent period of the same length; of a stock, its opening
    same_period_last_year,  ///< a year before
};

/// What a figure of a rule is added up over.
enum class summed_over {
    nothing,
    items,     ///< the items of a breakdown
    children,  ///< the places directly below
    months,    ///< of the period, as for the next two
    quarters,
    halves,
};

/// A figure that a rule names: which series, and where it stands seen from the cell that is judged.
struct figure_reference {
    series what;                                 ///< indicator, scope, items
    time_reference when = time_reference::same;  ///< of which period
    bool at_parent = false;                      ///< of the place above
    std::string at_place{};                      ///< the code of a named place; empty: this one
    summed_over over = summed_over::nothing;     ///< it stands for a sum of figures
    breakdown_id by{};                           ///< of a sum over items

    /// Whether it is one figure at the very place and period that are judged.
    [[nodiscard]] bool is_here() const noexcept {
        return when == time_reference::same && !at_parent && at_place.empty() &&
               over == summed_over::nothing;
    }
    friend bool operator==(const figure_reference&, const figure_reference&) = default;
};

/// What a node of an expression is.
enum class expression_kind {
    number,     ///< `value`, exactly; in a claim the `written` figure
    reference,  ///< the figure `named`
    year,       ///< the year of the period's last day
    month,      ///< the month of the period's last day
    plus,       ///< of two parts, as for the next three
    minus,
    times,
    over,
    negative,  ///< of one part
    smallest,  ///< of its parts
    largest,   ///< of its parts
    absolute,  ///< of one part
    equal,     ///< of two parts, as for the next five
    not_equal,
    less,
    at_most,
    more,
    at_least,
    between,      ///< of three parts: the first lies from the second to the third, ends included
    not_between,  ///< the contrary
    both,         ///< "and", of two parts
    either,       ///< "or", of two parts
    negation,     ///< "not", of one part
    implies,      ///< "if … then …", of two parts
    reported,     ///< whether the figure `named` was reported
};

/// A condition or a sum in the language of rules, as it was written; docs/rules.md has the grammar.
struct expression {
    expression_kind kind = expression_kind::number;  ///< what it is
    std::vector<expression> parts{};                 ///< what it is made of
    rational value{};                                ///< of a number
    std::optional<figure> written{};                 ///< of a number in a claim: as it was written
    figure_reference named{};                        ///< of a reference, and of `reported`
    std::size_t at = 0;                              ///< where it begins in the text, in bytes
    std::size_t length = 0;                          ///< of its text, in bytes
};

/// What is wrong with a rule's text.
enum class expression_fault_kind {
    syntax,     ///< it is no sentence of the language
    reference,  ///< it names something that there is not
    units,      ///< it adds or compares things of different kinds
};

/// A fault, and where it is.
struct expression_fault {
    expression_fault_kind kind = expression_fault_kind::syntax;  ///< what kind of fault
    std::size_t at = 0;                                          ///< where in the text, in bytes
    bilingual message;  ///< what was found, and what was expected
};

/// The longest text, in bytes, that can be a rule or a claim.
inline constexpr std::size_t longest_expression_text = 16384;
/// How many nodes an expression can have: numbers, figures, operators.
inline constexpr std::size_t most_expression_nodes = 2000;
/// How deep brackets, functions, "not" and "if" can stand within each other.
inline constexpr std::size_t deepest_expression = 100;

/// Reads a condition such as "people_reached / talks between 20 and 2000". Numbers are exact. Names
/// are those of the codebook; units of measure must fit. `places` that a rule names are only looked
/// up when it is judged. Never throws, for any text.
[[nodiscard]] std::variant<expression, expression_fault> parse_rule(std::string_view text,
                                                                    const codebook& book);

/// Reads a claim such as "248/261 = 95%", whose numbers are figures as they were written. There are
/// no names in it.
[[nodiscard]] std::variant<expression, expression_fault> parse_claim(std::string_view text);

}  // namespace crossfoot
