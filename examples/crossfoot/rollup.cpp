#include "inputs.hpp"
#include "table.hpp"
#include "totals.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

struct options {
    inputs from;
    std::string level;
    bool wide = false;
    output_format format = output_format::text;
    language speech = language::en;
};

level_id level_named(const std::string& text, const codebook& book) {
    if (const auto found = book.find_level(text)) {
        return *found;
    }
    std::string known;
    for (const level& each : book.levels) {
        known += (known.empty() ? "" : ", ") + each.name.code;
    }
    throw error{error_code::unknown_code,
                "",
                {"\"" + text + "\" is no level: expected one of " + known,
                 "“" + text + "”不是层级：应为 " + known}};
}

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
    writer(const std::vector<place_total>& totals, const dataset& data, const options& asked)
        : totals_{totals}, data_{data}, asked_{asked}, words_{data, asked.speech} {}

    [[nodiscard]] std::string text() const;
    [[nodiscard]] table long_table() const;
    [[nodiscard]] table wide_table() const;
    [[nodiscard]] std::string json() const;

  private:
    [[nodiscard]] std::string value(const place_total& of) const;
    [[nodiscard]] std::string shown_value(const place_total& of) const;
    [[nodiscard]] std::string column_name(const series& what) const;

    const std::vector<place_total>& totals_;
    const dataset& data_;
    const options& asked_;
    cell_words words_;
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

std::string writer::text() const {
    std::string text;
    std::string heading_before;
    table section;
    const auto flush = [&] {
        if (!section.rows.empty()) {
            text += heading_before + "\n" + as_text(section);
        }
        section.rows.clear();
    };
    section.headings = {"",
                        words_.say("adds up to", "汇总"),
                        words_.say("reported", "上报"),
                        words_.say("of those due", "上报情况")};
    for (const place_total& each : totals_) {
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
    }
    flush();
    return text.empty() ? words_.say("nothing was reported at or below that level\n",
                                     "该层级及其以下没有上报的数值\n")
                        : text;
}

table writer::long_table() const {
    const codebook& book = data_.book();
    table list{{"place", "period", "indicator"}, {}};
    for (const breakdown& each : book.breakdowns) {
        list.headings.push_back(each.name.code);
    }
    for (const char* heading : {"value", "reported", "due", "reporting"}) {
        list.headings.emplace_back(heading);
    }
    for (const place_total& each : totals_) {
        const series& what = each.where.what;
        std::vector<std::string> row{std::string{data_.where().code(each.where.place)},
                                     to_string(each.where.when),
                                     book[what.indicator].name.code};
        for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
            const std::uint16_t item = what.item(breakdown_id{i});
            row.push_back(item == series::all ? "" : book.breakdowns[i].items[item].name.code);
        }
        row.push_back(value(each));
        row.push_back(each.reported);
        row.push_back(std::to_string(each.due));
        row.push_back(std::to_string(each.reporting));
        list.rows.push_back(std::move(row));
    }
    return list;
}

table writer::wide_table() const {
    const bool for_people = asked_.format == output_format::text;
    table wide{{"place", "period"}, {}};
    if (for_people) {
        wide.headings = {words_.say("place", "地区"), words_.say("period", "报告期")};
    }
    std::map<std::string, std::size_t> columns;
    for (const place_total& each : totals_) {
        const std::string code = column_name(each.where.what);
        if (columns.try_emplace(code, wide.headings.size()).second) {
            wide.headings.push_back(for_people ? words_.label(each.where.what) : code);
        }
    }
    std::map<std::pair<period, std::uint32_t>, std::size_t> row_of;
    for (const place_total& each : totals_) {
        const auto [found, is_new] =
            row_of.try_emplace({each.where.when, each.where.place.index()}, wide.rows.size());
        if (is_new) {
            std::vector<std::string> row(wide.headings.size());
            row[0] = for_people ? words_.place(each.where.place)
                                : std::string{data_.where().code(each.where.place)};
            row[1] = for_people ? words_.when(each.where.when) : to_string(each.where.when);
            wide.rows.push_back(std::move(row));
        }
        wide.rows[found->second][columns[column_name(each.where.what)]] = value(each);
    }
    return wide;
}

std::string writer::json() const {
    using json = nlohmann::ordered_json;
    const codebook& book = data_.book();
    const auto number = [](const endpoint& end) {
        return end.is_finite() ? json(to_string(end.value)) : json(nullptr);
    };
    const auto values = [&](const interval& of) {
        return json{{"lo", number(of.lo())},
                    {"hi", number(of.hi())},
                    {"lo_closed", of.lo().is_closed()},
                    {"hi_closed", of.hi().is_closed()}};
    };
    std::string text;
    for (const place_total& each : totals_) {
        const series& what = each.where.what;
        json items = json::object();
        for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
            const std::uint16_t item = what.item(breakdown_id{i});
            if (item != series::all) {
                items[book.breakdowns[i].name.code] = book.breakdowns[i].items[item].name.code;
            }
        }
        json entry;
        entry["place"] = data_.where().code(each.where.place);
        entry["period"] = to_string(each.where.when);
        entry["indicator"] = book[what.indicator].name.code;
        entry["breakdown"] = std::move(items);
        entry["computed"] = each.computed ? values(*each.computed) : json(nullptr);
        entry["reported"] = each.reported.empty() ? json(nullptr) : json(each.reported);
        entry["due"] = each.due;
        entry["reporting"] = each.reporting;
        if (each.counts) {
            entry["count"] = values(each.counts->count);
            entry["total"] = values(each.counts->total);
            entry["basis"] = name_of(each.counts->basis);
        }
        text += (text.empty() ? "\n    " : ",\n    ") +
                entry.dump(-1, ' ', false, json::error_handler_t::replace);
    }
    return "{\n  \"format\": \"crossfoot-rollup/1\",\n  \"totals\": [" + text +
           (text.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

std::string written(const writer& totals, const options& asked) {
    if (asked.format == output_format::json) {
        return totals.json();
    }
    if (asked.format == output_format::csv) {
        return as_csv(asked.wide ? totals.wide_table() : totals.long_table());
    }
    return asked.wide ? as_text(totals.wide_table()) : totals.text();
}

exit_code run(const options& asked) {
    const report read = load(asked.from.paths.front(), asked.from, asked.speech);
    if (!is_usable(read, asked.from)) {
        return exit_code::bad_input;
    }
    const dataset& data = read.data;
    const std::vector<place_total> totals =
        totals_at(data, level_named(asked.level, data.book()), filter_of(asked.from, data));
    print(written(writer{totals, data, asked}, asked));
    return read.diagnostics.empty() ? exit_code::agrees : exit_code::bad_input;
}

}  // namespace

void add_rollup(CLI::App& app, exit_code& ends_with) {
    CLI::App* const command =
        app.add_subcommand("rollup", "Add figures up to the places of a level");
    const auto asked = std::make_shared<options>();
    add_inputs(*command, asked->from, how_many::one);
    command->add_option("--level", asked->level, "province, prefecture, county, … of the codebook")
        ->required()
        ->option_text("LEVEL");
    command->add_flag("--wide", asked->wide, "One row for each place, one column for each figure");
    add_filters(*command, asked->from);
    command->add_flag(
        "--keep-going", asked->from.keep_going, "Add up the rest where cells cannot be read");
    add_format(*command,
               asked->format,
               {{"text", output_format::text},
                {"csv", output_format::csv},
                {"json", output_format::json}});
    add_language(*command, asked->speech);
    command->callback([asked, &ends_with] { ends_with = run(*asked); });
}

}  // namespace crossfoot::program
