#include "claim_owners.hpp"

#include <fmt/format.h>

namespace crossfoot::detail {

claim_owners::claim_owners(open_tracker& of, const checked_report& checked)
    : checked_{checked}, codes_{of.place_codes()}, slots_{of.slots()} {}

void claim_owners::want(const finding& what) {
    for (const finding_term& each : what.terms) {
        wanted_[text_of(each.where)].emplace(checked_.read.where->code(each.where.place));
    }
}

void claim_owners::see(const stored_entry& from, const stored_figure& figure) {
    if (texts_.empty()) find_texts();
    const std::optional<std::string>& text = texts_[static_cast<std::size_t>(figure.slot)];
    if (!text) return;
    const std::string& place = codes_[static_cast<std::size_t>(figure.place)];
    if (wanted_.at(*text).contains(place)) owners_[{*text, place}] = &from.told;
}

const ledger_entry* claim_owners::of(const finding& what) const {
    for (const finding_term& each : what.terms) {
        const auto there = owners_.find(
            {text_of(each.where), std::string{checked_.read.where->code(each.where.place)}});
        if (there != owners_.end()) return there->second;
    }
    return nullptr;
}

/// All of a cell but its place.
std::string claim_owners::text_of(const cell& where) const {
    const codebook& book = *checked_.read.book;
    return text_of(book[where.what.indicator].name.code,
                   crossfoot::name_of(where.what.extent),
                   items_text(where.what, book),
                   where.when);
}

std::string claim_owners::text_of(std::string_view indicator,
                                  std::string_view extent,
                                  std::string_view items,
                                  const period& when) const {
    const codebook& book = *checked_.read.book;
    const auto which = book.find_indicator(indicator);
    const bool of_a_moment = which && book.is_of_a_moment(book[*which]);
    return fmt::format(
        "{}/{}/{}/{}", indicator, extent, items, to_string(of_a_moment ? when.moment() : when));
}

void claim_owners::find_texts() {
    for (const stored_slot& each : slots_) {
        std::optional<std::string>& text = texts_.emplace_back();
        const auto when = period::parse(each.when);
        if (when) text = text_of(each.indicator, each.extent, each.items, *when);
        if (text && !wanted_.contains(*text)) text.reset();
    }
}

}  // namespace crossfoot::detail
