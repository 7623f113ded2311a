#include <crossfoot/io/codebook_file.hpp>

#include "aggregates_only.hpp"
#include "text_tools.hpp"

#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <toml++/toml.h>

namespace crossfoot {

namespace detail {
extern const std::string_view ethnic_unity_codebook_text;
}  // namespace detail

namespace {

using detail::joined;
using detail::nearest;
using detail::in_quotes;
using words = std::span<const std::string_view>;

constexpr std::string_view format_name = "crossfoot-codebook/1";
constexpr std::string_view built_in_name = "ethnic-unity";

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

/// Reads one codebook text; every problem is noted, and reading goes on.
class codebook_reader {
  public:
    codebook_reader(const std::string& file, std::vector<diagnostic>& problems)
        : file_{file}, problems_{problems}, problems_before_{problems.size()} {}

    std::optional<codebook> read(std::string_view text) {
        toml::table root;
        try {
            root = toml::parse(text, file_);
        } catch (const toml::parse_error& thrown) {
            note(thrown.source(), diagnostic_code::codebook_syntax,
                 {std::string{thrown.description()} + ": expected TOML 1.0",
                  "TOML语法错误（" + std::string{thrown.description()} + "）：应符合TOML 1.0"});
            return std::nullopt;
        }
        read_root(root);
        if (problems_.size() > problems_before_) { return std::nullopt; }
        book_.index();
        return std::move(book_);
    }

  private:
    // -- problems -----------------------------------------------------------------------------------

    void note(const toml::source_region& at, diagnostic_code code, bilingual message) {
        problems_.push_back({code, file_, {at.begin.line, at.begin.column}, std::move(message)});
    }

    void expect_keys(const toml::table& in, words allowed) {
        for (const auto& [key, value] : in) {
            if (std::ranges::find(allowed, key.str()) != allowed.end()) { continue; }
            const std::string_view near = nearest(key.str(), allowed);
            const std::string en = near.empty() ? "expected " + joined(allowed, " or ")
                                                : "did you mean " + in_quotes(near) + "?";
            const std::string zh = near.empty() ? "应为" + joined(allowed, "或") : "是否为" + in_quotes(near) + "？";
            note(key.source(), diagnostic_code::codebook_key,
                 {in_quotes(key.str()) + " is no key here: " + en, "此处没有" + in_quotes(key.str()) + "这个键：" + zh});
        }
    }

    void wrong_type(const toml::node& value, std::string_view key, std::string_view en, std::string_view zh) {
        note(value.source(), diagnostic_code::codebook_key,
             {in_quotes(key) + " is of the wrong type: expected " + std::string{en},
              in_quotes(key) + "的类型有误：应为" + std::string{zh}});
    }

    // -- values -------------------------------------------------------------------------------------

    std::string text_at(const toml::table& in, std::string_view key) {
        const toml::node* value = in.get(key);
        if (value == nullptr) { return {}; }
        if (const auto text = value->value_exact<std::string>()) { return *text; }
        wrong_type(*value, key, "a text in quotation marks", "带引号的文本");
        return {};
    }

    bool flag_at(const toml::table& in, std::string_view key, bool otherwise) {
        const toml::node* value = in.get(key);
        if (value == nullptr) { return otherwise; }
        if (const auto flag = value->value_exact<bool>()) { return *flag; }
        wrong_type(*value, key, "true or false", "true或false");
        return otherwise;
    }

    std::vector<std::pair<std::string, const toml::node*>> texts_at(const toml::table& in, std::string_view key) {
        std::vector<std::pair<std::string, const toml::node*>> texts;
        const toml::node* value = in.get(key);
        if (value == nullptr) { return texts; }
        const toml::array* list = value->as_array();
        if (list == nullptr) {
            wrong_type(*value, key, "a list of texts", "文本列表");
            return texts;
        }
        for (const toml::node& each : *list) {
            if (const auto text = each.value_exact<std::string>()) {
                texts.emplace_back(*text, &each);
            } else {
                wrong_type(each, key, "a list of texts", "文本列表");
            }
        }
        return texts;
    }

