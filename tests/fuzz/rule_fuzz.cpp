// Whatever bytes a rule or a claim holds: reading it does not throw; a fault has a place in the
// text and a message, and the nodes of an expression lie in the text, each within the one around
// it.

#include <crossfoot/check/expression.hpp>
#include <crossfoot/io/codebook_file.hpp>

#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <variant>

namespace {

using namespace crossfoot;
using crossfoot_fuzz::require;

void check_node(const expression& part, std::size_t from, std::size_t to) {
    require(part.at >= from && part.length > 0 && part.at <= to && part.length <= to - part.at,
            "a node lies in the text of the one around it");
    for (const expression& each : part.parts) {
        check_node(each, part.at, part.at + part.length);
    }
}

void check(const std::variant<expression, expression_fault>& read, std::string_view text) {
    if (const auto* const fault = std::get_if<expression_fault>(&read)) {
        require(fault->at <= text.size(), "a fault lies in the text");
        require(!fault->message.en.empty() && !fault->message.zh.empty(), "a fault is told twice");
        return;
    }
    check_node(std::get<expression>(read), 0, text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::shared_ptr<const codebook> book = ethnic_unity();
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    check(parse_rule(text, *book), text);
    check(parse_claim(text), text);
    return 0;
}
