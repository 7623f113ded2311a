#include <crossfoot/check/check.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// `check` against the definition of its rules. The oracle has a small world of its own: five
// places, five indicators, a table of what was written at each cell. From that it says which
// findings there must be: it takes the operands of each rule, fills what is missing in every way,
// chooses the rest in every way, and looks whether the claim admits what comes out. It shares no
// arithmetic with the library and asks it nothing but the order of its findings: 64-bit integers,
// nothing else. Nor does it read figures: the set of values of each text is written down here.
//
// A figure without an end is cut off beyond every end of the other figures and of the claim:
//
// - A sum, and what lies between the largest and the sum: all figures are 0 or more. One that is
//   larger than every end of the claim puts the computed value beyond them all, whatever the others
//   are. So one more than the largest end stands for all that are larger.
// - A part and its whole: a fill beyond every end is larger than every part, and a choice beyond
//   every fill is larger than every whole.
// - A ratio n/d with an end p/q of the claim: n/d crosses it where q·n = p·d, so a figure that
//   crosses it does so before (p + q) times all others together. The others may be fills that are
//   as large as fills get, so choices go that much farther.
//
// `limits_twice_as_far_give_the_same_answers` tries what was argued.

namespace {

using namespace crossfoot;

using whole = std::int64_t;

// -- sets of values ------------------------------------------------------------------------------

struct fraction {
    whole top = 0;
    whole bottom = 1;

    [[nodiscard]] bool is_below(const fraction& other) const {
        return top * other.bottom < other.top * bottom;
    }
    [[nodiscard]] bool equals(const fraction& other) const {
        return top * other.bottom == other.top * bottom;
    }
};

struct end_of_values {
    fraction at;
    bound kind = bound::infinite;
};

/// The values between two ends, apart from the library's own.
struct span_of_values {
    end_of_values lo;
    end_of_values hi;

    [[nodiscard]] bool contains(const fraction& value) const {
        const bool above = lo.kind == bound::infinite || lo.at.is_below(value) ||
                           (lo.kind == bound::closed && lo.at.equals(value));
        const bool below = hi.kind == bound::infinite || value.is_below(hi.at) ||
                           (hi.kind == bound::closed && hi.at.equals(value));
        return above && below;
    }
    [[nodiscard]] bool is_one_value() const {
        return lo.kind == bound::closed && hi.kind == bound::closed && lo.at.equals(hi.at);
    }
    [[nodiscard]] interval as_interval() const {
        const auto end = [](const end_of_values& each) {
            return endpoint{rational{each.at.top, each.at.bottom}, each.kind};
        };
        return *interval::between(end(lo), end(hi));
    }
};

constexpr whole no_end = -1;

/// The whole numbers from one to another.
span_of_values from_to(whole first, whole last) {
    return {{{first, 1}, bound::closed},
            {{last == no_end ? 0 : last, 1}, last == no_end ? bound::infinite : bound::closed}};
}

bool same(const span_of_values& a, const span_of_values& b) {
    const auto same_end = [](const end_of_values& x, const end_of_values& y) {
        return x.kind == y.kind && (x.kind == bound::infinite || x.at.equals(y.at));
    };
    return same_end(a.lo, b.lo) && same_end(a.hi, b.hi);
}

/// What two spans have in common; no value where that is nothing. Ends of counts are closed.
std::optional<span_of_values> common(const span_of_values& a, const span_of_values& b) {
    span_of_values both = a;
    if (a.lo.at.is_below(b.lo.at) || (a.lo.at.equals(b.lo.at) && b.lo.kind == bound::open)) {
        both.lo = b.lo;
    }
    if (b.hi.kind != bound::infinite &&
        (a.hi.kind == bound::infinite || b.hi.at.is_below(a.hi.at) ||
         (a.hi.at.equals(b.hi.at) && b.hi.kind == bound::open))) {
        both.hi = b.hi;
    }
    if (both.hi.kind == bound::infinite || both.lo.at.is_below(both.hi.at) || both.is_one_value()) {
        return both;
    }
    return std::nullopt;
}

span_of_values minus(const span_of_values& a, const span_of_values& b) {
    const auto taken = [](const end_of_values& x, const end_of_values& y) -> end_of_values {
        if (x.kind == bound::infinite || y.kind == bound::infinite) {
            return {};
        }
        const bool open = x.kind == bound::open || y.kind == bound::open;
        return {{x.at.top * y.at.bottom - y.at.top * x.at.bottom, x.at.bottom * y.at.bottom},
                open ? bound::open : bound::closed};
    };
    return {taken(a.lo, b.hi), taken(a.hi, b.lo)};
}

// -- what is written at a cell -------------------------------------------------------------------

/// What one source wrote.
struct entry {
    std::string text;
    status state = status::reported;
    /// The values of a figure within the domain of its indicator; none where it has none there.
    std::optional<span_of_values> values;
};

/// What stands at a cell: nothing, or the entries of the sources "a" and "b".
using writing = std::vector<entry>;

entry figure_of(const std::string& text, whole first, whole last) {
    return {text, status::reported, from_to(first, last)};
}
entry state_of(status state) {
    return {state == status::unreadable ? "2.3…" : "", state, std::nullopt};
}

const writing nothing{};
const writing none{figure_of("0", 0, 0)};
const writing one{figure_of("1", 1, 1)};
const writing two{figure_of("2", 2, 2)};
const writing three{figure_of("3", 3, 3)};
const writing two_or_three{figure_of("2-3", 2, 3)};
const writing at_most_two{figure_of("0-2", 0, 2)};
const writing over_ten{figure_of("10余", 11, 19)};
const writing rounded_to_two{figure_of("0.0002万", 2, 2)};
const writing two_or_more{figure_of("2以上", 2, no_end)};
const writing half_a_unit{{"1/2", status::reported, std::nullopt}};
const writing blank{state_of(status::missing)};
const writing not_there{state_of(status::not_applicable)};
const writing unreadable{state_of(status::unreadable)};
const writing suppressed{state_of(status::suppressed)};
// More than nothing and less than one: no count is, so that it says nothing of a count.
const writing below_unit{state_of(status::below_unit)};
const writing one_against_three{figure_of("1", 1, 1), figure_of("3", 3, 3)};
const writing overlapping{figure_of("1-2", 1, 2), figure_of("2-3", 2, 3)};
const writing twice_the_same{figure_of("2-3", 2, 3), figure_of("2-3", 2, 3)};
const writing one_and_blank{figure_of("1", 1, 1), state_of(status::missing)};
const writing unreadable_and_two{state_of(status::unreadable), figure_of("2", 2, 2)};
const writing not_there_and_blank{state_of(status::not_applicable), state_of(status::missing)};

using choices = std::vector<writing>;

/// One of each.
const choices every_writing{nothing,
                            none,
                            one,
                            two,
                            three,
                            two_or_three,
                            over_ten,
                            rounded_to_two,
                            two_or_more,
                            half_a_unit,
                            blank,
                            not_there,
                            unreadable,
                            suppressed,
                            below_unit,
                            one_against_three,
                            overlapping,
                            twice_the_same,
                            one_and_blank,
                            unreadable_and_two,
                            not_there_and_blank};
const choices most_writings{nothing,
                            none,
                            one,
                            three,
                            two_or_three,
                            over_ten,
                            two_or_more,
                            blank,
                            not_there,
                            one_against_three};
const choices some_writings{nothing, none, one, two_or_three, blank, not_there, overlapping};
const choices few_writings{nothing, one, blank, not_there};

// -- the world -----------------------------------------------------------------------------------

enum place_number : std::size_t { prefecture, county, township, village, other_county };
struct place_of_world {
    const char* code;
    std::optional<std::size_t> parent;
    std::size_t level;
};
const std::vector<place_of_world> all_places{{"9901", std::nullopt, 2},
                                             {"990101", prefecture, 3},
                                             {"990101001", county, 4},
                                             {"990101001001", township, 5},
                                             {"990102", prefecture, 3}};

enum indicator_number : std::size_t { units, models, share, talks, talks_for_each };
const std::vector<std::string> indicator_codes{"units", "models", "share", "talks", "each"};

enum breakdown_number : std::size_t { tier, section };
const std::vector<std::string> breakdown_codes{"tier", "section"};
const std::vector<std::vector<std::string>> item_codes{{"high", "middle", "low"},
                                                       {"core", "auxiliary"}};

/// What the codebook of a world says, beyond what all worlds have in common: models are a part of
/// units and partitioned by tier; units and models of which by section; share = models / units,
/// each = talks / units.
struct world {
    tier_counting counting = tier_counting::exclusive;
    std::vector<std::size_t> own_at{};
    absence absent = absence::missing;
    /// Where the lowest tier occurs; everywhere if empty.
    std::vector<std::size_t> lowest_only_in{};
};

/// A cell, all in the same year.
struct spot {
    std::size_t place = 0;
    std::size_t what = 0;
    scope extent = scope::total;
    int tier = -1;
    int section = -1;

