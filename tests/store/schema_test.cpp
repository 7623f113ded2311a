#include "store/schema.hpp"

#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

// Trackers of earlier versions open, and become newer ones.

namespace {

using namespace crossfoot;

std::string bytes_of(const std::string& file) {
    std::ifstream from{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{from}, {}};
}

/// A copy of a file that an earlier version wrote.
std::string copy_of(const scratch_folder& folder, int version) {
    const std::string name = "version-" + std::to_string(version) + ".tracker";
    std::filesystem::copy_file(CROSSFOOT_SOURCE_DIR "/tests/store/files/" + name,
                               folder.path(name));
    return folder.path(name);
}

class earlier_version : public testing::TestWithParam<int> {};

TEST_P(earlier_version, opens_and_has_all_that_it_had) {
    const scratch_folder folder;
    const std::string file = copy_of(folder, GetParam());
    const tracker of{file};
    ASSERT_EQ(of.last_entry(), 4);
    EXPECT_EQ(of.known(1).data.size(), 51U);
    EXPECT_EQ(of.known(4).data.size(), 138U);
    const auto reports = of.reports(4);
    ASSERT_EQ(reports.size(), 2U);
    EXPECT_EQ(reports[0].standing, report_standing::approved);
    EXPECT_EQ(reports[1].standing, report_standing::returned);
    // What that version did not keep follows from its figures.
    const auto findings = of.open_findings(4);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].key, "partition:model_units:tier@990203/2016");
    EXPECT_TRUE(of.verify().is_clean());
    detail::database now{file, detail::open_for::reading};
    EXPECT_EQ(detail::version_of(now), detail::newest_schema);
}

TEST_P(earlier_version, is_not_brought_up_to_date_where_it_is_only_read) {
    const scratch_folder folder;
    const std::string file = copy_of(folder, GetParam());
    const std::string before = bytes_of(file);
    EXPECT_THROW((tracker{file, tracker::access::read}), error);
    EXPECT_EQ(bytes_of(file), before);
}

INSTANTIATE_TEST_SUITE_P(of_each, earlier_version, testing::Range(1, detail::newest_schema));

}  // namespace
