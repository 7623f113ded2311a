#include "inputs.hpp"
#include "places.hpp"
#include "table.hpp"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

using json = nlohmann::ordered_json;

struct options {
    inputs from;
    std::string from_period;
    std::string to_period;
    comparison_day as_of = comparison_day::to;
    std::string level;
    output_format format = output_format::text;
    language speech = language::en;
};

compared_periods periods_of(const options& asked) {
    const compared_periods when{period_asked("--from", asked.from_period),
                                period_asked("--to", asked.to_period),
                                asked.as_of};
    if (when.to.last() <= when.from.last()) {
        throw usage_error("--to must end after --from", "--to 应晚于 --from");
    }
    return when;
}

/// Finds what there is to compare, and compares it.
class comparing {
  public:
    comparing(const dataset& data, const compared_periods& when, const options& asked)
        : data_{data},
          when_{when},
          asked_{asked},
          land_{data.where(), when.from.last(), when.to.last()},
          cells_{data},
          wanted_{filter_of(asked.from, data)} {}

    [[nodiscard]] const territory& land() const noexcept { return land_; }

    [[nodiscard]] std::vector<comparison> run() const {
        std::vector<comparison> all;
        for (const place_id place : places_asked()) {
            for (std::size_t i = 0; i < data_.book().indicators.size(); ++i) {
                const series what{indicator_id{i}, scope::total, {}};
                if (!is_wanted(what.indicator)) {
                    continue;
                }
                comparison made = compare_on(land_, when_, cells_, place, what);
                // Of what nobody reported here, only what could be added up all the same.
                if (!made.refused || names_both() || was_reported(place, what)) {
                    all.push_back(std::move(made));
                }
            }
        }
        return all;
    }

  private:
    [[nodiscard]] std::vector<place_id> places_asked() const {
        if (!wanted_.places.empty()) {
            return wanted_.places;
        }
        const codebook& book = data_.book();
        std::optional<level_id> level;
        if (!asked_.level.empty()) {
            level = book.find_level(asked_.level);
            if (!level) {
                throw usage_error("--level: \"" + asked_.level + "\" is no level of the codebook",
                                  "--level：“" + asked_.level + "”不是指标目录中的层级");
            }
        }
        const level_id lowest =
            book.find_level("county").value_or(level_id{book.levels.size() - 1});
        const hierarchy& tree = land_.tree(when_.as_of);
        std::vector<place_id> some;
        for (const place_id place : tree.in_order()) {
            const level_id own = tree.level_of(place);
            if (level ? own == *level : own <= lowest) {
                some.push_back(place);
            }
        }
        return some;
    }

    [[nodiscard]] bool is_wanted(indicator_id which) const {
        return wanted_.indicators.empty() ||
               std::ranges::find(wanted_.indicators, which) != wanted_.indicators.end();
    }

    /// Whoever names both place and indicator is answered, even where there is no figure.
    [[nodiscard]] bool names_both() const {
        return !wanted_.places.empty() && !wanted_.indicators.empty();
    }

    [[nodiscard]] bool was_reported(place_id place, const series& what) const {
        return was_reported(place, what, comparison_day::from, when_.from) ||
               was_reported(place, what, comparison_day::to, when_.to);
    }

    [[nodiscard]] bool was_reported(place_id place,
                                    const series& what,
                                    comparison_day which,
                                    const period& when) const {
        const auto is_there = [&](indicator_id of) {
            return cells_.read(place, {of, scope::total, {}}, when).kind != reading_kind::absent;
        };
        const indicator& of = data_.book()[what.indicator];
        const bool makes_rate =
            of.numerator && of.denominator && is_there(*of.numerator) && is_there(*of.denominator);
        return land_.tree(which).has(place) && (is_there(what.indicator) || makes_rate);
    }

    const dataset& data_;
    const compared_periods& when_;
    const options& asked_;
    territory land_;
    cell_reader cells_;
    finding_filter wanted_;
};

/// Writes out comparisons in one of the forms.
class writer {
  public:
    writer(const std::vector<comparison>& all,
           const dataset& data,
           const territory& land,
           const compared_periods& when,
           const options& asked)
        : all_{all},
          data_{data},
          land_{land},
          when_{when},
          asked_{asked},
          words_{data, asked.speech} {}

    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string csv() const;
    [[nodiscard]] std::string document() const;

  private:
    [[nodiscard]] bool is_percentage(const comparison& of) const {
        return words_.is_percentage(of.what.indicator);
    }
    [[nodiscard]] std::string place(place_id which, comparison_day on, bool with_code) const {
        return escaped(name_on(data_.where(), which, land_.when(on), asked_.speech, with_code));
    }
    [[nodiscard]] std::string shown_value(const comparison& of, const compared_value& value) const;
    [[nodiscard]] std::string shown_growth(const comparison& of) const;
    [[nodiscard]] std::string shown_places(const comparison& of) const;
    [[nodiscard]] std::string codes(const std::vector<territory_term>& places) const;

