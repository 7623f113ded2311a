// A report folder: figures of a prefecture and its counties. Read it, check it, say what fails.

#include <crossfoot/check/check.hpp>
#include <crossfoot/io/finding_text.hpp>
#include <crossfoot/io/findings_output.hpp>
#include <crossfoot/io/report_folder.hpp>

#include <fmt/core.h>

int main() {
    using namespace crossfoot;

    // A wrong file is no exception: every bad cell of every file is told, with its place.
    const report prefecture = read_report("examples/prefecture-2016");
    for (const diagnostic& each : prefecture.diagnostics) {
        fmt::print("{}\n", to_string(each, language::en));
    }

    const check_report found = check(prefecture.data);
    const finding_words words{found, prefecture.data, language::en};
    for (const finding& each : found.findings) {
        if (each.result != verdict::fails) {
            continue;
        }
        // One slip makes other checks fail too; a finding knows the one that explains it.
        fmt::print("{}{}\n", each.follows_from ? "  so does " : "fails: ", words.message(each));
    }
    fmt::print("{}\n", to_string(found.summary, language::en));
}
