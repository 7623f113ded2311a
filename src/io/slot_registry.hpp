#pragma once

#include <crossfoot/model/dataset.hpp>

#include "check/moment_columns.hpp"

#include <atomic>
#include <cstddef>
#include <map>
#include <mutex>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// Hands out the slots of a dataset to several threads that read figures for it.
class slot_registry {
  public:
    /// `of` must outlive it, and nobody else may intern anything meanwhile.
    explicit slot_registry(dataset& of) : of_{of}, count_{of.slot_count()} {}

    [[nodiscard]] slot_id intern(const series& what, const period& when, std::string_view source) {
        const std::scoped_lock lock{one_at_a_time_};
        const slot_id made =
            of_.intern(of_.intern(what), of_.intern(when), of_.intern_source(source));
        if (made.index() + 1U == of_.slot_count() && of_.slot_count() > count_.load()) {
            by_day_[when.last()].push_back(made);
            periods_[what.indicator].insert(when);
            count_.store(of_.slot_count());
        }
        return made;
    }

    /// How many slots there are by now.
    [[nodiscard]] std::size_t count() const noexcept { return count_.load(); }

    /// Adds the last days of slots, as days since 1970, behind those of the slots before them.
    void append_days(std::vector<std::int32_t>& days) const {
        const std::scoped_lock lock{one_at_a_time_};
        for (std::size_t i = days.size(); i < of_.slot_count(); ++i) {
            const period& when = of_[of_[slot_id{i}].when];
            days.push_back(static_cast<std::int32_t>(when.last().time_since_epoch().count()));
        }
    }

    /// The slots of figures that speak of a day.
    [[nodiscard]] std::vector<moment_slot> slots_of(day last) const {
        const std::scoped_lock lock{one_at_a_time_};
        std::vector<moment_slot> made;
        const auto found = by_day_.find(last);
        if (found == by_day_.end()) return made;
        for (const slot_id each : found->second) {
            const slot_content& slot = of_[each];
            made.push_back(
                {each, of_[slot.what], of_[slot.when], of_[slot.moment], of_.source(slot.source)});
        }
        return made;
    }

    /// What is to be known of the periods that indicators have figures of.
    template <typename Question>
    [[nodiscard]] auto ask_of_periods(const Question& question) const {
        const std::scoped_lock lock{one_at_a_time_};
        return question(periods_);
    }

    [[nodiscard]] const codebook& book() const noexcept { return of_.book(); }
    [[nodiscard]] const places& where() const noexcept { return of_.where(); }

  private:
    dataset& of_;
    std::atomic<std::size_t> count_;
    mutable std::mutex one_at_a_time_;
    std::map<day, std::vector<slot_id>> by_day_;
    reported_periods periods_;
};

}  // namespace crossfoot::detail
