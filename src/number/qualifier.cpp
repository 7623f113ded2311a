#include "qualifier.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace crossfoot::detail {

namespace {

struct qualifying_word {
    std::u32string_view word;
    qualifier meaning;
};

constexpr std::array words_before{
    qualifying_word{U"约", qualifier::about},
    qualifying_word{U"约为", qualifier::about},
    qualifying_word{U"约有", qualifier::about},
    qualifying_word{U"大约", qualifier::about},
    qualifying_word{U"大约为", qualifier::about},
    qualifying_word{U"大约有", qualifier::about},
    qualifying_word{U"大概", qualifier::about},
    qualifying_word{U"大致", qualifier::about},
    qualifying_word{U"差不多", qualifier::about},
    qualifying_word{U"~", qualifier::about},
    qualifying_word{U"≈", qualifier::about},
    qualifying_word{U"about", qualifier::about},
    qualifying_word{U"around", qualifier::about},
    qualifying_word{U"approximately", qualifier::about},
    qualifying_word{U"approx", qualifier::about},
    qualifying_word{U"approx.", qualifier::about},
    qualifying_word{U"roughly", qualifier::about},
    qualifying_word{U"some", qualifier::about},
    qualifying_word{U"近", qualifier::nearly},
    qualifying_word{U"将近", qualifier::nearly},
    qualifying_word{U"接近", qualifier::nearly},
    qualifying_word{U"nearly", qualifier::nearly},
    qualifying_word{U"almost", qualifier::nearly},
    qualifying_word{U"close to", qualifier::nearly},
    qualifying_word{U"超过", qualifier::over},
    qualifying_word{U"超出", qualifier::over},
    qualifying_word{U"超", qualifier::over},
    qualifying_word{U"逾", qualifier::over},
    qualifying_word{U"过", qualifier::over},
    qualifying_word{U"突破", qualifier::over},
    qualifying_word{U"多于", qualifier::over},
    qualifying_word{U"高于", qualifier::over},
    qualifying_word{U"大于", qualifier::over},
    qualifying_word{U">", qualifier::over},
    qualifying_word{U"over", qualifier::over},
    qualifying_word{U"above", qualifier::over},
    qualifying_word{U"more than", qualifier::over},
    qualifying_word{U"greater than", qualifier::over},
    qualifying_word{U"exceeding", qualifier::over},
    qualifying_word{U"至少", qualifier::at_least},
    qualifying_word{U"最少", qualifier::at_least},
    qualifying_word{U"不少于", qualifier::at_least},
    qualifying_word{U"不低于", qualifier::at_least},
    qualifying_word{U"不小于", qualifier::at_least},
    qualifying_word{U"≥", qualifier::at_least},
    qualifying_word{U">=", qualifier::at_least},
    qualifying_word{U"at least", qualifier::at_least},
    qualifying_word{U"no less than", qualifier::at_least},
    qualifying_word{U"not less than", qualifier::at_least},
    qualifying_word{U"no fewer than", qualifier::at_least},
    qualifying_word{U"not fewer than", qualifier::at_least},
    qualifying_word{U"不足", qualifier::under},
    qualifying_word{U"不到", qualifier::under},
    qualifying_word{U"不满", qualifier::under},
    qualifying_word{U"未满", qualifier::under},
    qualifying_word{U"低于", qualifier::under},
    qualifying_word{U"少于", qualifier::under},
    qualifying_word{U"小于", qualifier::under},
    qualifying_word{U"<", qualifier::under},
    qualifying_word{U"under", qualifier::under},
    qualifying_word{U"below", qualifier::under},
    qualifying_word{U"less than", qualifier::under},
    qualifying_word{U"fewer than", qualifier::under},
    qualifying_word{U"至多", qualifier::at_most},
    qualifying_word{U"最多", qualifier::at_most},
    qualifying_word{U"不超过", qualifier::at_most},
    qualifying_word{U"不超", qualifier::at_most},
    qualifying_word{U"不多于", qualifier::at_most},
    qualifying_word{U"不高于", qualifier::at_most},
    qualifying_word{U"不大于", qualifier::at_most},
    qualifying_word{U"≤", qualifier::at_most},
    qualifying_word{U"<=", qualifier::at_most},
    qualifying_word{U"at most", qualifier::at_most},
    qualifying_word{U"up to", qualifier::at_most},
    qualifying_word{U"no more than", qualifier::at_most},
    qualifying_word{U"not more than", qualifier::at_most},
};

constexpr std::array words_behind{
    qualifying_word{U"余", qualifier::more},
    qualifying_word{U"多", qualifier::more},
    qualifying_word{U"有余", qualifier::more},
    qualifying_word{U"左右", qualifier::about},
    qualifying_word{U"上下", qualifier::about},
    qualifying_word{U"前后", qualifier::about},
    qualifying_word{U"来", qualifier::about},
    qualifying_word{U"or so", qualifier::about},
    qualifying_word{U"以上", qualifier::own_at_least},
    qualifying_word{U"及以上", qualifier::at_least},
    qualifying_word{U"或以上", qualifier::at_least},
    qualifying_word{U"+", qualifier::at_least},
    qualifying_word{U"or more", qualifier::at_least},
    qualifying_word{U"and above", qualifier::at_least},
    qualifying_word{U"以下", qualifier::own_at_most},
    qualifying_word{U"以内", qualifier::own_at_most},
    qualifying_word{U"之内", qualifier::own_at_most},
    qualifying_word{U"及以下", qualifier::at_most},
    qualifying_word{U"或以下", qualifier::at_most},
    qualifying_word{U"or less", qualifier::at_most},
    qualifying_word{U"or fewer", qualifier::at_most},
};

/// Takes the longest of `words` that stands here.
template <std::size_t Count>
qualifier take_longest(text_cursor& text, const std::array<qualifying_word, Count>& words) {
    const std::size_t start = text.position();
    std::size_t end = start;
    qualifier meaning = qualifier::none;
    for (const qualifying_word& each : words) {
        if (text.take(each.word) && text.position() > end) {
            end = text.position();
            meaning = each.meaning;
        }
        text.go_back_to(start);
    }
    text.go_back_to(end);
    return meaning;
}

}  // namespace

qualifier take_word_before(text_cursor& text) {
    return take_longest(text, words_before);
}

qualifier take_word_behind(text_cursor& text) {
    return take_longest(text, words_behind);
}

std::optional<qualifier> both(qualifier a, qualifier b) {
    if (a == b || b == qualifier::none) return a;
    if (a == qualifier::none) return b;
    // 约 says less than any other word, and 以上 behind 超过 no more than it.
    if (a == qualifier::about) return b;
    if (b == qualifier::about) return a;
    const auto either = [a, b](qualifier one, qualifier other) {
        return (a == one && b == other) || (a == other && b == one);
    };
    if (either(qualifier::over, qualifier::more)) return qualifier::more;
    if (either(qualifier::over, qualifier::at_least)) return qualifier::over;
    if (either(qualifier::over, qualifier::own_at_least)) return qualifier::over;
    if (either(qualifier::at_least, qualifier::own_at_least)) return qualifier::at_least;
    if (either(qualifier::under, qualifier::at_most)) return qualifier::under;
    if (either(qualifier::under, qualifier::own_at_most)) return qualifier::under;
    if (either(qualifier::at_most, qualifier::own_at_most)) return qualifier::at_most;
    return std::nullopt;
}

}  // namespace crossfoot::detail
