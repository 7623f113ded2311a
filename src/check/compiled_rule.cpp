#include "compiled_rule.hpp"

#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <limits>

namespace crossfoot::detail {

namespace {

/// A sum of variables times factors, and a constant.
struct affine {
    std::vector<std::pair<std::uint32_t, rational>> terms;  // by variable, none of them 0
    rational constant;

    [[nodiscard]] bool is_constant() const { return terms.empty(); }
    [[nodiscard]] rational factor_of(std::uint32_t variable) const {
        const auto found =
            std::ranges::find(terms, variable, &std::pair<std::uint32_t, rational>::first);
        return found == terms.end() ? rational{0} : found->second;
    }
    void add(const affine& other, const rational& times) {
        for (const auto& [variable, factor] : other.terms) {
            const auto found =
                std::ranges::find(terms, variable, &std::pair<std::uint32_t, rational>::first);
            if (found == terms.end()) {
                terms.emplace_back(variable, factor * times);
            } else {
                found->second += factor * times;
            }
        }
        constant += other.constant * times;
        std::erase_if(terms, [](const auto& each) { return each.second.is_zero(); });
    }
    void scale(const rational& by) {
        for (auto& [variable, factor] : terms) {
            factor *= by;
        }
        constant *= by;
    }
};

/// One sum divided by another; no value where a side of a comparison is no such thing.
struct quotient {
    affine above;
    std::optional<affine> below;  ///< never constant
};

affine times(affine of, const rational& by) {
    if (by.is_zero()) {
        return {};
    }
    of.scale(by);
    return of;
}

bool same(const affine& a, const affine& b) {
    affine difference = a;
    difference.add(b, -1);
    return difference.is_constant() && difference.constant.is_zero();
}

std::optional<quotient> quotient_of(const sum_node& what);

std::optional<quotient> added(const quotient& a, const quotient& b, const rational& sign) {
    if (!a.below && !b.below) {
        quotient made = a;
        made.above.add(b.above, sign);
        return made;
    }
    if (a.below && b.below) {
        if (!same(*a.below, *b.below)) {
            return std::nullopt;
        }
        quotient made = a;
        made.above.add(b.above, sign);
        return made;
    }
    // p/q + c = (p + c q)/q, for a constant c.
    const quotient& ratio = a.below ? a : b;
    const quotient& other = a.below ? b : a;
    if (!other.above.is_constant()) {
        return std::nullopt;
    }
    quotient made = ratio;
    if (!a.below) {
        made.above = times(made.above, sign);
    }
    made.above.add(*made.below, other.above.constant * (a.below ? sign : rational{1}));
    return made;
}

std::optional<quotient> multiplied(const quotient& a, const quotient& b) {
    if (!a.below && a.above.is_constant()) {
        return quotient{times(b.above, a.above.constant), b.below};
    }
    if (!b.below && b.above.is_constant()) {
        return quotient{times(a.above, b.above.constant), a.below};
    }
    // (p/q) q = p
    if (a.below && !b.below && same(*a.below, b.above)) {
        return quotient{a.above, {}};
    }
    if (b.below && !a.below && same(*b.below, a.above)) {
        return quotient{b.above, {}};
    }
    return std::nullopt;
}

std::optional<quotient> divided(const quotient& a, const quotient& b) {
    if (b.below) {
        return std::nullopt;
    }
    if (b.above.is_constant()) {
        if (b.above.constant.is_zero()) {
            return std::nullopt;
        }
        return quotient{times(a.above, 1 / b.above.constant), a.below};
    }
    if (a.below) {
        return std::nullopt;
    }
    return quotient{a.above, b.above};
}

std::optional<quotient> quotient_of(const sum_node& what) {
    const auto both = [&what](const auto& join) -> std::optional<quotient> {
        const auto a = quotient_of(what.parts[0]);
        const auto b = quotient_of(what.parts[1]);
        return a && b ? join(*a, *b) : std::nullopt;
    };
    switch (what.kind) {
    case expression_kind::number: return quotient{{{}, what.value}, {}};
    case expression_kind::reference:
    case expression_kind::year:
    case expression_kind::month: return quotient{{{{what.variable, rational{1}}}, 0}, {}};
    case expression_kind::plus:
        return both([](const quotient& a, const quotient& b) { return added(a, b, 1); });
    case expression_kind::minus:
        return both([](const quotient& a, const quotient& b) { return added(a, b, -1); });
    case expression_kind::times:
        return both([](const quotient& a, const quotient& b) { return multiplied(a, b); });
    case expression_kind::over:
        return both([](const quotient& a, const quotient& b) { return divided(a, b); });
    case expression_kind::negative: {
        const auto part = quotient_of(what.parts[0]);
        return part ? std::optional{quotient{times(part->above, -1), part->below}} : std::nullopt;
    }
    default: return std::nullopt;
    }
}

constexpr std::int64_t most_factor = std::int64_t{1} << 40U;

/// A sum with whole factors, which `by` times gives the one with fractions; no value where a factor
/// would be too large.
std::optional<linear_sum> with_whole_factors(const affine& what, rational& by) {
    integer common = 1;
    for (const auto& [variable, factor] : what.terms) {
        const integer below = denominator(factor);
        common = common / gcd(common, below) * below;
    }
    linear_sum made;
    for (const auto& [variable, factor] : what.terms) {
        const integer whole = numerator(factor) * (common / denominator(factor));
        if (whole > most_factor || whole < -most_factor) {
            return std::nullopt;
        }
        made.terms.emplace_back(variable, static_cast<std::int64_t>(whole));
    }
    by = rational{1} / rational{common};
    return made;
}

/// Whether two figures that a rule names may turn out to be one at some place and period, though
/// they are named in different ways.
bool may_coincide(const figure_reference& a, const figure_reference& b) {
    const auto is_sum = [](const figure_reference& of) {
        return of.over != summed_over::nothing && of.over != summed_over::items;
    };
    const bool at_named_place = a.at_place != b.at_place;
    if ((is_sum(a) || is_sum(b)) && a.over != b.over && !at_named_place) {
        return false;  // other places, or other periods
    }
    if (!at_named_place && a.at_parent != b.at_parent) {
        return false;
    }
    const bool now = a.when == time_reference::same || b.when == time_reference::same;
    if (now && a.when != b.when) {
        return false;
    }
    // An item stands in the sum over all items.
    series of_a = a.what;
    series of_b = b.what;
    for (const figure_reference* each : {&a, &b}) {
        if (each->over == summed_over::items) {
            of_a = of_a.with(each->by, series::all);
            of_b = of_b.with(each->by, series::all);
        }
    }
    return of_a == of_b;
}

bool may_coincide(const variable& a, const variable& b) {
    return a.is == variable::kind::figure && b.is == variable::kind::figure &&
           may_coincide(a.named, b.named);
}

bool share_a_variable(const affine& a, const affine& b) {
    return std::ranges::any_of(
        a.terms, [&](const auto& each) { return !b.factor_of(each.first).is_zero(); });
}

/// Whether all factors are one number; then that.
std::optional<rational> common_factor(const affine& of) {
    if (of.terms.empty() || !of.constant.is_zero()) {
        return std::nullopt;
    }
    for (const auto& [variable, factor] : of.terms) {
        if (factor != of.terms.front().second) {
            return std::nullopt;
        }
    }
    return of.terms.front().second;
}

linear_sum with_ones(const affine& of) {
    linear_sum made;
    for (const auto& [variable, factor] : of.terms) {
        made.terms.emplace_back(variable, 1);
    }
    return made;
}

/// Brings p/q to a constant and a plain ratio of two sums; says whether it can be.
bool take_ratio(comparison_form& into, const quotient& what) {
    affine above = what.above;
    const affine& below = *what.below;
    rational shift = 0;
    const std::optional<rational> divisor = common_factor(below);
    if (!divisor || *divisor <= 0) {
        return false;
    }
    if (share_a_variable(above, below)) {
        // x/y - 1 is (x - y)/y: what stands in both is taken out.
        shift = above.factor_of(below.terms.front().first) / *divisor;
        above.add(below, -shift);
    }
    if (above.is_constant() || share_a_variable(above, below)) {
        return false;
    }
    const std::optional<rational> factor = common_factor(above);
    if (!factor) {
        return false;
    }
    into.shape = comparison_shape::ratio;
    into.sum = with_ones(above);
    into.divisors = with_ones(below);
    into.factor = *factor / *divisor;
    into.shift = shift;
    return true;
}

bool take_linear(comparison_form& into, const affine& what) {
    rational factor;
    std::optional<linear_sum> sum = with_whole_factors(what, factor);
    if (!sum) {
        return false;
    }
    into.shape = comparison_shape::linear;
    into.sum = std::move(*sum);
    into.factor = factor;
    into.shift = what.constant;
    return true;
}

bool take(comparison_form& into, const quotient& what) {
    return what.below ? take_ratio(into, what) : take_linear(into, what.above);
}

/// The values that stand in a relation to a number.
interval admitted_by(expression_kind sign, const rational& number) {
    switch (sign) {
    case expression_kind::less: return interval::less_than(number);
    case expression_kind::at_most: return interval::at_most(number);
    case expression_kind::more: return interval::more_than(number);
    case expression_kind::at_least: return interval::at_least(number);
    default: return interval::exactly(number);
    }
}

expression_kind turned_around(expression_kind sign) {
    switch (sign) {
    case expression_kind::less: return expression_kind::more;
    case expression_kind::at_most: return expression_kind::at_least;
    case expression_kind::more: return expression_kind::less;
    case expression_kind::at_least: return expression_kind::at_most;
    default: return sign;
    }
}

expression_kind contrary_of(expression_kind sign) {
    switch (sign) {
    case expression_kind::equal: return expression_kind::not_equal;
    case expression_kind::not_equal: return expression_kind::equal;
    case expression_kind::less: return expression_kind::at_least;
    case expression_kind::at_most: return expression_kind::more;
    case expression_kind::more: return expression_kind::at_most;
    case expression_kind::at_least: return expression_kind::less;
    case expression_kind::between: return expression_kind::not_between;
    case expression_kind::not_between: return expression_kind::between;
    default: return sign;
    }
}

class compiler {
  public:
    std::shared_ptr<const compiled_rule> run(const expression& what) {
        made_ = std::make_shared<compiled_rule>();
        made_->text = what;
        made_->root = condition(what, false);
        note_asked_for();
        find_claim();
        find_shared();
        return std::move(made_);
    }

