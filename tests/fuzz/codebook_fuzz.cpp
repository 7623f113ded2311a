// Whatever a codebook.toml holds: it is read or refused with reasons, and always in the same way.

#include <crossfoot/check/rule.hpp>
#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/text_encoding.hpp>

#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using crossfoot_fuzz::require;

/// What a codebook that was taken promises.
void check(const codebook& book) {
    for (const indicator& each : book.indicators) {
        require(!each.name.code.empty(), "an indicator has a code");
        require(book.find_indicator(each.name.code).has_value(), "an indicator is found by code");
        const bool is_rate = each.over_time == nature::rate;
        const bool is_told = each.growth_of || each.change_of || each.last_year_of;
        require(is_rate || !each.numerator, "nothing but a rate has a numerator");
        require(!is_rate || is_told || each.numerator.has_value(), "a rate has a numerator");
        require(each.numerator.has_value() == each.denominator.has_value(), "or neither of them");
        const interval domain = book.domain_of(each);
        require(domain.contains(0), "every indicator can be zero");
        static_cast<void>(book.is_of_a_moment(each));
        for (const breakdown_use& use : each.breakdowns)
            require(use.by.index() < book.breakdowns.size(), "a breakdown is there");
        // Ends, since nothing is a part of itself.
        for (auto whole = each.part_of; whole; whole = book[*whole].part_of)
            require(whole->index() < book.indicators.size(), "a whole is there");
    }
    require(!book.levels.empty(), "there are levels");
    require(derive_rules(book).size() >= 2, "rules follow from a codebook");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<diagnostic> problems;
    const auto text =
        decode({reinterpret_cast<const char*>(data), size}, "codebook.toml", problems);
    if (!text) return 0;
    const std::optional<codebook> book = read_codebook(text->text, "codebook.toml", problems);
    require(book.has_value() == problems.empty(), "a codebook is taken or refused with reasons");
    crossfoot_fuzz::require_messages(problems);
    std::vector<diagnostic> again;
    static_cast<void>(read_codebook(text->text, "codebook.toml", again));
    require(again == problems, "reading again gives the same");
    if (book) check(*book);
    return 0;
}
