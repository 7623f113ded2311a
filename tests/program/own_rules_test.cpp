#include "run.hpp"

// Rules in words of a codebook's own, as the program lists and refuses them.

namespace {

using program_run::outcome;
using program_run::run;
using program_run::scratch;

outcome listed(const scratch& folder, const std::string& rules, const std::string& words = "") {
    const std::string file = folder.write(
        "mine.toml", "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n" + rules);
    return run("list rules --format csv --codebook " + file + " " + words);
}

TEST(list_program, lists_rules_in_words_with_what_they_say) {
    const scratch folder;
    const outcome seen = listed(folder, R"([[rule]]
code = "attendance"
severity = "query"
check = "people_reached / talks between 20 and 2000"
message = { en = "people reached for each talk", zh = "场均受众" }
[[rule]]
code = "some"
check = "talks > 0"
)");
    EXPECT_EQ(seen.exit, 0) << seen.err;
    EXPECT_NE(seen.out.find("\nattendance,written,query,people reached for each talk\n"),
              std::string::npos)
        << seen.out;
    EXPECT_NE(seen.out.find("\nsome,written,error,talks > 0\n"), std::string::npos) << seen.out;
    EXPECT_EQ(seen.err, "");
}

TEST(list_program, says_which_rules_can_never_fail) {
    const scratch folder;
    const std::string rule = "[[rule]]\ncode = \"idle\"\ncheck = \"talks >= 0\"\n";
    const outcome seen = listed(folder, rule);
    EXPECT_EQ(seen.exit, 0);
    EXPECT_NE(seen.err.find("rule idle: can never fail: all figures satisfy \"talks >= 0\"\n"),
              std::string::npos)
        << seen.err;
    EXPECT_NE(listed(folder, rule, "--lang zh").err.find("审核关系 idle：从不会不符"),
              std::string::npos);
}

TEST(check_program, says_which_rules_can_never_fail) {
    const scratch folder;
    const std::string book =
        folder.write("codebook.toml",
                     "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n"
                     "[[rule]]\ncode = \"idle\"\ncheck = \"talks >= 0\"\n");
    static_cast<void>(
        folder.write("figures.csv", "place,period,indicator,value\n990101,2016,talks,5\n"));
    const outcome seen = run("check " + folder.path());
    EXPECT_EQ(seen.exit, 0);
    EXPECT_NE(seen.err.find("idle: can never fail"), std::string::npos) << seen.err;
}

TEST(list_program, refuses_rules_that_no_figures_can_satisfy) {
    const scratch folder;
    const outcome seen = listed(folder, "[[rule]]\ncode = \"wrong\"\ncheck = \"talks < 0\"\n");
    EXPECT_EQ(seen.exit, 2);
    EXPECT_NE(seen.err.find("mine.toml:5:9: no figures satisfy \"talks < 0\""), std::string::npos)
        << seen.err;
}

}  // namespace
