#pragma once

#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/model/ids.hpp>
#include <crossfoot/model/period.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace crossfoot {

/// That a report came in, and when. Who sent it is an office, never a person.
struct filing {
    place_id place;                  ///< whose report it is
    period when;                     ///< what period it is for
    day received{};                  ///< the day on which it came in
    std::string office;              ///< who sent it; may be empty
    std::optional<std::size_t> due;  ///< which of `codebook::due` it answers; no value: any of them
    position where{};                ///< the row that it was read from, for messages
};

}  // namespace crossfoot
