#pragma once

#include <crossfoot/check/explanation.hpp>
#include <crossfoot/io/figures_file.hpp>
#include <crossfoot/io/text_encoding.hpp>
#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/dataset.hpp>
#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/model/filing.hpp>
#include <crossfoot/model/places.hpp>
#include <crossfoot/model/unit_register.hpp>

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace crossfoot {

/// Whether a folder must have figures: a register or a list of places says something without.
enum class figures_wanted { required, optional };

/// How a report is read.
struct report_options {
    /// What figures do not say themselves. What is known of places is found out while reading.
    figures_options figures;
    std::optional<std::filesystem::path> codebook;  ///< instead of the folder's codebook.toml
    std::optional<std::filesystem::path> places;    ///< instead of the folder's places.csv
    /// What diagnostics call a single figures file; by its name where this is empty.
    std::string figures_name{};
    figures_wanted figures_files =
        figures_wanted::required;  ///< whether a folder without figures is wrong
    /// At most so many diagnostics are told, the first in order, one in any case; of the others
    /// only how many they are. To say what is wrong with a million cells takes longer than to read
    /// ten million.
    std::size_t most_diagnostics = std::numeric_limits<std::size_t>::max();
};

/// A file that was read, and how.
struct file_note {
    std::string name;                              ///< as diagnostics name it
    text_encoding encoding = text_encoding::utf8;  ///< what its bytes were taken for
    std::size_t rows = 0;                          ///< without headings; 0 for a codebook

    friend bool operator==(const file_note&, const file_note&) = default;
};

/// A report as it was read: what could be read of it, and everything that is wrong with it.
///
/// Whoever uses `data` while there are diagnostics judges the rest of the report: bad cells are
/// left out or unreadable, as the options have it. Where the codebook was refused, `data` is
/// empty.
struct report {
    std::shared_ptr<const codebook> book;  ///< of the report, or the built-in one
    std::shared_ptr<const places> where;   ///< of places.csv, or those that the figures name
    dataset data;                          ///< all that could be read
    std::optional<unit_register> units;    ///< where the folder has units.csv
    std::vector<diagnostic> diagnostics;   ///< by file, line and column
    std::vector<file_note> files;          ///< in the order of reading
    std::vector<finding_explanation> explanations{};  ///< of explanations.csv, by row
    std::vector<filing> filings{};                    ///< of filings.csv, by row
    std::size_t diagnostics_left_out = 0;             ///< beyond `report_options::most_diagnostics`
};

/// Reads a report folder, or one figures file that stands for one.
///
/// In a folder: `codebook.toml` (else the built-in codebook), `places.csv`, every `figures*.csv` by
/// name, and, where they are there, the register `units.csv` and `designations.csv`, the answers of
/// offices `explanations.csv` and the days of reports `filings.csv`. Without places.csv,
/// and for a single file, each place of the figures stands by itself at the level county (the
/// lowest level, where there is no county): nothing is rolled up then.
///
/// Diagnostics name files as they are called in the folder. A path that is not there is the
/// diagnostic `file_unreadable`; throws `error` (file_unreadable) where the machine refuses a file
/// that is there.
[[nodiscard]] report read_report(const std::filesystem::path& folder_or_file,
                                 const report_options& options = {});

/// The same for a stream that holds one figures file, such as standard input. `name` stands for it
/// in diagnostics.
[[nodiscard]] report read_report(std::istream& figures,
                                 const std::string& name,
                                 const report_options& options = {});

}  // namespace crossfoot
