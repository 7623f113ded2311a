#include "places.hpp"

#include "inputs.hpp"
#include "table.hpp"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

std::string name_on(
    const places& where, place_id place, day when, language speech, bool with_code) {
    const std::optional<place_row_view> row = where.find_row(place, when);
    const std::string name{row ? row->name : where.name(place)};
    const std::string code{where.code(place)};
    if (name.empty()) {
        return code;
    }
    if (!with_code) {
        return name;
    }
    return speech == language::en ? name + " (" + code + ")" : name + "（" + code + "）";
}

namespace {

using json = nlohmann::ordered_json;
constexpr std::chrono::days one_day{1};

struct options {
    inputs from;
    output_format format = output_format::text;
    language speech = language::en;
};

const char* in_chinese(place_change_kind which) {
    switch (which) {
    case place_change_kind::founded: return "设立";
    case place_change_kind::abolished: return "撤销";
    case place_change_kind::renamed: return "更名";
    case place_change_kind::moved: return "改隶";
    case place_change_kind::relevelled: return "改级";
    case place_change_kind::top: return "顶层变动";
    case place_change_kind::recoded: return "改代码";
    case place_change_kind::split: return "拆分";
    case place_change_kind::merged: return "合并";
    case place_change_kind::made_over: return "调整";
    case place_change_kind::appeared: return "来源不明";
    case place_change_kind::vanished: return "去向不明";
    case place_change_kind::subdivided: return "始有下级";
    case place_change_kind::closed_up: return "不再有下级";
    }
    return "";
}

/// Says what happened to places.
class teller {
  public:
    teller(const places& where, const codebook& book, language speech)
        : where_{where}, book_{book}, speech_{speech} {}

    /// What the change leads from and to: names, places above, or levels; both empty for others.
    [[nodiscard]] std::pair<std::string, std::string> ends(const place_change& change) const {
        const auto row = [&](const std::vector<place_id>& some, day when) {
            return some.size() == 1 ? where_.find_row(some.front(), when) : std::nullopt;
        };
        const std::optional<place_row_view> was = row(change.before, change.when - one_day);
        const std::optional<place_row_view> is = row(change.after, change.when);
        const auto both = [&](const auto& of) {
            return std::pair{was ? std::string{of(*was)} : std::string{},
                             is ? std::string{of(*is)} : std::string{}};
        };
        switch (change.kind) {
        case place_change_kind::renamed:
            return both([](const place_row_view& of) { return of.name; });
        case place_change_kind::founded:
        case place_change_kind::abolished:
        case place_change_kind::moved:
            return both([](const place_row_view& of) { return of.parent; });
        case place_change_kind::relevelled:
            return both([&](const place_row_view& of) { return book_[of.level].name.code; });
        case place_change_kind::top:
        case place_change_kind::recoded:
        case place_change_kind::split:
        case place_change_kind::merged:
        case place_change_kind::made_over:
        case place_change_kind::appeared:
        case place_change_kind::vanished:
        case place_change_kind::subdivided:
        case place_change_kind::closed_up: break;
        }
        return {};
    }

    /// "Township T (990102003): from County A2 (990102) to County A1 (990101)".
    [[nodiscard]] std::string text(const place_change& change) const {
        const std::string before = names(change.before, change.when - one_day);
        const std::string after = names(change.after, change.when);
        const auto [from, to] = ends(change);
        switch (change.kind) {
        case place_change_kind::founded:
            return after + (to.empty() ? "" : say(", in ", "，隶属") + above(to, change.when));
        case place_change_kind::abolished:
            return before + (from.empty()
                                 ? ""
                                 : say(", in ", "，原隶属") + above(from, change.when - one_day));
        case place_change_kind::renamed: return before + say(" to ", "更名为") + after;
        case place_change_kind::moved:
            return after + say(" from ", "：由") + above(from, change.when - one_day) +
                   say(" to ", "划归") + above(to, change.when);
        case place_change_kind::relevelled:
            return after + say(" from ", "：由") + level(change.before, change.when - one_day) +
                   say(" to ", "改为") + level(change.after, change.when);
        case place_change_kind::appeared:
            return after + say(": no row says out of what", "：各行未说明由何处划出");
        case place_change_kind::vanished:
            return before + say(": no row says what became of it", "：各行未说明划归何处");
        case place_change_kind::top:
        case place_change_kind::recoded:
        case place_change_kind::split:
        case place_change_kind::merged:
        case place_change_kind::made_over: return before + say(" into ", "改为") + after;
        case place_change_kind::subdivided: return before + say(" into ", "分为") + after;
        case place_change_kind::closed_up: return after + say(" out of ", "，原有") + before;
        }
        return {};
    }

