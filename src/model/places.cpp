#include <crossfoot/model/places.hpp>
#include <crossfoot/number/error.hpp>

#include <algorithm>

namespace crossfoot {

namespace {

constexpr std::uint32_t ambiguous = 0xffffffffU;

bool holds_on(const place_row& row, day when) {
    return (!row.valid_from || *row.valid_from <= when) && (!row.valid_to || when <= *row.valid_to);
}

bool hold_together(const place_row& a, const place_row& b) {
    const bool a_ends_first = a.valid_to && b.valid_from && *a.valid_to < *b.valid_from;
    const bool b_ends_first = b.valid_to && a.valid_from && *b.valid_to < *a.valid_from;
    return !a_ends_first && !b_ends_first;
}

std::string in_quotes(std::string_view text) {
    return '"' + std::string{text} + '"';
}

/// Days in a row; no value on a side: without beginning, or without end.
struct day_range {
    std::optional<day> from;
    std::optional<day> to;
};

/// "until 2014-12-31".
bilingual in_words(const day_range& days) {
    if (days.from && days.to && *days.from == *days.to) {
        return {"on " + to_string(*days.from), to_string(*days.from)};
    }
    if (days.from && days.to) {
        return {"from " + to_string(*days.from) + " to " + to_string(*days.to),
                to_string(*days.from) + "至" + to_string(*days.to)};
    }
    if (days.from) {
        return {"from " + to_string(*days.from) + " on", to_string(*days.from) + "起"};
    }
    if (days.to) {
        return {"until " + to_string(*days.to), to_string(*days.to) + "以前"};
    }
    return {"on any day", "任何一日"};
}

/// The days of `whole` that lie in none of `parts`.
std::vector<day_range> days_outside(const day_range& whole, std::vector<day_range> parts) {
    constexpr std::chrono::days one{1};
    std::ranges::sort(parts, [](const day_range& a, const day_range& b) {
        return b.from && (!a.from || *a.from < *b.from);
    });
    std::vector<day_range> outside;
    std::optional<day> next = whole.from;  // the first day that is not yet known to lie inside
    for (const day_range& part : parts) {
        if (part.to && next && *part.to < *next) {
            continue;
        }
        if (part.from && whole.to && *whole.to < *part.from) {
            break;
        }
        if (part.from && (!next || *next < *part.from)) {
            outside.push_back({next, *part.from - one});
        }
        if (!part.to) {
            return outside;
        }
        next = *part.to + one;
    }
    if (!whole.to || !next || *next <= *whole.to) {
        outside.push_back({next, whole.to});
    }
    return outside;
}

/// The rows of a places file while they are checked.
class row_check {
  public:
    row_check(const std::vector<place_row>& rows,
              std::span<const std::string> level_names,
              const std::string& file,
              std::vector<diagnostic>& problems)
        : rows_{rows},
          level_names_{level_names},
          file_{file},
          problems_{problems},
          good_(rows.size(), true) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            by_code_[rows[i].code].push_back(i);
        }
    }

