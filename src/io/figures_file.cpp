#include <crossfoot/io/figures_file.hpp>

#include "cell_value.hpp"
#include "heading.hpp"
#include "text_tools.hpp"

#include <crossfoot/io/csv.hpp>
#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <unordered_map>

namespace crossfoot {

namespace {

using detail::in_quotes;
using detail::trimmed;

enum column : std::size_t { place, when, indicator_column, value, extent, unit, state, source, note, fixed_columns };

/// The columns of a long table; those of the codebook's breakdowns follow the fixed ones.
std::vector<detail::known_column> known_columns(const codebook& book, bool is_long) {
    std::vector<detail::known_column> columns{{"place", {"地区", "地区代码", "单位所在地区"}, true},
                                              {"period", {"报告期", "时期", "期间"}, false},
                                              {"indicator", {"指标", "指标名称"}, is_long},
                                              {"value", {"数值", "数据", "值"}, is_long},
                                              {"scope", {"口径"}, false},
                                              {"unit", {"单位", "计量单位"}, false},
                                              {"status", {"状态"}, false},
                                              {"source", {"来源", "出处"}, false},
                                              {"note", {"备注", "说明", "remark"}, false}};
    for (const breakdown& by : book.breakdowns) {
        std::vector<std::string_view> also{by.name.name.en, by.name.name.zh};
        also.insert(also.end(), by.name.also.begin(), by.name.also.end());
        columns.push_back({by.name.code, std::move(also), false});
    }
    return columns;
}

/// Answers the same question as the last time without asking again.
template <typename Answer>
class last_hit {
  public:
    template <typename Ask>
    const Answer& get(std::string_view text, Ask ask) {
        if (!known_ || text != text_) {
            answer_ = ask(text);
            text_ = std::string{text};
            known_ = true;
        }
        return answer_;
    }

  private:
    bool known_ = false;
    std::string text_;
    Answer answer_{};
};

/// What a column of a wide table is about.
struct wide_column {
    indicator_id of;
    std::vector<std::uint16_t> items;
};

/// Reads one figures file.
class figures_reader {
  public:
    figures_reader(const std::string& file, const figures_options& options, dataset& into, std::vector<diagnostic>& problems)
        : file_{file}, options_{options}, data_{into}, book_{into.book()}, problems_{problems} {
        readers_.reserve(book_.indicators.size());
        for (const indicator& each : book_.indicators) { readers_.emplace_back(book_, each, options.convention); }
        default_source_ = data_.intern_source(options.source);
        tree_ = data_.where().at(options.when ? options.when->last() : day::max());
    }

    std::size_t run(std::string_view text) {
        csv_reader csv{text, file_, problems_};
        std::vector<csv_field> fields;
        if (!csv.next(fields)) {
            problems_.push_back({diagnostic_code::empty_file, file_, {},
                                 {"nothing in it: expected the heading place,period,indicator,value",
                                  "文件为空：应有标题行place,period,indicator,value"}});
            return 0;
        }
        read_heading(fields);
        const std::size_t expected = fields.size();
        std::size_t rows = 0;
        while (csv.next(fields)) {
            if (fields.size() != expected) {
                problems_.push_back(detail::wrong_field_count(file_, csv.line(), fields.size(), expected));
                continue;
            }
            ++rows;
            if (is_usable_) { read_row(fields); }
            else { find_identity_numbers(fields); }
        }
        return rows;
    }

  private:
    // -- the heading --------------------------------------------------------------------------------

    void read_heading(const std::vector<csv_field>& headings) {
        const std::size_t before = problems_.size();
        find_identity_numbers(headings);
        const std::vector<detail::known_column> long_columns = known_columns(book_, true);
        is_wide_ = std::ranges::none_of(headings, [&](const csv_field& heading) {
            const auto found = detail::find_column(long_columns, heading.text());
            return found == std::size_t{indicator_column} || found == std::size_t{value};
        }) && headings.size() > 1;
        if (is_wide_) {
            read_wide_heading(headings);
        } else {
            columns_ = detail::match_columns(long_columns, headings, file_, problems_);
        }
        is_usable_ = problems_.size() == before;
    }

