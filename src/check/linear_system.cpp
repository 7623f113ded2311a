#include "linear_system.hpp"

#include <algorithm>

namespace crossfoot::detail {

void linear_form::add(const linear_form& other, const rational& times) {
    for (const auto& [variable, factor] : other.factors) {
        rational& mine = factors[variable];
        mine += factor * times;
        if (mine.is_zero()) {
            factors.erase(variable);
        }
    }
    constant += other.constant * times;
}

void linear_form::scale(const rational& by) {
    if (by.is_zero()) {
        factors.clear();
    }
    for (auto& each : factors) {
        each.second *= by;
    }
    constant *= by;
}

namespace {

/// A number and a part of it that is as small as one likes: above 3 is 3 and once that part.
struct nearly {
    rational value{};
    rational beyond{};

    friend bool operator<(const nearly& a, const nearly& b) {
        return a.value != b.value ? a.value < b.value : a.beyond < b.beyond;
    }
};

nearly sum(const nearly& a, const nearly& b, const rational& times) {
    return {a.value + b.value * times, a.beyond + b.beyond * times};
}

/// The simplex of satisfiability solvers: every distinct sum is a column with a lower bound;
/// columns are moved within their bounds until those that follow from them are within theirs too,
/// or one shows that they cannot be. Taking the first column that fits keeps it from going round in
/// circles.
class simplex {
  public:
    simplex(const std::vector<inequality>& all, std::size_t& work);
    feasibility run();

  private:
    struct column {
        std::optional<nearly> lower{};
        std::size_t tag = 0;
        nearly at{};
    };
    using row = std::map<std::size_t, rational>;  // a basic column in those that are not

    [[nodiscard]] std::optional<std::size_t> first_below() const;
    /// The first column by which that one can be raised.
    [[nodiscard]] std::optional<std::size_t> raises(std::size_t basic) const;
    [[nodiscard]] feasibility contradiction(std::size_t basic) const;
    void raise(std::size_t basic, std::size_t by);
    void pivot(std::size_t basic, std::size_t with);
    void count(std::size_t multiplications) { work_ -= std::min(work_, multiplications); }

    std::size_t& work_;  // that may still be done
    std::vector<column> columns_;
    std::map<std::size_t, row> rows_;
    std::optional<feasibility> at_once_;
};

simplex::simplex(const std::vector<inequality>& all, std::size_t& work) : work_{work} {
    std::uint32_t most = 0;
    for (const inequality& each : all) {
        if (!each.form.factors.empty()) {
            most = std::max(most, each.form.factors.rbegin()->first + 1);
        }
    }
    columns_.resize(most);
    for (const inequality& each : all) {
        const linear_form& form = each.form;
        if (form.is_constant()) {
            const bool holds = each.is_strict ? form.constant > 0 : form.constant >= 0;
            if (!holds) {
                at_once_ = feasibility{feasibility::outcome::contradictory, {each.tag}};
            }
            continue;
        }
        row sum;
        for (const auto& [variable, factor] : form.factors) {
            sum.emplace(variable, factor);
        }
        column made;
        made.lower = nearly{-form.constant, each.is_strict ? 1 : 0};
        made.tag = each.tag;
        rows_.emplace(columns_.size(), std::move(sum));
        columns_.push_back(std::move(made));
    }
}

std::optional<std::size_t> simplex::first_below() const {
    for (const auto& each : rows_) {
        const column& basic = columns_[each.first];
        if (basic.lower && basic.at < *basic.lower) {
            return each.first;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> simplex::raises(std::size_t basic) const {
    for (const auto& [other, factor] : rows_.at(basic)) {
        const column& by = columns_[other];
        if (factor > 0 || !by.lower || *by.lower < by.at) {
            return other;
        }
    }
    return std::nullopt;
}

feasibility simplex::contradiction(std::size_t basic) const {
    feasibility found{feasibility::outcome::contradictory, {columns_[basic].tag}};
    for (const auto& each : rows_.at(basic)) {
        found.tags.push_back(columns_[each.first].tag);
    }
    std::sort(found.tags.begin(), found.tags.end());
    found.tags.erase(std::unique(found.tags.begin(), found.tags.end()), found.tags.end());
    return found;
}

void simplex::raise(std::size_t basic, std::size_t by) {
    column& low = columns_[basic];
    const nearly missing = sum(*low.lower, low.at, -1);
    const nearly step = sum({}, missing, 1 / rows_.at(basic).at(by));
    columns_[by].at = sum(columns_[by].at, step, 1);
    count(rows_.size());
    for (const auto& [other, factors] : rows_) {
        const auto found = factors.find(by);
        if (found != factors.end()) {
            columns_[other].at = sum(columns_[other].at, step, found->second);
        }
    }
    pivot(basic, by);
}

void simplex::pivot(std::size_t basic, std::size_t with) {
    row solved = std::move(rows_.at(basic));
    rows_.erase(basic);
    const rational factor = solved.at(with);
    solved.erase(with);
    for (auto& each : solved) {
        each.second /= -factor;
    }
    solved.emplace(basic, 1 / factor);
    for (auto& each : rows_) {
        row& other = each.second;
        const auto found = other.find(with);
        if (found == other.end()) {
            continue;
        }
        const rational times = found->second;
        other.erase(found);
        count(solved.size());
        for (const auto& [place, part] : solved) {
            rational& mine = other[place];
            mine += part * times;
            if (mine.is_zero()) {
                other.erase(place);
            }
        }
    }
    rows_.emplace(with, std::move(solved));
}

feasibility simplex::run() {
    if (at_once_) {
        return *at_once_;
    }
    while (work_ > 0) {
        const auto low = first_below();
        if (!low) {
            return {};
        }
        const auto by = raises(*low);
        if (!by) {
            return contradiction(*low);
        }
        raise(*low, *by);
    }
    return {feasibility::outcome::given_up, {}};
}

}  // namespace

feasibility solve(const std::vector<inequality>& all, std::size_t& work) {
    return simplex{all, work}.run();
}

}  // namespace crossfoot::detail
