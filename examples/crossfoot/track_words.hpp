#pragma once

#include <crossfoot/store/tracker.hpp>

#include "table.hpp"
#include "words.hpp"

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

/// How the commands of `crossfoot track` speak of entries, reports and cells.
namespace crossfoot::program {

[[nodiscard]] std::string in_words(entry_kind kind, language which);
[[nodiscard]] std::string in_words(report_standing standing, language which);
/// Why there is no figure; "" of one that was reported.
[[nodiscard]] std::string in_words(status state, language which);

/// The code of a place that was named by code or name. Throws `error` (unknown_code).
[[nodiscard]] std::string place_named(const places& where, const std::string& text);

/// Its code and its name, as far as it has one: "990301 County C1".
[[nodiscard]] std::string place_text(const places& where, const std::string& code, language which);

/// "990301 County C1, 2016-03".
[[nodiscard]] std::string report_text(const report_name& name, const places& where, language which);

/// "receipt 12, recorded 2016-04-20 09:30:00".
[[nodiscard]] std::string receipt_line(const ledger_entry& of, language which);

/// Entries as a list: for people, or with all that programs may want.
[[nodiscard]] table entries_table(const std::vector<ledger_entry>& entries,
                                  const places& where,
                                  language which,
                                  bool for_people);

/// An entry with all that programs may want.
[[nodiscard]] nlohmann::ordered_json as_json(const ledger_entry& entry);
/// A document, as it is written.
[[nodiscard]] std::string document(const nlohmann::ordered_json& what);

/// Names the cells of the ledger as a codebook does, and by their codes what it does not have.
class ledger_words {
  public:
    ledger_words(std::shared_ptr<const codebook> book,
                 std::shared_ptr<const places> where,
                 language which);

    /// "model units (county tier)".
    [[nodiscard]] std::string label(const ledger_cell& of) const;
    /// "model units"; its code where the codebook does not have it.
    [[nodiscard]] std::string indicator(const std::string& code) const;
    [[nodiscard]] std::string when(const ledger_cell& of) const;
    [[nodiscard]] std::string place(const ledger_cell& of) const;

  private:
    dataset names_;
    cell_words words_;
    language which_;
};

}  // namespace crossfoot::program
