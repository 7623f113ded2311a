#include "inputs.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <numeric>

namespace crossfoot::program {

namespace {

namespace fs = std::filesystem;

constexpr const char* file_name = "explanations.csv";

struct options {
    std::string folder;
    std::string key;
    std::string office;
    std::string text;
    std::string date;
    language speech = language::en;
};

day day_of(const options& asked) {
    if (asked.date.empty()) {
        return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    }
    return day_asked("--date", asked.date);
}

/// How many characters have to be put in, taken out or replaced to make one text of the other.
std::size_t edits_between(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, diagonal + 1, replaced});
        }
    }
    return row.back();
}

/// The key that was probably meant among those that can be answered.
std::string nearest_key(const std::string& key, const check_report& found, const dataset& data) {
    constexpr std::size_t longest = 500;
    std::string best;
    std::size_t least = static_cast<std::size_t>(-1);
    for (const finding& each : found.findings) {
        const rule& which = found.rules[each.rule];
        if (each.result != verdict::fails || which.weight == severity::error ||
            key.size() > longest) {
            continue;
        }
        const std::string candidate = key_of(which, each.where, data);
        const std::size_t edits = edits_between(key, candidate);
        if (edits < least) {
            least = edits;
            best = candidate;
        }
    }
    return best;
}

const finding& finding_of(const options& asked, const check_report& found, const dataset& data) {
    for (const finding& each : found.findings) {
        if (each.result == verdict::fails &&
            key_of(found.rules[each.rule], each.where, data) == asked.key) {
            return each;
        }
    }
    const std::string nearest = nearest_key(asked.key, found, data);
    const std::string en =
        nearest.empty() ? "there is none that could be answered" : "did you mean " + nearest + "?";
    const std::string zh =
        nearest.empty() ? "目前没有可说明的审核结果" : "是否为 " + nearest + "？";
    throw usage_error("\"" + asked.key + "\" is no finding that fails: " + en,
                      "“" + asked.key + "”不是不符的审核结果：" + zh);
}

error unwritable(const fs::path& file) {
    const std::string why = std::strerror(errno);
    return {error_code::file_unwritable,
            file.string(),
            {"cannot be written: " + why, "无法写入：" + why}};
}

std::string bytes_of(const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return {};
    }
    std::ifstream in{file, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (!in) {
        throw error{error_code::file_unreadable, file.string(), {"cannot be read", "无法读取"}};
    }
    return bytes;
}

/// Puts a whole file in the place of the one that is there, so that none is ever half-written.
void replace_file(const fs::path& file, const std::string& text) {
    // What a link points to is replaced, not the link.
    std::error_code not_there;
    const fs::path target = fs::canonical(file, not_there);
    const fs::path& to = not_there ? file : target;
    fs::path beside = to;
    beside += ".new";
    std::FILE* const opened = std::fopen(beside.c_str(), "wb");
    if (opened == nullptr) {
        throw unwritable(beside);
    }
    const bool written = std::fwrite(text.data(), 1, text.size(), opened) == text.size();
    const bool closed = std::fclose(opened) == 0;
    if (!written || !closed || std::rename(beside.c_str(), to.c_str()) != 0) {
        const error why = unwritable(file);
        static_cast<void>(std::remove(beside.c_str()));
        throw why;
    }
}

/// Adds the answer to the file; what would be refused when it is read is refused here.
void add_to(const fs::path& file, const finding_explanation& answer, language speech) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    std::vector<diagnostic> problems;
    static_cast<void>(read_explanations(with_explanation("", answer), "", problems));
    if (!problems.empty()) {
        throw usage_error(problems.front().message.en, problems.front().message.zh);
    }
    const std::string bytes = bytes_of(file);
    const bool has_mark = bytes.starts_with(byte_order_mark);
    const std::optional<decoded_text> before = decode(bytes, file_name, problems);
    const std::string text = with_explanation(before ? before->text : "", answer);
    if (before && before->encoding != text_encoding::utf8) {
        complain(speech == language::en ? std::string{file_name} + ": is UTF-8 from now on"
                                        : std::string{file_name} + "：此后改为 UTF-8 编码");
    }
    const bool needs_mark = has_mark || (before && before->encoding != text_encoding::utf8);
    replace_file(file, (needs_mark ? std::string{byte_order_mark} : std::string{}) + text);
}

exit_code run(const options& asked) {
    const std::string& folder = asked.folder;
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored)) {
        throw usage_error("\"" + folder + "\" is no report folder: an answer is kept in one",
                          "“" + folder + "”不是报表文件夹：说明保存在报表文件夹中");
    }
    const report read = load(folder, {}, asked.speech);
    if (!read.diagnostics.empty()) {
        return exit_code::bad_input;
    }
    const check_report found = read.units ? check(read.data, *read.units) : check(read.data);
    const finding& what = finding_of(asked, found, read.data);
    const finding_explanation answer{asked.key,
                                     asked.office,
                                     day_of(asked),
                                     asked.text,
                                     fingerprint_of(what, found, read.data),
                                     {}};
    const fs::path file = fs::path{folder} / file_name;
    add_to(file, answer, asked.speech);
    const std::string shown = escaped(file.string());
    const std::string key = escaped(asked.key);
    print(asked.speech == language::en
              ? shown + ": " + key + " is answered for figures " + *answer.figures + "\n"
              : shown + "：" + key + " 已说明，数值指纹 " + *answer.figures + "\n");
    if (found.rules[what.rule].weight == severity::error) {
        complain(asked.speech == language::en
                     ? "it is an error: it blocks until its figures are corrected"
                     : "该项为强制性审核：数值更正前仍不能通过");
    }
    return exit_code::agrees;
}

}  // namespace

void add_answer(command& to) {
    command added = to.add_command("answer", "Answer a finding: why its figures are right");
    const auto asked = std::make_shared<options>();
    added.add_option("DIR", asked->folder, "The report folder").required().shown_as("");
    added.add_option("KEY", asked->key, "The key of a finding that fails, as check shows it")
        .required()
        .shown_as("");
    added.add_option("--office", asked->office, "The office that answers, never a person")
        .required()
        .shown_as("OFFICE");
    added.add_option("--text", asked->text, "What explains the figures")
        .required()
        .shown_as("TEXT");
    added.add_option("--date", asked->date, "The day of the answer (default: today)")
        .shown_as("DAY");
    add_language(added, asked->speech);
    added.does([asked] { return run(*asked); });
}

}  // namespace crossfoot::program
