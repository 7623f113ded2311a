#include <crossfoot/io/csv_cell.hpp>
#include <crossfoot/io/explanations_file.hpp>
#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "known_documents.hpp"
#include "known_figures.hpp"
#include "open_tracker.hpp"
#include "restored_data.hpp"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

namespace crossfoot {

namespace {

namespace fs = std::filesystem;
using detail::document_kind;
using detail::open_tracker;
using detail::stored_entry;
using detail::stored_figure;
using detail::transaction;

constexpr std::size_t bytes_at_once = std::size_t{1} << 20U;

[[noreturn]] void throw_unwritable(const fs::path& file, int why) {
    const std::string reason = std::strerror(why);
    throw error{error_code::file_unwritable,
                file.string(),
                {"cannot be written: " + reason, "无法写入：" + reason}};
}

/// A new file that is written in large pieces.
class output_file {
  public:
    explicit output_file(fs::path path)
        : path_{std::move(path)}, handle_{std::fopen(path_.c_str(), "wbx")} {
        if (handle_ == nullptr) throw_unwritable(path_, errno);
    }
    ~output_file() {
        if (handle_ != nullptr) static_cast<void>(std::fclose(handle_));
    }
    output_file(const output_file&) = delete;
    output_file& operator=(const output_file&) = delete;

    void add(std::string_view bytes) {
        waiting_ += bytes;
        if (waiting_.size() >= bytes_at_once) flush();
    }
    void add(std::int64_t number) {
        constexpr std::size_t longest = 20;
        std::array<char, longest> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        add(std::string_view{digits.data(), static_cast<std::size_t>(end - digits.data())});
    }
    /// Nothing may be lost unnoticed.
    void close() {
        flush();
        if (std::fclose(std::exchange(handle_, nullptr)) != 0) throw_unwritable(path_, errno);
    }

  private:
    void flush() {
        if (std::fwrite(waiting_.data(), 1, waiting_.size(), handle_) != waiting_.size()) {
            throw_unwritable(path_, errno);
        }
        waiting_.clear();
    }

    fs::path path_;
    std::FILE* handle_;
    std::string waiting_;
};

void write_file(const fs::path& path, std::string_view text) {
    output_file file{path};
    file.add(text);
    file.close();
}

void make_folder(const fs::path& folder) {
    std::error_code failed;
    if (fs::exists(folder, failed)) {
        const bool is_empty = fs::is_directory(folder, failed) && fs::is_empty(folder, failed);
        if (!failed && is_empty) return;
        throw error{error_code::file_unwritable,
                    folder.string(),
                    {"is there already: expected the name of a new folder, or an empty one",
                     "已存在：应为新文件夹的名称，或空文件夹"}};
    }
    fs::create_directories(folder, failed);
    if (failed) throw_unwritable(folder, failed.value());
}

/// Writes figures in the form of a report folder.
class figures_output {
  public:
    figures_output(open_tracker& of, const codebook& book, const fs::path& path)
        : file_{path}, book_{book}, slots_{of.slots()}, middles_(slots_.size()) {
        for (const std::string& each : of.place_codes()) {
            codes_.push_back(csv_cell(each));
        }
        std::string heading = "place,period,indicator,scope,";
        for (const breakdown& each : book_.breakdowns) {
            heading += csv_cell(each.name.code) + ',';
        }
        file_.add(heading + "source,status,value\n");
    }

    void add(const stored_figure& figure) {
        file_.add(codes_[static_cast<std::size_t>(figure.place)]);
        file_.add(middle_of(figure.slot));
        if (figure.count) {
            file_.add(",");
            file_.add(*figure.count);
        } else {
            if (figure.state != status::reported) file_.add(name_of(figure.state));
            file_.add(",");
            file_.add(csv_cell(figure.text));
        }
        file_.add("\n");
        ++rows_;
    }

    std::size_t close() {
        file_.close();
        return rows_;
    }

  private:
    /// From behind the place to before the status.
    const std::string& middle_of(std::int64_t number) {
        const auto at = static_cast<std::size_t>(number);
        std::string& text = middles_[at];
        if (!text.empty()) return text;
        const detail::stored_slot& slot = slots_[at];
        text = ',' + csv_cell(slot.when) + ',' + csv_cell(slot.indicator) + ',' + slot.extent + ',';
        const item_list items = detail::items_of(slot.items, book_).value_or(item_list{});
        for (std::size_t i = 0; i < book_.breakdowns.size(); ++i) {
            if (i < items.size() && items[i] != series::all) {
                text += csv_cell(book_.breakdowns[i].items[items[i]].name.code);
            }
            text += ',';
        }
        text += csv_cell(slot.source) + ',';
        return text;
    }

