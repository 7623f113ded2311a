#include "inputs.hpp"
#include "progress.hpp"
#include "table.hpp"
#include "track.hpp"
#include "track_words.hpp"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

using json = nlohmann::ordered_json;

struct options : track_options {
    inputs from;
    std::string by;
    std::string note;
    std::string at;
    std::string place;
    std::string when;
    std::string received;
    bool is_provisional = false;
    unsigned threads = 0;
};

/// What is different from the version before.
std::string what_changed(const submission_result& of, language which) {
    const ledger_entry& entry = *of.entry;
    const std::string all = std::to_string(entry.figures);
    if (entry.about == 0) return all;
    const std::string before = std::to_string(entry.about);
    if (!of.is_compared) {
        return all + say(which, "; revises receipt ", "；修订回执 ") + before;
    }
    const std::string added = std::to_string(of.added);
    const std::string changed = std::to_string(of.changed);
    const std::string gone = std::to_string(of.gone);
    return which == language::en ? all + "; revises receipt " + before + ": " + changed +
                                       " changed, " + added + " new, " + gone + " no longer there"
                                 : all + "；修订回执 " + before + "：变更 " + changed + "，新增 " +
                                       added + "，不再列报 " + gone;
}

/// A failing finding that waits for somebody to do something about it.
struct waiting_finding {
    bilingual message;
    std::string key;
    std::string rule;
    severity weight = severity::error;
};

std::vector<waiting_finding> waiting_in(const checked_report& of) {
    std::vector<waiting_finding> made;
    if (of.found.findings.empty()) return made;
    const auto answers = answers_to(of.found, of.read.data, of.read.explanations);
    const finding_words english{of.found, of.read.data, language::en};
    const finding_words chinese{of.found, of.read.data, language::zh};
    for (std::size_t i = 0; i < of.found.findings.size(); ++i) {
        const finding& each = of.found.findings[i];
        if (each.follows_from || !is_open(i, of.found, answers)) continue;
        const rule& broken = of.found.rules[each.rule];
        made.push_back({{english.message(each), chinese.message(each)},
                        key_of(broken, each.where, of.read.data),
                        broken.code,
                        broken.weight});
    }
    return made;
}

/// What fails in a report that is stored all the same, and where it asks for an answer.
std::string open_text(const checked_report& of, language which) {
    constexpr std::size_t most = 20;
    const std::vector<waiting_finding> waiting = waiting_in(of);
    std::string text;
    for (std::size_t i = 0; i < std::min(waiting.size(), most); ++i) {
        const waiting_finding& each = waiting[i];
        text +=
            "  " + padded(say(which, "fails", "不符"), 10) + escaped(each.message.in(which)) + "\n";
        if (each.weight == severity::error) continue;
        text += "  " + padded("", 10) + say(which, "answer under: ", "说明编号：") +
                escaped(each.key) + "\n";
    }
    if (waiting.size() > most) {
        text += "  " + padded("", 10) + say(which, "and more: ", "其余不符项数：") +
                std::to_string(waiting.size() - most) + "\n";
    }
    return text;
}

std::string receipt_text(const submission_result& of, language which) {
    const ledger_entry& entry = *of.entry;
    const checked_report& checked = of.checked;
    const auto line = [&](std::string_view en, std::string_view zh, const std::string& text) {
        return "  " + padded(say(which, en, zh), 10) + text + "\n";
    };
    std::string text = receipt_line(entry, which);
    if (of.outcome == submission_outcome::unchanged) {
        text = say(which, "nothing new: this is what receipt ", "内容相同：与回执 ") +
               std::to_string(entry.number) +
               say(which, " has, recorded ", " 一致，该回执记录于 ") + to_string(entry.at);
    }
    text += "\n";
    text += line("report", "报表", report_text(entry.report, *checked.read.where, which));
    text += line("from", "报送单位", escaped(entry.by));
    if (of.outcome == submission_outcome::stored) {
        text += line("figures", "数值", what_changed(of, which));
        text += line(
            "checks",
            "核对",
            to_string(summarise(checked.found, checked.read.data, {}, checked.read.explanations),
                      which));
        if (entry.is_provisional) {
            text += line("standing", "状态", say(which, "provisional", "暂报"));
        }
        text += open_text(checked, which);
    }
    return text + line("digest", "校验码", entry.digest);
}

const char* name_of(submission_outcome outcome) {
    switch (outcome) {
    case submission_outcome::stored: return "stored";
    case submission_outcome::unchanged: return "unchanged";
    case submission_outcome::unread: return "unread";
    case submission_outcome::failing: return "failing";
    }
    return "";
}

std::string receipt_document(const submission_result& of) {
    json made;
    made["format"] = "crossfoot-receipt/1";
    made["outcome"] = name_of(of.outcome);
    made["entry"] = of.entry ? as_json(*of.entry) : json(nullptr);
    if (of.outcome == submission_outcome::stored && of.is_compared) {
        made["added"] = of.added;
        made["changed"] = of.changed;
        made["gone"] = of.gone;
    }
    const check_summary& counts = of.checked.found.summary;
    made["summary"] = {{"holds", counts.holds},
                       {"possible", counts.possible},
                       {"fails", counts.fails},
                       {"follows", counts.follows},
                       {"unknown", counts.unknown}};
    made["diagnostics"] = json::array();
    for (const diagnostic& each : of.checked.read.diagnostics) {
        made["diagnostics"].push_back(
            {{"code", crossfoot::name_of(each.code)},
             {"file", each.file},
             {"line", each.where.line},
             {"column", each.where.column},
             {"message", {{"en", each.message.en}, {"zh", each.message.zh}}}});
    }
    made["waiting"] = json::array();
    for (const waiting_finding& each : waiting_in(of.checked)) {
        made["waiting"].push_back(
            {{"key", each.key},
             {"rule", each.rule},
             {"severity", crossfoot::name_of(each.weight)},
             {"message", {{"en", each.message.en}, {"zh", each.message.zh}}}});
    }
    return document(made);
}

