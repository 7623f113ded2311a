#pragma once

#include <crossfoot/io/csv.hpp>
#include <crossfoot/model/diagnostic.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Numbers that single a person out have no place in a report: they are refused, and not repeated.
namespace crossfoot::detail {

/// The byte at which a resident identity number begins: 18 digits (the last may be X) with a date
/// in them and a valid check digit (GB 11643-1999), in digits of either width. It may stand within
/// a longer run of digits, or be parted by blanks, hyphens and the like. No value where there is
/// none.
[[nodiscard]] std::optional<std::size_t> find_identity_number(std::string_view text);

/// Whether a text holds a resident identity number.
[[nodiscard]] bool holds_identity_number(std::string_view text);

/// Whether a text holds a mobile number: 11 digits from 13… to 19…, in one piece or parted as
/// 3-4-4, alone or behind 86.
[[nodiscard]] bool holds_mobile_number(std::string_view text);

/// What a column may hold, as far as telephone numbers go.
enum class column_kind {
    text,     ///< words: eleven digits are a telephone number
    figures,  ///< eleven digits are a figure or a code
};

/// Whether a text can hold a personal number at all: rules most texts out at little cost.
[[nodiscard]] bool may_hold_personal_number(std::string_view text, column_kind kind);

/// Adds a problem where a text holds a personal number; says whether it does.
bool refuse_personal_number(std::string_view text,
                            column_kind kind,
                            const std::string& file,
                            position where,
                            std::vector<diagnostic>& problems);

/// The same for a cell.
bool refuse_personal_number(const csv_field& cell,
                            column_kind kind,
                            const std::string& file,
                            std::vector<diagnostic>& problems);

/// The name of a file as it may be shown: without a personal number.
[[nodiscard]] std::string shown_file_name(const std::string& name);

/// Adds a problem for each line of a text that holds an identity number; says whether one does.
bool refuse_identity_numbers(std::string_view text,
                             const std::string& file,
                             std::vector<diagnostic>& problems);

}  // namespace crossfoot::detail
