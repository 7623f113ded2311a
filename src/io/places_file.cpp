#include <crossfoot/io/csv.hpp>
#include <crossfoot/io/places_file.hpp>

#include "model/places_builder.hpp"
#include "personal_numbers.hpp"
#include "plain_places.hpp"
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

/// Where in a text to look for how long its lines are.
constexpr std::size_t samples = 16;
constexpr std::size_t sample_size = 2048;

/// About how many lines a text has, rather too many than too few. Those at its end may be longer.
std::size_t estimated_lines(std::string_view text) {
    const std::size_t step = std::max(text.size() / samples, sample_size);
    std::size_t bytes = 0;
    std::ptrdiff_t lines = 0;
    for (std::size_t at = 0; at < text.size(); at += step) {
        const std::string_view sample = text.substr(at, sample_size);
        bytes += sample.size();
        lines += std::ranges::count(sample, '\n');
    }
    if (bytes == 0) return 0;
    const double share = static_cast<double>(text.size()) / static_cast<double>(bytes);
    return static_cast<std::size_t>(static_cast<double>(lines + 1) * share * 17 / 16);
}

/// Reads the rows of one places file.
class places_reader {
  public:
    places_reader(const std::string& file, const codebook& book, std::vector<diagnostic>& problems)
        : file_{file},
          book_{book},
          problems_{problems},
          level_codes_{codes_of(book)},
          rows_{level_codes_, file, problems} {}

    places_reading run(std::string_view text);

  private:
    static std::vector<std::string> codes_of(const codebook& book) {
        std::vector<std::string> codes;
        for (const level& each : book.levels)
            codes.push_back(each.name.code);
        return codes;
    }
    bool read_heading(const std::vector<csv_field>& headings);
    [[nodiscard]] bool has_usual_order() const;
    std::size_t read_plain_rows(csv_reader& csv, std::size_t columns);
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
    detail::places_builder rows_;
    std::optional<level_id> last_level_;  // which last_level_text_ is; most rows have that of the
    std::string last_level_text_;         // row before
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
    // More bytes than there will be of codes and names; memory that nobody writes to costs nothing.
    rows_.reserve(estimated_lines(text), text.size());
    const bool may_be_plain =
        is_readable && has_usual_order() && detail::has_plain_rows(csv.rest());
    while (true) {
        if (may_be_plain) made.rows += read_plain_rows(csv, columns);
        if (!csv.next(cells)) break;
        if (detail::is_blank(cells)) continue;
        ++made.rows;
        const bool is_clean = !refuse_personal_numbers(cells);
        const bool fits = detail::fit_to_heading(cells, columns, csv, file_, problems_);
        if (is_clean && fits && is_readable) read_row(cells);
    }
    std::ranges::sort(unread_codes_);
    detail::places_builder::outcome built = rows_.finish(unread_codes_);
    made.where = std::move(built.where);
    made.refused = std::move(built.refused);
    made.refused.insert(made.refused.end(), unread_codes_.begin(), unread_codes_.end());
    std::ranges::sort(made.refused);
    made.refused.erase(std::unique(made.refused.begin(), made.refused.end()), made.refused.end());
    std::erase_if(made.refused,
                  [&](const std::string& each) { return made.where.find(each).has_value(); });
    return made;
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

/// Whether code, name, level and parent are the first columns, in this order.
bool places_reader::has_usual_order() const {
    return positions_[code] == 0U && positions_[name] == 1U && positions_[level_name] == 2U &&
           positions_[parent] == 3U;
}

/// Adds the rows up to one that needs a closer look; gives how many.
std::size_t places_reader::read_plain_rows(csv_reader& csv, std::size_t columns) {
    std::string_view rest = csv.rest();
    const std::size_t first_line = csv.next_line();
    place_row_view row;
    row.where = {first_line, 1};
    while (const auto plain = detail::plain_place_at(rest, columns)) {
        const bool has_known_level = last_level_ && plain->level == last_level_text_;
        if (!has_known_level ||
            detail::may_hold_personal_number(plain->name, detail::column_kind::text)) {
            break;
        }
        row.code = plain->code;
        row.name = plain->name;
        row.level = *last_level_;
        row.parent = plain->parent;
        rows_.add(row);
        ++row.where.line;
        rest.remove_prefix(plain->bytes);
    }
    csv.go_on_at(rest.data(), row.where.line);
    return row.where.line - first_line;
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
    const auto text_of = [&](column which) { return detail::trimmed(cell(cells, which)->text()); };
    place_row_view row;
    row.code = text_of(code);
    row.name = text_of(name);
    row.parent = text_of(parent);
    row.where = cell(cells, code)->where();
    if (row.code.empty()) {
        problems_.push_back(
            {diagnostic_code::unknown_place,
             file_,
             row.where,
             {"a place without a code: expected its code", "地区缺少代码：应填写其代码"}});
        return;
    }
    const std::optional<level_id> level = read_level(*cell(cells, level_name));
    const bool has_from = read_day(cells, valid_from, row.valid_from);
    const bool has_to = read_day(cells, valid_to, row.valid_to);
    if (!level || !has_from || !has_to) {
        unread_codes_.emplace_back(row.code);
        return;
    }
    row.level = *level;
    rows_.add(row);
}

std::optional<level_id> places_reader::read_level(const csv_field& cell) {
    const std::string_view text = detail::trimmed(cell.text());
    if (last_level_ && text == last_level_text_) return last_level_;
    if (const auto found = book_.find_level(text)) {
        last_level_ = found;
        last_level_text_ = text;
        return found;
    }
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