    const std::vector<comparison>& all_;
    const dataset& data_;
    const territory& land_;
    const compared_periods& when_;
    const options& asked_;
    cell_words words_;
};

/// "+45" where it is one number above zero.
std::string with_plus(const interval& values, std::string text) {
    return values.is_exact() && values.lo().value > 0 ? "+" + std::move(text) : text;
}

std::string writer::shown_value(const comparison& of, const compared_value& value) const {
    if (value.counts && value.counts->exact) {
        return to_string(value.counts->exact->count()) + "/" +
               to_string(value.counts->exact->total()) + " = " +
               shown(value.values.lo().value,
                     is_percentage(of) ? number_style::percent : number_style::plain,
                     2);
    }
    return is_percentage(of) ? shown(value.values, number_style::percent, 2)
                             : to_string(value.values);
}

std::string writer::shown_growth(const comparison& of) const {
    if (!is_percentage(of)) {
        const bool is_ratio = of.now->counts.has_value();
        return with_plus(
            *of.growth,
            is_ratio ? shown(*of.growth, number_style::plain, 2) : to_string(*of.growth));
    }
    const interval points = *of.growth * interval::exactly(100);
    return with_plus(points, shown(points, number_style::plain, 2)) +
           words_.say(" points", "个百分点");
}

/// The places of the other day that stand for the place; empty where it is itself alone.
std::string writer::shown_places(const comparison& of) const {
    const comparison_day there = other(when_.as_of);
    const compared_value& value = there == comparison_day::from ? *of.then : *of.now;
    const std::vector<territory_term> itself{{of.place, territory_term::sign::plus}};
    if (value.places == itself) {
        return "";
    }
    std::string text;
    for (const territory_term& term : value.places) {
        const bool is_added = term.with == territory_term::sign::plus;
        text += text.empty() ? "" : is_added ? " + " : " − ";
        text += place(term.place, there, false);
    }
    return text;
}

std::string writer::codes(const std::vector<territory_term>& places) const {
    std::string text;
    for (const territory_term& term : places) {
        const bool is_added = term.with == territory_term::sign::plus;
        text += text.empty() ? "" : is_added ? " + " : " - ";
        text += data_.where().code(term.place);
    }
    return text;
}

std::string writer::text() const {
    const std::string then = words_.when(when_.from);
    const std::string now = words_.when(when_.to);
    const std::string on = to_string(land_.when(when_.as_of));
    std::string text = words_.say(then + " and " + now + " on the territory of " + on + "\n\n",
                                  then + "与" + now + "比较，按" + on + "的辖区\n\n");
    const std::string other_period = when_.as_of == comparison_day::from ? now : then;
    table list{{words_.say("place", "地区"),
                words_.say("indicator", "指标"),
                words_.say(other_period + " counted in", other_period + "口径"),
                then,
                now,
                words_.say("growth", "增减"),
                words_.say("growth %", "增长率")},
               {},
               3};
    struct refusal {
        place_id place;
        std::string name;
        std::string indicators;
        std::string why;
    };
    std::vector<refusal> refused;  // one for all indicators of a place with one reason
    for (const comparison& each : all_) {
        const std::string name = place(each.place, when_.as_of, false);
        const std::string label = words_.label(each.what);
        if (each.refused) {
            const std::string& why = each.refused->in(asked_.speech);
            if (!refused.empty() && refused.back().place == each.place &&
                refused.back().why == why) {
                refused.back().indicators += words_.say(", ", "、") + label;
            } else {
                refused.push_back({each.place, name, label, why});
            }
            continue;
        }
        list.rows.push_back(
            {name,
             label,
             shown_places(each),
             shown_value(each, *each.then),
             shown_value(each, *each.now),
             shown_growth(each),
             each.growth_rate
                 ? with_plus(*each.growth_rate, shown(*each.growth_rate, number_style::percent, 2))
                 : ""});
    }
    if (!list.rows.empty()) {
        text += as_text(list);
    }
    if (!refused.empty()) {
        text += (list.rows.empty() ? "" : "\n") + words_.say("refused\n", "无法比较\n");
    }
    for (const refusal& each : refused) {
        text += "  " + each.name + words_.say(", ", "，") + each.indicators +
                words_.say(": ", "：") + escaped(each.why) + "\n";
    }
    if (all_.empty()) {
        text += words_.say("nothing to compare: no figures of these places in either period\n",
                           "没有可比较的内容：这些地区在两个报告期都没有数值\n");
    }
    return text;
}

