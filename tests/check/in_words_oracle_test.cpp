#include "../support/told.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <check/compiled_rule.hpp>
#include <check/condition.hpp>
#include <check/instance.hpp>
#include <cstdint>
#include <string>
#include <vector>

// Rules in words against the definition of their verdict, on small worlds: every figure is a few
// whole numbers, or missing, and every choice and fill is tried. The oracle computes with its own
// fractions and walks over the rule as it was written; it knows no forms.
//
// For what is missing stand all small numbers and some large ones. Factors, constants and figures
// are so small that whatever can happen happens there: a sum that has passed all that it is
// compared with has done so long before, and a ratio of small figures has come as near to its limit
// as the numbers that it is compared with can tell.
//
// A rule that is judged sharply must have exactly the verdict of the definition. Of the others
// nothing may be wrong: `holds` only where it is so for all choices and fills, `fails` only where
// it is so for none.

namespace {

using namespace crossfoot;
using kind = expression_kind;

// -- the oracle -----------------------------------------------------------------------------------

struct fraction {
    std::int64_t top = 0;
    std::int64_t bottom = 1;  // above 0
    bool defined = true;
};

fraction made(std::int64_t top, std::int64_t bottom) {
    if (bottom == 0) {
        return {0, 1, false};
    }
    return bottom < 0 ? fraction{-top, -bottom, true} : fraction{top, bottom, true};
}

int compared(const fraction& a, const fraction& b) {
    const std::int64_t left = a.top * b.bottom;
    const std::int64_t right = b.top * a.bottom;
    return left < right ? -1 : left > right ? 1 : 0;
}

/// A figure of the world: the whole numbers from `lo` to `hi`, or anything.
struct known {
    std::int64_t lo = 0;
    std::int64_t hi = 0;
    bool missing = false;
    bool may_be_negative = false;
};

/// Figures 0 and 1 are the two items of one indicator, figure 2 is another indicator's; the sum
/// over items is that of the first two.
constexpr std::size_t plain = 3;
constexpr std::size_t summed = 3;

std::size_t number_of(const figure_reference& named) {
    if (named.over == summed_over::items) {
        return summed;
    }
    return named.what.indicator.index() == 0 ? named.what.item(breakdown_id{0}) : 2;
}
using world = std::array<known, plain>;
using choice = std::array<std::int64_t, plain>;

fraction value_of(const expression& of, const choice& at) {
    const auto part = [&](std::size_t i) { return value_of(of.parts[i], at); };
    switch (of.kind) {
    case kind::number:
        return made(static_cast<std::int64_t>(numerator(of.value)),
                    static_cast<std::int64_t>(denominator(of.value)));
    case kind::reference: {
        const std::size_t which = number_of(of.named);
        return made(which == summed ? at[0] + at[1] : at[which], 1);
    }
    case kind::negative: {
        const fraction a = part(0);
        return {-a.top, a.bottom, a.defined};
    }
    case kind::absolute: {
        const fraction a = part(0);
        return {a.top < 0 ? -a.top : a.top, a.bottom, a.defined};
    }
    default: break;
    }
    const fraction a = part(0);
    const fraction b = part(1);
    fraction result;
    switch (of.kind) {
    case kind::plus: result = made(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom); break;
    case kind::minus:
        result = made(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom);
        break;
    case kind::times: result = made(a.top * b.top, a.bottom * b.bottom); break;
    case kind::over: result = made(a.top * b.bottom, a.bottom * b.top); break;
    case kind::smallest: result = compared(a, b) < 0 ? a : b; break;
    case kind::largest: result = compared(a, b) > 0 ? a : b; break;
    default: ADD_FAILURE(); break;
    }
    result.defined = result.defined && a.defined && b.defined;
    return result;
}

/// Whether it is so; no value where that is not defined.
struct truth {
    bool is_so = false;
    bool defined = true;
};

/// The claim of an equation is no choice: what is computed lies among its values, or not.
struct equation {
    const expression* claim = nullptr;
    const expression* rest = nullptr;
};

bool is_alone(const expression& side) {
    return side.kind == kind::reference && side.named.is_here();
}

equation equation_of(const expression& of) {
    if (of.kind == kind::equal && is_alone(of.parts[0])) {
        return {&of.parts[0], &of.parts[1]};
    }
    if (of.kind == kind::equal && is_alone(of.parts[1])) {
        return {&of.parts[1], &of.parts[0]};
    }
    return {};
}

/// `negated`: what is asked is the contrary. Then an equation is no claim: it says what a figure is
/// not.
truth is_so(const expression& of, const choice& at, const world& all, bool negated = false) {
    const auto part = [&](std::size_t i) {
        const bool is_if = of.kind == kind::implies && i == 0;
        const bool below = of.kind == kind::negation ? !negated : !is_if && negated;
        return is_so(of.parts[i], at, all, below);
    };
    switch (of.kind) {
    case kind::negation: {
        const truth a = part(0);
        return {!a.is_so, a.defined};
    }
    case kind::both:
    case kind::either:
    case kind::implies: {
        const truth a = part(0);
        const truth b = part(1);
        const bool result = of.kind == kind::both     ? a.is_so && b.is_so
                            : of.kind == kind::either ? a.is_so || b.is_so
                                                      : !a.is_so || b.is_so;
        return {result, a.defined && b.defined};
    }
    default: break;
    }
    const equation about = equation_of(of);
    if (about.claim != nullptr && !negated && !all[number_of(about.claim->named)].missing) {
        const known& claim = all[number_of(about.claim->named)];
        const fraction computed = value_of(*about.rest, at);
        return {compared(computed, made(claim.lo, 1)) >= 0 &&
                    compared(computed, made(claim.hi, 1)) <= 0,
                computed.defined};
    }
    const fraction a = value_of(of.parts[0], at);
    const fraction b = value_of(of.parts[1], at);
    const int order = compared(a, b);
    const bool defined = a.defined && b.defined;
    switch (of.kind) {
    case kind::equal: return {order == 0, defined};
    case kind::not_equal: return {order != 0, defined};
    case kind::less: return {order < 0, defined};
    case kind::at_most: return {order <= 0, defined};
    case kind::more: return {order > 0, defined};
    case kind::at_least: return {order >= 0, defined};
    case kind::between:
    case kind::not_between: {
        const fraction high = value_of(of.parts[2], at);
        const bool inside = order >= 0 && compared(a, high) <= 0;
        return {inside == (of.kind == kind::between), defined && high.defined};
    }
    default: ADD_FAILURE(); return {};
    }
}

/// The figures that an expression names.
void names(const expression& of, std::array<bool, plain>& used) {
    if (of.kind == kind::reference) {
        const std::size_t which = number_of(of.named);
        if (which == summed) {
            used[0] = used[1] = true;
        } else {
            used[which] = true;
        }
    }
    for (const expression& each : of.parts) {
        names(each, used);
    }
}

struct oracle_says {
    verdict result = verdict::unknown;
    bool undefined = false;
};

/// What stands for all that a missing figure could be.
std::vector<std::int64_t> fills_of(const known& missing) {
    std::vector<std::int64_t> values;
    for (std::int64_t value = 0; value <= 100; ++value) {
        values.push_back(value);
    }
    values.insert(values.end(), {150, 300, 1000, 9999});
    for (std::size_t i = values.size(); missing.may_be_negative && i-- > 1;) {
        values.push_back(-values[i]);
    }
    return values;
}

/// The verdict by its definition.
oracle_says by_definition(const expression& of, const world& all) {
    std::array<bool, plain> used{};
    names(of, used);
    std::array<std::vector<std::int64_t>, plain> fills;
    std::array<std::vector<std::int64_t>, plain> choices;
    for (std::size_t i = 0; i < plain; ++i) {
        fills[i] = choices[i] = {0};
        if (!used[i]) {
            continue;
        }
        std::vector<std::int64_t>& values = all[i].missing ? fills[i] : choices[i];
        values.clear();
        if (!all[i].missing) {
            for (std::int64_t value = all[i].lo; value <= all[i].hi; ++value) {
                values.push_back(value);
            }
            continue;
        }
        values = fills_of(all[i]);
    }
    const auto for_all = [](const std::array<std::vector<std::int64_t>, plain>& of_each,
                            const auto& visit) {
        for (const std::int64_t a : of_each[0]) {
            for (const std::int64_t b : of_each[1]) {
                for (const std::int64_t c : of_each[2]) {
                    visit(choice{a, b, c});
                }
            }
        }
    };
    bool any_holds = false;
    bool any_fails = false;
    bool any_possible = false;
    for_all(fills, [&](const choice& fill) {
        bool some = false;
        bool all_so = true;
        bool any = false;
        for_all(choices, [&](const choice& chosen) {
            choice at{};
            for (std::size_t i = 0; i < plain; ++i) {
                at[i] = fill[i] + chosen[i];  // one of the two is 0
            }
            const truth one = is_so(of, at, all);
            if (one.defined) {
                any = true;
                some = some || one.is_so;
                all_so = all_so && one.is_so;
            }
        });
        if (any) {
            (all_so ? any_holds : some ? any_possible : any_fails) = true;
        }
    });
    const bool is_equation = equation_of(of).claim != nullptr;
    if (!any_holds && !any_fails && !any_possible) {
        return {verdict::fails, !is_equation};
    }
    if (!any_fails && !any_possible) {
        return {verdict::holds};
    }
    if (!any_holds && !any_possible) {
        return {verdict::fails};
    }
    return {any_fails && (any_holds || any_possible) ? verdict::unknown : verdict::possible};
}

// -- the library's side ---------------------------------------------------------------------------

detail::said by_library(const compiled_rule& form, const world& all) {
    std::vector<operand> operands;
    detail::placed_condition placed{std::make_shared<const compiled_rule>(form), {}, {}};
    std::array<std::uint32_t, plain> first_of{};
    first_of.fill(static_cast<std::uint32_t>(-1));
    for (const detail::variable& each : form.variables) {
        const auto first = static_cast<std::uint32_t>(operands.size());
        const std::size_t which = number_of(each.named);
        for (std::size_t figure = which == summed ? 0 : which;
             figure <= (which == summed ? 1 : which);
             ++figure) {
            const known& one = all[figure];
            const auto position = static_cast<std::uint32_t>(operands.size());
            if (first_of[figure] == static_cast<std::uint32_t>(-1)) {
                first_of[figure] = position;
            }
            const interval domain =
                one.may_be_negative ? interval::everything() : interval::at_least(0);
            operands.push_back({first_of[figure],
                                1,
                                one.missing ? domain : interval::closed(one.lo, one.hi),
                                true,
                                one.missing});
        }
        placed.operands.emplace_back(first, static_cast<std::uint32_t>(operands.size()));
        placed.reported.push_back(true);
    }
    return detail::judge_condition(placed, operands);
}

// -- rules and worlds by chance -------------------------------------------------------------------

class chance {
  public:
    explicit chance(std::uint64_t seed) : state_{seed * 2654435761U + 1} {}

