#pragma once

#include <crossfoot/io/csv.hpp>
#include <crossfoot/model/diagnostic.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// A column that a table may have: its name and what else it may be called.
struct known_column {
    std::string_view name;
    std::vector<std::string_view> also;
    bool required = false;
};

/// The known column of a heading; no value where it is none.
[[nodiscard]] std::optional<std::size_t> find_column(std::span<const known_column> known, std::string_view heading);

/// For each field of the heading line the known column, or no value; columns that are there twice,
/// unknown, or required and not there are added to `problems`.
[[nodiscard]] std::vector<std::optional<std::size_t>> match_columns(std::span<const known_column> known,
                                                                    std::span<const csv_field> headings,
                                                                    const std::string& file,
                                                                    std::vector<diagnostic>& problems);

/// The problem of a record with more or fewer fields than the heading.
[[nodiscard]] diagnostic wrong_field_count(const std::string& file, std::size_t line, std::size_t found, std::size_t expected);

/// The problem of a cell with an identity number, which is not echoed.
[[nodiscard]] diagnostic identity_number_in(const std::string& file, position where);

/// The problem of a text with a mobile number, which is not echoed.
[[nodiscard]] diagnostic mobile_number_in(const std::string& file, position where);

}  // namespace crossfoot::detail
