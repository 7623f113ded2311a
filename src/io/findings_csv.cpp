#include <crossfoot/io/csv_cell.hpp>
#include <crossfoot/io/findings_output.hpp>
#include <crossfoot/io/interval_text.hpp>

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

std::string header(const codebook& book) {
    std::string line = "key,rule,kind,severity,verdict,place,period,indicator,scope,";
    for (const breakdown& each : book.breakdowns) {
        line += csv_text_cell(each.name.code) + ",";
    }
    return line + "reported,computed,difference,follows_from\n";
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
    return line + "\n";
}

}  // namespace

std::string findings_as_csv(const check_report& report,
                            const dataset& data,
                            const findings_options& options) {
    std::string text = header(data.book());
    for (const finding& each : report.findings) {
        if (is_listed(each, options, data.book())) {
            text += row(each, report, data);
        }
    }
    return text;
}

}  // namespace crossfoot