    /// One of the names of an enumeration.
    template <typename Enum, std::size_t Count>
    Enum choice_at(const toml::table& in, std::string_view key, const std::array<Enum, Count>& choices, Enum otherwise) {
        const toml::node* value = in.get(key);
        if (value == nullptr) { return otherwise; }
        const std::string text = text_at(in, key);
        std::vector<std::string_view> names;
        for (const Enum choice : choices) {
            if (text == name_of(choice)) { return choice; }
            names.emplace_back(name_of(choice));
        }
        if (value->is_string()) {
            note(value->source(), diagnostic_code::codebook_value,
                 {in_quotes(text) + " is no value of " + in_quotes(key) + ": expected " + joined(names, " or "),
                  in_quotes(text) + "不是" + in_quotes(key) + "的取值：应为" + joined(names, "或")});
        }
        return otherwise;
    }

    bilingual bilingual_at(const toml::table& in, std::string_view key) {
        const toml::node* value = in.get(key);
        if (value == nullptr) { return {}; }
        if (const auto text = value->value_exact<std::string>()) { return {*text, *text}; }
        const toml::table* both = value->as_table();
        if (both == nullptr) {
            wrong_type(*value, key, "{ en = \"…\", zh = \"…\" }", "{ en = \"…\", zh = \"…\" }");
            return {};
        }
        static constexpr std::array<std::string_view, 3> keys{"en", "zh", "also"};
        expect_keys(*both, keys);
        return {text_at(*both, "en"), text_at(*both, "zh")};
    }

    coded_name name_of_entry(const toml::table& entry) {
        coded_name name{text_at(entry, "code"), bilingual_at(entry, "name"), {}};
        if (const toml::table* both = entry["name"].as_table()) {
            for (auto& [text, node] : texts_at(*both, "also")) { name.also.push_back(std::move(text)); }
        }
        if (name.code.empty() && !(entry.contains("code") && !entry["code"].is_string())) {
            note(entry.source(), diagnostic_code::codebook_key,
                 {"an entry without a code: expected code = \"…\"", "条目缺少代码：应有code = \"…\""});
        }
        if (name.name.en.empty() && name.name.zh.empty()) { name.name = {name.code, name.code}; }
        return name;
    }

    // -- the whole file -----------------------------------------------------------------------------

    void read_root(const toml::table& root) {
        static constexpr std::array<std::string_view, 6> keys{"format", "extends", "level", "breakdown", "indicator", "rule"};
        expect_keys(root, keys);
        read_format(root);
        read_base(root);
        for_each_entry(root, "level", [this](const toml::table& entry) { read_level(entry); });
        if (book_.levels.empty()) {
            for (const standard_level& each : standard_levels) {
                const std::string code{each.code};
                book_.levels.push_back({{code, {code, std::string{each.zh}}, {}}});
            }
        }
        book_.index();
        for_each_entry(root, "breakdown", [this](const toml::table& entry) { read_breakdown(entry); });
        // All indicators are declared before any refers to another.
        for_each_entry(root, "indicator", [this](const toml::table& entry) { declare_indicator(entry); });
        book_.index();
        for (const auto& [id, entry] : declared_) { read_indicator(id, *entry); }
        check_parts();
        check_persons();
        for_each_entry(root, "rule", [this](const toml::table& entry) { read_rule(entry); });
    }

    void read_format(const toml::table& root) {
        const std::string format = text_at(root, "format");
        if (format == format_name) { return; }
        const toml::node* value = root.get("format");
        const std::string found = format.empty() ? std::string{"no format"} : in_quotes(format);
        note(value != nullptr ? value->source() : root.source(), diagnostic_code::codebook_format,
             {found + ": expected format = \"" + std::string{format_name} + "\"",
              (format.empty() ? std::string{"缺少format"} : in_quotes(format)) + "：应为format = \"" +
                  std::string{format_name} + "\""});
    }

    void read_base(const toml::table& root) {
        const toml::node* value = root.get("extends");
        if (value == nullptr) { return; }
        const std::string base = text_at(root, "extends");
        if (base == built_in_name) {
            book_ = *ethnic_unity();
        } else if (value->is_string()) {
            note(value->source(), diagnostic_code::codebook_reference,
                 {in_quotes(base) + " is no codebook to extend: expected \"ethnic-unity\"",
                  in_quotes(base) + "不是可扩展的指标目录：应为\"ethnic-unity\""});
        }
    }

    template <typename Read>
    void for_each_entry(const toml::table& root, std::string_view key, Read read_entry) {
        const toml::node* value = root.get(key);
        if (value == nullptr) { return; }
        const toml::array* list = value->as_array();
        if (list == nullptr) {
            wrong_type(*value, key, "entries under [[" + std::string{key} + "]]", "[[" + std::string{key} + "]]下的条目");
            return;
        }
        for (const toml::node& each : *list) {
            if (const toml::table* entry = each.as_table()) {
                read_entry(*entry);
            } else {
                wrong_type(each, key, "a table", "表");
            }
        }
    }

