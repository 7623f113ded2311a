#pragma once

#include <crossfoot/io/figures_file.hpp>
#include <crossfoot/io/report_check.hpp>

#include "check/moment_input.hpp"
#include "check/moment_scratch.hpp"
#include "check/moment_sums.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace crossfoot::detail {

/// A figures file to be read in blocks.
struct bulk_file {
    std::filesystem::path path;
    std::string name;  ///< as diagnostics call it
};

/// Works on the figures of a report day by day; several threads call it at once.
class day_worker {
  public:
    day_worker() = default;
    virtual ~day_worker();
    day_worker(const day_worker&) = delete;
    day_worker& operator=(const day_worker&) = delete;

    /// Reading begins: once more, maybe, and then everything that was found before is forgotten.
    virtual void begin() = 0;
    /// Whether it can be done day by day, with figures of such periods.
    [[nodiscard]] virtual bool is_possible(const reported_periods& there) const = 0;
    /// Takes all figures of a day. Gives the rows that are there twice, or no value where days do
    /// not do after all.
    virtual std::optional<std::vector<duplicate_row>> take(const moment_input& of,
                                                           moment_scratch& scratch,
                                                           moment_wanted wanted) = 0;
};

/// What came of reading in blocks.
struct bulk_reading {
    std::vector<diagnostic> problems;  ///< the first in order are all among them
    std::size_t left_out = 0;          ///< how many more there are, that nobody wants to know
    std::vector<std::size_t> rows;     ///< by file: without headings
    std::shared_ptr<trees> hierarchies;
};

/// Throws `error` (interrupted) where somebody has asked for the end of the work.
void stop_if_asked(const check_options& options);

/// Reads figures files of any size in parallel and hands them on day by day, without keeping
/// figures that are done with. No value where that is not possible, and they have to be read as a
/// whole first: where the worker says so, a heading is not as it should be, or a text is not UTF-8.
/// Throws `error` where the machine refuses, what is read does not fit into memory and is not in
/// the order of its periods, or somebody asked to stop.
[[nodiscard]] std::optional<bulk_reading> read_in_bulk(const std::vector<bulk_file>& files,
                                                       const std::shared_ptr<const codebook>& book,
                                                       const std::shared_ptr<const places>& where,
                                                       const figures_options& reading,
                                                       const check_options& options,
                                                       day_worker& worker);

}  // namespace crossfoot::detail
