#pragma once

#include <crossfoot/model/places.hpp>

#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

/// Rows of places with all that can be wrong with them: codes twice, parents that are nowhere, on
/// no higher level, in a circle, or not there on some days.
namespace random_places {

using namespace crossfoot;

inline day on(int number) {
    return day{std::chrono::year{2015} / 1 / 10} + std::chrono::days{number};
}

/// `most` rows at most, their dates from 0 to 4 if they have any.
inline std::vector<place_row> rows(std::mt19937& random, std::size_t most) {
    const auto below = [&](std::size_t limit) { return random() % limit; };
    static const std::vector<std::string> codes{"1", "2", "3", "04", "a", "990101000000000"};
    static const std::vector<std::string> parents{"", "1", "1", "2", "3", "04", "a", "9"};
    static const std::vector<std::string> names{"", "North", "South", "甲县"};
    const bool is_dated = below(2) == 0;
    const std::size_t column = below(3) == 0 ? 4 : 1;
    const auto date = [&]() -> std::optional<day> {
        if (!is_dated || below(2) == 0) {
            return std::nullopt;
        }
        return on(static_cast<int>(below(5)));
    };
    std::vector<place_row> made(1 + below(most));
    for (std::size_t i = 0; i < made.size(); ++i) {
        const std::optional<day> from = date();
        const std::optional<day> to = date();
        made[i] = {codes[below(codes.size())],
                   names[below(names.size())],
                   level_id{below(4)},
                   parents[below(parents.size())],
                   from,
                   to,
                   {i + 2, column}};
    }
    return made;
}

}  // namespace random_places