    /// Where an entry of that code goes: over the one that is extended, or to the end. No value where
    /// this file has the code already.
    template <typename List>
    std::optional<std::size_t> place_of(List& list, const coded_name& name, const toml::table& entry, std::string_view kind) {
        if (name.code.empty()) { return std::nullopt; }
        if (!seen_.insert(std::string{kind} + '/' + name.code).second) {
            note(entry.source(), diagnostic_code::codebook_value,
                 {std::string{kind} + ' ' + in_quotes(name.code) + " is there twice: expected each code once",
                  in_quotes(name.code) + "重复：每个代码只应出现一次"});
            return std::nullopt;
        }
        const auto known = std::ranges::find_if(list, [&](const auto& each) { return each.name.code == name.code; });
        if (known == list.end()) { list.emplace_back(); return list.size() - 1; }
        return static_cast<std::size_t>(known - list.begin());
    }

    void read_level(const toml::table& entry) {
        static constexpr std::array<std::string_view, 2> keys{"code", "name"};
        expect_keys(entry, keys);
        coded_name name = name_of_entry(entry);
        if (const auto at = place_of(book_.levels, name, entry, "level")) { book_.levels[*at].name = std::move(name); }
    }

    void read_breakdown(const toml::table& entry) {
        static constexpr std::array<std::string_view, 4> keys{"code", "name", "ordered", "items"};
        static constexpr std::array<std::string_view, 3> item_keys{"code", "name", "only_in"};
        expect_keys(entry, keys);
        breakdown made;
        made.name = name_of_entry(entry);
        made.ordered = flag_at(entry, "ordered", false);
        const toml::array* items = entry["items"].as_array();
        if (items == nullptr) {
            note(entry.source(), diagnostic_code::codebook_key,
                 {"breakdown " + in_quotes(made.name.code) + " has no items: expected items = [ { code = \"…\" }, … ]",
                  "分组" + in_quotes(made.name.code) + "没有分组项：应有items = [ { code = \"…\" }, … ]"});
        } else {
            for (const toml::node& each : *items) {
                const toml::table* item = each.as_table();
                if (item == nullptr) {
                    wrong_type(each, "items", "a list of { code = \"…\", name = … }", "{ code = \"…\", name = … }的列表");
                    continue;
                }
                expect_keys(*item, item_keys);
                breakdown_item one{name_of_entry(*item), {}};
                for (auto& [code, node] : texts_at(*item, "only_in")) { one.only_in.push_back(std::move(code)); }
                const bool twice = std::ranges::any_of(made.items, [&](const breakdown_item& other) {
                    return !one.name.code.empty() && other.name.code == one.name.code;
                });
                if (twice) {
                    note(item->source(), diagnostic_code::codebook_value,
                         {"item " + in_quotes(one.name.code) + " is there twice: expected each code once",
                          "分组项" + in_quotes(one.name.code) + "重复：每个代码只应出现一次"});
                    continue;
                }
                made.items.push_back(std::move(one));
            }
        }
        if (const auto at = place_of(book_.breakdowns, made.name, entry, "breakdown")) {
            book_.breakdowns[*at] = std::move(made);
        }
    }

    void declare_indicator(const toml::table& entry) {
        coded_name name = name_of_entry(entry);
        const auto at = place_of(book_.indicators, name, entry, "indicator");
        if (!at) { return; }
        book_.indicators[*at] = indicator{};
        book_.indicators[*at].name = std::move(name);
        declared_.emplace_back(*at, &entry);
    }

