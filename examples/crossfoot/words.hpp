#pragma once

#include <crossfoot/crossfoot.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Words that several commands say, in either language.
namespace crossfoot::program {

/// The one of two texts.
[[nodiscard]] inline std::string say(language which, std::string_view en, std::string_view zh) {
    return std::string{which == language::en ? en : zh};
}

/// The one of two lists of headings.
[[nodiscard]] std::vector<std::string> headings(language which,
                                                std::initializer_list<std::string_view> en,
                                                std::initializer_list<std::string_view> zh);

[[nodiscard]] std::string in_words(filing_state state, language which);
[[nodiscard]] std::string in_words(severity weight, language which);

/// "2016-03" or 2016年3月.
[[nodiscard]] std::string when_text(const period& when, language which);
/// "" for none.
[[nodiscard]] std::string day_text(const std::optional<day>& when);

}  // namespace crossfoot::program
