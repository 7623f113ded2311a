// The places of a nation: 657,821 places on six levels.

#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/places_file.hpp>

#include <algorithm>
#include <array>
#include <benchmark/benchmark.h>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;

/// One level below another: how many places lie in each, and how many digits they add.
struct division {
    const char* level;
    int count;
    std::size_t digits;
};

constexpr std::array divisions{division{"province", 31, 2},
                               division{"prefecture", 11, 2},
                               division{"county", 8, 2},
                               division{"township", 15, 3},
                               division{"village", 15, 3}};

/// The file, made up, a level after the other; the same each time.
std::string made_up() {
    std::string text = "code,name,level,parent\n9,place 9,nation,\n";
    std::vector<std::string> above{"9"};
    for (const division& each : divisions) {
        std::vector<std::string> codes;
        for (const std::string& parent : above) {
            for (int i = 1; i <= each.count; ++i) {
                const std::string number = std::to_string(i);
                const std::string prefix = parent == "9" ? "" : parent;
                codes.push_back(prefix + std::string(each.digits - number.size(), '0') + number);
                text += codes.back() + ",place " + codes.back() + "," + each.level + "," + parent +
                        "\n";
            }
        }
        above = std::move(codes);
    }
    return text;
}

const std::string& text() {
    static const std::string made = made_up();
    return made;
}

const places& nation() {
    static const places made = [] {
        std::vector<diagnostic> problems;
        return read_places(text(), "places.csv", *ethnic_unity(), problems).where;
    }();
    return made;
}

/// All codes side by side, in the order of the file or in none.
struct code_list {
    std::string text;
    std::vector<std::uint32_t> begins{0};

    explicit code_list(bool is_shuffled) {
        std::vector<std::uint32_t> order(nation().size());
        for (std::uint32_t i = 0; i < order.size(); ++i)
            order[i] = i;
        if (is_shuffled) std::shuffle(order.begin(), order.end(), std::mt19937{1});
        for (const std::uint32_t place : order) {
            text += nation().code(place_id{place});
            begins.push_back(static_cast<std::uint32_t>(text.size()));
        }
    }
    [[nodiscard]] std::size_t size() const { return begins.size() - 1; }
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        return std::string_view{text}.substr(begins[i], begins[i + 1] - begins[i]);
    }
};

void read_the_places_of_a_nation(benchmark::State& state) {
    const auto book = ethnic_unity();
    for (auto _ : state) {
        std::vector<diagnostic> problems;
        benchmark::DoNotOptimize(read_places(text(), "places.csv", *book, problems));
    }
    state.counters["places"] = static_cast<double>(nation().size());
    state.SetBytesProcessed(static_cast<std::int64_t>(text().size()) * state.iterations());
}
BENCHMARK(read_the_places_of_a_nation)->Unit(benchmark::kMillisecond);

void the_hierarchy_of_a_day(benchmark::State& state) {
    const day when = *parse_day("2020-12-31");
    for (auto _ : state)
        benchmark::DoNotOptimize(nation().at(when));
}
BENCHMARK(the_hierarchy_of_a_day)->Unit(benchmark::kMillisecond);

/// The time of one look-up.
void look_up(benchmark::State& state, const code_list& codes, bool tells_last) {
    std::size_t i = 0;
    place_id last;
    for (auto _ : state) {
        last = *(tells_last ? nation().find(codes[i], last) : nation().find(codes[i]));
        benchmark::DoNotOptimize(last);
        i = i + 1 == codes.size() ? 0 : i + 1;
    }
}

void find_places_in_no_order(benchmark::State& state) {
    look_up(state, code_list{true}, false);
}
BENCHMARK(find_places_in_no_order);

void find_places_in_order(benchmark::State& state) {
    look_up(state, code_list{false}, false);
}
BENCHMARK(find_places_in_order);

void find_places_in_order_near_the_last(benchmark::State& state) {
    look_up(state, code_list{false}, true);
}
BENCHMARK(find_places_in_order_near_the_last);

}  // namespace
