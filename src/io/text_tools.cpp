#include "text_tools.hpp"

#include "personal_numbers.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace crossfoot::detail {

namespace {

// No-break space, ideographic space, zero-width space, byte order mark: spreadsheets and web pages
// leave them, and nobody sees them.
constexpr std::array<std::string_view, 4> wide_blanks{
    "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
    const auto is_blank = [](char byte) { return byte == ' ' || byte == '\t'; };
    for (bool again = true; again;) {
        again = false;
        while (!text.empty() && is_blank(text.front())) {
            text.remove_prefix(1);
        }
        while (!text.empty() && is_blank(text.back())) {
            text.remove_suffix(1);
        }
        const bool may_go_on =
            !text.empty() && (static_cast<unsigned char>(text.front()) >= 0x80U ||
                              static_cast<unsigned char>(text.back()) >= 0x80U);
        if (!may_go_on) return text;
        for (const std::string_view blank : wide_blanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                again = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                again = true;
            }
        }
    }
    return text;
}

std::size_t count_characters(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t longest = 60;
    static constexpr std::string_view hex = "0123456789abcdef";
    if (holds_identity_number(text) || holds_mobile_number(text)) return "\"…\"";
    std::string shown = "\"";
    const std::vector<std::string_view> characters = characters_of(text.substr(0, longest * 4));
    for (std::size_t i = 0; i < characters.size() && i < longest; ++i) {
        const std::string_view each = characters[i];
        const unsigned byte = static_cast<unsigned char>(each.front());
        if (each.size() == 1 && (byte < 0x20U || byte >= 0x7FU)) {
            shown += "\\x";
            shown += hex[byte >> 4U];
            shown += hex[byte & 0xFU];
        } else {
            shown += each;
        }
    }
    if (characters.size() > longest) shown += "…";
    return shown + '"';
}

bilingual listed(std::span<const std::string_view> words) {
    bilingual text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) {
            const bool is_last = i + 1 == words.size();
            text.en += is_last ? " or " : ", ";
            text.zh += is_last ? "或" : "、";
        }
        text.en += words[i];
        text.zh += words[i];
    }
    return text;
}

bilingual suggestion(std::string_view text,
                     std::span<const std::string_view> candidates,
                     const bilingual& otherwise) {
    const std::string_view near = nearest(text, candidates);
    if (near.empty()) return {"expected " + otherwise.en, "应为" + otherwise.zh};
    return {"did you mean " + in_quotes(near) + "?", "是否为" + in_quotes(near) + "？"};
}

}  // namespace crossfoot::detail