    void read_indicator(std::size_t id, const toml::table& entry) {
        static constexpr std::array<std::string_view, 15> keys{
            "code", "name", "counts", "unit", "nature", "additive", "own_at", "absent", "written",
            "part_of", "breakdowns", "numerator", "denominator", "shown", "note"};
        static constexpr std::array all_counted{counted::organisations, counted::persons, counted::events, counted::things,
                                                counted::area, counted::length, counted::money, counted::share};
        static constexpr std::array all_natures{nature::stock, nature::flow, nature::cumulative,
                                                nature::year_to_date, nature::rate, nature::attribute};
        static constexpr std::array all_absences{absence::missing, absence::zero, absence::zero_if_filed};
        static constexpr std::array all_written{written_as::rounded, written_as::exact};
        expect_keys(entry, keys);
        indicator& made = book_.indicators[id];
        made.over_time = choice_at(entry, "nature", all_natures, nature::stock);
        const bool is_rate = made.over_time == nature::rate;
        made.counts = choice_at(entry, "counts", all_counted, is_rate ? counted::share : counted::things);
        made.unit = text_at(entry, "unit");
        const bool adds_up = !is_rate && made.over_time != nature::attribute && made.counts != counted::share;
        made.additive = flag_at(entry, "additive", adds_up);
        made.absent = choice_at(entry, "absent", all_absences, absence::missing);
        made.written = choice_at(entry, "written", all_written, written_as::rounded);
        for (const auto& [code, node] : texts_at(entry, "own_at")) {
            if (const auto level = book_.find_level(code)) {
                made.own_at.push_back(*level);
            } else {
                unknown_reference(*node, code, "level", "层级", codes_of(book_.levels));
            }
        }
        made.part_of = indicator_named(entry, "part_of");
        made.numerator = indicator_named(entry, "numerator");
        made.denominator = indicator_named(entry, "denominator");
        if (is_rate && !(entry.contains("numerator") && entry.contains("denominator"))) {
            note(entry.source(), diagnostic_code::codebook_key,
                 {"rate " + in_quotes(made.name.code) + " has no counts: expected numerator and denominator",
                  "比率" + in_quotes(made.name.code) + "缺少分子或分母：应有numerator和denominator"});
        }
        const std::string shown = text_at(entry, "shown");
        if (!shown.empty() && shown != "percent") {
            note(entry.get("shown")->source(), diagnostic_code::codebook_value,
                 {in_quotes(shown) + " is no value of \"shown\": expected percent", in_quotes(shown) + "不是\"shown\"的取值：应为percent"});
        }
        made.shown_as_percent = shown == "percent";
        read_uses(made, entry);
    }

    void read_uses(indicator& made, const toml::table& entry) {
        static constexpr std::array<std::string_view, 3> keys{"by", "as", "counting"};
        static constexpr std::array kinds{breakdown_kind::partition, breakdown_kind::of_which};
        static constexpr std::array countings{tier_counting::exclusive, tier_counting::at_or_above, tier_counting::held};
        const toml::node* value = entry.get("breakdowns");
        if (value == nullptr) { return; }
        const toml::array* list = value->as_array();
        if (list == nullptr) {
            wrong_type(*value, "breakdowns", "[ { by = \"…\", as = \"partition\" } ]", "[ { by = \"…\", as = \"partition\" } ]");
            return;
        }
        for (const toml::node& each : *list) {
            const toml::table* use = each.as_table();
            if (use == nullptr) {
                wrong_type(each, "breakdowns", "{ by = \"…\", as = \"partition\" }", "{ by = \"…\", as = \"partition\" }");
                continue;
            }
            expect_keys(*use, keys);
            const std::string by = text_at(*use, "by");
            const auto found = book_.find_breakdown(by);
            if (!found) {
                unknown_reference(use->contains("by") ? *use->get("by") : each, by, "breakdown", "分组", codes_of(book_.breakdowns));
                continue;
            }
            made.breakdowns.push_back({*found, choice_at(*use, "as", kinds, breakdown_kind::partition),
                                       choice_at(*use, "counting", countings, tier_counting::exclusive)});
        }
    }

    std::optional<indicator_id> indicator_named(const toml::table& entry, std::string_view key) {
        const std::string code = text_at(entry, key);
        if (code.empty()) { return std::nullopt; }
        if (const auto found = book_.find_indicator(code)) { return found; }
        unknown_reference(*entry.get(key), code, "indicator", "指标", codes_of(book_.indicators));
        return std::nullopt;
    }

    template <typename List>
    static std::vector<std::string_view> codes_of(const List& list) {
        std::vector<std::string_view> codes;
        for (const auto& each : list) { codes.push_back(each.name.code); }
        return codes;
    }

    void unknown_reference(const toml::node& at, std::string_view code, std::string_view en, std::string_view zh, words known) {
        const std::string_view near = nearest(code, known);
        note(at.source(), diagnostic_code::codebook_reference,
             {in_quotes(code) + " is no " + std::string{en} + ": " +
                  (near.empty() ? "expected a code that is declared" : "did you mean " + in_quotes(near) + "?"),
              in_quotes(code) + "不是已声明的" + std::string{zh} + "：" +
                  (near.empty() ? "应为已声明的代码" : "是否为" + in_quotes(near) + "？")});
    }

