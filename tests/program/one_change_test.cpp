#include "changed_example.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

// What one changed figure brings about, seen as another program sees it: the exit code and the
// document on standard output.

namespace {

using nlohmann::json;
using program_run::changed_county;
using program_run::changed_example;
using program_run::outcome;
using program_run::run;
using program_run::scratch;

constexpr const char* tiers_of_county = "partition:model_units:tier@990101/2016";
constexpr const char* rate_of_county = "rate:creation_rate@990101/2016";
constexpr const char* part_of_county = "part_of:model_units@990101/2016";

/// What a check said, findings that hold too.
struct judged {
    int exit = -1;
    json document;

    /// The finding of that key; null where there is none.
    [[nodiscard]] json finding(const std::string& key) const {
        for (const json& each : document["findings"]) {
            if (each["key"] == key) {
                return each;
            }
        }
        return nullptr;
    }
    /// Its verdict; "" where there is none.
    [[nodiscard]] std::string verdict(const std::string& key) const {
        const json found = finding(key);
        return found.is_null() ? "" : found["verdict"].get<std::string>();
    }
    /// The keys of the findings with a verdict, in the order of the report.
    [[nodiscard]] std::vector<std::string> keys_that(const std::string& result) const {
        std::vector<std::string> keys;
        for (const json& each : document["findings"]) {
            if (each["verdict"] == result) {
                keys.push_back(each["key"]);
            }
        }
        return keys;
    }
    [[nodiscard]] int count(const std::string& what) const { return document["summary"][what]; }
};

judged check_at(const std::string& path, const std::string& words = {}) {
    const outcome seen = run("check '" + path + "' --all --format json " + words);
    judged made{seen.exit, json::parse(seen.out, nullptr, false)};
    EXPECT_FALSE(made.document.is_discarded()) << seen.out << seen.err;
    return made;
}

json exactly(const std::string& value) {
    return {{"lo", value}, {"hi", value}, {"lo_closed", true}, {"hi_closed", true}};
}

json from_to(const std::string& first, const std::string& last) {
    return {{"lo", first}, {"hi", last}, {"lo_closed", true}, {"hi_closed", true}};
}

json at_least(const std::string& first) {
    return {{"lo", first}, {"hi", nullptr}, {"lo_closed", true}, {"hi_closed", false}};
}

json first_and_last(const std::string& first, const std::string& last) {
    return {{"first", first}, {"last", last}};
}

json cell(const std::string& place, const std::string& indicator, const json& breakdown) {
    return {{"place", place},
            {"period", "2016"},
            {"indicator", indicator},
            {"scope", "total"},
            {"breakdown", breakdown}};
}

/// The one bound of a finding, without its cell.
json only_bound(const json& finding) {
    EXPECT_EQ(finding["bounds"].size(), 1U) << finding;
    json bound = finding["bounds"][0];
    bound.erase("cell");
    return bound;
}

// -- the county ----------------------------------------------------------------------------------

TEST(one_change, swapped_digits_in_a_tier_fail_the_partition_by_45) {
    const changed_county county{"county,,,149", "county,,,194"};
    const judged seen = check_at(county.path());
    EXPECT_EQ(seen.exit, 1);
    EXPECT_EQ(seen.keys_that("fails"), std::vector<std::string>{tiers_of_county});
    EXPECT_EQ(seen.count("fails"), 1);
    const json tiers = seen.finding(tiers_of_county);
    EXPECT_EQ(tiers["difference"], (json{{"lo", "-45"}, {"hi", "-45"}, {"least", "45"}}));
    EXPECT_EQ(tiers["computed"], exactly("293"));
    EXPECT_EQ(tiers["reported"]["text"], "248");
}

TEST(one_change, a_rate_one_point_higher_fails_and_says_which_counts_it_would_allow) {
    const changed_county county{"95%", "96%"};
    const judged seen = check_at(county.path());
    EXPECT_EQ(seen.exit, 1);
    EXPECT_EQ(seen.keys_that("fails"), std::vector<std::string>{rate_of_county});
    const json rate = seen.finding(rate_of_county);
    EXPECT_EQ(
        rate["duals"],
        (json{{"counts", first_and_last("250", "251")}, {"totals", first_and_last("257", "259")}}));
    EXPECT_EQ(rate["computed"], exactly("248/261"));
    EXPECT_EQ(rate["basis"], "reported");
}

TEST(one_change, without_the_national_row_the_tiers_are_unknown_and_only_1_would_do) {
    const changed_county county{"990101,2016,model_units,national,,,1,,1\n", ""};
    const judged seen = check_at(county.path());
    EXPECT_EQ(seen.exit, 0);
    const json tiers = seen.finding(tiers_of_county);
    EXPECT_EQ(tiers["verdict"], "unknown");
    EXPECT_EQ(only_bound(tiers), exactly("1"));
    EXPECT_EQ(tiers["bounds"][0]["cell"],
              cell("990101", "model_units", json{{"tier", "national"}}));
    EXPECT_EQ(check_at(county.path(), "--fail-on unknown").exit, 1);
}

TEST(one_change, without_the_national_row_the_rate_still_holds) {
    const changed_county county{"990101,2016,model_units,national,,,1,,1\n", ""};
    const judged seen = check_at(county.path());
    EXPECT_EQ(seen.verdict(rate_of_county), "holds");
    EXPECT_EQ(
        seen.finding(rate_of_county)["duals"],
        (json{{"counts", first_and_last("247", "249")}, {"totals", first_and_last("260", "262")}}));
}

TEST(one_change, a_blank_national_figure_is_as_missing_as_none) {
    const changed_county county{"model_units,national,,,1,,1", "model_units,national,,,,,1"};
    const judged seen = check_at(county.path());
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(only_bound(seen.finding(tiers_of_county)), exactly("1"));
}

TEST(one_change, more_model_units_than_units_fail_as_a_part) {
    const changed_county county{"model_units,,,,248", "model_units,,,,262"};
    const judged seen = check_at(county.path());
    EXPECT_EQ(seen.exit, 1);
    const json part = seen.finding(part_of_county);
    EXPECT_EQ(part["verdict"], "fails");
    EXPECT_EQ(part["difference"], (json{{"lo", "1"}, {"hi", "1"}, {"least", "1"}}));
    EXPECT_EQ(part["computed"], exactly("261"));
}

TEST(one_change, more_model_units_than_units_are_one_finding_that_the_tiers_explain) {
    const changed_county county{"model_units,,,,248", "model_units,,,,262"};
    const judged seen = check_at(county.path());
    EXPECT_EQ(seen.count("fails"), 1);
    EXPECT_EQ(seen.count("follows"), 2);
    EXPECT_EQ(seen.finding(tiers_of_county)["follows_from"], nullptr);
    EXPECT_EQ(seen.finding(part_of_county)["follows_from"], tiers_of_county);
    EXPECT_EQ(seen.finding(rate_of_county)["follows_from"], tiers_of_county);
}

TEST(one_change, without_the_units_the_rate_is_unknown_and_260_to_262_would_do) {
    const changed_county county{"990101,2016,creation_units,,,,261,,1\n", ""};
    const judged seen = check_at(county.path());
    EXPECT_EQ(seen.exit, 0);
    const json rate = seen.finding(rate_of_county);
    EXPECT_EQ(rate["verdict"], "unknown");
    EXPECT_EQ(only_bound(rate), from_to("260", "262"));
    EXPECT_EQ(rate["bounds"][0]["cell"], cell("990101", "creation_units", json::object()));
}

TEST(one_change, without_the_units_there_are_at_least_as_many_as_model_units) {
    const changed_county county{"990101,2016,creation_units,,,,261,,1\n", ""};
    const json part = check_at(county.path()).finding(part_of_county);
    EXPECT_EQ(part["verdict"], "unknown");
    EXPECT_EQ(only_bound(part), at_least("248"));
}

TEST(one_change, two_sources_that_differ_are_a_conflict) {
    changed_county county;
    county.append("figures.csv", "990101,2016,creation_units,,,,271,,annex\n");
    const judged seen = check_at(county.path());
    EXPECT_EQ(seen.exit, 1);
    const json conflict = seen.finding("conflict@990101/2016#creation_units");
    ASSERT_FALSE(conflict.is_null());
    EXPECT_EQ(conflict["verdict"], "fails");
    EXPECT_EQ(conflict["kind"], "conflict");
    EXPECT_EQ(conflict["difference"]["least"], "10");
    std::set<std::string> sources;
    for (const json& term : conflict["terms"]) {
        sources.insert(term["source"].get<std::string>());
    }
    EXPECT_EQ(sources, (std::set<std::string>{"1", "annex"}));
}

TEST(one_change, where_sources_differ_other_rules_have_no_figure) {
    changed_county county;
    county.append("figures.csv", "990101,2016,creation_units,,,,271,,annex\n");
    const judged seen = check_at(county.path());
    EXPECT_EQ(only_bound(seen.finding(rate_of_county)), from_to("260", "262"));
}

TEST(one_change, two_sources_that_overlap_need_not_conflict) {
    changed_county county;
    county.append("figures.csv", "990101,2016,creation_units,,,,260余,,annex\n");
    const judged seen = check_at(county.path());
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(seen.verdict("conflict@990101/2016#creation_units"), "possible");
    EXPECT_EQ(seen.verdict(rate_of_county), "holds");
}

TEST(one_change, an_unreadable_figure_stays_as_it_stands) {
    const json pairs = check_at("examples/county-2016").finding("domain@990101/2016#pairs");
    EXPECT_EQ(pairs["verdict"], "unknown");
    EXPECT_EQ(pairs["reported"],
              (json{{"text", "2.3…"},
                    {"lo", nullptr},
                    {"hi", nullptr},
                    {"lo_closed", false},
                    {"hi_closed", false}}));
    EXPECT_EQ(pairs["terms"][0]["status"], "unreadable");
    EXPECT_EQ(pairs["terms"][0]["source"], "2.5");
}

// -- nothing invented ----------------------------------------------------------------------------

/// Both lists of a document, one after the other.
std::vector<json> all_lines(const json& document) {
    std::vector<json> lines;
    for (const char* const list : {"findings", "derived"}) {
        for (const json& each : document[list]) {
            lines.push_back(each);
        }
    }
    return lines;
}

TEST(nothing_invented, no_line_rests_on_population_and_share_together) {
    const judged seen = check_at("examples/county-2016");
    for (const json& line : all_lines(seen.document)) {
        std::set<std::string> indicators;
        for (const json& term : line["terms"]) {
            indicators.insert(term["indicator"].get<std::string>());
        }
        EXPECT_FALSE(indicators.contains("minority_share") && indicators.size() > 1) << line;
    }
}

TEST(nothing_invented, no_number_lies_where_population_times_share_would) {
    // (101500 to 102500) times (75.5% to 76.5%)
    const judged seen = check_at("examples/county-2016");
    for (const json& line : all_lines(seen.document)) {
        for (const char* const side : {"reported", "computed"}) {
            if (!line.contains(side) || line[side].is_null()) {
                continue;
            }
            for (const char* const end : {"lo", "hi"}) {
                if (line[side][end].is_string()) {
                    const std::string digits = line[side][end];
                    EXPECT_FALSE(digits.size() == 5 && digits >= "76000" && digits <= "78999")
                        << line;
                }
            }
        }
    }
}

TEST(nothing_invented, a_derived_population_adds_up_populations_only) {
    const judged seen = check_at("examples/county-2016");
    for (const json& line : seen.document["derived"]) {
        if (line["indicator"] != "population") {
            continue;
        }
        for (const json& term : line["terms"]) {
            EXPECT_EQ(term["indicator"], "population") << line;
        }
    }
}

// -- the prefecture ------------------------------------------------------------------------------

/// The prefecture without its slip.
class clean_prefecture : public changed_example {
  public:
    clean_prefecture() : changed_example{"prefecture-2016"} {
        replace("figures-990203.csv", "model_units,,141", "model_units,,114");
    }
    /// And with what its seventh county should say.
    clean_prefecture& with_the_seventh() {
        write("figures-990207.csv",
              "place,period,indicator,tier,value,source\n"
              "990207,2016,creation_units,,25,county form: units\n"
              "990207,2016,model_units,,19,county form: units\n"
              "990207,2016,model_units,national,0,county form: units\n"
              "990207,2016,model_units,provincial,0,county form: units\n"
              "990207,2016,model_units,prefectural,4,county form: units\n"
              "990207,2016,model_units,county,15,county form: units\n"
              "990207,2016,creation_rate,,76%,county form: units\n"
              "990207,2016,talks,,17,county form: talks\n"
              "990207,2016,people_reached,,2000,county form: talks\n"
              "990207,2016,measures,,12,county form: measures\n"
              "990207,2016,measures_completed,,9,county form: measures\n");
        return *this;
    }
};

constexpr const char* talks_of_prefecture = "rollup:talks@9902/2016";
constexpr const char* models_of_prefecture = "rollup:model_units@9902/2016";

TEST(one_change, a_total_below_the_six_that_reported_fails_although_the_seventh_is_silent) {
    clean_prefecture prefecture;
    prefecture.replace("figures-prefecture.csv", "talks,total,,577", "talks,total,,559");
    const judged seen = check_at(prefecture.path());
    EXPECT_EQ(seen.exit, 1);
    EXPECT_EQ(seen.keys_that("fails"), std::vector<std::string>{talks_of_prefecture});
    const json total = seen.finding(talks_of_prefecture);
    EXPECT_EQ(total["computed"], at_least("560"));
    EXPECT_EQ(total["difference"], (json{{"lo", nullptr}, {"hi", "-1"}, {"least", "1"}}));
    EXPECT_EQ(total["bounds"], nullptr);
}

TEST(one_change, a_total_above_the_six_is_unknown_with_the_bound_for_the_seventh) {
    const clean_prefecture prefecture;
    const judged seen = check_at(prefecture.path());
    EXPECT_EQ(seen.exit, 0);
    const json total = seen.finding(talks_of_prefecture);
    EXPECT_EQ(total["verdict"], "unknown");
    EXPECT_EQ(only_bound(total), exactly("17"));
    EXPECT_EQ(total["bounds"][0]["cell"], cell("990207", "talks", json::object()));
}

TEST(one_change, a_total_of_just_the_six_leaves_nothing_for_the_seventh) {
    clean_prefecture prefecture;
    prefecture.replace("figures-prefecture.csv", "talks,total,,577", "talks,total,,560");
    const judged seen = check_at(prefecture.path());
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(only_bound(seen.finding(talks_of_prefecture)), exactly("0"));
}

TEST(one_change, once_the_seventh_reports_every_total_is_settled) {
    clean_prefecture prefecture;
    const judged seen = check_at(prefecture.with_the_seventh().path());
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(seen.count("fails") + seen.count("follows") + seen.count("unknown"), 0);
    EXPECT_EQ(seen.verdict(talks_of_prefecture), "holds");
    EXPECT_EQ(seen.verdict(models_of_prefecture), "holds");
    EXPECT_EQ(seen.keys_that("possible"),
              std::vector<std::string>{"rollup:people_reached@9902/2016"});
}

TEST(one_change, one_wrong_county_total_is_one_finding) {
    clean_prefecture prefecture;
    prefecture.with_the_seventh().replace(
        "figures-990203.csv", "model_units,,114", "model_units,,141");
    const judged seen = check_at(prefecture.path());
    EXPECT_EQ(seen.exit, 1);
    EXPECT_EQ(seen.count("fails"), 1);
    EXPECT_EQ(seen.verdict("partition:model_units:tier@990203/2016"), "fails");
    EXPECT_EQ(seen.finding("partition:model_units:tier@990203/2016")["follows_from"], nullptr);
}

TEST(one_change, of_one_wrong_county_total_the_prefecture_and_the_rate_follow) {
    clean_prefecture prefecture;
    prefecture.with_the_seventh().replace(
        "figures-990203.csv", "model_units,,114", "model_units,,141");
    const judged seen = check_at(prefecture.path());
    EXPECT_EQ(seen.count("follows"), 3);
    for (const char* const key : {models_of_prefecture, "rate:creation_rate@990203/2016"}) {
        EXPECT_EQ(seen.verdict(key), "fails");
        EXPECT_EQ(seen.finding(key)["follows_from"], "partition:model_units:tier@990203/2016");
    }
}

TEST(one_change, the_slip_of_the_example_is_one_finding_although_the_seventh_is_silent) {
    const judged seen = check_at("examples/prefecture-2016");
    EXPECT_EQ(seen.exit, 1);
    EXPECT_EQ(seen.count("fails"), 1);
    EXPECT_EQ(seen.count("follows"), 3);
    EXPECT_EQ(seen.finding(models_of_prefecture)["follows_from"],
              "partition:model_units:tier@990203/2016");
}

// -- the ways of counting tiers ------------------------------------------------------------------

/// 306 of 376 units at three tiers, 50 and 1 of them at the higher ones.
class counted_tiers {
  public:
    explicit counted_tiers(const std::string& counting) {
        static_cast<void>(folder_.write("places.csv",
                                        "code,name,level,parent\n"
                                        "9901,Prefecture A,prefecture,\n"));
        static_cast<void>(folder_.write(
            "codebook.toml",
            "format = \"crossfoot-codebook/1\"\n"
            "extends = \"ethnic-unity\"\n"
            "[[breakdown]]\n"
            "code = \"tier\"\n"
            "name = { en = \"tier\", zh = \"级别\" }\n"
            "ordered = true\n"
            "items = [\n"
            "  { code = \"national\", name = { en = \"national\", zh = \"国家级\" } },\n"
            "  { code = \"provincial\", name = { en = \"provincial\", zh = \"省级\" } },\n"
            "  { code = \"city\", name = { en = \"city\", zh = \"市级\" } },\n"
            "]\n"
            "[[indicator]]\n"
            "code = \"model_units\"\n"
            "name = { en = \"model units\", zh = \"模范单位\" }\n"
            "counts = \"organisations\"\n"
            "unit = \"个\"\n"
            "nature = \"stock\"\n"
            "part_of = \"creation_units\"\n"
            "breakdowns = [ { by = \"tier\", as = \"partition\", counting = \"" +
                counting + "\" } ]\n"));
        static_cast<void>(folder_.write("figures.csv",
                                        "place,period,indicator,tier,value\n"
                                        "9901,2016,creation_units,,376\n"
                                        "9901,2016,model_units,,306\n"
                                        "9901,2016,model_units,city,306\n"
                                        "9901,2016,model_units,provincial,50\n"
                                        "9901,2016,model_units,national,1\n"
                                        "9901,2016,creation_rate,,81.38%\n"));
    }
    [[nodiscard]] judged seen() const { return check_at(folder_.path()); }

