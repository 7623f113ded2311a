#include <crossfoot/compute/rollup.hpp>
#include <crossfoot/number/error.hpp>

#include <algorithm>

namespace crossfoot {

namespace {

bool was_reported(const rollup_part& part) {
    return part.figure.kind == reading_kind::figure ||
           part.figure.kind == reading_kind::not_applicable;
}

/// With the answer to whether its absence reads as none.
rollup_part completed(rollup_part part, const cell_reader& cells, const period& when) {
    part.reads_as_zero = part.figure.kind == reading_kind::absent &&
                         cells.absence_is_zero(part.place, part.what, when);
    return part;
}

/// Gathers the parts of totals of one series in one period.
class gatherer {
  public:
    gatherer(const cell_reader& cells,
             const hierarchy& tree,
             const series& what,
             const period& when)
        : cells_{cells}, tree_{tree}, total_{what}, own_{what}, when_{when} {
        total_.extent = scope::total;
        own_.extent = scope::own;
        total_column_ = cells.look_up(total_, when);
        own_column_ = cells.look_up(own_, when);
        const codebook& book = cells.data().book();
        for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
            const std::uint16_t item = what.item(breakdown_id{i});
            if (item != series::all && !book.breakdowns[i].items[item].only_in.empty()) {
                limited_.push_back(&book.breakdowns[i].items[item]);
            }
        }
    }

    [[nodiscard]] rollup_parts parts_of(place_id place) const {
        rollup_parts gathered;
        gathered.parts.reserve(tree_.children_of(place).size() + 1);
        if (std::optional<rollup_part> own = own_part(place)) {
            ++gathered.due;
            gathered.reporting += was_reported(*own) ? 1U : 0U;
            gathered.parts.push_back(std::move(*own));
        }
        for (const place_id child : tree_.children_of(place)) {
            const bool is_due = occurs(child, scope::total);
            const bool has_reported = add_child(child, gathered.parts);
            gathered.due += is_due || has_reported ? 1U : 0U;
            gathered.reporting += has_reported ? 1U : 0U;
        }
        return gathered;
    }

  private:
    [[nodiscard]] rollup_part part(place_id place,
                                   const series& what,
                                   const known_column& at) const {
        cells_.note_read(place, what, when_);
        return completed({place, what, cells_.read(place, at), false}, cells_, when_);
    }

    /// Whether all items of the series occur at a place; what does not is no missing part.
    [[nodiscard]] bool occurs(place_id place, scope extent) const {
        return std::ranges::all_of(limited_, [&](const breakdown_item* item) {
            return occurs_at(cells_.data(), tree_, place, *item, extent);
        });
    }

    /// A place's own part, where its level has one or one was reported all the same.
    [[nodiscard]] std::optional<rollup_part> own_part(place_id place) const {
        rollup_part own = part(place, own_, own_column_);
        const std::vector<level_id>& levels = cells_.data().book()[own_.indicator].own_at;
        const bool has_one = std::ranges::find(levels, tree_.level_of(place)) != levels.end() &&
                             occurs(place, scope::own);
        if (!has_one && own.figure.kind == reading_kind::absent) {
            return std::nullopt;
        }
        return own;
    }

    /// Whether anything may have been observed at a place or below it.
    [[nodiscard]] bool may_have_any(place_id place) const {
        return cells_.data().may_have(place) ||
               std::ranges::any_of(tree_.children_of(place),
                                   [this](place_id child) { return may_have_any(child); });
    }

    /// Adds a child's total, or what stands for it; gives whether any of that was reported.
    bool add_child(place_id child, std::vector<rollup_part>& parts) const {
        const std::size_t at = parts.size();
        parts.push_back(part(child, total_, total_column_));
        if (was_reported(parts.back())) return true;
        if (!cells_.records_reads() && !may_have_any(child)) {
            if (!occurs(child, scope::total)) parts.pop_back();
            return false;
        }
        const bool is_told = parts.back().figure.kind != reading_kind::absent;
        bool any = false;
        if (std::optional<rollup_part> own = own_part(child)) {
            any = was_reported(*own);
            parts.push_back(std::move(*own));
        }
        for (const place_id grandchild : tree_.children_of(child)) {
            any = add_child(grandchild, parts) || any;
        }
        const auto total = parts.begin() + static_cast<std::ptrdiff_t>(at);
        if (any) {
            parts.erase(total);
        } else {
            // Nothing was reported of what lies in the child: it counts as one part, if at all.
            parts.erase(is_told || occurs(child, scope::total) ? total + 1 : total, parts.end());
        }
        return any;
    }

