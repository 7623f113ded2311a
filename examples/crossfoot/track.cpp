#include "track.hpp"

#include <algorithm>
#include <charconv>

namespace crossfoot::program {

namespace {

std::optional<ledger_time> time_of(const std::string& text, const std::string& option) {
    if (text.empty()) return std::nullopt;
    const std::optional<ledger_time> made = parse_ledger_time(text);
    if (made) return made;
    throw usage_error(option + ": \"" + text + "\" is no time: expected 2016-04-20 09:30",
                      option + "：“" + text + "”不是时间：应如 2016-04-20 09:30");
}

}  // namespace

void print_recorded(std::string_view text, std::int64_t receipt) {
    try {
        print(text);
    } catch (const error& refused) {
        const std::string number = std::to_string(receipt);
        throw error{refused.code(),
                    refused.where(),
                    {refused.message().en + "; it was recorded all the same, as receipt " + number,
                     refused.message().zh + "；但已记录，回执为 " + number}};
    }
}

action action_of(const std::string& by, const std::string& note, const std::string& at) {
    action made{by, note, time_of(at, "--at")};
    // A day alone means its beginning here: nothing may be recorded before it is done.
    if (made.at && at.size() <= 10) made.at = beginning_of(day_of_recording(*made.at));
    // The second that has just begun is not in the future.
    const ledger_time now =
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    if (made.at && *made.at > now && *made.at - now < std::chrono::seconds{1}) made.at = now;
    return made;
}

void add_tracker(command& to, track_options& asked) {
    to.add_option("DB", asked.file, "The tracker's file").required();
    add_format(to,
               asked.format,
               {{"text", output_format::text},
                {"json", output_format::json},
                {"csv", output_format::csv}});
    add_language(to, asked.speech);
}

void add_as_of(command& to, track_options& asked) {
    to.add_option("--as-of",
                  asked.as_of,
                  "As it was known then: a time, the end of a day, or after a receipt")
        .shown_as("WHEN")
        .says_something();
}

tracker open_to_look(const std::string& file) {
    try {
        return tracker{file, tracker::access::read};
    } catch (const error& refused) {
        if (refused.code() != error_code::tracker_refused) throw;
        try {
            static_cast<void>(tracker{file});
        } catch (const error&) {
            throw error{refused};
        }
        return tracker{file, tracker::access::read};
    }
}

std::int64_t receipt_named(const std::string& text) {
    const std::string_view digits =
        text.starts_with('#') ? std::string_view{text}.substr(1) : std::string_view{text};
    std::int64_t number = 0;
    const char* const end = digits.data() + digits.size();
    const auto [behind, failed] = std::from_chars(digits.data(), end, number);
    if (failed == std::errc{} && behind == end && number > 0) return number;
    throw usage_error("\"" + text + "\" is no receipt: expected its number, such as 12",
                      "“" + text + "”不是回执：应为其编号，如 12");
}

std::int64_t entry_named(const tracker& from, const std::string& text, const std::string& option) {
    if (const std::optional<ledger_time> when = parse_ledger_time(text)) {
        return from.last_entry(when);
    }
    const bool is_number =
        !text.empty() &&
        text.find_first_not_of("0123456789", text.starts_with('#') ? 1 : 0) == std::string::npos;
    if (!is_number) {
        throw usage_error(
            option + ": \"" + text +
                "\" is no moment: expected 2016-04-20, 2016-04-20 09:30, or a receipt such as 12",
            option + "：“" + text + "”不是时点：应如 2016-04-20、2016-04-20 09:30，或回执编号 12");
    }
    const std::int64_t number = receipt_named(text);
    return from.entry_at(number).number;
}

std::int64_t entry_asked_for(const tracker& from, const track_options& asked) {
    return asked.as_of.empty() ? from.last_entry() : entry_named(from, asked.as_of, "--as-of");
}

day today() {
    return day_of_recording(
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()));
}

void add_track(command& to) {
    command track = to.add_command(
        "track", "Keep years of reports in one file: who reported what, when, and what is open");
    track.require_command();
    add_track_file(track);
    add_track_submit(track);
    add_track_actions(track);
    add_track_status(track);
    add_track_show(track);
    add_track_versions(track);
    add_track_progress(track);
}

}  // namespace crossfoot::program
