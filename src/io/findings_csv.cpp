#include <crossfoot/io/csv_cell.hpp>
#include <crossfoot/io/findings_output.hpp>
#include <crossfoot/io/interval_text.hpp>

#include <algorithm>

namespace crossfoot {

namespace {

std::string interval_cell(const std::optional<interval>& values) {
    return values ? csv_cell(to_string(*values)) : std::string{};
}

bool is_listed(const finding& what, const findings_options& options, const codebook& book) {
    return (options.list == listing::all || what.result == verdict::fails) &&
           options.filter.admits(what.where, book);
}

std::string key_of(const finding& what, const check_report& report, const dataset& data) {
    return key_of(report.rules[what.rule], what.where, data);
}

/// The columns are fixed. Only a report in which something can be answered or excused has one more.
bool has_states(const dataset& data, const findings_options& options) {
    return !options.explanations.empty() ||
           std::ranges::any_of(data.book().rules,
                               [](const written_rule& each) { return !each.exceptions.empty(); });
}

std::string header(const codebook& book, bool with_states) {
    std::string line = "key,rule,kind,severity,verdict,place,period,indicator,scope,";
    for (const breakdown& each : book.breakdowns) {
        line += csv_text_cell(each.name.code) + ",";
    }
    line += "reported,computed,difference,follows_from";
    return line + (with_states ? ",explanation\n" : "\n");
}

/// What became of the explanation of a finding, or that it is excused; empty where neither is so.
const char* state_of(const finding& what, const answered_finding* answer) {
    if (what.result == verdict::fails && what.excused_by) {
        return "excused";
    }
    return answer == nullptr ? "" : name_of(answer->state);
}

std::string row(const finding& what, const check_report& report, const dataset& data) {
    const rule& which = report.rules[what.rule];
    const codebook& book = data.book();
    const series& series = what.where.what;
    std::string line = csv_text_cell(key_of(what, report, data)) + ",";
    line += csv_text_cell(which.code) + ",";
    line += std::string{name_of(which.kind)} + "," + name_of(which.weight) + ",";
    line += std::string{name_of(what.result)} + ",";
    line += csv_text_cell(data.where().code(what.where.place)) + ",";
    line += to_string(what.where.when) + ",";
    line += csv_text_cell(book[series.indicator].name.code) + "," + name_of(series.extent) + ",";
    for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
        const std::uint16_t item = series.item(breakdown_id{i});
        if (item != series::all) {
            line += csv_text_cell(book.breakdowns[i].items[item].name.code);
        }
        line += ",";
    }
    line += interval_cell(what.reported) + "," + interval_cell(what.computed) + ",";
    line += interval_cell(what.difference) + ",";
    if (what.follows_from) {
        line += csv_text_cell(key_of(report.findings[*what.follows_from], report, data));
    }
    return line;
}

}  // namespace

std::string findings_as_csv(const check_report& report,
                            const dataset& data,
                            const findings_options& options) {
    const bool with_states = has_states(data, options);
    std::string text = header(data.book(), with_states);
    const auto answers = answers_to(report, data, options.explanations);
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (is_listed(report.findings[i], options, data.book())) {
            text += row(report.findings[i], report, data);
            if (with_states) {
                text += std::string{","} + state_of(report.findings[i], find_answer(i, answers));
            }
            text += "\n";
        }
    }
    return text;
}

}  // namespace crossfoot
