#include "quick_rows.hpp"

#include "text_tools.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#if defined(__SSE2__)
#    include <emmintrin.h>
#endif
#if defined(__x86_64__) && defined(__GNUC__)
#    include <immintrin.h>
#    define CROSSFOOT_WIDE [[gnu::target("avx512f,avx512bw,avx512vl,avx2,bmi,bmi2")]]
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

/// Whether a byte is printed as it is, and quotes nothing.
bool is_plain(char byte) noexcept {
    return byte >= ' ' && byte <= '~' && byte != '"';
}

/// Expects at least 8 bytes.
inline std::size_t hash_of(const char* bytes, std::size_t length) noexcept {
    // Patterns differ in their indicator, behind the period, and in their items, at the end.
    const std::size_t step = length >= 16 ? 8 : 0;
    const std::uint64_t first = word_at(bytes) + length;
    const std::uint64_t second = word_at(bytes + step);
    const std::uint64_t last = word_at(bytes + length - 8);
    const std::uint64_t before_last = word_at(bytes + length - 8 - step);
    const std::uint64_t hash = ((first ^ std::rotl(second, 29)) * 0x9e3779b97f4a7c15ULL) ^
                               ((last ^ std::rotl(before_last, 31)) * 0xe7037ed1a0b428dbULL);
    // The high bits depend on all bytes, the low ones on few.
    return static_cast<std::size_t>(hash >> 32U) ^ static_cast<std::size_t>(hash >> 47U);
}

/// The characters of a text of that key, which stands there.
inline std::size_t characters_in(const short_key& key, const char* text, std::size_t length) {
    constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
    const bool is_ascii = ((key.low | key.high) & high_bits) == 0;
    return is_ascii ? length : count_characters({text, length});
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

// What is done for every row stands here, where it can be woven into the loop.

/// What is done with 64 bytes at once, as every processor of this kind can.
struct usual_vectors {
    static byte_marks marks_in(const char* bytes) noexcept {
#if defined(__SSE2__)
        const __m128i comma = _mm_set1_epi8(',');
        const __m128i line_end = _mm_set1_epi8('\n');
        byte_marks marks;
        const auto add_sixteen = [&](unsigned from) {
            const __m128i loaded = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + from));
            const auto found = [&](__m128i what) {
                return static_cast<std::uint64_t>(
                    static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(loaded, what))));
            };
            marks.commas |= found(comma) << from;
            marks.line_ends |= found(line_end) << from;
        };
        add_sixteen(0);
        add_sixteen(16);
        add_sixteen(32);
        add_sixteen(48);
        return marks;
#else
        return marks_in_plainly(bytes);
#endif
    }

    /// Whether the first bytes of two texts are the same: those that `counts` has all bits set at.
    static bool are_equal(const char* a,
                          const char* b,
                          const char* counts,
                          std::size_t length) noexcept {
#if defined(__SSE2__)
        // All bytes at once, however many count: a loop's end is what a processor cannot foresee.
        static_cast<void>(length);
        const auto differing = [&](std::size_t from) {
            const auto sixteen = [from](const char* bytes) {
                return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + from));
            };
            return _mm_and_si128(_mm_xor_si128(sixteen(a), sixteen(b)), sixteen(counts));
        };
        const __m128i all = _mm_or_si128(_mm_or_si128(differing(0), differing(16)),
                                         _mm_or_si128(differing(32), differing(48)));
        return _mm_movemask_epi8(_mm_cmpeq_epi8(all, _mm_setzero_si128())) == 0xffff;
#else
        static_cast<void>(counts);
        return std::memcmp(a, b, length) == 0;
#endif
    }
};

#if defined(CROSSFOOT_WIDE)
/// The same with AVX-512. Called only where the machine has it.
struct wide_vectors {
    CROSSFOOT_WIDE static byte_marks marks_in(const char* bytes) noexcept {
        const __m512i all = _mm512_loadu_si512(bytes);
        return {_mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8(',')),
                _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('\n'))};
    }

    CROSSFOOT_WIDE static bool are_equal(const char* a,
                                         const char* b,
                                         const char* /*counts*/,
                                         std::size_t length) noexcept {
        const __mmask64 first = ~std::uint64_t{0} >> (64 - length);
        return _mm512_mask_cmpneq_epi8_mask(first, _mm512_loadu_si512(a), _mm512_loadu_si512(b)) ==
               0;
    }
};
#endif

inline leading_digits quick_digits_at(const char* text) noexcept {
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

}  // namespace

byte_marks marks_in_plainly(const char* bytes) noexcept {
    byte_marks marks;
    for (std::size_t i = 0; i < 64; ++i) {
        marks.commas |= static_cast<std::uint64_t>(bytes[i] == ',' ? 1U : 0U) << i;
        marks.line_ends |= static_cast<std::uint64_t>(bytes[i] == '\n' ? 1U : 0U) << i;
    }
    return marks;
}

byte_marks marks_in(const char* bytes) noexcept {
    return usual_vectors::marks_in(bytes);
}

