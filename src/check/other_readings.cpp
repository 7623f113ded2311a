#include <crossfoot/check/other_readings.hpp>

#include "instantiation.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace crossfoot {

const char* name_of(reading_way which) noexcept {
    switch (which) {
    case reading_way::truncated: return "truncated";
    case reading_way::rounded_up: return "rounded_up";
    case reading_way::half_to_even: return "half_to_even";
    case reading_way::open_more: return "open_more";
    case reading_way::wide_near: return "wide_near";
    case reading_way::exact_scaled: return "exact_scaled";
    case reading_way::as_printed: return "as_printed";
    }
    return "";
}

namespace {

constexpr std::array all_ways{reading_way::truncated,
                              reading_way::rounded_up,
                              reading_way::half_to_even,
                              reading_way::open_more,
                              reading_way::wide_near,
                              reading_way::exact_scaled,
                              reading_way::as_printed};

reading_override override_for(reading_way way) {
    reading_override made;
    switch (way) {
    case reading_way::truncated: made.convention.rounding = rounding_mode::down; break;
    case reading_way::rounded_up: made.convention.rounding = rounding_mode::up; break;
    case reading_way::half_to_even: made.convention.rounding = rounding_mode::half_even; break;
    case reading_way::open_more: made.convention.more = more_upper_end::none; break;
    case reading_way::wide_near: made.convention.near = nearness::one_unit; break;
    case reading_way::exact_scaled: made.convention.scaled = scaled_figures::exact; break;
    case reading_way::as_printed: made.as_printed = true; break;
    }
    return made;
}

}  // namespace

/// Judges findings anew, with figures read in other ways.
class other_readings::worker {
  public:
    worker(const check_report& report, const dataset& data) : report_{report}, data_{data} {}

    [[nodiscard]] bool matter_to(const finding& what) const {
        return std::ranges::any_of(what.terms, [this](const finding_term& term) {
            if (term.reading != term_reading::figure || !term.observation) {
                return false;
            }
            const observation seen = data_[*term.observation];
            return seen.written != nullptr && !seen.written->values().is_exact();
        });
    }

    [[nodiscard]] std::vector<other_reading> of(const finding& what) {
        std::vector<other_reading> found;
        if (what.result != verdict::fails || !matter_to(what)) {
            return found;
        }
        for (const reading_way way : all_ways) {
            const std::optional<verdict> result = verdict_under(way, what);
            if (result && *result != verdict::fails) {
                found.push_back({way, *result});
            }
        }
        return found;
    }

  private:
    /// A check of the same figures, read in another way.
    struct reread {
        reread(const check_report& report, const dataset& data, const reading_override& as)
            : cells{data, as}, rules{data, cells, report.rules, report.units} {}
        cell_reader cells;
        detail::instantiation rules;
    };

    [[nodiscard]] std::optional<verdict> verdict_under(reading_way way, const finding& what) {
        std::unique_ptr<reread>& read = reread_[way];
        if (!read) {
            read = std::make_unique<reread>(report_, data_, override_for(way));
        }
        const auto made = read->rules.at(what.rule, read->rules.builder().see(what.where));
        return made ? std::optional{made->found.result} : std::nullopt;
    }

    const check_report& report_;
    const dataset& data_;
    std::map<reading_way, std::unique_ptr<reread>> reread_;
};

other_readings::other_readings(const check_report& report, const dataset& data)
    : worker_{std::make_unique<worker>(report, data)} {}
other_readings::~other_readings() = default;

bool other_readings::matter_to(const finding& what) const {
    return worker_->matter_to(what);
}

std::vector<other_reading> other_readings::of(const finding& what) {
    return worker_->of(what);
}

}  // namespace crossfoot
