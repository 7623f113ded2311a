#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/io/findings_output.hpp>
#include <crossfoot/io/report_folder.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>

namespace crossfoot {

/// How far a check has come.
struct check_progress {
    std::uint64_t bytes = 0;        ///< of figures that are read
    std::uint64_t bytes_total = 0;  ///< of all figures files; 0 where a pipe is among them
    std::uint64_t rows = 0;         ///< how many rows that were
    std::size_t places = 0;         ///< how many places there are
};

/// How much of what is found is kept.
enum class findings_kept {
    all,           ///< what holds too, and what can be computed
    what_matters,  ///< in large reports what holds is counted and not kept
};

/// How a report is checked.
struct check_options {
    report_options reading;                   ///< how it is read
    findings_kept keep = findings_kept::all;  ///< how much of what is found is kept
    /// What will be listed and counted; asked for once codebook and places are read, may be empty.
    /// Everything is judged all the same. In large reports what holds is counted only of that, and
    /// where places are named it is kept.
    std::function<finding_filter(const codebook&, const places&)> only{};
    unsigned threads = 0;  ///< how many at most; 0: as many as there are cores
    /// Reports with fewer bytes of figures are read as a whole before they are checked.
    std::uint64_t large = std::uint64_t{4} << 20U;
    /// How many bytes of a file are read at once; 0: as many as is quickest.
    std::size_t block = 0;
    /// How many bytes rows may take that wait for others of their day; 0: half of the machine's
    /// memory. Only large reports whose periods do not come in order need that.
    std::uint64_t most_waiting = 0;
    /// Called now and then by one thread while a large report is read; may be empty.
    std::function<void(const check_progress&)> on_progress{};
    /// Set by anyone to end a large check, which then throws `error` (interrupted); may be null.
    const std::atomic<bool>* stop = nullptr;
};

/// A report, and what a check of it found.
struct checked_report {
    /// A report, and what was found of it.
    checked_report(report of, check_report result);
    /// What was found goes on to speak of the register in this report.
    checked_report(checked_report&& other) noexcept;
    /// Likewise.
    checked_report& operator=(checked_report&& other) noexcept;
    ~checked_report() = default;
    checked_report(const checked_report&) = delete;
    checked_report& operator=(const checked_report&) = delete;

    /// The report. Where `found` does not list what holds, its data has the figures that findings
    /// rest on, and no others.
    report read;
    check_report found;  ///< empty where the report could not be read: see its diagnostics
};

/// Reads a report folder, or one figures file that stands for one, and checks it: what
/// `read_report` and `check` do, but of any size. With `findings_kept::what_matters` the figures
/// of a large report are read in parallel and checked day by day, and only those are kept that
/// findings rest on; the findings are the same, in the same order, for any number of threads.
///
/// Files in the order of the last days of their periods, at most 64 of them, take memory for one
/// period; others for all their figures.
/// Throws `error` (too_large) where that is not there, and what `read_report` throws.
[[nodiscard]] checked_report check_report_at(const std::filesystem::path& folder_or_file,
                                             const check_options& options = {});

}  // namespace crossfoot
