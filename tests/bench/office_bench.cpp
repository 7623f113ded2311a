// What an office has before it: counties of one prefecture, twelve months, forty indicators, rules
// over time and rules of its own. Checked as a whole, and while somebody types.

#include <crossfoot/check/check.hpp>
#include <crossfoot/check/live_check.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include <benchmark/benchmark.h>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace crossfoot;

coded_name named(const std::string& code) {
    return {code, {code, code}, {}};
}

/// Ten groups of four: a flow, its running total, a stock, and a part of that stock; a rule for
/// each group.
std::shared_ptr<const codebook> book_of_forty() {
    auto book = std::make_shared<codebook>();
    for (const char* level : {"province", "prefecture", "county"}) {
        book->levels.push_back({named(level)});
    }
    for (int group = 0; group < 10; ++group) {
        const std::string of = std::to_string(group);
        const std::size_t first = book->indicators.size();
        indicator flow;
        flow.name = named("sessions_" + of);
        flow.counts = counted::events;
        flow.unit = "场次";
        flow.over_time = nature::flow;
        indicator total = flow;
        total.name = named("sessions_to_date_" + of);
        total.over_time = nature::cumulative;
        total.accumulates = indicator_id{first};
        indicator stock;
        stock.name = named("units_" + of);
        stock.counts = counted::organisations;
        stock.unit = "个";
        indicator part = stock;
        part.name = named("model_units_" + of);
        part.part_of = indicator_id{first + 2};
        book->indicators.insert(book->indicators.end(), {flow, total, stock, part});
        book->rules.push_back({"each_unit_" + of,
                               severity::query,
                               "sessions_" + of + " / units_" + of + " between 0.1 and 100",
                               {"sessions of each unit", "每单位场次"}});
    }
    book->index();
    return book;
}

std::shared_ptr<const places> prefecture_of(int counties, const codebook& book) {
    std::vector<place_row> rows{{"99", "Province", level_id{0}, "", {}, {}, {}},
                                {"9901", "Prefecture", level_id{1}, "99", {}, {}, {}}};
    for (int i = 0; i < counties; ++i) {
        const std::string code = "9901" + std::to_string(1000 + i);
        rows.push_back({code, "County " + std::to_string(i), level_id{2}, "9901", {}, {}, {}});
    }
    std::vector<std::string> names;
    for (const level& each : book.levels) {
        names.push_back(each.name.code);
    }
    std::vector<diagnostic> problems;
    return std::make_shared<const places>(
        places::build(std::move(rows), names, "places.csv", problems));
}

/// Figures that agree, of all counties and the prefecture.
dataset office(int counties) {
    const auto book = book_of_forty();
    const auto where = prefecture_of(counties, *book);
    dataset data{book, where};
    const place_id prefecture = where->at_code("9901");
    std::vector<std::int64_t> to_date(static_cast<std::size_t>(counties) * 10, 0);
    for (unsigned month = 1; month <= 12; ++month) {
        const period_id when = data.intern(period::month(2016, month));
        for (std::size_t group = 0; group < 10; ++group) {
            std::int64_t sums[4] = {0, 0, 0, 0};
            const auto put = [&](place_id place, std::size_t which, std::int64_t count) {
                const series what{indicator_id{group * 4 + which}, scope::total, {}};
                data.add_count(place, data.intern(data.intern(what), when, 0), count);
            };
            for (int county = 0; county < counties; ++county) {
                const place_id place = where->at_code("9901" + std::to_string(1000 + county));
                const auto at = static_cast<std::size_t>(county) * 10 + group;
                const std::int64_t sessions = 20 + (county * 7 + month * 3) % 40;
                to_date[at] += sessions;
                const std::int64_t units = 100 + county % 50;
                const std::int64_t counts[4] = {sessions, to_date[at], units, units / 2};
                for (std::size_t i = 0; i < 4; ++i) {
                    put(place, i, counts[i]);
                    sums[i] += counts[i];
                }
            }
            for (std::size_t i = 0; i < 4; ++i) {
                put(prefecture, i, sums[i]);
            }
        }
    }
    return data;
}

void check_office(benchmark::State& state) {
    const dataset data = office(static_cast<int>(state.range(0)));
    check_summary summary;
    for (auto _ : state) {
        summary = check(data).summary;
    }
    state.counters["figures"] = static_cast<double>(summary.figures);
    state.counters["checks"] = static_cast<double>(summary.checks);
    state.counters["fails"] = static_cast<double>(summary.fails);
    state.counters["figures/s"] = benchmark::Counter(static_cast<double>(summary.figures),
                                                     benchmark::Counter::kIsIterationInvariantRate);
}

/// One figure is set wrong and right again; the time is that of one of the two.
void set_one_cell(benchmark::State& state) {
    live_check live{office(static_cast<int>(state.range(0)))};
    const dataset& data = live.data();
    const cell where{data.where().at_code("99011003"),
                     period::month(2016, 6),
                     {data.book().indicator_at("sessions_3"), scope::total, {}}};
    const figure right = read_figure("50").value.value();
    const figure wrong = read_figure("5000").value.value();
    bool is_right = true;
    std::size_t changes = 0;
    for (auto _ : state) {
        is_right = !is_right;
        const finding_changes made = live.set(where, is_right ? right : wrong);
        changes = made.changed.size();
        benchmark::DoNotOptimize(changes);
    }
    state.counters["changes"] = static_cast<double>(changes);
}

BENCHMARK(check_office)->Arg(10)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(set_one_cell)->Arg(100)->Unit(benchmark::kMicrosecond);

}  // namespace