    std::size_t below(std::size_t end) {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return static_cast<std::size_t>((state_ >> 11U) % end);
    }
    bool one_in(std::size_t many) { return below(many) == 0; }

  private:
    std::uint64_t state_;
};

expression number(const rational& value) {
    expression of;
    of.value = value;
    return of;
}
expression figure_named(std::size_t which) {
    expression of;
    of.kind = kind::reference;
    if (which == summed) {
        of.named.over = summed_over::items;
        of.named.by = breakdown_id{0};
    } else if (which == 2) {
        of.named.what.indicator = indicator_id{1};
    } else {
        of.named.what = of.named.what.with(breakdown_id{0}, static_cast<std::uint16_t>(which));
    }
    return of;
}
expression joined(kind how, expression a, expression b) {
    expression of;
    of.kind = how;
    of.parts = {std::move(a), std::move(b)};
    return of;
}
expression alone(kind how, expression a) {
    expression of;
    of.kind = how;
    of.parts = {std::move(a)};
    return of;
}

std::string text_of(const expression& of) {
    const auto joined_by = [&](const char* sign) {
        return "(" + text_of(of.parts[0]) + sign + text_of(of.parts[1]) + ")";
    };
    switch (of.kind) {
    case kind::number: return of.value.str();
    case kind::reference: {
        const std::size_t which = number_of(of.named);
        constexpr std::array names{"x[a]", "x[b]", "z", "sum(x by item)"};
        return names[which];
    }
    case kind::plus: return joined_by(" + ");
    case kind::minus: return joined_by(" - ");
    case kind::times: return joined_by(" * ");
    case kind::over: return joined_by(" / ");
    case kind::negative: return "-" + text_of(of.parts[0]);
    case kind::absolute: return "abs" + text_of(of.parts[0]);
    case kind::smallest: return "min" + joined_by(", ");
    case kind::largest: return "max" + joined_by(", ");
    case kind::equal: return joined_by(" = ");
    case kind::not_equal: return joined_by(" != ");
    case kind::less: return joined_by(" < ");
    case kind::at_most: return joined_by(" <= ");
    case kind::more: return joined_by(" > ");
    case kind::at_least: return joined_by(" >= ");
    case kind::between:
    case kind::not_between:
        return "(" + text_of(of.parts[0]) + (of.kind == kind::between ? "" : " not") + " between " +
               text_of(of.parts[1]) + " and " + text_of(of.parts[2]) + ")";
    case kind::both: return joined_by(" and ");
    case kind::either: return joined_by(" or ");
    case kind::negation: return "not " + text_of(of.parts[0]);
    case kind::implies: return "if " + text_of(of.parts[0]) + " then " + text_of(of.parts[1]);
    default: return "?";
    }
}

std::string text_of(const world& all) {
    std::string text;
    for (std::size_t i = 0; i < plain; ++i) {
        text += std::string(i == 0 ? "" : ", ") + static_cast<char>('a' + i) + ": ";
        text += all[i].missing ? "missing"
                               : std::to_string(all[i].lo) + "-" + std::to_string(all[i].hi);
    }
    return text;
}

class rule_maker {
  public:
    explicit rule_maker(chance& by) : by_{by} {}

