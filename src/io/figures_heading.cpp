#include "figures_heading.hpp"

#include "personal_numbers.hpp"
#include "shared_name.hpp"
#include "table_heading.hpp"
#include "text_tools.hpp"

#include <algorithm>

namespace crossfoot::detail {

namespace {

/// In the order of `figures_column`.
const std::vector<known_column>& known_columns() {
    static const std::vector<known_column> columns{
        {"place", {"地区", "地区代码", "行政区划", "行政区划代码"}},
        {"period", {"报告期", "时期", "期间"}},
        {"indicator", {"指标", "指标代码", "指标名称"}},
        {"value", {"数值", "数据", "指标值"}},
        {"scope", {"口径"}},
        {"unit", {"单位", "计量单位"}},
        {"status", {"状态"}},
        {"source", {"来源", "资料来源", "出处"}},
        {"note", {"备注", "说明"}}};
    return columns;
}

/// The parts of a heading such as "model_units/county", without blanks around them.
std::vector<std::string_view> parts_of(std::string_view heading) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t slash = heading.find('/');
        parts.push_back(trimmed(heading.substr(0, slash)));
        if (slash == std::string_view::npos) return parts;
        heading.remove_prefix(slash + 1);
    }
}

/// Makes out one heading line.
class heading_reader {
  public:
    heading_reader(std::span<const csv_field> headings,
                   const codebook& book,
                   const std::string& file,
                   std::vector<diagnostic>& problems)
        : headings_{headings}, book_{book}, file_{file}, problems_{problems} {
        found_.columns = headings.size();
    }

    figures_heading run(const figures_options& options);

  private:
    void read_column(std::size_t at);
    void read_other_column(std::size_t at);
    void read_series_column(std::size_t at, indicator_id of);
    bool add_item(series& what, std::string_view text, const csv_field& heading);
    [[nodiscard]] diagnostic unknown_heading(const csv_field& heading) const;
    void require(figures_column which, const bilingual& hint);
    [[nodiscard]] bool is_wide() const;
    [[nodiscard]] bool has(figures_column which) const {
        return found_.position(which).has_value();
    }

    std::span<const csv_field> headings_;
    const codebook& book_;
    const std::string& file_;
    std::vector<diagnostic>& problems_;
    figures_heading found_;
    bool wide_ = false;
};

bool heading_reader::is_wide() const {
    bool names_indicator = false;
    for (const csv_field& heading : headings_) {
        const auto known = find_column(known_columns(), heading.text());
        const auto is = [&](figures_column which) {
            return known == static_cast<std::size_t>(which);
        };
        if (is(figures_column::indicator) || is(figures_column::value)) return false;
        if (known || book_.find_breakdown(trimmed(heading.text()))) continue;
        names_indicator =
            names_indicator || book_.find_indicator(parts_of(heading.text()).front()).has_value();
    }
    return names_indicator;
}

figures_heading heading_reader::run(const figures_options& options) {
    wide_ = is_wide();
    for (std::size_t i = 0; i < headings_.size(); ++i)
        read_column(i);
    const std::size_t before = problems_.size();
    require(figures_column::place, {});
    if (!options.when) {
        require(figures_column::period,
                {", or the period given for the whole file", "，或为整个文件指定报告期"});
    }
    if (!wide_) {
        require(figures_column::indicator, {});
        require(figures_column::value, {});
    }
    const bool is_complete = problems_.size() == before;
    if (is_complete) found_.layout = wide_ ? table_layout::wide_rows : table_layout::long_rows;
    return std::move(found_);
}

void heading_reader::require(figures_column which, const bilingual& hint) {
    if (has(which)) return;
    const std::string_view name = known_columns()[static_cast<std::size_t>(which)].name;
    problems_.push_back(missing_column(name, hint, file_, headings_.front().where().line));
}

void heading_reader::read_column(std::size_t at) {
    const csv_field& heading = headings_[at];
    if (refuse_personal_number(heading, column_kind::text, file_, problems_)) {
        found_.unknown.push_back(at);
        return;
    }
    const auto known = find_column(known_columns(), heading.text());
    if (!known) {
        // The first column of a wide table has the places, whatever its heading says.
        const bool names_series =
            book_.find_indicator(parts_of(heading.text()).front()).has_value();
        if (wide_ && at == 0 && !names_series) {
            found_.positions[static_cast<std::size_t>(figures_column::place)] = at;
        } else {
            read_other_column(at);
        }
        return;
    }
    std::optional<std::size_t>& position = found_.positions[*known];
    if (position) {
        problems_.push_back(repeated_column(heading, known_columns()[*known].name, file_));
        found_.unknown.push_back(at);
    } else {
        position = at;
        if (*known == static_cast<std::size_t>(figures_column::note)) found_.unknown.push_back(at);
    }
}

