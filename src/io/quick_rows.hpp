#pragma once

#include "figures_batch.hpp"
#include "place_codes.hpp"
#include "row_pattern.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// A bit for each of 64 bytes, the lowest for the first: whether it is a comma. 64 bytes must be
/// readable.
[[nodiscard]] std::uint64_t commas_in(const char* bytes) noexcept;
/// The same, one byte after the other, as any machine can: what `commas_in` is held against.
[[nodiscard]] std::uint64_t commas_in_plainly(const char* bytes) noexcept;

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
    /// `codes` must outlive it; null: nothing is read quickly.
    explicit quick_rows(const place_codes* codes) : codes_{codes} { clear(); }

    /// Forgets what rows look like; `cells_between` are those between the place, which is the
    /// first, and the value, which is the last.
    void begin(std::size_t cells_between);
    /// For headings of other forms: nothing is read quickly.
    void end() noexcept { is_on_ = false; }

    /// Remembers what stands between place and value of a row, commas at both ends included: plain
    /// whole numbers there are figures of that pattern.
    void learn(std::string_view between, const row_pattern& of);

    /// Adds rows from the beginning of a text on as far as it can, at most `most` in all, and gives
    /// how many bytes that were. The rows stand on lines of their own, one after the other.
    std::size_t read(std::string_view text, std::size_t most, row_buffer& into);

  private:
    static constexpr std::size_t longest_pattern = 64;
    static constexpr std::size_t most_patterns = 1U << 16U;
    // A row that is read quickly is shorter: place, cells between, digits and the end of the line.
    static constexpr std::size_t bytes_needed = 128;

    struct pattern {
        std::array<char, longest_pattern> text{};
        std::uint32_t length = 0;
        std::uint32_t slot = 0;
        std::uint16_t characters = 0;
        const row_pattern* of = nullptr;
    };

    /// How a row falls apart: its place, what is between, commas at both ends included, its value.
    struct row_shape {
        std::size_t place = 0;    ///< bytes
        std::size_t between = 0;  ///< bytes
    };

    void clear();
    [[nodiscard]] std::optional<row_shape> shape_of(const char* row) const noexcept;
    [[nodiscard]] static bool is_allowed(const pattern& of, std::uint32_t place);
    const char* read_row(const char* row, row_buffer& into);
    [[nodiscard]] const pattern* find(const char* between, std::size_t length) const noexcept;
    [[nodiscard]] std::optional<std::uint32_t> find_place(const char* text,
                                                          std::size_t length) noexcept;
    void enter(const pattern* made);

    const place_codes* codes_;
    bool is_on_ = false;
    std::size_t cells_between_ = 0;
    std::deque<pattern> patterns_;
    std::vector<const pattern*> table_;  // open addressing
    // By length of the code: the place found last. Files go through the places of a level in order.
    std::array<std::uint32_t, place_codes::longest + 1> near_{};
    int misses_ = 0;  // how often that did not help of late
};

}  // namespace crossfoot::detail