  private:
    scratch folder_;
};

constexpr const char* tiers_of_prefecture = "partition:model_units:tier@9901/2016";

TEST(tiers_declared, the_rate_holds_however_they_are_counted) {
    for (const char* const counting : {"exclusive", "at_or_above", "held"}) {
        const json rate = counted_tiers{counting}.seen().finding("rate:creation_rate@9901/2016");
        EXPECT_EQ(rate["verdict"], "holds") << counting;
        EXPECT_EQ(rate["computed"], exactly("153/188")) << counting;
    }
}

TEST(tiers_declared, hold_where_each_counts_the_higher_ones_too) {
    const judged seen = counted_tiers{"at_or_above"}.seen();
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(seen.verdict(tiers_of_prefecture), "holds");
    EXPECT_EQ(seen.verdict("partition:model_units:tier:nested@9901/2016[tier=national]"), "holds");
    EXPECT_EQ(seen.verdict("partition:model_units:tier:nested@9901/2016[tier=provincial]"),
              "holds");
    EXPECT_EQ(seen.keys_that("fails"), std::vector<std::string>{});
}

TEST(tiers_declared, fail_where_each_unit_is_counted_once) {
    const judged seen = counted_tiers{"exclusive"}.seen();
    EXPECT_EQ(seen.exit, 1);
    EXPECT_EQ(seen.keys_that("fails"), std::vector<std::string>{tiers_of_prefecture});
    const json tiers = seen.finding(tiers_of_prefecture);
    EXPECT_EQ(tiers["computed"], exactly("357"));
    EXPECT_EQ(tiers["difference"]["least"], "51");
}

TEST(tiers_declared, are_possible_where_each_title_is_counted) {
    const judged seen = counted_tiers{"held"}.seen();
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(seen.verdict(tiers_of_prefecture), "possible");
    EXPECT_EQ(seen.finding(tiers_of_prefecture)["computed"], from_to("306", "357"));
}

// -- large numbers, and nothing to divide by -----------------------------------------------------

/// A prefecture of two counties, without a codebook of its own.
judged check_counties(const std::string& figures) {
    const scratch folder;
    static_cast<void>(folder.write("places.csv",
                                   "code,name,level,parent\n"
                                   "9901,Prefecture A,prefecture,\n"
                                   "990101,County A,county,9901\n"
                                   "990102,County B,county,9901\n"));
    static_cast<void>(
        folder.write("figures.csv", "place,period,indicator,scope,value\n" + figures));
    return check_at(folder.path());
}

/// The talks of both counties and of the prefecture, whose own organs held none.
judged check_talks(const std::string& total, const std::string& one, const std::string& other) {
    return check_counties("9901,2016,talks,total," + total +
                          "\n"
                          "9901,2016,talks,own,0\n"
                          "990101,2016,talks,total," +
                          one +
                          "\n"
                          "990102,2016,talks,total," +
                          other + "\n");
}

constexpr const char* talks_of_two = "rollup:talks@9901/2016";

TEST(large_numbers, forty_zeros_add_up_exactly) {
    const std::string zeros(40, '0');
    const judged seen = check_talks("2" + zeros, "1" + zeros, "1" + zeros);
    EXPECT_EQ(seen.exit, 0);
    EXPECT_EQ(seen.verdict(talks_of_two), "holds");
    EXPECT_EQ(seen.finding(talks_of_two)["computed"], exactly("2" + zeros));
}

TEST(large_numbers, one_too_many_after_forty_digits_is_seen) {
    const std::string zeros(40, '0');
    const judged seen = check_talks("2" + std::string(39, '0') + "1", "1" + zeros, "1" + zeros);
    EXPECT_EQ(seen.exit, 1);
    EXPECT_EQ(seen.finding(talks_of_two)["difference"]["least"], "1");
    EXPECT_EQ(seen.finding(talks_of_two)["computed"], exactly("2" + zeros));
}

TEST(large_numbers, sums_past_64_bits_do_not_wrap) {
    const std::string most = "9223372036854775807";
    EXPECT_EQ(check_talks("18446744073709551614", most, most).verdict(talks_of_two), "holds");
    const json off_by_one = check_talks("18446744073709551615", most, most).finding(talks_of_two);
    EXPECT_EQ(off_by_one["verdict"], "fails");
    EXPECT_EQ(off_by_one["difference"]["least"], "1");
    // What would come out if they wrapped.
    EXPECT_EQ(check_talks("0", most, most).verdict(talks_of_two), "fails");
}

TEST(large_numbers, sums_past_128_bits_do_not_wrap) {
    const std::string most = "170141183460469231731687303715884105727";  // 2^127 - 1
    EXPECT_EQ(
        check_talks("340282366920938463463374607431768211454", most, most).verdict(talks_of_two),
        "holds");
    EXPECT_EQ(
        check_talks("340282366920938463463374607431768211455", most, most).verdict(talks_of_two),
        "fails");
}

TEST(large_numbers, a_rate_of_counts_with_forty_zeros_is_judged_exactly) {
    const std::string zeros(40, '0');
    const auto rate_of = [&](const std::string& count) {
        return check_counties("990101,2016,creation_units,total,2" + zeros +
                              "\n"
                              "990101,2016,model_units,total," +
                              count +
                              "\n"
                              "990101,2016,creation_rate,total,50.0%\n")
            .verdict(rate_of_county);
    };
    // 50.05% is where 50.1% begins.
    EXPECT_EQ(rate_of("1000" + zeros.substr(3)), "holds");
    EXPECT_EQ(rate_of("1001" + zeros.substr(3)), "fails");
    EXPECT_EQ(rate_of("1000" + std::string(37, '9')), "holds");
}

TEST(nothing_to_divide_by, a_printed_rate_of_no_units_fails) {
    const judged seen = check_counties(
        "990101,2016,creation_units,total,0\n"
        "990101,2016,model_units,total,0\n"
        "990101,2016,creation_rate,total,95%\n");
    EXPECT_EQ(seen.exit, 1);
    const json rate = seen.finding(rate_of_county);
    EXPECT_EQ(rate["verdict"], "fails");
    EXPECT_EQ(rate["computed"], nullptr);
    EXPECT_EQ(rate["difference"], nullptr);
    EXPECT_EQ(rate["duals"]["counts"], nullptr);
}

TEST(nothing_to_divide_by, the_rate_command_says_so_and_ends_with_2) {
    const outcome seen = run("rate 248 0");
    EXPECT_EQ(seen.exit, 2);
    EXPECT_EQ(seen.out, "");
    EXPECT_NE(seen.err.find("the total must not be zero"), std::string::npos) << seen.err;
}

// -- the form of the output ----------------------------------------------------------------------

/// A document's shape, with what is wrong in it added to a list.
class shape {
  public:
    explicit shape(const json& document) : document_{document} {}

