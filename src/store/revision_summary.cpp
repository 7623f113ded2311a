#include <crossfoot/number/figure_reader.hpp>
#include <crossfoot/number/interval.hpp>
#include <crossfoot/store/revision_summary.hpp>

#include <map>

namespace crossfoot {

namespace {

/// What is written there may be; no value where it is no number.
std::optional<interval> values_of(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    const reading read = read_figure(*text, {}, {});
    if (read.state != reading_state::complete || !read.value) return std::nullopt;
    return read.value->values();
}

/// The one number that it is; no value where it may be several.
std::optional<rational> only_number(const interval& of) {
    const bool is_one =
        of.lo().is_finite() && of.hi().is_finite() && of.lo().value == of.hi().value;
    return is_one ? std::optional{of.lo().value} : std::nullopt;
}

/// Whether nothing that one may be is below what the other may be, and they are not the same.
bool is_above(const interval& one, const interval& other) {
    if (!one.lo().is_finite() || !other.hi().is_finite()) return false;
    const bool are_one_number = only_number(one) && only_number(one) == only_number(other);
    return one.lo().value >= other.hi().value && !are_one_number;
}

void add(revision_summary& to, const figure_change& change) {
    if (!change.before) {
        ++to.added;
        return;
    }
    if (!change.after) {
        ++to.gone;
        return;
    }
    ++to.revised;
    const auto before = values_of(change.before);
    const auto after = values_of(change.after);
    if (!before || !after) return;
    if (is_above(*after, *before)) ++to.up;
    if (is_above(*before, *after)) ++to.down;
    const auto old_number = only_number(*before);
    const auto new_number = only_number(*after);
    if (!old_number || !new_number) return;
    const rational by = *new_number - *old_number;
    ++to.compared;
    to.sum += by;
    to.sum_of_sizes += by < 0 ? rational{-by} : by;
}

}  // namespace

std::vector<revision_summary> summarise(std::span<const figure_change> changes) {
    std::map<std::string, revision_summary> by_indicator;
    for (const figure_change& each : changes) {
        revision_summary& to = by_indicator[each.where.indicator];
        to.indicator = each.where.indicator;
        add(to, each);
    }
    std::vector<revision_summary> made;
    for (auto& [indicator, each] : by_indicator) {
        made.push_back(std::move(each));
    }
    return made;
}

}  // namespace crossfoot
