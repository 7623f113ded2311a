#pragma once

#include <crossfoot/model/code_list.hpp>
#include <crossfoot/model/diagnostic.hpp>

#include "text_tools.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// toml++ asserts (and, with NDEBUG, has the compiler assume) that a key begins with a letter that a
// key can have, as in [[指标]] it does not. Without that it tells such a key as an error of the
// file.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expression) static_cast<void>(0)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

namespace crossfoot::detail {

/// A text of a TOML file, with the node that it stands in, for messages.
struct toml_text {
    std::string text;
    const toml::node* node = nullptr;
};

/// Takes values of the expected type out of TOML tables. What is wrong is noted, with its line and
/// column, and read as if it were not there.
class toml_values {
  public:
    toml_values(const std::string& file, std::vector<diagnostic>& problems)
        : file_{file}, problems_{problems} {}

    void note(const toml::source_region& at, diagnostic_code code, bilingual message);
    void note(const toml::node& at, diagnostic_code code, bilingual message) {
        note(at.source(), code, std::move(message));
    }
    /// Notes every key that is not among the allowed ones.
    void expect_keys(const toml::table& in, std::span<const std::string_view> allowed);
    void note_wrong_type(const toml::node& value, std::string_view key, const bilingual& expected);

    std::string text_at(const toml::table& in, std::string_view key);
    /// A whole number from `least` to `most`.
    std::optional<int> number_at(const toml::table& in, std::string_view key, int least, int most);
    bool flag_at(const toml::table& in, std::string_view key, bool otherwise);
    std::vector<toml_text> texts_at(const toml::table& in, std::string_view key);
    std::vector<const toml::table*> tables_at(const toml::table& in,
                                              std::string_view key,
                                              const bilingual& expected);
    /// `{ en = "…", zh = "…" }`, or one text for both.
    bilingual bilingual_at(const toml::table& in,
                           std::string_view key,
                           std::span<const std::string_view> allowed);
    /// The keys `code` and `name` of an entry; `kind` is what it is called in messages.
    coded_name name_of_entry(const toml::table& entry, const bilingual& kind);

    /// One of the enumerators that `name_of` names.
    template <typename Enum, std::size_t Count>
    Enum choice_at(const toml::table& in,
                   std::string_view key,
                   const std::array<Enum, Count>& choices,
                   Enum otherwise) {
        const toml::node* value = in.get(key);
        if (value == nullptr) return otherwise;
        const std::string text = text_at(in, key);
        std::vector<std::string_view> names;
        for (const Enum choice : choices) {
            if (text == name_of(choice)) return choice;
            names.emplace_back(name_of(choice));
        }
        if (value->is_string()) note_unknown_value(*value, key, text, names);
        return otherwise;
    }

    void note_unknown_value(const toml::node& value,
                            std::string_view key,
                            std::string_view text,
                            std::span<const std::string_view> names);

  private:
    const std::string& file_;
    std::vector<diagnostic>& problems_;
};

}  // namespace crossfoot::detail
