#include "explanations.hpp"

#include <algorithm>

namespace crossfoot {

namespace {

const explanation* find_in(std::span<const explanation> table, std::string_view code) {
    const auto found = std::find_if(
        table.begin(), table.end(), [code](const explanation& each) { return each.code == code; });
    return found == table.end() ? nullptr : &*found;
}

std::string indented(std::string_view text, std::string_view by) {
    std::string result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        result += std::string{by} + std::string{text.substr(0, end)} + "\n";
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

std::string_view title_of(code_family family, language which) {
    const bool english = which == language::en;
    switch (family) {
    case code_family::rule: return english ? "Rules" : "审核规则";
    case code_family::diagnostic: return english ? "What is wrong with an input" : "输入文件的问题";
    case code_family::error: return english ? "Errors" : "错误";
    }
    return "";
}

std::string markdown_of(const explanation& what, language which) {
    const bool english = which == language::en;
    return "### " + std::string{what.code} + "\n\n" + std::string{what.meaning.in(which)} + "\n\n" +
           indented(what.example, "    ") + "\n" + (english ? "*What to do:* " : "*处理办法：*") +
           std::string{what.remedy.in(which)} + "\n\n";
}

}  // namespace

const explanation& explain(error_code code) {
    return detail::error_explanations()[static_cast<std::size_t>(code)];
}

const explanation& explain(diagnostic_code code) {
    return detail::diagnostic_explanations()[static_cast<std::size_t>(code)];
}

const explanation& explain(rule_kind kind) {
    return detail::rule_explanations()[static_cast<std::size_t>(kind)];
}

const explanation* find_explanation(std::string_view code) {
    for (const auto table : {detail::rule_explanations(),
                             detail::diagnostic_explanations(),
                             detail::error_explanations()}) {
        if (const explanation* const found = find_in(table, code)) {
            return found;
        }
    }
    // "rollup:talks" is explained by what a roll-up is.
    return find_in(detail::rule_explanations(), code.substr(0, code.find(':')));
}

std::vector<const explanation*> all_explanations() {
    std::vector<const explanation*> all;
    for (const auto table : {detail::rule_explanations(),
                             detail::diagnostic_explanations(),
                             detail::error_explanations()}) {
        for (const explanation& each : table) {
            const bool is_there = std::any_of(all.begin(), all.end(), [&](const auto* other) {
                return other->code == each.code;
            });
            if (!is_there) {
                all.push_back(&each);
            }
        }
    }
    return all;
}

std::string to_string(const explanation& what, language which) {
    const bool english = which == language::en;
    return std::string{what.code} + "\n" + indented(what.meaning.in(which), "  ") + "\n" +
           (english ? "  example\n" : "  示例\n") + indented(what.example, "    ") + "\n" +
           (english ? "  what to do\n" : "  处理办法\n") + indented(what.remedy.in(which), "    ");
}

std::string explanations_as_markdown(language which) {
    const bool english = which == language::en;
    std::string text = english ? "# Codes\n\n" : "# 代码一览\n\n";
    text += english
                ? "Every code that crossfoot prints, as `crossfoot explain CODE` explains it. The "
                  "codes are stable. This file is printed by `crossfoot explain --all --format "
                  "markdown`.\n\n"
                : "crossfoot 输出的全部代码，与 `crossfoot explain 代码` "
                  "的说明相同。代码保持不变。本文件由 "
                  "`crossfoot explain --all --format markdown --lang zh` 生成。\n\n";
    const explanation* before = nullptr;
    for (const explanation* each : all_explanations()) {
        if (before == nullptr || before->family != each->family) {
            text += "## " + std::string{title_of(each->family, which)} + "\n\n";
        }
        text += markdown_of(*each, which);
        before = each;
    }
    text.pop_back();  // one line break at the end, not two
    return text;
}

}  // namespace crossfoot
