#include "run.hpp"

#include <algorithm>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <thread>

// A report of some megabytes, as the program checks it: by columns, in parallel, and the same as
// when it is read as a whole.

namespace {

using program_run::outcome;
using program_run::run;
using program_run::scratch;

constexpr int counties = 120;
constexpr int months = 120;

std::string month_of(int month) {
    const std::string text = std::to_string(month % 12 + 1);
    return std::to_string(2010 + month / 12) + "-" + (text.size() < 2 ? "0" : "") + text;
}

/// One prefecture whose counties report four things, of which talks add up over places; of every
/// hundredth month the total is
/// wrong.
std::string large_folder(const scratch& folder) {
    std::string places = "code,name,level,parent\n9901,P,prefecture,\n";
    for (int i = 0; i < counties; ++i) {
        places += std::to_string(990100 + i) + ",C" + std::to_string(i) + ",county,9901\n";
    }
    static_cast<void>(folder.write("places.csv", places));
    std::string figures = "place,period,indicator,scope,note,value\n";
    figures.reserve(6'000'000);
    for (int month = 0; month < months; ++month) {
        for (const std::string indicator : {"talks", "courses", "stories", "songs"}) {
            long sum = 0;
            for (int i = 0; i < counties; ++i) {
                const int count = (month * 31 + i * 7) % 50;
                sum += count;
                figures +=
                    std::to_string(990100 + i) + "," + month_of(month) + "," + indicator +
                    ",total,a note that nobody reads but that is long enough to fill a line," +
                    std::to_string(count) + "\n";
            }
            figures += "9901," + month_of(month) + "," + indicator + ",own,,0\n";
            figures += "9901," + month_of(month) + "," + indicator + ",total,," +
                       std::to_string(sum + (month % 100 == 7 ? 10 : 0)) + "\n";
        }
    }
    EXPECT_GT(figures.size(), 4U << 20U);
    static_cast<void>(folder.write("figures.csv", figures));
    return folder.path();
}

TEST(large_report_program, finds_the_same_with_any_number_of_threads_and_as_a_whole) {
    const scratch folder;
    const std::string path = large_folder(folder);
    const outcome one = run("check " + path + " --format csv --threads 1");
    EXPECT_EQ(one.exit, 1);
    EXPECT_EQ(std::count(one.out.begin(), one.out.end(), '\n'), 1 + 2);
    EXPECT_EQ(run("check " + path + " --format csv --threads 4").out, one.out);
    // Every place is asked about that has findings.
    EXPECT_EQ(run("check " + path + " --format csv --place 9901").out, one.out);
    const outcome text = run("check " + path);
    EXPECT_NE(text.out.find("58560 figures"), std::string::npos) << text.out.substr(0, 200);
    EXPECT_NE(text.out.find("2 fail · 118 hold · 0 possible · 0 cannot tell"), std::string::npos);
}

// The figures of its one finding are of one place and period; the report is of many.
TEST(large_report_program, says_of_a_finding_which_place_and_period_it_is_of) {
    const scratch folder;
    std::string figures = "place,period,indicator,value\n";
    for (int i = 1; i <= 9; ++i) {
        for (const char* year : {"2015", "2016"}) {
            const std::string where = "99010" + std::to_string(i) + "," + year;
            const bool is_wrong = i == 7 && std::string{year} == "2015";
            figures += where + ",creation_units,20\n" + where + ",model_units," +
                       (is_wrong ? "30" : "10") + "\n";
        }
    }
    figures += std::string(4'500'000, '\n');
    static_cast<void>(folder.write("figures.csv", figures));
    std::string places = "code,name,level,parent\n";
    for (int i = 1; i <= 9; ++i) {
        places += "99010" + std::to_string(i) + ",County " + std::to_string(i) + ",county,\n";
    }
    static_cast<void>(folder.write("places.csv", places));
    const outcome text = run("check " + folder.path());
    EXPECT_NE(text.out.find(": 36 figures\n"), std::string::npos) << text.out;
    EXPECT_NE(text.out.find("  County 7\n"), std::string::npos) << text.out;
    EXPECT_NE(text.out.find("model units, 2015  30 > 20"), std::string::npos) << text.out;
}

TEST(large_report_program, finds_the_same_in_standard_input) {
    const scratch folder;
    const std::string path = large_folder(folder);
    const std::string file = path + "/figures.csv";
    const std::string wanted = run("check " + path + " --format csv").out;
    const std::string asked = "check - --places " + path + "/places.csv --format csv";
    EXPECT_EQ(run(asked + " < " + file).out, wanted);
    const std::string pipe = path + "/pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const auto piped = [&](const std::string& more) {
        std::thread writer{[&] {
            std::ofstream to{pipe, std::ios::binary};
            to << std::ifstream{file, std::ios::binary}.rdbuf() << more;
        }};
        const outcome seen = run(asked + " < " + pipe);
        writer.join();
        return seen;
    };
    EXPECT_EQ(piped("").out, wanted);
    const outcome broken = piped("990101,2010-01,talk,total,,x\n");
    EXPECT_EQ(broken.exit, 2);
    EXPECT_EQ(broken.err.substr(0, 2), "-:") << broken.err;
}

TEST(large_report_program, of_many_findings_says_where_to_begin) {
    const scratch folder;
    std::string figures = "place,period,indicator,value\n";
    for (int year = 1990; year < 2020; ++year) {
        figures += "990101," + std::to_string(year) + ",creation_units,5\n";
        figures += "990101," + std::to_string(year) + ",model_units,6\n";
    }
    static_cast<void>(folder.write("figures.csv", figures));
    const outcome seen = run("check " + folder.path());
    EXPECT_EQ(seen.exit, 1);
    EXPECT_NE(seen.out.find("WHERE TO BEGIN\n"
                            "  rule                 level   indicator    fail  follow  hold  "
                            "possible  cannot tell\n"
                            "  part_of:model_units  county  model units    30       0     0       "
                            "  0            0\n"),
              std::string::npos)
        << seen.out.substr(seen.out.size() - std::min<std::size_t>(seen.out.size(), 600));
}

TEST(large_report_program, tells_a_thousand_things_that_are_wrong_or_all_of_them) {
    const scratch folder;
    std::string figures = "place,period,indicator,value\n";
    for (int i = 0; i < 1500; ++i) {
        figures += "990101,2016,talks,4l\n";
    }
    const std::string path = folder.write("figures.csv", figures);
    const outcome some = run("check " + path);
    EXPECT_EQ(some.exit, 2);
    EXPECT_EQ(std::count(some.err.begin(), some.err.end(), '\n'), 1001);
    EXPECT_TRUE(
        some.err.ends_with("and 500 more, 1500 in all: --all-diagnostics lists every one\n"));
    const outcome all = run("check --all-diagnostics " + path);
    EXPECT_EQ(all.exit, 2);
    EXPECT_EQ(std::count(all.err.begin(), all.err.end(), '\n'), 1500);
}

}  // namespace
