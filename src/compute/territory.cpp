#include <crossfoot/compute/territory.hpp>
#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace crossfoot {

const char* name_of(comparison_day which) noexcept {
    switch (which) {
    case comparison_day::from: return "from";
    case comparison_day::to: return "to";
    }
    return "";
}

const char* name_of(territory_change_kind which) noexcept {
    switch (which) {
    case territory_change_kind::recoded: return "recoded";
    case territory_change_kind::made_over: return "made_over";
    case territory_change_kind::appeared: return "appeared";
    case territory_change_kind::vanished: return "vanished";
    case territory_change_kind::subdivided: return "subdivided";
    case territory_change_kind::closed_up: return "closed_up";
    }
    return "";
}

namespace {

constexpr std::uint32_t none = 0xffffffffU;

bool is_leaf(const hierarchy& tree, place_id place) {
    return tree.has(place) && tree.children_of(place).empty();
}

/// The lowest places in a place, itself where nothing lies below it.
std::vector<place_id> leaves_below(const hierarchy& tree, place_id place) {
    std::vector<place_id> leaves;
    std::vector<place_id> open{place};
    while (!open.empty()) {
        const place_id next = open.back();
        open.pop_back();
        const auto children = tree.children_of(next);
        if (children.empty()) {
            leaves.push_back(next);
        }
        open.insert(open.end(), children.rbegin(), children.rend());
    }
    return leaves;
}

/// All lowest places of a tree.
std::vector<place_id> leaves_of_all(const hierarchy& tree) {
    std::vector<place_id> leaves;
    for (const place_id place : tree.in_order()) {
        if (is_leaf(tree, place)) {
            leaves.push_back(place);
        }
    }
    return leaves;
}

void sort_in_order(std::vector<place_id>& some, const hierarchy& tree) {
    std::ranges::sort(some, {}, [&](place_id each) { return std::pair{tree.rank_of(each), each}; });
    some.erase(std::unique(some.begin(), some.end()), some.end());
}

}  // namespace

// ---- following the rows from day to day
// -----------------------------------------------------------

/// Follows the land of the lowest places through the days on which rows change. Each has a node;
/// nodes that are one piece of land, or that cannot be told apart, are united.
class territory::follower {
  public:
    explicit follower(const places& where, day from) : where_{where}, tree_{where.at(from)} {
        node_.assign(where.size(), none);
        for (const place_id place : leaves_of_all(tree_)) {
            node_[place.index()] = new_node();
        }
    }

    /// The nodes of the lowest places, by place.
    [[nodiscard]] const std::vector<std::uint32_t>& nodes() const noexcept { return node_; }

    /// Goes over to the hierarchy of a day on which rows change.
    void step(day when);

    std::uint32_t root(std::uint32_t node) {
        while (parent_[node] != node) {
            parent_[node] = parent_[parent_[node]];
            node = parent_[node];
        }
        return node;
    }

    struct noted_change {
        territory_change what;
        std::uint32_t node;
    };
    std::vector<noted_change> changes;

  private:
    /// What happened on one day to the lowest places of one place that is there before and after.
    struct group {
        std::vector<place_id> ended;
        std::vector<place_id> begun;
        std::vector<place_id> changed_before;  // as they were before
        std::vector<place_id> changed_after;
        /// Some of them lay in a place that came or went that day: what lost land to them may lie
        /// anywhere below.
        bool is_deep = false;
    };
    /// By the place above; `top` for those without one.
    using groups = std::map<std::uint32_t, group>;
    static constexpr std::uint32_t top = none;

    std::uint32_t new_node() {
        parent_.push_back(static_cast<std::uint32_t>(parent_.size()));
        return parent_.back();
    }
    void unite(std::uint32_t a, std::uint32_t b) { parent_[root(a)] = root(b); }

    void number_leaves();
    void join_levels();
    void find_unmatched();
    void match_by_name();
    [[nodiscard]] groups group_changes() const;
    void settle(const group& changed);
    void settle_doubt(std::uint32_t above, const group& changed);
    void note(territory_change_kind kind,
              std::vector<place_id> before,
              std::vector<place_id> after);

