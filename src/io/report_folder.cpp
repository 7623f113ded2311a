#include <crossfoot/io/report_folder.hpp>

#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/places_file.hpp>
#include <crossfoot/number/error.hpp>

#include "heading.hpp"
#include "text_tools.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <tuple>

namespace crossfoot {

namespace {

namespace fs = std::filesystem;

/// A file opened for reading, closed when it goes.
class open_file {
  public:
    explicit open_file(const fs::path& path) : handle_{std::fopen(path.c_str(), "rb")} {}
    ~open_file() {
        if (handle_ != nullptr) { static_cast<void>(std::fclose(handle_)); }
    }
    open_file(const open_file&) = delete;
    open_file& operator=(const open_file&) = delete;

    /// All bytes; no value where the machine refuses.
    std::optional<std::string> read_all() {
        if (handle_ == nullptr) { return std::nullopt; }
        std::string bytes;
        constexpr std::size_t piece = 1U << 20U;
        while (true) {
            const std::size_t before = bytes.size();
            bytes.resize(before + piece);
            const std::size_t count = std::fread(bytes.data() + before, 1, piece, handle_);
            bytes.resize(before + count);
            if (count < piece) { break; }
        }
        if (std::ferror(handle_) != 0) { return std::nullopt; }
        return bytes;
    }

  private:
    std::FILE* handle_;
};

std::string bytes_of(const fs::path& path, const std::string& name) {
    std::optional<std::string> bytes = open_file{path}.read_all();
    if (!bytes) {
        const std::string why = std::strerror(errno);
        throw error{error_code::file_unreadable, name, {"cannot be read: " + why, "无法读取：" + why}};
    }
    return std::move(*bytes);
}

/// A file of the report, decoded.
struct input {
    std::string name;
    std::string text;
};

/// Gathers the files of one report and reads them in turn.
class report_reader {
  public:
    explicit report_reader(const report_options& options) : options_{options} {}

    report run(const fs::path& path) {
        std::error_code refused;
        const fs::file_status what = fs::status(path, refused);
        if (!fs::exists(what)) {
            add(diagnostic_code::file_unreadable, path.string(),
                {"there is no such file or folder: expected a report folder or a figures.csv",
                 "没有此文件或文件夹：应为报表包文件夹或figures.csv"});
            return assemble();
        }
        if (!fs::is_directory(what)) {
            take(path, path.filename().string(), figures_);
        } else {
            gather(path);
        }
        return assemble();
    }

    report run(std::istream& stream, const std::string& name) {
        take_bytes(std::string{std::istreambuf_iterator<char>{stream}, {}}, name, figures_);
        return assemble();
    }

  private:
    void add(diagnostic_code code, const std::string& file, bilingual message) {
        problems_.push_back({code, file, {}, std::move(message)});
    }

    void take(const fs::path& path, const std::string& name, std::vector<input>& into) {
        take_bytes(bytes_of(path, name), name, into);
    }

    void take_bytes(std::string bytes, const std::string& name, std::vector<input>& into) {
        std::optional<decoded_text> decoded = decode(std::move(bytes), name, problems_);
        if (!decoded) { return; }
        files_.push_back({name, decoded->encoding, 0});
        into.push_back({name, std::move(decoded->text)});
    }

    void gather(const fs::path& folder) {
        std::vector<fs::path> names;
        std::error_code refused;
        for (fs::directory_iterator at{folder, refused}, end; !refused && at != end; at.increment(refused)) {
            const std::string name = at->path().filename().string();
            if (name.starts_with("figures") && name.ends_with(".csv") && !fs::is_directory(at->status())) {
                names.push_back(at->path());
            }
        }
        if (refused) {
            throw error{error_code::file_unreadable, folder.string(), {"cannot be listed: " + refused.message(), "无法列出文件：" + refused.message()}};
        }
        std::ranges::sort(names);
        found_any_ = !names.empty();
        for (const fs::path& path : names) { take(path, path.filename().string(), figures_); }
        take_if_there(folder / "places.csv", places_);
        take_if_there(folder / "codebook.toml", codebook_);
        if (!found_any_) {
            add(diagnostic_code::no_figures, folder.string(),
                {"a folder without figures: expected figures.csv, or several files figures*.csv",
                 "文件夹中没有数据：应有figures.csv或多个figures*.csv文件"});
        }
    }