    friend auto operator<=>(const spot&, const spot&) = default;

    [[nodiscard]] spot of(std::size_t indicator) const {
        spot made = *this;
        made.what = indicator;
        return made;
    }
    [[nodiscard]] spot in(std::size_t other_place, scope with) const {
        spot made = *this;
        made.place = other_place;
        made.extent = with;
        return made;
    }
    [[nodiscard]] spot with_tier(int item) const {
        spot made = *this;
        made.tier = item;
        return made;
    }
    [[nodiscard]] spot with_section(int item) const {
        spot made = *this;
        made.section = item;
        return made;
    }
};

spot total_of(std::size_t place, std::size_t what) {
    return {place, what, scope::total, -1, -1};
}
spot own_of(std::size_t place, std::size_t what) {
    return {place, what, scope::own, -1, -1};
}

std::string text_of(const spot& where) {
    std::string text = std::string{all_places[where.place].code} + "/2016";
    text += where.extent == scope::own ? "/own" : "";
    std::string items;
    const auto add = [&](std::size_t by, int item) {
        if (item >= 0) {
            items += (items.empty() ? "[" : ",") + breakdown_codes[by] + "=" +
                     item_codes[by][static_cast<std::size_t>(item)];
        }
    };
    add(tier, where.tier);
    add(section, where.section);
    return text + items + (items.empty() ? "" : "]");
}

using table = std::map<spot, writing>;

// -- the library's side --------------------------------------------------------------------------

coded_name named(const std::string& code) {
    return {code, {code, code}, {}};
}

std::shared_ptr<const codebook> codebook_of(const world& of) {
    codebook book;
    for (const char* code : {"nation", "province", "prefecture", "county", "township", "village"}) {
        book.levels.push_back({named(code)});
    }
    for (std::size_t by = 0; by < breakdown_codes.size(); ++by) {
        breakdown made{named(breakdown_codes[by]), by == tier, {}};
        for (const std::string& code : item_codes[by]) {
            made.items.push_back({named(code), {}});
        }
        book.breakdowns.push_back(std::move(made));
    }
    for (const std::size_t place : of.lowest_only_in) {
        book.breakdowns[tier].items.back().only_in.emplace_back(all_places[place].code);
    }
    for (const std::string& code : indicator_codes) {
        indicator made;
        made.name = named(code);
        made.counts = counted::organisations;
        made.absent = of.absent;
        for (const std::size_t level : of.own_at) {
            made.own_at.emplace_back(level);
        }
        book.indicators.push_back(std::move(made));
    }
    const breakdown_use by_section{
        breakdown_id{section}, breakdown_kind::of_which, tier_counting::exclusive};
    book.indicators[units].breakdowns = {by_section};
    book.indicators[models].breakdowns = {
        {breakdown_id{tier}, breakdown_kind::partition, of.counting}, by_section};
    book.indicators[models].part_of = indicator_id{units};
    book.indicators[talks].counts = counted::events;
    book.indicators[talks].over_time = nature::flow;
    for (const auto& [which, count] :
         {std::pair{share, models}, std::pair{talks_for_each, talks}}) {
        indicator& of_rate = book.indicators[which];
        of_rate.counts = counted::share;
        of_rate.over_time = nature::rate;
        of_rate.additive = false;
        of_rate.own_at.clear();
        of_rate.numerator = indicator_id{count};
        of_rate.denominator = indicator_id{units};
    }
    book.index();
    return std::make_shared<const codebook>(std::move(book));
}

std::shared_ptr<const places> places_of_world() {
    std::vector<place_row> rows;
    for (const place_of_world& each : all_places) {
        rows.push_back({each.code,
                        each.code,
                        level_id{each.level},
                        each.parent ? all_places[*each.parent].code : "",
                        {},
                        {},
                        {}});
    }
    const std::vector<std::string> levels{
        "nation", "province", "prefecture", "county", "township", "village"};
    std::vector<diagnostic> problems;
    auto made = std::make_shared<const places>(
        places::build(std::move(rows), levels, "places.csv", problems));
    EXPECT_TRUE(problems.empty());
    return made;
}

const figure& figure_read(const std::string& text) {
    static std::map<std::string, figure> known;
    const auto found = known.find(text);
    return found != known.end() ? found->second
                                : known.emplace(text, *read_figure(text).value).first->second;
}

cell cell_of(const dataset& data, const spot& where) {
    series what{indicator_id{where.what}, where.extent, {}};
    if (where.tier >= 0) {
        what = what.with(breakdown_id{tier}, static_cast<std::uint16_t>(where.tier));
    }
    if (where.section >= 0) {
        what = what.with(breakdown_id{section}, static_cast<std::uint16_t>(where.section));
    }
    return {data.where().at_code(all_places[where.place].code), period::year(2016), what};
}

spot spot_of(const dataset& data, const cell& where) {
    spot made;
    while (all_places[made.place].code != data.where().code(where.place)) {
        ++made.place;
    }
    made.what = where.what.indicator.index();
    made.extent = where.what.extent;
    const auto item = [&](std::size_t by) {
        const std::uint16_t number = where.what.item(breakdown_id{by});
        return number == series::all ? -1 : static_cast<int>(number);
    };
    made.tier = item(tier);
    made.section = item(section);
    return made;
}

dataset dataset_of(const table& written,
                   const std::shared_ptr<const codebook>& book,
                   const std::shared_ptr<const places>& where) {
    dataset data{book, where};
    for (const auto& [at, said] : written) {
        for (std::size_t source = 0; source < said.size(); ++source) {
            const entry& each = said[source];
            const char* const name = source == 0 ? "a" : "b";
            if (each.state == status::reported) {
                data.add(cell_of(data, at), figure_read(each.text), name);
            } else {
                data.add(cell_of(data, at), each.state, each.text, name);
            }
        }
    }
    return data;
}

// -- one relation, by enumeration ----------------------------------------------------------------

enum class shape { sum, between, ratio, at_most };

struct operand_of_rule {
    spot where;
    span_of_values values;
    bool missing = false;
    bool divides = false;
};

struct relation_of_rule {
    shape form = shape::sum;
    std::vector<operand_of_rule> operands;  // of at_most: the part, then the whole
    span_of_values claim;                   // not of at_most, where the part is an operand
};

struct answer {
    verdict result = verdict::unknown;
    std::optional<span_of_values> computed;
    std::vector<std::optional<span_of_values>> fills;  // by operand, where it is missing
};

/// What some operands come to: the sum and the divisors' sum, or the sum and the largest, or the
/// part and the whole.
struct amount {
    whole a = 0;
    whole b = 0;

    friend auto operator<=>(const amount&, const amount&) = default;
};

class enumeration {
  public:
    enumeration(const relation_of_rule& of, whole scale) : of_{of} {
        whole ends = 0;
        whole missing = 0;
        for (const operand_of_rule& each : of.operands) {
            ends += each.values.hi.kind == bound::infinite ? each.values.lo.at.top
                                                           : each.values.hi.at.top;
            missing += each.missing ? 1 : 0;
        }
        whole claim_end = 0;
        whole crossing = 2;
        for (const end_of_values& each : {of.claim.lo, of.claim.hi}) {
            if (each.kind != bound::infinite) {
                claim_end = std::max(claim_end, each.at.top);
                crossing = std::max(crossing, each.at.top + each.at.bottom);
            }
        }
        switch (of.form) {
        case shape::sum:
        case shape::between:
            past_all_ends_ = claim_end;
            last_fill_ = last_choice_ = claim_end + 1;
            break;
        case shape::at_most:
            past_all_ends_ = ends;
            last_fill_ = ends + 1;
            last_choice_ = ends + 2;
            break;
        case shape::ratio:
            past_all_ends_ = crossing * (ends + 1);
            last_fill_ = crossing * (past_all_ends_ + 1);
            last_choice_ = crossing * (ends + 1 + missing * last_fill_) + 1;
            break;
        }
        last_fill_ *= scale;
        last_choice_ *= scale;
    }

