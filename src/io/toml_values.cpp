#include "toml_values.hpp"

#include <algorithm>

namespace crossfoot::detail {

void toml_values::note(const toml::source_region& at, diagnostic_code code, bilingual message) {
    problems_.push_back({code, file_, {at.begin.line, at.begin.column}, std::move(message)});
}

void toml_values::expect_keys(const toml::table& in, std::span<const std::string_view> allowed) {
    for (const auto& [key, value] : in) {
        if (std::ranges::find(allowed, key.str()) != allowed.end()) continue;
        const bilingual hint = suggestion(key.str(), allowed, listed(allowed));
        note(key.source(),
             diagnostic_code::codebook_key,
             {in_quotes(key.str()) + " is no key here: " + hint.en,
              "此处没有" + in_quotes(key.str()) + "这个键：" + hint.zh});
    }
}

void toml_values::note_wrong_type(const toml::node& value,
                                  std::string_view key,
                                  const bilingual& expected) {
    note(value,
         diagnostic_code::codebook_key,
         {in_quotes(key) + " is of the wrong type: expected " + expected.en,
          in_quotes(key) + "的类型有误：应为" + expected.zh});
}

void toml_values::note_unknown_value(const toml::node& value,
                                     std::string_view key,
                                     std::string_view text,
                                     std::span<const std::string_view> names) {
    const bilingual expected = listed(names);
    note(value,
         diagnostic_code::codebook_value,
         {in_quotes(text) + " is no value of " + in_quotes(key) + ": expected " + expected.en,
          in_quotes(text) + "不是" + in_quotes(key) + "的取值：应为" + expected.zh});
}

std::string toml_values::text_at(const toml::table& in, std::string_view key) {
    const toml::node* value = in.get(key);
    if (value == nullptr) return {};
    if (const auto* text = value->as_string()) return text->get();
    note_wrong_type(*value, key, {"a text in quotation marks", "带引号的文本"});
    return {};
}

std::optional<int> toml_values::number_at(const toml::table& in,
                                          std::string_view key,
                                          int least,
                                          int most) {
    const toml::node* value = in.get(key);
    if (value == nullptr) return std::nullopt;
    const auto number = value->is_integer() ? value->value<std::int64_t>() : std::nullopt;
    if (number && least <= *number && *number <= most) return static_cast<int>(*number);
    const std::string range = std::to_string(least) + " to " + std::to_string(most);
    const std::string range_zh = std::to_string(least) + "至" + std::to_string(most);
    note_wrong_type(*value, key, {"a whole number from " + range, range_zh + "的整数"});
    return std::nullopt;
}

bool toml_values::flag_at(const toml::table& in, std::string_view key, bool otherwise) {
    const toml::node* value = in.get(key);
    if (value == nullptr) return otherwise;
    if (const auto* flag = value->as_boolean()) return flag->get();
    note_wrong_type(*value, key, {"true or false", "true或false"});
    return otherwise;
}

std::vector<toml_text> toml_values::texts_at(const toml::table& in, std::string_view key) {
    const bilingual expected{"a list of texts", "文本列表"};
    std::vector<toml_text> texts;
    const toml::node* value = in.get(key);
    if (value == nullptr) return texts;
    const toml::array* list = value->as_array();
    if (list == nullptr) {
        note_wrong_type(*value, key, expected);
        return texts;
    }
    for (const toml::node& each : *list) {
        if (const auto* text = each.as_string()) {
            texts.push_back({text->get(), &each});
        } else {
            note_wrong_type(each, key, expected);
        }
    }
    return texts;
}

std::vector<const toml::table*> toml_values::tables_at(const toml::table& in,
                                                       std::string_view key,
                                                       const bilingual& expected) {
    std::vector<const toml::table*> tables;
    const toml::node* value = in.get(key);
    if (value == nullptr) return tables;
    const toml::array* list = value->as_array();
    if (list == nullptr) {
        note_wrong_type(*value, key, expected);
        return tables;
    }
    for (const toml::node& each : *list) {
        if (const toml::table* entry = each.as_table()) {
            tables.push_back(entry);
        } else {
            note_wrong_type(each, key, expected);
        }
    }
    return tables;
}

bilingual toml_values::bilingual_at(const toml::table& in,
                                    std::string_view key,
                                    std::span<const std::string_view> allowed) {
    const toml::node* value = in.get(key);
    if (value == nullptr) return {};
    if (const auto* text = value->as_string()) return {text->get(), text->get()};
    const toml::table* both = value->as_table();
    if (both == nullptr) {
        note_wrong_type(*value, key, {R"({ en = "…", zh = "…" })", R"({ en = "…", zh = "…" })"});
        return {};
    }
    expect_keys(*both, allowed);
    return {text_at(*both, "en"), text_at(*both, "zh")};
}

coded_name toml_values::name_of_entry(const toml::table& entry, const bilingual& kind) {
    static constexpr std::array<std::string_view, 3> allowed{"en", "zh", "also"};
    coded_name name{text_at(entry, "code"), bilingual_at(entry, "name", allowed), {}};
    if (const toml::table* both = entry["name"].as_table()) {
        for (toml_text& each : texts_at(*both, "also"))
            name.also.push_back(std::move(each.text));
    }
    const toml::node* code = entry.get("code");
    if (code == nullptr || (code->is_string() && trimmed(name.code).empty())) {
        note(code == nullptr ? entry.source() : code->source(),
             diagnostic_code::codebook_key,
             {kind.en + " has no code: expected code = \"…\"",
              kind.zh + "缺少代码：应有code = \"…\""});
    }
    if (name.name.en.empty() && name.name.zh.empty()) name.name = {name.code, name.code};
    return name;
}

}  // namespace crossfoot::detail
