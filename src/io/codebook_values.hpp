#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/period.hpp>

#include "toml_values.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// What the entries of a codebook are called in messages.
inline const bilingual level_kind{"level", "层级"};
inline const bilingual breakdown_kind_name{"breakdown", "分组"};
inline const bilingual item_kind{"item", "分组项"};
inline const bilingual indicator_kind{"indicator", "指标"};
inline const bilingual rule_kind_name{"rule", "审核关系"};
inline const bilingual due_kind{"obligation", "应报事项"};
inline const bilingual source_kind{"source", "来源"};

template <typename List>
std::vector<std::string_view> codes_of(const List& list) {
    std::vector<std::string_view> codes;
    for (const auto& each : list)
        codes.push_back(each.name.code);
    return codes;
}

/// With ASCII letters in lower case and no blanks around it: codes are found whatever their case.
[[nodiscard]] std::string in_lower_case(std::string_view text);

/// Takes values out of the tables of one codebook, and what they refer to out of the codebook.
class codebook_values : public toml_values {
  public:
    using toml_values::toml_values;

    /// The entries under [[key]].
    std::vector<const toml::table*> entries(const toml::table& root, const std::string& key);
    /// Whether this file has the code for the first time; else that is noted.
    bool is_new(std::string_view code, const toml::table& entry, const bilingual& kind);
    /// The indicator that a key names; no value where there is none, which is noted.
    std::optional<indicator_id> indicator_named(const codebook& book,
                                                const toml::table& entry,
                                                std::string_view key);
    /// The indicators that a key lists, each once.
    std::vector<indicator_id> indicators_named(const codebook& book,
                                               const toml::table& entry,
                                               std::string_view key);
    /// The level of that key; no value where there is none, which is noted.
    std::optional<level_id> level_named(const codebook& book,
                                        const toml::table& entry,
                                        std::string_view key);
    /// A day, as a text or as a date of TOML; no value where there is none.
    std::optional<day> day_at(const toml::table& in, std::string_view key);
    /// `{ en = "…", zh = "…" }` or one text; noted where it is not there or blank.
    bilingual reason_at(const toml::table& in, std::string_view key, const bilingual& of);
    /// A text that must be there and not be blank.
    std::string needed_text_at(const toml::table& in, std::string_view key, const bilingual& of);
    /// Notes that a key has no business where it stands.
    void note_misplaced(const toml::table& in, std::string_view key, const bilingual& why);
    void note_unknown_reference(const toml::node& at,
                                std::string_view code,
                                const bilingual& kind,
                                std::span<const std::string_view> known);

  private:
    std::set<std::string> seen_;
};

}  // namespace crossfoot::detail
