#include "database.hpp"

#include <crossfoot/number/error.hpp>

#include <sqlite3.h>

#include <system_error>
#include <utility>

namespace crossfoot::detail {

namespace {

// A report of a county takes a moment, one of a nation some twenty seconds.
constexpr int longest_wait = 60'000;  // milliseconds

bilingual refused_because(std::string_view en, std::string_view zh) {
    return {"the tracker " + std::string{en} + "; nothing was changed",
            "台账" + std::string{zh} + "；未作任何更改"};
}

/// What an answer means for whoever uses the file, and what to do.
error error_of(int answer, const std::string& name, const char* said) {
    const std::string reason = said == nullptr ? "" : said;
    switch (answer & 0xff) {
    case SQLITE_NOTADB:
        return {error_code::not_a_tracker,
                name,
                {"is no tracker: expected a file that `crossfoot track init` made",
                 "不是台账：应为 `crossfoot track init` 建立的文件"}};
    case SQLITE_ERROR:  // its tables are not those that are asked
    case SQLITE_CORRUPT:
        return {error_code::damaged_tracker,
                name,
                {"is damaged (" + reason + "): expected a whole file; go back to a backup of it",
                 "已损坏（" + reason + "）：应为完整的文件；请改用备份"}};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {error_code::tracker_refused,
                name,
                refused_because("is in use by another program: try again when it has ended",
                                "正被其他程序占用：请待其结束后再试")};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {
            error_code::tracker_refused,
            name,
            refused_because("may not be written: expected a file and a folder that you may write",
                            "不可写入：应对文件及其所在文件夹有写权限")};
    case SQLITE_CANTOPEN:
        return {error_code::tracker_refused,
                name,
                refused_because("cannot be opened: expected a file that you may read, in a folder "
                                "that you may write",
                                "无法打开：应对文件有读权限，对其所在文件夹有写权限")};
    case SQLITE_FULL:
        return {error_code::tracker_refused,
                name,
                refused_because("finds the disk full: make room and do it again",
                                "所在磁盘已满：请清理空间后重试")};
    default:
        return {error_code::tracker_refused,
                name,
                refused_because("was refused by the machine (" + reason +
                                    "): look after the disk, then do it again",
                                "被系统拒绝（" + reason + "）：请检查磁盘后重试")};
    }
}

}  // namespace

database::database(const std::filesystem::path& file, open_for what) : name_{file.string()} {
    std::error_code unknown;
    if (std::filesystem::is_directory(file, unknown)) {
        throw error{error_code::not_a_tracker,
                    name_,
                    {"is a folder: expected a file that `crossfoot track init` made",
                     "是文件夹：应为 `crossfoot track init` 建立的文件"}};
    }
    // To open a pipe is to wait for whoever writes to it.
    if (std::filesystem::exists(file, unknown) &&
        !std::filesystem::is_regular_file(file, unknown)) {
        throw error_of(SQLITE_NOTADB, name_, nullptr);
    }
    if (std::filesystem::hard_link_count(file, unknown) > 1 && !unknown) {
        throw error{
            error_code::tracker_refused,
            name_,
            refused_because("has several names (hard links), each of which would have a log "
                            "of its own: expected one name",
                            "有多个名称（硬链接），各自会有单独的日志：应只有一个名称")};
    }
    // A file that is not there is not made: see make_file.
    const int flags = (what == open_for::writing ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int answer = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
    if (answer != SQLITE_OK) {
        sqlite3_close_v2(std::exchange(handle_, nullptr));
        std::error_code ignored;
        if (!std::filesystem::exists(file, ignored) && !ignored) {
            throw error{error_code::tracker_refused,
                        name_,
                        {"is not there: expected a tracker; `crossfoot track init` makes one",
                         "不存在：应为台账文件，可用 `crossfoot track init` 建立"}};
        }
        throw error_of(answer, name_, sqlite3_errstr(answer));
    }
    sqlite3_busy_timeout(handle_, longest_wait);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    may_write_ = what == open_for::writing;
}

database::~database() {
    sqlite3_close_v2(handle_);
}

database::database(database&& other) noexcept
    : handle_{std::exchange(other.handle_, nullptr)},
      name_{std::move(other.name_)},
      may_write_{other.may_write_} {}

database& database::operator=(database&& other) noexcept {
    std::swap(handle_, other.handle_);
    std::swap(name_, other.name_);
    std::swap(may_write_, other.may_write_);
    return *this;
}

void database::refuse(int answer) const {
    throw error_of(answer, name_, handle_ == nullptr ? nullptr : sqlite3_errmsg(handle_));
}

void database::expect_good(int answer) const {
    if (answer != SQLITE_OK && answer != SQLITE_DONE && answer != SQLITE_ROW) refuse(answer);
}

void database::expect_in_place() const {
    int has_moved = 0;
    expect_good(sqlite3_file_control(handle_, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved));
    if (has_moved == 0) return;
    throw error{error_code::tracker_refused,
                name_,
                refused_because("was removed, renamed or replaced while it was open: open it again",
                                "在打开期间被移走、改名或替换：请重新打开")};
}

void database::throw_damaged(const bilingual& what) const {
    throw error{error_code::damaged_tracker,
                name_,
                {"is damaged: " + what.en + "; go back to a backup",
                 "已损坏：" + what.zh + "；请改用备份"}};
}

void database::use_write_ahead_log() {
    statement asked{*this, "PRAGMA journal_mode = WAL"};
    if (asked.next() && asked.text(0) == "wal") return;
    throw error{error_code::tracker_refused,
                name_,
                refused_because("cannot have a write-ahead log there: expected a local disk",
                                "所在位置无法使用预写日志：应放在本地磁盘上")};
}

void database::run(const char* sql) {
    expect_good(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
}

std::int64_t database::number(const char* sql) {
    statement asked{*this, sql};
    return asked.next() ? asked.number(0) : 0;
}

statement::statement(database& of, std::string_view sql) : of_{of} {
    of.expect_good(sqlite3_prepare_v3(of.handle(),
                                      sql.data(),
                                      static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT,
                                      &handle_,
                                      nullptr));
}

statement::~statement() {
    sqlite3_finalize(handle_);
}

statement::statement(statement&& other) noexcept
    : of_{other.of_}, handle_{std::exchange(other.handle_, nullptr)} {}

statement& statement::bind(int parameter, std::int64_t value) {
    of_.expect_good(sqlite3_bind_int64(handle_, parameter, value));
    return *this;
}

statement& statement::bind(int parameter, std::string_view text) {
    // A null pointer would be no text at all.
    const char* const begin = text.data() == nullptr ? "" : text.data();
    of_.expect_good(
        sqlite3_bind_text64(handle_, parameter, begin, text.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

statement& statement::bind(int parameter, std::span<const unsigned char> bytes) {
    // A null pointer would be no bytes at all.
    const void* const begin = bytes.empty() ? static_cast<const void*>("") : bytes.data();
    of_.expect_good(sqlite3_bind_blob64(handle_, parameter, begin, bytes.size(), SQLITE_STATIC));
    return *this;
}

statement& statement::bind_nothing(int parameter) {
    of_.expect_good(sqlite3_bind_null(handle_, parameter));
    return *this;
}

statement& statement::bind(int parameter, const std::optional<std::int64_t>& value) {
    return value ? bind(parameter, *value) : bind_nothing(parameter);
}

bool statement::next() {
    const int answer = sqlite3_step(handle_);
    if (answer == SQLITE_ROW) return true;
    sqlite3_reset(handle_);
    of_.expect_good(answer);
    return false;
}

void statement::run() {
    while (next()) {
    }
}

std::int64_t statement::only_number() {
    const std::int64_t found = next() ? number(0) : 0;
    run();
    return found;
}

std::int64_t statement::insert() {
    run();
    return sqlite3_last_insert_rowid(of_.handle());
}

void statement::reset() {
    sqlite3_reset(handle_);
}

std::int64_t statement::number(int column) const {
    return sqlite3_column_int64(handle_, column);
}

std::string_view statement::text(int column) const {
    const unsigned char* const begin = sqlite3_column_text(handle_, column);
    if (begin == nullptr) return {};
    return {reinterpret_cast<const char*>(begin),
            static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::span<const unsigned char> statement::bytes(int column) const {
    const auto* const begin =
        static_cast<const unsigned char*>(sqlite3_column_blob(handle_, column));
    return {begin, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

bool statement::is_nothing(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

std::optional<std::int64_t> statement::maybe_number(int column) const {
    return is_nothing(column) ? std::nullopt : std::optional{number(column)};
}

transaction::transaction(database& of, kind what) : of_{of} {
    of.run(what == kind::writing ? "BEGIN IMMEDIATE" : "BEGIN");
}

transaction::~transaction() {
    if (is_open_) sqlite3_exec(of_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void transaction::keep() {
    of_.expect_in_place();
    of_.run("COMMIT");
    is_open_ = false;
}

void copy_database(database& from, const std::filesystem::path& to) {
    database copy{to, open_for::writing};
    sqlite3_backup* const work = sqlite3_backup_init(copy.handle(), "main", from.handle(), "main");
    if (work == nullptr) copy.expect_good(sqlite3_extended_errcode(copy.handle()));
    const int answer = sqlite3_backup_step(work, -1);
    sqlite3_backup_finish(work);
    copy.expect_good(answer);
    // One file by itself, without those of a write-ahead log beside it.
    copy.run("PRAGMA journal_mode = DELETE");
}

}  // namespace crossfoot::detail
