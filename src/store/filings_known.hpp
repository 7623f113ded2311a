#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/places.hpp>

#include "open_tracker.hpp"
#include "standing.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace crossfoot::detail {

/// A report that is owed: the code of the obligation, the place and the period.
using filed_key = std::tuple<std::string, std::string, std::string>;

/// What a submission has of a report that is owed.
struct filed_row {
    filed_key key;
    bool is_whole = false;
    std::int64_t entry = 0;
    day received{};
    bool is_correction = false;  ///< it has the figures of the version before
};

/// What the ledger says of a report that is owed.
struct filed_by {
    bool is_whole = false;
    std::int64_t entry = 0;  ///< the last version of the report that had it first
    std::optional<day> received;
};

/// What is in of the reports that are owed, after an entry.
///
/// A report is in from the day on which all of it was first there, since it was withdrawn last if
/// it was; of what is there in part only, from the day of the first part. Where the same figures
/// came once more with an earlier day, that one counts. Reports of several offices may have it
/// together.
class filings_known {
  public:
    filings_known(open_tracker& of,
                  std::int64_t until,
                  const std::map<report_key, std::vector<stored_entry>>& entries);

    [[nodiscard]] const std::map<filed_key, filed_by>& by_key() const noexcept { return by_key_; }
    /// What all submissions have, those that are no longer known too.
    [[nodiscard]] const std::vector<filed_row>& rows() const noexcept { return rows_; }
    /// Whether a submission is the last one of a report that was not withdrawn.
    [[nodiscard]] bool is_known(std::int64_t entry) const { return received_.contains(entry); }
    /// The day on which the report of such a submission came in first.
    [[nodiscard]] day received(std::int64_t entry) const { return received_.at(entry); }

  private:
    void find_by_key(const std::unordered_map<std::int64_t, std::int64_t>& last_of);
    using entries_of_report = std::vector<const stored_entry*>;  ///< submissions, in order
    void find_together(open_tracker& of,
                       std::int64_t until,
                       const std::map<std::int64_t, entries_of_report>& reports);
    void settle_together(open_tracker& of,
                         const std::vector<const entries_of_report*>& reports,
                         const std::set<filed_key>& owed,
                         const std::shared_ptr<const codebook>& book,
                         const std::shared_ptr<const places>& where);

    std::vector<filed_row> rows_;
    std::unordered_map<std::int64_t, day> received_;  // by the last submission of a known report
    std::map<filed_key, filed_by> by_key_;
};

/// Those of some reports that are owed which several submissions have whole together: whatever is
/// in one of them is there.
[[nodiscard]] std::set<filed_key> whole_together(open_tracker& of,
                                                 const std::vector<const stored_entry*>& some,
                                                 const std::set<filed_key>& owed,
                                                 const std::shared_ptr<const codebook>& book,
                                                 const std::shared_ptr<const places>& where);

/// The key of the finding that a report which is owed is not there whole.
[[nodiscard]] std::string finding_key_of(const filed_key& owed);

}  // namespace crossfoot::detail