    [[nodiscard]] std::string kind(const place_change& change) const {
        std::string name = speech_ == language::en ? name_of(change.kind) : in_chinese(change.kind);
        std::ranges::replace(name, '_', ' ');
        return name;
    }

    [[nodiscard]] std::string text(const place_gap& gap) const {
        const std::string name = name_on(where_, gap.place, gap.last + one_day, speech_);
        const std::string first = to_string(gap.first);
        const std::string last = to_string(gap.last);
        return speech_ == language::en
                   ? name + " is not there from " + first + " to " + last +
                         ", though before and after"
                   : name + "在" + first + "至" + last + "之间没有记录，此前此后均有";
    }

    [[nodiscard]] std::string say(const char* en, const char* zh) const {
        return speech_ == language::en ? en : zh;
    }

  private:
    [[nodiscard]] std::string names(const std::vector<place_id>& some, day when) const {
        std::string list;
        for (std::size_t i = 0; i < some.size(); ++i) {
            const bool is_last = i + 1 == some.size();
            list += i == 0 ? "" : is_last ? say(" and ", "和") : say(", ", "、");
            list += name_on(where_, some[i], when, speech_);
        }
        return list;
    }
    [[nodiscard]] std::string above(const std::string& code, day when) const {
        const std::optional<place_id> place = where_.find(code);
        return place ? name_on(where_, *place, when, speech_) : say("the top", "最上级");
    }
    [[nodiscard]] std::string level(const std::vector<place_id>& one, day when) const {
        return book_[where_.find_row(one.front(), when)->level].name.name.in(speech_);
    }

    const places& where_;
    const codebook& book_;
    language speech_;
};

/// How many places stand on each level, from the top down.
std::vector<std::pair<level_id, std::size_t>> count_levels(const hierarchy& tree,
                                                           const codebook& book) {
    std::vector<std::size_t> counts(book.levels.size());
    for (const place_id place : tree.in_order()) {
        ++counts[tree.level_of(place).index()];
    }
    std::vector<std::pair<level_id, std::size_t>> there;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0) {
            there.emplace_back(level_id{i}, counts[i]);
        }
    }
    return there;
}

std::vector<std::string> codes_of(const places& where, const std::vector<place_id>& some) {
    std::vector<std::string> codes;
    codes.reserve(some.size());
    for (const place_id place : some) {
        codes.emplace_back(where.code(place));
    }
    return codes;
}

std::string joined(const std::vector<std::string>& some) {
    std::string text;
    for (const std::string& each : some) {
        text += (text.empty() ? "" : " ") + each;
    }
    return text;
}

/// The day of the last change: what holds since.
std::optional<day> last_change(const places& where) {
    return where.changes().empty() ? std::nullopt : std::optional{where.changes().back()};
}

std::string as_people_read(const report& read, const options& asked) {
    const places& where = *read.where;
    const codebook& book = *read.book;
    const teller tell{where, book, asked.speech};
    const std::optional<day> since = last_change(where);
    std::string text = since ? tell.say("places since ", "现有地区（") + to_string(*since) +
                                   tell.say("\n", "起）\n")
                             : tell.say("places, of all days\n", "地区（不分日期）\n");
    table levels{{"", ""}, {}, 1};
    for (const auto& [which, count] : count_levels(where.at(since.value_or(day{})), book)) {
        levels.rows.push_back(
            {"  " + book[which].name.name.in(asked.speech), std::to_string(count)});
    }
    const std::string lines = as_text(levels);
    text += lines.substr(lines.find('\n') + 1);
    const std::vector<place_change> changes = changes_of(where);
    for (std::size_t i = 0; i < changes.size();) {
        const day when = changes[i].when;
        text += "\n" + to_string(when) + "\n";
        table events{{"", ""}, {}};
        for (; i < changes.size() && changes[i].when == when; ++i) {
            events.rows.push_back({"  " + tell.kind(changes[i]), tell.text(changes[i])});
        }
        const std::string said = as_text(events);
        text += said.substr(said.find('\n') + 1);
    }
    const std::vector<place_gap> gaps = gaps_of(where);
    if (!gaps.empty()) {
        text += tell.say("\ngaps\n", "\n中断\n");
    }
    for (const place_gap& each : gaps) {
        text += "  " + escaped(tell.text(each)) + "\n";
    }
    return text;
}

