#include "checked_again.hpp"

#include "known_documents.hpp"
#include "report_output.hpp"
#include "scratch_file.hpp"

#include <utility>

namespace crossfoot::detail {

namespace {

// Above that figures are checked as a file, without being held.
constexpr std::uint64_t most_held = 500'000;

checked_report checked_as_files(open_tracker& of,
                                const report_texts& texts,
                                const figures_source& figures) {
    const scratch_directory folder;
    const auto write = [&](const char* name, const std::optional<std::string>& text) {
        if (text) write_file(folder.path() / name, *text);
    };
    write("codebook.toml", texts.codebook);
    write("places.csv", texts.places);
    write("units.csv", texts.units);
    write("designations.csv", texts.designations);
    write("explanations.csv", texts.explanations);
    const auto book = read_codebook_of(of, texts.codebook);
    figures_output out{of, *book, folder.path() / "figures.csv"};
    figures([&](const stored_figure& each) { out.add(each); });
    out.close();
    check_options options;
    options.keep = findings_kept::what_matters;
    checked_report made = check_report_at(folder.path(), options);
    // What is stored was read before: half of it would be judged as if it were all.
    if (!made.read.diagnostics.empty()) {
        const diagnostic& first = made.read.diagnostics.front();
        of.data().throw_damaged({"what it holds cannot be read: " + to_string(first, language::en),
                                 "其内容无法读取：" + to_string(first, language::zh)});
    }
    return made;
}

}  // namespace

checked_report checked_again(open_tracker& of,
                             const report_texts& texts,
                             std::uint64_t count,
                             const figures_source& figures) {
    if (count > most_held) return checked_as_files(of, texts, figures);
    report read = restored(of, texts, figures);
    check_report found = read.units ? check(read.data, *read.units) : check(read.data);
    return {std::move(read), std::move(found)};
}

}  // namespace crossfoot::detail