    std::string problems() {
        if (!expect_keys(document_,
                         "document",
                         {"format", "summary", "findings", "derived", "diagnostics"})) {
            return problems_;
        }
        expect(document_["format"] == "crossfoot-findings/1", "format");
        for (const char* const key :
             {"figures", "checks", "holds", "possible", "fails", "follows", "unknown"}) {
            expect(document_["summary"][key].is_number_unsigned(), std::string{"summary."} + key);
        }
        expect(document_["derived"].is_array(), "derived");
        expect(document_["diagnostics"].is_array(), "diagnostics");
        for (const json& each : document_["findings"]) {
            keys_.insert(each["key"].get<std::string>());
        }
        expect(keys_.size() == document_["findings"].size(), "keys that are unique");
        for (const json& each : document_["findings"]) {
            try_finding(each);
        }
        return problems_;
    }

  private:
    using names = std::set<std::string>;

    void expect(bool is_so, const std::string& what) {
        if (!is_so) {
            problems_ += at_ + ": " + what + "\n";
        }
    }
    /// Whether the keys are there.
    bool expect_keys(const json& of, const std::string& what, const names& keys) {
        bool all = of.is_object();
        expect(all, what + " is no object");
        for (const std::string& key : keys) {
            const bool is_there = of.contains(key);
            expect(is_there, what + " has no " + key);
            all = all && is_there;
        }
        return all;
    }
    void expect_one_of(const json& value, const names& values, const std::string& what) {
        expect(value.is_string() && values.contains(value.get<std::string>()), what);
    }
    void expect_number(const json& value, const std::string& what) {
        static const std::regex number{R"(-?\d+(\.\d+)?|-?\d+/\d+)"};
        expect(value.is_string() && std::regex_match(value.get<std::string>(), number), what);
    }
    void expect_end(const json& of, const char* end, const std::string& what) {
        if (!of[end].is_null()) {
            expect_number(of[end], what + "." + end);
        }
    }
    void expect_values(const json& of, const std::string& what) {
        if (!expect_keys(of, what, {"lo", "hi", "lo_closed", "hi_closed"})) {
            return;
        }
        for (const char* const end : {"lo", "hi"}) {
            expect_end(of, end, what);
            const json& closed = of[std::string{end} + "_closed"];
            expect(closed.is_boolean(), what + "." + end + "_closed");
            expect(!of[end].is_null() || closed == false, what + ": no end is not closed");
        }
    }
    void expect_cell(const json& of, const std::string& what) {
        if (!expect_keys(of, what, {"place", "period", "indicator", "scope", "breakdown"})) {
            return;
        }
        for (const char* const key : {"place", "period", "indicator"}) {
            expect(of[key].is_string(), what + "." + key);
        }
        expect_one_of(of["scope"], {"total", "own"}, what + ".scope");
        expect(of["breakdown"].is_object(), what + ".breakdown");
        for (const auto& [by, item] : of["breakdown"].items()) {
            expect(item.is_string(), what + ".breakdown." + by);
        }
    }

