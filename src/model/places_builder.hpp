#pragma once

#include <crossfoot/model/places.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// Days in a row; no value on a side: without beginning, or without end.
struct day_range {
    std::optional<day> from;
    std::optional<day> to;
};

/// Makes `places` from rows that come one by one, and checks them when all are there.
///
/// Nearly every code has one row without dates, and nearly every row the parent of the row before:
/// that costs next to nothing. What is otherwise takes the longer ways.
class places_builder {
  public:
    /// What it was given must outlive it; `places::build` says what it is for.
    places_builder(std::span<const std::string> level_names,
                   const std::string& file,
                   std::vector<diagnostic>& problems);

    /// Makes room for so many rows, and bytes of codes and names.
    void reserve(std::size_t rows, std::size_t bytes);

    /// Adds a row; its `place` and `above` do not matter. The texts are copied.
    void add(const place_row_view& row);

    /// What became of the rows.
    struct outcome {
        places where;                      ///< of the rows without a problem
        std::vector<std::string> refused;  ///< the codes of the others, as they stand in the file
    };
    /// Checks all rows and builds; to be called once. `unread` are the codes of rows that could not
    /// even be added, sorted: a row below one of those is left out, but not told that its parent is
    /// not there.
    [[nodiscard]] outcome finish(std::span<const std::string> unread);

  private:
    using row_number = std::uint32_t;
    static constexpr row_number no_row = code_index::none;
    static constexpr row_number top = no_row - 1;

    /// A row, and the first row that has its code.
    struct code_row {
        row_number first;
        row_number row;
        friend auto operator<=>(const code_row&, const code_row&) = default;
    };

    [[nodiscard]] std::size_t row_count() const noexcept { return made_.row_count(); }
    [[nodiscard]] std::string_view code(std::size_t row) const { return made_.code_of_row(row); }
    [[nodiscard]] std::string_view parent(std::size_t row) const {
        return parent_text(made_.parent_[row]);
    }
    [[nodiscard]] std::string_view parent_text(std::size_t number) const {
        return std::string_view{parent_texts_}.substr(
            parent_marks_[number], parent_marks_[number + 1] - parent_marks_[number]);
    }
    /// The first row of the code that the row's parent has; `top`, or `no_row` where there is none.
    [[nodiscard]] row_number parent_row(std::size_t row) const {
        return parent_rows_[made_.parent_[row]];
    }
    [[nodiscard]] row_number first_of(std::size_t row) const {
        return first_of_.empty() ? static_cast<row_number>(row) : first_of_[row];
    }
    [[nodiscard]] bool is_refused(std::size_t row) const {
        return !is_refused_.empty() && is_refused_[row];
    }
    [[nodiscard]] bool is_undated(std::size_t row) const {
        return made_.first_day(row) == day::min() && made_.last_day(row) == day::max();
    }
    [[nodiscard]] day_range days_of(std::size_t row) const {
        return {made_.valid_from_of(row), made_.valid_to_of(row)};
    }
    [[nodiscard]] const std::string& level_name(std::size_t row) const;

    void add_dates(const place_row_view& row);
    std::uint32_t number_of_parent(std::string_view code);
    void index_codes();
    void find_parents();
    [[nodiscard]] std::span<const code_row> rows_like(row_number first) const;

    void check_rows();
    void check_dates(std::size_t row);
    void check_same_code(std::size_t row);
    void check_parent(std::size_t row);
    void check_days_of_parent(std::size_t row, std::span<const code_row> parents);
    void refuse_level(std::size_t row, row_number above);
    bool refuse_below_unread(std::size_t row);
    void refuse(std::size_t row, diagnostic_code code, bilingual message);
    [[nodiscard]] bool is_own_ancestor(std::size_t row) const;
    [[nodiscard]] bool hold_together(std::size_t a, std::size_t b) const;

    void take_rows_as_places();
    void number_places();
    void drop_refused();
    void list_rows_by_place(std::size_t count);
    void index_places();
    void find_changes();

    std::span<const std::string> level_names_;
    const std::string& file_;
    std::vector<diagnostic>& problems_;
    std::span<const std::string> unread_;
    places made_;  // of all rows; parent_ has the numbers of parent texts

    // Codes of parents; one that the next row has too is there once.
    std::string parent_texts_;
    std::vector<std::uint32_t> parent_marks_{0};
    std::vector<row_number> parent_rows_;  // of each: the first row of that code

    std::vector<code_row> same_code_;   // all rows of codes that have several; sorted
    std::vector<row_number> first_of_;  // of each row; empty where no code has several
    std::vector<bool> is_refused_;      // of each row; empty where none is
};

}  // namespace crossfoot::detail
