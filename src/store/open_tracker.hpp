#pragma once

#include <crossfoot/store/tracker.hpp>

#include "database.hpp"
#include "digest.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crossfoot::detail {

/// The texts that a submission may bring with it.
enum class document_kind { codebook, places, units, designations, explanations };
inline constexpr std::size_t document_kinds = 5;

/// The stable name: "codebook", "places", …
[[nodiscard]] const char* name_of(document_kind which) noexcept;

/// An entry with all that its row has.
struct stored_entry {
    ledger_entry told;
    std::int64_t place = 0;         ///< the id of its report's place
    std::int64_t first_figure = 0;  ///< the id of its first figure; the others follow
    std::array<std::optional<std::int64_t>, document_kinds> documents;  ///< by kind
    std::vector<unsigned char>
        content;  ///< of a submission: the same for the same figures and texts
    std::vector<unsigned char> digest;
    std::optional<period> reach;  ///< the days that its figures speak of; no value: none

    [[nodiscard]] const std::optional<std::int64_t>& document(document_kind which) const {
        return documents[static_cast<std::size_t>(which)];
    }
};

/// Whether two entries are about one report.
[[nodiscard]] bool are_of_one_report(const stored_entry& a, const stored_entry& b);

/// A row of the table slot: all that figures have in common besides place and value.
struct stored_slot {
    std::string indicator;
    std::string extent;
    std::string items;
    std::string when;
    std::string source;
};

/// "tier=county;category=school".
[[nodiscard]] std::string items_text(const series& what, const codebook& book);
/// The items that such a text names, in a codebook; no value where it does not have them.
[[nodiscard]] std::optional<item_list> items_of(std::string_view text, const codebook& book);

/// One figure as it is stored.
struct stored_figure {
    std::int64_t id = 0;
    std::int64_t place = 0;
    std::int64_t slot = 0;
    std::optional<std::int64_t> count;  ///< of a plain whole number
    status state = status::reported;    ///< of others
    std::string text;                   ///< of others
};

/// The words of a figure: "261", "10.2万"; "" where nothing was written.
[[nodiscard]] std::string words_of(const stored_figure& of);

/// The status of that stable name; reported where it is none.
[[nodiscard]] status status_named(std::string_view name);

/// A tracker's file while it is open.
class open_tracker {
  public:
    open_tracker(const std::filesystem::path& file, tracker::access how);

    [[nodiscard]] database& data() noexcept { return data_; }
    /// Throws `error` (tracker_refused) where it was opened to be read only.
    void expect_writable() const;

    // -- reading ----------------------------------------------------------------------------------

    /// Those from one number to another, in order; with `days` those that speak of some of them.
    [[nodiscard]] std::vector<stored_entry> entries(std::int64_t first,
                                                    std::int64_t last,
                                                    const std::optional<period>& days = {});
    /// Throws `error` (unknown_code).
    [[nodiscard]] stored_entry entry(std::int64_t number);
    /// All entries about a report up to a number, in order.
    [[nodiscard]] std::vector<stored_entry> entries_of(const stored_entry& report,
                                                       std::int64_t until);
    [[nodiscard]] std::int64_t last_number();
    [[nodiscard]] std::string document(std::int64_t id);
    [[nodiscard]] std::string place_code(std::int64_t id);
    [[nodiscard]] std::optional<std::int64_t> find_place(std::string_view code);
    /// All slots by id; the first stands for none.
    [[nodiscard]] std::vector<stored_slot> slots();
    /// The codes of all places by id; the first stands for none.
    [[nodiscard]] std::vector<std::string> place_codes();
    /// Goes through the figures of a submission, in the order of their ids. Throws `error`
    /// (damaged_tracker) where one is of no place or series that there is.
    void each_figure(const stored_entry& of, const std::function<void(const stored_figure&)>& take);

    /// The codebook that a text is; null where it is none. What was read once is kept.
    [[nodiscard]] std::shared_ptr<const codebook> codebook_of(const std::string& toml);

    // -- adding; within a transaction that writes
    // --------------------------------------------------

    [[nodiscard]] std::int64_t place_id_of(std::string_view code, std::int64_t since);
    [[nodiscard]] std::int64_t slot_id_of(const stored_slot& slot, std::int64_t since);
    [[nodiscard]] std::int64_t document_id_of(document_kind kind,
                                              std::string_view text,
                                              std::int64_t since);
    /// Adds an entry, with the number that follows the last; its time is now, or what was said.
    /// `figures` is the digest over its figures. Throws `error` (outside_domain) for a time that
    /// cannot be.
    void append(stored_entry& made, const std::optional<ledger_time>& at, const digest& figures);

    /// What the digest of an entry has to be, by what stands in the file.
    [[nodiscard]] digest digest_of(const stored_entry& of,
                                   std::span<const unsigned char> before,
                                   const digest& figures);
    /// The digest over the figures of an entry, as they stand in the file.
    [[nodiscard]] digest digest_of_figures(const stored_entry& of);

  private:
    void bring_up_to_date(int version);
    /// Throws `error` (damaged_tracker) where a row came with an entry beyond that one: those of
    /// later entries would stand behind it unseen.
    void expect_rows_up_to(std::int64_t number);
    void add_rows_since(
        hasher& to, const char* table, const char* columns, int count, std::int64_t number);

    /// Throw `error` (damaged_tracker) where an id is not the one that follows, or a figure's are
    /// of nothing.
    void expect_next(std::int64_t id, std::size_t next) const;
    void expect_known(const stored_figure& figure);

    /// A statement that is asked for each place or series: made once.
    [[nodiscard]] statement& kept(std::optional<statement>& where, std::string_view sql);

    /// What goes through the figures of a submission, kept for the next one.
    struct figure_statements {
        statement rows;
        statement words;
    };

    database data_;
    std::unique_ptr<figure_statements> spare_;
    std::unordered_map<std::string, std::shared_ptr<const codebook>> codebooks_;  // by text
    std::int64_t places_ = 0;  // as many as there are at least
    std::int64_t slots_ = 0;
    std::optional<statement> find_place_;
    std::optional<statement> add_place_;
    std::optional<statement> find_slot_;
    std::optional<statement> add_slot_;
};

/// Takes the digest over figures, one after the other.
void add_figure(hasher& to, const stored_figure& figure);

}  // namespace crossfoot::detail
