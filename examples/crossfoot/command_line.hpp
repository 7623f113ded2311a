#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

/// The words that the program takes, over CLI11, which command_line.cpp alone includes: it takes
/// longer to compile than all that the program does itself.
namespace crossfoot::program {

/// What the program ends with.
enum class exit_code {
    agrees = 0,     ///< nothing at or above --fail-on fails
    disagrees = 1,  ///< something does
    bad_input = 2,  ///< wrong usage or input
    refused = 3,    ///< the machine refused
};

/// A word or an option that was added to a command.
class added_option {
  public:
    explicit added_option(CLI::Option& what) : what_{&what} {}

    /// It may not be left out.
    added_option& required(bool is_so = true);
    /// What the help shows in place of the value.
    added_option& shown_as(const std::string& value);
    /// An empty value is refused: somebody's variable was not set.
    added_option& says_something();
    /// How many words it takes, at one place of the command line.
    added_option& takes(int least, int most);
    /// It may stand there several times, each time with one value: a path may follow it.
    added_option& may_be_repeated();

  private:
    CLI::Option* what_;
};

/// A command of the program, or the program itself. Names that begin with a dash are options,
/// others words in their place. What values go to must outlive the parsing.
class command {
  public:
    command(CLI::App& app, exit_code& ends_with) : app_{&app}, ends_with_{&ends_with} {}

    /// Adds a command of this one.
    [[nodiscard]] command add_command(const std::string& name, const std::string& says);
    /// One of its commands has to be named.
    void require_command();

    added_option add_option(const std::string& name, std::string& to, const std::string& says);
    added_option add_option(const std::string& name,
                            std::vector<std::string>& to,
                            const std::string& says);
    added_option add_option(const std::string& name, unsigned& to, const std::string& says);
    /// `take` is given the value; what it throws ends the program.
    added_option add_option(const std::string& name,
                            std::function<void(const std::string&)> take,
                            const std::string& says);
    void add_flag(const std::string& name, bool& to, const std::string& says);

    /// What is done where the command is named.
    void does(std::function<exit_code()> work);

  private:
    CLI::App* app_;
    exit_code* ends_with_;
};

/// Adds the program's commands with `add_commands`, reads the command line, and does what it says.
/// Throws `error` where a command or the value of an option is not known.
[[nodiscard]] exit_code run_command_line(int argc,
                                         char** argv,
                                         const std::function<void(command&)>& add_commands);

}  // namespace crossfoot::program
