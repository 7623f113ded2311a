// Reading figures: single cells, and files of them.

#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/figures_file.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include <benchmark/benchmark.h>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace crossfoot;

constexpr int counties = 1000;

std::shared_ptr<const places> a_province(const codebook& book) {
    std::vector<std::string> levels;
    for (const level& each : book.levels) {
        levels.push_back(each.name.code);
    }
    std::vector<place_row> rows;
    for (int i = 0; i < counties; ++i) {
        place_row row;
        row.code = std::to_string(990000 + i);
        row.name = "County " + std::to_string(i);
        row.level = *book.find_level("county");
        rows.push_back(std::move(row));
    }
    std::vector<diagnostic> problems;
    return std::make_shared<const places>(
        places::build(std::move(rows), levels, "places.csv", problems));
}

/// Rows of plain whole numbers: each county's 12 months of 10 indicators.
std::string plain_rows() {
    std::string csv = "place,period,indicator,value\n";
    std::uint32_t value = 1;
    for (int place = 0; place < counties; ++place) {
        for (int month = 1; month <= 12; ++month) {
            for (const char* indicator : {"talks",
                                          "stories",
                                          "news_items",
                                          "broadcasts",
                                          "songs",
                                          "booklets",
                                          "creation_units",
                                          "measures",
                                          "courses",
                                          "shop_fronts"}) {
                value = value * 1664525U + 1013904223U;
                csv += std::to_string(990000 + place) + ",2016-" + (month < 10 ? "0" : "") +
                       std::to_string(month) + ',' + indicator + ',' +
                       std::to_string(value >> 18U) + '\n';
            }
        }
    }
    return csv;
}

void read_plain_cells(benchmark::State& state) {
    const std::string csv = plain_rows();
    const auto book = ethnic_unity();
    const auto where = a_province(*book);
    std::size_t cells = 0;
    for (auto _ : state) {
        dataset data{book, where};
        std::vector<diagnostic> problems;
        read_figures(csv, "figures.csv", {}, data, problems);
        if (!problems.empty()) {
            state.SkipWithError("the rows are not clean");
        }
        cells += data.size();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(cells));
    state.SetBytesProcessed(static_cast<std::int64_t>(csv.size()) *
                            static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(read_plain_cells)->Unit(benchmark::kMillisecond);

void read_one_figure(benchmark::State& state, const std::string& text) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(read_figure(text, {}, known_units()).value.has_value());
    }
}
BENCHMARK_CAPTURE(read_one_figure, plain, std::string{"261"});
BENCHMARK_CAPTURE(read_one_figure, scaled, std::string{"10.2万"});
BENCHMARK_CAPTURE(read_one_figure, more, std::string{"1.5万余人次"});
BENCHMARK_CAPTURE(read_one_figure, chinese, std::string{"二百六十一"});
BENCHMARK_CAPTURE(read_one_figure, percent, std::string{"95%"});

void read_one_plain_count(benchmark::State& state) {
    std::string text = "123456";
    for (auto _ : state) {
        benchmark::DoNotOptimize(text.data());
        benchmark::DoNotOptimize(read_plain_count(text));
    }
}
BENCHMARK(read_one_plain_count);

}  // namespace
