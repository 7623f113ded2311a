#pragma once

#include <crossfoot/model/places.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// The first bytes of a text and its length in two words: equal for texts that are equal, of texts
/// of at most fifteen bytes.
struct short_key {
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    friend bool operator==(const short_key&, const short_key&) = default;
};

/// The bytes of a word that belong to the first `length` ones of a text; by length.
inline constexpr std::size_t longest_short_text = 15;
inline constexpr auto short_key_masks = [] {
    std::array<short_key, longest_short_text + 1> made{};
    for (std::size_t length = 0; length < made.size(); ++length) {
        std::array<unsigned char, 16> bytes{};
        for (std::size_t i = 0; i < length; ++i) {
            bytes[i] = 0xff;
        }
        made[length] = std::bit_cast<short_key>(bytes);
    }
    return made;
}();

/// The key of a text of at most `longest_short_text` bytes where 16 can be read.
[[nodiscard]] inline short_key key_of(const char* text, std::size_t length) noexcept {
    // The last of the sixteen bytes, which no text takes, is the length.
    constexpr unsigned last_byte = std::endian::native == std::endian::little ? 56U : 0U;
    short_key bytes;
    std::memcpy(&bytes, text, sizeof bytes);
    return {bytes.low & short_key_masks[length].low,
            (bytes.high & short_key_masks[length].high) |
                (static_cast<std::uint64_t>(length) << last_byte)};
}

/// The same of a text that may end there.
[[nodiscard]] inline short_key key_of(std::string_view text) noexcept {
    std::array<char, 16> bytes{};
    std::memcpy(bytes.data(), text.data(), text.size());
    return key_of(bytes.data(), text.size());
}

/// The codes of all places, to be found by the bytes that stand in a file. Made once, read by any
/// number of threads.
class place_codes {
  public:
    static constexpr std::size_t longest = longest_short_text;

    /// `where` must outlive it.
    explicit place_codes(const places& where);

    /// The number of the place with that code, if it is that one or one of the next three. Expects
    /// a number below that of places, or 0.
    [[nodiscard]] std::optional<std::uint32_t> find_near(std::uint32_t place,
                                                         const short_key& key) const noexcept {
        const short_key* const from = keys_.data() + place;
        const auto is = [&](unsigned i) {
            const std::uint64_t differing = (from[i].low ^ key.low) | (from[i].high ^ key.high);
            return static_cast<unsigned>(differing == 0) << i;
        };
        // No branch for each: which of them it is cannot be foreseen.
        const unsigned found = is(0) | is(1) | is(2) | is(3);
        return found == 0
                   ? std::nullopt
                   : std::optional{place + static_cast<std::uint32_t>(std::countr_zero(found))};
    }
    /// The number of the place with that code; no value where there is none.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view code) const {
        const std::optional<place_id> found = where_.find(code);
        return found ? std::optional{found->index()} : std::nullopt;
    }

  private:
    std::vector<short_key> keys_;  // by place; of longer codes, and behind the last place, one
                                   // that no text has
    const places& where_;
};

}  // namespace crossfoot::detail
