#include "report.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace slips {

// ---- cells
// ------------------------------------------------------------------------------------------

cell cell::with(std::size_t by, std::string_view item) const {
    cell made = *this;
    made.items[by] = item;
    return made;
}

std::string cell::key(std::string_view rule) const {
    std::string made =
        std::string{rule} + '@' + code_of_place(place) + '/' + period + (own ? "/own" : "");
    std::string named;
    for (std::size_t by = 0; by < breakdowns.size(); ++by) {
        if (!items[by].empty()) {
            named += (named.empty() ? "" : ",") + std::string{breakdowns[by]} + '=' + items[by];
        }
    }
    return named.empty() ? made : made + '[' + named + ']';
}

// ---- numbers as text
// --------------------------------------------------------------------------------

namespace {

/// A fraction with so many decimals, the nearest.
std::string decimals_text(count numerator, count denominator, std::size_t decimals) {
    count scale = 1;
    for (std::size_t i = 0; i < decimals; ++i) {
        scale *= 10;
    }
    // In a clean report nothing lies just between two figures, or readers could differ.
    const count twice = 2 * numerator * scale;
    if (twice % denominator == 0 && twice / denominator % 2 != 0) {
        return decimals_text(numerator, denominator, decimals + 1);
    }
    const count nearest = (twice + denominator) / (2 * denominator);
    std::string digits = std::to_string(nearest);
    if (digits.size() <= decimals) {
        digits.insert(0, decimals + 1 - digits.size(), '0');
    }
    return digits.insert(digits.size() - decimals, ".");
}

std::string signed_text(count numerator, count denominator) {
    const std::string size = decimals_text(100 * std::abs(numerator), denominator, 1);
    const bool is_nothing = size.find_first_not_of("0.") == std::string::npos;
    return (numerator < 0 && !is_nothing ? "-" : "") + size;
}

/// "1.2万", to the nearest thousand.
std::string scaled_text(count number) {
    const count thousands = (number + 500) / 1000;
    return std::to_string(thousands / 10) + '.' + std::to_string(thousands % 10) + "万";
}

}  // namespace

std::string percent_text(count numerator, count denominator) {
    return signed_text(numerator, denominator) + '%';
}

std::string points_text(count numerator, count denominator) {
    return signed_text(numerator, denominator) + "个百分点";
}

// ---- the report
// -------------------------------------------------------------------------------------

namespace {

template <typename T, std::size_t Places, std::size_t Times>
const T& of(const std::array<std::array<T, Times>, Places>& all, int place, int time) {
    return all[static_cast<std::size_t>(place)][static_cast<std::size_t>(time)];
}

/// What is counted of a place: for the prefecture, of it and all its counties.
template <typename Count>
count total(const world& all, int place, int month, const Count& one) {
    if (place != prefecture) {
        return one(place);
    }
    count sum = 0;
    for (const int each : all.places_at(month)) {
        sum += one(each);
    }
    return sum;
}

std::string id_of(const cell& where) {
    return where.key(where.indicator);
}

}  // namespace

report::report(const world& all) {
    for (int year = 0; year < years; ++year) {
        for (int month = 12 * year; month < 12 * (year + 1); ++month) {
            report_month(all, month);
            report_units(all, month);
            if (ends_quarter(month)) {
                report_quarter(all, quarter_of(month));
                report_growth(all, quarter_of(month));
            }
            if (month % 6 == 5) {
                report_half(all, month / 6);
            }
        }
        report_year(all, year);
    }
    list_places(all);
    list_units(all);
}

void report::put(cell where, count number) {
    std::string text = std::to_string(number);
    put(std::move(where), number, std::move(text));
}

void report::put(cell where, count number, std::string text) {
    index_.emplace(id_of(where), rows_.size());
    rows_.push_back({std::move(where), std::move(text), number});
}

bool report::has(const cell& where) const {
    return index_.contains(id_of(where));
}

std::size_t report::find(const cell& where) const {
    const auto found = index_.find(id_of(where));
    if (found == index_.end()) {
        throw std::logic_error{"no such row: " + id_of(where)};
    }
    return found->second;
}

