#include "inputs.hpp"

#include <crossfoot/check/rule.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

namespace crossfoot::program {

namespace {

period period_named(const std::string& text) {
    if (const std::optional<period> when = period::parse(text)) {
        return *when;
    }
    throw error{error_code::not_a_period,
                "",
                {"\"" + text + "\" is no period: expected one such as 2016, 2016-Q1 or 2016-12",
                 "“" + text + "”不是报告期：应如 2016、2016-Q1 或 2016-12"}};
}

place_id place_named(const std::string& text, const places& known) {
    if (const std::optional<place_id> found = known.find_named(text)) {
        return *found;
    }
    throw error{error_code::unknown_code,
                "",
                {"\"" + text +
                     "\" names no place of the report, or several: expected a code, which "
                     "`crossfoot list places REPORT` shows",
                 "“" + text +
                     "”不是报表中的地区，或有多个地区同名：应填写代码，可用 `crossfoot list "
                     "places 报表` 查看"}};
}

indicator_id indicator_named(const std::string& text, const codebook& known) {
    if (const std::optional<indicator_id> found = known.find_indicator(text)) {
        return *found;
    }
    throw error{error_code::unknown_code,
                "",
                {"\"" + text + "\" is no indicator: `crossfoot list indicators` shows them",
                 "“" + text + "”不是指标：可用 `crossfoot list indicators` 查看"}};
}

/// Nobody reads more of them one by one.
constexpr std::size_t most_told = 1000;

report_options options_of(const inputs& from) {
    report_options options;
    if (from.wanted_periods.size() == 1) {
        options.figures.when = period_named(from.wanted_periods.front());
    }
    options.figures.source = from.source;
    options.figures.on_bad_cell =
        from.keep_going ? bad_cells::treat_as_unreadable : bad_cells::refuse;
    options.figures_files = from.figures;
    if (!from.all_diagnostics) options.most_diagnostics = most_told;
    if (!from.codebook_file.empty()) {
        options.codebook = from.codebook_file;
    }
    if (!from.places_file.empty()) {
        options.places = from.places_file;
    }
    return options;
}

void complain_of(const std::vector<diagnostic>& problems,
                 language speech,
                 std::size_t most = most_told,
                 std::size_t left_out = 0) {
    const std::size_t shown = std::min(most, problems.size());
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < shown; ++i) {
        lines.push_back(to_string(problems[i], speech));
    }
    left_out += problems.size() - shown;
    if (left_out > 0) {
        const std::string rest = std::to_string(left_out);
        const std::string all = std::to_string(shown + left_out);
        lines.push_back(
            speech == language::en
                ? "and " + rest + " more, " + all + " in all: --all-diagnostics lists every one"
                : "另有 " + rest + " 条，共 " + all + " 条：用 --all-diagnostics 列出全部");
    }
    complain(lines);
}

void tell_encodings(const std::vector<file_note>& files, language speech) {
    for (const file_note& each : files) {
        if (each.encoding != text_encoding::utf8) {
            const std::string encoding = name_of(each.encoding);
            complain(speech == language::en ? each.name + ": read as " + encoding
                                            : each.name + "：按 " + encoding + " 编码读取");
        }
    }
}

/// Rules in words of which less may be said than could be (nobody shall take `possible` for more
/// than it is), and those that say nothing, whatever is reported.
void tell_of_rules(const codebook& book, language speech) {
    if (book.rules.empty()) {
        return;
    }
    for (const rule& each : derive_rules(book)) {
        if (const std::optional<bilingual> why = why_not_sharp(each)) {
            complain(speech == language::en
                         ? "rule " + each.code + ": is not judged sharply: " + why->en
                         : "审核关系 " + each.code + "：不作精确判定：" + why->zh);
        }
    }
    for (const rule_remark& each : check_rules(book)) {
        if (each.kind == rule_remark_kind::never_fails) {
            complain(speech == language::en
                         ? "rule " + each.codes.front() + ": can never fail: " + each.reason.en
                         : "审核关系 " + each.codes.front() + "：从不会不符：" + each.reason.zh);
        }
    }
}

/// Files are called as in their folder: of several reports it is said which.
void say_which_report(report& read, const std::string& path) {
    std::error_code ignored;
    const std::filesystem::path given{path};
    const std::filesystem::path folder =
        std::filesystem::is_directory(given, ignored) ? given : given.parent_path();
    const auto in_folder = [&](std::string& name) {
        if (name != path && path != "-" && !folder.empty()) {
            name = (folder / name).string();
        }
    };
    for (file_note& each : read.files) {
        in_folder(each.name);
    }
    for (diagnostic& each : read.diagnostics) {
        in_folder(each.file);
    }
}

}  // namespace

