#include <crossfoot/io/csv.hpp>
#include <crossfoot/io/register_files.hpp>

#include "personal_numbers.hpp"
#include "table_heading.hpp"
#include "text_tools.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>

namespace crossfoot {

namespace {

using detail::in_quotes;
using detail::trimmed;

constexpr std::size_t most_places_searched = 5000;

const std::vector<detail::known_column>& unit_columns() {
    static const std::vector<detail::known_column> columns{
        {"code", {"代码", "编码", "单位代码", "单位编码"}},
        {"name", {"名称", "单位名称", "单位"}},
        {"category", {"类别", "单位类别", "单位类型"}},
        {"place", {"地区", "所在地区", "地区代码"}},
        {"joined", {"参加日期", "创建日期", "参加时间", "创建时间"}},
        {"left", {"退出日期", "退出时间"}}};
    return columns;
}
enum unit_column : std::size_t { unit_code, unit_name, unit_category, unit_place, joined, left };

const std::vector<detail::known_column>& designation_columns() {
    static const std::vector<detail::known_column> columns{
        {"unit", {"单位", "单位代码", "代码", "单位编码"}},
        {"tier", {"级别", "命名级别", "等级"}},
        {"named_on", {"命名日期", "命名时间"}},
        {"valid_years", {"有效年限", "有效期", "年限"}},
        {"revoked_on", {"撤销日期", "撤销时间"}},
        {"document", {"文件", "文号", "批次文件", "命名文件"}}};
    return columns;
}
enum designation_column : std::size_t { unit, tier, named_on, valid_years, revoked_on, document };

/// Looks texts up, each of which stands in many rows, once.
class remembered {
  public:
    using answer = std::optional<std::uint32_t>;
    template <typename Find>
    answer find(std::string_view text, const Find& look_up) {
        if (last_ != nullptr && last_->first == text) {
            return last_->second;
        }
        auto known = known_.find(text);
        if (known == known_.end()) {
            known = known_.emplace(std::string{text}, look_up(trimmed(text))).first;
        }
        last_ = &*known;
        return known->second;
    }

  private:
    struct hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };
    using map = std::unordered_map<std::string, answer, hash, std::equal_to<>>;
    map known_;
    const map::value_type* last_ = nullptr;  // stays where it is while the map grows
};

/// What the two files have in common: rows under a heading of known columns.
class table_reader {
  public:
    table_reader(unit_register& into,
                 const std::vector<detail::known_column>& columns,
                 std::size_t required,
                 std::string_view heading,
                 const std::string& file,
                 std::vector<diagnostic>& problems)
        : into_{into},
          columns_{columns},
          required_{required},
          heading_{heading},
          file_{file},
          problems_{problems} {}
    virtual ~table_reader() = default;
    table_reader(const table_reader&) = delete;
    table_reader& operator=(const table_reader&) = delete;

    std::size_t run(std::string_view text) {
        csv_reader csv{text, file_, problems_};
        std::vector<csv_field> cells;
        if (!detail::read_heading_record(csv, cells, heading_, file_, problems_)) {
            return 0;
        }
        const std::size_t width = cells.size();
        const bool is_readable = read_heading(cells);
        std::size_t rows = 0;
        while (csv.next(cells)) {
            if (detail::is_blank(cells)) {
                continue;
            }
            ++rows;
            const bool is_clean = !refuse_personal_numbers(cells);
            const bool fits = detail::fit_to_heading(cells, width, csv, file_, problems_);
            if (is_clean && fits && is_readable) {
                read_row(cells);
            }
        }
        return rows;
    }

  protected:
    virtual void read_row(const std::vector<csv_field>& cells) = 0;

    [[nodiscard]] const csv_field* cell(const std::vector<csv_field>& cells,
                                        std::size_t which) const {
        return positions_[which] ? &cells[*positions_[which]] : nullptr;
    }
    /// Of a column that must be there.
    [[nodiscard]] std::string_view text_of(const std::vector<csv_field>& cells,
                                           std::size_t which) const {
        return trimmed(cell(cells, which)->text());
    }
    [[nodiscard]] std::string_view text_if_there(const std::vector<csv_field>& cells,
                                                 std::size_t which) const {
        const csv_field* const found = cell(cells, which);
        return found == nullptr ? std::string_view{} : trimmed(found->text());
    }

    void note(const csv_field& at, diagnostic_code code, bilingual message) {
        problems_.push_back({code, file_, at.where(), std::move(message)});
    }

    /// The day in a column; false where something else stands there, which has been told then.
    bool read_day(const std::vector<csv_field>& cells,
                  std::size_t which,
                  std::optional<day>& into) {
        const std::string_view text = text_if_there(cells, which);
        if (text.empty()) {
            return true;
        }
        into = parse_day(text);
        if (!into) {
            const std::string found = in_quotes(text);
            note(*cell(cells, which),
                 diagnostic_code::not_a_date,
                 {found + " is not a date: expected a day such as 2016-12-31",
                  found + "不是日期：应如2016-12-31"});
        }
        return into.has_value();
    }