namespace {

/// The places that report, and for the prefecture its own part and its total apart.
struct reporter {
    int place;
    bool own;
};

std::vector<reporter> reporters_at(const world& all, int month) {
    std::vector<reporter> found{{prefecture, true}};
    for (const int place : all.places_at(month)) {
        found.push_back({place, false});
    }
    return found;
}

/// A figure of a reporter, of what is known place by place.
template <typename Count>
count figure_of(const world& all, const reporter& who, int month, const Count& one) {
    return who.own ? one(who.place) : total(all, who.place, month, one);
}

/// The sum over the months of a longer period in which a place was there.
template <typename Count>
count sum_over(const world& all, int place, int first, int last, const Count& of_month) {
    count sum = 0;
    for (int month = first; month <= last; ++month) {
        if (all.has(place, month)) {
            sum += of_month(place, month);
        }
    }
    return sum;
}

}  // namespace

void report::report_month(const world& all, int month) {
    const std::string period = month_text(month);
    for (const reporter& who : reporters_at(all, month)) {
        const auto at = [&](const char* indicator) {
            return cell{who.place, period, indicator, who.own, {}};
        };
        const auto figure = [&](const auto& one) { return figure_of(all, who, month, one); };
        const auto talks = [&](int place) { return all.talks_at(place, month); };
        const auto people = [&](int place) { return of(all.people, place, month); };
        const auto sessions = [&](int place) { return of(all.sessions, place, month); };
        const auto talks_of = [&](int place, int when) { return all.talks_at(place, when); };
        const auto sessions_of = [&](int place, int when) { return of(all.sessions, place, when); };

        put(at("talks"), figure(talks));
        for (std::size_t venue = 0; venue < venues.size(); ++venue) {
            put(at("talks").with(by_venue, venues[venue]),
                figure([&](int place) { return of(all.talks, place, month)[venue]; }));
        }
        const count reached = figure(people);
        const bool is_scaled = all.scaled[static_cast<std::size_t>(month)] && reached >= 10'000 &&
                               who.place != prefecture;
        put(at("people_reached"),
            reached,
            is_scaled ? scaled_text(reached) : std::to_string(reached));
        put(at("activity_sessions"), figure(sessions));
        put(at("talks_to_date"), figure([&](int place) {
                return all.talks_before[static_cast<std::size_t>(place)] +
                       sum_over(all, place, 0, month, talks_of);
            }));
        put(at("activity_to_date"), figure([&](int place) {
                return sum_over(all, place, month - month % 12, month, sessions_of);
            }));
        if (month < 12) {
            continue;
        }
        // Whoever was not there a year ago says that there is no such figure.
        const int before = month - 12;
        if (!all.has(who.place, before)) {
            put(at("talks_last_year"), 0, "-");
            continue;
        }
        put(at("talks_last_year"), figure([&](int place) {
                return all.has(place, before) ? all.talks_at(place, before) : 0;
            }));
    }
}

void report::report_units(const world& all, int month) {
    // By place, then tier (the last: none), then category.
    std::array<std::array<std::array<count, categories.size()>, tiers.size() + 1>, all_places>
        there{};
    std::array<count, all_places> joined{};
    std::array<count, all_places> left{};
    for (const unit& each : all.units) {
        if (const auto place = each.place_at(month)) {
            const std::size_t tier = each.tier_at(month).value_or(tiers.size());
            ++there[static_cast<std::size_t>(*place)][tier][each.category];
        }
        for (const stay& one : each.stays) {
            joined[static_cast<std::size_t>(one.place)] += one.from_month == month ? 1 : 0;
            left[static_cast<std::size_t>(one.place)] +=
                one.to_month.value_or(months) == month ? 1 : 0;
        }
    }
    const auto counted = [&](int place,
                             std::optional<std::size_t> tier,
                             std::optional<std::size_t> category,
                             bool untitled) {
        count sum = 0;
        for (std::size_t t = 0; t < tiers.size() + (untitled ? 1U : 0U); ++t) {
            for (std::size_t c = 0; c < categories.size(); ++c) {
                if (tier.value_or(t) == t && category.value_or(c) == c) {
                    sum += there[static_cast<std::size_t>(place)][t][c];
                }
            }
        }
        return sum;
    };
    for (const reporter& who : reporters_at(all, month)) {
        const auto at = [&](const char* indicator) {
            return cell{who.place, month_text(month), indicator, who.own, {}};
        };
        const auto figure = [&](const auto& one) { return figure_of(all, who, month, one); };
        const auto units = [&](std::optional<std::size_t> category) {
            return figure([&](int place) { return counted(place, {}, category, true); });
        };
        const auto titled = [&](std::optional<std::size_t> tier,
                                std::optional<std::size_t> category) {
            return figure([&](int place) { return counted(place, tier, category, false); });
        };
        put(at("creation_units"), units({}));
        put(at("units_joined"),
            figure([&](int place) { return joined[static_cast<std::size_t>(place)]; }));
        put(at("units_left"),
            figure([&](int place) { return left[static_cast<std::size_t>(place)]; }));
        put(at("model_units"), titled({}, {}));
        for (std::size_t tier = 0; ends_quarter(month) && tier < tiers.size(); ++tier) {
            put(at("model_units").with(by_tier, tiers[tier]), titled(tier, {}));
        }
        for (std::size_t c = 0; ends_year(month) && c < categories.size(); ++c) {
            put(at("creation_units").with(by_category, categories[c]), units(c));
            const cell in_category = at("model_units").with(by_category, categories[c]);
            put(in_category, titled({}, c));
            for (std::size_t tier = 0; tier < tiers.size(); ++tier) {
                put(in_category.with(by_tier, tiers[tier]), titled(tier, c));
            }
        }
    }
}

