// Whatever bytes a cell holds: reading them does not throw, and what is read makes sense.

#include <crossfoot/number/figure_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

using namespace crossfoot;

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// Whether the number written lies among the values it stands for, or at an end of them.
bool nominal_fits(const figure& read) {
    const interval& values = read.values();
    const bool above = !values.lo().is_finite() || values.lo().value <= read.nominal();
    const bool below = !values.hi().is_finite() || read.nominal() <= values.hi().value;
    return above && below;
}

void check(std::string_view text, const reading_convention& convention) {
    const reading first = read_figure(text, convention, known_units());
    const bool is_complete = first.state == reading_state::complete;
    require(first.value.has_value() == is_complete, "a figure exactly where it is complete");
    require(first.at <= text.size(), "the offset lies in the text");
    require(is_complete == first.expected.en.empty(), "what was expected is said where it is not");
    if (!is_complete) return;

    require(nominal_fits(*first.value), "the nominal value lies in the values or at an end");
    const reading second = read_figure(first.value->text(), convention, known_units());
    require(second == first, "the text of a figure is read as the same figure");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    check(text, {});
    check(text,
          {.rounding = rounding_mode::down,
           .scaled = scaled_figures::exact,
           .more = more_upper_end::none,
           .near = nearness::one_unit,
           .or_more = own_number::excluded,
           .or_less = own_number::excluded});
    return 0;
}
