#include <crossfoot/check/check.hpp>
#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/findings_output.hpp>
#include <crossfoot/io/report_folder.hpp>
#include <crossfoot/number/error.hpp>

#include "../support/printed.hpp"
#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

using namespace crossfoot;
namespace fs = std::filesystem;
using codes = std::vector<diagnostic_code>;

/// A report folder that a test writes and reads.
class folder : public scratch_folder {
  public:
    folder& with(const std::string& name, std::string_view text) {
        scratch_folder::with(name, text);
        return *this;
    }
    [[nodiscard]] report read(const report_options& options = {}) const {
        return read_report(path(), options);
    }
};

codes codes_of(const report& from) {
    codes found;
    for (const diagnostic& each : from.diagnostics)
        found.push_back(each.code);
    return found;
}

std::string told(const report& from) {
    std::string text;
    for (const diagnostic& each : from.diagnostics)
        text += to_string(each, language::en) + '\n';
    return text;
}

constexpr const char* one_figure = "place,period,indicator,value\n990101,2016,talks,82\n";
constexpr const char* one_county = "code,name,level,parent\n990101,A,county,\n";
constexpr const char* identity = "990101199003070015";  // nobody's: there is no place 99…

TEST(report_folder, figures_places_and_codebook_are_put_together) {
    folder of;
    of.with("figures.csv", "place,period,indicator,value\n990101,2016,lamps,3\n")
        .with("places.csv", one_county)
        .with("codebook.toml",
              "format = \"crossfoot-codebook/1\"\n[[indicator]]\ncode = \"lamps\"\n");
    const report read = of.read();
    EXPECT_EQ(told(read), "");
    EXPECT_EQ(read.data.size(), 1U);
    EXPECT_EQ(read.book->indicators.size(), 1U);
    EXPECT_EQ(read.where->size(), 1U);
    EXPECT_EQ(read.files,
              (std::vector<file_note>{{"codebook.toml", text_encoding::utf8, 0},
                                      {"figures.csv", text_encoding::utf8, 1},
                                      {"places.csv", text_encoding::utf8, 1}}));
}

TEST(report_folder, every_figures_file_is_read_by_name) {
    folder of;
    of.with("figures-b.csv", one_figure)
        .with("figures-a.csv", "place,period,indicator,value\n990102,2016,talks,7\n")
        .with("other.csv", "not read");
    const report read = of.read();
    EXPECT_EQ(told(read), "");
    ASSERT_EQ(read.files.size(), 2U);
    EXPECT_EQ(read.files[0].name, "figures-a.csv");
    EXPECT_EQ(read.files[1].name, "figures-b.csv");
}

TEST(report_folder, without_a_codebook_the_built_in_one_is_used) {
    EXPECT_EQ(folder{}.with("figures.csv", one_figure).read().book, ethnic_unity());
}

TEST(report_folder, without_places_each_stands_by_itself) {
    const report read = folder{}.with("figures.csv", one_figure).read();
    EXPECT_EQ(told(read), "");
    const hierarchy tree = read.where->at(*parse_day("2016-12-31"));
    EXPECT_FALSE(tree.parent_of(read.where->at_code("990101")).has_value());
}

TEST(report_folder, the_order_of_rows_and_files_does_not_matter) {
    std::vector<std::string> rows{"9901,2016,talks,,30,total,a\n",
                                  "9901,2016,talks,,1,own,a\n",
                                  "990101,2016,talks,,10,,a\n",
                                  "990102,2016,talks,,20,,b\n",
                                  "990102,2016,talks,,21,,c\n",
                                  "990101,2016,model_units,,7,,a\n",
                                  "990101,2016,model_units,county,9,,a\n"};
    const auto findings_of = [&](std::size_t first_in_other_file) {
        std::string texts[2];
        for (std::string& each : texts)
            each = "place,period,indicator,tier,value,scope,source\n";
        for (std::size_t i = 0; i < rows.size(); ++i)
            texts[i < first_in_other_file ? 0 : 1] += rows[i];
        folder of;
        of.with("figures-1.csv", texts[0])
            .with("figures-2.csv", texts[1])
            .with("places.csv",
                  "code,name,level,parent\n9901,P,prefecture,\n990101,A,county,9901\n"
                  "990102,B,county,9901\n");
        const report read = of.read();
        EXPECT_EQ(told(read), "");
        findings_options all;
        all.list = listing::all;
        return findings_as_json(check(read.data), read.data, all);
    };
    const std::string expected = findings_of(rows.size());
    EXPECT_NE(expected.find("\"fails\""), std::string::npos);
    std::ranges::sort(rows);
    for (int i = 0; i < 20; ++i) {
        std::ranges::next_permutation(rows);
        std::rotate(rows.begin(), rows.begin() + i % 7, rows.end());
        EXPECT_EQ(findings_of(static_cast<std::size_t>(i % 8)), expected) << i;
    }
}

TEST(report_folder, one_file_stands_for_a_folder) {
    folder of;
    of.with("my figures.txt", one_figure);
    const report read = read_report(of.path("my figures.txt"));
    EXPECT_EQ(told(read), "");
    EXPECT_EQ(read.data.size(), 1U);
    EXPECT_EQ(read.files[0].name, "my figures.txt");
}

TEST(report_folder, a_stream_stands_for_a_folder) {
    std::istringstream in{one_figure};
    const report read = read_report(in, "-");
    EXPECT_EQ(told(read), "");
    EXPECT_EQ(read.data.size(), 1U);
}

