#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace crossfoot {

/// The number of a thing in the list that holds it; ids of different things do not mix.
template <typename Tag>
class id {
  public:
    constexpr id() = default;
    /// The id of the thing at that position.
    constexpr explicit id(std::size_t index) noexcept : index_{static_cast<std::uint32_t>(index)} {}

    /// The place in the list, from 0.
    [[nodiscard]] constexpr std::uint32_t index() const noexcept { return index_; }
    friend constexpr auto operator<=>(const id&, const id&) = default;

  private:
    std::uint32_t index_ = 0;
};

/// A place, whatever its dated rows.
using place_id = id<struct place_tag>;
/// A level of the hierarchy; smaller is higher.
using level_id = id<struct level_tag>;
/// An indicator of the codebook.
using indicator_id = id<struct indicator_tag>;
/// A breakdown of the codebook.
using breakdown_id = id<struct breakdown_tag>;
/// An indicator with its scope and breakdown items, interned by a dataset.
using series_id = id<struct series_tag>;
/// A reporting period, interned by a dataset.
using period_id = id<struct period_tag>;
/// A series, period and source, interned by a dataset.
using slot_id = id<struct slot_tag>;

}  // namespace crossfoot

/// Ids can be keys of unordered containers.
template <typename Tag>
struct std::hash<crossfoot::id<Tag>> {
    /// The index itself, which is dense.
    std::size_t operator()(crossfoot::id<Tag> value) const noexcept { return value.index(); }
};
