#pragma once

#include <crossfoot/io/report_folder.hpp>
#include <crossfoot/model/dataset.hpp>

#include "io/cell_value.hpp"
#include "open_tracker.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace crossfoot::detail {

/// Puts stored figures into a dataset.
class dataset_restorer {
  public:
    /// All must outlive it.
    dataset_restorer(open_tracker& of, dataset& into);

    /// Adds a figure. Throws `error` (damaged_tracker) where the codebook or the places of the
    /// dataset do not have what it is about.
    void add(const stored_figure& figure);

  private:
    [[nodiscard]] place_id place_of(const stored_figure& figure);
    [[nodiscard]] slot_id slot_of(const stored_figure& figure);
    [[nodiscard]] figure read(const stored_figure& of, slot_id at);
    [[noreturn]] void throw_damaged(const std::string& what) const;

    open_tracker& of_;
    dataset& into_;
    std::vector<std::string> codes_;
    std::vector<stored_slot> slots_;
    std::vector<std::optional<place_id>> place_by_id_;
    std::vector<std::optional<slot_id>> slot_by_id_;
    std::vector<std::unique_ptr<value_reader>> values_;  // by indicator
};

/// The texts beside the figures of a report.
struct report_texts {
    std::optional<std::string> codebook;  ///< no value: the built-in one
    std::optional<std::string> places;
    std::optional<std::string> units;
    std::optional<std::string> designations;
    std::optional<std::string> explanations;
};
/// Those with which a submission was read when it came in, its own or those of the tracker.
[[nodiscard]] report_texts texts_of(open_tracker& of, const stored_entry& submission);
/// Those of all that was known after an entry.
[[nodiscard]] report_texts texts_known(open_tracker& of, std::int64_t until);

/// Gives figures that are stored, one after the other.
using figures_source = std::function<void(const std::function<void(const stored_figure&)>&)>;

/// Puts a report together again. Throws `error` (damaged_tracker) where that cannot be done.
[[nodiscard]] report restored(open_tracker& of,
                              const report_texts& texts,
                              const figures_source& figures);

}  // namespace crossfoot::detail