void add_inputs(command& of, inputs& to, how_many paths) {
    const bool is_on_disk = paths == how_many::one_on_disk;
    added_option path =
        of.add_option("PATH",
                      to.paths,
                      is_on_disk ? "A report folder, or a file of figures"
                                 : "A report folder, a file of figures, or - for standard input");
    path.shown_as(paths == how_many::one_or_more ? "..." : "");
    if (paths != how_many::one_or_more) {
        path.takes(paths == how_many::one || is_on_disk ? 1 : 0, 1);
    }
    path.required(paths != how_many::one_or_none);
    of.add_option("--codebook", to.codebook_file, "Instead of the report's codebook.toml")
        .shown_as("FILE");
    of.add_option("--places", to.places_file, "Instead of the report's places.csv")
        .shown_as("FILE");
    of.add_flag("--all-diagnostics",
                to.all_diagnostics,
                "List everything that is wrong with the input, not the first thousand");
    of.add_option("--source", to.source, "The source of rows that do not say it").shown_as("TEXT");
}

void add_filters(command& of, inputs& to) {
    // One value for each time that the option stands there: a path may follow it.
    const auto add = [&](const char* name, std::vector<std::string>& list, const char* says) {
        of.add_option(name, list, says).may_be_repeated().shown_as("WHICH");
    };
    add("--place", to.wanted_places, "Only this place, by code or name; may be repeated");
    add("--indicator", to.wanted_indicators, "Only this indicator; may be repeated");
    add("--period",
        to.wanted_periods,
        "Only what lies within this period, which is also that of rows that do not say theirs");
}

void add_threads(command& of, unsigned& to) {
    of.add_option("--threads",
                  to,
                  "At most so many threads for a large report (default: one for each core)")
        .shown_as("N");
}

report_options reading_of(const inputs& from) {
    return options_of(from);
}

std::string path_to_read(const std::string& path, report_options& reading) {
    // Without places nothing is added up, and any report is read as a whole.
    if (path != "-" || !reading.places) return path;
    constexpr const char* input = "/dev/stdin";
    struct stat found {};
    if (::fstat(STDIN_FILENO, &found) != 0 || ::access(input, R_OK) != 0) return path;
    const bool is_at_its_beginning =
        S_ISFIFO(found.st_mode) ||
        (S_ISREG(found.st_mode) && ::lseek(STDIN_FILENO, 0, SEEK_CUR) == 0);
    if (!is_at_its_beginning) return path;
    reading.figures_name = path;
    return input;
}

void tell_of(report& read, const std::string& path, const inputs& from, language speech) {
    if (from.paths.size() > 1) {
        say_which_report(read, path);
    }
    tell_encodings(read.files, speech);
    const std::size_t every = read.diagnostics.size();
    complain_of(read.diagnostics,
                speech,
                from.all_diagnostics ? every : most_told,
                read.diagnostics_left_out);
    if (read.book) {
        tell_of_rules(*read.book, speech);
    }
}

report load(const std::string& path, const inputs& from, language speech) {
    report read = path == "-" ? read_report(std::cin, "-", options_of(from))
                              : read_report(path, options_of(from));
    tell_of(read, path, from, speech);
    return read;
}

bool is_usable(const report& read, const inputs& from) {
    return read.diagnostics.empty() || (from.keep_going && read.data.size() > 0);
}

std::shared_ptr<const codebook> codebook_of(const inputs& from, language speech) {
    if (from.codebook_file.empty()) {
        return ethnic_unity();
    }
    std::ifstream file{from.codebook_file, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    if (!file) {
        throw error{
            error_code::file_unreadable, from.codebook_file, {"cannot be read", "无法读取"}};
    }
    std::vector<diagnostic> problems;
    const std::optional<decoded_text> text = decode(std::move(bytes), from.codebook_file, problems);
    std::optional<codebook> book;
    if (text) {
        book = read_codebook(text->text, from.codebook_file, problems);
    }
    complain_of(problems, speech);
    if (book) {
        tell_of_rules(*book, speech);
    }
    return book ? std::make_shared<const codebook>(std::move(*book)) : nullptr;
}

finding_filter filter_of(const inputs& from, const codebook& book, const places& where) {
    finding_filter filter;
    for (const std::string& each : from.wanted_places) {
        filter.places.push_back(place_named(each, where));
    }
    for (const std::string& each : from.wanted_indicators) {
        filter.indicators.push_back(indicator_named(each, book));
    }
    for (const std::string& each : from.wanted_periods) {
        filter.periods.push_back(period_named(each));
    }
    return filter;
}

finding_filter filter_of(const inputs& from, const dataset& data) {
    return filter_of(from, data.book(), data.where());
}

}  // namespace crossfoot::program