instructions best_instructions() noexcept {
#if defined(CROSSFOOT_WIDE)
    static const bool has_wide = static_cast<bool>(__builtin_cpu_supports("avx512f")) &&
                                 static_cast<bool>(__builtin_cpu_supports("avx512bw")) &&
                                 static_cast<bool>(__builtin_cpu_supports("avx512vl")) &&
                                 static_cast<bool>(__builtin_cpu_supports("avx2")) &&
                                 static_cast<bool>(__builtin_cpu_supports("bmi")) &&
                                 static_cast<bool>(__builtin_cpu_supports("bmi2"));
    if (has_wide) return instructions::wide;
#endif
    return instructions::usual;
}

leading_digits digits_at(const char* text) noexcept {
    return quick_digits_at(text);
}

void quick_rows::clear() {
    patterns_.assign(1, {});  // what the table's zeros stand for
    table_.assign(first_table_size, 0);
}

void quick_rows::begin() {
    clear();
    is_on_ = codes_ != nullptr;
}

void quick_rows::enter(std::uint16_t number) {
    const pattern& made = patterns_[number];
    std::size_t at = hash_of(made.text.data(), made.length) & (table_.size() - 1);
    while (table_[at] != 0) {
        at = (at + 1) & (table_.size() - 1);
    }
    table_[at] = number;
}

void quick_rows::learn(std::string_view between, const row_pattern& of) {
    add(between, &of, 0);
}

void quick_rows::learn_refused(std::string_view between, std::size_t problems) {
    add(between, nullptr, problems);
}

void quick_rows::add(std::string_view between, const row_pattern* of, std::size_t problems) {
    if (!is_on_ || between.size() < 8 || between.size() > longest_pattern ||
        between.find('"') != std::string_view::npos || patterns_.size() > most_patterns) {
        return;
    }
    pattern made;
    std::memcpy(made.text.data(), between.data(), between.size());
    std::fill_n(made.counts.begin(), between.size(), static_cast<char>(0xff));
    made.length = static_cast<std::uint32_t>(between.size());
    if (find<usual_vectors>(made.text.data(), made.length) != nullptr) return;
    if (of != nullptr) made.slot = of->slot.index();
    made.characters = static_cast<std::uint16_t>(count_characters(between));
    made.of = of;
    made.problems = problems;
    made.is_limited = of != nullptr && !of->limits.empty();
    patterns_.push_back(made);
    // So roomy that the first look mostly hits: a second one cannot be foreseen.
    if (patterns_.size() * 8 > table_.size()) {
        table_.assign(table_.size() * 4, 0);
        for (std::size_t i = 1; i < patterns_.size(); ++i) {
            enter(static_cast<std::uint16_t>(i));
        }
    } else {
        enter(static_cast<std::uint16_t>(patterns_.size() - 1));
    }
}

template <typename Vectors>
inline const quick_rows::pattern* quick_rows::find(const char* between,
                                                   std::size_t length) const noexcept {
    for (std::size_t at = hash_of(between, length) & (table_.size() - 1); table_[at] != 0;
         at = (at + 1) & (table_.size() - 1)) {
        const pattern& known = patterns_[table_[at]];
        const bool is_that =
            known.length == length &&
            Vectors::are_equal(between, known.text.data(), known.counts.data(), length);
        if (is_that) return &known;
    }
    return nullptr;
}

/// A place that is not near the last one of its kind.
std::uint32_t quick_rows::find_far(const char* text, std::size_t length) noexcept {
    const std::uint32_t found = codes_->find({text, length});
    if (found == place_codes::none) return found;
    // Once in a while the places are in order again.
    const bool is_in_order = misses_ >= misses_enough && found - near_[length] <= 1;
    misses_ = is_in_order ? 0 : std::min(misses_ + 1, misses_enough);
    near_[length] = found;
    return found;
}

inline std::uint32_t quick_rows::find_place(const char* text,
                                            std::size_t length,
                                            const short_key& key) noexcept {
    if (misses_ < misses_enough) {
        const std::uint32_t found = codes_->find_near(near_[length], key);
        if (found != place_codes::none) {
            misses_ = 0;
            near_[length] = found;
            return found;
        }
    }
    return find_far(text, length);
}

/// How a row falls apart, by its commas and its end alone: which is where the next row begins,
/// before anything of this one is read.
template <typename Vectors>
inline quick_rows::row_shape quick_rows::shape_of(const char* row) noexcept {
    const byte_marks marks = Vectors::marks_in(row);
    std::uint64_t commas = marks.commas;
    auto end = static_cast<std::size_t>(std::countr_zero(marks.line_ends));
    std::size_t last_comma = 0;
    if (end < 64) {
        commas &= (std::uint64_t{1} << end) - 1;
        if (commas == 0) return {};
        last_comma = 63 - static_cast<std::size_t>(std::countl_zero(commas));
    } else {
        // It goes on behind the first 64 bytes, if not too far.
        const std::string_view text{row, bytes_needed};
        end = text.find('\n');
        if (end == std::string_view::npos || commas == 0) return {};
        last_comma = text.substr(0, end).rfind(',');
    }
    const auto place_length = static_cast<std::size_t>(std::countr_zero(commas));
    const std::size_t length = last_comma + 1 - place_length;
    const bool fits = place_length > 0 && place_length <= place_codes::longest && length >= 8 &&
                      length <= longest_pattern;
    return fits ? row_shape{place_length, length, end + 1} : row_shape{};
}

