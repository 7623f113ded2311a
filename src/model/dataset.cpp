#include <crossfoot/model/dataset.hpp>
#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <limits>

namespace crossfoot {

namespace {

constexpr std::size_t first_index_size = 64;

std::uint64_t mixed(std::uint64_t value) noexcept {
    // The finalizer of splitmix64: every bit of the key moves every bit of the hash.
    value ^= value >> 30U;
    value *= 0xbf58476d1ce4e5b9ULL;
    value ^= value >> 27U;
    value *= 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

std::uint64_t pair_key(std::uint32_t high, std::uint32_t low) noexcept {
    return (static_cast<std::uint64_t>(high) << 32U) | low;
}

std::int64_t days_key(const period& when) {
    constexpr std::int64_t span = 1LL << 24U;  // more days than there are in ten thousand years
    return when.first().time_since_epoch().count() * span + when.last().time_since_epoch().count();
}

[[noreturn]] void throw_too_large() {
    throw error{error_code::too_large,
                "",
                {"a dataset holds at most 2^31 series by period by source and 2^32 observations",
                 "数据集最多容纳2^31个指标报告期来源组合和2^32个观测值"}};
}

}  // namespace

const char* name_of(scope which) noexcept {
    switch (which) {
    case scope::total: return "total";
    case scope::own: return "own";
    }
    return "";
}

const char* name_of(status which) noexcept {
    switch (which) {
    case status::reported: return "reported";
    case status::missing: return "missing";
    case status::not_applicable: return "not_applicable";
    case status::below_unit: return "below_unit";
    case status::suppressed: return "suppressed";
    case status::unreadable: return "unreadable";
    }
    return "";
}

std::uint16_t series::item(breakdown_id by) const noexcept {
    return by.index() < items.size() ? items[by.index()] : all;
}

series series::with(breakdown_id by, std::uint16_t item) const {
    series changed = *this;
    if (changed.items.size() <= by.index()) {
        changed.items.resize(by.index() + 1, all);
    }
    changed.items[by.index()] = item;
    return changed;
}

bool operator==(const series& a, const series& b) noexcept {
    if (a.indicator != b.indicator || a.extent != b.extent) {
        return false;
    }
    const std::size_t longest = std::max(a.items.size(), b.items.size());
    for (std::size_t i = 0; i < longest; ++i) {
        if (a.item(breakdown_id{i}) != b.item(breakdown_id{i})) {
            return false;
        }
    }
    return true;
}

std::size_t dataset::series_hash::operator()(const series& what) const noexcept {
    std::uint64_t hash = pair_key(what.indicator.index(), static_cast<std::uint32_t>(what.extent));
    for (std::size_t i = 0; i < what.items.size(); ++i) {
        if (what.items[i] == series::all) {
            continue;
        }
        hash = mixed(hash ^ pair_key(static_cast<std::uint32_t>(i) + 1U, what.items[i]));
    }
    return mixed(hash);
}

std::string observation::as_written() const {
    if (written != nullptr) {
        return written->text();
    }
    if (text != nullptr) {
        return *text;
    }
    return std::to_string(count);
}

dataset::dataset(std::shared_ptr<const codebook> book, std::shared_ptr<const places> where)
    : book_{std::move(book)}, places_{std::move(where)}, index_(first_index_size, empty) {
    CROSSFOOT_EXPECTS(book_ && places_);
    intern_source({});
}

void dataset::reserve(std::size_t observations) {
    place_column_.reserve(observations);
    slot_column_.reserve(observations);
    counts_.reserve(observations);
}

series_id dataset::intern(const series& what) {
    const auto [known, is_new] = series_index_.try_emplace(what, series_id{series_.size()});
    if (is_new) {
        series_.push_back(what);
    }
    return known->second;
}

period_id dataset::intern(const period& when) {
    const auto [known, is_new] =
        period_index_.try_emplace(days_key(when), period_id{periods_.size()});
    if (is_new) {
        periods_.push_back(when);
    }
    return known->second;
}

std::uint32_t dataset::intern_source(std::string_view source) {
    const auto [known, is_new] =
        source_index_.try_emplace(std::string{source}, static_cast<std::uint32_t>(sources_.size()));
    if (is_new) {
        sources_.emplace_back(source);
    }
    return known->second;
}

slot_id dataset::intern(series_id what, period_id when, std::uint32_t source) {
    std::vector<slot_id>& same = slot_index_[pair_key(what.index(), when.index())];
    for (const slot_id known : same) {
        if (slots_[known.index()].source == source) {
            return known;
        }
    }
    if (slots_.size() >= beside_flag) {
        throw_too_large();
    }
    const indicator& of = (*book_)[series_[what.index()].indicator];
    const period_id moment =
        book_->is_of_a_moment(of) ? intern(period{periods_[when.index()]}.moment()) : when;
    same.emplace_back(slots_.size());
    slots_.push_back({what, when, moment, source});
    return same.back();
}

std::size_t dataset::probe_start(place_id place, series_id what, period_id moment) const noexcept {
    const std::uint64_t key = pair_key(place.index(), what.index());
    return mixed(key ^ (static_cast<std::uint64_t>(moment.index()) * 0x9e3779b97f4a7c15ULL)) &
           (index_.size() - 1);
}

void dataset::grow_index() {
    index_.assign(index_.size() * 2, empty);
    for (std::size_t number = 0; number < size(); ++number) {
        const slot_content& at = slot_of(number);
        std::size_t probe = probe_start(place_id{place_column_[number]}, at.what, at.moment);
        while (index_[probe] != empty) {
            probe = (probe + 1) & (index_.size() - 1);
        }
        index_[probe] = static_cast<std::uint32_t>(number);
    }
}

std::optional<std::size_t> dataset::append(place_id place,
                                           slot_id at,
                                           std::int64_t value,
                                           bool is_beside) {
    const slot_content& wanted = slots_[at.index()];
    std::size_t probe = probe_start(place, wanted.what, wanted.moment);
    for (; index_[probe] != empty; probe = (probe + 1) & (index_.size() - 1)) {
        const std::uint32_t other = index_[probe];
        const slot_content& there = slot_of(other);
        if (place_column_[other] != place.index() || there.what != wanted.what ||
            there.moment != wanted.moment || there.source != wanted.source) {
            continue;
        }
        if (!is_erased(other)) {
            return std::nullopt;
        }
        overwrite(other, at, {value, is_beside});
        return other;
    }
    const std::size_t number = size();
    if (number >= empty) {
        throw_too_large();
    }
    if (is_there_.size() <= place.index()) is_there_.resize(places_->size());
    is_there_[place.index()] = true;
    place_column_.push_back(place.index());
    slot_column_.push_back(at.index() | (is_beside ? beside_flag : 0U));
    counts_.push_back(value);
    index_[probe] = static_cast<std::uint32_t>(number);
    if (size() * 4 > index_.size() * 3) {
        grow_index();
    }
    return number;
}

/// Puts a value where another one stood; what stood beside is used again where it can be.
void dataset::overwrite(std::size_t number, slot_id at, packed value) {
    const bool was_beside = (slot_column_[number] & beside_flag) != 0;
    if (was_beside && value.is_beside) {
        // The newest stands at the end of the list: it moves here.
        const auto old = static_cast<std::size_t>(counts_[number]);
        beside_[old] = std::move(beside_.back());
        beside_.pop_back();
        value.value = counts_[number];
    }
    slot_column_[number] = at.index() | (value.is_beside ? beside_flag : 0U);
    counts_[number] = value.value;
}

std::optional<std::size_t> dataset::add_count(place_id place, slot_id at, std::int64_t count) {
    return append(place, at, count, false);
}

dataset::packed dataset::pack(figure value) {
    static const integer least{std::numeric_limits<std::int64_t>::min()};
    static const integer most{std::numeric_limits<std::int64_t>::max()};
    if (value.form() == figure_form::exact && is_whole(value.nominal())) {
        const integer count = floor(value.nominal());
        // Only what reads back as the very text that was written goes without it.
        if (count >= least && count <= most && value.text() == to_string(count)) {
            return {static_cast<std::int64_t>(count), false};
        }
    }
    beside_.push_back({status::reported, std::move(value), {}});
    return {static_cast<std::int64_t>(beside_.size() - 1), true};
}

dataset::packed dataset::pack(status state, std::string text) {
    CROSSFOOT_EXPECTS(state != status::reported);
    beside_.push_back({state, std::nullopt, std::move(text)});
    return {static_cast<std::int64_t>(beside_.size() - 1), true};
}

std::optional<std::size_t> dataset::add(place_id place, slot_id at, figure value) {
    const packed made = pack(std::move(value));
    const auto added = append(place, at, made.value, made.is_beside);
    if (!added && made.is_beside) {
        beside_.pop_back();
    }
    return added;
}

std::optional<std::size_t> dataset::add(place_id place,
                                        slot_id at,
                                        status state,
                                        std::string text) {
    const packed made = pack(state, std::move(text));
    const auto added = append(place, at, made.value, made.is_beside);
    if (!added) {
        beside_.pop_back();
    }
    return added;
}

std::size_t dataset::put(place_id place, slot_id at, packed value) {
    if (const auto there = find(place, at)) {
        overwrite(*there, at, value);
        return *there;
    }
    return append(place, at, value.value, value.is_beside).value();
}

std::size_t dataset::set(const cell& where, figure value, std::string_view source) {
    const slot_id at = intern(intern(where.what), intern(where.when), intern_source(source));
    return put(where.place, at, pack(std::move(value)));
}

std::size_t dataset::set(const cell& where,
                         status state,
                         std::string text,
                         std::string_view source) {
    const slot_id at = intern(intern(where.what), intern(where.when), intern_source(source));
    return put(where.place, at, pack(state, std::move(text)));
}

bool dataset::clear(const cell& where, std::string_view source) {
    const slot_id at = intern(intern(where.what), intern(where.when), intern_source(source));
    const auto there = find(where.place, at);
    if (!there) {
        return false;
    }
    packed nothing = pack(status::missing, {});
    beside_.back().is_erased = true;
    overwrite(*there, slot_id{slot_column_[*there] & ~beside_flag}, nothing);
    return true;
}

std::size_t dataset::take(dataset&& from) {
    const std::size_t first = size();
    reserve(first + from.size());
    std::vector<slot_id> here;
    for (const slot_content& each : from.slots_) {
        here.push_back(intern(intern(from.series_[each.what.index()]),
                              intern(from.periods_[each.when.index()]),
                              intern_source(from.sources_[each.source])));
    }
    for (std::size_t number = 0; number < from.size(); ++number) {
        const bool is_beside = (from.slot_column_[number] & beside_flag) != 0;
        std::int64_t value = from.counts_[number];
        if (is_beside) {
            beside_.push_back(std::move(from.beside_[static_cast<std::size_t>(value)]));
            value = static_cast<std::int64_t>(beside_.size() - 1);
        }
        const auto added = append(place_id{from.place_column_[number]},
                                  here[from.slot_column_[number] & ~beside_flag],
                                  value,
                                  is_beside);
        CROSSFOOT_EXPECTS(added == first + number);
    }
    return first;
}

namespace {

[[noreturn]] void throw_duplicate(const dataset& data, const cell& where) {
    throw error{error_code::duplicate_cell,
                std::string{data.where().code(where.place)} + ", " + to_string(where.when) + ", " +
                    data.book()[where.what.indicator].name.code,
                {"already has a figure from this source", "同一来源已有数值"}};
}

}  // namespace

void dataset::add(const cell& where, figure value, std::string_view source) {
    const slot_id at = intern(intern(where.what), intern(where.when), intern_source(source));
    if (!add(where.place, at, std::move(value))) {
        throw_duplicate(*this, where);
    }
}

void dataset::add(const cell& where, status state, std::string text, std::string_view source) {
    const slot_id at = intern(intern(where.what), intern(where.when), intern_source(source));
    if (!add(where.place, at, state, std::move(text))) {
        throw_duplicate(*this, where);
    }
}

observation dataset::operator[](std::size_t number) const {
    CROSSFOOT_EXPECTS(number < size());
    const slot_content& at = slot_of(number);
    observation seen{place_id{place_column_[number]}, at.what, at.when, at.source};
    if ((slot_column_[number] & beside_flag) == 0) {
        seen.count = counts_[number];
        return seen;
    }
    const beside& more = beside_[static_cast<std::size_t>(counts_[number])];
    seen.state = more.state;
    if (more.value) {
        seen.written = &*more.value;
    } else {
        seen.text = &more.text;
    }
    return seen;
}

std::vector<std::size_t> dataset::at(place_id place, series_id what, period_id when) const {
    std::vector<std::size_t> numbers;
    const auto moment = moment_of(what, when);
    if (!moment) {
        return numbers;
    }
    for (std::size_t probe = probe_start(place, what, *moment); index_[probe] != empty;
         probe = (probe + 1) & (index_.size() - 1)) {
        const std::uint32_t number = index_[probe];
        const slot_content& there = slot_of(number);
        if (place_column_[number] == place.index() && there.what == what &&
            there.moment == *moment && !is_erased(number)) {
            numbers.push_back(number);
        }
    }
    // Growing the index can turn their order around.
    std::ranges::sort(numbers);
    return numbers;
}

cell_content dataset::look(place_id place, series_id what, period_id when) const {
    cell_content there;
    // Of most places that are asked for nothing is there.
    if (!may_have(place)) {
        return there;
    }
    const auto moment = moment_of(what, when);
    if (!moment) {
        return there;
    }
    for (std::size_t probe = probe_start(place, what, *moment); index_[probe] != empty;
         probe = (probe + 1) & (index_.size() - 1)) {
        const std::uint32_t number = index_[probe];
        const slot_content& at = slot_of(number);
        if (place_column_[number] != place.index() || at.what != what || at.moment != *moment ||
            is_erased(number)) {
            continue;
        }
        there.has_more = there.first.has_value();
        if (!there.first || number < *there.first) {
            there.first = number;
        }
    }
    return there;
}

std::optional<std::size_t> dataset::find(place_id place, series_id what, period_id when) const {
    return look(place, what, when).first;
}

std::optional<std::size_t> dataset::find(place_id place, slot_id at) const {
    const slot_content& wanted = slots_[at.index()];
    for (const std::size_t number : this->at(place, wanted.what, wanted.when)) {
        if (slot_of(number).source == wanted.source) {
            return number;
        }
    }
    return std::nullopt;
}

std::optional<series_id> dataset::find(const series& what) const {
    const auto found = series_index_.find(what);
    if (found == series_index_.end()) {
        return std::nullopt;
    }
    return found->second;
}

std::optional<period_id> dataset::find(const period& when) const {
    const auto found = period_index_.find(days_key(when));
    if (found == period_index_.end()) {
        return std::nullopt;
    }
    return found->second;
}

std::optional<period_id> dataset::moment_of(series_id what, period_id when) const {
    const indicator& of = (*book_)[series_[what.index()].indicator];
    // A day is its own last day.
    const period& days = periods_[when.index()];
    if (days.first() == days.last() || !book_->is_of_a_moment(of)) {
        return when;
    }
    return find(days.moment());
}

}  // namespace crossfoot
