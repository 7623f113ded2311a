#include <crossfoot/check/expression.hpp>
#include <crossfoot/check/rule_consistency.hpp>

#include "linear_system.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace crossfoot {

namespace {

using detail::feasibility;
using detail::inequality;
using detail::linear_form;

// Beyond these nothing is said: reading a codebook must not take seconds.
constexpr std::size_t most_inequalities = 600;
constexpr std::size_t most_work_alone = 20'000;  // multiplications, of each rule
constexpr std::size_t most_work_together = 300'000;
constexpr std::size_t most_items = 64;
constexpr int last_year = 9999;

/// The tag of what is so of all figures: that counts are not negative, and their like.
constexpr std::size_t of_domains = 0;

/// A sum of figures, or one such sum divided by another.
struct quotient {
    linear_form over{};
    std::optional<linear_form> under{};
};

/// What a figure stands for in the inequalities.
struct unknown {
    enum class kind { figure, year, month };
    kind is = kind::figure;
    figure_reference named{};

    friend bool operator==(const unknown&, const unknown&) = default;
};

bool is_whole_sum(const linear_form& form, const std::vector<bool>& whole) {
    return std::ranges::all_of(form.factors, [&](const auto& each) { return whole[each.first]; });
}

/// The same for whole numbers, drawn tight: 2x > 5 is x >= 3.
inequality tightened(inequality one, const std::vector<bool>& whole) {
    if (one.form.is_constant() || !is_whole_sum(one.form, whole)) {
        return one;
    }
    integer denominators = 1;
    for (const auto& each : one.form.factors) {
        denominators = lcm(denominators, denominator(each.second));
    }
    one.form.scale(rational{denominators});
    integer common = 0;
    for (const auto& each : one.form.factors) {
        common = gcd(common, numerator(each.second));
    }
    one.form.scale(rational{1, common});
    // sum + constant >= 0 of a whole sum: the constant may as well be rounded down.
    const rational constant = one.form.constant;
    one.form.constant = one.is_strict ? rational{ceiling(constant) - 1} : rational{floor(constant)};
    one.is_strict = false;
    return one;
}

/// Turns the comparisons of rules into inequalities, and knows what figures they speak of.
class translation {
  public:
    explicit translation(const codebook& book) : book_{book} {}

    /// The inequalities that hold where a condition does; no value where it is not such.
    std::optional<std::vector<inequality>> of(const expression& condition, std::size_t tag);
    /// What holds where it fails, one list for each way in which it can.
    std::optional<std::vector<std::vector<inequality>>> of_failing(const expression& condition,
                                                                   std::size_t tag);

    /// What is so of the figures themselves.
    [[nodiscard]] std::vector<inequality> domains() const;
    [[nodiscard]] interval domain_of(const unknown& what) const;

    std::uint32_t number_of(const unknown& what);
    std::uint32_t number_of(const figure_reference& named) {
        return number_of({unknown::kind::figure, named});
    }
    [[nodiscard]] std::size_t size() const { return unknowns_.size(); }
    [[nodiscard]] const unknown& operator[](std::size_t which) const { return unknowns_[which]; }
    [[nodiscard]] const std::vector<bool>& whole() const { return whole_; }
    /// The sums that rules divide by.
    [[nodiscard]] const std::vector<inequality>& denominators() const { return denominators_; }

  private:
    std::optional<quotient> value_of(const expression& what);
    std::optional<quotient> sum_of(const expression& what, int sign);
    std::optional<quotient> product_of(const expression& what);
    std::optional<quotient> quotient_of(const expression& what);
    /// left - right as one sum, whose sign is that of the difference.
    std::optional<linear_form> difference(const expression& left,
                                          const expression& right,
                                          std::size_t tag);
    bool is_positive(const linear_form& form) const;

