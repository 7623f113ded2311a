#include "row_pattern.hpp"

#include "shared_name.hpp"
#include "text_tools.hpp"

#include <algorithm>
#include <utility>

namespace crossfoot::detail {

namespace {

// Texts have no NUL bytes, so a key cannot be that of other cells.
constexpr char separator = '\0';

const bilingual period_forms{"2016, 2016-H1, 2016-Q1, 2016-12, 2016-12-31 or 2015-11/2016-04",
                             "2016、2016-H1、2016-Q1、2016-12、2016-12-31或2015-11/2016-04"};

}  // namespace

row_patterns::row_patterns(slot_registry& slots,
                           const figures_options& options,
                           problem_list& problems)
    : slots_{slots},
      options_{options},
      problems_{problems},
      values_(slots.book().indicators.size()) {}

void row_patterns::begin(const figures_heading& heading) {
    heading_ = &heading;
    last_ = nullptr;
    by_key_.clear();
    patterns_.clear();
    refused_.clear();
    key_columns_.clear();
    for (const auto which : {figures_column::indicator,
                             figures_column::period,
                             figures_column::scope,
                             figures_column::unit,
                             figures_column::status,
                             figures_column::source}) {
        if (const auto at = heading.position(which)) key_columns_.push_back(*at);
    }
    for (const breakdown_column& each : heading.breakdowns)
        key_columns_.push_back(each.at);
}

bool row_patterns::has_key(const row_pattern& known,
                           std::span<const csv_field> cells,
                           std::size_t series_column) const {
    std::string_view rest = known.key;
    for (const std::size_t column : key_columns_) {
        const std::string_view text = cells[column].text();
        if (rest.size() <= text.size() || rest.substr(0, text.size()) != text ||
            rest[text.size()] != separator) {
            return false;
        }
        rest.remove_prefix(text.size() + 1);
    }
    return rest.size() == sizeof series_column &&
           std::equal(rest.begin(), rest.end(), reinterpret_cast<const char*>(&series_column));
}

void row_patterns::make_key(std::span<const csv_field> cells, std::size_t series_column) {
    key_.clear();
    for (const std::size_t column : key_columns_) {
        key_ += cells[column].text();
        key_ += separator;
    }
    key_.append(reinterpret_cast<const char*>(&series_column), sizeof series_column);
}

row_pattern* row_patterns::find(std::span<const csv_field> cells, std::size_t series_column) {
    if (last_ != nullptr && last_->next != nullptr && has_key(*last_->next, cells, series_column)) {
        last_ = last_->next;
        return last_;
    }
    make_key(cells, series_column);
    row_pattern* found = nullptr;
    if (const auto known = by_key_.find(std::string_view{key_}); known != by_key_.end()) {
        found = known->second;
    } else {
        found = learn(cells, series_column);
        if (found == nullptr || found->is_unreadable) return found;
    }
    if (last_ != nullptr) last_->next = found;
    last_ = found;
    return found;
}

/// Finds out what cells say that were not there before; `key_` is theirs.
row_pattern* row_patterns::learn(std::span<const csv_field> cells, std::size_t series_column) {
    const std::size_t before = problems_.size();
    if (problems_.only_counts()) {
        if (const auto known = refused_.find(key_); known != refused_.end()) {
            problems_.count(known->second);
            return nullptr;
        }
    }
    std::optional<row_pattern> made = resolve(cells, series_column);
    if (!made) {
        if (problems_.only_counts() && refused_.size() < most_refused) {
            refused_.emplace(key_, problems_.size() - before);
        }
        return nullptr;
    }
    if (made->is_unreadable) {
        // Its problem is told for each row.
        unreadable_ = std::move(*made);
        return &unreadable_;
    }
    made->key = key_;
    patterns_.push_back(std::move(*made));
    row_pattern& kept = patterns_.back();
    by_key_.emplace(kept.key, &kept);
    return &kept;
}

const csv_field* row_patterns::cell(std::span<const csv_field> cells, figures_column which) const {
    const auto at = heading_->position(which);
    return at ? &cells[*at] : nullptr;
}

std::optional<row_pattern> row_patterns::resolve(std::span<const csv_field> cells,
                                                 std::size_t series_column) {
    bool is_clean = true;
    for (const std::size_t column : key_columns_) {
        is_clean = !problems_.refuse_personal(cells[column], column_kind::text) && is_clean;
    }
    if (!is_clean) return std::nullopt;
    std::optional<series> what = resolve_series(cells, series_column);
    const std::optional<period> when = resolve_period(cells);
    series nowhere;
    const bool has_scope = resolve_scope(cells, what ? *what : nowhere);
    row_pattern made;
    const bool has_status = resolve_status(cells, made);
    if (!what || !when || !has_scope) return std::nullopt;
    if (!has_status && options_.on_bad_cell == bad_cells::refuse) return std::nullopt;

    const csv_field* const source = cell(cells, figures_column::source);
    const std::string_view named = source == nullptr ? std::string_view{} : trimmed(source->text());
    made.slot = slots_.intern(*what, *when, named.empty() ? options_.source : named);
    if (const csv_field* unit = cell(cells, figures_column::unit)) {
        made.unit = std::string{trimmed(unit->text())};
    }
    made.values = &values_of(what->indicator);
    made.takes_plain_counts = made.state == status::reported && !made.is_unreadable &&
                              made.values->reads_plain_counts(made.unit);
    add_limits(made, *what, series_column);
    return made;
}

std::optional<series> row_patterns::resolve_series(std::span<const csv_field> cells,
                                                   std::size_t series_column) {
    if (heading_->layout == table_layout::wide_rows) {
        return heading_->series_columns[series_column].what;
    }
    const codebook& book = slots_.book();
    const csv_field& named = *cell(cells, figures_column::indicator);
    const std::optional<indicator_id> of = book.find_indicator(trimmed(named.text()));
    if (!of) {
        problems_.note(named, diagnostic_code::unknown_indicator, [&] {
            const bilingual& hint = hint_for_indicator(trimmed(named.text()));
            return bilingual{in_quotes(named.text()) + " is no indicator: " + hint.en,
                             in_quotes(named.text()) + "不是指标：" + hint.zh};
        });
    }
    series what{of.value_or(indicator_id{}), scope::total, {}};
    bool is_good = of && !refuse_shared_name(book.indicators,
                                             of->index(),
                                             trimmed(named.text()),
                                             named,
                                             problems_.file(),
                                             problems_.told());
    for (const breakdown_column& column : heading_->breakdowns) {
        const csv_field& item = cells[column.at];
        if (trimmed(item.text()).empty()) continue;
        is_good = resolve_item(item, column.by, what) && is_good;
        if (!of || is_broken_down_by(book, book[*of], column.by)) continue;
        problems_.note(item, diagnostic_code::item_not_allowed, [&] {
            const std::string& by = book[column.by].name.code;
            return bilingual{
                book[*of].name.code + " is not broken down by " + by + ": expected no item here",
                "指标" + book[*of].name.name.in(language::zh) + "不按" +
                    book[column.by].name.name.in(language::zh) + "分组：此处应留空"};
        });
        is_good = false;
    }
    return is_good ? std::optional{what} : std::nullopt;
}

/// What was probably meant by a text that is no indicator. It takes time to find out, and a slip is
/// often made in every row of a file.
const bilingual& row_patterns::hint_for_indicator(std::string_view text) {
    if (hinted_text_ == text && !hint_.en.empty()) return hint_;
    const codebook& book = slots_.book();
    std::vector<std::string_view> known;
    for (const indicator& each : book.indicators) {
        known.push_back(each.name.code);
        known.push_back(each.name.name.en);
        known.push_back(each.name.name.zh);
    }
    hint_ = suggestion(
        text,
        known,
        {"the code or name of an indicator of the codebook", "指标目录中的指标代码或名称"});
    hinted_text_ = text;
    return hint_;
}

bool row_patterns::resolve_item(const csv_field& cell, breakdown_id by, series& what) {
    const breakdown& of = slots_.book()[by];
    const std::string_view text = trimmed(cell.text());
    if (const auto item = of.find_item(text)) {
        what = what.with(by, static_cast<std::uint16_t>(*item));
        return !refuse_shared_name(of.items, *item, text, cell, problems_.file(), problems_.told());
    }
    problems_.note(cell, diagnostic_code::unknown_item, [&] {
        std::vector<std::string_view> codes;
        for (const breakdown_item& each : of.items)
            codes.push_back(each.name.code);
        const bilingual hint = suggestion(text, codes, listed(codes));
        return bilingual{
            in_quotes(text) + " is no item of " + of.name.code + ": " + hint.en,
            in_quotes(text) + "不是" + of.name.name.in(language::zh) + "的分组项：" + hint.zh};
    });
    return false;
}

std::optional<period> row_patterns::resolve_period(std::span<const csv_field> cells) {
    const csv_field* const named = cell(cells, figures_column::period);
    if (named == nullptr || (trimmed(named->text()).empty() && options_.when)) {
        return options_.when;
    }
    const std::optional<period> when = period::parse(trimmed(named->text()));
    if (!when) {
        problems_.note(*named, diagnostic_code::not_a_period, [&] {
            return bilingual{in_quotes(named->text()) + " is not a period: expected one such as " +
                                 period_forms.en,
                             in_quotes(named->text()) + "不是报告期：应如" + period_forms.zh};
        });
    }
    return when;
}

bool row_patterns::resolve_scope(std::span<const csv_field> cells, series& what) {
    const csv_field* const named = cell(cells, figures_column::scope);
    if (named == nullptr) return true;
    if (const auto extent = read_scope(named->text())) {
        what.extent = *extent;
        return true;
    }
    problems_.note(*named, diagnostic_code::not_a_scope, [&] {
        return bilingual{
            in_quotes(named->text()) + " is no scope: expected total, own or nothing",
            in_quotes(named->text()) + "不是口径：应为total（合计）、own（本级）或留空"};
    });
    return false;
}

bool row_patterns::resolve_status(std::span<const csv_field> cells, row_pattern& made) {
    const csv_field* const named = cell(cells, figures_column::status);
    if (named == nullptr) return true;
    if (const auto state = read_status(named->text())) {
        made.state = *state;
        return true;
    }
    made.is_unreadable = true;
    problems_.note(*named, diagnostic_code::not_a_status, [&] {
        return bilingual{
            in_quotes(named->text()) +
                " is no status: expected reported, missing, not_applicable, below_unit, suppressed "
                "or unreadable",
            in_quotes(named->text()) +
                "不是状态：应为reported、missing、not_applicable、below_unit、suppressed或"
                "unreadable"};
    });
    return false;
}

void row_patterns::add_limits(row_pattern& made, const series& what, std::size_t series_column) {
    if (options_.hierarchy == places_known::from_figures) return;
    const codebook& book = slots_.book();
    for (std::size_t i = 0; i < what.items.size(); ++i) {
        const std::uint16_t item = what.items[i];
        if (item == series::all || book.breakdowns[i].items[item].only_in.empty()) continue;
        std::size_t column = 0;
        if (heading_->layout == table_layout::wide_rows) {
            column = heading_->series_columns[series_column].at;
        }
        for (const breakdown_column& each : heading_->breakdowns) {
            if (each.by.index() == i) column = each.at;
        }
        made.limits.push_back({&places_with(breakdown_id{i}, item, what.extent), column});
    }
}

/// The places that an item names, those that ever lay in one of them, and for totals those in which
/// one of them ever lay.
const std::vector<bool>& row_patterns::places_with(breakdown_id by,
                                                   std::uint16_t item,
                                                   scope extent) {
    const auto [known, is_new] = allowed_.try_emplace({by.index(), item, extent});
    std::vector<bool>& allowed = known->second;
    if (!is_new) return allowed;
    const places& where = slots_.where();
    allowed.assign(where.size(), false);
    for (const std::string& code : slots_.book()[by].items[item].only_in) {
        if (const auto place = where.find(code)) allowed[place->index()] = true;
    }
    // Rows may stand in any order, so until nothing changes.
    for (bool changes = true; changes;) {
        changes = false;
        for (const place_row_view& row : where.rows()) {
            if (!row.above || allowed[row.place.index()] || !allowed[row.above->index()]) {
                continue;
            }
            allowed[row.place.index()] = true;
            changes = true;
        }
    }
    if (extent == scope::own) return allowed;
    std::vector<place_id> inner;
    for (const std::string& code : slots_.book()[by].items[item].only_in) {
        if (const auto place = where.find(code)) inner.push_back(*place);
    }
    std::vector<bool> has_inner(where.size(), false);
    while (!inner.empty()) {
        const place_id place = inner.back();
        inner.pop_back();
        if (has_inner[place.index()]) continue;
        has_inner[place.index()] = true;
        allowed[place.index()] = true;
        for (const std::uint32_t row : where.rows_of(place)) {
            if (const auto above = where.rows()[row].above) inner.push_back(*above);
        }
    }
    return allowed;
}

const value_reader& row_patterns::values_of(indicator_id of) {
    std::unique_ptr<value_reader>& values = values_[of.index()];
    if (!values) {
        const codebook& book = slots_.book();
        values = std::make_unique<value_reader>(book, book[of], options_.convention);
    }
    return *values;
}

}  // namespace crossfoot::detail
