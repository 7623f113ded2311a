#include "place_codes.hpp"

namespace crossfoot::detail {

namespace {

// No text has a length of 255 in its key.
constexpr short_key no_key{~0ULL, ~0ULL};
// Behind the last place there is room to look.
constexpr std::size_t places_looked_at = 4;

}  // namespace

place_codes::place_codes(const places& where)
    : keys_(where.size() + places_looked_at, no_key), where_{where} {
    for (std::size_t i = 0; i < where.size(); ++i) {
        const std::string_view code = where.code(place_id{i});
        if (code.size() <= longest) keys_[i] = key_of(code);
    }
}

}  // namespace crossfoot::detail