    [[nodiscard]] bool has_new_row(place_id place) const {
        return where_.find_row(place, when_ - std::chrono::days{1}) !=
               where_.find_row(place, when_);
    }
    /// The nearest place above that is there both before and after.
    [[nodiscard]] static std::uint32_t lasting_parent(const hierarchy& own,
                                                      const hierarchy& other,
                                                      place_id place) {
        std::optional<place_id> above = own.parent_of(place);
        while (above && !other.has(*above)) {
            above = own.parent_of(*above);
        }
        return above ? above->index() : top;
    }
    [[nodiscard]] static std::vector<place_id> leaves_in(const hierarchy& tree,
                                                         std::uint32_t above) {
        return above == top ? leaves_of_all(tree) : leaves_below(tree, place_id{above});
    }

    const places& where_;
    std::vector<std::uint32_t> parent_;  // of nodes
    hierarchy tree_;                     // before
    hierarchy after_;
    day when_;
    std::vector<std::uint32_t> node_;  // before
    std::vector<std::uint32_t> node_after_;
    std::vector<bool> explained_;  // ended or begun, and the place above tells its land
    std::vector<place_id> ended_;
    std::vector<place_id> begun_;
    std::vector<std::pair<place_id, place_id>> recoded_;
    std::optional<std::uint32_t> doubtful_end_;  // a node of each kind of doubt of the day
    std::optional<std::uint32_t> doubtful_begin_;
};

void territory::follower::step(day when) {
    when_ = when;
    after_ = where_.at(when);
    doubtful_end_.reset();
    doubtful_begin_.reset();
    number_leaves();
    join_levels();
    find_unmatched();
    match_by_name();
    for (const auto& [above, changed] : group_changes()) {
        if (changed.ended.empty() && changed.begun.empty()) {
            continue;
        }
        const bool is_closed = !changed.changed_before.empty() || !changed.changed_after.empty() ||
                               (!changed.ended.empty() && !changed.begun.empty());
        if (is_closed) {
            settle(changed);
        } else {
            settle_doubt(above, changed);
        }
    }
    // What vanished here may be what appeared there.
    if (doubtful_end_ && doubtful_begin_) {
        unite(*doubtful_end_, *doubtful_begin_);
    }
    tree_ = std::move(after_);
    node_ = std::move(node_after_);
}

void territory::follower::number_leaves() {
    node_after_.assign(where_.size(), none);
    for (const place_id place : leaves_of_all(after_)) {
        const std::uint32_t before = node_[place.index()];
        node_after_[place.index()] = before != none ? before : new_node();
    }
}

/// A place with nothing below it on one side of the day is what lies in it on the other.
void territory::follower::join_levels() {
    explained_.assign(where_.size(), false);
    const auto join = [&](const hierarchy& whole_in,
                          const std::vector<std::uint32_t>& whole_nodes,
                          const hierarchy& parts_in,
                          const std::vector<std::uint32_t>& part_nodes,
                          territory_change_kind kind) {
        for (const place_id place : whole_in.in_order()) {
            if (!is_leaf(whole_in, place) || !parts_in.has(place) || is_leaf(parts_in, place)) {
                continue;
            }
            std::vector<place_id> parts = leaves_below(parts_in, place);
            for (const place_id part : parts) {
                unite(whole_nodes[place.index()], part_nodes[part.index()]);
                explained_[part.index()] = true;
            }
            if (kind == territory_change_kind::subdivided) {
                note(kind, {place}, std::move(parts));
            } else {
                note(kind, std::move(parts), {place});
            }
        }
    };
    join(tree_, node_, after_, node_after_, territory_change_kind::subdivided);
    join(after_, node_after_, tree_, node_, territory_change_kind::closed_up);
}

