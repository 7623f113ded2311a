#pragma once

#include "io/figures_batch.hpp"
#include "open_tracker.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace crossfoot::detail {

/// Writes the figures of a submission as they are read, and learns on the way whose they are.
class figure_writer {
  public:
    /// `schema` has the slots of the rows; both must outlive it. `number` is that of the entry.
    figure_writer(open_tracker& of, const dataset& schema, std::int64_t number);

    void add(const figures_batch& batch);

    /// The id of the first figure.
    [[nodiscard]] std::int64_t first() const noexcept { return first_; }
    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
    /// Ends the writing and gives the digest over all figures; to be called once.
    [[nodiscard]] digest finish();
    /// The same for the same figures in any order.
    [[nodiscard]] std::array<unsigned char, 16> content() const { return sum_.value(); }
    /// Which places have figures, by place.
    [[nodiscard]] const std::vector<bool>& has_figures() const noexcept { return has_figures_; }
    /// From the first day that figures speak of to the last; lasting properties do not count,
    /// unless there is nothing else. No value where there are no figures.
    [[nodiscard]] std::optional<period> stretch() const;
    /// The same with lasting properties.
    [[nodiscard]] std::optional<period> reach() const;

  private:
    // SQLite takes many rows at once in half the time of each by itself.
    static constexpr std::size_t rows_at_once = 64;
    static constexpr int columns = 4;

    struct waiting_words {
        std::int64_t figure = 0;
        status state = status::reported;
        std::string text;
    };

    void write(const stored_figure& figure);
    void bind_row(statement& to, std::size_t row, const stored_figure& figure);
    /// Adds the rows that wait, and their words.
    void flush();
    [[nodiscard]] std::int64_t place_id_for(place_id place);
    [[nodiscard]] std::int64_t slot_id_for(slot_id at);

    open_tracker& of_;
    const dataset& schema_;
    std::int64_t number_;
    std::int64_t first_ = 0;
    std::uint64_t count_ = 0;
    statement added_;
    statement added_many_;
    statement added_words_;
    std::vector<stored_figure> waiting_;  // without their words
    std::vector<waiting_words> waiting_words_;
    hasher over_;
    unordered_sum sum_;
    std::vector<bool> has_figures_;
    std::vector<std::int64_t> place_ids_;  // by place; 0: not asked for yet
    std::vector<std::int64_t> slot_ids_;   // by slot
};

}  // namespace crossfoot::detail
