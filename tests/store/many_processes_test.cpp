#include <crossfoot/store/tracker.hpp>

#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <set>
#include <string>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

// Offices that use one file at the same time.

namespace {

using namespace crossfoot;

constexpr int writers = 8;
constexpr int readers = 4;
constexpr int reports_of_each = 10;
constexpr std::size_t figures_of_each = 5;

std::string county(int writer) {
    return "99010" + std::to_string(writer + 1);
}

/// Hands in ten months of a county; each has figures that tell whose they are.
void write_all(const scratch_folder& folder, int writer) {
    const scratch_folder own;
    tracker into{folder.path("db")};
    for (int month = 1; month <= reports_of_each; ++month) {
        std::string figures = "place,period,indicator,source,value\n";
        for (std::size_t i = 0; i < figures_of_each; ++i) {
            figures += county(writer) + ",2016-" + (month < 10 ? "0" : "") + std::to_string(month) +
                       ",talks,s" + std::to_string(i) + "," + std::to_string(month) + "\n";
        }
        static_cast<void>(own.write("figures.csv", figures));
        submission what;
        what.done.by = "office of " + county(writer);
        what.is_provisional = true;
        if (into.submit(own.path(), what).outcome != submission_outcome::stored) std::_Exit(2);
    }
}

/// Looks until all are in: whatever it sees are whole reports.
void read_all(const scratch_folder& folder) {
    const scratch_folder own;
    for (std::size_t seen = 0; seen < std::size_t{writers} * reports_of_each;) {
        const tracker of{folder.path("db"), tracker::access::read};
        const std::int64_t last = of.last_entry();
        if (of.known(last).data.size() != static_cast<std::size_t>(last) * figures_of_each) {
            std::_Exit(3);
        }
        std::filesystem::remove_all(own.path("out"));
        if (of.export_to(own.path("out"), last) !=
                static_cast<std::size_t>(last) * figures_of_each ||
            !of.joint_findings(last).empty() ||
            of.reports(last).size() != static_cast<std::size_t>(last)) {
            std::_Exit(7);
        }
        const std::vector<ledger_entry> entries = of.entries();
        if (entries.size() < seen) std::_Exit(4);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (entries[i].number != static_cast<std::int64_t>(i + 1)) std::_Exit(5);
            if (entries[i].figures != figures_of_each) std::_Exit(6);
        }
        seen = entries.size();
    }
}

/// A process that does something and ends with 0 if it went well.
template <typename Work>
pid_t start(const Work& work) {
    const pid_t made = ::fork();
    if (made != 0) return made;
    ::alarm(60);  // whoever waits for what never comes ends by it
    try {
        work();
        std::_Exit(0);
    } catch (const std::exception& problem) {
        static_cast<void>(std::fprintf(stderr, "%s\n", problem.what()));
        std::_Exit(1);
    }
}

TEST(many_processes, hand_in_and_read_at_the_same_time) {
    const scratch_folder folder;
    tracker::create(folder.path("db"));
    std::vector<pid_t> all;
    for (int i = 0; i < writers; ++i) {
        all.push_back(start([&] { write_all(folder, i); }));
    }
    for (int i = 0; i < readers; ++i) {
        all.push_back(start([&] { read_all(folder); }));
    }
    for (const pid_t each : all) {
        int status = 0;
        ASSERT_EQ(::waitpid(each, &status, 0), each);
        EXPECT_TRUE(WIFEXITED(status));
        EXPECT_EQ(WEXITSTATUS(status), 0);
    }
    const tracker of{folder.path("db"), tracker::access::read};
    std::set<std::string> reports;
    for (const ledger_entry& each : of.entries()) {
        reports.insert(each.report.place + " " + to_string(each.report.when));
    }
    EXPECT_EQ(of.last_entry(), writers * reports_of_each);
    EXPECT_EQ(reports.size(), std::size_t{writers} * reports_of_each);
    EXPECT_TRUE(of.verify().is_clean());
}

}  // namespace