    void take_if_there(const fs::path& path, std::vector<input>& into) {
        std::error_code refused;
        if (fs::exists(path, refused)) { take(path, path.filename().string(), into); }
    }

    void take_given(const fs::path& path, std::vector<input>& into) {
        std::error_code refused;
        into.clear();
        if (fs::exists(path, refused)) {
            take(path, path.string(), into);
        } else {
            add(diagnostic_code::file_unreadable, path.string(), {"there is no such file", "没有此文件"});
        }
    }

    report assemble() {
        if (options_.codebook) { take_given(*options_.codebook, codebook_); }
        if (options_.places) { take_given(*options_.places, places_); }
        std::shared_ptr<const codebook> book = ethnic_unity();
        bool usable = true;
        if (!codebook_.empty()) {
            refuse_identity_numbers(codebook_.front());
            if (auto read = read_codebook(codebook_.front().text, codebook_.front().name, problems_)) {
                book = std::make_shared<const codebook>(std::move(*read));
            } else {
                usable = false;  // figures cannot be read against a codebook that is not known
            }
        }
        auto where = std::make_shared<const places>(places_.empty() ? places_of_figures(*book)
                                                                    : read_places(places_.front().text, places_.front().name, *book, problems_));
        report made{book, where, dataset{book, where}, {}, {}};
        if (usable) {
            for (const input& each : figures_) {
                const std::size_t rows = read_figures(each.text, each.name, options_.figures, made.data, problems_);
                const auto note = std::ranges::find(files_, each.name, &file_note::name);
                if (note != files_.end()) { note->rows = rows; }
            }
        }
        std::ranges::stable_sort(problems_, {}, [](const diagnostic& each) {
            return std::tuple{std::string_view{each.file}, each.where.line, each.where.column};
        });
        made.diagnostics = std::move(problems_);
        made.files = std::move(files_);
        return made;
    }

    void refuse_identity_numbers(const input& file) {
        std::size_t line = 1;
        for (std::size_t begin = 0; begin <= file.text.size(); ++line) {
            const std::size_t end = std::min(file.text.find('\n', begin), file.text.size());
            if (detail::holds_identity_number(std::string_view{file.text}.substr(begin, end - begin))) {
                problems_.push_back(detail::identity_number_in(file.name, {line, 0}));
            }
            begin = end + 1;
        }
    }

    [[nodiscard]] places places_of_figures(const codebook& book) {
        std::vector<place_row> rows;
        const level_id at = book.find_level("county").value_or(level_id{book.levels.empty() ? 0 : book.levels.size() - 1});
        std::vector<std::string> known;
        for (const input& each : figures_) {
            for (const std::string& code : place_codes_in(each.text, each.name)) {
                if (std::ranges::find(known, code) != known.end()) { continue; }
                known.push_back(code);
                rows.push_back({code, code, at, "", {}, {}, {}});
            }
        }
        std::vector<diagnostic> none;
        return places::build(std::move(rows), {}, "", none);
    }

    const report_options& options_;
    std::vector<diagnostic> problems_;
    std::vector<file_note> files_;
    std::vector<input> figures_;
    std::vector<input> places_;
    std::vector<input> codebook_;
    bool found_any_ = false;
};

}  // namespace

report read_report(const std::filesystem::path& folder_or_file, const report_options& options) {
    return report_reader{options}.run(folder_or_file);
}

report read_report(std::istream& figures, const std::string& name, const report_options& options) {
    return report_reader{options}.run(figures, name);
}

}  // namespace crossfoot
