// Whatever a report holds: it is read, what is wrong is told, and the rest is judged and written in
// every form. An input is a codebook, places and figures, one behind the other, parted by lines of
// "===": see the seeds. A part that is left out is the built-in codebook, or places as figures name
// them.

#include <crossfoot/check/check.hpp>
#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/csv.hpp>
#include <crossfoot/io/figures_file.hpp>
#include <crossfoot/io/findings_output.hpp>
#include <crossfoot/io/places_file.hpp>
#include <crossfoot/io/text_encoding.hpp>

#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using crossfoot_fuzz::require;

std::vector<std::string_view> parts_of(std::string_view text) {
    constexpr std::string_view separator = "===\n";
    std::vector<std::string_view> parts;
    for (std::size_t at = text.find(separator); at != std::string_view::npos;
         at = text.find(separator)) {
        parts.push_back(text.substr(0, at));
        text.remove_prefix(at + separator.size());
    }
    parts.push_back(text);
    return parts;
}

std::shared_ptr<const codebook> read_book(std::string_view toml,
                                          std::vector<diagnostic>& problems) {
    std::optional<codebook> book = read_codebook(toml, "codebook.toml", problems);
    return book ? std::make_shared<const codebook>(std::move(*book)) : ethnic_unity();
}

places places_of_figures(std::string_view csv, const codebook& book) {
    std::vector<place_row> rows;
    for (const std::string& code : place_codes_in(csv))
        rows.push_back({code, code, level_id{book.levels.size() - 1}, {}, {}, {}, {}});
    std::vector<diagnostic> none;
    return places::build(std::move(rows), {}, {}, none);
}

/// Rows of a table that all have as many fields as its heading.
void require_table(const std::string& csv) {
    std::vector<diagnostic> problems;
    csv_reader reader{csv, "findings.csv", problems};
    std::vector<csv_field> fields;
    require(reader.next(fields), "a table has a heading");
    const std::size_t columns = fields.size();
    while (reader.next(fields))
        require(fields.size() == columns, "a row has as many fields as the heading");
    require(problems.empty(), "a table is well-formed");
}

void require_output(const dataset& data, std::span<const diagnostic> problems) {
    const check_report report = check(data);
    for (const auto list : {listing::usual, listing::all}) {
        findings_options options;
        options.list = list;
        const std::string json = findings_as_json(report, data, options, problems);
        const auto document = nlohmann::json::parse(json, nullptr, false);
        require(!document.is_discarded(), "the document is JSON");
        require(document["diagnostics"].size() == problems.size(),
                "each problem is in the document");
        require(findings_as_json(check(data), data, options, problems) == json,
                "judging again gives the same");
        const std::string lines = findings_as_json_lines(report, data, options);
        for (std::size_t at = 0; at < lines.size();) {
            const std::size_t end = lines.find('\n', at);
            require(end != std::string::npos, "each line ends");
            require(nlohmann::json::accept(lines.begin() + static_cast<std::ptrdiff_t>(at),
                                           lines.begin() + static_cast<std::ptrdiff_t>(end)),
                    "each line is JSON");
            at = end + 1;
        }
        require_table(findings_as_csv(report, data, options));
        for (const auto speech : {language::en, language::zh}) {
            options.speech = speech;
            const std::string text = findings_as_text(report, data, options);
            require(text.ends_with('\n'), "text ends with a line break");
            require(text.find('\x1b') == std::string::npos, "no escape reaches the terminal");
        }
    }
}

void check_report_of(std::string_view text, bad_cells on_bad_cell) {
    const std::vector<std::string_view> parts = parts_of(text);
    std::vector<diagnostic> problems;
    const auto book = parts.size() > 2 ? read_book(parts[0], problems) : ethnic_unity();
    figures_options options;
    options.on_bad_cell = on_bad_cell;
    std::shared_ptr<const places> where;
    if (parts.size() > 1) {
        places_reading read = read_places(parts[parts.size() - 2], "places.csv", *book, problems);
        options.refused_places = std::move(read.refused);
        where = std::make_shared<const places>(std::move(read.where));
    } else {
        options.hierarchy = places_known::from_figures;
        options.when = period::year(2016);
        where = std::make_shared<const places>(places_of_figures(parts.back(), *book));
    }
    dataset data{book, where};
    read_figures(parts.back(), "figures.csv", options, data, problems);
    crossfoot_fuzz::require_messages(problems);

    std::vector<diagnostic> again;
    if (parts.size() > 2) read_book(parts[0], again);
    if (parts.size() > 1) {
        static_cast<void>(read_places(parts[parts.size() - 2], "places.csv", *book, again));
    }
    dataset second{book, where};
    read_figures(parts.back(), "figures.csv", options, second, again);
    require(again == problems, "reading again gives the same problems");
    require(second.size() == data.size(), "reading again gives the same figures");
    require_output(data, problems);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<diagnostic> problems;
    const auto text = decode({reinterpret_cast<const char*>(data), size}, "fuzz", problems);
    if (!text) return 0;
    check_report_of(text->text, bad_cells::refuse);
    check_report_of(text->text, bad_cells::treat_as_unreadable);
    return 0;
}
