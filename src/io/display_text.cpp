#include <crossfoot/io/display_text.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace crossfoot {

namespace {

struct character {
    char32_t code = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

/// The number of bytes that a UTF-8 character takes, by its first; 0 where none begins so.
std::size_t length_from(unsigned char first) {
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return 2;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        return 4;
    }
    return 0;
}

bool is_shortest_form(char32_t code, std::size_t bytes) {
    static constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code >= least.at(bytes) && code <= 0x10FFFF && !surrogate;
}

/// The first character of a text that is not empty; one invalid byte where it does not begin with
/// a character.
character first_of(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::size_t length = length_from(byte(0));
    if (length == 0 || length > text.size()) {
        return {byte(0), 1, false};
    }
    if (length == 1) {
        return {byte(0), 1, true};
    }
    char32_t code = byte(0) & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return {byte(0), 1, false};
        }
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    if (!is_shortest_form(code, length)) {
        return {byte(0), 1, false};
    }
    return {code, length, true};
}

struct code_range {
    char32_t first;
    char32_t last;
};

template <std::size_t N>
bool is_in(char32_t code, const std::array<code_range, N>& ranges) {
    return std::any_of(ranges.begin(), ranges.end(), [code](const code_range& range) {
        return range.first <= code && code <= range.last;
    });
}

/// Controls, marks that turn the direction of writing, and what cannot be seen.
constexpr std::array<code_range, 14> unsafe{{{0x00, 0x1F},
                                             {0x7F, 0x9F},
                                             {0xAD, 0xAD},
                                             {0x061C, 0x061C},
                                             {0x115F, 0x1160},
                                             {0x180E, 0x180E},
                                             {0x200B, 0x200F},
                                             {0x2028, 0x202E},
                                             {0x2060, 0x206F},
                                             {0x3164, 0x3164},
                                             {0xFEFF, 0xFEFF},
                                             {0xFFA0, 0xFFA0},
                                             {0xFFF9, 0xFFFB},
                                             {0xE0000, 0xE0FFF}}};

/// East Asian wide and full-width characters (Unicode Standard Annex 11), in whole blocks.
constexpr std::array<code_range, 13> wide{{{0x1100, 0x115F},
                                           {0x231A, 0x231B},
                                           {0x2E80, 0x303E},
                                           {0x3041, 0x33FF},
                                           {0x3400, 0x4DBF},
                                           {0x4E00, 0x9FFF},
                                           {0xA000, 0xA4CF},
                                           {0xAC00, 0xD7A3},
                                           {0xF900, 0xFAFF},
                                           {0xFE30, 0xFE6F},
                                           {0xFF00, 0xFF60},
                                           {0xFFE0, 0xFFE6},
                                           {0x1F300, 0x3FFFD}}};

constexpr std::array<code_range, 4> combining{
    {{0x0300, 0x036F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}}};

std::size_t width_of(char32_t code) {
    if (code < 0x300) {
        return 1;
    }
    if (is_in(code, combining)) {
        return 0;
    }
    return is_in(code, wide) ? 2 : 1;
}

void append_hexadecimal(std::string& to, char32_t code, int digits) {
    static constexpr std::string_view digit = "0123456789abcdef";
    for (int i = digits - 1; i >= 0; --i) {
        to += digit[(code >> (4U * static_cast<unsigned>(i))) & 0xFU];
    }
}

void append_escape(std::string& to, char32_t code) {
    if (code < 0x100) {
        to += "\\x";
        append_hexadecimal(to, code, 2);
    } else if (code < 0x10000) {
        to += "\\u";
        append_hexadecimal(to, code, 4);
    } else {
        to += "\\U";
        append_hexadecimal(to, code, 8);
    }
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const character next = first_of(text);
        if (next.valid && !is_in(next.code, unsafe)) {
            result += text.substr(0, next.bytes);
        } else {
            append_escape(result, next.code);
        }
        text.remove_prefix(next.bytes);
    }
    return result;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const character next = first_of(text);
        width += width_of(next.code);
        text.remove_prefix(next.bytes);
    }
    return width;
}

std::string padded(std::string text, std::size_t width) {
    const std::size_t now = display_width(text);
    if (now < width) {
        text.append(width - now, ' ');
    }
    return text;
}

std::string right_aligned(std::string text, std::size_t width) {
    const std::size_t now = display_width(text);
    if (now < width) {
        text.insert(0, width - now, ' ');
    }
    return text;
}

std::string shortened(std::string text, std::size_t width) {
    if (display_width(text) <= width) {
        return text;
    }
    std::string_view rest = text;
    std::size_t used = 0;
    std::size_t bytes = 0;
    while (!rest.empty()) {
        const character next = first_of(rest);
        if (used + width_of(next.code) + 1 > width) {
            break;
        }
        used += width_of(next.code);
        bytes += next.bytes;
        rest.remove_prefix(next.bytes);
    }
    text.resize(bytes);
    return text + "…";
}

namespace {

bool is_latin(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z');
}

/// Whether a character of the ideographs begins with that byte (U+4000 to U+9FFF).
bool begins_ideograph(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return value >= 0xe4 && value <= 0xe9;
}

}  // namespace

std::string joined_in_chinese(std::string first, std::string_view then) {
    if (!first.empty() && !then.empty()) {
        constexpr std::size_t bytes = 3;  // of an ideograph
        const bool after_ideograph =
            first.size() >= bytes && begins_ideograph(first[first.size() - bytes]);
        const bool after_latin = is_latin(first.back());
        const bool before_latin = is_latin(then.front());
        if ((after_latin && (before_latin || begins_ideograph(then.front()))) ||
            (after_ideograph && before_latin)) {
            first += ' ';
        }
    }
    return first += then;
}

}  // namespace crossfoot