    void read_wide_heading(const std::vector<csv_field>& headings) {
        const std::vector<detail::known_column> known = known_columns(book_, false);
        const std::span<const detail::known_column> fixed{known.data(), fixed_columns};
        wide_.resize(headings.size());
        std::vector<csv_field> plain;
        std::vector<std::size_t> position_of_plain;
        for (std::size_t i = 0; i < headings.size(); ++i) {
            std::optional<wide_column> of = detail::find_column(fixed, headings[i].text()) ? std::nullopt : read_wide_column(headings[i].text());
            if (of && std::ranges::any_of(wide_, [&](const auto& other) {
                    return other && other->of == of->of && other->items == of->items;
                })) {
                problems_.push_back({diagnostic_code::repeated_column, file_, headings[i].where(),
                                     {"column " + in_quotes(headings[i].text()) + " is there twice: expected each column once",
                                      "列" + in_quotes(headings[i].text()) + "重复：每列只应出现一次"}});
            }
            wide_[i] = std::move(of);
            if (!wide_[i]) {
                plain.push_back(headings[i]);
                position_of_plain.push_back(i);
            }
        }
        columns_.assign(headings.size(), std::nullopt);
        const auto matched = detail::match_columns(fixed, plain, file_, problems_);
        for (std::size_t i = 0; i < matched.size(); ++i) { columns_[position_of_plain[i]] = matched[i]; }
    }

    /// "model_units" or "model_units/national": the indicator and its items, each of whichever
    /// breakdown of the indicator has it.
    [[nodiscard]] std::optional<wide_column> read_wide_column(std::string_view heading) const {
        std::size_t slash = heading.find('/');
        const auto of = book_.find_indicator(heading.substr(0, slash));
        if (!of) { return std::nullopt; }
        wide_column made{*of, {}};
        while (slash != std::string_view::npos) {
            heading.remove_prefix(slash + 1);
            slash = heading.find('/');
            const std::string_view item = trimmed(heading.substr(0, slash));
            const auto use = std::ranges::find_if(book_[*of].breakdowns, [&](const breakdown_use& each) {
                return book_[each.by].find_item(item).has_value();
            });
            if (use == book_[*of].breakdowns.end()) { return std::nullopt; }
            if (made.items.size() <= use->by.index()) { made.items.resize(use->by.index() + 1, series::all); }
            made.items[use->by.index()] = static_cast<std::uint16_t>(*book_[use->by].find_item(item));
        }
        return made;
    }

    // -- a row --------------------------------------------------------------------------------------

    struct row_cells {
        const csv_field* fixed[fixed_columns] = {};
        [[nodiscard]] std::string_view text(column which) const {
            return fixed[which] == nullptr ? std::string_view{} : trimmed(fixed[which]->text());
        }
    };

    void add_problem(diagnostic_code code, const csv_field& at, bilingual message) {
        problems_.push_back({code, file_, at.where(), std::move(message)});
    }

    bool find_identity_numbers(const std::vector<csv_field>& fields) {
        bool found = false;
        for (const csv_field& each : fields) {
            if (!detail::holds_identity_number(each.text())) { continue; }
            problems_.push_back(detail::identity_number_in(file_, each.where()));
            found = true;
        }
        return found;
    }

    void read_row(const std::vector<csv_field>& fields) {
        if (find_identity_numbers(fields)) { return; }
        row_cells cells;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (columns_[i] && *columns_[i] < fixed_columns) { cells.fixed[*columns_[i]] = &fields[i]; }
        }
        const std::size_t before = problems_.size();
        const std::optional<place_id> at = read_place(cells);
        const std::optional<period_id> period_of_row = read_period(cells, fields);
        const std::optional<scope> extent_of_row = read_extent(cells);
        const std::uint32_t source_of_row = read_source(cells);
        if (is_wide_) {
            if (problems_.size() > before) { return; }
            for (std::size_t i = 0; i < fields.size(); ++i) {
                if (!wide_[i]) { continue; }
                const series what{wide_[i]->of, *extent_of_row, wide_[i]->items};
                add(*at, what, *period_of_row, source_of_row, fields[i], cells);
            }
            return;
        }
        const auto of = read_indicator(cells);
        series what{of.value_or(indicator_id{}), extent_of_row.value_or(scope::total), {}};
        read_items(fields, what, of.has_value(), at);
        if (problems_.size() > before) {
            // What is wrong with the value is said as well, though the row has no place to go.
            if (of) { static_cast<void>(read_value(*of, *cells.fixed[value], cells)); }
            return;
        }
        add(*at, what, *period_of_row, source_of_row, *cells.fixed[value], cells);
    }

