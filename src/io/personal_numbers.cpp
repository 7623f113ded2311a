#include "personal_numbers.hpp"

#include "text_tools.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace crossfoot::detail {

namespace {

constexpr std::size_t identity_length = 18;
constexpr std::size_t mobile_length = 11;

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

/// The bytes of an X, of either width, that stands here; 0 where none does.
std::size_t length_of_x(std::string_view text, std::size_t i) {
    if (text[i] == 'X' || text[i] == 'x') return 1;
    const std::string_view rest = text.substr(i);
    return rest.starts_with("Ｘ") || rest.starts_with("ｘ") ? 3 : 0;
}

/// Runs of digits (an X may end one), full-width ones made ASCII.
std::vector<std::string> digit_runs(std::string_view text) {
    constexpr std::string_view full_width_lead = "\xEF\xBC";
    std::vector<std::string> runs;
    std::string run;
    const auto end_run = [&] {
        if (!run.empty()) {
            runs.push_back(std::move(run));
        }
        run.clear();
    };
    for (std::size_t i = 0; i < text.size();) {
        const char byte = text[i];
        if (byte >= '0' && byte <= '9') {
            run += byte;
            ++i;
        } else if (text.substr(i).starts_with(full_width_lead) && i + 2 < text.size() &&
                   byte_at(text, i + 2) >= 0x90U && byte_at(text, i + 2) <= 0x99U) {
            run += static_cast<char>('0' + (byte_at(text, i + 2) - 0x90U));
            i += 3;
        } else if (const std::size_t length = run.empty() ? 0 : length_of_x(text, i); length > 0) {
            run += 'X';
            end_run();
            i += length;
        } else {
            end_run();
            ++i;
        }
    }
    end_run();
    return runs;
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

diagnostic identity_number_at(const std::string& file, position where) {
    return {diagnostic_code::identity_number,
            file,
            where,
            {"a resident identity number, not shown here: expected counts, never a record of a "
             "person",
             "含有居民身份号码（此处不显示）：只应填汇总数，不得含个人信息"}};
}

}  // namespace

bool holds_identity_number(std::string_view text) {
    constexpr std::size_t length = identity_length;
    if (text.size() < length) {
        return false;
    }
    return std::ranges::any_of(digit_runs(text), [](const std::string& run) {
        return run.size() == length && is_identity_number(run);
    });
}

bool holds_mobile_number(std::string_view text) {
    constexpr std::size_t length = mobile_length;
    if (text.size() < length) {
        return false;
    }
    return std::ranges::any_of(digit_runs(text), [](const std::string& run) {
        return run.size() == length && run[0] == '1' && run[1] >= '3' && run[1] <= '9' &&
               run.back() != 'X';
    });
}

bool refuse_personal_number(const csv_field& cell,
                            column_kind kind,
                            const std::string& file,
                            std::vector<diagnostic>& problems) {
    if (cell.text().size() < mobile_length) return false;
    if (holds_identity_number(cell.text())) {
        problems.push_back(identity_number_at(file, cell.where()));
        return true;
    }
    if (kind == column_kind::text && holds_mobile_number(cell.text())) {
        problems.push_back({diagnostic_code::mobile_number,
                            file,
                            cell.where(),
                            {"a mobile number, not shown here: expected the name of an office or a "
                             "document",
                             "含有手机号码（此处不显示）：应为机构或文件名称"}});
        return true;
    }
    return false;
}

bool refuse_identity_numbers(std::string_view text,
                             const std::string& file,
                             std::vector<diagnostic>& problems) {
    bool found = false;
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view here = text.substr(0, end);
        if (holds_identity_number(here)) {
            problems.push_back(identity_number_at(file, {line, 1}));
            found = true;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

}  // namespace crossfoot::detail
