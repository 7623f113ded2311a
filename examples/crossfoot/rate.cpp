#include "answer.hpp"
#include "program.hpp"

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace crossfoot::program {

namespace {

struct options {
    std::string count;
    std::string total;
    std::string reported;
    std::string of;
    output_format format = output_format::text;
    language speech = language::en;
};

/// A count as it was given, and the whole numbers that it may be.
struct given_count {
    figure written;
    interval values;

    [[nodiscard]] std::string text() const {
        return values.is_exact() ? to_string(values.lo().value) : written.text();
    }
    [[nodiscard]] std::optional<integer> exact() const {
        return values.is_exact() ? std::optional{floor(values.lo().value)} : std::nullopt;
    }
};

/// What was asked, read.
struct question {
    std::optional<given_count> count;
    std::optional<given_count> total;
    std::optional<figure> reported;
    interval admitted = interval::everything();
};

/// What is answered: of each dual, whether it was asked for and what it is.
struct reply {
    std::optional<judgement> judged;
    bool asks_counts = false;
    bool asks_totals = false;
    std::optional<integer_range> counts;
    std::optional<integer_range> totals;
};

interval whole(const integer_range& range) {
    const auto end = [](const std::optional<integer>& value) {
        return value ? endpoint{rational{*value}, bound::closed} : endpoint{};
    };
    return *interval::between(end(range.first), end(range.last));
}

given_count read_count(const std::string& text) {
    figure written = read_word(text, known_units());
    const auto positive = intersection(written.values(), interval::at_least(0));
    const auto numbers = positive ? positive->whole_numbers() : std::nullopt;
    if (!numbers) {
        throw error{error_code::outside_domain,
                    "",
                    {"\"" + text + "\" is not a count: expected a whole number from 0 up",
                     "“" + text + "”不是计数：应为非负整数"}};
    }
    return {std::move(written), whole(*numbers)};
}

/// A total is a count that is not zero.
given_count read_total(const std::string& text) {
    given_count total = read_count(text);
    const auto positive = intersection(total.values, interval::at_least(1));
    if (!positive) {
        throw error{error_code::divided_by_zero,
                    "",
                    {"there is no rate of " + text + ": the total must not be zero",
                     "总数为 " + text + "，比率不存在"}};
    }
    total.values = *positive;
    return total;
}

/// A rate printed as at most 100% is a share, which a count above its total cannot be.
interval admitted_by(const figure& reported) {
    if (reported.nominal() > 1) {
        return reported.values();
    }
    const auto share = intersection(reported.values(), interval::closed(0, 1));
    if (!share) {
        throw error{error_code::outside_domain,
                    "",
                    {"\"" + reported.text() + "\" is not a rate: expected 0% or more",
                     "“" + reported.text() + "”不是比率：应不小于 0%"}};
    }
    return *share;
}

question read(const options& asked) {
    const bool has_total = !asked.total.empty() || !asked.of.empty();
    const bool has_two = has_total && (!asked.count.empty() || !asked.reported.empty());
    const bool has_other_two = !asked.count.empty() && !asked.reported.empty();
    if ((!asked.total.empty() && !asked.of.empty()) || !(has_two || has_other_two)) {
        throw usage_error(
            "give COUNT TOTAL, COUNT TOTAL --reported RATE, "
            "--reported RATE --of TOTAL, or COUNT --reported RATE",
            "请给出“分子 总数”“分子 总数 --reported 比率”“--reported 比率 --of 总数”或"
            "“分子 --reported 比率”");
    }
    question read_out;
    if (!asked.count.empty()) {
        read_out.count = read_count(asked.count);
    }
    if (has_total) {
        read_out.total = read_total(asked.total.empty() ? asked.of : asked.total);
    }
    if (!asked.reported.empty()) {
        read_out.reported = read_word(asked.reported, {});
        read_out.admitted = admitted_by(*read_out.reported);
    }
    return read_out;
}

judgement judged(const question& asked) {
    relation ratio;
    ratio.shape = form_shape::ratio;
    ratio.terms = {{0, 1, asked.count->values, true, false}};
    ratio.divisors = {{1, 1, asked.total->values, true, false}};
    ratio.admitted = asked.admitted;
    return judge(ratio);
}

reply reply_to(const question& asked) {
    reply made;
    if (asked.count && asked.total) {
        made.judged = judged(asked);
    }
    if (!asked.reported) {
        return made;
    }
    made.asks_counts = asked.total.has_value();
    made.asks_totals = asked.count.has_value();
    if (asked.total && asked.total->exact()) {
        made.counts = counts_reported_as(asked.admitted, *asked.total->exact());
    }
    if (asked.count && asked.count->exact()) {
        made.totals = totals_reported_as(asked.admitted, *asked.count->exact());
    }
    return made;
}

// -- as JSON --------------------------------------------------------------------------------------

using json = nlohmann::ordered_json;

std::string as_json(const question& asked, const reply& made) {
    json document = json::object();
    if (made.judged) {
        document["rate"] = asked.count->text() + "/" + asked.total->text();
    }
    if (made.judged && asked.reported) {
        document["verdict"] = name_of(made.judged->result);
    }
    if (made.asks_counts) {
        document["counts"] = range_as_json(made.counts);
    }
    if (made.asks_totals) {
        document["totals"] = range_as_json(made.totals);
    }
    return document.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

// -- as text --------------------------------------------------------------------------------------

/// Whether the rate is shown as a percentage: unless it was reported otherwise.
number_style style_of(const question& asked) {
    if (!asked.reported) {
        return number_style::percent;
    }
    for (const std::string_view sign : {"%", "％", "百分之"}) {
        if (asked.reported->text().find(sign) != std::string::npos) {
            return number_style::percent;
        }
    }
    return number_style::plain;
}

std::string word_for(verdict which, language speech) {
    const bool english = speech == language::en;
    switch (which) {
    case verdict::holds: return english ? "holds" : "相符";
    case verdict::possible: return english ? "possible" : "可相符";
    case verdict::fails: return english ? "fails" : "不符";
    case verdict::unknown: return english ? "cannot tell" : "无法判定";
    }
    return "";
}

std::string rate_line(const question& asked, const judgement& judged, language speech) {
    const bool english = speech == language::en;
    const number_style style = style_of(asked);
    const interval& computed = *judged.computed;
    std::string line = escaped(asked.count->text() + "/" + asked.total->text()) + " = ";
    line += computed.is_exact() ? shown_beside(asked.admitted, computed.lo().value, style)
                                : shown(computed, style, 2);
    if (asked.reported) {
        line += (english ? ", reported " : "，上报 ") + escaped(asked.reported->text()) +
                (english ? ": " : "：") + word_for(judged.result, speech);
    }
    return line + "\n";
}

std::string counts_line(const question& asked, const reply& made, language speech) {
    const bool english = speech == language::en;
    const std::string total = escaped(asked.total->text());
    const std::string rate = escaped(asked.reported->text());
    if (!asked.total->exact()) {
        return english ? "which counts would do can be said of an exact total only\n"
                       : "总数不确定，无法反推分子\n";
    }
    if (!made.counts) {
        return english ? "no count of " + total + " would be reported as " + rate + "\n"
                       : "总数为 " + total + " 时，没有分子可报作 " + rate + "\n";
    }
    const std::string range = in_words(*made.counts, speech);
    return english ? rate + " of " + total + ": " + range + "\n"
                   : "总数为 " + total + " 时，" + rate + " 对应的分子为 " + range + "\n";
}

std::string totals_line(const question& asked, const reply& made, language speech) {
    const bool english = speech == language::en;
    const std::string count = escaped(asked.count->text());
    const std::string rate = escaped(asked.reported->text());
    if (!asked.count->exact()) {
        return english ? "which totals would do can be said of an exact count only\n"
                       : "分子不确定，无法反推总数\n";
    }
    if (!made.totals) {
        return english ? count + " would be reported as " + rate + " of no total\n"
                       : "分子为 " + count + " 时，没有总数使其报作 " + rate + "\n";
    }
    const std::string range = in_words(*made.totals, speech);
    return english ? count + " is " + rate + " of: " + range + "\n"
                   : "分子为 " + count + " 时，" + rate + " 对应的总数为 " + range + "\n";
}

std::string as_text(const question& asked, const reply& made, language speech) {
    std::string text;
    if (made.judged) {
        text += rate_line(asked, *made.judged, speech);
    }
    if (made.asks_counts) {
        text += counts_line(asked, made, speech);
    }
    if (made.asks_totals) {
        text += totals_line(asked, made, speech);
    }
    return text;
}

/// A rate such as 95 is 9500%: most often a sign was left out.
void hint_at_sign(const question& asked, const reply& made, language speech) {
    const bool has_none =
        asked.reported && asked.reported->nominal() > 1 &&
        asked.reported->text().find_first_not_of("0123456789.") == std::string::npos;
    const bool agrees = (made.judged && made.judged->result != verdict::fails) ||
                        (!made.judged && (made.counts || made.totals) && !made.asks_counts);
    if (has_none && !agrees) {
        const std::string& text = asked.reported->text();
        complain(speech == language::en ? "read as " + text + ", not " + text + "%"
                                        : "按 " + text + " 理解，而非 " + text + "%");
    }
}

exit_code run(const options& from_command_line) {
    const question asked = read(from_command_line);
    const reply made = reply_to(asked);
    hint_at_sign(asked, made, from_command_line.speech);
    print(from_command_line.format == output_format::json
              ? as_json(asked, made)
              : as_text(asked, made, from_command_line.speech));
    const bool fails = asked.reported && made.judged && made.judged->result == verdict::fails;
    return fails ? exit_code::disagrees : exit_code::agrees;
}

}  // namespace

void add_rate(command& to) {
    command added = to.add_command(
        "rate", "Work out a rate from its counts, and which counts a printed rate allows");
    const auto asked = std::make_shared<options>();
    added.add_option("COUNT", asked->count, "The count, as a report would write it").shown_as("");
    added.add_option("TOTAL", asked->total, "The total that it is a part of").shown_as("");
    added.add_option("--reported", asked->reported, "The rate as it was printed, such as 95%")
        .shown_as("RATE");
    added.add_option("--of", asked->of, "The total, where the count is not known")
        .shown_as("TOTAL");
    add_format(
        added, asked->format, {{"text", output_format::text}, {"json", output_format::json}});
    add_language(added, asked->speech);
    added.does([asked] { return run(*asked); });
}

}  // namespace crossfoot::program
