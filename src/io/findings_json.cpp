#include <crossfoot/check/other_readings.hpp>
#include <crossfoot/check/register_difference.hpp>
#include <crossfoot/io/finding_text.hpp>
#include <crossfoot/io/findings_output.hpp>

#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot {

namespace {

using json = nlohmann::ordered_json;

/// Bytes that are not UTF-8 become U+FFFD: the output is JSON whatever the input was.
std::string written(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json number(const endpoint& end) {
    return end.is_finite() ? json(to_string(end.value)) : json(nullptr);
}

void add_bounds(json& to, const interval& values) {
    to["lo"] = number(values.lo());
    to["hi"] = number(values.hi());
    to["lo_closed"] = values.lo().is_closed();
    to["hi_closed"] = values.hi().is_closed();
}

json range(const std::optional<integer_range>& numbers) {
    if (!numbers) {
        return nullptr;
    }
    const auto number = [](const std::optional<integer>& value) {
        return value ? json(to_string(*value)) : json(nullptr);
    };
    json result;
    result["first"] = number(numbers->first);
    result["last"] = number(numbers->last);
    return result;
}

/// Makes the entries of the document out of findings.
class findings_json {
  public:
    findings_json(const check_report& report,
                  const dataset& data,
                  std::span<const finding_explanation> explanations)
        : report_{report},
          data_{data},
          explanations_{explanations},
          answers_{answers_to(report, data, explanations)},
          readings_{std::make_unique<other_readings>(report, data)},
          english_{report, data, language::en},
          chinese_{report, data, language::zh} {}

    [[nodiscard]] json of(const finding& what) const;
    [[nodiscard]] json of(const derived_value& what) const;
    /// The explanations that answer nothing any more.
    [[nodiscard]] std::vector<json> settled() const;

  private:
    void add_cell(json& to, const cell& where) const;
    [[nodiscard]] json terms(const std::vector<finding_term>& terms) const;
    [[nodiscard]] json reported(const finding& what) const;
    [[nodiscard]] json bounds(const finding& what) const;
    void add_units(json& to, const finding& what) const;
    [[nodiscard]] json answer_to(const finding& what) const;
    [[nodiscard]] json exception_of(const finding& what) const;
    [[nodiscard]] json readings_of(const finding& what) const;
    [[nodiscard]] std::string key(const finding& what) const {
        return key_of(report_.rules[what.rule], what.where, data_);
    }
    template <typename What>
    [[nodiscard]] json message(const What& what) const {
        return {{"en", english_.message(what)}, {"zh", chinese_.message(what)}};
    }

    const check_report& report_;
    const dataset& data_;
    std::span<const finding_explanation> explanations_;
    std::vector<answered_finding> answers_;
    std::unique_ptr<other_readings> readings_;
    finding_words english_;
    finding_words chinese_;
};

/// How a term was read: "conflicting" and "zero" tell apart what is missing in other ways.
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

const char* name_of(term_role role) {
    switch (role) {
    case term_role::claim: return "claim";
    case term_role::plus: return "plus";
    case term_role::minus: return "minus";
    case term_role::divisor: return "divisor";
    }
    return "";
}

void findings_json::add_cell(json& to, const cell& where) const {
    const codebook& book = data_.book();
    to["place"] = data_.where().code(where.place);
    to["period"] = to_string(where.when);
    to["indicator"] = book[where.what.indicator].name.code;
    to["scope"] = name_of(where.what.extent);
    json items = json::object();
    for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
        const std::uint16_t item = where.what.item(breakdown_id{i});
        if (item == series::all) {
            continue;
        }
        items[book.breakdowns[i].name.code] = book.breakdowns[i].items[item].name.code;
    }
    to["breakdown"] = std::move(items);
}

json findings_json::terms(const std::vector<finding_term>& terms) const {
    json list = json::array();
    for (const finding_term& term : terms) {
        json entry;
        add_cell(entry, term.where);
        if (term.observation) {
            const observation seen = data_[*term.observation];
            // Of sources that exclude each other none is used: such a cell is missing.
            const bool is_used = term.reading != term_reading::conflicting;
            entry["text"] = is_used ? seen.as_written() : "";
            entry["status"] = name_of(is_used ? seen.state : status::missing);
            entry["source"] = data_.source(seen.source);
        } else {
            entry["text"] = "";
            entry["status"] = name_of(status::missing);
            entry["source"] = "";
        }
        entry["role"] = name_of(term.role);
        entry["reading"] = name_of(term.reading);
        list.push_back(std::move(entry));
    }
    return list;
}

json findings_json::reported(const finding& what) const {
    std::string text;
    for (const finding_term& term : what.terms) {
        if (term.role != term_role::claim || !term.observation) {
            continue;
        }
        text = data_[*term.observation].as_written();
        break;
    }
    if (text.empty() && !what.reported) {
        return nullptr;
    }
    json result;
    result["text"] = text;
    // A text that is no figure sets no bound.
    add_bounds(result, what.reported.value_or(interval::everything()));
    return result;
}

json findings_json::bounds(const finding& what) const {
    if (what.bounds.empty()) {
        return nullptr;
    }
    json list = json::array();
    for (const fill_bound& fill : what.bounds) {
        json entry;
        json where;
        add_cell(where, fill.where);
        entry["cell"] = std::move(where);
        add_bounds(entry, fill.values);
        list.push_back(std::move(entry));
    }
    return list;
}

json findings_json::of(const finding& what) const {
    const rule& which = report_.rules[what.rule];
    json entry;
    entry["key"] = key(what);
    entry["rule"] = which.code;
    entry["kind"] = name_of(which.kind);
    entry["severity"] = name_of(which.weight);
    entry["verdict"] = name_of(what.result);
    add_cell(entry, what.where);
    entry["reported"] = reported(what);
    entry["computed"] = nullptr;
    if (what.computed) {
        add_bounds(entry["computed"] = json::object(), *what.computed);
    }
    entry["difference"] = nullptr;
    if (what.difference) {
        entry["difference"] = {{"lo", number(what.difference->lo())},
                               {"hi", number(what.difference->hi())},
                               {"least", to_string(least_difference(*what.difference))}};
    }
    entry["bounds"] = bounds(what);
    entry["duals"] = nullptr;
    if (what.duals) {
        entry["duals"] = {{"counts", range(what.duals->counts)},
                          {"totals", range(what.duals->totals)}};
    }
    entry["basis"] = crossfoot::name_of(what.basis);
    entry["follows_from"] = nullptr;
    if (what.follows_from) {
        entry["follows_from"] = key(report_.findings[*what.follows_from]);
    }
    entry["readings"] = readings_of(what);
    entry["figures"] = fingerprint_of(what, report_, data_);
    entry["explanation"] = answer_to(what);
    entry["exception"] = exception_of(what);
    entry["terms"] = terms(what.terms);
    if (which.kind == rule_kind::registered) {
        add_units(entry, what);
    }
    entry["message"] = message(what);
    return entry;
}

json of(const finding_explanation& what, answer_state state) {
    return {{"office", what.office},
            {"date", to_string(what.date)},
            {"text", what.text},
            {"state", name_of(state)}};
}

/// What an office says of a finding of this report; null where none does.
json findings_json::answer_to(const finding& what) const {
    const auto number = static_cast<std::size_t>(&what - report_.findings.data());
    const answered_finding* const answer = find_answer(number, answers_);
    return answer == nullptr ? json(nullptr)
                             : crossfoot::of(explanations_[answer->explanation], answer->state);
}

/// Why a finding that fails does not count; null where it does.
/// Which readings would explain a failing finding; null where its figures can be read in one way
/// alone.
json findings_json::readings_of(const finding& what) const {
    if (what.result != verdict::fails || !readings_->matter_to(what)) {
        return nullptr;
    }
    json list = json::array();
    for (const other_reading& each : readings_->of(what)) {
        list.push_back(
            {{"way", crossfoot::name_of(each.way)}, {"verdict", crossfoot::name_of(each.result)}});
    }
    return list;
}

json findings_json::exception_of(const finding& what) const {
    if (!what.excused_by) {
        return nullptr;
    }
    const written_rule& by = data_.book().rules[report_.rules[what.rule].entry];
    const rule_exception& exception = by.exceptions[*what.excused_by];
    json entry;
    entry["place"] = exception.place;
    entry["until"] = exception.until ? json(to_string(*exception.until)) : json(nullptr);
    entry["reason"] = {{"en", exception.reason.in(language::en)},
                       {"zh", exception.reason.in(language::zh)}};
    return entry;
}

std::vector<json> findings_json::settled() const {
    std::vector<json> list;
    for (const answered_finding& each : answers_) {
        if (each.state != answer_state::settled) {
            continue;
        }
        const finding_explanation& what = explanations_[each.explanation];
        json entry;
        entry["key"] = what.key;
        entry.update(crossfoot::of(what, each.state));
        list.push_back(std::move(entry));
    }
    return list;
}

/// The units that make the difference, or may: `units_told` says which.
void findings_json::add_units(json& to, const finding& what) const {
    to["units"] = json::array();
    to["units_told"] = false;
    if (report_.units == nullptr) {
        return;
    }
    const register_difference behind = units_behind(what, report_, data_);
    to["units_told"] = behind.told;
    for (const unit_change& each : behind.units) {
        json unit;
        unit["code"] = report_.units->code(each.unit);
        unit["name"] = report_.units->name(each.unit);
        unit["event"] = crossfoot::name_of(each.event);
        unit["day"] = to_string(each.when);
        to["units"].push_back(std::move(unit));
    }
}

json findings_json::of(const derived_value& what) const {
    const rule& which = report_.rules[what.rule];
    json entry;
    entry["key"] = key_of(which, what.where, data_);
    entry["rule"] = which.code;
    add_cell(entry, what.where);
    add_bounds(entry["computed"] = json::object(), what.values);
    entry["basis"] = crossfoot::name_of(what.basis);
    entry["terms"] = terms(what.terms);
    entry["due"] = what.due;
    entry["reporting"] = what.reporting;
    entry["message"] = message(what);
    return entry;
}

json of(const diagnostic& problem) {
    json entry;
    entry["code"] = name_of(problem.code);
    entry["file"] = problem.file;
    entry["line"] = problem.where.line;
    entry["column"] = problem.where.column;
    entry["message"] = {{"en", problem.message.en}, {"zh", problem.message.zh}};
    return entry;
}

json of(const check_summary& summary) {
    return {{"figures", summary.figures},
            {"checks", summary.checks},
            {"holds", summary.holds},
            {"possible", summary.possible},
            {"fails", summary.fails},
            {"follows", summary.follows},
            {"unknown", summary.unknown},
            {"explained", summary.explained},
            {"excused", summary.excused}};
}

bool is_listed(const finding& what, const findings_options& options, const codebook& book) {
    return (options.list == listing::all || what.result != verdict::holds) &&
           options.filter.admits(what.where, book);
}

/// The entries of a list, one on each line.
class line_list {
  public:
    void add(const json& entry) {
        text_ += text_.empty() ? "\n    " : ",\n    ";
        text_ += written(entry);
    }
    [[nodiscard]] std::string text() const { return text_.empty() ? "[]" : "[" + text_ + "\n  ]"; }

