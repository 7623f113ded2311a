#include <crossfoot/compute/unit_counts.hpp>
#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/csv.hpp>
#include <crossfoot/io/explanations_file.hpp>
#include <crossfoot/io/filings_file.hpp>
#include <crossfoot/io/places_file.hpp>
#include <crossfoot/io/register_files.hpp>
#include <crossfoot/io/report_check.hpp>
#include <crossfoot/io/report_folder.hpp>
#include <crossfoot/io/report_rollup.hpp>
#include <crossfoot/number/error.hpp>

#include "bulk_check.hpp"
#include "bulk_rollup.hpp"
#include "codebook_draft.hpp"
#include "figures_heading.hpp"
#include "personal_numbers.hpp"
#include "spooled_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <istream>
#include <iterator>
#include <list>
#include <sys/stat.h>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace crossfoot {

namespace {

namespace fs = std::filesystem;

/// A file of a report, and what diagnostics call it.
struct named_file {
    fs::path path;
    std::string name;
    bool is_of_folder = false;           ///< it was found in a folder, not given by its path
    std::optional<std::string> bytes{};  ///< what it holds, where that was read by now
};

/// The text of a figures file, while places are not known yet.
struct figures_text {
    std::string name;
    std::string text;
};

named_file file_at(fs::path path, const std::string& name) {
    return {std::move(path), detail::shown_file_name(name)};
}

named_file file_in_folder(fs::path path, const std::string& name) {
    return {std::move(path), detail::shown_file_name(name), true};
}

diagnostic not_there(const std::string& name) {
    return {diagnostic_code::file_unreadable,
            name,
            {},
            {"is not there: expected a report folder or a file", "不存在：应为报表文件夹或文件"}};
}

diagnostic not_a_file(const std::string& name) {
    return {diagnostic_code::file_unreadable,
            name,
            {},
            {"is no file: expected a text file of that name", "不是文件：应为该名称的文本文件"}};
}

/// Whether the machine refuses because of what the path is: a link to itself, a name that is too
/// long, or one below a file.
bool is_wrong_path(int why) {
    return why == ELOOP || why == ENAMETOOLONG || why == ENOTDIR;
}

[[noreturn]] void throw_unreadable(const std::string& name, int why) {
    const std::string reason = std::strerror(why);
    throw error{
        error_code::file_unreadable, name, {"cannot be read: " + reason, "无法读取：" + reason}};
}

/// A file opened for reading, closed when it goes.
class open_file {
  public:
    explicit open_file(const fs::path& path) : handle_{std::fopen(path.c_str(), "rb")} {}
    ~open_file() {
        if (handle_ != nullptr) static_cast<void>(std::fclose(handle_));
    }
    open_file(const open_file&) = delete;
    open_file& operator=(const open_file&) = delete;

    /// All bytes; no value where the machine refuses, with errno set.
    std::optional<std::string> read_all() {
        constexpr std::size_t piece = std::size_t{1} << 20U;
        if (handle_ == nullptr) return std::nullopt;
        std::string bytes;
        // A text that grows is copied each time that it does.
        struct stat found {};
        if (::fstat(::fileno(handle_), &found) == 0 && S_ISREG(found.st_mode)) {
            bytes.reserve(static_cast<std::size_t>(found.st_size) + piece);
        }
        for (std::size_t count = piece; count == piece;) {
            const std::size_t before = bytes.size();
            bytes.resize(before + piece);
            count = std::fread(bytes.data() + before, 1, piece, handle_);
            bytes.resize(before + count);
        }
        if (std::ferror(handle_) != 0) return std::nullopt;
        return bytes;
    }

  private:
    std::FILE* handle_;
};

/// Puts a report together.
class report_reader {
  public:
    explicit report_reader(const report_options& options) : options_{options} {
        if (options.codebook) {
            codebook_file_ = file_at(*options.codebook, options.codebook->string());
        }
        if (options.places) places_file_ = file_at(*options.places, options.places->string());
    }

    void add_path(const fs::path& path);
    void add_stream(std::istream& in, const std::string& name);
    report run();
    // Reports whose figures are many, without holding all of them; no value where one is to be
    // read as a whole.
    std::optional<checked_report> check_large(const check_options& options);
    [[nodiscard]] bool names_what_is_there(
        const std::function<finding_filter(const codebook&, const places&)>& only) const;
    std::optional<rolled_report> roll_up_large(const std::string& level,
                                               const check_options& options);

