#include "text_tools.hpp"

#include "personal_numbers.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace crossfoot::detail {

namespace {

// No-break space, ideographic space, zero-width space, byte order mark: spreadsheets and web pages
// leave them, and nobody sees them.
constexpr std::array<std::string_view, 4> wide_blanks{
    "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

bool continues(std::string_view text, std::size_t i) {
    return i < text.size() && (byte_at(text, i) & 0xC0U) == 0x80U;
}

/// The length of the valid character that begins at `i`; 0 where none does.
std::size_t character_length(std::string_view text, std::size_t i) {
    const unsigned lead = byte_at(text, i);
    if (lead < 0x80U) {
        return 1;
    }
    if (lead < 0xC2U) {
        return 0;
    }
    if (lead < 0xE0U) {
        return continues(text, i + 1) ? 2 : 0;
    }
    if (!continues(text, i + 1) || !continues(text, i + 2)) {
        return 0;
    }
    const unsigned second = byte_at(text, i + 1);
    if (lead < 0xF0U) {
        const bool overlong = lead == 0xE0U && second < 0xA0U;
        const bool surrogate = lead == 0xEDU && second >= 0xA0U;
        return overlong || surrogate ? 0 : 3;
    }
    const bool overlong = lead == 0xF0U && second < 0x90U;
    const bool beyond = lead > 0xF4U || (lead == 0xF4U && second >= 0x90U);
    return overlong || beyond || !continues(text, i + 3) ? 0 : 4;
}

std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> characters;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = std::max<std::size_t>(character_length(text, i), 1);
        characters.push_back(text.substr(i, length));
        i += length;
    }
    return characters;
}

/// How many characters must be put in, left out, changed or exchanged with their neighbour.
std::size_t edits_between(std::span<const std::string_view> a,
                          std::span<const std::string_view> b) {
    std::vector<std::size_t> before;
    std::vector<std::size_t> last(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::vector<std::size_t> row(b.size() + 1);
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = last[j] + (a[i] == b[j] ? 0 : 1);
            row[j + 1] = std::min({changed, row[j] + 1, last[j + 1] + 1});
            if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j]) {
                row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
            }
        }
        before = std::exchange(last, std::move(row));
    }
    return last.back();
}

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

std::size_t valid_utf8_until(std::string_view text) noexcept {
    std::size_t i = 0;
    while (i < text.size()) {
        const std::size_t length = character_length(text, i);
        if (length == 0) {
            return i;
        }
        i += length;
    }
    return i;
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t longest = 60;
    static constexpr std::string_view hex = "0123456789abcdef";
    if (holds_identity_number(text) || holds_mobile_number(text)) return "\"…\"";
    std::string shown = "\"";
    const std::vector<std::string_view> characters = characters_of(text.substr(0, longest * 4));
    for (std::size_t i = 0; i < characters.size() && i < longest; ++i) {
        const std::string_view each = characters[i];
        const unsigned byte = byte_at(each, 0);
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

std::string_view nearest(std::string_view text, std::span<const std::string_view> candidates) {
    constexpr std::size_t longest = 40;
    constexpr std::size_t most = 10'000;  // so that a file of slips is read in good time
    std::string_view best;
    const std::vector<std::string_view> meant = characters_of(text.substr(0, longest * 4));
    if (meant.empty() || meant.size() > longest || candidates.size() > most) return best;
    std::size_t fewest = std::max<std::size_t>(meant.size() / 3, 1) + 1;
    for (const std::string_view candidate : candidates) {
        const std::vector<std::string_view> letters = characters_of(candidate);
        // One letter for another is no slip of the pen.
        if (letters.size() < 2 || letters.size() > longest) continue;
        const auto [shorter, longer] = std::minmax({letters.size(), meant.size()});
        if (longer - shorter >= fewest) continue;
        const std::size_t edits = edits_between(meant, letters);
        if (edits < fewest && edits < letters.size()) {
            fewest = edits;
            best = candidate;
        }
    }
    return best;
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
