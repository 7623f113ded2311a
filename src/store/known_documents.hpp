#pragma once

#include <crossfoot/io/report_folder.hpp>

#include "open_tracker.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// The codebook, the places and the register as they were known after an entry.
namespace crossfoot::detail {

/// The submissions whose figures were known after an entry, by number: of each report the last one,
/// unless it was withdrawn.
[[nodiscard]] std::vector<stored_entry> effective_entries(open_tracker& of, std::int64_t until);

/// Whether a codebook has all that figures known after an entry are about; if not, what it lacks.
[[nodiscard]] std::optional<std::string> lacking_in(const codebook& book,
                                                    open_tracker& of,
                                                    std::int64_t until);

/// The text of the codebook: the last that came in and has all that figures are about; no value
/// where it is the built-in one.
[[nodiscard]] std::optional<std::string> codebook_text(open_tracker& of, std::int64_t until);

/// A places.csv with what each office last said of its places; no value where nobody said anything.
/// Of a code that several have, what came in last counts.
[[nodiscard]] std::optional<std::string> told_places_text(open_tracker& of, std::int64_t until);

/// The same with the places of which there are figures and nobody said anything: they stand by
/// themselves at the level county, as in a report without places.csv. No value where there are no
/// places at all.
[[nodiscard]] std::optional<std::string> places_text(open_tracker& of, std::int64_t until);

/// The same of units.csv or designations.csv, of each unit.
[[nodiscard]] std::optional<std::string> register_text(open_tracker& of,
                                                       document_kind which,
                                                       std::int64_t until);

/// An explanations.csv with what offices answered, in their reports and since; no value where
/// nobody did.
[[nodiscard]] std::optional<std::string> answers_text(open_tracker& of, std::int64_t until);

/// The codebook, read. Throws `error` (damaged_tracker) where it cannot be.
[[nodiscard]] std::shared_ptr<const codebook> read_codebook_of(
    open_tracker& of, const std::optional<std::string>& text);
/// The places, read; none where there is no text.
[[nodiscard]] std::shared_ptr<const places> read_places_of(open_tracker& of,
                                                           const std::optional<std::string>& text,
                                                           const codebook& book);

/// A places.csv, a units.csv and a designations.csv that say what was read.
[[nodiscard]] std::string written_places(const places& where, const codebook& book);
[[nodiscard]] std::string written_units(const unit_register& units);
[[nodiscard]] std::string written_designations(const unit_register& units);

}  // namespace crossfoot::detail
