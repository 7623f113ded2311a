#include "quick_rows.hpp"

#include "text_tools.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#if defined(__SSE2__)
#    include <emmintrin.h>
#endif

namespace crossfoot::detail {

namespace {

constexpr std::size_t first_table_size = 1024;

std::uint64_t word_at(const char* bytes) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

bool is_digit(char byte) noexcept {
    return byte >= '0' && byte <= '9';
}

/// Expects at least 8 bytes.
inline std::size_t hash_of(const char* bytes, std::size_t length) noexcept {
    // Patterns differ in their period, at the beginning, and in their items, at the end.
    const std::uint64_t first = word_at(bytes);
    const std::uint64_t last = word_at(bytes + length - 8);
    const std::uint64_t inner = word_at(bytes + (length - 8) / 2);
    const std::uint64_t second = word_at(bytes + (length >= 16 ? 8 : 0));
    const std::uint64_t before_last = word_at(bytes + (length >= 16 ? length - 16 : 0));
    std::uint64_t hash = (first + length) * 0x9e3779b97f4a7c15ULL;
    hash ^= second * 0xbf58476d1ce4e5b9ULL;
    hash ^= inner * 0x94d049bb133111ebULL;
    hash ^= before_last * 0xd6e8feb86659fd93ULL;
    hash ^= last * 0xa0761d6478bd642fULL;
    // The high bits depend on all bytes, the low ones on few.
    hash = (hash ^ (hash >> 32U)) * 0xe7037ed1a0b428dbULL;
    return static_cast<std::size_t>(hash >> 32U);
}

/// Whether texts of at most 64 bytes are equal; expects that 64 can be read of both.
bool are_equal(const char* a, const char* b, std::size_t length) noexcept {
#if defined(__SSE2__)
    // All bytes at once, however many count: a loop's end is what a processor cannot foresee.
    const auto sixteen = [&](std::size_t from) {
        const __m128i left = _mm_loadu_si128(reinterpret_cast<const __m128i*>(a + from));
        const __m128i right = _mm_loadu_si128(reinterpret_cast<const __m128i*>(b + from));
        const auto equal =
            static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(left, right)));
        return static_cast<std::uint64_t>(equal) << from;
    };
    const std::uint64_t differing = ~(sixteen(0) | sixteen(16) | sixteen(32) | sixteen(48));
    return length == 0 || differing << (64 - length) == 0;
#else
    return std::memcmp(a, b, length) == 0;
#endif
}

/// Expects at most 15 bytes, of a text that goes on behind them.
std::size_t characters_in(std::string_view text) noexcept {
    const short_key key = key_of(text.data(), text.size());
    constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
    const bool is_ascii = ((key.low | key.high) & high_bits) == 0;
    return is_ascii ? text.size() : count_characters(text);
}

/// The digits at the beginning of a text that goes on behind them.
leading_digits many_digits_at(const char* text) noexcept {
    constexpr std::size_t most = 17;  // an identity number has one more
    leading_digits found;
    while (found.length <= most && is_digit(text[found.length])) {
        found.value = found.value * 10 + static_cast<std::uint64_t>(text[found.length] - '0');
        ++found.length;
    }
    return found.length <= most ? found : leading_digits{};
}

/// Where the comma of that number stands, from 0; no value where the line ends before.
std::optional<std::size_t> find_comma(std::string_view text, std::size_t number) noexcept {
    for (std::size_t i = 0; i < text.size() && text[i] != '\n'; ++i) {
        if (text[i] == ',' && number-- == 0) return i;
    }
    return std::nullopt;
}

}  // namespace

std::uint64_t commas_in_plainly(const char* bytes) noexcept {
    std::uint64_t commas = 0;
    for (std::size_t i = 0; i < 64; ++i) {
        commas |= static_cast<std::uint64_t>(bytes[i] == ',' ? 1U : 0U) << i;
    }
    return commas;
}

std::uint64_t commas_in(const char* bytes) noexcept {
#if defined(__SSE2__)
    const __m128i comma = _mm_set1_epi8(',');
    const auto sixteen = [&](std::size_t from) {
        const __m128i loaded = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + from));
        const auto found =
            static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(loaded, comma)));
        return static_cast<std::uint64_t>(found) << from;
    };
    return sixteen(0) | sixteen(16) | sixteen(32) | sixteen(48);
#else
    return commas_in_plainly(bytes);
#endif
}

leading_digits digits_at(const char* text) noexcept {
    if constexpr (std::endian::native != std::endian::little) {
        const leading_digits found = many_digits_at(text);
        return found.length < 8 ? found : leading_digits{8, 0};
    }
    // Eight digits at once: each byte is what its digit is worth; a byte above 9 ends them.
    std::uint64_t digits = word_at(text) ^ 0x3030303030303030ULL;
    const std::uint64_t ends = ((digits + 0x7676767676767676ULL) | digits) & 0x8080808080808080ULL;
    const std::size_t length = static_cast<std::size_t>(std::countr_zero(ends)) / 8;
    if (length == 0 || length == 8) return {length, 0};
    digits <<= 64 - 8 * length;             // leading zeros
    digits = digits * 10 + (digits >> 8U);  // pairs, in every other byte
    constexpr std::uint64_t pairs = 0x000000ff000000ffULL;
    const std::uint64_t value = ((digits & pairs) * (100ULL + (1000000ULL << 32U)) +
                                 ((digits >> 16U) & pairs) * (1ULL + (10000ULL << 32U))) >>
                                32U;
    return {length, value & 0xffffffffULL};
}

