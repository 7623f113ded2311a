// Writes an invented prefecture as a report folder, once clean and once with slips in it, and which
// findings must come of them:
//
//     slips --seed N --count K --out DIR
//
// makes DIR/clean/, DIR/slipped/ and DIR/slips.csv, over those that may be there.

#include "planting.hpp"
#include "report.hpp"
#include "world.hpp"

#include <charconv>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view usage =
    "usage: slips --seed N --count K --out DIR\n"
    "\n"
    "  --seed N    which invented prefecture, and where the slips are: a whole number from 0 up\n"
    "  --count K   how many slips to plant: a whole number from 0 up\n"
    "  --out DIR   where to: DIR/clean/, DIR/slipped/ and DIR/slips.csv are written anew\n";

int refuse(const std::string& why) {
    std::cerr << "slips: " << why << "\n\n" << usage;
    return 2;
}

template <typename Number>
std::optional<Number> read_number(std::string_view text) {
    Number number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

void write_all(const std::filesystem::path& folder,
               const slips::report& clean,
               const slips::slipped_report& slipped) {
    std::filesystem::remove_all(folder / "clean");
    std::filesystem::remove_all(folder / "slipped");
    clean.write(folder / "clean");
    slipped.with.write(folder / "slipped");
    std::ofstream out{folder / "slips.csv", std::ios::binary};
    out << slips::slips_csv(slipped.planted);
    if (!out.flush()) {
        throw std::runtime_error{(folder / "slips.csv").string() + ": cannot be written"};
    }
}

int run(int argc, char** argv) {
    std::optional<std::uint64_t> seed;
    std::optional<std::size_t> how_many;
    std::optional<std::string> folder;
    for (int i = 1; i < argc; ++i) {
        std::string_view word{argv[i]};
        if (word == "--help" || word == "-h") {
            std::cout << usage;
            return 0;
        }
        const std::size_t equals = word.find('=');
        const std::string name{word.substr(0, equals)};
        if (name != "--seed" && name != "--count" && name != "--out") {
            return refuse("'" + std::string{word} + "' is no option of it");
        }
        std::string value;
        if (equals != std::string_view::npos) {
            value = word.substr(equals + 1);
        } else if (++i < argc) {
            value = argv[i];
        } else {
            return refuse(name + ": expected a value after it");
        }
        if (name == "--out") {
            folder = value;
        } else if (name == "--seed") {
            seed = read_number<std::uint64_t>(value);
        } else {
            how_many = read_number<std::size_t>(value);
        }
        if (name == "--out" ? value.empty() : name == "--seed" ? !seed : !how_many) {
            return refuse(name + ": '" + value + "' is no " +
                          (name == "--out" ? "folder" : "whole number from 0 up"));
        }
    }
    if (!seed || !how_many || !folder) {
        return refuse(std::string{"missing: "} + (!seed       ? "--seed"
                                                  : !how_many ? "--count"
                                                              : "--out"));
    }

    const slips::world all{*seed};
    const slips::report clean{all};
    const std::optional<slips::slipped_report> slipped = slips::plant(all, clean, *seed, *how_many);
    if (!slipped) {
        std::cerr << "slips: --count: " << *how_many
                  << " are more slips than fit into one report without mixing\n";
        return 2;
    }
    write_all(*folder, clean, *slipped);
    std::cout << *folder << ": " << slipped->planted.size() << " slips in slipped/, the findings "
              << "that must come of them in slips.csv\n";
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& fault) {
        std::cerr << "slips: " << fault.what() << '\n';
        return 3;
    }
}