    /// The figures are named in a random order, so that a rule names each once where it can.
    expression linear(std::size_t figures) {
        expression sum = term(by_.below(plain + 1));
        for (std::size_t i = 1; i < figures; ++i) {
            sum = joined(by_.one_in(3) ? kind::minus : kind::plus,
                         std::move(sum),
                         term(by_.below(plain + 1)));
        }
        if (by_.one_in(3)) {
            sum = joined(by_.one_in(2) ? kind::minus : kind::plus, std::move(sum), number(small()));
        }
        return sum;
    }

    expression ratio() {
        expression made = joined(kind::over, counts(), counts());
        if (by_.one_in(4)) {
            made = joined(kind::times, number(1 + static_cast<int>(by_.below(3))), std::move(made));
        }
        if (by_.one_in(4)) {
            made = joined(by_.one_in(2) ? kind::minus : kind::plus, std::move(made), number(1));
        }
        if (by_.one_in(8)) {
            made = alone(kind::negative, std::move(made));
        }
        return made;
    }

    expression comparison() {
        switch (by_.below(10)) {
        case 0:
            return joined(kind::equal, figure_named(by_.below(plain)), linear(1 + by_.below(2)));
        case 1:
            return joined(kind::equal, linear(1 + by_.below(2)), figure_named(by_.below(plain)));
        case 2: return joined(kind::equal, figure_named(by_.below(plain)), ratio());
        case 3: return joined(sign(), ratio(), number(rational{by_.below(9), 1 + by_.below(4)}));
        case 4: return joined(sign(), number(rational{by_.below(9), 1 + by_.below(4)}), ratio());
        case 5: return between(ratio());
        case 6: return between(linear(1 + by_.below(2)));
        case 7: return joined(sign(), general(), linear(1));
        default: return joined(sign(), linear(1 + by_.below(2)), linear(1 + by_.below(2)));
        }
    }

