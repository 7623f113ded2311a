#pragma once

#include <crossfoot/number/exact.hpp>
#include <crossfoot/number/interval.hpp>

#include <string>

namespace crossfoot {

/// How a figure was written, which decides what it leaves possible.
enum class figure_form {
    exact,     ///< 261
    rounded,   ///< 10.2万, 95%
    more,      ///< 600余, 1万6千多: more than written, by less than one unit of its last digit
    nearly,    ///< 近3000
    about,     ///< 约3000, 3000左右
    under,     ///< 不足100, <5
    over,      ///< 超过98%, 200以上, 600+, ≥600
    range,     ///< 3-5
    several,   ///< 几十
    fraction,  ///< 三分之一, 1/3
};

/// A number as somebody reported it: its text, its nominal value, and the true values that would
/// honestly be reported so (before any domain: a count is not yet known to be whole here).
///
///     figure::exactly(261).text()   == "261"
///     figure::exactly(261).values() == interval::exactly(261)
class figure {
  public:
    /// A count known exactly; its text is its decimal digits.
    static figure exactly(const integer& value);
    /// A figure from its parts, as a reader found them. `nominal` is the number written, before any
    /// word around it; for a range, the middle.
    figure(std::string text, rational nominal, interval values, figure_form form);

    /// The text as it was reported, without the blanks around it.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    /// The number that stands there, scale applied: 102000 for 10.2万, 0.95 for 95%.
    [[nodiscard]] const rational& nominal() const noexcept { return nominal_; }
    /// The true values that would be reported so.
    [[nodiscard]] const interval& values() const noexcept { return values_; }
    /// How it was written.
    [[nodiscard]] figure_form form() const noexcept { return form_; }

    friend bool operator==(const figure&, const figure&) = default;

  private:
    std::string text_;
    rational nominal_;
    interval values_;
    figure_form form_;
};

/// How far a text got towards being a figure.
enum class reading_state {
    complete,    ///< a figure
    incomplete,  ///< the beginning of one, as while typing: "10."
    invalid,     ///< nothing that could become one
};

}  // namespace crossfoot
