#pragma once

#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/model/unit_register.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// Reads the files of a register into one: first units, then designations, then `settle`.
///
/// `units.csv`: `code, name, category, place`, optionally `joined, left`; a unit that moved has a
/// row for each place. `designations.csv`: `unit, tier, named_on`, optionally `valid_years,
/// revoked_on, document`. Headings, categories, tiers and places may be Chinese names. What is
/// wrong is added to `problems`, and its row is left out. Households and individual businesses are
/// refused: a register holds organisations only.
class register_reader {
  public:
    /// `into` and `problems` must outlive the reader.
    register_reader(unit_register& into, std::vector<diagnostic>& problems)
        : into_{into}, problems_{problems} {}

    /// Reads one file's text, UTF-8 without a byte order mark. Gives the number of rows beneath the
    /// headings.
    std::size_t read_units(std::string_view csv, const std::string& file);
    /// The same for the titles; the units must have been read before.
    std::size_t read_designations(std::string_view csv, const std::string& file);

  private:
    unit_register& into_;
    std::vector<diagnostic>& problems_;
};

}  // namespace crossfoot
