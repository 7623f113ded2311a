#pragma once

#include <crossfoot/compute/cell_reader.hpp>

#include <optional>
#include <vector>

namespace crossfoot {

/// One part of a roll-up.
struct rollup_part {
    place_id place;              ///< whose part it is
    series what;                 ///< which series of that place
    resolved_figure figure;      ///< what the cell says
    bool reads_as_zero = false;  ///< absent, and the codebook reads absence as none
};

/// The part that one cell makes.
[[nodiscard]] rollup_part part_at(const cell_reader& cells,
                                  place_id place,
                                  const series& what,
                                  const period& when);

/// What a part adds to a sum: its values; 0 where there is no such thing or absence reads as none;
/// else its indicator's whole domain.
[[nodiscard]] interval contribution_of(const codebook& book, const rollup_part& part);

/// The parts whose sum is a place's total: its own part and the totals of the places in it. A child
/// without a total counts with its own part and its children's totals, and so on down, if any of
/// those was reported.
struct rollup_parts {
    std::vector<rollup_part> parts;  ///< the operands of the sum, the own part first
    std::size_t due = 0;             ///< children, and an own part where the level has one
    std::size_t reporting = 0;       ///< those of them that were reported, wholly or in parts
};

/// Gathers the parts of a total. `what` is a series of scope total that need not be in the dataset.
[[nodiscard]] rollup_parts gather_parts(const cell_reader& cells,
                                        const hierarchy& tree,
                                        place_id place,
                                        const series& what,
                                        const period& when);

/// A total that was added up.
struct rolled_up {
    interval values;      ///< what is missing widens it to its domain: it is never taken as zero
    std::size_t due = 0;  ///< parts that should have been reported
    std::size_t reporting = 0;  ///< those of them that were, wholly or in parts
};

/// The total that the parts of a place add up to; no value where none of them was reported.
/// Expects an additive indicator.
[[nodiscard]] std::optional<rolled_up> roll_up(const cell_reader& cells,
                                               const hierarchy& tree,
                                               place_id place,
                                               const series& what,
                                               const period& when);

/// Whether figures of an item can occur at a place: where the item has no `only_in`, names the
/// place or one above it; and in a total (`extent`) also above a place that it names, since what
/// lies in a place is part of it.
[[nodiscard]] bool occurs_at(const dataset& data,
                             const hierarchy& tree,
                             place_id place,
                             const breakdown_item& item,
                             scope extent);

/// The items of a breakdown that occur at a place.
[[nodiscard]] std::vector<std::uint16_t> items_at(const dataset& data,
                                                  const hierarchy& tree,
                                                  place_id place,
                                                  breakdown_id by,
                                                  scope extent = scope::total);

/// The total over a breakdown that its items add up to (exclusive counting); no value where no item
/// was reported. `due` is the number of items that occur at the place.
[[nodiscard]] std::optional<rolled_up> roll_up_items(const cell_reader& cells,
                                                     const hierarchy& tree,
                                                     place_id place,
                                                     const series& what,
                                                     breakdown_id by,
                                                     const period& when);

}  // namespace crossfoot
