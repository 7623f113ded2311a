#pragma once

#include "report.hpp"
#include "world.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace slips {

/// A change of the report's text that somebody could make by mistake.
struct edit {
    enum class kind { text, removal, period, unit_row };

    kind what = kind::text;
    cell where{};
    std::string text{};
};

/// A slip that can be planted, and what must be found then.
struct slip {
    std::string kind;
    std::vector<edit> edits;
    /// The keys of the findings that must fail and follow from no other.
    std::vector<std::string> keys;
    /// Names of all that it may be seen in: two slips that share one could mix.
    std::vector<std::string> touches;
};

/// Every slip that a report admits, each with certainty: whatever was rounded, a rule fails.
[[nodiscard]] std::vector<slip> possible_slips(const world& all,
                                               const report& clean,
                                               random_numbers& chance);

/// A report with slips in it.
struct slipped_report {
    report with;
    std::vector<slip> planted;
};

/// Plants so many slips, of as many kinds as there can be, none of which is seen in what another is
/// seen in. No value where so many do not fit.
[[nodiscard]] std::optional<slipped_report> plant(const world& all,
                                                  const report& clean,
                                                  std::uint64_t seed,
                                                  std::size_t how_many);

/// "kind,key", one row for each finding.
[[nodiscard]] std::string slips_csv(const std::vector<slip>& planted);

}  // namespace slips
