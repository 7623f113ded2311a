#include <crossfoot/model/period.hpp>
#include <crossfoot/store/ledger_time.hpp>

#include <fmt/format.h>

#include <charconv>
#include <ctime>

namespace crossfoot {

namespace {

/// Two digits of a text; no value where they are not there.
std::optional<int> two_digits(std::string_view text, std::size_t at) {
    int value = 0;
    if (text.size() < at + 2) return std::nullopt;
    const char* const begin = text.data() + at;
    const auto [end, failed] = std::from_chars(begin, begin + 2, value);
    return failed == std::errc{} && end == begin + 2 ? std::optional{value} : std::nullopt;
}

/// Local time, which may be beyond the end of a day.
std::optional<ledger_time> from_local(day date, int hours, int minutes, int seconds) {
    const std::chrono::year_month_day parts{date};
    std::tm local{};
    local.tm_year = static_cast<int>(parts.year()) - 1900;
    local.tm_mon = static_cast<int>(static_cast<unsigned>(parts.month())) - 1;
    local.tm_mday = static_cast<int>(static_cast<unsigned>(parts.day()));
    local.tm_hour = hours;
    local.tm_min = minutes;
    local.tm_sec = seconds;
    local.tm_isdst = -1;
    const std::time_t made = std::mktime(&local);
    if (made == static_cast<std::time_t>(-1)) return std::nullopt;
    // Not by way of the system's clock, whose nanoseconds end in the year 2262.
    return ledger_time{std::chrono::seconds{made}};
}

}  // namespace

std::string to_string(ledger_time when) {
    const std::time_t seconds =
        std::chrono::floor<std::chrono::seconds>(when).time_since_epoch().count();
    std::tm local{};
    if (::localtime_r(&seconds, &local) == nullptr) return {};
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
                       local.tm_year + 1900,
                       local.tm_mon + 1,
                       local.tm_mday,
                       local.tm_hour,
                       local.tm_min,
                       local.tm_sec);
}

day day_of_recording(ledger_time when) {
    const std::time_t seconds =
        std::chrono::floor<std::chrono::seconds>(when).time_since_epoch().count();
    std::tm local{};
    constexpr int last_year = 9999;
    if (::localtime_r(&seconds, &local) == nullptr || local.tm_year + 1900 > last_year ||
        local.tm_year + 1900 < 1) {
        return std::chrono::floor<std::chrono::days>(when);
    }
    return std::chrono::year{local.tm_year + 1900} /
           std::chrono::month{static_cast<unsigned>(local.tm_mon + 1)} /
           std::chrono::day{static_cast<unsigned>(local.tm_mday)};
}

std::optional<ledger_time> beginning_of(day which) {
    return from_local(which, 0, 0, 0);
}

std::optional<ledger_time> parse_ledger_time(std::string_view text) {
    constexpr std::size_t date_length = 10;
    const std::optional<day> date = parse_day(text.substr(0, date_length));
    if (!date) return std::nullopt;
    if (text.size() <= date_length) {
        const auto end = from_local(*date + std::chrono::days{1}, 0, 0, 0);
        return end ? std::optional{*end - std::chrono::microseconds{1}} : std::nullopt;
    }
    const bool has_seconds = text.size() == 19 && text[16] == ':';
    if ((text[date_length] != ' ' && text[date_length] != 'T') ||
        (text.size() != 16 && !has_seconds) || text[13] != ':') {
        return std::nullopt;
    }
    const auto hours = two_digits(text, 11);
    const auto minutes = two_digits(text, 14);
    const auto seconds = has_seconds ? two_digits(text, 17) : std::optional{0};
    if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59) {
        return std::nullopt;
    }
    // What was recorded within that second was recorded by then.
    const auto begin = from_local(*date, *hours, *minutes, *seconds);
    return begin ? std::optional{*begin + std::chrono::microseconds{999'999}} : std::nullopt;
}

}  // namespace crossfoot
