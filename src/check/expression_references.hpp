#pragma once

#include <crossfoot/check/expression.hpp>

#include "expression_faults.hpp"
#include "expression_names.hpp"
#include "expression_scanner.hpp"

#include <optional>
#include <string_view>

namespace crossfoot::detail {

/// Reads the figures that a rule names: "model_units[tier=national, previous] at parent".
class reference_reader {
  public:
    reference_reader(expression_scanner& text, const codebook& book, first_fault& faults)
        : text_{text}, book_{book}, faults_{faults} {}

    /// How long the name of an indicator is that begins here without quotation marks; 0: none does.
    [[nodiscard]] std::size_t name_length();
    /// A figure, from its name on.
    std::optional<figure_reference> take_figure();
    /// What stands in the brackets of a sum, from behind "(" up to and with ")".
    std::optional<figure_reference> take_sum();

  private:
    /// What stands between the brackets: an item, or the name of a breakdown before "=".
    struct qualifier {
        std::string_view text;
        std::size_t at = 0;
        bool was_quoted = false;
    };

    std::optional<indicator_id> take_name();
    std::optional<quotation> take_quotation();
    bool take_qualifiers(figure_reference& named);
    bool take_qualifier(figure_reference& named);
    std::optional<qualifier> take_qualifier_text();
    bool take_place(figure_reference& named);
    bool take_items_summed(figure_reference& named);
    bool take_others_summed(figure_reference& named);
    bool set_moment(figure_reference& named, time_reference when, std::size_t at);
    bool set_item(figure_reference& named, const qualifier& item);
    bool set_item_of(figure_reference& named, const qualifier& by, const qualifier& item);
    bool put_item(figure_reference& named, breakdown_id by, std::uint16_t item, std::size_t at);
    std::nullopt_t unknown_item(const qualifier& item, const indicator& of);
    std::nullopt_t not_broken_down(const indicator& which, breakdown_id by, std::size_t at);
    [[nodiscard]] bilingual breakdowns_named(const indicator& which) const;

    expression_scanner& text_;
    const codebook& book_;
    first_fault& faults_;
    found_name<indicator_id> known_;  // where known_at_ is
    std::size_t known_at_ = std::string_view::npos;
};

}  // namespace crossfoot::detail
