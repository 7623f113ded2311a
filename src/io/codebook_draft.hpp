#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/diagnostic.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// What could be read of a codebook in spite of its problems, so that the rest of a report can be
/// looked through too; the built-in codebook where that is nothing. It must not be used to judge.
[[nodiscard]] codebook read_codebook_draft(std::string_view toml,
                                           const std::string& file,
                                           std::vector<diagnostic>& problems);

}  // namespace crossfoot::detail
