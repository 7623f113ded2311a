#include <crossfoot/io/explanations_file.hpp>
#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "acting_office.hpp"
#include "io/text_tools.hpp"
#include "judging.hpp"
#include "open_tracker.hpp"
#include "schema.hpp"
#include "standing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace crossfoot {

namespace {

using detail::open_tracker;
using detail::report_past;
using detail::stored_entry;
using detail::transaction;

[[noreturn]] void throw_not_now(const ledger_entry& last, const bilingual& what) {
    throw error{error_code::report_locked,
                fmt::format("{} {}", last.report.place, to_string(last.report.when)),
                what};
}

/// An entry about a report, made where its past admits it.
stored_entry entry_about(open_tracker& of,
                         std::int64_t receipt,
                         entry_kind kind,
                         const action& done,
                         const std::function<void(const report_past&)>& expect_admitted,
                         const std::string& answers = {},
                         std::string_view content = {}) {
    of.expect_writable();
    detail::expect_office(done);
    transaction all{of.data(), transaction::kind::writing};
    const stored_entry named = of.entry(receipt);
    const report_past past = detail::past_of(of.entries_of(named, of.last_number()));
    if (!past.last) {
        of.data().throw_damaged({fmt::format("entry {} is of no submission", receipt),
                                 fmt::format("记录{}不属于任何一次上报", receipt)});
    }
    expect_admitted(past);
    stored_entry made;
    made.told.kind = kind;
    made.told.report = named.told.report;
    made.place = named.place;
    made.told.by = detail::plain_office(done.by);
    made.told.note = done.note;
    made.told.about = past.last->told.number;
    made.told.answers = answers;
    made.content.assign(content.begin(), content.end());
    detail::hasher none;
    of.append(made, done.at, none.finish());
    all.keep();
    return made;
}

/// Whoever judges a report has looked at what the receipt is of: not at a later version.
void expect_newest(const report_past& past, std::int64_t receipt, open_tracker& of) {
    const ledger_entry& last = past.last->told;
    const ledger_entry named = of.entry(receipt).told;
    const bool is_submission = named.kind == entry_kind::submission;
    if ((is_submission ? named.number : named.about) == last.number) return;
    throw_not_now(
        last,
        {fmt::format(
             "was revised: receipt {} is not its last version, expected {}", receipt, last.number),
         fmt::format("已有修订：回执{}不是最新版本，应为{}", receipt, last.number)});
}

/// What fails between reports under a key, if that is what an answer about the report of a receipt
/// is to: the report may have something under it by itself too, with other figures.
std::optional<open_finding> joint_finding(const tracker& of,
                                          std::int64_t receipt,
                                          const std::string& key) {
    const std::int64_t until = of.last_entry();
    const report_name report = of.entry_at(receipt).report;
    const auto is_it = [&](const open_finding& each) {
        return each.key == key && each.report == report;
    };
    std::vector<open_finding> joint = of.joint_findings(until);
    const auto found = std::ranges::find_if(joint, is_it);
    if (found == joint.end()) return std::nullopt;
    const std::vector<open_finding> own = of.open_findings(until);
    const auto by_itself = std::ranges::find_if(own, is_it);
    if (by_itself != own.end() && found->is_answered && !by_itself->is_answered)
        return std::nullopt;
    return std::move(*found);
}

[[noreturn]] void throw_no_finding(const std::string& key,
                                   std::int64_t receipt,
                                   const std::vector<detail::kept_finding>& failing) {
    std::vector<std::string_view> keys;
    for (const detail::kept_finding& each : failing) {
        keys.emplace_back(each.key);
    }
    const bilingual expected =
        detail::suggestion(key,
                           keys,
                           {"one that `crossfoot track show … RECEIPT` lists",
                            "`crossfoot track show … 回执` 所列的说明编号"});
    throw error{error_code::unknown_code,
                detail::in_quotes(key),
                {fmt::format("is no failing finding of receipt {}: {}", receipt, expected.en),
                 fmt::format("不是回执{}中不符的核对结果：{}", receipt, expected.zh)}};
}

void expect_standing(const report_past& past, report_standing wanted, const bilingual& otherwise) {
    if (past.standing != wanted) throw_not_now(past.last->told, otherwise);
}

void expect_note(const action& done, const ledger_entry& last, const bilingual& why) {
    if (detail::is_blank(done.note)) throw_not_now(last, why);
}

}  // namespace

void tracker::create(const std::filesystem::path& file) {
    detail::make_file(file);
    try {
        detail::database made{file, detail::open_for::writing};
        detail::make_tables(made);
    } catch (...) {
        detail::remove_file(file);
        throw;
    }
}

tracker::tracker(const std::filesystem::path& file, access how)
    : is_{std::make_unique<open_tracker>(file, how)} {}

tracker::~tracker() = default;
tracker::tracker(tracker&&) noexcept = default;
tracker& tracker::operator=(tracker&&) noexcept = default;

ledger_entry tracker::withdraw(std::int64_t receipt, const action& done) {
    return entry_about(*is_,
                       receipt,
                       entry_kind::withdrawal,
                       done,
                       [](const report_past& past) {
                           if (past.standing == report_standing::approved)
                               detail::throw_locked(past.last->told);
                           if (past.standing == report_standing::withdrawn) {
                               throw_not_now(past.last->told, {"is withdrawn already", "已经撤回"});
                           }
                       })
        .told;
}