void territory::follower::find_unmatched() {
    ended_.clear();
    begun_.clear();
    for (const place_id place : leaves_of_all(tree_)) {
        if (!after_.has(place) && !explained_[place.index()]) {
            ended_.push_back(place);
        }
    }
    for (const place_id place : leaves_of_all(after_)) {
        if (!tree_.has(place) && !explained_[place.index()]) {
            begun_.push_back(place);
        }
    }
}

/// Codes may contain the code of the place above, so a place that moves gets another one. Of the
/// places that ended and began, one alone of a name and level on either side is the same.
void territory::follower::match_by_name() {
    recoded_.clear();
    if (ended_.empty() || begun_.empty()) {
        return;
    }
    struct bearers {
        std::vector<place_id> ended;
        std::vector<place_id> begun;
    };
    std::map<std::pair<level_id, std::string_view>, bearers> by_name;
    const auto add = [&](place_id place, day when, std::vector<place_id> bearers::*list) {
        const place_row_view row = *where_.find_row(place, when);
        if (!row.name.empty()) {
            (by_name[{row.level, row.name}].*list).push_back(place);
        }
    };
    for (const place_id place : ended_) {
        add(place, when_ - std::chrono::days{1}, &bearers::ended);
    }
    for (const place_id place : begun_) {
        add(place, when_, &bearers::begun);
    }
    for (const auto& [name, same] : by_name) {
        if (same.ended.size() != 1 || same.begun.size() != 1) {
            continue;
        }
        recoded_.emplace_back(same.ended.front(), same.begun.front());
        unite(node_[same.ended.front().index()], node_after_[same.begun.front().index()]);
        std::erase(ended_, same.ended.front());
        std::erase(begun_, same.begun.front());
        note(territory_change_kind::recoded, same.ended, same.begun);
    }
}

territory::follower::groups territory::follower::group_changes() const {
    groups all;
    const auto group_of =
        [&](const hierarchy& own, const hierarchy& other, place_id place) -> group& {
        const std::uint32_t key = lasting_parent(own, other, place);
        const std::optional<place_id> above = own.parent_of(place);
        group& found = all[key];
        found.is_deep = found.is_deep || (above ? above->index() : top) != key;
        return found;
    };
    for (const place_id place : ended_) {
        group_of(tree_, after_, place).ended.push_back(place);
    }
    for (const place_id place : begun_) {
        group_of(after_, tree_, place).begun.push_back(place);
    }
    if (all.empty()) {
        return all;  // nothing is left unmatched, so nothing is made over
    }
    const auto add_to = [&](std::uint32_t above, bool is_near, place_id was, place_id is) {
        const auto found = all.find(above);
        if (found != all.end() && (is_near || found->second.is_deep)) {
            found->second.changed_before.push_back(was);
            found->second.changed_after.push_back(is);
        }
    };
    const auto add_changed = [&](place_id was, place_id is) {
        for (const auto& [tree, place] : {std::pair{&tree_, was}, std::pair{&after_, is}}) {
            bool is_near = true;
            for (auto above = tree->parent_of(place); above; above = tree->parent_of(*above)) {
                add_to(above->index(), is_near, was, is);
                is_near = false;
            }
            add_to(top, is_near, was, is);
        }
    };
    for (const place_id place : tree_.in_order()) {
        if (after_.has(place) && has_new_row(place)) {
            add_changed(place, place);
        }
    }
    for (const auto& [was, is] : recoded_) {
        add_changed(was, is);
    }
    return all;
}

/// All rows of the group that changed are one block.
void territory::follower::settle(const group& changed) {
    std::vector<place_id> before = changed.ended;
    std::vector<place_id> after = changed.begun;
    for (const place_id place : changed.changed_before) {
        std::ranges::copy(leaves_below(tree_, place), std::back_inserter(before));
    }
    for (const place_id place : changed.changed_after) {
        std::ranges::copy(leaves_below(after_, place), std::back_inserter(after));
    }
    sort_in_order(before, tree_);
    sort_in_order(after, after_);
    const std::uint32_t first =
        before.empty() ? node_after_[after.front().index()] : node_[before.front().index()];
    for (const place_id place : before) {
        unite(first, node_[place.index()]);
    }
    for (const place_id place : after) {
        unite(first, node_after_[place.index()]);
    }
    note(territory_change_kind::made_over, std::move(before), std::move(after));
}

