#pragma once

#include <crossfoot/io/report_check.hpp>

#include "open_tracker.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crossfoot::detail {

/// Which submissions the figures stand in that findings rest on.
class claim_owners {
  public:
    /// `checked` is what the findings are of; both must outlive this.
    claim_owners(open_tracker& of, const checked_report& checked);

    /// To be asked about.
    void want(const finding& what);
    /// A figure that is known, once all findings are wanted; `from` must outlive this.
    void see(const stored_entry& from, const stored_figure& figure);
    /// That of the claim; where nobody reported it, that of the first figure that is there. Null
    /// where there is none.
    [[nodiscard]] const ledger_entry* of(const finding& what) const;

  private:
    [[nodiscard]] std::string text_of(const cell& where) const;
    [[nodiscard]] std::string text_of(std::string_view indicator,
                                      std::string_view extent,
                                      std::string_view items,
                                      const period& when) const;
    void find_texts();

    const checked_report& checked_;
    std::vector<std::string> codes_;
    std::vector<stored_slot> slots_;
    std::vector<std::optional<std::string>> texts_;        // by slot; none: nobody wants it
    std::map<std::string, std::set<std::string>> wanted_;  // places, by the rest of the cell
    std::map<std::pair<std::string, std::string>, const ledger_entry*> owners_;
};

}  // namespace crossfoot::detail
