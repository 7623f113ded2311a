#include <crossfoot/compute/comparison.hpp>
#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <utility>
#include <variant>

namespace crossfoot {

namespace {

using term_sign = territory_term::sign;

/// A value, or why there is none.
template <typename Value>
using answer = std::variant<Value, bilingual>;

interval with_sign(const interval& values, term_sign with) {
    return with == term_sign::plus ? values : -values;
}

/// Reads the figures of one period on its own hierarchy.
class side_reader {
  public:
    side_reader(const cell_reader& cells,
                const hierarchy& tree,
                const period& when,
                const series& what)
        : cells_{cells},
          book_{cells.data().book()},
          tree_{tree},
          when_{when},
          what_{what},
          of_{book_[what.indicator]} {}

    /// The figures of an indicator that adds up.
    [[nodiscard]] answer<compared_value> sum(std::vector<territory_term> places) const {
        interval total = interval::exactly(0);
        for (const territory_term& term : places) {
            const answer<interval> value = value_at(term.place);
            if (const auto* const refused = std::get_if<bilingual>(&value)) {
                return *refused;
            }
            total = total + with_sign(std::get<interval>(value), term.with);
        }
        const std::optional<interval> possible = within(total, what_);
        if (!possible) {
            return too_much_taken(what_);
        }
        return compared_value{*possible, std::move(places), {}};
    }

    /// The ratio of the sums of a rate's counts.
    [[nodiscard]] answer<compared_value> ratio(std::vector<territory_term> places) const {
        computed_rate sums{interval::exactly(0), interval::exactly(0), operand_basis::reported, {}};
        for (const territory_term& term : places) {
            const rate_counts counts = gather_rate_counts(cells_, tree_, term.place, what_, when_);
            if (counts.basis == operand_basis::rolled_up) {
                sums.basis = operand_basis::rolled_up;
            }
            for (const auto& [parts, into] : {std::pair{&counts.numerator, &sums.count},
                                              std::pair{&counts.denominator, &sums.total}}) {
                for (const rollup_part& part : *parts) {
                    if (!says_something(part)) {
                        return not_reported(part);
                    }
                    *into = *into + with_sign(contribution_of(book_, part), term.with);
                }
            }
        }
        const auto count = within(sums.count, {*of_.numerator, scope::total, {}});
        const auto total = within(sums.total, {*of_.denominator, scope::total, {}});
        if (!count || !total) {
            return too_much_taken({count ? *of_.denominator : *of_.numerator, scope::total, {}});
        }
        sums.count = *count;
        sums.total = *total;
        if (sums.total.contains(0)) {
            return bilingual{"the denominator may be zero in " + to_string(when_),
                             to_chinese(when_) + "的分母可能为零"};
        }
        const auto values = intersection(sums.count / sums.total, book_.domain_of(of_));
        if (!values) {
            return bilingual{"the part is more than the whole in " + to_string(when_),
                             to_chinese(when_) + "的分子大于分母"};
        }
        if (sums.count.is_exact() && is_whole(sums.count.lo().value) && sums.total.is_exact() &&
            is_whole(sums.total.lo().value)) {
            sums.exact = rate{floor(sums.count.lo().value), floor(sums.total.lo().value)};
        }
        return compared_value{*values, std::move(places), std::move(sums)};
    }

    /// The figure of the place as it was reported.
    [[nodiscard]] answer<compared_value> as_reported(place_id place) const {
        const rollup_part part = part_at(cells_, place, what_, when_);
        if (!part.figure.values) {
            return not_reported(part);
        }
        return compared_value{*part.figure.values, {{place, term_sign::plus}}, {}};
    }

  private:
    /// The total of a place: as reported, else added up where nothing is missing.
    [[nodiscard]] answer<interval> value_at(place_id place) const {
        const rollup_part total = part_at(cells_, place, what_, when_);
        if (says_something(total)) {
            return contribution_of(book_, total);
        }
        const rollup_parts below = gather_parts(cells_, tree_, place, what_, when_);
        if (std::ranges::none_of(below.parts, [](const rollup_part& part) {
                return part.figure.kind == reading_kind::figure;
            })) {
            return not_reported(total);
        }
        interval sum = interval::exactly(0);
        for (const rollup_part& part : below.parts) {
            if (!says_something(part)) {
                return not_reported(part);
            }
            sum = sum + contribution_of(book_, part);
        }
        return sum;
    }

    static bool says_something(const rollup_part& part) {
        return part.figure.kind == reading_kind::figure ||
               part.figure.kind == reading_kind::not_applicable || part.reads_as_zero;
    }

    [[nodiscard]] std::optional<interval> within(const interval& values, const series& what) const {
        return intersection(values, book_.domain_of(book_[what.indicator]));
    }

    [[nodiscard]] bilingual named(const series& what) const {
        bilingual name = book_[what.indicator].name.name;
        for (std::size_t i = 0; i < book_.breakdowns.size(); ++i) {
            const std::uint16_t item = what.item(breakdown_id{i});
            if (item != series::all) {
                const bilingual& which = book_.breakdowns[i].items[item].name.name;
                name.en += " (" + which.in(language::en) + ")";
                name.zh += "（" + which.in(language::zh) + "）";
            }
        }
        if (what.extent == scope::own) {
            name = {"own part of " + name.in(language::en), name.in(language::zh) + "（本级）"};
        }
        return name;
    }

