#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// A province 99 with a prefecture 9901 of seven counties 990101 … 990107, and a codebook with the
/// campaign's main indicators; figures are put in by code, written as in a report.
namespace small_world {

using namespace crossfoot;

inline coded_name named(const std::string& code) {
    return {code, {code, code}, {}};
}

inline codebook campaign(tier_counting counting = tier_counting::exclusive) {
    codebook book;
    for (const char* code : {"nation", "province", "prefecture", "county", "township", "village"}) {
        book.levels.push_back({named(code)});
    }
    breakdown tiers{named("tier"), true, {}};
    for (const char* code :
         {"national", "provincial", "autonomous_prefectural", "prefectural", "county"}) {
        tiers.items.push_back({named(code), {}});
    }
    breakdown sections{named("section"), false, {{named("core"), {}}, {named("auxiliary"), {}}}};
    book.breakdowns = {tiers, sections};
    indicator units;
    units.name = named("creation_units");
    units.counts = counted::organisations;
    indicator models = units;
    models.name = named("model_units");
    models.part_of = indicator_id{0};
    models.breakdowns = {{breakdown_id{0}, breakdown_kind::partition, counting}};
    indicator rate;
    rate.name = named("creation_rate");
    rate.over_time = nature::rate;
    rate.counts = counted::share;
    rate.additive = false;
    rate.numerator = indicator_id{1};
    rate.denominator = indicator_id{0};
    indicator talks;
    talks.name = named("talks");
    talks.counts = counted::events;
    talks.over_time = nature::flow;
    indicator sections_taught;
    sections_taught.name = named("teaching_sections");
    sections_taught.breakdowns = {
        {breakdown_id{1}, breakdown_kind::partition, tier_counting::exclusive}};
    indicator sites;
    sites.name = named("sites");
    sites.breakdowns = {{breakdown_id{1}, breakdown_kind::of_which, tier_counting::exclusive}};
    indicator area;
    area.name = named("area");
    area.counts = counted::area;
    area.over_time = nature::attribute;
    book.indicators = {units, models, rate, talks, sections_taught, sites, area};
    book.index();
    return book;
}

inline std::shared_ptr<const places> seven_counties(const codebook& book) {
    std::vector<place_row> rows{{"99", "Province", level_id{1}, "", {}, {}, {}},
                                {"9901", "Prefecture", level_id{2}, "99", {}, {}, {}}};
    for (int i = 1; i <= 7; ++i) {
        rows.push_back({"99010" + std::to_string(i),
                        "County " + std::to_string(i),
                        level_id{3},
                        "9901",
                        {},
                        {},
                        {}});
    }
    std::vector<std::string> names;
    for (const level& each : book.levels) {
        names.push_back(each.name.code);
    }
    std::vector<diagnostic> problems;
    auto built = std::make_shared<const places>(
        places::build(std::move(rows), names, "places.csv", problems));
    EXPECT_TRUE(problems.empty());
    return built;
}

/// An empty dataset of that world.
inline dataset empty_report(codebook book = campaign()) {
    auto where = seven_counties(book);
    return {std::make_shared<const codebook>(std::move(book)), std::move(where)};
}

/// The cell of codes: item is "tier=national" or empty.
inline cell at(const dataset& data,
               std::string_view place,
               std::string_view indicator,
               std::string_view item = {},
               std::string_view when = "2016",
               scope extent = scope::total) {
    series what{data.book().indicator_at(indicator), extent, {}};
    if (!item.empty()) {
        const std::size_t sign = item.find('=');
        const breakdown_id by = data.book().breakdown_at(item.substr(0, sign));
        what = what.with(
            by, static_cast<std::uint16_t>(*data.book()[by].find_item(item.substr(sign + 1))));
    }
    return {data.where().at_code(place), *period::parse(when), what};
}

inline figure read(std::string_view text) {
    return read_figure(text).value.value();
}

inline void put(dataset& data,
                std::string_view place,
                std::string_view indicator,
                std::string_view text,
                std::string_view item = {},
                std::string_view when = "2016",
                scope extent = scope::total,
                std::string_view source = {}) {
    data.add(at(data, place, indicator, item, when, extent), read(text), source);
}

inline const finding* find(const check_report& found, const dataset& data, std::string_view key) {
    for (const finding& each : found.findings) {
        if (key_of(found.rules[each.rule], each.where, data) == key) {
            return &each;
        }
    }
    return nullptr;
}

inline verdict verdict_of(const check_report& found, const dataset& data, std::string_view key) {
    const finding* each = find(found, data, key);
    EXPECT_NE(each, nullptr) << key;
    return each == nullptr ? verdict::unknown : each->result;
}

}  // namespace small_world
