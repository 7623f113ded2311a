#include <crossfoot/io/places_file.hpp>
#include <crossfoot/io/report_check.hpp>
#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "acting_office.hpp"
#include "approved_figures.hpp"
#include "figure_writer.hpp"
#include "filings_known.hpp"
#include "io/figures_heading.hpp"
#include "io/figures_stream.hpp"
#include "io/personal_numbers.hpp"
#include "judging.hpp"
#include "known_documents.hpp"
#include "known_figures.hpp"
#include "open_tracker.hpp"
#include "report_place.hpp"
#include "scratch_file.hpp"
#include "standing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sys/stat.h>
#include <tuple>
#include <utility>

namespace crossfoot {

namespace {

namespace fs = std::filesystem;
using detail::document_kind;
using detail::open_tracker;
using detail::stored_entry;
using detail::transaction;

// To say what is different, both versions are held in memory.
constexpr std::uint64_t most_compared = 2'000'000;
constexpr int most_attempts = 20;

/// What a file is, as far as one can see without reading it.
struct file_mark {
    std::string name;
    fs::path path;
    std::tuple<ino_t, off_t, time_t, long> state;

    friend bool operator==(const file_mark&, const file_mark&) = default;
};

std::tuple<ino_t, off_t, time_t, long> state_of(const fs::path& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return {};
    return {found.st_ino, found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
}

/// The files of a report, by name.
std::vector<file_mark> files_of(const fs::path& report) {
    std::vector<file_mark> made;
    std::error_code failed;
    if (!fs::is_directory(report, failed)) {
        return {{report.filename().string(), report, state_of(report)}};
    }
    for (fs::directory_iterator each{report, failed}, end; !failed && each != end;
         each.increment(failed)) {
        made.push_back({each->path().filename().string(), each->path(), state_of(each->path())});
    }
    std::ranges::sort(made, {}, &file_mark::name);
    return made;
}

[[noreturn]] void throw_changed(const fs::path& report) {
    throw error{error_code::file_unreadable,
                detail::shown_file_name(report.string()),
                {"changed while it was read: do it again once nobody writes to it",
                 "在读取过程中发生了变化：请在无人写入时重试"}};
}

/// The text of a small file that was read before.
std::string text_of(const fs::path& file) {
    std::ifstream from{file, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{from}, {}};
    if (!from || from.bad()) throw_changed(file);
    std::vector<diagnostic> problems;
    auto decoded = decode(std::move(bytes), file.filename().string(), problems);
    if (!decoded) throw_changed(file);
    return std::move(decoded->text);
}

/// One report on its way into the ledger.
class submitting {
  public:
    submitting(open_tracker& into, const fs::path& folder, const submission& what)
        : into_{into}, folder_{folder}, what_{what} {}

    submission_result run() {
        into_.expect_writable();
        detail::expect_office(what_.done);
        expect_received();
        expect_files();
        for (int attempt = 0;; ++attempt) {
            const std::int64_t seen = into_.last_number();
            result_.reset();
            if (!read(seen)) return take_result();
            if (write(seen)) return take_result();
            if (attempt == most_attempts) throw_busy();
        }
    }

  private:
    [[noreturn]] void throw_busy() const {
        throw error{error_code::tracker_refused,
                    into_.data().name(),
                    {"the codebook or the places of the tracker change all the time: try again "
                     "later; nothing was changed",
                     "台账的指标目录或地区表不断变化：请稍后再试；未作任何更改"}};
    }

    submission_result take_result() { return std::move(*result_); }

    /// The files that the report is read from.
    [[nodiscard]] std::vector<file_mark> files() const {
        std::vector<file_mark> made = files_of(folder_);
        for (const auto& each : {what_.reading.codebook, what_.reading.places}) {
            if (each) made.push_back({"", *each, state_of(*each)});
        }
        return made;
    }
    /// Whether the folder has a file of that name. A file that is handed in by itself is figures,
    /// whatever its name.
    [[nodiscard]] bool has(std::string_view name) const {
        std::error_code failed;
        return fs::is_directory(folder_, failed) &&
               std::ranges::find(files_, name, &file_mark::name) != files_.end();
    }

    /// Reads and checks the report. False where it cannot be read.
    bool read(std::int64_t seen);
    /// Writes it, if it may be stored. False where what it was read with is out of date by now.
    bool write(std::int64_t seen);
    bool is_up_to_date(std::int64_t seen, std::int64_t last);
    void stream_figures(detail::figure_writer& into);
    void keep_what_is_due(const detail::figures_batch& batch);
    [[nodiscard]] std::optional<slot_id> due_slot(slot_id at);
    [[nodiscard]] bool fails() const;
    void leave_out_what_others_file(const stored_entry& made,
                                    const std::vector<detail::filed_report>& filed,
                                    std::int64_t last);
    void bring_documents(stored_entry& made, std::int64_t number);
    void expect_received() const;
    void expect_files() const;
    void expect_within_named_period(const std::optional<period>& reach) const;
    [[nodiscard]] bool is_what_is_known(const stored_entry& last_version, std::int64_t last);
    void compare(const stored_entry& before, const stored_entry& made, submission_result& told);
    [[nodiscard]] const codebook& book() const { return *checked_->read.book; }
    [[nodiscard]] const places& where() const { return *checked_->read.where; }
    [[nodiscard]] bool brings_codebook() const {
        return has("codebook.toml") || what_.reading.codebook.has_value();
    }
    [[nodiscard]] bool brings_places() const {
        return has("places.csv") || what_.reading.places.has_value();
    }

    open_tracker& into_;
    const fs::path& folder_;
    const submission& what_;
    std::vector<file_mark> files_;
    std::optional<std::string> codebook_of_tracker_;
    std::optional<std::string> places_of_tracker_;
    std::optional<checked_report> checked_;
    std::optional<dataset> schema_;
    std::optional<dataset> due_figures_;
    std::vector<std::optional<slot_id>> due_slots_;  // by slot of the schema
    std::optional<submission_result> result_;
};

bool submitting::read(std::int64_t seen) {
    files_ = files();
    check_options options;
    options.reading = what_.reading;
    // Figures are kept as they stand written, and read as the codebook has it.
    options.reading.figures.convention = {};
    options.reading.figures.on_bad_cell = bad_cells::refuse;
    options.threads = what_.threads;
    options.on_progress = what_.on_progress;
    options.stop = what_.stop;
    options.keep = findings_kept::what_matters;
    // A report without its own is about what is known.
    std::optional<detail::scratch_file> codebook_file;
    std::optional<detail::scratch_file> places_file;
    codebook_of_tracker_.reset();
    places_of_tracker_.reset();
    if (!has("codebook.toml") && !options.reading.codebook) {
        codebook_of_tracker_ = detail::codebook_text(into_, seen);
        if (codebook_of_tracker_) {
            options.reading.codebook = codebook_file.emplace(*codebook_of_tracker_).path();
        }
    }
    if (!has("places.csv") && !options.reading.places) {
        places_of_tracker_ = detail::told_places_text(into_, seen);
        if (places_of_tracker_) {
            options.reading.places = places_file.emplace(*places_of_tracker_).path();
        }
    }
    checked_.emplace(check_report_at(folder_, options));
    // Nobody else knows the files that stand for what the tracker has.
    for (diagnostic& each : checked_->read.diagnostics) {
        if (codebook_file && each.file == codebook_file->path()) {
            each.file = into_.data().name() + ": codebook.toml";
        } else if (places_file && each.file == places_file->path()) {
            each.file = into_.data().name() + ": places.csv";
        }
    }
    if (!checked_->read.diagnostics.empty()) {
        result_.emplace(submission_result{submission_outcome::unread, std::move(*checked_)});
        return false;
    }
    return true;
}

/// Whether a rule of severity error fails, of those that concern the report.
bool submitting::fails() const {
    const auto answers =
        answers_to(checked_->found, checked_->read.data, checked_->read.explanations);
    for (std::size_t i = 0; i < checked_->found.findings.size(); ++i) {
        const finding& each = checked_->found.findings[i];
        if (!each.follows_from && checked_->found.rules[each.rule].weight == severity::error &&
            is_open(i, checked_->found, answers)) {
            return true;
        }
    }
    return false;
}

/// What this report and those of other offices have together of what is owed is not missing in it.
void submitting::leave_out_what_others_file(const stored_entry& made,
                                            const std::vector<detail::filed_report>& filed,
                                            std::int64_t last) {
    std::set<detail::filed_key> parts;
    for (const detail::filed_report& each : filed) {
        if (!each.is_whole) parts.emplace(each.due, each.place, each.when);
    }
    if (parts.empty()) return;
    const detail::filings_known known{into_, last, detail::entries_by_report(into_, last)};
    std::set<detail::filed_key> shared;
    std::map<std::int64_t, stored_entry> others;
    for (const detail::filed_row& row : known.rows()) {
        if (!parts.contains(row.key) || !known.is_known(row.entry)) continue;
        stored_entry other = into_.entry(row.entry);
        if (other.told.report == made.told.report) continue;
        shared.insert(row.key);
        others.emplace(row.entry, std::move(other));
    }
    if (shared.empty()) return;
    std::vector<const stored_entry*> all{&made};
    for (const auto& [number, other] : others) {
        all.push_back(&other);
    }
    std::set<std::string> keys;
    for (const detail::filed_key& each :
         detail::whole_together(into_, all, shared, checked_->read.book, checked_->read.where)) {
        keys.insert(detail::finding_key_of(each));
    }
    detail::take_out(checked_->found, [&](const finding& each) {
        const rule& broken = checked_->found.rules[each.rule];
        return broken.kind == rule_kind::due &&
               keys.contains(key_of(broken, each.where, checked_->read.data));
    });
}

bool submitting::is_up_to_date(std::int64_t seen, std::int64_t last) {
    if (seen == last) return true;
    const bool same_codebook =
        brings_codebook() || detail::codebook_text(into_, last) == codebook_of_tracker_;
    const bool same_places =
        brings_places() || detail::told_places_text(into_, last) == places_of_tracker_;
    return same_codebook && same_places;
}

/// Of a report that is too large to be held, the figures that obligations ask for.
void submitting::keep_what_is_due(const detail::figures_batch& batch) {
    dataset& into = *due_figures_;
    for (const detail::figure_row& row : batch.rows) {
        const std::optional<slot_id> at = due_slot(row.at());
        if (!at) continue;
        if (!row.is_other()) {
            into.add_count(place_id{row.place}, *at, row.count);
            continue;
        }
        const detail::other_value& other = batch.others[static_cast<std::size_t>(row.count)];
        if (other.written) {
            into.add(place_id{row.place}, *at, *other.written);
        } else {
            into.add(place_id{row.place}, *at, other.state, other.text);
        }
    }
}

/// The same slot among those figures; no value where nobody asks for it.
std::optional<slot_id> submitting::due_slot(slot_id at) {
    for (std::size_t i = due_slots_.size(); i < schema_->slot_count(); ++i) {
        const slot_content& slot = (*schema_)[slot_id{i}];
        const series& what = (*schema_)[slot.what];
        const bool is_asked_for = std::ranges::any_of(book().due, [&](const obligation& each) {
            // Any figure will do where none is named.
            return each.indicators.empty() ||
                   std::ranges::find(each.indicators, what.indicator) != each.indicators.end();
        });
        due_slots_.emplace_back();
        if (!is_asked_for) continue;
        due_slots_.back() =
            due_figures_->intern(due_figures_->intern(what),
                                 due_figures_->intern((*schema_)[slot.when]),
                                 due_figures_->intern_source(schema_->source(slot.source)));
    }
    return due_slots_[at.index()];
}

void submitting::stream_figures(detail::figure_writer& into) {
    figures_options options = what_.reading.figures;
    options.hierarchy = brings_places() || places_of_tracker_ ? places_known::from_file
                                                              : places_known::from_figures;
    const bool is_whole = checked_->found.lists_what_holds;
    due_slots_.clear();
    if (!is_whole && !book().due.empty())
        due_figures_.emplace(schema_->shared_book(), schema_->shared_places());
    const std::uint64_t expected = checked_->found.summary.figures;
    detail::figures_stream stream{*schema_, options};
    std::error_code failed;
    const bool is_folder = fs::is_directory(folder_, failed);
    for (const file_mark& each : files_) {
        if (is_folder && !detail::is_figures_name(each.name)) continue;
        const auto note = std::ranges::find(checked_->read.files, each.name, &file_note::name);
        const text_encoding encoding =
            note == checked_->read.files.end() ? text_encoding::utf8 : note->encoding;
        stream.read(each.path, each.name, encoding, [&](detail::figures_batch& batch) {
            if (what_.stop != nullptr && what_.stop->load()) {
                throw error{
                    error_code::interrupted,
                    "",
                    {"was asked to stop; nothing was changed", "已按要求停止；未作任何更改"}};
            }
            into.add(batch);
            if (what_.on_written) what_.on_written(into.count(), std::max(into.count(), expected));
            if (due_figures_) keep_what_is_due(batch);
        });
    }
}

/// The texts that come with the figures.
void submitting::bring_documents(stored_entry& made, std::int64_t number) {
    const auto bring = [&](document_kind kind, const std::string& text) {
        made.documents[static_cast<std::size_t>(kind)] = into_.document_id_of(kind, text, number);
    };
    if (has("codebook.toml") || what_.reading.codebook) {
        bring(document_kind::codebook,
              text_of(what_.reading.codebook.value_or(folder_ / "codebook.toml")));
    }
    if (brings_places()) {
        bring(document_kind::places, detail::written_places(where(), book()));
    }
    if (checked_->read.units) {
        bring(document_kind::units, detail::written_units(*checked_->read.units));
        bring(document_kind::designations, detail::written_designations(*checked_->read.units));
    }
    if (has("explanations.csv")) {
        bring(document_kind::explanations, text_of(folder_ / "explanations.csv"));
    }
    // What is stored is what was checked.
    if (files() != files_) throw_changed(folder_);
}

/// A day on which nobody can have received it decides who was late all the same.
void submitting::expect_received() const {
    if (!what_.received) return;
    const day recorded = day_of_recording(what_.done.at.value_or(
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now())));
    if (*what_.received <= recorded) return;
    throw error{error_code::outside_domain,
                to_string(*what_.received),
                {"is after the day of recording: expected the day on which the report came in, " +
                     to_string(recorded) + " at the latest",
                 "晚于记录日期：应为收到报表的日期，最晚" + to_string(recorded)}};
}

/// What is handed in is read twice: a pipe would be empty by then.
void submitting::expect_files() const {
    std::vector<fs::path> all{folder_};
    if (what_.reading.codebook) all.push_back(*what_.reading.codebook);
    if (what_.reading.places) all.push_back(*what_.reading.places);
    for (const fs::path& each : all) {
        std::error_code failed;
        const fs::file_status found = fs::status(each, failed);
        if (!fs::exists(found) || fs::is_regular_file(found) || fs::is_directory(found)) continue;
        throw error{error_code::invalid_input,
                    detail::shown_file_name(each.string()),
                    {"is no file: what is handed in is read twice, expected a folder or a file",
                     "不是普通文件：上报内容需读取两遍，应为文件夹或文件"}};
    }
}

/// Nothing is said by a report that brings nothing: taking figures back is a withdrawal.
void expect_content(const stored_entry& made, const detail::report_past& past) {
    const bool had_figures =
        past.last && past.standing != report_standing::withdrawn && past.last->told.figures > 0;
    const bool brings_texts =
        std::ranges::any_of(made.documents, [](const auto& each) { return each.has_value(); });
    if (made.told.figures > 0 || (brings_texts && !had_figures)) return;
    throw error{error_code::outside_domain,
                to_string(made.told.report.when),
                had_figures
                    ? bilingual{"has no figures, and the version before has some: expected "
                                "figures, or a withdrawal",
                                "没有数值，而上一版有数值：应有数值，或予以撤回"}
                    : bilingual{"brings nothing: expected figures, a codebook, places, a register "
                                "or explanations",
                                "没有任何内容：应有数值、指标目录、地区表、名录或说明"}};
}

/// Figures may speak of other days too, but not all of them.
void submitting::expect_within_named_period(const std::optional<period>& reach) const {
    if (!what_.when || !reach || detail::have_a_day_in_common(*what_.when, *reach)) return;
    throw error{error_code::outside_domain,
                to_string(*what_.when),
                {"is not the period of the figures: they are of " + to_string(*reach),
                 "不是数值的报告期：数值属于" + to_chinese(*reach)}};
}

/// Whether the last version of a report is all that counts where it speaks: no other report has
/// taken the place of its figures or texts, and nothing is said of it that it does not have.
bool submitting::is_what_is_known(const stored_entry& last_version, std::int64_t last) {
    if (what_.received && what_.received != last_version.told.received) return false;
    detail::known_figures known{into_, last, detail::days_of(last_version)};
    if (known.meets_others(last_version)) {
        bool is_all = true;
        into_.each_figure(last_version, [&](const detail::stored_figure& each) {
            is_all = is_all && known.is_known(last_version, each);
        });
        if (!is_all) return false;
    }
    const std::int64_t own = last_version.told.number;
    return std::ranges::none_of(
        std::array{document_kind::codebook, document_kind::places}, [&](document_kind which) {
            return last_version.document(which) && detail::last_brought(into_, which, last) != own;
        });
}

/// What is different from the version before.
void submitting::compare(const stored_entry& before,
                         const stored_entry& made,
                         submission_result& told) {
    if (before.told.figures + made.told.figures > most_compared) {
        told.is_compared = false;
        return;
    }
    const detail::figure_difference found = detail::difference_of(into_, before, made);
    told.added = found.added;
    told.changed = found.changed;
    told.gone = found.gone;
}

/// Whether the same fails in two versions, with the same figures; the words may have changed.
bool are_alike(const std::vector<detail::kept_finding>& a,
               const std::vector<detail::kept_finding>& b) {
    return std::ranges::equal(a, b, [](const auto& one, const auto& other) {
        return std::tie(one.key, one.weight, one.figures, one.is_answered) ==
               std::tie(other.key, other.weight, other.figures, other.is_answered);
    });
}

bool submitting::write(std::int64_t seen) {
    transaction all{into_.data(), transaction::kind::writing};
    const std::int64_t last = into_.last_number();
    if (!is_up_to_date(seen, last)) return false;
    const std::int64_t number = last + 1;
    schema_.emplace(checked_->read.book, checked_->read.where);
    detail::figure_writer written{into_, *schema_, number};
    stream_figures(written);

    stored_entry made;
    ledger_entry& told = made.told;
    told.kind = entry_kind::submission;
    const auto recorded = what_.done.at.value_or(
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()));
    const day today = what_.received.value_or(day_of_recording(recorded));
    told.report.when =
        what_.when ? *what_.when : written.stretch().value_or(period::days(today, today));
    told.report.office = detail::plain_office(what_.done.by);
    expect_within_named_period(written.reach());
    if (what_.place) {
        told.report.place = detail::named_place(where(),
                                                *what_.place,
                                                written.has_figures(),
                                                detail::days_of(told.report.when, written.reach()));
    } else {
        told.report.place =
            detail::common_place(where(), written.has_figures(), told.report.when.last());
    }
    const detail::filed_in_report filed{due_figures_ ? *due_figures_ : checked_->read.data,
                                        told.report};
    detail::keep_what_concerns(
        checked_->found, checked_->read.data, told.report, written.has_figures(), filed);
    const std::vector<detail::kept_finding> failing =
        detail::failing_findings(checked_->found, checked_->read.data, checked_->read.explanations);
    const detail::digest over_figures = written.finish();
    told.figures = written.count();
    made.first_figure = written.first();
    leave_out_what_others_file(made, filed.all(), last);
    const bool is_failing = fails();
    if (!what_.is_provisional && is_failing) {
        result_.emplace(submission_result{submission_outcome::failing, std::move(*checked_)});
        return true;
    }
    made.place = into_.place_id_of(told.report.place, number);
    told.by = told.report.office;
    told.note = what_.done.note;
    told.received = what_.received;
    told.is_provisional = what_.is_provisional && is_failing;
    bring_documents(made, number);
    detail::hasher content;
    content.add(std::span<const unsigned char>{written.content()});
    for (const auto& each : made.documents) {
        content.add(each);
    }
    const detail::digest key = content.finish();
    made.content.assign(key.begin(), key.end());

