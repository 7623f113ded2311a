#include <crossfoot/model/period.hpp>

#include <array>
#include <cstdint>
#include <span>

namespace crossfoot {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int first_year = 1;
constexpr int last_year = 9999;

sys_days start_of(int year, unsigned month) {
    return sys_days{std::chrono::year{year} / static_cast<int>(month) / 1};
}

sys_days end_of(int year, unsigned month) {
    return sys_days{std::chrono::year{year} / static_cast<int>(month) / std::chrono::last};
}

period months(int from_year, unsigned from, int to_year, unsigned to) {
    return period::days(start_of(from_year, from), end_of(to_year, to));
}

/// Takes pieces off the front of a text; a piece that is not there leaves it as it was.
class scanner {
  public:
    explicit scanner(std::string_view text) : rest_{text} {}

    bool take(std::string_view piece) {
        if (!rest_.starts_with(piece)) {
            return false;
        }
        rest_.remove_prefix(piece.size());
        return true;
    }
    bool take_any(std::span<const std::string_view> pieces) {
        for (const std::string_view piece : pieces) {
            if (take(piece)) {
                return true;
            }
        }
        return false;
    }
    /// A number of `least` to `most` digits.
    std::optional<int> number(std::size_t least, std::size_t most) {
        std::size_t length = 0;
        int value = 0;
        while (length < rest_.size() && length < most && rest_[length] >= '0' &&
               rest_[length] <= '9') {
            value = value * 10 + (rest_[length] - '0');
            ++length;
        }
        if (length < least) {
            return std::nullopt;
        }
        rest_.remove_prefix(length);
        return value;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] std::string_view rest() const { return rest_; }

  private:
    std::string_view rest_;
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

std::optional<int> read_year(scanner& text) {
    const std::optional<int> year = text.number(4, 4);
    if (!year || *year < first_year || *year > last_year) {
        return std::nullopt;
    }
    return year;
}

/// 1 to `most`, in Arabic or Chinese digits.
std::optional<unsigned> read_ordinal(scanner& text, unsigned most) {
    static constexpr std::array<std::string_view, 4> digits{"一", "二", "三", "四"};
    for (unsigned i = 0; i < digits.size(); ++i) {
        if (i < most && text.take(digits[i])) {
            return i + 1;
        }
    }
    const std::optional<int> number = text.number(1, 1);
    if (!number || *number < 1 || static_cast<unsigned>(*number) > most) {
        return std::nullopt;
    }
    return static_cast<unsigned>(*number);
}

std::optional<period> half(int year, unsigned which) {
    return which == 1 ? months(year, 1, year, 6) : months(year, 7, year, 12);
}

std::optional<period> quarter(int year, unsigned which) {
    return months(year, which * 3 - 2, year, which * 3);
}

/// What follows a year: a half or a quarter to the end of the text.
std::optional<period> read_part_of_year(int year, scanner text) {
    text.take("-");
    if (text.take("H") || text.take("h")) {
        const auto which = read_ordinal(text, 2);
        return which && text.at_end() ? half(year, *which) : std::nullopt;
    }
    if (text.take("Q") || text.take("q")) {
        const auto which = read_ordinal(text, 4);
        return which && text.at_end() ? quarter(year, *which) : std::nullopt;
    }
    if (text.take("上半年")) {
        return text.at_end() ? half(year, 1) : std::nullopt;
    }
    if (text.take("下半年")) {
        return text.at_end() ? half(year, 2) : std::nullopt;
    }
    text.take("第");
    if (const auto which = read_ordinal(text, 4)) {
        static constexpr std::array<std::string_view, 2> words{"季度", "季"};
        if (text.take_any(words) && text.at_end()) {
            return quarter(year, *which);
        }
    }
    return std::nullopt;
}

/// "2016", "2016年", "2016-12", "2016年12月", "2016-12-31" … without ranges.
std::optional<period> read_plain(std::string_view whole) {
    scanner text{trimmed(whole)};
    const std::optional<int> year = read_year(text);
    if (!year) {
        return std::nullopt;
    }
    if (text.at_end()) {
        return period::year(*year);
    }
    if (text.take("年")) {
        if (text.at_end() || text.rest() == "度" || text.rest() == "全年") {
            return period::year(*year);
        }
    }
    if (auto part = read_part_of_year(*year, text)) {
        return part;
    }
    static constexpr std::array<std::string_view, 3> separators{"-", ".", "/"};
    const bool separated = text.take_any(separators);
    // Without a separator a year is followed by exactly two digits of month: 201612, 20161231.
    const std::optional<int> month = separated || whole.find("年") != std::string_view::npos
                                         ? text.number(1, 2)
                                         : text.number(2, 2);
    if (!month || *month < 1 || *month > 12) {
        return std::nullopt;
    }
    if (text.at_end()) {
        return period::month(*year, static_cast<unsigned>(*month));
    }
    if (text.take("月") && text.at_end()) {
        return period::month(*year, static_cast<unsigned>(*month));
    }
    if (const std::optional<day> date = parse_day(trimmed(whole))) {
        return period::days(*date, *date);
    }
    return std::nullopt;
}

/// The position of the sign between the two ends of a range, and its length.
struct cut {
    std::size_t at = std::string_view::npos;
    std::size_t length = 0;
};

cut find_range_sign(std::string_view text) {
    static constexpr std::array<std::string_view, 6> signs{"至", "～", "~", "—", "–", "到"};
    // A slash stands between two ends that are each at least a year and a month: "2015-11/2016-04".
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos && slash >= 6) {
        return {slash, 1};
    }
    for (const std::string_view sign : signs) {
        if (const std::size_t at = text.find(sign); at != std::string_view::npos && at > 0) {
            return {at, sign.size()};
        }
    }
    if (const std::size_t dash = text.find("月-"); dash != std::string_view::npos) {
        return {dash + std::string_view{"月"}.size(), 1};
    }
    return {};
}

std::int64_t number_of(day when) {
    return when.time_since_epoch().count();
}

}  // namespace