    std::vector<bool> run() {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            check_dates(i);
            check_same_code(i);
            check_parent(i);
        }
        return good_;
    }

  private:
    void refuse(std::size_t row, diagnostic_code code, bilingual message) {
        good_[row] = false;
        problems_.push_back({code, file_, rows_[row].where, std::move(message)});
    }

    void check_dates(std::size_t i) {
        const place_row& row = rows_[i];
        if (!row.valid_from || !row.valid_to || *row.valid_from <= *row.valid_to) {
            return;
        }
        const std::string from = to_string(*row.valid_from);
        const std::string to = to_string(*row.valid_to);
        refuse(i,
               diagnostic_code::dates_reversed,
               {"place " + in_quotes(row.code) + " is valid from " + from + " to " + to +
                    ": expected the first day not to be after the last",
                "地区" + in_quotes(row.code) + "的有效期为" + from + "至" + to +
                    "：起始日期不应晚于截止日期"});
    }

    void check_same_code(std::size_t i) {
        const place_row& row = rows_[i];
        for (const std::size_t other : by_code_[row.code]) {
            if (other >= i) {
                return;
            }
            if (!hold_together(rows_[other], row)) {
                continue;
            }
            const std::string line = std::to_string(rows_[other].where.line);
            const bool undated = !row.valid_from && !row.valid_to && !rows_[other].valid_from &&
                                 !rows_[other].valid_to;
            if (undated) {
                refuse(i,
                       diagnostic_code::duplicate_place,
                       {"place " + in_quotes(row.code) + " is already on line " + line +
                            ": expected each code once, or rows with dates that do not overlap",
                        "地区" + in_quotes(row.code) + "已在第" + line +
                            "行出现：每个代码应只出现一次，或各行有效期互不重叠"});
            } else {
                refuse(i,
                       diagnostic_code::overlapping_rows,
                       {"place " + in_quotes(row.code) + " is valid at the same time on line " +
                            line + ": expected dated rows of a place not to overlap",
                        "地区" + in_quotes(row.code) + "与第" + line +
                            "行的有效期重叠：同一地区各行的有效期不应重叠"});
            }
            return;
        }
    }

    void check_parent(std::size_t i) {
        const place_row& row = rows_[i];
        if (row.parent.empty()) {
            return;
        }
        const auto parents = by_code_.find(row.parent);
        if (parents == by_code_.end()) {
            refuse(i,
                   diagnostic_code::unknown_parent,
                   {"place " + in_quotes(row.code) + " lies in " + in_quotes(row.parent) +
                        ", which is not in the file: expected the code of another row, or nothing "
                        "at the top",
                    "地区" + in_quotes(row.code) + "的上级" + in_quotes(row.parent) +
                        "不在文件中：应为另一行的代码，最上级留空"});
            return;
        }
        for (const std::size_t parent : parents->second) {
            if (!hold_together(rows_[parent], row) || rows_[parent].level < row.level) {
                continue;
            }
            refuse_level(i, parent);
            return;
        }
        check_days_of_parent(i, parents->second);
    }

    void check_days_of_parent(std::size_t i, const std::vector<std::size_t>& parents) {
        const place_row& row = rows_[i];
        std::vector<day_range> there;
        for (const std::size_t parent : parents) {
            const day_range days{rows_[parent].valid_from, rows_[parent].valid_to};
            // Whoever corrects reversed dates decides on which days that parent is there.
            if (is_reversed(days)) {
                return;
            }
            there.push_back(days);
        }
        const day_range own{row.valid_from, row.valid_to};
        if (is_reversed(own)) {
            return;
        }
        bilingual days;
        for (const day_range& each : days_outside(own, std::move(there))) {
            const bilingual range = in_words(each);
            days.en += (days.en.empty() ? "" : ", ") + range.en;
            days.zh += (days.zh.empty() ? "" : "、") + range.zh;
        }
        if (days.en.empty()) {
            return;
        }
        refuse(i,
               diagnostic_code::orphaned_place,
               {"place " + in_quotes(row.code) + " lies in " + in_quotes(row.parent) +
                    ", which is not there " + days.en +
                    ": expected the place above to be there on every day of the row",
                "地区" + in_quotes(row.code) + "的上级" + in_quotes(row.parent) +
                    "在下列日期不存在：" + days.zh + "。该行有效期内上级地区应始终存在"});
    }

    static bool is_reversed(const day_range& days) {
        return days.from && days.to && *days.to < *days.from;
    }

    // Levels fall strictly from parent to child, so every cycle has a place where they do not.
    void refuse_level(std::size_t i, std::size_t parent) {
        const place_row& row = rows_[i];
        if (is_own_ancestor(i)) {
            refuse(i,
                   diagnostic_code::place_cycle,
                   {"place " + in_quotes(row.code) + " lies in " + in_quotes(row.parent) +
                        ", which lies in it: expected a parent on a higher level",
                    "地区" + in_quotes(row.code) + "的上级" + in_quotes(row.parent) +
                        "又隶属于它：上级应为更高层级的地区"});
            return;
        }
        const std::string& own = level_name(row.level);
        const std::string& above = level_name(rows_[parent].level);
        refuse(i,
               diagnostic_code::level_order,
               {"place " + in_quotes(row.code) + " (" + own + ") lies in " + in_quotes(row.parent) +
                    " (" + above + "): expected a parent on a higher level",
                "地区" + in_quotes(row.code) + "（" + own + "）的上级" + in_quotes(row.parent) +
                    "（" + above + "）：上级应为更高层级的地区"});
    }

    [[nodiscard]] bool is_own_ancestor(std::size_t start) const {
        std::string_view code = rows_[start].parent;
        for (std::size_t steps = 0; steps <= rows_.size() && !code.empty(); ++steps) {
            if (code == rows_[start].code) {
                return true;
            }
            const auto found = by_code_.find(std::string{code});
            if (found == by_code_.end()) {
                return false;
            }
            code = rows_[found->second.front()].parent;
        }
        return false;
    }

    [[nodiscard]] const std::string& level_name(level_id which) const {
        static const std::string unnamed = "?";
        return which.index() < level_names_.size() ? level_names_[which.index()] : unnamed;
    }

    const std::vector<place_row>& rows_;
    std::span<const std::string> level_names_;
    const std::string& file_;
    std::vector<diagnostic>& problems_;
    std::vector<bool> good_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_code_;
};

}  // namespace

