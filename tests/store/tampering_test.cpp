#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <string>
#include <vector>

// Whoever changes a tracker behind its back is found out, and where.

namespace {

using namespace crossfoot;

/// A tracker of three submissions and an approval, that can be tampered with.
class tampered {
  public:
    tampered() {
        tracker::create(folder_.path("db"));
        std::filesystem::create_directory(folder_.path("report"));
        folder_.with("report/places.csv",
                     "code,name,level,parent\n9901,P,prefecture,\n990101,A,county,9901\n");
        for (const std::string month : {"2016-01", "2016-02", "2016-03"}) {
            folder_.with("report/figures.csv",
                         "place,period,indicator,value\n990101," + month + ",talks,5\n990101," +
                             month + ",people_reached,600余\n990101," + month +
                             ",measures,10\n990101," + month + ",measures_completed,12\n");
            submission what;
            what.done = {"office", "for " + month};
            what.is_provisional = true;
            tracker into{folder_.path("db")};
            into.submit(folder_.path("report"), what);
        }
        tracker into{folder_.path("db")};
        into.approve(2, {"prefecture office", "checked"});
        head = into.head();
    }

    /// Runs SQL as somebody would who has the file and no crossfoot, and leaves its triggers as
    /// they were.
    tampered& with(const std::string& sql) {
        sqlite3* handle = nullptr;
        EXPECT_EQ(sqlite3_open(folder_.path("db").c_str(), &handle), SQLITE_OK);
        std::string before;
        std::string after;
        sqlite3_stmt* triggers = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(handle,
                                     "SELECT 'DROP TRIGGER ' || name || ';', sql || ';' FROM "
                                     "sqlite_schema WHERE type = 'trigger'",
                                     -1,
                                     &triggers,
                                     nullptr),
                  SQLITE_OK);
        while (sqlite3_step(triggers) == SQLITE_ROW) {
            before += reinterpret_cast<const char*>(sqlite3_column_text(triggers, 0));
            after += reinterpret_cast<const char*>(sqlite3_column_text(triggers, 1));
        }
        sqlite3_finalize(triggers);
        char* said = nullptr;
        EXPECT_EQ(
            sqlite3_exec(handle, (before + sql + ";" + after).c_str(), nullptr, nullptr, &said),
            SQLITE_OK)
            << (said == nullptr ? "" : said);
        sqlite3_free(said);
        sqlite3_close(handle);
        return *this;
    }

    void approve(std::int64_t receipt) const {
        tracker{folder_.path("db")}.approve(receipt, {"prefecture office", "checked"});
    }
    [[nodiscard]] verification verify(const std::string& expected = {}) const {
        return tracker{folder_.path("db"), tracker::access::read}.verify(expected);
    }

    std::string head;

  private:
    scratch_folder folder_;
};

TEST(tampering, is_not_seen_where_there_is_none) {
    const tampered with;
    const verification found = with.verify(with.head);
    EXPECT_TRUE(found.is_clean());
    EXPECT_EQ(found.entries, 4U);
    EXPECT_EQ(found.head, with.head);
    EXPECT_EQ(found.expected_at, 4);
}

struct way {
    const char* sql;
    std::int64_t altered;
};

