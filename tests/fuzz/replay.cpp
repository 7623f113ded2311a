// Gives a fuzzer every file of its corpus once: what was found before stays fixed, with any
// compiler.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "expected the corpus folder\n";
        return 2;
    }
    const std::filesystem::path corpus{argv[1]};
    std::size_t files = 0;
    if (std::filesystem::is_directory(corpus)) {
        for (const auto& each : std::filesystem::directory_iterator{corpus}) {
            std::ifstream in{each.path(), std::ios::binary};
            const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
            std::cerr << each.path().filename().string() << '\n';  // the last one named is the one
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                   bytes.size());
            ++files;
        }
    }
    std::cout << files << " inputs replayed\n";
    return 0;
}