  private:
    std::optional<std::vector<detail::bulk_file>> begin_large(const check_options& options);
    report end_large(dataset data, detail::bulk_reading& of);
    void empty_pipes(std::uint64_t large);
    void add_folder(const fs::path& folder);
    void add_figures_of_folder(const fs::path& path, const std::string& name);
    void read_codebook();
    bool read_places_file();
    void places_from_figures();
    void read_figures_texts(dataset& into);
    [[nodiscard]] figures_options options_of_figures() const;
    [[nodiscard]] bool has_much(std::uint64_t bytes) const;
    std::size_t settle_problems(std::size_t left_out);
    std::optional<unit_register> read_register();
    std::vector<finding_explanation> read_explanations_file();
    std::vector<filing> read_filings_file();
    std::optional<std::string> text_of(const named_file& file);
    std::optional<std::string> decoded(std::string bytes, const std::string& name);
    void count_rows(const std::string& name, std::size_t rows);

    const report_options& options_;
    std::optional<named_file> codebook_file_;
    std::optional<named_file> places_file_;
    std::vector<named_file> figures_files_;
    std::list<detail::spooled_file> spooled_;
    std::optional<named_file> units_file_;
    std::optional<named_file> designations_file_;
    std::optional<named_file> explanations_file_;
    std::optional<named_file> filings_file_;
    std::optional<std::string> units_text_;
    std::optional<std::string> filings_text_;
    std::vector<figures_text> figures_;

