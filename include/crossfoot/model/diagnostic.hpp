#pragma once

#include <crossfoot/number/bilingual.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace crossfoot {

/// What is wrong with an input. The names are stable: they are printed, explained by
/// `crossfoot explain CODE` and listed in docs/errors.md.
enum class diagnostic_code {
    // files and their text
    file_unreadable,
    empty_file,
    no_figures,
    not_text,  ///< neither UTF-8 nor GB18030, or NUL bytes
    unclosed_quote,
    wrong_field_count,
    missing_column,
    repeated_column,
    unknown_column,
    // cells
    not_a_figure,
    not_a_period,
    not_a_status,
    not_a_scope,
    unknown_place,
    unknown_indicator,
    unknown_item,
    item_not_allowed,  ///< an item where its `only_in` or the indicator's breakdowns do not admit
                       ///< it
    wrong_unit,
    duplicate_cell,
    negative_count,
    fractional_count,
    share_out_of_range,
    negative_quantity,
    identity_number,  ///< a resident identity number; never echoed
    mobile_number,    ///< a mobile number in a text column; never echoed
    blank_cell,       ///< nothing stands where something must
    // places
    duplicate_place,
    unknown_parent,
    unknown_level,
    level_order,
    place_cycle,
    not_a_date,
    dates_reversed,
    overlapping_rows,
    orphaned_place,  ///< a row that holds on days on which the place above is not there
    // the register of units
    unknown_unit,
    not_a_member,              ///< a title given to a unit on a day on which it did not take part
    not_a_term,                ///< years of validity that are no whole number from 1 up
    overlapping_stays,         ///< a unit at two places, or twice, at one time
    overlapping_designations,  ///< a title of a tier that the unit already holds
    broken_ladder,             ///< a title without the one that must come before it
    not_an_organisation,       ///< a household or an individual business
    // codebook
    codebook_syntax,
    codebook_format,
    codebook_key,  ///< a key that is missing, unknown or of the wrong type
    codebook_value,
    codebook_reference,  ///< a code that is used but not declared
    person_breakdown,    ///< persons broken down by something that singles people out
    rule_syntax,         ///< a rule's text that is no sentence of the language
    rule_reference,      ///< a rule that names what there is not
    rule_units,          ///< a rule that adds or compares things of different kinds
    rule_never_holds,    ///< a rule that no figures can satisfy
    rules_contradict,    ///< rules that no figures can satisfy together
};

/// The stable name of a code, such as "not_a_figure".
[[nodiscard]] const char* name_of(diagnostic_code code) noexcept;

/// Every code, in the order of the enumeration.
[[nodiscard]] const std::vector<diagnostic_code>& all_diagnostic_codes();

/// A line and column of a file, from 1; 0 where the whole file or line is meant. Columns count
/// characters (code points), as editors do.
struct position {
    std::size_t line = 0;    ///< from 1; 0: the whole file
    std::size_t column = 0;  ///< from 1, in characters; 0: the whole line

    friend auto operator<=>(const position&, const position&) = default;
};

/// One thing that is wrong with an input: where, what was found, and what would have been right.
struct diagnostic {
    diagnostic_code code{};  ///< what kind of fault it is
    std::string file;        ///< as the reader was given it; in a report folder, its name alone
    position where;          ///< where in the file
    bilingual message;       ///< "\"4l.5\" is not a figure: expected …", without the place

    friend bool operator==(const diagnostic&, const diagnostic&) = default;
};

/// "figures.csv:14:32: message".
[[nodiscard]] std::string to_string(const diagnostic& problem, language which);

}  // namespace crossfoot
