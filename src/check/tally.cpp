#include <crossfoot/check/tally.hpp>

#include "instance_builder.hpp"

#include <map>
#include <tuple>

namespace crossfoot {

void count(check_summary& counts, const finding& found) {
    ++counts.checks;
    switch (found.result) {
    case verdict::holds: ++counts.holds; return;
    case verdict::possible: ++counts.possible; return;
    case verdict::unknown: ++counts.unknown; return;
    case verdict::fails: ++(found.follows_from ? counts.follows : counts.fails); return;
    }
}

void add(check_summary& counts, const check_summary& more) {
    counts.figures += more.figures;
    counts.checks += more.checks;
    counts.holds += more.holds;
    counts.possible += more.possible;
    counts.fails += more.fails;
    counts.follows += more.follows;
    counts.unknown += more.unknown;
    counts.excused += more.excused;
    counts.explained += more.explained;
}

std::vector<check_tally> tallies_of(const check_report& report, const dataset& data) {
    if (!report.lists_what_holds) return report.tallies;
    std::map<std::tuple<std::uint32_t, std::optional<level_id>, indicator_id>, check_summary>
        counts;
    detail::trees hierarchies{data.where()};
    for (const finding& each : report.findings) {
        const hierarchy& tree = hierarchies.at(each.where.when.last());
        const bool is_there = tree.has(each.where.place);
        const auto level = is_there ? std::optional{tree.level_of(each.where.place)} : std::nullopt;
        count(counts[{each.rule, level, each.where.what.indicator}], each);
    }
    std::vector<check_tally> made;
    for (const auto& [key, tally] : counts) {
        made.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), tally});
    }
    return made;
}

}  // namespace crossfoot
