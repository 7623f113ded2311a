#include <crossfoot/model/campaign.hpp>
#include <crossfoot/number/error.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace crossfoot {

const char* name_of(tier which) noexcept {
    switch (which) {
    case tier::national: return "national";
    case tier::provincial: return "provincial";
    case tier::autonomous_prefectural: return "autonomous_prefectural";
    case tier::prefectural: return "prefectural";
    case tier::county: return "county";
    }
    return "";
}

const char* name_of(category which) noexcept {
    switch (which) {
    case category::organ: return "organ";
    case category::township: return "township";
    case category::school: return "school";
    case category::village: return "village";
    case category::community: return "community";
    case category::army_unit: return "army_unit";
    case category::enterprise: return "enterprise";
    case category::religious_venue: return "religious_venue";
    case category::other: return "other";
    }
    return "";
}

namespace {

constexpr std::array all_tiers{tier::national,
                               tier::provincial,
                               tier::autonomous_prefectural,
                               tier::prefectural,
                               tier::county};

figure read_text(const written_figure& count,
                 const reading_convention& convention,
                 std::span<const std::string> units,
                 const std::string& where) {
    reading found = read_figure(count.text(), convention, units);
    if (found.state == reading_state::complete) {
        return std::move(*found.value);
    }
    throw error{error_code::invalid_input,
                where,
                {'"' + count.text() + "\" is not a figure: expected " + found.expected.en,
                 '"' + count.text() + "\"不是数值：应为" + found.expected.zh}};
}

[[noreturn]] void throw_outside(const std::string& where,
                                const std::string& text,
                                const bilingual& expected) {
    throw error{error_code::outside_domain,
                where,
                {'"' + text + "\" is outside the domain: expected " + expected.en,
                 '"' + text + "\"超出取值范围：应为" + expected.zh}};
}

const bilingual a_count{"a whole number, 0 or more", "不小于0的整数"};
const bilingual a_share{"a share from 0% to 100%", "0%到100%之间的占比"};
const bilingual a_quantity{"0 or more", "不小于0"};

/// The whole numbers that a count can be, with closed ends.
interval whole_count(const figure& read, const std::string& where) {
    const auto inside = intersection(read.values(), interval::at_least(0));
    const auto whole = inside ? inside->whole_numbers() : std::nullopt;
    if (!whole) {
        throw_outside(where, read.text(), a_count);
    }
    return whole->last ? interval::closed(rational{*whole->first}, rational{*whole->last})
                       : interval::at_least(rational{*whole->first});
}

/// The counts of the tiers that have one, from the highest tier down.
std::vector<interval> counts_of(const tier_counts& tiers) {
    std::vector<interval> counts;
    for (const tier each : all_tiers) {
        if (const written_figure* const count = tiers.find(each)) {
            const std::string where = name_of(each);
            counts.push_back(whole_count(read_text(*count, {}, known_units(), where), where));
        }
    }
    return counts;
}

interval sum_of(const std::vector<interval>& counts) {
    interval sum = interval::exactly(0);
    for (const interval& each : counts) {
        sum = sum + each;
    }
    return sum;
}

/// Anything from the largest of them to their sum.
interval from_largest_to_sum(const std::vector<interval>& counts) {
    const auto by_low_end = [](const interval& a, const interval& b) {
        return a.lo().value < b.lo().value;
    };
    const interval largest = *std::ranges::max_element(counts, by_low_end);
    return hull(interval::exactly(largest.lo().value), sum_of(counts));
}

/// Whether each tier can be at most the next lower one, all at once.
bool can_nest(const std::vector<interval>& counts) {
    rational at_least = 0;
    for (const interval& each : counts) {
        at_least = std::max(at_least, each.lo().value);
        if (each.hi().is_finite() && each.hi().value < at_least) {
            return false;
        }
    }
    return true;
}

/// The same codebook with other tiers: each unit counted as `counting` has it.
std::shared_ptr<const codebook> counted_as(const codebook& book,
                                           indicator_id of,
                                           breakdown_id by,
                                           tier_counting counting) {
    auto changed = std::make_shared<codebook>(book);
    for (breakdown_use& use : changed->indicators[of.index()].breakdowns) {
        if (use.by == by) {
            use.counting = counting;
        }
    }
    return changed;
}

/// The same figures under another codebook of the same lists.
dataset under(const std::shared_ptr<const codebook>& book, const dataset& data) {
    dataset copy{book, data.shared_places()};
    for (std::size_t number = 0; number < data.size(); ++number) {
        const observation seen = data[number];
        const slot_id slot = copy.intern(copy.intern(data[seen.what]),
                                         copy.intern(data[seen.when]),
                                         copy.intern_source(data.source(seen.source)));
        if (seen.written != nullptr) {
            copy.add(seen.place, slot, *seen.written);
        } else if (seen.state == status::reported) {
            copy.add_count(seen.place, slot, seen.count);
        } else {
            copy.add(seen.place, slot, seen.state, seen.as_written());
        }
    }
    return copy;
}

std::shared_ptr<const places> one_county(const codebook& book, std::string name, std::string code) {
    const std::optional<level_id> county = book.find_level("county");
    if (!county) {
        throw error{error_code::unknown_code,
                    "county",
                    {"is no level of the codebook", "不是指标目录中的层级"}};
    }
    std::vector<std::string> levels;
    for (const level& each : book.levels) {
        levels.push_back(each.name.code);
    }
    place_row row;
    row.code = code.empty() ? name : std::move(code);
    row.name = std::move(name);
    row.level = *county;
    std::vector<diagnostic> problems;  // one row without a parent has none
    return std::make_shared<const places>(
        places::build({std::move(row)}, levels, std::string{}, problems));
}

}  // namespace