/// Nothing beside it changed: all that lies with it in the nearest place that has more is in doubt.
void territory::follower::settle_doubt(std::uint32_t above, const group& changed) {
    const bool appeared = changed.ended.empty();
    const std::vector<place_id>& unexplained = appeared ? changed.begun : changed.ended;
    std::vector<place_id> before = leaves_in(tree_, above);
    std::vector<place_id> after = leaves_in(after_, above);
    while ((appeared ? before : after).empty() && above != top) {
        above = lasting_parent(tree_, after_, place_id{above});
        before = leaves_in(tree_, above);
        after = leaves_in(after_, above);
    }
    const std::uint32_t first =
        appeared ? node_after_[unexplained.front().index()] : node_[unexplained.front().index()];
    for (const place_id place : before) {
        unite(first, node_[place.index()]);
    }
    for (const place_id place : after) {
        unite(first, node_after_[place.index()]);
    }
    std::optional<std::uint32_t>& same_doubt = appeared ? doubtful_begin_ : doubtful_end_;
    same_doubt = first;
    if (appeared) {
        note(territory_change_kind::appeared, std::move(before), unexplained);
    } else {
        note(territory_change_kind::vanished, unexplained, std::move(after));
    }
}

void territory::follower::note(territory_change_kind kind,
                               std::vector<place_id> before,
                               std::vector<place_id> after) {
    const std::uint32_t node =
        before.empty() ? node_after_[after.front().index()] : node_[before.front().index()];
    changes.push_back({{when_, kind, std::move(before), std::move(after)}, node});
}

// ---- the two days
// ---------------------------------------------------------------------------------

territory::territory(const places& where, day from, day to)
    : where_{where}, days_{from, to}, trees_{where.at(from), where.at(to)} {
    CROSSFOOT_EXPECTS(from <= to);
    sides_ = {leaves_of(where, trees_[0]), leaves_of(where, trees_[1])};
    follower followed{where, from};
    std::array<std::vector<std::uint32_t>, 2> nodes;
    nodes[0] = followed.nodes();
    for (const day when : where.changes()) {
        if (from < when && when <= to) {
            followed.step(when);
        }
    }
    nodes[1] = followed.nodes();
    std::map<std::uint32_t, std::uint32_t> atom_of_root;
    for (std::size_t which = 0; which < 2; ++which) {
        side& own = sides_[which];
        for (std::size_t i = 0; i < own.leaves.size(); ++i) {
            const std::uint32_t root = followed.root(nodes[which][own.leaves[i].index()]);
            const auto [found, is_new] =
                atom_of_root.try_emplace(root, static_cast<std::uint32_t>(atoms_.size()));
            if (is_new) {
                atoms_.emplace_back();
            }
            own.atom_of.push_back(found->second);
            atoms_[found->second].leaves[which].push_back(static_cast<std::uint32_t>(i));
        }
    }
    for (follower::noted_change& each : followed.changes) {
        // Land that came and went between the two days is of no concern to either.
        const auto found = atom_of_root.find(followed.root(each.node));
        if (found != atom_of_root.end()) {
            atoms_[found->second].changes.push_back(static_cast<std::uint32_t>(changes_.size()));
        }
        changes_.push_back(std::move(each.what));
    }
}

territory::side territory::leaves_of(const places& where, const hierarchy& tree) {
    side made;
    made.first_leaf.assign(where.size(), 0);
    made.leaf_end.assign(where.size(), 0);
    const auto order = tree.in_order();
    for (const place_id place : order) {
        made.first_leaf[place.index()] = static_cast<std::uint32_t>(made.leaves.size());
        if (is_leaf(tree, place)) {
            made.leaves.push_back(place);
            made.leaf_end[place.index()] = static_cast<std::uint32_t>(made.leaves.size());
        }
    }
    // From the bottom up: a place ends where the last of its children does.
    for (auto place = order.rbegin(); place != order.rend(); ++place) {
        const auto children = tree.children_of(*place);
        if (!children.empty()) {
            made.leaf_end[place->index()] = made.leaf_end[children.back().index()];
        }
    }
    return made;
}

