#pragma once

#include <crossfoot/io/report_check.hpp>
#include <crossfoot/io/report_folder.hpp>
#include <crossfoot/model/dataset.hpp>
#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/model/period.hpp>
#include <crossfoot/store/ledger_entry.hpp>
#include <crossfoot/store/ledger_time.hpp>
#include <crossfoot/store/office_day.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

namespace detail {
class open_tracker;
}  // namespace detail

/// Who acts, when, and why.
struct action {
    std::string by;    ///< an office or a role, never a person
    std::string note;  ///< why; may be empty where nothing else is said
    /// When it was done, for what was done before it is recorded: not before the last entry, and
    /// not in the future. No value: now.
    std::optional<ledger_time> at{};
};

/// A report that is handed in.
struct submission {
    action done;                       ///< by which office
    std::optional<std::string> place;  ///< whose report it is: all figures lie in it; no value: the
                                       ///< place that has all places of its figures in it
    std::optional<period> when;        ///< for which period; no value: from the first day of its
                                       ///< figures to the last
    std::optional<day> received;       ///< when it came in, not after the day of recording; no
                                       ///< value: that day
    bool is_provisional = false;       ///< it is stored although rules of severity error fail, and
                                       ///< marked where they do
    /// How its folder is read. Figures are read as the codebook has them, and bad cells refused:
    /// its `convention` and `on_bad_cell` do not count.
    report_options reading{};
    unsigned threads = 0;  ///< how many read it; 0: as many as there are cores
    /// See `check_options`.
    std::function<void(const check_progress&)> on_progress{};
    /// Called now and then while the figures are written, once they are read and checked: how many
    /// are, and about how many there will be.
    std::function<void(std::size_t done, std::size_t all)> on_written{};
    /// See `check_options`: what was written by then is undone.
    const std::atomic<bool>* stop = nullptr;
};

/// What became of a report that was handed in.
enum class submission_outcome {
    stored,     ///< it is in the ledger
    unchanged,  ///< it is what is known already: nothing was changed
    unread,     ///< it could not be read: see the diagnostics; nothing was stored
    failing,    ///< rules of severity error fail: see the findings; nothing was stored
};

/// What became of a report that was handed in, and what it says.
struct submission_result {
    submission_outcome outcome;  ///< whether it is stored
    /// The report, and what a check of it found. Where it is stored, its explanations are all that
    /// the tracker has by then.
    checked_report checked;
    std::optional<ledger_entry> entry{};  ///< the receipt; of `unchanged` the earlier one's
    bool is_compared = true;              ///< whether the next three are known: not of huge reports
    std::size_t added = 0;                ///< figures that the report did not have before
    std::size_t changed = 0;              ///< figures that say something else than before
    std::size_t gone = 0;                 ///< figures that it no longer has
};

/// Where a figure stands, by codes.
struct ledger_cell {
    std::string place;      ///< its code
    std::string period;     ///< "2016-03"
    std::string indicator;  ///< its code
    std::string extent;     ///< "total" or "own"
    std::string items;      ///< "tier=county;category=school"; "" for none
    std::string source;     ///< of the figure, as the report has it

    friend auto operator<=>(const ledger_cell&, const ledger_cell&) = default;
};

/// One version of a figure.
struct figure_version {
    ledger_entry entry;               ///< the submission that it stands in
    ledger_cell where;                ///< where it stands
    status state = status::reported;  ///< whether there is a figure
    std::string text;                 ///< as it was written
    bool is_known = false;            ///< it is what is known at the end
};

/// A figure that two vintages have differently.
struct figure_change {
    ledger_cell where;                  ///< where it stands
    std::optional<std::string> before;  ///< as it was written; no value: it was not known
    std::optional<std::string> after;   ///< no value: it is no longer known

    friend bool operator==(const figure_change&, const figure_change&) = default;
};

/// What is known of everything at one moment.
struct vintage {
    std::shared_ptr<const codebook> book;  ///< as it was then
    std::shared_ptr<const places> where;   ///< as they were then
    dataset data;                          ///< the figures
};

/// What is wrong with a tracker.
struct verification {
    std::size_t entries = 0;                  ///< how many were looked at
    std::optional<std::int64_t> altered;      ///< the first entry that is not what it was
    std::vector<bilingual> problems;          ///< all that is wrong, the worst first
    std::string head;                         ///< the digest of the last entry, in hexadecimal
    std::optional<std::int64_t> expected_at;  ///< the entry that has the digest asked for
    /// How many entries say that another version of the program judged them, and are judged
    /// otherwise by this one: problems, unless that version sees them so.
    std::size_t judged_otherwise = 0;

    /// Whether nothing is wrong.
    [[nodiscard]] bool is_clean() const noexcept { return problems.empty(); }
};

/// Years of reports in one file: who reported what and when, what was known at any moment, and
/// what is open. A ledger: entries are added, and never changed.
///
/// A report is what an office hands in for a place and a period. Handing it in again is a revision:
/// it takes the place of the one before, which stays in the ledger. Where two reports speak of one
/// cell, the later one is what is known.
///
/// Several programs may use one file at the same time: each sees whole submissions. What was
/// recorded is on the disk when a function returns. Whatever fails leaves the file as it was.
///
/// Functions throw `error`: `not_a_tracker`, `newer_tracker`, `damaged_tracker` and
/// `tracker_refused` where the file or the machine refuses; `unknown_code` where a receipt, place
/// or indicator is not there, or a codebook lacks what the tracker has; `outside_domain` for an
/// office, time, place or period that cannot be; `report_locked` where the report's state does not
/// admit it; `file_unreadable` and `file_unwritable` for files beside it; `interrupted`.
///
/// One thread at a time: others open the file again.
class tracker {
  public:
    /// Makes a new tracker, for its owner alone. Throws `error` (file_unwritable) where the file is
    /// there already.
    static void create(const std::filesystem::path& file);

