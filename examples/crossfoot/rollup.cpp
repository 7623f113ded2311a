#include "inputs.hpp"
#include "progress.hpp"
#include "table.hpp"

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

struct options {
    inputs from;
    std::string level;
    bool wide = false;
    unsigned threads = 0;
    output_format format = output_format::text;
    language speech = language::en;
};

/// A set of values as a figure that a report can be read from again: "1210", "1180-1204", "≥1180".
std::string as_figure(const interval& values, bool percent) {
    const auto number = [&](const endpoint& end) {
        return percent ? shown(end.value, number_style::percent, 2) : to_string(end.value);
    };
    if (values.is_exact()) {
        return number(values.lo());
    }
    if (!values.hi().is_finite()) {
        return "≥" + number(values.lo());
    }
    return number(values.lo()) + "-" + number(values.hi());
}

/// Writes out totals in one of the forms.
class writer {
  public:
    writer(const rolled_report& totals, const options& asked)
        : totals_{totals},
          data_{totals.read().data},
          asked_{asked},
          filter_{filter_of(asked.from, data_)},
          words_{data_, asked.speech} {}

    void print_all() const;

  private:
    void print_text() const;
    void print_long_csv() const;
    void print_json() const;
    [[nodiscard]] table wide_table() const;
    [[nodiscard]] nlohmann::ordered_json entry_of(const place_total& of) const;
    [[nodiscard]] std::string value(const place_total& of) const;
    [[nodiscard]] std::string shown_value(const place_total& of) const;
    [[nodiscard]] std::string column_name(const series& what) const;

    template <typename Visit>
    void for_each(const Visit& visit) const {
        totals_.for_each([&](const cell& where) { return filter_.admits(where, data_.book()); },
                         visit);
    }

    const rolled_report& totals_;
    const dataset& data_;
    const options& asked_;
    finding_filter filter_;
    cell_words words_;
};

void writer::print_all() const {
    if (asked_.format == output_format::json) {
        print_json();
    } else if (asked_.format == output_format::csv) {
        if (asked_.wide) {
            print(as_csv(wide_table()));
        } else {
            print_long_csv();
        }
    } else if (asked_.wide) {
        print(as_text(wide_table()));
    } else {
        print_text();
    }
}

/// Totals can be millions: they are written bit by bit.
class chunks {
  public:
    void add(std::string_view text) {
        text_ += text;
        if (text_.size() >= enough) flush();
    }
    void flush() {
        print(text_);
        text_.clear();
    }

  private:
    static constexpr std::size_t enough = std::size_t{1} << 20U;
    std::string text_;
};

/// What was added up; what was reported where there is nothing below to add.
std::string writer::value(const place_total& of) const {
    return of.computed ? as_figure(*of.computed, words_.is_percentage(of.where.what.indicator))
                       : of.reported;
}

std::string writer::shown_value(const place_total& of) const {
    if (!of.computed) {
        return "";
    }
    if (of.counts && of.counts->exact) {
        return to_string(of.counts->exact->count()) + "/" + to_string(of.counts->exact->total()) +
               " = " +
               shown(of.computed->lo().value,
                     words_.is_percentage(of.where.what.indicator) ? number_style::percent
                                                                   : number_style::plain,
                     2);
    }
    return words_.is_percentage(of.where.what.indicator)
               ? shown(*of.computed, number_style::percent, 2)
               : to_string(*of.computed);
}

/// "model_units", "model_units/county": as the headings of a wide table are read.
std::string writer::column_name(const series& what) const {
    const codebook& book = data_.book();
    std::string name = book[what.indicator].name.code;
    for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
        const std::uint16_t item = what.item(breakdown_id{i});
        if (item != series::all) {
            name += "/" + book.breakdowns[i].items[item].name.code;
        }
    }
    return name;
}

void writer::print_text() const {
    bool any = false;
    std::string heading_before;
    table section;
    const auto flush = [&] {
        if (!section.rows.empty()) print(heading_before + "\n" + as_text(section));
        section.rows.clear();
    };
    section.headings = {"",
                        words_.say("adds up to", "汇总"),
                        words_.say("reported", "上报"),
                        words_.say("of those due", "上报情况")};
    for_each([&](const place_total& each) {
        any = true;
        const std::string heading =
            words_.label(each.where.what) + words_.say(", ", "，") + words_.when(each.where.when);
        if (heading != heading_before) {
            flush();
            heading_before = heading;
        }
        const std::string due = std::to_string(each.due);
        const std::string reporting = std::to_string(each.reporting);
        section.rows.push_back({"  " + words_.place(each.where.place),
                                shown_value(each),
                                each.reported,
                                each.due == 0 ? ""
                                              : words_.say(reporting + " of " + due,
                                                           "应报 " + due + "，已报 " + reporting)});
    });
    flush();
    if (!any) {
        print(words_.say("nothing was reported at or below that level\n",
                         "该层级及其以下没有上报的数值\n"));
    }
}

void writer::print_long_csv() const {
    const codebook& book = data_.book();
    std::vector<std::string> row{"place", "period", "indicator"};
    for (const breakdown& each : book.breakdowns) {
        row.push_back(each.name.code);
    }
    for (const char* heading : {"value", "reported", "due", "reporting"}) {
        row.emplace_back(heading);
    }
    chunks out;
    out.add(csv_line(row));
    for_each([&](const place_total& each) {
        const series& what = each.where.what;
        row.assign({std::string{data_.where().code(each.where.place)},
                    to_string(each.where.when),
                    book[what.indicator].name.code});
        for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
            const std::uint16_t item = what.item(breakdown_id{i});
            row.push_back(item == series::all ? "" : book.breakdowns[i].items[item].name.code);
        }
        row.push_back(value(each));
        row.push_back(each.reported);
        row.push_back(std::to_string(each.due));
        row.push_back(std::to_string(each.reporting));
        out.add(csv_line(row));
    });
    out.flush();
}

