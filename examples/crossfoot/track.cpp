#include "track.hpp"

#include "inputs.hpp"
#include "progress.hpp"
#include "table.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

using json = nlohmann::ordered_json;

struct submit_options : track_options {
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

struct action_options : track_options {
    std::string receipt;
    std::string key;
    std::string by;
    std::string note;
    std::string at;
};

struct file_options : track_options {
    std::string to;
    std::string expected;
};

std::optional<ledger_time> time_of(const std::string& text, const std::string& option) {
    if (text.empty()) return std::nullopt;
    const std::optional<ledger_time> made = parse_ledger_time(text);
    if (made) return made;
    throw usage_error(option + ": \"" + text + "\" is no time: expected 2016-04-20 09:30",
                      option + "：“" + text + "”不是时间：应如 2016-04-20 09:30");
}

action action_of(const std::string& by, const std::string& note, const std::string& at) {
    action made{by, note, time_of(at, "--at")};
    // A day alone means its beginning here: nothing may be recorded before it is done.
    if (made.at && at.size() <= 10) {
        *made.at -= std::chrono::hours{24} - std::chrono::microseconds{1};
    }
    return made;
}

// -- receipts
// ---------------------------------------------------------------------------------------

std::string name_of_report(const report_name& name, const places& where, language which) {
    std::string place = name.place.empty() ? say(which, "several places", "多个地区") : name.place;
    if (const auto id = where.find(name.place)) place += " " + std::string{where.name(*id)};
    return escaped(place) + say(which, ", ", "，") +
           (which == language::en ? to_string(name.when) : to_chinese(name.when));
}

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

/// What fails in a report that is stored all the same, and where it asks for an answer.
std::string open_text(const checked_report& of, language which) {
    constexpr std::size_t most = 20;
    const auto answers = answers_to(of.found, of.read.data, of.read.explanations);
    std::string text;
    std::size_t open = 0;
    for (std::size_t i = 0; i < of.found.findings.size(); ++i) {
        const finding& each = of.found.findings[i];
        if (each.follows_from || !is_open(i, of.found, answers)) continue;
        if (++open > most) continue;
        const rule& broken = of.found.rules[each.rule];
        const std::string message = message_of(each, of.found, of.read.data).in(which);
        text += "  " + padded(say(which, "fails", "不符"), 10) + escaped(message) + "\n";
        if (broken.weight == severity::error) continue;
        text += "  " + padded("", 10) + say(which, "answer under: ", "说明标识：") +
                escaped(key_of(broken, each.where, of.read.data)) + "\n";
    }
    if (open > most) {
        text += "  " + padded("", 10) + say(which, "and more: ", "其余不符项数：") +
                std::to_string(open - most) + "\n";
    }
    return text;
}

std::string receipt_text(const submission_result& of, language which) {
    const ledger_entry& entry = *of.entry;
    const checked_report& checked = of.checked;
    const auto line = [&](std::string_view en, std::string_view zh, const std::string& text) {
        return "  " + padded(say(which, en, zh), 10) + text + "\n";
    };
    std::string text = say(which, "receipt ", "回执 ") + std::to_string(entry.number) +
                       say(which, ", recorded ", "，记录于 ") + to_string(entry.at);
    if (of.outcome == submission_outcome::unchanged) {
        text = say(which, "nothing new: this is what receipt ", "内容相同：与回执 ") +
               std::to_string(entry.number) +
               say(which, " has, recorded ", " 一致，该回执记录于 ") + to_string(entry.at);
    }
    text += "\n";
    text += line("report", "报表", name_of_report(entry.report, *checked.read.where, which));
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
    return text + line("digest", "摘要", entry.digest);
}

json as_json(const ledger_entry& entry) {
    const auto day_or_null = [](const std::optional<day>& when) {
        return when ? json(to_string(*when)) : json(nullptr);
    };
    json made;
    made["receipt"] = entry.number;
    made["kind"] = name_of(entry.kind);
    made["recorded"] = to_string(entry.at);
    made["place"] = entry.report.place;
    made["period"] = to_string(entry.report.when);
    made["office"] = entry.report.office;
    made["by"] = entry.by;
    made["note"] = entry.note;
    made["received"] = day_or_null(entry.received);
    made["provisional"] = entry.is_provisional;
    made["about"] = entry.about == 0 ? json(nullptr) : json(entry.about);
    made["figures"] = entry.figures;
    made["answers"] = entry.answers;
    made["digest"] = entry.digest;
    return made;
}

std::string document(const json& what) {
    return what.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
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
    return document(made);
}

// -- the commands
// -----------------------------------------------------------------------------------

submission submission_of(const submit_options& asked) {
    submission made;
    made.done = action_of(asked.by, asked.note, asked.at);
    if (!asked.place.empty()) made.place = asked.place;
    if (!asked.when.empty()) {
        made.when = period::parse(asked.when);
        if (!made.when) {
            throw usage_error("--period: \"" + asked.when + "\" is not a period: expected 2016-03",
                              "--period：“" + asked.when + "”不是报告期：应如 2016-03");
        }
    }
    if (!asked.received.empty()) {
        made.received = parse_day(asked.received);
        if (!made.received) {
            throw usage_error(
                "--received: \"" + asked.received + "\" is not a date: expected 2016-03-22",
                "--received：“" + asked.received + "”不是日期：应如 2016-03-22");
        }
    }
    made.is_provisional = asked.is_provisional;
    made.threads = asked.threads;
    made.reading = reading_of(asked.from);
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

exit_code run_submit(const submit_options& asked) {
    tracker into{asked.file};
    const std::string& path = asked.from.paths.front();
    submission what = submission_of(asked);
    check_options followed;
    const following watched{followed, asked.speech};
    what.on_progress = followed.on_progress;
    what.stop = followed.stop;
    submission_result result = into.submit(path, what);
    tell_of(result.checked.read, path, asked.from, asked.speech);
    const bool is_document = asked.format == output_format::json;
    if (is_document) print(receipt_document(result));
    switch (result.outcome) {
    case submission_outcome::stored:
    case submission_outcome::unchanged:
        if (!is_document) print(receipt_text(result, asked.speech));
        return exit_code::agrees;
    case submission_outcome::unread:
        complain(say(asked.speech, "nothing was stored", "未存入任何内容"));
        return exit_code::bad_input;
    case submission_outcome::failing: {
        findings_options shown;
        shown.speech = asked.speech;
        shown.title = path;
        shown.explanations = result.checked.read.explanations;
        if (!is_document) {
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

std::string entry_text(const ledger_entry& entry, const places& where, language which) {
    std::string text = say(which, "receipt ", "回执 ") + std::to_string(entry.number) +
                       say(which, ", recorded ", "，记录于 ") + to_string(entry.at) + "\n  " +
                       name_of_report(entry.report, where, which) + say(which, ": ", "：") +
                       in_words(entry.kind, which) + say(which, " by ", "，") + escaped(entry.by);
    if (!entry.note.empty()) text += say(which, ": ", "：") + escaped(entry.note);
    return text + "\n";
}

exit_code print_entry(const tracker& of, const ledger_entry& entry, const track_options& asked) {
    print(asked.format == output_format::json
              ? document(as_json(entry))
              : entry_text(entry, *of.places_known(entry.number), asked.speech));
    return exit_code::agrees;
}

using act = ledger_entry (tracker::*)(std::int64_t, const action&);

/// Adds a command that says something about a report.
void add_action(command& to, const char* name, const char* says, act done) {
    command added = to.add_command(name, says);
    const auto asked = std::make_shared<action_options>();
    add_tracker(added, *asked);
    added.add_option("RECEIPT", asked->receipt, "The number of any submission of the report")
        .required();
    added.add_option("--by", asked->by, "The office or role that does it")
        .required()
        .shown_as("OFFICE");
    added.add_option("--reason", asked->note, "Why").shown_as("TEXT");
    added.add_option("--at", asked->at, "When it was done, if not now").shown_as("TIME");
    added.does([asked, done] {
        tracker in{asked->file};
        return print_entry(
            in,
            (in.*done)(receipt_named(asked->receipt), action_of(asked->by, asked->note, asked->at)),
            *asked);
    });
}

void add_answer_entry(command& to) {
    command added = to.add_command("answer", "Explain a failing query: why its figures are right");
    const auto asked = std::make_shared<action_options>();
    add_tracker(added, *asked);
    added.add_option("RECEIPT", asked->receipt, "The number of any submission of the report")
        .required();
    added.add_option("KEY", asked->key, "The key of the finding, as `show` gives it").required();
    added.add_option("--by", asked->by, "The office that answers").required().shown_as("OFFICE");
    added.add_option("--text", asked->note, "The answer").required().shown_as("TEXT");
    added.add_option("--at", asked->at, "When it was given, if not now").shown_as("TIME");
    added.does([asked] {
        tracker in{asked->file};
        return print_entry(in,
                           in.answer(receipt_named(asked->receipt),
                                     asked->key,
                                     action_of(asked->by, asked->note, asked->at)),
                           *asked);
    });
}

void add_init_tracker(command& to) {
    command added = to.add_command("init", "Make a new tracker, for its owner alone");
    const auto asked = std::make_shared<track_options>();
    add_tracker(added, *asked);
    added.does([asked] {
        tracker::create(asked->file);
        print(say(asked->speech, "made ", "已建立 ") + escaped(asked->file) + "\n");
        return exit_code::agrees;
    });
}

void add_submit(command& to) {
    command added = to.add_command("submit", "Hand a report in: all of it is stored, or nothing");
    const auto asked = std::make_shared<submit_options>();
    add_tracker(added, *asked);
    add_inputs(added, asked->from, how_many::one);
    added.add_option("--by", asked->by, "The office or role that hands it in, never a person")
        .required()
        .shown_as("OFFICE");
    added
        .add_option("--place",
                    asked->place,
                    "Whose report it is (default: the place that has all "
                    "places of its figures in it)")
        .shown_as("WHICH");
    added.add_option("--period", asked->when, "For which period (default: that of its figures)")
        .shown_as("WHICH");
    added.add_option("--received", asked->received, "The day on which it came in (default: today)")
        .shown_as("DAY");
    added.add_option("--note", asked->note, "What else is to be known of it").shown_as("TEXT");
    added.add_option("--at", asked->at, "When it was done, if not now").shown_as("TIME");
    added.add_flag("--provisional",
                   asked->is_provisional,
                   "Store it although rules of severity error fail; it stays marked");
    add_threads(added, asked->threads);
    added.does([asked] { return run_submit(*asked); });
}

void add_export(command& to) {
    command added =
        to.add_command("export", "Write what is known, or was known, as a report folder");
    const auto asked = std::make_shared<file_options>();
    add_tracker(added, *asked);
    added.add_option("DIR", asked->to, "A new folder, or an empty one").required();
    add_as_of(added, *asked);
    added.does([asked] {
        const tracker from{asked->file, tracker::access::read};
        const std::size_t figures = from.export_to(asked->to, entry_asked_for(from, *asked));
        if (asked->format == output_format::json) {
            print(document(json{{"folder", asked->to}, {"figures", figures}}));
        } else {
            print(std::to_string(figures) + say(asked->speech, " figures in ", " 个数值，已写入 ") +
                  escaped(asked->to) + "\n");
        }
        return exit_code::agrees;
    });
}

void add_backup(command& to) {
    command added = to.add_command("backup", "Copy the tracker into a new file, as it is now");
    const auto asked = std::make_shared<file_options>();
    add_tracker(added, *asked);
    added.add_option("FILE", asked->to, "The name of a new file").required();
    added.does([asked] {
        const tracker from{asked->file, tracker::access::read};
        from.back_up(asked->to);
        const tracker copy{asked->to, tracker::access::read};
        print(say(asked->speech, "copied ", "已复制 ") + std::to_string(copy.last_entry()) +
              say(asked->speech, " entries to ", " 条记录至 ") + escaped(asked->to) + "\n");
        return exit_code::agrees;
    });
}

exit_code run_verify(const file_options& asked) {
    const tracker of{asked.file, tracker::access::read};
    const counting shown{asked.speech};
    const verification found = of.verify(asked.expected, shown.teller());
    if (asked.format == output_format::json) {
        json made;
        made["format"] = "crossfoot-verification/1";
        made["clean"] = found.is_clean();
        made["entries"] = found.entries;
        made["head"] = found.head;
        made["altered"] = found.altered ? json(*found.altered) : json(nullptr);
        made["expected_at"] = found.expected_at ? json(*found.expected_at) : json(nullptr);
        made["problems"] = json::array();
        for (const bilingual& each : found.problems) {
            made["problems"].push_back({{"en", each.en}, {"zh", each.zh}});
        }
        print(document(made));
        return found.is_clean() ? exit_code::agrees : exit_code::disagrees;
    }
    std::string text;
    if (found.altered) {
        text += say(asked.speech, "ALTERED from entry ", "自记录 ") +
                std::to_string(*found.altered) + say(asked.speech, " on\n", " 起已被改动\n");
    }
    for (const bilingual& each : found.problems) {
        text += escaped(each.in(asked.speech)) + "\n";
    }
    if (found.is_clean()) {
        text += std::to_string(found.entries) +
                say(asked.speech,
                    found.entries == 1 ? " entry, as it was recorded; the file is whole\n"
                                       : " entries, each as it was recorded; the file is whole\n",
                    " 条记录均与记录时一致；文件完整\n");
    }
    if (found.expected_at) {
        text +=
            say(asked.speech, "the digest that was noted is that of entry ", "所记摘要为记录 ") +
            std::to_string(*found.expected_at) + say(asked.speech, "\n", " 的摘要\n");
    }
    if (!found.head.empty()) text += say(asked.speech, "head ", "末条摘要 ") + found.head + "\n";
    print(text);
    return found.is_clean() ? exit_code::agrees : exit_code::disagrees;
}

void add_verify(command& to) {
    command added = to.add_command("verify", "Say whether anything in the tracker was altered");
    const auto asked = std::make_shared<file_options>();
    add_tracker(added, *asked);
    added.add_option("--expect", asked->expected, "A head digest that was noted earlier")
        .shown_as("DIGEST");
    added.does([asked] { return run_verify(*asked); });
}

}  // namespace

void add_tracker(command& to, track_options& asked) {
    to.add_option("DB", asked.file, "The tracker's file").required();
    add_format(to,
               asked.format,
               {{"text", output_format::text},
                {"json", output_format::json},
                {"csv", output_format::csv}});
    add_language(to, asked.speech);
}

void add_as_of(command& to, track_options& asked) {
    to.add_option("--as-of",
                  asked.as_of,
                  "As it was known then: a time, the end of a day, or after a receipt")
        .shown_as("WHEN");
}

std::int64_t receipt_named(const std::string& text) {
    const std::string_view digits =
        text.starts_with('#') ? std::string_view{text}.substr(1) : std::string_view{text};
    std::int64_t number = 0;
    const char* const end = digits.data() + digits.size();
    const auto [behind, failed] = std::from_chars(digits.data(), end, number);
    if (failed == std::errc{} && behind == end && number > 0) return number;
    throw usage_error("\"" + text + "\" is no receipt: expected its number, such as 12",
                      "“" + text + "”不是回执：应为其编号，如 12");
}

std::int64_t entry_named(const tracker& from, const std::string& text, const std::string& option) {
    if (const std::optional<ledger_time> when = parse_ledger_time(text)) {
        return from.last_entry(when);
    }
    const bool is_number =
        !text.empty() &&
        text.find_first_not_of("0123456789", text.starts_with('#') ? 1 : 0) == std::string::npos;
    if (!is_number) {
        throw usage_error(
            option + ": \"" + text +
                "\" is no moment: expected 2016-04-20, 2016-04-20 09:30, or a receipt such as 12",
            option + "：“" + text + "”不是时点：应如 2016-04-20、2016-04-20 09:30，或回执编号 12");
    }
    const std::int64_t number = receipt_named(text);
    return from.entry_at(number).number;
}

std::int64_t entry_asked_for(const tracker& from, const track_options& asked) {
    return asked.as_of.empty() ? from.last_entry() : entry_named(from, asked.as_of, "--as-of");
}

day today() {
    const auto now =
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    return *parse_day(to_string(now).substr(0, 10));
}

std::string in_words(entry_kind kind, language which) {
    switch (kind) {
    case entry_kind::submission: return say(which, "submitted", "上报");
    case entry_kind::withdrawal: return say(which, "withdrawn", "撤回");
    case entry_kind::sending_back: return say(which, "returned", "退回");
    case entry_kind::approval: return say(which, "approved", "审核通过");
    case entry_kind::reopening: return say(which, "reopened", "解锁");
    case entry_kind::answer: return say(which, "answered", "说明");
    }
    return {};
}

std::string in_words(report_standing standing, language which) {
    switch (standing) {
    case report_standing::submitted: return say(which, "submitted", "已上报");
    case report_standing::returned: return say(which, "returned", "已退回");
    case report_standing::approved: return say(which, "approved", "已审核");
    case report_standing::withdrawn: return say(which, "withdrawn", "已撤回");
    }
    return {};
}

void add_track(command& to) {
    command track = to.add_command(
        "track", "Keep years of reports in one file: who reported what, when, and what is open");
    track.require_command();
    add_init_tracker(track);
    add_submit(track);
    add_action(track,
               "withdraw",
               "Take a report back: its figures are no longer known",
               &tracker::withdraw);
    add_action(track, "return", "Send a report back", &tracker::send_back);
    add_action(track, "approve", "Approve a report, which locks it", &tracker::approve);
    add_action(track, "reopen", "Unlock an approved report", &tracker::reopen);
    add_answer_entry(track);
    add_track_views(track);
    add_export(track);
    add_backup(track);
    add_verify(track);
}

}  // namespace crossfoot::program
