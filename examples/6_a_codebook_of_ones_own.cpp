// A codebook says what is counted, and the checks follow from it: here for the stalls of a market.

#include <crossfoot/check/check.hpp>
#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/finding_text.hpp>
#include <crossfoot/model/campaign.hpp>

#include <fmt/core.h>

int main() {
    using namespace crossfoot;

    // What is said here is added to the built-in codebook; a file codebook.toml looks the same.
    const char* const text = R"(format = "crossfoot-codebook/1"
extends = "ethnic-unity"
[[indicator]]
code = "stalls"
counts = "things"
[[indicator]]
code = "stalls_let"
name = { en = "stalls let", zh = "已租摊位" }
counts = "things"
part_of = "stalls"
[[indicator]]
code = "share_let"
name = { en = "share of stalls let", zh = "出租率" }
nature = "rate"
numerator = "stalls_let"
denominator = "stalls"
shown = "percent")";
    std::vector<diagnostic> problems;
    const auto book = std::make_shared<codebook>(read_codebook(text, "", problems).value());

    county_report county{book, "County A", period::year(2016)};
    county.add("stalls", 120).add("stalls_let", 87).add("出租率", "75%");
    const check_report found = check(county.data());
    for (const finding& each : found.findings) {
        fmt::print("{}: {}\n", name_of(each.result), message_of(each, found, county.data()).en);
    }
}
