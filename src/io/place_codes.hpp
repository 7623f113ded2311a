#pragma once

#include <crossfoot/model/places.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// The first bytes of a text and its length in two words: equal for texts that are equal, of texts
/// of at most `place_codes::longest` bytes.
struct short_key {
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    friend bool operator==(const short_key&, const short_key&) = default;
};

/// The codes of all places, to be found by the bytes that stand in a file. Made once, read by any
/// number of threads.
class place_codes {
  public:
    static constexpr std::size_t longest = 15;

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
    /// The number of the place with that code; no value where there is none, or one whose code is
    /// longer.
    [[nodiscard]] std::optional<std::uint32_t> find(const short_key& key) const noexcept;

  private:
    std::vector<short_key> keys_;       // by place; of longer codes, and behind the last place, one
                                        // that no text has
    std::vector<std::uint32_t> slots_;  // open addressing; one more than the place, 0: none
};

/// The key of a text of at most `place_codes::longest` bytes.
[[nodiscard]] short_key key_of(std::string_view text) noexcept;
/// The same where 16 bytes can be read from `text` on.
[[nodiscard]] short_key key_of(const char* text, std::size_t length) noexcept;

}  // namespace crossfoot::detail
