#include "personal_numbers.hpp"

#include "text_tools.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>

namespace crossfoot::detail {

namespace {

constexpr std::size_t identity_length = 18;
constexpr std::size_t mobile_length = 11;

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

/// The bytes of an X, of either width or of a letter that looks like one, that stands here; 0 where
/// none does.
std::size_t length_of_x(std::string_view text, std::size_t i) {
    static constexpr std::array<std::string_view, 7> forms{"X", "x", "Ｘ", "ｘ", "Х", "х", "×"};
    for (const std::string_view form : forms) {
        if (text.substr(i).starts_with(form)) return form.size();
    }
    return 0;
}

/// The bytes of a sign that people put between the groups of a long number; 0 where none stands.
std::size_t length_of_separator(std::string_view text, std::size_t i) {
    static constexpr std::array<std::string_view, 17> forms{
        " ",
        "\t",
        "-",
        "_",
        ".",
        "'",
        "·",
        "\xC2\xA0",
        "\xE3\x80\x80",
        "‐",
        "‑",
        "–",
        "—",
        "－",
        // of no width: space, joiner, byte order mark
        "\xE2\x80\x8B",
        "\xE2\x81\xA0",
        "\xEF\xBB\xBF"};
    for (const std::string_view form : forms) {
        if (text.substr(i).starts_with(form)) return form.size();
    }
    return 0;
}

/// Digits that stand together; an X may end them.
struct digit_group {
    std::string digits;          ///< full-width ones made ASCII
    std::size_t at = 0;          ///< the byte that they begin at
    std::size_t digit_size = 1;  ///< bytes of the first digit
    bool continues = false;      ///< only a separator stands before them
    std::string_view separator;  ///< where it does
};

/// A digit of either width that stands here, as ASCII, and its bytes; none where there is no digit.
struct found_digit {
    char digit = 0;
    std::size_t bytes = 0;
};

found_digit digit_at(std::string_view text, std::size_t i) {
    constexpr std::string_view full_width_lead = "\xEF\xBC";
    constexpr unsigned full_width_zero = 0x90U;
    if (text[i] >= '0' && text[i] <= '9') return {text[i], 1};
    if (i + 2 < text.size() && text.compare(i, full_width_lead.size(), full_width_lead) == 0) {
        const unsigned value = byte_at(text, i + 2) - full_width_zero;
        if (value <= 9U) return {static_cast<char>('0' + value), 3};
    }
    return {};
}

/// The bytes of a text from `at` on in a word; behind its end there are zeros.
std::uint64_t eight_bytes_at(std::string_view text, std::size_t at) {
    std::uint64_t word = 0;
    const std::size_t rest = text.size() - at;
    if (rest >= sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
    } else if (std::endian::native == std::endian::little && text.size() >= sizeof word) {
        // Quicker than to copy a few: the last eight, without those before.
        std::memcpy(&word, text.data() + text.size() - sizeof word, sizeof word);
        word >>= 8 * (sizeof word - rest);
    } else {
        std::memcpy(&word, text.data() + at, rest);
    }
    return word;
}

/// How many bytes of a text may belong to a digit of either width: never fewer than its digits.
/// `where` are those in the first 64 bytes, from its lowest bit on.
struct digit_bytes {
    std::size_t count = 0;
    std::uint64_t where = 0;
    bool is_wide = false;  ///< whether there may be full-width ones
};

digit_bytes digit_bytes_of(std::string_view text) {
    constexpr std::uint64_t each = 0x0101010101010101U;
    constexpr std::uint64_t high = each * 0x80U;
    digit_bytes found;
    for (std::size_t at = 0; at < text.size(); at += 8) {
        const std::uint64_t word = eight_bytes_at(text, at);
        // In each byte the highest bit: whether it is '0' to '9', or 0xEF, with which those of full
        // width begin.
        const std::uint64_t value = word ^ (each * '0');
        const std::uint64_t is_digit = ~(((value & ~high) + each * 0x76U) | value) & high;
        const std::uint64_t other = word ^ (each * 0xEFU);
        const std::uint64_t is_lead = ~(((other & ~high) + each * 0x7FU) | other) & high;
        found.count += ((is_digit | is_lead) >> 7U) * each >> 56U;  // adds up the bytes
        found.is_wide = found.is_wide || is_lead != 0;
        if (at < 64) {
            constexpr std::uint64_t gather = 0x0102040810204080U;  // eight bits side by side
            found.where |= ((is_digit >> 7U) * gather >> 56U) << at;
        }
    }
    return found;
}

}  // namespace

bool may_hold_personal_number(std::string_view text, column_kind kind) {
    // The last of an identity number may be an X.
    const std::size_t fewest = kind == column_kind::text ? mobile_length : identity_length - 1;
    if (text.size() < fewest) return false;
    const digit_bytes digits = digit_bytes_of(text);
    if (digits.count < fewest) return false;
    if (std::endian::native != std::endian::little || digits.is_wide || text.size() > 64 ||
        digits.count >= identity_length - 1) {
        return true;
    }
    // Digits that all stand together are a mobile number of themselves or behind 86, 086 or 0086.
    const std::uint64_t from_first = digits.where >> std::countr_zero(digits.where);
    const bool stand_together = (from_first & (from_first + 1)) == 0;
    return !stand_together || digits.count == mobile_length ||
           (digits.count >= mobile_length + 2 && digits.count <= mobile_length + 4);
}

namespace {

std::vector<digit_group> digit_groups(std::string_view text) {
    constexpr std::size_t widest_separator = 3;  // signs, as in " - "
    std::vector<digit_group> groups;
    std::size_t end_of_last = std::string_view::npos;  // while only separators have followed
    std::size_t separators = 0;
    bool is_open = false;
    const auto add = [&](char digit, std::size_t at, std::size_t size) {
        if (!is_open) {
            const bool continues = end_of_last != std::string_view::npos && separators > 0 &&
                                   separators <= widest_separator;
            groups.push_back({{}, at, size, continues, {}});
            if (continues) groups.back().separator = text.substr(end_of_last, at - end_of_last);
        }
        is_open = digit != 'X';
        groups.back().digits += digit;
        end_of_last = is_open ? at + size : std::string_view::npos;
        separators = 0;
    };
    for (std::size_t i = 0; i < text.size();) {
        if (const auto [digit, bytes] = digit_at(text, i); bytes > 0) {
            add(digit, i, bytes);
            i += bytes;
        } else if (const std::size_t length = is_open ? length_of_x(text, i) : 0; length > 0) {
            add('X', i, length);
            i += length;
        } else {
            is_open = false;
            // Most of a text is neither digits nor behind some.
            const bool follows = end_of_last != std::string_view::npos;
            const std::size_t separator = follows ? length_of_separator(text, i) : 0;
            if (separator > 0) {
                ++separators;
            } else {
                end_of_last = std::string_view::npos;
            }
            i += std::max<std::size_t>(separator, 1);
        }
    }
    return groups;
}

/// Some part of the digits as a number.
int number_at(std::string_view digits, std::size_t at, std::size_t length) {
    int value = 0;
    for (const char digit : digits.substr(at, length))
        value = value * 10 + (digit - '0');
    return value;
}

bool is_identity_number(std::string_view digits) {
    static constexpr std::array<int, 17> weights{
        7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    static constexpr std::string_view check_digits = "10X98765432";
    if (digits.substr(0, weights.size()).find('X') != std::string_view::npos) return false;
    const std::chrono::year_month_day born{
        std::chrono::year{number_at(digits, 6, 4)},
        std::chrono::month{static_cast<unsigned>(number_at(digits, 10, 2))},
        std::chrono::day{static_cast<unsigned>(number_at(digits, 12, 2))}};
    if (!born.ok() || born.year() < std::chrono::year{1850} ||
        born.year() > std::chrono::year{2100}) {
        return false;
    }
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += weights[i] * (digits[i] - '0');
    return check_digits[static_cast<std::size_t>(sum % 11)] == digits[weights.size()];
}

/// Where in a group an identity number begins, by digits; no value where none does.
std::optional<std::size_t> identity_number_in(std::string_view digits) {
    for (std::size_t i = 0; i + identity_length <= digits.size(); ++i) {
        if (is_identity_number(digits.substr(i, identity_length))) return i;
    }
    return std::nullopt;
}

/// The digits of as many groups from `first` on as make up `length`; "" where none do. `parts` are
/// then the lengths of the groups.
std::string joined(std::span<const digit_group> groups,
                   std::size_t length,
                   std::vector<std::size_t>& parts) {
    std::string digits;
    parts.clear();
    for (const digit_group& each : groups) {
        if (!digits.empty() && !each.continues) break;
        digits += each.digits;
        parts.push_back(each.digits.size());
        if (digits.size() == length) return digits;
        if (digits.size() > length) break;
    }
    return {};
}

bool is_mobile_number(std::string_view digits) {
    return digits.size() == mobile_length && digits[0] == '1' && digits[1] >= '3' &&
           digits[1] <= '9' && digits.back() != 'X';
}

bool is_mobile_group(std::string_view digits) {
    for (const std::string_view prefix : {"", "86", "086", "0086"}) {
        if (digits.starts_with(prefix) && is_mobile_number(digits.substr(prefix.size()))) {
            return true;
        }
    }
    return false;
}

/// Whether the groups begin with a mobile number that is parted as people part them.
bool is_parted_mobile_number(std::span<const digit_group> groups) {
    static const std::vector<std::vector<std::size_t>> ways{{3, 4, 4}, {3, 8}, {7, 4}};
    std::vector<std::size_t> parts;
    if (!is_mobile_number(joined(groups, mobile_length, parts))) return false;
    const bool is_even = parts.size() < 3 || groups[1].separator == groups[2].separator;
    return is_even && std::ranges::find(ways, parts) != ways.end();
}

diagnostic identity_number_at(const std::string& file, position where) {
    return {diagnostic_code::identity_number,
            file,
            where,
            {"a resident identity number, not shown here: expected counts, never a record of a "
             "person",
             "含有居民身份号码（此处不显示）：只应填汇总数，不得含个人信息"}};
}

}  // namespace

std::optional<std::size_t> find_identity_number(std::string_view text) {
    if (text.size() < identity_length) return std::nullopt;
    const std::vector<digit_group> groups = digit_groups(text);
    std::vector<std::size_t> parts;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const digit_group& group = groups[i];
        if (const auto within = identity_number_in(group.digits)) {
            return group.at + *within * group.digit_size;
        }
        if (group.digits.size() >= identity_length) continue;
        const std::string digits = joined(std::span{groups}.subspan(i), identity_length, parts);
        if (!digits.empty() && is_identity_number(digits)) return group.at;
    }
    return std::nullopt;
}

bool holds_identity_number(std::string_view text) {
    return find_identity_number(text).has_value();
}

bool holds_mobile_number(std::string_view text) {
    if (text.size() < mobile_length) return false;
    const std::vector<digit_group> groups = digit_groups(text);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (is_mobile_group(groups[i].digits)) return true;
        if (is_parted_mobile_number(std::span{groups}.subspan(i))) return true;
    }
    return false;
}

