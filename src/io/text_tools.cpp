#include "text_tools.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace crossfoot::detail {

namespace {

constexpr std::string_view ideographic_space = "\xE3\x80\x80";

unsigned byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

bool continues(std::string_view text, std::size_t i) {
    return i < text.size() && (byte_at(text, i) & 0xC0U) == 0x80U;
}

/// The length of the valid character that begins at `i`; 0 where none does.
std::size_t character_length(std::string_view text, std::size_t i) {
    const unsigned lead = byte_at(text, i);
    if (lead < 0x80U) { return 1; }
    if (lead < 0xC2U) { return 0; }
    if (lead < 0xE0U) { return continues(text, i + 1) ? 2 : 0; }
    if (!continues(text, i + 1) || !continues(text, i + 2)) { return 0; }
    const unsigned second = byte_at(text, i + 1);
    if (lead < 0xF0U) {
        const bool overlong = lead == 0xE0U && second < 0xA0U;
        const bool surrogate = lead == 0xEDU && second >= 0xA0U;
        return overlong || surrogate ? 0 : 3;
    }
    const bool overlong = lead == 0xF0U && second < 0x90U;
    const bool beyond = lead > 0xF4U || (lead == 0xF4U && second >= 0x90U);
    return overlong || beyond || !continues(text, i + 3) ? 0 : 4;
}

std::size_t edits_between(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

/// Runs of digits (an X may end one), full-width ones made ASCII.
std::vector<std::string> digit_runs(std::string_view text) {
    constexpr std::string_view full_width_lead = "\xEF\xBC";
    std::vector<std::string> runs;
    std::string run;
    const auto end_run = [&] {
        if (!run.empty()) { runs.push_back(std::move(run)); }
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
        } else if (!run.empty() && (byte == 'X' || byte == 'x')) {
            run += 'X';
            end_run();
            ++i;
        } else {
            end_run();
            ++i;
        }
    }
    end_run();
    return runs;
}

bool is_identity_number(std::string_view digits) {
    static constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    static constexpr std::string_view check_digits = "10X98765432";
    const auto number = [&](std::size_t at, std::size_t length) {
        int value = 0;
        for (std::size_t i = at; i < at + length; ++i) { value = value * 10 + (digits[i] - '0'); }
        return value;
    };
    if (digits.substr(0, 17).find('X') != std::string_view::npos) { return false; }
    const int year = number(6, 4);
    const int month = number(10, 2);
    const int day = number(12, 2);
    if (year < 1850 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) { return false; }
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) { sum += weights[i] * (digits[i] - '0'); }
    return check_digits[static_cast<std::size_t>(sum % 11)] == digits[17];
}

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
    const auto is_blank = [](char byte) { return byte == ' ' || byte == '\t'; };
    for (bool again = true; again;) {
        again = false;
        while (!text.empty() && is_blank(text.front())) { text.remove_prefix(1); }
        while (!text.empty() && is_blank(text.back())) { text.remove_suffix(1); }
        if (text.starts_with(ideographic_space)) {
            text.remove_prefix(ideographic_space.size());
            again = true;
        }
        if (text.ends_with(ideographic_space)) {
            text.remove_suffix(ideographic_space.size());
            again = true;
        }
    }
    return text;
}

std::size_t count_characters(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

std::size_t valid_utf8_until(std::string_view text) noexcept {
    std::size_t i = 0;
    while (i < text.size()) {
        const std::size_t length = character_length(text, i);
        if (length == 0) { return i; }
        i += length;
    }
    return i;
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string shown = "\"";
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++characters) {
        if (characters == longest) {
            shown += "…";
            break;
        }
        const std::size_t length = std::max<std::size_t>(character_length(text, i), 1);
        const unsigned byte = byte_at(text, i);
        if (length == 1 && (byte < 0x20U || byte >= 0x7FU)) {
            static constexpr std::string_view digits = "0123456789abcdef";
            shown += "\\x";
            shown += digits[byte >> 4U];
            shown += digits[byte & 0xFU];
        } else {
            shown += text.substr(i, length);
        }
        i += length;
    }
    return shown + '"';
}

std::string_view nearest(std::string_view text, std::span<const std::string_view> candidates) {
    constexpr std::size_t longest = 40;
    std::string_view best;
    if (text.empty() || text.size() > longest) { return best; }
    std::size_t fewest = std::max<std::size_t>(text.size() / 3, 1) + 1;
    for (const std::string_view candidate : candidates) {
        if (candidate.empty() || candidate.size() > longest) { continue; }
        const std::size_t edits = edits_between(text, candidate);
        if (edits < fewest) {
            fewest = edits;
            best = candidate;
        }
    }
    return best;
}

std::string joined(std::span<const std::string_view> words, std::string_view last_word) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) { text += i + 1 == words.size() ? std::string{last_word} : std::string{", "}; }
        text += words[i];
    }
    return text;
}

bool holds_identity_number(std::string_view text) {
    constexpr std::size_t length = 18;
    if (text.size() < length) { return false; }
    return std::ranges::any_of(digit_runs(text), [](const std::string& run) {
        return run.size() == length && is_identity_number(run);
    });
}

bool holds_mobile_number(std::string_view text) {
    constexpr std::size_t length = 11;
    if (text.size() < length) { return false; }
    return std::ranges::any_of(digit_runs(text), [](const std::string& run) {
        return run.size() == length && run[0] == '1' && run[1] >= '3' && run[1] <= '9' &&
               run.back() != 'X';
    });
}

}  // namespace crossfoot::detail
