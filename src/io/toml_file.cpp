#include "toml_file.hpp"

#include "personal_numbers.hpp"
#include "text_tools.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace crossfoot::detail {

namespace {

// Keys such as a.b.c nest tables; thousands of parts exhaust the stack.
constexpr std::size_t most_dots = 50;

/// Goes through a text before toml++ does, which is not up to some of what stands outside of
/// strings and comments: keys of very many parts, and letters that a key cannot have.
class outside_reader {
  public:
    outside_reader(std::string_view text,
                   const std::string& file,
                   std::vector<diagnostic>& problems)
        : text_{text}, file_{file}, problems_{problems} {}

    /// Says whether there was a problem.
    bool run();

  private:
    [[nodiscard]] bool has(std::string_view what) const {
        return text_.substr(at_).starts_with(what);
    }
    bool skip_string();
    [[nodiscard]] bool may_begin_string() const;
    [[nodiscard]] bool continues_badly() const;
    [[nodiscard]] std::size_t end_of_line_string() const;
    void skip_rest_of_line() {
        while (at_ < text_.size() && text_[at_] != '\n')
            ++at_;
    }
    void end_line() {
        ++line_;
        line_start_ = ++at_;
    }
    /// Once a line, which is left out then.
    void note(bilingual message);

    std::string_view text_;
    const std::string& file_;
    std::vector<diagnostic>& problems_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t line_start_ = 0;
};

bool outside_reader::run() {
    const std::size_t before = problems_.size();
    std::size_t dots = 0;
    if (has("\xEF\xBB\xBF")) at_ = 3;
    while (at_ < text_.size()) {
        const char byte = text_[at_];
        if (byte == '"' || byte == '\'') {
            if (!skip_string()) {
                note(
                    {"a quotation mark that begins no text: expected a text to stand by itself and "
                     "to end with the same mark",
                     "引号未构成完整的文本：文本应单独书写，并以同样的引号结束"});
            }
            continue;
        }
        if (byte == '#') {
            skip_rest_of_line();
            continue;
        }
        if (static_cast<unsigned char>(byte) >= 0x80U) {
            note(
                {"a letter outside of quotation marks that no key has: expected such names in "
                 "quotation marks, and keys in English",
                 "引号之外有键中不能使用的文字：此类名称应放在引号内，键应为英文"});
            continue;
        }
        const bool is_of_key = byte == '.' || byte == ' ' || byte == '\t' || byte == '_' ||
                               byte == '-' || (byte >= '0' && byte <= '9') ||
                               (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
        if (byte == '.') ++dots;
        if (!is_of_key) dots = 0;
        if (dots > most_dots) {
            dots = 0;
            const std::string most = std::to_string(most_dots);
            note({"a key with more than " + most + " dots: expected keys of few parts, as name.en",
                  "键中的点多于" + most + "个：键应只有几段，如name.en"});
        } else if (byte == '\n') {
            end_line();
        } else {
            ++at_;
        }
    }
    return problems_.size() > before;
}

void outside_reader::note(bilingual message) {
    const std::size_t column = count_characters(text_.substr(line_start_, at_ - line_start_)) + 1;
    problems_.push_back(
        {diagnostic_code::codebook_syntax, file_, {line_, column}, std::move(message)});
    skip_rest_of_line();
}

/// toml++ takes a quotation mark that follows a number or a letter for a part of the value.
bool outside_reader::may_begin_string() const {
    if (at_ == line_start_) return true;
    const char before = text_[at_ - 1];
    static constexpr std::string_view signs = " \t=[,{.";
    return signs.find(before) != std::string_view::npos;
}

/// Behind the string of one line that begins here; `npos` where it does not end.
std::size_t outside_reader::end_of_line_string() const {
    const char quote = text_[at_];
    for (std::size_t i = at_ + 1; i < text_.size() && text_[i] != '\n'; ++i) {
        if (text_[i] == quote) return i + 1;
        const bool is_escape = quote == '"' && text_[i] == '\\' && i + 1 < text_.size();
        if (is_escape && text_[i + 1] != '\n') ++i;
    }
    return std::string_view::npos;
}

/// Whether a backslash stands here that has the text go on in another line, and the text there
/// begins with a letter of which toml++ cannot say whether it is a blank: those near some blanks
/// that are not ASCII.
bool outside_reader::continues_badly() const {
    if (text_[at_] != '\\') return false;
    const std::size_t next = text_.find_first_not_of(" \t\r\n", at_ + 1);
    if (next == std::string_view::npos) return false;
    const std::string_view gone_over = text_.substr(at_ + 1, next - at_ - 1);
    if (gone_over.find('\n') == std::string_view::npos) return false;
    const auto byte = [&](std::size_t i) {
        return next + i < text_.size() ? static_cast<unsigned char>(text_[next + i]) : 0U;
    };
    const unsigned two = (byte(0) << 8U) | byte(1);
    const bool is_near_no_break_space = byte(0) >= 0xC2U && byte(0) <= 0xD2U;  // to U+04BF
    const bool is_near_ideographic_space = two >= 0xE2B1U && two <= 0xE381U;   // to U+307F
    const bool is_near_other_spaces = two >= 0xE192U && two <= 0xE282U;        // to U+20BF
    const bool is_near_byte_order_mark = two >= 0xEFA9U && two <= 0xEFBBU;     // to U+FEFF
    return is_near_no_break_space || is_near_ideographic_space || is_near_other_spaces ||
           is_near_byte_order_mark;
}

/// Over a string of any of the four kinds; false where none begins here, or it does not end.
bool outside_reader::skip_string() {
    if (!may_begin_string()) return false;
    const char quote = text_[at_];
    const std::string three(3, quote);
    if (!has(three)) {
        const std::size_t end = end_of_line_string();
        if (end == std::string_view::npos) return false;
        // Behind the point of a number it is no string either.
        const bool is_plain = count_characters(text_.substr(at_, end - at_)) == end - at_;
        if (at_ > 0 && text_[at_ - 1] == '.' && !is_plain) return false;
        at_ = end;
        return true;
    }
    at_ += 3;
    while (at_ < text_.size()) {
        if (text_[at_] == '\n') {
            end_line();
        } else if (quote == '"' && continues_badly()) {
            note(
                {"a line that goes on behind a backslash with this letter: expected the text "
                 "without "
                 "the backslash, or another letter first",
                 "反斜杠续行后以此字符开头：请去掉反斜杠，或改以其他字符开头"});
            continue;
        } else if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size() &&
                   text_[at_ + 1] != '\n') {
            if (static_cast<unsigned char>(text_[at_ + 1]) >= 0x80U) return false;
            at_ += 2;
        } else if (has(three)) {
            at_ += 3;
            // Up to two quotes may stand before the three that end it.
            for (int more = 0; more < 2 && at_ < text_.size() && text_[at_] == quote; ++more)
                ++at_;
            return true;
        } else {
            ++at_;
        }
    }
    return true;  // toml++ tells that it does not end
}

/// Looks through all keys and texts, where escapes and line ends can hide what is in them. Codes
/// may be of eleven digits.
bool refuse_personal_numbers(const toml::node& node,
                             column_kind kind,
                             const std::string& file,
                             std::vector<diagnostic>& problems) {
    static constexpr std::array<std::string_view, 9> keys_of_codes{
        "code", "only_in", "own_at", "part_of", "by", "numerator", "denominator", "after", "check"};
    const auto where = [](const toml::source_region& of) {
        return position{of.begin.line, of.begin.column};
    };
    bool found = false;
    if (const toml::table* table = node.as_table()) {
        for (const auto& [key, value] : *table) {
            const bool is_code = std::ranges::find(keys_of_codes, key.str()) != keys_of_codes.end();
            const column_kind within = is_code ? column_kind::figures : column_kind::text;
            const bool is_key = refuse_personal_number(
                key.str(), column_kind::text, file, where(key.source()), problems);
            found = refuse_personal_numbers(value, within, file, problems) || is_key || found;
        }
    } else if (const toml::array* list = node.as_array()) {
        for (const toml::node& each : *list)
            found = refuse_personal_numbers(each, kind, file, problems) || found;
    } else if (const auto* text = node.as_string()) {
        found = refuse_personal_number(
            std::string_view{text->get()}, kind, file, where(node.source()), problems);
    }
    return found;
}

}  // namespace

std::optional<toml::table> read_toml(std::string_view text,
                                     const std::string& file,
                                     std::vector<diagnostic>& problems) {
    // Before anything of it could get into a message.
    if (refuse_identity_numbers(text, file, problems)) return std::nullopt;
    if (outside_reader{text, file, problems}.run()) return std::nullopt;
    try {
        toml::table root = toml::parse(text, file);
        if (refuse_personal_numbers(root, column_kind::text, file, problems)) return std::nullopt;
        return root;
    } catch (const toml::parse_error& thrown) {
        std::string why{thrown.description()};
        if (holds_identity_number(why)) why = "…";
        toml_values{file, problems}.note(
            thrown.source(),
            diagnostic_code::codebook_syntax,
            {why + ": expected TOML 1.0", "TOML语法错误（" + why + "）：应符合TOML 1.0"});
        return std::nullopt;
    }
}

}  // namespace crossfoot::detail
