// One county's report, in the campaign's own words: written down as it was reported, then checked.

#include <crossfoot/check/check.hpp>
#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/finding_text.hpp>
#include <crossfoot/model/campaign.hpp>

#include <fmt/core.h>

int main() {
    using namespace crossfoot;

    // A tier that is left out is missing, which is not zero. Texts keep the report's own precision.
    county_report county{ethnic_unity(), "County A", period::year(2016)};
    county.from("section 1")
        .creation_units(261)
        .model_units({.national = 1,
                      .provincial = 2,
                      .autonomous_prefectural = 2,
                      .prefectural = 94,
                      .county = 149},
                     248)
        .creation_rate("95%")
        .from("section 2")
        .activities(
            {.talks = 82, .people_reached = "1.5万余", .measures = 30, .measures_completed = 25});

    fmt::print("creation rate {}\n", county.computed_rate().as_percent());
    const check_report found = check(county.data());
    const finding_words words{found, county.data(), language::en};
    for (const finding& each : found.findings) {
        fmt::print("{}: {}\n", name_of(each.result), words.statement(each));
    }
    fmt::print("{} of {} hold\n", found.summary.holds, found.summary.checks);
}
