#include <crossfoot/check/verdict.hpp>

namespace crossfoot {

const char* name_of(verdict which) noexcept {
    switch (which) {
    case verdict::holds: return "holds";
    case verdict::possible: return "possible";
    case verdict::fails: return "fails";
    case verdict::unknown: return "unknown";
    }
    return "";
}

}  // namespace crossfoot