    std::optional<place_id> read_place(const row_cells& cells) {
        const std::string_view text = cells.text(place);
        const auto& found = places_.get(text, [this](std::string_view code) { return data_.where().find_named(code); });
        if (!found) {
            const std::string_view near = nearest_place(text);
            add_problem(diagnostic_code::unknown_place, *cells.fixed[place],
                        {in_quotes(text) + " is no place of places.csv: " +
                             (near.empty() ? "expected the code of one" : "did you mean " + in_quotes(near) + "?"),
                         in_quotes(text) + "不在places.csv中：" + (near.empty() ? "应为其中的地区代码" : "是否为" + in_quotes(near) + "？")});
        }
        return found;
    }

    [[nodiscard]] std::string_view nearest_place(std::string_view text) const {
        constexpr std::size_t most_compared = 2000;  // a suggestion is worth a moment, not a search of a nation
        std::vector<std::string_view> codes;
        for (std::size_t i = 0; i < std::min(data_.where().size(), most_compared); ++i) {
            codes.push_back(data_.where().code(place_id{i}));
        }
        return detail::nearest(text, codes);
    }

    std::optional<period_id> read_period(const row_cells& cells, const std::vector<csv_field>& fields) {
        const std::string_view text = cells.text(when);
        if (text.empty() && options_.when) { return data_.intern(*options_.when); }
        const auto& found = periods_.get(text, [this](std::string_view written) -> std::optional<period_id> {
            const auto parsed = period::parse(written);
            return parsed ? std::optional{data_.intern(*parsed)} : std::nullopt;
        });
        if (!found) {
            const csv_field& at = cells.fixed[when] != nullptr ? *cells.fixed[when] : fields.front();
            if (text.empty()) {
                add_problem(diagnostic_code::not_a_period, at,
                            {"no period: expected one such as 2016, 2016-12 or 2015-11/2016-04, in the column period or by --period",
                             "没有报告期：应在period列或用--period给出，如2016、2016-12或2015-11/2016-04"});
            } else {
                add_problem(diagnostic_code::not_a_period, at,
                            {in_quotes(text) + " is not a period: expected one such as 2016, 2016-12 or 2015-11/2016-04",
                             in_quotes(text) + "不是报告期：应如2016、2016-12或2015-11/2016-04"});
            }
        }
        return found;
    }

    std::optional<scope> read_extent(const row_cells& cells) {
        const auto found = detail::read_scope(cells.text(extent));
        if (!found) {
            add_problem(diagnostic_code::not_a_scope, *cells.fixed[extent],
                        {in_quotes(cells.text(extent)) + " is no scope: expected total or own",
                         in_quotes(cells.text(extent)) + "不是口径：应为合计或本级"});
        }
        return found;
    }

    std::uint32_t read_source(const row_cells& cells) {
        const std::string_view text = cells.text(source);
        if (text.empty()) { return default_source_; }
        if (detail::holds_mobile_number(text)) {
            problems_.push_back(detail::mobile_number_in(file_, cells.fixed[source]->where()));
            return default_source_;
        }
        return sources_.get(text, [this](std::string_view name) { return data_.intern_source(name); });
    }

    std::optional<indicator_id> read_indicator(const row_cells& cells) {
        const std::string_view text = cells.text(indicator_column);
        const auto& found = indicators_.get(text, [this](std::string_view code) { return book_.find_indicator(code); });
        if (!found) {
            std::vector<std::string_view> codes;
            for (const indicator& each : book_.indicators) { codes.push_back(each.name.code); }
            const std::string_view near = detail::nearest(text, codes);
            add_problem(diagnostic_code::unknown_indicator, *cells.fixed[indicator_column],
                        {in_quotes(text) + " is no indicator: " +
                             (near.empty() ? "expected one of the codebook (crossfoot list indicators)" : "did you mean " + in_quotes(near) + "?"),
                         in_quotes(text) + "不是指标：" + (near.empty() ? "应为指标目录中的指标（crossfoot list indicators）" : "是否为" + in_quotes(near) + "？")});
        }
        return found;
    }

