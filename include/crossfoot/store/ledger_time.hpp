#pragma once

#include <crossfoot/model/period.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace crossfoot {

/// When something was recorded: microseconds since 1970 in UTC.
using ledger_time = std::chrono::sys_time<std::chrono::microseconds>;

/// The time in the zone of this machine, to the second: "2016-04-20 09:30:12".
[[nodiscard]] std::string to_string(ledger_time when);

/// The day in the zone of this machine.
[[nodiscard]] day day_of_recording(ledger_time when);

/// When a day begins in the zone of this machine; no value where it cannot tell.
[[nodiscard]] std::optional<ledger_time> beginning_of(day which);

/// Reads "2016-04-20 09:30:12" (a T may stand between), "2016-04-20 09:30", or "2016-04-20": the
/// last microsecond of that second, or of that day, in the zone of this machine. No value where it
/// is no such time.
[[nodiscard]] std::optional<ledger_time> parse_ledger_time(std::string_view text);

}  // namespace crossfoot
