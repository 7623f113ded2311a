#include "places_builder.hpp"

#include "places_names.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace crossfoot::detail {

namespace {

std::string in_quotes(std::string_view text) {
    return '"' + std::string{text} + '"';
}

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

bool is_reversed(const day_range& days) {
    return days.from && days.to && *days.to < *days.from;
}

std::uint32_t as_mark(std::size_t bytes) {
    if (bytes > std::numeric_limits<std::uint32_t>::max()) {
        throw std::length_error{"more than 4 GB of codes and names of places"};
    }
    return static_cast<std::uint32_t>(bytes);
}

/// No file that fits into memory has more lines.
std::uint32_t as_line(std::size_t number) {
    return static_cast<std::uint32_t>(
        std::min<std::size_t>(number, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

// ---- rows as they come --------------------------------------------------------------------------

places_builder::places_builder(std::span<const std::string> level_names,
                               const std::string& file,
                               std::vector<diagnostic>& problems)
    : level_names_{level_names}, file_{file}, problems_{problems} {
    made_.marks_.push_back(0);
}

void places_builder::reserve(std::size_t rows, std::size_t bytes) {
    made_.text_.reserve(bytes);
    made_.marks_.reserve(2 * rows + 1);
    made_.level_.reserve(rows);
    made_.parent_.reserve(rows);
    made_.line_.reserve(rows);
}

void places_builder::add(const place_row_view& row) {
    if (row.level.index() > std::numeric_limits<std::uint16_t>::max()) {
        throw std::length_error{"a place on a level beyond the 65,535th"};
    }
    if (row_count() >= places::lost_parent - 1) {
        throw std::length_error{"more than two milliards of places"};
    }
    made_.text_.append(row.code);
    made_.marks_.push_back(as_mark(made_.text_.size()));
    made_.text_.append(row.name);
    made_.marks_.push_back(as_mark(made_.text_.size()));
    made_.parent_.push_back(number_of_parent(row.parent));
    made_.line_.push_back(as_line(row.where.line));
    if (row.where.column != 1 || !made_.column_.empty()) {
        made_.column_.resize(row_count(), 1);
        made_.column_.push_back(as_line(row.where.column));
    }
    if (row.valid_from || row.valid_to || !made_.valid_from_.empty()) {
        add_dates(row);
    }
    made_.level_.push_back(static_cast<std::uint16_t>(row.level.index()));
}

void places_builder::add_dates(const place_row_view& row) {
    made_.valid_from_.resize(row_count(), day::min());
    made_.valid_to_.resize(row_count(), day::max());
    made_.valid_from_.push_back(row.valid_from.value_or(day::min()));
    made_.valid_to_.push_back(row.valid_to.value_or(day::max()));
}

std::uint32_t places_builder::number_of_parent(std::string_view code) {
    const std::size_t known = parent_marks_.size() - 1;
    if (known > 0 && parent_text(known - 1) == code) {
        return static_cast<std::uint32_t>(known - 1);
    }
    parent_texts_.append(code);
    parent_marks_.push_back(as_mark(parent_texts_.size()));
    return static_cast<std::uint32_t>(known);
}

const std::string& places_builder::level_name(std::size_t row) const {
    static const std::string unnamed = "?";
    const std::uint16_t level = made_.level_[row];
    return level < level_names_.size() ? level_names_[level] : unnamed;
}

// ---- which rows have to do with each other ------------------------------------------------------

void places_builder::index_codes() {
    const auto code_of = [this](row_number row) { return code(row); };
    made_.index_.reserve(row_count());
    constexpr std::size_t ahead = 16;  // memory answers about so many rows later
    for (std::size_t row = 0; row < row_count(); ++row) {
        if (row + ahead < row_count()) {
            made_.index_.prefetch(code(row + ahead));
        }
        const auto number = static_cast<row_number>(row);
        const row_number first = made_.index_.insert(code(row), number, code_of);
        if (first != number) {
            same_code_.push_back({first, number});
        }
    }
    if (same_code_.empty()) {
        return;
    }
    first_of_.resize(row_count());
    for (std::size_t row = 0; row < row_count(); ++row) {
        first_of_[row] = static_cast<row_number>(row);
    }
    for (std::size_t i = 0, further = same_code_.size(); i < further; ++i) {
        const auto [first, row] = same_code_[i];
        first_of_[row] = first;
        same_code_.push_back({first, first});
    }
    std::ranges::sort(same_code_);
    const auto repeated = std::unique(same_code_.begin(), same_code_.end());
    same_code_.erase(repeated, same_code_.end());
}

/// All rows of the code that the row is the first of, in order.
std::span<const places_builder::code_row> places_builder::rows_like(row_number first) const {
    const auto begin = std::ranges::lower_bound(same_code_, first, {}, &code_row::first);
    const auto end = std::ranges::upper_bound(same_code_, first, {}, &code_row::first);
    return {begin, end};
}

void places_builder::find_parents() {
    const auto code_of = [this](row_number row) { return code(row); };
    const std::size_t count = parent_marks_.size() - 1;
    parent_rows_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view parent = parent_text(i);
        parent_rows_.push_back(parent.empty() ? top : made_.index_.find(parent, code_of));
    }
}

// ---- what is wrong with rows --------------------------------------------------------------------

void places_builder::refuse(std::size_t row, diagnostic_code code, bilingual message) {
    is_refused_.resize(row_count(), false);
    is_refused_[row] = true;
    problems_.push_back({code, file_, made_.position_of(row), std::move(message)});
}

/// Whoever corrects the row of the parent decides whether there is a problem.
bool places_builder::refuse_below_unread(std::size_t row) {
    if (unread_.empty() || !std::ranges::binary_search(unread_, parent(row), std::less<>{})) {
        return false;
    }
    is_refused_.resize(row_count(), false);
    is_refused_[row] = true;
    return true;
}

void places_builder::check_rows() {
    const bool has_dates = !made_.valid_from_.empty();
    const bool has_same_code = !same_code_.empty();
    for (std::size_t row = 0; row < row_count(); ++row) {
        if (has_dates) {
            check_dates(row);
        }
        if (has_same_code) {
            check_same_code(row);
        }
        check_parent(row);
    }
}

void places_builder::check_dates(std::size_t row) {
    const day_range days = days_of(row);
    if (!is_reversed(days)) {
        return;
    }
    const std::string from = to_string(*days.from);
    const std::string to = to_string(*days.to);
    refuse(row,
           diagnostic_code::dates_reversed,
           {"place " + in_quotes(code(row)) + " is valid from " + from + " to " + to +
                ": expected the first day not to be after the last",
            "地区" + in_quotes(code(row)) + "的有效期为" + from + "至" + to +
                "：起始日期不应晚于截止日期"});
}

bool places_builder::hold_together(std::size_t a, std::size_t b) const {
    const auto& from = made_.valid_from_;
    const auto& to = made_.valid_to_;
    return from.empty() || (to[a] >= from[b] && to[b] >= from[a]);
}

void places_builder::check_same_code(std::size_t row) {
    const row_number first = first_of(row);
    if (first == row) {
        return;
    }
    for (const auto& [same, other] : rows_like(first)) {
        if (other >= row) {
            return;
        }
        if (!hold_together(other, row)) {
            continue;
        }
        const std::string line = std::to_string(made_.position_of(other).line);
        if (is_undated(row) && is_undated(other)) {
            refuse(row,
                   diagnostic_code::duplicate_place,
                   {"place " + in_quotes(code(row)) + " is already on line " + line +
                        ": expected each code once, or rows with dates that do not overlap",
                    "地区" + in_quotes(code(row)) + "已在第" + line +
                        "行出现：每个代码应只出现一次，或各行有效期互不重叠"});
        } else {
            refuse(row,
                   diagnostic_code::overlapping_rows,
                   {"place " + in_quotes(code(row)) + " is valid at the same time on line " + line +
                        ": expected dated rows of a place not to overlap",
                    "地区" + in_quotes(code(row)) + "与第" + line +
                        "行的有效期重叠：同一地区各行的有效期不应重叠"});
        }
        return;
    }
}

void places_builder::check_parent(std::size_t row) {
    const row_number first = parent_row(row);
    if (first == top) {
        return;
    }
    if (first == no_row) {
        if (refuse_below_unread(row)) {
            return;
        }
        refuse(row,
               diagnostic_code::unknown_parent,
               {"place " + in_quotes(code(row)) + " lies in " + in_quotes(parent(row)) +
                    ", which is not in the file: expected the code of another row, or nothing "
                    "at the top",
                "地区" + in_quotes(code(row)) + "的上级" + in_quotes(parent(row)) +
                    "不在文件中：应为另一行的代码，最上级留空"});
        return;
    }
    const std::span<const code_row> several = rows_like(first);
    const code_row alone{first, first};
    const std::span<const code_row> parents = several.empty() ? std::span{&alone, 1} : several;
    for (const auto& [same, parent] : parents) {
        if (hold_together(parent, row) && made_.level_[parent] >= made_.level_[row]) {
            refuse_level(row, parent);
            return;
        }
    }
    if (several.empty() && is_undated(first)) {
        return;  // there on all days
    }
    check_days_of_parent(row, parents);
}

void places_builder::check_days_of_parent(std::size_t row, std::span<const code_row> parents) {
    std::vector<day_range> there;
    for (const auto& [same, parent] : parents) {
        const day_range days = days_of(parent);
        // Whoever corrects reversed dates decides on which days that parent is there.
        if (is_reversed(days)) {
            return;
        }
        there.push_back(days);
    }
    const day_range own = days_of(row);
    if (is_reversed(own)) {
        return;
    }
    bilingual days;
    for (const day_range& each : days_outside(own, std::move(there))) {
        const bilingual range = in_words(each);
        days.en += (days.en.empty() ? "" : ", ") + range.en;
        days.zh += (days.zh.empty() ? "" : "、") + range.zh;
    }
    if (days.en.empty() || refuse_below_unread(row)) {
        return;
    }
    refuse(row,
           diagnostic_code::orphaned_place,
           {"place " + in_quotes(code(row)) + " lies in " + in_quotes(parent(row)) +
                ", which is not there " + days.en +
                ": expected the place above to be there on every day of the row",
            "地区" + in_quotes(code(row)) + "的上级" + in_quotes(parent(row)) +
                "在下列日期不存在：" + days.zh + "。该行有效期内上级地区应始终存在"});
}

// Levels fall strictly from parent to child, so every cycle has a place where they do not.
void places_builder::refuse_level(std::size_t row, row_number above) {
    if (is_own_ancestor(row)) {
        refuse(row,
               diagnostic_code::place_cycle,
               {"place " + in_quotes(code(row)) + " lies in " + in_quotes(parent(row)) +
                    ", which lies in it: expected a parent on a higher level",
                "地区" + in_quotes(code(row)) + "的上级" + in_quotes(parent(row)) +
                    "又隶属于它：上级应为更高层级的地区"});
        return;
    }
    refuse(row,
           diagnostic_code::level_order,
           {"place " + in_quotes(code(row)) + " (" + level_name(row) + ") lies in " +
                in_quotes(parent(row)) + " (" + level_name(above) +
                "): expected a parent on a higher level",
            "地区" + in_quotes(code(row)) + "（" + level_name(row) + "）的上级" +
                in_quotes(parent(row)) + "（" + level_name(above) + "）：上级应为更高层级的地区"});
}

bool places_builder::is_own_ancestor(std::size_t row) const {
    const row_number start = first_of(row);
    row_number above = parent_row(row);
    for (std::size_t steps = 0; steps <= row_count(); ++steps) {
        if (above == start) {
            return true;
        }
        if (above == top || above == no_row) {
            return false;
        }
        above = parent_row(above);
    }
    return false;
}

// ---- the places that are left -------------------------------------------------------------------

places_builder::outcome places_builder::finish(std::span<const std::string> unread) {
    unread_ = unread;
    outcome made;
    index_codes();
    find_parents();
    check_rows();
    if (is_refused_.empty() && same_code_.empty()) {
        take_rows_as_places();
    } else {
        for (std::size_t row = 0; row < row_count(); ++row) {
            if (is_refused(row)) {
                made.refused.emplace_back(code(row));
            }
        }
        number_places();
    }
    find_changes();
    made_.names_ = std::make_shared<places::name_list>();
    made.where = std::move(made_);
    return made;
}

/// Of each code there is one row, and each is good: what is known of rows is known of places.
void places_builder::take_rows_as_places() {
    for (std::uint32_t& parent : made_.parent_) {
        const row_number row = parent_rows_[parent];
        parent = row == top ? places::no_parent : row;
    }
    made_.row_list_.resize(row_count());
    std::iota(made_.row_list_.begin(), made_.row_list_.end(), std::uint32_t{0});
}

void places_builder::number_places() {
    std::vector<std::uint32_t> place_of_first(row_count(), places::no_parent);
    std::uint32_t count = 0;
    for (std::size_t row = 0; row < row_count(); ++row) {
        std::uint32_t& place = place_of_first[first_of(row)];
        if (!is_refused(row) && place == places::no_parent) {
            place = count++;
        }
    }
    // Refused rows may be parents of good ones; their codes stay.
    std::vector<std::uint32_t> place_of_parent;
    place_of_parent.reserve(parent_rows_.size());
    for (std::size_t i = 0; i < parent_rows_.size(); ++i) {
        const row_number row = parent_rows_[i];
        std::uint32_t place = row < top ? place_of_first[row] : places::no_parent;
        if (row < top && place == places::no_parent) {
            place = places::lost_parent + static_cast<std::uint32_t>(made_.lost_parents_.size());
            made_.lost_parents_.emplace_back(parent_text(i));
        }
        place_of_parent.push_back(place);
    }
    for (std::size_t row = 0; row < row_count(); ++row) {
        made_.parent_[row] = place_of_parent[made_.parent_[row]];
        if (!is_refused(row)) {
            made_.place_of_row_.push_back(place_of_first[first_of(row)]);
        }
    }
    drop_refused();
    list_rows_by_place(count);
    index_places();
}

void places_builder::drop_refused() {
    if (is_refused_.empty()) {
        return;
    }
    const auto drop = [this](auto& column) {
        std::size_t kept = 0;
        for (std::size_t row = 0; row < column.size(); ++row) {
            if (!is_refused(row)) {
                column[kept++] = column[row];
            }
        }
        column.resize(kept);
    };
    std::size_t kept = 0;
    std::size_t bytes = 0;
    for (std::size_t row = 0; row < row_count(); ++row) {
        if (is_refused(row)) {
            continue;
        }
        // Every mark that is written has been read before: texts only move forward.
        const std::uint32_t begin = made_.marks_[2 * row];
        const std::uint32_t middle = made_.marks_[2 * row + 1];
        const std::uint32_t end = made_.marks_[2 * row + 2];
        std::memmove(made_.text_.data() + bytes, made_.text_.data() + begin, end - begin);
        made_.marks_[2 * kept + 1] = static_cast<std::uint32_t>(bytes + (middle - begin));
        bytes += end - begin;
        made_.marks_[2 * kept + 2] = static_cast<std::uint32_t>(bytes);
        ++kept;
    }
    made_.text_.resize(bytes);
    made_.marks_.resize(2 * kept + 1);
    drop(made_.parent_);
    drop(made_.line_);
    drop(made_.column_);
    drop(made_.valid_from_);
    drop(made_.valid_to_);
    drop(made_.level_);
}

void places_builder::list_rows_by_place(std::size_t count) {
    std::vector<std::uint32_t>& first = made_.first_row_;
    first.assign(count + 1, 0);
    for (const std::uint32_t place : made_.place_of_row_) {
        ++first[place + 1];
    }
    for (std::size_t i = 0; i < count; ++i) {
        first[i + 1] += first[i];
    }
    made_.row_list_.resize(row_count());
    made_.latest_row_.assign(count, no_row);
    std::vector<std::uint32_t> next{first.begin(), first.end() - 1};
    for (std::size_t row = 0; row < row_count(); ++row) {
        const std::uint32_t place = made_.place_of_row_[row];
        made_.row_list_[next[place]++] = static_cast<std::uint32_t>(row);
        std::uint32_t& latest = made_.latest_row_[place];
        if (latest == no_row || made_.last_day(latest) < made_.first_day(row)) {
            latest = static_cast<std::uint32_t>(row);
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        std::sort(made_.row_list_.begin() + first[i],
                  made_.row_list_.begin() + first[i + 1],
                  [this](std::uint32_t a, std::uint32_t b) {
                      return made_.first_day(a) < made_.first_day(b);
                  });
    }
}

void places_builder::index_places() {
    const auto code_of = [this](std::uint32_t place) { return made_.code(place_id{place}); };
    made_.index_ = {};
    made_.index_.reserve(made_.size());
    for (std::uint32_t place = 0; place < made_.size(); ++place) {
        made_.index_.insert(code_of(place), place, code_of);
    }
}

void places_builder::find_changes() {
    std::vector<day>& changes = made_.changes_;
    for (std::size_t row = 0; row < made_.valid_from_.size(); ++row) {
        if (const auto from = made_.valid_from_of(row)) {
            changes.push_back(*from);
        }
        if (const auto to = made_.valid_to_of(row)) {
            changes.push_back(*to + std::chrono::days{1});
        }
    }
    std::ranges::sort(changes);
    const auto repeated = std::unique(changes.begin(), changes.end());
    changes.erase(repeated, changes.end());
}

}  // namespace crossfoot::detail
