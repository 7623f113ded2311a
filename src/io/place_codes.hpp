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
#if defined(__SSE2__)
#    include <emmintrin.h>
#endif

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

/// Which of four keys is that one, from 0; the greatest number where none is.
[[nodiscard]] inline std::uint32_t equal_among_four_plainly(const short_key* keys,
                                                            const short_key& key) noexcept {
    for (std::uint32_t i = 0; i < 4; ++i) {
        if (keys[i] == key) return i;
    }
    return 0xffffffffU;
}
/// The same without a branch for each: which of them it is cannot be foreseen.
[[nodiscard]] inline std::uint32_t equal_among_four(const short_key* keys,
                                                    const short_key& key) noexcept {
#if defined(__SSE2__)
    // Not by way of memory, from where two words cannot be had as one before they have arrived.
    const __m128i wanted =
        _mm_set_epi64x(static_cast<std::int64_t>(key.high), static_cast<std::int64_t>(key.low));
    const auto equal = [&](unsigned i) {
        const __m128i one = _mm_loadu_si128(reinterpret_cast<const __m128i*>(keys + i));
        return _mm_cmpeq_epi32(one, wanted);
    };
    // A bit for each quarter of each key, the first four for the first one.
    const __m128i quarters =
        _mm_packs_epi16(_mm_packs_epi32(equal(0), equal(1)), _mm_packs_epi32(equal(2), equal(3)));
    const auto bits = static_cast<std::uint32_t>(_mm_movemask_epi8(quarters));
    const std::uint32_t pairs = bits & (bits >> 1U);
    const std::uint32_t whole = pairs & (pairs >> 2U) & 0x1111U;
    return whole == 0 ? 0xffffffffU : static_cast<std::uint32_t>(std::countr_zero(whole)) / 4;
#else
    return equal_among_four_plainly(keys, key);
#endif
}

/// The codes of all places, to be found by the bytes that stand in a file. Made once, read by any
/// number of threads.
class place_codes {
  public:
    static constexpr std::size_t longest = longest_short_text;

    /// `where` must outlive it.
    explicit place_codes(const places& where);

    /// No number of a place. An optional number would be put together in memory for each row.
    static constexpr std::uint32_t none = 0xffffffffU;

    /// The number of the place with that code, if it is that one or one of the next three, or
    /// `none`. Expects a number below that of places, or 0.
    [[nodiscard]] std::uint32_t find_near(std::uint32_t place,
                                          const short_key& key) const noexcept {
        const std::uint32_t found = equal_among_four(keys_.data() + place, key);
        return found == none ? none : place + found;
    }
    /// Has memory get ready for `find`.
    void prefetch(std::string_view code) const noexcept { where_.prefetch(code); }
    /// The number of the place with that code, or `none`.
    [[nodiscard]] std::uint32_t find(std::string_view code) const {
        const std::optional<place_id> found = where_.find(code);
        return found ? found->index() : none;
    }

  private:
    std::vector<short_key> keys_;  // by place; of longer codes, and behind the last place, one
                                   // that no text has
    const places& where_;
};

}  // namespace crossfoot::detail
