#include "figures_scanner.hpp"

#include <crossfoot/number/figure_reader.hpp>

#include "personal_numbers.hpp"
#include "table_heading.hpp"
#include "text_tools.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

namespace crossfoot::detail {

namespace {

constexpr std::size_t identity_length = 18;
// Looking for what was meant goes through all places.
constexpr std::size_t most_places_searched = 5000;
// A file that is full of other places is not about these.
constexpr std::size_t most_searches = 1000;

std::uint16_t column_of(const csv_field& value) {
    constexpr std::size_t most = std::numeric_limits<std::uint16_t>::max();
    return static_cast<std::uint16_t>(std::min(value.where().column, most));
}

/// Whether all cells are read, the place first and the value last.
bool is_plain(const figures_heading& heading) {
    return heading.layout == table_layout::long_rows && heading.unknown.empty() &&
           heading.position(figures_column::place) == std::size_t{0} &&
           heading.position(figures_column::value) == heading.columns - 1;
}

/// What stands between place and value; "" where they were in quotes, and may stand elsewhere.
std::string_view text_between(std::span<const csv_field> cells) {
    const std::string_view place = cells.front().text();
    const std::string_view value = cells.back().text();
    if (!cells.front().is_as_written() || !cells.back().is_as_written()) return {};
    const char* const begin = place.data() + place.size();
    return {begin, static_cast<std::size_t>(value.data() - begin)};
}

}  // namespace

figures_scanner::figures_scanner(slot_registry& slots,
                                 const figures_options& options,
                                 const place_codes* codes,
                                 bytes_read what)
    : slots_{slots},
      options_{options},
      what_{what},
      patterns_{slots, options, problems_},
      quick_{codes} {}

void figures_scanner::begin(const figures_heading& heading, const std::string& file) {
    file_ = &file;
    if (has_begun_ && heading == heading_) return;
    has_begun_ = true;
    heading_ = heading;
    patterns_.begin(heading_);
    may_learn_ = is_plain(heading_);
    if (may_learn_) {
        quick_.begin();
    } else {
        quick_.end();
    }
}

void figures_scanner::read(csv_reader& from, std::size_t most_rows, figures_batch& into) {
    into_ = &into;
    problems_.begin(*file_, into.problems, tells_later_);
    expected_line_ = 0;
    while (into.rows.size() < most_rows) {
        const std::size_t before = into.rows.size();
        if (const std::size_t bytes = quick_.read(from.rest(), most_rows, into.rows); bytes > 0) {
            const std::size_t rows = into.rows.size() - before;
            const std::size_t line = from.next_line();
            if (line != expected_line_) into.lines.push_back({before, line, 1});
            into.records += rows;
            expected_line_ = line + rows;
            from.go_on_at(from.rest().data() + bytes, expected_line_);
            if (into.rows.size() >= most_rows) break;
        }
        if (tells_later_ && put_by_known(from)) continue;
        const std::string_view rest = from.rest();
        const std::size_t line = from.next_line();
        const std::size_t told = into.problems.size();
        problems_.begin(*file_, into.problems, tells_later_);
        const bool is_there = from.next(cells_);
        const std::string_view record = rest.substr(0, rest.size() - from.rest().size());
        // A file that was read as a whole is text by now.
        if (what_ == bytes_read::from_file && (valid_utf8_until(record) != record.size() ||
                                               record.find('\0') != std::string_view::npos)) {
            met_other_bytes_ = true;
            break;
        }
        if (!is_there) break;
        read_record(from);
        if (tells_later_ && problems_.size() > told) put_by(record, line, told);
    }
}

/// Keeps a record whose problems are to be told later, and forgets what was told by now.
void figures_scanner::put_by(std::string_view record, std::size_t line, std::size_t told) {
    into_->refused.add(record, line, problems_.size() - told);
    into_->problems.resize(told);
    has_refused_ = true;
}

/// Puts the next record by, if it is known to have problems without a look at each cell.
bool figures_scanner::put_by_known(csv_reader& from) {
    // The others may yet become a cell that is unreadable.
    if (!has_refused_ || options_.on_bad_cell != bad_cells::refuse) return false;
    const std::string_view rest = from.rest();
    const quick_rows::known_row row = quick_.take_apart(rest);
    if (row.bytes == 0) return false;
    const std::size_t problems = problems_of(row);
    if (problems == 0) return false;
    const std::size_t line = from.next_line();
    ++into_->records;
    into_->refused.add(rest.substr(0, row.bytes), line, problems);
    from.go_on_at(rest.data() + row.bytes, line + 1);
    return true;
}

/// How many problems a row has, as far as they can be told by its parts; 0 where they cannot, and
/// where it has none.
std::size_t figures_scanner::problems_of(const quick_rows::known_row& row) {
    if (may_hold_personal_number(row.value, column_kind::figures)) return 0;
    const bool has_place = row.place_number != place_codes::none;
    if (!has_place && !is_no_place(row.place)) return 0;
    if (row.of == nullptr) return row.problems + (has_place ? 0 : 1);
    if (!has_place) return 1;
    return is_known_bad(trimmed(row.value), *row.of) ? 1 : 0;
}

/// Whether a text that is no code of a place is one problem of its cell.
bool figures_scanner::is_no_place(std::string_view text) const {
    return trimmed(text).size() == text.size() && !where().find_by_name(text) &&
           !std::ranges::binary_search(options_.refused_places, text);
}

void figures_scanner::read_record(const csv_reader& from) {
    if (is_blank(cells_)) return;
    ++into_->records;
    const bool fits = fit_to_heading(cells_, heading_.columns, from, *file_, into_->problems);
    if (!fits || heading_.layout == table_layout::unusable) {
        for (const csv_field& each : cells_) {
            refuse(each, column_kind::figures);
        }
        return;
    }
    if (!heading_.unknown.empty() && refuse_unread_cells(cells_)) return;
    if (heading_.layout == table_layout::long_rows) {
        read_long_row(cells_, from.line());
    } else {
        read_wide_row(cells_, from.line());
    }
}

void figures_scanner::begin_run(std::size_t line, std::size_t lines_each) {
    const std::size_t first = into_->rows.size();
    if (!into_->lines.empty() && into_->lines.back().first == first) into_->lines.pop_back();
    into_->lines.push_back({first, line, lines_each});
}

/// Rows that say the same between place and value can be read quickly from now on.
void figures_scanner::learn(std::span<const csv_field> cells, const row_pattern& of) {
    if (const std::string_view between = text_between(cells); !between.empty()) {
        quick_.learn(between, of);
    }
}

/// Rows that say the same there have the same problems.
void figures_scanner::learn_refused(std::span<const csv_field> cells, std::size_t problems) {
    if (const std::string_view between = text_between(cells); !between.empty()) {
        quick_.learn_refused(between, problems);
    }
}

bool figures_scanner::refuse_unread_cells(std::span<const csv_field> cells) {
    bool found = false;
    for (const std::size_t column : heading_.unknown) {
        found = refuse(cells[column], column_kind::text) || found;
    }
    return found;
}

void figures_scanner::read_long_row(std::span<const csv_field> cells, std::size_t line) {
    const std::optional<place_id> place =
        find_place(cells[*heading_.position(figures_column::place)]);
    const std::size_t before = problems_.size();
    const row_pattern* const of = patterns_.find(cells, 0);
    if (of == nullptr && may_learn_) learn_refused(cells, problems_.size() - before);
    const csv_field& value = cells[*heading_.position(figures_column::value)];
    if (!place || of == nullptr) {
        refuse(value, column_kind::figures);
        return;
    }
    if (line != expected_line_) begin_run(line, 1);
    expected_line_ = line;
    const std::size_t size = into_->rows.size();
    read_value(*place, *of, cells, value);
    // A row without a figure, or lines that a quoted cell takes, end the run.
    expected_line_ = into_->rows.size() == size ? 0 : line + 1;
}

void figures_scanner::read_wide_row(std::span<const csv_field> cells, std::size_t line) {
    const std::optional<place_id> place =
        find_place(cells[*heading_.position(figures_column::place)]);
    begin_run(line, 0);
    bool is_good = true;
    for (std::size_t i = 0; i < heading_.series_columns.size(); ++i) {
        const csv_field& value = cells[heading_.series_columns[i].at];
        // What is wrong with period, scope or source is wrong for the whole row, and told once.
        const row_pattern* const of = is_good ? patterns_.find(cells, i) : nullptr;
        is_good = of != nullptr;
        if (place && is_good) {
            read_value(*place, *of, cells, value);
        } else {
            refuse(value, column_kind::figures);
        }
    }
}

void figures_scanner::read_value(place_id place,
                                 const row_pattern& of,
                                 std::span<const csv_field> cells,
                                 const csv_field& value) {
    if (!of.limits.empty() && !is_allowed(place, of, cells)) {
        refuse(value, column_kind::figures);
        return;
    }
    if (of.takes_plain_counts && value.text().size() < identity_length) {
        if (const auto count = read_plain_count(value.text())) {
            into_->rows.push_back({place.index(), of.slot.index(), *count}, column_of(value));
            if (may_learn_) learn(cells, of);
            return;
        }
    }
    read_other_value(place, of, cells, value);
}

void figures_scanner::read_other_value(place_id place,
                                       const row_pattern& of,
                                       std::span<const csv_field> cells,
                                       const csv_field& value) {
    const std::string_view text = trimmed(value.text());
    if (refuse(value, column_kind::figures)) {
        add_unreadable(place, of, {}, value);
        return;
    }
    if (of.is_unreadable || of.state != status::reported) {
        const bool is_refused = refuse(value, column_kind::text);
        if (of.is_unreadable || is_refused) {
            add_unreadable(place, of, is_refused ? std::string_view{} : text, value);
        } else {
            add(place, of, {of.state, std::nullopt, std::string{text}}, value);
        }
        return;
    }
    if (tells_later_ && is_known_bad(text, of)) {
        problems_.count(1);
        add_unreadable(place, of, text, value);
        return;
    }
    std::variant<cell_value, cell_fault> read = of.values->read(text, of.unit);
    if (auto* said = std::get_if<cell_value>(&read)) {
        add(place, of, {said->state, std::move(said->written), std::move(said->text)}, value);
        return;
    }
    if (refuse(value, column_kind::text)) {
        add_unreadable(place, of, {}, value);
        return;
    }
    note_bad_value(cells, of, value, std::get<cell_fault>(read));
    add_unreadable(place, of, text, value);
}

/// Whether that text was found to be no figure before. A slip is often made many times, and to read
/// what is none takes longest.
bool figures_scanner::is_known_bad(std::string_view text, const row_pattern& of) {
    const void* const reader = of.values;
    bad_value_.assign(reinterpret_cast<const char*>(&reader), sizeof reader);
    bad_value_ += text;
    bad_value_ += '\0';
    bad_value_ += of.unit;
    return bad_values_.contains(bad_value_);
}

void figures_scanner::note_bad_value(std::span<const csv_field> cells,
                                     const row_pattern& of,
                                     const csv_field& value,
                                     const cell_fault& fault) {
    if (problems_.only_counts()) {
        if (bad_values_.size() < most_bad_values) bad_values_.insert(bad_value_);
        problems_.count(1);
        return;
    }
    cell_problem problem = of.values->problem_of(fault, value.text(), of.unit);
    const bool is_unit = problem.code == diagnostic_code::wrong_unit && !of.unit.empty();
    const csv_field& at = is_unit ? cells[*heading_.position(figures_column::unit)] : value;
    problems_.note(at, problem.code, [&] { return std::move(problem.message); });
}

void figures_scanner::add(place_id place,
                          const row_pattern& of,
                          other_value what,
                          const csv_field& value) {
    into_->rows.push_back({place.index(),
                           of.slot.index() | figure_row::other_flag,
                           static_cast<std::int64_t>(into_->others.size())},
                          column_of(value));
    into_->others.push_back(std::move(what));
}

void figures_scanner::add_unreadable(place_id place,
                                     const row_pattern& of,
                                     std::string_view text,
                                     const csv_field& value) {
    if (options_.on_bad_cell == bad_cells::refuse) return;
    add(place, of, {status::unreadable, std::nullopt, std::string{text}}, value);
}

std::optional<place_id> figures_scanner::find_place(const csv_field& cell) {
    if (last_place_ && cell.text() == last_place_text_) return last_place_;
    // Rows often follow the order of the places.
    std::optional<place_id> found =
        into_->rows.size() == 0
            ? where().find(cell.text())
            : where().find(cell.text(), place_id{into_->rows[into_->rows.size() - 1].place});
    if (!found) {
        const std::string_view text = trimmed(cell.text());
        const bool is_bare = text.size() == cell.text().size();
        found = is_bare ? where().find_by_name(text) : where().find_named(text);
        if (!found) {
            if (!refuse(cell, column_kind::figures) &&
                !std::ranges::binary_search(options_.refused_places, text)) {
                note_unknown_place(cell);
            }
            return std::nullopt;
        }
    }
    last_place_ = found;
    last_place_text_ = cell.text();
    return found;
}

void figures_scanner::note_unknown_place(const csv_field& cell) {
    problems_.note(cell, diagnostic_code::unknown_place, [&] {
        const std::string_view text = trimmed(cell.text());
        // The same slip is often in every row, and looking for what was meant takes time.
        if (unknown_text_ != text || unknown_message_.en.empty()) {
            unknown_message_ = not_a_place(text);
            unknown_text_ = text;
        }
        return unknown_message_;
    });
}

bilingual figures_scanner::not_a_place(std::string_view text) {
    const auto rows = where().rows();
    if (!text.empty() && where().is_name_of_several(text)) {
        return {in_quotes(text) + " is the name of several places: expected a code",
                in_quotes(text) + "是多个地区的名称：应填写代码"};
    }
    std::vector<std::string_view> known;
    if (rows.size() <= most_places_searched && ++searches_ <= most_searches) {
        for (const place_row_view& row : rows) {
            known.push_back(row.code);
            known.push_back(row.name);
        }
    }
    const bilingual hint = suggestion(
        text, known, {"the code or name of a place of places.csv", "places.csv中的地区代码或名称"});
    return {in_quotes(text) + " is no place: " + hint.en, in_quotes(text) + "不是地区：" + hint.zh};
}

bool figures_scanner::is_allowed(place_id place,
                                 const row_pattern& of,
                                 std::span<const csv_field> cells) {
    bool is_good = true;
    for (const limited_item& limit : of.limits) {
        if ((*limit.allowed)[place.index()]) continue;
        is_good = false;
        const bool is_wide = heading_.layout == table_layout::wide_rows;
        // In a wide table a blank cell says that there is none.
        if (is_wide && trimmed(cells[limit.column].text()).empty()) continue;
        problems_.note(cells[limit.column], diagnostic_code::item_not_allowed, [&] {
            const std::string_view code = where().code(place);
            return bilingual{"this item does not occur at " + in_quotes(code) +
                                 ": expected a place that the item's only_in names, one in it, or "
                                 "for a total one above it",
                             "该分组项不适用于地区" + in_quotes(code) +
                                 "：应为only_in所列地区或其下级，合计也可为其上级"};
        });
    }
    return is_good;
}

diagnostic duplicate_cell_problem(const std::string& file,
                                  position where,
                                  const std::string& earlier_file,
                                  std::size_t earlier_line) {
    bilingual at{"already there", "已经存在"};
    if (earlier_line != 0) {
        const std::string line = std::to_string(earlier_line);
        at = {"already on line " + line + (earlier_file.empty() ? "" : " of " + earlier_file),
              "已在" + earlier_file + "第" + line + "行出现"};
    }
    return {diagnostic_code::duplicate_cell,
            file,
            where,
            {"this cell is " + at.en + ": expected each cell once from one source",
             "该数值" + at.zh + "：同一来源的同一单元应只填一次"}};
}

}  // namespace crossfoot::detail
