#pragma once

#include <crossfoot/number/bilingual.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

// SQLite, as far as the store needs it: what it refuses is thrown as `error`, and says what to do.
namespace crossfoot::detail {

/// Whether a database may be written.
enum class open_for { reading, writing };

/// A connection to a database file.
class database {
  public:
    /// Opens a file that is there. Throws `error` (tracker_refused, not_a_tracker,
    /// damaged_tracker).
    database(const std::filesystem::path& file, open_for what);
    ~database();
    database(database&& other) noexcept;
    database& operator=(database&& other) noexcept;
    database(const database&) = delete;
    database& operator=(const database&) = delete;

    /// Runs statements without parameters.
    void run(const char* sql);
    /// The first column of the first row of a statement without parameters.
    [[nodiscard]] std::int64_t number(const char* sql);
    /// Whether what it holds may be written.
    [[nodiscard]] bool may_write() const noexcept { return may_write_; }
    /// The file, as it was named.
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    /// For what has no other way: backups.
    [[nodiscard]] sqlite3* handle() noexcept { return handle_; }
    /// Throws what an answer of SQLite means, if it is no good one.
    void expect_good(int answer) const;
    /// Throws `error` (tracker_refused) where its name is no longer that of the file that is open:
    /// what is written would never be seen again.
    void expect_in_place() const;
    /// Goes over to a write-ahead log. Throws `error` (tracker_refused) where that cannot be had.
    void use_write_ahead_log();
    /// Throws `error` (damaged_tracker): what it holds is nothing that was written.
    [[noreturn]] void throw_damaged(const bilingual& what) const;

  private:
    [[noreturn]] void refuse(int answer) const;

    sqlite3* handle_ = nullptr;
    std::string name_;
    bool may_write_ = false;
};

/// A statement that is run again and again. Parameters count from 1, columns from 0.
class statement {
  public:
    /// `of` must outlive it.
    statement(database& of, std::string_view sql);
    ~statement();
    statement(statement&& other) noexcept;
    statement& operator=(statement&&) = delete;
    statement(const statement&) = delete;
    statement& operator=(const statement&) = delete;

    /// Gives a parameter its value; texts and bytes must stay until the statement has run.
    statement& bind(int parameter, std::int64_t value);
    statement& bind(int parameter, std::string_view text);
    statement& bind(int parameter, std::span<const unsigned char> bytes);
    statement& bind_nothing(int parameter);
    /// The same where there may be no value.
    statement& bind(int parameter, const std::optional<std::int64_t>& value);

    /// Goes on to the next row; false where there is none, and then it can be run again.
    bool next();
    /// Runs one that gives no rows.
    void run();
    /// Runs one that gives one row, and gives its first column.
    std::int64_t only_number();
    /// Runs it and gives the id of the row that it adds: RETURNING would make a table for it.
    std::int64_t insert();
    /// Forgets the row that it stands at: it can be run again.
    void reset();

    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::span<const unsigned char> bytes(int column) const;
    [[nodiscard]] bool is_nothing(int column) const;
    [[nodiscard]] std::optional<std::int64_t> maybe_number(int column) const;

  private:
    database& of_;
    sqlite3_stmt* handle_ = nullptr;
};

/// What is done together or not at all; what is not kept is undone.
class transaction {
  public:
    enum class kind {
        reading,  ///< sees one state of the file
        writing,  ///< nobody else writes meanwhile
    };
    transaction(database& of, kind what);
    ~transaction();
    transaction(const transaction&) = delete;
    transaction& operator=(const transaction&) = delete;

    /// What was done is on the disk when this returns.
    void keep();

  private:
    database& of_;
    bool is_open_ = true;
};

/// Copies a database, as it is now, into a file that is there and empty.
void copy_database(database& from, const std::filesystem::path& to);

}  // namespace crossfoot::detail