std::string as_table(const report& read, const options& asked) {
    const places& where = *read.where;
    const teller tell{where, *read.book, asked.speech};
    table list{{"day", "change", "before", "after", "from", "to"}, {}};
    for (const place_change& each : changes_of(where)) {
        const auto [from, to] = tell.ends(each);
        list.rows.push_back({to_string(each.when),
                             name_of(each.kind),
                             joined(codes_of(where, each.before)),
                             joined(codes_of(where, each.after)),
                             from,
                             to});
    }
    for (const place_gap& each : gaps_of(where)) {
        const std::string code{where.code(each.place)};
        list.rows.push_back({to_string(each.first),
                             "gap",
                             code,
                             code,
                             to_string(each.first),
                             to_string(each.last)});
    }
    return as_csv(list);
}

std::string as_document(const report& read) {
    const places& where = *read.where;
    const codebook& book = *read.book;
    const teller tell{where, book, language::en};
    const teller tell_zh{where, book, language::zh};
    const auto text_or_null = [](const std::string& text) {
        return text.empty() ? json(nullptr) : json(text);
    };
    const std::optional<day> since = last_change(where);
    json document;
    document["format"] = "crossfoot-places/1";
    document["since"] = since ? json(to_string(*since)) : json(nullptr);
    document["places"] = json::array();
    for (const auto& [which, count] : count_levels(where.at(since.value_or(day{})), book)) {
        document["places"].push_back({{"level", book[which].name.code}, {"count", count}});
    }
    document["changes"] = json::array();
    for (const place_change& each : changes_of(where)) {
        const auto [from, to] = tell.ends(each);
        document["changes"].push_back(
            {{"day", to_string(each.when)},
             {"change", name_of(each.kind)},
             {"before", codes_of(where, each.before)},
             {"after", codes_of(where, each.after)},
             {"from", text_or_null(from)},
             {"to", text_or_null(to)},
             {"message", {{"en", tell.text(each)}, {"zh", tell_zh.text(each)}}}});
    }
    document["gaps"] = json::array();
    for (const place_gap& each : gaps_of(where)) {
        document["gaps"].push_back(
            {{"place", where.code(each.place)},
             {"first", to_string(each.first)},
             {"last", to_string(each.last)},
             {"message", {{"en", tell.text(each)}, {"zh", tell_zh.text(each)}}}});
    }
    document["diagnostics"] = json::array();
    for (const diagnostic& each : read.diagnostics) {
        document["diagnostics"].push_back(
            {{"code", name_of(each.code)},
             {"file", each.file},
             {"line", each.where.line},
             {"column", each.where.column},
             {"message", {{"en", each.message.en}, {"zh", each.message.zh}}}});
    }
    return document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string written(const report& read, const options& asked) {
    switch (asked.format) {
    case output_format::json:
    case output_format::jsonl: return as_document(read);
    case output_format::csv: return as_table(read, asked);
    case output_format::text:
    case output_format::markdown: break;
    }
    return as_people_read(read, asked);
}

exit_code run(options& asked) {
    asked.from.figures = figures_wanted::optional;
    const report read = load(asked.from.paths.front(), asked.from, asked.speech);
    // Where nothing could be read there is nothing to tell, but a document is written all the same.
    if (read.where->size() > 0 || asked.format != output_format::text) {
        print(written(read, asked));
    }
    return read.diagnostics.empty() ? exit_code::agrees : exit_code::bad_input;
}

}  // namespace

void add_places(command& to) {
    command added = to.add_command("places", "What became of places, and comparisons across it");
    added.require_command();
    command checking = added.add_command(
        "check", "Check the dated rows of places.csv and tell what they say happened");
    const auto asked = std::make_shared<options>();
    add_inputs(checking, asked->from, how_many::one);
    add_format(checking,
               asked->format,
               {{"text", output_format::text},
                {"json", output_format::json},
                {"csv", output_format::csv}});
    add_language(checking, asked->speech);
    checking.does([asked] { return run(*asked); });
    add_places_compare(added);
}

}  // namespace crossfoot::program
