#include "schema.hpp"

#include <crossfoot/number/error.hpp>

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <vector>

namespace crossfoot::detail {

namespace {

// "CFtr", as `file` shows it.
constexpr std::int64_t our_id = 0x43467472;

/// What each version adds to the one before. A step that was released is never changed.
constexpr std::array<const char*, newest_schema> steps{{
    // 1: the ledger, its figures, and the texts that they refer to.
    R"sql(
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL
        CHECK (kind IN ('codebook', 'places', 'units', 'designations', 'explanations')),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    text TEXT NOT NULL,
    since INTEGER NOT NULL,
    UNIQUE (kind, digest)
) STRICT;
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    since INTEGER NOT NULL
) STRICT;
CREATE TABLE slot (
    id INTEGER PRIMARY KEY,
    indicator TEXT NOT NULL,
    extent TEXT NOT NULL CHECK (extent IN ('total', 'own')),
    items TEXT NOT NULL,
    period TEXT NOT NULL,
    source TEXT NOT NULL,
    since INTEGER NOT NULL,
    UNIQUE (indicator, period, extent, items, source)
) STRICT;
CREATE TABLE entry (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN
        ('submission', 'withdrawal', 'return', 'approval', 'reopening', 'answer')),
    recorded_at INTEGER NOT NULL,
    place INTEGER NOT NULL REFERENCES place (id),
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL CHECK (first_day <= last_day),
    office TEXT NOT NULL,
    by_office TEXT NOT NULL,
    note TEXT NOT NULL,
    received INTEGER,
    is_provisional INTEGER NOT NULL CHECK (is_provisional IN (0, 1)),
    about INTEGER REFERENCES entry (number),
    answers TEXT NOT NULL,
    codebook INTEGER REFERENCES document (id),
    places INTEGER REFERENCES document (id),
    units INTEGER REFERENCES document (id),
    designations INTEGER REFERENCES document (id),
    explanations INTEGER REFERENCES document (id),
    first_figure INTEGER NOT NULL,
    figures INTEGER NOT NULL CHECK (figures >= 0),
    content BLOB NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
CREATE INDEX entry_of_report ON entry (place, last_day, first_day, office);
-- In the order of coming in, so that those of a submission are a range of ids.
CREATE TABLE figure (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES place (id),
    slot INTEGER NOT NULL REFERENCES slot (id),
    value INTEGER
) STRICT;
-- Those that are no plain whole numbers; their value above is null.
CREATE TABLE worded_figure (
    figure INTEGER PRIMARY KEY REFERENCES figure (id),
    state TEXT NOT NULL CHECK (state IN ('reported', 'missing', 'not_applicable', 'below_unit',
        'suppressed', 'unreadable')),
    text TEXT NOT NULL
) STRICT;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
    BEGIN SELECT RAISE (ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
    BEGIN SELECT RAISE (ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER figure_stays BEFORE UPDATE ON figure
    BEGIN SELECT RAISE (ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER figure_is_kept BEFORE DELETE ON figure
    BEGIN SELECT RAISE (ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER document_stays BEFORE UPDATE ON document
    BEGIN SELECT RAISE (ABORT, 'a ledger is only added to'); END;
CREATE TRIGGER document_is_kept BEFORE DELETE ON document
    BEGIN SELECT RAISE (ABORT, 'a ledger is only added to'); END;
)sql",
    // 2: what follows from the figures of a submission, so that nobody has to judge them again.
    R"sql(
CREATE TABLE finding (
    entry INTEGER NOT NULL REFERENCES entry (number),
    key TEXT NOT NULL,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('error', 'query', 'hint')),
    message_en TEXT NOT NULL,
    message_zh TEXT NOT NULL,
    figures TEXT NOT NULL,
    is_answered INTEGER NOT NULL CHECK (is_answered IN (0, 1)),
    PRIMARY KEY (entry, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE filed (
    entry INTEGER NOT NULL REFERENCES entry (number),
    due TEXT NOT NULL,
    place TEXT NOT NULL,
    period TEXT NOT NULL,
    is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1)),
    PRIMARY KEY (entry, due, place, period)
) STRICT, WITHOUT ROWID;
)sql",
    // 3: which program judged a submission, and the days that its figures speak of: they may be
    // others than its name says.
    R"sql(
CREATE TABLE judgement (
    entry INTEGER PRIMARY KEY REFERENCES entry (number),
    program TEXT NOT NULL,
    first_day INTEGER,
    last_day INTEGER
) STRICT;
)sql",
}};

}  // namespace

