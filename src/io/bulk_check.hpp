#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/io/figures_file.hpp>
#include <crossfoot/io/report_check.hpp>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace crossfoot::detail {

/// A figures file to be checked in blocks.
struct bulk_file {
    std::filesystem::path path;
    std::string name;  ///< as diagnostics call it
};

/// What came of a check in blocks.
struct bulk_checked {
    dataset evidence;    ///< the figures that the findings rest on
    check_report found;  ///< without what holds
    std::vector<diagnostic> problems;
    std::vector<std::size_t> rows;  ///< by file: without headings
};

/// Reads and checks figures files of any size day by day, in parallel, without keeping figures that
/// are done with. No value where that is not possible, and they have to be read as a whole first:
/// where rules speak of several days, a heading is not as it should be, or a text is not UTF-8.
/// Throws `error` where the machine refuses, what is read does not fit into memory and is not in
/// the order of its periods, or somebody asked to stop.
[[nodiscard]] std::optional<bulk_checked> check_in_bulk(const std::vector<bulk_file>& files,
                                                        const std::shared_ptr<const codebook>& book,
                                                        const std::shared_ptr<const places>& where,
                                                        const figures_options& reading,
                                                        const check_options& options);

}  // namespace crossfoot::detail
