#include "standing.hpp"

#include <crossfoot/number/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace crossfoot {

const char* name_of(report_standing which) noexcept {
    switch (which) {
    case report_standing::submitted: return "submitted";
    case report_standing::returned: return "returned";
    case report_standing::approved: return "approved";
    case report_standing::withdrawn: return "withdrawn";
    }
    return "";
}

const char* name_of(entry_kind which) noexcept {
    switch (which) {
    case entry_kind::submission: return "submission";
    case entry_kind::withdrawal: return "withdrawal";
    case entry_kind::sending_back: return "return";
    case entry_kind::approval: return "approval";
    case entry_kind::reopening: return "reopening";
    case entry_kind::answer: return "answer";
    }
    return "";
}

namespace detail {

report_past past_of(const std::vector<stored_entry>& entries) {
    report_past past;
    for (const stored_entry& each : entries) {
        switch (each.told.kind) {
        case entry_kind::submission:
            if (past.submissions.empty()) past.received = each.told.received;
            // The same figures again, with another day: that was a slip.
            if (past.last && past.last->content == each.content) {
                past.received = std::min(past.received, each.told.received);
            }
            if (past.last) ++past.revisions;
            if (!past.first) past.first = each;
            past.last = each;
            past.submissions.push_back(each.told.number);
            past.standing = report_standing::submitted;
            past.note.clear();
            break;
        case entry_kind::withdrawal:
            past.standing = report_standing::withdrawn;
            past.submissions.clear();
            past.note = each.told.note;
            break;
        case entry_kind::sending_back:
            past.standing = report_standing::returned;
            past.note = each.told.note;
            break;
        case entry_kind::approval: past.standing = report_standing::approved; break;
        case entry_kind::reopening:
            past.standing = report_standing::submitted;
            past.note = each.told.note;
            break;
        case entry_kind::answer: break;
        }
    }
    return past;
}

std::map<report_key, std::vector<stored_entry>> entries_by_report(open_tracker& of,
                                                                  std::int64_t until) {
    std::map<report_key, std::vector<stored_entry>> made;
    for (stored_entry& each : of.entries(1, until)) {
        const report_name& name = each.told.report;
        made[{name.place, name.when.first(), name.when.last(), name.office}].push_back(
            std::move(each));
    }
    return made;
}

void throw_locked(const ledger_entry& last) {
    throw error{
        error_code::report_locked,
        fmt::format("{} {}", last.report.place, to_string(last.report.when)),
        {fmt::format("is approved, and locked: expected it to be reopened first, with a "
                     "reason (crossfoot track reopen … {})",
                     last.number),
         fmt::format("已审核通过并锁定：应先说明理由予以解锁（crossfoot track reopen … {}）",
                     last.number)}};
}

}  // namespace detail

}  // namespace crossfoot
