#include <crossfoot/model/code_index.hpp>

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

namespace crossfoot {

namespace {

constexpr std::size_t fewest_slots = 64;
constexpr std::size_t most_digits = 12;
constexpr std::uint64_t not_digits = ~std::uint64_t{0};

/// The number that the digits are; `not_digits` where something else stands among them.
std::uint64_t number_of(std::string_view digits) {
    std::uint64_t value = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') {
            return not_digits;
        }
        value = value * 10 + static_cast<unsigned>(digit - '0');
    }
    return value;
}

/// The same of eight digits, which were read into a word at once; the first is its lowest byte.
std::uint64_t number_of(std::uint64_t word) {
    constexpr std::uint64_t each = 0x0101010101010101U;
    const bool has_digits = (word & each * 0xF0U) == each * 0x30U &&
                            ((word + each * 0x06U) & each * 0xF0U) == each * 0x30U;
    if (!has_digits) {
        return not_digits;
    }
    // Neighbours are joined: to numbers of two digits, of four, of eight.
    word = (word & each * 0x0FU) * (1U + (10U << 8U)) >> 8U;
    word = (word & 0x00FF00FF00FF00FFU) * (1U + (100U << 16U)) >> 16U;
    return (word & 0x0000FFFF0000FFFFU) * (1U + (std::uint64_t{10'000} << 32U)) >> 32U;
}

/// The same of eight to twelve digits.
std::uint64_t number_of_many(std::string_view digits) {
    static constexpr std::uint64_t powers[]{1, 10, 100, 1'000, 10'000};
    if constexpr (std::endian::native != std::endian::little) {
        return number_of(digits);
    }
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::memcpy(&first, digits.data(), sizeof first);
    std::memcpy(&last, digits.data() + digits.size() - sizeof last, sizeof last);
    const std::size_t more = digits.size() - sizeof first;
    if (more == 0) {
        return number_of(first);
    }
    // What `first` has already counts as zeros in front.
    const std::uint64_t fresh = ~std::uint64_t{0} << 8U * (sizeof last - more);
    const std::uint64_t head = number_of(first);
    const std::uint64_t tail = number_of((last & fresh) | (0x3030303030303030U & ~fresh));
    return head == not_digits || tail == not_digits ? not_digits : head * powers[more] + tail;
}

}  // namespace

std::uint64_t code_index::key_of(std::string_view code) noexcept {
    static constexpr std::uint64_t leading_one[]{1,
                                                 10,
                                                 100,
                                                 1'000,
                                                 10'000,
                                                 100'000,
                                                 1'000'000,
                                                 10'000'000,
                                                 100'000'000,
                                                 1'000'000'000,
                                                 10'000'000'000,
                                                 100'000'000'000,
                                                 1'000'000'000'000};
    if (code.size() <= most_digits) {
        const std::uint64_t number =
            code.size() < sizeof(std::uint64_t) ? number_of(code) : number_of_many(code);
        if (number != not_digits) {
            return leading_one[code.size()] + number;
        }
    }
    constexpr std::uint64_t hashed_keys = (std::uint64_t{1} << key_bits) - first_hashed_key;
    return first_hashed_key + std::hash<std::string_view>{}(code) % hashed_keys;
}

void code_index::reserve(std::size_t codes) {
    const std::size_t slots = std::bit_ceil(std::max(fewest_slots, codes + codes / 2 + 1));
    if (slots > slots_.size()) {
        grow(0, slots);
    }
}

void code_index::grow(std::uint32_t number, std::size_t slots) {
    slots = std::max(slots, fewest_slots);
    const std::vector<std::uint64_t> before =
        std::exchange(slots_, std::vector<std::uint64_t>(slots, 0));
    slot_shift_ = 64U - static_cast<unsigned>(std::countr_zero(slots));
    const std::uint64_t old_mask = number_mask();
    number_bits_ =
        std::max(number_bits_, static_cast<unsigned>(std::bit_width(std::uint64_t{number} + 1)));
    for (const std::uint64_t each : before) {
        if (each == 0) {
            continue;
        }
        const std::uint64_t key = each & ~old_mask & ~number_mask();
        std::size_t at = home_of(key);
        while (slots_[at] != 0) {
            at = (at + 1) & (slots - 1);
        }
        slots_[at] = key | (each & old_mask);
    }
}

}  // namespace crossfoot
