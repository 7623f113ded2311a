#include "utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace crossfoot::detail {

namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

bool continues(std::string_view text, std::size_t i) {
    return i < text.size() && (byte_at(text, i) & 0xC0U) == 0x80U;
}

}  // namespace

std::size_t character_length(std::string_view text, std::size_t i) noexcept {
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

std::size_t valid_utf8_until(std::string_view text) noexcept {
    constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
    std::size_t i = 0;
    while (i < text.size()) {
        // Most of a text is ASCII: eight characters at once.
        std::uint64_t eight = 0;
        if (i + sizeof eight <= text.size()) {
            std::memcpy(&eight, text.data() + i, sizeof eight);
            if ((eight & high_bits) == 0) {
                i += sizeof eight;
                continue;
            }
        }
        const std::size_t length = character_length(text, i);
        if (length == 0) {
            return i;
        }
        i += length;
    }
    return i;
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

}  // namespace crossfoot::detail
