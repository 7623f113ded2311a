#pragma once

#include <crossfoot/store/tracker.hpp>

#include "program.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What the commands of `crossfoot track` share.
namespace crossfoot::program {

/// What every one of them is asked.
struct track_options {
    std::string file;
    std::string as_of;  ///< a time, a day or a receipt; "" for now
    output_format format = output_format::text;
    language speech = language::en;
};

/// Adds the file, `--format` and `--lang`.
void add_tracker(command& to, track_options& asked);
/// Adds `--as-of`.
void add_as_of(command& to, track_options& asked);

/// Opens a tracker for commands that only look. One of an older crossfoot is brought up to date
/// first, if it may be written.
[[nodiscard]] tracker open_to_look(const std::string& file);

/// The last entry that is asked about: a receipt, or what was recorded by a time.
[[nodiscard]] std::int64_t entry_named(const tracker& from,
                                       const std::string& text,
                                       const std::string& option);
/// That of `--as-of`.
[[nodiscard]] std::int64_t entry_asked_for(const tracker& from, const track_options& asked);
/// A receipt, as it was written.
[[nodiscard]] std::int64_t receipt_named(const std::string& text);

/// The day today.
[[nodiscard]] day today();

/// Who acts, when and why, as options have it.
[[nodiscard]] action action_of(const std::string& by,
                               const std::string& note,
                               const std::string& at);

/// Prints what was recorded. Where that cannot be written, the error says that it was recorded all
/// the same.
void print_recorded(std::string_view text, std::int64_t receipt);

/// Each adds some of the commands.
void add_track_file(command& to);      ///< init, export, backup, verify
void add_track_submit(command& to);    ///< submit
void add_track_actions(command& to);   ///< withdraw, return, approve, reopen, answer
void add_track_status(command& to);    ///< status
void add_track_show(command& to);      ///< show
void add_track_versions(command& to);  ///< history, diff
void add_track_progress(command& to);  ///< progress

}  // namespace crossfoot::program
