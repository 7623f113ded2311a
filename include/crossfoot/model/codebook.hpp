#pragma once

#include <crossfoot/model/code_list.hpp>
#include <crossfoot/model/indicator.hpp>
#include <crossfoot/model/period.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// How urgent it is that a rule holds: must hold 强制性, correct or explain 核实性, look again
/// 提示性.
enum class severity { error, query, hint };

/// The stable name of a severity: "error", "query", "hint".
[[nodiscard]] const char* name_of(severity which) noexcept;

/// A level of the hierarchy, such as county 县级. Levels stand from the top down.
struct level {
    coded_name name;  ///< its code and names
};

/// One item of a breakdown.
struct breakdown_item {
    coded_name name;  ///< its code and names
    std::vector<std::string>
        only_in;  ///< codes of the places below which it occurs; empty: everywhere
    std::optional<int> valid_years{};      ///< of a tier: how long a title holds if nothing is said
    std::optional<std::uint16_t> after{};  ///< of a tier: the item that a unit must hold before
};

/// A further dimension of indicators, such as tier 级别 or category 类别.
struct breakdown {
    coded_name name;                    ///< its code and names
    bool ordered = false;               ///< items stand from the highest rank down
    std::vector<breakdown_item> items;  ///< in their order; ranked ones from the highest down

    /// The item of that code or name, from 0; no value where there is none.
    [[nodiscard]] std::optional<std::size_t> find_item(std::string_view text) const;
};

/// That a rule need not hold at a place, for a time and a reason.
struct rule_exception {
    std::string place;         ///< its code; the places below it are not meant
    std::optional<day> until;  ///< the last day; no value: without end
    bilingual reason;          ///< why
};

/// A rule that a codebook states in words of its own; docs/rules.md has the language.
struct written_rule {
    std::string code;                   ///< unique among the rules of a codebook
    severity weight = severity::error;  ///< how urgent it is that it holds
    std::string check;                  ///< the relation, as it was written
    bilingual message;                  ///< what it says, in words
    std::string when{};                 ///< judged only where this is so; empty: everywhere
    std::optional<absence> absent{};    ///< how it reads absence, instead of as its indicators do
    std::vector<rule_exception> exceptions{};  ///< where it need not hold
};

/// That a place need not report some indicators. What it leaves out is read as none.
struct exemption {
    std::string place;                     ///< its code
    std::vector<indicator_id> indicators;  ///< empty: all
    std::optional<day> until;              ///< the last day; no value: without end
    bilingual reason;                      ///< why
};

/// How often a report is owed.
enum class reporting_interval { month, quarter, half, year };

/// The stable name: "month", "quarter", "half", "year".
[[nodiscard]] const char* name_of(reporting_interval which) noexcept;

/// Who owes which figures, and by when.
struct obligation {
    coded_name name;                                      ///< its code and names
    std::optional<level_id> level;                        ///< the places that owe: all of a level,
    std::vector<std::string> places;                      ///< or those of these codes
    std::vector<indicator_id> indicators;                 ///< what they owe
    reporting_interval every = reporting_interval::year;  ///< how often
    std::optional<int> by_day;  ///< the day of a month by which it is due; no value: not said
    int months_after = 0;       ///< of which month: 0 the last of the period, 1 the one after it
    severity weight = severity::error;  ///< of the findings
};

/// Whether the totals of a source are the sums of its figures as they stand there.
enum class printed_totals {
    unadjusted,  ///< each figure is rounded by itself; they need not add up to the last digit
    adjusted,    ///< rounded figures are adjusted so that they add up as printed
};

/// The stable name: "unadjusted" or "adjusted".
[[nodiscard]] const char* name_of(printed_totals which) noexcept;

/// What is known of a source.
struct source_note {
    std::string name;                                    ///< as the column source has it
    printed_totals totals = printed_totals::unadjusted;  ///< how its sums were printed
};

/// Which indicators, breakdowns and levels there are, and what each figure is. The checks follow
/// from it. A value: built by hand, or read from codebook.toml.
class codebook {
  public:
    std::vector<level> levels;          ///< from the top down; at least one
    std::vector<breakdown> breakdowns;  ///< what indicators can be broken down by
    std::vector<indicator> indicators;  ///< what is counted
    std::vector<written_rule> rules;    ///< rules in words of the codebook's own
    std::vector<exemption> exemptions;  ///< who need not report what
    std::vector<obligation> due;        ///< who has to report what, and by when
    std::vector<source_note> sources;   ///< what is known of sources
    /// Severities of derived rules that are not `error`, by the rule's code.
    std::vector<std::pair<std::string, severity>> severities;

    /// Makes the entries findable by code and name; call it after changing the lists.
    void index();

    /// The level of that code or name; no value where there is none.
    [[nodiscard]] std::optional<level_id> find_level(std::string_view text) const;
    /// The breakdown of that code or name; no value where there is none.
    [[nodiscard]] std::optional<breakdown_id> find_breakdown(std::string_view text) const;
    /// The indicator of that code or name; no value where there is none.
    [[nodiscard]] std::optional<indicator_id> find_indicator(std::string_view text) const;
    /// Like the `find_` ones, but throw `error` (unknown_code).
    [[nodiscard]] indicator_id indicator_at(std::string_view text) const;
    /// The breakdown of that code or name. Throws `error` (unknown_code).
    [[nodiscard]] breakdown_id breakdown_at(std::string_view text) const;

    /// Expects an id of this codebook.
    [[nodiscard]] const indicator& operator[](indicator_id which) const {
        return indicators[which.index()];
    }
    /// Expects an id of this codebook.
    [[nodiscard]] const breakdown& operator[](breakdown_id which) const {
        return breakdowns[which.index()];
    }
    /// Expects an id of this codebook.
    [[nodiscard]] const level& operator[](level_id which) const { return levels[which.index()]; }

    /// What it tells of a year before, if that is what it does; else itself.
    [[nodiscard]] const indicator& told_now(const indicator& which) const;
    /// Whether a rate can only lie between 0 and 1: its numerator is a part of its denominator.
    [[nodiscard]] bool is_share(const indicator& which) const;
    /// Whether it speaks of the last day of a period: a stock, an attribute, a rate of two of
    /// those; never a growth or a change.
    [[nodiscard]] bool is_of_a_moment(const indicator& which) const;
    /// Every number that a figure of the indicator could be: from 0 up, or from 0 to 1; of a growth
    /// from -1 up, of a change any, and of a change of a share from -1 to 1.
    [[nodiscard]] interval domain_of(const indicator& which) const;

  private:
    name_index level_index_;
    name_index breakdown_index_;
    name_index indicator_index_;
};

}  // namespace crossfoot