void report::report_growth(const world& all, int quarter) {
    const int month = last_month_of(quarter);
    for (const int place : all.places_at(month)) {
        const auto at = [&](const char* indicator, int when) {
            return cell{place, quarter_text(when), indicator, false, {}};
        };
        const auto units = [&](const char* indicator, int when) {
            return this->at({place, month_text(last_month_of(when)), indicator, false, {}}).number;
        };
        const count titled = units("model_units", quarter);
        const count joined = units("creation_units", quarter);
        put(at("creation_rate", quarter), 0, percent_text(titled, joined));
        if (quarter > 0 && all.has(place, last_month_of(quarter - 1))) {
            const count titled_before = units("model_units", quarter - 1);
            const count joined_before = units("creation_units", quarter - 1);
            put(at("creation_rate_change", quarter),
                0,
                points_text(titled * joined_before - titled_before * joined,
                            joined * joined_before));
        }
        if (quarter >= 4 && all.has(place, last_month_of(quarter - 4))) {
            const count now = this->at(at("talks", quarter)).number;
            const count before = this->at(at("talks", quarter - 4)).number;
            put(at("talks_growth", quarter), 0, percent_text(now - before, before));
        }
    }
}

void report::report_quarter(const world& all, int quarter) {
    const int month = last_month_of(quarter);
    for (const reporter& who : reporters_at(all, month)) {
        const auto over_months = [&](const auto& of_month) {
            return figure_of(all, who, month, [&](int place) {
                return sum_over(all, place, month - 2, month, of_month);
            });
        };
        const auto at = [&](const char* indicator) {
            return cell{who.place, quarter_text(quarter), indicator, who.own, {}};
        };
        put(at("talks"),
            over_months([&](int place, int when) { return all.talks_at(place, when); }));
        put(at("people_reached"),
            over_months([&](int place, int when) { return of(all.people, place, when); }));
        put(at("activity_sessions"),
            over_months([&](int place, int when) { return of(all.sessions, place, when); }));

        const auto as_of = [&](const char* indicator) {
            return cell{who.place, month_text(month), indicator, who.own, {}};
        };
        const auto figure = [&](const auto& by_quarter) {
            return figure_of(
                all, who, month, [&](int place) { return of(by_quarter, place, quarter); });
        };
        put(as_of("measures"), figure(all.measures));
        put(as_of("measures_completed"), figure(all.completed));
        if (who.own) {
            continue;
        }
        put(as_of("demonstration_sites"), figure(all.sites));
        put(as_of("demonstration_sites").with(by_naming, "named_as_example"),
            figure(all.named_sites));
    }
    count of_counties = 0;
    for (const int county : all.counties_at(month)) {
        of_counties += at({county, quarter_text(quarter), "talks", false, {}}).number;
    }
    put({prefecture, quarter_text(quarter), "county_talks", false, {}}, of_counties);
}

void report::report_half(const world& all, int half) {
    const int month = 6 * half + 5;
    for (const reporter& who : reporters_at(all, month)) {
        put({who.place, half_text(half), "activity_sessions", who.own, {}},
            figure_of(all, who, month, [&](int place) {
                return sum_over(all, place, month - 5, month, [&](int where, int when) {
                    return of(all.sessions, where, when);
                });
            }));
    }
}

