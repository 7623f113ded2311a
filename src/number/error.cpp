#include <crossfoot/number/error.hpp>

#include <cstdio>
#include <cstdlib>

namespace crossfoot {

namespace detail {

void broken_expectation(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "%s:%d: broken expectation: %s\n", file, line, condition);
    std::abort();
}

}  // namespace detail

const char* name_of(error_code code) noexcept {
    switch (code) {
    case error_code::divided_by_zero: return "divided_by_zero";
    case error_code::unknown_code: return "unknown_code";
    case error_code::not_a_period: return "not_a_period";
    case error_code::not_reported: return "not_reported";
    case error_code::invalid_input: return "invalid_input";
    case error_code::outside_domain: return "outside_domain";
    case error_code::duplicate_cell: return "duplicate_cell";
    case error_code::file_unreadable: return "file_unreadable";
    case error_code::file_unwritable: return "file_unwritable";
    case error_code::too_large: return "too_large";
    case error_code::interrupted: return "interrupted";
    case error_code::not_a_tracker: return "not_a_tracker";
    case error_code::newer_tracker: return "newer_tracker";
    case error_code::damaged_tracker: return "damaged_tracker";
    case error_code::tracker_refused: return "tracker_refused";
    case error_code::report_locked: return "report_locked";
    }
    return "";
}

error::~error() = default;

}  // namespace crossfoot
