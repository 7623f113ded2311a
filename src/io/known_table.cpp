#include "known_table.hpp"

#include "text_tools.hpp"

#include <algorithm>

namespace crossfoot::detail {

heading_positions::heading_positions(const table_columns& columns,
                                     const std::vector<csv_field>& headings,
                                     const std::string& file,
                                     std::vector<diagnostic>& problems)
    : positions_(columns.known.size()) {
    for (std::size_t i = 0; i < headings.size(); ++i) {
        if (refuse_personal_number(headings[i], column_kind::text, file, problems)) {
            continue;
        }
        const auto found = find_column(columns.known, headings[i].text());
        if (!found) {
            std::vector<std::string_view> names;
            for (const known_column& each : columns.known) {
                names.push_back(each.name);
            }
            problems.push_back(unknown_column(headings[i], names, listed(names), file));
        } else if (positions_[*found]) {
            problems.push_back(repeated_column(headings[i], columns.known[*found].name, file));
        } else {
            positions_[*found] = i;
        }
    }
    for (std::size_t i = 0; i < columns.required; ++i) {
        if (!positions_[i]) {
            is_complete_ = false;
            problems.push_back(
                missing_column(columns.known[i].name, {}, file, headings.front().where().line));
        }
    }
}

std::optional<std::size_t> heading_positions::column_at(std::size_t position) const {
    const auto found = std::ranges::find(positions_, std::optional{position});
    return found == positions_.end()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(found - positions_.begin())};
}

std::string_view table_row::text(std::size_t column) const {
    const auto at = at_.of(column);
    return at ? trimmed(fields_[*at].text()) : std::string_view{};
}

position table_row::where(std::size_t column) const {
    const auto at = at_.of(column);
    return at ? fields_[*at].where() : fields_.front().where();
}

std::size_t read_known_table(std::string_view csv,
                             const table_columns& columns,
                             const std::string& file,
                             std::vector<diagnostic>& problems,
                             const std::function<void(const table_row&)>& read_row) {
    csv_reader reader{csv, file, problems};
    std::vector<csv_field> cells;
    if (!read_heading_record(reader, cells, columns.heading, file, problems)) {
        return 0;
    }
    const std::size_t width = cells.size();
    const heading_positions at{columns, cells, file, problems};
    std::size_t rows = 0;
    while (reader.next(cells)) {
        if (is_blank(cells)) {
            continue;
        }
        ++rows;
        bool is_clean = true;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto column = at.column_at(i);
            const bool is_code =
                column && std::ranges::find(columns.of_codes, *column) != columns.of_codes.end();
            const column_kind kind = is_code ? column_kind::figures : column_kind::text;
            is_clean = !refuse_personal_number(cells[i], kind, file, problems) && is_clean;
        }
        const bool fits = fit_to_heading(cells, width, reader, file, problems);
        if (is_clean && fits && at.is_complete()) {
            read_row({cells, at});
        }
    }
    return rows;
}

std::optional<day> required_day(const table_row& row,
                                std::size_t column,
                                const bilingual& name,
                                const std::string& file,
                                std::vector<diagnostic>& problems) {
    if (!has_text(row, column, name, file, problems)) {
        return std::nullopt;
    }
    const std::optional<day> when = parse_day(row.text(column));
    if (!when) {
        const std::string found = in_quotes(row.text(column));
        problems.push_back({diagnostic_code::not_a_date,
                            file,
                            row.where(column),
                            {found + " is not a date: expected a day such as 2016-12-31",
                             found + "不是日期：应如2016-12-31"}});
    }
    return when;
}

bool has_text(const table_row& row,
              std::size_t column,
              const bilingual& name,
              const std::string& file,
              std::vector<diagnostic>& problems) {
    if (!row.text(column).empty()) {
        return true;
    }
    problems.push_back(
        {diagnostic_code::blank_cell,
         file,
         row.where(column),
         {"nothing stands here: expected " + name.en, "此处为空：应填写" + name.zh}});
    return false;
}

}  // namespace crossfoot::detail
