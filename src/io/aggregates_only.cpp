#include "aggregates_only.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

namespace crossfoot::detail {

namespace {

using words = std::span<const std::string_view>;

/// What is said of a campaign, an office or a kind of organisation, not of persons.
constexpr std::array<std::string_view, 20> harmless{
    "ethnic unity",     "ethnic affairs",  "ethnic work",     "ethnic policy",  "all ethnic groups",
    "religious venues", "religious venue", "religious sites", "religious site", "religious affairs",
    "民族团结",         "民族工作",        "民族政策",        "民族事务",       "民族宗教事务",
    "中华民族",         "各族群众",        "各族干部",        "各族人民",       "宗教活动场所"};

/// Whole words; in codes parted by underscores.
constexpr std::array<std::string_view, 50> ethnic_or_religious_words{
    "ethnic",     "ethnicity", "ethnicities", "nationality", "nationalities", "minority",
    "minorities", "race",      "races",       "tribe",       "tribes",        "tibetan",
    "tibetans",   "uyghur",    "uyghurs",     "uighur",      "uighurs",       "kazakh",
    "kazakhs",    "hui",       "mongol",      "mongols",     "mongolian",     "mongolians",
    "kyrgyz",     "tajik",     "uzbek",       "manchu",      "zhuang",        "han",
    "religion",   "religions", "religious",   "faith",       "faiths",        "belief",
    "beliefs",    "believer",  "believers",   "creed",       "buddhist",      "buddhists",
    "buddhism",   "muslim",    "muslims",     "islam",       "islamic",       "christian",
    "christians", "catholics"};
constexpr std::array<std::string_view, 12> ethnic_or_religious_signs{"族",
                                                                     "民族",
                                                                     "维吾尔",
                                                                     "宗教",
                                                                     "信仰",
                                                                     "信教",
                                                                     "信众",
                                                                     "教徒",
                                                                     "佛教",
                                                                     "道教",
                                                                     "伊斯兰",
                                                                     "穆斯林"};

constexpr std::array<std::string_view, 21> personal_words{
    "sex",  "gender",  "male",        "female",     "men",        "women",         "age",
    "ages", "surname", "person name", "full name",  "first name", "family name",   "identity",
    "id",   "id card", "phone",       "birthplace", "birthday",   "date of birth", "telephone"};
constexpr std::array<std::string_view, 12> personal_signs{"性别",
                                                          "男性",
                                                          "女性",
                                                          "年龄",
                                                          "姓名",
                                                          "姓氏",
                                                          "身份证",
                                                          "手机号",
                                                          "电话",
                                                          "籍贯",
                                                          "出生",
                                                          "政治面貌"};
/// Harmless within a longer name, telling where they are all of it.
constexpr std::array<std::string_view, 4> whole_names{"name", "names", "男", "女"};

/// What persons may be broken down by: a breakdown's code or a name of it says one of these.
constexpr std::array<std::string_view, 6> allowed_words{
    "tier", "tiers", "rank", "ranks", "activity", "activities"};
constexpr std::array<std::string_view, 3> allowed_signs{"级别", "等级", "活动"};

constexpr std::array<std::string_view, 11> person_units{
    "人", "名", "位", "口", "万人", "千人", "百人", "亿人", "person", "persons", "people"};

bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/// In lower case, with blanks for underscores and hyphens, and without what is harmless:
/// "id_number" and "ID number" are alike.
std::string plain(std::string_view text) {
    std::string made{text};
    for (char& byte : made) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
        if (byte == '_' || byte == '-' || byte == '.') byte = ' ';
    }
    for (const std::string_view phrase : harmless) {
        for (std::size_t at = made.find(phrase); at != std::string::npos; at = made.find(phrase)) {
            made.replace(at, phrase.size(), " ");
        }
    }
    return made;
}

bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool starts = at == 0 || !is_letter(text[at - 1]);
        if (starts && (end == text.size() || !is_letter(text[end]))) return true;
    }
    return false;
}

bool speaks_of(std::string_view text, words whole_words, words signs) {
    const std::string searched = plain(text);
    return std::ranges::any_of(whole_words,
                               [&](std::string_view word) { return has_word(searched, word); }) ||
           std::ranges::any_of(signs, [&](std::string_view sign) {
               return searched.find(sign) != std::string::npos;
           });
}

bool is_ethnic_or_religious(std::string_view text) {
    return speaks_of(text, ethnic_or_religious_words, ethnic_or_religious_signs);
}

bool is_personal(std::string_view text) {
    return is_ethnic_or_religious(text) || speaks_of(text, personal_words, personal_signs) ||
           std::ranges::find(whole_names, plain(text)) != whole_names.end();
}

bool is_tier_or_activity(std::string_view text) {
    return speaks_of(text, allowed_words, allowed_signs);
}

template <typename Test>
bool any_name(const coded_name& of, Test test) {
    return test(of.code) || test(of.name.en) || test(of.name.zh) ||
           std::ranges::any_of(of.also, test);
}

}  // namespace

bool singles_persons_out(const coded_name& indicator) {
    return any_name(indicator, is_ethnic_or_religious);
}

bool counts_persons(const indicator& which) {
    if (which.counts == counted::persons) return true;
    const bool is_number = which.counts == counted::things || which.counts == counted::events ||
                           which.counts == counted::organisations;
    return is_number && std::ranges::find(person_units, which.unit) != person_units.end();
}

bool singles_persons_out(const breakdown& by) {
    return !any_name(by.name, is_tier_or_activity) || any_name(by.name, is_personal) ||
           std::ranges::any_of(by.items, [](const breakdown_item& item) {
               return any_name(item.name, is_personal);
           });
}

}  // namespace crossfoot::detail
