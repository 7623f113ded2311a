#include "figure_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace crossfoot::detail {

namespace {

struct code_point {
    char32_t value;
    std::size_t length;
};

std::optional<code_point> first_code_point(std::string_view text) {
    const auto byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t lead = byte(0);
    if (lead < 0x80) return code_point{lead, 1};
    if (lead < 0xC2 || lead > 0xF4) return std::nullopt;

    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (text.size() < length) return std::nullopt;
    char32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return std::nullopt;
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) return std::nullopt;
    return code_point{value, length};
}

bool is_blank(char32_t c) {
    return c == U' ' || (c >= U'\t' && c <= U'\r') || c == U'\u00A0' || c == U'\u1680' ||
           (c >= U'\u2000' && c <= U'\u200B') || c == U'\u202F' || c == U'\u205F' ||
           c == U'\u3000' || c == U'\uFEFF';
}

constexpr std::u32string_view twins =
    U"壹一贰二貳二弍二叁三參三叄三肆四伍五陆六陸六柒七捌八玖九拾十佰百仟千萬万億亿"
    U"〇零○零◯零两二兩二餘余數数幾几點点約约過过負负"
    U"‐-‑-‒-–-—-―-−-﹣-〜~∼~˜~﹪%≧≥⩾≥≦≤⩽≤";

char32_t common_twin(char32_t c) {
    if (c >= U'\uFF01' && c <= U'\uFF5E') c -= U'\uFF01' - U'!';
    if (c >= U'A' && c <= U'Z') return c + (U'a' - U'A');
    if (c < 0x80) return c;
    for (std::size_t i = 0; i + 1 < twins.size(); i += 2) {
        if (twins[i] == c) return twins[i + 1];
    }
    return c;
}

}  // namespace

decoded_text decode(std::string_view text) {
    decoded_text decoded;
    figure_symbols& symbols = decoded.symbols;
    bool blank_before = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::optional<code_point> next = first_code_point(text.substr(at));
        if (!next) {
            decoded.broken_at = at;
            return decoded;
        }
        if (is_blank(next->value)) {
            blank_before = true;
        } else {
            if (symbols.characters.empty()) symbols.first_byte = at;
            if (blank_before && !symbols.characters.empty()) {
                symbols.characters.push_back(U' ');
                symbols.offsets.push_back(symbols.end_byte);
            }
            blank_before = false;
            symbols.characters.push_back(common_twin(next->value));
            symbols.offsets.push_back(at);
            symbols.end_byte = at + next->length;
        }
        at += next->length;
    }
    symbols.offsets.push_back(text.size());
    return decoded;
}

char32_t text_cursor::peek(std::size_t ahead) const {
    const std::size_t at = position_ + ahead;
    return at < symbols_->characters.size() ? symbols_->characters[at] : U'\0';
}

void text_cursor::skip_blank() {
    if (peek() == U' ') advance();
}

bool text_cursor::take(std::u32string_view word) {
    const std::u32string_view rest = std::u32string_view{symbols_->characters}.substr(position_);
    if (rest.starts_with(word)) {
        position_ += word.size();
        return true;
    }
    if (word.starts_with(rest)) ran_out_ = true;
    return false;
}

bool text_cursor::take_any(std::initializer_list<std::u32string_view> words) {
    return std::any_of(
        words.begin(), words.end(), [this](std::u32string_view word) { return take(word); });
}

std::size_t text_cursor::length_of(std::string_view word) {
    std::size_t length = 0;
    while (!word.empty()) {
        const std::optional<code_point> next = first_code_point(word);
        if (!next) return 0;
        if (position_ + length == symbols_->characters.size()) {
            ran_out_ = true;
            return 0;
        }
        const char32_t wanted = is_blank(next->value) ? U' ' : common_twin(next->value);
        if (peek(length) != wanted) return 0;
        ++length;
        word.remove_prefix(next->length);
    }
    return length;
}

}  // namespace crossfoot::detail
