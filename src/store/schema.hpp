#pragma once

#include "database.hpp"

#include <filesystem>

// The tables of a tracker, and how older ones become newer ones.
namespace crossfoot::detail {

/// The version of the tables that this program writes.
inline constexpr int newest_schema = 3;

/// Makes an empty file for its owner alone. Throws `error` (file_unwritable) where it is there.
void make_file(const std::filesystem::path& file);
/// Removes one that could not be filled, and what SQLite may have left beside it.
void remove_file(const std::filesystem::path& file);

/// Puts the tables of a version into an empty database.
void make_tables(database& of, int version = newest_schema);

/// Opens a tracker, and says which version its tables have. Throws `error` (not_a_tracker,
/// newer_tracker, damaged_tracker, tracker_refused).
[[nodiscard]] int version_of(database& of);

/// Whether its tables, indices and triggers are those of the newest version, and no others.
[[nodiscard]] bool has_our_tables(database& of);

/// The statements that lead from a version to the next one.
[[nodiscard]] const char* step_from(int version);

}  // namespace crossfoot::detail
