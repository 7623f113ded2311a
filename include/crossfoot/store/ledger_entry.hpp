#pragma once

#include <crossfoot/model/period.hpp>
#include <crossfoot/store/ledger_time.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace crossfoot {

/// What an entry of a tracker's ledger records.
enum class entry_kind {
    submission,    ///< a report came in 上报
    withdrawal,    ///< it was taken back 撤回
    sending_back,  ///< it was sent back 退回
    approval,      ///< it was approved 审核通过, and is locked
    reopening,     ///< it was unlocked 解锁
    answer,        ///< a finding was answered 说明
};

/// The stable name: "submission", "withdrawal", "return", "approval", "reopening", "answer".
[[nodiscard]] const char* name_of(entry_kind which) noexcept;

/// Which report it is: what is revised when it comes in again.
struct report_name {
    std::string place;  ///< the code of the place that it is about; "" where no place has all in it
    period when;        ///< the period that it is for
    std::string office;  ///< the office that hands it in

    friend bool operator==(const report_name&, const report_name&) = default;
};

/// One entry of the ledger.
struct ledger_entry {
    std::int64_t number = 0;                   ///< from 1, without gaps: the receipt
    entry_kind kind = entry_kind::submission;  ///< what it records
    report_name report;                        ///< which report it is about
    ledger_time at;                            ///< when it was recorded
    std::string by;                            ///< the office that acted
    std::string note;                          ///< why
    std::optional<day> received;               ///< of a submission: when it came in
    bool is_provisional = false;               ///< of a submission: rules of severity error failed
    std::int64_t about = 0;     ///< the submission that it revises, or is about; 0: none
    std::uint64_t figures = 0;  ///< of a submission: how many it has
    std::string answers;        ///< of an answer: the key of the finding
    std::string digest;         ///< in hexadecimal: over this entry and the digest before it

    friend bool operator==(const ledger_entry&, const ledger_entry&) = default;
};

}  // namespace crossfoot
