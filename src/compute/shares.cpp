#include <crossfoot/compute/shares.hpp>
#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <numeric>

namespace crossfoot {

std::vector<rational> shares_of(std::span<const integer> counts, int decimals) {
    const integer sum = std::accumulate(counts.begin(), counts.end(), integer{0});
    if (sum == 0) {
        throw error{error_code::divided_by_zero,
                    "",
                    {"shares of counts that add to zero", "合计为零，无法计算占比"}};
    }
    const integer units = power_of_ten(decimals + 2);  // how many smallest steps make the whole
    std::vector<integer> steps;
    std::vector<integer> remainders;
    integer left = units;
    for (const integer& count : counts) {
        CROSSFOOT_EXPECTS(count >= 0);
        steps.push_back(count * units / sum);
        remainders.push_back(count * units % sum);
        left -= steps.back();
    }
    std::vector<std::size_t> order(counts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; left > 0; ++i, --left) {
        ++steps[order[i]];
    }
    std::vector<rational> shares;
    shares.reserve(steps.size());
    for (const integer& step : steps) {
        shares.emplace_back(step, units);
    }
    return shares;
}

}  // namespace crossfoot
