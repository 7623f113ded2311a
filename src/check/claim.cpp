#include <crossfoot/check/claim.hpp>

#include "condition.hpp"
#include "instance.hpp"

namespace crossfoot {

namespace {

/// The exact number that stands alone on one side of "=": no unknown, and a claim all the same.
/// Null where there is none, or one on both sides.
const expression* exact_claim(const expression& what) {
    if (what.kind != expression_kind::equal) return nullptr;
    const auto is_exact_alone = [](const expression& side) {
        return side.kind == expression_kind::number && side.written;
    };
    const bool left = is_exact_alone(what.parts[0]);
    const bool right = is_exact_alone(what.parts[1]);
    if (left == right) return nullptr;
    return left ? &what.parts[0] : &what.parts[1];
}

}  // namespace

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
    } else if (const expression* const exact = exact_claim(placed.rule->text)) {
        const bool is_left = exact == &placed.rule->text.parts.front();
        if (!is_left) made.computed = std::move(found.left);
        made.reported = exact->written->values();
    } else if (found.left) {
        made.computed = std::move(found.left);
    }
    return made;
}

}  // namespace crossfoot
