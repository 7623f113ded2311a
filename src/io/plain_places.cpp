#include "plain_places.hpp"

#include "quick_rows.hpp"

#include <array>
#include <bit>
#include <cstdint>

namespace crossfoot::detail {

namespace {

// A row ends within so many bytes, which must be there.
constexpr std::size_t longest_row = 128;
constexpr std::size_t cells_read = 4;
constexpr std::size_t longest_code = 16;  // an identity number has 18 digits

/// Whether a character that begins or ends a cell is surely no blank: visible ASCII, or one of the
/// common Chinese ones.
bool is_solid(unsigned char lead) noexcept {
    return (lead > ' ' && lead < 0x7FU) || (lead >= 0xE4U && lead <= 0xE9U);
}

/// Whether blanks around a cell can be ruled out at a glance.
bool is_bare(std::string_view cell) noexcept {
    if (cell.empty()) return true;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(cell[i]); };
    const std::size_t last = cell.size() - 1;
    const bool ends_bare = byte(last) < 0x80U
                               ? is_solid(byte(last))
                               : last >= 2 && byte(last - 2) >= 0x80U && is_solid(byte(last - 2));
    return is_solid(byte(0)) && ends_bare;
}

}  // namespace

bool has_plain_rows(std::string_view text) noexcept {
    return text.find('"') == std::string_view::npos && text.find('\r') == std::string_view::npos;
}

std::optional<plain_place> plain_place_at(std::string_view text, std::size_t columns) noexcept {
    if (text.size() < longest_row || columns < cells_read) return std::nullopt;
    std::array<std::size_t, cells_read> ends{};
    std::size_t commas = 0;
    std::size_t end = 0;  // where the line ends; 0: not yet
    for (std::size_t from = 0; from < longest_row && end == 0; from += 64) {
        byte_marks marks = marks_in(text.data() + from);
        if (marks.line_ends != 0) {
            const auto last = static_cast<unsigned>(std::countr_zero(marks.line_ends));
            end = from + last;
            marks.commas &= (std::uint64_t{1} << last) - 1;
        }
        for (; marks.commas != 0; marks.commas &= marks.commas - 1) {
            if (commas < cells_read) {
                ends[commas] = from + static_cast<unsigned>(std::countr_zero(marks.commas));
            }
            ++commas;
        }
    }
    if (end == 0 || commas != columns - 1) return std::nullopt;
    if (commas < cells_read) {
        ends[cells_read - 1] = end;
    } else if (end - ends[cells_read - 1] != columns - cells_read) {
        return std::nullopt;  // a further cell is not empty
    }
    const auto cell = [&](std::size_t which) {
        const std::size_t begin = which == 0 ? 0 : ends[which - 1] + 1;
        return text.substr(begin, ends[which] - begin);
    };
    const plain_place found{cell(0), cell(1), cell(2), cell(3), end + 1};
    const bool is_plain = !found.code.empty() && found.code.size() <= longest_code &&
                          found.parent.size() <= longest_code && is_bare(found.code) &&
                          is_bare(found.name) && is_bare(found.level) && is_bare(found.parent);
    return is_plain ? std::optional{found} : std::nullopt;
}

}  // namespace crossfoot::detail