std::string shown_file_name(const std::string& name) {
    if (!holds_identity_number(name) && !holds_mobile_number(name)) return name;
    const std::size_t dot = name.rfind('.');
    const std::string extension = dot == std::string::npos ? "" : name.substr(dot);
    // The number may go as far as the end.
    return extension == ".csv" || extension == ".toml" ? "…" + extension : "…";
}

namespace {

std::string without_commas(std::string_view text) {
    std::string digits{text};
    std::erase(digits, ',');
    return digits;
}

}  // namespace

bool refuse_personal_number(std::string_view text,
                            column_kind kind,
                            const std::string& file,
                            position where,
                            std::vector<diagnostic>& problems) {
    if (!may_hold_personal_number(text, kind)) return false;
    // Commas part the digits of a figure; in words they part numbers that are each their own.
    const bool is_parted = kind == column_kind::figures && text.find(',') != std::string_view::npos;
    if (holds_identity_number(text) || (is_parted && holds_identity_number(without_commas(text)))) {
        problems.push_back(identity_number_at(file, where));
        return true;
    }
    if (kind == column_kind::text && holds_mobile_number(text)) {
        problems.push_back({diagnostic_code::mobile_number,
                            file,
                            where,
                            {"a mobile number, not shown here: expected the name of an office or a "
                             "document",
                             "含有手机号码（此处不显示）：应为机构或文件名称"}});
        return true;
    }
    return false;
}

bool refuse_personal_number(const csv_field& cell,
                            column_kind kind,
                            const std::string& file,
                            std::vector<diagnostic>& problems) {
    if (!may_hold_personal_number(cell.text(), kind)) return false;
    std::vector<diagnostic> found;
    if (!refuse_personal_number(cell.text(), kind, file, {}, found)) return false;
    // Where the cell stands is found out only here: that takes time on a long line.
    found.front().where = cell.where();
    problems.push_back(std::move(found.front()));
    return true;
}

bool refuse_identity_numbers(std::string_view text,
                             const std::string& file,
                             std::vector<diagnostic>& problems) {
    bool found = false;
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view here = text.substr(0, end);
        if (const auto at = find_identity_number(here)) {
            const std::size_t column = count_characters(here.substr(0, *at)) + 1;
            problems.push_back(identity_number_at(file, {line, column}));
            found = true;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

}  // namespace crossfoot::detail
