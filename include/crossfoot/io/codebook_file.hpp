#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/diagnostic.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// The codebook that is built in, `ethnic-unity`; read once.
[[nodiscard]] std::shared_ptr<const codebook> ethnic_unity();

/// Reads the text of a codebook.toml. Every problem is added to `problems`, with its line and
/// column; there is no value if there was one.
[[nodiscard]] std::optional<codebook> read_codebook(std::string_view toml,
                                                    const std::string& file,
                                                    std::vector<diagnostic>& problems);

}  // namespace crossfoot