territory_sum territory::express(place_id place, comparison_day as_of) const {
    if (!tree(as_of).has(place)) {
        const std::string on = to_string(when(as_of));
        const std::string code{where_.code(place)};
        return {{}, bilingual{code + " is not there on " + on, code + "在" + on + "不存在"}};
    }
    const side& own = sides_[index(as_of)];
    const comparison_day there = other(as_of);
    const std::uint32_t first = own.first_leaf[place.index()];
    const std::uint32_t end = own.leaf_end[place.index()];
    std::vector<std::uint32_t> wanted;  // leaves of the other day
    std::vector<std::uint32_t> seen;    // atoms
    for (std::uint32_t leaf = first; leaf < end; ++leaf) {
        seen.push_back(own.atom_of[leaf]);
    }
    std::ranges::sort(seen);
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    for (const std::uint32_t each : seen) {
        const atom& land = atoms_[each];
        const auto& inside = land.leaves[index(as_of)];
        const bool is_whole = first <= inside.front() && inside.back() < end;
        const auto& outside = land.leaves[index(there)];
        if (!is_whole || outside.empty()) {
            return {{}, refusal(place, as_of, land)};
        }
        wanted.insert(wanted.end(), outside.begin(), outside.end());
    }
    std::ranges::sort(wanted);

    // The place of the same code, if it has any of that land; then what is missing and too much.
    std::vector<std::uint32_t> same;
    if (tree(there).has(place)) {
        const side& others = sides_[index(there)];
        same.resize(others.leaf_end[place.index()] - others.first_leaf[place.index()]);
        std::iota(same.begin(), same.end(), others.first_leaf[place.index()]);
    }
    std::vector<std::uint32_t> missing;
    std::vector<std::uint32_t> surplus;
    std::ranges::set_difference(wanted, same, std::back_inserter(missing));
    std::ranges::set_difference(same, wanted, std::back_inserter(surplus));
    // No place of a higher level stands for it: that one's own organs have no part in this one.
    const level_id highest = tree(as_of).level_of(place);
    territory_sum made;
    if (missing.size() < wanted.size()) {
        made.terms.push_back({place, territory_term::sign::plus});
    } else {
        surplus.clear();
    }
    for (const place_id each : cover(missing, there, highest)) {
        made.terms.push_back({each, territory_term::sign::plus});
    }
    for (const place_id each : cover(surplus, there, highest)) {
        made.terms.push_back({each, territory_term::sign::minus});
    }
    return made;
}

bool territory::is_unchanged(place_id place) const {
    const territory_sum sum = express(place, comparison_day::from);
    return sum.terms == std::vector{territory_term{place, territory_term::sign::plus}};
}

/// The largest places up to a level that lie wholly inside a set of leaves, in hierarchy order.
std::vector<place_id> territory::cover(const std::vector<std::uint32_t>& leaves,
                                       comparison_day which,
                                       level_id highest) const {
    const side& own = sides_[index(which)];
    std::vector<place_id> chosen;
    for (std::size_t i = 0; i < leaves.size();) {
        place_id largest = own.leaves[leaves[i]];
        std::size_t size = 1;
        while (const auto above = tree(which).parent_of(largest)) {
            const std::uint32_t first = own.first_leaf[above->index()];
            const std::uint32_t end = own.leaf_end[above->index()];
            // Positions are sorted and distinct: the last one tells whether all are there.
            const bool is_inside = first == leaves[i] && i + (end - first) <= leaves.size() &&
                                   leaves[i + (end - first) - 1] == end - 1;
            if (!is_inside || tree(which).level_of(*above) < highest) {
                break;
            }
            largest = *above;
            size = end - first;
        }
        chosen.push_back(largest);
        i += size;
    }
    return chosen;
}

