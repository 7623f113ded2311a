#include <crossfoot/io/report_rollup.hpp>
#include <crossfoot/number/error.hpp>

#include "bulk_rollup.hpp"

#include <utility>

namespace crossfoot {

rolled_report::rolled_report(report of, std::string level)
    : read_{std::move(of)}, level_{std::move(level)} {
    if (read_.diagnostics.empty()) static_cast<void>(level_named(level_, *read_.book));
}

rolled_report::rolled_report(report of, std::unique_ptr<const detail::bulk_totals> totals)
    : read_{std::move(of)}, totals_{std::move(totals)} {}

rolled_report::rolled_report(rolled_report&&) noexcept = default;
rolled_report& rolled_report::operator=(rolled_report&&) noexcept = default;
rolled_report::~rolled_report() = default;

void rolled_report::for_each(const std::function<bool(const cell&)>& admits,
                             const std::function<void(const place_total&)>& visit) const {
    if (!totals_) {
        const level_id level = level_named(level_, *read_.book);
        for (const place_total& each : totals_at(read_.data, level, admits)) {
            visit(each);
        }
        return;
    }
    for (const detail::column_totals& column : totals_->columns) {
        for (std::size_t i = 0; i < column.totals.size(); ++i) {
            const place_total each = detail::total_of(column, i);
            if (admits(each.where)) visit(each);
        }
    }
}

level_id level_named(const std::string& text, const codebook& book) {
    if (const auto found = book.find_level(text)) {
        return *found;
    }
    std::string known;
    for (const level& each : book.levels) {
        known += (known.empty() ? "" : ", ") + each.name.code;
    }
    throw error{error_code::unknown_code,
                "",
                {"\"" + text + "\" is no level: expected one of " + known,
                 "“" + text + "”不是层级：应为 " + known}};
}

}  // namespace crossfoot
