#include "written_text.hpp"

#include <crossfoot/io/interval_text.hpp>

#include "check/compiled_rule.hpp"

#include <algorithm>

namespace crossfoot::detail {

namespace {

constexpr int usual_decimals = 2;

bool is_comparison(expression_kind kind) {
    switch (kind) {
    case expression_kind::equal:
    case expression_kind::not_equal:
    case expression_kind::less:
    case expression_kind::at_most:
    case expression_kind::more:
    case expression_kind::at_least:
    case expression_kind::between:
    case expression_kind::not_between: return true;
    default: return false;
    }
}

/// The sign that is true of the figures: of what fails, the contrary.
std::string_view sign_of(expression_kind kind, verdict result) {
    const bool fails = result == verdict::fails;
    switch (kind) {
    case expression_kind::equal:
        return fails ? " ≠ " : (result == verdict::possible ? " ≈ " : " = ");
    case expression_kind::not_equal: return fails ? " = " : " ≠ ";
    case expression_kind::less: return fails ? " ≥ " : " < ";
    case expression_kind::at_most: return fails ? " > " : " ≤ ";
    case expression_kind::more: return fails ? " ≤ " : " > ";
    case expression_kind::at_least: return fails ? " < " : " ≥ ";
    default: return " ";
    }
}

/// Whether a side is one figure or number, whose value needs no saying.
bool is_plain(const expression& of) {
    return of.kind == expression_kind::number || of.kind == expression_kind::year ||
           of.kind == expression_kind::month ||
           (of.kind == expression_kind::reference && of.named.over == summed_over::nothing);
}

}  // namespace

/// As the codebook wrote it: 95% stays 95%.
std::string written_text::number(const expression& of) const {
    const written_rule& rule = data_.book().rules[rule_.entry];
    const std::string_view whole = rule.check;
    if (of.length > 0 && of.at + of.length <= whole.size()) {
        return std::string{whole.substr(of.at, of.length)};
    }
    return to_string(of.value);
}

std::string written_text::name(const figure_reference& named) const {
    return cells_.phrase(named.what);
}

std::string written_text::figure(const expression& of, const finding& what, tie within) const {
    const std::vector<variable>& all = rule_.form->variables;
    const auto variable_of = std::ranges::find_if(all, [&](const variable& each) {
        return each.is == variable::kind::figure && each.named == of.named;
    });
    const auto number = static_cast<std::uint32_t>(variable_of - all.begin());
    std::string sum;
    std::size_t count = 0;
    for (const finding_term& term : what.terms) {
        if (term.reference != number) {
            continue;
        }
        constexpr std::size_t most = 12;
        if (count < most) {
            sum += (sum.empty() ? "" : " + ") + operand_(term);
        }
        ++count;
        if (count == most + 1) {
            sum += " + …";
        }
    }
    if (count == 0) {
        return name(of.named);
    }
    return count > 1 && within > tie::sum ? "(" + sum + ")" : sum;
}

std::string written_text::text(const expression& of, const finding& what, tie within) const {
    const auto part = [&](std::size_t i, tie inside) { return text(of.parts[i], what, inside); };
    const auto bracketed = [&](std::string inner, tie own) {
        return within > own ? "(" + std::move(inner) + ")" : inner;
    };
    const auto list = [&](std::string head) {
        head += "(";
        for (std::size_t i = 0; i < of.parts.size(); ++i) {
            head += (i > 0 ? ", " : "") + part(i, tie::sum);
        }
        return head + ")";
    };
    const std::chrono::year_month_day date{what.where.when.last()};
    switch (of.kind) {
    case expression_kind::number: return number(of);
    case expression_kind::reference: return figure(of, what, within);
    case expression_kind::year: return std::to_string(static_cast<int>(date.year()));
    case expression_kind::month: return std::to_string(static_cast<unsigned>(date.month()));
    case expression_kind::plus:
        return bracketed(part(0, tie::sum) + " + " + part(1, tie::sum), tie::sum);
    case expression_kind::minus:
        return bracketed(part(0, tie::sum) + " - " + part(1, tie::product), tie::sum);
    case expression_kind::times:
        return bracketed(part(0, tie::product) + " × " + part(1, tie::product), tie::product);
    case expression_kind::over: {
        const std::string above = part(0, tie::product);
        const bool spaced = above.starts_with("?") || above.starts_with("(");
        return bracketed(above + (spaced ? " / " : "/") + part(1, tie::factor), tie::product);
    }
    case expression_kind::negative: return bracketed("-" + part(0, tie::factor), tie::product);
    case expression_kind::smallest: return list("min");
    case expression_kind::largest: return list("max");
    case expression_kind::absolute: return list("abs");
    case expression_kind::both:
        return bracketed(
            part(0, tie::comparison) + cells_.say(" and ", " 并且 ") + part(1, tie::comparison),
            tie::condition);
    case expression_kind::either:
        return bracketed(
            part(0, tie::comparison) + cells_.say(" or ", " 或者 ") + part(1, tie::comparison),
            tie::condition);
    case expression_kind::negation:
        return cells_.say("not (", "非（") + part(0, tie::condition) + cells_.say(")", "）");
    case expression_kind::implies:
        return bracketed(cells_.say("if ", "如果 ") + part(0, tie::condition) +
                             cells_.say(" then ", " 那么 ") + part(1, tie::condition),
                         tie::condition);
    case expression_kind::reported: return name(of.named) + cells_.say(" reported", "已上报");
    default: return comparison(of, what, false);
    }
}

/// "= 3000", where a side is more than a figure.
std::string written_text::value_beside(const expression& of, const finding& what) const {
    if (is_plain(of) || !what.computed || what.result == verdict::unknown) {
        return {};
    }
    return " = " + shown(*what.computed, number_style::plain, usual_decimals);
}

std::string written_text::comparison(const expression& of, const finding& what, bool alone) const {
    const expression& left = of.parts[0];
    const expression& right = of.parts[1];
    const std::string first = text(left, what, tie::sum);
    const std::string second = text(right, what, tie::sum);
    if (of.kind == expression_kind::between || of.kind == expression_kind::not_between) {
        const std::string high = text(of.parts[2], what, tie::sum);
        if (!alone) {
            const bool is_not = of.kind == expression_kind::not_between;
            return first +
                   cells_.say(is_not ? " not between " : " between ",
                              is_not ? " 不介于 " : " 介于 ") +
                   second + cells_.say(" and ", " 与 ") + high;
        }
        const bool is_not = of.kind == expression_kind::not_between;
        return first + value_beside(left, what) +
               cells_.say(is_not ? ", expected not from " : ", expected from ",
                          is_not ? "，应不在 " : "，应在 ") +
               second + cells_.say(" to ", " 至 ") + high + cells_.say("", " 之间");
    }
    if (!alone) {
        return first + std::string{sign_of(of.kind, verdict::holds)} + second;
    }
    const std::string sign{sign_of(of.kind, what.result)};
    const bool is_claim = what.reported.has_value();
    // With a claim it is the other side that is computed.
    const bool claim_is_left =
        is_claim && is_plain(left) && left.kind == expression_kind::reference;
    if (!is_claim) {
        return first + value_beside(left, what) + sign + second;
    }
    return claim_is_left ? first + sign + second + value_beside(right, what)
                         : second + sign + first + value_beside(left, what);
}

std::string written_text::of(const finding& what) const {
    const expression& whole = rule_.form->text;
    if (is_comparison(whole.kind)) {
        return comparison(whole, what, true);
    }
    const std::string said = text(whole, what, tie::condition);
    switch (what.result) {
    case verdict::fails: return cells_.say("not so: ", "不成立：") + said;
    case verdict::possible: return cells_.say("may be so: ", "可能成立：") + said;
    case verdict::holds:
    case verdict::unknown: return said;
    }
    return said;
}

}  // namespace crossfoot::detail
