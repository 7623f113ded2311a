// A register of a nation's size: 700,000 units, 2 million titles, 45,000 places.

#include <crossfoot/compute/unit_counts.hpp>
#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/places_file.hpp>
#include <crossfoot/io/register_files.hpp>

#include <array>
#include <benchmark/benchmark.h>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace crossfoot;

constexpr int provinces = 30;
constexpr int prefectures = 11;  // in each province
constexpr int counties = 9;      // in each prefecture
constexpr int townships = 14;    // in each county
constexpr int all_units = 700'000;
constexpr int all_titles = 2'000'000;

std::string two_digits(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

/// The files of the register, made up; the same each time.
struct register_texts {
    std::string places = "code,name,level,parent\n";
    std::string units = "code,name,category,place,joined,left\n";
    std::string designations = "unit,tier,named_on,valid_years,revoked_on,document\n";
};

register_texts made_up() {
    register_texts made;
    std::vector<std::string> towns;
    for (int p = 0; p < provinces; ++p) {
        const std::string province = "9" + two_digits(p);
        made.places += province + ",P,province,\n";
        for (int f = 0; f < prefectures; ++f) {
            const std::string prefecture = province + two_digits(f);
            made.places += prefecture + ",F,prefecture," + province + "\n";
            for (int c = 0; c < counties; ++c) {
                const std::string county = prefecture + two_digits(c);
                made.places += county + ",C,county," + prefecture + "\n";
                for (int t = 0; t < townships; ++t) {
                    towns.push_back(county + two_digits(t));
                    made.places += towns.back() + ",T,township," + county + "\n";
                }
            }
        }
    }
    constexpr std::array categories{"organ", "school", "village", "community", "enterprise"};
    std::uint32_t state = 1;
    const auto below = [&state](std::uint32_t limit) {
        state = state * 1664525U + 1013904223U;
        return static_cast<int>((state >> 8U) % limit);
    };
    const auto date = [&](int first_year, std::uint32_t years) {
        return std::to_string(first_year + below(years)) + "-" + two_digits(1 + below(12)) + "-" +
               two_digits(1 + below(28));
    };
    for (int i = 0; i < all_units; ++i) {
        const std::string code = "U" + std::to_string(1'000'000 + i);
        made.units +=
            code + ",Unit " + std::to_string(i) + "," +
            categories[static_cast<std::size_t>(below(categories.size()))] + "," +
            towns[static_cast<std::size_t>(below(static_cast<std::uint32_t>(towns.size())))] + "," +
            date(2000, 8) + ",\n";
    }
    // Of one unit each title is of another tier, so that none overlaps.
    constexpr std::array tiers{"county", "prefectural", "provincial"};
    for (int i = 0; i < all_titles; ++i) {
        made.designations += "U" + std::to_string(1'000'000 + i % all_units) + "," +
                             tiers[static_cast<std::size_t>(i / all_units)] + "," + date(2009, 7) +
                             "," + (i % 3 == 0 ? "5" : "") + ",,batch-" + std::to_string(i % 40) +
                             "\n";
    }
    return made;
}

const register_texts& texts() {
    static const register_texts made = made_up();
    return made;
}

std::shared_ptr<const places> known_places() {
    std::vector<diagnostic> problems;
    return std::make_shared<const places>(
        read_places(texts().places, "places.csv", *ethnic_unity(), problems).where);
}

unit_register loaded(const std::shared_ptr<const places>& where) {
    std::vector<diagnostic> problems;
    unit_register units{ethnic_unity(), where};
    register_reader reader{units, problems};
    reader.read_units(texts().units, "units.csv");
    reader.read_designations(texts().designations, "designations.csv");
    units.settle("units.csv", "designations.csv", problems);
    return units;
}

void load_register(benchmark::State& state) {
    const auto where = known_places();
    for (auto _ : state) {
        const unit_register units = loaded(where);
        if (units.designations().size() != all_titles) {
            state.SkipWithError("the register is not clean");
        }
        benchmark::DoNotOptimize(units.size());
    }
}
BENCHMARK(load_register)->Unit(benchmark::kMillisecond);

void count_every_place_category_and_tier(benchmark::State& state) {
    const unit_register units = loaded(known_places());
    const day when = *parse_day("2014-12-31");
    const auto categories =
        static_cast<std::uint16_t>(units.book()[*units.category()].items.size());
    const auto tiers = static_cast<std::uint16_t>(units.book()[*units.tier()].items.size());
    std::int64_t cells = 0;
    for (auto _ : state) {
        const unit_counts counts{units, when, tier_counting::held, scope::total};
        std::int64_t sum = 0;
        cells = 0;
        for (const place_id place : counts.tree().in_order()) {
            for (std::uint16_t category = 0; category < categories; ++category) {
                for (std::uint16_t tier = 0; tier < tiers; ++tier) {
                    sum += counts.at(place, category, tier);
                    ++cells;
                }
            }
        }
        benchmark::DoNotOptimize(sum);
    }
    state.counters["cells"] = static_cast<double>(cells);
}
BENCHMARK(count_every_place_category_and_tier)->Unit(benchmark::kMillisecond);

}  // namespace