    /// The item of a breakdown in a column; what is none has been told then.
    std::optional<std::uint16_t> read_item(const std::vector<csv_field>& cells,
                                           std::size_t which,
                                           std::optional<breakdown_id> by,
                                           remembered& items) {
        const csv_field& at = *cell(cells, which);
        const auto look_up = [&](std::string_view text) -> remembered::answer {
            const auto found = by ? into_.book()[*by].find_item(text) : std::nullopt;
            return found ? remembered::answer{static_cast<std::uint32_t>(*found)} : std::nullopt;
        };
        if (const remembered::answer found = items.find(at.text(), look_up)) {
            return static_cast<std::uint16_t>(*found);
        }
        std::vector<std::string_view> known;
        if (by) {
            for (const breakdown_item& each : into_.book()[*by].items) {
                known.push_back(each.name.code);
            }
        }
        bilingual hint{"the codebook has no breakdown \"" + std::string{columns_[which].name} +
                           "\", which a register needs",
                       "指标目录中没有名录所需的分组“" + std::string{columns_[which].name} + "”"};
        if (by) hint = detail::suggestion(trimmed(at.text()), known, detail::listed(known));
        const std::string column{columns_[which].name};
        const std::string found = in_quotes(at.text());
        note(at,
             diagnostic_code::unknown_item,
             {found + " is no " + column + ": " + hint.en,
              found + "不是" + columns_[which].also.front().data() + "：" + hint.zh});
        return std::nullopt;
    }

    unit_register& into_;

  private:
    bool read_heading(const std::vector<csv_field>& headings) {
        positions_.assign(columns_.size(), std::nullopt);
        for (std::size_t i = 0; i < headings.size(); ++i) {
            if (detail::refuse_personal_number(
                    headings[i], detail::column_kind::text, file_, problems_)) {
                continue;
            }
            const auto found = detail::find_column(columns_, headings[i].text());
            if (!found) {
                std::vector<std::string_view> names;
                for (const detail::known_column& each : columns_) {
                    names.push_back(each.name);
                }
                problems_.push_back(
                    detail::unknown_column(headings[i], names, detail::listed(names), file_));
            } else if (positions_[*found]) {
                problems_.push_back(
                    detail::repeated_column(headings[i], columns_[*found].name, file_));
            } else {
                positions_[*found] = i;
            }
        }
        bool has_all = true;
        for (std::size_t i = 0; i < required_; ++i) {
            if (!positions_[i]) {
                has_all = false;
                problems_.push_back(detail::missing_column(
                    columns_[i].name, {}, file_, headings.front().where().line));
            }
        }
        return has_all;
    }

    bool refuse_personal_numbers(const std::vector<csv_field>& cells) {
        bool found = false;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            // Codes may be long numbers, but not those of persons.
            const bool is_code =
                i == positions_[0] || (columns_[3].name == "place" && i == positions_[unit_place]);
            const auto kind = is_code ? detail::column_kind::figures : detail::column_kind::text;
            found = detail::refuse_personal_number(cells[i], kind, file_, problems_) || found;
        }
        return found;
    }

    const std::vector<detail::known_column>& columns_;
    std::size_t required_;
    std::string_view heading_;
    const std::string& file_;
    std::vector<diagnostic>& problems_;
    std::vector<std::optional<std::size_t>> positions_;
};

/// Whether a name is that of a household, of a pair or of an individual business, which no register
/// admits: they are told by how their names end, before a number or a closing bracket.
bool names_a_household(std::string_view name) {
    static constexpr std::array<std::string_view, 9> endings{"户",
                                                             "家庭",
                                                             "结对",
                                                             "结对子",
                                                             "household",
                                                             "family",
                                                             "families",
                                                             " pair",
                                                             "individual business"};
    static constexpr std::array<std::string_view, 2> brackets{"）", ")"};
    // Farms that call themselves so are organisations all the same.
    std::string_view end = name;
    for (std::size_t before = 0; before != end.size();) {
        before = end.size();
        while (!end.empty() && (end.back() == ' ' || (end.back() >= '0' && end.back() <= '9'))) {
            end.remove_suffix(1);
        }
        for (const std::string_view bracket : brackets) {
            if (end.ends_with(bracket)) {
                end.remove_suffix(bracket.size());
            }
        }
    }
    std::string lower{end};
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') {
            letter = static_cast<char>(letter - 'A' + 'a');
        }
    }
    return std::ranges::any_of(endings,
                               [&](std::string_view ending) { return lower.ends_with(ending); });
}

class units_table final : public table_reader {
  public:
    units_table(unit_register& into, const std::string& file, std::vector<diagnostic>& problems)
        : table_reader{into, unit_columns(), 4, "code,name,category,place", file, problems} {}

