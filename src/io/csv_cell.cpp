#include <crossfoot/io/csv_cell.hpp>

namespace crossfoot {

std::string csv_cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string{text};
    }
    std::string result = "\"";
    for (const char character : text) {
        if (character == '"') {
            result += '"';
        }
        result += character;
    }
    return result + '"';
}

std::string csv_text_cell(std::string_view text) {
    constexpr std::string_view formula = "=+-@\t\r";
    const bool runs = !text.empty() && formula.find(text.front()) != std::string_view::npos;
    return csv_cell(runs ? "'" + std::string{text} : std::string{text});
}

}  // namespace crossfoot
