#pragma once

#include <crossfoot/store/tracker.hpp>

#include "program.hpp"

#include <optional>
#include <string>

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

/// The one of two texts.
[[nodiscard]] inline std::string say(language which, std::string_view en, std::string_view zh) {
    return std::string{which == language::en ? en : zh};
}

[[nodiscard]] std::string in_words(entry_kind kind, language which);
[[nodiscard]] std::string in_words(report_standing standing, language which);

/// Adds the commands that only look.
void add_track_views(command& to);

}  // namespace crossfoot::program
