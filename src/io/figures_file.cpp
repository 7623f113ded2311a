#include <crossfoot/io/csv.hpp>
#include <crossfoot/io/figures_file.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include "figure_origins.hpp"
#include "figures_heading.hpp"
#include "personal_numbers.hpp"
#include "row_pattern.hpp"
#include "table_heading.hpp"
#include "text_tools.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <variant>

namespace crossfoot {

namespace {

using detail::figures_column;
using detail::in_quotes;
using detail::row_pattern;
using detail::table_layout;
using detail::trimmed;

constexpr std::size_t identity_length = 18;
// Looking for what was meant goes through all places.
constexpr std::size_t most_places_searched = 5000;
// A file that is full of other places is not about these.
constexpr std::size_t most_searches = 1000;

}  // namespace

class figures_reader::worker {
  public:
    worker(dataset& into, figures_options options, std::vector<diagnostic>& problems)
        : into_{into},
          options_{std::move(options)},
          problems_{problems},
          patterns_{into_, options_, problems_} {
        if (detail::refuse_personal_number(
                options_.source, detail::column_kind::text, {}, {}, problems_)) {
            options_.source.clear();
        }
    }

    std::size_t read(std::string_view csv, const std::string& file);

  private:
    void read_long_row(std::span<const csv_field> cells, std::size_t line);
    void read_wide_row(std::span<const csv_field> cells, std::size_t line);
    void read_value(place_id place,
                    const row_pattern& of,
                    std::span<const csv_field> cells,
                    const csv_field& value);
    void read_other_value(place_id place,
                          const row_pattern& of,
                          std::span<const csv_field> cells,
                          const csv_field& value);
    std::optional<place_id> find_place(const csv_field& cell);
    void note_unknown_place(const csv_field& cell);
    bilingual not_a_place(std::string_view text);
    bool is_allowed(place_id place, const row_pattern& of, std::span<const csv_field> cells);
    void add_status(place_id place,
                    const row_pattern& of,
                    status state,
                    std::string_view text,
                    const csv_field& value);
    void add_unreadable(place_id place,
                        const row_pattern& of,
                        std::string_view text,
                        const csv_field& value);
    void note_duplicate(place_id place, slot_id slot, const csv_field& value);
    bool refuse_unread_cells(std::span<const csv_field> cells);

