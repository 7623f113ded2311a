#include <crossfoot/model/codebook.hpp>
#include <crossfoot/number/error.hpp>

namespace crossfoot {

const char* name_of(severity which) noexcept {
    switch (which) {
    case severity::error: return "error";
    case severity::query: return "query";
    case severity::hint: return "hint";
    }
    return "";
}

const char* name_of(reporting_interval which) noexcept {
    switch (which) {
    case reporting_interval::month: return "month";
    case reporting_interval::quarter: return "quarter";
    case reporting_interval::half: return "half";
    case reporting_interval::year: return "year";
    }
    return "";
}

const char* name_of(printed_totals which) noexcept {
    switch (which) {
    case printed_totals::unadjusted: return "unadjusted";
    case printed_totals::adjusted: return "adjusted";
    }
    return "";
}

std::optional<std::size_t> breakdown::find_item(std::string_view text) const {
    name_index index;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].name.code == text) {
            return i;
        }
        index.add(items[i].name, i);
    }
    return index.find(text);
}

void codebook::index() {
    level_index_ = {};
    breakdown_index_ = {};
    indicator_index_ = {};
    for (std::size_t i = 0; i < levels.size(); ++i) {
        level_index_.add(levels[i].name, i);
    }
    for (std::size_t i = 0; i < breakdowns.size(); ++i) {
        breakdown_index_.add(breakdowns[i].name, i);
    }
    for (std::size_t i = 0; i < indicators.size(); ++i) {
        indicator_index_.add(indicators[i].name, i);
    }
}

namespace {

template <typename Id>
std::optional<Id> as_id(std::optional<std::size_t> position) {
    if (!position) {
        return std::nullopt;
    }
    return Id{*position};
}

[[noreturn]] void throw_unknown(std::string_view kind,
                                std::string_view kind_zh,
                                std::string_view text) {
    throw error{error_code::unknown_code,
                std::string{text},
                {"is no " + std::string{kind} + " of the codebook",
                 "不是指标目录中的" + std::string{kind_zh}}};
}

}  // namespace

std::optional<level_id> codebook::find_level(std::string_view text) const {
    return as_id<level_id>(level_index_.find(text));
}

std::optional<breakdown_id> codebook::find_breakdown(std::string_view text) const {
    return as_id<breakdown_id>(breakdown_index_.find(text));
}

std::optional<indicator_id> codebook::find_indicator(std::string_view text) const {
    return as_id<indicator_id>(indicator_index_.find(text));
}

indicator_id codebook::indicator_at(std::string_view text) const {
    if (const auto found = find_indicator(text)) {
        return *found;
    }
    throw_unknown("indicator", "指标", text);
}

breakdown_id codebook::breakdown_at(std::string_view text) const {
    if (const auto found = find_breakdown(text)) {
        return *found;
    }
    throw_unknown("breakdown", "分组", text);
}

const indicator& codebook::told_now(const indicator& which) const {
    const indicator* of = &which;
    for (std::size_t steps = 0; of->last_year_of && steps < indicators.size(); ++steps) {
        of = &(*this)[*of->last_year_of];
    }
    return *of;
}

bool codebook::is_share(const indicator& which) const {
    const indicator& told = told_now(which);
    if (told.growth_of || told.change_of) {
        return false;
    }
    if (which.over_time != nature::rate) {
        return which.counts == counted::share;
    }
    if (!which.numerator || !which.denominator) {
        // What is told of a year before is a share as what is told of now is.
        return which.last_year_of && !told.last_year_of && is_share(told);
    }
    // A part of a part is a part too.
    std::optional<indicator_id> whole = (*this)[*which.numerator].part_of;
    for (std::size_t steps = 0; whole && steps < indicators.size(); ++steps) {
        if (*whole == *which.denominator) {
            return true;
        }
        whole = (*this)[*whole].part_of;
    }
    return false;
}

bool codebook::is_of_a_moment(const indicator& which) const {
    // From one moment to another is no moment.
    if (which.growth_of || which.change_of) {
        return false;
    }
    switch (which.over_time) {
    case nature::stock:
    case nature::attribute: return true;
    case nature::rate:
        if (which.last_year_of && !which.numerator) {
            const indicator& told = told_now(which);
            return !told.last_year_of && is_of_a_moment(told);
        }
        return which.numerator && which.denominator &&
               (*this)[*which.numerator].over_time != nature::rate &&
               (*this)[*which.denominator].over_time != nature::rate &&
               is_of_a_moment((*this)[*which.numerator]) &&
               is_of_a_moment((*this)[*which.denominator]);
    case nature::flow:
    case nature::cumulative:
    case nature::year_to_date: return false;
    }
    return false;
}

interval codebook::domain_of(const indicator& which) const {
    const indicator& told = told_now(which);
    if (told.growth_of) {
        return interval::at_least(-1);  // what falls by more than all of it is below zero
    }
    if (told.change_of) {
        return is_share((*this)[*told.change_of]) ? interval::closed(-1, 1)
                                                  : interval::everything();
    }
    return is_share(which) ? interval::closed(0, 1) : interval::at_least(0);
}

}  // namespace crossfoot