    output_file file_;
    const codebook& book_;
    std::vector<detail::stored_slot> slots_;
    std::vector<std::string> codes_;
    std::vector<std::string> middles_;
    std::size_t rows_ = 0;
};

/// The days on which reports came in, as filings.csv has them.
std::string filings_text(const std::vector<stored_entry>& entries) {
    std::string text = "place,period,received,office\n";
    bool any = false;
    for (const stored_entry& each : entries) {
        const ledger_entry& told = each.told;
        if (told.report.place.empty() || !told.received) continue;
        any = true;
        text += csv_cell(told.report.place) + ',' + to_string(told.report.when) + ',' +
                to_string(*told.received) + ',' + csv_cell(told.report.office) + '\n';
    }
    return any ? text : std::string{};
}

/// What offices answered, of folders and by entries of their own.
std::string explanations_text(open_tracker& of,
                              const std::vector<stored_entry>& effective,
                              std::int64_t until) {
    std::string text;
    for (const stored_entry& each : effective) {
        const auto& id = each.document(document_kind::explanations);
        if (!id) continue;
        std::vector<diagnostic> none;
        for (const finding_explanation& answer :
             read_explanations(of.document(*id), "explanations.csv", none).explanations) {
            text = with_explanation(text, answer);
        }
    }
    detail::statement answers{of.data(),
                              "SELECT e.number, f.figures FROM entry e LEFT JOIN finding f ON "
                              "f.entry = e.about AND f.key = e.answers WHERE e.kind = 'answer' AND "
                              "e.number <= ?1 ORDER BY e.number"};
    answers.bind(1, until);
    while (answers.next()) {
        const stored_entry each = of.entry(answers.number(0));
        finding_explanation answer;
        answer.key = each.told.answers;
        answer.office = each.told.by;
        answer.date = *parse_day(to_string(each.told.at).substr(0, 10));
        answer.text = each.told.note;
        if (!answers.is_nothing(1)) answer.figures = std::string{answers.text(1)};
        text = with_explanation(text, answer);
    }
    return text;
}

}  // namespace

std::shared_ptr<const places> tracker::places_known(std::int64_t until) const {
    transaction seen{is_->data(), transaction::kind::reading};
    const auto book = detail::read_codebook_of(*is_, detail::codebook_text(*is_, until));
    return detail::read_places_of(*is_, detail::places_text(*is_, until), *book);
}

vintage tracker::known(std::int64_t until) const {
    transaction seen{is_->data(), transaction::kind::reading};
    const auto book = detail::read_codebook_of(*is_, detail::codebook_text(*is_, until));
    const auto where = detail::read_places_of(*is_, detail::places_text(*is_, until), *book);
    vintage made{book, where, dataset{book, where}};
    detail::known_figures figures{*is_, until};
    detail::dataset_restorer restorer{*is_, made.data};
    figures.each([&](const stored_entry&, const stored_figure& each) { restorer.add(each); });
    return made;
}

std::size_t tracker::export_to(const std::filesystem::path& folder, std::int64_t until) const {
    transaction seen{is_->data(), transaction::kind::reading};
    const std::optional<std::string> codebook_toml = detail::codebook_text(*is_, until);
    const auto book = detail::read_codebook_of(*is_, codebook_toml);
    make_folder(folder);
    if (codebook_toml) write_file(folder / "codebook.toml", *codebook_toml);
    const auto write_if_there = [&](const char* name, const std::optional<std::string>& text) {
        if (text && !text->empty()) write_file(folder / name, *text);
    };
    write_if_there("places.csv", detail::places_text(*is_, until));
    write_if_there("units.csv", detail::register_text(*is_, document_kind::units, until));
    write_if_there("designations.csv",
                   detail::register_text(*is_, document_kind::designations, until));
    detail::known_figures figures{*is_, until};
    write_if_there("filings.csv", filings_text(figures.entries()));
    write_if_there("explanations.csv", explanations_text(*is_, figures.entries(), until));
    figures_output out{*is_, *book, folder / "figures.csv"};
    figures.each([&](const stored_entry&, const stored_figure& each) { out.add(each); });
    return out.close();
}

}  // namespace crossfoot
