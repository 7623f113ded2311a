#include "io/spooled_file.hpp"

#include <crossfoot/number/error.hpp>

#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <utility>

namespace {

using namespace crossfoot;
using crossfoot::detail::spooled_file;

/// What comes out of a pipe into which that was written.
spooled_file spooled(const std::string& text, std::uint64_t small) {
    const scratch_folder folder;
    const std::string pipe = folder.path("pipe");
    EXPECT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    std::thread writer{[&] { std::ofstream{pipe, std::ios::binary} << text; }};
    spooled_file made{pipe, "pipe", small};
    writer.join();
    return made;
}

std::string contents_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(spooled_file, keeps_little_in_memory) {
    spooled_file made = spooled("a,b\n1,2\n", 100);
    EXPECT_TRUE(made.is_small());
    EXPECT_EQ(made.bytes(), "a,b\n1,2\n");
    EXPECT_TRUE(spooled("", 0).is_small());
}

TEST(spooled_file, keeps_much_in_a_file_that_can_be_read_again_and_again) {
    std::string text;
    for (int i = 0; i < 700'000; ++i) {
        text += std::to_string(i);
    }
    const spooled_file first = spooled(text, 1000);
    ASSERT_FALSE(first.is_small());
    EXPECT_EQ(contents_of(first.path()), text);
    EXPECT_EQ(contents_of(first.path()), text);
    EXPECT_EQ(std::filesystem::file_size(first.path()), text.size());
    const spooled_file exact = spooled(text, text.size());
    EXPECT_TRUE(exact.is_small());
}

TEST(spooled_file, leaves_nothing_behind) {
    const scratch_folder folder;
    ASSERT_EQ(::setenv("TMPDIR", folder.path().c_str(), 1), 0);
    spooled_file made = spooled("some bytes", 3);
    const spooled_file moved{std::move(made)};
    EXPECT_EQ(contents_of(moved.path()), "some bytes");
    std::size_t files = 0;
    for (const auto& each : std::filesystem::directory_iterator{folder.path()}) {
        static_cast<void>(each);
        ++files;
    }
    EXPECT_EQ(files, 0U);
    ::unsetenv("TMPDIR");
}

TEST(spooled_file, says_what_the_machine_refuses) {
    try {
        const spooled_file none{"/nowhere/pipe", "pipe", 10};
        FAIL() << "should have refused";
    } catch (const error& refused) {
        EXPECT_EQ(refused.code(), error_code::file_unreadable);
        EXPECT_EQ(refused.where(), "pipe");
    }
}

}  // namespace