    answer run() {
        std::vector<amount> chosen;
        values_.assign(of_.operands.size(), 0);
        for_each(false, 0, [&] { chosen.push_back(amount_of(false)); });
        std::ranges::sort(chosen);
        chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
        for_each(true, 0, [&] { try_fill(chosen); });
        answer found;
        found.result = overall();
        found.computed = computed();
        for (std::size_t i = 0; i < of_.operands.size(); ++i) {
            found.fills.push_back(fill(i));
        }
        return found;
    }

  private:
    static bool is_endless(const operand_of_rule& of) {
        return of.values.hi.kind == bound::infinite;
    }

    template <typename Step>
    void for_each(bool missing, std::size_t at, const Step& step) {
        while (at < values_.size() && of_.operands[at].missing != missing) {
            ++at;
        }
        if (at == values_.size()) {
            step();
            return;
        }
        const operand_of_rule& of = of_.operands[at];
        const whole first = of.values.lo.at.top;
        const whole last =
            !is_endless(of) ? of.values.hi.at.top : first + (missing ? last_fill_ : last_choice_);
        for (whole value = first; value <= last; ++value) {
            values_[at] = value;
            for_each(missing, at + 1, step);
        }
    }

    [[nodiscard]] amount amount_of(bool missing) const {
        amount made;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            if (of_.operands[i].missing != missing) {
                continue;
            }
            switch (of_.form) {
            case shape::sum: made.a += values_[i]; break;
            case shape::between:
                made.a += values_[i];
                made.b = std::max(made.b, values_[i]);
                break;
            case shape::ratio: (of_.operands[i].divides ? made.b : made.a) += values_[i]; break;
            case shape::at_most: (i == 0 ? made.a : made.b) += values_[i]; break;
            }
        }
        return made;
    }

    void try_fill(const std::vector<amount>& chosen) {
        const amount filled = amount_of(true);
        bool some_admitted = false;
        bool some_not = false;
        const auto try_value = [&](const fraction& value) {
            (of_.claim.contains(value) ? some_admitted : some_not) = true;
            if (!smallest_ || value.is_below(*smallest_)) {
                smallest_ = value;
            }
            if (!largest_ || largest_->is_below(value)) {
                largest_ = value;
            }
        };
        for (const amount& choice : chosen) {
            const whole a = filled.a + choice.a;
            switch (of_.form) {
            case shape::sum: try_value({a, 1}); break;
            case shape::between:
                for (whole value = std::max(filled.b, choice.b); value <= a; ++value) {
                    try_value({value, 1});
                }
                break;
            case shape::ratio:
                // A zero denominator is left out of the choices.
                if (filled.b + choice.b != 0) {
                    try_value({a, filled.b + choice.b});
                }
                break;
            case shape::at_most: (a <= filled.b + choice.b ? some_admitted : some_not) = true;
            }
        }
        if (!some_admitted && !some_not) {
            return;  // no choice is left: this fills nothing
        }
        if (!some_admitted) {
            any_fails_ = true;
            return;
        }
        (some_not ? any_possible_ : any_holds_) = true;
        if (fill_ends_.empty()) {
            for (const whole value : values_) {
                fill_ends_.emplace_back(value, value);
            }
        }
        for (std::size_t i = 0; i < values_.size(); ++i) {
            fill_ends_[i].first = std::min(fill_ends_[i].first, values_[i]);
            fill_ends_[i].second = std::max(fill_ends_[i].second, values_[i]);
        }
    }

    [[nodiscard]] verdict overall() const {
        if (any_fails_) {
            return any_holds_ || any_possible_ ? verdict::unknown : verdict::fails;
        }
        if (any_possible_) {
            return verdict::possible;
        }
        // If nothing is left to choose, a printed rate fails.
        return any_holds_ ? verdict::holds : verdict::fails;
    }

    [[nodiscard]] std::optional<span_of_values> computed() const {
        if (of_.form == shape::at_most) {
            return of_.operands[1].values;
        }
        if (!smallest_) {
            return std::nullopt;
        }
        span_of_values hull{{*smallest_, bound::closed}, {*largest_, bound::closed}};
        for (const operand_of_rule& each : of_.operands) {
            if (!is_endless(each)) {
                continue;
            }
            if (!each.divides) {
                hull.hi = {};
            } else if (smallest_->top > 0) {
                hull.lo = {{0, 1}, bound::open};  // as the total grows, and never 0
            }
        }
        return hull;
    }

    [[nodiscard]] std::optional<span_of_values> fill(std::size_t operand) const {
        if (!of_.operands[operand].missing || fill_ends_.empty()) {
            return std::nullopt;
        }
        const auto [first, last] = fill_ends_[operand];
        const bool goes_on = is_endless(of_.operands[operand]) && last > past_all_ends_;
        return from_to(first, goes_on ? no_end : last);
    }

    const relation_of_rule& of_;
    whole past_all_ends_ = 0;
    whole last_fill_ = 0;
    whole last_choice_ = 0;
    std::vector<whole> values_;
    std::vector<std::pair<whole, whole>> fill_ends_;
    std::optional<fraction> smallest_;
    std::optional<fraction> largest_;
    bool any_holds_ = false;
    bool any_possible_ = false;
    bool any_fails_ = false;
};

/// The same relation comes up in many worlds; it is enumerated once.
const answer& judged(const relation_of_rule& of, whole scale) {
    static std::map<std::vector<whole>, answer> known;
    std::vector<whole> key{static_cast<whole>(of.form), scale};
    const auto add = [&](const span_of_values& values) {
        for (const end_of_values& end : {values.lo, values.hi}) {
            key.insert(key.end(), {end.at.top, end.at.bottom, static_cast<whole>(end.kind)});
        }
    };
    add(of.claim);
    for (const operand_of_rule& each : of.operands) {
        add(each.values);
        key.push_back((each.missing ? 1 : 0) + (each.divides ? 2 : 0));
    }
    const auto found = known.find(key);
    return found != known.end()
               ? found->second
               : known.emplace(std::move(key), enumeration{of, scale}.run()).first->second;
}

// -- the rules of a world ------------------------------------------------------------------------

struct run_of_counts {
    whole first;
    whole last;

    friend bool operator==(const run_of_counts&, const run_of_counts&) = default;
};

struct expected_finding {
    std::string key;
    rule_kind kind = rule_kind::domain;
    spot claim;
    std::optional<span_of_values> reported;
    relation_of_rule what;  // not of domain and conflict
    answer judged;
    operand_basis basis = operand_basis::reported;
    std::optional<run_of_counts> dual_counts;
    std::optional<run_of_counts> dual_totals;
    std::optional<std::string> follows;
};

enum class standing { absent, figure, missing, inapplicable, conflicting, outside };

/// What a cell says, its sources taken together.
struct said_at {
    standing kind = standing::absent;
    span_of_values values;

    [[nodiscard]] bool is_figure() const { return kind == standing::figure; }
    [[nodiscard]] bool was_reported() const {
        return is_figure() || kind == standing::inapplicable;
    }
};

class oracle {
  public:
    oracle(const world& of, const table& written, whole scale)
        : of_{of}, written_{written}, scale_{scale} {}

    std::vector<expected_finding> findings() {
        for (const auto& [where, said] : written_) {
            if (!said.empty()) {
                check_cell(where, said);
            }
        }
        for (std::size_t place = 0; place < all_places.size(); ++place) {
            for (const scope extent : {scope::total, scope::own}) {
                for (int item = -1; item < 2; ++item) {
                    check_tiers({place, models, extent, -1, item});
                }
            }
        }
        return std::move(found_);
    }

