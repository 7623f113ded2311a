#include "table.hpp"
#include "track.hpp"
#include "track_words.hpp"

#include <algorithm>
#include <memory>

namespace crossfoot::program {

namespace {

struct options : track_options {
    std::string place;
    std::string indicator;
    std::string target;
};

/// What an indicator had come to by a period.
struct step {
    period when;
    std::string text;
    interval values;
};

bool is_exact(const interval& values) {
    return values.lo().is_finite() && values.hi().is_finite() &&
           values.lo().value == values.hi().value;
}

/// How many of `cells` a value takes whole, of which `most` takes all.
std::size_t cells_of(const rational& value, const rational& most, std::size_t cells) {
    if (value <= 0 || most <= 0) return 0;
    const rational share = value * rational{cells} / most;
    const integer whole = numerator(share) / denominator(share);
    return std::min(cells, static_cast<std::size_t>(whole));
}

/// How many it takes whole or in part.
std::size_t cells_touched(const rational& value, const rational& most, std::size_t cells) {
    const std::size_t whole = cells_of(value, most, cells);
    const bool has_rest = value * rational{cells} > rational{whole} * most;
    return std::min(cells, whole + (has_rest ? 1 : 0));
}

/// A bar: what is certain, what is possible, and where the target stands.
std::string bar(const interval& values,
                const std::optional<rational>& target,
                const rational& most) {
    constexpr std::size_t width = 40;
    const std::size_t certain =
        values.lo().is_finite() ? cells_of(values.lo().value, most, width) : 0;
    // What is exact ends with its last whole cell; of the rest a part is possible already.
    const std::size_t possible = is_exact(values) ? certain
                                 : values.hi().is_finite()
                                     ? cells_touched(values.hi().value, most, width)
                                     : width;
    const std::size_t mark = target ? cells_of(*target, most, width) : width + 1;
    std::string text;
    for (std::size_t i = 0; i <= width; ++i) {
        if (i == mark) {
            text += "│";
        } else if (i < certain) {
            text += "█";
        } else if (i < possible) {
            text += "▒";
        } else {
            text += " ";
        }
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

std::vector<step> steps_of(const vintage& known, place_id place, indicator_id which) {
    std::vector<step> steps;
    for (std::size_t i = 0; i < known.data.size(); ++i) {
        const observation seen = known.data[i];
        const series& what = known.data[seen.what];
        if (seen.place != place || what != series{which, scope::total, {}}) continue;
        const auto values = values_of(known.data, seen);
        if (values) steps.push_back({known.data[seen.when], seen.as_written(), *values});
    }
    const bool of_moments = known.book->is_of_a_moment((*known.book)[which]);
    std::ranges::stable_sort(steps, [of_moments](const step& a, const step& b) {
        return of_moments ? a.when.last() < b.when.last() : a.when < b.when;
    });
    return steps;
}

/// The periods between two of one length, of which nothing is known.
std::vector<period> silent_between(const period& from, const period& to) {
    std::vector<period> made;
    // Days stand for moments: nobody has them all.
    if (to.first() == to.last()) return made;
    std::optional<period> before = previous_of(to);
    while (before && from < *before) {
        made.push_back(*before);
        before = previous_of(*before);
    }
    if (before != from) return {};
    std::ranges::reverse(made);
    return made;
}

exit_code run(const options& asked) {
    const tracker of = open_to_look(asked.file);
    const std::int64_t until = entry_asked_for(of, asked);
    const std::string code = place_named(*of.places_known(until), asked.place);
    const vintage known = of.known_at(code, until);
    const place_id place = known.where->at_code(code);
    const indicator_id which = known.book->indicator_at(asked.indicator);
    std::optional<rational> target;
    if (!asked.target.empty()) {
        const reading read = read_figure(asked.target, {}, {});
        const bool is_number = read.value && read.state == reading_state::complete;
        if (!is_number || !is_exact(read.value->values()) || read.value->nominal() <= 0) {
            throw usage_error(
                "--target: \"" + asked.target + "\" is no target: expected an exact number above 0",
                "--target：“" + asked.target + "”不是目标值：应为大于0的确切的数");
        }
        target = read.value->nominal();
    }
    const std::vector<step> steps = steps_of(known, place, which);
    const bool for_people = asked.format == output_format::text;
    table list;
    if (!for_people) {
        list.headings = {"period", "value", "lo", "hi", "of_target", "reached"};
        list.numbers = {"lo", "hi"};
        list.unknown_if_blank = {"of_target", "reached"};
    } else if (target) {
        list.headings = headings(
            asked.speech, {"period", "value", "of target", ""}, {"报告期", "数值", "完成目标", ""});
    } else {
        list.headings = headings(asked.speech, {"period", "value", ""}, {"报告期", "数值", ""});
    }
    rational most = target.value_or(0);
    for (const step& each : steps) {
        const auto& hi = each.values.hi();
        const rational end = hi.is_finite() ? hi.value : each.values.lo().value;
        if (end > most) most = end;
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const step& each = steps[i];
        if (for_people && i > 0) {
            for (const period& silent : silent_between(steps[i - 1].when, each.when)) {
                list.rows.push_back({when_text(silent, asked.speech), "-", "", ""});
            }
        }
        std::string share;
        std::string reached;
        if (target) {
            const progress come = progress_towards(each.values, *target);
            share = shown(come.done, number_style::percent, 1);
            reached = name_of(come.reached);
        }
        if (for_people) {
            list.rows.push_back({when_text(each.when, asked.speech),
                                 each.text,
                                 share,
                                 bar(each.values, target, most)});
        } else {
            const auto end = [](const endpoint& which_end) {
                return which_end.is_finite() ? fmt::format("{}", which_end.value) : std::string{};
            };
            list.rows.push_back({to_string(each.when),
                                 each.text,
                                 end(each.values.lo()),
                                 end(each.values.hi()),
                                 share,
                                 reached});
        }
    }
    for (std::vector<std::string>& row : list.rows) {
        // Without a target nothing is told of it.
        if (for_people && !target) row.erase(row.begin() + 2);
    }
    if (!for_people) {
        print(written(list, asked.format));
        return exit_code::agrees;
    }
    const cell_words words{known.data, asked.speech};
    std::string text = words.indicator(which) + say(asked.speech, ", ", "，") + words.place(place);
    if (target) text += say(asked.speech, "; target ", "；目标 ") + escaped(asked.target);
    text += "\n\n";
    text +=
        steps.empty() ? say(asked.speech, "nothing was reported\n", "无上报数值\n") : as_text(list);
    print(text);
    return exit_code::agrees;
}

}  // namespace

void add_track_progress(command& to) {
    command added = to.add_command("progress", "An indicator over time, and against its target");
    const auto asked = std::make_shared<options>();
    add_tracker(added, *asked);
    added.add_option("--place", asked->place, "By code or name")
        .required()
        .shown_as("WHICH")
        .says_something();
    added.add_option("--indicator", asked->indicator, "By code or name")
        .required()
        .shown_as("WHICH")
        .says_something();
    added.add_option("--target", asked->target, "What is to be reached")
        .shown_as("NUMBER")
        .says_something();
    add_as_of(added, *asked);
    added.does([asked] { return run(*asked); });
}

}  // namespace crossfoot::program
