#include "small_reports.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <poll.h>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

// A program that hands reports in is killed at any moment: what it was told is stored, is stored.

namespace {

using namespace crossfoot;
using std::chrono::microseconds;

/// How often to kill: CROSSFOOT_KILLS, where somebody wants to know better.
int kills() {
    const char* const said = std::getenv("CROSSFOOT_KILLS");
    constexpr int usual = 200;
    return said == nullptr ? usual : std::max(1, std::atoi(said));
}

/// A pipe whose end for writing is the child's.
class line_pipe {
  public:
    line_pipe() {
        if (::pipe(ends_) != 0) throw std::runtime_error{"no pipe"};
    }
    ~line_pipe() {
        static_cast<void>(::close(ends_[0]));
        close_writing();
    }
    line_pipe(const line_pipe&) = delete;
    line_pipe& operator=(const line_pipe&) = delete;

    void write(const std::string& line) const {
        // So few bytes are written at once or not at all.
        if (::write(ends_[1], line.data(), line.size()) < 0) throw std::runtime_error{"no pipe"};
    }
    void close_writing() {
        if (ends_[1] >= 0) static_cast<void>(::close(ends_[1]));
        ends_[1] = -1;
    }
    /// Waits until something can be read.
    void wait() const {
        pollfd seen{ends_[0], POLLIN, 0};
        constexpr int longest = 10'000;  // milliseconds
        static_cast<void>(::poll(&seen, 1, longest));
    }
    /// All that was written by processes that have ended.
    [[nodiscard]] std::string rest() const {
        std::string text;
        char buffer[4096];
        for (ssize_t count = 0; (count = ::read(ends_[0], buffer, sizeof buffer)) > 0;) {
            text.append(buffer, static_cast<std::size_t>(count));
        }
        return text;
    }

  private:
    int ends_[2] = {-1, -1};
};

/// Hands in one report after the other, and acknowledges each as soon as it is stored.
void hand_in_for_ever(const scratch_folder& folder, const line_pipe& acknowledged) {
    acknowledged.write("begun\n");
    while (true) {
        // Opened and closed now and then, so that it is also killed while the log is taken in.
        tracker into{folder.path("db")};
        for (int i = 0; i < 3; ++i) {
            const auto result =
                small_reports::hand_in(into, folder.path("report"), into.last_entry() + 1);
            if (result.outcome != submission_outcome::stored) {
                throw std::runtime_error{"not stored"};
            }
            acknowledged.write(fmt::format("{} {}\n", result.entry->number, result.entry->digest));
        }
    }
}

/// Most moments are within a report or two; some are much earlier.
class random_moment {
  public:
    microseconds operator()() {
        constexpr double shortest = 20;
        constexpr double longest = 150'000;
        std::uniform_real_distribution<double> power{std::log(shortest), std::log(longest)};
        return microseconds{static_cast<std::int64_t>(std::exp(power(numbers_)))};
    }

  private:
    std::mt19937 numbers_{20161231};
};

/// A ledger that is used by one killed program after the other.
class killed_ledger {
  public:
    killed_ledger() { tracker::create(folder_.path("db")); }

    /// Lets a program begin, and kills it after some time. `is_begun`: the time counts from its
    /// first line, else from its start.
    void kill_after(microseconds time, bool is_begun) {
        line_pipe acknowledged;
        const pid_t child =
            small_reports::start_process([&] { hand_in_for_ever(folder_, acknowledged); });
        ASSERT_GT(child, 0);
        acknowledged.close_writing();
        if (is_begun) acknowledged.wait();
        std::this_thread::sleep_for(time);
        ASSERT_EQ(::kill(child, SIGKILL), 0);
        ASSERT_EQ(small_reports::end_of(child), -1) << "it ended by itself";
        std::istringstream lines{acknowledged.rest()};
        std::string number;
        std::string digest;
        std::getline(lines, number);
        while (lines >> number >> digest) {
            // Of the one that was not acknowledged nothing is known, whether it was stored or not.
            digests_.resize(static_cast<std::size_t>(std::stoll(number)));
            digests_.back() = digest;
        }
    }

    void expect_all_acknowledged(tracker::access how, bool is_verified) {
        const tracker of{folder_.path("db"), how};
        const std::vector<ledger_entry> entries = of.entries();
        ASSERT_GE(entries.size(), digests_.size());
        ASSERT_LE(entries.size(), digests_.size() + 1) << "one at most was under way";
        for (std::size_t i = 0; i < digests_.size(); ++i) {
            if (digests_[i].empty()) continue;
            EXPECT_EQ(entries[i].digest, digests_[i]);
        }
        small_reports::expect_whole(of, static_cast<std::int64_t>(entries.size()));
        if (is_verified) small_reports::expect_clean(of.verify(of.head()));
        digests_.resize(entries.size());
    }

    [[nodiscard]] std::size_t reports() const { return digests_.size(); }

  private:
    scratch_folder folder_;
    std::vector<std::string> digests_;  // by receipt; "" where it was not acknowledged
};

TEST(killed_program, loses_no_report_that_it_acknowledged_and_leaves_none_half_stored) {
    constexpr int of_one_ledger = 25;
    random_moment moment;
    std::unique_ptr<killed_ledger> ledger;
    std::size_t reports = 0;
    const int all = kills();
    for (int run = 0; run < all && !testing::Test::HasFailure(); ++run) {
        SCOPED_TRACE(fmt::format("kill {}", run));
        if (run % of_one_ledger == 0) ledger = std::make_unique<killed_ledger>();
        ledger->kill_after(moment(), run % 8 != 0);
        // Who only reads leaves the log for the next program to take in.
        const bool only_reads = run % 2 == 1;
        const bool is_last = run % of_one_ledger == of_one_ledger - 1 || run == all - 1;
        ledger->expect_all_acknowledged(only_reads ? tracker::access::read : tracker::access::write,
                                        is_last || run % 10 == 0);
        if (is_last) reports += ledger->reports();
    }
    RecordProperty("reports", static_cast<int>(reports));
    EXPECT_GT(reports, static_cast<std::size_t>(all) / 10) << "killed before anything was stored";
}

}  // namespace
