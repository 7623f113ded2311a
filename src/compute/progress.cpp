#include <crossfoot/compute/progress.hpp>
#include <crossfoot/number/error.hpp>

namespace crossfoot {

const char* name_of(attainment which) noexcept {
    switch (which) {
    case attainment::reached: return "reached";
    case attainment::maybe_reached: return "maybe_reached";
    case attainment::not_reached: return "not_reached";
    }
    return "";
}

progress progress_towards(const interval& value, const rational& target) {
    if (target == 0) {
        throw error{error_code::divided_by_zero,
                    "",
                    {"progress towards a target of zero", "目标值为零，无法计算进度"}};
    }
    const interval goal = interval::at_least(target);
    const attainment reached = value.is_subset_of(goal) ? attainment::reached
                               : value.overlaps(goal)   ? attainment::maybe_reached
                                                        : attainment::not_reached;
    return {value / interval::exactly(target), interval::exactly(target) - value, reached};
}

}  // namespace crossfoot