void heading_reader::read_other_column(std::size_t at) {
    const csv_field& heading = headings_[at];
    const std::string_view text = trimmed(heading.text());
    const std::optional<indicator_id> of = book_.find_indicator(parts_of(text).front());
    if (wide_ && of) {
        read_series_column(at, *of);
        return;
    }
    const std::optional<breakdown_id> by = book_.find_breakdown(text);
    if (by && !wide_) {
        const bool is_repeated = std::ranges::any_of(
            found_.breakdowns, [&](const breakdown_column& other) { return other.by == *by; });
        if (!is_repeated) {
            found_.breakdowns.push_back({at, *by});
            return;
        }
        problems_.push_back(repeated_column(heading, book_[*by].name.code, file_));
    } else {
        problems_.push_back(unknown_heading(heading));
    }
    found_.unknown.push_back(at);
}

diagnostic heading_reader::unknown_heading(const csv_field& heading) const {
    std::vector<std::string_view> names;
    for (const known_column& each : known_columns())
        names.push_back(each.name);
    if (!wide_) {
        for (const breakdown& each : book_.breakdowns)
            names.push_back(each.name.code);
        return unknown_column(heading, names, listed(names), file_);
    }
    const coded_name& example = book_.indicators.front().name;
    const bilingual otherwise{
        "place, period, scope, source or an indicator, such as " + example.code,
        "place、period、scope、source或指标，如" + example.name.in(language::zh)};
    for (const indicator& each : book_.indicators)
        names.push_back(each.name.code);
    return unknown_column(heading, names, otherwise, file_);
}

void heading_reader::read_series_column(std::size_t at, indicator_id of) {
    const csv_field& heading = headings_[at];
    const std::vector<std::string_view> parts = parts_of(heading.text());
    series what{of, scope::total, {}};
    if (refuse_shared_name(
            book_.indicators, of.index(), parts.front(), heading, file_, problems_)) {
        found_.unknown.push_back(at);
        return;
    }
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (add_item(what, parts[i], heading)) continue;
        found_.unknown.push_back(at);
        return;
    }
    const bool is_repeated = std::ranges::any_of(
        found_.series_columns, [&](const series_column& other) { return other.what == what; });
    if (is_repeated) {
        problems_.push_back(repeated_column(heading, trimmed(heading.text()), file_));
        found_.unknown.push_back(at);
        return;
    }
    found_.series_columns.push_back({at, std::move(what)});
}

/// Adds the item of whichever breakdown of the indicator has it.
bool heading_reader::add_item(series& what, std::string_view text, const csv_field& heading) {
    const indicator& of = book_[what.indicator];
    std::vector<std::string_view> known;
    for (std::size_t i = 0; i < book_.breakdowns.size(); ++i) {
        const breakdown_id by{i};
        if (!is_broken_down_by(book_, of, by)) continue;
        if (const auto item = book_[by].find_item(text); item && what.item(by) == series::all) {
            if (refuse_shared_name(book_[by].items, *item, text, heading, file_, problems_)) {
                return false;
            }
            what = what.with(by, static_cast<std::uint16_t>(*item));
            return true;
        }
        for (const breakdown_item& each : book_[by].items)
            known.push_back(each.name.code);
    }
    const bilingual hint = suggestion(
        text,
        known,
        known.empty() ? bilingual{"no item: it is not broken down", "无分组项：该指标不分组"}
                      : listed(known));
    problems_.push_back(
        {diagnostic_code::unknown_item,
         file_,
         heading.where(),
         {in_quotes(text) + " is no item of " + of.name.code + ": " + hint.en,
          in_quotes(text) + "不是" + of.name.name.in(language::zh) + "的分组项：" + hint.zh}});
    return false;
}

}  // namespace

bool is_broken_down_by(const codebook& book, const indicator& of, breakdown_id by) {
    return of.find_use(by) != nullptr ||
           (of.numerator && book[*of.numerator].find_use(by) != nullptr);
}

figures_heading read_figures_heading(std::span<const csv_field> headings,
                                     const codebook& book,
                                     const figures_options& options,
                                     const std::string& file,
                                     std::vector<diagnostic>& problems) {
    return heading_reader{headings, book, file, problems}.run(options);
}

std::size_t find_place_column(std::span<const csv_field> headings) {
    for (std::size_t i = 0; i < headings.size(); ++i) {
        if (find_column(known_columns(), headings[i].text()) == std::size_t{0}) return i;
    }
    return 0;
}

}  // namespace crossfoot::detail
