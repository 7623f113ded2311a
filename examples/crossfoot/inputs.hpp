#pragma once

#include "program.hpp"

#include <memory>

namespace crossfoot::program {

/// Where a subcommand reads from, and which part of it is asked about.
struct inputs {
    std::vector<std::string> paths;
    std::string codebook_file;
    std::string places_file;
    std::string source;  ///< of rows that do not say their source
    bool keep_going = false;
    bool all_diagnostics = false;
    figures_wanted figures = figures_wanted::required;
    std::vector<std::string> wanted_places;
    std::vector<std::string> wanted_indicators;
    std::vector<std::string> wanted_periods;  ///< one alone is also that of rows that do not say
};

/// Whether a subcommand needs a report, and how many it takes.
enum class how_many { one, one_or_none, one_or_more, one_on_disk };

/// Adds the paths, and the options of how they are read.
void add_inputs(command& of, inputs& to, how_many paths);

/// Adds `--place`, `--indicator` and `--period`.
void add_filters(command& of, inputs& to);

/// Adds `--threads`.
void add_threads(command& of, unsigned& to);

/// How a report is read.
[[nodiscard]] report_options reading_of(const inputs& from);

/// The path that a report is to be read from: standard input for "-", which then is called "-" in
/// diagnostics. "-" itself where it has to be read as a stream.
[[nodiscard]] std::string path_to_read(const std::string& path, report_options& reading);

/// Says on standard error what is wrong with a report that was read, and which files are not UTF-8.
void tell_of(report& read, const std::string& path, const inputs& from, language speech);

/// Reads a report folder, a file of figures, or "-" for standard input. What is wrong with it, and
/// which files are not UTF-8, is said on standard error.
[[nodiscard]] report load(const std::string& path, const inputs& from, language speech);

/// Whether what was read is to be used: all of it is right, or the rest was asked for.
[[nodiscard]] bool is_usable(const report& read, const inputs& from);

/// The codebook that was asked for, or the built-in one; null where it cannot be read, which has
/// been said on standard error.
[[nodiscard]] std::shared_ptr<const codebook> codebook_of(const inputs& from, language speech);

/// The filter that was asked for. Throws `error` (unknown_code, not_a_period).
[[nodiscard]] finding_filter filter_of(const inputs& from,
                                       const codebook& book,
                                       const places& where);
/// The same for the codebook and the places of a dataset.
[[nodiscard]] finding_filter filter_of(const inputs& from, const dataset& data);

}  // namespace crossfoot::program