const written_figure* tier_counts::find(tier which) const noexcept {
    const auto address = [](const std::optional<written_figure>& count) {
        return count ? &*count : nullptr;
    };
    switch (which) {
    case tier::national: return address(national);
    case tier::provincial: return address(provincial);
    case tier::autonomous_prefectural: return address(autonomous_prefectural);
    case tier::prefectural: return address(prefectural);
    case tier::county: return address(county);
    }
    return nullptr;
}

std::optional<interval> tier_counts::total() const {
    const std::vector<interval> counts = counts_of(*this);
    if (counts.empty()) {
        return std::nullopt;
    }
    switch (counting.value_or(tier_counting::exclusive)) {
    case tier_counting::exclusive: return sum_of(counts);
    case tier_counting::at_or_above: return counts.back();
    case tier_counting::held: return from_largest_to_sum(counts);
    }
    return std::nullopt;
}

bool tier_counts::agree_with(const written_figure& reported) const {
    const std::string where = "total";
    const interval claim = whole_count(read_text(reported, {}, known_units(), where), where);
    if (counting != tier_counting::at_or_above) {
        const std::optional<interval> computed = total();
        return !computed || computed->overlaps(claim);
    }
    std::vector<interval> counts = counts_of(*this);
    if (counts.empty()) {
        return true;
    }
    const std::optional<interval> lowest = intersection(counts.back(), claim);
    if (!lowest) {
        return false;
    }
    counts.back() = *lowest;
    return can_nest(counts);
}

county_report::county_report(const std::shared_ptr<const codebook>& book,
                             std::string name,
                             const period& when,
                             std::string code)
    : data_{book, one_county(*book, std::move(name), std::move(code))}, when_{when} {}

county_report& county_report::from(std::string source) {
    source_ = std::move(source);
    return *this;
}

county_report& county_report::creation_units(const written_figure& count) {
    return add("creation_units", count);
}

county_report& county_report::creation_units(category kind, const written_figure& count) {
    return put({read(at("creation_units", "category", name_of(kind)), count)});
}

county_report& county_report::model_units(const written_figure& total) {
    return add("model_units", total);
}

county_report& county_report::model_units(category kind, const written_figure& count) {
    return put({read(at("model_units", "category", name_of(kind)), count)});
}

county_report& county_report::model_units(const tier_counts& tiers,
                                          const std::optional<written_figure>& total) {
    return put_tiers("model_units", tiers, total);
}

county_report& county_report::model_individuals(const tier_counts& tiers,
                                                const std::optional<written_figure>& total) {
    return put_tiers("model_individuals", tiers, total);
}

county_report& county_report::creation_rate(const written_figure& printed) {
    return add("creation_rate", printed);
}

county_report& county_report::activities(const activity_counts& counts) {
    return activities(counts, when_);
}

county_report& county_report::activities(const activity_counts& counts, const period& when) {
    std::vector<addition> all;
    const auto take = [&](const char* indicator, const std::optional<written_figure>& count) {
        if (count) {
            all.push_back(read(at(indicator, when), *count));
        }
    };
    take("talks", counts.talks);
    take("people_reached", counts.people_reached);
    take("activity_sessions", counts.sessions);
    take("activity_participants", counts.participants);
    take("measures", counts.measures);
    take("measures_completed", counts.measures_completed);
    take("problems_listed", counts.problems_listed);
    take("secondments", counts.secondments);
    take("stories", counts.stories);
    take("news_items", counts.news_items);
    take("broadcasts", counts.broadcasts);
    take("booklets", counts.booklets);
    take("songs", counts.songs);
    return put(std::move(all));
}

county_report& county_report::add(std::string_view indicator, const written_figure& count) {
    return add(indicator, count, when_);
}

county_report& county_report::add(std::string_view indicator,
                                  const written_figure& count,
                                  const period& when) {
    return put({read(at(indicator, when), count)});
}

county_report& county_report::add(std::string_view indicator, status state, std::string text) {
    data_.add(at(indicator), state, std::move(text), source_);
    return *this;
}

