#include "nearest_name.hpp"

#include "utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace crossfoot::detail {

namespace {

/// How many characters must be put in, left out, changed or exchanged with their neighbour.
std::size_t edits_between(std::span<const std::string_view> a,
                          std::span<const std::string_view> b) {
    std::vector<std::size_t> before;
    std::vector<std::size_t> last(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::vector<std::size_t> row(b.size() + 1);
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = last[j] + (a[i] == b[j] ? 0 : 1);
            row[j + 1] = std::min({changed, row[j] + 1, last[j + 1] + 1});
            if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j]) {
                row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
            }
        }
        before = std::exchange(last, std::move(row));
    }
    return last.back();
}

}  // namespace

std::string_view nearest(std::string_view text, std::span<const std::string_view> candidates) {
    constexpr std::size_t longest = 40;
    constexpr std::size_t most = 10'000;  // so that a file of slips is read in good time
    std::string_view best;
    const std::vector<std::string_view> meant = characters_of(text.substr(0, longest * 4));
    if (meant.empty() || meant.size() > longest || candidates.size() > most) return best;
    std::size_t fewest = std::max<std::size_t>(meant.size() / 3, 1) + 1;
    for (const std::string_view candidate : candidates) {
        const std::vector<std::string_view> letters = characters_of(candidate);
        // One letter for another is no slip of the pen.
        if (letters.size() < 2 || letters.size() > longest) continue;
        const auto [shorter, longer] = std::minmax({letters.size(), meant.size()});
        if (longer - shorter >= fewest) continue;
        const std::size_t edits = edits_between(meant, letters);
        if (edits < fewest && edits < letters.size()) {
            fewest = edits;
            best = candidate;
        }
    }
    return best;
}

}  // namespace crossfoot::detail