/// Whether all items of a pattern occur at a place.
bool quick_rows::is_allowed(const row_pattern& of, std::uint32_t place) {
    return std::ranges::all_of(
        of.limits, [place](const limited_item& limit) { return bool{(*limit.allowed)[place]}; });
}

/// Reads one row; false where it is for others. What stands between place and value was there
/// before, so it has as many commas as it should.
template <typename Vectors>
inline bool quick_rows::read_row(const char* row, const row_shape& shape, row_buffer& into) {
    const char* const between = row + shape.place;
    const pattern* const seen = find<Vectors>(between, shape.between);
    if (seen == nullptr || seen->of == nullptr) return false;
    const short_key key = key_of(row, shape.place);
    const std::uint32_t place = find_place(row, shape.place, key);
    if (place == place_codes::none) return false;
    if (seen->is_limited && !is_allowed(*seen->of, place)) return false;

    const char* const value = between + shape.between;
    leading_digits digits = quick_digits_at(value);
    if (digits.length == 8) digits = many_digits_at(value);
    const char* behind = value + digits.length;
    if (*behind == '\r') ++behind;
    if (digits.length == 0 || behind + 1 != row + shape.all) return false;
    const std::size_t column = characters_in(key, row, shape.place) + seen->characters + 1;
    into.push_back({place, seen->slot, static_cast<std::int64_t>(digits.value)},
                   static_cast<std::uint16_t>(column));
    return true;
}

/// Reads some rows whose places are in no order: memory looks for all of them while the first is
/// read. Gives where it ended, with all of them or before one that is for others.
template <typename Vectors>
inline const char* quick_rows::read_scattered(const char* at, const char* end, row_buffer& into) {
    std::array<row_shape, rows_at_once> shapes;
    std::size_t rows = 0;
    for (const char* row = at;
         rows < rows_at_once && static_cast<std::size_t>(end - row) >= bytes_needed;
         row += shapes[rows++].all) {
        shapes[rows] = shape_of<Vectors>(row);
        if (shapes[rows].all == 0) break;
        codes_->prefetch({row, shapes[rows].place});
    }
    for (std::size_t i = 0; i < rows && read_row<Vectors>(at, shapes[i], into); ++i) {
        at += shapes[i].all;
    }
    return at;
}

template <typename Vectors>
inline std::size_t quick_rows::read_with(std::string_view text,
                                         std::size_t most,
                                         row_buffer& into) {
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    while (into.size() < most && static_cast<std::size_t>(end - at) >= bytes_needed) {
        if (misses_ >= misses_enough && most - into.size() >= rows_at_once) {
            const char* const behind = read_scattered<Vectors>(at, end, into);
            if (behind == at) break;
            at = behind;
            continue;
        }
        const row_shape shape = shape_of<Vectors>(at);
        if (shape.all == 0 || !read_row<Vectors>(at, shape, into)) break;
        at += shape.all;
    }
    return static_cast<std::size_t>(at - text.data());
}

#if defined(CROSSFOOT_WIDE)
CROSSFOOT_WIDE [[gnu::flatten]] std::size_t quick_rows::read_wide(std::string_view text,
                                                                  std::size_t most,
                                                                  row_buffer& into) {
    return read_with<wide_vectors>(text, most, into);
}
#else
std::size_t quick_rows::read_wide(std::string_view text, std::size_t most, row_buffer& into) {
    return read_with<usual_vectors>(text, most, into);
}
#endif

std::size_t quick_rows::read(std::string_view text, std::size_t most, row_buffer& into) {
    if (!is_on_ || patterns_.size() == 1) return 0;
    return use_ == instructions::wide ? read_wide(text, most, into)
                                      : read_with<usual_vectors>(text, most, into);
}

quick_rows::known_row quick_rows::take_apart(std::string_view text) {
    if (!is_on_ || text.size() < bytes_needed) return {};
    const row_shape shape = shape_of<usual_vectors>(text.data());
    if (shape.all == 0) return {};
    const pattern* const seen = find<usual_vectors>(text.data() + shape.place, shape.between);
    if (seen == nullptr) return {};
    known_row row{shape.all, text.substr(0, shape.place), {}, place_codes::none, seen->of, 0};
    row.problems = seen->problems;
    row.value = text.substr(shape.place + shape.between, shape.all - shape.place - shape.between);
    row.value.remove_suffix(row.value.ends_with("\r\n") ? 2 : 1);
    if (!std::ranges::all_of(row.place, is_plain) || !std::ranges::all_of(row.value, is_plain)) {
        return {};
    }
    row.place_number = find_place(text.data(), shape.place, key_of(text.data(), shape.place));
    if (seen->is_limited &&
        (row.place_number == place_codes::none || !is_allowed(*seen->of, row.place_number))) {
        return {};
    }
    return row;
}

}  // namespace crossfoot::detail
