#pragma once

#include <crossfoot/crossfoot.hpp>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the subcommands share: where they write, in which language, and how they end.
namespace crossfoot::program {

/// What the program ends with.
enum class exit_code {
    agrees = 0,     ///< nothing at or above --fail-on fails
    disagrees = 1,  ///< something does
    bad_input = 2,  ///< wrong usage or input
    refused = 3,    ///< the machine refused
};

/// The form of an output.
enum class output_format { text, json, jsonl, csv, markdown };

/// The language that the environment asks for: LC_ALL, else LC_MESSAGES, else LANG.
[[nodiscard]] language language_of_environment();

/// Writes to standard output. Throws `error` (file_unwritable) where that is refused.
void print(std::string_view text);

/// Writes a line to standard error, made fit to be shown.
void complain(std::string_view line);
/// The same of many lines, at once.
void complain(const std::vector<std::string>& lines);

/// Whether standard output is a terminal that wants colours.
[[nodiscard]] bool wants_colours();

/// Adds an option that takes one of a few words; another word is wrong usage, and told which there
/// are. `to` must outlive the parsing.
template <typename T>
CLI::Option* add_choice(CLI::App& command,
                        const std::string& name,
                        T& to,
                        std::vector<std::pair<std::string, T>> choices,
                        const std::string& says);

/// Wrong usage: the program ends with bad_input.
[[nodiscard]] error usage_error(std::string_view en, std::string_view zh);

/// Adds `--lang en|zh`.
void add_language(CLI::App& command, language& to);

/// Adds `--format`, one of the forms named.
void add_format(CLI::App& command,
                output_format& to,
                const std::vector<std::pair<std::string, output_format>>& forms);

/// Each adds one subcommand; `ends_with` is set when it has run.
void add_check(CLI::App& app, exit_code& ends_with);
void add_answer(CLI::App& app, exit_code& ends_with);
void add_completeness(CLI::App& app, exit_code& ends_with);
void add_rate(CLI::App& app, exit_code& ends_with);
void add_eval(CLI::App& app, exit_code& ends_with);
void add_rollup(CLI::App& app, exit_code& ends_with);
void add_register(CLI::App& app, exit_code& ends_with);
void add_tiers(CLI::App& app, exit_code& ends_with);
void add_places(CLI::App& app, exit_code& ends_with);
void add_list(CLI::App& app, exit_code& ends_with);
void add_explain(CLI::App& app, exit_code& ends_with);
void add_init(CLI::App& app, exit_code& ends_with);

/// Wrong usage: a word that is none of those expected.
[[nodiscard]] error unknown_word(std::string_view option,
                                 std::string_view word,
                                 const std::vector<std::string>& expected);

template <typename T>
CLI::Option* add_choice(CLI::App& command,
                        const std::string& name,
                        T& to,
                        std::vector<std::pair<std::string, T>> choices,
                        const std::string& says) {
    return command.add_option_function<std::string>(
        name,
        [name, &to, choices = std::move(choices)](const std::string& word) {
            std::vector<std::string> expected;
            for (const auto& [known, value] : choices) {
                if (word == known) {
                    to = value;
                    return;
                }
                expected.push_back(known);
            }
            throw unknown_word(name, word, expected);
        },
        says);
}

}  // namespace crossfoot::program