TEST(tampering, is_found_at_the_first_entry_that_is_another) {
    const std::vector<way> ways{
        {"UPDATE figure SET value = 6 WHERE id = 5", 2},
        {"UPDATE figure SET value = 999 WHERE id = 1", 1},
        {"UPDATE worded_figure SET text = '700余' WHERE figure = 6", 2},
        {"UPDATE worded_figure SET state = 'unreadable' WHERE figure = 2", 1},
        {"UPDATE figure SET slot = slot + 1 WHERE id = 9", 3},
        {"UPDATE entry SET note = 'another' WHERE number = 2", 2},
        {"UPDATE entry SET by_office = 'another' WHERE number = 4", 4},
        {"UPDATE entry SET recorded_at = recorded_at - 1 WHERE number = 3", 3},
        {"UPDATE entry SET received = received - 30 WHERE number = 1", 1},
        {"UPDATE entry SET is_provisional = 0 WHERE number = 1", 1},
        {"UPDATE entry SET kind = 'withdrawal' WHERE number = 3", 3},
        {"UPDATE document SET text = replace(text, 'P', 'Q')", 1},
        {"UPDATE document SET digest = zeroblob(32)", 1},
        {"UPDATE place SET code = '990109' WHERE code = '990101'", 1},
        {"UPDATE slot SET period = '2016-04' WHERE period = '2016-02' AND indicator = 'talks'", 2},
        {"DELETE FROM finding WHERE entry = 2", 2},
        {"DELETE FROM finding WHERE entry = 2; UPDATE judgement SET program = 'another'", 2},
        {"UPDATE finding SET severity = 'hint' WHERE entry = 3", 3},
        {"UPDATE finding SET is_answered = 1 WHERE entry = 1", 1},
        {"UPDATE finding SET message_en = 'all is well' WHERE entry = 2", 2},
        {"DELETE FROM entry WHERE number = 4; INSERT INTO entry SELECT 4, 'withdrawal', "
         "recorded_at, "
         "place, first_day, last_day, office, by_office, note, received, is_provisional, number, "
         "answers, codebook, places, units, designations, explanations, first_figure, 0, content, "
         "digest FROM entry WHERE number = 3",
         4},
        {"DELETE FROM entry WHERE number = 4; DELETE FROM finding WHERE entry = 2; DELETE FROM "
         "entry "
         "WHERE number = 2",
         2},
    };
    for (const way& each : ways) {
        SCOPED_TRACE(each.sql);
        tampered here;
        const verification found = here.with(each.sql).verify();
        EXPECT_FALSE(found.is_clean());
        EXPECT_EQ(found.altered, each.altered);
        for (const bilingual& problem : found.problems) {
            EXPECT_FALSE(problem.en.empty());
            EXPECT_FALSE(problem.zh.empty());
        }
    }
}

TEST(tampering, with_figures_of_no_entry_is_seen) {
    tampered here;
    EXPECT_FALSE(here.with("INSERT INTO figure VALUES (13, 2, 1, 7)").verify().is_clean());
}

TEST(tampering, with_what_nothing_that_was_recorded_has_is_seen) {
    for (const char* const sql : {
             "INSERT INTO worded_figure VALUES (1, 'reported', '5万')",
             "INSERT INTO finding VALUES (4, 'a', 'b', 'hint', 'c', 'd', 'e', 0)",
             "INSERT INTO filed VALUES (4, 'a', 'b', '2016-01', 1)",
             "INSERT INTO judgement VALUES (4, '0.1.0', NULL, NULL)",
             "INSERT INTO slot (indicator, extent, items, period, source, since) VALUES "
             "('talks', 'total', '', '1999-01', '', 1000000)",
             "INSERT INTO place (code, since) VALUES ('990109', 0)",
             "CREATE TABLE another (id INTEGER)",
             "CREATE TRIGGER another AFTER INSERT ON entry BEGIN DELETE FROM filed; END",
             "DROP INDEX entry_of_report",
         }) {
        SCOPED_TRACE(sql);
        tampered here;
        const verification found = here.with(sql).verify();
        ASSERT_FALSE(found.is_clean());
        EXPECT_FALSE(found.problems.front().en.empty());
        EXPECT_FALSE(found.problems.front().zh.empty());
    }
}

// Whoever alters an entry and works its digest out anew is found out by the next one; whoever does
// it for all that follow, only by a digest that was noted.
TEST(tampering, with_digests_that_agree_is_seen_by_a_digest_that_was_noted) {
    tampered here;
    here.with("UPDATE entry SET note = 'another' WHERE number = 2");
    for (std::int64_t number = 2; number <= 4; ++number) {
        const verification found = here.verify();
        ASSERT_EQ(found.altered, number);
        ASSERT_EQ(found.problems.size(), 1U);
        const std::string& said = found.problems.front().en;
        const std::string digest = said.substr(said.size() - 64);
        here.with("UPDATE entry SET digest = x'" + digest +
                  "' WHERE number = " + std::to_string(number));
    }
    EXPECT_TRUE(here.verify().is_clean());
    EXPECT_FALSE(here.verify(here.head).is_clean());
}

