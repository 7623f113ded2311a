#pragma once

#include <crossfoot/crossfoot.hpp>

namespace crossfoot::program {

/// Has a check say on standard error, if that is a terminal, how far it has come once it takes more
/// than a second, and stop when somebody presses Ctrl-C; a second time ends the program at once.
void follow(check_options& check, language speech);

/// Takes the last line of that off the terminal.
void stop_following();

}  // namespace crossfoot::program
