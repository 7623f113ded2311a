#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "known_documents.hpp"
#include "known_figures.hpp"
#include "open_tracker.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace crossfoot {

namespace {

using detail::known_figures;
using detail::open_tracker;
using detail::stored_entry;
using detail::stored_figure;
using detail::transaction;

/// What ids stand for.
class cell_names {
  public:
    explicit cell_names(open_tracker& of) : codes_{of.place_codes()}, slots_{of.slots()} {}

    [[nodiscard]] ledger_cell operator()(const stored_figure& figure) const {
        const detail::stored_slot& slot = slots_[static_cast<std::size_t>(figure.slot)];
        return {codes_[static_cast<std::size_t>(figure.place)],
                slot.when,
                slot.indicator,
                slot.extent,
                slot.items,
                slot.source};
    }
    [[nodiscard]] const std::vector<detail::stored_slot>& slots() const { return slots_; }

  private:
    std::vector<std::string> codes_;
    std::vector<detail::stored_slot> slots_;
};

/// The text of a figure for a list of changes: those without one say why in brackets.
std::string shown(const stored_figure& figure) {
    if (figure.count || figure.state == status::reported) return words_of(figure);
    const std::string text = words_of(figure);
    return (text.empty() ? "" : text + " ") + "(" + name_of(figure.state) + ")";
}

auto order_of(const ledger_cell& where) {
    return std::tie(
        where.place, where.indicator, where.extent, where.items, where.period, where.source);
}

/// The slots of an indicator, or of all, for a period or within it.
std::vector<bool> slots_within(const std::vector<detail::stored_slot>& slots,
                               const period& when,
                               std::string_view indicator) {
    std::vector<bool> made(slots.size(), false);
    for (std::size_t i = 1; i < slots.size(); ++i) {
        if (!indicator.empty() && slots[i].indicator != indicator) continue;
        const auto own = period::parse(slots[i].when);
        made[i] = own && when.contains(*own);
    }
    return made;
}

/// The same with all slots that are the same cells: a stock of 2016 and of 2016-12.
std::vector<bool> with_same_cells(std::vector<bool> wanted, const known_figures& known) {
    std::set<std::uint32_t> cells;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i]) cells.insert(known.cell_of(static_cast<std::int64_t>(i)));
    }
    for (std::size_t i = 1; i < wanted.size(); ++i) {
        wanted[i] = cells.contains(known.cell_of(static_cast<std::int64_t>(i)));
    }
    return wanted;
}

}  // namespace

std::vector<figure_version> tracker::history(std::string_view place,
                                             const period& when,
                                             std::string_view indicator) const {
    transaction seen{is_->data(), transaction::kind::reading};
    const std::int64_t last = is_->last_number();
    const auto id = is_->find_place(place);
    if (!id) {
        throw error{error_code::unknown_code,
                    std::string{place},
                    {"is no place of which the tracker has figures", "不是台账中有数值的地区"}};
    }
    const cell_names names{*is_};
    known_figures known{*is_, last};
    const std::vector<bool> wanted =
        with_same_cells(slots_within(names.slots(), when, indicator), known);
    std::vector<figure_version> made;
    for (const stored_entry& each : is_->entries(1, last)) {
        const period of = detail::days_of(each);
        if (each.told.kind != entry_kind::submission || of.last() < when.first() ||
            when.last() < of.first()) {
            continue;
        }
        is_->each_figure(each, [&](const stored_figure& figure) {
            if (figure.place != *id || !wanted[static_cast<std::size_t>(figure.slot)]) return;
            made.push_back({each.told,
                            names(figure),
                            figure.state,
                            words_of(figure),
                            known.is_known(each, figure)});
        });
    }
    std::ranges::stable_sort(made, [](const figure_version& a, const figure_version& b) {
        return order_of(a.where) < order_of(b.where);
    });
    return made;
}

std::vector<figure_change> tracker::changes(std::int64_t from, std::int64_t to) const {
    transaction seen{is_->data(), transaction::kind::reading};
    known_figures before{*is_, from};
    known_figures after{*is_, to};
    const auto numbers_of = [](const known_figures& of) {
        std::set<std::int64_t> numbers;
        for (const stored_entry& each : of.entries()) {
            numbers.insert(each.told.number);
        }
        return numbers;
    };
    const std::set<std::int64_t> old_numbers = numbers_of(before);
    const std::set<std::int64_t> new_numbers = numbers_of(after);
    // Cells are different only where one of these speaks of them.
    std::vector<stored_entry> differing;
    for (const known_figures* const each : {&before, &after}) {
        for (const stored_entry& one : each->entries()) {
            if (!old_numbers.contains(one.told.number) || !new_numbers.contains(one.told.number)) {
                differing.push_back(one);
            }
        }
    }
    std::set<std::pair<std::int64_t, std::uint32_t>> cells;
    for (const stored_entry& one : differing) {
        is_->each_figure(one, [&](const stored_figure& figure) {
            cells.emplace(figure.place, after.cell_of(figure.slot));
        });
    }
    const cell_names names{*is_};
    struct both {
        ledger_cell where;
        std::optional<std::string> before;
        std::optional<std::string> after;
    };
    std::map<std::pair<std::int64_t, std::uint32_t>, both> found;
    const auto may_differ = [&](const stored_entry& entry) {
        return std::ranges::any_of(differing, [&](const stored_entry& each) {
            const period a = detail::days_of(each);
            const period b = detail::days_of(entry);
            return a.first() <= b.last() && b.first() <= a.last();
        });
    };
    const auto take = [&](known_figures& of, std::optional<std::string> both::*side) {
        of.each_of(may_differ, [&](const stored_entry&, const stored_figure& figure) {
            const std::pair key{figure.place, after.cell_of(figure.slot)};
            if (!cells.contains(key)) return;
            both& to_fill = found[key];
            to_fill.where = names(figure);
            to_fill.*side = shown(figure);
        });
    };
    take(before, &both::before);
    take(after, &both::after);
    std::vector<figure_change> made;
    for (auto& [key, each] : found) {
        if (each.before != each.after) {
            made.push_back({std::move(each.where), std::move(each.before), std::move(each.after)});
        }
    }
    std::ranges::sort(made, [](const figure_change& a, const figure_change& b) {
        return order_of(a.where) < order_of(b.where);
    });
    return made;
}

}  // namespace crossfoot
