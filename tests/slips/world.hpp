#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// An invented prefecture and what its offices did, from which reports are written that agree with
/// each other to the last unit. It knows nothing of the library: what it counts, it counts with
/// integers of its own, so that it can say what the library must find.
namespace slips {

using count = std::int64_t;

/// Numbers that look random and are the same on every machine for the same seed.
class random_numbers {
  public:
    explicit random_numbers(std::uint64_t seed) : state_{seed} {}

    [[nodiscard]] std::uint64_t next();
    /// From `lo` to `hi`, both included.
    [[nodiscard]] count between(count lo, count hi);
    /// True in so many of a hundred cases.
    [[nodiscard]] bool percent(count chance) { return between(1, 100) <= chance; }
    /// A position in something of `size` members.
    [[nodiscard]] std::size_t below(std::size_t size);

  private:
    std::uint64_t state_;
};

// ---- time: months count from January 2015; those before it are negative
// ---------------------------

inline constexpr int first_year = 2015;
inline constexpr int years = 3;
inline constexpr int quarters = 4 * years;
inline constexpr int months = 12 * years;

[[nodiscard]] std::string month_text(int month);      ///< "2016-03"
[[nodiscard]] std::string quarter_text(int quarter);  ///< "2016-Q1"
[[nodiscard]] std::string half_text(int half);        ///< "2016-H1"
[[nodiscard]] std::string year_text(int year);        ///< "2016", of year 1
[[nodiscard]] std::string date_text(int month, int day);

[[nodiscard]] constexpr int quarter_of(int month) {
    return month / 3;
}
[[nodiscard]] constexpr int last_month_of(int quarter) {
    return 3 * quarter + 2;
}
[[nodiscard]] constexpr bool ends_quarter(int month) {
    return month % 3 == 2;
}
[[nodiscard]] constexpr bool ends_year(int month) {
    return month % 12 == 11;
}

// ---- places: the prefecture (as a place of its own organs) is 0, then its counties
// ----------------

inline constexpr int prefecture = 0;
inline constexpr int old_counties = 7;
inline constexpr int new_county = 8;
inline constexpr int all_places = 9;

[[nodiscard]] std::string code_of_place(int place);  ///< "9903", "990301"
[[nodiscard]] std::string name_of_place(int place);  ///< "Prefecture C", "County C1"

// ---- the organisations
// ------------------------------------------------------------------------------

inline constexpr std::array<std::string_view, 4> tiers{
    "national", "provincial", "prefectural", "county"};
inline constexpr std::array<std::string_view, 4> categories{
    "organ", "school", "village", "community"};
inline constexpr std::array<std::string_view, 3> venues{"in_school", "in_village", "in_office"};
inline constexpr std::array<std::string_view, 3> coverages{"over_10", "over_20", "over_30"};

/// A time during which a unit stands at a place: from a day on, and no longer from another on.
struct stay {
    int place = 0;
    int from_month = 0;
    int from_day = 1;
    std::optional<int> to_month;
    int to_day = 1;

    /// On the last day of a month.
    [[nodiscard]] bool covers(int month) const {
        return from_month <= month && (!to_month || *to_month > month);
    }
};

struct title {
    std::size_t tier = 0;
    int month = 0;
    int day = 1;
};

/// An organisation of the register.
struct unit {
    std::string code;
    std::string name;
    std::size_t category = 0;
    std::vector<stay> stays;
    std::vector<title> titles;

    /// Where it stands on the last day of a month, if it takes part.
    [[nodiscard]] std::optional<int> place_at(int month) const;
    /// Its highest title on that day.
    [[nodiscard]] std::optional<std::size_t> tier_at(int month) const;
};

/// What happened in the prefecture, month by month. What is indexed by a place and stands at 0 is
/// what the prefecture's own organs did.
class world {
  public:
    explicit world(std::uint64_t seed);

    int split_county = 1;  ///< a part of it became the new county
    int split_month = 12;  ///< on the first day of this month: of a year or of its second half

    /// Whether a place was there at the end of a month.
    [[nodiscard]] bool has(int place, int month) const {
        return place != new_county || month >= split_month;
    }
    /// The places that were there, the prefecture's own organs first.
    [[nodiscard]] std::vector<int> places_at(int month) const;
    /// Without the prefecture.
    [[nodiscard]] std::vector<int> counties_at(int month) const;

    template <typename T, std::size_t Times>
    using by_place = std::array<std::array<T, Times>, all_places>;

    by_place<std::array<count, venues.size()>, months> talks{};  ///< by where they were held
    by_place<count, months> people{};                            ///< who came to the talks
    by_place<count, months> sessions{};                          ///< of activities
    std::array<count, all_places> talks_before{};                ///< since the beginning, to 2014
    std::array<bool, months> scaled{};  ///< months in which attendances are written as 1.2万

    by_place<count, quarters> measures{};
    by_place<count, quarters> completed{};  ///< of the measures
    by_place<count, quarters> sites{};
    by_place<count, quarters> named_sites{};  ///< of the sites

    by_place<count, years> villages{};
    by_place<std::array<count, coverages.size()>, years> covered{};  ///< each holds the next
    by_place<count, years> exchanges{};
    by_place<count, years> partners{};

    std::vector<unit> units;

    [[nodiscard]] count talks_at(int place, int month) const;

  private:
    void split(random_numbers& chance);
    void hold_talks(random_numbers& chance);
    void carry_out_measures(random_numbers& chance);
    void look_after_villages(random_numbers& chance);
    void found_units(random_numbers& chance);
    void add_unit(random_numbers& chance, int place, int month);
    void let_units_go(random_numbers& chance, int month);
    void name_units(random_numbers& chance, int place, int month);
    void divide_units(random_numbers& chance);
    [[nodiscard]] std::vector<std::size_t> members(int place, int month) const;

    count moved_percent_ = 35;  ///< how much of the old county became the new one
    std::array<int, all_places> units_of_{};
};

}  // namespace slips