std::string to_string(day when) {
    const year_month_day date{when};
    std::string text(10, '-');
    int year = static_cast<int>(date.year());
    for (std::size_t i = 4; i-- > 0;) {
        text[i] = static_cast<char>('0' + year % 10);
        year /= 10;
    }
    const unsigned month = static_cast<unsigned>(date.month());
    const unsigned of_month = static_cast<unsigned>(date.day());
    text[5] = static_cast<char>('0' + month / 10);
    text[6] = static_cast<char>('0' + month % 10);
    text[8] = static_cast<char>('0' + of_month / 10);
    text[9] = static_cast<char>('0' + of_month % 10);
    return text;
}

std::optional<day> parse_day(std::string_view whole) {
    scanner text{trimmed(whole)};
    const std::optional<int> year = read_year(text);
    if (!year) {
        return std::nullopt;
    }
    static constexpr std::array<std::string_view, 3> separators{"-", ".", "/"};
    const bool chinese = text.take("年");
    const bool separated = chinese || text.take_any(separators);
    const std::optional<int> month = separated ? text.number(1, 2) : text.number(2, 2);
    if (!month) {
        return std::nullopt;
    }
    if (chinese ? !text.take("月") : separated && !text.take_any(separators)) {
        return std::nullopt;
    }
    const std::optional<int> of_month = separated ? text.number(1, 2) : text.number(2, 2);
    if (!of_month) {
        return std::nullopt;
    }
    if (chinese) {
        text.take("日");
    }
    const year_month_day date = std::chrono::year{*year} / *month / *of_month;
    if (!text.at_end() || !date.ok()) {
        return std::nullopt;
    }
    return sys_days{date};
}

period period::year(int year) {
    return months(year, 1, year, 12);
}

period period::month(int year, unsigned month) {
    return months(year, month, year, month);
}

period period::days(day first, day last) {
    return period{first, last};
}

std::optional<period> period::parse(std::string_view text) {
    text = trimmed(text);
    if (auto plain = read_plain(text)) {
        return plain;
    }
    const cut sign = find_range_sign(text);
    if (sign.at == std::string_view::npos) {
        return std::nullopt;
    }
    const auto from = read_plain(text.substr(0, sign.at));
    if (!from) {
        return std::nullopt;
    }
    const std::string_view end = trimmed(text.substr(sign.at + sign.length));
    auto to = read_plain(end);
    if (!to) {
        // "2016年1至6月": the second month is of the same year.
        scanner month_only{end};
        const std::optional<int> month = month_only.number(1, 2);
        if (!month || *month < 1 || *month > 12 || !month_only.take("月") || !month_only.at_end()) {
            return std::nullopt;
        }
        const int year = static_cast<int>(year_month_day{from->first()}.year());
        to = period::month(year, static_cast<unsigned>(*month));
    }
    if (from->first() > to->last() || from->last() > to->last()) {
        return std::nullopt;
    }
    return period{from->first(), to->last()};
}