void report::report_year(const world& all, int year) {
    const int month = 12 * year + 11;
    for (const reporter& who : reporters_at(all, month)) {
        const auto over_months = [&](const auto& of_month) {
            return figure_of(all, who, month, [&](int place) {
                return sum_over(all, place, month - 11, month, of_month);
            });
        };
        const auto at = [&](const char* indicator) {
            return cell{who.place, year_text(year), indicator, who.own, {}};
        };
        put(at("talks"),
            over_months([&](int place, int when) { return all.talks_at(place, when); }));
        put(at("people_reached"),
            over_months([&](int place, int when) { return of(all.people, place, when); }));
        put(at("activity_sessions"),
            over_months([&](int place, int when) { return of(all.sessions, place, when); }));
        if (who.own) {
            continue;
        }
        const auto figure = [&](const auto& by_year) {
            return figure_of(all, who, month, [&](int place) {
                return place == prefecture ? 0 : of(by_year, place, year);
            });
        };
        put(at("education_month"), first_year + year - 1982);
        put(at("villages"), figure(all.villages));
        for (std::size_t i = 0; i < coverages.size(); ++i) {
            put(at("villages").with(by_coverage, coverages[i]),
                figure_of(all, who, month, [&](int place) {
                    return place == prefecture ? 0 : of(all.covered, place, year)[i];
                }));
        }
        if (who.place != prefecture) {
            put(at("exchanges"), of(all.exchanges, who.place, year));
            put(at("exchange_partners"), of(all.partners, who.place, year));
        }
    }
}

void report::list_places(const world& all) {
    const std::string last_day_before = all.split_month % 12 == 0
                                            ? year_text(all.split_month / 12 - 1) + "-12-31"
                                            : year_text(all.split_month / 12) + "-06-30";
    const std::string first_day = date_text(all.split_month, 1);
    places_ = "code,name,level,parent,valid_from,valid_to\n99,Province Z,province,,,\n" +
              code_of_place(prefecture) + ',' + name_of_place(prefecture) + ",prefecture,99,,\n";
    for (int place = 1; place < all_places; ++place) {
        const std::string row = code_of_place(place) + ',' + name_of_place(place) + ",county," +
                                code_of_place(prefecture) + ',';
        if (place == all.split_county) {
            places_ += row + ',' + last_day_before + '\n';
            places_ += row + first_day + ",\n";
        } else {
            places_ += row + (place == new_county ? first_day : "") + ",\n";
        }
    }
}

void report::list_units(const world& all) {
    units_ = "code,name,category,place,joined,left\n";
    designations_ = "unit,tier,named_on\n";
    for (const unit& each : all.units) {
        for (const stay& one : each.stays) {
            units_ += each.code + ',' + each.name + ',' + std::string{categories[each.category]} +
                      ',' + code_of_place(one.place) + ',' +
                      date_text(one.from_month, one.from_day) + ',' +
                      (one.to_month ? date_text(*one.to_month, one.to_day) : "") + '\n';
        }
        for (const title& one : each.titles) {
            designations_ += each.code + ',' + std::string{tiers[one.tier]} + ',' +
                             date_text(one.month, one.day) + '\n';
        }
    }
}

// ---- files
// ------------------------------------------------------------------------------------------

std::vector<std::pair<std::string, std::string>> report::files() const {
    std::string heading = "place,period,indicator,scope";
    for (const std::string_view by : breakdowns) {
        heading += ',' + std::string{by};
    }
    heading += ",value\n";
    std::array<std::string, all_places> figures{};
    figures.fill(heading);
    for (const row& each : rows_) {
        if (each.removed) {
            continue;
        }
        const cell& where = each.where;
        std::string& text = figures[static_cast<std::size_t>(where.place)];
        text += code_of_place(where.place) + ',' + where.period + ',' + where.indicator + ',' +
                (where.own ? "own" : "");
        for (const std::string& item : where.items) {
            text += ',' + item;
        }
        text += ',' + each.text + '\n';
    }
    std::vector<std::pair<std::string, std::string>> made{{"codebook.toml", codebook_text()},
                                                          {"places.csv", places_},
                                                          {"units.csv", units_},
                                                          {"designations.csv", designations_}};
    for (int place = 0; place < all_places; ++place) {
        made.emplace_back("figures-" + code_of_place(place) + ".csv",
                          std::move(figures[static_cast<std::size_t>(place)]));
    }
    return made;
}