    void try_finding(const json& of) {
        at_ = of["key"];
        if (!expect_keys(of,
                         "finding",
                         {"key",
                          "rule",
                          "kind",
                          "severity",
                          "verdict",
                          "place",
                          "period",
                          "indicator",
                          "scope",
                          "breakdown",
                          "reported",
                          "computed",
                          "difference",
                          "bounds",
                          "duals",
                          "basis",
                          "terms",
                          "message",
                          "follows_from"})) {
            return;
        }
        expect(of["rule"].is_string(), "rule");
        expect_one_of(of["kind"],
                      {"domain",
                       "part_of",
                       "partition",
                       "of_which",
                       "rollup",
                       "rate",
                       "conflict",
                       "register"},
                      "kind");
        expect_one_of(of["severity"], {"error", "query", "hint"}, "severity");
        expect_one_of(of["verdict"], {"holds", "possible", "fails", "unknown"}, "verdict");
        expect_cell(of, "finding");
        expect_one_of(of["basis"], {"reported", "rolled_up"}, "basis");
        for (const char* const side : {"reported", "computed"}) {
            if (!of[side].is_null()) {
                expect_values(of[side], side);
            }
        }
        expect(of["reported"].is_null() || of["reported"]["text"].is_string(), "reported.text");
        if (!of["difference"].is_null()) {
            expect_end(of["difference"], "lo", "difference");
            expect_end(of["difference"], "hi", "difference");
            expect_number(of["difference"]["least"], "difference.least");
        }
        try_bounds(of);
        try_duals(of);
        expect(
            of["follows_from"].is_null() || keys_.contains(of["follows_from"].get<std::string>()),
            "follows_from");
        expect(of["follows_from"].is_null() || of["verdict"] == "fails", "what follows fails");
        expect(of["terms"].is_array() && !of["terms"].empty(), "terms");
        for (const json& term : of["terms"]) {
            expect_cell(term, "term");
            if (!expect_keys(term, "term", {"text", "status", "source"})) {
                continue;
            }
            expect(term["text"].is_string() && term["source"].is_string(), "text of a term");
            expect_one_of(
                term["status"],
                {"reported", "missing", "not_applicable", "below_unit", "suppressed", "unreadable"},
                "status of a term");
        }
        for (const char* const tongue : {"en", "zh"}) {
            expect(of["message"][tongue].is_string() && of["message"][tongue] != "", "message");
        }
    }

