#pragma once

#include <crossfoot/model/diagnostic.hpp>

#include <cstdio>
#include <cstdlib>
#include <vector>

namespace crossfoot_fuzz {

/// Stops the fuzzer where something that must be true is not.
inline void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// Every problem says in both languages what was found, and where.
inline void require_messages(const std::vector<crossfoot::diagnostic>& problems) {
    for (const crossfoot::diagnostic& each : problems) {
        require(!each.message.en.empty() && !each.message.zh.empty(), "a problem is told twice");
        require(each.where.line > 0 && each.where.column > 0, "a problem stands somewhere");
    }
}

}  // namespace crossfoot_fuzz
