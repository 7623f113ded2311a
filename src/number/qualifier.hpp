#pragma once

#include "figure_text.hpp"

#include <optional>

namespace crossfoot::detail {

/// What a word before or behind a number says about it.
enum class qualifier {
    none,
    more,          ///< 余, 多
    nearly,        ///< 近
    about,         ///< 约, 左右
    under,         ///< 不足
    at_most,       ///< 至多
    over,          ///< 超过
    at_least,      ///< 至少
    own_at_most,   ///< 以下: the convention says whether the number itself is meant too
    own_at_least,  ///< 以上: likewise
};

/// Takes the longest word that may stand before a number, such as 不超过.
qualifier take_word_before(text_cursor& text);

/// Takes the longest word that may stand behind a number, such as 左右.
qualifier take_word_behind(text_cursor& text);

/// What two words say together, as in 约600余 or 至少600以上; no value where they contradict.
std::optional<qualifier> both(qualifier a, qualifier b);

}  // namespace crossfoot::detail
