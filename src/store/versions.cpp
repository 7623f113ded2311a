#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "known_documents.hpp"
#include "known_figures.hpp"
#include "open_tracker.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

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

/// The period of each slot; of what is counted at a moment, its day: of 2016-12, and of a stock of
/// 2016. No value where there is none.
std::vector<std::optional<period>> days_of_slots(const std::vector<detail::stored_slot>& slots,
                                                 const codebook& book) {
    std::vector<std::optional<period>> made;
    for (const detail::stored_slot& slot : slots) {
        std::optional<period>& own = made.emplace_back(period::parse(slot.when));
        const auto which = book.find_indicator(slot.indicator);
        if (own && which && book.is_of_a_moment(book[*which])) own = own->moment();
    }
    return made;
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
    const auto book = detail::read_codebook_of(*is_, detail::codebook_text(*is_, last));
    const std::vector<std::optional<period>> days = days_of_slots(names.slots(), *book);
    struct version_of_cell {
        ledger_cell which;  ///< with the day where it is of a moment, by whatever name
        figure_version version;
    };
    std::vector<version_of_cell> found;
    for (const stored_entry& each : is_->entries(1, last)) {
        if (each.told.kind != entry_kind::submission ||
            !detail::have_a_day_in_common(detail::days_of(each), when)) {
            continue;
        }
        is_->each_figure(each, [&](const stored_figure& figure) {
            const std::optional<period>& own = days[static_cast<std::size_t>(figure.slot)];
            if (figure.place != *id || !own || !when.contains(*own)) return;
            ledger_cell where = names(figure);
            if (!indicator.empty() && where.indicator != indicator) return;
            ledger_cell which = where;
            which.period = to_string(*own);
            found.push_back({std::move(which),
                             {each.told,
                              std::move(where),
                              figure.state,
                              words_of(figure),
                              known.is_known(each, figure)}});
        });
    }
    std::ranges::stable_sort(found, [](const version_of_cell& a, const version_of_cell& b) {
        return order_of(a.which) < order_of(b.which);
    });
    std::vector<figure_version> made;
    for (version_of_cell& each : found) {
        made.push_back(std::move(each.version));
    }
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
            cells.emplace(figure.place, after.cells().of(figure.slot));
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
            return detail::have_a_day_in_common(detail::days_of(each), detail::days_of(entry));
        });
    };
    const auto take = [&](known_figures& of, std::optional<std::string> both::*side) {
        of.each_of(may_differ, [&](const stored_entry&, const stored_figure& figure) {
            const std::pair key{figure.place, after.cells().of(figure.slot)};
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
