#pragma once

#include <crossfoot/crossfoot.hpp>

namespace crossfoot::program {

/// While it is there, work on a large report says on standard error, if that is a terminal, how far
/// it has come once it takes more than a second, and stops when somebody presses Ctrl-C; a second
/// time ends the program at once.
class following {
  public:
    /// Sets `on_progress` and `stop`.
    following(check_options& work, language speech);
    /// Takes the last line off the terminal.
    ~following();
    following(const following&) = delete;
    following& operator=(const following&) = delete;
};

}  // namespace crossfoot::program