    const detail::report_past past = detail::past_of(into_.entries_of(made, last));
    expect_content(made, past);
    // Other rules, or other forms, may have come in since: an approved report stays as it was
    // judged.
    const bool is_as_before =
        past.last && (past.standing == report_standing::approved ||
                      (past.standing == report_standing::submitted &&
                       are_alike(failing, detail::kept_findings(into_, past.last->told.number)) &&
                       filed.all() == detail::kept_filed(into_, past.last->told.number)));
    if (is_as_before && past.last->content == made.content &&
        past.last->told.is_provisional == told.is_provisional &&
        is_what_is_known(*past.last, last)) {
        result_.emplace(submission_result{
            submission_outcome::unchanged, std::move(*checked_), past.last->told});
        return true;
    }
    if (past.last && past.standing == report_standing::approved) {
        detail::throw_locked(past.last->told);
    }
    if (past.last) told.about = past.last->told.number;
    into_.append(made, what_.done.at, over_figures);
    if (brings_codebook() && told.figures == 0) detail::expect_has_all(book(), into_, number);
    if (brings_codebook() || brings_places() || checked_->read.units) {
        detail::expect_all_is_readable(into_, made, book(), where());
    }
    detail::keep_findings(into_, number, failing);
    detail::keep_filed(into_, number, filed.all());
    made.reach = written.reach();
    detail::keep_judgement(into_, number, made.reach);
    detail::expect_approved_to_stay(into_, made);
    // What was answered before need not be answered again.
    checked_->read.explanations = detail::answers_known(into_, number);
    submission_result stored{submission_outcome::stored, std::move(*checked_), made.told};
    if (past.last && past.standing != report_standing::withdrawn) {
        compare(*past.last, made, stored);
    } else {
        stored.added = made.told.figures;
    }
    all.keep();
    result_.emplace(std::move(stored));
    return true;
}

}  // namespace

submission_result tracker::submit(const std::filesystem::path& folder, const submission& what) {
    return submitting{*is_, folder, what}.run();
}

}  // namespace crossfoot