    const cell_reader& cells_;
    const hierarchy& tree_;
    series total_;
    series own_;
    known_column total_column_;
    known_column own_column_;
    period when_;
    std::vector<const breakdown_item*> limited_;  // those of its items that have an `only_in`
};

std::optional<rolled_up> summed(const dataset& data, const rollup_parts& gathered) {
    const bool any = std::ranges::any_of(gathered.parts, [](const rollup_part& part) {
        return part.figure.kind == reading_kind::figure;
    });
    if (!any) {
        return std::nullopt;
    }
    rolled_up sum{interval::exactly(0), gathered.due, gathered.reporting};
    for (const rollup_part& part : gathered.parts) {
        sum.values = sum.values + contribution_of(data.book(), part);
    }
    return sum;
}

}  // namespace

rollup_part part_at(const cell_reader& cells,
                    place_id place,
                    const series& what,
                    const period& when) {
    return completed({place, what, cells.read(place, what, when), false}, cells, when);
}

interval contribution_of(const codebook& book, const rollup_part& part) {
    if (part.figure.values) {
        return *part.figure.values;
    }
    if (part.reads_as_zero || part.figure.kind == reading_kind::not_applicable) {
        return interval::exactly(0);
    }
    return book.domain_of(book[part.what.indicator]);
}

rollup_parts gather_parts(const cell_reader& cells,
                          const hierarchy& tree,
                          place_id place,
                          const series& what,
                          const period& when) {
    if (!tree.has(place)) {
        return {};
    }
    return gatherer{cells, tree, what, when}.parts_of(place);
}

std::optional<rolled_up> roll_up(const cell_reader& cells,
                                 const hierarchy& tree,
                                 place_id place,
                                 const series& what,
                                 const period& when) {
    CROSSFOOT_EXPECTS(cells.data().book()[what.indicator].additive);
    return summed(cells.data(), gather_parts(cells, tree, place, what, when));
}

bool occurs_at(const dataset& data,
               const hierarchy& tree,
               place_id place,
               const breakdown_item& item,
               scope extent) {
    if (item.only_in.empty()) {
        return true;
    }
    const auto lies_in = [&](place_id inner, place_id outer) {
        for (std::optional<place_id> at = inner; at; at = tree.parent_of(*at)) {
            if (*at == outer) {
                return true;
            }
        }
        return false;
    };
    return std::ranges::any_of(item.only_in, [&](const std::string& code) {
        const std::optional<place_id> named = data.where().find(code);
        return named &&
               (lies_in(place, *named) || (extent == scope::total && lies_in(*named, place)));
    });
}

std::vector<std::uint16_t> items_at(
    const dataset& data, const hierarchy& tree, place_id place, breakdown_id by, scope extent) {
    std::vector<std::uint16_t> there;
    const std::vector<breakdown_item>& items = data.book()[by].items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (occurs_at(data, tree, place, items[i], extent)) {
            there.push_back(static_cast<std::uint16_t>(i));
        }
    }
    return there;
}

std::optional<rolled_up> roll_up_items(const cell_reader& cells,
                                       const hierarchy& tree,
                                       place_id place,
                                       const series& what,
                                       breakdown_id by,
                                       const period& when) {
    rollup_parts gathered;
    for (const std::uint16_t item : items_at(cells.data(), tree, place, by, what.extent)) {
        rollup_part part = part_at(cells, place, what.with(by, item), when);
        ++gathered.due;
        gathered.reporting += was_reported(part) ? 1U : 0U;
        gathered.parts.push_back(std::move(part));
    }
    return summed(cells.data(), gathered);
}

}  // namespace crossfoot
