#pragma once

#include <crossfoot/io/figures_file.hpp>
#include <crossfoot/io/text_encoding.hpp>
#include <crossfoot/model/dataset.hpp>
#include <crossfoot/model/diagnostic.hpp>

#include <cstddef>
#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace crossfoot {

/// How a report folder is read.
struct report_options {
    figures_options figures;
    std::optional<std::filesystem::path> codebook;  ///< instead of the folder's codebook.toml
    std::optional<std::filesystem::path> places;    ///< instead of the folder's places.csv
};

/// A file that was read.
struct file_note {
    std::string name;  ///< below the folder
    text_encoding encoding = text_encoding::utf8;
    std::size_t rows = 0;  ///< of figures; 0 for other files
};

/// What a report folder holds, and all that is wrong with it. With diagnostics the dataset is not
/// whole: use it only where bad cells were to be taken as unreadable.
struct report {
    std::shared_ptr<const codebook> book;
    std::shared_ptr<const places> where;
    dataset data;
    std::vector<diagnostic> diagnostics;  ///< by file, line and column
    std::vector<file_note> files;
};

/// Reads a report folder: `figures*.csv`, `places.csv`, `codebook.toml`; or a single file of figures.
/// Without a codebook the built-in one is used; without places each place code in the figures is a
/// place of its own, at the level "county" (or the lowest there is). Throws `error`
/// (file_unreadable) where the machine refuses a file that is there.
[[nodiscard]] report read_report(const std::filesystem::path& folder_or_file, const report_options& options = {});

/// The same from a stream that holds a single file of figures, named `name` in messages.
[[nodiscard]] report read_report(std::istream& figures, const std::string& name, const report_options& options = {});

}  // namespace crossfoot