  private:
    std::uint32_t numbered(const variable& wanted) {
        std::vector<variable>& all = made_->variables;
        for (std::size_t i = 0; i < all.size(); ++i) {
            // A figure that was written twice is two figures; one that is named twice is one.
            if (all[i].is == wanted.is && wanted.is != variable::kind::literal &&
                all[i].named == wanted.named) {
                return static_cast<std::uint32_t>(i);
            }
        }
        all.push_back(wanted);
        return static_cast<std::uint32_t>(all.size() - 1);
    }

    sum_node side(const expression& what) {
        sum_node made;
        made.kind = what.kind;
        made.value = what.value;
        switch (what.kind) {
        case expression_kind::reference:
            made.variable = numbered({variable::kind::figure, what.named, {}, false});
            break;
        case expression_kind::year:
            made.variable = numbered({variable::kind::year, {}, {}, false});
            break;
        case expression_kind::month:
            made.variable = numbered({variable::kind::month, {}, {}, false});
            break;
        case expression_kind::number:
            if (what.written && !what.written->values().is_exact()) {
                made.kind = expression_kind::reference;
                made.variable = numbered({variable::kind::literal, {}, what.written, false});
            }
            break;
        default: break;
        }
        for (const expression& each : what.parts) {
            made.parts.push_back(side(each));
        }
        return made;
    }

