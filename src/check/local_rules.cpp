#include "local_rules.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace crossfoot::detail {

namespace {

class local_rule_finder {
  public:
    local_rule_finder(const codebook& book,
                      const std::vector<rule>& rules,
                      const moment_columns& columns)
        : book_{book}, rules_{rules}, columns_{columns} {}

    [[nodiscard]] std::vector<local_rule> run() const {
        std::vector<std::array<bool, 2>> has_scope(columns_.tracks.size());
        for (const slot_track& each : columns_.of_slot) {
            if (each.number != slot_track::none) {
                has_scope[each.number][static_cast<std::size_t>(each.extent)] = true;
            }
        }
        std::vector<local_rule> made;
        for (std::uint32_t number = 0; number < rules_.size(); ++number) {
            for (std::uint32_t claim = 0; claim < columns_.tracks.size(); ++claim) {
                if (columns_[claim].total.indicator != rules_[number].indicator) continue;
                for (const scope extent : {scope::total, scope::own}) {
                    if (!has_scope[claim][static_cast<std::size_t>(extent)]) continue;
                    if (auto one = local_rule_of(number, claim, extent)) {
                        made.push_back(std::move(*one));
                    }
                }
            }
        }
        return made;
    }

  private:
    [[nodiscard]] std::uint32_t find_track(const series& total, const period& moment) const {
        const auto found = std::ranges::find_if(columns_.tracks, [&](const track& each) {
            return each.total == total && each.moment == moment;
        });
        return found == columns_.tracks.end()
                   ? slot_track::none
                   : static_cast<std::uint32_t>(found - columns_.tracks.begin());
    }

    [[nodiscard]] std::optional<local_rule> local_rule_of(std::uint32_t number,
                                                          std::uint32_t claim,
                                                          scope extent) const {
        const rule& which = rules_[number];
        const track& of = columns_[claim];
        local_rule made{number, claim, extent, false, {}, {}, false};
        const auto put = [&](const series& what) {
            const indicator& named = book_[what.indicator];
            made.others.push_back(find_track(what, of.moment));
            made.absent_is_zero.push_back(named.absent == absence::zero);
        };
        switch (which.kind) {
        case rule_kind::part_of: {
            const indicator_id whole = *book_[which.indicator].part_of;
            series what = of.total;
            what.indicator = whole;
            // One of them is of a moment, the other is not: then their cells have other periods.
            made.is_open =
                book_.is_of_a_moment(book_[whole]) != book_.is_of_a_moment(book_[which.indicator]);
            put(what);
            for (std::size_t i = 0; i < what.items.size(); ++i) {
                const breakdown_id by{i};
                if (what.item(by) != series::all && book_[whole].find_use(by) == nullptr) {
                    return std::nullopt;
                }
            }
            return made;
        }
        case rule_kind::of_which:
        case rule_kind::nested:
            if (of.total.item(which.by) == series::all) return std::nullopt;
            made.is_open = which.kind == rule_kind::nested || differs_by_place(which);
            put(of.total.with(which.by, series::all));
            return made;
        case rule_kind::partition: return partition_of(which, std::move(made));
        case rule_kind::domain:
        case rule_kind::conflict:
        case rule_kind::rollup:
        case rule_kind::rate:
        case rule_kind::registered:
        case rule_kind::cumulative:
        case rule_kind::accumulation:
        case rule_kind::balance:
        case rule_kind::periods:
        case rule_kind::last_year:
        case rule_kind::growth:
        case rule_kind::change:
        case rule_kind::ordinal:
        case rule_kind::magnitude:
        case rule_kind::due:
        case rule_kind::written: return std::nullopt;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<local_rule> partition_of(const rule& which, local_rule made) const {
        const track& of = columns_[made.claim];
        if ((of.total.item(which.by) == series::all) == which.nesting) return std::nullopt;
        if (which.nesting) {
            made.is_open = true;
            return made;
        }
        made.is_sum = true;
        bool any = false;
        const std::vector<breakdown_item>& items = book_[which.by].items;
        for (std::size_t i = 0; i < items.size(); ++i) {
            made.others.push_back(
                find_track(of.total.with(which.by, static_cast<std::uint16_t>(i)), of.moment));
            any = any || made.others.back() != slot_track::none;
            // An item that does not occur at a place is none there.
            made.absent_is_zero.push_back(book_[which.indicator].absent == absence::zero);
            if (!items[i].only_in.empty() && !made.absent_is_zero.back()) made.is_open = true;
        }
        if (!any) return std::nullopt;
        if (which.counting != tier_counting::exclusive || differs_by_place(which)) {
            made.is_open = true;
        }
        return made;
    }

    /// Whether a breakdown is something else at some places.
    [[nodiscard]] bool differs_by_place(const rule& which) const {
        return std::ranges::any_of(book_[which.indicator].breakdowns,
                                   [&](const breakdown_use& each) {
                                       return each.by == which.by && !each.only_in.empty();
                                   });
    }

    const codebook& book_;
    const std::vector<rule>& rules_;
    const moment_columns& columns_;
};

}  // namespace

std::vector<local_rule> local_rules_of(const codebook& book,
                                       const std::vector<rule>& rules,
                                       const moment_columns& columns) {
    return local_rule_finder{book, rules, columns}.run();
}

}  // namespace crossfoot::detail
