#include "moment_scratch.hpp"

namespace crossfoot::detail {

rollup_layout::rollup_layout(const hierarchy& of,
                             std::size_t places,
                             std::optional<level_id> wanted)
    : tree{&of}, asked_for{wanted}, target(places, none) {
    const auto is_inner = [&](place_id place) {
        return !of.children_of(place).empty() || of.level_of(place) == asked_for;
    };
    for (const place_id place : of.in_order()) {
        if (!is_inner(place)) continue;
        target[place.index()] = static_cast<std::uint32_t>(inner.size());
        const std::optional<place_id> above = of.parent_of(place);
        parent.push_back(above ? target[above->index()] : none);
        inner.push_back(place);
    }
    for (const place_id place : inner) {
        for (const place_id child : of.children_of(place)) {
            if (!is_inner(child)) target[child.index()] = target[place.index()] | leaf_flag;
        }
    }
}

const rollup_layout& moment_scratch::layout_of(const hierarchy& tree,
                                               std::size_t places,
                                               std::optional<level_id> asked_for) {
    if (!layout_ || layout_->tree != &tree || layout_->asked_for != asked_for) {
        layout_ = std::make_shared<const rollup_layout>(tree, places, asked_for);
    }
    return *layout_;
}

}  // namespace crossfoot::detail