  private:
    std::string text_;
};

}  // namespace

std::string findings_as_json(const check_report& report,
                             const dataset& data,
                             const findings_options& options,
                             std::span<const diagnostic> diagnostics) {
    const findings_json entries{report, data, options.explanations};
    line_list findings;
    for (const finding& each : report.findings) {
        if (is_listed(each, options, data.book())) {
            findings.add(entries.of(each));
        }
    }
    line_list derived;
    for (const derived_value& each : report.derived) {
        if (options.filter.admits(each.where, data.book())) {
            derived.add(entries.of(each));
        }
    }
    line_list problems;
    for (const diagnostic& each : diagnostics) {
        problems.add(of(each));
    }
    line_list settled;
    for (const json& each : entries.settled()) {
        settled.add(each);
    }
    return "{\n  \"format\": \"crossfoot-findings/1\",\n  \"summary\": " +
           written(of(summarise(report, data, options.filter, options.explanations))) +
           ",\n  \"findings\": " + findings.text() + ",\n  \"derived\": " + derived.text() +
           ",\n  \"settled\": " + settled.text() + ",\n  \"diagnostics\": " + problems.text() +
           "\n}\n";
}

std::string findings_as_json_lines(const check_report& report,
                                   const dataset& data,
                                   const findings_options& options) {
    const findings_json entries{report, data, options.explanations};
    std::string text;
    for (const finding& each : report.findings) {
        if (is_listed(each, options, data.book())) {
            text += written(entries.of(each)) + "\n";
        }
    }
    return text;
}

}  // namespace crossfoot