places places::build(std::vector<place_row> rows,
                     std::span<const std::string> level_names,
                     const std::string& file,
                     std::vector<diagnostic>& problems) {
    const std::vector<bool> good = row_check{rows, level_names, file, problems}.run();
    places built;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!good[i]) {
            continue;
        }
        place_row& row = rows[i];
        const auto [known, is_new] =
            built.by_code_.try_emplace(row.code, static_cast<std::uint32_t>(built.codes_.size()));
        const std::uint32_t place = known->second;
        const auto row_number = static_cast<std::uint32_t>(built.rows_.size());
        if (is_new) {
            built.codes_.push_back(row.code);
            built.latest_row_.push_back(row_number);
        } else if (const place_row& latest = built.rows_[built.latest_row_[place]];
                   latest.valid_to && row.valid_from && *latest.valid_to < *row.valid_from) {
            built.latest_row_[place] = row_number;
        }
        if (!row.name.empty()) {
            const auto [named, first] = built.by_name_.try_emplace(row.name, place);
            if (!first && named->second != place) {
                named->second = ambiguous;
            }
        }
        if (row.valid_from) {
            built.changes_.push_back(*row.valid_from);
        }
        if (row.valid_to) {
            built.changes_.push_back(*row.valid_to + std::chrono::days{1});
        }
        built.place_of_row_.push_back(place);
        built.rows_.push_back(std::move(row));
    }
    built.first_row_.assign(built.codes_.size() + 1, 0);
    for (const std::uint32_t place : built.place_of_row_) {
        ++built.first_row_[place + 1];
    }
    for (std::size_t i = 0; i < built.codes_.size(); ++i) {
        built.first_row_[i + 1] += built.first_row_[i];
    }
    built.row_list_.resize(built.rows_.size());
    std::vector<std::uint32_t> next{built.first_row_.begin(), built.first_row_.end() - 1};
    for (std::size_t i = 0; i < built.rows_.size(); ++i) {
        built.row_list_[next[built.place_of_row_[i]]++] = static_cast<std::uint32_t>(i);
    }
    for (std::size_t i = 0; i < built.codes_.size(); ++i) {
        const auto from = built.row_list_.begin() + built.first_row_[i];
        const auto to = built.row_list_.begin() + built.first_row_[i + 1];
        std::sort(from, to, [&](std::uint32_t a, std::uint32_t b) {
            const auto& later = built.rows_[b].valid_from;
            const auto& earlier = built.rows_[a].valid_from;
            return later && (!earlier || *earlier < *later);
        });
    }
    std::ranges::sort(built.changes_);
    const auto repeated = std::unique(built.changes_.begin(), built.changes_.end());
    built.changes_.erase(repeated, built.changes_.end());
    return built;
}

std::optional<place_id> places::find(std::string_view code) const {
    const auto found = by_code_.find(code);
    if (found == by_code_.end()) {
        return std::nullopt;
    }
    return place_id{found->second};
}

std::optional<place_id> places::find_named(std::string_view code_or_name) const {
    if (const auto found = find(code_or_name)) {
        return found;
    }
    const auto named = by_name_.find(code_or_name);
    if (named == by_name_.end() || named->second == ambiguous) {
        return std::nullopt;
    }
    return place_id{named->second};
}