    expression condition() {
        switch (by_.below(12)) {
        case 0: return joined(kind::both, comparison(), comparison());
        case 1: return joined(kind::either, comparison(), comparison());
        case 2: return joined(kind::implies, comparison(), comparison());
        case 3: {
            // "not a != b" is "a = b", which would make a claim of it.
            expression negated = comparison();
            return negated.kind == kind::not_equal ? negated
                                                   : alone(kind::negation, std::move(negated));
        }
        default: return comparison();
        }
    }

  private:
    rational small() { return rational{by_.below(7), 1 + by_.below(2)}; }

    expression term(std::size_t which) {
        expression named = figure_named(which);
        switch (by_.below(6)) {
        case 0:
            return joined(
                kind::times, number(2 + static_cast<int>(by_.below(2))), std::move(named));
        case 1: return joined(kind::over, std::move(named), number(2));
        case 2: return alone(kind::negative, std::move(named));
        default: return named;
        }
    }

    expression counts() {
        const std::size_t first = by_.below(plain + 1);
        if (by_.one_in(3)) {
            return joined(kind::plus, figure_named(first), figure_named(by_.below(plain)));
        }
        return figure_named(first);
    }

    expression between(expression what) {
        const rational low = small();
        expression made;
        made.kind = by_.one_in(4) ? kind::not_between : kind::between;
        made.parts = {std::move(what), number(low), number(low + small())};
        return made;
    }

