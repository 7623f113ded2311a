#pragma once

#include <crossfoot/io/csv.hpp>
#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/diagnostic.hpp>

#include "text_tools.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// A codebook may give one name to several entries; a file that uses it does not say which it means.
namespace crossfoot::detail {

/// Whether two names are the same to a reader: ASCII letters go without case.
[[nodiscard]] inline bool is_same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
    };
    return std::ranges::equal(trimmed(a), trimmed(b), {}, lower, lower);
}

/// Adds a problem where `text`, under which entry `found` was found, is not its code but a name
/// that another entry of the list has too; says whether it is.
template <typename Entry>
bool refuse_shared_name(const std::vector<Entry>& entries,
                        std::size_t found,
                        std::string_view text,
                        const csv_field& at,
                        const std::string& file,
                        std::vector<diagnostic>& problems) {
    const auto has_name = [&](const coded_name& name) {
        return is_same_name(name.name.en, text) || is_same_name(name.name.zh, text) ||
               std::ranges::any_of(name.also,
                                   [&](std::string_view each) { return is_same_name(each, text); });
    };
    if (is_same_name(entries[found].name.code, text)) return false;
    std::vector<std::string_view> codes;
    for (const Entry& each : entries) {
        if (has_name(each.name)) codes.push_back(each.name.code);
    }
    if (codes.size() < 2) return false;
    constexpr bool is_item = std::is_same_v<Entry, breakdown_item>;
    const bilingual wanted = listed(codes);
    problems.push_back(
        {is_item ? diagnostic_code::unknown_item : diagnostic_code::unknown_indicator,
         file,
         at.where(),
         {in_quotes(text) + " is the name of several " + (is_item ? "items" : "indicators") +
              ": expected a code, " + wanted.en,
          in_quotes(text) + "是多个" + (is_item ? "分组项" : "指标") + "的名称：应填写代码，即" +
              wanted.zh}});
    return true;
}

}  // namespace crossfoot::detail
