#include "../support/golden.hpp"
#include "run.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

// What the commands of `crossfoot track` print, in each form.

namespace {

using program_run::outcome;
using program_run::run;
using program_run::scratch;

/// A prefecture of two counties, a week in April: one report comes late and is revised, one fails
/// and is stored all the same, one asks for an answer, and the total does not agree with them.
class april {
  public:
    explicit april(std::string form) : form_{std::move(form)} {
        write("codebook.toml",
              "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n"
              "[[rule]]\ncode = \"attendance\"\nseverity = \"query\"\n"
              "check = \"people_reached / talks between 20 and 600\"\n"
              "message = { en = \"people for each talk\", zh = \"场均受众\" }\n"
              "[[due]]\ncode = \"monthly\"\nname = { en = \"monthly form\", zh = \"月报\" }\n"
              "level = \"county\"\nindicators = [\"talks\", \"people_reached\"]\n"
              "every = \"month\"\nby_day = 22\n");
        write("places.csv",
              "code,name,level,parent\n9901,Prefecture,prefecture,\n990101,甲县,county,9901\n"
              "990102,乙县,county,9901\n990103,丙县,county,9901\n");
        does("init DB");
        submit("county A",
               "2016-04-20 09:00",
               "990101,2016-04,talks,,4\n"
               "990101,2016-04,people_reached,,1.2万\n"
               "990101,2016-04,creation_units,,20\n");
        submit("county B",
               "2016-04-24 09:00",
               "990102,2016-04,talks,,3\n"
               "990102,2016-04,people_reached,,300余\n"
               "990102,2016-04,creation_units,,12\n");
        does("return DB 2 --by prefecture --reason 'talks: as in March?' --at '2016-04-24 10:00'");
        submit("county B",
               "2016-04-25 09:00",
               "990102,2016-04,talks,,5\n"
               "990102,2016-04,people_reached,,300余\n"
               "990102,2016-04,creation_units,,12\n");
        does(
            "answer DB 1 attendance@990101/2016-04 --by 'county A' --text 'a fair' "
            "--at '2016-04-26 09:00'");
        does("approve DB 1 --by prefecture --at '2016-04-26 10:00'");
        submit("prefecture", "2016-04-27 09:00", "9901,2016-04-30,creation_units,,30\n");
        submit("prefecture",
               "2016-04-27 10:00",
               "9901,2016-04,model_units,,7\n9901,2016-04,model_units,county,8\n",
               " --provisional --note 'being looked through'");
    }

    void write(const std::string& name, std::string_view text) const {
        std::filesystem::create_directories(folder_.path("report"));
        static_cast<void>(folder_.write("report/" + name, text));
    }
    void submit(const std::string& office,
                const std::string& at,
                const std::string& rows,
                const std::string& more = {}) {
        write("figures.csv", "place,period,indicator,tier,value\n" + rows);
        does("submit DB " + folder_.path("report") + " --by '" + office + "' --at '" + at + "'" +
             more);
    }
    /// Runs a command, and keeps what it prints.
    void does(std::string words) {
        shown_ += "$ track " + words + "\n";
        const std::size_t at = words.find("DB");
        words.replace(at, 2, folder_.path("db"));
        const outcome seen = run("track " + words + " " + form_, "LC_ALL=C.UTF-8 TZ=UTC");
        shown_ += seen.out + seen.err;
        if (seen.exit != 0) shown_ += "(" + std::to_string(seen.exit) + ")\n";
        shown_ += "\n";
    }
    void looks() {
        does("status DB --on 2016-04-28");
        does("status DB --on 2016-04-28 --as-of 2016-04-24");
        does("show DB");
        does("show DB 3");
        does("show DB 6");
        does("show DB --place 乙县 --period 2016-05");
        does("history DB --place 990102 --period 2016-04 --indicator talks");
        does("diff DB --from 2");
        does("diff DB --from 2 --summary");
        does("progress DB --place 990102 --indicator creation_units --target 24");
        does("verify DB --expect " + std::string(64, '0'));
        does("backup DB " + folder_.path("copy"));
        does("export DB " + folder_.path("out") + " --as-of 3");
    }
    /// All that was printed, with the folder left out.
    [[nodiscard]] std::string shown() const {
        std::string text = shown_;
        const std::string folder = folder_.path("");
        for (std::size_t at = 0; (at = text.find(folder, at)) != std::string::npos;) {
            text.erase(at, folder.size());
        }
        return text;
    }