    expression general() {
        switch (by_.below(5)) {
        case 0: return joined(kind::times, linear(1), linear(1));
        case 1: return joined(kind::smallest, linear(1), linear(1));
        case 2: return joined(kind::largest, linear(1), linear(1));
        case 3: return alone(kind::absolute, linear(2));
        default: return joined(kind::minus, ratio(), ratio());
        }
    }

    kind sign() {
        constexpr std::array signs{
            kind::less, kind::at_most, kind::more, kind::at_least, kind::equal, kind::not_equal};
        return signs[by_.below(signs.size())];
    }

    chance& by_;
};

world some_world(chance& by, bool negative) {
    world all;
    std::size_t missing = 0;
    for (known& each : all) {
        each.may_be_negative = negative && by.one_in(2);
        const int shift = each.may_be_negative ? 3 : 0;
        each.lo = static_cast<std::int64_t>(by.below(6)) - shift;
        each.hi = each.lo + (by.one_in(2) ? 0 : static_cast<std::int64_t>(by.below(4)));
        each.missing = missing < 2 && by.one_in(4);
        missing += each.missing ? 1U : 0U;
    }
    return all;
}

/// Whether an equation somewhere is about a figure that nobody reported. At the top there is then
/// nothing to judge.
bool misses_a_claim(const expression& of, const world& all) {
    if (const equation about = equation_of(of); about.claim != nullptr) {
        return all[number_of(about.claim->named)].missing;
    }
    return std::ranges::any_of(of.parts,
                               [&](const expression& each) { return misses_a_claim(each, all); });
}

bool has_ratio(const expression& of) {
    return of.kind == kind::over || std::ranges::any_of(of.parts, has_ratio);
}

struct tally {
    std::size_t sharp = 0;
    std::size_t not_sharp = 0;
    std::array<std::size_t, 4> verdicts{};
    std::size_t wrong = 0;
};

void compare(const expression& of, const world& all, bool negative, tally& told) {
    const auto form = detail::compile(of);
    const detail::said said = by_library(*form, all);
    const oracle_says wanted = by_definition(of, all);
    const std::string about = text_of(of) + " with " + text_of(all);
    if (wanted.undefined || said.is_undefined) {
        const bool is_plain = form->root.is == detail::condition_node::kind::comparison;
        if (is_plain && !form->why_not_sharp && !negative) {
            EXPECT_EQ(said.is_undefined, wanted.undefined) << about;
        }
        return;
    }
    // Where figures may be below zero, ratios are judged by the ends of what they can be.
    const bool sharp =
        !form->why_not_sharp && !(negative && has_ratio(of)) && !misses_a_claim(of, all);
    ++(sharp ? told.sharp : told.not_sharp);
    ++told.verdicts[static_cast<std::size_t>(wanted.result)];
    const bool claims_more = said.result == verdict::holds || said.result == verdict::fails;
    if (sharp ? said.result != wanted.result : claims_more && said.result != wanted.result) {
        ++told.wrong;
        if (told.wrong < 12) {
            ADD_FAILURE() << about << ": " << name_of(said.result) << ", should be "
                          << name_of(wanted.result) << (sharp ? ", sharply" : "");
        }
    }
}

void try_many(std::uint64_t seed, std::size_t rules, bool negative) {
    chance by{seed};
    tally told;
    for (std::size_t i = 0; i < rules; ++i) {
        const expression of = rule_maker{by}.condition();
        for (int worlds = 0; worlds < 4; ++worlds) {
            const world all = some_world(by, negative);
            if (equation_of(of).claim == nullptr || !misses_a_claim(of, all)) {
                compare(of, all, negative, told);
            }
        }
    }
    EXPECT_EQ(told.wrong, 0U);
    // The samples show something: both kinds, and every verdict.
    EXPECT_GT(told.sharp, rules / 4);
    EXPECT_GT(told.not_sharp, rules / 4);
    for (const std::size_t each : told.verdicts) {
        EXPECT_GT(each, rules / 50);
    }
}

// -- the whole way, from the text of a rule to its finding ----------------------------------------

codebook book_with(const std::string& check) {
    codebook book = told::with_levels();
    book.breakdowns = {
        {told::named("item"), false, {{told::named("a"), {}}, {told::named("b"), {}}}}};
    const indicator_id x = told::add(book, "x", nature::stock, counted::things);
    book.indicators[x.index()].breakdowns = {{breakdown_id{0}, breakdown_kind::of_which}};
    told::add(book, "z", nature::stock, counted::things);
    written_rule rule;
    rule.code = "own";
    rule.check = check;
    book.rules = {rule};
    book.index();
    return book;
}

std::string found_by_check(const codebook& book, const world& all) {
    told::report data{book};
    constexpr std::array<std::pair<const char*, const char*>, plain> cells{
        {{"x", "item=a"}, {"x", "item=b"}, {"z", ""}}};
    for (std::size_t i = 0; i < plain; ++i) {
        if (!all[i].missing) {
            const std::string lo = std::to_string(all[i].lo);
            const std::string text =
                all[i].lo == all[i].hi ? lo : lo + "-" + std::to_string(all[i].hi);
            data.put("990101", cells[i].first, "2016", text, cells[i].second);
        }
    }
    const std::string said = data.of("own@990101/2016");
    if (said != "nothing") {
        return said.substr(0, said.find(','));
    }
    for (const char* item : {"[item=a]", "[item=b]"}) {
        const std::string of_item = data.of(std::string{"own@990101/2016"} + item);
        if (of_item != "nothing") {
            return of_item.substr(0, of_item.find(','));
        }
    }
    return said;
}

/// Whether a rule may say nothing: its claim is missing, its "if" does not hold, its ratio has no
/// total, or nothing of it was reported.
bool may_be_silent(const expression& of, const world& all) {
    std::array<bool, plain> used{};
    names(of, used);
    bool any = false;
    for (std::size_t i = 0; i < plain; ++i) {
        any = any || (used[i] && !all[i].missing);
    }
    return !any || of.kind == kind::implies || has_ratio(of) || misses_a_claim(of, all);
}

TEST(in_words_oracle, what_check_says_of_a_text_is_as_defined) {
    chance by{3};
    std::size_t judged = 0;
    for (int i = 0; i < 800; ++i) {
        const expression of = rule_maker{by}.condition();
        const std::string text = text_of(of);
        const codebook book = book_with(text);
        const auto parsed = parse_rule(text, book);
        if (const auto* fault = std::get_if<expression_fault>(&parsed)) {
            // A count is not compared with a ratio.
            EXPECT_EQ(fault->kind, expression_fault_kind::units) << text;
            continue;
        }
        const bool is_sharp = !why_not_sharp(derive_rules(book).back());
        for (int worlds = 0; worlds < 3; ++worlds) {
            const world all = some_world(by, false);
            const std::string said = found_by_check(book, all);
            const std::string about = text + " with " + text_of(all);
            if (said == "nothing") {
                EXPECT_TRUE(may_be_silent(of, all)) << about;
                continue;
            }
            const oracle_says told = by_definition(of, all);
            const std::string wanted = name_of(told.result);
            if (told.undefined) {
                continue;  // what is said of the other conditions
            }
            ++judged;
            if ((is_sharp && !misses_a_claim(of, all)) || said == "holds" || said == "fails") {
                EXPECT_EQ(said, wanted) << about;
            }
        }
    }
    EXPECT_GT(judged, 1000U);
}

TEST(in_words_oracle, rules_of_counts_are_judged_as_defined) {
    try_many(1, 2000, false);
}

TEST(in_words_oracle, rules_of_figures_that_may_be_negative_are_judged_as_defined) {
    try_many(2, 800, true);
}

}  // namespace
