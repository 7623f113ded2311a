#include "words.hpp"

namespace crossfoot::program {

std::vector<std::string> headings(language which,
                                  std::initializer_list<std::string_view> en,
                                  std::initializer_list<std::string_view> zh) {
    const auto& chosen = which == language::en ? en : zh;
    return {chosen.begin(), chosen.end()};
}

std::string in_words(filing_state state, language which) {
    switch (state) {
    case filing_state::filed: return say(which, "filed", "已报");
    case filing_state::filed_late: return say(which, "filed late", "迟报");
    case filing_state::partly: return say(which, "in part", "部分上报");
    case filing_state::missing: return say(which, "missing", "未报");
    case filing_state::exempt: return say(which, "exempt", "免报");
    case filing_state::awaited: return say(which, "awaited", "未到期");
    }
    return {};
}

std::string in_words(severity weight, language which) {
    switch (weight) {
    case severity::error: return say(which, "error", "强制性");
    case severity::query: return say(which, "query", "核实性");
    case severity::hint: return say(which, "hint", "提示性");
    }
    return {};
}

std::string when_text(const period& when, language which) {
    return which == language::en ? to_string(when) : to_chinese(when);
}

std::string day_text(const std::optional<day>& when) {
    return when ? to_string(*when) : std::string{};
}

}  // namespace crossfoot::program
