#include <crossfoot/io/codebook_file.hpp>

#include "../support/printed.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using codes = std::vector<diagnostic_code>;

const std::string format = "format = \"crossfoot-codebook/1\"\n";
const std::string extended = format + "extends = \"ethnic-unity\"\n";

codebook good(const std::string& toml) {
    std::vector<diagnostic> problems;
    std::optional<codebook> book = read_codebook(toml, "codebook.toml", problems);
    for (const diagnostic& each : problems)
        ADD_FAILURE() << to_string(each, language::en);
    return std::move(book).value_or(codebook{});
}

codes codes_of(const std::string& toml) {
    std::vector<diagnostic> problems;
    EXPECT_FALSE(read_codebook(toml, "codebook.toml", problems).has_value());
    codes found;
    for (const diagnostic& each : problems)
        found.push_back(each.code);
    return found;
}

/// A breakdown tier with these items.
std::string tiers(const std::string& items) {
    return "[[breakdown]]\ncode = \"tier\"\nordered = true\nitems = [" + items + "]\n";
}

const breakdown_item& item_of(const codebook& book, std::string_view code) {
    const breakdown& tier = book[book.breakdown_at("tier")];
    return tier.items.at(tier.find_item(code).value());
}

/// The code of the item that must be held before another; "" where none must.
std::string before(const codebook& book, std::string_view code) {
    const auto after = item_of(book, code).after;
    return after ? book[book.breakdown_at("tier")].items.at(*after).name.code : std::string{};
}

register_basis basis_of(const codebook& book, std::string_view indicator) {
    return book[book.indicator_at(indicator)].from_register;
}

TEST(codebook_register_keys, a_ladder_that_is_a_circle_is_refused) {
    EXPECT_EQ(codes_of(format + tiers("{ code = \"a\", after = \"b\" }, "
                                      "{ code = \"b\", after = \"c\" }, "
                                      "{ code = \"c\", after = \"a\" }")),
              codes{diagnostic_code::codebook_value});
}

// ---- valid_years
// ---------------------------------------------------------------------------------

TEST(codebook_register_keys, a_tier_may_have_a_term) {
    const codebook book =
        good(format + tiers("{ code = \"high\", valid_years = 3 }, { code = \"low\" }"));
    EXPECT_EQ(item_of(book, "high").valid_years, 3);
    EXPECT_EQ(item_of(book, "low").valid_years, std::nullopt);
}

TEST(codebook_register_keys, national_titles_are_built_in_for_five_years) {
    EXPECT_EQ(item_of(*ethnic_unity(), "national").valid_years, 5);
    EXPECT_EQ(item_of(*ethnic_unity(), "provincial").valid_years, std::nullopt);
    EXPECT_EQ(item_of(*ethnic_unity(), "county").valid_years, std::nullopt);
}

TEST(codebook_register_keys, a_term_stays_when_the_tiers_are_replaced) {
    const codebook book = good(
        extended + tiers("{ code = \"national\" }, { code = \"county\" }, { code = \"mine\" }"));
    EXPECT_EQ(item_of(book, "national").valid_years, 5);
    EXPECT_EQ(item_of(book, "county").valid_years, std::nullopt);
    EXPECT_EQ(item_of(book, "mine").valid_years, std::nullopt);
}

TEST(codebook_register_keys, a_term_may_be_said_anew) {
    const codebook book = good(
        extended +
        tiers("{ code = \"national\", valid_years = 4 }, { code = \"county\", valid_years = 2 }"));
    EXPECT_EQ(item_of(book, "national").valid_years, 4);
    EXPECT_EQ(item_of(book, "county").valid_years, 2);
}

TEST(codebook_register_keys, what_is_no_term_is_told) {
    for (const char* const years : {"0", "-5", "1001", "2.5", "\"5\"", "true", "[5]"}) {
        const codes found = codes_of(
            format + tiers(std::string{"{ code = \"high\", valid_years = "} + years + " }"));
        ASSERT_EQ(found.size(), 1U) << years;
        EXPECT_TRUE(found.front() == diagnostic_code::codebook_value ||
                    found.front() == diagnostic_code::codebook_key)
            << years << ' ' << name_of(found.front());
    }
}

// ---- after
// ---------------------------------------------------------------------------------------

TEST(codebook_register_keys, a_tier_may_demand_another) {
    const codebook book =
        good(format + tiers("{ code = \"high\", after = \"low\" }, { code = \"low\" }"));
    EXPECT_EQ(before(book, "high"), "low");
    EXPECT_EQ(before(book, "low"), "");
}

