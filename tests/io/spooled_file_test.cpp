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

/// Names the folder of temporary files, as long as it is there.
class temporary_folder {
  public:
    explicit temporary_folder(const std::string& path) {
        if (!path.empty()) ::setenv("TMPDIR", path.c_str(), 1);
    }
    ~temporary_folder() { ::unsetenv("TMPDIR"); }
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;
};

/// What comes out of a pipe into which that was written.
spooled_file spooled(const std::string& text,
                     std::uint64_t small,
                     const std::string& kept_in = {}) {
    const scratch_folder folder;
    const std::string pipe = folder.path("pipe");
    EXPECT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const temporary_folder chosen{kept_in};
    const std::jthread writer{[&] { std::ofstream{pipe, std::ios::binary} << text; }};
    return {pipe, "pipe", small};
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
    spooled_file made = spooled("some bytes", 3, folder.path());
    const spooled_file moved{std::move(made)};
    EXPECT_EQ(contents_of(moved.path()), "some bytes");
    std::size_t files = 0;
    for (const auto& each : std::filesystem::directory_iterator{folder.path()}) {
        static_cast<void>(each);
        ++files;
    }
    EXPECT_EQ(files, 0U);
}

TEST(spooled_file, needs_a_folder_for_much_and_none_for_little) {
    EXPECT_TRUE(spooled("little", 100, "/nowhere").is_small());
    try {
        const spooled_file none = spooled("much", 1, "/nowhere");
        FAIL() << "should have refused";
    } catch (const error& refused) {
        EXPECT_EQ(refused.code(), error_code::file_unwritable);
        EXPECT_EQ(refused.where(), "TMPDIR");
    }
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
