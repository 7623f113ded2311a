#include <crossfoot/check/claim.hpp>

#include "condition.hpp"
#include "instance.hpp"

namespace crossfoot {

std::variant<judged_claim, expression_fault> judge_claim(std::string_view text) {
    const std::variant<expression, expression_fault> parsed = parse_claim(text);
    const expression* const what = std::get_if<expression>(&parsed);
    if (what == nullptr) {
        return std::get<expression_fault>(parsed);
    }
    detail::placed_condition placed{detail::compile(*what), {}, {}};
    std::vector<operand> operands;
    for (const detail::variable& each : placed.rule->variables) {
        const auto at = static_cast<std::uint32_t>(operands.size());
        placed.operands.emplace_back(at, at + 1);
        placed.reported.push_back(true);
        operands.push_back({at, 1, each.written->values(), false, false});
    }
    detail::said found = detail::judge_condition(placed, operands);
    if (found.is_undefined && placed.rule->text.kind == expression_kind::equal) {
        found.result = verdict::fails;
    }
    judged_claim made{found.result, {}, std::move(found.computed)};
    if (const auto claim = placed.rule->claim) {
        made.reported = operands[*claim].values;
    } else if (found.left) {
        made.computed = std::move(found.left);
    }
    return made;
}

}  // namespace crossfoot
