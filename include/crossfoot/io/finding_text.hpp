#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/check/explanation.hpp>
#include <crossfoot/check/finding.hpp>
#include <crossfoot/check/other_readings.hpp>
#include <crossfoot/io/cell_text.hpp>
#include <crossfoot/model/dataset.hpp>
#include <crossfoot/number/bilingual.hpp>

#include <memory>
#include <string>
#include <vector>

namespace crossfoot {

/// The words of findings in one language: the arithmetic written out with the figures as they were
/// reported, what settles a finding that cannot be told, and the whole as one line.
///
/// Fit to be shown: what came from an input is escaped. Keeps references to the report and the
/// dataset, which must outlive it.
class finding_words {
  public:
    /// Words for the findings of `report`, which must be a check of `data`.
    finding_words(const check_report& report, const dataset& data, language which)
        : report_{report},
          data_{data},
          cells_{data, which},
          readings_{std::make_shared<other_readings>(report, data)} {}

    /// The words for places, periods and figures that go with these.
    [[nodiscard]] const cell_words& cells() const noexcept { return cells_; }

    /// The arithmetic with its difference: "248 ≠ 1 + 2 + 2 + 94 + 194 = 293 (less by 45)",
    /// "248/261 = 95.02%, reported 95% (247 to 249 of 261 would print the same)", "25 ≤ 30".
    [[nodiscard]] std::string statement(const finding& what) const;
    /// The arithmetic of a value that nobody reported: "1 + 4 + 21 = 26".
    [[nodiscard]] std::string statement(const derived_value& what) const;
    /// What would settle a finding that cannot be told: "can agree only with national tier of
    /// model units: exactly 1"; empty where nothing is known that would.
    [[nodiscard]] std::string remedy(const finding& what) const;
    /// Of a finding that fails, and whose figures can be read in several ways: which reading would
    /// explain it ("holds if truncated"), or that none does; else empty.
    [[nodiscard]] std::string readings(const finding& what) const;
    /// Where the figures of a finding were found: "2.2, 2.3"; empty where nobody said.
    [[nodiscard]] std::string sources(const finding& what) const;

    /// The units of the register that make the difference, or may: one line for each, such as
    /// "S-017 School 17: revoked on 2016-12-30"; none where they cannot be told.
    [[nodiscard]] std::vector<std::string> units(const finding& what) const;

    /// Why a finding that fails does not count: "excused until 2017-12-31: the county was split";
    /// empty where no exception excuses it.
    [[nodiscard]] std::string excuse(const finding& what) const;
    /// What an office answered, and whether it counts: "explained on 2017-02-03 by statistics
    /// office: the hall was closed".
    [[nodiscard]] std::string answer(const finding_explanation& given, answer_state state) const;

    /// The whole finding in one line: "roll-up of talks, Prefecture B in 2016: counties add to
    /// [1180, 1204], reported 1210 (more by 6 to 30)".
    [[nodiscard]] std::string message(const finding& what) const;
    /// The same of a value that nobody reported.
    [[nodiscard]] std::string message(const derived_value& what) const;

  private:
    const check_report& report_;
    const dataset& data_;
    cell_words cells_;
    std::shared_ptr<other_readings> readings_;  // what it works out stays with it
};

/// A finding in one line, in both languages.
[[nodiscard]] bilingual message_of(const finding& what,
                                   const check_report& report,
                                   const dataset& data);

/// A derived value in one line, in both languages.
[[nodiscard]] bilingual message_of(const derived_value& what,
                                   const check_report& report,
                                   const dataset& data);

}  // namespace crossfoot
