#pragma once

#include "world.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace slips {

/// The breakdowns of figures, in the order in which the codebook has them.
inline constexpr std::array<std::string_view, 5> breakdowns{
    "tier", "category", "naming", "venue", "coverage"};
inline constexpr std::size_t by_tier = 0;
inline constexpr std::size_t by_category = 1;
inline constexpr std::size_t by_naming = 2;
inline constexpr std::size_t by_venue = 3;
inline constexpr std::size_t by_coverage = 4;

/// Where a figure stands in the report.
struct cell {
    int place = 0;
    std::string period;
    std::string indicator;
    bool own = false;  ///< of the place's own organs
    std::array<std::string, breakdowns.size()> items{};

    [[nodiscard]] cell with(std::size_t by, std::string_view item) const;
    /// "/2016-03/own[tier=county]" after a rule's code, "@" and the place: the key of a finding.
    [[nodiscard]] std::string key(std::string_view rule) const;
};

/// One row of a figures file.
struct row {
    cell where;
    std::string text;  ///< as it is written
    count number = 0;  ///< what is meant, of counts
    bool removed = false;
};

/// A report folder in memory.
class report {
  public:
    /// What the offices report of a world: all of it agrees.
    explicit report(const world& of);

    [[nodiscard]] const row& at(const cell& where) const { return rows_[find(where)]; }
    [[nodiscard]] bool has(const cell& where) const;
    [[nodiscard]] const std::vector<row>& rows() const { return rows_; }

    void write_text(const cell& where, std::string text) {
        rows_[find(where)].text = std::move(text);
    }
    void remove(const cell& where) { rows_[find(where)].removed = true; }
    void move_to(const cell& where, std::string period) {
        rows_[find(where)].where.period = std::move(period);
    }
    void add_unit_row(const std::string& line) { units_ += line; }

    /// Its files by name.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> files() const;
    /// Writes the files into a folder, which is made.
    void write(const std::filesystem::path& folder) const;

  private:
    void put(cell where, count number);
    void put(cell where, count number, std::string text);
    [[nodiscard]] std::size_t find(const cell& where) const;

    void report_month(const world& of, int month);
    void report_quarter(const world& of, int quarter);
    void report_half(const world& of, int half);
    void report_year(const world& of, int year);
    void report_units(const world& of, int month);
    void report_growth(const world& of, int quarter);
    void list_places(const world& of);
    void list_units(const world& of);

    std::vector<row> rows_;
    std::unordered_map<std::string, std::size_t> index_;
    std::string places_;
    std::string units_;
    std::string designations_;
};

/// The codebook of every such report.
[[nodiscard]] std::string codebook_text();

/// A share as a percentage with one decimal, more where it would lie just between two of them.
/// Negative ones have a minus.
[[nodiscard]] std::string percent_text(count numerator, count denominator);
/// The same for a difference of shares, in percentage points: "1.5个百分点".
[[nodiscard]] std::string points_text(count numerator, count denominator);

}  // namespace slips
