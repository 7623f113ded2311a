#pragma once

#include "instance_builder.hpp"
#include "model/figure_rows.hpp"
#include "moment_columns.hpp"

#include <memory>
#include <span>

namespace crossfoot::detail {

/// The figures of one day.
struct moment_input {
    day last;                                    ///< the day
    std::span<const figure_rows* const> blocks;  ///< the rows, in their order
    std::span<const moment_slot> slots;          ///< those of the rows, by number
    const std::shared_ptr<trees>& hierarchies;   ///< of the places
};

}  // namespace crossfoot::detail
