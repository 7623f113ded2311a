#include <crossfoot/io/csv_cell.hpp>
#include <crossfoot/io/explanations_file.hpp>

#include "known_table.hpp"
#include "text_tools.hpp"

#include <array>

namespace crossfoot {

namespace {

enum column : std::size_t { key, office, date, text, figures };
constexpr std::size_t column_count = 5;
constexpr std::string_view heading = "key,office,date,text,figures";

const detail::table_columns& columns() {
    static const std::array<detail::known_column, column_count> known{
        {{"key", {"键", "编号", "审核编号", "说明编号"}},
         {"office", {"部门", "单位", "填报单位", "填报部门", "答复单位"}},
         {"date", {"日期", "说明日期", "答复日期"}},
         {"text", {"说明", "说明内容", "内容", "解释"}},
         {"figures", {"数值指纹", "指纹"}}}};
    // Codes of places stand in keys, and may be as long as a telephone number.
    static constexpr std::array<std::size_t, 1> codes{key};
    static const detail::table_columns all{known, 4, "key,office,date,text", codes};
    return all;
}

/// A file with lines ended by CR LF gets such lines.
std::string_view line_end_of(std::string_view csv) {
    const std::size_t end = csv.find('\n');
    return end != std::string_view::npos && end > 0 && csv[end - 1] == '\r' ? "\r\n" : "\n";
}

std::string joined(const std::vector<std::string>& cells, std::string_view line_end) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line += (i == 0 ? "" : ",") + cells[i];
    }
    return line + std::string{line_end};
}

std::string cell_of(const finding_explanation& what, std::optional<std::size_t> which) {
    if (!which) {
        return {};
    }
    switch (*which) {
    case key: return csv_text_cell(what.key);
    case office: return csv_text_cell(what.office);
    case date: return to_string(what.date);
    case text: return csv_text_cell(what.text);
    case figures: return csv_text_cell(what.figures.value_or(""));
    default: return {};
    }
}

/// The same table with a column `figures` behind the others.
std::string with_column_of_figures(std::string_view csv) {
    std::vector<diagnostic> ignored;
    csv_reader reader{csv, {}, ignored};
    std::vector<csv_field> fields;
    std::string made;
    std::size_t width = 0;
    while (reader.next(fields)) {
        if (detail::is_blank(fields)) {
            continue;
        }
        const bool is_heading = width == 0;
        if (is_heading) {
            while (detail::trimmed(fields.back().text()).empty()) {
                fields.pop_back();
            }
            width = fields.size();
        }
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < width; ++i) {
            cells.push_back(i < fields.size() ? csv_cell(fields[i].text()) : std::string{});
        }
        cells.emplace_back(is_heading ? "figures" : "");
        made += joined(cells, line_end_of(csv));
    }
    return made;
}

}  // namespace

explanations_reading read_explanations(std::string_view csv,
                                       const std::string& file,
                                       std::vector<diagnostic>& problems) {
    explanations_reading made;
    const auto read_row = [&](const detail::table_row& row) {
        const auto says = [&](column which, const bilingual& name) {
            return detail::has_text(row, which, name, file, problems);
        };
        const bool has_key = says(key, {"the key of a finding", "审核结果的编号"});
        const bool has_office = says(office, {"the office that answers", "答复单位"});
        const auto when = detail::required_day(
            row,
            date,
            {"the day of the answer, such as 2017-02-03", "答复日期，如2017-02-03"},
            file,
            problems);
        const bool has_answer = says(text, {"what explains the figures", "对数值的说明"});
        if (!has_key || !has_office || !when || !has_answer) {
            return;
        }
        finding_explanation each{std::string{row.text(key)},
                                 std::string{row.text(office)},
                                 *when,
                                 std::string{row.text(text)},
                                 std::nullopt,
                                 row.where(key)};
        if (!row.text(figures).empty()) {
            each.figures = std::string{row.text(figures)};
        }
        made.explanations.push_back(std::move(each));
    };
    made.rows = detail::read_known_table(csv, columns(), file, problems, read_row);
    return made;
}

std::string written_explanations(std::span<const finding_explanation> explanations) {
    std::string made = std::string{heading} + '\n';
    for (const finding_explanation& each : explanations) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < column_count; ++i) {
            cells.push_back(cell_of(each, i));
        }
        made += joined(cells, "\n");
    }
    return made;
}

std::string with_explanation(std::string_view csv, const finding_explanation& added) {
    std::vector<diagnostic> ignored;
    std::vector<csv_field> headings;
    csv_reader reader{csv, {}, ignored};
    if (!detail::read_heading_record(reader, headings, heading, {}, ignored)) {
        const std::string first = std::string{heading} + "\n";
        return with_explanation(first, added);
    }
    const detail::heading_positions at{columns(), headings, {}, ignored};
    if (!at.of(figures)) {
        return with_explanation(with_column_of_figures(csv), added);
    }
    const std::string_view line_end = line_end_of(csv);
    std::string made{csv};
    if (made.back() != '\n' && made.back() != '\r') {
        made += line_end;
    }
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < headings.size(); ++i) {
        cells.push_back(cell_of(added, at.column_at(i)));
    }
    return made + joined(cells, line_end);
}

}  // namespace crossfoot
