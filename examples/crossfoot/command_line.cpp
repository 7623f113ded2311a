#include "command_line.hpp"

#include "program.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

namespace crossfoot::program {

namespace {

constexpr const char* no_value = "expected a value, and none is there";

/// What is wrong with a command line, in Chinese where there are words for it.
std::string in_chinese(const std::string& said) {
    constexpr std::string_view required = " is required";
    if (said == "A subcommand is required") return "请指定子命令";
    if (const std::size_t at = said.find(no_value); at != std::string::npos) {
        return said.substr(0, at) + "应给出值，当前为空";
    }
    if (said.ends_with(required)) return "缺少 " + said.substr(0, said.size() - required.size());
    for (const std::string_view begin : {"The following argument was not expected: ",
                                         "The following arguments were not expected: "}) {
        if (said.starts_with(begin)) return "无法识别的参数：" + said.substr(begin.size());
    }
    return said;
}

/// The command that was named, as far as there is one: "crossfoot track submit".
std::string named_command(const CLI::App& app) {
    std::string name = app.get_name();
    for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
        at = at->get_subcommands().front();
        name += " " + at->get_name();
    }
    return name;
}

/// The language that the command line asks for, although it could not be read.
language language_of(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view word{argv[i]};
        const std::string_view next{i + 1 < argc ? argv[i + 1] : ""};
        for (const auto& [name, which] : {std::pair{"zh", language::zh}, {"en", language::en}}) {
            if ((word == "--lang" && next == name) || word == std::string{"--lang="} + name) {
                return which;
            }
        }
    }
    return language_of_environment();
}

/// Help and version are answers; anything else that the command line says wrongly is an error.
exit_code answer(const CLI::App& app, const CLI::ParseError& asked, language speech) {
    if (asked.get_name() == "CallForVersion") {
        print("crossfoot " CROSSFOOT_VERSION "\n");
        return exit_code::agrees;
    }
    if (asked.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        print(app.help());
        return exit_code::agrees;
    }
    const bool english = speech == language::en;
    complain("crossfoot: " + (english ? std::string{asked.what()} : in_chinese(asked.what())));
    const std::string help = named_command(app) + " --help";
    complain(english ? help + " says what there is" : "用法见 " + help);
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
        throw unknown_word(app.get_name(), argv[1], commands);
    }
    const CLI::App* const named = app.get_subcommand(argv[1]);
    if (!named->get_subcommands({}).empty()) {
        expect_a_command(*named, argc - 1, argv + 1);
    }
}

}  // namespace

added_option& added_option::required(bool is_so) {
    what_->required(is_so);
    return *this;
}

added_option& added_option::shown_as(const std::string& value) {
    what_->option_text(what_->get_required() ? value + " REQUIRED" : value);
    return *this;
}

added_option& added_option::says_something() {
    what_->check(
        [](const std::string& value) { return std::string{value.empty() ? no_value : ""}; });
    return *this;
}

added_option& added_option::takes(int least, int most) {
    what_->expected(least, most);
    return *this;
}

added_option& added_option::may_be_repeated() {
    what_->expected(1)->take_all();
    return *this;
}

command command::add_command(const std::string& name, const std::string& says) {
    return {*app_->add_subcommand(name, says), *ends_with_};
}

void command::require_command() {
    app_->require_subcommand(1);
}

added_option command::add_option(const std::string& name,
                                 std::string& to,
                                 const std::string& says) {
    return added_option{*app_->add_option(name, to, says)};
}

added_option command::add_option(const std::string& name,
                                 std::vector<std::string>& to,
                                 const std::string& says) {
    return added_option{*app_->add_option(name, to, says)};
}

added_option command::add_option(const std::string& name, unsigned& to, const std::string& says) {
    return added_option{*app_->add_option(name, to, says)};
}

added_option command::add_option(const std::string& name,
                                 std::function<void(const std::string&)> take,
                                 const std::string& says) {
    return added_option{*app_->add_option_function<std::string>(name, std::move(take), says)};
}

void command::add_flag(const std::string& name, bool& to, const std::string& says) {
    app_->add_flag(name, to, says);
}

void command::does(std::function<exit_code()> work) {
    app_->callback([work = std::move(work), to = ends_with_] { *to = work(); });
}

exit_code run_command_line(int argc,
                           char** argv,
                           const std::function<void(command&)>& add_commands) {
    exit_code ends_with = exit_code::agrees;
    CLI::App app{"crossfoot checks whether reported statistics agree", "crossfoot"};
    app.set_version_flag("--version", "crossfoot " CROSSFOOT_VERSION);
    command root{app, ends_with};
    root.require_command();
    add_commands(root);
    expect_a_command(app, argc, argv);
    try {
        app.parse(argc, argv);
        return ends_with;
    } catch (const CLI::ParseError& asked) {
        return answer(app, asked, language_of(argc, argv));
    }
}

}  // namespace crossfoot::program