    std::vector<diagnostic> problems_;
    std::vector<file_note> files_;
    std::shared_ptr<const codebook> book_;
    std::shared_ptr<const places> where_;
    std::vector<std::string> refused_places_;
    bool codebook_is_good_ = true;
};

void report_reader::add_path(const fs::path& path) {
    std::error_code failed;
    const fs::file_status found = fs::status(path, failed);
    const std::string shown = detail::shown_file_name(path.string());
    if (found.type() == fs::file_type::not_found) {
        problems_.push_back(not_there(shown));
    } else if (!fs::exists(found)) {
        if (!is_wrong_path(failed.value())) throw_unreadable(shown, failed.value());
        problems_.push_back(not_a_file(shown));
    } else if (fs::is_directory(found)) {
        add_folder(path);
    } else {
        const std::string& name = options_.figures_name;
        figures_files_.push_back(file_at(path, name.empty() ? path.filename().string() : name));
    }
}

void report_reader::add_folder(const fs::path& folder) {
    std::error_code failed;
    // Each step may fail, so the loop is written out.
    for (fs::directory_iterator each{folder, failed}, end; !failed && each != end;
         each.increment(failed)) {
        const std::string name = each->path().filename().string();
        if (detail::is_figures_name(name)) add_figures_of_folder(each->path(), name);
    }
    if (failed) throw_unreadable(folder.string(), failed.value());
    std::ranges::sort(figures_files_, {}, &named_file::name);
    if (figures_files_.empty() && problems_.empty() &&
        options_.figures_files == figures_wanted::required) {
        problems_.push_back({diagnostic_code::no_figures,
                             detail::shown_file_name(folder.string()),
                             {},
                             {"a folder without figures: expected figures.csv, or several files "
                              "figures*.csv",
                              "文件夹中没有数值文件：应有figures.csv，或多个figures*.csv"}});
    }
    const auto there = [&](const char* name) -> std::optional<named_file> {
        std::error_code ignored;
        const fs::file_status found = fs::symlink_status(folder / name, ignored);
        if (!fs::exists(found)) return std::nullopt;
        return file_in_folder(folder / name, name);
    };
    if (!codebook_file_) codebook_file_ = there("codebook.toml");
    if (!places_file_) places_file_ = there("places.csv");
    units_file_ = there("units.csv");
    designations_file_ = there("designations.csv");
    explanations_file_ = there("explanations.csv");
    filings_file_ = there("filings.csv");
    if (designations_file_ && !units_file_) {
        problems_.push_back({diagnostic_code::file_unreadable,
                             "units.csv",
                             {},
                             {"is not there: expected the units that designations.csv speaks of",
                              "不存在：designations.csv所指单位应在此文件中"}});
    }
}

void report_reader::add_figures_of_folder(const fs::path& path, const std::string& name) {
    named_file file = file_in_folder(path, name);
    if (detail::refuse_personal_number(name, detail::column_kind::text, file.name, {}, problems_)) {
        return;
    }
    figures_files_.push_back(std::move(file));
}

void report_reader::add_stream(std::istream& in, const std::string& name) {
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (in.bad()) throw_unreadable(name, EIO);
    if (auto text = decoded(std::move(bytes), name)) {
        figures_.push_back({name, std::move(*text)});
    }
}

std::optional<std::string> report_reader::decoded(std::string bytes, const std::string& name) {
    std::optional<decoded_text> text = decode(std::move(bytes), name, problems_);
    if (!text) return std::nullopt;
    files_.push_back({name, text->encoding, 0});
    return std::move(text->text);
}

std::optional<std::string> report_reader::text_of(const named_file& file) {
    if (file.bytes) return decoded(*file.bytes, file.name);
    std::error_code failed;
    const fs::file_status found = fs::status(file.path, failed);
    // A pipe in a folder would be waited for without end; one that was given by name is wanted.
    const bool is_pipe = file.is_of_folder && fs::exists(found) && !fs::is_regular_file(found);
    if (fs::is_directory(found) || is_wrong_path(failed.value()) || is_pipe) {
        problems_.push_back(not_a_file(file.name));
        return std::nullopt;
    }
    errno = 0;
    std::optional<std::string> bytes = open_file{file.path}.read_all();
    if (bytes) return decoded(std::move(*bytes), file.name);
    // Only a file that was asked for by name can have gone.
    if (errno != ENOENT) throw_unreadable(file.name, errno == 0 ? EIO : errno);
    problems_.push_back(not_there(file.name));
    return std::nullopt;
}

void report_reader::count_rows(const std::string& name, std::size_t rows) {
    const auto note = std::ranges::find(files_, name, &file_note::name);
    if (note != files_.end()) note->rows = rows;
}

void report_reader::read_codebook() {
    book_ = ethnic_unity();
    if (!codebook_file_) return;
    const std::optional<std::string> text = text_of(*codebook_file_);
    const std::size_t before = problems_.size();
    if (text) {
        book_ = std::make_shared<const codebook>(
            detail::read_codebook_draft(*text, codebook_file_->name, problems_));
    }
    codebook_is_good_ = text && problems_.size() == before;
}

/// False where it cannot be read, which has been told.
bool report_reader::read_places_file() {
    const std::optional<std::string> text = text_of(*places_file_);
    if (!text) return false;
    places_reading read = read_places(*text, places_file_->name, *book_, problems_);
    count_rows(places_file_->name, read.rows);
    where_ = std::make_shared<const places>(std::move(read.where));
    refused_places_ = std::move(read.refused);
    return true;
}

void report_reader::places_from_figures() {
    const level_id lowest{book_->levels.size() - 1};
    const level_id level = book_->find_level("county").value_or(lowest);
    std::vector<place_row> rows;
    std::unordered_set<std::string> seen;
    const auto add_places_of = [&](std::string_view text) {
        for (const std::string& code : place_codes_in(text)) {
            if (seen.insert(code).second) rows.push_back({code, code, level, {}, {}, {}, {}});
        }
    };
    for (const figures_text& each : figures_)
        add_places_of(each.text);
    if (units_text_) add_places_of(*units_text_);
    if (filings_text_) add_places_of(*filings_text_);
    std::vector<std::string> level_names;
    for (const crossfoot::level& each : book_->levels)
        level_names.push_back(each.name.code);
    std::vector<diagnostic> none;
    where_ = std::make_shared<const places>(places::build(rows, level_names, {}, none));
}

figures_options report_reader::options_of_figures() const {
    figures_options options = options_.figures;
    options.hierarchy = places_file_ ? places_known::from_file : places_known::from_figures;
    options.refused_places = refused_places_;
    return options;
}

void report_reader::read_figures_texts(dataset& into) {
    figures_reader reader{into, options_of_figures(), problems_};
    for (const figures_text& each : figures_) {
        count_rows(each.name, reader.read(each.text, each.name));
    }
}

std::optional<unit_register> report_reader::read_register() {
    if (!units_file_) return std::nullopt;
    const auto tier = book_->find_breakdown("tier");
    if (tier && (*book_)[*tier].items.size() > most_tiers) {
        const std::string most = std::to_string(most_tiers);
        problems_.push_back({diagnostic_code::codebook_value,
                             codebook_file_ ? codebook_file_->name : std::string{},
                             {},
                             {"a register can count at most " + most + " tiers",
                              "单位名录最多可计" + most + "个级别"}});
        return std::nullopt;
    }
    std::optional<unit_register> units{std::in_place, book_, where_};
    register_reader reader{*units, problems_};
    // The titles name units, so these come first.
    if (units_text_) {
        count_rows(units_file_->name, reader.read_units(*units_text_, units_file_->name));
    }
    std::string titles;
    if (designations_file_) {
        titles = designations_file_->name;
        if (const std::optional<std::string> text = text_of(*designations_file_)) {
            count_rows(titles, reader.read_designations(*text, titles));
        }
    }
    units->settle(units_file_->name, titles, problems_);
    return units;
}

std::vector<finding_explanation> report_reader::read_explanations_file() {
    if (!explanations_file_) return {};
    const std::optional<std::string> text = text_of(*explanations_file_);
    if (!text) return {};
    explanations_reading read = read_explanations(*text, explanations_file_->name, problems_);
    count_rows(explanations_file_->name, read.rows);
    return std::move(read.explanations);
}

std::vector<filing> report_reader::read_filings_file() {
    // Obligations that were refused would be told a second time.
    if (!filings_text_ || !codebook_is_good_) return {};
    filings_reading read = read_filings(
        *filings_text_, filings_file_->name, *book_, *where_, refused_places_, problems_);
    count_rows(filings_file_->name, read.rows);
    return std::move(read.filings);
}

/// Whether the figures are regular files of so many bytes or more in all.
bool report_reader::has_much(std::uint64_t bytes) const {
    std::uint64_t there = 0;
    for (const named_file& each : figures_files_) {
        std::error_code failed;
        if (!fs::is_regular_file(each.path, failed)) return false;
        there += fs::file_size(each.path, failed);
        if (failed) return false;
    }
    return there >= bytes;
}

/// Reads pipes that were named to their end. What is small is a text from then on, the rest a file.
void report_reader::empty_pipes(std::uint64_t large) {
    for (named_file& each : figures_files_) {
        std::error_code failed;
        if (each.is_of_folder || !fs::is_fifo(each.path, failed)) continue;
        detail::spooled_file& from = spooled_.emplace_back(each.path, each.name, large);
        if (from.is_small()) {
            each.bytes = std::move(from.bytes());
        } else {
            each.path = from.path();
        }
    }
}

/// Reads what has to be known before the figures are read in blocks; no value where they are not
/// to be.
std::optional<std::vector<detail::bulk_file>> report_reader::begin_large(
    const check_options& options) {
    // Answers name what may hold by now, and a register counts units.
    const bool is_plain = places_file_ && !units_file_ && !explanations_file_ && !filings_file_;
    if (!is_plain || !problems_.empty()) return std::nullopt;
    empty_pipes(options.large);
    if (!has_much(options.large)) return std::nullopt;
    read_codebook();
    if (!codebook_is_good_) return std::nullopt;
    // Without places nothing is large, and a source that may not be used is told of once.
    std::vector<diagnostic> none;
    const bool is_good_source = !detail::refuse_personal_number(
        options_.figures.source, detail::column_kind::text, {}, {}, none);
    if (!is_good_source || !read_places_file()) {
        problems_.clear();
        return std::nullopt;
    }
    std::vector<detail::bulk_file> files;
    for (const named_file& each : figures_files_) {
        files.push_back({each.path, each.name});
    }
    return files;
}

/// The report without its figures, after they were read in blocks.
report report_reader::end_large(dataset data, detail::bulk_reading& of) {
    for (std::size_t i = 0; i < figures_files_.size(); ++i) {
        files_.push_back({figures_files_[i].name, text_encoding::utf8, of.rows[i]});
    }
    std::ranges::move(of.problems, std::back_inserter(problems_));
    const std::size_t left_out = settle_problems(of.left_out);
    return {std::move(book_),
            std::move(where_),
            std::move(data),
            std::nullopt,
            std::move(problems_),
            std::move(files_),
            {},
            {},
            left_out};
}

/// Whether a filter can be made. What it asks about may be what cannot be read: then that is told.
bool report_reader::names_what_is_there(
    const std::function<finding_filter(const codebook&, const places&)>& only) const {
    try {
        if (only) static_cast<void>(only(*book_, *where_));
    } catch (const error&) {
        return false;
    }
    return true;
}

std::optional<checked_report> report_reader::check_large(const check_options& options) {
    if (options.keep != findings_kept::what_matters) return std::nullopt;
    const auto files = begin_large(options);
    if (!files) return std::nullopt;
    check_options asked = options;
    if (!problems_.empty() && !names_what_is_there(options.only)) asked.only = {};
    std::optional<detail::bulk_checked> checked =
        detail::check_in_bulk(*files, book_, where_, options_of_figures(), asked);
    if (!checked) return std::nullopt;
    checked_report made{end_large(std::move(checked->evidence), checked->read),
                        std::move(checked->found)};
    if (!made.read.diagnostics.empty() && options_.figures.on_bad_cell == bad_cells::refuse) {
        // How far the check had come when the first problem was met says nothing.
        made.found = {};
        made.found.lists_what_holds = false;
    }
    return made;
}

std::optional<rolled_report> report_reader::roll_up_large(const std::string& level,
                                                          const check_options& options) {
    const auto files = begin_large(options);
    if (!files) return std::nullopt;
    // What is wrong with the places is told before a level that is not there.
    if (!problems_.empty() && !book_->find_level(level)) return std::nullopt;
    const level_id wanted = level_named(level, *book_);
    std::optional<detail::bulk_totals> totals =
        detail::total_in_bulk(*files, book_, where_, wanted, options_of_figures(), options);
    if (!totals) return std::nullopt;
    report read = end_large(dataset{book_, where_}, totals->read);
    return rolled_report{std::move(read),
                         std::make_unique<const detail::bulk_totals>(std::move(*totals))};
}

/// Puts problems in order and keeps as many as are wanted; gives how many are left out with those
/// that were before.
std::size_t report_reader::settle_problems(std::size_t left_out) {
    std::ranges::stable_sort(problems_, {}, [](const diagnostic& each) {
        return std::tuple{std::string_view{each.file}, each.where, each.code};
    });
    // Where something is wrong it is never silent.
    const std::size_t most = std::max<std::size_t>(options_.most_diagnostics, 1);
    const std::size_t kept = std::min(problems_.size(), most);
    left_out += problems_.size() - kept;
    problems_.resize(kept);
    return left_out;
}

report report_reader::run() {
    if (!book_) read_codebook();
    for (const named_file& each : figures_files_) {
        if (auto text = text_of(each)) figures_.push_back({each.name, std::move(*text)});
    }
    if (units_file_) units_text_ = text_of(*units_file_);
    if (filings_file_) filings_text_ = text_of(*filings_file_);
    if (!where_ && places_file_) read_places_file();
    if (!where_) places_from_figures();
    dataset data{book_, where_};
    read_figures_texts(data);
    std::optional<unit_register> units = read_register();
    std::vector<finding_explanation> explanations = read_explanations_file();
    std::vector<filing> filings = read_filings_file();
    if (!codebook_is_good_) {
        units.reset();
        book_ = ethnic_unity();
        data = dataset{book_, where_};
    }
    const std::size_t left_out = settle_problems(0);
    return {std::move(book_),
            std::move(where_),
            std::move(data),
            std::move(units),
            std::move(problems_),
            std::move(files_),
            std::move(explanations),
            std::move(filings),
            left_out};
}

}  // namespace

