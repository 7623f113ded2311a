// A rate is a pair of counts. It is rounded when it is shown, never before, and never averaged.

#include <crossfoot/io/interval_text.hpp>
#include <crossfoot/number/figure_reader.hpp>
#include <crossfoot/number/rate.hpp>

#include <fmt/core.h>

int main() {
    using namespace crossfoot;

    const rate creation{248, 261};
    fmt::print("248 of 261 is {}\n", creation.as_percent());
    fmt::print("to a whole percent {}, or {} where any rest counts as one more\n",
               creation.as_percent(0),
               creation.as_percent(0, rounding_mode::up));

    // Does the printed rate agree? It does if the exact ratio is one that would be printed so.
    const interval printed = read_figure("95%").value->values();
    fmt::print("reported 95%: {}\n", printed.contains(creation.value()) ? "agrees" : "does not");

    // The same question the other way round, twice.
    const auto counts = counts_reported_as(printed, 261);
    const auto totals = totals_reported_as(printed, 248);
    fmt::print("95% of 261 is {}\n", in_words(*counts, language::en));
    fmt::print("248 is 95% of {}\n", in_words(*totals, language::en));

    // The rate of two counties is the ratio of their sums.
    const rate other{16, 39};
    const rate both{creation.count() + other.count(), creation.total() + other.total()};
    fmt::print("with a county of {}: {}\n", other.as_percent(), both.as_percent());
}
