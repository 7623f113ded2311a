#pragma once

#include <crossfoot/crossfoot.hpp>

#include "command_line.hpp"

#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the subcommands share: where they write, in which language, and how they end.
namespace crossfoot::program {

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
added_option add_choice(command& of,
                        const std::string& name,
                        T& to,
                        std::vector<std::pair<std::string, T>> choices,
                        const std::string& says);

/// Wrong usage: the program ends with bad_input.
[[nodiscard]] error usage_error(std::string_view en, std::string_view zh);

/// The day that an option names. Throws `usage_error` where it is none.
[[nodiscard]] day day_asked(std::string_view option, const std::string& text);
/// The period that an option names. Throws `usage_error` where it is none.
[[nodiscard]] period period_asked(std::string_view option, const std::string& text);

/// Adds `--lang en|zh`.
void add_language(command& of, language& to);

/// Adds `--format`, one of the forms named.
void add_format(command& of,
                output_format& to,
                const std::vector<std::pair<std::string, output_format>>& forms);

/// Each adds one command to the program.
void add_check(command& to);
void add_answer(command& to);
void add_completeness(command& to);
void add_rate(command& to);
void add_eval(command& to);
void add_rollup(command& to);
void add_register(command& to);
void add_tiers(command& to);
void add_places(command& to);
void add_list(command& to);
void add_explain(command& to);
void add_init(command& to);
void add_track(command& to);

/// Wrong usage: a word that is none of those expected.
[[nodiscard]] error unknown_word(std::string_view option,
                                 std::string_view word,
                                 const std::vector<std::string>& expected);

template <typename T>
added_option add_choice(command& of,
                        const std::string& name,
                        T& to,
                        std::vector<std::pair<std::string, T>> choices,
                        const std::string& says) {
    return of.add_option(
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