const char* step_from(int version) {
    return steps[static_cast<std::size_t>(version)];
}

void make_file(const std::filesystem::path& file) {
    constexpr mode_t owner_alone = 0600;
    const int made = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, owner_alone);
    if (made < 0) {
        const int why = errno;
        if (why == EEXIST) {
            throw error{
                error_code::file_unwritable,
                file.string(),
                {"is there already: expected the name of a new file", "已存在：应为新文件的名称"}};
        }
        if (why == ENOENT) {
            throw error{error_code::file_unwritable,
                        file.string(),
                        {"cannot be made: its folder is not there", "无法建立：所在文件夹不存在"}};
        }
        const std::string reason = std::strerror(why);
        throw error{error_code::file_unwritable,
                    file.string(),
                    {"cannot be made: " + reason, "无法建立：" + reason}};
    }
    static_cast<void>(::close(made));
}

void remove_file(const std::filesystem::path& file) {
    for (const char* const end : {"", "-journal", "-wal", "-shm"}) {
        static_cast<void>(::unlink((file.string() + end).c_str()));
    }
}

void make_tables(database& of, int version) {
    // Before there is anything in it: it stays so.
    of.run("PRAGMA page_size = 8192");
    of.use_write_ahead_log();
    of.run("PRAGMA synchronous = FULL");
    transaction all{of, transaction::kind::writing};
    for (int step = 0; step < version; ++step) {
        of.run(step_from(step));
    }
    of.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", our_id, version)
               .c_str());
    all.keep();
}

namespace {

/// All that a database is made of, as it was told to make it.
std::vector<std::string> makings_of(database& of) {
    statement rows{of, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"};
    std::vector<std::string> made;
    while (rows.next()) {
        for (const int column : {0, 1, 2, 3}) {
            made.emplace_back(rows.text(column));
        }
    }
    return made;
}

}  // namespace

bool has_our_tables(database& of) {
    database fresh{":memory:", open_for::writing};
    for (int step = 0; step < newest_schema; ++step) {
        fresh.run(step_from(step));
    }
    return makings_of(of) == makings_of(fresh);
}

int version_of(database& of) {
    if (of.number("PRAGMA application_id") != our_id) {
        throw error{error_code::not_a_tracker,
                    of.name(),
                    {"is no tracker: expected a file that `crossfoot track init` made",
                     "不是台账：应为 `crossfoot track init` 建立的文件"}};
    }
    const std::int64_t version = of.number("PRAGMA user_version");
    if (version > newest_schema) {
        throw error{
            error_code::newer_tracker,
            of.name(),
            {fmt::format("is of a newer crossfoot (tables of version {}): this one reads up "
                         "to {}; use the newer program",
                         version,
                         newest_schema),
             fmt::format("由更新版本的crossfoot建立（表结构版本{}）：本程序最高支持{}；"
                         "请改用新版程序",
                         version,
                         newest_schema)}};
    }
    if (version < 1) {
        throw error{error_code::damaged_tracker,
                    of.name(),
                    {"is damaged (it has no version): expected a whole file; go back to a backup",
                     "已损坏（没有版本号）：应为完整的文件；请改用备份"}};
    }
    // What is asked of a table would be worked out by whoever made the file, for as long as he
    // likes.
    if (of.number("SELECT count(*) FROM sqlite_schema WHERE type = 'view' OR "
                  "sql LIKE 'CREATE VIRTUAL%'") > 0) {
        of.throw_damaged({"it has views, which no tracker is made with", "含有台账不应有的视图"});
    }
    return static_cast<int>(version);
}

}  // namespace crossfoot::detail
