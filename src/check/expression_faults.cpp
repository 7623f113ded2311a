#include "expression_faults.hpp"

#include "expression_text.hpp"
#include "model/nearest_name.hpp"

#include <utility>

namespace crossfoot::detail {

bilingual meant_or_expected(std::string_view meant, const bilingual& expected) {
    if (meant.empty()) return {"expected " + expected.en, "应为" + expected.zh};
    return {"did you mean " + in_marks(meant) + "?", "是否为" + in_marks(meant) + "？"};
}

std::nullopt_t first_fault::unexpected(const expression_scanner& text, const bilingual& expected) {
    return unexpected(text, expected, {});
}

std::nullopt_t first_fault::unexpected(const expression_scanner& text,
                                       const bilingual& expected,
                                       std::span<const std::string_view> words) {
    if (text.at_end()) {
        const bilingual hint = meant_or_expected({}, expected);
        return say(expression_fault_kind::syntax,
                   text.position(),
                   {"the text ends here: " + hint.en, "文字到此为止：" + hint.zh});
    }
    constexpr std::size_t shortest = 3;  // of two letters, any word would be near
    const std::string_view found = text.found_here();
    std::string_view meant = text.meant_here();
    if (meant.empty() && found.size() >= shortest) meant = nearest(found, words);
    if (meant == found) meant = {};
    const bilingual hint = meant_or_expected(meant, expected);
    return say(
        expression_fault_kind::syntax,
        text.position(),
        {"found " + in_marks(found) + ": " + hint.en, "此处为" + in_marks(found) + "：" + hint.zh});
}

std::nullopt_t first_fault::say(expression_fault_kind kind, std::size_t at, bilingual message) {
    if (!fault_) fault_ = expression_fault{kind, at, std::move(message)};
    return std::nullopt;
}

}  // namespace crossfoot::detail
