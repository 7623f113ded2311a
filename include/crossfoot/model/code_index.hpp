#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace crossfoot {

/// Finds the number of a thing by its code, among hundreds of thousands.
///
/// Open addressing, eight bytes a slot: in the lower bits the number, in the upper ones a key made
/// of the code. Codes of up to twelve digits, as administrative divisions have, are their own key:
/// a slot alone tells that it is theirs. Of other codes the key is a hash, and the codes themselves
/// are compared. They are kept elsewhere, so whoever asks says how a number's code is found.
///
///     code_index index;
///     std::vector<std::string> codes{"990101", "990102"};
///     const auto code_of = [&](std::uint32_t number) { return std::string_view{codes[number]}; };
///     index.insert("990101", 0, code_of) == 0
///     index.find("990102", code_of) == code_index::none
class code_index {
  public:
    /// No number: what is found for a code that is not there.
    static constexpr std::uint32_t none = 0xffffffffU;

    /// Makes room for so many codes in all.
    void reserve(std::size_t codes);

    /// The number of a code; `none` where it is not there. `code_of(number)` is the code of any
    /// number that was put in.
    template <typename CodeOf>
    [[nodiscard]] std::uint32_t find(std::string_view code, const CodeOf& code_of) const {
        if (slots_.empty()) {
            return none;
        }
        const std::uint64_t found = slots_[slot_of(code, key_of(code), code_of)];
        return found == 0 ? none : number_in(found);
    }

    /// Puts a code in with its number, which must not be `none`. The number under which it is there
    /// then: of a code that was there already the one that it had.
    template <typename CodeOf>
    std::uint32_t insert(std::string_view code, std::uint32_t number, const CodeOf& code_of) {
        make_room(number);
        const std::uint64_t key = key_of(code);
        std::uint64_t& slot = slots_[slot_of(code, key, code_of)];
        if (slot != 0) {
            return number_in(slot);
        }
        slot = (upper(key) & ~number_mask()) | (std::uint64_t{number} + 1);
        ++size_;
        return number;
    }

    /// Fetches what a search for the code will look at first, while others are still under way.
    void prefetch(std::string_view code) const noexcept {
        if (!slots_.empty()) {
            __builtin_prefetch(&slots_[home_of(upper(key_of(code)))]);
        }
    }

    /// How many codes are in it.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

  private:
    static constexpr unsigned key_bits = 41;
    static constexpr unsigned neighbour_bits = 2;
    static constexpr std::uint64_t neighbours = (std::uint64_t{1} << neighbour_bits) - 1;
    // Twelve digits behind a 1, so that leading zeros count, end below this.
    static constexpr std::uint64_t first_hashed_key = 2'000'000'000'000;

    /// A code of up to twelve digits as a number, of others a hash; less than 2^41.
    [[nodiscard]] static std::uint64_t key_of(std::string_view code) noexcept;
    /// The key in the upper 41 bits, spread but for its last bits; no two keys come to the same.
    [[nodiscard]] static std::uint64_t upper(std::uint64_t key) noexcept {
        constexpr unsigned spread_bits = key_bits - neighbour_bits;
        constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U >> (64U - spread_bits) | 1U;
        const std::uint64_t spread = (key >> neighbour_bits) * golden << (64U - spread_bits);
        return spread | (key & neighbours) << (64U - key_bits);
    }
    /// Codes that are neighbours have slots that are: files go through them in their order.
    [[nodiscard]] std::size_t home_of(std::uint64_t upper) const noexcept {
        return (upper >> slot_shift_ & ~neighbours) | (upper >> number_bits_ & neighbours);
    }
    [[nodiscard]] std::uint64_t number_mask() const noexcept {
        return (std::uint64_t{1} << number_bits_) - 1;
    }
    [[nodiscard]] std::uint32_t number_in(std::uint64_t slot) const noexcept {
        return static_cast<std::uint32_t>((slot & number_mask()) - 1);
    }

    /// Where the code stands, or would.
    template <typename CodeOf>
    [[nodiscard]] std::size_t slot_of(std::string_view code,
                                      std::uint64_t key,
                                      const CodeOf& code_of) const {
        const std::uint64_t wanted = upper(key);
        const bool is_told_by_key = key < first_hashed_key && number_bits_ == 64U - key_bits;
        const std::size_t last = slots_.size() - 1;
        std::size_t at = home_of(wanted & ~number_mask());
        for (; slots_[at] != 0; at = (at + 1) & last) {
            const bool has_key = (slots_[at] ^ wanted) >> number_bits_ == 0;
            if (has_key && (is_told_by_key || code_of(number_in(slots_[at])) == code)) {
                break;
            }
        }
        return at;
    }

    void make_room(std::uint32_t number) {
        // A third stays free, so that a search ends soon.
        const bool is_full = (size_ + 1) * 3 > slots_.size() * 2;
        if (is_full || std::uint64_t{number} + 1 > number_mask()) {
            grow(number, is_full ? slots_.size() * 2 : slots_.size());
        }
    }
    void grow(std::uint32_t number, std::size_t slots);

    std::vector<std::uint64_t> slots_;  // a power of two of them; 0 where free
    std::size_t size_ = 0;
    unsigned slot_shift_ = 64;
    // Larger numbers take bits from the keys, which then no longer tell codes apart by themselves.
    unsigned number_bits_ = 64U - key_bits;
};

}  // namespace crossfoot
