#include <crossfoot/model/diagnostic.hpp>

namespace crossfoot {

const char* name_of(diagnostic_code code) noexcept {
    switch (code) {
    case diagnostic_code::file_unreadable: return "file_unreadable";
    case diagnostic_code::empty_file: return "empty_file";
    case diagnostic_code::no_figures: return "no_figures";
    case diagnostic_code::not_text: return "not_text";
    case diagnostic_code::unclosed_quote: return "unclosed_quote";
    case diagnostic_code::wrong_field_count: return "wrong_field_count";
    case diagnostic_code::missing_column: return "missing_column";
    case diagnostic_code::repeated_column: return "repeated_column";
    case diagnostic_code::unknown_column: return "unknown_column";
    case diagnostic_code::not_a_figure: return "not_a_figure";
    case diagnostic_code::not_a_period: return "not_a_period";
    case diagnostic_code::not_a_status: return "not_a_status";
    case diagnostic_code::not_a_scope: return "not_a_scope";
    case diagnostic_code::unknown_place: return "unknown_place";
    case diagnostic_code::unknown_indicator: return "unknown_indicator";
    case diagnostic_code::unknown_item: return "unknown_item";
    case diagnostic_code::item_not_allowed: return "item_not_allowed";
    case diagnostic_code::wrong_unit: return "wrong_unit";
    case diagnostic_code::duplicate_cell: return "duplicate_cell";
    case diagnostic_code::negative_count: return "negative_count";
    case diagnostic_code::fractional_count: return "fractional_count";
    case diagnostic_code::share_out_of_range: return "share_out_of_range";
    case diagnostic_code::negative_quantity: return "negative_quantity";
    case diagnostic_code::identity_number: return "identity_number";
    case diagnostic_code::mobile_number: return "mobile_number";
    case diagnostic_code::blank_cell: return "blank_cell";
    case diagnostic_code::duplicate_place: return "duplicate_place";
    case diagnostic_code::unknown_parent: return "unknown_parent";
    case diagnostic_code::unknown_level: return "unknown_level";
    case diagnostic_code::level_order: return "level_order";
    case diagnostic_code::place_cycle: return "place_cycle";
    case diagnostic_code::not_a_date: return "not_a_date";
    case diagnostic_code::dates_reversed: return "dates_reversed";
    case diagnostic_code::overlapping_rows: return "overlapping_rows";
    case diagnostic_code::orphaned_place: return "orphaned_place";
    case diagnostic_code::unknown_unit: return "unknown_unit";
    case diagnostic_code::not_a_member: return "not_a_member";
    case diagnostic_code::not_a_term: return "not_a_term";
    case diagnostic_code::overlapping_stays: return "overlapping_stays";
    case diagnostic_code::overlapping_designations: return "overlapping_designations";
    case diagnostic_code::broken_ladder: return "broken_ladder";
    case diagnostic_code::not_an_organisation: return "not_an_organisation";
    case diagnostic_code::codebook_syntax: return "codebook_syntax";
    case diagnostic_code::codebook_format: return "codebook_format";
    case diagnostic_code::codebook_key: return "codebook_key";
    case diagnostic_code::codebook_value: return "codebook_value";
    case diagnostic_code::codebook_reference: return "codebook_reference";
    case diagnostic_code::person_breakdown: return "person_breakdown";
    case diagnostic_code::rule_syntax: return "rule_syntax";
    case diagnostic_code::rule_reference: return "rule_reference";
    case diagnostic_code::rule_units: return "rule_units";
    case diagnostic_code::rule_never_holds: return "rule_never_holds";
    case diagnostic_code::rules_contradict: return "rules_contradict";
    }
    return "";
}

const std::vector<diagnostic_code>& all_diagnostic_codes() {
    static const std::vector<diagnostic_code> codes = [] {
        std::vector<diagnostic_code> list;
        for (int i = 0; i <= static_cast<int>(diagnostic_code::rules_contradict); ++i) {
            list.push_back(static_cast<diagnostic_code>(i));
        }
        return list;
    }();
    return codes;
}

std::string to_string(const diagnostic& problem, language which) {
    std::string text = problem.file;
    for (const std::size_t number : {problem.where.line, problem.where.column}) {
        if (number == 0) {
            break;
        }
        if (!text.empty()) {
            text += ':';
        }
        text += std::to_string(number);
    }
    if (!text.empty()) {
        text += ": ";
    }
    return text + problem.message.in(which);
}

}  // namespace crossfoot
