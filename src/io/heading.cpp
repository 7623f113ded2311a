#include "heading.hpp"

#include "text_tools.hpp"

#include <algorithm>

namespace crossfoot::detail {

namespace {

bool same_heading(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) {
        const auto lower = [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte; };
        return lower(x) == lower(y);
    });
}

}  // namespace

std::optional<std::size_t> find_column(std::span<const known_column> known, std::string_view heading) {
    heading = trimmed(heading);
    for (std::size_t i = 0; i < known.size(); ++i) {
        const auto is = [&](std::string_view name) { return same_heading(name, heading); };
        if (is(known[i].name) || std::ranges::any_of(known[i].also, is)) { return i; }
    }
    return std::nullopt;
}

std::vector<std::optional<std::size_t>> match_columns(std::span<const known_column> known,
                                                      std::span<const csv_field> headings,
                                                      const std::string& file,
                                                      std::vector<diagnostic>& problems) {
    std::vector<std::optional<std::size_t>> columns;
    std::vector<std::string_view> names;
    for (const known_column& each : known) { names.push_back(each.name); }
    for (const csv_field& heading : headings) {
        const std::optional<std::size_t> found = find_column(known, heading.text());
        const bool repeated = found && std::ranges::find(columns, found) != columns.end();
        if (!found) {
            const std::string_view near = nearest(trimmed(heading.text()), names);
            problems.push_back({diagnostic_code::unknown_column, file, heading.where(),
                                {in_quotes(heading.text()) + " is no column here: " +
                                     (near.empty() ? "expected " + joined(names, " or ") : "did you mean " + in_quotes(near) + "?"),
                                 in_quotes(heading.text()) + "不是此表的列：" +
                                     (near.empty() ? "应为" + joined(names, "或") : "是否为" + in_quotes(near) + "？")}});
        }
        if (repeated) {
            problems.push_back({diagnostic_code::repeated_column, file, heading.where(),
                                {"column " + in_quotes(known[*found].name) + " is there twice: expected each column once",
                                 "列" + in_quotes(known[*found].name) + "重复：每列只应出现一次"}});
        }
        columns.push_back(found);
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (!known[i].required || std::ranges::find(columns, std::optional{i}) != columns.end()) { continue; }
        problems.push_back({diagnostic_code::missing_column, file, {headings.empty() ? 1 : headings.front().where().line, 0},
                            {"no column " + in_quotes(known[i].name) + ": expected one with this heading",
                             "缺少列" + in_quotes(known[i].name) + "：应有此标题的列"}});
    }
    return columns;
}

diagnostic wrong_field_count(const std::string& file, std::size_t line, std::size_t found, std::size_t expected) {
    return {diagnostic_code::wrong_field_count, file, {line, 0},
            {std::to_string(found) + " fields: expected " + std::to_string(expected) + ", as in the heading",
             "共" + std::to_string(found) + "个字段：应与标题行一致，为" + std::to_string(expected) + "个"}};
}

diagnostic identity_number_in(const std::string& file, position where) {
    return {diagnostic_code::identity_number, file, where,
            {"a resident identity number, not shown here: expected counts of organisations and events, no record of a person",
             "含有居民身份证号码（此处不显示）：本工具只处理单位和活动的汇总数，不接受个人记录"}};
}

diagnostic mobile_number_in(const std::string& file, position where) {
    return {diagnostic_code::mobile_number, file, where,
            {"a mobile number, not shown here: expected the name of an office or a document",
             "含有手机号码（此处不显示）：应为机构或文件名称"}};
}

}  // namespace crossfoot::detail