void quick_rows::clear() {
    patterns_.clear();
    table_.assign(first_table_size, nullptr);
}

void quick_rows::begin(std::size_t cells_between) {
    clear();
    cells_between_ = cells_between;
    is_on_ = codes_ != nullptr;
}

void quick_rows::enter(const pattern* made) {
    std::size_t at = hash_of(made->text.data(), made->length) & (table_.size() - 1);
    while (table_[at] != nullptr) {
        at = (at + 1) & (table_.size() - 1);
    }
    table_[at] = made;
}

void quick_rows::learn(std::string_view between, const row_pattern& of) {
    if (!is_on_ || between.size() < 8 || between.size() > longest_pattern ||
        between.find('"') != std::string_view::npos || patterns_.size() >= most_patterns) {
        return;
    }
    pattern made;
    std::memcpy(made.text.data(), between.data(), between.size());
    made.length = static_cast<std::uint32_t>(between.size());
    if (find(made.text.data(), made.length) != nullptr) return;
    made.slot = of.slot.index();
    made.characters = static_cast<std::uint16_t>(count_characters(between));
    made.of = &of;
    patterns_.push_back(made);
    // So roomy that the first look mostly hits: a second one cannot be foreseen.
    if (patterns_.size() * 8 > table_.size()) {
        table_.assign(table_.size() * 4, nullptr);
        for (const pattern& each : patterns_) {
            enter(&each);
        }
    } else {
        enter(&patterns_.back());
    }
}

const quick_rows::pattern* quick_rows::find(const char* between,
                                            std::size_t length) const noexcept {
    for (std::size_t at = hash_of(between, length) & (table_.size() - 1); table_[at] != nullptr;
         at = (at + 1) & (table_.size() - 1)) {
        const pattern* const known = table_[at];
        if (known->length == length && are_equal(known->text.data(), between, length)) {
            return known;
        }
    }
    return nullptr;
}

std::optional<std::uint32_t> quick_rows::find_place(const char* text, std::size_t length) noexcept {
    const short_key key = key_of(text, length);
    constexpr int enough = 64;
    std::optional<std::uint32_t> found;
    if (misses_ < enough) {
        found = codes_->find_near(near_[length], key);
        misses_ = found ? 0 : misses_ + 1;
    }
    if (!found) {
        found = codes_->find({text, length});
        if (!found) return std::nullopt;
        // Once in a while the places are in order again.
        if (misses_ >= enough && *found - near_[length] <= 1) misses_ = 0;
    }
    near_[length] = *found;
    return found;
}

/// Where the value of a row begins, and where its place ends; no value where the row is for others.
std::optional<quick_rows::row_shape> quick_rows::shape_of(const char* row) const noexcept {
    std::uint64_t commas = commas_in(row);
    const auto place_length = static_cast<std::size_t>(std::countr_zero(commas));
    for (std::size_t i = 0; i < cells_between_; ++i) {
        commas &= commas - 1;
    }
    auto last_comma = static_cast<std::size_t>(std::countr_zero(commas));
    if (commas == 0) {
        // They stand behind the first 64 bytes, if there are so many.
        const auto found = find_comma({row, bytes_needed - 32}, cells_between_);
        if (!found) return std::nullopt;
        last_comma = *found;
    }
    const std::size_t length = last_comma + 1 - place_length;
    const bool fits = place_length > 0 && place_length <= place_codes::longest &&
                      last_comma > place_length && length >= 8 && length <= longest_pattern;
    return fits ? std::optional{row_shape{place_length, length}} : std::nullopt;
}

/// Whether all items of a pattern occur at a place.
bool quick_rows::is_allowed(const pattern& of, std::uint32_t place) {
    return std::ranges::all_of(of.of->limits, [place](const limited_item& limit) {
        return bool{(*limit.allowed)[place]};
    });
}

/// Reads one row, and gives where the next one begins; null where it is for others.
const char* quick_rows::read_row(const char* row, row_buffer& into) {
    const std::optional<row_shape> shape = shape_of(row);
    if (!shape) return nullptr;
    const char* const between = row + shape->place;
    const pattern* const seen = find(between, shape->between);
    if (seen == nullptr) return nullptr;
    const std::optional<std::uint32_t> place = find_place(row, shape->place);
    if (!place || !is_allowed(*seen, *place)) return nullptr;

    const char* const value = between + shape->between;
    leading_digits digits = digits_at(value);
    if (digits.length == 8) digits = many_digits_at(value);
    const char* behind = value + digits.length;
    if (*behind == '\r') ++behind;
    if (digits.length == 0 || *behind != '\n') return nullptr;
    const std::size_t column = characters_in({row, shape->place}) + seen->characters + 1;
    into.push_back({*place, seen->slot, static_cast<std::int64_t>(digits.value)},
                   static_cast<std::uint16_t>(column));
    return behind + 1;
}

std::size_t quick_rows::read(std::string_view text, std::size_t most, row_buffer& into) {
    if (!is_on_ || patterns_.empty()) return 0;
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    while (into.size() < most && static_cast<std::size_t>(end - at) >= bytes_needed) {
        const char* const next = read_row(at, into);
        if (next == nullptr) break;
        at = next;
    }
    return static_cast<std::size_t>(at - text.data());
}

}  // namespace crossfoot::detail
