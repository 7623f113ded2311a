#include "table.hpp"
#include "track.hpp"
#include "track_words.hpp"

#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

struct options : track_options {
    std::string receipt;
    std::string key;
    std::string by;
    std::string note;
    std::string at;
};

std::string entry_text(const ledger_entry& entry, const places& where, language which) {
    std::string text = receipt_line(entry, which) + "\n  " +
                       report_text(entry.report, where, which) + say(which, ": ", "：") +
                       in_words(entry.kind, which) + say(which, " by ", "，") + escaped(entry.by);
    if (!entry.note.empty()) text += say(which, ": ", "：") + escaped(entry.note);
    return text + "\n";
}

exit_code print_entry(const tracker& of, const ledger_entry& entry, const track_options& asked) {
    const std::shared_ptr<const places> where = of.places_known(entry.number);
    switch (asked.format) {
    case output_format::json:
    case output_format::jsonl: print_recorded(document(as_json(entry)), entry.number); break;
    case output_format::csv:
        print_recorded(as_csv(entries_table({entry}, *where, asked.speech, false)), entry.number);
        break;
    case output_format::text:
    case output_format::markdown:
        print_recorded(entry_text(entry, *where, asked.speech), entry.number);
        break;
    }
    return exit_code::agrees;
}

using act = ledger_entry (tracker::*)(std::int64_t, const action&);

/// Adds a command that says something about a report.
void add_action(command& to, const char* name, const char* says, act done) {
    command added = to.add_command(name, says);
    const auto asked = std::make_shared<options>();
    add_tracker(added, *asked);
    added.add_option("RECEIPT", asked->receipt, "The number of any submission of the report")
        .required();
    added.add_option("--by", asked->by, "The office or role that does it")
        .required()
        .shown_as("OFFICE");
    added.add_option("--reason", asked->note, "Why").shown_as("TEXT");
    added.add_option("--at", asked->at, "When it was done, if not now")
        .shown_as("TIME")
        .says_something();
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
    const auto asked = std::make_shared<options>();
    add_tracker(added, *asked);
    added.add_option("RECEIPT", asked->receipt, "The number of any submission of the report")
        .required();
    added.add_option("KEY", asked->key, "The key of the finding, as `show` gives it").required();
    added.add_option("--by", asked->by, "The office that answers").required().shown_as("OFFICE");
    added.add_option("--text", asked->note, "The answer").required().shown_as("TEXT");
    added.add_option("--at", asked->at, "When it was given, if not now")
        .shown_as("TIME")
        .says_something();
    added.does([asked] {
        tracker in{asked->file};
        return print_entry(in,
                           in.answer(receipt_named(asked->receipt),
                                     asked->key,
                                     action_of(asked->by, asked->note, asked->at)),
                           *asked);
    });
}

}  // namespace

void add_track_actions(command& to) {
    add_action(
        to, "withdraw", "Take a report back: its figures are no longer known", &tracker::withdraw);
    add_action(to, "return", "Send a report back", &tracker::send_back);
    add_action(to, "approve", "Approve a report, which locks it", &tracker::approve);
    add_action(to, "reopen", "Unlock an approved report", &tracker::reopen);
    add_answer_entry(to);
}

}  // namespace crossfoot::program