void report::write(const std::filesystem::path& folder) const {
    std::filesystem::create_directories(folder);
    for (const auto& [name, text] : files()) {
        std::ofstream out{folder / name, std::ios::binary};
        out << text;
        if (!out.flush()) {
            throw std::runtime_error{(folder / name).string() + ": cannot be written"};
        }
    }
}

std::string codebook_text() {
    return R"toml(# What the offices of Prefecture C report, and what must be true of it.
format = "crossfoot-codebook/1"
extends = "ethnic-unity"

# ---- breakdowns -----------------------------------------------------------------------------------

[[breakdown]]
code = "tier"
name = { en = "tier", zh = "级别" }
ordered = true
items = [
  { code = "national", name = { en = "national", zh = "国家级" } },
  { code = "provincial", name = { en = "provincial", zh = "省级" } },
  { code = "prefectural", name = { en = "prefectural", zh = "地级" } },
  { code = "county", name = { en = "county", zh = "县级" } },
]

[[breakdown]]
code = "category"
name = { en = "category", zh = "类别" }
items = [
  { code = "organ", name = { en = "organ", zh = "机关" } },
  { code = "school", name = { en = "school", zh = "学校" } },
  { code = "village", name = { en = "village", zh = "村" } },
  { code = "community", name = { en = "community", zh = "社区" } },
]

[[breakdown]]
code = "venue"
name = { en = "venue", zh = "场所" }
items = [
  { code = "in_school", name = { en = "in schools", zh = "学校内" } },
  { code = "in_village", name = { en = "in villages", zh = "村内" } },
  { code = "in_office", name = { en = "in offices", zh = "机关内" } },
]

# How much of a village took part: more than a tenth, a fifth, three tenths of its households.
[[breakdown]]
code = "coverage"
name = { en = "coverage", zh = "覆盖面" }
ordered = true
items = [
  { code = "over_10", name = { en = "over 10%", zh = "10%以上" } },
  { code = "over_20", name = { en = "over 20%", zh = "20%以上" } },
  { code = "over_30", name = { en = "over 30%", zh = "30%以上" } },
]

# ---- every month: talks and activities --------------------------------------------------------------

[[indicator]]
code = "talks"
name = { en = "talks", zh = "宣讲场次" }
counts = "events"
unit = "场次"
nature = "flow"
own_at = ["prefecture"]
breakdowns = [ { by = "venue", as = "partition" } ]

[[indicator]]
code = "talks_to_date"
name = { en = "talks to date", zh = "累计宣讲场次" }
counts = "events"
unit = "场次"
nature = "cumulative"
accumulates = "talks"
own_at = ["prefecture"]

[[indicator]]
code = "talks_last_year"
name = { en = "talks in the same period last year", zh = "上年同期宣讲场次" }
counts = "events"
unit = "场次"
nature = "flow"
same_period_last_year_of = "talks"
own_at = ["prefecture"]

[[indicator]]
code = "talks_growth"
name = { en = "growth of talks", zh = "宣讲场次同比增长" }
nature = "rate"
growth_of = "talks"
shown = "percent"

# What the prefecture's counties held, without its own organs.
[[indicator]]
code = "county_talks"
name = { en = "talks of the counties", zh = "各县宣讲场次" }
counts = "events"
unit = "场次"
nature = "flow"
additive = false

[[indicator]]
code = "people_reached"
name = { en = "people reached by talks", zh = "受众人次" }
counts = "events"
unit = "人次"
nature = "flow"
own_at = ["prefecture"]
magnitude = true

[[indicator]]
code = "activity_sessions"
name = { en = "activity sessions", zh = "活动场次" }
counts = "events"
unit = "场次"
nature = "flow"
own_at = ["prefecture"]
magnitude = true

[[indicator]]
code = "activity_to_date"
name = { en = "activity sessions this year", zh = "本年累计活动场次" }
counts = "events"
unit = "场次"
nature = "year_to_date"
accumulates = "activity_sessions"
own_at = ["prefecture"]

# ---- every month: the organisations; every quarter by tier, every year by category too --------------

[[indicator]]
code = "units_joined"
name = { en = "units that joined", zh = "新增创建单位" }
counts = "organisations"
unit = "个"
nature = "flow"
own_at = ["prefecture"]

[[indicator]]
code = "units_left"
name = { en = "units that left", zh = "退出创建单位" }
counts = "organisations"
unit = "个"
nature = "flow"
own_at = ["prefecture"]

[[indicator]]
code = "creation_units"
name = { en = "creation units", zh = "创建单位" }
counts = "organisations"
unit = "个"
nature = "stock"
own_at = ["prefecture"]
from_register = "units"
inflows = ["units_joined"]
outflows = ["units_left"]
breakdowns = [ { by = "category", as = "partition" } ]

[[indicator]]
code = "model_units"
name = { en = "model units", zh = "模范单位" }
counts = "organisations"
unit = "个"
nature = "stock"
own_at = ["prefecture"]
from_register = "designated"
part_of = "creation_units"
breakdowns = [
  { by = "tier", as = "partition", counting = "exclusive" },
  { by = "category", as = "partition" },
]

[[indicator]]
code = "creation_rate_change"
name = { en = "change of the creation rate", zh = "创建率变化" }
nature = "rate"
change_of = "creation_rate"
against = "previous"
shown = "percent"

# ---- every quarter and every year -------------------------------------------------------------------

[[indicator]]
code = "measures"
name = { en = "measures", zh = "措施" }
counts = "events"
unit = "项"
nature = "stock"
own_at = ["prefecture"]

[[indicator]]
code = "measures_completed"
name = { en = "measures completed", zh = "完成措施" }
counts = "events"
unit = "项"
nature = "stock"
own_at = ["prefecture"]
part_of = "measures"

[[indicator]]
code = "demonstration_sites"
name = { en = "demonstration sites", zh = "示范点" }
counts = "organisations"
unit = "个"
nature = "stock"
breakdowns = [ { by = "naming", as = "of_which" } ]

[[indicator]]
code = "villages"
name = { en = "administrative villages", zh = "行政村" }
counts = "things"
unit = "个"
nature = "stock"
breakdowns = [ { by = "coverage", as = "nested" } ]

[[indicator]]
code = "education_month"
name = { en = "education month, the nth", zh = "教育月届次" }
counts = "things"
unit = "届"
nature = "attribute"
year_zero = 1982

# The same partner may be met in several places, so these are not added up.
[[indicator]]
code = "exchanges"
name = { en = "exchanges with other counties", zh = "跨县交流" }
counts = "events"
unit = "次"
nature = "flow"
additive = false

[[indicator]]
code = "exchange_partners"
name = { en = "exchange partners", zh = "交流对象" }
counts = "organisations"
unit = "个"
nature = "flow"
additive = false

# ---- rules of the prefecture's own ------------------------------------------------------------------

[[rule]]
code = "county_talks"
check = "county_talks = sum(talks over children)"
message = { en = "the talks of the counties are those that they report", zh = "各县宣讲场次等于各县上报之和" }

[[rule]]
code = "partners"
check = "if exchanges > 0 then exchange_partners > 0"
message = { en = "who has exchanges has somebody to have them with", zh = "有交流则有交流对象" }

[[rule]]
code = "attendance"
severity = "query"
check = "people_reached / talks between 20 and 2000"
message = { en = "people reached for each talk", zh = "场均受众" }

[[rule]]
code = "completion"
severity = "query"
when = "month = 12"
check = "measures_completed / measures >= 50%"
message = { en = "half of the measures are completed by the end of the year", zh = "年末完成一半以上的措施" }

[[rule]]
code = "steady"
severity = "hint"
check = "talks <= 5 * talks[previous] + 40"
message = { en = "talks rise by steps", zh = "宣讲场次逐步增长" }

# ---- what is owed -----------------------------------------------------------------------------------

[[due]]
code = "monthly"
name = { en = "monthly report", zh = "月报" }
level = "county"
indicators = [
  "talks", "talks_to_date", "people_reached", "activity_sessions", "activity_to_date",
  "creation_units", "units_joined", "units_left", "model_units",
]
every = "month"
by_day = 22

[[due]]
code = "quarterly"
name = { en = "quarterly report", zh = "季报" }
level = "county"
indicators = ["measures", "measures_completed", "demonstration_sites", "creation_rate"]
every = "quarter"
by_day = 22
)toml";
}

}  // namespace slips
