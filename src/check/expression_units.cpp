#include "expression_units.hpp"

#include "expression_text.hpp"

#include <string>
#include <vector>

namespace crossfoot::detail {

namespace {

/// What a number is a number of.
struct measure {
    enum class form {
        plain,     ///< a number alone: it fits any
        share,     ///< a rate, or a thing divided by one of its kind
        ratio,     ///< a thing divided by one of another kind
        thing,     ///< of `counts`, in `unit`
        anything,  ///< a product of things: not followed further
    };

    form what = form::plain;
    counted counts = counted::things;
    std::string_view unit{};           ///< empty where it has none
    const expression* from = nullptr;  ///< the first part that is so
};

/// What two numbers have to be alike in.
enum class alike { to_add, to_compare };

/// Organisations and persons are counted with several measure words; of anything else, another unit
/// is another thing. Events of two kinds may be compared (no fewer people reached than talks), but
/// not added.
bool is_same_thing(const measure& a, const measure& b, alike need) {
    if (a.counts != b.counts) return false;
    const bool is_free = a.counts == counted::organisations || a.counts == counted::persons ||
                         (a.counts == counted::events && need == alike::to_compare);
    return is_free || a.unit.empty() || b.unit.empty() || a.unit == b.unit;
}

bool fits(const measure& a, const measure& b, alike need) {
    using form = measure::form;
    if (a.what == form::thing && b.what == form::thing) return is_same_thing(a, b, need);
    const bool is_thing = a.what == form::thing || b.what == form::thing;
    const auto has_no_unit = [](const measure& each) {
        return each.what == form::share || each.what == form::ratio;
    };
    return !is_thing || !(has_no_unit(a) || has_no_unit(b));
}

const char* in_chinese(counted what) {
    switch (what) {
    case counted::organisations: return "单位";
    case counted::persons: return "人";
    case counted::events: return "活动";
    case counted::things: return "事物";
    case counted::area: return "面积";
    case counted::length: return "长度";
    case counted::money: return "金额";
    case counted::share: return "占比";
    }
    return "";
}

bool is_counted(counted what) {
    return what == counted::organisations || what == counted::persons || what == counted::events ||
           what == counted::things;
}

class unit_check {
  public:
    unit_check(const codebook& book, std::string_view text) : book_{book}, text_{text} {}

    measure measure_of(const expression& part);
    [[nodiscard]] const std::optional<expression_fault>& fault() const { return fault_; }

  private:
    [[nodiscard]] measure of_indicator(indicator_id which) const;
    measure of_alike(const std::vector<expression>& parts, alike need);
    [[nodiscard]] static measure of_product(const measure& a, const measure& b);
    [[nodiscard]] static measure of_quotient(const measure& a, const measure& b);
    void refuse(const measure& a, const measure& b);
    [[nodiscard]] bilingual name_of_part(const measure& which) const;

