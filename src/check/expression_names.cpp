#include "expression_names.hpp"

#include "expression_text.hpp"

#include <algorithm>

namespace crossfoot::detail {

namespace {

template <typename Visit>
void for_each_spelling(const coded_name& entry, Visit visit) {
    visit(std::string_view{entry.code});
    visit(std::string_view{entry.name.en});
    visit(std::string_view{entry.name.zh});
    for (const std::string& each : entry.also) {
        visit(std::string_view{each});
    }
}

bool is_digits(std::string_view name) {
    return std::ranges::all_of(name, [](char each) { return each >= '0' && each <= '9'; });
}

/// Whether a name of that length ends where the text has an end of a word: before a blank, a sign,
/// or a word of the language.
bool ends_a_word(const expression_scanner& text, std::size_t length) {
    const std::size_t end = text.position() + length;
    const char32_t last = character_at(text.text(), end - 1).folded;
    const char32_t next = character_at(text.text(), end).folded;
    const bool next_is_latin = is_word_character(next) || next == U'.';
    if (next_is_latin && is_word_character(last)) return false;
    return !(next_is_latin || is_other_letter(next)) || text.goes_on_at(end);
}

/// The longest spelling that stands here; of equal ones the first.
template <typename Id, typename Entries>
found_name<Id> find_here(const expression_scanner& text, const Entries& entries) {
    found_name<Id> longest;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        for_each_spelling(entries[i].name, [&](std::string_view spelling) {
            const std::size_t length = spelled_length(text.text(), text.position(), spelling);
            if (length <= longest.length || is_digits(spelling)) return;
            if (ends_a_word(text, length)) longest = {length, Id{i}};
        });
    }
    return longest;
}

/// The entry one of whose spellings takes up the whole of `name`.
template <typename Entries>
std::optional<std::size_t> find_whole(std::string_view name, const Entries& entries) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        bool is_it = false;
        for_each_spelling(entries[i].name, [&](std::string_view spelling) {
            is_it = is_it || (!name.empty() && spelled_length(name, 0, spelling) == name.size());
        });
        if (is_it) return i;
    }
    return std::nullopt;
}

}  // namespace

found_name<indicator_id> find_indicator_here(const expression_scanner& text, const codebook& book) {
    found_name<indicator_id> found = find_here<indicator_id>(text, book.indicators);
    if (found.length == 0) return found;
    // Two may share a name: the codebook says whose it is.
    const std::string_view name = text.text().substr(text.position(), found.length);
    if (const std::optional<indicator_id> named = book.find_indicator(name)) found.what = *named;
    return found;
}

found_name<breakdown_id> find_breakdown_here(const expression_scanner& text, const codebook& book) {
    return find_here<breakdown_id>(text, book.breakdowns);
}

std::optional<indicator_id> find_indicator_named(std::string_view name, const codebook& book) {
    if (const std::optional<indicator_id> found = book.find_indicator(name)) return found;
    const std::optional<std::size_t> found = find_whole(name, book.indicators);
    return found ? std::optional{indicator_id{*found}} : std::nullopt;
}

std::optional<breakdown_id> find_breakdown_named(std::string_view name, const codebook& book) {
    if (const std::optional<breakdown_id> found = book.find_breakdown(name)) return found;
    const std::optional<std::size_t> found = find_whole(name, book.breakdowns);
    return found ? std::optional{breakdown_id{*found}} : std::nullopt;
}

std::optional<std::uint16_t> find_item_named(std::string_view name, const breakdown& by) {
    std::optional<std::size_t> found = by.find_item(name);
    if (!found) found = find_whole(name, by.items);
    if (!found || *found >= series::all) return std::nullopt;
    return static_cast<std::uint16_t>(*found);
}

std::vector<breakdown_id> breakdowns_of(const indicator& which) {
    std::vector<breakdown_id> found;
    for (const breakdown_use& each : which.breakdowns) {
        if (std::ranges::find(found, each.by) == found.end()) found.push_back(each.by);
    }
    return found;
}

void add_names(const coded_name& entry, std::vector<std::string_view>& candidates) {
    for_each_spelling(entry, [&](std::string_view spelling) {
        if (!spelling.empty()) candidates.push_back(spelling);
    });
}

}  // namespace crossfoot::detail
