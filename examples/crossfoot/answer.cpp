#include "answer.hpp"

#include <crossfoot/number/error.hpp>
#include <crossfoot/number/figure_reader.hpp>

namespace crossfoot::program {

figure read_word(const std::string& text, std::span<const std::string> units) {
    const reading found = read_figure(text, {}, units);
    if (found.state != reading_state::complete) {
        throw error{error_code::invalid_input,
                    "",
                    {"\"" + text + "\" is not a figure: expected " + found.expected.en,
                     "“" + text + "”不是数值：应为" + found.expected.zh}};
    }
    return *found.value;
}

nlohmann::ordered_json range_as_json(const std::optional<integer_range>& range) {
    if (!range) {
        return nullptr;
    }
    const auto end = [](const std::optional<integer>& value) {
        return value ? nlohmann::ordered_json(to_string(*value)) : nlohmann::ordered_json(nullptr);
    };
    return {{"first", end(range->first)}, {"last", end(range->last)}};
}

}  // namespace crossfoot::program
