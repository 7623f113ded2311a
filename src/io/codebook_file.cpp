#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/number/error.hpp>

#include "aggregates_only.hpp"
#include "codebook_draft.hpp"
#include "codebook_relations.hpp"
#include "codebook_rules.hpp"
#include "codebook_values.hpp"
#include "toml_file.hpp"

#include <algorithm>
#include <set>

namespace crossfoot {

namespace detail {
extern const std::string_view ethnic_unity_codebook_text;
}  // namespace detail

namespace {

using detail::breakdown_kind_name;
using detail::codes_of;
using detail::in_lower_case;
using detail::in_quotes;
using detail::indicator_kind;
using detail::item_kind;
using detail::level_kind;
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

    void check_parts();
    void check_rates();
    void check_persons();
    void check_persons_levels(std::size_t id, const toml::table& entry);
    void note_persons(std::size_t id, const toml::source_region& at);

    /// Where an entry of that code goes: over the one that is extended, or to the end.
    template <typename List>
    static std::size_t place_of(List& list, const coded_name& name);
    detail::codebook_values values_;
    codebook_origin origin_;
    codebook book_;
    detail::entries_by_position indicator_entries_;  // of this file
    detail::entries_by_position breakdown_entries_;
};

codebook codebook_reader::read(const toml::table& root) {
    static constexpr std::array<std::string_view, 9> keys{"format",
                                                          "extends",
                                                          "level",
                                                          "breakdown",
                                                          "indicator",
                                                          "rule",
                                                          "exemption",
                                                          "due",
                                                          "source"};
    values_.expect_keys(root, keys);
    read_format(root);
    read_base(root);
    read_levels(root);
    for (const toml::table* entry : values_.entries(root, "breakdown"))
        read_breakdown(*entry);
    // All indicators are declared before any refers to another.
    for (const toml::table* entry : values_.entries(root, "indicator"))
        declare_indicator(*entry);
    book_.index();
    for (const auto& [id, entry] : indicator_entries_) {
        read_indicator(book_.indicators[id], *entry);
    }
    check_parts();
    check_rates();
    detail::settle_relations(book_, indicator_entries_, values_);
    check_persons();
    detail::read_rules(book_, root, values_);
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
    for (const toml::table* entry : values_.entries(root, "level")) {
        values_.expect_keys(*entry, keys);
        coded_name name = values_.name_of_entry(*entry, level_kind);
        if (!values_.is_new(name.code, *entry, level_kind)) continue;
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
    if (!values_.is_new(made.name.code, entry, breakdown_kind_name)) return;
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
            values_.note_unknown_reference(*item->get("after"), before, item_kind, codes);
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
    if (!values_.is_new(name.code, entry, indicator_kind)) return;
    const std::size_t at = place_of(book_.indicators, name);
    // Replaced as a whole; only what a register counts for it stays, unless it is said anew.
    const register_basis basis = book_.indicators[at].from_register;
    book_.indicators[at] = indicator{};
    book_.indicators[at].from_register = basis;
    book_.indicators[at].name = std::move(name);
    indicator_entries_[at] = &entry;
}

void codebook_reader::read_indicator(indicator& made, const toml::table& entry) {
    static constexpr std::array<std::string_view, 24> keys{"code",
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
                                                           "shown",
                                                           "accumulates",
                                                           "inflows",
                                                           "outflows",
                                                           "same_period_last_year_of",
                                                           "growth_of",
                                                           "change_of",
                                                           "against",
                                                           "year_zero",
                                                           "magnitude"};
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
    detail::read_uses(made, book_, entry, values_);
    detail::read_relations(made, book_, entry, values_);
}

void codebook_reader::read_references(indicator& made, const toml::table& entry) {
    for (const toml_text& code : values_.texts_at(entry, "own_at")) {
        if (const auto level = book_.find_level(code.text)) {
            made.own_at.push_back(*level);
        } else {
            values_.note_unknown_reference(
                *code.node, code.text, level_kind, codes_of(book_.levels));
        }
    }
    made.part_of = values_.indicator_named(book_, entry, "part_of");
    made.numerator = values_.indicator_named(book_, entry, "numerator");
    made.denominator = values_.indicator_named(book_, entry, "denominator");
    const bool is_rate = made.over_time == nature::rate;
    const bool is_told = detail::is_told_by_another(entry) && !entry.contains("numerator") &&
                         !entry.contains("denominator");
    for (const std::string_view key : {"numerator", "denominator"}) {
        if (is_rate && !entry.contains(key) && !is_told) {
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
        if (!detail::is_about_persons(book_, book_.indicators[id])) continue;
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
