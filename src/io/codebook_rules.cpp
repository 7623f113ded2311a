#include "codebook_rules.hpp"

#include <crossfoot/check/expression.hpp>
#include <crossfoot/check/rule.hpp>
#include <crossfoot/check/rule_consistency.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace crossfoot::detail {

namespace {

constexpr std::array weights{severity::error, severity::query, severity::hint};
constexpr int most_months_after = 24;

const bilingual exception_kind{"exception", "例外"};
const bilingual exemption_kind{"exemption", "免报"};

/// Reads what a codebook says of rules, and of who reports what.
class rules_reader {
  public:
    rules_reader(codebook& book, codebook_values& values) : book_{book}, values_{values} {}

    void read(const toml::table& root);

  private:
    void read_due(const toml::table& entry);
    void read_who_owes(obligation& made, const toml::table& entry);
    void read_exemption(const toml::table& entry);
    void read_source(const toml::table& entry);
    void read_rule(const toml::table& entry);
    void read_exceptions(written_rule& made, const toml::table& entry);
    void read_severity(const std::string& code, const toml::table& entry);
    void expect_sentence(const toml::table& entry, std::string_view key);
    void check_consistency();
    [[nodiscard]] bool is_derived(std::string_view code) const;

    codebook& book_;
    codebook_values& values_;
    std::map<std::string, const toml::table*> entries_;  // of this file, by the code of the rule
    std::vector<std::string> derived_;  // the codes of the rules that follow from the codebook
};

void rules_reader::read(const toml::table& root) {
    for (const toml::table* entry : values_.entries(root, "due"))
        read_due(*entry);
    for (const toml::table* entry : values_.entries(root, "exemption"))
        read_exemption(*entry);
    for (const toml::table* entry : values_.entries(root, "source"))
        read_source(*entry);
    const std::vector<const toml::table*> rules = values_.entries(root, "rule");
    if (rules.empty()) return;
    for (const rule& each : derive_rules(book_)) {
        if (each.kind != rule_kind::written) derived_.push_back(each.code);
    }
    for (const toml::table* entry : rules)
        read_rule(*entry);
    check_consistency();
}

void rules_reader::read_due(const toml::table& entry) {
    static constexpr std::array<std::string_view, 9> keys{"code",
                                                          "name",
                                                          "level",
                                                          "places",
                                                          "indicators",
                                                          "every",
                                                          "by_day",
                                                          "months_after",
                                                          "severity"};
    static constexpr std::array intervals{reporting_interval::month,
                                          reporting_interval::quarter,
                                          reporting_interval::half,
                                          reporting_interval::year};
    values_.expect_keys(entry, keys);
    obligation made;
    made.name = values_.name_of_entry(entry, due_kind);
    read_who_owes(made, entry);
    made.indicators = values_.indicators_named(book_, entry, "indicators");
    made.every = values_.choice_at(entry, "every", intervals, made.every);
    if (entry.contains("by_day")) made.by_day = values_.number_at(entry, "by_day", 1, 31);
    if (entry.contains("months_after")) {
        made.months_after =
            values_.number_at(entry, "months_after", 0, most_months_after).value_or(0);
        if (!entry.contains("by_day")) {
            values_.note_misplaced(
                entry,
                "months_after",
                {"without by_day: expected by_day = …", "缺少by_day：应有by_day = …"});
        }
    }
    made.weight = values_.choice_at(entry, "severity", weights, made.weight);
    const toml::node* const owed = entry.get("indicators");
    const bool is_empty = owed != nullptr && owed->is_array() && owed->as_array()->empty();
    if (owed == nullptr || is_empty) {
        values_.note(
            entry,
            diagnostic_code::codebook_key,
            {"obligation " + in_quotes(made.name.code) +
                 " owes nothing: expected indicators = [ \"…\" ]",
             "应报事项" + in_quotes(made.name.code) + "没有指标：应有indicators = [ \"…\" ]"});
    }
    if (!values_.is_new(made.name.code, entry, due_kind)) return;
    std::erase_if(book_.due,
                  [&](const obligation& known) { return known.name.code == made.name.code; });
    book_.due.push_back(std::move(made));
}

void rules_reader::read_who_owes(obligation& made, const toml::table& entry) {
    made.level = values_.level_named(book_, entry, "level");
    for (toml_text& code : values_.texts_at(entry, "places")) {
        made.places.push_back(std::move(code.text));
    }
    if (entry.contains("level") != entry.contains("places")) return;
    const bool both = entry.contains("level");
    values_.note(entry,
                 diagnostic_code::codebook_key,
                 {"obligation " + in_quotes(made.name.code) +
                      (both ? " has both level and places" : " has neither level nor places") +
                      ": expected one of them",
                  "应报事项" + in_quotes(made.name.code) +
                      (both ? "既有level又有places" : "没有level也没有places") + "：应有其一"});
}

void rules_reader::read_exemption(const toml::table& entry) {
    static constexpr std::array<std::string_view, 4> keys{"place", "indicators", "until", "reason"};
    values_.expect_keys(entry, keys);
    book_.exemptions.push_back({values_.needed_text_at(entry, "place", exemption_kind),
                                values_.indicators_named(book_, entry, "indicators"),
                                values_.day_at(entry, "until"),
                                values_.reason_at(entry, "reason", exemption_kind)});
}

void rules_reader::read_source(const toml::table& entry) {
    static constexpr std::array<std::string_view, 2> keys{"name", "totals"};
    static constexpr std::array kinds{printed_totals::unadjusted, printed_totals::adjusted};
    values_.expect_keys(entry, keys);
    source_note made{values_.needed_text_at(entry, "name", source_kind),
                     values_.choice_at(entry, "totals", kinds, printed_totals::unadjusted)};
    if (!values_.is_new(made.name, entry, source_kind)) return;
    std::erase_if(book_.sources, [&](const source_note& known) { return known.name == made.name; });
    book_.sources.push_back(std::move(made));
}

bool rules_reader::is_derived(std::string_view code) const {
    return std::ranges::find(derived_, code) != derived_.end();
}

void rules_reader::read_rule(const toml::table& entry) {
    static constexpr std::array<std::string_view, 8> keys{
        "code", "name", "severity", "check", "message", "when", "absent", "exceptions"};
    static constexpr std::array absences{absence::missing, absence::zero, absence::zero_if_filed};
    static constexpr std::array<std::string_view, 2> message_keys{"en", "zh"};
    values_.expect_keys(entry, keys);
    const coded_name name = values_.name_of_entry(entry, rule_kind_name);
    if (!values_.is_new(name.code, entry, rule_kind_name)) return;
    const severity weight = values_.choice_at(entry, "severity", weights, severity::error);
    if (!entry.contains("check")) {
        read_severity(name.code, entry);
        std::erase_if(book_.severities, [&](const auto& set) { return set.first == name.code; });
        book_.severities.emplace_back(name.code, weight);
        return;
    }
    if (is_derived(name.code)) {
        values_.note(
            *entry.get("check"),
            diagnostic_code::codebook_value,
            {in_quotes(name.code) + " is a derived rule, whose check is known: expected " +
                 "another code, or no check",
             in_quotes(name.code) + "是派生的审核关系，其check已定：应换用其他代码，或不写check"});
    }
    written_rule made;
    made.code = name.code;
    made.weight = weight;
    made.check = values_.text_at(entry, "check");
    made.message = values_.bilingual_at(entry, "message", message_keys);
    // A rule that has no message is told by its name.
    if (!entry.contains("message") && entry.contains("name")) made.message = name.name;
    made.when = values_.text_at(entry, "when");
    if (entry.contains("absent")) {
        made.absent = values_.choice_at(entry, "absent", absences, absence::missing);
    }
    read_exceptions(made, entry);
    expect_sentence(entry, "check");
    expect_sentence(entry, "when");
    entries_[made.code] = &entry;
    std::erase_if(book_.rules, [&](const written_rule& known) { return known.code == made.code; });
    book_.rules.push_back(std::move(made));
}

void rules_reader::read_exceptions(written_rule& made, const toml::table& entry) {
    static constexpr std::array<std::string_view, 3> keys{"place", "until", "reason"};
    const bilingual expected{R"([ { place = "…", reason = "…" } ])",
                             R"([ { place = "…", reason = "…" } ])"};
    for (const toml::table* one : values_.tables_at(entry, "exceptions", expected)) {
        values_.expect_keys(*one, keys);
        made.exceptions.push_back({values_.needed_text_at(*one, "place", exception_kind),
                                   values_.day_at(*one, "until"),
                                   values_.reason_at(*one, "reason", exception_kind)});
    }
}

/// Where a byte of a text stands in the file. Only of a plain text on one line can that be told;
/// else it is where the text begins.
position place_within(const toml::node& value, std::string_view text, std::size_t at) {
    const toml::source_region& region = value.source();
    const position start{region.begin.line, region.begin.column};
    constexpr std::size_t both_quotes = 2;
    const bool is_plain =
        region.begin.line == region.end.line &&
        region.end.column == region.begin.column + count_characters(text) + both_quotes;
    if (!is_plain) return start;
    return {start.line, start.column + 1 + count_characters(text.substr(0, at))};
}

diagnostic_code code_of(expression_fault_kind kind) {
    switch (kind) {
    case expression_fault_kind::syntax: return diagnostic_code::rule_syntax;
    case expression_fault_kind::reference: return diagnostic_code::rule_reference;
    case expression_fault_kind::units: return diagnostic_code::rule_units;
    }
    return diagnostic_code::rule_syntax;
}

/// Notes what is wrong with the text of a condition, where it is.
void rules_reader::expect_sentence(const toml::table& entry, std::string_view key) {
    const toml::node* const value = entry.get(key);
    if (value == nullptr || !value->is_string()) return;
    const std::string text = value->as_string()->get();
    const auto parsed = parse_rule(text, book_);
    const auto* const fault = std::get_if<expression_fault>(&parsed);
    if (fault == nullptr) return;
    const position where = place_within(*value, text, fault->at);
    const auto line = static_cast<toml::source_index>(where.line);
    const auto column = static_cast<toml::source_index>(where.column);
    values_.note(toml::source_region{{line, column}, {line, column}, nullptr},
                 code_of(fault->kind),
                 fault->message);
}

/// Rules are looked at before there are figures: what no figures can satisfy is refused.
void rules_reader::check_consistency() {
    for (const rule_remark& each : check_rules(book_)) {
        if (each.kind == rule_remark_kind::never_fails) continue;
        // Said at the last of them that this file has.
        const toml::table* at = nullptr;
        for (const std::string& code : each.codes) {
            const auto here = entries_.find(code);
            if (here != entries_.end()) at = here->second;
        }
        if (at == nullptr) continue;
        const bool is_alone = each.kind == rule_remark_kind::never_holds;
        const bilingual expected =
            is_alone ? bilingual{"a rule that some figures satisfy", "有数值能满足的审核关系"}
                     : bilingual{"rules that some figures satisfy", "能同时满足的审核关系"};
        values_.note(
            *at->get("check"),
            is_alone ? diagnostic_code::rule_never_holds : diagnostic_code::rules_contradict,
            {each.reason.en + ": expected " + expected.en,
             each.reason.zh + "：应为" + expected.zh});
    }
}

/// A rule without a check gives a derived rule another severity.
void rules_reader::read_severity(const std::string& code, const toml::table& entry) {
    for (const std::string_view key : {"when", "absent", "exceptions"}) {
        values_.note_misplaced(entry,
                               key,
                               {"without a check: expected it in a rule of one's own",
                                "缺少check：只应出现在自定的审核关系中"});
    }
    if (is_derived(code)) return;
    const std::vector<std::string_view> codes{derived_.begin(), derived_.end()};
    const bilingual hint = suggestion(
        code,
        codes,
        {"check = \"…\", or the code of a derived rule such as partition:model_units:tier",
         "check = \"…\"，或派生审核关系的代码，如partition:model_units:tier"});
    values_.note(entry,
                 diagnostic_code::codebook_reference,
                 {in_quotes(code) + " has no check and is no derived rule: " + hint.en,
                  in_quotes(code) + "没有check，也不是派生的审核关系：" + hint.zh});
}

}  // namespace

void read_rules(codebook& book, const toml::table& root, codebook_values& values) {
    rules_reader{book, values}.read(root);
}

}  // namespace crossfoot::detail