    const codebook& book_;
    std::string_view text_;
    std::optional<expression_fault> fault_;
};

measure unit_check::of_indicator(indicator_id which) const {
    const indicator* found = &book_[which];
    // A change is in the unit of what changes.
    for (std::size_t steps = 0; found->change_of && steps < book_.indicators.size(); ++steps) {
        found = &book_[*found->change_of];
    }
    const bool is_share = found->growth_of || found->counts == counted::share ||
                          (found->over_time == nature::rate && !found->change_of);
    if (is_share) return {measure::form::share, counted::share, {}};
    return {measure::form::thing, found->counts, found->unit};
}

measure unit_check::of_product(const measure& a, const measure& b) {
    using form = measure::form;
    if (a.what == form::plain) return b;
    if (b.what == form::plain) return a;
    if (a.what == form::share && (b.what == form::thing || b.what == form::share)) return b;
    if (b.what == form::share && a.what == form::thing) return a;
    return {form::anything};
}

measure unit_check::of_quotient(const measure& a, const measure& b) {
    using form = measure::form;
    if (b.what == form::plain) return a;
    if (a.what == form::thing && b.what == form::thing) {
        return {is_same_thing(a, b, alike::to_add) ? form::share : form::ratio};
    }
    if (b.what == form::share && (a.what == form::thing || a.what == form::share)) return a;
    return {form::anything};
}

/// The measure of parts that have to be alike: the first that is more than a number.
measure unit_check::of_alike(const std::vector<expression>& parts, alike need) {
    measure first;
    for (const expression& each : parts) {
        const measure here = measure_of(each);
        if (fault_) return {};
        if (!fits(first, here, need)) {
            refuse(first, here);
            return {};
        }
        const bool says_more =
            first.what == measure::form::plain ||
            (first.what == measure::form::anything && here.what == measure::form::thing);
        if (says_more) first = here;
    }
    return first;
}

measure unit_check::measure_of(const expression& part) {
    if (fault_) return {};
    switch (part.kind) {
    case expression_kind::number:
    case expression_kind::year:
    case expression_kind::month:
    case expression_kind::reported: return {};
    case expression_kind::reference: {
        measure found = of_indicator(part.named.what.indicator);
        found.from = &part;
        return found;
    }
    case expression_kind::plus:
    case expression_kind::minus: return of_alike(part.parts, alike::to_add);
    case expression_kind::times:
    case expression_kind::over: {
        const measure a = measure_of(part.parts[0]);
        const measure b = measure_of(part.parts[1]);
        measure found = part.kind == expression_kind::times ? of_product(a, b) : of_quotient(a, b);
        if (!found.from) found.from = &part;
        return found;
    }
    case expression_kind::negative:
    case expression_kind::absolute: return measure_of(part.parts[0]);
    case expression_kind::smallest:
    case expression_kind::largest: return of_alike(part.parts, alike::to_compare);
    case expression_kind::equal:
    case expression_kind::not_equal:
    case expression_kind::less:
    case expression_kind::at_most:
    case expression_kind::more:
    case expression_kind::at_least:
    case expression_kind::between:
    case expression_kind::not_between: of_alike(part.parts, alike::to_compare); return {};
    case expression_kind::both:
    case expression_kind::either:
    case expression_kind::negation:
    case expression_kind::implies:
        for (const expression& each : part.parts) {
            measure_of(each);
        }
        return {};
    }
    return {};
}

/// The indicator that a measure is taken from; of a computed one, the text.
bilingual unit_check::name_of_part(const measure& which) const {
    const expression& part = *which.from;
    if (part.kind != expression_kind::reference) {
        const std::string written = in_marks(text_.substr(part.at, part.length));
        return {written, written};
    }
    const coded_name& name = book_[part.named.what.indicator].name;
    return {name.code, name.name.zh.empty() ? name.code : name.name.zh};
}

void unit_check::refuse(const measure& a, const measure& b) {
    const auto described = [&](const measure& which, bool is_first) {
        const bilingual name = name_of_part(which);
        if (which.what == measure::form::share || which.what == measure::form::ratio) {
            const bool is_share = which.what == measure::form::share;
            return bilingual{name.en + (is_share ? " is a share" : " is a ratio"),
                             name.zh + (is_share ? "是比例" : "是比值")};
        }
        // "… counts events, … persons": the verb is said once where it is the same.
        const bool is_said = !is_first && a.what == measure::form::thing &&
                             is_counted(a.counts) == is_counted(which.counts);
        const std::string verb =
            is_said ? " " : (is_counted(which.counts) ? " counts " : " measures ");
        bilingual text{name.en + verb + crossfoot::name_of(which.counts),
                       name.zh + "计" + in_chinese(which.counts)};
        if (!which.unit.empty()) {
            text.en += " (" + std::string{which.unit} + ")";
            text.zh += "（" + std::string{which.unit} + "）";
        }
        return text;
    };
    const bilingual first = described(a, true);
    const bilingual second = described(b, false);
    fault_ = expression_fault{
        expression_fault_kind::units,
        b.from->at,
        {first.en + ", " + second.en + ": expected things of one kind, or a ratio of the two",
         first.zh + "，" + second.zh + "：应为同类，或用两者之比"}};
}

}  // namespace

std::optional<expression_fault> find_unit_fault(const expression& rule,
                                                const codebook& book,
                                                std::string_view text) {
    unit_check check{book, text};
    check.measure_of(rule);
    return check.fault();
}

}  // namespace crossfoot::detail