place_id places::at_code(std::string_view code) const {
    if (const auto found = find(code)) {
        return *found;
    }
    throw error{error_code::unknown_code,
                std::string{code},
                {"is no place of the hierarchy", "不是已登记的地区"}};
}

const std::string& places::name(place_id place) const {
    return rows_[latest_row_[place.index()]].name;
}

std::span<const std::uint32_t> places::rows_of(place_id place) const noexcept {
    if (place.index() + 1 >= first_row_.size()) {
        return {};
    }
    const std::uint32_t from = first_row_[place.index()];
    return std::span{row_list_}.subspan(from, first_row_[place.index() + 1] - from);
}

const place_row* places::find_row(place_id place, day when) const noexcept {
    for (const std::uint32_t row : rows_of(place)) {
        if (holds_on(rows_[row], when)) {
            return &rows_[row];
        }
    }
    return nullptr;
}

hierarchy places::at(day when) const {
    const std::size_t count = codes_.size();
    hierarchy tree;
    tree.rank_.assign(count, hierarchy::none);
    tree.parent_.assign(count, hierarchy::none);
    tree.level_.assign(count, level_id{});
    std::vector<bool> there(count, false);
    std::vector<std::uint32_t> in_row_order;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (!holds_on(rows_[i], when)) {
            continue;
        }
        const std::uint32_t place = place_of_row_[i];
        there[place] = true;
        tree.level_[place] = rows_[i].level;
        in_row_order.push_back(place);
        if (rows_[i].parent.empty()) {
            continue;
        }
        if (const auto parent = find(rows_[i].parent)) {
            tree.parent_[place] = parent->index();
        }
    }
    // A parent that is not there on this day leaves its children at the top.
    tree.first_child_.assign(count + 1, 0);
    for (const std::uint32_t place : in_row_order) {
        std::uint32_t& parent = tree.parent_[place];
        if (parent != hierarchy::none && !there[parent]) {
            parent = hierarchy::none;
        }
        if (parent != hierarchy::none) {
            ++tree.first_child_[parent + 1];
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        tree.first_child_[i + 1] += tree.first_child_[i];
    }
    tree.children_.resize(tree.first_child_[count]);
    std::vector<std::uint32_t> next{tree.first_child_.begin(), tree.first_child_.end() - 1};
    for (const std::uint32_t place : in_row_order) {
        if (const std::uint32_t parent = tree.parent_[place]; parent != hierarchy::none) {
            tree.children_[next[parent]++] = place_id{place};
        }
    }
    std::vector<place_id> open;
    for (auto top = in_row_order.rbegin(); top != in_row_order.rend(); ++top) {
        if (tree.parent_[*top] == hierarchy::none) {
            open.emplace_back(*top);
        }
    }
    while (!open.empty()) {
        const place_id place = open.back();
        open.pop_back();
        tree.rank_[place.index()] = static_cast<std::uint32_t>(tree.order_.size());
        tree.order_.push_back(place);
        const auto children = tree.children_of(place);
        open.insert(open.end(), children.rbegin(), children.rend());
    }
    return tree;
}

bool hierarchy::has(place_id place) const noexcept {
    return place.index() < rank_.size() && rank_[place.index()] != none;
}

std::optional<place_id> hierarchy::parent_of(place_id place) const noexcept {
    if (!has(place) || parent_[place.index()] == none) {
        return std::nullopt;
    }
    return place_id{parent_[place.index()]};
}

std::span<const place_id> hierarchy::children_of(place_id place) const noexcept {
    if (place.index() + 1 >= first_child_.size()) {
        return {};
    }
    const std::uint32_t from = first_child_[place.index()];
    return std::span{children_}.subspan(from, first_child_[place.index() + 1] - from);
}

level_id hierarchy::level_of(place_id place) const {
    CROSSFOOT_EXPECTS(has(place));
    return level_[place.index()];
}

std::size_t hierarchy::rank_of(place_id place) const noexcept {
    return has(place) ? rank_[place.index()] : order_.size();
}

}  // namespace crossfoot
