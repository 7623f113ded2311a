#include <crossfoot/check/expression.hpp>

#include "expression_parser.hpp"
#include "expression_text.hpp"
#include "expression_units.hpp"
#include "model/utf8.hpp"

#include <optional>
#include <string>

namespace crossfoot {

namespace {

/// What is wrong with a text before its words are looked at.
std::optional<expression_fault> find_text_fault(std::string_view text, const bilingual& expected) {
    constexpr auto syntax = expression_fault_kind::syntax;
    if (text.size() > longest_expression_text) {
        const std::string most = std::to_string(longest_expression_text);
        return expression_fault{syntax,
                                longest_expression_text,
                                {"the text goes on here: expected at most " + most + " bytes",
                                 "文字过长：不应超过 " + most + " 字节"}};
    }
    const std::size_t valid = detail::valid_utf8_until(text);
    if (valid < text.size()) {
        return expression_fault{syntax,
                                valid,
                                {"a byte that is no character: expected text in UTF-8",
                                 "此字节不成字符：应为 UTF-8 文字"}};
    }
    if (detail::after_blanks(text, 0) == text.size()) {
        return expression_fault{
            syntax,
            0,
            {"there is no text: expected " + expected.en, "没有文字：应为" + expected.zh}};
    }
    return std::nullopt;
}

}  // namespace

std::variant<expression, expression_fault> parse_rule(std::string_view text, const codebook& book) {
    const bilingual expected{"a condition such as talks > 0", "条件，如 talks > 0"};
    if (auto fault = find_text_fault(text, expected)) return std::move(*fault);
    auto read = detail::expression_parser{text, &book}.read();
    if (const expression* const rule = std::get_if<expression>(&read)) {
        if (auto fault = detail::find_unit_fault(*rule, book, text)) return std::move(*fault);
    }
    return read;
}

std::variant<expression, expression_fault> parse_claim(std::string_view text) {
    const bilingual expected{"a claim such as 248/261 = 95%", "算式，如 248/261 = 95%"};
    if (auto fault = find_text_fault(text, expected)) return std::move(*fault);
    return detail::expression_parser{text, nullptr}.read();
}

}  // namespace crossfoot