    condition_node condition(const expression& what, bool negated) {
        using kind = condition_node::kind;
        condition_node made;
        switch (what.kind) {
        case expression_kind::negation: return condition(what.parts[0], !negated);
        case expression_kind::both:
        case expression_kind::either:
            made.is = (what.kind == expression_kind::both) == negated ? kind::either : kind::both;
            made.parts = {condition(what.parts[0], negated), condition(what.parts[1], negated)};
            return made;
        case expression_kind::implies:
            // "not (if a then b)" is "a and not b".
            made.is = negated ? kind::both : kind::implies;
            made.parts = {condition(what.parts[0], false), condition(what.parts[1], negated)};
            if (!negated) {
                made.parts.push_back(condition(what.parts[0], true));
            }
            return made;
        case expression_kind::reported:
            made.is = negated ? kind::not_reported : kind::reported;
            made.variable = numbered({variable::kind::figure, what.named, {}, false});
            return made;
        default: made.compared = comparison(what, negated); return made;
        }
    }

    comparison_form comparison(const expression& what, bool negated) {
        comparison_form made;
        made.sign = negated ? contrary_of(what.kind) : what.kind;
        made.left = side(what.parts[0]);
        made.right = side(what.parts[1]);
        if (what.parts.size() > 2) {
            made.high = side(what.parts[2]);
        }
        const bool has_form = made.high ? bring_between(made) : bring(made);
        const bool is_ratio = has_form && made.shape == comparison_shape::ratio;
        if (is_ratio && (shares_figures(made.sum, made.divisors) || repeats_a_figure(made.sum) ||
                         repeats_a_figure(made.divisors))) {
            not_sharp({"a figure may stand in a ratio twice", "同一数值可能在比值中出现两次"});
        }
        if (has_form && claims_itself(made)) {
            not_sharp({"a figure may stand on both sides", "同一数值可能出现在两边"});
        }
        if (!has_form) {
            made.shape = comparison_shape::general;
            not_sharp(
                {"it is judged by the ends of what each side can be", "按两边可取范围的端点判定"});
        }
        const bool asks_for_another =
            made.sign == expression_kind::not_equal || made.sign == expression_kind::not_between;
        if (asks_for_another && (names_figure(made.left) || names_figure(made.right) ||
                                 (made.high && names_figure(*made.high)))) {
            not_sharp({"it asks for what a figure is not", "要求不等于某数"});
        }
        return made;
    }

