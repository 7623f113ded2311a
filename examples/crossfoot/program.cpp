#include "program.hpp"

#include <cstdlib>
#include <unistd.h>

namespace crossfoot::program {

language language_of_environment() {
    for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* const value = std::getenv(name);
        if (value == nullptr || *value == '\0') {
            continue;
        }
        return std::string_view{value}.starts_with("zh") ? language::zh : language::en;
    }
    return language::en;
}

void print(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!written || std::fflush(stdout) != 0) {
        throw error{error_code::file_unwritable,
                    "",
                    {"standard output cannot be written: the disk is full or the pipe was closed",
                     "无法写入标准输出：磁盘已满或管道已关闭"}};
    }
}

void complain(std::string_view line) {
    const std::string text = escaped(line) + "\n";
    // Where standard error is refused too there is nobody left to tell.
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

void complain(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& each : lines) {
        text += escaped(each) + "\n";
    }
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

bool wants_colours() {
    const char* const none = std::getenv("NO_COLOR");
    const char* const terminal = std::getenv("TERM");
    const bool refused = none != nullptr && *none != '\0';
    const bool dumb = terminal == nullptr || std::string_view{terminal} == "dumb";
    return !refused && !dumb && isatty(STDOUT_FILENO) == 1;
}

error usage_error(std::string_view en, std::string_view zh) {
    return {error_code::invalid_input, "", {std::string{en}, std::string{zh}}};
}

error unknown_word(std::string_view option,
                   std::string_view word,
                   const std::vector<std::string>& expected) {
    std::string list;
    for (const std::string& each : expected) {
        list += (list.empty() ? "" : ", ") + each;
    }
    const std::string name{option};
    const std::string found{word};
    return usage_error(name + ": \"" + found + "\" is none of " + list,
                       name + "：“" + found + "”不在可选之列：" + list);
}

day day_asked(std::string_view option, const std::string& text) {
    if (const std::optional<day> when = parse_day(text)) return *when;
    const std::string name{option};
    throw usage_error(name + ": \"" + text + "\" is no day: expected one such as 2016-12-31",
                      name + "：“" + text + "”不是日期：应如 2016-12-31");
}

period period_asked(std::string_view option, const std::string& text) {
    if (const std::optional<period> when = period::parse(text)) return *when;
    const std::string name{option};
    throw usage_error(
        name + ": \"" + text + "\" is no period: expected one such as 2016, 2016-Q1 or 2016-12",
        name + "：“" + text + "”不是报告期：应如 2016、2016-Q1 或 2016-12");
}

void add_language(command& of, language& to) {
    to = language_of_environment();
    const std::vector<std::pair<std::string, language>> names{{"en", language::en},
                                                              {"zh", language::zh}};
    add_choice(of, "--lang", to, names, "en or zh (default: as the locale has it)")
        .shown_as("LANGUAGE");
}

void add_format(command& of,
                output_format& to,
                const std::vector<std::pair<std::string, output_format>>& forms) {
    std::string names;
    for (const auto& [name, form] : forms) {
        names += names.empty() ? name : ", " + name;
    }
    add_choice(of, "--format", to, forms, names + " (default: text)").shown_as("FORM");
}

}  // namespace crossfoot::program
