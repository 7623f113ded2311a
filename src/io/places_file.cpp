#include <crossfoot/io/csv.hpp>
#include <crossfoot/io/places_file.hpp>

#include "personal_numbers.hpp"
#include "table_heading.hpp"
#include "text_tools.hpp"

#include <algorithm>
#include <array>

namespace crossfoot {

namespace {

enum column : std::size_t { code, name, level_name, parent, valid_from, valid_to };
constexpr std::size_t column_count = 6;
constexpr std::size_t required_columns = 4;  // the first of them

const std::vector<detail::known_column>& known_columns() {
    static const std::vector<detail::known_column> columns{
        {"code", {"代码", "编码", "地区代码", "行政区划代码"}},
        {"name", {"名称", "地区", "地区名称"}},
        {"level", {"层级", "级别", "行政层级"}},
        {"parent", {"上级", "上级代码", "上级地区", "父级"}},
        {"valid_from", {"起", "起始日期", "生效日期", "启用日期"}},
        {"valid_to", {"止", "截止日期", "失效日期", "撤销日期"}}};
    return columns;
}

std::vector<std::string_view> column_names() {
    std::vector<std::string_view> names;
    for (const detail::known_column& each : known_columns())
        names.push_back(each.name);
    return names;
}

/// Reads the rows of one places file.
class places_reader {
  public:
    places_reader(const std::string& file, const codebook& book, std::vector<diagnostic>& problems)
        : file_{file}, book_{book}, problems_{problems} {
        for (const level& each : book.levels)
            level_codes_.push_back(each.name.code);
    }

    places_reading run(std::string_view text);

  private:
    places build();
    bool read_heading(const std::vector<csv_field>& headings);
    void read_row(const std::vector<csv_field>& cells);
    std::optional<level_id> read_level(const csv_field& cell);
    bool read_day(const std::vector<csv_field>& cells, column which, std::optional<day>& into);
    bool refuse_personal_numbers(const std::vector<csv_field>& cells);
    [[nodiscard]] const csv_field* cell(const std::vector<csv_field>& cells, column which) const {
        return positions_[which] ? &cells[*positions_[which]] : nullptr;
    }

