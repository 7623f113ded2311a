#include "expression_text.hpp"

#include "model/utf8.hpp"

#include <vector>

namespace crossfoot::detail {

namespace {

char32_t decoded(std::string_view character) {
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(character[i]));
    };
    switch (character.size()) {
    case 1: return byte(0);
    case 2: return ((byte(0) & 0x1FU) << 6U) | (byte(1) & 0x3FU);
    case 3: return ((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
    default:
        return ((byte(0) & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) |
               (byte(3) & 0x3FU);
    }
}

bool is_blank(char32_t c) {
    return c == U' ' || (c >= U'\t' && c <= U'\r') || c == U'\u00A0' || c == U'\u3000' ||
           c == U'\u200B' || c == U'\uFEFF';
}

char32_t folded(char32_t c) {
    if (is_blank(c)) return U' ';
    if (c >= U'\uFF01' && c <= U'\uFF5E') c -= 0xFEE0U;
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    return c;
}

bool ends_in_word_character(std::string_view word) {
    if (word.empty() || static_cast<unsigned char>(word.back()) >= 0x80U) return false;
    return is_word_character(folded(decoded(word.substr(word.size() - 1))));
}

}  // namespace

character character_at(std::string_view text, std::size_t i) {
    if (i >= text.size()) return {};
    const std::size_t length = character_length(text, i);
    if (length == 0) return {U'\uFFFD', 1};
    return {folded(decoded(text.substr(i, length))), length};
}

bool is_word_character(char32_t folded) {
    return (folded >= U'a' && folded <= U'z') || (folded >= U'0' && folded <= U'9') ||
           folded == U'_';
}

bool is_other_letter(char32_t folded) {
    if (folded < 0xA1U || folded == U'×' || folded == U'÷' || folded == U'·') return false;
    const bool is_punctuation = folded >= 0x2000U && folded <= 0x206FU;
    const bool is_operator = folded >= 0x2200U && folded <= 0x22FFU;
    const bool is_chinese_mark = folded >= 0x3001U && folded <= 0x301FU && folded != U'〇';
    const bool is_half_width_mark = folded >= 0xFF5FU && folded <= 0xFF65U;
    return !is_punctuation && !is_operator && !is_chinese_mark && !is_half_width_mark &&
           folded != U'\uFFFD';
}

std::size_t after_blanks(std::string_view text, std::size_t i) {
    for (;;) {
        const character here = character_at(text, i);
        if (here.folded != U' ') return i;
        i += here.length;
    }
}

std::size_t spelled_length(std::string_view text, std::size_t i, std::string_view spelling) {
    const std::size_t start = i;
    for (std::size_t j = 0; j < spelling.size();) {
        const character wanted = character_at(spelling, j);
        const character here = character_at(text, i);
        if (here.folded != wanted.folded || here.length == 0) return 0;
        i += here.length;
        j += wanted.length;
        if (wanted.folded == U' ') {
            i = after_blanks(text, i);
            j = after_blanks(spelling, j);
        }
    }
    return i - start;
}

std::size_t word_length(std::string_view text, std::size_t i, std::string_view word) {
    const std::size_t length = spelled_length(text, i, word);
    if (length == 0) return 0;
    const bool goes_on =
        ends_in_word_character(word) && is_word_character(character_at(text, i + length).folded);
    return goes_on ? 0 : length;
}

std::string_view without_blanks_around(std::string_view text) {
    text.remove_prefix(after_blanks(text, 0));
    std::size_t end = 0;
    for (std::size_t i = 0; i < text.size();) {
        const character here = character_at(text, i);
        i += here.length;
        if (here.folded != U' ') end = i;
    }
    return text.substr(0, end);
}

std::string in_marks(std::string_view text) {
    constexpr std::size_t longest = 40;
    constexpr std::size_t most_digits = 14;  // longer ones could be somebody's number
    std::string shown;
    std::size_t digits = 0;
    std::size_t count = 0;
    for (const std::string_view each : characters_of(text)) {
        if (++count > longest) {
            shown += "…";
            break;
        }
        const char32_t here = character_at(each, 0).folded;
        digits = here >= U'0' && here <= U'9' ? digits + 1 : 0;
        if (digits > most_digits) return "\"…\"";
        if (here == U' ' || here < 0x20U || here == 0x7FU || here == U'\uFFFD') {
            shown += here == U' ' ? " " : "?";
        } else {
            shown += each;
        }
    }
    return '"' + shown + '"';
}

}  // namespace crossfoot::detail
