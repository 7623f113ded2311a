#pragma once

#include <crossfoot/io/csv.hpp>
#include <crossfoot/io/figures_file.hpp>

#include "cell_value.hpp"
#include "figures_heading.hpp"
#include "problem_list.hpp"
#include "slot_registry.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace crossfoot::detail {

/// An item that occurs only at some places.
struct limited_item {
    const std::vector<bool>* allowed = nullptr;  ///< by place
    std::size_t column = 0;                      ///< where the item stands
};

/// All that the cells of a row say besides place and value. Most rows of a file repeat one of a few
/// patterns, so their cells are looked up once.
struct row_pattern {
    std::string key;
    slot_id slot;
    const value_reader* values = nullptr;
    std::string unit;
    status state = status::reported;
    bool takes_plain_counts = false;  ///< of values without any other text
    /// A cell other than the value is bad, so that the value means nothing.
    bool is_unreadable = false;
    std::vector<limited_item> limits;
    row_pattern* next = nullptr;  ///< the one that followed last time
};

/// The patterns of files beneath one heading.
class row_patterns {
  public:
    /// All must outlive it; problems go to that list.
    row_patterns(slot_registry& slots, const figures_options& options, problem_list& problems);

    /// Forgets all patterns: what follows stands beneath another heading, which must outlive its
    /// reading.
    void begin(const figures_heading& heading);
    /// The pattern of a row, and in a wide table of one of its series columns (else 0). Null where
    /// it has problems that leave the row without a cell; they have been told then.
    row_pattern* find(std::span<const csv_field> cells, std::size_t series_column);

  private:
    [[nodiscard]] bool has_key(const row_pattern& known,
                               std::span<const csv_field> cells,
                               std::size_t series_column) const;
    void make_key(std::span<const csv_field> cells, std::size_t series_column);
    row_pattern* learn(std::span<const csv_field> cells, std::size_t series_column);
    std::optional<row_pattern> resolve(std::span<const csv_field> cells, std::size_t series_column);
    std::optional<series> resolve_series(std::span<const csv_field> cells,
                                         std::size_t series_column);
    const bilingual& hint_for_indicator(std::string_view text);
    bool resolve_item(const csv_field& cell, breakdown_id by, series& what);
    std::optional<period> resolve_period(std::span<const csv_field> cells);
    bool resolve_scope(std::span<const csv_field> cells, series& what);
    bool resolve_status(std::span<const csv_field> cells, row_pattern& made);
    void add_limits(row_pattern& made, const series& what, std::size_t series_column);
    const std::vector<bool>& places_with(breakdown_id by, std::uint16_t item, scope extent);
    const value_reader& values_of(indicator_id of);
    [[nodiscard]] const csv_field* cell(std::span<const csv_field> cells,
                                        figures_column which) const;
    slot_registry& slots_;
    const figures_options& options_;
    const figures_heading* heading_ = nullptr;
    problem_list& problems_;
    std::vector<std::size_t> key_columns_;
    std::string key_;
    std::string hinted_text_;  // the text that was no indicator last
    bilingual hint_;
    row_pattern* last_ = nullptr;
    row_pattern unreadable_;  // the last one that is, which is not kept

    struct string_hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::deque<row_pattern> patterns_;
    std::unordered_map<std::string_view, row_pattern*, string_hash, std::equal_to<>> by_key_;
    // How many problems cells have that are no pattern; only where problems are counted.
    static constexpr std::size_t most_refused = 4096;
    std::unordered_map<std::string, std::size_t> refused_;
    std::vector<std::unique_ptr<value_reader>> values_;  // by indicator
    std::map<std::tuple<std::uint32_t, std::uint16_t, scope>, std::vector<bool>> allowed_;
};

}  // namespace crossfoot::detail
