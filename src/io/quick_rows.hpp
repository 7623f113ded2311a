#pragma once

#include "figures_batch.hpp"
#include "place_codes.hpp"
#include "row_pattern.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// What stands where among 64 bytes: a bit for each of them, the lowest for the first.
struct byte_marks {
    std::uint64_t commas = 0;
    std::uint64_t line_ends = 0;

    friend bool operator==(const byte_marks&, const byte_marks&) = default;
};

/// Finds commas and line ends. 64 bytes must be readable.
[[nodiscard]] byte_marks marks_in(const char* bytes) noexcept;
/// The same, one byte after the other, as any machine can: what `marks_in` is held against.
[[nodiscard]] byte_marks marks_in_plainly(const char* bytes) noexcept;

/// Which instructions of a processor rows are read with; what they read is the same.
enum class instructions {
    usual,  ///< those that every processor of its kind has
    wide,   ///< 64 bytes at once (AVX-512 on x86-64)
};

/// The best that this machine has.
[[nodiscard]] instructions best_instructions() noexcept;

/// Digits at the beginning of a text.
struct leading_digits {
    std::size_t length = 0;  ///< how many digits there are
    std::uint64_t value = 0;
};

/// The digits at the beginning of a text of which 8 bytes can be read, if they are at most 7;
/// others have the length 8.
[[nodiscard]] leading_digits digits_at(const char* text) noexcept;

/// Reads rows that look like rows read before: a place, cells that were all there in this very
/// form, and a plain whole number as the last one. Most rows of large files do. It says nothing of
/// the others, and leaves them to those who look at each cell.
class quick_rows {
  public:
    /// `codes` must outlive it; null: nothing is read quickly. Expects instructions that the
    /// machine has.
    explicit quick_rows(const place_codes* codes, instructions use = best_instructions())
        : codes_{codes}, use_{use} {
        clear();
    }

    /// Forgets what rows look like. Expects that the place stands in the first column, and the
    /// value in the last.
    void begin();
    /// For headings of other forms: nothing is read quickly.
    void end() noexcept { is_on_ = false; }

    /// Remembers what stands between place and value of a row, commas at both ends included: plain
    /// whole numbers there are figures of that pattern.
    void learn(std::string_view between, const row_pattern& of);
    /// Remembers what stands there in rows that have so many problems whatever their place and
    /// value are.
    void learn_refused(std::string_view between, std::size_t problems);

    /// Adds rows from the beginning of a text on as far as it can, at most `most` in all, and gives
    /// how many bytes that were. The rows stand on lines of their own, one after the other.
    std::size_t read(std::string_view text, std::size_t most, row_buffer& into);

    /// A row as it falls apart where what stands between place and value was there before.
    struct known_row {
        std::size_t bytes = 0;  ///< of the row with its line end; 0: it is none of these
        std::string_view place;
        std::string_view value;
        std::uint32_t place_number = place_codes::none;
        const row_pattern* of = nullptr;  ///< null where it was refused
        std::size_t problems = 0;         ///< that it was refused for
    };
    /// The row at the beginning of a text, to be looked at by its parts. Place and value are of
    /// printed characters of ASCII without quotes.
    [[nodiscard]] known_row take_apart(std::string_view text);

  private:
    static constexpr std::size_t longest_pattern = 64;
    static constexpr std::size_t most_patterns = 0xffff;
    // After so many rows in no order each is looked up by itself, so many at once.
    static constexpr int misses_enough = 64;
    static constexpr std::size_t rows_at_once = 16;
    // A row that is read quickly is shorter: place, cells between, digits and the end of the line.
    static constexpr std::size_t bytes_needed = 128;

    struct pattern {
        std::array<char, longest_pattern> text{};
        std::array<char, longest_pattern> counts{};  ///< all bits set where a byte of `text` counts
        std::uint32_t length = 0;
        std::uint32_t slot = 0;
        std::uint16_t characters = 0;
        const row_pattern* of = nullptr;  ///< null where such rows are refused
        std::size_t problems = 0;         ///< that they are refused for
        bool is_limited = false;          ///< it has items that do not occur everywhere
    };

    /// How a row falls apart: its place, what is between, commas at both ends included, its value
    /// with its line end.
    struct row_shape {
        std::size_t place = 0;    ///< bytes
        std::size_t between = 0;  ///< bytes
        std::size_t all = 0;      ///< bytes; 0: none of these rows
    };

    void clear();
    std::size_t read_wide(std::string_view text, std::size_t most, row_buffer& into);
    template <typename Vectors>
    std::size_t read_with(std::string_view text, std::size_t most, row_buffer& into);
    template <typename Vectors>
    [[nodiscard]] static row_shape shape_of(const char* row) noexcept;
    [[nodiscard]] static bool is_allowed(const row_pattern& of, std::uint32_t place);
    template <typename Vectors>
    const char* read_scattered(const char* at, const char* end, row_buffer& into);
    template <typename Vectors>
    bool read_row(const char* row, const row_shape& shape, row_buffer& into);
    template <typename Vectors>
    [[nodiscard]] const pattern* find(const char* between, std::size_t length) const noexcept;
    [[nodiscard]] std::uint32_t find_place(const char* text,
                                           std::size_t length,
                                           const short_key& key) noexcept;
    [[nodiscard]] std::uint32_t find_far(const char* text, std::size_t length) noexcept;
    void add(std::string_view between, const row_pattern* of, std::size_t problems);
    void enter(std::uint16_t number);

    const place_codes* codes_;
    instructions use_;
    bool is_on_ = false;
    std::vector<pattern> patterns_;     // from 1
    std::vector<std::uint16_t> table_;  // open addressing; 0 is nothing
    // By length of the code: the place found last. Files go through the places of a level in order.
    std::array<std::uint32_t, place_codes::longest + 1> near_{};
    int misses_ = 0;  // how often that did not help of late
};

}  // namespace crossfoot::detail