table writer::wide_table() const {
    const bool for_people = asked_.format == output_format::text;
    table wide{{"place", "period"}, {}};
    if (for_people) {
        wide.headings = {words_.say("place", "地区"), words_.say("period", "报告期")};
    }
    std::map<std::string, std::size_t> columns;
    std::map<std::pair<period, std::uint32_t>, std::size_t> row_of;
    for_each([&](const place_total& each) {
        const std::string code = column_name(each.where.what);
        const auto [column, is_new_column] = columns.try_emplace(code, wide.headings.size());
        if (is_new_column) {
            wide.headings.push_back(for_people ? words_.label(each.where.what) : code);
        }
        const auto [found, is_new] =
            row_of.try_emplace({each.where.when, each.where.place.index()}, wide.rows.size());
        if (is_new) {
            wide.rows.push_back(
                {for_people ? words_.place(each.where.place)
                            : std::string{data_.where().code(each.where.place)},
                 for_people ? words_.when(each.where.when) : to_string(each.where.when)});
        }
        std::vector<std::string>& row = wide.rows[found->second];
        row.resize(std::max(row.size(), column->second + 1));
        row[column->second] = value(each);
    });
    for (std::vector<std::string>& each : wide.rows) {
        each.resize(wide.headings.size());
    }
    return wide;
}

nlohmann::ordered_json writer::entry_of(const place_total& of) const {
    using json = nlohmann::ordered_json;
    const codebook& book = data_.book();
    const auto number = [](const endpoint& end) {
        return end.is_finite() ? json(to_string(end.value)) : json(nullptr);
    };
    const auto values = [&](const interval& all) {
        return json{{"lo", number(all.lo())},
                    {"hi", number(all.hi())},
                    {"lo_closed", all.lo().is_closed()},
                    {"hi_closed", all.hi().is_closed()}};
    };
    const series& what = of.where.what;
    json items = json::object();
    for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
        const std::uint16_t item = what.item(breakdown_id{i});
        if (item != series::all) {
            items[book.breakdowns[i].name.code] = book.breakdowns[i].items[item].name.code;
        }
    }
    json entry;
    entry["place"] = data_.where().code(of.where.place);
    entry["period"] = to_string(of.where.when);
    entry["indicator"] = book[what.indicator].name.code;
    entry["breakdown"] = std::move(items);
    entry["computed"] = of.computed ? values(*of.computed) : json(nullptr);
    entry["reported"] = of.reported.empty() ? json(nullptr) : json(of.reported);
    entry["due"] = of.due;
    entry["reporting"] = of.reporting;
    if (of.counts) {
        entry["count"] = values(of.counts->count);
        entry["total"] = values(of.counts->total);
        entry["basis"] = name_of(of.counts->basis);
    }
    return entry;
}

void writer::print_json() const {
    chunks out;
    out.add("{\n  \"format\": \"crossfoot-rollup/1\",\n  \"totals\": [");
    bool any = false;
    for_each([&](const place_total& each) {
        out.add(
            (any ? ",\n    " : "\n    ") +
            entry_of(each).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
        any = true;
    });
    out.add(any ? "\n  ]\n}\n" : "]\n}\n");
    out.flush();
}

rolled_report roll_up(const options& asked) {
    const std::string& path = asked.from.paths.front();
    check_options how;
    how.reading = reading_of(asked.from);
    how.threads = asked.threads;
    const std::string from = path_to_read(path, how.reading);
    if (from == "-") return {read_report(std::cin, path, how.reading), asked.level};
    const following shown{how, asked.speech};
    return roll_up_report_at(from, asked.level, how);
}

exit_code run(const options& asked) {
    rolled_report rolled = roll_up(asked);
    report& read = rolled.read();
    tell_of(read, asked.from.paths.front(), asked.from, asked.speech);
    const bool is_added_up = rolled.keeps_figures()
                                 ? is_usable(read, asked.from)
                                 : read.diagnostics.empty() || asked.from.keep_going;
    if (!is_added_up) {
        return exit_code::bad_input;
    }
    writer{rolled, asked}.print_all();
    return read.diagnostics.empty() ? exit_code::agrees : exit_code::bad_input;
}

}  // namespace

void add_rollup(command& to) {
    command added = to.add_command("rollup", "Add figures up to the places of a level");
    const auto asked = std::make_shared<options>();
    add_inputs(added, asked->from, how_many::one);
    added.add_option("--level", asked->level, "province, prefecture, county, … of the codebook")
        .required()
        .shown_as("LEVEL");
    added.add_flag("--wide", asked->wide, "One row for each place, one column for each figure");
    add_filters(added, asked->from);
    add_threads(added, asked->threads);
    added.add_flag(
        "--keep-going", asked->from.keep_going, "Add up the rest where cells cannot be read");
    add_format(added,
               asked->format,
               {{"text", output_format::text},
                {"csv", output_format::csv},
                {"json", output_format::json}});
    add_language(added, asked->speech);
    added.does([asked] { return run(*asked); });
}

}  // namespace crossfoot::program
