#pragma once

#include <crossfoot/model/dataset.hpp>

#include <cstdint>
#include <optional>
#include <unordered_set>

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
        observation;  ///< the first that it rests on, by the name of its source
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

/// Reads cells of a dataset as rules do: sources taken together, domains applied, absence as the
/// codebook says. Made once and used for many cells; the dataset must outlive it.
class cell_reader {
  public:
    // Implicit: whoever has a dataset can have its cells read.
    /// Reads the cells of `data`. Costs time in proportion to it where a codebook asks for
    /// `zero_if_filed`.
    cell_reader(const dataset& data);  // NOLINT(google-explicit-constructor)

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

  private:
    [[nodiscard]] std::vector<std::size_t> observations(place_id place,
                                                        const known_column& at) const;

    const dataset& data_;
    std::unordered_set<std::uint64_t>
        filed_;  // place and last day; only where a codebook asks for it
};

}  // namespace crossfoot