    const std::string& file_;
    const codebook& book_;
    std::vector<diagnostic>& problems_;
    std::vector<std::string> level_codes_;
    std::array<std::optional<std::size_t>, column_count> positions_;
    std::vector<place_row> rows_;
    std::vector<std::string> codes_;         // of all rows, good or not
    std::vector<std::string> unread_codes_;  // of rows that could not be read
};

places_reading places_reader::run(std::string_view text) {
    csv_reader csv{text, file_, problems_};
    std::vector<csv_field> cells;
    places_reading made;
    if (!detail::read_heading_record(csv, cells, "code,name,level,parent", file_, problems_)) {
        return made;
    }
    const std::size_t columns = cells.size();
    const bool is_readable = read_heading(cells);
    while (csv.next(cells)) {
        if (detail::is_blank(cells)) continue;
        ++made.rows;
        const bool is_clean = !refuse_personal_numbers(cells);
        const bool fits = detail::fit_to_heading(cells, columns, csv, file_, problems_);
        if (is_clean && fits && is_readable) read_row(cells);
    }
    std::ranges::sort(codes_);
    codes_.erase(std::unique(codes_.begin(), codes_.end()), codes_.end());
    made.where = build();
    std::erase_if(codes_,
                  [&](const std::string& each) { return made.where.find(each).has_value(); });
    made.refused = std::move(codes_);
    return made;
}

/// A place whose parent's row was refused is not told that it has no parent, or not on some days.
places places_reader::build() {
    std::ranges::sort(unread_codes_);
    std::vector<position> below_refused;
    for (const place_row& row : rows_) {
        if (std::ranges::binary_search(unread_codes_, row.parent)) {
            below_refused.push_back(row.where);
        }
    }
    std::ranges::sort(below_refused);
    const std::size_t before = problems_.size();
    places built = places::build(std::move(rows_), level_codes_, file_, problems_);
    const auto follows = [&](const diagnostic& each) {
        const bool is_of_parent = each.code == diagnostic_code::unknown_parent ||
                                  each.code == diagnostic_code::orphaned_place;
        return is_of_parent && std::ranges::binary_search(below_refused, each.where);
    };
    const auto from = problems_.begin() + static_cast<std::ptrdiff_t>(before);
    problems_.erase(std::remove_if(from, problems_.end(), follows), problems_.end());
    return built;
}

bool places_reader::read_heading(const std::vector<csv_field>& headings) {
    for (std::size_t i = 0; i < headings.size(); ++i) {
        if (detail::refuse_personal_number(
                headings[i], detail::column_kind::text, file_, problems_)) {
            continue;
        }
        const auto found = detail::find_column(known_columns(), headings[i].text());
        if (!found) {
            const std::vector<std::string_view> names = column_names();
            problems_.push_back(
                detail::unknown_column(headings[i], names, detail::listed(names), file_));
        } else if (positions_[*found]) {
            problems_.push_back(
                detail::repeated_column(headings[i], known_columns()[*found].name, file_));
        } else {
            positions_[*found] = i;
        }
    }
    bool has_all = true;
    for (std::size_t i = 0; i < required_columns; ++i) {
        if (positions_[i]) continue;
        has_all = false;
        problems_.push_back(detail::missing_column(
            known_columns()[i].name, {}, file_, headings.front().where().line));
    }
    return has_all;
}

bool places_reader::refuse_personal_numbers(const std::vector<csv_field>& cells) {
    bool found = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool is_code = i == positions_[code] || i == positions_[parent];
        const auto kind = is_code ? detail::column_kind::figures : detail::column_kind::text;
        found = detail::refuse_personal_number(cells[i], kind, file_, problems_) || found;
    }
    return found;
}

void places_reader::read_row(const std::vector<csv_field>& cells) {
    const auto text_of = [&](column which) {
        return std::string{detail::trimmed(cell(cells, which)->text())};
    };
    place_row row{
        text_of(code), text_of(name), {}, text_of(parent), {}, {}, cell(cells, code)->where()};
    if (row.code.empty()) {
        problems_.push_back(
            {diagnostic_code::unknown_place,
             file_,
             row.where,
             {"a place without a code: expected its code", "地区缺少代码：应填写其代码"}});
        return;
    }
    codes_.push_back(row.code);
    const std::optional<level_id> level = read_level(*cell(cells, level_name));
    const bool has_from = read_day(cells, valid_from, row.valid_from);
    const bool has_to = read_day(cells, valid_to, row.valid_to);
    if (!level || !has_from || !has_to) {
        unread_codes_.push_back(std::move(row.code));
        return;
    }
    row.level = *level;
    rows_.push_back(std::move(row));
}

std::optional<level_id> places_reader::read_level(const csv_field& cell) {
    const std::string_view text = detail::trimmed(cell.text());
    if (const auto found = book_.find_level(text)) return found;
    const std::vector<std::string_view> codes{level_codes_.begin(), level_codes_.end()};
    const bilingual hint = detail::suggestion(text, codes, detail::listed(codes));
    problems_.push_back({diagnostic_code::unknown_level,
                         file_,
                         cell.where(),
                         {detail::in_quotes(text) + " is no level: " + hint.en,
                          detail::in_quotes(text) + "不是层级：" + hint.zh}});
    return std::nullopt;
}

bool places_reader::read_day(const std::vector<csv_field>& cells,
                             column which,
                             std::optional<day>& into) {
    const csv_field* const field = cell(cells, which);
    if (field == nullptr || detail::trimmed(field->text()).empty()) return true;
    into = parse_day(detail::trimmed(field->text()));
    if (into) return true;
    const std::string found = detail::in_quotes(field->text());
    problems_.push_back({diagnostic_code::not_a_date,
                         file_,
                         field->where(),
                         {found + " is not a date: expected a day such as 2016-12-31",
                          found + "不是日期：应如2016-12-31"}});
    return false;
}

}  // namespace

places_reading read_places(std::string_view csv,
                           const std::string& file,
                           const codebook& book,
                           std::vector<diagnostic>& problems) {
    return places_reader{file, book, problems}.run(csv);
}

}  // namespace crossfoot
