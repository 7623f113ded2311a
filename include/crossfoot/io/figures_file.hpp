#pragma once

#include <crossfoot/model/dataset.hpp>
#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/number/reading_convention.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// What becomes of a value cell that cannot be read.
enum class bad_cells {
    refuse,               ///< it is left out
    treat_as_unreadable,  ///< it stands in the dataset as unreadable, with its text
};

/// Whether the places of a dataset are those of a places.csv.
enum class places_known {
    from_file,     ///< they are: an item of a breakdown can be checked against its `only_in`
    from_figures,  ///< each stands by itself, and nobody knows what it lies in
};

/// What a figures file does not say itself.
struct figures_options {
    std::optional<period> when;                 ///< of rows without a period
    std::string source;                         ///< of rows without a source
    bad_cells on_bad_cell = bad_cells::refuse;  ///< what becomes of them
    reading_convention convention;              ///< how figures are read
    /// Whether items can be checked against the places that they occur in.
    places_known hierarchy = places_known::from_file;
    /// Codes that stand in refused rows of places.csv, sorted: their figures are left out without
    /// another diagnostic.
    std::vector<std::string> refused_places;
};

/// Reads figures files, long or wide, into one dataset whose places and codebook are known.
///
/// It remembers where each figure came from, so that a cell that is there twice is told with its
/// earlier line, in whichever file that was. Every bad cell is added to the problems.
///
///     figures_reader reader{data, {}, problems};
///     reader.read("place,period,indicator,value\n990101,2016,talks,82\n", "figures.csv");
class figures_reader {
  public:
    /// `into` and `problems` must outlive the reader.
    figures_reader(dataset& into, figures_options options, std::vector<diagnostic>& problems);
    ~figures_reader();
    figures_reader(const figures_reader&) = delete;
    figures_reader& operator=(const figures_reader&) = delete;

    /// Reads one file's text, UTF-8 without a byte order mark. Gives the number of rows beneath the
    /// headings. Some 200 ns a row for plain whole numbers.
    std::size_t read(std::string_view csv, const std::string& file);

  private:
    class worker;
    std::unique_ptr<worker> worker_;
};

/// Reads one figures file; as `figures_reader::read`.
std::size_t read_figures(std::string_view csv,
                         const std::string& file,
                         const figures_options& options,
                         dataset& into,
                         std::vector<diagnostic>& problems);

/// The place codes of a figures file, each once, in order of appearance: for a file that stands
/// without places. Cells with a personal number in them are passed over.
[[nodiscard]] std::vector<std::string> place_codes_in(std::string_view csv);

}  // namespace crossfoot
