#include <crossfoot/model/places.hpp>
#include <crossfoot/number/error.hpp>

#include "places_builder.hpp"
#include "places_names.hpp"

#include <numeric>

namespace crossfoot {

places places::build(const std::vector<place_row>& rows,
                     std::span<const std::string> level_names,
                     const std::string& file,
                     std::vector<diagnostic>& problems) {
    detail::places_builder builder{level_names, file, problems};
    for (const place_row& each : rows) {
        builder.add({{},
                     each.code,
                     each.name,
                     each.level,
                     {},
                     each.parent,
                     each.valid_from,
                     each.valid_to,
                     each.where});
    }
    return std::move(builder.finish({}).where);
}

std::optional<place_id> places::find(std::string_view code) const {
    const std::uint32_t found =
        index_.find(code, [this](std::uint32_t place) { return this->code(place_id{place}); });
    return found == code_index::none ? std::nullopt : std::optional{place_id{found}};
}

std::optional<place_id> places::find(std::string_view code, place_id near) const {
    const std::size_t next = std::size_t{near.index()} + 1;
    if (next < size() && this->code(place_id{next}) == code) {
        return place_id{next};
    }
    if (near.index() < size() && this->code(near) == code) {
        return near;
    }
    return find(code);
}

std::optional<place_id> places::find_named(std::string_view code_or_name) const {
    if (const std::optional<place_id> found = find(code_or_name)) {
        return found;
    }
    return find_by_name(code_or_name);
}

std::optional<place_id> places::find_by_name(std::string_view name) const {
    const std::uint32_t row = find_name(name);
    if (row == code_index::none || names_->is_several[row]) {
        return std::nullopt;
    }
    return place_id{place_of_row(row)};
}

bool places::is_name_of_several(std::string_view name) const {
    const std::uint32_t row = find_name(name);
    return row != code_index::none && names_->is_several[row];
}

/// A row with that name; `code_index::none` where there is none.
std::uint32_t places::find_name(std::string_view name) const {
    if (names_ == nullptr || name.empty()) {
        return code_index::none;
    }
    const auto name_of = [this](std::uint32_t row) { return name_of_row(row); };
    std::call_once(names_->is_made, [&] {
        code_index made;
        std::vector<bool> is_several(row_count(), false);
        made.reserve(row_count());
        for (std::uint32_t row = 0; row < row_count(); ++row) {
            if (name_of(row).empty()) {
                continue;
            }
            const std::uint32_t first = made.insert(name_of(row), row, name_of);
            if (place_of_row(first) != place_of_row(row)) {
                is_several[first] = true;
            }
        }
        names_->rows = std::move(made);
        names_->is_several = std::move(is_several);
    });
    return names_->rows.find(name, name_of);
}

place_id places::at_code(std::string_view code) const {
    if (const auto found = find(code)) {
        return *found;
    }
    throw error{error_code::unknown_code,
                std::string{code},
                {"is no place of the hierarchy", "不是已登记的地区"}};
}

std::string_view places::name(place_id place) const noexcept {
    const std::uint32_t row = latest_row_.empty() ? place.index() : latest_row_[place.index()];
    return name_of_row(row);
}

std::optional<day> places::valid_from_of(std::size_t row) const noexcept {
    const day first = first_day(row);
    return first == day::min() ? std::nullopt : std::optional{first};
}

std::optional<day> places::valid_to_of(std::size_t row) const noexcept {
    const day last = last_day(row);
    return last == day::max() ? std::nullopt : std::optional{last};
}

place_row_view places::row(std::size_t number) const {
    const std::uint32_t parent = parent_[number];
    place_row_view made{place_id{place_of_row(number)},
                        code_of_row(number),
                        name_of_row(number),
                        level_id{level_[number]},
                        {},
                        {},
                        valid_from_of(number),
                        valid_to_of(number),
                        position_of(number)};
    if (parent < lost_parent) {
        made.above = place_id{parent};
        made.parent = code(*made.above);
    } else if (parent != no_parent) {
        made.parent = lost_parents_[parent - lost_parent];
    }
    return made;
}

std::span<const std::uint32_t> places::rows_of(place_id place) const noexcept {
    if (place.index() >= size()) {
        return {};
    }
    if (first_row_.empty()) {
        return std::span{row_list_}.subspan(place.index(), 1);
    }
    const std::uint32_t from = first_row_[place.index()];
    return std::span{row_list_}.subspan(from, first_row_[place.index() + 1] - from);
}

std::optional<place_row_view> places::find_row(place_id place, day when) const noexcept {
    for (const std::uint32_t each : rows_of(place)) {
        if (holds_on(each, when)) {
            return row(each);
        }
    }
    return std::nullopt;
}

hierarchy places::at(day when) const {
    const std::size_t count = size();
    const bool is_constant = place_of_row_.empty() && valid_from_.empty();
    hierarchy tree;
    std::vector<std::uint32_t> in_row_order;
    if (is_constant) {
        tree.parent_ = parent_;
        tree.level_ = level_;
    } else {
        tree.parent_.assign(count, hierarchy::none);
        tree.level_.assign(count, 0);
        std::vector<bool> there(count, false);
        for (std::size_t row = 0; row < row_count(); ++row) {
            if (holds_on(row, when)) {
                const std::uint32_t place = place_of_row(row);
                there[place] = true;
                tree.level_[place] = level_[row];
                tree.parent_[place] = parent_[row];
                in_row_order.push_back(place);
            }
        }
        // A parent that is not there on this day leaves its children at the top.
        for (std::uint32_t& parent : tree.parent_) {
            if (parent >= lost_parent || !there[parent]) {
                parent = hierarchy::none;
            }
        }
    }
    const std::size_t there_count = is_constant ? count : in_row_order.size();
    const auto place_at = [&](std::size_t i) {
        return is_constant ? static_cast<std::uint32_t>(i) : in_row_order[i];
    };
    // First where the children of the place before begin, then, while they are put in, where they
    // end: which is where those of the place itself begin.
    std::vector<std::uint32_t>& begins = tree.first_child_;
    begins.assign(count + 2, 0);
    std::vector<place_id> tops;
    for (std::size_t i = 0; i < there_count; ++i) {
        const std::uint32_t parent = tree.parent_[place_at(i)];
        if (parent == hierarchy::none) {
            tops.emplace_back(place_at(i));
        } else {
            ++begins[parent + 2];
        }
    }
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    tree.children_.resize(begins.back());
    for (std::size_t i = 0; i < there_count; ++i) {
        const std::uint32_t place = place_at(i);
        if (const std::uint32_t parent = tree.parent_[place]; parent != hierarchy::none) {
            tree.children_[begins[parent + 1]++] = place_id{place};
        }
    }
    begins.pop_back();
    tree.put_in_order(tops);
    return tree;
}

void hierarchy::put_in_order(std::span<const place_id> tops) {
    rank_.assign(level_.size(), none);
    order_.reserve(tops.size() + children_.size());
    std::vector<std::span<const place_id>> open{tops};  // what is still to come, on each level
    while (!open.empty()) {
        std::span<const place_id>& siblings = open.back();
        if (siblings.empty()) {
            open.pop_back();
            continue;
        }
        const place_id place = siblings.front();
        siblings = siblings.subspan(1);
        rank_[place.index()] = static_cast<std::uint32_t>(order_.size());
        order_.push_back(place);
        if (const auto children = children_of(place); !children.empty()) {
            open.push_back(children);
        }
    }
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
    return level_id{level_[place.index()]};
}

std::size_t hierarchy::rank_of(place_id place) const noexcept {
    return has(place) ? rank_[place.index()] : order_.size();
}

}  // namespace crossfoot