/// Text from an input is kept from being a formula; a growth below zero is a number.
std::string writer::csv() const {
    const auto number = [](const std::optional<interval>& values) {
        return values ? csv_cell(to_string(*values)) : std::string{};
    };
    std::string text =
        "place,indicator,then,now,growth,growth_rate,then_places,now_places,refused\n";
    for (const comparison& each : all_) {
        text += csv_text_cell(data_.where().code(each.place)) + "," +
                csv_text_cell(data_.book()[each.what.indicator].name.code) + "," +
                number(each.then ? std::optional{each.then->values} : std::nullopt) + "," +
                number(each.now ? std::optional{each.now->values} : std::nullopt) + "," +
                number(each.growth) + "," + number(each.growth_rate) + "," +
                (each.then ? csv_text_cell(codes(each.then->places)) : "") + "," +
                (each.now ? csv_text_cell(codes(each.now->places)) : "") + "," +
                (each.refused ? csv_text_cell(each.refused->in(asked_.speech)) : "") + "\n";
    }
    return text;
}

json json_of(const std::optional<interval>& values) {
    const auto number = [](const endpoint& end) {
        return end.is_finite() ? json(to_string(end.value)) : json(nullptr);
    };
    if (!values) {
        return nullptr;
    }
    return json{{"lo", number(values->lo())},
                {"hi", number(values->hi())},
                {"lo_closed", values->lo().is_closed()},
                {"hi_closed", values->hi().is_closed()}};
}

std::string writer::document() const {
    const auto side = [&](const std::optional<compared_value>& value) {
        if (!value) {
            return json(nullptr);
        }
        json places = json::array();
        for (const territory_term& term : value->places) {
            places.push_back({{"sign", term.with == territory_term::sign::plus ? "+" : "-"},
                              {"place", data_.where().code(term.place)}});
        }
        json made{{"values", json_of(value->values)}, {"places", std::move(places)}};
        if (value->counts) {
            made["count"] = json_of(value->counts->count);
            made["total"] = json_of(value->counts->total);
        }
        return made;
    };
    json document;
    document["format"] = "crossfoot-comparison/1";
    document["from"] = to_string(when_.from);
    document["to"] = to_string(when_.to);
    document["on"] = name_of(when_.as_of);
    document["territory_of"] = to_string(land_.when(when_.as_of));
    document["comparisons"] = json::array();
    for (const comparison& each : all_) {
        document["comparisons"].push_back(
            {{"place", data_.where().code(each.place)},
             {"indicator", data_.book()[each.what.indicator].name.code},
             {"then", side(each.then)},
             {"now", side(each.now)},
             {"growth", json_of(each.growth)},
             {"growth_rate", json_of(each.growth_rate)},
             {"refused",
              each.refused ? json{{"en", each.refused->en}, {"zh", each.refused->zh}}
                           : json(nullptr)}});
    }
    return document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

exit_code run(const options& asked) {
    const compared_periods when = periods_of(asked);
    const report read = load(asked.from.paths.front(), asked.from, asked.speech);
    if (!is_usable(read, asked.from)) {
        return exit_code::bad_input;
    }
    const comparing work{read.data, when, asked};
    const std::vector<comparison> all = work.run();
    const writer out{all, read.data, work.land(), when, asked};
    switch (asked.format) {
    case output_format::json:
    case output_format::jsonl: print(out.document()); break;
    case output_format::csv: print(out.csv()); break;
    case output_format::text:
    case output_format::markdown: print(out.text()); break;
    }
    return read.diagnostics.empty() ? exit_code::agrees : exit_code::bad_input;
}

}  // namespace

void add_places_compare(command& to) {
    command comparing = to.add_command(
        "compare", "Compare two periods on the territory that places have in one of them");
    const auto asked = std::make_shared<options>();
    add_inputs(comparing, asked->from, how_many::one);
    comparing.add_option("--from", asked->from_period, "The earlier period")
        .required()
        .shown_as("PERIOD");
    comparing.add_option("--to", asked->to_period, "The later period")
        .required()
        .shown_as("PERIOD");
    add_choice(comparing,
               "--on",
               asked->as_of,
               {{"from", comparison_day::from}, {"to", comparison_day::to}},
               "Whose territory: that of the earlier period, or of the later (default)")
        .shown_as("from|to");
    const auto add_list = [&](const char* name, std::vector<std::string>& list, const char* says) {
        comparing.add_option(name, list, says).may_be_repeated().shown_as("WHICH");
    };
    add_list(
        "--place", asked->from.wanted_places, "Only this place, by code or name; may be repeated");
    add_list("--indicator", asked->from.wanted_indicators, "Only this indicator; may be repeated");
    comparing
        .add_option("--level", asked->level, "Places of this level (default: county and above)")
        .shown_as("LEVEL");
    comparing.add_flag(
        "--keep-going", asked->from.keep_going, "Compare the rest where cells cannot be read");
    add_format(comparing,
               asked->format,
               {{"text", output_format::text},
                {"json", output_format::json},
                {"csv", output_format::csv}});
    add_language(comparing, asked->speech);
    comparing.does([asked] { return run(*asked); });
}

}  // namespace crossfoot::program