TEST(report_folder, other_files_may_be_given_for_codebook_and_places) {
    folder of;
    of.with("figures.csv", one_figure)
        .with("places.csv", "nonsense")
        .with("mine.csv", one_county)
        .with("mine.toml", "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n");
    report_options options;
    options.places = of.path("mine.csv");
    options.codebook = of.path("mine.toml");
    EXPECT_EQ(told(of.read(options)), "");
}

TEST(report_folder, it_says_which_files_are_gb18030) {
    // 甲县 and 宣讲场次 as a Chinese spreadsheet saves them.
    folder of;
    of.with("figures.csv",
            "place,period,indicator,value\r\n\xBC\xD7\xCF\xD8,2016,"
            "\xD0\xFB\xBD\xB2\xB3\xA1\xB4\xCE,82\r\n")
        .with("places.csv",
              "\xEF\xBB\xBF"
              "code,name,level,parent\n990101,甲县,county,\n");
    const report read = of.read();
    EXPECT_EQ(told(read), "");
    EXPECT_EQ(read.data.size(), 1U);
    EXPECT_EQ(read.files[0].encoding, text_encoding::gb18030);
    EXPECT_EQ(read.files[1].encoding, text_encoding::utf8);
}

TEST(report_folder, what_is_wrong_in_any_file_is_told_in_one_run) {
    folder of;
    of.with("figures-a.csv", "place,period,indicator,value\n990101,2016,talks,4l.5\n")
        .with("figures-b.csv", "")
        .with("places.csv", "code,name,level,parent\n990101,A,county,\n990102,B,county,9909\n")
        .with("codebook.toml", "format = \"crossfoot-codebook/9\"\nextends = \"ethnic-unity\"\n");
    EXPECT_EQ(codes_of(of.read()),
              (codes{diagnostic_code::codebook_format,
                     diagnostic_code::not_a_figure,
                     diagnostic_code::empty_file,
                     diagnostic_code::unknown_parent}));
}

TEST(report_folder, figures_of_a_refused_place_are_not_told_again) {
    folder of;
    of.with("figures.csv", one_figure)
        .with("places.csv", "code,name,level,parent\n990101,A,conty,\n");
    EXPECT_EQ(codes_of(of.read()), codes{diagnostic_code::unknown_level});
}

TEST(report_folder, nothing_is_judged_by_a_codebook_that_was_refused) {
    folder of;
    of.with("figures.csv", one_figure).with("codebook.toml", "format = \"crossfoot-codebook/9\"\n");
    EXPECT_EQ(of.read().data.size(), 0U);
}

TEST(report_folder, a_path_that_is_not_there_is_told) {
    const report read = read_report("no/such/folder");
    EXPECT_EQ(codes_of(read), codes{diagnostic_code::file_unreadable});
}

TEST(report_folder, a_folder_without_figures_is_told) {
    EXPECT_EQ(codes_of(folder{}.with("places.csv", one_county).read()),
              codes{diagnostic_code::no_figures});
}

TEST(report_folder, what_is_no_file_is_told) {
    for (const char* const name : {"figures.csv", "places.csv", "codebook.toml", "units.csv"}) {
        folder of;
        of.with("figures-a.csv", one_figure);
        fs::create_directory(of.path(name));
        const report read = of.read();
        EXPECT_EQ(codes_of(read), codes{diagnostic_code::file_unreadable}) << name;
        EXPECT_EQ(read.diagnostics[0].file, name);
    }
}

TEST(report_folder, a_link_to_itself_or_to_nothing_is_told) {
    for (const char* const target : {"figures.csv", "nothing"}) {
        folder of;
        fs::create_symlink(target, of.path("figures.csv"));
        EXPECT_EQ(codes_of(of.read()), codes{diagnostic_code::file_unreadable}) << target;
        EXPECT_EQ(codes_of(read_report(of.path("figures.csv"))),
                  codes{diagnostic_code::file_unreadable})
            << target;
    }
}

TEST(report_folder, a_pipe_in_a_folder_is_not_waited_for) {
    folder of;
    ASSERT_EQ(::mkfifo(of.path("figures.csv").c_str(), 0600), 0);
    EXPECT_EQ(codes_of(of.read()), codes{diagnostic_code::file_unreadable});
}

TEST(report_folder, registers_are_looked_through_for_personal_numbers) {
    folder of;
    of.with("figures.csv", one_figure)
        .with("units.csv",
              std::string{"code,name,category,place,joined,left\n1,"} + identity + ",,990101,,\n")
        .with("designations.csv",
              "unit,tier,named_on,valid_years,revoked_on,document\n1,county,2016-01-01,,,"
              "13900000000\n");
    const report read = of.read();
    EXPECT_EQ(codes_of(read),
              (codes{diagnostic_code::mobile_number, diagnostic_code::identity_number}));
    EXPECT_EQ(told(read).find("0000"), std::string::npos);
}

TEST(report_folder, a_personal_number_in_a_files_name_is_refused_and_not_shown) {
    folder of;
    of.with(std::string{"figures-"} + identity + ".csv", one_figure);
    const report read = of.read();
    EXPECT_EQ(codes_of(read), codes{diagnostic_code::identity_number});
    EXPECT_EQ(read.diagnostics[0].file, "….csv");
    EXPECT_EQ(read.data.size(), 0U);
}

TEST(report_folder, many_places_of_figures_alone_are_read_in_good_time) {
    std::string text = "place,period,indicator,value\n";
    for (int i = 0; i < 50'000; ++i)
        text += std::to_string(i) + ",2016,talks,1\n";
    std::istringstream in{text};
    EXPECT_EQ(read_report(in, "-").data.size(), 50'000U);
}

}  // namespace