    [[nodiscard]] bilingual named(place_id place) const {
        const places& where = cells_.data().where();
        const std::optional<place_row_view> row = where.find_row(place, when_.last());
        const std::string code{where.code(place)};
        if (!row || row->name.empty()) {
            return {code, code};
        }
        const std::string name{row->name};
        return {name + " (" + code + ")", name + "（" + code + "）"};
    }

    [[nodiscard]] bilingual not_reported(const rollup_part& part) const {
        const bilingual what = named(part.what);
        const bilingual place = named(part.place);
        const std::string of =
            what.in(language::en) + " of " + place.en + " in " + to_string(when_);
        const std::string of_zh = place.zh + to_chinese(when_) + "的" + what.in(language::zh);
        if (part.figure.kind == reading_kind::conflicting) {
            return {"the sources exclude each other on " + of, of_zh + "各来源互相矛盾"};
        }
        return {"no figure for " + of, of_zh + "没有数值"};
    }

    [[nodiscard]] bilingual too_much_taken(const series& what) const {
        const bilingual name = named(what);
        return {"the places that are taken away have more " + name.in(language::en) + " in " +
                    to_string(when_) + " than there are",
                to_chinese(when_) + "应扣减地区的" + name.in(language::zh) + "多于总数"};
    }

    const cell_reader& cells_;
    const codebook& book_;
    const hierarchy& tree_;
    const period& when_;
    const series& what_;
    const indicator& of_;
};

/// Reads both periods on one territory.
class comparer {
  public:
    comparer(const territory& land, const compared_periods& when, const cell_reader& cells)
        : land_{land}, when_{when}, cells_{cells}, book_{cells.data().book()} {}

    [[nodiscard]] comparison run(place_id place, const series& what) const {
        comparison made{place, what, {}, {}, {}, {}, {}};
        territory_sum elsewhere = land_.express(place, when_.as_of);
        if (elsewhere.refused) {
            made.refused = std::move(elsewhere.refused);
            return made;
        }
        const std::vector<territory_term> own{{place, term_sign::plus}};
        const bool as_of_from = when_.as_of == comparison_day::from;
        const auto& then_places = as_of_from ? own : elsewhere.terms;
        const auto& now_places = as_of_from ? elsewhere.terms : own;
        answer<compared_value> then = read(comparison_day::from, then_places, what);
        answer<compared_value> now = read(comparison_day::to, now_places, what);
        // A rate whose counts nobody reported can still be compared as it was printed.
        if (elsewhere.terms == own && (is_refused(then) || is_refused(now)) && is_rate(what)) {
            answer<compared_value> printed_then = printed(comparison_day::from, place, what);
            answer<compared_value> printed_now = printed(comparison_day::to, place, what);
            if (!is_refused(printed_then) && !is_refused(printed_now)) {
                then = std::move(printed_then);
                now = std::move(printed_now);
            }
        }
        for (const auto* const each : {&then, &now}) {
            if (is_refused(*each)) {
                made.refused = std::get<bilingual>(*each);
                return made;
            }
        }
        made.then = std::get<compared_value>(std::move(then));
        made.now = std::get<compared_value>(std::move(now));
        made.growth = made.now->values - made.then->values;
        if (!made.then->values.contains(0)) {
            made.growth_rate = made.now->values / made.then->values - interval::exactly(1);
        }
        return made;
    }

  private:
    static bool is_refused(const answer<compared_value>& value) {
        return std::holds_alternative<bilingual>(value);
    }
    [[nodiscard]] bool is_rate(const series& what) const {
        const indicator& of = book_[what.indicator];
        return of.numerator && of.denominator;
    }
    [[nodiscard]] const period& period_of(comparison_day which) const {
        return which == comparison_day::from ? when_.from : when_.to;
    }

    [[nodiscard]] answer<compared_value> read(comparison_day which,
                                              const std::vector<territory_term>& places,
                                              const series& what) const {
        const side_reader reader{cells_, land_.tree(which), period_of(which), what};
        if (is_rate(what)) {
            return reader.ratio(places);
        }
        if (book_[what.indicator].additive) {
            return reader.sum(places);
        }
        const bool is_itself = places.size() == 1 && land_.is_unchanged(places.front().place);
        if (!is_itself) {
            const bilingual& name = book_[what.indicator].name.name;
            return bilingual{name.in(language::en) +
                                 " does not add up over places, and the territory is another one",
                             name.in(language::zh) + "不能按地区相加，而辖区已经变动"};
        }
        return reader.as_reported(places.front().place);
    }

    [[nodiscard]] answer<compared_value> printed(comparison_day which,
                                                 place_id place,
                                                 const series& what) const {
        return side_reader{cells_, land_.tree(which), period_of(which), what}.as_reported(place);
    }

    const territory& land_;
    const compared_periods& when_;
    const cell_reader& cells_;
    const codebook& book_;
};

}  // namespace

comparison compare_on(const territory& land,
                      const compared_periods& when,
                      const cell_reader& cells,
                      place_id place,
                      const series& what) {
    CROSSFOOT_EXPECTS(what.extent == scope::total);
    CROSSFOOT_EXPECTS(land.when(comparison_day::from) == when.from.last());
    CROSSFOOT_EXPECTS(land.when(comparison_day::to) == when.to.last());
    return comparer{land, when, cells}.run(place, what);
}

}  // namespace crossfoot