    [[nodiscard]] bool names_figure(const sum_node& what) const {
        bool any = false;
        visit_sum(what, [&](const sum_node& each) {
            const auto is = [&](variable::kind kind) {
                return made_->variables[each.variable].is == kind;
            };
            any = any || (each.kind == expression_kind::reference &&
                          (is(variable::kind::figure) || is(variable::kind::literal)));
        });
        return any;
    }

    /// Whether a figure of one sum may be one of the other's too.
    [[nodiscard]] bool shares_figures(const linear_sum& a, const linear_sum& b) const {
        return std::ranges::any_of(a.terms, [&](const auto& one) {
            return std::ranges::any_of(b.terms, [&](const auto& other) {
                return may_coincide(made_->variables[one.first], made_->variables[other.first]);
            });
        });
    }
    [[nodiscard]] bool repeats_a_figure(const linear_sum& of) const {
        for (std::size_t i = 0; i < of.terms.size(); ++i) {
            for (std::size_t j = i + 1; j < of.terms.size(); ++j) {
                if (may_coincide(made_->variables[of.terms[i].first],
                                 made_->variables[of.terms[j].first])) {
                    return true;
                }
            }
        }
        return false;
    }
    [[nodiscard]] bool claims_itself(const comparison_form& of) const {
        const linear_sum claim{of.claim ? decltype(linear_sum::terms){{*of.claim, 1}}
                                        : decltype(linear_sum::terms){}};
        return shares_figures(claim, of.sum) || shares_figures(claim, of.divisors);
    }

    /// Which side of an equation is one figure alone, that claims to be the other.
    std::optional<std::uint32_t> claim_of(const comparison_form& of, bool& is_left) const {
        const auto alone = [this](const sum_node& each) {
            if (each.kind != expression_kind::reference) {
                return false;
            }
            const variable& one = made_->variables[each.variable];
            return one.is == variable::kind::literal || one.named.is_here();
        };
        is_left = alone(of.left);
        if (is_left) {
            return of.left.variable;
        }
        if (alone(of.right)) {
            return of.right.variable;
        }
        return std::nullopt;
    }

    bool bring(comparison_form& made) const {
        const std::optional<quotient> left = quotient_of(made.left);
        const std::optional<quotient> right = quotient_of(made.right);
        if (made.sign == expression_kind::equal || made.sign == expression_kind::not_equal) {
            bool is_left = false;
            const auto claim = claim_of(made, is_left);
            const auto& rest = is_left ? right : left;
            if (claim && made.sign == expression_kind::equal) {
                made.claim = claim;
                if (!rest || !rest->above.factor_of(*claim).is_zero() ||
                    (rest->below && !rest->below->factor_of(*claim).is_zero())) {
                    return false;
                }
                return take(made, *rest);
            }
        }
        if (!left || !right) {
            return false;
        }
        if (!right->below && right->above.is_constant()) {
            made.admitted = admitted_by(made.sign, right->above.constant);
            return take(made, *left);
        }
        if (!left->below && left->above.is_constant()) {
            made.admitted = admitted_by(turned_around(made.sign), left->above.constant);
            return take(made, *right);
        }
        const std::optional<quotient> difference = added(*left, *right, -1);
        if (!difference || difference->below) {
            return false;
        }
        made.admitted = admitted_by(made.sign, 0);
        return take(made, *difference);
    }

