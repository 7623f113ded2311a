#include <crossfoot/model/code_index.hpp>

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace crossfoot;

/// An index with the codes that it is about.
struct indexed {
    std::vector<std::string> codes;
    code_index index;

    [[nodiscard]] auto code_of() const {
        return [this](std::uint32_t number) { return std::string_view{codes[number]}; };
    }
    std::uint32_t insert(const std::string& code) {
        codes.push_back(code);
        const auto number = static_cast<std::uint32_t>(codes.size() - 1);
        const std::uint32_t known = index.insert(code, number, code_of());
        if (known != number) {
            codes.pop_back();
        }
        return known;
    }
    [[nodiscard]] std::uint32_t find(const std::string& code) const {
        return index.find(code, code_of());
    }
};

TEST(code_index, finds_nothing_while_it_is_empty) {
    EXPECT_EQ(indexed{}.find("990101"), code_index::none);
}

TEST(code_index, finds_each_code_under_its_first_number) {
    indexed all;
    EXPECT_EQ(all.insert("990101"), 0U);
    EXPECT_EQ(all.insert("990102"), 1U);
    EXPECT_EQ(all.insert("990101"), 0U);
    EXPECT_EQ(all.find("990102"), 1U);
    EXPECT_EQ(all.find("990103"), code_index::none);
    EXPECT_EQ(all.index.size(), 2U);
}

TEST(code_index, tells_all_short_texts_of_four_letters_apart) {
    // Digits, their neighbours among the characters, and a letter of two bytes.
    const std::string letters = "019/:a\xC3";
    indexed all;
    std::vector<std::string> texts{""};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        ASSERT_EQ(all.insert(texts[i]), i);
        for (const char letter : letters) {
            if (texts[i].size() < 4) {
                texts.push_back(texts[i] + letter);
            }
        }
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        EXPECT_EQ(all.find(texts[i]), i) << texts[i];
    }
    EXPECT_EQ(all.find("00000"), code_index::none);
}

TEST(code_index, tells_codes_of_every_length_apart_that_differ_in_one_place) {
    indexed all;
    std::map<std::string, std::uint32_t> known;
    const auto put = [&](const std::string& code) {
        const auto [at, is_new] = known.try_emplace(code, known.size());
        ASSERT_EQ(all.insert(code), at->second) << code;
    };
    for (std::size_t length = 1; length <= 20; ++length) {
        const std::string zeros(length, '0');
        put(zeros);
        for (std::size_t i = 0; i < length; ++i) {
            for (const char other : {'1', '9', '/', ':', 'X', ' ', '\0'}) {
                std::string code = zeros;
                code[i] = other;
                put(code);
            }
        }
    }
    for (const auto& [code, number] : known) {
        EXPECT_EQ(all.find(code), number) << code;
    }
}

TEST(code_index, keeps_numbers_that_need_all_bits_apart_from_their_codes) {
    code_index index;
    std::map<std::uint32_t, std::string> codes;
    const auto code_of = [&](std::uint32_t number) { return std::string_view{codes.at(number)}; };
    for (std::uint32_t i = 0; i < 2000; ++i) {
        // At first numbers are small; those that came before stay where a search finds them.
        const std::uint32_t number = i < 500 ? i : i < 1000 ? i + 8'388'000 : ~(i + 1);
        codes[number] = std::to_string(990'000'000'000 + i);
        EXPECT_EQ(index.insert(codes[number], number, code_of), number);
    }
    for (const auto& [number, code] : codes) {
        EXPECT_EQ(index.find(code, code_of), number);
    }
    EXPECT_EQ(index.find("990000002000", code_of), code_index::none);
}

TEST(code_index, finds_what_a_map_finds) {
    std::mt19937 random{1};
    indexed all;
    std::map<std::string, std::uint32_t> expected;
    for (int i = 0; i < 20'000; ++i) {
        std::string code = std::to_string(random() % 5000);
        if (random() % 2 == 0) {
            code = "unit " + code;
        }
        if (random() % 3 == 0) {
            const auto found = expected.find(code);
            ASSERT_EQ(all.find(code), found == expected.end() ? code_index::none : found->second);
        } else {
            const auto number = static_cast<std::uint32_t>(expected.size());
            ASSERT_EQ(all.insert(code), expected.try_emplace(code, number).first->second);
        }
    }
}

}  // namespace
