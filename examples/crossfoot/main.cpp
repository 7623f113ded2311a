#include "program.hpp"

#include <algorithm>
#include <csignal>
#include <exception>

namespace {

using namespace crossfoot;
using program::exit_code;

/// Help and version are answers; anything else that the command line says wrongly is an error.
exit_code answer(const CLI::App& app, const CLI::ParseError& asked) {
    if (asked.get_name() == "CallForVersion") {
        program::print("crossfoot " CROSSFOOT_VERSION "\n");
        return exit_code::agrees;
    }
    if (asked.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        program::print(app.help());
        return exit_code::agrees;
    }
    const bool english = program::language_of_environment() == language::en;
    program::complain(std::string{"crossfoot: "} + asked.what());
    program::complain(english ? "crossfoot --help says what there is" : "用法见 crossfoot --help");
    return exit_code::bad_input;
}

/// The first word names a command, unless it is an option.
void expect_a_command(const CLI::App& app, int argc, char** argv) {
    if (argc < 2 || std::string_view{argv[1]}.starts_with('-')) {
        return;
    }
    std::vector<std::string> commands;
    for (const CLI::App* const each : app.get_subcommands({})) {
        commands.push_back(each->get_name());
    }
    if (std::ranges::find(commands, argv[1]) == commands.end()) {
        throw program::unknown_word(app.get_name(), argv[1], commands);
    }
    const CLI::App* const command = app.get_subcommand(argv[1]);
    if (!command->get_subcommands({}).empty()) {
        expect_a_command(*command, argc - 1, argv + 1);
    }
}

exit_code run(int argc, char** argv) {
    exit_code ends_with = exit_code::agrees;
    CLI::App app{"crossfoot checks whether reported statistics agree", "crossfoot"};
    app.require_subcommand(1);
    app.set_version_flag("--version", "crossfoot " CROSSFOOT_VERSION);
    program::add_check(app, ends_with);
    program::add_answer(app, ends_with);
    program::add_completeness(app, ends_with);
    program::add_rate(app, ends_with);
    program::add_eval(app, ends_with);
    program::add_rollup(app, ends_with);
    program::add_register(app, ends_with);
    program::add_tiers(app, ends_with);
    program::add_places(app, ends_with);
    program::add_list(app, ends_with);
    program::add_explain(app, ends_with);
    program::add_init(app, ends_with);
    expect_a_command(app, argc, argv);
    try {
        app.parse(argc, argv);
        return ends_with;
    } catch (const CLI::ParseError& asked) {
        return answer(app, asked);
    }
}

/// The language of the last `--lang` on the command line: errors are told in it too.
language language_of(int argc, char** argv) {
    language spoken = program::language_of_environment();
    for (int i = 1; i < argc; ++i) {
        std::string_view word{argv[i]};
        if (word == "--lang" && i + 1 < argc) {
            word = argv[i + 1];
        } else if (word.starts_with("--lang=")) {
            word.remove_prefix(std::string_view{"--lang="}.size());
        } else {
            continue;
        }
        spoken = word == "zh" ? language::zh : language::en;
    }
    return spoken;
}

exit_code told(const error& problem, language which) {
    const std::string where = problem.where().empty() ? "" : problem.where() + ": ";
    program::complain("crossfoot: " + where + problem.message().in(which));
    const bool machine = problem.code() == error_code::file_unreadable ||
                         problem.code() == error_code::file_unwritable;
    return machine ? exit_code::refused : exit_code::bad_input;
}

}  // namespace

int main(int argc, char** argv) {
    // A closed pipe is told as an error, not with a signal.
    std::signal(SIGPIPE, SIG_IGN);
    exit_code ends_with = exit_code::refused;
    try {
        ends_with = run(argc, argv);
    } catch (const error& problem) {
        if (problem.code() == error_code::interrupted) {
            // Whoever waits for this process is to see what it ended by.
            std::signal(SIGINT, SIG_DFL);
            static_cast<void>(std::raise(SIGINT));
        }
        ends_with = told(problem, language_of(argc, argv));
    } catch (const std::exception& problem) {
        program::complain(std::string{"crossfoot: "} + problem.what());
    }
    return static_cast<int>(ends_with);
}
