#include "io/record_source.hpp"

#include <crossfoot/number/error.hpp>

#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <sys/stat.h>
#include <thread>

namespace {

using namespace crossfoot;
using namespace crossfoot::detail;

std::string all_of(record_source& from, std::size_t* blocks = nullptr) {
    std::string text;
    record_block block;
    std::size_t count = 0;
    while (from.next(block)) {
        EXPECT_EQ(block.number, count);
        EXPECT_TRUE(text.empty() || text.back() == '\n' || text.back() == '\r');
        text += block.text();
        ++count;
    }
    if (blocks != nullptr) *blocks = count;
    return text;
}

/// Some megabytes of lines, now and then with a line end in quotes.
std::string much(bool quoted) {
    std::string text = "place,value,note\n";
    for (int i = 0; text.size() < 3'000'000; ++i) {
        text += "9901," + std::to_string(i) +
                (quoted && i % 7 == 0 ? ",\"two\nlines, \"\"x\"\"\"" : ",-") + "\n";
    }
    return text + "9902,1,the last line has no end";
}

TEST(record_source, gives_all_of_a_file_in_blocks_of_whole_records) {
    for (const bool quoted : {false, true}) {
        scratch_folder folder;
        const std::string text = much(quoted);
        record_source source{folder.write("f.csv", text), "f.csv"};
        EXPECT_TRUE(source.is_regular());
        EXPECT_EQ(source.size(), text.size());
        record_block block;
        std::string read;
        while (source.next(block)) {
            std::size_t quotes = 0;
            for (const char each : block.text()) {
                quotes += each == '"' ? 1U : 0U;
            }
            EXPECT_EQ(quotes % 2, 0U) << "no block ends in a quoted cell";
            read += block.text();
        }
        EXPECT_EQ(read, text);
    }
}

TEST(record_source, guesses_line_ends_and_owns_up_where_one_is_within_quotes) {
    scratch_folder folder;
    const std::string plain = much(false);
    record_source source{folder.write("f.csv", plain), "f.csv", record_ends::guessed};
    std::size_t blocks = 0;
    EXPECT_EQ(all_of(source, &blocks), plain);
    EXPECT_GT(blocks, 5U);
    // Every line end but the first stands within one cell.
    std::string text = "place,value\n9901,\"";
    while (text.size() < 2'000'000) {
        text += "a line\n";
    }
    record_source quoted{folder.write("q.csv", text + "\"\n"), "q.csv", record_ends::guessed};
    record_block block;
    EXPECT_THROW(quoted.next(block), cut_within_quotes);
    // Cells with quotes that no block ends in do no harm.
    text = "place,value\n";
    while (text.size() < 2'000'000) {
        text += "9901,\"1\"\n";
    }
    record_source fine{folder.write("g.csv", text), "g.csv", record_ends::guessed};
    EXPECT_EQ(all_of(fine), text);
}

TEST(record_source, reads_a_pipe_as_it_reads_a_file) {
    scratch_folder folder;
    const std::string text = much(true);
    const std::string path = folder.path("pipe");
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    std::thread writer{[&] {
        std::FILE* const to = std::fopen(path.c_str(), "wb");
        std::fwrite(text.data(), 1, text.size(), to);
        std::fclose(to);
    }};
    record_source source{path, "pipe"};
    EXPECT_FALSE(source.is_regular());
    EXPECT_EQ(all_of(source), text);
    writer.join();
}

TEST(record_source, says_when_a_file_becomes_shorter_meanwhile) {
    scratch_folder folder;
    const std::string path = folder.write("f.csv", much(false));
    record_source source{path, "f.csv"};
    record_block block;
    ASSERT_TRUE(source.next(block));
    std::filesystem::resize_file(path, 1'000'000);
    try {
        while (source.next(block)) {
        }
        FAIL() << "it was read to the end";
    } catch (const error& told) {
        EXPECT_EQ(told.code(), error_code::file_unreadable);
        EXPECT_EQ(told.message().en,
                  "became shorter while it was read: expected a file that nobody writes to");
    }
}

TEST(record_source, ends_lines_with_a_return_alone_too) {
    scratch_folder folder;
    std::string text;
    while (text.size() < 2'000'000) {
        text += "9901,1\r";
    }
    record_source source{folder.write("f.csv", text), "f.csv"};
    std::size_t blocks = 0;
    EXPECT_EQ(all_of(source, &blocks), text);
    EXPECT_GT(blocks, 1U);
}

TEST(record_source, has_nothing_of_an_empty_file) {
    scratch_folder folder;
    record_source source{folder.write("f.csv", ""), "f.csv"};
    record_block block;
    EXPECT_FALSE(source.next(block));
    EXPECT_FALSE(source.next(block));
}

TEST(whole_records, end_behind_the_last_line_end_outside_quotes) {
    EXPECT_EQ(whole_records_in("a,b\nc"), 4U);
    EXPECT_EQ(whole_records_in("a,b"), 0U);
    EXPECT_EQ(whole_records_in("a,\"b\nc\"\nd"), 8U);
    EXPECT_EQ(whole_records_in("a\n,\"b\nc"), 2U);
    EXPECT_EQ(whole_records_in("a\"b\nc"), 4U) << "a quote within a cell opens nothing";
    EXPECT_EQ(whole_records_in("a,\"b\"\"\nc\"\n"), 10U);
    EXPECT_EQ(whole_records_in("a\rb\r"), 2U) << "a line feed may follow the last return";
}

}  // namespace
