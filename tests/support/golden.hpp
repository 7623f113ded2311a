#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

/// What a user sees is kept whole in tests/golden/. With UPDATE_GOLDEN=1 in the environment the
/// files are written anew instead of compared; look at the difference before it goes in.
namespace golden {

inline std::string path_of(const std::string& name) {
    return std::string{CROSSFOOT_SOURCE_DIR} + "/tests/golden/" + name;
}

inline std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// Compares a whole output with tests/golden/`name`.
inline void expect(const std::string& name, const std::string& actual) {
    const char* const update = std::getenv("UPDATE_GOLDEN");
    if (update != nullptr && std::string{update} == "1") {
        std::ofstream{path_of(name), std::ios::binary} << actual;
        return;
    }
    EXPECT_EQ(actual, read_file(path_of(name))) << "tests/golden/" << name;
}

}  // namespace golden
