#pragma once

#include "scratch_folder.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

// Random reports of a small region: every kind of figure and of slip, in any order of rows.
namespace random_reports {

class chance {
  public:
    explicit chance(std::uint64_t seed) : state_{seed * 0x9e3779b97f4a7c15ULL + 1} {}

    std::uint64_t below(std::uint64_t end) {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
        return (mixed ^ (mixed >> 31U)) % end;
    }
    bool one_in(std::uint64_t times) { return below(times) == 0; }
    const char* pick(const std::vector<const char*>& from) { return from[below(from.size())]; }

  private:
    std::uint64_t state_;
};

/// What is drawn once for a whole report.
struct manner {
    const char* absent = "zero";
    const char* counting = "exclusive";
    const char* category_as = "partition";
    bool has_limits = false;  ///< an item that occurs only in some places
    bool has_part_of = false;
    bool has_dates = false;  ///< places that come and go
    bool has_sources = false;
    bool has_words = false;  ///< figures that are no plain counts
    bool has_slips = false;  ///< cells that cannot be read, or are there twice
    bool has_years = false;  ///< figures of other periods with the same last day
    bool has_exemption = false;
    bool has_rate = false;  ///< the rate of models among units
};

inline std::string codebook_of(const manner& how) {
    std::string text = R"(format = "crossfoot-codebook/1"
level = [
  { code = "province", name = { en = "province", zh = "省" } },
  { code = "county", name = { en = "county", zh = "县" } },
  { code = "township", name = { en = "township", zh = "乡" } },
  { code = "village", name = { en = "village", zh = "村" } },
]
[[breakdown]]
code = "tier"
name = { en = "tier", zh = "级别" }
ordered = true
items = [
  { code = "high", name = { en = "high", zh = "高" } },
)";
    text += std::string{"  { code = \"low\", name = { en = \"low\", zh = \"低\" }"} +
            (how.has_limits ? ", only_in = [\"11\"]" : "") + " },\n]\n";
    text += R"([[breakdown]]
code = "category"
name = { en = "category", zh = "类别" }
items = [
  { code = "organ", name = { en = "organ", zh = "机关" } },
  { code = "school", name = { en = "school", zh = "学校" } },
]
)";
    const auto add = [&](const std::string& code, const char* nature, const std::string& more) {
        text += "[[indicator]]\ncode = \"" + code + "\"\nname = { en = \"" + code + "\", zh = \"" +
                code + "\" }\ncounts = \"organisations\"\nnature = \"" + nature +
                "\"\nadditive = true\nown_at = [\"county\", \"village\"]\nabsent = \"" +
                how.absent + "\"\n" + more;
    };
    add("units",
        "stock",
        std::string{"breakdowns = [ { by = \"category\", as = \""} + how.category_as + "\" } ]\n");
    add("models",
        "stock",
        std::string{how.has_part_of ? "part_of = \"units\"\n" : ""} +
            "breakdowns = [ { by = \"tier\", as = \"partition\", counting = \"" + how.counting +
            "\" }, { by = \"category\", as = \"partition\" } ]\n");
    add("talks", "flow", "");
    if (how.has_rate) {
        text += R"([[indicator]]
code = "rate"
name = { en = "rate", zh = "率" }
nature = "rate"
shown = "percent"
numerator = "models"
denominator = "units"
)";
    }
    if (how.has_exemption) {
        text += "[[exemption]]\nplace = \"1103\"\nreason = { en = \"new\", zh = \"新设\" }\n";
    }
    return text;
}

struct place {
    std::string code;
    std::string level;
    std::string parent;
    std::string dates = ",";
};

inline std::vector<place> places_of(const manner& how, chance& by) {
    std::vector<place> made;
    for (const char* province : {"11", "12"}) {
        made.push_back({province, "province", ""});
        for (std::uint64_t c = 1; c <= 2 + by.below(2); ++c) {
            const std::string county = std::string{province} + "0" + std::to_string(c);
            made.push_back({county, "county", province});
            for (std::uint64_t t = 1; t <= by.below(4); ++t) {
                const std::string township = county + "0" + std::to_string(t);
                made.push_back({township, "township", county});
                for (std::uint64_t v = 1; v <= by.below(4); ++v) {
                    const std::string village = township + "0" + std::to_string(v);
                    made.push_back({village, "village", township});
                    if (how.has_dates && by.one_in(4)) {
                        made.back().dates = by.one_in(2) ? "2020-02-01," : ",2020-02-15";
                    }
                }
            }
        }
    }
    return made;
}

inline std::string places_text(const std::vector<place>& all) {
    std::string text = "code,name,level,parent,valid_from,valid_to\n";
    for (const place& each : all) {
        text += each.code + ",place " + each.code + "," + each.level + "," + each.parent + "," +
                each.dates + "\n";
    }
    return text;
}

/// A row without its place and value.
inline std::string row(const std::string& where,
                       const std::string& when,
                       const std::string& what,
                       const char* extent,
                       const char* tier,
                       const char* category,
                       const std::string& value,
                       const char* source) {
    return where + "," + when + "," + what + "," + extent + "," + tier + "," + category + "," +
           source + "," + value + "\n";
}

