#include "acting_office.hpp"

#include <crossfoot/number/error.hpp>

#include "io/personal_numbers.hpp"

namespace crossfoot::detail {

namespace {

void expect_no_person(const std::string& text) {
    std::vector<diagnostic> problems;
    if (!refuse_personal_number(std::string_view{text}, column_kind::text, "", {}, problems))
        return;
    throw error{error_code::outside_domain, "", problems.front().message};
}

}  // namespace

void expect_office(const action& done) {
    expect_no_person(done.by);
    expect_no_person(done.note);
    if (!done.by.empty()) return;
    throw error{error_code::outside_domain,
                "",
                {"nobody is named: expected an office or a role, never a person",
                 "未写明单位：应为单位或岗位，不写个人"}};
}

}  // namespace crossfoot::detail
