// Adding counties up to their prefecture, when one of them has not reported.

#include <crossfoot/compute/rates.hpp>
#include <crossfoot/compute/rollup.hpp>
#include <crossfoot/io/format.hpp>
#include <crossfoot/io/report_folder.hpp>

#include <fmt/core.h>

int main() {
    using namespace crossfoot;

    const report read = read_report("examples/prefecture-2016");
    const codebook& book = *read.book;
    const period year = period::year(2016);
    const hierarchy tree = read.where->at(year.last());
    const place_id prefecture = read.where->at_code("9902");
    const cell_reader cells{read.data};

    // A county that is silent widens the total; it does not lower it.
    for (const char* const code : {"creation_units", "talks", "people_reached"}) {
        const series what{book.indicator_at(code), scope::total, {}};
        const rolled_up total = roll_up(cells, tree, prefecture, what, year).value();
        fmt::print("{}: {}, {} of {} reported\n", code, total.values, total.reporting, total.due);
    }

    // A rate is not rolled up: it is the ratio of the counts, here of those that were published.
    const series rate_of_units{book.indicator_at("creation_rate"), scope::total, {}};
    const computed_rate rate = rate_of(cells, tree, prefecture, rate_of_units, year).value();
    fmt::print("creation rate: {} = {}\n", rate.exact.value(), rate.exact->as_percent());
}
