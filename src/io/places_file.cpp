#include <crossfoot/io/places_file.hpp>

#include "heading.hpp"
#include "text_tools.hpp"

#include <crossfoot/io/csv.hpp>

#include <array>

namespace crossfoot {

namespace {

enum column : std::size_t { code, name, level_column, parent, valid_from, valid_to, column_count };

const std::vector<detail::known_column>& known_columns() {
    static const std::vector<detail::known_column> columns{
        {"code", {"代码", "编码", "地区代码", "行政区划代码"}, true},
        {"name", {"名称", "地区", "地区名称"}, true},
        {"level", {"层级", "级别", "行政层级"}, true},
        {"parent", {"上级", "上级代码", "上级地区", "父级"}, true},
        {"valid_from", {"生效日期", "起始日期", "启用日期"}, false},
        {"valid_to", {"失效日期", "截止日期", "撤销日期"}, false}};
    return columns;
}

/// Reads the rows of one places file.
class places_reader {
  public:
    places_reader(const std::string& file, const codebook& book, std::vector<diagnostic>& problems)
        : file_{file}, book_{book}, problems_{problems} {
        for (const level& each : book.levels) { level_codes_.push_back(each.name.code); }
    }

    places run(std::string_view text) {
        csv_reader csv{text, file_, problems_};
        std::vector<csv_field> fields;
        if (!csv.next(fields)) {
            problems_.push_back({diagnostic_code::empty_file, file_, {},
                                 {"nothing in it: expected the heading code,name,level,parent",
                                  "文件为空：应有标题行code,name,level,parent"}});
            return {};
        }
        columns_ = detail::match_columns(known_columns(), fields, file_, problems_);
        const std::size_t expected = fields.size();
        while (csv.next(fields)) {
            if (fields.size() != expected) {
                problems_.push_back(detail::wrong_field_count(file_, csv.line(), fields.size(), expected));
                continue;
            }
            read_row(fields);
        }
        std::vector<place_row> rows = std::move(rows_);
        return places::build(std::move(rows), level_codes_, file_, problems_);
    }

  private:
    void read_row(const std::vector<csv_field>& fields) {
        place_row row;
        std::array<const csv_field*, column_count> cells{};
        bool good = true;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const std::string_view text = fields[i].text();
            if (detail::holds_identity_number(text)) {
                problems_.push_back(detail::identity_number_in(file_, fields[i].where()));
                good = false;
            } else if (columns_[i] != code && columns_[i] != parent && detail::holds_mobile_number(text)) {
                problems_.push_back(detail::mobile_number_in(file_, fields[i].where()));
                good = false;
            }
            if (columns_[i]) { cells[*columns_[i]] = &fields[i]; }
        }
        if (!good || cells[code] == nullptr || cells[level_column] == nullptr) { return; }
        const auto text_of = [&](column which) {
            return cells[which] == nullptr ? std::string_view{} : detail::trimmed(cells[which]->text());
        };
        row.code = std::string{text_of(code)};
        row.name = std::string{text_of(name)};
        row.parent = std::string{text_of(parent)};
        row.where = cells[code]->where();
        const auto level = book_.find_level(text_of(level_column));
        if (!level) {
            std::vector<std::string_view> codes{level_codes_.begin(), level_codes_.end()};
            problems_.push_back({diagnostic_code::unknown_level, file_, cells[level_column]->where(),
                                 {detail::in_quotes(text_of(level_column)) + " is no level: expected " + detail::joined(codes, " or "),
                                  detail::in_quotes(text_of(level_column)) + "不是层级：应为" + detail::joined(codes, "或")}});
            return;
        }
        row.level = *level;
        good = read_day(cells[valid_from], row.valid_from);
        good = read_day(cells[valid_to], row.valid_to) && good;
        if (row.code.empty()) {
            problems_.push_back({diagnostic_code::unknown_place, file_, row.where,
                                 {"a place without a code: expected its code", "地区缺少代码：应填写代码"}});
            return;
        }
        if (good) { rows_.push_back(std::move(row)); }
    }

    bool read_day(const csv_field* field, std::optional<day>& into) {
        if (field == nullptr || detail::trimmed(field->text()).empty()) { return true; }
        into = parse_day(field->text());
        if (into) { return true; }
        problems_.push_back({diagnostic_code::not_a_date, file_, field->where(),
                             {detail::in_quotes(field->text()) + " is not a date: expected one such as 2016-12-31",
                              detail::in_quotes(field->text()) + "不是日期：应如2016-12-31"}});
        return false;
    }

    const std::string& file_;
    const codebook& book_;
    std::vector<diagnostic>& problems_;
    std::vector<std::string> level_codes_;
    std::vector<std::optional<std::size_t>> columns_;
    std::vector<place_row> rows_;
};

}  // namespace

places read_places(std::string_view csv, const std::string& file, const codebook& book, std::vector<diagnostic>& problems) {
    return places_reader{file, book, problems}.run(csv);
}

}  // namespace crossfoot
