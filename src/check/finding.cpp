#include <crossfoot/check/finding.hpp>

namespace crossfoot {

std::string key_of(const rule& which, const cell& where, const dataset& data) {
    std::string key = which.code + '@';
    key += data.where().code(where.place);
    key += '/' + to_string(where.when);
    if (where.what.extent == scope::own) {
        key += "/own";
    }
    std::string items;
    for (std::size_t i = 0; i < data.book().breakdowns.size(); ++i) {
        const breakdown& by = data.book().breakdowns[i];
        const std::uint16_t item = where.what.item(breakdown_id{i});
        if (item == series::all) {
            continue;
        }
        items += (items.empty() ? "[" : ",") + by.name.code + '=' + by.items[item].name.code;
    }
    if (!items.empty()) {
        key += items + ']';
    }
    // Rules of domain and conflict are about every indicator: the key says which.
    if (which.kind == rule_kind::domain || which.kind == rule_kind::conflict) {
        key += '#' + data.book()[where.what.indicator].name.code;
    }
    return key;
}

rational least_difference(const interval& difference) {
    if (difference.contains(0)) {
        return 0;
    }
    if (difference.lo().is_finite() && difference.lo().value >= 0) {
        return difference.lo().value;
    }
    if (difference.hi().is_finite()) {
        return -difference.hi().value;
    }
    return 0;
}

}  // namespace crossfoot