    void try_bounds(const json& of) {
        if (of["bounds"].is_null()) {
            return;
        }
        expect(of["verdict"] == "unknown", "bounds only where it is unknown");
        expect(of["bounds"].is_array() && !of["bounds"].empty(), "bounds");
        for (const json& each : of["bounds"]) {
            expect_cell(each["cell"], "bounds.cell");
            expect_values(each, "bounds");
        }
    }

    void try_duals(const json& of) {
        expect(of["duals"].is_null() == (of["kind"] != "rate"), "duals of a rate, and only there");
        if (of["duals"].is_null()) {
            return;
        }
        for (const char* const which : {"counts", "totals"}) {
            expect(of["duals"].contains(which), std::string{"duals."} + which);
            const json& range = of["duals"][which];
            if (!range.is_null()) {
                expect_end(range, "first", which);
                expect_end(range, "last", which);
            }
        }
    }

    const json& document_;
    std::set<std::string> keys_;
    std::string at_ = "document";
    std::string problems_;
};

TEST(output_form, the_json_of_an_agreeing_county_is_as_promised) {
    EXPECT_EQ(shape{check_at("examples/county-2016").document}.problems(), "");
}

TEST(output_form, the_json_of_bounds_and_duals_is_as_promised) {
    const changed_county county{"990101,2016,creation_units,,,,261,,1\n", ""};
    EXPECT_EQ(shape{check_at(county.path()).document}.problems(), "");
}

TEST(output_form, the_json_of_what_follows_and_rolls_up_is_as_promised) {
    EXPECT_EQ(shape{check_at("examples/prefecture-2016").document}.problems(), "");
}

TEST(output_form, the_json_of_a_conflict_is_as_promised) {
    changed_county county;
    county.append("figures.csv", "990101,2016,creation_units,,,,271,,annex\n");
    EXPECT_EQ(shape{check_at(county.path()).document}.problems(), "");
}

TEST(output_form, the_json_of_a_rate_of_nothing_is_as_promised) {
    const judged seen = check_counties(
        "990101,2016,creation_units,total,0\n"
        "990101,2016,model_units,total,0\n"
        "990101,2016,creation_rate,total,95%\n");
    EXPECT_EQ(shape{seen.document}.problems(), "");
}

TEST(output_form, the_summary_counts_what_is_listed) {
    const judged seen = check_at("examples/prefecture-2016");
    EXPECT_EQ(seen.count("checks"), static_cast<int>(seen.document["findings"].size()));
    EXPECT_EQ(seen.count("holds"), static_cast<int>(seen.keys_that("holds").size()));
    EXPECT_EQ(seen.count("possible"), static_cast<int>(seen.keys_that("possible").size()));
    EXPECT_EQ(seen.count("unknown"), static_cast<int>(seen.keys_that("unknown").size()));
    EXPECT_EQ(seen.count("fails") + seen.count("follows"),
              static_cast<int>(seen.keys_that("fails").size()));
}

TEST(output_form, what_holds_is_listed_with_all_only) {
    const json usual =
        json::parse(run("check examples/prefecture-2016 --format json").out)["findings"];
    const judged all = check_at("examples/prefecture-2016");
    json expected = json::array();
    for (const json& each : all.document["findings"]) {
        if (each["verdict"] != "holds") {
            expected.push_back(each);
        }
    }
    EXPECT_EQ(usual, expected);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in{text};
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

TEST(output_form, json_lines_are_the_findings_one_a_line) {
    const outcome seen = run("check examples/prefecture-2016 --all --format jsonl");
    EXPECT_EQ(seen.exit, 1);
    json lines = json::array();
    for (const std::string& line : lines_of(seen.out)) {
        lines.push_back(json::parse(line));
    }
    EXPECT_EQ(lines, check_at("examples/prefecture-2016").document["findings"]);
}

/// The fields of a line of CSV.
std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields{""};
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += line[++i];
        } else if (line[i] == '"') {
            quoted = !quoted;
        } else if (line[i] == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back() += line[i];
        }
    }
    return fields;
}

