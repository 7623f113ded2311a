#include "place_codes.hpp"

#include <bit>
#include <cstring>

namespace crossfoot::detail {

namespace {

// No text has a length of 255 in its key.
constexpr short_key no_key{~0ULL, ~0ULL};

std::size_t hash_of(const short_key& key) noexcept {
    std::uint64_t hash = (key.low ^ (key.high * 0x9e3779b97f4a7c15ULL)) * 0xbf58476d1ce4e5b9ULL;
    hash ^= hash >> 32U;
    return static_cast<std::size_t>(hash * 0x94d049bb133111ebULL >> 20U);
}

/// The last of the sixteen bytes, which no text takes, is the length.
short_key with_length(std::uint64_t low, std::uint64_t high, std::size_t length) noexcept {
    constexpr unsigned last_byte = std::endian::native == std::endian::little ? 56U : 0U;
    return {low, high | (static_cast<std::uint64_t>(length) << last_byte)};
}

/// The bytes of a word that belong to the first `length` ones of a text; by length.
constexpr auto masks = [] {
    std::array<short_key, place_codes::longest + 1> made{};
    for (std::size_t length = 0; length < made.size(); ++length) {
        std::array<unsigned char, 16> bytes{};
        for (std::size_t i = 0; i < length; ++i) {
            bytes[i] = 0xff;
        }
        made[length] = std::bit_cast<short_key>(bytes);
    }
    return made;
}();

}  // namespace

short_key key_of(const char* text, std::size_t length) noexcept {
    short_key bytes;
    std::memcpy(&bytes, text, sizeof bytes);
    return with_length(bytes.low & masks[length].low, bytes.high & masks[length].high, length);
}

short_key key_of(std::string_view text) noexcept {
    std::array<char, 16> bytes{};
    std::memcpy(bytes.data(), text.data(), text.size());
    return key_of(bytes.data(), text.size());
}

place_codes::place_codes(const places& where) : keys_(where.size() + 4, no_key) {
    slots_.assign(std::bit_ceil(where.size() * 2 + 1), 0);
    for (std::size_t i = 0; i < where.size(); ++i) {
        const std::string_view code = where.code(place_id{i});
        if (code.size() > longest) continue;
        keys_[i] = key_of(code);
        std::size_t at = hash_of(keys_[i]) & (slots_.size() - 1);
        while (slots_[at] != 0) {
            at = (at + 1) & (slots_.size() - 1);
        }
        slots_[at] = static_cast<std::uint32_t>(i + 1);
    }
}

std::optional<std::uint32_t> place_codes::find(const short_key& key) const noexcept {
    for (std::size_t at = hash_of(key) & (slots_.size() - 1); slots_[at] != 0;
         at = (at + 1) & (slots_.size() - 1)) {
        if (keys_[slots_[at] - 1] == key) return slots_[at] - 1;
    }
    return std::nullopt;
}

}  // namespace crossfoot::detail
