#pragma once

#include <crossfoot/model/places.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace crossfoot::detail {

/// How places stand in the hierarchy of a day, for adding up.
struct rollup_layout {
    static constexpr std::uint32_t none = 0xffffffffU;
    static constexpr std::uint32_t leaf_flag = 0x80000000U;

    /// Places of the level that is wanted count as inner ones even without others in them.
    rollup_layout(const hierarchy& of, std::size_t places, std::optional<level_id> wanted);

    const hierarchy* tree;
    std::optional<level_id> asked_for;
    /// By place: its position in `inner`; of any other place, that of the place above, with
    /// `leaf_flag`; `none` of places that are not there.
    std::vector<std::uint32_t> target;
    std::vector<place_id> inner;        ///< places with children, each before those in it
    std::vector<std::uint32_t> parent;  ///< by position in `inner`; `none` at the top
};

/// Memory for checks of days, one after the other.
class moment_scratch {
  public:
    const rollup_layout& layout_of(const hierarchy& tree,
                                   std::size_t places,
                                   std::optional<level_id> asked_for = {});

    std::vector<std::uint64_t> there;    ///< by place, scope and track: a bit for a figure
    std::vector<std::uint64_t> needed;   ///< likewise: findings rest on it
    std::vector<std::int64_t> computed;  ///< by inner place and track: the sum of the parts
    std::vector<std::int64_t> claimed;   ///< likewise: the total that was reported
    std::vector<std::uint32_t> parts;    ///< likewise: how many children have a figure
    std::vector<std::uint8_t> unclear;   ///< likewise: see moment_sums.hpp

  private:
    std::shared_ptr<const rollup_layout> layout_;
};

}  // namespace crossfoot::detail