ledger_entry tracker::send_back(std::int64_t receipt, const action& done) {
    return entry_about(*is_,
                       receipt,
                       entry_kind::sending_back,
                       done,
                       [&](const report_past& past) {
                           expect_newest(past, receipt, *is_);
                           if (past.standing == report_standing::approved)
                               detail::throw_locked(past.last->told);
                           if (past.standing == report_standing::returned) {
                               throw_not_now(past.last->told, {"was returned already", "已经退回"});
                           }
                           expect_standing(
                               past,
                               report_standing::submitted,
                               {"is not in: expected a report that came in and was not sent back "
                                "or withdrawn since",
                                "当前不是“已上报”状态：应为已上报且未退回、未撤回的报表"});
                       })
        .told;
}

ledger_entry tracker::approve(std::int64_t receipt, const action& done) {
    return entry_about(*is_,
                       receipt,
                       entry_kind::approval,
                       done,
                       [&](const report_past& past) {
                           expect_newest(past, receipt, *is_);
                           expect_standing(
                               past,
                               report_standing::submitted,
                               {"cannot be approved: expected a report that came in and was not "
                                "approved, sent back or withdrawn since",
                                "不能审核通过：应为已上报且未审核、未退回、未撤回的报表"});
                           if (!past.last->told.is_provisional) return;
                           expect_note(
                               done,
                               past.last->told,
                               {"is provisional: expected a reason to approve it all the same",
                                "为暂报：审核通过应说明理由"});
                       })
        .told;
}

ledger_entry tracker::reopen(std::int64_t receipt, const action& done) {
    return entry_about(*is_,
                       receipt,
                       entry_kind::reopening,
                       done,
                       [&](const report_past& past) {
                           expect_standing(past,
                                           report_standing::approved,
                                           {"is not locked: expected an approved report",
                                            "未锁定：应为已审核通过的报表"});
                           expect_note(done,
                                       past.last->told,
                                       {"is approved: expected a reason to reopen it",
                                        "已审核通过：解锁应说明理由"});
                       })
        .told;
}

ledger_entry tracker::answer(std::int64_t receipt, const std::string& key, const action& done) {
    // What fails between reports takes its time to find, so that nothing is locked meanwhile: the
    // answer holds for the figures that are found now.
    const std::optional<open_finding> joint = joint_finding(*this, receipt, key);
    const auto expect_answerable = [&](severity weight, const ledger_entry& last) {
        if (weight != severity::error) return;
        throw_not_now(
            last,
            {"\"" + key + "\" is an error: expected figures that are corrected, not explained",
             "“" + key + "”为强制性关系：应更正数值，不能以说明代替"});
    };
    const auto expect_admitted = [&](const report_past& past) {
        const ledger_entry& last = past.last->told;
        if (past.standing == report_standing::withdrawn) {
            throw_not_now(last,
                          {"is withdrawn: nothing in it is open", "已撤回：其中没有待说明的内容"});
        }
        expect_note(done,
                    last,
                    {"expected words that say why the figures are right", "应写明数值属实的原因"});
        if (joint && joint->entry == last.number) {
            expect_answerable(joint->weight, last);
            return;
        }
        const std::vector<detail::kept_finding> failing = detail::kept_findings(*is_, last.number);
        const auto found = std::ranges::find(failing, key, &detail::kept_finding::key);
        if (found == failing.end()) throw_no_finding(key, last.number, failing);
        expect_answerable(found->weight, last);
    };
    return entry_about(*is_,
                       receipt,
                       entry_kind::answer,
                       done,
                       expect_admitted,
                       key,
                       joint ? std::string_view{joint->figures} : std::string_view{})
        .told;
}

std::vector<ledger_entry> tracker::entries() const {
    transaction seen{is_->data(), transaction::kind::reading};
    std::vector<ledger_entry> made;
    for (stored_entry& each : is_->entries(1, is_->last_number())) {
        made.push_back(std::move(each.told));
    }
    return made;
}

ledger_entry tracker::entry_at(std::int64_t number) const {
    transaction seen{is_->data(), transaction::kind::reading};
    return is_->entry(number).told;
}

std::int64_t tracker::last_entry(std::optional<ledger_time> as_of) const {
    if (!as_of) return is_->last_number();
    detail::statement asked{is_->data(), "SELECT max(number) FROM entry WHERE recorded_at <= ?1"};
    asked.bind(1, std::int64_t{as_of->time_since_epoch().count()});
    return asked.next() ? asked.number(0) : 0;
}

std::string tracker::head() const {
    transaction seen{is_->data(), transaction::kind::reading};
    const std::int64_t last = is_->last_number();
    return last == 0 ? std::string{} : is_->entry(last).told.digest;
}

void tracker::back_up(const std::filesystem::path& to) const {
    detail::make_file(to);
    try {
        detail::copy_database(is_->data(), to);
    } catch (...) {
        detail::remove_file(to);
        throw;
    }
}

}  // namespace crossfoot