TEST(codebook_register_keys, tiers_may_make_a_whole_ladder) {
    const codebook book = good(format + tiers("{ code = \"a\", after = \"b\" },"
                                              "{ code = \"b\", after = \"c\" },"
                                              "{ code = \"c\" }"));
    EXPECT_EQ(before(book, "a"), "b");
    EXPECT_EQ(before(book, "b"), "c");
}

TEST(codebook_register_keys, no_ladder_is_built_in) {
    const breakdown& tier = (*ethnic_unity())[ethnic_unity()->breakdown_at("tier")];
    for (const breakdown_item& each : tier.items)
        EXPECT_EQ(each.after, std::nullopt) << each.name.code;
}

TEST(codebook_register_keys, a_tier_that_demands_one_that_there_is_not_is_told) {
    EXPECT_EQ(codes_of(format + tiers("{ code = \"high\", after = \"lo\" }, { code = \"low\" }")),
              codes{diagnostic_code::codebook_reference});
}

TEST(codebook_register_keys, a_tier_that_demands_itself_is_told) {
    EXPECT_EQ(codes_of(format + tiers("{ code = \"high\", after = \"high\" }, { code = \"low\" }")),
              codes{diagnostic_code::codebook_reference});
}

TEST(codebook_register_keys, a_ladder_is_a_text) {
    const codes found =
        codes_of(format + tiers("{ code = \"high\", after = 1 }, { code = \"low\" }"));
    ASSERT_EQ(found.size(), 1U);
}

TEST(codebook_register_keys, a_ladder_of_a_replaced_breakdown_is_gone) {
    // A ladder speaks of its own items, which may not be there any more.
    const codebook book = good(extended + tiers("{ code = \"national\" }, { code = \"county\" }"));
    EXPECT_EQ(before(book, "national"), "");
}

// ---- from_register
// -------------------------------------------------------------------------------

TEST(codebook_register_keys, an_indicator_may_be_counted_from_a_register) {
    const codebook book = good(format +
                               "[[indicator]]\ncode = \"a\"\nfrom_register = \"units\"\n"
                               "[[indicator]]\ncode = \"b\"\nfrom_register = \"designated\"\n"
                               "[[indicator]]\ncode = \"c\"\nfrom_register = \"none\"\n"
                               "[[indicator]]\ncode = \"d\"\n");
    EXPECT_EQ(basis_of(book, "a"), register_basis::units);
    EXPECT_EQ(basis_of(book, "b"), register_basis::designated);
    EXPECT_EQ(basis_of(book, "c"), register_basis::none);
    EXPECT_EQ(basis_of(book, "d"), register_basis::none);
}

TEST(codebook_register_keys, units_and_model_units_are_built_in) {
    EXPECT_EQ(basis_of(*ethnic_unity(), "creation_units"), register_basis::units);
    EXPECT_EQ(basis_of(*ethnic_unity(), "model_units"), register_basis::designated);
    EXPECT_EQ(basis_of(*ethnic_unity(), "talks"), register_basis::none);
    EXPECT_EQ(basis_of(*ethnic_unity(), "model_individuals"), register_basis::none);
}

TEST(codebook_register_keys, what_a_register_counts_stays_when_an_indicator_is_replaced) {
    const codebook book =
        good(extended + "[[indicator]]\ncode = \"model_units\"\ncounts = \"organisations\"\n");
    EXPECT_EQ(basis_of(book, "model_units"), register_basis::designated);
    EXPECT_EQ(basis_of(book, "creation_units"), register_basis::units);
}

TEST(codebook_register_keys, what_a_register_counts_may_be_said_anew) {
    const codebook book = good(extended +
                               "[[indicator]]\ncode = \"model_units\"\ncounts = "
                               "\"organisations\"\nfrom_register = \"none\"\n");
    EXPECT_EQ(basis_of(book, "model_units"), register_basis::none);
}

TEST(codebook_register_keys, what_no_register_counts_is_told) {
    EXPECT_EQ(codes_of(format + "[[indicator]]\ncode = \"a\"\nfrom_register = \"unit\"\n"),
              codes{diagnostic_code::codebook_value});
}

TEST(codebook_register_keys, the_three_have_stable_names) {
    EXPECT_STREQ(name_of(register_basis::none), "none");
    EXPECT_STREQ(name_of(register_basis::units), "units");
    EXPECT_STREQ(name_of(register_basis::designated), "designated");
}

}  // namespace