    /// What a rule computes at a cell without looking at its claim.
    [[nodiscard]] std::optional<answer> derived(rule_kind kind, const spot& where) const {
        relation_of_rule what;
        switch (kind) {
        case rule_kind::rollup: what.operands = parts_of(where); break;
        case rule_kind::partition: what = tiers_of(where); break;
        case rule_kind::rate:
            what.form = shape::ratio;
            what.operands = {operand_at(where.of(numerator_of(where.what))),
                             operand_at(where.of(units))};
            what.operands.back().divides = true;
            break;
        case rule_kind::domain:
        case rule_kind::conflict:
        case rule_kind::part_of:
        case rule_kind::of_which:
        case rule_kind::registered:
        case rule_kind::nested:
        case rule_kind::cumulative:
        case rule_kind::accumulation:
        case rule_kind::balance:
        case rule_kind::periods:
        case rule_kind::last_year:
        case rule_kind::growth:
        case rule_kind::change:
        case rule_kind::ordinal:
        case rule_kind::magnitude:
        case rule_kind::due:
        case rule_kind::written: return std::nullopt;
        }
        what.claim = from_to(0, no_end);
        return ::judged(what, scale_);
    }

    [[nodiscard]] said_at at(const spot& where) const {
        said_at found;
        const auto known = written_.find(where);
        if (known == written_.end() || known->second.empty()) {
            return found;
        }
        bool outside = false;
        bool disjoint = false;
        bool all_not_there = true;
        std::optional<span_of_values> together;
        for (const entry& each : known->second) {
            all_not_there = all_not_there && each.state == status::not_applicable;
            if (!each.values) {
                outside = outside || each.state == status::reported;
                continue;
            }
            if (!together) {
                together = each.values;
                continue;
            }
            const auto both = common(*together, *each.values);
            disjoint = disjoint || !both;
            together = both ? both : together;
        }
        if (together) {
            found.kind = disjoint ? standing::conflicting : standing::figure;
            found.values = *together;
        } else if (outside) {
            found.kind = standing::outside;
        } else {
            found.kind = all_not_there ? standing::inapplicable : standing::missing;
        }
        return found;
    }

  private:
    static std::size_t numerator_of(std::size_t rate) { return rate == share ? models : talks; }

    // -- operands ---------------------------------------------------------------------------------

    [[nodiscard]] bool filed_anything(std::size_t place) const {
        return std::ranges::any_of(written_, [&](const auto& each) {
            // A form that was left blank files nothing.
            return each.first.place == place &&
                   std::ranges::any_of(each.second, [](const entry& said) {
                       return said.state != status::missing;
                   });
        });
    }

    [[nodiscard]] bool reads_as_zero(const spot& where) const {
        if (at(where).kind != standing::absent) {
            return false;
        }
        switch (of_.absent) {
        case absence::missing: return false;
        case absence::zero: return true;
        case absence::zero_if_filed: return filed_anything(where.place);
        }
        return false;
    }

    [[nodiscard]] operand_of_rule operand_at(const spot& where) const {
        const said_at said = at(where);
        operand_of_rule made{where, from_to(0, no_end), true, false};
        if (said.is_figure()) {
            made.values = said.values;
            made.missing = false;
        } else if (said.kind == standing::inapplicable || reads_as_zero(where)) {
            made.values = from_to(0, 0);
            made.missing = false;
        }
        return made;
    }

    // -- roll-ups ---------------------------------------------------------------------------------

    [[nodiscard]] bool has_own_part(const spot& own) const {
        const bool has_level =
            std::ranges::find(of_.own_at, all_places[own.place].level) != of_.own_at.end();
        return (has_level && occurs(own.tier, own.place, scope::own)) ||
               at(own).kind != standing::absent;
    }

    static std::vector<std::size_t> children_of(std::size_t place) {
        std::vector<std::size_t> children;
        for (std::size_t i = 0; i < all_places.size(); ++i) {
            if (all_places[i].parent == place) {
                children.push_back(i);
            }
        }
        return children;
    }

    [[nodiscard]] std::vector<operand_of_rule> parts_of(const spot& total) const {
        std::vector<operand_of_rule> parts;
        const spot own = total.in(total.place, scope::own);
        if (has_own_part(own)) {
            parts.push_back(operand_at(own));
        }
        for (const std::size_t child : children_of(total.place)) {
            const auto more = instead_of(total.in(child, scope::total));
            parts.insert(parts.end(), more.begin(), more.end());
        }
        return parts;
    }

    /// A child's total, or what it counts with where it has none; nothing where its tier does not
    /// occur.
    [[nodiscard]] std::vector<operand_of_rule> instead_of(const spot& total) const {
        if (!at(total).was_reported() && anything_below(total)) {
            return parts_of(total);
        }
        if (!occurs(total.tier, total.place, scope::total) && at(total).kind == standing::absent) {
            return {};
        }
        return {operand_at(total)};
    }

    [[nodiscard]] bool anything_below(const spot& total) const {
        if (at(total.in(total.place, scope::own)).was_reported()) {
            return true;
        }
        return std::ranges::any_of(children_of(total.place), [&](std::size_t child) {
            const spot below = total.in(child, scope::total);
            return at(below).was_reported() || anything_below(below);
        });
    }

    void check_rollup(const spot& where, const said_at& claim) {
        if (where.extent != scope::total) {
            return;
        }
        if (children_of(where.place).empty() &&
            !at(where.in(where.place, scope::own)).is_figure()) {
            return;
        }
        add("rollup:" + indicator_codes[where.what],
            rule_kind::rollup,
            where,
            claim,
            {shape::sum, parts_of(where), claim.values});
    }

    // -- breakdowns -------------------------------------------------------------------------------

    static bool lies_in(std::size_t inner, std::size_t outer) {
        for (std::optional<std::size_t> in = inner; in; in = all_places[*in].parent) {
            if (*in == outer) {
                return true;
            }
        }
        return false;
    }

    /// Whether a tier occurs at a place: in the places that it is of, and in totals above them.
    [[nodiscard]] bool occurs(int item, std::size_t place, scope extent) const {
        if (item != 2 || of_.lowest_only_in.empty()) {
            return true;
        }
        return std::ranges::any_of(of_.lowest_only_in, [&](std::size_t there) {
            return lies_in(place, there) || (extent == scope::total && lies_in(there, place));
        });
    }

    /// The tiers that occur at a place or were written down there, from the highest down.
    [[nodiscard]] std::vector<int> tiers_at(const spot& total) const {
        std::vector<int> items;
        for (int item = 0; item < 3; ++item) {
            if (occurs(item, total.place, total.extent) ||
                at(total.with_tier(item)).kind != standing::absent) {
                items.push_back(item);
            }
        }
        return items;
    }

    [[nodiscard]] relation_of_rule tiers_of(const spot& total) const {
        relation_of_rule what;
        what.form = of_.counting == tier_counting::held ? shape::between : shape::sum;
        for (const int item : tiers_at(total)) {
            what.operands.push_back(operand_at(total.with_tier(item)));
        }
        if (of_.counting == tier_counting::at_or_above) {
            what.operands = {what.operands[lowest_tier(total)]};
        }
        return what;
    }

    /// The lowest tier that there is at the place.
    [[nodiscard]] std::size_t lowest_tier(const spot& total) const {
        const std::vector<int> items = tiers_at(total);
        std::size_t lowest = items.size() - 1;
        while (lowest > 0 && at(total.with_tier(items[lowest])).kind == standing::inapplicable) {
            --lowest;
        }
        return lowest;
    }

    /// The rules by tier at a cell, where any tier was written down.
    void check_tiers(const spot& total) {
        const bool any = std::ranges::any_of(std::vector{0, 1, 2}, [&](int item) {
            return at(total.with_tier(item)).kind != standing::absent;
        });
        if (!any) {
            return;
        }
        const said_at claim = at(total);
        if (claim.is_figure()) {
            relation_of_rule what = tiers_of(total);
            what.claim = claim.values;
            add("partition:models:tier", rule_kind::partition, total, claim, std::move(what));
        }
        if (of_.counting == tier_counting::at_or_above) {
            check_nesting(total);
        }
    }

