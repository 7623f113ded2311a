#pragma once

#include <crossfoot/compute/totals.hpp>
#include <crossfoot/io/report_check.hpp>
#include <crossfoot/io/report_folder.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace crossfoot {

namespace detail {
struct bulk_totals;
}

/// A report, and what its figures add up to at the places of a level.
class rolled_report {
  public:
    /// Of a report that was read. `level` is the code or a name of one of its codebook's levels.
    /// Throws `error` (unknown_code) for any other, unless the report has diagnostics: what is
    /// wrong with it comes first.
    rolled_report(report of, std::string level);
    /// Of a report whose figures were added up while they were read.
    rolled_report(report of, std::unique_ptr<const detail::bulk_totals> totals);
    rolled_report(rolled_report&&) noexcept;             ///< Takes all of it.
    rolled_report& operator=(rolled_report&&) noexcept;  ///< Takes all of it.
    ~rolled_report();
    rolled_report(const rolled_report&) = delete;
    rolled_report& operator=(const rolled_report&) = delete;

    /// The report.
    [[nodiscard]] const report& read() const noexcept { return read_; }
    /// The report; its data has to stay as it is.
    [[nodiscard]] report& read() noexcept { return read_; }
    /// Whether the report has its figures. False where they were added up while they were read:
    /// then its data is empty.
    [[nodiscard]] bool keeps_figures() const noexcept { return totals_ == nullptr; }

    /// Calls `visit` with the totals of the cells that `admits` lets through, in the order of
    /// `totals_at`. Throws `error` (unknown_code) where there is no such level.
    void for_each(const std::function<bool(const cell&)>& admits,
                  const std::function<void(const place_total&)>& visit) const;

  private:
    report read_;
    std::string level_;
    std::unique_ptr<const detail::bulk_totals> totals_;  // null: from the data
};

/// Reads a report folder, or one figures file that stands for one, and adds its figures up to the
/// places of a level. Large reports (`check_options::large`) are read in parallel and added up day
/// by day, as `check_report_at` checks them; the totals are the same for any number of threads.
/// What `options` says to keep plays no part. Throws `error` (unknown_code) where the codebook has
/// no such level, and what `check_report_at` throws.
///
/// Where the report has diagnostics and bad cells are not treated as unreadable, what the totals
/// are says nothing.
[[nodiscard]] rolled_report roll_up_report_at(const std::filesystem::path& folder_or_file,
                                              const std::string& level,
                                              const check_options& options = {});

/// The level of a codebook with that code or name. Throws `error` (unknown_code), which names those
/// that there are.
[[nodiscard]] level_id level_named(const std::string& text, const codebook& book);

}  // namespace crossfoot
