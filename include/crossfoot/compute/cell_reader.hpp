#pragma once

#include <crossfoot/model/dataset.hpp>
#include <crossfoot/number/reading_convention.hpp>

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace crossfoot {

/// What a cell says when its sources are taken together.
enum class reading_kind {
    figure,          ///< a set of possible values
    absent,          ///< no row at all
    missing,         ///< a row without a figure: blank, suppressed or unreadable
    not_applicable,  ///< there is no such thing
    conflicting,     ///< sources that exclude each other
    outside_domain,  ///< a figure that the indicator cannot have
};

/// The figure of a cell within its domain, its sources taken together: where several have one,
/// what they have in common.
struct resolved_figure {
    reading_kind kind = reading_kind::absent;  ///< whether there is a figure, and if not, why
    std::optional<interval> values;            ///< of `figure`; whole ends for a count
    std::optional<std::size_t>
        observation;            ///< the first that it rests on, by the name of its source
    bool more_sources = false;  ///< whether the cell has several observations
};

/// The values of one observation within its indicator's domain, with whole ends for a count; no
/// value where it is no figure, or one that the indicator cannot have.
[[nodiscard]] std::optional<interval> values_of(const dataset& data, const observation& seen);

/// A series in a period as a dataset knows them, looked up once for many places. What the dataset
/// does not know has no value: nothing was observed there.
struct known_column {
    std::optional<series_id> what;  ///< no value where no cell has such a series
    std::optional<period_id> when;  ///< no value where no cell has such a period
};

/// Another way to read what was written at cells than the one in which it was read.
struct reading_override {
    reading_convention convention;  ///< what the words around numbers are taken to mean
    bool as_printed = false;        ///< each figure is the number that stands there, exactly
};

/// Reads cells of a dataset as rules do: sources taken together, domains applied, absence as the
/// codebook says. Made once and used for many cells; the dataset must outlive it.
class cell_reader {
  public:
    // Implicit: whoever has a dataset can have its cells read.
    /// Reads the cells of `data`. Costs time in proportion to it where a codebook asks for
    /// `zero_if_filed`.
    cell_reader(const dataset& data);  // NOLINT(google-explicit-constructor)
    /// The same, with what was written read in another way.
    cell_reader(const dataset& data, const reading_override& as);

    /// What it reads.
    [[nodiscard]] const dataset& data() const noexcept { return data_; }

    /// What a cell says, its sources taken together.
    [[nodiscard]] resolved_figure read(place_id place,
                                       const series& what,
                                       const period& when) const;

    /// The same with series and period looked up before.
    [[nodiscard]] resolved_figure read(place_id place, const known_column& at) const;
    /// Looks a series and a period up, to be read at many places.
    [[nodiscard]] known_column look_up(const series& what, const period& when) const;

    /// The observations at a cell, by the name of their source.
    [[nodiscard]] std::vector<std::size_t> observations(place_id place,
                                                        const series& what,
                                                        const period& when) const;

    /// Whether a cell without a row counts as none, as operand of a rule.
    [[nodiscard]] bool absence_is_zero(place_id place,
                                       const series& what,
                                       const period& when) const;

    /// The same, where a rule says itself how it reads absence.
    [[nodiscard]] bool absence_is_zero(place_id place, absence reading, const period& when) const;

    /// Whether any absence is read as zero where the place filed something.
    [[nodiscard]] bool asks_for_filing() const noexcept { return asks_for_filing_; }
    /// Takes notice that a cell with something filed was added to the dataset, or taken away. Says
    /// whether the place has filed anything for the day now that it had not, or the other way
    /// round.
    bool note_filing(place_id place, const period& when, bool added);

    /// Has every cell that is read from now on added to a list, until null is given: for those who
    /// have to know what an answer rests on.
    void record_reads(std::vector<cell>* into) noexcept { reads_ = into; }
    /// Whether it does: then every cell that matters has to be read, whatever is in it.
    [[nodiscard]] bool records_reads() const noexcept { return reads_ != nullptr; }
    /// To be called by those who look a cell up by its column.
    void note_read(place_id place, const series& what, const period& when) const {
        if (reads_ != nullptr) {
            reads_->push_back({place, when, what});
        }
    }

  private:
    [[nodiscard]] std::vector<std::size_t> observations(place_id place,
                                                        const known_column& at) const;
    [[nodiscard]] resolved_figure of_one(std::size_t number) const;
    [[nodiscard]] resolved_figure of_several(place_id place, const known_column& at) const;

    [[nodiscard]] std::optional<interval> values_at(const observation& seen) const;
    void count_filings();

    const dataset& data_;
    std::optional<reading_override> override_;
    bool asks_for_filing_ = false;
    // How many cells say something, by place and last day; only where a codebook asks for it.
    std::unordered_map<std::uint64_t, std::uint32_t> filed_;
    std::vector<cell>* reads_ = nullptr;
};

}  // namespace crossfoot
