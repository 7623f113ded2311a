// The tracker: handing in, looking, and writing out. Everything durable goes to the folder for
// temporary files; what that disk's own sync costs is measured beside it.

#include <crossfoot/store/tracker.hpp>

#include "../support/scratch_folder.hpp"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <unistd.h>

namespace {

using namespace crossfoot;

constexpr int indicators = 60;

std::string codebook_toml() {
    std::string text = "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n";
    for (int i = 0; i < indicators; ++i) {
        const std::string code = "item" + std::to_string(i);
        text += "[[indicator]]\ncode = \"" + code + "\"\nname = { en = \"" + code + "\", zh = \"" +
                code +
                "\" }\ncounts = \"events\"\nunit = \"次\"\nnature = \"flow\"\nadditive = true\n";
    }
    return text +
           "[[due]]\ncode = \"monthly\"\nname = { en = \"monthly\", zh = \"月报\" }\n"
           "level = \"county\"\nindicators = [\"item0\", \"item1\"]\nevery = \"month\"\n"
           "by_day = 22\n";
}

std::string county(int number) {
    return "99" + std::to_string(1000 + number);
}

std::string places_csv(int counties) {
    std::string text = "code,name,level,parent\n9901,P,prefecture,\n";
    for (int i = 0; i < counties; ++i) {
        text += county(i) + ",C" + std::to_string(i) + ",county,9901\n";
    }
    return text;
}

std::string month(int number) {
    const int of_year = number % 12 + 1;
    return std::to_string(2014 + number / 12) + (of_year < 10 ? "-0" : "-") +
           std::to_string(of_year);
}

/// A county's figures for a month.
std::string rows_of(int place, int when) {
    std::string text;
    for (int i = 0; i < indicators; ++i) {
        text += county(place) + "," + month(when) + ",item" + std::to_string(i) + "," +
                std::to_string((place * 7 + when * 31 + i * i) % 997) + "\n";
    }
    return text;
}

constexpr const char* heading = "place,period,indicator,value\n";

/// An office with so many counties and months, each report by itself.
void fill(const scratch_folder& folder, tracker& into, int counties, int months) {
    const std::string report = folder.path("report");
    std::filesystem::create_directories(report);
    static_cast<void>(folder.write("report/codebook.toml", codebook_toml()));
    static_cast<void>(folder.write("report/places.csv", places_csv(counties)));
    for (int when = 0; when < months; ++when) {
        for (int place = 0; place < counties; ++place) {
            static_cast<void>(folder.write("report/figures.csv", heading + rows_of(place, when)));
            submission what;
            what.done.by = "county office";
            if (into.submit(report, what).outcome != submission_outcome::stored) std::abort();
        }
    }
}

void a_county_is_handed_in(benchmark::State& state) {
    const scratch_folder folder;
    tracker::create(folder.path("db"));
    tracker into{folder.path("db")};
    fill(folder, into, 100, 1);
    int when = 1;
    for (auto _ : state) {
        state.PauseTiming();
        static_cast<void>(
            folder.write("report/figures.csv", heading + rows_of(when % 100, when / 100 + 1)));
        ++when;
        state.ResumeTiming();
        submission what;
        what.done.by = "county office";
        benchmark::DoNotOptimize(into.submit(folder.path("report"), what).entry);
    }
}
BENCHMARK(a_county_is_handed_in)->Unit(benchmark::kMillisecond)->UseRealTime();

/// What the disk alone takes to keep as much.
void the_disk_syncs_as_much(benchmark::State& state) {
    const scratch_folder folder;
    const int file = ::open(folder.path("log").c_str(), O_CREAT | O_WRONLY, 0600);
    const std::string bytes(std::size_t{16} * 8192, 'x');
    for (auto _ : state) {
        if (::write(file, bytes.data(), bytes.size()) < 0 || ::fdatasync(file) != 0) {
            state.SkipWithError("the disk refused");
        }
    }
    ::close(file);
}
BENCHMARK(the_disk_syncs_as_much)->Unit(benchmark::kMillisecond)->UseRealTime();

/// A report of a million figures of 2,000 counties.
const scratch_folder& a_million() {
    static const scratch_folder folder;
    if (std::filesystem::exists(folder.path("report"))) return folder;
    std::filesystem::create_directories(folder.path("report"));
    static_cast<void>(folder.write("report/codebook.toml", codebook_toml()));
    static_cast<void>(folder.write("report/places.csv", places_csv(2000)));
    std::string rows = heading;
    for (int when = 0; when < 9; ++when) {
        for (int place = 0; place < 2000; ++place) {
            rows += rows_of(place, when);
        }
    }
    static_cast<void>(folder.write("report/figures.csv", rows));
    return folder;
}

void a_million_figures_are_handed_in(benchmark::State& state) {
    const scratch_folder& from = a_million();
    double bytes = 0;
    for (auto _ : state) {
        const scratch_folder folder;
        tracker::create(folder.path("db"));
        std::uint64_t figures = 0;
        {
            tracker into{folder.path("db")};
            submission what;
            what.done.by = "regional office";
            figures = into.submit(from.path("report"), what).entry->figures;
        }
        bytes = static_cast<double>(std::filesystem::file_size(folder.path("db"))) /
                static_cast<double>(figures);
    }
    state.SetItemsProcessed(state.iterations() * std::int64_t{9 * 2000 * indicators});
    state.counters["bytes_a_figure"] = bytes;
}
BENCHMARK(a_million_figures_are_handed_in)->Unit(benchmark::kMillisecond)->UseRealTime();

void a_million_figures_are_written_out(benchmark::State& state) {
    const scratch_folder& from = a_million();
    const scratch_folder folder;
    tracker::create(folder.path("db"));
    tracker of{folder.path("db")};
    submission what;
    what.done.by = "regional office";
    of.submit(from.path("report"), what);
    for (auto _ : state) {
        std::filesystem::remove_all(folder.path("out"));
        benchmark::DoNotOptimize(of.export_to(folder.path("out"), of.last_entry()));
    }
    state.SetItemsProcessed(state.iterations() * std::int64_t{9 * 2000 * indicators});
}
BENCHMARK(a_million_figures_are_written_out)->Unit(benchmark::kMillisecond)->UseRealTime();

/// An office of 100 counties after three years.
void the_state_of_three_years(benchmark::State& state) {
    static const scratch_folder folder;
    if (!std::filesystem::exists(folder.path("db"))) {
        tracker::create(folder.path("db"));
        tracker into{folder.path("db")};
        fill(folder, into, 100, 36);
    }
    const day today = *parse_day("2016-12-31");
    for (auto _ : state) {
        // As a command does: nothing is known from the time before.
        const tracker of{folder.path("db"), tracker::access::read};
        benchmark::DoNotOptimize(of.day_of(of.last_entry(), today).owed.size());
    }
}
BENCHMARK(the_state_of_three_years)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
