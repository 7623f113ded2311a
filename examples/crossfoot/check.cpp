#include "inputs.hpp"
#include "progress.hpp"

#include <algorithm>
#include <iostream>
#include <limits>
#include <memory>

namespace crossfoot::program {

namespace {

/// From which findings on the program ends with `disagrees`.
enum class fail_on { error, query, unknown };

struct options {
    inputs from;
    bool all = false;
    bool letter = false;  ///< the verification letter to the one place that was asked for
    fail_on threshold = fail_on::error;
    unsigned threads = 0;
    output_format format = output_format::text;
    language speech = language::en;
};

/// Whether one finding, which no explanation and no exception has settled, is enough to end with
/// `disagrees`.
bool counts_as_failure(const finding& what, const rule& which, fail_on threshold) {
    if (what.result == verdict::unknown) {
        return threshold == fail_on::unknown;
    }
    if (what.result != verdict::fails) {
        return false;
    }
    switch (which.weight) {
    case severity::error: return true;
    case severity::query: return threshold != fail_on::error;
    case severity::hint: return false;
    }
    return false;
}

bool disagrees(const check_report& report,
               const dataset& data,
               const findings_options& shown,
               fail_on threshold) {
    const auto answers = answers_to(report, data, shown.explanations);
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        const finding& each = report.findings[i];
        const bool counts = each.result != verdict::fails || is_open(i, report, answers);
        if (counts && shown.filter.admits(each.where, data.book()) &&
            counts_as_failure(each, report.rules[each.rule], threshold)) {
            return true;
        }
    }
    return false;
}

std::string written(const check_report& report,
                    const dataset& data,
                    const findings_options& options,
                    output_format format,
                    std::span<const diagnostic> problems) {
    switch (format) {
    case output_format::json: return findings_as_json(report, data, options, problems);
    case output_format::jsonl: return findings_as_json_lines(report, data, options);
    case output_format::csv: return findings_as_csv(report, data, options);
    case output_format::text:
    case output_format::markdown: return findings_as_text(report, data, options);
    }
    return {};
}

/// Where nothing can be judged a document is written all the same, for whoever reads it.
void print_nothing_judged(const report& read, output_format format) {
    if (format == output_format::json) {
        const dataset none{read.book, read.where};
        print(findings_as_json({}, none, {}, read.diagnostics));
    }
}

check_options checking_of(const options& asked) {
    check_options made;
    made.reading = reading_of(asked.from);
    if (asked.format == output_format::json) {
        // The document has all of them.
        made.reading.most_diagnostics = std::numeric_limits<std::size_t>::max();
    }
    made.threads = asked.threads;
    made.only = [&asked](const codebook& book, const places& where) {
        return filter_of(asked.from, book, where);
    };
    if (!asked.all && !asked.letter) made.keep = findings_kept::what_matters;
    return made;
}

checked_report check_at(const std::string& path, const options& asked) {
    check_options how = checking_of(asked);
    const std::string from = path_to_read(path, how.reading);
    if (from != "-") {
        const following shown{how, asked.speech};
        return check_report_at(from, how);
    }
    checked_report made{read_report(std::cin, path, reading_of(asked.from)), {}};
    if (is_usable(made.read, asked.from)) {
        made.found = check(made.read.data);
    }
    return made;
}

exit_code check_one(const std::string& path, const options& asked) {
    checked_report checked = check_at(path, asked);
    tell_of(checked.read, path, asked.from, asked.speech);
    const report& read = checked.read;
    const check_report& found = checked.found;
    const bool is_judged = found.lists_what_holds
                               ? is_usable(read, asked.from)
                               : read.diagnostics.empty() || asked.from.keep_going;
    if (!is_judged) {
        print_nothing_judged(read, asked.format);
        return exit_code::bad_input;
    }
    const dataset& data = read.data;
    findings_options shown;
    shown.filter = filter_of(asked.from, data);
    shown.list = asked.all ? listing::all : listing::usual;
    shown.speech = asked.speech;
    shown.colours = wants_colours() ? colouring::terminal : colouring::none;
    shown.title = path;
    shown.explanations = read.explanations;
    print(asked.letter ? verification_letter(found, data, shown)
                       : written(found, data, shown, asked.format, read.diagnostics));
    if (!read.diagnostics.empty()) {
        return exit_code::bad_input;
    }
    return disagrees(found, data, shown, asked.threshold) ? exit_code::disagrees
                                                          : exit_code::agrees;
}

/// Several reports are judged each by itself.
exit_code run(const options& asked) {
    if (asked.letter && (asked.from.wanted_places.size() != 1 || asked.from.paths.size() != 1)) {
        throw usage_error("--letter writes to one place about one report: expected one --place",
                          "--letter 一次只就一份报表致函一个地区：应有且仅有一个 --place");
    }
    if (asked.letter && asked.format != output_format::text) {
        throw usage_error("--letter is text: expected no other --format",
                          "--letter 为文本，不能用其他 --format");
    }
    if (asked.from.paths.size() > 1 && asked.format != output_format::text) {
        throw usage_error("--format json, jsonl and csv take one report",
                          "--format json、jsonl、csv 一次只处理一份报表");
    }
    exit_code worst = exit_code::agrees;
    for (const std::string& path : asked.from.paths) {
        if (&path != &asked.from.paths.front()) {
            print("\n");
        }
        worst = std::max(worst, check_one(path, asked));
    }
    return worst;
}

}  // namespace

void add_check(command& to) {
    command added = to.add_command("check", "Say whether a report agrees with itself");
    const auto asked = std::make_shared<options>();
    add_inputs(added, asked->from, how_many::one_or_more);
    add_filters(added, asked->from);
    added.add_flag("--all", asked->all, "List what holds too, and what can be computed");
    added.add_flag(
        "--letter", asked->letter, "Write the letter that asks one --place about its findings");
    const std::vector<std::pair<std::string, fail_on>> thresholds{
        {"error", fail_on::error}, {"query", fail_on::query}, {"unknown", fail_on::unknown}};
    add_choice(added,
               "--fail-on",
               asked->threshold,
               thresholds,
               "Exit with 1 from which findings on: error (default), query, unknown")
        .shown_as("WHAT");
    add_threads(added, asked->threads);
    added.add_flag(
        "--keep-going", asked->from.keep_going, "Judge the rest where cells cannot be read");
    add_format(added,
               asked->format,
               {{"text", output_format::text},
                {"json", output_format::json},
                {"jsonl", output_format::jsonl},
                {"csv", output_format::csv}});
    add_language(added, asked->speech);
    added.does([asked] { return run(*asked); });
}

}  // namespace crossfoot::program