/// Figures that mostly agree: totals are the sums of what is below, unless luck has it otherwise.
inline std::vector<std::string> rows_of(const std::vector<place>& all,
                                        const manner& how,
                                        chance& by) {
    std::vector<std::string> made;
    using key = std::array<std::string, 3>;
    for (const char* when : {"2020-01", "2020-02", "2020-03"}) {
        std::map<std::string, std::map<key, std::uint64_t>> totals;
        for (auto each = all.rbegin(); each != all.rend(); ++each) {
            auto& mine = totals[each->code];
            const auto put = [&](const key& at, const char* extent, std::uint64_t value) {
                std::string text = std::to_string(value);
                if (how.has_words && by.one_in(9)) {
                    text = by.pick({"", "-", "…", "1万", "20余", "约30", "3.5", "-4"});
                    if (!how.has_slips && (text == "3.5" || text == "-4")) text = "7";
                }
                if (how.has_slips && by.one_in(60)) text = by.pick({"4l", "x", "12a"});
                std::string period = when;
                if (how.has_years && by.one_in(12)) period = "2020-01-31/2020-03";
                if (how.has_years && by.one_in(12)) period = "2020-Q1";
                const char* source = how.has_sources && by.one_in(3) ? "b" : "";
                const auto add = [&](const std::string& said, const char* from) {
                    const bool is_lost = how.has_slips && by.one_in(120);
                    made.push_back(row(is_lost ? by.pick({"110l", "99", "place 11"}) : each->code,
                                       period,
                                       at[0],
                                       extent,
                                       at[1].c_str(),
                                       at[2].c_str(),
                                       said,
                                       from));
                };
                add(text, source);
                if (how.has_sources && by.one_in(10)) {
                    add(std::to_string(value + by.below(2)), "c");
                }
                if (how.has_slips && by.one_in(80)) made.push_back(made.back());
            };
            const bool may_have_own = each->level == "county" || each->level == "village";
            for (const char* what : {"units", "models", "talks"}) {
                const bool is_models = std::string{what} == "models";
                const std::vector<const char*> tiers =
                    is_models ? std::vector<const char*>{"", "high", "low"}
                              : std::vector<const char*>{""};
                for (const char* tier : tiers) {
                    const bool is_broken_down = std::string{what} != "talks";
                    for (const char* category : {"", "organ", "school"}) {
                        if (!is_broken_down && *category != 0) continue;
                        if (how.has_limits && std::string{tier} == "low" &&
                            !each->code.starts_with("11")) {
                            continue;
                        }
                        const key at{what, tier, category};
                        if (may_have_own && !by.one_in(3)) {
                            const std::uint64_t own = by.below(6);
                            put(at, "own", own);
                            mine[at] += own;
                        }
                        const auto sum = mine.find(at);
                        if (each->level != "village" || by.one_in(6)) {
                            const bool says = sum != mine.end() || by.one_in(10);
                            const std::uint64_t total = (sum == mine.end() ? 0 : sum->second) +
                                                        (by.one_in(12) ? 1 + by.below(3) : 0);
                            if (says && !by.one_in(8)) put(at, "total", total);
                        }
                    }
                }
            }
            if (how.has_rate && by.one_in(3)) {
                made.push_back(row(each->code,
                                   when,
                                   "rate",
                                   "total",
                                   "",
                                   "",
                                   std::to_string(by.below(101)) + "%",
                                   ""));
            }
            if (!each->parent.empty()) {
                for (const auto& [at, value] : mine) {
                    totals[each->parent][at] += value;
                }
            }
        }
    }
    return made;
}

inline constexpr const char* heading = "place,period,indicator,scope,tier,category,source,value\n";

inline manner some_manner(std::uint64_t seed) {
    chance by{seed};
    manner how;
    how.absent = by.pick({"zero", "missing", "zero_if_filed"});
    how.counting = by.pick({"exclusive", "exclusive", "at_or_above", "held"});
    how.category_as = by.pick({"partition", "of_which", "nested"});
    how.has_limits = by.one_in(3);
    how.has_part_of = by.one_in(2);
    how.has_dates = by.one_in(3);
    how.has_sources = by.one_in(3);
    how.has_words = by.one_in(2);
    how.has_slips = by.one_in(3);
    how.has_years = by.one_in(4);
    how.has_exemption = by.one_in(4);
    return how;
}

/// Writes a report, its rows in one to three files and sometimes in no order.
inline void write_report(scratch_folder& folder, const manner& how, chance& by) {
    const std::vector<place> all = places_of(how, by);
    std::vector<std::string> rows = rows_of(all, how, by);
    if (by.one_in(3)) {
        for (std::size_t i = rows.size(); i > 1; --i) {
            std::swap(rows[i - 1], rows[by.below(i)]);
        }
    }
    folder.with("codebook.toml", codebook_of(how)).with("places.csv", places_text(all));
    std::vector<std::string> files(1 + by.below(3), heading);
    for (const std::string& each : rows) {
        files[by.below(files.size())] += each;
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        folder.with("figures-" + std::to_string(i) + ".csv", files[i]);
    }
}

}  // namespace random_reports
