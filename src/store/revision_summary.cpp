#include <crossfoot/number/figure_reader.hpp>
#include <crossfoot/store/revision_summary.hpp>

#include <map>

namespace crossfoot {

namespace {

/// The number that is written there; no value where it is none.
std::optional<rational> number_of(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    const reading read = read_figure(*text, {}, {});
    if (read.state != reading_state::complete || !read.value) return std::nullopt;
    return read.value->nominal();
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
    const auto before = number_of(change.before);
    const auto after = number_of(change.after);
    if (!before || !after) return;
    const rational by = *after - *before;
    ++to.compared;
    to.sum += by;
    to.sum_of_sizes += by < 0 ? rational{-by} : by;
    if (by > 0) ++to.up;
    if (by < 0) ++to.down;
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
