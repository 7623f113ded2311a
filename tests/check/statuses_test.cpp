#include "../support/told.hpp"

#include <array>
#include <fstream>
#include <sstream>

// What becomes of an operand that has no figure: one truth table, tried for every status, every
// reading of absence and every place that an operand can have in a rule. docs/rules.md shows it.

namespace {

using namespace crossfoot;
using told::report;

// -- what can stand at a cell ---------------------------------------------------------------------

enum class standing {
    exact,
    rounded,
    below_unit,
    blank,
    suppressed,
    unreadable,
    not_applicable,
    no_row,
    conflicting,
    outside_domain,
    exempt,
    exempt_blank,
};

/// How absence is read, and whether the place filed anything else for that period.
enum class absent_as { missing, zero, zero_if_filed_unfiled, zero_if_filed_filed };

/// Where the operand stands in a rule.
enum class role { item, child, flow, previous, part, whole, numerator, denominator };

constexpr std::array standings{standing::exact,
                               standing::rounded,
                               standing::below_unit,
                               standing::blank,
                               standing::suppressed,
                               standing::unreadable,
                               standing::not_applicable,
                               standing::no_row,
                               standing::conflicting,
                               standing::outside_domain,
                               standing::exempt,
                               standing::exempt_blank};
constexpr std::array absences{absent_as::missing,
                              absent_as::zero,
                              absent_as::zero_if_filed_unfiled,
                              absent_as::zero_if_filed_filed};
constexpr std::array roles{role::item,
                           role::child,
                           role::flow,
                           role::previous,
                           role::part,
                           role::whole,
                           role::numerator,
                           role::denominator};

/// The rows of the first table: what is there, and what it is read as, by `absences`.
struct reading_row {
    standing there;
    const char* text;
    std::array<const char*, 4> read_as;
};
const std::vector<reading_row> readings{
    {standing::exact, "a figure", {"figure", "figure", "figure", "figure"}},
    {standing::rounded, "a rounded figure", {"figure", "figure", "figure", "figure"}},
    {standing::below_unit,
     "`below_unit`, of a count",
     {"missing", "missing", "missing", "missing"}},
    {standing::blank, "`missing`: left blank", {"missing", "missing", "missing", "missing"}},
    {standing::suppressed, "`suppressed`", {"missing", "missing", "missing", "missing"}},
    {standing::unreadable, "`unreadable`", {"missing", "missing", "missing", "missing"}},
    {standing::not_applicable,
     "`not_applicable`",
     {"not_applicable", "not_applicable", "not_applicable", "not_applicable"}},
    {standing::no_row, "no row", {"missing", "zero", "missing", "zero"}},
    {standing::conflicting,
     "sources that exclude each other",
     {"conflicting", "conflicting", "conflicting", "conflicting"}},
    {standing::outside_domain,
     "a figure that the indicator cannot have",
     {"missing", "missing", "missing", "missing"}},
    {standing::exempt, "no row, exempt", {"exempt", "zero", "exempt", "zero"}},
    {standing::exempt_blank, "left blank, exempt", {"exempt", "exempt", "exempt", "exempt"}},
};

/// The rows of the second table: what an operand is read as, and the verdict, by `roles`. The other
/// figures are such that the figure that is asked for would hold, and none would not.
struct verdict_row {
    const char* reading;
    const char* text;
    std::array<const char*, 8> verdicts;
};
const std::vector<verdict_row> verdicts{
    {"figure",
     "figure, exact",
     {"holds", "holds", "holds", "holds", "holds", "holds", "holds", "holds"}},
    {"rounded",
     "figure, rounded",
     {"possible",
      "possible",
      "possible",
      "possible",
      "possible",
      "possible",
      "possible",
      "possible"}},
    {"missing",
     "missing",
     {"unknown", "unknown", "unknown", "unknown", "nothing", "unknown", "unknown", "unknown"}},
    {"conflicting",
     "conflicting",
     {"unknown", "unknown", "unknown", "unknown", "nothing", "unknown", "unknown", "unknown"}},
    {"zero", "zero", {"fails", "fails", "fails", "fails", "nothing", "fails", "fails", "fails"}},
    {"exempt",
     "exempt",
     {"fails", "fails", "fails", "fails", "nothing", "fails", "fails", "fails"}},
    {"not_applicable",
     "not_applicable",
     {"fails", "fails", "fails", "fails", "nothing", "nothing", "nothing", "nothing"}},
};

const char* name_of(role where) {
    switch (where) {
    case role::item: return "item";
    case role::child: return "child";
    case role::flow: return "flow";
    case role::previous: return "previous";
    case role::part: return "part";
    case role::whole: return "whole";
    case role::numerator: return "numerator";
    case role::denominator: return "denominator";
    }
    return "";
}

const char* name_of(term_reading reading) {
    switch (reading) {
    case term_reading::figure: return "figure";
    case term_reading::missing: return "missing";
    case term_reading::zero: return "zero";
    case term_reading::not_applicable: return "not_applicable";
    case term_reading::conflicting: return "conflicting";
    case term_reading::exempt: return "exempt";
    }
    return "";
}

// -- a report with one operand to ask for ---------------------------------------------------------

/// Where an operand stands, the rule that is asked, and the figures beside it. With "3" (or the
/// rounded 1.2万) as the operand the rule holds (or is possible).
struct question {
    const char* place = "990101";
    const char* indicator = "";
    const char* when = "2016";
    const char* item = "";
    const char* key = "";
};

question question_of(role where) {
    switch (where) {
    case role::item:
        return {"990101", "places", "2016", "kind=a", "partition:places:kind@990101/2016"};
    case role::child: return {"990101", "units", "2016", "", "rollup:units@9901/2016"};
    case role::flow: return {"990101", "talks", "2016-02", "", "accumulation:total@990101/2016-02"};
    case role::previous:
        return {"990101", "total", "2016-01", "", "accumulation:total@990101/2016-02"};
    case role::part: return {"990101", "models", "2016", "", "part_of:models@990101/2016"};
    case role::whole: return {"990101", "all_models", "2016", "", "part_of:models@990101/2016"};
    case role::numerator: return {"990101", "listeners", "2016", "", "rate:rate@990101/2016"};
    case role::denominator: return {"990101", "people", "2016", "", "rate:rate@990101/2016"};
    }
    return {};
}

codebook book_of(absent_as absent, bool is_exempt, const question& asked) {
    codebook book = told::with_levels();
    book.breakdowns = {
        {told::named("kind"), false, {{told::named("a"), {}}, {told::named("b"), {}}}}};
    const indicator_id parts = told::add(book, "places", nature::stock);
    book.indicators[parts.index()].breakdowns = {{breakdown_id{0}}};
    const indicator_id units = told::add(book, "units", nature::stock);
    book.indicators[units.index()].additive = true;
    const indicator_id talks = told::add(book, "talks", nature::flow);
    const indicator_id total = told::add(book, "total", nature::cumulative);
    book.indicators[total.index()].accumulates = talks;
    const indicator_id whole = told::add(book, "all_models", nature::stock);
    const indicator_id models = told::add(book, "models", nature::stock);
    book.indicators[models.index()].part_of = whole;
    const indicator_id listeners = told::add(book, "listeners", nature::stock, counted::persons);
    const indicator_id people = told::add(book, "people", nature::stock, counted::persons);
    const indicator_id rate = told::add(book, "rate", nature::rate, counted::share);
    book.indicators[rate.index()].numerator = listeners;
    book.indicators[rate.index()].denominator = people;
    told::add(book, "other", nature::stock);
    for (indicator& each : book.indicators) {
        switch (absent) {
        case absent_as::missing: each.absent = absence::missing; break;
        case absent_as::zero: each.absent = absence::zero; break;
        case absent_as::zero_if_filed_unfiled:
        case absent_as::zero_if_filed_filed: each.absent = absence::zero_if_filed; break;
        }
    }
    if (is_exempt) {
        book.index();
        book.exemptions.push_back(
            {asked.place, {book.indicator_at(asked.indicator)}, {}, {"none there", "没有"}});
    }
    return book;
}

/// The figures beside the one that is asked for.
void put_others(report& data, role where, bool rounded) {
    const auto put = [&](const char* place,
                         const char* indicator,
                         const char* when,
                         const char* text,
                         const char* text_if_rounded,
                         const char* item = "") {
        data.put(place, indicator, when, rounded ? text_if_rounded : text, item);
    };
    switch (where) {
    case role::item:
        put("990101", "places", "2016", "10", "12007");
        put("990101", "places", "2016", "7", "7", "kind=b");
        return;
    case role::child:
        put("9901", "units", "2016", "10", "12007");
        put("990102", "units", "2016", "7", "7");
        put("990103", "units", "2016", "0", "0");
        return;
    case role::flow:
        put("990101", "total", "2016-01", "7", "7");
        put("990101", "total", "2016-02", "10", "12007");
        return;
    case role::previous:
        // Another place shows that figures reach back so far.
        put("990102", "total", "2016-01", "7", "7");
        put("990101", "talks", "2016-02", "7", "7");
        put("990101", "total", "2016-02", "10", "12007");
        return;
    case role::part: put("990101", "all_models", "2016", "3", "12000"); return;
    case role::whole: put("990101", "models", "2016", "3", "12000"); return;
    case role::numerator:
        put("990101", "people", "2016", "10", "40000");
        put("990101", "rate", "2016", "30%", "30%");
        return;
    case role::denominator:
        put("990101", "listeners", "2016", "1", "4000");
        put("990101", "rate", "2016", "33%", "33%");
        return;
    }
}

void put_operand(report& data, standing there, const question& asked) {
    const cell where = data.at(asked.place, asked.indicator, asked.when, asked.item);
    const auto figure_of = [](const char* text) { return read_figure(text).value.value(); };
    switch (there) {
    case standing::exact: data.data().add(where, figure_of("3")); return;
    case standing::rounded: data.data().add(where, figure_of("1.2万")); return;
    case standing::below_unit: data.data().add(where, status::below_unit); return;
    case standing::exempt_blank:
    case standing::blank: data.data().add(where, status::missing); return;
    case standing::suppressed: data.data().add(where, status::suppressed); return;
    case standing::unreadable: data.data().add(where, status::unreadable, "2.3…"); return;
    case standing::not_applicable: data.data().add(where, status::not_applicable); return;
    case standing::conflicting:
        data.data().add(where, figure_of("3"), "a");
        data.data().add(where, figure_of("4"), "b");
        return;
    case standing::outside_domain: data.data().add(where, figure_of("-3")); return;
    case standing::exempt:
    case standing::no_row: return;
    }
}

struct answer {
    std::string reading = "nothing";
    std::string result = "nothing";
};

answer ask(standing there, absent_as absent, role where) {
    const question asked = question_of(where);
    const bool is_exempt = there == standing::exempt || there == standing::exempt_blank;
    report data{book_of(absent, is_exempt, asked)};
    put_others(data, where, there == standing::rounded);
    put_operand(data, there, asked);
    if (absent == absent_as::zero_if_filed_filed) {
        data.put(asked.place, "other", asked.when, "1");
    }
    const cell operand = data.at(asked.place, asked.indicator, asked.when, asked.item);
    const check_report found = check(data.data());
    for (const finding& each : found.findings) {
        if (key_of(found.rules[each.rule], each.where, data.data()) != asked.key) {
            continue;
        }
        for (const finding_term& term : each.terms) {
            if (term.where == operand) {
                return {name_of(term.reading), crossfoot::name_of(each.result)};
            }
        }
        ADD_FAILURE() << asked.key << " has no term for the operand";
    }
    return {};
}

/// Where the operand stands beside a figure of the same place and period, the place has filed.
bool has_filed_anyway(role where) {
    return where != role::child && where != role::previous;
}

const reading_row& reading_row_of(standing there) {
    return readings[static_cast<std::size_t>(there)];
}

std::string expected_reading(standing there, absent_as absent, role where) {
    if (absent == absent_as::zero_if_filed_unfiled && has_filed_anyway(where)) {
        absent = absent_as::zero_if_filed_filed;
    }
    return reading_row_of(there).read_as[static_cast<std::size_t>(absent)];
}

std::string expected_verdict(const std::string& reading, standing there, role where) {
    const std::string as = there == standing::rounded ? "rounded" : reading;
    for (const verdict_row& row : verdicts) {
        if (row.reading == as) {
            return row.verdicts[static_cast<std::size_t>(where)];
        }
    }
    return "";
}

TEST(statuses, of_an_operand_are_read_and_judged_as_the_table_says) {
    for (std::size_t i = 0; i < readings.size(); ++i) {
        ASSERT_EQ(readings[i].there, standings[i]);
    }
    for (const standing there : standings) {
        for (const absent_as absent : absences) {
            for (const role where : roles) {
                const answer told = ask(there, absent, where);
                const std::string reading = expected_reading(there, absent, where);
                const std::string result = expected_verdict(reading, there, where);
                const std::string about = std::string{reading_row_of(there).text} + " as " +
                                          name_of(where) + ", absent " +
                                          std::to_string(static_cast<int>(absent));
                EXPECT_EQ(told.result, result) << about;
                if (result != "nothing") {
                    EXPECT_EQ(told.reading, reading) << about;
                }
            }
        }
    }
}

TEST(statuses, below_one_unit_of_a_measure_is_a_figure) {
    codebook book = told::with_levels();
    const indicator_id whole = told::add(book, "all", nature::stock, counted::length);
    const indicator_id part = told::add(book, "some", nature::stock, counted::length);
    book.indicators[part.index()].part_of = whole;
    report data{book};
    data.put("990101", "some", "2016", "1");
    data.data().add(data.at("990101", "all", "2016"), status::below_unit);
    EXPECT_EQ(data.of("part_of:some@990101/2016"), "fails");
}

// -- the table in the documents -------------------------------------------------------------------

std::string table_row(const std::vector<std::string>& cells) {
    std::string text = "|";
    for (const std::string& each : cells) {
        text += ' ' + each + " |";
    }
    return text + '\n';
}

/// What the library does, as the two tables of docs/rules.md.
std::string tables() {
    std::string text = table_row({"at the cell",
                                  "`absent = \"missing\"`",
                                  "`\"zero\"`",
                                  "`\"zero_if_filed\"`, nothing filed",
                                  "`\"zero_if_filed\"`, something filed"});
    text += "| --- | --- | --- | --- | --- |\n";
    for (const reading_row& row : readings) {
        std::vector<std::string> cells{row.text};
        for (const absent_as absent : absences) {
            cells.push_back(ask(row.there, absent, role::child).reading);
        }
        text += table_row(cells);
    }
    text += '\n';
    std::vector<std::string> heads{"read as"};
    for (const role where : roles) {
        heads.emplace_back(name_of(where));
    }
    text += table_row(heads);
    text += "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
    const auto row_of = [](const verdict_row& row) -> std::pair<standing, absent_as> {
        const std::string reading = row.reading;
        if (reading == "rounded") {
            return {standing::rounded, absent_as::missing};
        }
        for (const reading_row& each : readings) {
            for (const absent_as absent : absences) {
                if (each.read_as[static_cast<std::size_t>(absent)] == reading) {
                    return {each.there, absent};
                }
            }
        }
        return {};
    };
    for (const verdict_row& row : verdicts) {
        const auto [there, absent] = row_of(row);
        std::vector<std::string> cells{row.text};
        for (const role where : roles) {
            cells.push_back(ask(there, absent, where).result);
        }
        text += table_row(cells);
    }
    return text;
}

TEST(statuses, stand_in_the_documents_as_they_are) {
    std::ifstream file{CROSSFOOT_SOURCE_DIR "/docs/rules.md"};
    std::stringstream text;
    text << file.rdbuf();
    const std::string wanted = tables();
    EXPECT_NE(text.str().find(wanted), std::string::npos) << wanted;
}

}  // namespace
