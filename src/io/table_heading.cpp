#include "table_heading.hpp"

#include "text_tools.hpp"

#include <algorithm>

namespace crossfoot::detail {

namespace {

bool same_heading(std::string_view a, std::string_view b) {
    const auto lower = [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
    };
    return std::ranges::equal(a, b, {}, lower, lower);
}

// As many as a spreadsheet has. Each heading is compared with others.
constexpr std::size_t most_columns = 16'384;

}  // namespace

std::optional<std::size_t> find_column(std::span<const known_column> known,
                                       std::string_view heading) {
    heading = trimmed(heading);
    for (std::size_t i = 0; i < known.size(); ++i) {
        const auto is = [&](std::string_view name) { return same_heading(name, heading); };
        if (is(known[i].name) || std::ranges::any_of(known[i].also, is)) return i;
    }
    return std::nullopt;
}

diagnostic empty_file(const std::string& file, std::string_view expected_heading) {
    const std::string heading{expected_heading};
    return {diagnostic_code::empty_file,
            file,
            {1, 1},
            {"nothing in it: expected the heading " + heading, "文件为空：应有标题行" + heading}};
}

diagnostic unknown_column(const csv_field& heading,
                          std::span<const std::string_view> known,
                          const bilingual& otherwise,
                          const std::string& file) {
    const bilingual hint = suggestion(trimmed(heading.text()), known, otherwise);
    const std::string found = in_quotes(heading.text());
    return {diagnostic_code::unknown_column,
            file,
            heading.where(),
            {found + " is no column here: " + hint.en, found + "不是此表的列：" + hint.zh}};
}

diagnostic repeated_column(const csv_field& heading,
                           std::string_view name,
                           const std::string& file) {
    return {diagnostic_code::repeated_column,
            file,
            heading.where(),
            {"column " + in_quotes(name) + " is there twice: expected each column once",
             "列" + in_quotes(name) + "重复：每列只应出现一次"}};
}

diagnostic missing_column(std::string_view name,
                          const bilingual& hint,
                          const std::string& file,
                          std::size_t line) {
    return {diagnostic_code::missing_column,
            file,
            {line, 1},
            {"no column " + in_quotes(name) + ": expected one with this heading" + hint.en,
             "缺少列" + in_quotes(name) + "：应有此标题的列" + hint.zh}};
}

bool read_heading_record(csv_reader& reader,
                         std::vector<csv_field>& headings,
                         std::string_view expected_heading,
                         const std::string& file,
                         std::vector<diagnostic>& problems) {
    const std::size_t before = problems.size();
    bool is_there = reader.next(headings);
    while (is_there && is_blank(headings) && problems.size() == before)
        is_there = reader.next(headings);
    // A quote that is opened in the heading and never closed has been told already.
    if (problems.size() > before) return false;
    if (!is_there) {
        problems.push_back(empty_file(file, expected_heading));
        return false;
    }
    while (headings.size() > 1 && trimmed(headings.back().text()).empty())
        headings.pop_back();
    if (headings.size() <= most_columns) return true;
    problems.push_back({diagnostic_code::wrong_field_count,
                        file,
                        headings[most_columns].where(),
                        {std::to_string(headings.size()) + " columns: expected at most " +
                             std::to_string(most_columns),
                         "共" + std::to_string(headings.size()) + "列：应不多于" +
                             std::to_string(most_columns) + "列"}});
    return false;
}

bool fit_to_heading(std::vector<csv_field>& record,
                    std::size_t columns,
                    const csv_reader& reader,
                    const std::string& file,
                    std::vector<diagnostic>& problems) {
    if (record.size() == columns) return true;
    while (record.size() > columns && trimmed(record.back().text()).empty())
        record.pop_back();
    if (record.size() == columns) return true;
    const std::string found = std::to_string(record.size());
    const std::string expected = std::to_string(columns);
    problems.push_back({diagnostic_code::wrong_field_count,
                        file,
                        record.size() > columns ? record[columns].where() : reader.end_of_record(),
                        {found + (record.size() == 1 ? " cell" : " cells") + ": expected " +
                             expected + ", as in the heading",
                         "共" + found + "个单元格：应为" + expected + "个，与标题行一致"}});
    return false;
}

bool is_blank(std::span<const csv_field> record) {
    return std::ranges::all_of(record,
                               [](const csv_field& cell) { return trimmed(cell.text()).empty(); });
}

}  // namespace crossfoot::detail
