#include <crossfoot/io/csv.hpp>
#include <crossfoot/io/figures_file.hpp>

#include "figure_origins.hpp"
#include "figures_heading.hpp"
#include "figures_scanner.hpp"
#include "personal_numbers.hpp"
#include "table_heading.hpp"
#include "text_tools.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace crossfoot {

namespace {

using detail::figure_row;
using detail::trimmed;

// Rows are read in batches that stay in the caches until they are in the dataset.
constexpr std::size_t rows_of_a_batch = 16384;

}  // namespace

class figures_reader::worker {
  public:
    worker(dataset& into, figures_options options, std::vector<diagnostic>& problems)
        : into_{into},
          options_{std::move(options)},
          problems_{problems},
          slots_{into_},
          codes_{into_.where()},
          scanner_{slots_, options_, &codes_, detail::bytes_read::text} {
        if (detail::refuse_personal_number(
                options_.source, detail::column_kind::text, {}, {}, problems_)) {
            options_.source.clear();
        }
    }

    std::size_t read(std::string_view csv, const std::string& file);

  private:
    void add(std::vector<diagnostic>& duplicates);
    [[nodiscard]] bool add(const figure_row& row);
    [[nodiscard]] diagnostic duplicate(const figure_row& row, position where) const;
    void take_problems(std::vector<diagnostic> duplicates);

    dataset& into_;
    figures_options options_;
    std::vector<diagnostic>& problems_;
    detail::slot_registry slots_;
    detail::place_codes codes_;
    detail::figures_scanner scanner_;
    detail::figures_batch batch_;
    detail::figure_origins origins_;
    std::deque<std::string> files_;
};

std::size_t figures_reader::worker::read(std::string_view csv, const std::string& file) {
    files_.push_back(file);
    batch_.clear();
    csv_reader reader{csv, file, batch_.problems};
    std::vector<csv_field> cells;
    const bool has_heading = detail::read_heading_record(
        reader, cells, "place,period,indicator,value", file, batch_.problems);
    std::size_t records = 0;
    if (has_heading) {
        scanner_.begin(
            detail::read_figures_heading(cells, into_.book(), options_, file, batch_.problems),
            files_.back());
    }
    take_problems({});
    while (has_heading) {
        scanner_.read(reader, rows_of_a_batch, batch_);
        const bool is_last = reader.rest().empty();
        std::vector<diagnostic> duplicates;
        add(duplicates);
        records += batch_.records;
        take_problems(std::move(duplicates));
        if (is_last) break;
    }
    return records;
}

/// Adds the rows of the batch to the dataset.
void figures_reader::worker::add(std::vector<diagnostic>& duplicates) {
    auto run = batch_.lines.begin();
    for (std::size_t i = 0; i < batch_.rows.size(); ++i) {
        for (; run != batch_.lines.end() && run->first == i; ++run) {
            origins_.begin_run(into_.size(), files_.size() - 1, run->line, run->lines_each);
        }
        if (add(batch_.rows[i])) continue;
        const std::size_t line = detail::line_of(batch_.lines, i);
        duplicates.push_back(duplicate(batch_.rows[i], {line, batch_.rows.column(i)}));
        // What follows is one line farther than it would be behind an observation.
        if (i + 1 < batch_.rows.size()) {
            const std::size_t next = detail::line_of(batch_.lines, i + 1);
            const std::size_t each = (run == batch_.lines.begin() ? run : run - 1)->lines_each;
            origins_.begin_run(into_.size(), files_.size() - 1, next, each);
        }
    }
}

/// Adds a row; says whether its cell was free.
bool figures_reader::worker::add(const figure_row& row) {
    const place_id place{row.place};
    if (!row.is_other()) return into_.add_count(place, row.at(), row.count).has_value();
    detail::other_value& other = batch_.others[static_cast<std::size_t>(row.count)];
    const auto added = other.state == status::reported
                           ? into_.add(place, row.at(), std::move(*other.written))
                           : into_.add(place, row.at(), other.state, std::move(other.text));
    return added.has_value();
}

/// Adds what is wrong with the batch to what is wrong, line by line.
void figures_reader::worker::take_problems(std::vector<diagnostic> duplicates) {
    const auto first = static_cast<std::ptrdiff_t>(problems_.size());
    std::ranges::move(batch_.problems, std::back_inserter(problems_));
    const auto middle = static_cast<std::ptrdiff_t>(problems_.size());
    std::ranges::move(duplicates, std::back_inserter(problems_));
    std::inplace_merge(
        problems_.begin() + first,
        problems_.begin() + middle,
        problems_.end(),
        [](const diagnostic& a, const diagnostic& b) { return a.where.line < b.where.line; });
    batch_.clear();
}

diagnostic figures_reader::worker::duplicate(const figure_row& row, position where) const {
    const std::optional<std::size_t> earlier = into_.find(place_id{row.place}, row.at());
    const auto origin = earlier ? origins_.find(*earlier) : std::nullopt;
    const bool is_here = !origin || origin->file + 1 == files_.size();
    return detail::duplicate_cell_problem(files_.back(),
                                          where,
                                          is_here ? std::string{} : files_[origin->file],
                                          origin ? origin->line : 0);
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