  private:
    std::string form_;
    scratch folder_;
    std::string shown_;
};

TEST(track_program, tells_people_in_english) {
    april of{"--lang en"};
    of.looks();
    golden::expect("track.en.txt", of.shown());
}

TEST(track_program, tells_people_in_chinese) {
    april of{"--lang zh"};
    of.looks();
    golden::expect("track.zh.txt", of.shown());
}

TEST(track_program, writes_rows_for_programs) {
    april of{"--format csv"};
    of.looks();
    golden::expect("track.csv.txt", of.shown());
}

TEST(track_program, writes_documents_for_programs) {
    april of{"--format json"};
    of.looks();
    golden::expect("track.json.txt", of.shown());
}

// What was recorded stays so, though nobody could be told.
TEST(track_program, says_that_something_was_recorded_where_that_cannot_be_written) {
    scratch folder;
    folder.with("figures.csv", "place,period,indicator,value\n990101,2016-03,talks,3\n");
    run("track init " + folder.path("db"));
    for (const char* const form : {"", " --format json", " --format csv"}) {
        const std::string receipt = *form == '\0'                          ? "1"
                                    : std::string{form} == " --format csv" ? "3"
                                                                           : "2";
        const outcome seen =
            run("track submit " + folder.path("db") + " " + folder.path("figures.csv") +
                " --by office" + receipt + form + " > /dev/full");
        EXPECT_EQ(seen.exit, 3);
        EXPECT_NE(seen.err.find("it was recorded all the same, as receipt " + receipt),
                  std::string::npos)
            << seen.err;
    }
    const outcome acted =
        run("track approve " + folder.path("db") + " 1 --by prefecture > /dev/full");
    EXPECT_EQ(acted.exit, 3);
    EXPECT_NE(acted.err.find("as receipt 4"), std::string::npos) << acted.err;
}

// A script whose variable is not set would get another vintage, or another day.
TEST(track_program, takes_no_empty_value_for_one_that_was_not_given) {
    const scratch folder;
    run("track init " + folder.path("db"));
    for (const char* const words : {"status DB --as-of ''",
                                    "status DB --on ''",
                                    "export DB DB.out --as-of ''",
                                    "show DB ''",
                                    "submit DB examples/county-2016 --by office --received ''",
                                    "progress DB --place A --indicator b --target ''"}) {
        std::string line = words;
        for (std::size_t at = 0; (at = line.find("DB", at)) != std::string::npos;) {
            line.replace(at, 2, folder.path("db"));
            at += folder.path("db").size();
        }
        const outcome seen = run("track " + line);
        EXPECT_EQ(seen.exit, 2) << words;
        EXPECT_NE(seen.err.find("expected a value"), std::string::npos) << seen.err;
        EXPECT_NE(run("track " + line + " --lang zh").err.find("应给出值"), std::string::npos);
    }
}

// A limit on the size of files is an error like another, and nothing is left of what was begun.
TEST(track_program, takes_back_what_a_limit_on_files_does_not_let_it_write) {
    const scratch folder;
    const outcome seen = run("track init " + folder.path("db"),
                             "LC_ALL=C.UTF-8 sh -c 'ulimit -f 8; exec \"$@\"' sh");
    EXPECT_EQ(seen.exit, 3);
    EXPECT_FALSE(std::filesystem::exists(folder.path("db")));
}

}  // namespace