namespace {

/// Months since the year 0; of a day the month that it lies in.
int month_number(day when) {
    const year_month_day date{when};
    return static_cast<int>(date.year()) * 12 +
           static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

bool is_of_whole_months(const period& when) {
    const year_month_day first{when.first()};
    const year_month_day last{when.last()};
    return static_cast<unsigned>(first.day()) == 1 &&
           sys_days{last.year() / last.month() / std::chrono::last} == when.last();
}

/// From one month to another, both included; no value where that is no year of the calendar.
std::optional<period> from_months(int first, int last) {
    if (first < first_year * 12 || last / 12 > last_year) {
        return std::nullopt;
    }
    return months(first / 12,
                  static_cast<unsigned>(first % 12) + 1,
                  last / 12,
                  static_cast<unsigned>(last % 12) + 1);
}

/// The same day a year before.
day year_before(day when) {
    const year_month_day date{when};
    const year_month_day moved = (date.year() - std::chrono::years{1}) / date.month() / date.day();
    return moved.ok() ? sys_days{moved}
                      : sys_days{moved.year() / moved.month() / std::chrono::last};
}

}  // namespace

std::optional<period> previous_of(const period& when) {
    if (is_of_whole_months(when)) {
        const int first = month_number(when.first());
        const int length = month_number(when.last()) - first + 1;
        return from_months(first - length, first - 1);
    }
    const auto length = when.last() - when.first() + std::chrono::days{1};
    const day first = when.first() - length;
    if (first < start_of(first_year, 1)) {
        return std::nullopt;
    }
    return period::days(first, when.first() - std::chrono::days{1});
}

std::optional<period> year_before(const period& when) {
    if (when.first() < start_of(first_year + 1, 1)) {
        return std::nullopt;
    }
    if (is_of_whole_months(when)) {
        return from_months(month_number(when.first()) - 12, month_number(when.last()) - 12);
    }
    return period::days(year_before(when.first()), year_before(when.last()));
}

std::vector<period> parts_of(const period& when, int length) {
    std::vector<period> parts;
    if (!is_of_whole_months(when)) {
        return parts;
    }
    const int first = month_number(when.first());
    const int behind = month_number(when.last()) + 1;
    if (first % length != 0 || behind % length != 0 || behind - first <= length) {
        return parts;
    }
    for (int month = first; month < behind; month += length) {
        parts.push_back(*from_months(month, month + length - 1));
    }
    return parts;
}

std::strong_ordering operator<=>(const period& a, const period& b) noexcept {
    if (const auto order = number_of(a.first_) <=> number_of(b.first_); order != nullptr) {
        return order;
    }
    return number_of(b.last_) <=> number_of(a.last_);
}

namespace {

/// What the days of a period are called.
struct calendar_name {
    enum class kind { year, half, quarter, month, one_day, months, any };
    kind is = kind::any;
    year_month_day first;
    year_month_day last;

    explicit calendar_name(const period& when) : first{when.first()}, last{when.last()} {
        const unsigned from = static_cast<unsigned>(first.month());
        const unsigned to = static_cast<unsigned>(last.month());
        const bool whole_months =
            static_cast<unsigned>(first.day()) == 1 &&
            sys_days{last.year() / last.month() / std::chrono::last} == when.last();
        if (when.first() == when.last()) {
            is = kind::one_day;
        } else if (!whole_months) {
            is = kind::any;
        } else if (first.year() != last.year()) {
            is = kind::months;
        } else if (from == 1 && to == 12) {
            is = kind::year;
        } else if ((from == 1 && to == 6) || (from == 7 && to == 12)) {
            is = kind::half;
        } else if (from % 3 == 1 && to == from + 2) {
            is = kind::quarter;
        } else {
            is = from == to ? kind::month : kind::months;
        }
    }
    [[nodiscard]] unsigned part() const {
        const unsigned from = static_cast<unsigned>(first.month());
        return is == kind::half ? (from + 5) / 6 : (from + 2) / 3;
    }
};

std::string month_text(const year_month_day& date) {
    return to_string(sys_days{date}).substr(0, 7);
}

std::string chinese_month(const year_month_day& date) {
    return std::to_string(static_cast<int>(date.year())) + "年" +
           std::to_string(static_cast<unsigned>(date.month())) + "月";
}

std::string chinese_day(const year_month_day& date) {
    return chinese_month(date) + std::to_string(static_cast<unsigned>(date.day())) + "日";
}

}  // namespace

std::string to_string(const period& when) {
    const calendar_name name{when};
    const std::string year = to_string(when.first()).substr(0, 4);
    switch (name.is) {
    case calendar_name::kind::year: return year;
    case calendar_name::kind::half: return year + "-H" + std::to_string(name.part());
    case calendar_name::kind::quarter: return year + "-Q" + std::to_string(name.part());
    case calendar_name::kind::month: return month_text(name.first);
    case calendar_name::kind::one_day: return to_string(when.first());
    case calendar_name::kind::months: return month_text(name.first) + "/" + month_text(name.last);
    case calendar_name::kind::any: break;
    }
    return to_string(when.first()) + "/" + to_string(when.last());
}

std::string to_chinese(const period& when) {
    static constexpr std::array<std::string_view, 4> ordinals{"一", "二", "三", "四"};
    const calendar_name name{when};
    const std::string year = std::to_string(static_cast<int>(name.first.year())) + "年";
    switch (name.is) {
    case calendar_name::kind::year: return year;
    case calendar_name::kind::half: return year + (name.part() == 1 ? "上半年" : "下半年");
    case calendar_name::kind::quarter:
        return year + "第" + std::string{ordinals[name.part() - 1]} + "季度";
    case calendar_name::kind::month: return chinese_month(name.first);
    case calendar_name::kind::one_day: return chinese_day(name.first);
    case calendar_name::kind::months:
        return chinese_month(name.first) + "至" + chinese_month(name.last);
    case calendar_name::kind::any: break;
    }
    return chinese_day(name.first) + "至" + chinese_day(name.last);
}

}  // namespace crossfoot
