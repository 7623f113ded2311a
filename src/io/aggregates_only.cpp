#include "aggregates_only.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace crossfoot::detail {

namespace {

/// Words that are whole words of a code or an English name ("ethnic", not "ethnically_mixed_village").
constexpr std::array<std::string_view, 30> english_words{
    "ethnic", "ethnicity", "ethnicities", "nationality", "nationalities", "minority", "minorities", "race", "races",
    "religion", "religions", "religious", "faith", "faiths", "belief", "believers", "creed", "sex", "gender",
    "surname", "person name", "identity", "id number", "phone", "birthplace", "tibetan", "uyghur", "hui", "mongol",
    "han"};

constexpr std::array<std::string_view, 14> chinese_words{"族别", "汉族", "藏族", "回族", "蒙古族", "维吾尔", "少数民族",
                                                         "宗教信仰", "信仰", "信教", "信众", "性别", "姓名", "身份证"};

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'); }

/// In lower case, with blanks for underscores and hyphens: "id_number" and "ID number" are alike.
std::string plain_words(std::string_view text) {
    std::string plain{text};
    for (char& byte : plain) {
        if (byte >= 'A' && byte <= 'Z') { byte = static_cast<char>(byte - 'A' + 'a'); }
        if (byte == '_' || byte == '-') { byte = ' '; }
    }
    return plain;
}

bool has_word(std::string_view plain, std::string_view word) {
    for (std::size_t at = plain.find(word); at != std::string_view::npos; at = plain.find(word, at + 1)) {
        const bool starts = at == 0 || !is_letter(plain[at - 1]);
        const std::size_t end = at + word.size();
        if (starts && (end == plain.size() || !is_letter(plain[end]))) { return true; }
    }
    return false;
}

/// 民族 alone or 分民族, 各民族 …; not in the name of the campaign, 民族团结.
bool speaks_of_ethnicity(std::string_view text) {
    constexpr std::string_view word = "民族";
    constexpr std::string_view campaign = "民族团结";
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        if (!text.substr(at).starts_with(campaign)) { return true; }
    }
    return text.ends_with("族") && text.size() > std::string_view{"族"}.size();
}

bool singles_out(std::string_view text) {
    const std::string plain = plain_words(text);
    // A venue is an organisation, whatever happens in it; and the campaign has the word in its name.
    if (plain == "religious venue" || text.starts_with("宗教活动场所") || has_word(plain, "ethnic unity")) {
        return false;
    }
    return speaks_of_ethnicity(text) || text == "宗教" ||
           std::ranges::any_of(english_words, [&](std::string_view word) { return has_word(plain, word); }) ||
           std::ranges::any_of(chinese_words, [&](std::string_view word) {
               return text.find(word) != std::string_view::npos;
           });
}

}  // namespace

bool singles_persons_out(const coded_name& name) {
    return singles_out(name.code) || singles_out(name.name.en) || singles_out(name.name.zh) ||
           std::ranges::any_of(name.also, singles_out);
}

bool singles_persons_out(const breakdown& by) {
    return singles_persons_out(by.name) || std::ranges::any_of(by.items, [](const breakdown_item& item) {
               return singles_persons_out(item.name);
           });
}

}  // namespace crossfoot::detail