    void check_nesting(const spot& total) {
        std::vector<spot> chain;
        for (const int item : tiers_at(total)) {
            if (at(total.with_tier(item)).is_figure()) {
                chain.push_back(total.with_tier(item));
            }
        }
        // That the lowest is the total is what the partition says.
        const spot lowest = total.with_tier(tiers_at(total)[lowest_tier(total)]);
        if (!chain.empty() && chain.back() != lowest && at(total).is_figure()) {
            chain.push_back(total);
        }
        for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
            check_at_most(
                "partition:models:tier:nested", rule_kind::partition, chain[i], chain[i + 1]);
        }
    }

    void check_at_most(const std::string& rule,
                       rule_kind kind,
                       const spot& part,
                       const spot& whole_of_it) {
        if (at(whole_of_it).kind == standing::inapplicable) {
            return;
        }
        const said_at claim = at(part);
        add(rule,
            kind,
            part,
            claim,
            {shape::at_most, {{part, claim.values, false, false}, operand_at(whole_of_it)}, {}});
    }

    // -- rates ------------------------------------------------------------------------------------

    void check_rate(const spot& where, const said_at& claim) {
        const spot count = where.of(numerator_of(where.what));
        const spot total = where.of(units);
        if (at(count).kind == standing::inapplicable || at(total).kind == standing::inapplicable) {
            return;
        }
        const auto is_given = [&](const spot& each) {
            return at(each).is_figure() || reads_as_zero(each);
        };
        std::vector<operand_of_rule> counts{operand_at(count)};
        std::vector<operand_of_rule> totals{operand_at(total)};
        operand_basis basis = operand_basis::reported;
        if (!(is_given(count) && is_given(total)) && where.extent == scope::total) {
            std::vector<operand_of_rule> counts_below = parts_of(count);
            std::vector<operand_of_rule> totals_below = parts_of(total);
            const auto has_figure = [&](const operand_of_rule& each) {
                return at(each.where).is_figure();
            };
            if (std::ranges::any_of(counts_below, has_figure) &&
                std::ranges::any_of(totals_below, has_figure)) {
                counts = std::move(counts_below);
                totals = std::move(totals_below);
                basis = operand_basis::rolled_up;
            }
        }
        relation_of_rule what{shape::ratio, counts, claim.values};
        for (operand_of_rule& each : totals) {
            each.divides = true;
            what.operands.push_back(each);
        }
        add("rate:" + indicator_codes[where.what], rule_kind::rate, where, claim, std::move(what));
        found_.back().basis = basis;
        found_.back().dual_counts = dual(claim.values, exact_sum(totals), false);
        found_.back().dual_totals = dual(claim.values, exact_sum(counts), true);
    }

    static std::optional<whole> exact_sum(const std::vector<operand_of_rule>& operands) {
        whole sum = 0;
        for (const operand_of_rule& each : operands) {
            if (each.missing || !each.values.is_one_value()) {
                return std::nullopt;
            }
            sum += each.values.lo.at.top;
        }
        return sum;
    }

    /// Which counts of a total, or which totals of a count, print as the claim: they are a run.
    static std::optional<run_of_counts> dual(const span_of_values& claim,
                                             const std::optional<whole>& given,
                                             bool of_totals) {
        if (!given || (!of_totals && *given == 0)) {
            return std::nullopt;
        }
        whole crossing = 2;
        for (const end_of_values& each : {claim.lo, claim.hi}) {
            crossing = std::max(crossing, each.at.top + each.at.bottom);
        }
        const whole past_all_ends = crossing * (*given + 1) + 1;
        std::optional<run_of_counts> run;
        for (whole tried = of_totals ? 1 : 0; tried <= past_all_ends; ++tried) {
            if (claim.contains(of_totals ? fraction{*given, tried} : fraction{tried, *given})) {
                run = run ? run_of_counts{run->first, tried} : run_of_counts{tried, tried};
            }
        }
        if (run && run->last == past_all_ends) {
            run->last = no_end;
        }
        return run;
    }

    // -- cell by cell -----------------------------------------------------------------------------

    void check_cell(const spot& where, const writing& said) {
        const said_at here = at(where);
        check_readable(where, said, here);
        check_sources(where, said, here);
        if (!here.is_figure()) {
            return;  // without a claim there is nothing to judge
        }
        if (where.what == share || where.what == talks_for_each) {
            check_rate(where, here);
            return;
        }
        if (where.what == models && where.tier < 0) {
            check_at_most("part_of:models", rule_kind::part_of, where, where.of(units));
        }
        if (where.what != talks && where.section >= 0) {
            check_at_most("of_which:" + indicator_codes[where.what] + ":section",
                          rule_kind::of_which,
                          where,
                          where.with_section(-1));
        }
        check_rollup(where, here);
    }

    void check_readable(const spot& where, const writing& said, const said_at& here) {
        // Told, though another source may have a figure.
        const bool is_unreadable =
            here.kind != standing::outside && std::ranges::any_of(said, [](const entry& each) {
                return each.state == status::unreadable;
            });
        if (here.kind != standing::outside && !is_unreadable) {
            return;
        }
        expected_finding made;
        made.key = "domain@" + text_of(where) + "#" + indicator_codes[where.what];
        made.kind = rule_kind::domain;
        made.claim = where;
        made.judged.result = is_unreadable ? verdict::unknown : verdict::fails;
        found_.push_back(std::move(made));
    }

    /// Two figures that need not be the same: one is chosen from each.
    void check_sources(const spot& where, const writing& said, const said_at& here) {
        if (said.size() < 2 || !said[0].values || !said[1].values ||
            same(*said[0].values, *said[1].values)) {
            return;
        }
        expected_finding made;
        made.key = "conflict@" + text_of(where) + "#" + indicator_codes[where.what];
        made.kind = rule_kind::conflict;
        made.claim = where;
        made.judged.result =
            here.kind == standing::conflicting ? verdict::fails : verdict::possible;
        made.reported = said[0].values;
        made.judged.computed = said[1].values;
        found_.push_back(std::move(made));
    }

    void add(const std::string& rule,
             rule_kind kind,
             const spot& where,
             const said_at& claim,
             relation_of_rule what) {
        expected_finding made;
        made.key = rule + "@" + text_of(where);
        made.kind = kind;
        made.claim = where;
        made.reported = claim.values;
        made.judged = ::judged(what, scale_);
        made.what = std::move(what);
        found_.push_back(std::move(made));
    }

    const world& of_;
    const table& written_;
    whole scale_;
    std::vector<expected_finding> found_;
};

// -- what follows from what ----------------------------------------------------------------------

/// For each failing finding, in the order of the report: whether it still fails once each operand
/// that another failing finding claims is replaced by what that one computed, itself judged again;
/// of one that then no longer fails by what its claim was taken for.
/// Where several claim an operand, any of them may be the one that explains.
class consequences {
  public:
    consequences(std::vector<expected_finding>& findings, whole scale)
        : findings_{findings}, scale_{scale}, again_(findings.size()) {}

    void mark() {
        for (std::size_t i = 0; i < findings_.size(); ++i) {
            if (may_follow(i)) {
                if (const auto first = judged_again(i).follows) {
                    findings_[i].follows = findings_[*first].key;
                }
            }
        }
    }

  private:
    struct outcome {
        std::optional<std::size_t> follows;
        std::optional<span_of_values> should_be;
    };
    /// A failing operand, and the findings that claim it.
    struct cause {
        std::size_t operand;
        std::vector<std::size_t> findings;
    };

    [[nodiscard]] bool may_follow(std::size_t i) const {
        const expected_finding& each = findings_[i];
        return each.judged.result == verdict::fails && each.kind != rule_kind::domain &&
               each.kind != rule_kind::conflict;
    }

    [[nodiscard]] std::vector<cause> causes_of(std::size_t i) const {
        std::vector<cause> causes;
        const std::vector<operand_of_rule>& operands = findings_[i].what.operands;
        for (std::size_t operand = 0; operand < operands.size(); ++operand) {
            cause made{operand, {}};
            for (std::size_t other = 0; other < findings_.size(); ++other) {
                if (other != i && may_follow(other) &&
                    findings_[other].claim == operands[operand].where) {
                    made.findings.push_back(other);
                }
            }
            if (!made.findings.empty()) {
                causes.push_back(std::move(made));
            }
        }
        return causes;
    }

