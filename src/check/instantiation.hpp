#pragma once

#include <crossfoot/check/rule.hpp>
#include <crossfoot/compute/rates.hpp>

#include "instance_builder.hpp"
#include "registered.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace crossfoot::detail {

/// Finds what rules say at cells: one instance for a rule and the cell of its claim, or none.
class instantiation {
  public:
    /// All must outlive it; `units` may be null. `shared` are the trees of the dataset's places;
    /// null: it makes its own.
    instantiation(const dataset& data,
                  const cell_reader& cells,
                  const std::vector<rule>& rules,
                  const unit_register* units,
                  std::shared_ptr<trees> shared = nullptr);

    [[nodiscard]] instance_builder& builder() noexcept { return builder_; }
    /// The hierarchy of a day.
    [[nodiscard]] const hierarchy& tree_at(day when) { return builder_.tree_at(when); }

    /// What a rule says of the figure of a cell. Of rules in words and of what is due: of the place
    /// and period of the cell.
    [[nodiscard]] std::optional<instance> at(std::uint32_t number, const seen_cell& claim);

    /// The cells that rules in words and of what is due are judged at because something was
    /// reported at a cell; there may be none.
    [[nodiscard]] std::optional<cell> site_of(std::uint32_t number, const seen_cell& reported);
    /// The places and periods at which something is due, each with the first figure that is.
    [[nodiscard]] std::vector<cell> sites_due(const rule& which);
    /// The first day that figures of an indicator speak of; no value where there are none.
    [[nodiscard]] std::optional<day> first_day_of(indicator_id which) const {
        return first_day_[which.index()];
    }
    /// Whether a cell of that indicator can make a rule in words say something.
    [[nodiscard]] std::vector<indicator_id> anchors_of(const rule& which) const;

    /// Whether a breakdown is, at the place of a cell, what the rule says.
    [[nodiscard]] bool holds_at(const rule& which, const seen_cell& each) const;
    /// The items that occur at the place or were reported there, from the highest down.
    [[nodiscard]] std::vector<read_operand> items_at_cell(const rule& which, const seen_cell& base);
    /// Leaves of tiers counted at or above the lowest that there is.
    static void keep_lowest(std::vector<read_operand>& items);
    void fill_rate(instance& made, const rate_counts& of, const period& when) const;
    void fill_rollup(instance& made, const rollup_parts& gathered, const period& when) const;

  private:
    const rule& rule_of(std::uint32_t number) const { return rules_[number]; }

    // of one moment
    std::optional<instance> domain_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> conflict_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> part_at_cell(std::uint32_t number, const seen_cell& each);
    std::optional<instance> item_at_cell(std::uint32_t number, const seen_cell& each);
    std::optional<instance> nested_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> partition_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> tier_nesting_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> rate_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> rollup_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> registered_at(std::uint32_t number, const seen_cell& each);
    instance at_most(std::uint32_t number, const seen_cell& part, const cell& whole);

    // over time (over_time.cpp)
    std::optional<instance> cumulative_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> accumulation_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> balance_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> periods_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> last_year_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> growth_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> change_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> ordinal_at(std::uint32_t number, const seen_cell& each);
    std::optional<instance> magnitude_at(std::uint32_t number, const seen_cell& each);
    [[nodiscard]] std::optional<cell> earlier(const seen_cell& of,
                                              indicator_id which,
                                              compared_with when);
    [[nodiscard]] std::optional<cell> earlier(const seen_cell& of,
                                              indicator_id which,
                                              const std::optional<period>& when);
    [[nodiscard]] bool was_there(const cell& where);
    [[nodiscard]] bool is_covered(indicator_id which, const period& when) const;

    // in words (in_words.cpp)
    std::optional<instance> written_at(std::uint32_t number, const seen_cell& site);
    struct placement;
    [[nodiscard]] bool place(const compiled_rule& form,
                             const std::vector<const variable*>& asked,
                             const seen_cell& site,
                             const std::optional<absence>& absent,
                             placement& into);
    [[nodiscard]] std::optional<std::vector<cell>> cells_of(const figure_reference& named,
                                                            const seen_cell& site);
    void excuse(instance& made, const written_rule& of) const;
    /// Where a rule in words is judged, found out once for many cells.
    struct whereabouts {
        std::vector<const variable*> anchors{};  ///< the figures that say where
        series about{};                          ///< the series that its findings stand at
        series site{};                           ///< the series of the cells that it is judged at
    };
    [[nodiscard]] whereabouts whereabouts_of(const compiled_rule& form) const;

    // what is due (what_is_due.cpp)
    std::optional<instance> due_at(std::uint32_t number, const seen_cell& site);

    const dataset& data_;
    const codebook& book_;
    const cell_reader& cells_;
    const std::vector<rule>& rules_;
    instance_builder builder_;
    std::optional<registered_counts> registered_;
    std::vector<whereabouts> whereabouts_;       // by rule; of those in words
    std::vector<std::optional<day>> first_day_;  // by indicator: the earliest last day of a figure
};

}  // namespace crossfoot::detail
