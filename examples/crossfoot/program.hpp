#pragma once

#include <crossfoot/crossfoot.hpp>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <string_view>
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

/// Whether standard output is a terminal that wants colours.
[[nodiscard]] bool wants_colours();

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
void add_rate(CLI::App& app, exit_code& ends_with);
void add_rollup(CLI::App& app, exit_code& ends_with);
void add_list(CLI::App& app, exit_code& ends_with);
void add_explain(CLI::App& app, exit_code& ends_with);
void add_init(CLI::App& app, exit_code& ends_with);

}  // namespace crossfoot::program
