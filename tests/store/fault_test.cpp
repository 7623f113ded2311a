#include "faulty_disk.hpp"
#include "small_reports.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <chrono>
#include <csignal>
#include <random>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <tuple>
#include <vector>

// Disks that fail, files that are something else, and what becomes of the tracker then: it refuses,
// says why, and is as it was.

namespace {

using namespace crossfoot;
namespace fs = std::filesystem;
using small_reports::bytes_of;
using small_reports::expect_clean;
using small_reports::expect_whole;
using small_reports::hand_in;
using small_reports::make_tracker;
using small_reports::refusal_of;

bool is_refusal(const std::optional<error_code>& code) {
    return code == error_code::tracker_refused || code == error_code::damaged_tracker;
}

/// A connection of another program.
class other_connection {
  public:
    explicit other_connection(const std::string& file) {
        EXPECT_EQ(sqlite3_open(file.c_str(), &handle_), SQLITE_OK);
    }
    ~other_connection() { sqlite3_close(handle_); }
    other_connection(const other_connection&) = delete;
    other_connection& operator=(const other_connection&) = delete;

    void run(const std::string& sql) const {
        EXPECT_EQ(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(handle_);
    }

  private:
    sqlite3* handle_ = nullptr;
};

// ---- one piece of work fails
// ---------------------------------------------------------------------

struct named_fault {
    const char* name;
    disk_fault fault;
};

class failing_disk : public testing::TestWithParam<named_fault> {};

TEST_P(failing_disk, keeps_all_that_was_handed_in_before_and_takes_the_next) {
    const scratch_folder folder;
    faulty_disk disk;
    make_tracker(folder, 2);
    std::int64_t stored = 2;
    bool has_failed = true;
    for (int nth = 1; has_failed && !HasFailure(); ++nth) {
        SCOPED_TRACE(nth);
        disk.fail(GetParam().fault, nth);
        const auto refusal = refusal_of([&] {
            tracker into{folder.path("db")};
            hand_in(into, folder.path("report"), stored + 1);
        });
        has_failed = disk.has_failed();
        disk.heal();
        if (refusal) {
            EXPECT_TRUE(is_refusal(refusal)) << name_of(*refusal);
        } else {
            ++stored;
        }
        tracker of{folder.path("db")};
        expect_whole(of, stored);
        expect_clean(of.verify());
        EXPECT_EQ(hand_in(of, folder.path("report"), stored + 1).outcome,
                  submission_outcome::stored);
        ++stored;
    }
    RecordProperty("reports", static_cast<int>(stored));
}

TEST_P(failing_disk, keeps_an_open_tracker_in_use) {
    const scratch_folder folder;
    faulty_disk disk;
    make_tracker(folder, 2);
    std::int64_t stored = 2;
    bool has_failed = true;
    tracker into{folder.path("db")};
    for (int nth = 1; has_failed && !HasFailure(); ++nth) {
        SCOPED_TRACE(nth);
        disk.fail(GetParam().fault, nth);
        const auto refusal = refusal_of([&] { hand_in(into, folder.path("report"), stored + 1); });
        has_failed = disk.has_failed();
        disk.heal();
        if (!refusal) ++stored;
        EXPECT_TRUE(!refusal || is_refusal(refusal)) << name_of(*refusal);
        expect_whole(into, stored);
        hand_in(into, folder.path("report"), ++stored);
    }
    expect_whole(into, stored);
    expect_clean(into.verify());
}

TEST_P(failing_disk, leaves_no_file_where_a_tracker_could_not_be_made) {
    faulty_disk disk;
    bool has_failed = true;
    for (int nth = 1; has_failed && !HasFailure(); ++nth) {
        SCOPED_TRACE(nth);
        const scratch_folder folder;
        disk.fail(GetParam().fault, nth);
        const auto refusal = refusal_of([&] { tracker::create(folder.path("db")); });
        has_failed = disk.has_failed();
        disk.heal();
        if (refusal) {
            EXPECT_TRUE(is_refusal(refusal)) << name_of(*refusal);
            for (const fs::directory_entry& each : fs::directory_iterator{folder.path()}) {
                ADD_FAILURE() << "left behind: " << each.path();
            }
            tracker::create(folder.path("db"));
        }
        tracker of{folder.path("db")};
        EXPECT_EQ(hand_in(of, folder.path("report"), 1).outcome, submission_outcome::stored);
        expect_whole(of, 1);
        expect_clean(of.verify());
    }
}

TEST_P(failing_disk, leaves_a_whole_backup_or_none) {
    const scratch_folder folder;
    faulty_disk disk;
    make_tracker(folder, 3);
    const tracker of{folder.path("db")};
    bool has_failed = true;
    for (int nth = 1; has_failed && !HasFailure(); ++nth) {
        SCOPED_TRACE(nth);
        const scratch_folder beside;
        disk.fail(GetParam().fault, nth);
        const auto refusal = refusal_of([&] { of.back_up(beside.path("copy")); });
        has_failed = disk.has_failed();
        disk.heal();
        if (refusal) {
            EXPECT_TRUE(is_refusal(refusal)) << name_of(*refusal);
            for (const fs::directory_entry& each : fs::directory_iterator{beside.path()}) {
                ADD_FAILURE() << "left behind: " << each.path();
            }
        } else {
            const tracker copy{beside.path("copy")};
            EXPECT_EQ(copy.head(), of.head());
            expect_clean(copy.verify());
        }
        expect_clean(of.verify());
    }
}

constexpr bool half = true;
constexpr bool for_good = true;

INSTANTIATE_TEST_SUITE_P(
    that,
    failing_disk,
    testing::Values(
        named_fault{"cannot_write", {disk_work::write, SQLITE_IOERR_WRITE}},
        named_fault{"writes_half", {disk_work::write, SQLITE_IOERR_WRITE, half}},
        named_fault{"is_full", {disk_work::write, SQLITE_FULL, false, for_good}},
        named_fault{"is_full_in_the_middle", {disk_work::write, SQLITE_FULL, half, for_good}},
        named_fault{"cannot_sync", {disk_work::sync, SQLITE_IOERR_FSYNC}},
        named_fault{"cannot_sync_any_more", {disk_work::sync, SQLITE_IOERR_FSYNC, false, for_good}},
        named_fault{"cannot_truncate",
                    {disk_work::truncate, SQLITE_IOERR_TRUNCATE, false, for_good}},
        named_fault{"cannot_open", {disk_work::open, SQLITE_CANTOPEN}},
        named_fault{"cannot_open_any_more", {disk_work::open, SQLITE_CANTOPEN, false, for_good}},
        named_fault{"cannot_read", {disk_work::read, SQLITE_IOERR_READ}},
        named_fault{"cannot_read_any_more", {disk_work::read, SQLITE_IOERR_READ, false, for_good}},
        named_fault{"cannot_remove", {disk_work::remove, SQLITE_IOERR_DELETE, false, for_good}},
        named_fault{"cannot_look", {disk_work::look, SQLITE_IOERR_ACCESS}},
        named_fault{"cannot_tell_sizes", {disk_work::size, SQLITE_IOERR_FSTAT}},
        named_fault{"cannot_lock", {disk_work::lock, SQLITE_IOERR_LOCK}},
        named_fault{"cannot_share_memory", {disk_work::shared_memory, SQLITE_IOERR_SHMMAP}}),
    [](const auto& each) { return std::string{each.param.name}; });

// ---- the power is cut
// ----------------------------------------------------------------------------

/// How much of what was not synced is on the disk after all, of 4 blocks; the machine may write
/// them in any order.
class power_cut : public testing::TestWithParam<unsigned> {};

TEST_P(power_cut, loses_no_report_that_was_acknowledged) {
    const scratch_folder folder;
    faulty_disk disk;
    make_tracker(folder, 2);
    std::int64_t stored = 2;
    std::mt19937 numbers{GetParam()};
    bool is_off = true;
    for (int nth = 1; is_off && !HasFailure(); ++nth) {
        SCOPED_TRACE(nth);
        std::int64_t acknowledged = stored;
        disk.watch();
        disk.cut_power_at(nth);
        const auto refusal = refusal_of([&] {
            tracker into{folder.path("db")};
            for (int i = 0; i < 2; ++i) {
                hand_in(into, folder.path("report"), acknowledged + 1);
                ++acknowledged;
            }
        });
        is_off = disk.is_off();
        EXPECT_TRUE(is_off || !refusal);
        disk.lose_what_was_not_synced([&] { return numbers() % 4 < GetParam(); });
        tracker of{folder.path("db")};
        stored = of.last_entry();
        EXPECT_GE(stored, acknowledged);
        EXPECT_LE(stored, acknowledged + 1);
        expect_whole(of, stored);
        expect_clean(of.verify());
    }
}

INSTANTIATE_TEST_SUITE_P(with_other_blocks_written, power_cut, testing::Range(0U, 5U));

// ---- the disk is full, as the system says it
// -----------------------------------------------------

/// Does some work in a process whose files may have so many bytes; says how it ended.
enum class ending { well, refused, unwritable, otherwise };
ending in_little_room(rlim_t bytes, const std::function<void()>& work) {
    const pid_t child = small_reports::start_process([&] {
        static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
        const rlimit room{bytes, bytes};
        if (::setrlimit(RLIMIT_FSIZE, &room) != 0) ::_exit(static_cast<int>(ending::otherwise));
        const auto refusal = refusal_of(work);
        ::_exit(static_cast<int>(!refusal                                 ? ending::well
                                 : is_refusal(refusal)                    ? ending::refused
                                 : refusal == error_code::file_unwritable ? ending::unwritable
                                                                          : ending::otherwise));
    });
    const int code = small_reports::end_of(child);
    return code < 0 ? ending::otherwise : static_cast<ending>(code);
}

/// Less and less room is wanting, until there is enough; `check` is told how each ended.
void with_more_and_more_room(const std::function<void()>& work,
                             const std::function<void(ending)>& check) {
    constexpr rlim_t step = 7'001;  // no multiple of anything that a disk or SQLite counts in
    constexpr rlim_t enough = 2'000'000;
    for (rlim_t room = 0; room < enough && !testing::Test::HasFailure(); room += step) {
        SCOPED_TRACE(room);
        const ending how = in_little_room(room, work);
        EXPECT_NE(how, ending::otherwise);
        check(how);
        if (how == ending::well) return;
    }
    ADD_FAILURE() << "there is never enough room";
}

TEST(full_disk, takes_no_report_and_keeps_those_before) {
    const scratch_folder folder;
    make_tracker(folder, 5);
    small_reports::write_report(folder.path("report"), 6);
    submission what;
    what.done.by = "office";
    what.threads = 1;
    with_more_and_more_room(
        [&] { static_cast<void>(tracker{folder.path("db")}.submit(folder.path("report"), what)); },
        [&](ending how) {
            const tracker of{folder.path("db")};
            expect_whole(of, how == ending::well ? 6 : 5);
            expect_clean(of.verify());
        });
}

TEST(full_disk, has_no_room_for_half_a_tracker) {
    const scratch_folder folder;
    with_more_and_more_room(
        [&] { tracker::create(folder.path("db")); },
        [&](ending how) { EXPECT_EQ(fs::exists(folder.path("db")), how == ending::well); });
    EXPECT_EQ(tracker{folder.path("db")}.last_entry(), 0);
}

TEST(full_disk, has_no_room_for_half_a_backup) {
    const scratch_folder folder;
    make_tracker(folder, 5);
    with_more_and_more_room(
        [&] { tracker{folder.path("db")}.back_up(folder.path("copy")); },
        [&](ending how) { EXPECT_EQ(fs::exists(folder.path("copy")), how == ending::well); });
    const tracker copy{folder.path("copy")};
    expect_whole(copy, 5);
    expect_clean(copy.verify());
}

TEST(full_disk, has_no_room_for_half_a_vintage) {
    const scratch_folder folder;
    make_tracker(folder, 1);
    // More than the shared memory of the log takes, without which nothing is read at all.
    constexpr int sources = 4000;
    std::string figures = "place,period,indicator,source,value\n";
    for (int i = 0; i < sources; ++i) {
        figures += fmt::format("990101,2016,talks,s{},5\n", i);
    }
    static_cast<void>(folder.write("report/figures.csv", figures));
    submission what;
    what.done.by = "office";
    what.is_provisional = true;
    ASSERT_EQ(tracker{folder.path("db")}.submit(folder.path("report"), what).outcome,
              submission_outcome::stored);
    int unwritable = 0;
    with_more_and_more_room(
        [&] {
            const tracker of{folder.path("db"), tracker::access::read};
            static_cast<void>(of.export_to(folder.path("out"), 2));
        },
        [&](ending how) {
            unwritable += how == ending::unwritable ? 1 : 0;
            // What is not whole is not there: nobody takes it for a report.
            EXPECT_EQ(fs::exists(folder.path("out")), how == ending::well);
        });
    EXPECT_GT(unwritable, 0);
    EXPECT_EQ(read_report(folder.path("out")).data.size(),
              sources + small_reports::figures_of_each);
}

// ---- somebody else has the file
// ------------------------------------------------------------------

TEST(open_tracker, takes_no_report_once_its_folder_was_removed) {
    const scratch_folder folder;
    const scratch_folder away;
    make_tracker(away, 1);
    tracker into{away.path("db")};
    fs::remove_all(away.path());
    EXPECT_EQ(refusal_of([&] { hand_in(into, folder.path("report"), 2); }),
              error_code::tracker_refused)
        << "nobody would ever see it again";
    EXPECT_EQ(into.last_entry(), 1);
}

TEST(open_tracker, takes_no_report_once_another_file_is_in_its_place) {
    const scratch_folder folder;
    make_tracker(folder, 2);
    tracker{folder.path("db")}.back_up(folder.path("copy"));
    tracker into{folder.path("db")};
    fs::rename(folder.path("copy"), folder.path("db"));
    EXPECT_EQ(refusal_of([&] { hand_in(into, folder.path("report"), 3); }),
              error_code::tracker_refused);
    EXPECT_EQ(refusal_of([&] {
                  into.approve(1, {"prefecture office", ""});
              }),
              error_code::tracker_refused);
}

TEST(open_tracker, waits_for_another_program_that_writes_for_a_moment) {
    const scratch_folder folder;
    make_tracker(folder, 1);
    tracker into{folder.path("db")};
    const other_connection other{folder.path("db")};
    other.run("BEGIN IMMEDIATE");
    std::thread later{[&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{300});
        other.run("COMMIT");
    }};
    EXPECT_EQ(hand_in(into, folder.path("report"), 2).outcome, submission_outcome::stored);
    later.join();
}

TEST(open_tracker, is_read_while_another_program_writes) {
    const scratch_folder folder;
    make_tracker(folder, 1);
    const tracker of{folder.path("db"), tracker::access::read};
    const other_connection other{folder.path("db")};
    other.run("BEGIN IMMEDIATE; INSERT INTO place (code, since) VALUES ('990199', 9)");
    expect_whole(of, 1);
    expect_clean(of.verify());
    other.run("ROLLBACK");
}

TEST(open_tracker, that_may_only_be_read_takes_nothing_and_leaves_the_file_as_it_is) {
    const scratch_folder folder;
    make_tracker(folder, 1);
    const std::string before = bytes_of(folder.path("db"));
    {
        tracker of{folder.path("db"), tracker::access::read};
        EXPECT_EQ(refusal_of([&] { hand_in(of, folder.path("report"), 2); }),
                  error_code::tracker_refused);
        EXPECT_EQ(refusal_of([&] { of.withdraw(1, {"office", ""}); }), error_code::tracker_refused);
        expect_whole(of, 1);
    }
    EXPECT_EQ(bytes_of(folder.path("db")), before);
}

TEST(open_tracker, without_leave_to_write_its_file_takes_nothing) {
    const scratch_folder folder;
    make_tracker(folder, 1);
    const std::string before = bytes_of(folder.path("db"));
    fs::permissions(folder.path(""),
                    fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
    fs::permissions(folder.path("db"), fs::perms::owner_read | fs::perms::others_read);
    const pid_t other = small_reports::start_process([&] {
        // Root may write everything, somebody else may not.
        constexpr uid_t nobody = 65534;
        if (::geteuid() == 0 && ::setuid(nobody) != 0) throw std::runtime_error{"no other user"};
        const auto refusal = refusal_of([&] {
            tracker into{folder.path("db")};
            into.withdraw(1, {"office", ""});
        });
        if (refusal != error_code::tracker_refused) throw std::runtime_error{"it was taken"};
    });
    EXPECT_EQ(small_reports::end_of(other), 0);
    EXPECT_EQ(bytes_of(folder.path("db")), before);
}

// ---- files that are something else, or not whole
// -------------------------------------------------

struct named_file {
    const char* name;
    error_code code;
    std::function<std::string(const std::string& tracker)> bytes;
};

std::string text_of_lines() {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += "990101,2016,talks,5\n";
    }
    return text;
}

class file : public testing::TestWithParam<named_file> {};

TEST_P(file, is_refused_for_what_it_is_and_left_as_it_is) {
    const scratch_folder folder;
    make_tracker(folder, 10);
    const std::string bytes = GetParam().bytes(bytes_of(folder.path("db")));
    const std::string path = folder.write("file", bytes);
    for (const tracker::access how : {tracker::access::read, tracker::access::write}) {
        EXPECT_EQ(refusal_of([&] {
                      const tracker of{path, how};
                      static_cast<void>(of.known(of.last_entry()));
                  }),
                  GetParam().code);
        EXPECT_EQ(bytes_of(path), bytes);
    }
    EXPECT_EQ(refusal_of([&] { tracker::create(path); }), error_code::file_unwritable);
    EXPECT_EQ(bytes_of(path), bytes);
}

INSTANTIATE_TEST_SUITE_P(
    that_is,
    file,
    testing::Values(
        named_file{"empty", error_code::not_a_tracker, [](const auto&) { return std::string{}; }},
        named_file{"a_word",
                   error_code::not_a_tracker,
                   [](const auto&) { return std::string{"a tracker\n"}; }},
        named_file{
            "a_text", error_code::not_a_tracker, [](const auto&) { return text_of_lines(); }},
        named_file{
            "a_picture",
            error_code::not_a_tracker,
            [](const auto&) { return "\x89PNG\r\n\x1a\n" + std::string(5000, '\0') + "IEND"; }},
        named_file{"a_tracker_without_its_beginning",
                   error_code::not_a_tracker,
                   [](const auto& whole) { return whole.substr(100); }},
        named_file{"half_a_tracker",
                   error_code::damaged_tracker,
                   [](const auto& whole) { return whole.substr(0, whole.size() / 2); }},
        named_file{"a_tracker_without_its_last_page",
                   error_code::damaged_tracker,
                   [](const auto& whole) { return whole.substr(0, whole.size() - 8192); }},
        named_file{"the_first_page_of_a_tracker",
                   error_code::damaged_tracker,
                   [](const auto& whole) { return whole.substr(0, 8192); }},
        named_file{"a_tracker_with_noise_for_its_ledger",
                   error_code::damaged_tracker,
                   [](const auto& whole) {
                       std::mt19937 numbers{20161231};
                       std::string bytes = whole;
                       for (std::size_t i = 8192; i < bytes.size(); ++i) {
                           bytes[i] = static_cast<char>(numbers());
                       }
                       return bytes;
                   }}),
    [](const auto& each) { return std::string{each.param.name}; });

TEST(file, that_has_two_names_is_refused) {
    const scratch_folder folder;
    make_tracker(folder, 1);
    fs::create_hard_link(folder.path("db"), folder.path("other"));
    EXPECT_EQ(refusal_of([&] { tracker{folder.path("db")}; }), error_code::tracker_refused);
    fs::remove(folder.path("other"));
    EXPECT_EQ(refusal_of([&] { tracker{folder.path("db")}; }), std::nullopt);
}

TEST(file, that_is_a_pipe_is_no_tracker) {
    const scratch_folder folder;
    ASSERT_EQ(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
    EXPECT_EQ(refusal_of([&] { tracker{folder.path("pipe")}; }), error_code::not_a_tracker);
}

TEST(file, that_lacks_a_table_is_damaged) {
    const scratch_folder folder;
    make_tracker(folder, 1);
    other_connection{folder.path("db")}.run("DROP TABLE judgement");
    const tracker of{folder.path("db"), tracker::access::read};
    EXPECT_EQ(refusal_of([&] { static_cast<void>(of.entries()); }), error_code::damaged_tracker);
}

TEST(file, that_is_not_there_is_not_made_by_opening_it) {
    const scratch_folder folder;
    EXPECT_EQ(refusal_of([&] { tracker{folder.path("db")}; }), error_code::tracker_refused);
    EXPECT_EQ(refusal_of([&] { tracker{folder.path()}; }), error_code::not_a_tracker);
    EXPECT_FALSE(fs::exists(folder.path("db")));
}

/// A tracker on which another program ran some words of SQL.
class changed_file {
  public:
    explicit changed_file(const std::string& sql) {
        make_tracker(folder_, 1);
        other_connection{path()}.run(sql);
        bytes_ = bytes_of(path());
    }
    [[nodiscard]] std::string path() const { return folder_.path("db"); }
    void expect_refused(error_code code) const {
        for (const tracker::access how : {tracker::access::read, tracker::access::write}) {
            EXPECT_EQ(refusal_of([&] { tracker{path(), how}; }), code);
            EXPECT_EQ(bytes_of(path()), bytes_);
        }
    }

  private:
    scratch_folder folder_;
    std::string bytes_;
};

TEST(file, of_a_newer_version_is_refused_and_left_as_it_is) {
    changed_file{"PRAGMA user_version = 99"}.expect_refused(error_code::newer_tracker);
}

TEST(file, without_a_version_is_damaged) {
    changed_file{"PRAGMA user_version = 0"}.expect_refused(error_code::damaged_tracker);
    changed_file{"PRAGMA user_version = -5"}.expect_refused(error_code::damaged_tracker);
}

TEST(file, of_another_program_is_no_tracker) {
    changed_file{"PRAGMA application_id = 5"}.expect_refused(error_code::not_a_tracker);
}

TEST(file, that_is_damaged_anywhere_never_says_other_figures_unless_verifying_tells) {
    const scratch_folder folder;
    constexpr std::int64_t reports = 12;
    make_tracker(folder, reports);
    const std::string whole = bytes_of(folder.path("db"));
    const auto figures = small_reports::figures_up_to(reports);
    std::mt19937 numbers{20161231};
    const auto below = [&](std::size_t end) { return numbers() % end; };
    int untold = 0;
    int refused = 0;
    int told = 0;
    constexpr int files = 250;
    for (int i = 0; i < files && !HasFailure(); ++i) {
        SCOPED_TRACE(i);
        std::string bytes = whole;
        // Most of so small a file is empty.
        std::size_t at = below(bytes.size());
        while (bytes[at] == '\0') {
            at = below(bytes.size());
        }
        const std::size_t count = std::min(std::size_t{1} << below(8), bytes.size() - at);
        for (std::size_t k = 0; k < count; ++k) {
            bytes[at + k] = static_cast<char>(numbers());
        }
        const scratch_folder own;
        const std::string path = own.write("db", bytes);
        const auto use = [&](const std::function<void(tracker&)>& work) {
            return refusal_of([&] {
                tracker of{path, i % 2 == 0 ? tracker::access::write : tracker::access::read};
                work(of);
            });
        };
        bool is_clean = false;
        const auto refusal = use([&](tracker& of) { is_clean = of.verify().is_clean(); });
        ++(refusal ? refused : is_clean ? untold : told);
        use([&](tracker& of) {
            const auto known = small_reports::figures_in(of.known(reports));
            EXPECT_TRUE(!is_clean || known == figures);
        });
        use([](tracker& of) { static_cast<void>(of.entries()); });
        use([](tracker& of) { static_cast<void>(of.reports(of.last_entry())); });
        use([](tracker& of) { static_cast<void>(of.open_findings(of.last_entry())); });
        use([](tracker& of) {
            static_cast<void>(of.day_of(of.last_entry(), *parse_day("2016-12-31")));
        });
        use([](tracker& of) { static_cast<void>(of.changes(1, of.last_entry())); });
        use([](tracker& of) {
            static_cast<void>(of.history("990102", *period::parse("2000"), {}));
        });
        use([&](tracker& of) {
            static_cast<void>(of.export_to(own.path("out"), of.last_entry()));
        });
        use([&](tracker& of) {
            static_cast<void>(hand_in(of, folder.path("report"), reports + 1));
        });
    }
    RecordProperty("refused", refused);
    RecordProperty("told", told);
    RecordProperty("of no consequence", untold);
    EXPECT_GT(refused + told, files / 10);
}

}  // namespace
