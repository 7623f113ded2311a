#include <crossfoot/io/csv_cell.hpp>
#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "filings_known.hpp"
#include "known_documents.hpp"
#include "known_figures.hpp"
#include "open_tracker.hpp"
#include "report_output.hpp"
#include "restored_data.hpp"
#include "standing.hpp"

#include <compare>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace crossfoot {

namespace {

namespace fs = std::filesystem;
using detail::document_kind;
using detail::open_tracker;
using detail::stored_entry;
using detail::stored_figure;
using detail::transaction;

/// Makes a folder, if it is not there and empty; says whether it did.
bool make_folder(const fs::path& folder) {
    std::error_code failed;
    if (fs::exists(folder, failed)) {
        const bool is_empty = fs::is_directory(folder, failed) && fs::is_empty(folder, failed);
        if (!failed && is_empty) return false;
        throw error{error_code::file_unwritable,
                    folder.string(),
                    {"is there already: expected the name of a new folder, or an empty one",
                     "已存在：应为新文件夹的名称，或空文件夹"}};
    }
    fs::create_directories(folder, failed);
    if (failed) detail::throw_unwritable(folder, failed.value());
    return true;
}

/// A folder that is being written: half of it would read like a report with fewer figures, so that
/// nothing of it stays if the rest cannot be written.
class folder_in_work {
  public:
    explicit folder_in_work(const fs::path& folder)
        : folder_{folder}, is_own_{make_folder(folder)} {}
    ~folder_in_work() {
        if (is_whole_) return;
        std::error_code ignored;
        for (const fs::path& each : files_) {
            fs::remove(each, ignored);
        }
        if (is_own_) fs::remove(folder_, ignored);
    }
    folder_in_work(const folder_in_work&) = delete;
    folder_in_work& operator=(const folder_in_work&) = delete;

    /// The path of a file that is written next.
    const fs::path& file(const char* name) { return files_.emplace_back(folder_ / name); }
    void keep() { is_whole_ = true; }

  private:
    const fs::path& folder_;
    bool is_own_;
    bool is_whole_ = false;
    std::vector<fs::path> files_;
};

/// The days on which reports were first there, as filings.csv has them: revisions make none late.
/// What is owed has rows of its own, of the day on which it was there.
std::string filings_text(open_tracker& of,
                         std::int64_t until,
                         const std::vector<stored_entry>& known) {
    const detail::filings_known filed{of, until, detail::entries_by_report(of, until)};
    struct row {
        std::string place;
        std::string when;
        std::string office;
        std::string due;
        day received{};

        auto operator<=>(const row&) const = default;
    };
    std::set<row> rows;
    std::set<std::pair<std::string, std::string>> with_due;  // place, period
    std::unordered_map<std::int64_t, std::string> offices;
    for (const stored_entry& each : known) {
        offices.emplace(each.told.number, each.told.report.office);
    }
    for (const auto& [key, by] : filed.by_key()) {
        const auto& [due, place, when] = key;
        with_due.emplace(place, when);
        rows.insert({place, when, offices.at(by.entry), due, *by.received});
    }
    for (const stored_entry& each : known) {
        const report_name& name = each.told.report;
        const std::string when = to_string(name.when);
        // Forms alone file nothing.
        if (name.place.empty() || each.told.figures == 0 || with_due.contains({name.place, when}))
            continue;
        rows.insert({name.place, when, name.office, "", filed.received(each.told.number)});
    }
    if (rows.empty()) return {};
    std::string text = "place,period,received,office,due\n";
    for (const row& each : rows) {
        text += csv_cell(each.place) + ',' + each.when + ',' + to_string(each.received) + ',' +
                csv_cell(each.office) + ',' + csv_cell(each.due) + '\n';
    }
    return text;
}

}  // namespace

std::shared_ptr<const codebook> tracker::codebook_known(std::int64_t until) const {
    transaction seen{is_->data(), transaction::kind::reading};
    return detail::read_codebook_of(*is_, detail::codebook_text(*is_, until));
}

std::shared_ptr<const places> tracker::places_known(std::int64_t until) const {
    transaction seen{is_->data(), transaction::kind::reading};
    const auto book = detail::read_codebook_of(*is_, detail::codebook_text(*is_, until));
    return detail::read_places_of(*is_, detail::places_text(*is_, until), *book);
}

namespace {

/// The figures that were known after an entry, of one place or of all.
vintage vintage_of(open_tracker& of, std::int64_t until, std::optional<std::int64_t> place) {
    const auto book = detail::read_codebook_of(of, detail::codebook_text(of, until));
    const auto where = detail::read_places_of(of, detail::places_text(of, until), *book);
    vintage made{book, where, dataset{book, where}};
    detail::known_figures figures{of, until};
    detail::dataset_restorer restorer{of, made.data};
    figures.each([&](const stored_entry&, const stored_figure& each) {
        if (!place || each.place == *place) restorer.add(each);
    });
    return made;
}

}  // namespace

vintage tracker::known(std::int64_t until) const {
    transaction seen{is_->data(), transaction::kind::reading};
    return vintage_of(*is_, until, std::nullopt);
}

vintage tracker::known_at(std::string_view place, std::int64_t until) const {
    transaction seen{is_->data(), transaction::kind::reading};
    constexpr std::int64_t none = -1;
    return vintage_of(*is_, until, is_->find_place(place).value_or(none));
}

std::size_t tracker::export_to(const std::filesystem::path& folder, std::int64_t until) const {
    transaction seen{is_->data(), transaction::kind::reading};
    const std::optional<std::string> codebook_toml = detail::codebook_text(*is_, until);
    const auto book = detail::read_codebook_of(*is_, codebook_toml);
    folder_in_work made{folder};
    if (codebook_toml) detail::write_file(made.file("codebook.toml"), *codebook_toml);
    const auto write_if_there = [&](const char* name, const std::optional<std::string>& text) {
        if (text && !text->empty()) detail::write_file(made.file(name), *text);
    };
    write_if_there("places.csv", detail::places_text(*is_, until));
    write_if_there("units.csv", detail::register_text(*is_, document_kind::units, until));
    write_if_there("designations.csv",
                   detail::register_text(*is_, document_kind::designations, until));
    detail::known_figures figures{*is_, until};
    write_if_there("filings.csv", filings_text(*is_, until, figures.entries()));
    write_if_there("explanations.csv", detail::answers_text(*is_, until));
    detail::figures_output out{*is_, *book, made.file("figures.csv")};
    figures.each([&](const stored_entry&, const stored_figure& each) { out.add(each); });
    const std::size_t count = out.close();
    made.keep();
    return count;
}

}  // namespace crossfoot
