#include "figure_writer.hpp"

#include <algorithm>
#include <cstring>

namespace crossfoot::detail {

namespace {

/// "INSERT INTO figure … VALUES (?, ?, ?, ?), (?, ?, ?, ?), …".
std::string insertion_of(std::size_t rows) {
    std::string sql = "INSERT INTO figure (id, place, slot, value) VALUES ";
    for (std::size_t i = 0; i < rows; ++i) {
        sql += i == 0 ? "(?, ?, ?, ?)" : ", (?, ?, ?, ?)";
    }
    return sql;
}

}  // namespace

figure_writer::figure_writer(open_tracker& of, const dataset& schema, std::int64_t number)
    : of_{of},
      schema_{schema},
      number_{number},
      first_{of.data().number("SELECT max(id) FROM figure") + 1},
      added_{of.data(), insertion_of(1)},
      added_many_{of.data(), insertion_of(rows_at_once)},
      added_words_{of.data(),
                   "INSERT INTO worded_figure (figure, state, text) VALUES (?1, ?2, ?3)"},
      has_figures_(schema.where().size(), false),
      place_ids_(schema.where().size(), 0) {}

std::int64_t figure_writer::place_id_for(place_id place) {
    std::int64_t& known = place_ids_[place.index()];
    if (known == 0) {
        known = of_.place_id_of(schema_.where().code(place), number_);
        has_figures_[place.index()] = true;
    }
    return known;
}

std::int64_t figure_writer::slot_id_for(slot_id at) {
    if (at.index() >= slot_ids_.size()) slot_ids_.resize(schema_.slot_count(), 0);
    std::int64_t& known = slot_ids_[at.index()];
    if (known == 0) {
        const slot_content& slot = schema_[at];
        const series& what = schema_[slot.what];
        known = of_.slot_id_of({schema_.book()[what.indicator].name.code,
                                crossfoot::name_of(what.extent),
                                items_text(what, schema_.book()),
                                to_string(schema_[slot.when]),
                                schema_.source(slot.source)},
                               number_);
    }
    return known;
}

void figure_writer::add(const figures_batch& batch) {
    stored_figure figure;
    for (const figure_row& row : batch.rows) {
        figure.place = place_id_for(place_id{row.place});
        figure.slot = slot_id_for(row.at());
        figure.count = row.count;
        if (row.is_other()) {
            const other_value& other = batch.others[static_cast<std::size_t>(row.count)];
            figure.count.reset();
            figure.state = other.state;
            figure.text = other.written ? other.written->text() : other.text;
        }
        write(figure);
    }
}

void figure_writer::write(const stored_figure& figure) {
    const std::int64_t id = first_ + static_cast<std::int64_t>(count_);
    ++count_;
    add_figure(over_, figure);
    waiting_.push_back({id, figure.place, figure.slot, figure.count, figure.state, {}});
    std::array<std::int64_t, 3> numbers{figure.place, figure.slot, figure.count.value_or(0)};
    std::array<unsigned char, sizeof numbers> bytes{};
    std::memcpy(bytes.data(), numbers.data(), sizeof numbers);
    if (figure.count) {
        sum_.add(bytes);
    } else {
        const std::string_view state = crossfoot::name_of(figure.state);
        std::vector<unsigned char> all{bytes.begin(), bytes.end()};
        all.insert(all.end(), state.begin(), state.end());
        all.push_back(0);
        all.insert(all.end(), figure.text.begin(), figure.text.end());
        sum_.add(all);
        waiting_words_.push_back({id, figure.state, figure.text});
    }
    if (waiting_.size() == rows_at_once) flush();
}

void figure_writer::bind_row(statement& to, std::size_t row, const stored_figure& figure) {
    const int first = static_cast<int>(row) * columns;
    to.bind(first + 1, figure.id)
        .bind(first + 2, figure.place)
        .bind(first + 3, figure.slot)
        .bind(first + 4, figure.count);
}

void figure_writer::flush() {
    if (waiting_.size() == rows_at_once) {
        for (std::size_t i = 0; i < waiting_.size(); ++i) {
            bind_row(added_many_, i, waiting_[i]);
        }
        added_many_.run();
    } else {
        for (const stored_figure& each : waiting_) {
            bind_row(added_, 0, each);
            added_.run();
        }
    }
    for (const waiting_words& each : waiting_words_) {
        added_words_.bind(1, each.figure)
            .bind(2, std::string_view{crossfoot::name_of(each.state)})
            .bind(3, std::string_view{each.text});
        added_words_.run();
    }
    waiting_.clear();
    waiting_words_.clear();
}

digest figure_writer::finish() {
    flush();
    return over_.finish();
}

namespace {

void extend(std::optional<period>& to, const period& by) {
    to = to ? period::days(std::min(to->first(), by.first()), std::max(to->last(), by.last())) : by;
}

}  // namespace

std::optional<period> figure_writer::stretch() const {
    std::optional<period> usual;
    std::optional<period> lasting;
    for (std::size_t i = 0; i < slot_ids_.size(); ++i) {
        if (slot_ids_[i] == 0) continue;
        const slot_content& slot = schema_[slot_id{i}];
        const indicator& of = schema_.book()[schema_[slot.what].indicator];
        extend(of.over_time == nature::attribute ? lasting : usual, schema_[slot.when]);
    }
    return usual ? usual : lasting;
}

std::optional<period> figure_writer::reach() const {
    std::optional<period> made;
    for (std::size_t i = 0; i < slot_ids_.size(); ++i) {
        if (slot_ids_[i] != 0) extend(made, schema_[schema_[slot_id{i}].when]);
    }
    return made;
}

}  // namespace crossfoot::detail