cell county_report::at(std::string_view indicator) const {
    return at(indicator, when_);
}

cell county_report::at(std::string_view indicator, const period& when) const {
    return {place_id{0}, when, {data_.book().indicator_at(indicator), scope::total, {}}};
}

cell county_report::at(std::string_view indicator,
                       std::string_view breakdown,
                       std::string_view item) const {
    cell where = at(indicator, when_);
    const codebook& book = data_.book();
    const breakdown_id by = book.breakdown_at(breakdown);
    const std::optional<std::size_t> position = book[by].find_item(item);
    if (!position || book[where.what.indicator].find_use(by) == nullptr) {
        throw error{
            error_code::unknown_code,
            describe(where),
            {"has no " + std::string{breakdown} + " " + std::string{item} + " in the codebook",
             "在指标目录中没有分组项" + std::string{item}}};
    }
    where.what = where.what.with(by, static_cast<std::uint16_t>(*position));
    return where;
}

county_report::addition county_report::read(cell where, const written_figure& count) const {
    const codebook& book = data_.book();
    const indicator& of = book[where.what.indicator];
    reading_convention convention;
    if (of.written == written_as::exact) {
        convention.scaled = scaled_figures::exact;
    }
    std::vector<std::string> units{known_units().begin(), known_units().end()};
    if (!of.unit.empty()) {
        units.push_back(of.unit);
    }
    figure value = read_text(count, convention, units, describe(where));
    if (of.counts_whole() && !of.change_of) {
        static_cast<void>(whole_count(value, describe(where)));
    } else if (!value.values().overlaps(book.domain_of(of))) {
        throw_outside(describe(where), value.text(), book.is_share(of) ? a_share : a_quantity);
    }
    return {std::move(where), std::move(value)};
}

std::string county_report::describe(const cell& where) const {
    return std::string{data_.where().name(where.place)} + ", " + to_string(where.when) + ", " +
           data_.book()[where.what.indicator].name.code;
}

county_report& county_report::put(std::vector<addition> all) {
    // All or nothing: a figure that is there already is found before any is added.
    const auto is_there = [this](const addition& each) {
        const std::optional<series_id> what = data_.find(each.where.what);
        const std::uint32_t source = data_.intern_source(source_);
        if (!what) {
            return false;
        }
        const period_id when = data_.intern(each.where.when);
        return data_.find(each.where.place, data_.intern(*what, when, source)).has_value();
    };
    if (const auto twice = std::ranges::find_if(all, is_there); twice != all.end()) {
        throw error{error_code::duplicate_cell,
                    describe(twice->where),
                    {"has a figure already: expected one from each source",
                     "已有数值：同一来源只应有一个"}};
    }
    for (addition& each : all) {
        data_.add(each.where, std::move(each.value), source_);
    }
    return *this;
}

county_report& county_report::put_tiers(std::string_view indicator,
                                        const tier_counts& tiers,
                                        const std::optional<written_figure>& total) {
    std::vector<addition> all;
    if (total) {
        all.push_back(read(at(indicator), *total));
    }
    for (const tier each : all_tiers) {
        if (const written_figure* const count = tiers.find(each)) {
            all.push_back(read(at(indicator, "tier", name_of(each)), *count));
        }
    }
    put(std::move(all));
    if (tiers.counting) {
        count_tiers_as(*tiers.counting, indicator);
    }
    return *this;
}

void county_report::count_tiers_as(tier_counting counting, std::string_view indicator) {
    const codebook& book = data_.book();
    const indicator_id of = book.indicator_at(indicator);
    const std::optional<breakdown_id> by = book.find_breakdown("tier");
    const breakdown_use* const use = by ? book[of].find_use(*by) : nullptr;
    if (use != nullptr && use->counting != counting) {
        data_ = under(counted_as(book, of, *by, counting), data_);
    }
}

integer county_report::exact_count(std::string_view indicator) const {
    const cell where = at(indicator);
    const std::optional<series_id> what = data_.find(where.what);
    // A stock is kept under its last day, whichever period it was written with.
    const bool of_a_moment = data_.book().is_of_a_moment(data_.book()[where.what.indicator]);
    const std::optional<period_id> when =
        data_.find(of_a_moment ? where.when.moment() : where.when);
    const auto found = what && when ? data_.find(where.place, *what, *when) : std::nullopt;
    if (found) {
        const observation seen = data_[*found];
        if (seen.written != nullptr && seen.written->values().is_exact()) {
            return floor(seen.written->values().lo().value);
        }
        if (seen.written == nullptr && seen.state == status::reported) {
            return integer{seen.count};
        }
    }
    throw error{error_code::not_reported, describe(where), {"has no exact figure", "没有确切数值"}};
}

rate county_report::computed_rate() const {
    return {exact_count("model_units"), exact_count("creation_units")};
}

}  // namespace crossfoot
