#include <crossfoot/compute/place_changes.hpp>
#include <crossfoot/compute/territory.hpp>

#include <algorithm>
#include <utility>

namespace crossfoot {

const char* name_of(place_change_kind which) noexcept {
    switch (which) {
    case place_change_kind::founded: return "founded";
    case place_change_kind::abolished: return "abolished";
    case place_change_kind::renamed: return "renamed";
    case place_change_kind::moved: return "moved";
    case place_change_kind::relevelled: return "relevelled";
    case place_change_kind::top: return "top";
    case place_change_kind::recoded: return "recoded";
    case place_change_kind::split: return "split";
    case place_change_kind::merged: return "merged";
    case place_change_kind::made_over: return "made_over";
    case place_change_kind::appeared: return "appeared";
    case place_change_kind::vanished: return "vanished";
    case place_change_kind::subdivided: return "subdivided";
    case place_change_kind::closed_up: return "closed_up";
    }
    return "";
}

namespace {

constexpr std::chrono::days one_day{1};

std::vector<place_id> tops_of(const hierarchy& tree) {
    std::vector<place_id> tops;
    for (const place_id place : tree.in_order()) {
        if (!tree.parent_of(place)) {
            tops.push_back(place);
        }
    }
    return tops;
}

/// What the rows of one day say of single places.
void add_changes_of_rows(const places& where,
                         const hierarchy& before,
                         const hierarchy& after,
                         day when,
                         std::vector<place_change>& changes) {
    const auto add = [&](place_change_kind kind, place_id place) {
        changes.push_back({when, kind, {place}, {place}});
    };
    for (const place_id place : after.in_order()) {
        if (!before.has(place)) {
            changes.push_back({when, place_change_kind::founded, {}, {place}});
            continue;
        }
        const place_row_view was = *where.find_row(place, when - one_day);
        const place_row_view is = *where.find_row(place, when);
        if (was.name != is.name) {
            add(place_change_kind::renamed, place);
        }
        if (was.parent != is.parent) {
            add(place_change_kind::moved, place);
        }
        if (was.level != is.level) {
            add(place_change_kind::relevelled, place);
        }
    }
    for (const place_id place : before.in_order()) {
        if (!after.has(place)) {
            changes.push_back({when, place_change_kind::abolished, {place}, {}});
        }
    }
    std::vector<place_id> tops_before = tops_of(before);
    std::vector<place_id> tops_after = tops_of(after);
    const bool is_another =
        !std::ranges::is_permutation(tops_before, tops_after) && !tops_before.empty();
    if (is_another) {
        changes.push_back(
            {when, place_change_kind::top, std::move(tops_before), std::move(tops_after)});
    }
}

place_change_kind kind_of(const territory_change& change) {
    switch (change.kind) {
    case territory_change_kind::recoded: return place_change_kind::recoded;
    case territory_change_kind::made_over: break;
    case territory_change_kind::appeared: return place_change_kind::appeared;
    case territory_change_kind::vanished: return place_change_kind::vanished;
    case territory_change_kind::subdivided: return place_change_kind::subdivided;
    case territory_change_kind::closed_up: return place_change_kind::closed_up;
    }
    if (change.before.size() == 1 && change.after.size() == 1) {
        return place_change_kind::recoded;
    }
    if (change.before.size() == 1) {
        return place_change_kind::split;
    }
    return change.after.size() == 1 ? place_change_kind::merged : place_change_kind::made_over;
}

}  // namespace

std::vector<place_change> changes_of(const places& where) {
    std::vector<place_change> changes;
    if (where.changes().empty()) {
        return changes;
    }
    const day start = where.changes().front() - one_day;
    hierarchy before = where.at(start);
    for (const day when : where.changes()) {
        hierarchy after = where.at(when);
        add_changes_of_rows(where, before, after, when, changes);
        before = std::move(after);
    }
    const territory land{where, start, where.changes().back()};
    for (const territory_change& each : land.changes()) {
        changes.push_back({each.when, kind_of(each), each.before, each.after});
    }
    std::ranges::stable_sort(changes, {}, [](const place_change& each) {
        return std::pair{each.when, each.kind};
    });
    return changes;
}

std::vector<place_gap> gaps_of(const places& where) {
    std::vector<place_gap> gaps;
    for (std::size_t i = 0; i < where.size(); ++i) {
        const place_id place{i};
        std::optional<day> ended;  // the row before
        for (const std::uint32_t row : where.rows_of(place)) {
            const place_row_view later = where.rows()[row];
            if (ended && later.valid_from && *ended + one_day < *later.valid_from) {
                gaps.push_back({place, *ended + one_day, *later.valid_from - one_day});
            }
            ended = later.valid_to;
        }
    }
    return gaps;
}

}  // namespace crossfoot