report read_report(const std::filesystem::path& folder_or_file, const report_options& options) {
    report_reader reader{options};
    reader.add_path(folder_or_file);
    return reader.run();
}

report read_report(std::istream& figures, const std::string& name, const report_options& options) {
    report_reader reader{options};
    reader.add_stream(figures, name);
    return reader.run();
}

checked_report::checked_report(report of, check_report result)
    : read{std::move(of)}, found{std::move(result)} {
    if (found.units != nullptr) found.units = read.units ? &*read.units : nullptr;
}

checked_report::checked_report(checked_report&& other) noexcept
    : read{std::move(other.read)}, found{std::move(other.found)} {
    if (found.units != nullptr) found.units = &*read.units;
}

checked_report& checked_report::operator=(checked_report&& other) noexcept {
    read = std::move(other.read);
    found = std::move(other.found);
    if (found.units != nullptr) found.units = &*read.units;
    return *this;
}

checked_report check_report_at(const std::filesystem::path& folder_or_file,
                               const check_options& options) {
    report_reader reader{options.reading};
    reader.add_path(folder_or_file);
    if (std::optional<checked_report> checked = reader.check_large(options)) {
        return std::move(*checked);
    }
    detail::stop_if_asked(options);
    checked_report made{reader.run(), {}};
    const report& read = made.read;
    const bool keeps_going = options.reading.figures.on_bad_cell == bad_cells::treat_as_unreadable;
    if (read.diagnostics.empty() || (keeps_going && read.data.size() > 0)) {
        made.found = read.units ? check(read.data, *read.units) : check(read.data);
    }
    return made;
}

rolled_report roll_up_report_at(const std::filesystem::path& folder_or_file,
                                const std::string& level,
                                const check_options& options) {
    report_reader reader{options.reading};
    reader.add_path(folder_or_file);
    if (std::optional<rolled_report> rolled = reader.roll_up_large(level, options)) {
        return std::move(*rolled);
    }
    detail::stop_if_asked(options);
    return {reader.run(), level};
}

}  // namespace crossfoot
