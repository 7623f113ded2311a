#include "bulk_rollup.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace crossfoot::detail {

namespace {

/// Adds up day by day, and puts the columns in order.
class day_adder final : public day_worker {
  public:
    day_adder(std::shared_ptr<const codebook> book,
              std::shared_ptr<const places> where,
              level_id level)
        : book_{std::move(book)}, where_{std::move(where)}, level_{level} {}

    void begin() override { columns_.clear(); }

    [[nodiscard]] bool is_possible(const reported_periods& /*there*/) const override {
        return true;
    }

    std::optional<std::vector<duplicate_row>> take(const moment_input& of,
                                                   moment_scratch& scratch,
                                                   moment_wanted wanted) override {
        moment_totals made = total_moment(of, level_, dataset{book_, where_}, scratch, wanted);
        if (!made.is_possible) return std::nullopt;
        const std::scoped_lock lock{mutex_};
        for (column_totals& each : made.columns) {
            columns_.emplace(order_of(each.of, *book_), std::move(each));
        }
        return std::move(made.duplicates);
    }

    bulk_totals assemble(bulk_reading read) {
        bulk_totals made{{}, std::move(read)};
        made.columns.reserve(columns_.size());
        for (auto& [order, each] : columns_) {
            made.columns.push_back(std::move(each));
        }
        return made;
    }

  private:
    std::shared_ptr<const codebook> book_;
    std::shared_ptr<const places> where_;
    level_id level_;
    std::mutex mutex_;  // for what follows
    std::map<totals_order, column_totals> columns_;
};

}  // namespace

std::optional<bulk_totals> total_in_bulk(const std::vector<bulk_file>& files,
                                         const std::shared_ptr<const codebook>& book,
                                         const std::shared_ptr<const places>& where,
                                         level_id level,
                                         const figures_options& reading,
                                         const check_options& options) {
    day_adder adder{book, where, level};
    std::optional<bulk_reading> read = read_in_bulk(files, book, where, reading, options, adder);
    if (!read) return std::nullopt;
    return adder.assemble(std::move(*read));
}

}  // namespace crossfoot::detail
