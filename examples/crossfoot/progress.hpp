#pragma once

#include <crossfoot/crossfoot.hpp>

#include <cstddef>
#include <functional>

namespace crossfoot::program {

/// While it is there, work on a large report says on standard error, if that is a terminal, how far
/// it has come once it takes more than a second, and stops when somebody presses Ctrl-C or asks the
/// process to end; a second time ends the program at once.
class following {
  public:
    /// Sets `on_progress` and `stop`.
    following(check_options& work, language speech);
    /// Takes the last line off the terminal.
    ~following();
    following(const following&) = delete;
    following& operator=(const following&) = delete;
};

/// The signal that asked work to stop last; SIGINT where none did.
[[nodiscard]] int signal_that_stopped() noexcept;

/// The same for work that counts what it has done.
class counting {
  public:
    explicit counting(language speech) : speech_{speech} {}
    /// Takes the last line off the terminal.
    ~counting();
    counting(const counting&) = delete;
    counting& operator=(const counting&) = delete;

    /// To be called with how much is done, and how much there is in all.
    [[nodiscard]] std::function<void(std::size_t, std::size_t)> teller() const;

  private:
    language speech_;
};

}  // namespace crossfoot::program
