#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Small reports built in a line or two, and what a check says of them as lines of text that a test
/// can compare with.
namespace told {

using namespace crossfoot;

inline coded_name named(const std::string& code) {
    return {code, {code, code}, {}};
}

/// A codebook with the six levels, to which indicators are added.
inline codebook with_levels() {
    codebook book;
    for (const char* code : {"nation", "province", "prefecture", "county", "township", "village"}) {
        book.levels.push_back({named(code)});
    }
    return book;
}

/// Adds an indicator that is not added up over places, so that only the rules of the test speak.
inline indicator_id add(codebook& book,
                        const std::string& code,
                        nature over_time,
                        counted counts = counted::events) {
    indicator made;
    made.name = named(code);
    made.over_time = over_time;
    made.counts = counts;
    made.additive = false;
    book.indicators.push_back(std::move(made));
    return indicator_id{book.indicators.size() - 1};
}

/// The province 99, its prefecture 9901, and three counties in it; 990103 was founded on
/// 1 July 2016.
inline std::vector<place_row> three_counties() {
    const day founded = *parse_day("2016-07-01");
    return {{"99", "Province", level_id{1}, "", {}, {}, {}},
            {"9901", "Prefecture", level_id{2}, "99", {}, {}, {}},
            {"990101", "County 1", level_id{3}, "9901", {}, {}, {}},
            {"990102", "County 2", level_id{3}, "9901", {}, {}, {}},
            {"990103", "County 3", level_id{3}, "9901", founded, {}, {}}};
}

inline std::shared_ptr<const places> built(std::vector<place_row> rows, const codebook& book) {
    std::vector<std::string> names;
    for (const level& each : book.levels) {
        names.push_back(each.name.code);
    }
    std::vector<diagnostic> problems;
    auto made = std::make_shared<const places>(
        places::build(std::move(rows), names, "places.csv", problems));
    EXPECT_TRUE(problems.empty());
    return made;
}

inline std::string text_of(const endpoint& end, const char* infinite) {
    return end.is_finite() ? end.value.str() : infinite;
}

/// "7", "[3, 5]", "(3, 5)", "[3, ...)".
inline std::string text_of(const interval& values) {
    if (values.is_exact()) {
        return values.lo().value.str();
    }
    return (values.lo().is_closed() ? "[" : "(") + text_of(values.lo(), "...") + ", " +
           text_of(values.hi(), "...") + (values.hi().is_closed() ? "]" : ")");
}

/// A report that is put together figure by figure.
class report {
  public:
    explicit report(codebook book, std::vector<place_row> rows = three_counties())
        : data_{make(std::move(book), std::move(rows))} {}

    /// Where a figure stands: "990101", "990101/own", with items such as "tier=high".
    [[nodiscard]] cell at(std::string_view place,
                          std::string_view indicator,
                          std::string_view when,
                          std::string_view item = {}) const {
        scope extent = scope::total;
        if (const std::size_t slash = place.find('/'); slash != std::string_view::npos) {
            extent = scope::own;
            place = place.substr(0, slash);
        }
        series what{data_.book().indicator_at(indicator), extent, {}};
        if (!item.empty()) {
            const std::size_t sign = item.find('=');
            const breakdown_id by = data_.book().breakdown_at(item.substr(0, sign));
            what = what.with(
                by, static_cast<std::uint16_t>(*data_.book()[by].find_item(item.substr(sign + 1))));
        }
        return {data_.where().at_code(place), *period::parse(when), what};
    }

    /// Adds a figure as it would be written; "" is a row left blank, "-" one that is not
    /// applicable,
    /// "?" one that cannot be read.
    report& put(std::string_view place,
                std::string_view indicator,
                std::string_view when,
                std::string_view text,
                std::string_view item = {},
                std::string_view source = {}) {
        const cell where = at(place, indicator, when, item);
        if (text.empty()) {
            data_.add(where, status::missing, {}, source);
        } else if (text == "-") {
            data_.add(where, status::not_applicable, {}, source);
        } else if (text == "?") {
            data_.add(where, status::unreadable, "2.3…", source);
        } else {
            data_.add(where, read_figure(text).value.value(), source);
        }
        return *this;
    }

    /// A row of figures of consecutive months from the one given; "x" leaves one out.
    report& months(std::string_view place,
                   std::string_view indicator,
                   std::string_view first,
                   const std::vector<std::string>& texts) {
        period when = *period::parse(first);
        for (const std::string& text : texts) {
            if (text != "x") {
                put(place, indicator, to_string(when), text);
            }
            const day next = when.last() + std::chrono::days{1};
            const std::chrono::year_month_day date{next};
            when =
                period::month(static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
        }
        return *this;
    }

    [[nodiscard]] dataset& data() noexcept { return data_; }

    /// What a check says: for each finding whose key begins so, "KEY: VERDICT", then what follows
    /// from what, what would do for missing figures, and who is excused.
    [[nodiscard]] std::vector<std::string> says(std::string_view begin = {}) const {
        const check_report found = check(data_);
        std::vector<std::string> lines;
        for (const finding& each : found.findings) {
            const std::string key = key_of(found.rules[each.rule], each.where, data_);
            if (!key.starts_with(begin)) {
                continue;
            }
            std::string line = key + ": " + name_of(each.result);
            for (const fill_bound& bound : each.bounds) {
                line += ", " + place_of(bound.where) + " " + text_of(bound.values);
            }
            if (each.follows_from) {
                const finding& cause = found.findings[*each.follows_from];
                line += " < " + key_of(found.rules[cause.rule], cause.where, data_);
            }
            if (each.excused_by) {
                line += " (excused)";
            }
            lines.push_back(std::move(line));
        }
        return lines;
    }

    /// What is said of one rule at one place and period; "nothing" where there is no finding.
    [[nodiscard]] std::string of(std::string_view key) const {
        for (const std::string& line : says(key)) {
            if (line.starts_with(std::string{key} + ": ")) {
                return line.substr(key.size() + 2);
            }
        }
        return "nothing";
    }

  private:
    static dataset make(codebook book, std::vector<place_row> rows) {
        book.index();
        auto where = built(std::move(rows), book);
        return {std::make_shared<const codebook>(std::move(book)), std::move(where)};
    }

    /// "talks 2016-02", with the items as in keys.
    [[nodiscard]] std::string place_of(const cell& where) const {
        const codebook& book = data_.book();
        std::string text = book[where.what.indicator].name.code + ' ' + to_string(where.when);
        for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
            const std::uint16_t item = where.what.item(breakdown_id{i});
            if (item != series::all) {
                text += ' ' + book.breakdowns[i].items[item].name.code;
            }
        }
        return text;
    }

    dataset data_;
};

}  // namespace told