    dataset& into_;
    figures_options options_;
    std::vector<diagnostic>& problems_;
    detail::row_patterns patterns_;
    detail::figure_origins origins_;
    std::vector<std::string> files_;
    std::size_t expected_line_ = 0;  // of the run of lines that is being read
    const detail::figures_heading* heading_ = nullptr;
    std::string last_place_text_;
    std::string unknown_text_;  // what was no place last
    bilingual unknown_message_;
    std::size_t searches_ = 0;
    std::optional<place_id> last_place_;
};

std::size_t figures_reader::worker::read(std::string_view csv, const std::string& file) {
    files_.push_back(file);
    csv_reader reader{csv, file, problems_};
    std::vector<csv_field> cells;
    if (!detail::read_heading_record(
            reader, cells, "place,period,indicator,value", file, problems_)) {
        return 0;
    }
    const detail::figures_heading heading =
        detail::read_figures_heading(cells, into_.book(), options_, file, problems_);
    heading_ = &heading;
    patterns_.begin(heading, files_.back());
    expected_line_ = 0;
    std::size_t rows = 0;
    while (reader.next(cells)) {
        if (detail::is_blank(cells)) continue;
        ++rows;
        const bool fits = detail::fit_to_heading(cells, heading.columns, reader, file, problems_);
        if (!fits || heading.layout == table_layout::unusable) {
            for (const csv_field& each : cells) {
                detail::refuse_personal_number(each, detail::column_kind::figures, file, problems_);
            }
            continue;
        }
        if (!heading.unknown.empty() && refuse_unread_cells(cells)) continue;
        if (heading.layout == table_layout::long_rows) {
            read_long_row(cells, reader.line());
        } else {
            read_wide_row(cells, reader.line());
        }
    }
    return rows;
}

bool figures_reader::worker::refuse_unread_cells(std::span<const csv_field> cells) {
    bool found = false;
    for (const std::size_t column : heading_->unknown) {
        found = detail::refuse_personal_number(
                    cells[column], detail::column_kind::text, files_.back(), problems_) ||
                found;
    }
    return found;
}

void figures_reader::worker::read_long_row(std::span<const csv_field> cells, std::size_t line) {
    const std::optional<place_id> place =
        find_place(cells[*heading_->position(figures_column::place)]);
    const row_pattern* const of = patterns_.find(cells, 0);
    const csv_field& value = cells[*heading_->position(figures_column::value)];
    if (!place || of == nullptr) {
        detail::refuse_personal_number(
            value, detail::column_kind::figures, files_.back(), problems_);
        return;
    }
    if (line != expected_line_) origins_.begin_run(into_.size(), files_.size() - 1, line, 1);
    expected_line_ = line;
    const std::size_t size = into_.size();
    read_value(*place, *of, cells, value);
    // A row without an observation, or lines that a quoted cell takes, end the run.
    expected_line_ = into_.size() == size ? 0 : line + 1;
}

void figures_reader::worker::read_wide_row(std::span<const csv_field> cells, std::size_t line) {
    const std::optional<place_id> place =
        find_place(cells[*heading_->position(figures_column::place)]);
    origins_.begin_run(into_.size(), files_.size() - 1, line, 0);
    bool is_good = true;
    for (std::size_t i = 0; i < heading_->series_columns.size(); ++i) {
        const csv_field& value = cells[heading_->series_columns[i].at];
        // What is wrong with period, scope or source is wrong for the whole row, and told once.
        const row_pattern* const of = is_good ? patterns_.find(cells, i) : nullptr;
        is_good = of != nullptr;
        if (place && is_good) {
            read_value(*place, *of, cells, value);
        } else {
            detail::refuse_personal_number(
                value, detail::column_kind::figures, files_.back(), problems_);
        }
    }
}

void figures_reader::worker::read_value(place_id place,
                                        const row_pattern& of,
                                        std::span<const csv_field> cells,
                                        const csv_field& value) {
    if (!of.limits.empty() && !is_allowed(place, of, cells)) {
        detail::refuse_personal_number(
            value, detail::column_kind::figures, files_.back(), problems_);
        return;
    }
    if (of.takes_plain_counts && value.text().size() < identity_length) {
        if (const auto count = read_plain_count(value.text())) {
            if (!into_.add_count(place, of.slot, *count)) note_duplicate(place, of.slot, value);
            return;
        }
    }
    read_other_value(place, of, cells, value);
}

void figures_reader::worker::read_other_value(place_id place,
                                              const row_pattern& of,
                                              std::span<const csv_field> cells,
                                              const csv_field& value) {
    const std::string_view text = trimmed(value.text());
    const auto refuse = [&](detail::column_kind kind) {
        return detail::refuse_personal_number(value, kind, files_.back(), problems_);
    };
    if (refuse(detail::column_kind::figures)) {
        add_unreadable(place, of, {}, value);
        return;
    }
    if (of.is_unreadable || of.state != status::reported) {
        const bool is_refused = refuse(detail::column_kind::text);
        if (of.is_unreadable || is_refused) {
            add_unreadable(place, of, is_refused ? std::string_view{} : text, value);
        } else {
            add_status(place, of, of.state, text, value);
        }
        return;
    }
    std::variant<detail::cell_value, detail::cell_problem> read = of.values->read(text, of.unit);
    if (auto* said = std::get_if<detail::cell_value>(&read)) {
        if (said->state != status::reported) {
            add_status(place, of, said->state, said->text, value);
        } else if (!into_.add(place, of.slot, std::move(*said->written))) {
            note_duplicate(place, of.slot, value);
        }
        return;
    }
    if (refuse(detail::column_kind::text)) {
        add_unreadable(place, of, {}, value);
        return;
    }
    auto& problem = std::get<detail::cell_problem>(read);
    const bool is_unit = problem.code == diagnostic_code::wrong_unit && !of.unit.empty();
    const csv_field& at = is_unit ? cells[*heading_->position(figures_column::unit)] : value;
    problems_.push_back({problem.code, files_.back(), at.where(), std::move(problem.message)});
    add_unreadable(place, of, text, value);
}

void figures_reader::worker::add_status(place_id place,
                                        const row_pattern& of,
                                        status state,
                                        std::string_view text,
                                        const csv_field& value) {
    if (!into_.add(place, of.slot, state, std::string{text})) {
        note_duplicate(place, of.slot, value);
    }
}

void figures_reader::worker::add_unreadable(place_id place,
                                            const row_pattern& of,
                                            std::string_view text,
                                            const csv_field& value) {
    if (options_.on_bad_cell == bad_cells::refuse) return;
    add_status(place, of, status::unreadable, text, value);
}

std::optional<place_id> figures_reader::worker::find_place(const csv_field& cell) {
    if (last_place_ && cell.text() == last_place_text_) return last_place_;
    std::optional<place_id> found = into_.where().find(cell.text());
    if (!found) {
        const std::string_view text = trimmed(cell.text());
        found = into_.where().find_named(text);
        if (!found) {
            if (!detail::refuse_personal_number(
                    cell, detail::column_kind::figures, files_.back(), problems_) &&
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

void figures_reader::worker::note_unknown_place(const csv_field& cell) {
    const std::string_view text = trimmed(cell.text());
    // The same slip is often in every row, and looking for what was meant takes time.
    if (unknown_text_ != text || unknown_message_.en.empty()) {
        unknown_message_ = not_a_place(text);
        unknown_text_ = text;
    }
    problems_.push_back(
        {diagnostic_code::unknown_place, files_.back(), cell.where(), unknown_message_});
}

bilingual figures_reader::worker::not_a_place(std::string_view text) {
    const auto rows = into_.where().rows();
    const auto has_name = [&](const place_row& row) { return row.name == text; };
    if (!text.empty() && std::ranges::any_of(rows, has_name)) {
        return {in_quotes(text) + " is the name of several places: expected a code",
                in_quotes(text) + "是多个地区的名称：应填写代码"};
    }
    std::vector<std::string_view> known;
    if (rows.size() <= most_places_searched && ++searches_ <= most_searches) {
        for (const place_row& row : rows) {
            known.push_back(row.code);
            known.push_back(row.name);
        }
    }
    const bilingual hint = detail::suggestion(
        text, known, {"the code or name of a place of places.csv", "places.csv中的地区代码或名称"});
    return {in_quotes(text) + " is no place: " + hint.en, in_quotes(text) + "不是地区：" + hint.zh};
}

bool figures_reader::worker::is_allowed(place_id place,
                                        const row_pattern& of,
                                        std::span<const csv_field> cells) {
    bool is_good = true;
    for (const detail::limited_item& limit : of.limits) {
        if ((*limit.allowed)[place.index()]) continue;
        is_good = false;
        const bool is_wide = heading_->layout == table_layout::wide_rows;
        // In a wide table a blank cell says that there is none.
        if (is_wide && trimmed(cells[limit.column].text()).empty()) continue;
        const std::string& code = into_.where().code(place);
        problems_.push_back({diagnostic_code::item_not_allowed,
                             files_.back(),
                             cells[limit.column].where(),
                             {"this item does not occur at " + in_quotes(code) +
                                  ": expected a place that the item's only_in names, one in it, or "
                                  "for a total one above it",
                              "该分组项不适用于地区" + in_quotes(code) +
                                  "：应为only_in所列地区或其下级，合计也可为其上级"}});
    }
    return is_good;
}

void figures_reader::worker::note_duplicate(place_id place, slot_id slot, const csv_field& value) {
    const std::optional<std::size_t> earlier = into_.find(place, slot);
    const auto origin = earlier ? origins_.find(*earlier) : std::nullopt;
    bilingual at{"already there", "已经存在"};
    if (origin) {
        const bool is_here = origin->file + 1 == files_.size();
        const std::string line = std::to_string(origin->line);
        const std::string& name = files_[origin->file];
        at = {"already on line " + line + (is_here ? "" : " of " + name),
              "已在" + (is_here ? "" : name) + "第" + line + "行出现"};
    }
    problems_.push_back({diagnostic_code::duplicate_cell,
                         files_.back(),
                         value.where(),
                         {"this cell is " + at.en + ": expected each cell once from one source",
                          "该数值" + at.zh + "：同一来源的同一单元应只填一次"}});
}

figures_reader::figures_reader(dataset& into,
                               figures_options options,
                               std::vector<diagnostic>& problems)
    : worker_{std::make_unique<worker>(into, std::move(options), problems)} {}

figures_reader::~figures_reader() = default;

std::size_t figures_reader::read(std::string_view csv, const std::string& file) {
    return worker_->read(csv, file);
}

std::size_t read_figures(std::string_view csv,
                         const std::string& file,
                         const figures_options& options,
                         dataset& into,
                         std::vector<diagnostic>& problems) {
    return figures_reader{into, options, problems}.read(csv, file);
}

std::vector<std::string> place_codes_in(std::string_view csv) {
    std::vector<diagnostic> ignored;  // told when the figures are read
    csv_reader reader{csv, {}, ignored};
    std::vector<csv_field> cells;
    std::vector<std::string> codes;
    std::unordered_set<std::string> seen;
    if (!detail::read_heading_record(reader, cells, {}, {}, ignored)) return codes;
    const std::size_t column = detail::find_place_column(cells);
    std::string last_text;
    while (reader.next(cells)) {
        if (column >= cells.size()) continue;
        const std::string_view code = trimmed(cells[column].text());
        if (code.empty() || code == last_text || detail::holds_identity_number(code)) continue;
        last_text = code;
        if (seen.insert(last_text).second) codes.push_back(last_text);
    }
    return codes;
}

}  // namespace crossfoot