    [[nodiscard]] bool leads_to(std::size_t from, std::size_t to, std::vector<bool>& seen) const {
        for (const cause& each : causes_of(from)) {
            for (const std::size_t next : each.findings) {
                if (next == to) {
                    return true;
                }
                if (!seen[next]) {
                    seen[next] = true;
                    if (leads_to(next, to, seen)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// What the claim should have been: what was computed, or every value that the whole admits.
    static std::optional<span_of_values> should_be(const relation_of_rule& what,
                                                   const answer& found) {
        if (what.form != shape::at_most) {
            return found.computed;
        }
        span_of_values up_to = what.operands[1].values;
        up_to.lo = {{0, 1}, bound::closed};
        return up_to;
    }

    const outcome& judged_again(std::size_t i) {
        if (again_[i]) {
            return *again_[i];
        }
        const relation_of_rule& what = findings_[i].what;
        const std::vector<cause> causes = causes_of(i);
        outcome made{std::nullopt, should_be(what, findings_[i].judged)};
        std::vector<bool> seen(findings_.size(), false);
        // Cycles are judged as reported.
        if (!causes.empty() && !leads_to(i, i, seen)) {
            std::optional<outcome> first_tried;
            relation_of_rule changed = what;
            try_all(i, causes, 0, findings_.size(), changed, made, first_tried);
            if (!made.follows && first_tried) {
                made = *first_tried;
            }
        }
        again_[i] = made;
        return *again_[i];
    }

    /// What a claim that is not to blame is: what it was taken for, as far as it should be so.
    [[nodiscard]] std::optional<span_of_values> acquitted(
        std::size_t i,
        const relation_of_rule& changed,
        const std::optional<span_of_values>& should) {
        const auto taken_for = changed.form == shape::at_most
                                   ? std::optional{changed.operands[0].values}
                                   : findings_[i].reported;
        const auto both = taken_for && should ? common(*taken_for, *should) : std::nullopt;
        return both ? both : should;
    }

    void try_all(std::size_t i,
                 const std::vector<cause>& causes,
                 std::size_t at,
                 std::size_t first,
                 relation_of_rule& changed,
                 outcome& made,
                 std::optional<outcome>& first_tried) {
        if (made.follows) {
            return;
        }
        if (at < causes.size()) {
            for (const std::size_t finding : causes[at].findings) {
                if (const auto values = judged_again(finding).should_be) {
                    changed.operands[causes[at].operand].values = *values;
                }
                try_all(i, causes, at + 1, std::min(first, finding), changed, made, first_tried);
            }
            return;
        }
        const answer found = judged(changed, scale_);
        const outcome tried{std::nullopt, should_be(changed, found)};
        first_tried = first_tried ? first_tried : tried;
        if (found.result != verdict::fails) {
            made = {first, acquitted(i, changed, tried.should_be)};
        }
    }

    std::vector<expected_finding>& findings_;
    whole scale_;
    std::vector<std::optional<outcome>> again_;
};

// -- comparing -----------------------------------------------------------------------------------

std::string text_of(const std::optional<interval>& values) {
    if (!values) {
        return "none";
    }
    const auto end = [](const endpoint& each) {
        return each.is_finite() ? to_string(each.value) : std::string{"∞"};
    };
    return (values->lo().is_closed() ? "[" : "(") + end(values->lo()) + ", " + end(values->hi()) +
           (values->hi().is_closed() ? "]" : ")");
}

std::string text_of(const table& written) {
    std::string text;
    for (const auto& [where, said] : written) {
        for (const entry& each : said) {
            text += "  " + indicator_codes[where.what] + "@" + text_of(where) + " = " + each.text +
                    (each.state == status::reported ? "" : std::string{" "} + name_of(each.state)) +
                    "\n";
        }
    }
    return text;
}

std::optional<interval> as_interval(const std::optional<span_of_values>& values) {
    return values ? std::optional{values->as_interval()} : std::nullopt;
}

std::optional<run_of_counts> as_run(const std::optional<integer_range>& range) {
    if (!range) {
        return std::nullopt;
    }
    return run_of_counts{static_cast<whole>(*range->first),
                         range->last ? static_cast<whole>(*range->last) : no_end};
}

/// Tries tables of figures one after the other.
class trial {
  public:
    explicit trial(world of, whole scale = 1)
        : of_{std::move(of)}, scale_{scale}, book_{codebook_of(of_)} {}

    /// Every way to write at each of some cells one of the writings given for it; of the ways, only
    /// every so many where a `stride` is given.
    void run(const std::vector<std::pair<spot, choices>>& cells, std::size_t stride = 1) {
        std::size_t ways = 1;
        for (const auto& each : cells) {
            ways *= each.second.size();
        }
        for (std::size_t way = 0; way < ways; way += stride) {
            table written;
            std::size_t rest = way;
            for (const auto& [where, writings] : cells) {
                written[where] = writings[rest % writings.size()];
                rest /= writings.size();
            }
            compare(written);
            if (failures_ >= most_failures_shown) {
                return;
            }
        }
    }

    void compare(const table& written) {
        const dataset data = dataset_of(written, book_, where_);
        const check_report found = check(data);
        std::map<std::string, std::size_t> by_key;
        for (std::size_t i = 0; i < found.findings.size(); ++i) {
            by_key[key_of(found.findings[i], found, data)] = i;
        }
        oracle judge{of_, written, scale_};
        std::vector<expected_finding> expected = judge.findings();
        // "The first" is the first of the report, whose order has tests of its own.
        const auto place_in_report = [&](const expected_finding& each) {
            const auto known = by_key.find(each.key);
            return known == by_key.end() ? found.findings.size() : known->second;
        };
        std::ranges::stable_sort(expected, {}, place_in_report);
        consequences{expected, scale_}.mark();
        std::string differs;
        for (const expected_finding& each : expected) {
            const auto known = by_key.find(each.key);
            if (known == by_key.end()) {
                differs += each.key + ": not found, expected " + name_of(each.judged.result) + "\n";
                continue;
            }
            const std::string text = difference(each, found.findings[known->second], found, data);
            differs += text.empty() ? "" : each.key + ":" + text + "\n";
            by_key.erase(known);
        }
        for (const auto& [key, number] : by_key) {
            differs += key + ": " + name_of(found.findings[number].result) + ", not expected\n";
        }
        differs += difference(judge, found, data);
        if (!differs.empty()) {
            ++failures_;
            ADD_FAILURE() << text_of(written) << differs;
        }
    }

  private:
    static constexpr int most_failures_shown = 5;

    static std::string key_of(const finding& of, const check_report& found, const dataset& data) {
        return crossfoot::key_of(found.rules[of.rule], of.where, data);
    }

    static std::string difference(const expected_finding& expected,
                                  const finding& of,
                                  const check_report& found,
                                  const dataset& data) {
        std::string text;
        const auto differ =
            [&](const char* what, const std::string& is, const std::string& should) {
                if (is != should) {
                    text += std::string{"  "} + what + " " + is + ", expected " + should;
                }
            };
        differ("kind", name_of(found.rules[of.rule].kind), name_of(expected.kind));
        differ("verdict", name_of(of.result), name_of(expected.judged.result));
        differ("follows from",
               of.follows_from ? key_of(found.findings[*of.follows_from], found, data) : "none",
               expected.follows.value_or("none"));
        if (expected.kind == rule_kind::domain) {
            return text;
        }
        differ("reported", text_of(of.reported), text_of(as_interval(expected.reported)));
        differ("computed", text_of(of.computed), text_of(as_interval(expected.judged.computed)));
        std::optional<span_of_values> apart;
        if (expected.judged.computed) {
            apart = minus(*expected.reported, *expected.judged.computed);
        }
        differ("difference", text_of(of.difference), text_of(as_interval(apart)));
        differ("basis", name_of(of.basis), name_of(expected.basis));
        std::string bounds;
        for (const fill_bound& each : of.bounds) {
            bounds += " " + text_of(spot_of(data, each.where)) + " " + text_of(each.values);
        }
        std::string expected_bounds;
        for (std::size_t i = 0; i < expected.what.operands.size(); ++i) {
            if (expected.judged.result == verdict::unknown && expected.judged.fills[i]) {
                expected_bounds += " " + text_of(expected.what.operands[i].where) + " " +
                                   text_of(as_interval(expected.judged.fills[i]));
            }
        }
        differ("bounds", bounds, expected_bounds);
        if (of.duals.has_value() != (expected.kind == rule_kind::rate)) {
            text += "  duals where there should be none, or none";
        } else if (of.duals && (as_run(of.duals->counts) != expected.dual_counts ||
                                as_run(of.duals->totals) != expected.dual_totals)) {
            text += "  other duals";
        }
        return text;
    }

    /// What differs in the derived lines and in the summary.
    static std::string difference(const oracle& judge,
                                  const check_report& found,
                                  const dataset& data) {
        std::string text;
        for (const derived_value& each : found.derived) {
            const spot where = spot_of(data, each.where);
            const rule& by = found.rules[each.rule];
            const std::string key = crossfoot::key_of(by, each.where, data);
            if (judge.at(where).is_figure()) {
                text += key + ": derived, though it was claimed\n";
            }
            const auto computed = judge.derived(by.kind, where);
            const auto expected = computed ? as_interval(computed->computed) : std::nullopt;
            if (std::optional{each.values} != expected) {
                text += key + ": derived " + text_of(each.values) + ", expected " +
                        text_of(expected) + "\n";
            }
        }
        check_summary counted;
        counted.checks = found.findings.size();
        for (const finding& each : found.findings) {
            switch (each.result) {
            case verdict::holds: ++counted.holds; break;
            case verdict::possible: ++counted.possible; break;
            case verdict::unknown: ++counted.unknown; break;
            case verdict::fails: ++(each.follows_from ? counted.follows : counted.fails); break;
            }
        }
        counted.figures = found.summary.figures;
        if (!(counted == found.summary)) {
            text += "the summary counts other findings than there are\n";
        }
        return text;
    }

    world of_;
    whole scale_;
    std::shared_ptr<const codebook> book_;
    std::shared_ptr<const places> where_ = places_of_world();
    int failures_ = 0;
};

// -- the worlds ----------------------------------------------------------------------------------

constexpr tier_counting all_countings[] = {
    tier_counting::exclusive, tier_counting::at_or_above, tier_counting::held};
constexpr absence all_absences[] = {absence::missing, absence::zero, absence::zero_if_filed};

const std::vector<std::size_t> no_level;
const std::vector<std::size_t> prefecture_level{2};
const std::vector<std::size_t> every_level{2, 3, 4, 5};

entry share_of(const std::string& text, end_of_values lo, end_of_values hi) {
    return {text, status::reported, span_of_values{lo, hi}};
}
end_of_values up_to(whole top, whole bottom) {
    return {{top, bottom}, bound::closed};
}
end_of_values but_not(whole top, whole bottom) {
    return {{top, bottom}, bound::open};
}

/// As shares are printed; they lie from 0 to 1.
const choices shares{
    nothing,
    {share_of("1/2", up_to(1, 2), up_to(1, 2))},
    {share_of("三分之一至二分之一", up_to(1, 3), up_to(1, 2))},
    {share_of("超过50%", but_not(1, 2), up_to(1, 1))},
    {share_of("不足50%", up_to(0, 1), but_not(1, 2))},
    {share_of("1", up_to(1, 1), up_to(1, 1))},
    {share_of("0", up_to(0, 1), up_to(0, 1))},
    {{"200%", status::reported, std::nullopt}},
    blank,
    unreadable,
    {share_of("1/2", up_to(1, 2), up_to(1, 2)), share_of("不足50%", up_to(0, 1), but_not(1, 2))},
    {share_of("超过50%", but_not(1, 2), up_to(1, 1)),
     share_of("三分之二", up_to(2, 3), up_to(2, 3))}};
const choices few_shares{{share_of("1/2", up_to(1, 2), up_to(1, 2))},
                         {share_of("超过50%", but_not(1, 2), up_to(1, 1))},
                         {share_of("不足50%", up_to(0, 1), but_not(1, 2))}};
/// As percentages are printed, rounded: for few figures, since their ends are far from simple.
const choices percentages{{share_of("33%", up_to(13, 40), but_not(67, 200))},
                          {share_of("50%", up_to(99, 200), but_not(101, 200))},
                          {share_of("67%", up_to(133, 200), but_not(27, 40))},
                          {share_of("100%", up_to(199, 200), up_to(1, 1))},
                          {share_of("0%", up_to(0, 1), but_not(1, 200))}};
/// As a number for each of something is printed, which may be more than 1.
const choices for_each_one{nothing,
                           two,
                           none,
                           {share_of("1/2", up_to(1, 2), up_to(1, 2))},
                           {share_of("超过1", but_not(1, 1), {})},
                           two_or_three,
                           {share_of("不足2", up_to(0, 1), but_not(2, 1))}};

/// The tiers of a cell, each written in one of those ways.
std::vector<std::pair<spot, choices>> with_tiers(const spot& total,
                                                 const choices& of_total,
                                                 const choices& of_each) {
    return {{total, of_total},
            {total.with_tier(0), of_each},
            {total.with_tier(1), of_each},
            {total.with_tier(2), of_each}};
}

TEST(check_oracle, a_part_and_its_whole) {
    for (const absence absent : all_absences) {
        trial tries{{.absent = absent}};
        for (const scope extent : {scope::total, scope::own}) {
            const spot whole_of_it{other_county, units, extent, -1, -1};
            tries.run({{whole_of_it, every_writing}, {whole_of_it.of(models), every_writing}});
        }
    }
}

TEST(check_oracle, parts_and_wholes_that_are_broken_down) {
    trial tries{{}};
    const spot all = total_of(other_county, units);
    tries.run({{all, some_writings},
               {all.with_section(0), some_writings},
               {all.of(models), some_writings},
               {all.of(models).with_section(0), some_writings}});
}

TEST(check_oracle, items_of_which) {
    for (const absence absent : all_absences) {
        trial tries{{.absent = absent}};
        const spot all = total_of(other_county, units);
        tries.run({{all, every_writing},
                   {all.with_section(0), every_writing},
                   {all.with_section(1), most_writings}},
                  absent == absence::missing ? 1 : 3);
    }
}

TEST(check_oracle, tiers_in_each_way_of_counting) {
    for (const tier_counting counting : all_countings) {
        trial tries{{.counting = counting}};
        tries.run(with_tiers(total_of(other_county, models), most_writings, most_writings));
    }
}

TEST(check_oracle, tiers_written_in_every_way) {
    for (const tier_counting counting : all_countings) {
        trial tries{{.counting = counting}};
        tries.run(with_tiers(total_of(other_county, models), every_writing, every_writing), 37);
    }
}

TEST(check_oracle, tiers_where_absence_is_read_as_none) {
    for (const tier_counting counting : all_countings) {
        for (const absence absent : {absence::zero, absence::zero_if_filed}) {
            trial tries{{.counting = counting, .absent = absent}};
            tries.run(with_tiers(total_of(other_county, models), some_writings, some_writings));
        }
    }
}

TEST(check_oracle, tiers_of_which_one_does_not_occur_everywhere) {
    for (const tier_counting counting : all_countings) {
        for (const std::size_t there : {prefecture, county}) {
            trial tries{{.counting = counting, .lowest_only_in = {there}}};
            tries.run(with_tiers(total_of(other_county, models), some_writings, few_writings));
            tries.run(with_tiers(own_of(county, models), some_writings, few_writings));
            tries.run(with_tiers(total_of(prefecture, models), some_writings, few_writings));
        }
    }
}

TEST(check_oracle, tiers_within_an_item_of_another_breakdown) {
    for (const tier_counting counting : all_countings) {
        trial tries{{.counting = counting}};
        tries.run(with_tiers(
            total_of(other_county, models).with_section(1), some_writings, few_writings));
    }
}

TEST(check_oracle, totals_of_places_and_their_parts) {
    for (const std::vector<std::size_t>& own_at : {no_level, prefecture_level}) {
        trial tries{{.own_at = own_at}};
        tries.run({{total_of(prefecture, talks), most_writings},
                   {own_of(prefecture, talks), most_writings},
                   {total_of(county, talks), most_writings},
                   {total_of(other_county, talks), most_writings}},
                  own_at.empty() ? 3 : 1);
    }
}

TEST(check_oracle, totals_of_places_written_in_every_way) {
    trial tries{{.own_at = prefecture_level}};
    tries.run({{total_of(prefecture, talks), every_writing},
               {own_of(prefecture, talks), every_writing},
               {total_of(county, talks), every_writing},
               {total_of(other_county, talks), every_writing}},
              41);
}

TEST(check_oracle, a_place_without_children_and_its_own_part) {
    for (const std::vector<std::size_t>& own_at : {no_level, every_level}) {
        for (const absence absent : all_absences) {
            trial tries{{.own_at = own_at, .absent = absent}};
            tries.run({{total_of(other_county, units), every_writing},
                       {own_of(other_county, units), every_writing}});
        }
    }
}

TEST(check_oracle, a_child_without_a_total_counts_with_what_was_reported_below_it) {
    const choices below{nothing, one, blank, not_there};
    for (const std::vector<std::size_t>& own_at : {no_level, every_level}) {
        for (const absence absent : all_absences) {
            trial tries{{.own_at = own_at, .absent = absent}};
            tries.run({{total_of(prefecture, units), {two, two_or_three, at_most_two}},
                       {own_of(prefecture, units), {nothing, none}},
                       {total_of(other_county, units), {nothing, one}},
                       {total_of(county, units), {nothing, one, blank, one_against_three}},
                       {own_of(county, units), below},
                       {total_of(township, units), below},
                       {own_of(township, units), below},
                       {total_of(village, units), below}},
                      5);
        }
    }
}

TEST(check_oracle, shares_of_two_counts) {
    for (const absence absent : all_absences) {
        trial tries{{.absent = absent}};
        for (const scope extent : {scope::total, scope::own}) {
            const spot rate{other_county, share, extent, -1, -1};
            tries.run(
                {{rate, shares}, {rate.of(models), every_writing}, {rate.of(units), every_writing}},
                absent == absence::missing && extent == scope::total ? 1 : 5);
        }
    }
}

TEST(check_oracle, percentages_of_two_counts) {
    trial tries{{}};
    const choices counts{nothing, none, one, two, three, two_or_three};
    const spot rate = total_of(other_county, share);
    tries.run(
        {{rate, percentages}, {rate.of(models), counts}, {rate.of(units), {one, two, three}}});
    tries.run({{rate, percentages}, {rate.of(models), {one, two}}, {rate.of(units), counts}});
}

TEST(check_oracle, ratios_that_may_be_more_than_one) {
    trial tries{{}};
    const spot rate = total_of(other_county, talks_for_each);
    tries.run(
        {{rate, for_each_one}, {rate.of(talks), every_writing}, {rate.of(units), every_writing}});
}

TEST(check_oracle, rates_of_counts_rolled_up) {
    const choices counts{nothing, one, none, blank};
    trial tries{{}};
    const spot rate = total_of(prefecture, share);
    tries.run({{rate, few_shares},
               {rate.of(models), counts},
               {rate.of(units), counts},
               {total_of(county, models), counts},
               {total_of(county, units), {nothing, two_or_three, not_there, two}},
               {total_of(other_county, models), {nothing, one}},
               {total_of(other_county, units), {nothing, one}}},
              3);
}

TEST(check_oracle, rates_of_counts_rolled_up_over_several_levels) {
    const choices counts{nothing, one, blank};
    for (const absence absent : all_absences) {
        trial tries{{.own_at = prefecture_level, .absent = absent}};
        const spot rate = total_of(prefecture, share);
        tries.run({{rate, few_shares},
                   {rate.of(models), counts},
                   {rate.of(units), {nothing, two}},
                   {own_of(prefecture, models), {nothing, none}},
                   {own_of(prefecture, units), {nothing, one}},
                   {total_of(county, models), {nothing, one}},
                   {total_of(township, models), counts},
                   {total_of(township, units), counts},
                   {total_of(other_county, models), {nothing, none}},
                   {total_of(other_county, units), {one, nothing}}},
                  11);
    }
}

// -- cases with names -----------------------------------------------------------------------------

TEST(check_oracle, a_tier_that_is_not_there_is_not_the_lowest_one) {
    trial tries{{.counting = tier_counting::at_or_above}};
    const spot total = total_of(other_county, models);
    tries.compare({{total, three},
                   {total.with_tier(0), one},
                   {total.with_tier(1), three},
                   {total.with_tier(2), not_there}});
    tries.compare({{total, two},
                   {total.with_tier(0), one},
                   {total.with_tier(1), three},
                   {total.with_tier(2), not_there}});
}

TEST(check_oracle, an_own_part_that_is_not_there_is_no_reason_to_roll_up_a_place_without_children) {
    trial tries{{.own_at = every_level}};
    tries.compare(
        {{total_of(other_county, talks), three}, {own_of(other_county, talks), not_there}});
}

// -- what follows ---------------------------------------------------------------------------------

// Figures that are exact, so that many fail, and hang together in all ways that rules have.
TEST(check_oracle, what_follows_from_what) {
    const choices either{one, three};
    for (const tier_counting counting : all_countings) {
        trial tries{{.counting = counting}};
        tries.run({{total_of(prefecture, models), either},
                   {total_of(county, models), either},
                   {total_of(other_county, models), {one, two}},
                   {total_of(other_county, models).with_tier(0), {one, none}},
                   {total_of(other_county, models).with_tier(1), {none, one}},
                   {total_of(other_county, models).with_tier(2), either},
                   {total_of(prefecture, units), either},
                   {total_of(county, units), {nothing, two}},
                   {total_of(other_county, units), either},
                   {total_of(prefecture, share), {nothing, few_shares[0], few_shares[1]}},
                   {total_of(other_county, share), {nothing, few_shares[0]}}},
                  2);
    }
}

TEST(check_oracle, what_follows_down_a_chain_of_places) {
    trial tries{{}};
    tries.run({{total_of(prefecture, talks), {none, two, three}},
               {total_of(county, talks), {one, two, at_most_two}},
               {own_of(county, talks), {nothing, one}},
               {total_of(township, talks), {one, two, three}},
               {own_of(township, talks), {nothing, none}},
               {total_of(village, talks), {one, three, blank}},
               {own_of(village, talks), {nothing, two}},
               {total_of(other_county, talks), {none, blank}}});
}

TEST(check_oracle, what_follows_between_parts_and_wholes) {
    trial tries{{.counting = tier_counting::at_or_above}};
    const spot all = total_of(other_county, units);
    tries.run({{all, {one, two, three}},
               {all.with_section(0), {nothing, one, two, three}},
               {all.of(models), {one, two, three, two_or_three}},
               {all.of(models).with_section(0), {nothing, one, two, three}},
               {all.of(models).with_tier(0), {nothing, two, three}},
               {all.of(models).with_tier(1), {nothing, one, three}},
               {all.of(models).with_tier(2), {nothing, one, two}}},
              5);
}

// The oracle's limits, tried: if they were too small, larger ones would say something else.
TEST(check_oracle, limits_twice_as_far_give_the_same_answers) {
    for (const tier_counting counting : all_countings) {
        trial tries{{.counting = counting}, 2};
        tries.run(with_tiers(total_of(other_county, models), most_writings, some_writings), 101);
    }
    trial tries{{.own_at = prefecture_level}, 2};
    tries.run({{total_of(other_county, units), every_writing},
               {total_of(other_county, models), every_writing}},
              3);
    tries.run({{total_of(prefecture, talks), most_writings},
               {own_of(prefecture, talks), some_writings},
               {total_of(county, talks), most_writings},
               {total_of(other_county, talks), some_writings}},
              101);
    tries.run({{total_of(other_county, share), shares},
               {total_of(other_county, models), some_writings},
               {total_of(other_county, units), some_writings}},
              5);
    trial without_own_parts{{}, 2};
    without_own_parts.run({{total_of(prefecture, share), few_shares},
                           {total_of(county, models), {nothing, one}},
                           {total_of(county, units), {nothing, two}},
                           {total_of(other_county, models), {nothing, one}},
                           {total_of(other_county, units), {nothing, one}}});
}

}  // namespace