    const codebook& book_;
    std::vector<unknown> unknowns_;
    std::vector<bool> whole_;
    std::vector<inequality> denominators_;
};

interval translation::domain_of(const unknown& what) const {
    switch (what.is) {
    case unknown::kind::year: return interval::closed(1, last_year);
    case unknown::kind::month: return interval::closed(1, 12);
    case unknown::kind::figure: break;
    }
    const interval one = book_.domain_of(book_[what.named.what.indicator]);
    if (what.named.over == summed_over::nothing) {
        return one;
    }
    return one.contains(-1) || one.lo().value < 0 || !one.lo().is_finite() ? interval::everything()
                                                                           : interval::at_least(0);
}

std::uint32_t translation::number_of(const unknown& what) {
    const auto known = std::ranges::find(unknowns_, what);
    if (known != unknowns_.end()) {
        return static_cast<std::uint32_t>(known - unknowns_.begin());
    }
    unknowns_.push_back(what);
    whole_.push_back(what.is != unknown::kind::figure ||
                     book_[what.named.what.indicator].counts_whole());
    return static_cast<std::uint32_t>(unknowns_.size() - 1);
}

std::vector<inequality> translation::domains() const {
    std::vector<inequality> all;
    for (std::size_t i = 0; i < unknowns_.size(); ++i) {
        const interval domain = domain_of(unknowns_[i]);
        const auto add = [&](const endpoint& end, int sign) {
            if (!end.is_finite()) {
                return;
            }
            linear_form form{{}, -sign * end.value};
            form.factors.emplace(static_cast<std::uint32_t>(i), sign);
            all.push_back({std::move(form), !end.is_closed(), of_domains});
        };
        add(domain.lo(), 1);
        add(domain.hi(), -1);
    }
    return all;
}

std::optional<quotient> translation::value_of(const expression& what) {
    const auto named = [this](const unknown& one) {
        quotient made;
        made.over.factors.emplace(number_of(one), 1);
        return made;
    };
    switch (what.kind) {
    case expression_kind::number: return quotient{{{}, what.value}, {}};
    case expression_kind::reference: return named({unknown::kind::figure, what.named});
    case expression_kind::year: return named({unknown::kind::year, {}});
    case expression_kind::month: return named({unknown::kind::month, {}});
    case expression_kind::plus: return sum_of(what, 1);
    case expression_kind::minus: return sum_of(what, -1);
    case expression_kind::times: return product_of(what);
    case expression_kind::over: return quotient_of(what);
    case expression_kind::negative: {
        std::optional<quotient> made = value_of(what.parts[0]);
        if (made) {
            made->over.scale(-1);
        }
        return made;
    }
    case expression_kind::smallest:
    case expression_kind::largest:
    case expression_kind::absolute:
    case expression_kind::equal:
    case expression_kind::not_equal:
    case expression_kind::less:
    case expression_kind::at_most:
    case expression_kind::more:
    case expression_kind::at_least:
    case expression_kind::between:
    case expression_kind::not_between:
    case expression_kind::both:
    case expression_kind::either:
    case expression_kind::negation:
    case expression_kind::implies:
    case expression_kind::reported: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<quotient> translation::sum_of(const expression& what, int sign) {
    std::optional<quotient> left = value_of(what.parts[0]);
    std::optional<quotient> right = value_of(what.parts[1]);
    if (!left || !right || (left->under && right->under)) {
        return std::nullopt;
    }
    right->over.scale(sign);
    if (left->under || right->under) {
        // a / b + 3 is (a + 3b) / b.
        quotient& divided = left->under ? *left : *right;
        const quotient& plain = left->under ? *right : *left;
        if (!plain.over.is_constant()) {
            return std::nullopt;
        }
        divided.over.add(*divided.under, plain.over.constant);
        return divided;
    }
    left->over.add(right->over, 1);
    return left;
}

std::optional<quotient> translation::product_of(const expression& what) {
    std::optional<quotient> left = value_of(what.parts[0]);
    std::optional<quotient> right = value_of(what.parts[1]);
    if (!left || !right) {
        return std::nullopt;
    }
    const bool left_is_number = left->over.is_constant() && !left->under;
    if (!left_is_number && (!right->over.is_constant() || right->under)) {
        return std::nullopt;
    }
    quotient& made = left_is_number ? *right : *left;
    made.over.scale(left_is_number ? left->over.constant : right->over.constant);
    return made;
}

std::optional<quotient> translation::quotient_of(const expression& what) {
    std::optional<quotient> left = value_of(what.parts[0]);
    std::optional<quotient> right = value_of(what.parts[1]);
    if (!left || !right || right->under) {
        return std::nullopt;
    }
    if (right->over.is_constant()) {
        if (right->over.constant.is_zero()) {
            return std::nullopt;
        }
        left->over.scale(1 / right->over.constant);
        return left;
    }
    if (left->under) {
        return std::nullopt;
    }
    return quotient{std::move(left->over), std::move(right->over)};
}

/// Whether a sum is not negative, whatever its figures are; it may be divided by where it is not 0.
bool translation::is_positive(const linear_form& form) const {
    return form.constant >= 0 && std::ranges::all_of(form.factors, [&](const auto& each) {
               const endpoint lowest = domain_of(unknowns_[each.first]).lo();
               return each.second > 0 && lowest.is_finite() && lowest.value >= 0;
           });
}

std::optional<linear_form> translation::difference(const expression& left,
                                                   const expression& right,
                                                   std::size_t tag) {
    std::optional<quotient> a = value_of(left);
    std::optional<quotient> b = value_of(right);
    if (!a || !b || (a->under && b->under)) {
        return std::nullopt;
    }
    linear_form made = a->over;
    if (!a->under && !b->under) {
        made.add(b->over, -1);
        return made;
    }
    const linear_form under = a->under ? *a->under : *b->under;
    if (!(a->under ? b->over : a->over).is_constant() || !is_positive(under)) {
        return std::nullopt;
    }
    // n / d - c has the sign of n - c d, since d is above zero.
    if (a->under) {
        made.add(under, -b->over.constant);
    } else {
        made = b->over;
        made.scale(-1);
        made.add(under, a->over.constant);
    }
    denominators_.push_back({under, true, tag});
    return made;
}

/// left - right > 0, or >= 0, or the other way round.
inequality above(linear_form difference, bool is_strict, std::size_t tag) {
    return {std::move(difference), is_strict, tag};
}

inequality below(linear_form difference, bool is_strict, std::size_t tag) {
    difference.scale(-1);
    return {std::move(difference), is_strict, tag};
}

std::optional<std::vector<inequality>> translation::of(const expression& condition,
                                                       std::size_t tag) {
    const auto& parts = condition.parts;
    const auto compared = [&](std::size_t left, std::size_t right) -> std::optional<linear_form> {
        return difference(parts[left], parts[right], tag);
    };
    const auto one = [](std::optional<linear_form> made,
                        auto build,
                        bool is_strict,
                        std::size_t of) -> std::optional<std::vector<inequality>> {
        if (!made) {
            return std::nullopt;
        }
        return std::vector{build(std::move(*made), is_strict, of)};
    };
    switch (condition.kind) {
    case expression_kind::less: return one(compared(0, 1), below, true, tag);
    case expression_kind::at_most: return one(compared(0, 1), below, false, tag);
    case expression_kind::more: return one(compared(0, 1), above, true, tag);
    case expression_kind::at_least: return one(compared(0, 1), above, false, tag);
    case expression_kind::equal: {
        const std::optional<linear_form> made = compared(0, 1);
        if (!made) {
            return std::nullopt;
        }
        return std::vector{above(*made, false, tag), below(*made, false, tag)};
    }
    case expression_kind::between: {
        const std::optional<linear_form> low = compared(0, 1);
        const std::optional<linear_form> high = compared(0, 2);
        if (!low || !high) {
            return std::nullopt;
        }
        return std::vector{above(*low, false, tag), below(*high, false, tag)};
    }
    case expression_kind::both: {
        std::optional<std::vector<inequality>> left = of(parts[0], tag);
        const std::optional<std::vector<inequality>> right = of(parts[1], tag);
        if (!left || !right) {
            return std::nullopt;
        }
        left->insert(left->end(), right->begin(), right->end());
        return left;
    }
    case expression_kind::negation: {
        // Of one comparison alone there is one way to fail.
        const auto failing = of_failing(parts[0], tag);
        if (!failing || failing->size() != 1) {
            return std::nullopt;
        }
        return failing->front();
    }
    case expression_kind::number:
    case expression_kind::reference:
    case expression_kind::year:
    case expression_kind::month:
    case expression_kind::plus:
    case expression_kind::minus:
    case expression_kind::times:
    case expression_kind::over:
    case expression_kind::negative:
    case expression_kind::smallest:
    case expression_kind::largest:
    case expression_kind::absolute:
    case expression_kind::not_equal:
    case expression_kind::not_between:
    case expression_kind::either:
    case expression_kind::implies:
    case expression_kind::reported: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::vector<std::vector<inequality>>> translation::of_failing(
    const expression& condition, std::size_t tag) {
    const auto all = of(condition, tag);
    if (!all) {
        return std::nullopt;
    }
    std::vector<std::vector<inequality>> ways;
    for (const inequality& each : *all) {
        ways.push_back({below(each.form, !each.is_strict, tag)});
    }
    return ways;
}

/// Whether a condition is so for all figures, for none, or for some.
enum class always { yes, no, sometimes };

/// Evaluates conditions by the least and the most that each part can come to.
class bounding {
  public:
    explicit bounding(const translation& known) : known_{known} {}

    [[nodiscard]] always judge(const expression& condition) const;

  private:
    [[nodiscard]] interval value_of(const expression& what) const;
    [[nodiscard]] always compare(const expression& left,
                                 expression_kind sign,
                                 const expression& right) const;

    const translation& known_;
};

always contrary(always of) {
    switch (of) {
    case always::yes: return always::no;
    case always::no: return always::yes;
    case always::sometimes: break;
    }
    return always::sometimes;
}

always together(always a, always b) {
    if (a == always::no || b == always::no) {
        return always::no;
    }
    return a == always::yes && b == always::yes ? always::yes : always::sometimes;
}

/// The least, or the most, of two numbers out of two intervals.
interval smaller_of(const interval& a, const interval& b) {
    const auto lower = [](const endpoint& one, const endpoint& other) {
        if (!one.is_finite() || !other.is_finite()) {
            return endpoint{};
        }
        if (one.value != other.value) {
            return one.value < other.value ? one : other;
        }
        return one.is_closed() ? one : other;
    };
    const auto upper = [](const endpoint& one, const endpoint& other) {
        if (!one.is_finite() || !other.is_finite()) {
            return one.is_finite() ? one : other;
        }
        if (one.value != other.value) {
            return one.value < other.value ? one : other;
        }
        return one.is_closed() ? other : one;
    };
    return interval::between(lower(a.lo(), b.lo()), upper(a.hi(), b.hi()))
        .value_or(interval::everything());
}

interval bounding::value_of(const expression& what) const {
    const auto part = [&](std::size_t which) { return value_of(what.parts[which]); };
    switch (what.kind) {
    case expression_kind::number: return interval::exactly(what.value);
    case expression_kind::reference: return known_.domain_of({unknown::kind::figure, what.named});
    case expression_kind::year: return known_.domain_of({unknown::kind::year, {}});
    case expression_kind::month: return known_.domain_of({unknown::kind::month, {}});
    case expression_kind::plus: return part(0) + part(1);
    case expression_kind::minus: return part(0) - part(1);
    case expression_kind::times: return part(0) * part(1);
    case expression_kind::over: {
        const interval under = part(1);
        if (!under.contains(0)) {
            return part(0) / under;
        }
        // Nothing is divided by 0: of counts, the rest is above it.
        const auto positive = intersection(under, interval::more_than(0));
        const bool is_count = under.lo().is_finite() && under.lo().value >= 0;
        return positive && is_count ? part(0) / *positive : interval::everything();
    }
    case expression_kind::negative: return -part(0);
    case expression_kind::smallest:
    case expression_kind::largest: {
        const bool least = what.kind == expression_kind::smallest;
        interval made = least ? part(0) : -part(0);
        for (std::size_t i = 1; i < what.parts.size(); ++i) {
            made = smaller_of(made, least ? part(i) : -part(i));
        }
        return least ? made : -made;
    }
    case expression_kind::absolute: {
        const interval inner = part(0);
        const interval both = hull(inner, -inner);
        const auto positive = intersection(both, interval::at_least(0));
        const bool crosses = inner.contains(0);
        if (!crosses && inner.lo().is_finite() && inner.lo().value >= 0) {
            return inner;
        }
        return positive ? *positive : interval::at_least(0);
    }
    case expression_kind::equal:
    case expression_kind::not_equal:
    case expression_kind::less:
    case expression_kind::at_most:
    case expression_kind::more:
    case expression_kind::at_least:
    case expression_kind::between:
    case expression_kind::not_between:
    case expression_kind::both:
    case expression_kind::either:
    case expression_kind::negation:
    case expression_kind::implies:
    case expression_kind::reported: break;
    }
    return interval::everything();
}

always bounding::compare(const expression& left,
                         expression_kind sign,
                         const expression& right) const {
    const interval difference = value_of(left) - value_of(right);
    const auto within = [&](const interval& wanted) {
        if (difference.is_subset_of(wanted)) {
            return always::yes;
        }
        return difference.overlaps(wanted) ? always::sometimes : always::no;
    };
    if (sign == expression_kind::less) return within(interval::less_than(0));
    if (sign == expression_kind::at_most) return within(interval::at_most(0));
    if (sign == expression_kind::more) return within(interval::more_than(0));
    if (sign == expression_kind::at_least) return within(interval::at_least(0));
    return within(interval::exactly(0));
}

always bounding::judge(const expression& condition) const {
    const auto& parts = condition.parts;
    switch (condition.kind) {
    case expression_kind::equal:
    case expression_kind::less:
    case expression_kind::at_most:
    case expression_kind::more:
    case expression_kind::at_least: return compare(parts[0], condition.kind, parts[1]);
    case expression_kind::not_equal:
        return contrary(compare(parts[0], expression_kind::equal, parts[1]));
    case expression_kind::between:
    case expression_kind::not_between: {
        const always inside = together(compare(parts[0], expression_kind::at_least, parts[1]),
                                       compare(parts[0], expression_kind::at_most, parts[2]));
        return condition.kind == expression_kind::between ? inside : contrary(inside);
    }
    case expression_kind::both: return together(judge(parts[0]), judge(parts[1]));
    case expression_kind::either:
        return contrary(together(contrary(judge(parts[0])), contrary(judge(parts[1]))));
    case expression_kind::negation: return contrary(judge(parts[0]));
    case expression_kind::implies:
        return contrary(together(judge(parts[0]), contrary(judge(parts[1]))));
    case expression_kind::reported:
    case expression_kind::number:
    case expression_kind::reference:
    case expression_kind::year:
    case expression_kind::month:
    case expression_kind::plus:
    case expression_kind::minus:
    case expression_kind::times:
    case expression_kind::over:
    case expression_kind::negative:
    case expression_kind::smallest:
    case expression_kind::largest:
    case expression_kind::absolute: break;
    }
    return always::sometimes;
}

/// A rule that takes part, by its tag less one.
struct participant {
    std::string code;
    bilingual text;
    bool is_written = false;
};

/// Looks at the rules of one codebook.
class consistency {
  public:
    explicit consistency(const codebook& book) : book_{book} {}
    std::vector<rule_remark> run();

  private:
    /// A written rule with what it was read as.
    struct one_rule {
        const written_rule* written = nullptr;
        expression check{};
        std::optional<expression> when{};
    };

    void judge_alone(const one_rule& of);
    [[nodiscard]] always alone(const expression& condition, const expression* when) const;
    void judge_together(std::span<const one_rule> rules);
    void remark(rule_remark_kind kind, std::vector<std::string> codes, bilingual reason);
    void remark_contradiction(const std::vector<std::size_t>& tags);

    std::size_t take_part(participant who);
    void add_derived();
    void relate(const figure_reference& part);
    void relate_to_totals(const figure_reference& part, const indicator& of);
    void add_derived(linear_form form, const std::string& code, bilingual text);
    [[nodiscard]] std::optional<std::vector<std::size_t>> smallest_set(
        const std::set<std::size_t>& among);
    [[nodiscard]] feasibility among_tags(const std::set<std::size_t>& tags);
    /// Whether it is only that nothing may be divided by that makes the rules contradict.
    [[nodiscard]] bool is_about_nothing(const std::vector<std::size_t>& tags);

    const codebook& book_;
    std::vector<rule_remark> remarks_;
    // Of the rules together:
    translation known_{book_};
    std::vector<inequality> system_;
    std::vector<participant> participants_;
    std::size_t work_ = most_work_together;
    std::set<std::string> pairs_;  // the derived inequalities that are there
};

feasibility solved(std::vector<inequality> all, const translation& known, std::size_t& work) {
    for (inequality& each : all) {
        each = tightened(std::move(each), known.whole());
    }
    if (all.size() > most_inequalities) {
        return {feasibility::outcome::given_up, {}};
    }
    return detail::solve(all, work);
}

/// Whether a condition is always or never so, where another is; decided exactly where it can be.
always consistency::alone(const expression& condition, const expression* when) const {
    translation known{book_};
    std::optional<std::vector<inequality>> assumed{std::in_place};
    if (when != nullptr) {
        assumed = known.of(*when, 1);
    }
    const auto holding = known.of(condition, 1);
    const auto failing = known.of_failing(condition, 1);
    const always roughly = bounding{known}.judge(condition);
    if (roughly != always::sometimes || !assumed || !holding || !failing) {
        return roughly;
    }
    std::size_t work = most_work_alone;
    const auto is_possible = [&](const std::vector<inequality>& some) {
        std::vector<inequality> all = known.domains();
        all.insert(all.end(), assumed->begin(), assumed->end());
        all.insert(all.end(), known.denominators().begin(), known.denominators().end());
        all.insert(all.end(), some.begin(), some.end());
        return solved(std::move(all), known, work).is != feasibility::outcome::contradictory;
    };
    if (!is_possible({})) {
        return always::sometimes;  // the condition of the rule never holds, which is told by itself
    }
    if (!is_possible(*holding)) {
        return always::no;
    }
    return std::ranges::any_of(*failing, is_possible) ? always::sometimes : always::yes;
}

void consistency::remark(rule_remark_kind kind, std::vector<std::string> codes, bilingual reason) {
    remarks_.push_back({kind, std::move(codes), std::move(reason)});
}

void consistency::judge_alone(const one_rule& of) {
    const std::string& code = of.written->code;
    const std::string& check = of.written->check;
    if (of.when) {
        const always applies = alone(*of.when, nullptr);
        if (applies == always::no) {
            remark(rule_remark_kind::never_fails,
                   {code},
                   {"its condition never holds: no figures satisfy \"" + of.written->when + '"',
                    "其条件从不成立：没有数值能满足“" + of.written->when + "”"});
            return;
        }
    }
    const expression* const when = of.when ? &*of.when : nullptr;
    const std::string where = when == nullptr ? "" : " where \"" + of.written->when + '"';
    const std::string where_zh = when == nullptr ? "" : "在“" + of.written->when + "”时，";
    switch (alone(of.check, when)) {
    case always::no:
        remark(rule_remark_kind::never_holds,
               {code},
               {"no figures satisfy \"" + check + '"' + where,
                where_zh + "没有数值能满足“" + check + "”"});
        break;
    case always::yes:
        remark(rule_remark_kind::never_fails,
               {code},
               {"all figures satisfy \"" + check + '"' + where,
                where_zh + "所有数值都满足“" + check + "”"});
        break;
    case always::sometimes: break;
    }
}

std::size_t consistency::take_part(participant who) {
    const auto known = std::ranges::find(participants_, who.code, &participant::code);
    if (known != participants_.end()) {
        return static_cast<std::size_t>(known - participants_.begin()) + 1;
    }
    participants_.push_back(std::move(who));
    return participants_.size();
}

void consistency::add_derived(linear_form form, const std::string& code, bilingual text) {
    const std::size_t tag = take_part({code, std::move(text), false});
    system_.push_back({std::move(form), false, tag});
}

/// `whole` - `part` >= 0.
linear_form at_most(std::uint32_t part, std::uint32_t whole) {
    linear_form form;
    form.factors.emplace(whole, 1);
    form.factors.emplace(part, -1);
    return form;
}

/// What the derived rules say of the figures that the rules name, and of those that this brings in.
void consistency::add_derived() {
    for (std::size_t i = 0; i < known_.size() && system_.size() < most_inequalities; ++i) {
        const unknown each = known_[i];
        if (each.is == unknown::kind::figure) {
            relate(each.named);
        }
    }
}

void consistency::relate(const figure_reference& part) {
    const indicator& of = book_[part.what.indicator];
    const std::uint32_t number = known_.number_of(part);
    if (of.part_of) {
        figure_reference whole = part;
        whole.what.indicator = *of.part_of;
        add_derived(at_most(number, known_.number_of(whole)),
                    "part_of:" + of.name.code,
                    {of.name.name.in(language::en) + " are at most " +
                         book_[*of.part_of].name.name.in(language::en),
                     of.name.name.in(language::zh) + "不多于" +
                         book_[*of.part_of].name.name.in(language::zh)});
    }
    if (of.over_time == nature::cumulative && part.when != time_reference::same) {
        figure_reference now = part;
        now.when = time_reference::same;
        add_derived(at_most(number, known_.number_of(now)),
                    "cumulative:" + of.name.code,
                    {of.name.name.in(language::en) + " never fall",
                     of.name.name.in(language::zh) + "不减少"});
    }
    if (part.over == summed_over::nothing) {
        relate_to_totals(part, of);
    }
}

void consistency::relate_to_totals(const figure_reference& part, const indicator& of) {
    for (const breakdown_use& use : of.breakdowns) {
        const bool is_one_way = std::ranges::count(of.breakdowns, use.by, &breakdown_use::by) == 1;
        const std::size_t count = book_[use.by].items.size();
        if (!is_one_way || part.what.item(use.by) == series::all || count > most_items) {
            continue;
        }
        const std::string suffix = of.name.code + ":" + book_[use.by].name.code;
        figure_reference total = part;
        total.what = total.what.with(use.by, series::all);
        const bilingual names{
            of.name.name.in(language::en) + " by " + book_[use.by].name.name.in(language::en),
            of.name.name.in(language::zh) + "按" + book_[use.by].name.name.in(language::zh)};
        if (use.as == breakdown_kind::of_which) {
            add_derived(
                at_most(known_.number_of(part), known_.number_of(total)),
                "of_which:" + suffix,
                {names.en + ": each item is at most the total", names.zh + "：其中各项不大于合计"});
            continue;
        }
        if (use.as != breakdown_kind::partition || use.counting != tier_counting::exclusive) {
            continue;
        }
        // Once for all items: the total is their sum.
        linear_form sum;
        sum.factors.emplace(known_.number_of(total), -1);
        for (std::size_t i = 0; i < count; ++i) {
            figure_reference item = part;
            item.what = item.what.with(use.by, static_cast<std::uint16_t>(i));
            sum.factors.emplace(known_.number_of(item), 1);
        }
        const std::string key = suffix + '/' + std::to_string(known_.number_of(total));
        if (!pairs_.insert(key).second) {
            continue;
        }
        const bilingual text{names.en + ": the total is the sum of the items",
                             names.zh + "：合计等于各项之和"};
        linear_form difference = sum;
        difference.scale(-1);
        add_derived(std::move(sum), "partition:" + suffix, text);
        add_derived(std::move(difference), "partition:" + suffix, text);
    }
}

feasibility consistency::among_tags(const std::set<std::size_t>& tags) {
    std::vector<inequality> all = known_.domains();
    const auto add = [&](const std::vector<inequality>& some) {
        for (const inequality& each : some) {
            if (tags.contains(each.tag)) {
                all.push_back(each);
            }
        }
    };
    add(system_);
    add(known_.denominators());
    return solved(std::move(all), known_, work_);
}

/// Rules that contradict each other and would not without any one of them.
std::optional<std::vector<std::size_t>> consistency::smallest_set(
    const std::set<std::size_t>& among) {
    const feasibility found = among_tags(among);
    if (found.is != feasibility::outcome::contradictory) {
        return std::nullopt;
    }
    std::set<std::size_t> left{found.tags.begin(), found.tags.end()};
    left.erase(of_domains);
    // Derived rules go first, so that as few of them as can be are named.
    std::vector<std::size_t> tries{left.rbegin(), left.rend()};
    for (const std::size_t tag : tries) {
        std::set<std::size_t> without = left;
        without.erase(tag);
        if (among_tags(without).is == feasibility::outcome::contradictory) {
            left = std::move(without);
        }
    }
    return std::vector<std::size_t>{left.begin(), left.end()};
}

bool consistency::is_about_nothing(const std::vector<std::size_t>& tags) {
    std::vector<inequality> all = known_.domains();
    std::set<std::size_t> divides;
    for (const inequality& each : known_.denominators()) {
        if (std::ranges::find(tags, each.tag) != tags.end()) {
            divides.insert(each.tag);
            all.push_back(each);
        }
    }
    if (divides.empty()) {
        return false;
    }
    for (const inequality& each : system_) {
        if (std::ranges::find(tags, each.tag) != tags.end() && !divides.contains(each.tag)) {
            all.push_back(each);
        }
    }
    return solved(std::move(all), known_, work_).is == feasibility::outcome::contradictory;
}

void consistency::remark_contradiction(const std::vector<std::size_t>& tags) {
    std::vector<std::string> codes;
    bilingual reason;
    for (const std::size_t tag : tags) {
        const participant& who = participants_[tag - 1];
        codes.push_back(who.code);
        const bool is_first = reason.en.empty();
        const std::string quote = who.is_written ? "\"" : "";
        reason.en += (is_first ? "no figures satisfy " : " and ") + who.code + " (" + quote +
                     who.text.en + quote + ")";
        reason.zh +=
            (is_first ? "没有数值能同时满足" : "和") + who.code + "（" + who.text.zh + "）";
    }
    reason.en += tags.size() > 1 ? " together" : "";
    remark(rule_remark_kind::contradiction, std::move(codes), std::move(reason));
}

void consistency::judge_together(std::span<const one_rule> rules) {
    for (const one_rule& each : rules) {
        const std::string& code = each.written->code;
        const bool never_holds = std::ranges::any_of(remarks_, [&](const rule_remark& known) {
            return known.kind == rule_remark_kind::never_holds && known.codes.front() == code;
        });
        if (each.when || never_holds) {
            continue;
        }
        const std::size_t tag = take_part({code, {each.written->check, each.written->check}, true});
        const auto said = known_.of(each.check, tag);
        if (system_.size() > most_inequalities) {
            return;
        }
        if (said) {
            system_.insert(system_.end(), said->begin(), said->end());
        }
    }
    add_derived();
    std::set<std::size_t> among;
    for (std::size_t tag = 1; tag <= participants_.size(); ++tag) {
        among.insert(tag);
    }
    // A rule that contradicts others is told once, and left out for the rest.
    while (const auto found = smallest_set(among)) {
        const auto last = std::find_if(found->rbegin(), found->rend(), [&](std::size_t tag) {
            return participants_[tag - 1].is_written;
        });
        if (found->empty() || last == found->rend()) {
            return;
        }
        if (!is_about_nothing(*found)) {
            remark_contradiction(*found);
        }
        among.erase(*last);
    }
}

std::vector<rule_remark> consistency::run() {
    std::vector<one_rule> rules;
    for (const written_rule& each : book_.rules) {
        auto check = parse_rule(each.check, book_);
        expression* const read = std::get_if<expression>(&check);
        if (read == nullptr) {
            continue;  // reading the codebook tells why
        }
        one_rule made{&each, std::move(*read), {}};
        if (!each.when.empty()) {
            auto when = parse_rule(each.when, book_);
            expression* const condition = std::get_if<expression>(&when);
            if (condition == nullptr) {
                continue;
            }
            made.when = std::move(*condition);
        }
        rules.push_back(std::move(made));
    }
    for (const one_rule& each : rules) {
        judge_alone(each);
    }
    if (!rules.empty()) {
        judge_together(rules);
    }
    return std::move(remarks_);
}

}  // namespace

std::vector<rule_remark> check_rules(const codebook& book) {
    return consistency{book}.run();
}

}  // namespace crossfoot
