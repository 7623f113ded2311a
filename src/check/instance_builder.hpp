#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/compute/rollup.hpp>

#include "instance.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// A cell whose figure may be the claim of rules, and the hierarchy of its day.
struct seen_cell {
    cell where;
    const hierarchy* tree = nullptr;
    resolved_figure figure{};
};

/// The hierarchies of the days that figures speak of, each made once, for any number of threads.
class trees {
  public:
    explicit trees(const places& all) : all_{all} {}

    const hierarchy& at(day when);

  private:
    const places& all_;
    std::mutex one_at_a_time_;
    std::map<std::ptrdiff_t, hierarchy> made_;
};

/// An operand at a cell, with the finding's term for it.
struct read_operand {
    operand value;
    finding_term term;
};

/// Reads the figures that rules name and puts them into instances.
class instance_builder {
  public:
    /// `shared` are the trees of the dataset's places; null: it makes its own.
    instance_builder(const dataset& data,
                     const cell_reader& cells,
                     std::shared_ptr<trees> shared = nullptr);

    [[nodiscard]] const dataset& data() const noexcept { return data_; }
    [[nodiscard]] const codebook& book() const noexcept { return book_; }
    [[nodiscard]] const cell_reader& cells() const noexcept { return cells_; }
    [[nodiscard]] const hierarchy& tree_at(day when);

    /// A cell with its figure and its tree.
    [[nodiscard]] seen_cell see(cell where);

    /// An instance whose claim is the figure of a cell.
    [[nodiscard]] instance start(std::uint32_t rule, const seen_cell& claim) const;

    [[nodiscard]] read_operand as_operand(const cell& where,
                                          const resolved_figure& figure,
                                          bool reads_as_zero) const;
    [[nodiscard]] read_operand as_operand(const rollup_part& part, const period& when) const;
    /// The operand at a cell; absence as its indicator has it, or as `absent` says.
    [[nodiscard]] read_operand read(const cell& where,
                                    const std::optional<absence>& absent = {}) const;

    /// Puts an operand into the sum (or the divisors) of an instance, and its term into the
    /// finding.
    static void put(instance& into, read_operand part, term_role role);

    /// Judges the instance and fills in its finding. Sums of figures that were printed to add up
    /// are judged as printed (`is_sum`).
    void finish(instance& made, bool is_sum) const;
    /// The same where it was judged before.
    static void finish(instance& made, said judged);

    /// The series of another indicator with the same scope and items; no value where that one is
    /// not broken down so.
    [[nodiscard]] std::optional<series> restated(const series& what, indicator_id as) const;

    /// How an indicator is broken down at a place; null where it is not.
    [[nodiscard]] const breakdown_use* use_at(const seen_cell& where, breakdown_id by) const;

  private:
    [[nodiscard]] term_reading reading_of(const cell& where,
                                          const resolved_figure& figure,
                                          bool reads_as_zero) const;
    [[nodiscard]] bool is_exempt(const cell& where) const;
    [[nodiscard]] bool is_adjusted(const finding_term& term) const;
    void take_as_printed(instance& made) const;

    const dataset& data_;
    const codebook& book_;
    const cell_reader& cells_;
    std::shared_ptr<trees> trees_;
    std::optional<day> last_day_;  // whose tree was asked for last
    const hierarchy* last_tree_ = nullptr;
    bool any_adjusted_;
};

}  // namespace crossfoot::detail