  private:
    void read_row(const std::vector<csv_field>& cells) override {
        const std::string_view code = text_of(cells, unit_code);
        const std::string_view name = text_of(cells, unit_name);
        if (code.empty()) {
            note(*cell(cells, unit_code),
                 diagnostic_code::unknown_unit,
                 {"a unit without a code: expected its code", "单位缺少代码：应填写其代码"});
            return;
        }
        const bool is_organisation = !names_a_household(name);
        if (!is_organisation) {
            note(*cell(cells, unit_name),
                 diagnostic_code::not_an_organisation,
                 {in_quotes(name) + " is no organisation: a register holds organisations, not "
                                    "households, pairs or individual businesses",
                  in_quotes(name) + "不是单位：名录只登记单位，不登记家庭、结对或个体工商户"});
        }
        unit_stay stay;
        stay.where = cell(cells, unit_code)->where();
        const auto category = read_item(cells, unit_category, into_.category(), categories_);
        const std::optional<place_id> place = read_place(*cell(cells, unit_place));
        const bool has_joined = read_day(cells, joined, stay.joined);
        const bool has_left = read_day(cells, left, stay.left);
        // The unit is known even where its row is refused, so that its titles are not told of too.
        stay.unit = into_.add_unit(code, name, stay.joined);
        if (!is_organisation || !category || !place || !has_joined || !has_left) {
            into_.refuse(stay.unit);
            return;
        }
        stay.category = *category;
        stay.place = *place;
        into_.add(stay);
    }

    std::optional<place_id> read_place(const csv_field& at) {
        const auto look_up = [&](std::string_view text) -> remembered::answer {
            const auto found = into_.where().find_named(text);
            return found ? remembered::answer{found->index()} : std::nullopt;
        };
        if (const remembered::answer found = places_.find(at.text(), look_up)) {
            return place_id{*found};
        }
        const auto rows = into_.where().rows();
        std::vector<std::string_view> known;
        if (rows.size() <= most_places_searched) {
            for (const place_row_view& row : rows) {
                known.push_back(row.code);
                known.push_back(row.name);
            }
        }
        const bilingual hint = detail::suggestion(
            trimmed(at.text()),
            known,
            {"the code or name of a place of places.csv", "places.csv中的地区代码或名称"});
        const std::string found = in_quotes(at.text());
        note(at,
             diagnostic_code::unknown_place,
             {found + " is no place: " + hint.en, found + "不是地区：" + hint.zh});
        return std::nullopt;
    }

    remembered categories_;
    remembered places_;
};

class designations_table final : public table_reader {
  public:
    designations_table(unit_register& into,
                       const std::string& file,
                       std::vector<diagnostic>& problems)
        : table_reader{into, designation_columns(), 3, "unit,tier,named_on", file, problems} {}

  private:
    void read_row(const std::vector<csv_field>& cells) override {
        designation title;
        const csv_field& code = *cell(cells, unit);
        const std::optional<unit_id> of = into_.find(trimmed(code.text()));
        if (!of) {
            const std::string found = in_quotes(code.text());
            note(code,
                 diagnostic_code::unknown_unit,
                 {found + " is no unit: expected a code of units.csv",
                  found + "不是单位：应为units.csv中的单位代码"});
        }
        const auto item = read_item(cells, tier, into_.tier(), tiers_);
        std::optional<day> named;
        const bool has_day = read_day(cells, named_on, named);
        if (has_day && !named) {
            note(*cell(cells, named_on),
                 diagnostic_code::not_a_date,
                 {"a title without a day: expected the day on which it was named",
                  "缺少命名日期：应填写命名之日"});
        }
        std::optional<int> years;
        const bool has_years = read_years(cells, years);
        const bool has_revoked = read_day(cells, revoked_on, title.revoked_on);
        if (!of || !item || !named || !has_years || !has_revoked) {
            return;
        }
        title.unit = *of;
        title.tier = *item;
        title.named_on = *named;
        title.where = code.where();
        into_.add(title, years, text_if_there(cells, document));
    }

    bool read_years(const std::vector<csv_field>& cells, std::optional<int>& into) {
        constexpr int most = 1000;
        std::string_view text = text_if_there(cells, valid_years);
        if (text.empty()) {
            return true;
        }
        const std::string_view whole = text;
        if (text.ends_with("年")) {
            text.remove_suffix(std::string_view{"年"}.size());
            text = trimmed(text);
        }
        int years = 0;
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), years);
        if (failed == std::errc{} && end == text.data() + text.size() && years >= 1 &&
            years <= most) {
            into = years;
            return true;
        }
        const std::string found = in_quotes(whole);
        note(*cell(cells, valid_years),
             diagnostic_code::not_a_term,
             {found + " is no term: expected whole years such as 5, or nothing",
              found + "不是有效年限：应为整数年，如5，或留空"});
        return false;
    }

    remembered tiers_;
};

}  // namespace

std::size_t register_reader::read_units(std::string_view csv, const std::string& file) {
    return units_table{into_, file, problems_}.run(csv);
}

std::size_t register_reader::read_designations(std::string_view csv, const std::string& file) {
    return designations_table{into_, file, problems_}.run(csv);
}

}  // namespace crossfoot
