#pragma once

#include <crossfoot/model/dataset.hpp>
#include <crossfoot/number/bilingual.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// The words for where a figure stands, in one language, with the names that the codebook and the
/// places give. Fit to be shown: what came from an input is escaped.
///
/// Keeps a reference to the dataset, which must outlive it.
class cell_words {
  public:
    /// Words for the cells of `data`.
    /// Costs time in proportion to the number of places.
    cell_words(const dataset& data, language which);

    /// The language of these words.
    [[nodiscard]] language in() const noexcept { return language_; }
    /// The one of two texts that is in that language.
    [[nodiscard]] std::string say(std::string_view en, std::string_view zh) const;
    /// A text in brackets, with the space before them that the language wants: " (x)", "（x）".
    [[nodiscard]] std::string in_brackets(std::string_view text) const;

    /// "model units".
    [[nodiscard]] std::string indicator(indicator_id which) const;
    /// "county tier"; of a breakdown's item.
    [[nodiscard]] std::string item(breakdown_id by, std::uint16_t which) const;
    /// The name of a place; its code where it has no name.
    [[nodiscard]] std::string place(place_id which) const;
    /// The places of a level, as the subject of a sentence: "counties"; of the latest row of
    /// `which`.
    [[nodiscard]] std::string places_like(place_id which) const;
    /// "2016", "2016年第一季度".
    [[nodiscard]] std::string when(const period& which) const;
    /// As the head of a line: "model units", "model units (county tier)", "talks (own part)".
    [[nodiscard]] std::string label(const series& what) const;
    /// Within a sentence: "national tier of model units", "own part of talks".
    [[nodiscard]] std::string phrase(const series& what) const;
    /// Within a sentence about `from`, with the place and period where they are others:
    /// "talks of County G", "model units in 2015".
    [[nodiscard]] std::string phrase(const cell& what, const cell& from) const;
    /// Whether figures of the indicator are shown as percentages.
    [[nodiscard]] bool is_percentage(indicator_id which) const;

  private:
    const dataset& data_;
    language language_;
    std::vector<level_id> levels_;  // by place
};

}  // namespace crossfoot
