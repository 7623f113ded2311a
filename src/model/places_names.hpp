#pragma once

#include <crossfoot/model/places.hpp>

#include <mutex>
#include <vector>

namespace crossfoot {

/// Places by name, made when somebody asks: most readers only ever ask for codes.
struct places::name_list {
    std::once_flag is_made;
    code_index rows;               // the first row of each name
    std::vector<bool> is_several;  // by that row: whether other places have the name too
};

}  // namespace crossfoot