TEST(output_form, the_columns_of_csv_are_as_promised_and_in_that_order) {
    const std::vector<std::string> lines =
        lines_of(run("check examples/county-2016 --format csv").out);
    ASSERT_EQ(lines.size(), 1U);  // nothing fails
    EXPECT_EQ(fields_of(lines[0]),
              (std::vector<std::string>{"key",
                                        "rule",
                                        "kind",
                                        "severity",
                                        "verdict",
                                        "place",
                                        "period",
                                        "indicator",
                                        "scope",
                                        "tier",
                                        "category",
                                        "section",
                                        "naming",
                                        "reported",
                                        "computed",
                                        "difference",
                                        "follows_from"}));
}

TEST(output_form, csv_lists_what_fails) {
    const std::vector<std::string> lines =
        lines_of(run("check examples/prefecture-2016 --format csv").out);
    std::vector<std::string> keys;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        keys.push_back(fields_of(lines[i])[0]);
    }
    EXPECT_EQ(keys, check_at("examples/prefecture-2016").keys_that("fails"));
}

TEST(output_form, csv_says_of_each_finding_what_json_says) {
    const std::vector<std::string> lines =
        lines_of(run("check examples/prefecture-2016 --all --format csv").out);
    const json findings = check_at("examples/prefecture-2016").document["findings"];
    ASSERT_EQ(lines.size(), findings.size() + 1);
    const std::vector<std::string> columns = fields_of(lines[0]);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const json& of = findings[i];
        const std::vector<std::string> fields = fields_of(lines[i + 1]);
        ASSERT_EQ(fields.size(), columns.size()) << lines[i + 1];
        for (std::size_t column = 0; column < 9; ++column) {
            EXPECT_EQ(of[columns[column]], fields[column]) << lines[i + 1];
        }
        for (std::size_t column = 9; column + 4 < columns.size(); ++column) {
            EXPECT_EQ(of["breakdown"].value(columns[column], ""), fields[column]) << lines[i + 1];
        }
        const json& follows = of["follows_from"];
        EXPECT_EQ(follows.is_null() ? "" : follows.get<std::string>(), fields.back());
    }
}

