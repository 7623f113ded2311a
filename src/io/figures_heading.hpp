#pragma once

#include <crossfoot/io/csv.hpp>
#include <crossfoot/io/figures_file.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crossfoot::detail {

/// Whether a file of a report folder has figures, by its name.
[[nodiscard]] inline bool is_figures_name(std::string_view name) {
    return name.starts_with("figures") && name.ends_with(".csv");
}

/// The columns that every figures file can have.
enum class figures_column { place, period, indicator, value, scope, unit, status, source, note };
inline constexpr std::size_t figures_column_count = 9;

/// How a figures file is laid out.
enum class table_layout {
    long_rows,  ///< one figure a row
    wide_rows,  ///< one place a row, one column for each indicator
    unusable,   ///< a column is missing without which no row can be read
};

/// An indicator column of a wide table: which series its cells belong to.
struct series_column {
    std::size_t at = 0;
    series what;

    friend bool operator==(const series_column&, const series_column&) = default;
};

/// A breakdown column of a long table.
struct breakdown_column {
    std::size_t at = 0;
    breakdown_id by;

    friend bool operator==(const breakdown_column&, const breakdown_column&) = default;
};

/// What the columns of a figures file are.
struct figures_heading {
    table_layout layout = table_layout::unusable;
    std::size_t columns = 0;
    std::array<std::optional<std::size_t>, figures_column_count> positions;
    std::vector<breakdown_column> breakdowns;
    std::vector<series_column> series_columns;
    std::vector<std::size_t> unknown;  ///< columns that are not read, notes too

    [[nodiscard]] std::optional<std::size_t> position(figures_column which) const {
        return positions[static_cast<std::size_t>(which)];
    }

    friend bool operator==(const figures_heading&, const figures_heading&) = default;
};

/// Makes out the columns. A table without the columns `indicator` and `value`, one of whose
/// headings names an indicator, is wide.
[[nodiscard]] figures_heading read_figures_heading(std::span<const csv_field> headings,
                                                   const codebook& book,
                                                   const figures_options& options,
                                                   const std::string& file,
                                                   std::vector<diagnostic>& problems);

/// The column with the places, by its heading alone; the first where none has one.
[[nodiscard]] std::size_t find_place_column(std::span<const csv_field> headings);

/// The breakdowns that an indicator's figures can have: a rate's are those of its numerator too.
[[nodiscard]] bool is_broken_down_by(const codebook& book, const indicator& of, breakdown_id by);

}  // namespace crossfoot::detail
