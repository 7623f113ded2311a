#include "acting_office.hpp"

#include <crossfoot/io/display_text.hpp>
#include <crossfoot/number/error.hpp>

#include "io/personal_numbers.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace crossfoot::detail {

namespace {

void expect_no_person(const std::string& text) {
    std::vector<diagnostic> problems;
    if (!refuse_personal_number(std::string_view{text}, column_kind::text, "", {}, problems))
        return;
    throw error{error_code::outside_domain, "", problems.front().message};
}

/// What is on one line and can be shown as it is: a ledger goes to terminals, tables and letters.
void expect_plain(const std::string& text) {
    const std::string shown = escaped(text);
    if (shown == text) return;
    throw error{
        error_code::outside_domain,
        "",
        {"\"" + shown +
             "\" has characters that cannot be shown: expected a line of plain text, in UTF-8",
         "“" + shown + "”含有无法显示的字符：应为一行UTF-8纯文本"}};
}

}  // namespace

std::string plain_office(const std::string& by) {
    // As they are typed, copied from pages, and put between Chinese characters.
    constexpr std::array<std::string_view, 18> blanks{" ",
                                                      "\t",
                                                      "\u00A0",
                                                      "\u1680",
                                                      "\u2000",
                                                      "\u2001",
                                                      "\u2002",
                                                      "\u2003",
                                                      "\u2004",
                                                      "\u2005",
                                                      "\u2006",
                                                      "\u2007",
                                                      "\u2008",
                                                      "\u2009",
                                                      "\u200A",
                                                      "\u202F",
                                                      "\u205F",
                                                      "\u3000"};
    std::string made;
    for (std::string_view rest = by; !rest.empty();) {
        const auto* const blank = std::ranges::find_if(
            blanks, [&](std::string_view each) { return rest.starts_with(each); });
        if (blank == blanks.end()) {
            made += rest.front();
            rest.remove_prefix(1);
            continue;
        }
        if (!made.empty() && made.back() != ' ') made += ' ';
        rest.remove_prefix(blank->size());
    }
    if (made.ends_with(' ')) made.pop_back();
    return made;
}

bool is_blank(const std::string& text) {
    return plain_office(text).empty();
}

void expect_office(const action& done) {
    for (const std::string* const each : {&done.by, &done.note}) {
        expect_no_person(*each);
        expect_plain(*each);
    }
    if (!is_blank(done.by)) return;
    throw error{error_code::outside_domain,
                "",
                {"nobody is named: expected an office or a role, never a person",
                 "未写明单位：应为单位或岗位，不写个人"}};
}

}  // namespace crossfoot::detail
