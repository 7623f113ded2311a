// Checking one report in memory: the county of the examples, and a prefecture.

#include <crossfoot/check/check.hpp>
#include <crossfoot/io/findings_output.hpp>
#include <crossfoot/io/report_folder.hpp>

#include <benchmark/benchmark.h>
#include <string>

namespace {

using namespace crossfoot;

report example(const std::string& name) {
    return read_report(std::string{CROSSFOOT_SOURCE_DIR} + "/examples/" + name);
}

void check_report_of(benchmark::State& state, const std::string& name) {
    const report read = example(name);
    std::size_t checks = 0;
    for (auto _ : state) {
        const check_report found = check(read.data);
        checks = found.summary.checks;
        benchmark::DoNotOptimize(checks);
    }
    state.counters["figures"] = static_cast<double>(read.data.size());
    state.counters["checks"] = static_cast<double>(checks);
}

void read_report_of(benchmark::State& state, const std::string& name) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(example(name).data.size());
    }
}

void write_findings_of(benchmark::State& state, const std::string& name) {
    const report read = example(name);
    const check_report found = check(read.data);
    findings_options shown;
    shown.list = listing::all;
    for (auto _ : state) {
        benchmark::DoNotOptimize(findings_as_text(found, read.data, shown).size());
    }
}

BENCHMARK_CAPTURE(check_report_of, county, std::string{"county-2016"})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(check_report_of, prefecture, std::string{"prefecture-2016"})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(read_report_of, county, std::string{"county-2016"})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(write_findings_of, county, std::string{"county-2016"})
    ->Unit(benchmark::kMicrosecond);

}  // namespace