    // -- what must hold of the whole ----------------------------------------------------------------

    [[nodiscard]] const toml::table* entry_of(std::size_t id) const {
        const auto found = std::ranges::find(declared_, id, &std::pair<std::size_t, const toml::table*>::first);
        return found == declared_.end() ? nullptr : found->second;
    }

    void check_parts() {
        for (const auto& [id, entry] : declared_) {
            std::optional<indicator_id> whole = book_.indicators[id].part_of;
            for (std::size_t steps = 0; whole && steps <= book_.indicators.size(); ++steps) {
                if (whole->index() == id) {
                    const std::string& code = book_.indicators[id].name.code;
                    note(entry->source(), diagnostic_code::codebook_reference,
                         {in_quotes(code) + " is a part of itself: expected part_of to lead to a whole",
                          in_quotes(code) + "成为自身的一部分：part_of应指向整体"});
                    break;
                }
                whole = book_[*whole].part_of;
            }
        }
    }

    void check_persons() {
        for (std::size_t id = 0; id < book_.indicators.size(); ++id) {
            const indicator& each = book_.indicators[id];
            if (each.counts != counted::persons) { continue; }
            const toml::table* entry = entry_of(id);
            const toml::source_region nowhere{};
            const toml::source_region& at = entry != nullptr ? entry->source() : nowhere;
            if (detail::singles_persons_out(each.name)) {
                note(at, diagnostic_code::person_breakdown,
                     {"indicator " + in_quotes(each.name.code) +
                          " counts persons of one kind: expected no headcount by ethnicity, religion or name",
                      "指标" + in_quotes(each.name.code) + "按某类人群计数：不得按民族、宗教或姓名统计人数"});
            }
            for (const breakdown_use& use : each.breakdowns) {
                if (!detail::singles_persons_out(book_[use.by])) { continue; }
                note(at, diagnostic_code::person_breakdown,
                     {"indicator " + in_quotes(each.name.code) + " counts persons and is broken down by " +
                          in_quotes(book_[use.by].name.code) +
                          ": expected persons to be broken down by tier or kind of activity only",
                      "指标" + in_quotes(each.name.code) + "统计人数，却按" + in_quotes(book_[use.by].name.code) +
                          "分组：人数只能按级别或活动类别分组"});
            }
        }
    }

    void read_rule(const toml::table& entry) {
        static constexpr std::array<std::string_view, 4> keys{"code", "severity", "check", "message"};
        static constexpr std::array weights{severity::error, severity::query, severity::hint};
        expect_keys(entry, keys);
        const std::string code = text_at(entry, "code");
        if (code.empty()) {
            note(entry.source(), diagnostic_code::codebook_key,
                 {"a rule without a code: expected code = \"…\"", "审核关系缺少代码：应有code = \"…\""});
            return;
        }
        const severity weight = choice_at(entry, "severity", weights, severity::error);
        if (!entry.contains("check")) {
            std::erase_if(book_.severities, [&](const auto& known) { return known.first == code; });
            book_.severities.emplace_back(code, weight);
            return;
        }
        std::erase_if(book_.rules, [&](const written_rule& known) { return known.code == code; });
        book_.rules.push_back({code, weight, text_at(entry, "check"), bilingual_at(entry, "message")});
    }

    const std::string& file_;
    std::vector<diagnostic>& problems_;
    std::size_t problems_before_;
    codebook book_;
    std::set<std::string> seen_;
    std::vector<std::pair<std::size_t, const toml::table*>> declared_;
};

}  // namespace

std::shared_ptr<const codebook> ethnic_unity() {
    static const std::shared_ptr<const codebook> built_in = [] {
        std::vector<diagnostic> problems;
        std::optional<codebook> book = read_codebook(detail::ethnic_unity_codebook_text, "ethnic-unity", problems);
        if (!book) {
            throw error{error_code::invalid_input, to_string(problems.front(), language::en), problems.front().message};
        }
        return std::make_shared<const codebook>(std::move(*book));
    }();
    return built_in;
}

std::optional<codebook> read_codebook(std::string_view toml, const std::string& file, std::vector<diagnostic>& problems) {
    return codebook_reader{file, problems}.read(toml);
}

}  // namespace crossfoot
