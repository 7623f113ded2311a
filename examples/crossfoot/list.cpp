#include "inputs.hpp"
#include "table.hpp"
#include "words.hpp"

#include <algorithm>
#include <memory>

namespace crossfoot::program {

namespace {

struct options {
    std::string what;
    inputs from;
    output_format format = output_format::text;
    language speech = language::en;
};

const char* in_chinese(counted what) {
    switch (what) {
    case counted::organisations: return "单位";
    case counted::persons: return "人";
    case counted::events: return "活动";
    case counted::things: return "事物";
    case counted::area: return "面积";
    case counted::length: return "长度";
    case counted::money: return "金额";
    case counted::share: return "占比";
    }
    return "";
}

const char* in_chinese(nature what) {
    switch (what) {
    case nature::stock: return "时点";
    case nature::flow: return "时期";
    case nature::cumulative: return "累计";
    case nature::year_to_date: return "本年累计";
    case nature::rate: return "比率";
    case nature::attribute: return "属性";
    }
    return "";
}

const char* in_chinese(rule_kind what) {
    switch (what) {
    case rule_kind::domain: return "取值范围";
    case rule_kind::part_of: return "部分与整体";
    case rule_kind::partition: return "分组合计";
    case rule_kind::of_which: return "其中项";
    case rule_kind::rollup: return "逐级汇总";
    case rule_kind::rate: return "比率";
    case rule_kind::conflict: return "来源一致";
    case rule_kind::registered: return "名录";
    case rule_kind::nested: return "包含关系";
    case rule_kind::cumulative: return "累计不减";
    case rule_kind::accumulation: return "累计衔接";
    case rule_kind::balance: return "期初期末";
    case rule_kind::periods: return "跨期合计";
    case rule_kind::last_year: return "上年同期";
    case rule_kind::growth: return "增长率";
    case rule_kind::change: return "增减";
    case rule_kind::ordinal: return "届次";
    case rule_kind::magnitude: return "数量级";
    case rule_kind::due: return "应报";
    case rule_kind::written: return "自定";
    }
    return "";
}

/// Codes stay what they are in files that programs read.
std::string shown(const char* code, const std::string& chinese, const options& asked) {
    const bool translated = asked.speech == language::zh && asked.format == output_format::text;
    return translated ? chinese : code;
}

/// Headings are the names of columns: they stay what they are in files that programs read.
std::vector<std::string> headings(std::vector<std::string> codes,
                                  std::vector<std::string> chinese,
                                  const options& asked) {
    const bool translated = asked.speech == language::zh && asked.format == output_format::text;
    return translated ? std::move(chinese) : std::move(codes);
}

table indicators_of(const codebook& book, const options& asked) {
    table list{headings({"code", "name", "unit", "counts", "nature"},
                        {"代码", "名称", "单位", "计数对象", "性质"},
                        asked),
               {}};
    for (const indicator& each : book.indicators) {
        list.rows.push_back({each.name.code,
                             each.name.name.in(asked.speech),
                             each.unit,
                             shown(name_of(each.counts), in_chinese(each.counts), asked),
                             shown(name_of(each.over_time), in_chinese(each.over_time), asked)});
    }
    return list;
}

table rules_of(const codebook& book, const options& asked) {
    table list{
        headings({"code", "kind", "severity", "says"}, {"代码", "类型", "严重程度", "内容"}, asked),
        {}};
    for (const rule& each : derive_rules(book)) {
        list.rows.push_back(
            {each.code,
             shown(name_of(each.kind), in_chinese(each.kind), asked),
             shown(name_of(each.weight), in_words(each.weight, language::zh), asked),
             each.name.in(asked.speech)});
    }
    return list;
}

table places_of(const places& known, const codebook& book, const options& asked) {
    table list{headings({"code", "name", "level", "parent", "valid_from", "valid_to"},
                        {"代码", "名称", "层级", "上级", "起", "止"},
                        asked),
               {}};
    for (const place_row_view& each : known.rows()) {
        const coded_name& level = book[each.level].name;
        const bool shown = asked.format == output_format::text;
        list.rows.push_back({std::string{each.code},
                             std::string{each.name},
                             shown ? level.name.in(asked.speech) : level.code,
                             std::string{each.parent},
                             each.valid_from ? to_string(*each.valid_from) : "",
                             each.valid_to ? to_string(*each.valid_to) : ""});
    }
    return list;
}

exit_code run(const options& asked) {
    const std::vector<std::string> lists{"indicators", "rules", "places"};
    if (std::ranges::find(lists, asked.what) == lists.end()) {
        throw unknown_word("list", asked.what, lists);
    }
    if (asked.from.paths.empty()) {
        if (asked.what == "places") {
            throw usage_error("give the report whose places to list", "请给出要列出地区的报表");
        }
        const std::shared_ptr<const codebook> book = codebook_of(asked.from, asked.speech);
        if (!book) {
            return exit_code::bad_input;
        }
        print(written(asked.what == "rules" ? rules_of(*book, asked) : indicators_of(*book, asked),
                      asked.format));
        return exit_code::agrees;
    }
    const report read = load(asked.from.paths.front(), asked.from, asked.speech);
    if (asked.what == "places") {
        print(written(places_of(*read.where, *read.book, asked), asked.format));
    } else {
        print(written(
            asked.what == "rules" ? rules_of(*read.book, asked) : indicators_of(*read.book, asked),
            asked.format));
    }
    return read.diagnostics.empty() ? exit_code::agrees : exit_code::bad_input;
}

}  // namespace

void add_list(command& to) {
    command added =
        to.add_command("list", "List indicators, rules or places, of a report or built in");
    const auto asked = std::make_shared<options>();
    added.add_option("WHAT", asked->what, "indicators, rules or places").required().shown_as("");
    add_inputs(added, asked->from, how_many::one_or_none);
    add_format(added,
               asked->format,
               {{"text", output_format::text},
                {"json", output_format::json},
                {"csv", output_format::csv}});
    add_language(added, asked->speech);
    added.does([asked] { return run(*asked); });
}

}  // namespace crossfoot::program
