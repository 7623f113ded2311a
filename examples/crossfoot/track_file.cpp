#include "progress.hpp"
#include "table.hpp"
#include "track.hpp"
#include "track_words.hpp"

#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

using json = nlohmann::ordered_json;

struct options : track_options {
    std::string to;
    std::string expected;
};

using cells = std::vector<std::pair<std::string, json>>;

/// What was done: a sentence for people, its facts for programs.
void print_done(const track_options& asked, const std::string& sentence, const cells& facts) {
    if (asked.format == output_format::text) {
        print(sentence + "\n");
        return;
    }
    if (asked.format == output_format::json) {
        json made;
        for (const auto& [name, value] : facts) {
            made[name] = value;
        }
        print(document(made));
        return;
    }
    table list;
    std::vector<std::string> row;
    for (const auto& [name, value] : facts) {
        list.headings.push_back(name);
        row.push_back(value.is_string() ? value.get<std::string>() : value.dump());
    }
    list.rows.push_back(std::move(row));
    print(as_csv(list));
}

exit_code run_init(const track_options& asked) {
    tracker::create(asked.file);
    print_done(asked,
               say(asked.speech, "made ", "已建立 ") + escaped(asked.file),
               {{"tracker", asked.file}});
    return exit_code::agrees;
}

exit_code run_export(const options& asked) {
    const tracker from = open_to_look(asked.file);
    const std::size_t figures = from.export_to(asked.to, entry_asked_for(from, asked));
    print_done(asked,
               std::to_string(figures) + say(asked.speech, " figures in ", " 个数值，已写入 ") +
                   escaped(asked.to),
               {{"folder", asked.to}, {"figures", figures}});
    return exit_code::agrees;
}

exit_code run_backup(const options& asked) {
    const tracker from = open_to_look(asked.file);
    from.back_up(asked.to);
    const tracker copy{asked.to, tracker::access::read};
    const std::int64_t entries = copy.last_entry();
    print_done(asked,
               say(asked.speech, "copied ", "已复制 ") + std::to_string(entries) +
                   say(asked.speech, " entries to ", " 条记录至 ") + escaped(asked.to),
               {{"file", asked.to}, {"entries", entries}, {"head", copy.head()}});
    return exit_code::agrees;
}

std::string verification_document(const verification& found) {
    json made;
    made["format"] = "crossfoot-verification/1";
    made["clean"] = found.is_clean();
    made["entries"] = found.entries;
    made["head"] = found.head;
    made["altered"] = found.altered ? json(*found.altered) : json(nullptr);
    made["expected_at"] = found.expected_at ? json(*found.expected_at) : json(nullptr);
    made["judged_otherwise"] = found.judged_otherwise;
    made["problems"] = json::array();
    for (const bilingual& each : found.problems) {
        made["problems"].push_back({{"en", each.en}, {"zh", each.zh}});
    }
    return document(made);
}

/// A row for each problem, and one without where there is none.
table verification_table(const verification& found, language which) {
    table list;
    list.headings = {"clean", "entries", "head", "altered", "expected_at", "problem"};
    const auto add = [&](const std::string& problem) {
        list.rows.push_back({found.is_clean() ? "true" : "false",
                             std::to_string(found.entries),
                             found.head,
                             found.altered ? std::to_string(*found.altered) : "",
                             found.expected_at ? std::to_string(*found.expected_at) : "",
                             problem});
    };
    for (const bilingual& each : found.problems) {
        add(each.in(which));
    }
    if (found.is_clean()) add("");
    return list;
}

std::string verification_text(const verification& found, language which) {
    std::string text;
    if (found.altered) {
        text += say(which, "ALTERED from entry ", "自记录 ") + std::to_string(*found.altered) +
                say(which, " on\n", " 起已被改动\n");
    }
    for (const bilingual& each : found.problems) {
        text += escaped(each.in(which)) + "\n";
    }
    if (found.is_clean()) {
        text += std::to_string(found.entries) +
                say(which,
                    found.entries == 1 ? " entry, as it was recorded; the file is whole\n"
                                       : " entries, each as it was recorded; the file is whole\n",
                    " 条记录均与记录时一致；文件完整\n");
    }
    if (found.expected_at) {
        text += say(which, "the digest that was noted is that of entry ", "所记校验码为记录 ") +
                std::to_string(*found.expected_at) + say(which, "\n", " 的校验码\n");
    }
    if (!found.head.empty()) text += say(which, "head ", "末条校验码 ") + found.head + "\n";
    return text;
}

exit_code run_verify(const options& asked) {
    const tracker of = open_to_look(asked.file);
    const counting shown{asked.speech};
    const verification found = of.verify(asked.expected, shown.teller());
    switch (asked.format) {
    case output_format::json:
    case output_format::jsonl: print(verification_document(found)); break;
    case output_format::csv: print(as_csv(verification_table(found, asked.speech))); break;
    case output_format::text:
    case output_format::markdown: print(verification_text(found, asked.speech)); break;
    }
    return found.is_clean() ? exit_code::agrees : exit_code::disagrees;
}

}  // namespace

void add_track_file(command& to) {
    command made = to.add_command("init", "Make a new tracker, for its owner alone");
    const auto fresh = std::make_shared<track_options>();
    add_tracker(made, *fresh);
    made.does([fresh] { return run_init(*fresh); });

    command written =
        to.add_command("export", "Write what is known, or was known, as a report folder");
    const auto exported = std::make_shared<options>();
    add_tracker(written, *exported);
    written.add_option("DIR", exported->to, "A new folder, or an empty one").required();
    add_as_of(written, *exported);
    written.does([exported] { return run_export(*exported); });

    command copied = to.add_command("backup", "Copy the tracker into a new file, as it is now");
    const auto backup = std::make_shared<options>();
    add_tracker(copied, *backup);
    copied.add_option("FILE", backup->to, "The name of a new file").required();
    copied.does([backup] { return run_backup(*backup); });

    command verified = to.add_command("verify", "Say whether anything in the tracker was altered");
    const auto checked = std::make_shared<options>();
    add_tracker(verified, *checked);
    verified
        .add_option(
            "--expect",
            [checked](const std::string& digest) {
                // A script's empty variable is not a digest that agrees.
                if (digest.empty()) {
                    throw usage_error("--expect: is blank: expected 64 hexadecimal letters",
                                      "--expect：为空：应为64位十六进制字符");
                }
                checked->expected = digest;
            },
            "A head digest that was noted earlier")
        .shown_as("DIGEST");
    verified.does([checked] { return run_verify(*checked); });
}

}  // namespace crossfoot::program
