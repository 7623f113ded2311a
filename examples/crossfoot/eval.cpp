#include <crossfoot/check/claim.hpp>
#include <crossfoot/io/interval_text.hpp>

#include "program.hpp"

#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

using json = nlohmann::ordered_json;

struct options {
    std::vector<std::string> claims;
    std::string file;
    output_format format = output_format::text;
    language speech = language::en;
};

/// Where a claim stands: in a file, by its line, or on the command line.
struct claim_line {
    std::string text;
    std::string file;
    std::size_t line = 0;

    [[nodiscard]] std::string where() const {
        return file.empty() ? "" : file + ":" + std::to_string(line) + ": ";
    }
};

std::string say(language speech, std::string_view en, std::string_view zh) {
    return std::string{speech == language::en ? en : zh};
}

std::string name_in(verdict which, language speech) {
    switch (which) {
    case verdict::holds: return say(speech, "holds", "相符");
    case verdict::possible: return say(speech, "possible", "可相符");
    case verdict::fails: return say(speech, "fails", "不符");
    case verdict::unknown: return say(speech, "cannot tell", "无法判定");
    }
    return {};
}

/// "95.02%" beside a percentage, else "1204" or "[1180, 1204]".
std::string value_text(const judged_claim& found, const std::string& claim) {
    constexpr int decimals = 4;
    const bool percent = claim.find('%') != std::string::npos ||
                         claim.find("％") != std::string::npos ||
                         claim.find("百分") != std::string::npos;
    const number_style style = percent ? number_style::percent : number_style::plain;
    const interval& computed = *found.computed;
    if (computed.is_exact() && found.reported) {
        return shown_beside(*found.reported, computed.lo().value, style);
    }
    return shown(computed, style, percent ? 2 : decimals);
}

/// "fails: 248/262 = 95% (it is 94.66%)".
std::string text_of(const claim_line& claim, const judged_claim& found, language speech) {
    std::string text = claim.where() + name_in(found.result, speech) + say(speech, ": ", "：") +
                       escaped(claim.text);
    if (found.computed) {
        const std::string value = value_text(found, claim.text);
        text += say(speech, "  (computed: " + value + ")", "（计算得 " + value + "）");
    } else if (found.result == verdict::fails || found.result == verdict::unknown) {
        text += say(speech, "  (a ratio to zero is no number)", "（分母为零，不成比率）");
    }
    return text + "\n";
}

json set_of(const std::optional<interval>& values) {
    if (!values) {
        return nullptr;
    }
    const auto end = [](const endpoint& each) {
        return each.is_finite() ? json(to_string(each.value)) : json(nullptr);
    };
    return {{"lo", end(values->lo())},
            {"hi", end(values->hi())},
            {"lo_closed", values->lo().is_closed()},
            {"hi_closed", values->hi().is_closed()}};
}

std::string json_of(const claim_line& claim, const judged_claim& found) {
    json entry;
    entry["claim"] = claim.text;
    entry["file"] = claim.file.empty() ? json(nullptr) : json(claim.file);
    entry["line"] = claim.line == 0 ? json(nullptr) : json(claim.line);
    entry["verdict"] = name_of(found.result);
    entry["reported"] = set_of(found.reported);
    entry["computed"] = set_of(found.computed);
    return entry.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

/// Position counted in characters, from 1.
std::size_t column_of(std::string_view text, std::size_t at) {
    std::size_t column = 1;
    for (std::size_t i = 0; i < at && i < text.size(); ++i) {
        column += (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U ? 1U : 0U;
    }
    return column;
}

exit_code judge_one(const claim_line& claim, const options& asked) {
    const auto judged = judge_claim(claim.text);
    if (const auto* const fault = std::get_if<expression_fault>(&judged)) {
        const std::string file =
            claim.file.empty() ? say(asked.speech, "claim", "算式") : claim.file;
        const std::string line = claim.file.empty() ? "" : ":" + std::to_string(claim.line);
        complain(file + line + ":" + std::to_string(column_of(claim.text, fault->at)) +
                 say(asked.speech, ": ", "：") + fault->message.in(asked.speech));
        return exit_code::bad_input;
    }
    const judged_claim& found = std::get<judged_claim>(judged);
    print(asked.format == output_format::text ? text_of(claim, found, asked.speech)
                                              : json_of(claim, found));
    return found.result == verdict::fails ? exit_code::disagrees : exit_code::agrees;
}

/// Blank lines and those that begin with # are passed over.
bool is_remark(std::string_view line) {
    const std::size_t first = line.find_first_not_of(" \t\r");
    return first == std::string_view::npos || line[first] == '#';
}

exit_code judge_lines(std::istream& in, const std::string& name, const options& asked) {
    exit_code worst = exit_code::agrees;
    claim_line claim{{}, name, 0};
    while (std::getline(in, claim.text)) {
        ++claim.line;
        if (!claim.text.empty() && claim.text.back() == '\r') {
            claim.text.pop_back();
        }
        if (claim.line == 1 && claim.text.starts_with("\xEF\xBB\xBF")) {
            claim.text.erase(0, 3);
        }
        if (!is_remark(claim.text)) {
            worst = std::max(worst, judge_one(claim, asked));
        }
    }
    return worst;
}

exit_code run(const options& asked) {
    const bool from_input =
        asked.file.empty() &&
        (asked.claims.empty() || (asked.claims.size() == 1 && asked.claims.front() == "-"));
    if (from_input) {
        return judge_lines(std::cin, "-", asked);
    }
    if (!asked.file.empty()) {
        if (!asked.claims.empty()) {
            throw usage_error("eval takes claims or --file, not both",
                              "eval 的算式与 --file 只能用其一");
        }
        std::ifstream in{asked.file, std::ios::binary};
        if (!in) {
            throw error{error_code::file_unreadable, asked.file, {"cannot be read", "无法读取"}};
        }
        return judge_lines(in, asked.file, asked);
    }
    exit_code worst = exit_code::agrees;
    for (const std::string& each : asked.claims) {
        worst = std::max(worst, judge_one({each, {}, 0}, asked));
    }
    return worst;
}

}  // namespace

void add_eval(command& to) {
    command added = to.add_command("eval", "Say whether claims such as \"248/261 = 95%\" are so");
    const auto asked = std::make_shared<options>();
    added
        .add_option("CLAIM",
                    asked->claims,
                    "A claim in quotation marks; none or -: one a line on standard input")
        .shown_as("...");
    added.add_option("--file", asked->file, "One claim a line from a file").shown_as("FILE");
    add_format(added,
               asked->format,
               {{"text", output_format::text},
                {"jsonl", output_format::jsonl},
                {"json", output_format::json}});
    add_language(added, asked->speech);
    added.does([asked] { return run(*asked); });
}

}  // namespace crossfoot::program
