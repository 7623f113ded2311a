// The program as a whole, from its start to its end: what a script that calls it waits for.
// Beside it, in the same run, an empty process and Python's exact fractions where they are there.

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <vector>

extern char** environ;

namespace {

/// Runs a program with nothing on its standard streams; gives how it ended, -1 where it could not
/// be started.
int run(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t streams{};
    posix_spawn_file_actions_init(&streams);
    posix_spawn_file_actions_addopen(&streams, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&streams, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&streams, 2, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int refused =
        posix_spawnp(&child, arguments.front(), &streams, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&streams);
    int status = 0;
    if (refused != 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
        return -1;
    }
    return WEXITSTATUS(status);
}

void whole_process(benchmark::State& state, const std::vector<std::string>& words) {
    if (run(words) != 0) {
        state.SkipWithError("is not there, or does not end well");
        return;
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(run(words));
    }
}

const std::string county = std::string{CROSSFOOT_SOURCE_DIR} + "/examples/county-2016";

// The same arithmetic in Python: the five tiers, the rate and the part of the county.
const std::string python_fractions = R"(
import csv
from fractions import Fraction as Q
from sys import argv
rows = list(csv.DictReader(open(argv[1], encoding='utf-8')))
v = {(r['indicator'], r['tier']): Q(r['value']) for r in rows if r['value'].isdigit()}
tiers = sum(x for (i, t), x in v.items() if i == 'model_units' and t)
units, model = v['creation_units', ''], v['model_units', '']
print(tiers == model, model <= units, abs(model / units - Q(95, 100)) <= Q(1, 200))
)";

BENCHMARK_CAPTURE(whole_process, empty, std::vector<std::string>{"true"})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(whole_process,
                  crossfoot_check_county,
                  std::vector<std::string>{CROSSFOOT_PROGRAM, "check", county})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(whole_process,
                  crossfoot_rate,
                  std::vector<std::string>{CROSSFOOT_PROGRAM, "rate", "248", "261"})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(whole_process,
                  python_fractions,
                  std::vector<std::string>{
                      "python3", "-c", python_fractions, county + "/figures.csv"})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
