#include "program.hpp"
#include "progress.hpp"

#include <csignal>
#include <exception>

namespace {

using namespace crossfoot;
using program::exit_code;

void add_commands(program::command& to) {
    program::add_check(to);
    program::add_answer(to);
    program::add_completeness(to);
    program::add_rate(to);
    program::add_eval(to);
    program::add_rollup(to);
    program::add_register(to);
    program::add_tiers(to);
    program::add_places(to);
    program::add_list(to);
    program::add_explain(to);
    program::add_init(to);
    program::add_track(to);
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
    switch (problem.code()) {
    case error_code::file_unreadable:
    case error_code::file_unwritable:
    case error_code::not_a_tracker:
    case error_code::newer_tracker:
    case error_code::damaged_tracker:
    case error_code::tracker_refused: return exit_code::refused;
    case error_code::divided_by_zero:
    case error_code::unknown_code:
    case error_code::not_a_period:
    case error_code::not_reported:
    case error_code::invalid_input:
    case error_code::outside_domain:
    case error_code::duplicate_cell:
    case error_code::too_large:
    case error_code::interrupted:
    case error_code::report_locked: break;
    }
    return exit_code::bad_input;
}

}  // namespace

int main(int argc, char** argv) {
    // A closed pipe is told as an error, not with a signal.
    std::signal(SIGPIPE, SIG_IGN);
    // So is a limit on the size of files: what was begun is taken back then.
    std::signal(SIGXFSZ, SIG_IGN);
    exit_code ends_with = exit_code::refused;
    try {
        ends_with = program::run_command_line(argc, argv, add_commands);
    } catch (const error& problem) {
        if (problem.code() == error_code::interrupted) {
            // Whoever waits for this process is to see what it ended by.
            const int by = program::signal_that_stopped();
            std::signal(by, SIG_DFL);
            static_cast<void>(std::raise(by));
        }
        ends_with = told(problem, language_of(argc, argv));
    } catch (const std::exception& problem) {
        program::complain(std::string{"crossfoot: "} + problem.what());
    }
    return static_cast<int>(ends_with);
}
