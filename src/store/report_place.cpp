#include "report_place.hpp"

#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <optional>

namespace crossfoot::detail {

std::vector<bool> places_within(const places& where, place_id top) {
    std::vector<bool> within(where.size(), false);
    within[top.index()] = true;
    // Rows may stand in any order, so until nothing changes.
    for (bool changes = true; changes;) {
        changes = false;
        for (const place_row_view& row : where.rows()) {
            if (!row.above || within[row.place.index()] || !within[row.above->index()]) continue;
            within[row.place.index()] = true;
            changes = true;
        }
    }
    return within;
}

namespace {

/// Whether places are a given one or lie in it on some day of a period, by place; of those that are
/// nowhere on any of its days, whether they ever were in it.
std::vector<bool> places_within_during(const places& where, place_id top, const period& when) {
    std::vector<bool> within = places_within(where, top);
    std::vector<day> days{when.first()};
    for (const day change : where.changes()) {
        if (when.first() < change && change <= when.last()) days.push_back(change);
    }
    std::vector<bool> is_there(where.size(), false);
    std::vector<bool> within_then(where.size(), false);
    for (const day each : days) {
        const hierarchy tree = where.at(each);
        for (std::size_t i = 0; i < within.size(); ++i) {
            if (!tree.has(place_id{i})) continue;
            is_there[i] = true;
            std::optional<place_id> up{place_id{i}};
            while (up && *up != top) {
                up = tree.parent_of(*up);
            }
            if (up) within_then[i] = true;
        }
    }
    for (std::size_t i = 0; i < within.size(); ++i) {
        if (is_there[i]) within[i] = within_then[i];
    }
    return within;
}

}  // namespace

std::string named_place(const places& where,
                        std::string_view name,
                        const std::vector<bool>& has_figures,
                        const period& days) {
    const auto found = where.find_named(name);
    const place_id top = found ? *found : where.at_code(name);
    const std::vector<bool> within = places_within_during(where, top, days);
    for (std::size_t i = 0; i < has_figures.size(); ++i) {
        if (!has_figures[i] || within[i]) continue;
        const std::string code{where.code(place_id{i})};
        throw error{error_code::outside_domain,
                    std::string{name},
                    {"is not where all figures are: those of " + code +
                         " lie outside; expected the place that the report is about",
                     "并不包含全部数值所在地区：" + code + "在其之外；应为报表所述的地区"}};
    }
    return std::string{where.code(top)};
}

std::string common_place(const places& where, const std::vector<bool>& has_figures, day when) {
    const hierarchy tree = where.at(when);
    const bool any = std::ranges::find(has_figures, true) != has_figures.end();
    std::optional<place_id> common;
    std::vector<place_id> way;  // from it up
    for (std::size_t i = 0; i < where.size(); ++i) {
        const place_id each{i};
        if (any && !has_figures[i]) continue;
        if (!common) {
            common = each;
        } else {
            std::optional<place_id> up = each;
            const auto above = [&](place_id place) { return tree.parent_of(place); };
            while (up && std::ranges::find(way, *up) == way.end()) {
                up = above(*up);
            }
            if (!up) return {};
            common = up;
        }
        way.clear();
        for (std::optional<place_id> up = common; up; up = tree.parent_of(*up)) {
            way.push_back(*up);
        }
    }
    return common ? std::string{where.code(*common)} : std::string{};
}

}  // namespace crossfoot::detail
