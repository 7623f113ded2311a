#pragma once

#include <string>
#include <string_view>

namespace crossfoot {

/// The two languages in which every message exists.
enum class language {
    en,  ///< English
    zh,  ///< Chinese
};

/// One text in both languages. Messages are stored so, and one side is chosen when they are shown.
struct bilingual {
    std::string en;  ///< in English
    std::string zh;  ///< in Chinese

    /// The text in the language asked for; the other one where that side is empty.
    [[nodiscard]] const std::string& in(language which) const noexcept {
        const std::string& wanted = which == language::en ? en : zh;
        return wanted.empty() ? (which == language::en ? zh : en) : wanted;
    }

    friend bool operator==(const bilingual&, const bilingual&) = default;
};

}  // namespace crossfoot