    /// What may be done with a file.
    enum class access { read, write };
    /// Opens one. An older one is brought up to date, in one transaction, if it may be written.
    explicit tracker(const std::filesystem::path& file, access how = access::write);
    ~tracker();
    /// What is moved from can only be given another value.
    tracker(tracker&&) noexcept;
    /// Likewise.
    tracker& operator=(tracker&&) noexcept;
    tracker(const tracker&) = delete;
    tracker& operator=(const tracker&) = delete;

    // -- what an office does ----------------------------------------------------------------------

    /// Hands in a report folder: reads and checks it, and stores all of it or nothing. The codebook
    /// and the places of the folder become those of the tracker; a folder without uses them. Takes
    /// memory for the places and a block of figures, however many there are.
    submission_result submit(const std::filesystem::path& folder, const submission& what);
    /// Takes a report back: its figures are no longer known. `receipt` is the number of any of its
    /// submissions.
    ledger_entry withdraw(std::int64_t receipt, const action& done);
    /// Sends a report back 退回. Expects the receipt of its last version, or of another entry about
    /// that version; as does `approve`.
    ledger_entry send_back(std::int64_t receipt, const action& done);
    /// Approves a report 审核通过, which locks it. One that is provisional wants a note.
    ledger_entry approve(std::int64_t receipt, const action& done);
    /// Unlocks an approved report; wants a note.
    ledger_entry reopen(std::int64_t receipt, const action& done);
    /// Answers a failing finding of a report, of severity query or hint: `done.note` says why its
    /// figures are right. Expects the key of a finding of the report's last submission, or of one
    /// between reports that has this submission (see `joint_findings`). It holds for the figures
    /// that it is given to: the finding is open again once one of them is another one.
    ledger_entry answer(std::int64_t receipt, const std::string& key, const action& done);

    // -- what is known ----------------------------------------------------------------------------

    /// The entries, from the first to the last.
    [[nodiscard]] std::vector<ledger_entry> entries() const;
    /// The entry of that number. Throws `error` (unknown_code).
    [[nodiscard]] ledger_entry entry_at(std::int64_t number) const;
    /// The number of the last entry that was recorded by then; 0 where there was none.
    [[nodiscard]] std::int64_t last_entry(std::optional<ledger_time> as_of = std::nullopt) const;
    /// The reports there were after that entry, by place, period and office.
    [[nodiscard]] std::vector<report_state> reports(std::int64_t until) const;
    /// The failing findings of what is known after an entry, by report, those that were answered
    /// too; those that follow from others are left out.
    [[nodiscard]] std::vector<open_finding> open_findings(std::int64_t until) const;
    /// What fails between reports that are known after an entry: a prefecture's total against its
    /// counties', a figure against that of the period before; by key. What a report has by itself
    /// is in `open_findings`, and who owes something in `day_of`. `entry` is the last submission of
    /// a report of that place and period, to which an answer is given. Costs time in proportion to
    /// the figures of reports that meet, or of all where the codebook compares periods.
    [[nodiscard]] std::vector<open_finding> joint_findings(std::int64_t until) const;
    /// Who owes what, and what became of it, after an entry and on a day. Costs time in proportion
    /// to the reports, not to their figures.
    [[nodiscard]] office_day day_of(std::int64_t until, day today) const;

    /// The codebook, as it was known after an entry.
    [[nodiscard]] std::shared_ptr<const codebook> codebook_known(std::int64_t until) const;
    /// The places, as they were known after an entry.
    [[nodiscard]] std::shared_ptr<const places> places_known(std::int64_t until) const;
    /// All that was known after an entry.
    [[nodiscard]] vintage known(std::int64_t until) const;
    /// The same with the figures of one place only, by its code.
    [[nodiscard]] vintage known_at(std::string_view place, std::int64_t until) const;
    /// Every version of the figures at a place for a period or within it, cell by cell, the
    /// earliest first. `indicator` may be empty: all.
    [[nodiscard]] std::vector<figure_version> history(std::string_view place,
                                                      const period& when,
                                                      std::string_view indicator) const;
    /// What is known differently after one entry and after another, by place, indicator and period.
    [[nodiscard]] std::vector<figure_change> changes(std::int64_t from, std::int64_t to) const;
    /// Writes what was known after an entry as a report folder, which must not be there yet or be
    /// empty. Gives the number of figures. Read back, it is the same dataset as `known`.
    std::size_t export_to(const std::filesystem::path& folder, std::int64_t until) const;

    // -- trust ------------------------------------------------------------------------------------

    /// The digest of the last entry, in hexadecimal; "" where there is none.
    [[nodiscard]] std::string head() const;
    /// Goes through all entries: whether each is what it was, whether the file is whole, and
    /// whether its findings are those that its figures have. `expected`: a digest that was noted
    /// earlier. `on_progress` may be empty.
    [[nodiscard]] verification verify(
        std::string_view expected = {},
        const std::function<void(std::size_t done, std::size_t all)>& on_progress = {}) const;
    /// Copies the tracker, as it is now, into a new file for its owner alone.
    void back_up(const std::filesystem::path& to) const;

  private:
    std::unique_ptr<detail::open_tracker> is_;
};

}  // namespace crossfoot
