#include "approved_figures.hpp"

#include "known_documents.hpp"
#include "known_figures.hpp"
#include "standing.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace crossfoot::detail {

namespace {

/// What some cells say before and after a submission.
class cells_in_question {
  public:
    explicit cells_in_question(open_tracker& of, const cells_of_slots& cells)
        : of_{of}, cells_{cells} {}

    /// Takes the cells of a report in.
    void take(const stored_entry& from) {
        of_.each_figure(from, [&](const stored_figure& each) { found_[cells_.key_of(each)]; });
    }
    /// What a report says of them was known before. The later one counts.
    void were_known(const stored_entry& from) { fill(from, &versions::before); }
    /// What a report says of them is known now.
    void are_known(const stored_entry& from) { fill(from, &versions::after); }
    /// Whether one of them was known as a report has it, and is not any more.
    [[nodiscard]] bool change(const stored_entry& approved) const {
        bool any = false;
        of_.each_figure(approved, [&](const stored_figure& each) {
            const auto there = found_.find(cells_.key_of(each));
            any = any || (there != found_.end() && there->second.change(shown_text(each)));
        });
        return any;
    }

  private:
    struct versions {
        std::string before;
        std::string after;

        [[nodiscard]] bool change(const std::string& approved) const {
            return before == approved && !after.empty() && after != approved;
        }
    };

    void fill(const stored_entry& from, std::string versions::*side) {
        of_.each_figure(from, [&](const stored_figure& each) {
            const auto there = found_.find(cells_.key_of(each));
            if (there != found_.end()) there->second.*side = shown_text(each);
        });
    }

    open_tracker& of_;
    const cells_of_slots& cells_;
    std::unordered_map<std::uint64_t, versions> found_;
};

/// Whether a report was ever approved that has a day in common with a submission.
bool any_was_approved_about(open_tracker& of, const period& days) {
    statement asked{of.data(),
                    "SELECT EXISTS (SELECT 1 FROM entry a LEFT JOIN judgement j ON j.entry = "
                    "a.about WHERE a.kind = 'approval' AND "
                    "min(a.first_day, coalesce(j.first_day, a.first_day)) <= ?2 AND "
                    "max(a.last_day, coalesce(j.last_day, a.last_day)) >= ?1)"};
    asked.bind(1, std::int64_t{days.first().time_since_epoch().count()})
        .bind(2, std::int64_t{days.last().time_since_epoch().count()});
    return asked.next() && asked.number(0) != 0;
}

}  // namespace

void expect_approved_to_stay(open_tracker& of, const stored_entry& made) {
    // Most submissions are of a time of which nothing is approved yet.
    if (!any_was_approved_about(of, days_of(made))) return;
    const std::int64_t number = made.told.number;
    const known_figures known{of, number, days_of(made)};
    if (!known.meets_others(made)) return;
    std::vector<stored_entry> approved;
    std::ranges::copy_if(
        known.entries(), std::back_inserter(approved), [&](const stored_entry& other) {
            return other.told.number != number && known.meets_others(other) &&
                   past_of(of.entries_of(other, number)).standing == report_standing::approved;
        });
    if (approved.empty()) return;
    std::uint64_t count = 0;
    for (const stored_entry& each : approved) {
        count += each.told.figures;
    }
    cells_in_question cells{of, known.cells()};
    if (made.told.figures <= count) {
        cells.take(made);
    } else {
        std::ranges::for_each(approved, [&](const stored_entry& each) { cells.take(each); });
    }
    for (const stored_entry& each : effective_entries(of, number - 1, days_of(made))) {
        if (are_of_one_report(each, made) || known.meets_others(each)) cells.were_known(each);
    }
    cells.are_known(made);
    const auto changed = std::ranges::find_if(
        approved, [&](const stored_entry& each) { return cells.change(each); });
    if (changed != approved.end()) throw_locked(changed->told);
}

}  // namespace crossfoot::detail
