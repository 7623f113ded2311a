#pragma once

#include <crossfoot/model/places.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

/// Places from rows written as in places.csv, with the number of the level: "11,A,2,1,,2014-12-31".
namespace dated_places {

using namespace crossfoot;

inline day on(std::string_view text) {
    return parse_day(text).value();
}

inline place_row row(std::string_view text, std::size_t line = 1) {
    std::vector<std::string> cells(1);
    for (const char letter : text) {
        if (letter == ',') {
            cells.emplace_back();
        } else {
            cells.back() += letter;
        }
    }
    cells.resize(6);
    const auto date = [](const std::string& cell) {
        return cell.empty() ? std::nullopt : std::optional{on(cell)};
    };
    return {cells[0],
            cells[1],
            level_id{std::stoul(cells[2])},
            cells[3],
            date(cells[4]),
            date(cells[5]),
            {line, 1}};
}

inline places build(const std::vector<place_row>& rows) {
    static const std::vector<std::string> levels{
        "province", "prefecture", "county", "township", "village"};
    std::vector<diagnostic> problems;
    places built = places::build(rows, levels, "places.csv", problems);
    for (const diagnostic& each : problems) {
        ADD_FAILURE() << to_string(each, language::en);
    }
    return built;
}

inline places read(const std::vector<std::string>& rows) {
    std::vector<place_row> list;
    for (const std::string& each : rows) {
        list.push_back(row(each, list.size() + 2));
    }
    return build(list);
}

}  // namespace dated_places
