#include <crossfoot/store/revision_summary.hpp>

#include "table.hpp"
#include "track.hpp"
#include "track_words.hpp"

#include <algorithm>
#include <memory>

namespace crossfoot::program {

namespace {

struct history_options : track_options {
    std::string place;
    std::string when;
    std::string indicator;
};

struct diff_options : track_options {
    std::string from;
    std::string to;
    bool is_summary = false;
};

/// The codebook and the places of a moment, as words need them.
ledger_words words_at(const tracker& of, std::int64_t until, language which) {
    return {of.codebook_known(until), of.places_known(until), which};
}

/// Adds a column with the sources, where some are not like others.
template <typename T>
void add_sources(table& to, const std::vector<T>& of, language which) {
    const auto is_other = [&](const T& each) {
        return each.where.source != of.front().where.source;
    };
    if (std::ranges::none_of(of, is_other)) return;
    to.headings.push_back(say(which, "source", "来源"));
    for (std::size_t i = 0; i < of.size(); ++i) {
        to.rows[i].push_back(of[i].where.source);
    }
}

table history_for_people(const std::vector<figure_version>& versions,
                         const ledger_words& words,
                         language which) {
    table list;
    list.headings =
        headings(which,
                 {"indicator", "period", "value", "receipt", "recorded", "by", "known", "note"},
                 {"指标", "报告期", "数值", "回执", "记录时间", "报送单位", "是否现行", "备注"});
    for (const figure_version& each : versions) {
        list.rows.push_back(
            {words.label(each.where),
             words.when(each.where),
             each.state == status::reported
                 ? each.text
                 : each.text + (each.text.empty() ? "" : " ") + in_words(each.state, which),
             std::to_string(each.entry.number),
             to_string(each.entry.at),
             each.entry.by,
             each.is_known ? say(which, "now", "现行") : say(which, "no longer", "已失效"),
             each.entry.note});
    }
    add_sources(list, versions, which);
    return list;
}

table history_for_programs(const std::vector<figure_version>& versions) {
    table list;
    list.headings = {"place",
                     "period",
                     "indicator",
                     "scope",
                     "items",
                     "source",
                     "status",
                     "value",
                     "receipt",
                     "recorded",
                     "office",
                     "known",
                     "note"};
    list.numbers = {"receipt"};
    list.truths = {"known"};
    for (const figure_version& each : versions) {
        list.rows.push_back({each.where.place,
                             each.where.period,
                             each.where.indicator,
                             each.where.extent,
                             each.where.items,
                             each.where.source,
                             name_of(each.state),
                             each.text,
                             std::to_string(each.entry.number),
                             to_string(each.entry.at),
                             each.entry.by,
                             each.is_known ? "true" : "false",
                             each.entry.note});
    }
    return list;
}

exit_code run_history(const history_options& asked) {
    const tracker of = open_to_look(asked.file);
    const std::int64_t last = of.last_entry();
    // Of a place that is known no more there may be versions all the same.
    const std::shared_ptr<const places> where = of.places_known(last);
    const auto named = where->find_named(asked.place);
    const std::string code = named ? std::string{where->code(*named)} : asked.place;
    std::string indicator;
    if (!asked.indicator.empty()) {
        const std::shared_ptr<const codebook> book = of.codebook_known(last);
        indicator = (*book)[book->indicator_at(asked.indicator)].name.code;
    }
    const std::vector<figure_version> versions =
        of.history(code, period_asked("--period", asked.when), indicator);
    if (versions.empty() && asked.format == output_format::text) {
        print(say(asked.speech, "nothing was reported\n", "无上报数值\n"));
        return exit_code::agrees;
    }
    print(
        asked.format == output_format::text
            ? as_text(history_for_people(versions, words_at(of, last, asked.speech), asked.speech))
            : written(history_for_programs(versions), asked.format));
    return exit_code::agrees;
}

table changes_for_people(const std::vector<figure_change>& changes,
                         const ledger_words& words,
                         language which) {
    table list;
    list.headings = headings(which,
                             {"place", "period", "indicator", "before", "after"},
                             {"地区", "报告期", "指标", "原值", "现值"});
    for (const figure_change& each : changes) {
        list.rows.push_back({words.place(each.where),
                             words.when(each.where),
                             words.label(each.where),
                             each.before.value_or("-"),
                             each.after.value_or("-")});
    }
    add_sources(list, changes, which);
    return list;
}

table changes_for_programs(const std::vector<figure_change>& changes) {
    table list;
    list.headings = {"place", "period", "indicator", "scope", "items", "source", "before", "after"};
    for (const figure_change& each : changes) {
        list.rows.push_back({each.where.place,
                             each.where.period,
                             each.where.indicator,
                             each.where.extent,
                             each.where.items,
                             each.where.source,
                             each.before.value_or(""),
                             each.after.value_or("")});
    }
    return list;
}

/// How much there is of each indicator that became larger, smaller, new or is gone.
table summaries_for_people(const std::vector<revision_summary>& summaries,
                           const ledger_words& words,
                           language which) {
    table list;
    list.headings =
        headings(which,
                 {"indicator", "changed", "up", "down", "new", "gone", "mean change", "mean size"},
                 {"指标", "变更", "调增", "调减", "新增", "不再列报", "平均变动", "平均幅度"});
    list.numbers_from = 1;
    for (const revision_summary& each : summaries) {
        const auto mean = [&](const rational& sum) {
            return each.compared == 0
                       ? std::string{"-"}
                       : shown(rational{sum / each.compared}, number_style::plain, 2);
        };
        list.rows.push_back({words.indicator(each.indicator),
                             std::to_string(each.revised),
                             std::to_string(each.up),
                             std::to_string(each.down),
                             std::to_string(each.added),
                             std::to_string(each.gone),
                             mean(each.sum),
                             mean(each.sum_of_sizes)});
    }
    return list;
}

table summaries_for_programs(const std::vector<revision_summary>& summaries) {
    table list;
    list.headings = {
        "indicator", "changed", "up", "down", "new", "gone", "compared", "sum", "sum_of_sizes"};
    list.numbers = {"changed", "up", "down", "new", "gone", "compared", "sum", "sum_of_sizes"};
    for (const revision_summary& each : summaries) {
        list.rows.push_back({each.indicator,
                             std::to_string(each.revised),
                             std::to_string(each.up),
                             std::to_string(each.down),
                             std::to_string(each.added),
                             std::to_string(each.gone),
                             std::to_string(each.compared),
                             fmt::format("{}", each.sum),
                             fmt::format("{}", each.sum_of_sizes)});
    }
    return list;
}

/// "3 changed, 0 new, 1 no longer known".
std::string counts_text(const std::vector<figure_change>& changes, language which) {
    const auto count = [&](auto is_such) {
        return std::to_string(std::ranges::count_if(changes, is_such));
    };
    const std::string added = count([](const figure_change& each) { return !each.before; });
    const std::string gone = count([](const figure_change& each) { return !each.after; });
    const std::string changed =
        count([](const figure_change& each) { return each.before && each.after; });
    return which == language::en
               ? changed + " changed, " + added + " new, " + gone + " no longer known\n"
               : "变更 " + changed + "，新增 " + added + "，不再列报 " + gone + "\n";
}

exit_code run_diff(const diff_options& asked) {
    const tracker of = open_to_look(asked.file);
    const std::int64_t from = entry_named(of, asked.from, "--from");
    const std::int64_t to = asked.to.empty() ? of.last_entry() : entry_named(of, asked.to, "--to");
    const std::vector<figure_change> changes = of.changes(from, to);
    if (asked.format != output_format::text) {
        print(written(asked.is_summary ? summaries_for_programs(summarise(changes))
                                       : changes_for_programs(changes),
                      asked.format));
        return exit_code::agrees;
    }
    const ledger_words words = words_at(of, std::max(from, to), asked.speech);
    const table list = asked.is_summary
                           ? summaries_for_people(summarise(changes), words, asked.speech)
                           : changes_for_people(changes, words, asked.speech);
    print((changes.empty() ? "" : as_text(list) + "\n") + counts_text(changes, asked.speech));
    return exit_code::agrees;
}

void add_history(command& to) {
    command added = to.add_command("history", "Every version of a place's figures for a period");
    const auto asked = std::make_shared<history_options>();
    add_tracker(added, *asked);
    added.add_option("--place", asked->place, "By code or name")
        .required()
        .shown_as("WHICH")
        .says_something();
    added.add_option("--period", asked->when, "This period, and what lies within it")
        .required()
        .shown_as("WHICH")
        .says_something();
    added.add_option("--indicator", asked->indicator, "Only this one, by code or name")
        .shown_as("WHICH")
        .says_something();
    added.does([asked] { return run_history(*asked); });
}

void add_diff(command& to) {
    command added = to.add_command("diff", "What is known differently at two moments");
    const auto asked = std::make_shared<diff_options>();
    add_tracker(added, *asked);
    added.add_option("--from", asked->from, "A time, the end of a day, or after a receipt")
        .required()
        .shown_as("WHEN")
        .says_something();
    added.add_option("--to", asked->to, "The same (default: now)")
        .shown_as("WHEN")
        .says_something();
    added.add_flag("--summary",
                   asked->is_summary,
                   "By indicator: how many figures were revised, and by how much");
    added.does([asked] { return run_diff(*asked); });
}

}  // namespace

void add_track_versions(command& to) {
    add_history(to);
    add_diff(to);
}

}  // namespace crossfoot::program
