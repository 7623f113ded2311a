#include "table.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

std::string text_line(const std::vector<std::string>& cells,
                      const std::vector<std::size_t>& widths,
                      std::size_t numbers_from) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string cell = escaped(cells[i]);
        const bool is_last = i + 1 == cells.size();
        line += i >= numbers_from ? right_aligned(cell, widths[i])
                                  : (is_last ? cell : padded(cell, widths[i]));
        line += is_last ? "" : "  ";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

}  // namespace

std::string as_text(const table& what) {
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < what.headings.size(); ++i) {
        std::size_t width = display_width(what.headings[i]);
        for (const std::vector<std::string>& row : what.rows) {
            width = std::max(width, display_width(escaped(row[i])));
        }
        widths.push_back(width);
    }
    std::string text = text_line(what.headings, widths, what.numbers_from);
    for (const std::vector<std::string>& row : what.rows) {
        text += text_line(row, widths, what.numbers_from);
    }
    return text;
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line += (i == 0 ? "" : ",") + csv_text_cell(cells[i]);
    }
    return line + "\n";
}

std::string as_csv(const table& what) {
    std::string text = csv_line(what.headings);
    for (const std::vector<std::string>& row : what.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            // A number is no formula, whatever its sign.
            const bool is_number = what.numbers.contains(what.headings[i]);
            text += (i == 0 ? "" : ",") + (is_number ? row[i] : csv_text_cell(row[i]));
        }
        text += "\n";
    }
    return text;
}

namespace {

/// A cell as JSON has it: whole numbers as such, fractions as texts.
nlohmann::ordered_json json_cell(const table& of, std::size_t column, const std::string& cell) {
    const std::string& heading = of.headings[column];
    const bool is_number = of.numbers.contains(heading);
    if (cell.empty() && (is_number || of.unknown_if_blank.contains(heading))) return nullptr;
    if (of.truths.contains(heading)) return cell == "true";
    if (is_number) {
        std::int64_t whole = 0;
        const char* const end = cell.data() + cell.size();
        const auto [behind, failed] = std::from_chars(cell.data(), end, whole);
        if (failed == std::errc{} && behind == end) return whole;
    }
    return cell;
}

}  // namespace

std::string as_json(const table& what) {
    std::string text = "[";
    for (const std::vector<std::string>& row : what.rows) {
        nlohmann::ordered_json entry = nlohmann::ordered_json::object();
        for (std::size_t i = 0; i < row.size(); ++i) {
            entry[what.headings[i]] = json_cell(what, i, row[i]);
        }
        text += text.size() == 1 ? "\n  " : ",\n  ";
        text += entry.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
    return text + (what.rows.empty() ? "]\n" : "\n]\n");
}

std::string written(const table& what, output_format form) {
    switch (form) {
    case output_format::json:
    case output_format::jsonl: return as_json(what);
    case output_format::csv: return as_csv(what);
    case output_format::text:
    case output_format::markdown: break;
    }
    return as_text(what);
}

}  // namespace crossfoot::program
