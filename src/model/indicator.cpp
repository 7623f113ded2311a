#include <crossfoot/model/indicator.hpp>

namespace crossfoot {

const char* name_of(counted what) noexcept {
    switch (what) {
    case counted::organisations: return "organisations";
    case counted::persons: return "persons";
    case counted::events: return "events";
    case counted::things: return "things";
    case counted::area: return "area";
    case counted::length: return "length";
    case counted::money: return "money";
    case counted::share: return "share";
    }
    return "";
}

const char* name_of(nature what) noexcept {
    switch (what) {
    case nature::stock: return "stock";
    case nature::flow: return "flow";
    case nature::cumulative: return "cumulative";
    case nature::year_to_date: return "year_to_date";
    case nature::rate: return "rate";
    case nature::attribute: return "attribute";
    }
    return "";
}

const char* name_of(register_basis what) noexcept {
    switch (what) {
    case register_basis::none: return "none";
    case register_basis::units: return "units";
    case register_basis::designated: return "designated";
    }
    return "";
}

const char* name_of(absence what) noexcept {
    switch (what) {
    case absence::missing: return "missing";
    case absence::zero: return "zero";
    case absence::zero_if_filed: return "zero_if_filed";
    }
    return "";
}

const char* name_of(compared_with what) noexcept {
    switch (what) {
    case compared_with::same_period_last_year: return "same_period_last_year";
    case compared_with::previous: return "previous";
    }
    return "";
}

const char* name_of(written_as what) noexcept {
    switch (what) {
    case written_as::rounded: return "rounded";
    case written_as::exact: return "exact";
    }
    return "";
}

const char* name_of(breakdown_kind what) noexcept {
    switch (what) {
    case breakdown_kind::partition: return "partition";
    case breakdown_kind::of_which: return "of_which";
    case breakdown_kind::nested: return "nested";
    }
    return "";
}

const char* name_of(tier_counting what) noexcept {
    switch (what) {
    case tier_counting::exclusive: return "exclusive";
    case tier_counting::at_or_above: return "at_or_above";
    case tier_counting::held: return "held";
    }
    return "";
}

bool indicator::counts_whole() const noexcept {
    // A change is in the unit of what it is a change of, whatever its nature.
    if (growth_of || (over_time == nature::rate && !change_of)) {
        return false;
    }
    switch (counts) {
    case counted::organisations:
    case counted::persons:
    case counted::events:
    case counted::things: return true;
    case counted::area:
    case counted::length:
    case counted::money:
    case counted::share: return false;
    }
    return false;
}

const breakdown_use* indicator::find_use(breakdown_id by) const noexcept {
    for (const breakdown_use& use : breakdowns) {
        if (use.by == by && use.only_in.empty()) {
            return &use;
        }
    }
    return nullptr;
}

}  // namespace crossfoot
