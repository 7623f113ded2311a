#include <crossfoot/store/tracker.hpp>

#include <cstdio>
#include <filesystem>
#include <iostream>

int main() {
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / "crossfoot-consumer.db";
    std::filesystem::remove(file);
    crossfoot::tracker::create(file);
    const bool is_clean = crossfoot::tracker{file}.verify().is_clean();
    std::filesystem::remove(file);
    std::cout << (is_clean ? "clean\n" : "not clean\n");
    return is_clean ? 0 : 1;
}