TEST(tampering, that_takes_an_entry_out_is_no_slip_of_whoever_asks_for_it) {
    tampered here;
    here.with("DELETE FROM finding WHERE entry = 2; DELETE FROM entry WHERE number = 2");
    try {
        here.approve(2);
        FAIL() << "approves what is not there";
    } catch (const error& refused) {
        EXPECT_EQ(refused.code(), error_code::damaged_tracker);
    }
}

// A view in place of a table would be asked whatever its maker wants, and for as long.
TEST(tampering, with_a_view_in_place_of_a_table_keeps_readers_out) {
    tampered here;
    here.with(
        "ALTER TABLE filed RENAME TO kept; CREATE VIEW filed AS WITH RECURSIVE n(i) AS "
        "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS entry FROM n");
    EXPECT_THROW(here.approve(3), error);
}

// Rows of later entries would stand unseen behind one that says it came later still.
TEST(tampering, with_the_order_of_rows_keeps_others_out) {
    tampered here;
    here.with("INSERT INTO place (code, since) VALUES ('990109', 1000000)");
    EXPECT_THROW(here.approve(3), error);
}

TEST(tampering, with_times_and_deeds_that_cannot_be_is_seen) {
    for (const char* const sql :
         {"UPDATE entry SET recorded_at = 4611686018427387904 WHERE number = 3",
          "PRAGMA ignore_check_constraints = 1; UPDATE entry SET kind = 'foo' WHERE number = 4"}) {
        SCOPED_TRACE(sql);
        tampered here;
        here.with(sql);
        EXPECT_THROW(static_cast<void>(here.verify()), error);
    }
}

TEST(tampering, with_what_another_program_kept_is_told_apart) {
    tampered here;
    here.with("UPDATE judgement SET program = '0.0.1'; DELETE FROM finding WHERE entry = 2");
    const verification found = here.verify();
    EXPECT_EQ(found.altered, 2) << "that version may have seen it so, or somebody altered it";
    EXPECT_EQ(found.judged_otherwise, 1U);
    ASSERT_EQ(found.problems.size(), 1U);
    EXPECT_NE(found.problems.front().en.find("crossfoot 0.0.1"), std::string::npos);
}

TEST(tampering, is_looked_for_with_a_digest_as_it_was_written_down) {
    const tampered here;
    std::string capitals = here.head;
    for (char& each : capitals) {
        if (each >= 'a') each = static_cast<char>(each - 'a' + 'A');
    }
    EXPECT_EQ(here.verify(capitals).expected_at, 4);
    EXPECT_THROW(static_cast<void>(here.verify("abc")), error);
}

// What is cut off the end leaves a shorter ledger that agrees with itself: only what was noted
// elsewhere tells.
TEST(tampering, at_the_end_is_seen_by_a_digest_that_was_noted) {
    tampered here;
    here.with("DELETE FROM entry WHERE number = 4");
    EXPECT_TRUE(here.verify().is_clean());
    const verification found = here.verify(here.head);
    EXPECT_FALSE(found.is_clean());
    EXPECT_EQ(found.expected_at, std::nullopt);
}

TEST(tampering, an_older_head_says_how_far_the_ledger_is_what_it_was) {
    const tampered here;
    const verification all = here.verify();
    ASSERT_TRUE(all.is_clean());
    EXPECT_EQ(here.verify(all.head).expected_at, 4);
}

// The ledger is guarded against slips of the pen, too.
TEST(tampering, by_accident_is_refused_by_the_file_itself) {
    const scratch_folder folder;
    tracker::create(folder.path("db"));
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(folder.path("db").c_str(), &handle), SQLITE_OK);
    for (const char* const table : {"entry", "figure", "document"}) {
        sqlite3_stmt* found = nullptr;
        const std::string sql =
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND "
            "tbl_name = '" +
            std::string{table} + "'";
        ASSERT_EQ(sqlite3_prepare_v2(handle, sql.c_str(), -1, &found, nullptr), SQLITE_OK);
        ASSERT_EQ(sqlite3_step(found), SQLITE_ROW);
        EXPECT_EQ(sqlite3_column_int(found, 0), 2) << table;
        sqlite3_finalize(found);
    }
    sqlite3_close(handle);
}

}  // namespace
