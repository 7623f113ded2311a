#pragma once

#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "../support/scratch_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

/// Numbered reports of a few figures each: the one of a number is the same at all times, and no two
/// are about the same county and month. What a tracker has can so be told from its numbers alone.
namespace small_reports {

inline constexpr std::int64_t counties = 20;
inline constexpr std::uint64_t figures_of_each = 7;

/// Figures by where they stand: "990101 2000-01 talks" is "5".
using figure_list = std::map<std::string, std::string>;

inline std::string county_of(std::int64_t number) {
    return fmt::format("{}", 990101 + number % counties);
}

inline std::string month_of(std::int64_t number) {
    constexpr std::int64_t months = 12;
    const std::int64_t since = number / counties;
    return fmt::format("{}-{:02}", 2000 + since / months, since % months + 1);
}

/// What the report of that number says: whole numbers, words, and what is no figure.
inline figure_list figures_of(std::int64_t number) {
    const std::string where = county_of(number) + ' ' + month_of(number) + ' ';
    return {{where + "talks", fmt::format("{}", number + 5)},
            {where + "people_reached", fmt::format("{}余", number * 100 + 600)},
            {where + "songs", fmt::format("{}", number % 7)},
            {where + "news_items", fmt::format("{}", number * 3)},
            {where + "stories", "…"},
            {where + "broadcasts", "(suppressed)"},
            {where + "booklets", "10.2万"}};
}

/// What the reports up to that number say.
inline figure_list figures_up_to(std::int64_t last) {
    figure_list all;
    for (std::int64_t number = 1; number <= last; ++number) {
        all.merge(figures_of(number));
    }
    return all;
}

inline figure_list figures_in(const crossfoot::vintage& known) {
    figure_list all;
    for (std::size_t i = 0; i < known.data.size(); ++i) {
        const crossfoot::observation each = known.data[i];
        std::string text = each.as_written();
        if (text.empty()) text = fmt::format("({})", name_of(each.state));
        all.emplace(fmt::format("{} {} {}",
                                known.where->code(each.place),
                                to_string(known.data[each.when]),
                                (*known.book)[known.data[each.what].indicator].name.code),
                    text);
    }
    return all;
}

/// Writes the report of that number into a folder, over what was there.
inline void write_report(const std::filesystem::path& folder, std::int64_t number) {
    std::filesystem::create_directories(folder);
    std::ofstream places{folder / "places.csv", std::ios::binary};
    places << "code,name,level,parent\n9901,P,prefecture,\n";
    for (std::int64_t i = 0; i < counties; ++i) {
        places << county_of(i) << ",C" << i << ",county,9901\n";
    }
    std::ofstream figures{folder / "figures.csv", std::ios::binary};
    figures << "place,period,indicator,value,status\n";
    for (const auto& [where, text] : figures_of(number)) {
        std::string cells = where;
        for (char& each : cells) {
            if (each == ' ') each = ',';
        }
        const bool is_suppressed = text == "(suppressed)";
        figures << cells << ',' << (is_suppressed ? "" : text) << ','
                << (is_suppressed ? "suppressed" : "") << '\n';
    }
}

/// Hands the report of that number in.
inline crossfoot::submission_result hand_in(crossfoot::tracker& into,
                                            const std::filesystem::path& folder,
                                            std::int64_t number) {
    write_report(folder, number);
    crossfoot::submission what;
    what.done.by = "office";
    what.threads = 1;
    return into.submit(folder, what);
}

/// Makes a tracker with the reports up to that number.
inline void make_tracker(const scratch_folder& folder, std::int64_t reports) {
    crossfoot::tracker::create(folder.path("db"));
    crossfoot::tracker made{folder.path("db")};
    for (std::int64_t number = 1; number <= reports; ++number) {
        hand_in(made, folder.path("report"), number);
    }
}

/// Expects the reports up to that number and no other, each whole, as entries of those numbers.
inline void expect_whole(const crossfoot::tracker& of, std::int64_t last) {
    const auto entries = of.entries();
    ASSERT_EQ(entries.size(), static_cast<std::size_t>(last));
    std::int64_t number = 0;
    for (const crossfoot::ledger_entry& each : entries) {
        EXPECT_EQ(each.number, ++number);
        EXPECT_EQ(each.figures, figures_of_each);
    }
    EXPECT_EQ(figures_in(of.known(last)), figures_up_to(last));
}

inline void expect_clean(const crossfoot::verification& found) {
    EXPECT_TRUE(found.is_clean()) << found.problems.front().en;
}

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream from{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{from}, {}};
}

/// The code of the error that something ends with; no value where it ends well.
inline std::optional<crossfoot::error_code> refusal_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const crossfoot::error& refused) {
        EXPECT_FALSE(refused.message().en.empty());
        EXPECT_FALSE(refused.message().zh.empty());
        return refused.code();
    }
    return std::nullopt;
}

/// Starts a process of its own for some work; what it throws ends it with 1. SQLite's connections
/// are not to be carried into it.
inline pid_t start_process(const std::function<void()>& work) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    int code = 0;
    try {
        work();
    } catch (const std::exception& problem) {
        static_cast<void>(std::fprintf(stderr, "a process ended: %s\n", problem.what()));
        code = 1;
    }
    // Neither the tests that follow nor what is printed at the end is the child's.
    ::_exit(code);
}

/// Waits for a process, and gives what it ended with; -1 where it was killed.
inline int end_of(pid_t child) {
    int status = 0;
    if (::waitpid(child, &status, 0) != child) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace small_reports