    void read_items(const std::vector<csv_field>& fields, series& what, bool known, std::optional<place_id> at) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (!columns_[i] || *columns_[i] < fixed_columns) { continue; }
            const std::string_view text = trimmed(fields[i].text());
            if (text.empty()) { continue; }
            const breakdown_id by{*columns_[i] - fixed_columns};
            const std::optional<std::size_t> item = book_[by].find_item(text);
            if (!item) {
                std::vector<std::string_view> codes;
                for (const breakdown_item& each : book_[by].items) { codes.push_back(each.name.code); }
                add_problem(diagnostic_code::unknown_item, fields[i],
                            {in_quotes(text) + " is no item of " + book_[by].name.code + ": expected " + detail::joined(codes, " or "),
                             in_quotes(text) + "不是" + book_[by].name.name.in(language::zh) + "的分组项：应为" + detail::joined(codes, "或")});
                continue;
            }
            if (known && !is_broken_down(what.indicator, by)) {
                add_problem(diagnostic_code::item_not_allowed, fields[i],
                            {book_[what.indicator].name.code + " is not broken down by " + book_[by].name.code + ": expected a blank",
                             book_[what.indicator].name.name.in(language::zh) + "不按" + book_[by].name.name.in(language::zh) + "分组：应留空"});
                continue;
            }
            if (at && !occurs_at(book_[by].items[*item], *at)) {
                add_problem(diagnostic_code::item_not_allowed, fields[i],
                            {in_quotes(text) + " does not occur at " + data_.where().code(*at) + ": expected it only in " +
                                 joined_codes(book_[by].items[*item].only_in),
                             in_quotes(text) + "不适用于" + data_.where().code(*at) + "：只用于" + joined_codes(book_[by].items[*item].only_in)});
                continue;
            }
            what = what.with(by, static_cast<std::uint16_t>(*item));
        }
    }

    static std::string joined_codes(const std::vector<std::string>& codes) {
        const std::vector<std::string_view> words{codes.begin(), codes.end()};
        return detail::joined(words, " / ");
    }

    [[nodiscard]] bool is_broken_down(indicator_id of, breakdown_id by) const {
        const indicator& each = book_[of];
        if (each.find_use(by) != nullptr) { return true; }
        return each.numerator && book_[*each.numerator].find_use(by) != nullptr;
    }

    [[nodiscard]] bool occurs_at(const breakdown_item& item, place_id at) const {
        if (item.only_in.empty()) { return true; }
        for (std::optional<place_id> above = at; above; above = tree_.parent_of(*above)) {
            if (std::ranges::find(item.only_in, data_.where().code(*above)) != item.only_in.end()) { return true; }
        }
        return false;
    }

    // -- the value ----------------------------------------------------------------------------------

    std::optional<detail::cell_value> read_value(indicator_id of, const csv_field& field, const row_cells& cells) {
        const std::string_view state_text = cells.text(state);
        const auto said = state_text.empty() ? std::optional{status::reported} : detail::read_status(state_text);
        if (!said) {
            add_problem(diagnostic_code::not_a_status, *cells.fixed[state],
                        {in_quotes(state_text) + " is no status: expected reported, missing, not_applicable, below_unit, suppressed or unreadable",
                         in_quotes(state_text) + "不是状态：应为已报、缺失、不适用、不足最小单位、不公布或无法辨认"});
            return std::nullopt;
        }
        if (*said != status::reported) {
            if (detail::holds_mobile_number(field.text())) {
                problems_.push_back(detail::mobile_number_in(file_, field.where()));
                return std::nullopt;
            }
            return detail::cell_value{*said, {}, {}, std::string{trimmed(field.text())}};
        }
        auto read = readers_[of.index()].read(field.text(), cells.text(unit));
        if (auto* problem = std::get_if<detail::cell_problem>(&read)) {
            const csv_field& at = problem->code == diagnostic_code::wrong_unit ? *cells.fixed[unit] : field;
            add_problem(problem->code, at, std::move(problem->message));
            if (options_.on_bad_cell == bad_cells::refuse) { return std::nullopt; }
            return detail::cell_value{status::unreadable, {}, {}, std::string{trimmed(field.text())}};
        }
        return std::get<detail::cell_value>(std::move(read));
    }

    void add(place_id at, const series& what, period_id period_of_row, std::uint32_t source_of_row,
             const csv_field& field, const row_cells& cells) {
        std::optional<detail::cell_value> said = read_value(what.indicator, field, cells);
        if (!said) { return; }
        const slot_id slot = slot_of(what, period_of_row, source_of_row);
        std::optional<std::size_t> added;
        if (said->count) {
            added = data_.add_count(at, slot, *said->count);
        } else if (said->written) {
            added = data_.add(at, slot, std::move(*said->written));
        } else {
            added = data_.add(at, slot, said->state, std::move(said->text));
        }
        if (added) {
            if (first_ == none) { first_ = *added; }
            lines_.push_back(static_cast<std::uint32_t>(field.where().line));
            return;
        }
        const std::size_t earlier = *data_.find(at, slot);
        const std::string line = first_ != none && earlier >= first_ ? std::to_string(lines_[earlier - first_]) : std::string{};
        add_problem(diagnostic_code::duplicate_cell, field,
                    {"the same cell from the same source stands " + (line.empty() ? std::string{"in another file"} : "on line " + line) +
                         " already: expected each cell once, or a source of its own",
                     (line.empty() ? std::string{"另一文件"} : "第" + line + "行") + "已有同一来源的同一数值：每个单元格应只出现一次，或注明不同来源"});
    }

    slot_id slot_of(const series& what, period_id period_of_row, std::uint32_t source_of_row) {
        if (!(last_series_ && *last_series_ == what)) {
            last_series_ = what;
            last_series_id_ = data_.intern(what);
            last_slot_known_ = false;
        }
        if (!last_slot_known_ || last_period_ != period_of_row || last_source_ != source_of_row) {
            last_slot_ = data_.intern(last_series_id_, period_of_row, source_of_row);
            last_period_ = period_of_row;
            last_source_ = source_of_row;
            last_slot_known_ = true;
        }
        return last_slot_;
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    const std::string& file_;
    const figures_options& options_;
    dataset& data_;
    const codebook& book_;
    std::vector<diagnostic>& problems_;
    hierarchy tree_;
    std::vector<detail::value_reader> readers_;
    std::uint32_t default_source_ = 0;
    bool is_wide_ = false;
    bool is_usable_ = true;
    std::vector<std::optional<std::size_t>> columns_;
    std::vector<std::optional<wide_column>> wide_;
    last_hit<std::optional<place_id>> places_;
    last_hit<std::optional<period_id>> periods_;
    last_hit<std::optional<indicator_id>> indicators_;
    last_hit<std::uint32_t> sources_;
    std::optional<series> last_series_;
    series_id last_series_id_;
    slot_id last_slot_;
    period_id last_period_;
    std::uint32_t last_source_ = 0;
    bool last_slot_known_ = false;
    std::size_t first_ = none;          // the first observation of this file
    std::vector<std::uint32_t> lines_;  // of the observations from there on, to name the earlier of two
};

}  // namespace

std::size_t read_figures(std::string_view csv,
                         const std::string& file,
                         const figures_options& options,
                         dataset& into,
                         std::vector<diagnostic>& problems) {
    return figures_reader{file, options, into, problems}.run(csv);
}

std::vector<std::string> place_codes_in(std::string_view csv, const std::string& file) {
    std::vector<diagnostic> ignored;  // they are found again when the figures are read
    csv_reader reader{csv, file, ignored};
    std::vector<csv_field> fields;
    if (!reader.next(fields)) { return {}; }
    static const std::vector<detail::known_column> wanted{{"place", {"地区", "地区代码"}, true}};
    std::size_t at = 0;
    while (at < fields.size() && !detail::find_column(wanted, fields[at].text())) { ++at; }
    std::vector<std::string> codes;
    std::unordered_map<std::string, bool> seen;
    while (reader.next(fields)) {
        if (at >= fields.size()) { continue; }
        const std::string_view code = trimmed(fields[at].text());
        if (code.empty() || detail::holds_identity_number(code)) { continue; }
        if (seen.emplace(std::string{code}, true).second) { codes.emplace_back(code); }
    }
    return codes;
}

}  // namespace crossfoot
