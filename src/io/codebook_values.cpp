#include "codebook_values.hpp"

#include <algorithm>

namespace crossfoot::detail {

std::string in_lower_case(std::string_view text) {
    std::string lower{trimmed(text)};
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

std::vector<const toml::table*> codebook_values::entries(const toml::table& root,
                                                         const std::string& key) {
    return tables_at(root, key, {"entries under [[" + key + "]]", "[[" + key + "]]下的条目"});
}

bool codebook_values::is_new(std::string_view code,
                             const toml::table& entry,
                             const bilingual& kind) {
    if (code.empty()) return false;
    if (seen_.insert(kind.en + '/' + in_lower_case(code)).second) return true;
    note(entry,
         diagnostic_code::codebook_value,
         {kind.en + ' ' + in_quotes(code) + " is there twice: expected each code once",
          kind.zh + in_quotes(code) + "重复：每个代码只应出现一次"});
    return false;
}

std::optional<indicator_id> codebook_values::indicator_named(const codebook& book,
                                                             const toml::table& entry,
                                                             std::string_view key) {
    const std::string code = text_at(entry, key);
    if (!entry.contains(key) || !entry.get(key)->is_string()) return std::nullopt;
    if (const auto found = book.find_indicator(code)) return found;
    note_unknown_reference(*entry.get(key), code, indicator_kind, codes_of(book.indicators));
    return std::nullopt;
}

std::vector<indicator_id> codebook_values::indicators_named(const codebook& book,
                                                            const toml::table& entry,
                                                            std::string_view key) {
    std::vector<indicator_id> found;
    for (const toml_text& code : texts_at(entry, key)) {
        const auto one = book.find_indicator(code.text);
        if (!one) {
            note_unknown_reference(
                *code.node, code.text, indicator_kind, codes_of(book.indicators));
        } else if (std::ranges::find(found, *one) != found.end()) {
            note(*code.node,
                 diagnostic_code::codebook_value,
                 {in_quotes(code.text) + " is there twice: expected each indicator once",
                  in_quotes(code.text) + "重复：每个指标只应出现一次"});
        } else {
            found.push_back(*one);
        }
    }
    return found;
}

std::optional<level_id> codebook_values::level_named(const codebook& book,
                                                     const toml::table& entry,
                                                     std::string_view key) {
    const std::string code = text_at(entry, key);
    if (!entry.contains(key) || !entry.get(key)->is_string()) return std::nullopt;
    if (const auto found = book.find_level(code)) return found;
    note_unknown_reference(*entry.get(key), code, level_kind, codes_of(book.levels));
    return std::nullopt;
}

std::optional<day> codebook_values::day_at(const toml::table& in, std::string_view key) {
    const toml::node* value = in.get(key);
    if (value == nullptr) return std::nullopt;
    if (const auto* date = value->as_date()) {
        const std::chrono::year_month_day when{std::chrono::year{date->get().year},
                                               std::chrono::month{date->get().month},
                                               std::chrono::day{date->get().day}};
        if (when.ok()) return day{when};
    }
    if (!value->is_string() && !value->is_date()) {
        note_wrong_type(*value, key, {"a day such as \"2017-12-31\"", "日期，如\"2017-12-31\""});
        return std::nullopt;
    }
    const std::string text = value->is_string() ? text_at(in, key) : std::string{};
    const auto found = parse_day(trimmed(text));
    if (!found) {
        note(*value,
             diagnostic_code::codebook_value,
             {in_quotes(text) + " is not a date: expected a day such as 2017-12-31",
              in_quotes(text) + "不是日期：应为2017-12-31这样的日期"});
    }
    return found;
}

std::string codebook_values::needed_text_at(const toml::table& in,
                                            std::string_view key,
                                            const bilingual& of) {
    const toml::node* value = in.get(key);
    const std::string text = text_at(in, key);
    if (value == nullptr || (value->is_string() && trimmed(text).empty())) {
        const std::string name{key};
        note(value == nullptr ? in.source() : value->source(),
             diagnostic_code::codebook_key,
             {of.en + " without " + name + ": expected " + name + " = \"…\"",
              of.zh + "缺少" + name + "：应有" + name + " = \"…\""});
    }
    return std::string{trimmed(text)};
}

bilingual codebook_values::reason_at(const toml::table& in,
                                     std::string_view key,
                                     const bilingual& of) {
    static constexpr std::array<std::string_view, 2> languages{"en", "zh"};
    const toml::node* value = in.get(key);
    if (value == nullptr || !value->is_table()) {
        const std::string text = needed_text_at(in, key, of);
        return {text, text};
    }
    bilingual reason = bilingual_at(in, key, languages);
    if (trimmed(reason.en).empty() && trimmed(reason.zh).empty()) {
        note(*value,
             diagnostic_code::codebook_key,
             {of.en + " without " + std::string{key} + ": expected { en = \"…\", zh = \"…\" }",
              of.zh + "缺少" + std::string{key} + "：应为{ en = \"…\", zh = \"…\" }"});
    }
    return reason;
}

void codebook_values::note_misplaced(const toml::table& in,
                                     std::string_view key,
                                     const bilingual& why) {
    if (!in.contains(key)) return;
    note(*in.get(key),
         diagnostic_code::codebook_key,
         {in_quotes(key) + " " + why.en, in_quotes(key) + why.zh});
}

void codebook_values::note_unknown_reference(const toml::node& at,
                                             std::string_view code,
                                             const bilingual& kind,
                                             std::span<const std::string_view> known) {
    const bilingual hint = suggestion(code, known, {"a code that is declared", "已声明的代码"});
    note(at,
         diagnostic_code::codebook_reference,
         {in_quotes(code) + " is no " + kind.en + ": " + hint.en,
          in_quotes(code) + "不是已声明的" + kind.zh + "：" + hint.zh});
}

}  // namespace crossfoot::detail
