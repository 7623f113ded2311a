#pragma once

#include <string>
#include <string_view>

namespace crossfoot {

/// A cell of a CSV file, written as RFC 4180 has it: in quotes where it holds a comma, a quote or a
/// line break, its quotes doubled.
///
///     csv_cell("[1180, 1204]") == "\"[1180, 1204]\""
[[nodiscard]] std::string csv_cell(std::string_view text);

/// The same for text that came from an input: where a spreadsheet would take it for a formula and
/// run it, an apostrophe stands before it.
///
///     csv_text_cell("=1+1") == "'=1+1"
[[nodiscard]] std::string csv_text_cell(std::string_view text);

}  // namespace crossfoot
