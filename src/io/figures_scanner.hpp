#pragma once

#include <crossfoot/io/csv.hpp>
#include <crossfoot/io/figures_file.hpp>

#include "figures_batch.hpp"
#include "figures_heading.hpp"
#include "problem_list.hpp"
#include "quick_rows.hpp"
#include "row_pattern.hpp"
#include "slot_registry.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace crossfoot::detail {

/// What is known of the bytes that are read.
enum class bytes_read {
    text,       ///< UTF-8 without NUL
    from_file,  ///< anything: reading ends where they are no text
};

/// Reads the records of figures files, every cell of them checked, into batches. Each thread that
/// reads has its own.
class figures_scanner {
  public:
    /// All must outlive it; `codes` may be null.
    figures_scanner(slot_registry& slots,
                    const figures_options& options,
                    const place_codes* codes,
                    bytes_read what);

    /// From now on problems are only counted, and the records that have some are put by.
    void tell_later() noexcept { tells_later_ = true; }

    /// What is read from now on stands beneath that heading, in that file; both must outlive the
    /// reading. Quick where the heading is like the one before.
    void begin(const figures_heading& heading, const std::string& file);

    /// Reads records until the end, or until the batch has that many rows; adds them to the batch.
    /// Expects `from` to add its problems to those of this batch.
    void read(csv_reader& from, std::size_t most_rows, figures_batch& into);

    /// Whether a record was met that is no text in UTF-8. What follows it is not read.
    [[nodiscard]] bool met_other_bytes() const noexcept { return met_other_bytes_; }

  private:
    void read_record(const csv_reader& from);
    void read_long_row(std::span<const csv_field> cells, std::size_t line);
    void read_wide_row(std::span<const csv_field> cells, std::size_t line);
    void read_value(place_id place,
                    const row_pattern& of,
                    std::span<const csv_field> cells,
                    const csv_field& value);
    void read_other_value(place_id place,
                          const row_pattern& of,
                          std::span<const csv_field> cells,
                          const csv_field& value);
    [[nodiscard]] bool put_by_known(csv_reader& from);
    [[nodiscard]] std::size_t problems_of(const quick_rows::known_row& row);
    [[nodiscard]] bool is_no_place(std::string_view text) const;
    void learn(std::span<const csv_field> cells, const row_pattern& of);
    void learn_refused(std::span<const csv_field> cells, std::size_t problems);
    std::optional<place_id> find_place(const csv_field& cell);
    void note_unknown_place(const csv_field& cell);
    bilingual not_a_place(std::string_view text);
    bool is_allowed(place_id place, const row_pattern& of, std::span<const csv_field> cells);
    void add(place_id place, const row_pattern& of, other_value what, const csv_field& value);
    void add_unreadable(place_id place,
                        const row_pattern& of,
                        std::string_view text,
                        const csv_field& value);
    bool refuse_unread_cells(std::span<const csv_field> cells);
    void begin_run(std::size_t line, std::size_t lines_each);
    bool refuse(const csv_field& cell, column_kind kind) {
        return problems_.refuse_personal(cell, kind);
    }
    void put_by(std::string_view record, std::size_t line, std::size_t told);
    [[nodiscard]] bool is_known_bad(std::string_view text, const row_pattern& of);
    void note_bad_value(std::span<const csv_field> cells,
                        const row_pattern& of,
                        const csv_field& value,
                        const cell_fault& fault);
    [[nodiscard]] const places& where() const noexcept { return slots_.where(); }

    slot_registry& slots_;
    const figures_options& options_;
    bytes_read what_;
    problem_list problems_;
    row_patterns patterns_;
    quick_rows quick_;
    figures_heading heading_;
    const std::string* file_ = nullptr;
    bool has_begun_ = false;
    bool tells_later_ = false;
    bool may_learn_ = false;
    bool has_refused_ = false;  // any record
    bool met_other_bytes_ = false;
    figures_batch* into_ = nullptr;
    std::vector<csv_field> cells_;
    std::size_t expected_line_ = 0;  // of the run of lines that is being read
    std::string last_place_text_;
    std::string unknown_text_;  // what was no place last
    bilingual unknown_message_;
    std::size_t searches_ = 0;
    std::optional<place_id> last_place_;
    // Values that are no figures of a reader and a unit; only where problems are counted.
    static constexpr std::size_t most_bad_values = 16384;
    std::string bad_value_;
    std::unordered_set<std::string> bad_values_;
};

/// What is wrong with a cell that stands on an earlier line too, from the same source;
/// `earlier_file` is empty where that is a line of the same file, and the line is 0 where nobody
/// knows it.
[[nodiscard]] diagnostic duplicate_cell_problem(const std::string& file,
                                                position where,
                                                const std::string& earlier_file,
                                                std::size_t earlier_line);

}  // namespace crossfoot::detail
