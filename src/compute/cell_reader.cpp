#include <crossfoot/compute/cell_reader.hpp>

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
    if (!whole->last) {
        return interval::at_least(rational{*whole->first});
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
        return interval::exactly(rational{seen.count});
    }
    return within_domain(data, of, interval::exactly(rational{seen.count}));
}

cell_reader::cell_reader(const dataset& data) : data_{data} {
    const bool asked = std::ranges::any_of(data.book().indicators, [](const indicator& each) {
        return each.absent == absence::zero_if_filed;
    });
    if (!asked) {
        return;
    }
    for (std::size_t number = 0; number < data.size(); ++number) {
        const observation seen = data[number];
        // A form that was left blank files nothing.
        if (seen.state != status::missing) {
            filed_.insert(filing_key(seen.place, data[seen.when]));
        }
    }
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
    return read(place, look_up(what, when));
}

resolved_figure cell_reader::read(place_id place, const known_column& at) const {
    resolved_figure found;
    bool all_not_applicable = true;
    bool outside = false;
    bool disjoint = false;
    for (const std::size_t number : observations(place, at)) {
        const observation seen = data_[number];
        if (!found.observation) {
            found.observation = number;
        }
        all_not_applicable = all_not_applicable && seen.state == status::not_applicable;
        const std::optional<interval> values = values_of(data_, seen);
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
    if (!found.observation) {
        return found;
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
    switch (data_.book()[what.indicator].absent) {
    case absence::missing: return false;
    case absence::zero: return true;
    case absence::zero_if_filed: return filed_.contains(filing_key(place, when));
    }
    return false;
}

}  // namespace crossfoot
