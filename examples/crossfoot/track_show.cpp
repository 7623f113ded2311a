#include "table.hpp"
#include "track.hpp"
#include "track_words.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>

namespace crossfoot::program {

namespace {

struct options : track_options {
    std::string receipt;
    std::string place;
    std::string when;
};

struct shown_figure {
    period when;
    std::string text;
    status state = status::reported;
    bool is_carried = false;
};

/// What there is of one series from one source.
struct shown_series {
    std::vector<shown_figure> figures;
    std::string source;
    series what;
};

/// The figures of a place: those of a period and, of what is counted at a moment and not reported
/// for it, the last ones before. By indicator, as the codebook has them.
std::vector<shown_series> figures_at(const vintage& known, place_id place, const period& when) {
    std::map<std::tuple<indicator_id, std::size_t, std::string>, shown_series> found;
    for (std::size_t i = 0; i < known.data.size(); ++i) {
        const observation seen = known.data[i];
        if (seen.place != place) continue;
        const series& what = known.data[seen.what];
        const period& own = known.data[seen.when];
        const bool of_a_moment = known.book->is_of_a_moment((*known.book)[what.indicator]);
        const bool is_before =
            of_a_moment && seen.state == status::reported && own.last() < when.first();
        if (!when.contains(of_a_moment ? own.moment() : own) && !is_before) continue;
        const std::string source{known.data.source(seen.source)};
        shown_series& to = found[{what.indicator, seen.what.index(), source}];
        to.what = what;
        to.source = source;
        const bool is_first = to.figures.empty();
        if (!is_first && is_before) {
            // What was reported counts, else what is nearest.
            const shown_figure& there = to.figures.front();
            if (!there.is_carried || own.last() <= there.when.last()) continue;
        }
        if (!is_first && to.figures.front().is_carried) to.figures.clear();
        to.figures.push_back({own, seen.as_written(), seen.state, is_before});
    }
    std::vector<shown_series> made;
    for (auto& [key, each] : found) {
        std::ranges::stable_sort(each.figures, [](const shown_figure& a, const shown_figure& b) {
            return a.when < b.when;
        });
        made.push_back(std::move(each));
    }
    return made;
}

table figures_for_people(const std::vector<shown_series>& shown,
                         const cell_words& words,
                         language which) {
    table list;
    list.headings =
        headings(which, {"figure", "value", "as reported for"}, {"指标", "数值", "报告期"});
    const bool has_sources = std::ranges::any_of(
        shown, [&](const shown_series& each) { return each.source != shown.front().source; });
    if (has_sources) list.headings.push_back(say(which, "source", "来源"));
    for (const shown_series& of : shown) {
        for (const shown_figure& each : of.figures) {
            std::string for_period = when_text(each.when, which);
            if (each.is_carried) {
                for_period += say(which, ", carried forward: not reported", "，代填，并未上报");
            }
            std::string value = each.text;
            if (each.state != status::reported) {
                value += (value.empty() ? "" : " ") + in_words(each.state, which);
            }
            list.rows.push_back({words.label(of.what), value, for_period});
            if (has_sources) list.rows.back().push_back(of.source);
        }
    }
    return list;
}

table figures_for_programs(const std::vector<shown_series>& shown,
                           const dataset& data,
                           const cell_words& words) {
    table list;
    list.headings = {
        "indicator", "figure", "source", "status", "value", "period", "carried_forward"};
    list.truths = {"carried_forward"};
    for (const shown_series& of : shown) {
        for (const shown_figure& each : of.figures) {
            list.rows.push_back({data.book()[of.what.indicator].name.code,
                                 words.label(of.what),
                                 of.source,
                                 name_of(each.state),
                                 each.text,
                                 to_string(each.when),
                                 each.is_carried ? "true" : "false"});
        }
    }
    return list;
}

exit_code run_show_place(const tracker& of, const options& asked) {
    const std::int64_t until = entry_asked_for(of, asked);
    const std::string code = place_named(*of.places_known(until), asked.place);
    const vintage known = of.known_at(code, until);
    const place_id place = known.where->at_code(code);
    const std::vector<shown_series> shown =
        figures_at(known, place, period_asked("--period", asked.when));
    const cell_words words{known.data, asked.speech};
    if (asked.format != output_format::text) {
        print(written(figures_for_programs(shown, known.data, words), asked.format));
    } else if (shown.empty()) {
        print(say(asked.speech, "nothing was reported\n", "无上报数值\n"));
    } else {
        print(as_text(figures_for_people(shown, words, asked.speech)));
    }
    return exit_code::agrees;
}

/// Those of a report, with the keys under which they are answered.
std::string findings_text(const std::vector<open_finding>& findings,
                          const report_name& report,
                          language which) {
    std::string text;
    for (const open_finding& each : findings) {
        if (each.report != report) continue;
        text += "\n" + escaped(each.message.in(which)) + "\n  " + say(which, "key ", "说明编号 ") +
                escaped(each.key) + (each.is_answered ? say(which, ", answered", "，已说明") : "") +
                "\n";
    }
    return text;
}

exit_code run_show(const options& asked) {
    const tracker of = open_to_look(asked.file);
    if (!asked.place.empty() || !asked.when.empty()) {
        if (!asked.receipt.empty()) {
            throw usage_error("give a receipt, or a place and a period",
                              "请给出回执，或者地区和报告期");
        }
        if (asked.place.empty() || asked.when.empty()) {
            throw usage_error(
                "the figures of a place are shown for a period: expected --place and --period",
                "查看某地区的数值应同时给出 --place 和 --period");
        }
        return run_show_place(of, asked);
    }
    const bool for_people = asked.format == output_format::text;
    const std::int64_t until = entry_asked_for(of, asked);
    std::vector<ledger_entry> entries = of.entries();
    entries.resize(static_cast<std::size_t>(until));
    const std::shared_ptr<const places> where = of.places_known(until);
    const auto listed = [&] {
        return written(entries_table(entries, *where, asked.speech, for_people), asked.format);
    };
    if (asked.receipt.empty()) {
        print(listed());
        return exit_code::agrees;
    }
    // All that was done about the report of a receipt, and what fails in it.
    const ledger_entry named = of.entry_at(receipt_named(asked.receipt));
    std::erase_if(entries, [&](const ledger_entry& each) { return each.report != named.report; });
    std::string text = listed();
    if (for_people) {
        text += findings_text(of.open_findings(until), named.report, asked.speech);
        text += findings_text(of.joint_findings(until), named.report, asked.speech);
    }
    print(text);
    return exit_code::agrees;
}

}  // namespace

void add_track_show(command& to) {
    command added = to.add_command(
        "show", "The ledger; what was done about one report; or the figures of a place");
    const auto asked = std::make_shared<options>();
    add_tracker(added, *asked);
    added.add_option("RECEIPT", asked->receipt, "Only the report of this submission")
        .says_something();
    added.add_option("--place", asked->place, "The figures of this place")
        .shown_as("WHICH")
        .says_something();
    added.add_option("--period", asked->when, "For this period").shown_as("WHICH").says_something();
    add_as_of(added, *asked);
    added.does([asked] { return run_show(*asked); });
}

}  // namespace crossfoot::program
