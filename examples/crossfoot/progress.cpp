#include "progress.hpp"

#include "program.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <string>
#include <unistd.h>

namespace crossfoot::program {

namespace {

using namespace std::chrono_literals;

std::atomic<bool> asked_to_stop{false};
std::atomic<int> stopped_by{SIGINT};
bool line_is_there = false;

void ask_to_stop(int signal) {
    stopped_by.store(signal);
    asked_to_stop.store(true);
}

constexpr std::array<int, 2> interrupts{SIGINT, SIGTERM};

/// From now on Ctrl-C and `kill` only ask; the one after it kills.
void listen_for_interrupts() {
    struct sigaction action {};
    action.sa_handler = ask_to_stop;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    static_cast<void>(sigemptyset(&action.sa_mask));
    for (const int each : interrupts) {
        static_cast<void>(sigaction(each, &action, nullptr));
    }
}

/// "1:05".
std::string minutes(std::chrono::steady_clock::duration time) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    const std::string rest = std::to_string(seconds % 60);
    return std::to_string(seconds / 60) + ":" + (rest.size() < 2 ? "0" : "") + rest;
}

/// "12.3 million".
std::string in_millions(std::uint64_t count, language speech) {
    if (speech == language::zh) return std::to_string(count / 10000) + " 万";
    const std::uint64_t tenths = count / 100000;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " million";
}

std::string told(const check_progress& seen,
                 std::chrono::steady_clock::duration elapsed,
                 language speech) {
    const bool en = speech == language::en;
    std::string line = in_millions(seen.rows, speech) + (en ? " rows, " : "行，") +
                       std::to_string(seen.places) + (en ? " places" : " 个地区");
    if (seen.bytes_total > 0) {
        line += (en ? ", " : "，") + std::to_string(seen.bytes * 100 / seen.bytes_total) + "%";
    }
    line += (en ? ", " : "，") + minutes(elapsed) + (en ? " elapsed" : " 已用");
    if (seen.bytes_total > 0 && seen.bytes > 0) {
        const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(elapsed) *
                          static_cast<std::int64_t>(seen.bytes_total - seen.bytes) /
                          static_cast<std::int64_t>(seen.bytes);
        line += (en ? ", " : "，") + minutes(rest) + (en ? " left" : " 剩余");
    }
    return line;
}

void take_line_off() {
    if (!line_is_there) return;
    static_cast<void>(std::fputs("\r\x1b[K", stderr));
    line_is_there = false;
}

}  // namespace

following::following(check_options& work, language speech) {
    const auto begun = std::chrono::steady_clock::now();
    const bool is_watched = isatty(STDERR_FILENO) == 1;
    work.stop = &asked_to_stop;
    bool listens = false;
    work.on_progress = [=](const check_progress& seen) mutable {
        if (!listens) listen_for_interrupts();
        listens = true;
        const auto elapsed = std::chrono::steady_clock::now() - begun;
        if (!is_watched || elapsed < 1s) return;
        const std::string line = "\r\x1b[K" + told(seen, elapsed, speech);
        static_cast<void>(std::fwrite(line.data(), 1, line.size(), stderr));
        line_is_there = true;
    };
}

following::~following() {
    for (const int each : interrupts) {
        std::signal(each, SIG_DFL);
    }
    take_line_off();
}

int signal_that_stopped() noexcept {
    return stopped_by.load();
}

counting::~counting() {
    take_line_off();
}

std::function<void(std::size_t, std::size_t)> counting::teller() const {
    const auto begun = std::chrono::steady_clock::now();
    const bool is_watched = isatty(STDERR_FILENO) == 1;
    return [begun, is_watched, speech = speech_, shown = begun](std::size_t done,
                                                                std::size_t all) mutable {
        const auto now = std::chrono::steady_clock::now();
        if (!is_watched || now - begun < 1s || now - shown < 200ms) return;
        shown = now;
        const std::string line = "\r\x1b[K" + std::to_string(done) +
                                 (speech == language::en ? " of " : "/") + std::to_string(all);
        static_cast<void>(std::fwrite(line.data(), 1, line.size(), stderr));
        line_is_there = true;
    };
}

}  // namespace crossfoot::program