// ---- in words
// -------------------------------------------------------------------------------------

bilingual territory::name(place_id place, day when) const {
    const std::optional<place_row_view> row = where_.find_row(place, when);
    const std::string name{row ? row->name : where_.name(place)};
    const std::string code{where_.code(place)};
    if (name.empty()) {
        return {code, code};
    }
    return {name + " (" + code + ")", name + "（" + code + "）"};
}

bilingual territory::names(std::span<const place_id> some, day when) const {
    constexpr std::size_t most = 4;
    const std::size_t named = some.size() > most ? most - 1 : some.size();
    bilingual list;
    for (std::size_t i = 0; i < named; ++i) {
        const bilingual each = name(some[i], when);
        const bool is_last = i + 1 == some.size();
        list.en += (i == 0 ? "" : is_last ? " and " : ", ") + each.en;
        list.zh += (i == 0 ? "" : is_last ? "和" : "、") + each.zh;
    }
    if (named < some.size()) {
        list.en += " and " + std::to_string(some.size() - named) + " more";
        list.zh += "等" + std::to_string(some.size()) + "个地区";
    }
    return list;
}

bilingual territory::told(const territory_change& change) const {
    const std::string on = to_string(change.when);
    const bilingual before = names(change.before, change.when - std::chrono::days{1});
    const bilingual after = names(change.after, change.when);
    switch (change.kind) {
    case territory_change_kind::recoded:
        return {"on " + on + " " + before.en + " became " + after.en,
                before.zh + "于" + on + "改为" + after.zh};
    case territory_change_kind::made_over:
        return {"on " + on + " " + before.en + " became " + after.en,
                before.zh + "于" + on + "调整为" + after.zh};
    case territory_change_kind::appeared:
        return {"no row says out of what " + after.en + " was made on " + on,
                "各行未说明" + after.zh + "于" + on + "由何处划出"};
    case territory_change_kind::vanished:
        return {"no row says what became of " + before.en + " on " + on,
                "各行未说明" + before.zh + "于" + on + "撤销后划归何处"};
    case territory_change_kind::subdivided:
        return {before.en + " has no places in it before " + on,
                before.zh + "在" + on + "之前没有下级地区"};
    case territory_change_kind::closed_up:
        return {after.en + " has no places in it from " + on + " on",
                after.zh + "自" + on + "起没有下级地区"};
    }
    return {};
}

bilingual territory::refusal(place_id place, comparison_day as_of, const atom& of) const {
    const day here = when(as_of);
    const day there = when(other(as_of));
    const bilingual own = name(place, here);
    bilingual why;
    for (const std::uint32_t each : of.changes) {
        if (changes_[each].kind == territory_change_kind::recoded && of.changes.size() > 1) {
            continue;  // a new code alone hides nothing
        }
        const bilingual one = told(changes_[each]);
        why.en += (why.en.empty() ? "" : "; ") + one.en;
        why.zh += (why.zh.empty() ? "" : "；") + one.zh;
    }
    std::vector<place_id> whole;
    for (const std::uint32_t leaf : of.leaves[index(other(as_of))]) {
        whole.push_back(sides_[index(other(as_of))].leaves[leaf]);
    }
    const std::string on_here = to_string(here);
    const std::string on_there = to_string(there);
    if (whole.empty()) {
        return {"the territory of " + own.en + " on " + on_here + " was no place's on " + on_there +
                    ": " + why.en,
                own.zh + on_here + "的辖区在" + on_there + "不属于任何地区：" + why.zh};
    }
    const bilingual held = names(whole, there);
    return {"the territory of " + own.en + " on " + on_here + " holds only a part of " + held.en +
                " as of " + on_there + ", and no figure tells the parts apart: " + why.en,
            own.zh + on_here + "的辖区只含" + on_there + "的" + held.zh +
                "的一部分，没有数值可供拆分：" + why.zh};
}

}  // namespace crossfoot