/// The entry as `show` has it, and what became of the report.
table receipt_table(const submission_result& of, language which) {
    std::vector<ledger_entry> entries;
    if (of.entry) entries.push_back(*of.entry);
    table list = entries_table(entries, *of.checked.read.where, which, false);
    if (entries.empty()) list.rows.emplace_back(list.headings.size());
    const auto add = [&](const char* heading, const std::string& cell) {
        list.headings.emplace_back(heading);
        list.rows.front().push_back(cell);
    };
    list.numbers.insert({"added", "changed", "gone"});
    const bool is_told = of.outcome == submission_outcome::stored && of.is_compared;
    add("outcome", name_of(of.outcome));
    add("added", is_told ? std::to_string(of.added) : "");
    add("changed", is_told ? std::to_string(of.changed) : "");
    add("gone", is_told ? std::to_string(of.gone) : "");
    return list;
}

void print_what_became_of(const submission_result& of, const std::string& text) {
    if (of.outcome == submission_outcome::stored) {
        print_recorded(text, of.entry->number);
    } else {
        print(text);
    }
}

/// What programs get to read whatever became of the report; people are told by its outcome.
void print_for_programs(const submission_result& of, const options& asked) {
    if (asked.format == output_format::json) print_what_became_of(of, receipt_document(of));
    if (asked.format == output_format::csv) {
        print_what_became_of(of, as_csv(receipt_table(of, asked.speech)));
    }
}

submission submission_of(const options& asked) {
    submission made;
    made.done = action_of(asked.by, asked.note, asked.at);
    if (!asked.place.empty()) made.place = asked.place;
    if (!asked.when.empty()) made.when = period_asked("--period", asked.when);
    if (!asked.received.empty()) made.received = day_asked("--received", asked.received);
    made.is_provisional = asked.is_provisional;
    made.threads = asked.threads;
    made.reading = reading_of(asked.from);
    // As in a check, it is also the period of rows that do not say theirs.
    made.reading.figures.when = made.when;
    // A folder may bring the register or the places alone.
    made.reading.figures_files = figures_wanted::optional;
    return made;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

exit_code run(const options& asked) {
    tracker into{asked.file};
    const std::string& path = asked.from.paths.front();
    if (path == "-") {
        throw usage_error("what is handed in is read twice: expected a folder or a file, not -",
                          "上报内容需读取两遍：应为文件夹或文件，不能为 -");
    }
    submission what = submission_of(asked);
    check_options followed;
    const following watched{followed, asked.speech};
    what.on_progress = followed.on_progress;
    what.stop = followed.stop;
    const counting written{asked.speech};
    what.on_written = written.teller();
    submission_result result = into.submit(path, what);
    tell_of(result.checked.read, path, asked.from, asked.speech);
    print_for_programs(result, asked);
    const bool is_for_people = asked.format == output_format::text;
    switch (result.outcome) {
    case submission_outcome::stored:
    case submission_outcome::unchanged:
        if (is_for_people) print_what_became_of(result, receipt_text(result, asked.speech));
        return exit_code::agrees;
    case submission_outcome::unread:
        complain(say(asked.speech, "nothing was stored", "未存入任何内容"));
        return exit_code::bad_input;
    case submission_outcome::failing: {
        findings_options shown;
        shown.speech = asked.speech;
        shown.title = path;
        shown.explanations = result.checked.read.explanations;
        if (is_for_people) {
            complain(
                lines_of(findings_as_text(result.checked.found, result.checked.read.data, shown)));
        }
        complain(say(asked.speech,
                     "nothing was stored: correct what fails, or hand it in with --provisional",
                     "未存入任何内容：请更正不符之处，或用 --provisional 暂报"));
        return exit_code::disagrees;
    }
    }
    return exit_code::refused;
}

}  // namespace

void add_track_submit(command& to) {
    command added = to.add_command("submit", "Hand a report in: all of it is stored, or nothing");
    const auto asked = std::make_shared<options>();
    add_tracker(added, *asked);
    add_inputs(added, asked->from, how_many::one_on_disk);
    added.add_option("--by", asked->by, "The office or role that hands it in, never a person")
        .required()
        .shown_as("OFFICE");
    added
        .add_option("--place",
                    asked->place,
                    "Whose report it is (default: the place that has all "
                    "places of its figures in it)")
        .shown_as("WHICH")
        .says_something();
    added.add_option("--period", asked->when, "For which period (default: that of its figures)")
        .shown_as("WHICH")
        .says_something();
    added.add_option("--received", asked->received, "The day on which it came in (default: today)")
        .shown_as("DAY")
        .says_something();
    added.add_option("--note", asked->note, "What else is to be known of it").shown_as("TEXT");
    added.add_option("--at", asked->at, "When it was done, if not now")
        .shown_as("TIME")
        .says_something();
    added.add_flag("--provisional",
                   asked->is_provisional,
                   "Store it although rules of severity error fail; it stays marked");
    add_threads(added, asked->threads);
    added.does([asked] { return run(*asked); });
}

}  // namespace crossfoot::program
