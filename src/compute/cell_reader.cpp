#include <crossfoot/compute/cell_reader.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include <algorithm>

namespace crossfoot {

namespace {

std::uint64_t filing_key(place_id place, const period& when) {
    const auto day_number = static_cast<std::uint32_t>(when.last().time_since_epoch().count());
    return (static_cast<std::uint64_t>(place.index()) << 32U) | day_number;
}

std::optional<interval> within_domain(const dataset& data,
                                      const indicator& of,
                                      const interval& values) {
    std::optional<interval> inside = intersection(values, data.book().domain_of(of));
    if (!inside || !of.counts_whole() || (inside->is_exact() && is_whole(inside->lo().value))) {
        return inside;
    }
    const std::optional<integer_range> whole = inside->whole_numbers();
    if (!whole) {
        return std::nullopt;
    }
    if (!whole->first || !whole->last) {
        return whole->first  ? interval::at_least(rational{*whole->first})
               : whole->last ? interval::at_most(rational{*whole->last})
                             : interval::everything();
    }
    return interval::closed(rational{*whole->first}, rational{*whole->last});
}

}  // namespace

std::optional<interval> values_of(const dataset& data, const observation& seen) {
    const indicator& of = data.book()[data[seen.what].indicator];
    switch (seen.state) {
    case status::reported: break;
    case status::below_unit: return within_domain(data, of, interval::open(0, 1));
    case status::missing:
    case status::not_applicable:
    case status::suppressed:
    case status::unreadable: return std::nullopt;
    }
    if (seen.written != nullptr) {
        return within_domain(data, of, seen.written->values());
    }
    // A plain count needs no narrowing, unless it is negative or of a share.
    if (seen.count >= 0 && of.counts_whole()) {
        return interval::exactly(seen.count);
    }
    return within_domain(data, of, interval::exactly(seen.count));
}

namespace {

bool asks_for_filing_in(const codebook& book) {
    const auto asks = [](const auto& each) { return each.absent == absence::zero_if_filed; };
    return std::ranges::any_of(book.indicators, asks) || std::ranges::any_of(book.rules, asks);
}

}  // namespace

cell_reader::cell_reader(const dataset& data)
    : data_{data}, asks_for_filing_{asks_for_filing_in(data.book())} {
    count_filings();
}

void cell_reader::count_filings() {
    if (!asks_for_filing_) {
        return;
    }
    for (std::size_t number = 0; number < data_.size(); ++number) {
        const observation seen = data_[number];
        // A form that was left blank files nothing.
        if (seen.state != status::missing) {
            ++filed_[filing_key(seen.place, data_[seen.when])];
        }
    }
}

bool cell_reader::note_filing(place_id place, const period& when, bool added) {
    std::uint32_t& count = filed_[filing_key(place, when)];
    const bool before = count > 0;
    count = added ? count + 1 : count - 1;
    return before != (count > 0);
}

cell_reader::cell_reader(const dataset& data, const reading_override& as)
    : data_{data}, override_{as}, asks_for_filing_{asks_for_filing_in(data.book())} {
    count_filings();
}

/// The values of an observation in the way that this reader has.
std::optional<interval> cell_reader::values_at(const observation& seen) const {
    if (!override_ || seen.written == nullptr || seen.state != status::reported) {
        return values_of(data_, seen);
    }
    const indicator& of = data_.book()[data_[seen.what].indicator];
    if (override_->as_printed) {
        return within_domain(data_, of, interval::exactly(seen.written->nominal()));
    }
    reading_convention convention = override_->convention;
    if (of.written == written_as::exact) {
        convention.scaled = scaled_figures::exact;
    }
    std::vector<std::string> units{known_units().begin(), known_units().end()};
    if (!of.unit.empty()) {
        units.insert(units.begin(), of.unit);
    }
    const reading again = read_figure(seen.written->text(), convention, units);
    return within_domain(data_, of, again.value ? again.value->values() : seen.written->values());
}

known_column cell_reader::look_up(const series& what, const period& when) const {
    const codebook& book = data_.book();
    return {data_.find(what),
            data_.find(book.is_of_a_moment(book[what.indicator]) ? when.moment() : when)};
}

std::vector<std::size_t> cell_reader::observations(place_id place,
                                                   const series& what,
                                                   const period& when) const {
    return observations(place, look_up(what, when));
}

std::vector<std::size_t> cell_reader::observations(place_id place, const known_column& at) const {
    // Most cells that are asked for have no observation: those cost no list.
    if (!at.what || !at.when || !data_.find(place, *at.what, *at.when)) {
        return {};
    }
    std::vector<std::size_t> numbers = data_.at(place, *at.what, *at.when);
    if (numbers.size() > 1) {
        std::ranges::stable_sort(numbers, {}, [this](std::size_t number) -> const std::string& {
            return data_.source(data_[number].source);
        });
    }
    return numbers;
}

resolved_figure cell_reader::read(place_id place, const series& what, const period& when) const {
    note_read(place, what, when);
    return read(place, look_up(what, when));
}

resolved_figure cell_reader::read(place_id place, const known_column& at) const {
    if (!at.what || !at.when) {
        return {};
    }
    const cell_content there = data_.look(place, *at.what, *at.when);
    if (!there.first) {
        return {};
    }
    return there.has_more ? of_several(place, at) : of_one(*there.first);
}

/// The figure of a cell with one observation, as nearly all have.
resolved_figure cell_reader::of_one(std::size_t number) const {
    const observation seen = data_[number];
    resolved_figure found;
    found.observation = number;
    found.values = values_at(seen);
    if (found.values) {
        found.kind = reading_kind::figure;
    } else if (seen.state == status::reported) {
        found.kind = reading_kind::outside_domain;
    } else {
        found.kind = seen.state == status::not_applicable ? reading_kind::not_applicable
                                                          : reading_kind::missing;
    }
    return found;
}

resolved_figure cell_reader::of_several(place_id place, const known_column& at) const {
    resolved_figure found;
    bool all_not_applicable = true;
    bool outside = false;
    bool disjoint = false;
    for (const std::size_t number : observations(place, at)) {
        const observation seen = data_[number];
        if (!found.observation) {
            found.observation = number;
        } else {
            found.more_sources = true;
        }
        all_not_applicable = all_not_applicable && seen.state == status::not_applicable;
        const std::optional<interval> values = values_at(seen);
        if (!values) {
            outside = outside || seen.state == status::reported;
            continue;
        }
        if (!found.values) {
            found.values = values;
            found.observation = number;
        } else if (const auto common = intersection(*found.values, *values)) {
            found.values = common;
        } else {
            disjoint = true;
        }
    }
    if (disjoint) {
        found.kind = reading_kind::conflicting;
        found.values.reset();
    } else if (found.values) {
        found.kind = reading_kind::figure;
    } else if (outside) {
        found.kind = reading_kind::outside_domain;
    } else {
        found.kind = all_not_applicable ? reading_kind::not_applicable : reading_kind::missing;
    }
    return found;
}

bool cell_reader::absence_is_zero(place_id place, const series& what, const period& when) const {
    return absence_is_zero(place, data_.book()[what.indicator].absent, when);
}

bool cell_reader::absence_is_zero(place_id place, absence reading, const period& when) const {
    switch (reading) {
    case absence::missing: return false;
    case absence::zero: return true;
    case absence::zero_if_filed: {
        const auto found = filed_.find(filing_key(place, when));
        return found != filed_.end() && found->second > 0;
    }
    }
    return false;
}

}  // namespace crossfoot
