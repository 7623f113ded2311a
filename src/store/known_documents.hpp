#pragma once

#include <crossfoot/io/report_folder.hpp>

#include "open_tracker.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// The codebook, the places and the register as they were known after an entry.
namespace crossfoot::detail {

/// The submissions whose figures were known after an entry, by number: of each report the last one,
/// unless it was withdrawn. With `days` those that speak of some of them.
[[nodiscard]] std::vector<stored_entry> effective_entries(open_tracker& of,
                                                          std::int64_t until,
                                                          const std::optional<period>& days = {});

/// Whether a codebook has all that figures were ever about, up to an entry; if not, what it lacks.
[[nodiscard]] std::optional<std::string> lacking_in(const codebook& book,
                                                    open_tracker& of,
                                                    std::int64_t until);

/// Throws `error` (unknown_code) where a codebook lacks something.
void expect_has_all(const codebook& book, open_tracker& of, std::int64_t until);

/// Throws `error` where nobody could say what is known after a submission: no codebook has all
/// figures and reads them (unknown_code), or the places do not agree, or the register cannot be
/// read (outside_domain). It was read with `own_codebook` and `own_places`.
void expect_all_is_readable(open_tracker& of,
                            const stored_entry& made,
                            const codebook& own_codebook,
                            const places& own_places);

/// The number of the last submission that brought a text of that kind; 0 where none did.
[[nodiscard]] std::int64_t last_brought(open_tracker& of, document_kind which, std::int64_t until);

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

/// The places that places ever were in: by all places.csv that came in, those that were replaced or
/// taken back too.
class places_above {
  public:
    places_above(open_tracker& of, std::int64_t until);

    /// A code, and those of all places that ever were above it, the nearest first; the last is "",
    /// which is above all.
    [[nodiscard]] std::vector<std::string> of(const std::string& code) const;
    /// The codes of those that were in several places, one after the other.
    [[nodiscard]] const std::set<std::string>& moved() const noexcept { return moved_; }

  private:
    void add(std::string_view code, std::string_view parent);

    std::unordered_multimap<std::string, std::string> parents_;
    std::set<std::string> moved_;
};

/// A units.csv or designations.csv with what each office last said of its units.
[[nodiscard]] std::optional<std::string> register_text(open_tracker& of,
                                                       document_kind which,
                                                       std::int64_t until);

/// The codes of the places that registers are about, by the reports that they came with; "" is all.
[[nodiscard]] std::set<std::string> places_with_registers(open_tracker& of, std::int64_t until);

/// The register that such texts are; what is wrong with it is added to `problems`.
[[nodiscard]] unit_register read_register(const std::shared_ptr<const codebook>& book,
                                          const std::shared_ptr<const places>& where,
                                          std::string_view units,
                                          const std::optional<std::string>& designations,
                                          std::vector<diagnostic>& problems);

/// What offices answered, in their reports and since.
[[nodiscard]] std::vector<finding_explanation> answers_known(open_tracker& of, std::int64_t until);
/// The same as an explanations.csv; no value where there is nothing.
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