// -- the order of what is put in -----------------------------------------------------------------

/// Turns the rows of a file upside down, all but its heading.
void turn_rows(changed_example& report, const std::string& file) {
    std::vector<std::string> lines = lines_of(program_run::contents(report.path(file)));
    std::reverse(lines.begin() + 1, lines.end());
    std::string text;
    for (const std::string& line : lines) {
        text += line + "\n";
    }
    report.write(file, text);
}

void expect_same_output(const std::string& a, const std::string& b) {
    for (const char* const format : {"json", "jsonl", "csv"}) {
        const std::string words = std::string{" --all --format "} + format;
        EXPECT_EQ(run("check '" + a + "'" + words).out, run("check '" + b + "'" + words).out)
            << format;
    }
}

TEST(order_of_input, rows_of_a_county_may_come_in_any_order) {
    changed_county county;
    turn_rows(county, "figures.csv");
    expect_same_output("examples/county-2016", county.path());
}

TEST(order_of_input, files_and_rows_of_a_prefecture_may_come_in_any_order) {
    changed_example prefecture{"prefecture-2016"};
    int number = 90;
    for (const char* const part :
         {"990201", "990202", "990203", "990204", "990205", "990206", "prefecture"}) {
        const std::string file = std::string{"figures-"} + part + ".csv";
        turn_rows(prefecture, file);
        const std::string text = program_run::contents(prefecture.path(file));
        prefecture.remove(file).write("figures-" + std::to_string(number--) + ".csv", text);
    }
    expect_same_output("examples/prefecture-2016", prefecture.path());
}

TEST(order_of_input, sources_that_differ_may_come_in_any_order) {
    changed_county county;
    county.append("figures.csv", "990101,2016,creation_units,,,,271,,annex\n");
    changed_county turned;
    turned.append("figures.csv", "990101,2016,creation_units,,,,271,,annex\n");
    turn_rows(turned, "figures.csv");
    expect_same_output(county.path(), turned.path());
}

}  // namespace
