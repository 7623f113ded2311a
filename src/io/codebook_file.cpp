#include <crossfoot/check/rule.hpp>
#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/number/error.hpp>

#include "aggregates_only.hpp"
#include "codebook_draft.hpp"
#include "toml_file.hpp"
#include "toml_values.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace crossfoot {

namespace detail {
extern const std::string_view ethnic_unity_codebook_text;
}  // namespace detail

namespace {

using detail::in_quotes;
using detail::toml_text;

constexpr std::string_view format_name = "crossfoot-codebook/1";
constexpr std::string_view built_in_name = "ethnic-unity";
// Items are numbered in 16 bits; no list of this length is a breakdown.
constexpr int most_years = 1000;  // of a term
constexpr std::size_t most_items = 10'000;

struct standard_level {
    std::string_view code;
    std::string_view zh;
};
constexpr std::array<standard_level, 6> standard_levels{{{"nation", "国家"},
                                                         {"province", "省级"},
                                                         {"prefecture", "地级"},
                                                         {"county", "县级"},
                                                         {"township", "乡级"},
                                                         {"village", "村级"}}};

const bilingual level_kind{"level", "层级"};
const bilingual breakdown_kind_name{"breakdown", "分组"};
const bilingual item_kind{"item", "分组项"};
const bilingual indicator_kind{"indicator", "指标"};
const bilingual rule_kind_name{"rule", "审核关系"};

template <typename List>
std::vector<std::string_view> codes_of(const List& list) {
    std::vector<std::string_view> codes;
    for (const auto& each : list)
        codes.push_back(each.name.code);
    return codes;
}

std::string in_lower_case(std::string_view text) {
    std::string lower{detail::trimmed(text)};
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

/// Whose words a codebook is in.
enum class codebook_origin { built_in, given };

/// Reads one parsed codebook; every problem is noted, and reading goes on.
class codebook_reader {
  public:
    codebook_reader(const std::string& file,
                    codebook_origin origin,
                    std::vector<diagnostic>& problems)
        : values_{file, problems}, origin_{origin} {}

    codebook read(const toml::table& root);

  private:
    void read_format(const toml::table& root);
    void read_base(const toml::table& root);
    void read_levels(const toml::table& root);
    void read_breakdown(const toml::table& entry);
    void read_items(breakdown& made, const toml::table& entry);
    void inherit_terms(breakdown_item& item, const coded_name& of) const;
    void read_ladder(breakdown& made, std::span<const toml::table* const> items);
    static bool is_its_own_step(const breakdown& of, std::uint16_t item);
    void declare_indicator(const toml::table& entry);
    void read_indicator(indicator& made, const toml::table& entry);
    void read_references(indicator& made, const toml::table& entry);
    void read_uses(indicator& made, const toml::table& entry);
    void read_rule(const toml::table& entry);
    void read_severity(const std::string& code, const toml::table& entry);

    void check_parts();
    void check_rates();
    void check_persons();
    void check_persons_levels(std::size_t id, const toml::table& entry);
    void note_persons(std::size_t id, const toml::source_region& at);

    /// The entries under [[key]].
    std::vector<const toml::table*> entries(const toml::table& root, const std::string& key);
    /// Whether this file has the code for the first time; else that is noted.
    bool is_new(const coded_name& name, const toml::table& entry, const bilingual& kind);
    /// Where an entry of that code goes: over the one that is extended, or to the end.
    template <typename List>
    static std::size_t place_of(List& list, const coded_name& name);
    std::optional<indicator_id> indicator_named(const toml::table& entry, std::string_view key);
    void note_unknown_reference(const toml::node& at,
                                std::string_view code,
                                const bilingual& kind,
                                std::span<const std::string_view> known);

    detail::toml_values values_;
    codebook_origin origin_;
    codebook book_;
    std::set<std::string> seen_;
    std::map<std::size_t, const toml::table*> indicator_entries_;  // of this file, by position
    std::map<std::size_t, const toml::table*> breakdown_entries_;
};

codebook codebook_reader::read(const toml::table& root) {
    static constexpr std::array<std::string_view, 6> keys{
        "format", "extends", "level", "breakdown", "indicator", "rule"};
    values_.expect_keys(root, keys);
    read_format(root);
    read_base(root);
    read_levels(root);
    for (const toml::table* entry : entries(root, "breakdown"))
        read_breakdown(*entry);
    // All indicators are declared before any refers to another.
    for (const toml::table* entry : entries(root, "indicator"))
        declare_indicator(*entry);
    book_.index();
    for (const auto& [id, entry] : indicator_entries_) {
        read_indicator(book_.indicators[id], *entry);
    }
    check_parts();
    check_rates();
    check_persons();
    for (const toml::table* entry : entries(root, "rule"))
        read_rule(*entry);
    return std::move(book_);
}

void codebook_reader::read_format(const toml::table& root) {
    const std::string wanted = "expected format = \"" + std::string{format_name} + '"';
    const std::string wanted_zh = "应为format = \"" + std::string{format_name} + '"';
    const toml::node* value = root.get("format");
    if (value == nullptr) {
        values_.note(toml::source_region{{1, 1}, {1, 1}, nullptr},
                     diagnostic_code::codebook_format,
                     {"no format: " + wanted, "缺少format：" + wanted_zh});
        return;
    }
    const std::string format = values_.text_at(root, "format");
    if (format == format_name || !value->is_string()) return;
    values_.note(*value,
                 diagnostic_code::codebook_format,
                 {in_quotes(format) + " is no known format: " + wanted,
                  in_quotes(format) + "不是已知的格式：" + wanted_zh});
}

void codebook_reader::read_base(const toml::table& root) {
    const toml::node* value = root.get("extends");
    if (value == nullptr) return;
    const std::string base = values_.text_at(root, "extends");
    if (base == built_in_name) {
        book_ = *ethnic_unity();
    } else if (value->is_string()) {
        values_.note(*value,
                     diagnostic_code::codebook_reference,
                     {in_quotes(base) + " is no codebook to extend: expected \"ethnic-unity\"",
                      in_quotes(base) + "不是可扩展的指标目录：应为\"ethnic-unity\""});
    }
}

std::vector<const toml::table*> codebook_reader::entries(const toml::table& root,
                                                         const std::string& key) {
    return values_.tables_at(
        root, key, {"entries under [[" + key + "]]", "[[" + key + "]]下的条目"});
}

bool codebook_reader::is_new(const coded_name& name,
                             const toml::table& entry,
                             const bilingual& kind) {
    if (name.code.empty()) return false;
    // Codes are found whatever the case of their letters.
    if (seen_.insert(kind.en + '/' + in_lower_case(name.code)).second) return true;
    values_.note(entry,
                 diagnostic_code::codebook_value,
                 {kind.en + ' ' + in_quotes(name.code) + " is there twice: expected each code once",
                  kind.zh + in_quotes(name.code) + "重复：每个代码只应出现一次"});
    return false;
}

template <typename List>
std::size_t codebook_reader::place_of(List& list, const coded_name& name) {
    const auto known =
        std::ranges::find_if(list, [&](const auto& each) { return each.name.code == name.code; });
    if (known != list.end()) return static_cast<std::size_t>(known - list.begin());
    list.emplace_back();
    return list.size() - 1;
}

void codebook_reader::read_levels(const toml::table& root) {
    static constexpr std::array<std::string_view, 2> keys{"code", "name"};
    for (const toml::table* entry : entries(root, "level")) {
        values_.expect_keys(*entry, keys);
        coded_name name = values_.name_of_entry(*entry, level_kind);
        if (!is_new(name, *entry, level_kind)) continue;
        level& made = book_.levels[place_of(book_.levels, name)];
        made.name = std::move(name);
    }
    if (!book_.levels.empty()) return;
    for (const standard_level& each : standard_levels) {
        const std::string code{each.code};
        book_.levels.push_back({{code, {code, std::string{each.zh}}, {}}});
    }
}

void codebook_reader::read_breakdown(const toml::table& entry) {
    static constexpr std::array<std::string_view, 4> keys{"code", "name", "ordered", "items"};
    values_.expect_keys(entry, keys);
    breakdown made;
    made.name = values_.name_of_entry(entry, breakdown_kind_name);
    made.ordered = values_.flag_at(entry, "ordered", false);
    read_items(made, entry);
    if (!is_new(made.name, entry, breakdown_kind_name)) return;
    const std::size_t at = place_of(book_.breakdowns, made.name);
    book_.breakdowns[at] = std::move(made);
    breakdown_entries_[at] = &entry;
}

void codebook_reader::read_items(breakdown& made, const toml::table& entry) {
    static constexpr std::array<std::string_view, 5> keys{
        "code", "name", "only_in", "valid_years", "after"};
    const auto items =
        values_.tables_at(entry, "items", {R"([ { code = "…" }, … ])", R"([ { code = "…" }, … ])"});
    if (items.empty() && (!entry.contains("items") || entry["items"].is_array())) {
        values_.note(entry,
                     diagnostic_code::codebook_key,
                     {"breakdown " + in_quotes(made.name.code) +
                          " has no items: expected items = [ { code = \"…\" }, … ]",
                      "分组" + in_quotes(made.name.code) +
                          "没有分组项：应有items = [ { code = \"…\" }, … ]"});
    }
    if (items.size() > most_items) {
        values_.note(
            entry,
            diagnostic_code::codebook_value,
            {"breakdown " + in_quotes(made.name.code) + " has " + std::to_string(items.size()) +
                 " items: expected at most " + std::to_string(most_items),
             "分组" + in_quotes(made.name.code) + "有" + std::to_string(items.size()) +
                 "个分组项：应不多于" + std::to_string(most_items) + "个"});
        return;
    }
    std::set<std::string> seen;
    for (const toml::table* item : items) {
        values_.expect_keys(*item, keys);
        breakdown_item one;
        one.name = values_.name_of_entry(*item, item_kind);
        for (toml_text& code : values_.texts_at(*item, "only_in")) {
            one.only_in.push_back(std::move(code.text));
        }
        if (!one.name.code.empty() && !seen.insert(in_lower_case(one.name.code)).second) {
            values_.note(
                *item,
                diagnostic_code::codebook_value,
                {"item " + in_quotes(one.name.code) + " is there twice: expected each code once",
                 "分组项" + in_quotes(one.name.code) + "重复：每个代码只应出现一次"});
            continue;
        }
        inherit_terms(one, made.name);
        if (item->contains("valid_years")) {
            one.valid_years = values_.number_at(*item, "valid_years", 1, most_years);
        }
        made.items.push_back(std::move(one));
    }
    read_ladder(made, items);
}

/// The term of an item that a breakdown of the same code had before stays, unless it is said anew.
void codebook_reader::inherit_terms(breakdown_item& item, const coded_name& of) const {
    const auto before = std::ranges::find_if(
        book_.breakdowns, [&](const breakdown& each) { return each.name.code == of.code; });
    if (before == book_.breakdowns.end()) return;
    const auto same = std::ranges::find_if(before->items, [&](const breakdown_item& each) {
        return each.name.code == item.name.code;
    });
    if (same != before->items.end()) item.valid_years = same->valid_years;
}

/// Which item must be held before which; all items are known by now.
void codebook_reader::read_ladder(breakdown& made, std::span<const toml::table* const> items) {
    std::vector<std::string_view> codes;
    for (const breakdown_item& each : made.items)
        codes.push_back(each.name.code);
    for (const toml::table* item : items) {
        if (!item->contains("after")) continue;
        const std::string code = values_.text_at(*item, "code");
        const std::string before = values_.text_at(*item, "after");
        const auto one = std::ranges::find(codes, code);
        const auto other = std::ranges::find(codes, before);
        if (one == codes.end() || !item->get("after")->is_string()) continue;
        if (other == codes.end() || other == one) {
            note_unknown_reference(*item->get("after"), before, item_kind, codes);
            continue;
        }
        made.items[static_cast<std::size_t>(one - codes.begin())].after =
            static_cast<std::uint16_t>(other - codes.begin());
        if (is_its_own_step(made, static_cast<std::uint16_t>(one - codes.begin()))) {
            made.items[static_cast<std::size_t>(one - codes.begin())].after.reset();
            values_.note(
                *item->get("after"),
                diagnostic_code::codebook_value,
                {in_quotes(code) + " comes after itself: expected a ladder without a circle",
                 in_quotes(code) + "在自身之后：先后次序不应成环"});
        }
    }
}

/// Whether the steps before an item lead back to it.
bool codebook_reader::is_its_own_step(const breakdown& of, std::uint16_t item) {
    std::optional<std::uint16_t> before = of.items[item].after;
    for (std::size_t steps = 0; before && steps < of.items.size(); ++steps) {
        if (*before == item) return true;
        before = of.items[*before].after;
    }
    return false;
}

void codebook_reader::declare_indicator(const toml::table& entry) {
    coded_name name = values_.name_of_entry(entry, indicator_kind);
    if (!is_new(name, entry, indicator_kind)) return;
    const std::size_t at = place_of(book_.indicators, name);
    // Replaced as a whole; only what a register counts for it stays, unless it is said anew.
    const register_basis basis = book_.indicators[at].from_register;
    book_.indicators[at] = indicator{};
    book_.indicators[at].from_register = basis;
    book_.indicators[at].name = std::move(name);
    indicator_entries_[at] = &entry;
}

void codebook_reader::read_indicator(indicator& made, const toml::table& entry) {
    static constexpr std::array<std::string_view, 15> keys{"code",
                                                           "name",
                                                           "counts",
                                                           "from_register",
                                                           "unit",
                                                           "nature",
                                                           "additive",
                                                           "own_at",
                                                           "absent",
                                                           "written",
                                                           "part_of",
                                                           "breakdowns",
                                                           "numerator",
                                                           "denominator",
                                                           "shown"};
    static constexpr std::array all_counted{counted::organisations,
                                            counted::persons,
                                            counted::events,
                                            counted::things,
                                            counted::area,
                                            counted::length,
                                            counted::money,
                                            counted::share};
    static constexpr std::array all_natures{nature::stock,
                                            nature::flow,
                                            nature::cumulative,
                                            nature::year_to_date,
                                            nature::rate,
                                            nature::attribute};
    static constexpr std::array all_absences{
        absence::missing, absence::zero, absence::zero_if_filed};
    static constexpr std::array all_written{written_as::rounded, written_as::exact};
    static constexpr std::array all_bases{
        register_basis::none, register_basis::units, register_basis::designated};
    static constexpr std::array<std::string_view, 1> all_shown{"percent"};
    values_.expect_keys(entry, keys);
    made.over_time = values_.choice_at(entry, "nature", all_natures, nature::stock);
    const bool is_rate = made.over_time == nature::rate;
    made.counts =
        values_.choice_at(entry, "counts", all_counted, is_rate ? counted::share : counted::things);
    made.unit = values_.text_at(entry, "unit");
    const bool adds_up =
        !is_rate && made.over_time != nature::attribute && made.counts != counted::share;
    made.additive = values_.flag_at(entry, "additive", adds_up);
    made.absent = values_.choice_at(entry, "absent", all_absences, absence::missing);
    made.written = values_.choice_at(entry, "written", all_written, written_as::rounded);
    made.from_register = values_.choice_at(entry, "from_register", all_bases, made.from_register);
    const std::string shown = values_.text_at(entry, "shown");
    made.shown_as_percent = shown == all_shown[0];
    if (!shown.empty() && !made.shown_as_percent) {
        values_.note_unknown_value(*entry.get("shown"), "shown", shown, all_shown);
    }
    read_references(made, entry);
    read_uses(made, entry);
}

void codebook_reader::read_references(indicator& made, const toml::table& entry) {
    for (const toml_text& code : values_.texts_at(entry, "own_at")) {
        if (const auto level = book_.find_level(code.text)) {
            made.own_at.push_back(*level);
        } else {
            note_unknown_reference(*code.node, code.text, level_kind, codes_of(book_.levels));
        }
    }
    made.part_of = indicator_named(entry, "part_of");
    made.numerator = indicator_named(entry, "numerator");
    made.denominator = indicator_named(entry, "denominator");
    const bool is_rate = made.over_time == nature::rate;
    for (const std::string_view key : {"numerator", "denominator"}) {
        if (is_rate && !entry.contains(key)) {
            values_.note(entry,
                         diagnostic_code::codebook_key,
                         {"rate " + in_quotes(made.name.code) + " has no " + std::string{key} +
                              ": expected the code of a count",
                          "比率" + in_quotes(made.name.code) + "缺少" + std::string{key} +
                              "：应为计数指标的代码"});
        } else if (!is_rate && entry.contains(key)) {
            values_.note(*entry.get(key),
                         diagnostic_code::codebook_key,
                         {in_quotes(key) + " of " + in_quotes(made.name.code) +
                              ", which is no rate: expected nature = \"rate\"",
                          in_quotes(made.name.code) + "不是比率，却有" + in_quotes(key) +
                              "：应为nature = \"rate\""});
        }
    }
}

void codebook_reader::read_uses(indicator& made, const toml::table& entry) {
    static constexpr std::array<std::string_view, 3> keys{"by", "as", "counting"};
    static constexpr std::array kinds{breakdown_kind::partition, breakdown_kind::of_which};
    static constexpr std::array countings{
        tier_counting::exclusive, tier_counting::at_or_above, tier_counting::held};
    const bilingual expected{R"([ { by = "…", as = "partition" } ])",
                             R"([ { by = "…", as = "partition" } ])"};
    for (const toml::table* use : values_.tables_at(entry, "breakdowns", expected)) {
        values_.expect_keys(*use, keys);
        const std::string by = values_.text_at(*use, "by");
        const auto found = book_.find_breakdown(by);
        const auto as = values_.choice_at(*use, "as", kinds, breakdown_kind::partition);
        const auto counting =
            values_.choice_at(*use, "counting", countings, tier_counting::exclusive);
        if (found && made.find_use(*found) != nullptr) {
            values_.note(*use,
                         diagnostic_code::codebook_value,
                         {"breakdown " + in_quotes(by) + " of " + in_quotes(made.name.code) +
                              " is there twice: expected each breakdown once",
                          in_quotes(made.name.code) + "的分组" + in_quotes(by) +
                              "重复：每个分组只应出现一次"});
        } else if (found) {
            made.breakdowns.push_back({*found, as, counting});
        } else if (!use->contains("by")) {
            values_.note(
                *use,
                diagnostic_code::codebook_key,
                {"a breakdown without by: expected by = \"…\"", "分组缺少by：应有by = \"…\""});
        } else if (use->get("by")->is_string()) {
            note_unknown_reference(
                *use->get("by"), by, breakdown_kind_name, codes_of(book_.breakdowns));
        }
    }
}

std::optional<indicator_id> codebook_reader::indicator_named(const toml::table& entry,
                                                             std::string_view key) {
    const std::string code = values_.text_at(entry, key);
    if (!entry.contains(key) || !entry.get(key)->is_string()) return std::nullopt;
    if (const auto found = book_.find_indicator(code)) return found;
    note_unknown_reference(*entry.get(key), code, indicator_kind, codes_of(book_.indicators));
    return std::nullopt;
}

void codebook_reader::note_unknown_reference(const toml::node& at,
                                             std::string_view code,
                                             const bilingual& kind,
                                             std::span<const std::string_view> known) {
    const bilingual hint =
        detail::suggestion(code, known, {"a code that is declared", "已声明的代码"});
    values_.note(at,
                 diagnostic_code::codebook_reference,
                 {in_quotes(code) + " is no " + kind.en + ": " + hint.en,
                  in_quotes(code) + "不是已声明的" + kind.zh + "：" + hint.zh});
}

void codebook_reader::check_parts() {
    for (const auto& [id, entry] : indicator_entries_) {
        std::optional<indicator_id> whole = book_.indicators[id].part_of;
        for (std::size_t steps = 0; whole && steps <= book_.indicators.size(); ++steps) {
            if (whole->index() == id) {
                const std::string code = in_quotes(book_.indicators[id].name.code);
                values_.note(*entry->get("part_of"),
                             diagnostic_code::codebook_reference,
                             {code + " is a part of itself: expected part_of to lead to a whole",
                              code + "成为自身的一部分：part_of应指向整体"});
                break;
            }
            whole = book_[*whole].part_of;
        }
    }
}

void codebook_reader::check_rates() {
    for (const auto& [id, entry] : indicator_entries_) {
        for (const std::string_view key : {"numerator", "denominator"}) {
            const indicator& of = book_.indicators[id];
            const auto operand = key == "numerator" ? of.numerator : of.denominator;
            if (!operand || book_[*operand].over_time != nature::rate) continue;
            const std::string code = in_quotes(book_[*operand].name.code);
            values_.note(*entry->get(key),
                         diagnostic_code::codebook_reference,
                         {code + " is a rate: expected a rate to be of two counts",
                          code + "是比率：比率的分子和分母应为计数"});
        }
    }
}

void codebook_reader::check_persons() {
    for (std::size_t id = 0; id < book_.indicators.size(); ++id) {
        if (!detail::counts_persons(book_.indicators[id])) continue;
        const auto entry = indicator_entries_.find(id);
        if (entry != indicator_entries_.end()) check_persons_levels(id, *entry->second);
        note_persons(
            id,
            entry == indicator_entries_.end() ? toml::source_region{} : entry->second->source());
    }
}

/// Persons are counted down to the county, not below it. (The built-in codebook is not asked: it
/// says how townships' reports are put together.)
void codebook_reader::check_persons_levels(std::size_t id, const toml::table& entry) {
    const auto county = book_.find_level("county");
    if (!county || origin_ == codebook_origin::built_in) return;
    const indicator& of = book_.indicators[id];
    for (const level_id each : of.own_at) {
        if (each.index() <= county->index()) continue;
        const std::string code = in_quotes(of.name.code);
        const std::string level = in_quotes(book_[each].name.code);
        values_.note(*entry.get("own_at"),
                     diagnostic_code::person_breakdown,
                     {"indicator " + code + " counts persons at the level " + level +
                          ": expected no count of persons below the county",
                      "指标" + code + "统计" + level + "一级的人数：县级以下不得统计人数"});
    }
}

void codebook_reader::note_persons(std::size_t id, const toml::source_region& at) {
    const indicator& each = book_.indicators[id];
    const std::string code = in_quotes(each.name.code);
    if (detail::singles_persons_out(each.name)) {
        values_.note(at,
                     diagnostic_code::person_breakdown,
                     {"indicator " + code +
                          " counts persons of one kind: expected no headcount by ethnicity or "
                          "religion",
                      "指标" + code + "统计某一类人的人数：不得按民族、宗教统计人数"});
    }
    for (const breakdown_use& use : each.breakdowns) {
        if (!detail::singles_persons_out(book_[use.by])) continue;
        // An indicator of the extended codebook is broken down so by a breakdown of this file.
        const auto by = breakdown_entries_.find(use.by.index());
        const bool is_here = at.begin.line != 0 || by == breakdown_entries_.end();
        const std::string by_code = in_quotes(book_[use.by].name.code);
        values_.note(
            is_here ? at : by->second->source(),
            diagnostic_code::person_breakdown,
            {"indicator " + code + " counts persons and is broken down by " + by_code +
                 ": expected persons to be broken down by tier or kind of activity only",
             "指标" + code + "统计人数，却按" + by_code + "分组：人数只能按级别或活动类别分组"});
    }
}

void codebook_reader::read_rule(const toml::table& entry) {
    static constexpr std::array<std::string_view, 5> keys{
        "code", "name", "severity", "check", "message"};
    static constexpr std::array weights{severity::error, severity::query, severity::hint};
    static constexpr std::array<std::string_view, 2> message_keys{"en", "zh"};
    values_.expect_keys(entry, keys);
    const coded_name name = values_.name_of_entry(entry, rule_kind_name);
    if (!is_new(name, entry, rule_kind_name)) return;
    const severity weight = values_.choice_at(entry, "severity", weights, severity::error);
    if (!entry.contains("check")) {
        read_severity(name.code, entry);
        std::erase_if(book_.severities, [&](const auto& set) { return set.first == name.code; });
        book_.severities.emplace_back(name.code, weight);
        return;
    }
    std::erase_if(book_.rules, [&](const written_rule& known) { return known.code == name.code; });
    book_.rules.push_back({name.code,
                           weight,
                           values_.text_at(entry, "check"),
                           values_.bilingual_at(entry, "message", message_keys)});
}

/// A rule without a check gives a derived rule another severity.
void codebook_reader::read_severity(const std::string& code, const toml::table& entry) {
    const std::vector<rule> derived = derive_rules(book_);
    std::vector<std::string_view> codes;
    for (const rule& each : derived)
        codes.push_back(each.code);
    if (std::ranges::find(codes, code) != codes.end()) return;
    const bilingual hint = detail::suggestion(
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

codebook detail::read_codebook_draft(std::string_view toml,
                                     const std::string& file,
                                     std::vector<diagnostic>& problems) {
    const std::optional<toml::table> root = read_toml(toml, file, problems);
    if (!root) return *ethnic_unity();
    const bool is_built_in = toml.data() == ethnic_unity_codebook_text.data();
    const auto origin = is_built_in ? codebook_origin::built_in : codebook_origin::given;
    codebook book = codebook_reader{file, origin, problems}.read(*root);
    book.index();
    return book;
}

std::shared_ptr<const codebook> ethnic_unity() {
    static const std::shared_ptr<const codebook> built_in = [] {
        std::vector<diagnostic> problems;
        std::optional<codebook> book =
            read_codebook(detail::ethnic_unity_codebook_text, "ethnic-unity", problems);
        if (!book) {
            throw error{error_code::invalid_input,
                        to_string(problems.front(), language::en),
                        problems.front().message};
        }
        return std::make_shared<const codebook>(std::move(*book));
    }();
    return built_in;
}

std::optional<codebook> read_codebook(std::string_view toml,
                                      const std::string& file,
                                      std::vector<diagnostic>& problems) {
    const std::size_t before = problems.size();
    codebook book = detail::read_codebook_draft(toml, file, problems);
    if (problems.size() > before) return std::nullopt;
    return book;
}

}  // namespace crossfoot
