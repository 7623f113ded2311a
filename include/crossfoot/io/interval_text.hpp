#pragma once

#include <crossfoot/number/bilingual.hpp>
#include <crossfoot/number/interval.hpp>

#include <string>

namespace crossfoot {

/// How the numbers of an interval are shown.
enum class number_style {
    plain,    ///< 0.945
    percent,  ///< 94.5%
};

/// The numbers of an interval, exactly: one number alone, else both ends as in mathematics.
///
///     to_string(interval::exactly(248))        == "248"
///     to_string(interval::closed(1180, 1204))  == "[1180, 1204]"
///     to_string(interval::open(600, 700))      == "(600, 700)"
///     to_string(interval::at_least(12))        == "[12, ∞)"
[[nodiscard]] std::string to_string(const interval& values);

/// The same in words, as part of a sentence.
///
///     in_words(interval::exactly(1), language::en)       == "exactly 1"
///     in_words(interval::closed(260, 262), language::en) == "from 260 to 262"
///     in_words(interval::at_least(12), language::zh)     == "不少于 12"
[[nodiscard]] std::string in_words(const interval& values,
                                   language which,
                                   number_style style = number_style::plain);

/// A run of whole numbers in words: "248", "247 to 249", "260 or more".
[[nodiscard]] std::string in_words(const integer_range& range, language which);

/// A number rounded half up to `decimals` digits; in full where it ends before.
///
///     shown(rational{248, 261}, number_style::percent, 2) == "95.02%"
///     shown(rational{1, 2}, number_style::percent, 2)     == "50%"
[[nodiscard]] std::string shown(const rational& value, number_style style, int decimals);

/// An interval with its ends rounded outwards to `decimals` digits: "[182.92, 195.13)".
[[nodiscard]] std::string shown(const interval& values, number_style style, int decimals);

/// A number rounded for show beside the values that are admitted for it: with two decimals, or as
/// many more as it takes to be admitted or not like the number itself. So 94.4999…%, which is not
/// 95%, is never shown as the 94.50% that would be.
[[nodiscard]] std::string shown_beside(const interval& admitted,
                                       const rational& value,
                                       number_style style);

}  // namespace crossfoot
