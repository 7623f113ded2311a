#pragma once

#include <crossfoot/model/unit_register.hpp>

#include "dated_places.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Registers from rows as in units.csv and designations.csv, without the names of units.
namespace register_world {

using namespace crossfoot;
using dated_places::on;

/// Categories organ and school; tiers national (five years), provincial and county; counts of units
/// and of those with a title. All of it may be changed before it is used.
inline codebook categories_and_tiers(tier_counting counting = tier_counting::exclusive) {
    const auto named = [](const char* code) { return coded_name{code, {code, code}, {}}; };
    codebook book;
    for (const char* code : {"province", "prefecture", "county", "township", "village"}) {
        book.levels.push_back({named(code)});
    }
    breakdown category{named("category"), false, {}};
    for (const char* code : {"organ", "school"}) {
        category.items.push_back({named(code), {}, {}, {}});
    }
    breakdown tier{named("tier"), true, {}};
    for (const char* code : {"national", "provincial", "county"}) {
        tier.items.push_back({named(code), {}, {}, {}});
    }
    tier.items.front().valid_years = 5;
    book.breakdowns = {category, tier};
    indicator units;
    units.name = named("creation_units");
    units.counts = counted::organisations;
    units.from_register = register_basis::units;
    units.breakdowns = {{breakdown_id{0}, breakdown_kind::partition, tier_counting::exclusive}};
    indicator models = units;
    models.name = named("model_units");
    models.from_register = register_basis::designated;
    models.part_of = indicator_id{0};
    models.breakdowns.push_back({breakdown_id{1}, breakdown_kind::partition, counting});
    book.indicators = {units, models};
    book.index();
    return book;
}

/// The cells of a row, filled up with blank ones.
inline std::vector<std::string> cells_of(std::string_view row, std::size_t count) {
    std::vector<std::string> cells(1);
    for (const char letter : row) {
        if (letter == ',') {
            cells.emplace_back();
        } else {
            cells.back() += letter;
        }
    }
    EXPECT_LE(cells.size(), count) << row;
    cells.resize(count);
    return cells;
}

inline std::optional<day> day_or_none(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{on(text)};
}

/// Units as "CODE,CATEGORY,PLACE,JOINED,LEFT" and titles as
/// "CODE,TIER,NAMED_ON,VALID_YEARS,REVOKED_ON,DOCUMENT"; the first of each stands on line 2.
struct rows {
    std::vector<std::string> units;
    std::vector<std::string> titles;
};

/// Rows of which each knows its line, whatever the order in which they are added.
using numbered_row = std::pair<std::size_t, std::string>;

inline std::vector<numbered_row> numbered(const std::vector<std::string>& rows) {
    std::vector<numbered_row> list;
    for (const std::string& each : rows) {
        list.emplace_back(list.size() + 2, each);
    }
    return list;
}

struct outcome {
    unit_register units;
    std::vector<diagnostic> problems;
};

inline void add_unit_row(unit_register& into, const numbered_row& row) {
    const std::vector<std::string> cells = cells_of(row.second, 5);
    unit_stay stay;
    stay.unit = into.add_unit(cells[0], "Unit " + cells[0]);
    stay.category =
        static_cast<std::uint16_t>(into.book()[*into.category()].find_item(cells[1]).value());
    stay.place = into.where().at_code(cells[2]);
    stay.joined = day_or_none(cells[3]);
    stay.left = day_or_none(cells[4]);
    stay.where = {row.first, 1};
    into.add(stay);
}

inline void add_title_row(unit_register& into, const numbered_row& row) {
    const std::vector<std::string> cells = cells_of(row.second, 6);
    designation title;
    title.unit = into.find(cells[0]).value();
    title.tier = static_cast<std::uint16_t>(into.book()[*into.tier()].find_item(cells[1]).value());
    title.named_on = on(cells[2]);
    title.revoked_on = day_or_none(cells[4]);
    title.where = {row.first, 1};
    into.add(title, cells[3].empty() ? std::nullopt : std::optional{std::stoi(cells[3])}, cells[5]);
}

/// The register of rows, settled.
inline outcome settled(const std::shared_ptr<const codebook>& book,
                       const std::shared_ptr<const places>& where,
                       const std::vector<numbered_row>& units,
                       const std::vector<numbered_row>& titles) {
    outcome made{unit_register{book, where}, {}};
    for (const numbered_row& each : units) {
        add_unit_row(made.units, each);
    }
    for (const numbered_row& each : titles) {
        add_title_row(made.units, each);
    }
    made.units.settle("units.csv", "designations.csv", made.problems);
    return made;
}

inline outcome settled(const std::shared_ptr<const codebook>& book,
                       const std::shared_ptr<const places>& where,
                       const rows& from) {
    return settled(book, where, numbered(from.units), numbered(from.titles));
}

/// The register of rows without a fault.
inline unit_register good(const std::shared_ptr<const codebook>& book,
                          const std::shared_ptr<const places>& where,
                          const rows& from) {
    outcome made = settled(book, where, from);
    for (const diagnostic& each : made.problems) {
        ADD_FAILURE() << to_string(each, language::en);
    }
    return std::move(made.units);
}

/// Everything that a register holds, one line for each stay and title: what two of them that are
/// the same have in common. Lines of files do not count.
inline std::vector<std::string> contents_of(const unit_register& all) {
    std::vector<std::string> lines;
    const auto text = [](const std::optional<day>& when) {
        return when ? to_string(*when) : std::string{"-"};
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        const unit_id unit{i};
        lines.push_back(all.code(unit) + " " + all.name(unit));
        for (const unit_stay& each : all.stays_of(unit)) {
            const std::string place{all.where().code(each.place)};
            lines.push_back(all.code(each.unit) + " at " + place + " as " +
                            std::to_string(each.category) + " " + text(each.joined) + " " +
                            text(each.left));
        }
        for (const designation& each : all.designations_of(unit)) {
            lines.push_back(all.code(each.unit) + " tier " + std::to_string(each.tier) + " " +
                            to_string(each.named_on) + " " + text(each.expires_on) + " " +
                            text(each.revoked_on) + " " + all.document(each.document));
        }
    }
    return lines;
}

}  // namespace register_world
