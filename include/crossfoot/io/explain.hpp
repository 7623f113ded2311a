#pragma once

#include <crossfoot/check/rule.hpp>
#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/number/bilingual.hpp>
#include <crossfoot/number/error.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// What a code names.
enum class code_family {
    error,       ///< there is no answer, or the machine refused
    diagnostic,  ///< an input is wrong
    rule,        ///< figures do not agree, or a rule that says when they do
};

/// A text in both languages, kept for as long as the program runs.
struct explained {
    std::string_view en;  ///< in English
    std::string_view zh;  ///< in Chinese

    /// The text in the language asked for.
    [[nodiscard]] constexpr std::string_view in(language which) const noexcept {
        return which == language::en ? en : zh;
    }
};

/// What a code means, an example of what leads to it, and what to do about it.
struct explanation {
    std::string_view code;     ///< "not_a_figure", "part_of"
    code_family family{};      ///< of several, the first
    explained meaning;         ///< one or two sentences
    std::string_view example;  ///< lines of a file, a command or code that lead to it
    explained remedy;          ///< what to do
};

/// The explanation of a code. One name that stands for an error and for a diagnostic has one.
[[nodiscard]] const explanation& explain(error_code code);
/// The same for what is wrong with an input.
[[nodiscard]] const explanation& explain(diagnostic_code code);
/// The same for a kind of rule.
[[nodiscard]] const explanation& explain(rule_kind kind);

/// By the name of a code, or by a rule's whole code such as "rollup:talks"; null where there is
/// none.
[[nodiscard]] const explanation* find_explanation(std::string_view code);

/// All of them: rules, then diagnostics, then errors.
[[nodiscard]] std::vector<const explanation*> all_explanations();

/// An explanation as `crossfoot explain CODE` prints it.
[[nodiscard]] std::string to_string(const explanation& what, language which);

/// All of them as a document, docs/errors.md.
[[nodiscard]] std::string explanations_as_markdown(language which);

}  // namespace crossfoot