    static bool bring_between(comparison_form& made) {
        const std::optional<quotient> value = quotient_of(made.left);
        const std::optional<quotient> low = quotient_of(made.right);
        const std::optional<quotient> high = quotient_of(*made.high);
        const auto is_number = [](const std::optional<quotient>& each) {
            return each && !each->below && each->above.is_constant();
        };
        if (!value || !is_number(low) || !is_number(high) ||
            high->above.constant < low->above.constant) {
            return false;
        }
        made.admitted = interval::closed(low->above.constant, high->above.constant);
        return take(made, *value);
    }

    void not_sharp(const bilingual& why) {
        if (!made_->why_not_sharp) {
            made_->why_not_sharp = why;
        }
    }

    // -- what is said of the whole --------------------------------------------------------------

    static void for_sums(const condition_node& what, const auto& visit) {
        if (what.is == condition_node::kind::comparison) {
            visit_sum(what.compared.left, visit);
            visit_sum(what.compared.right, visit);
            if (what.compared.high) {
                visit_sum(*what.compared.high, visit);
            }
        }
        for (const condition_node& each : what.parts) {
            for_sums(each, visit);
        }
    }
    static void visit_sum(const sum_node& what, const auto& visit) {
        visit(what);
        for (const sum_node& each : what.parts) {
            visit_sum(each, visit);
        }
    }
    static bool names_variable(const sum_node& what) {
        return what.kind == expression_kind::reference || what.kind == expression_kind::year ||
               what.kind == expression_kind::month;
    }

    void note_asked_for() {
        std::vector<bool> computed(made_->variables.size());
        for_sums(made_->root, [&](const sum_node& each) {
            if (names_variable(each)) {
                computed[each.variable] = true;
            }
        });
        for (std::size_t i = 0; i < computed.size(); ++i) {
            made_->variables[i].only_asked_for = !computed[i];
        }
    }

    /// The figure that the rule is about: the claim of its equation, or what it compares.
    void find_claim() {
        const condition_node* about = &made_->root;
        while (about->is == condition_node::kind::implies) {
            about = &about->parts[1];
        }
        if (about->is != condition_node::kind::comparison) {
            return;
        }
        const comparison_form& of = about->compared;
        if (of.claim) {
            made_->claim = of.claim;
            return;
        }
        const bool alone = of.left.kind == expression_kind::reference &&
                           made_->variables[of.left.variable].is == variable::kind::figure &&
                           made_->variables[of.left.variable].named.is_here();
        if (alone) {
            made_->claim = of.left.variable;
        }
    }

    /// Several comparisons of one figure are judged each by itself.
    void find_shared() {
        std::vector<std::vector<std::uint32_t>> used;
        gather_uses(made_->root, used);
        bool shared = false;
        for (std::size_t i = 0; i < used.size(); ++i) {
            for (std::size_t j = i + 1; j < used.size(); ++j) {
                shared = shared || coincide(used[i], used[j]);
            }
        }
        if (shared) {
            not_sharp({"several comparisons share a figure, and each is judged by itself",
                       "多个比较用到同一数值，各自判定"});
        }
    }
    [[nodiscard]] bool coincide(const std::vector<std::uint32_t>& a,
                                const std::vector<std::uint32_t>& b) const {
        return std::ranges::any_of(a, [&](std::uint32_t one) {
            return std::ranges::any_of(b, [&](std::uint32_t other) {
                return may_coincide(made_->variables[one], made_->variables[other]);
            });
        });
    }
    /// The variables of each comparison.
    void gather_uses(const condition_node& what,
                     std::vector<std::vector<std::uint32_t>>& used) const {
        if (what.is == condition_node::kind::comparison) {
            std::vector<std::uint32_t>& here = used.emplace_back();
            for_sums(what, [&](const sum_node& each) {
                if (names_variable(each)) {
                    here.push_back(each.variable);
                }
            });
        }
        const std::size_t said_once = std::min<std::size_t>(what.parts.size(), 2);
        for (std::size_t i = 0; i < said_once; ++i) {
            gather_uses(what.parts[i], used);
        }
    }

    std::shared_ptr<compiled_rule> made_;
};

}  // namespace

std::shared_ptr<const compiled_rule> compile(const expression& what) {
    return compiler{}.run(what);
}

}  // namespace crossfoot::detail
