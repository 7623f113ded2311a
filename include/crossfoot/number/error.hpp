#pragma once

#include <crossfoot/number/bilingual.hpp>

#include <stdexcept>
#include <string>
#include <utility>

/// States what the calling program must have made true. Stops a debug build; costs nothing in
/// others.
#ifdef NDEBUG
#    define CROSSFOOT_EXPECTS(condition) static_cast<void>(sizeof(!(condition)))
#else
#    define CROSSFOOT_EXPECTS(condition)    \
        ((condition) ? static_cast<void>(0) \
                     : ::crossfoot::detail::broken_expectation(#condition, __FILE__, __LINE__))
#endif

namespace crossfoot {

namespace detail {
[[noreturn]] void broken_expectation(const char* condition, const char* file, int line);
}  // namespace detail

/// Why there is no answer. The names are stable: they are printed, and listed in docs/errors.md.
enum class error_code {
    divided_by_zero,  ///< a rate of a total that is zero
    unknown_code,     ///< a place, indicator, item or level that the codebook or places do not have
    not_a_period,     ///< a text that names no reporting period
    not_reported,     ///< a figure was asked for that nobody reported
    invalid_input,    ///< a file or folder that could not be read as a report; see its diagnostics
    outside_domain,   ///< a figure that its indicator cannot have, such as half a unit
    duplicate_cell,   ///< the same cell twice from one source
    file_unreadable,  ///< the machine refused to read a file
    file_unwritable,  ///< the machine refused to write a file
    too_large,        ///< more places, series or observations than a dataset can hold
    interrupted,      ///< somebody asked to stop
    not_a_tracker,    ///< a file that is no tracker
    newer_tracker,    ///< a tracker that a newer crossfoot made
    damaged_tracker,  ///< a tracker that is not whole
    tracker_refused,  ///< the machine refused to read or write a tracker, or others hold it
    report_locked,    ///< a report that its state keeps from what was asked
};

/// The stable name of a code, such as "divided_by_zero".
[[nodiscard]] const char* name_of(error_code code) noexcept;

/// The one type that this library throws: there is no answer, or the machine refused.
/// `where()` names the place, cell or file it happened at; `what()` is the English message.
class error : public std::runtime_error {
  public:
    /// `where` may be empty; it then does not begin `what()`.
    error(error_code code, std::string where, bilingual message)
        : std::runtime_error{where.empty() ? message.en : where + ": " + message.en},
          code_{code},
          where_{std::move(where)},
          message_{std::move(message)} {}
    // Out of line, so that the class has one home for its table of virtual functions.
    ~error() override;
    error(const error&) = default;
    error& operator=(const error&) = default;
    error(error&&) = default;
    error& operator=(error&&) = default;

    /// Why there is no answer.
    [[nodiscard]] error_code code() const noexcept { return code_; }
    /// The place, cell, or file and line; may be empty.
    [[nodiscard]] const std::string& where() const noexcept { return where_; }
    /// What happened, without where.
    [[nodiscard]] const bilingual& message() const noexcept { return message_; }

  private:
    error_code code_;
    std::string where_;
    bilingual message_;
};

}  // namespace crossfoot
