#include "moment_scratch.hpp"

namespace crossfoot::detail {

rollup_layout::rollup_layout(const hierarchy& of, std::size_t places)
    : tree{&of}, target(places, none) {
    for (const place_id place : of.in_order()) {
        if (of.children_of(place).empty()) continue;
        target[place.index()] = static_cast<std::uint32_t>(inner.size());
        const std::optional<place_id> above = of.parent_of(place);
        parent.push_back(above ? target[above->index()] : none);
        inner.push_back(place);
    }
    for (const place_id place : inner) {
        for (const place_id child : of.children_of(place)) {
            if (of.children_of(child).empty()) {
                target[child.index()] = target[place.index()] | leaf_flag;
            }
        }
    }
}

const rollup_layout& moment_scratch::layout_of(const hierarchy& tree, std::size_t places) {
    if (!layout_ || layout_->tree != &tree) {
        layout_ = std::make_shared<const rollup_layout>(tree, places);
    }
    return *layout_;
}

}  // namespace crossfoot::detail
