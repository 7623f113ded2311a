#include <crossfoot/io/display_text.hpp>
#include <crossfoot/io/finding_text.hpp>
#include <crossfoot/io/verification_letter.hpp>
#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace crossfoot {

namespace {

constexpr std::size_t most_periods_named = 3;

/// Blanks to be filled in by hand.
constexpr const char* long_blank = "________________________________________";
constexpr const char* short_blank = "____________________";

bool is_missing(const finding_term& term) {
    return term.reading == term_reading::missing || term.reading == term_reading::conflicting;
}

/// Writes one letter.
class letter_writer {
  public:
    letter_writer(const check_report& report, const dataset& data, const findings_options& options)
        : report_{report},
          data_{data},
          options_{options},
          place_{options.filter.places.front()},
          elsewhere_{options.filter},
          answers_{answers_to(report, data, options.explanations)},
          words_{report, data, options.speech} {
        elsewhere_.places.clear();
        choose();
    }

    std::string text() {
        add_heading();
        std::size_t number = 0;
        for (const std::size_t each : fails_) {
            add_failing(++number, report_.findings[each]);
        }
        for (const std::size_t each : unknown_) {
            add_unknown(++number, report_.findings[each]);
        }
        add_answered();
        if (number > 0) {
            add_how_to_answer();
        }
        return std::move(text_);
    }

  private:
    void choose();
    [[nodiscard]] std::size_t root_of(std::size_t number) const;
    [[nodiscard]] bool rests_on_missing_here(const finding& what) const;
    [[nodiscard]] std::string periods() const;
    [[nodiscard]] std::string label(const finding& what) const;
    [[nodiscard]] std::string demand(const finding& what) const;
    [[nodiscard]] std::string missing_here(const finding& what) const;
    void add_heading();
    void add_item(std::size_t number, const finding& what, const std::string& task);
    void add_failing(std::size_t number, const finding& what);
    void add_owed(std::size_t number, const finding& what);
    void add_unknown(std::size_t number, const finding& what);
    void add_key(const finding& what);
    void add_blank(const std::string& of_what);
    void add_answered();
    void add_how_to_answer();
    void add_line(const std::string& name, const std::string& what) {
        if (!what.empty()) {
            text_ += "- " + name + say(": ", "：") + what + "\n";
        }
    }
    [[nodiscard]] std::string key(const finding& what) const {
        return "`" + escaped(key_of(report_.rules[what.rule], what.where, data_)) + "`";
    }
    [[nodiscard]] std::string say(std::string_view en, std::string_view zh) const {
        return words_.cells().say(en, zh);
    }
    [[nodiscard]] std::size_t number_of(const finding& what) const {
        return static_cast<std::size_t>(&what - report_.findings.data());
    }

    const check_report& report_;
    const dataset& data_;
    const findings_options& options_;
    place_id place_;
    finding_filter elsewhere_;  ///< of what is asked about, at any place
    std::vector<answered_finding> answers_;
    finding_words words_;
    std::vector<std::size_t> fails_;
    std::vector<std::size_t> unknown_;
    std::vector<std::size_t> closed_;
    std::map<std::size_t, std::vector<std::size_t>> followers_;
    std::string text_;
};

/// The finding that explains this one and does not itself follow from another.
std::size_t letter_writer::root_of(std::size_t number) const {
    for (std::size_t steps = 0; steps < report_.findings.size(); ++steps) {
        const auto& from = report_.findings[number].follows_from;
        if (!from) {
            break;
        }
        number = *from;
    }
    return number;
}

bool letter_writer::rests_on_missing_here(const finding& what) const {
    return std::ranges::any_of(what.terms, [&](const finding_term& term) {
        return is_missing(term) && term.where.place == place_;
    });
}

void letter_writer::choose() {
    const codebook& book = data_.book();
    const auto is_asked_here = [&](std::size_t number) {
        return options_.filter.admits(report_.findings[number].where, book);
    };
    for (std::size_t i = 0; i < report_.findings.size(); ++i) {
        const finding& each = report_.findings[i];
        if (!elsewhere_.admits(each.where, book)) {
            continue;
        }
        if (each.result == verdict::unknown && rests_on_missing_here(each)) {
            unknown_.push_back(i);
        }
        if (each.result != verdict::fails) {
            continue;
        }
        const std::size_t root = root_of(i);
        const bool is_under_root =
            root != i && is_asked_here(root) && is_open(root, report_, answers_);
        if (!is_open(i, report_, answers_)) {
            if (is_asked_here(i)) {
                closed_.push_back(i);
            }
        } else if (is_under_root) {
            followers_[root].push_back(i);
        } else if (is_asked_here(i)) {
            fails_.push_back(i);
        }
    }
}

/// The periods that the place reported for, or those that were asked for.
std::string letter_writer::periods() const {
    std::vector<period> all = options_.filter.periods;
    for (std::size_t i = 0; options_.filter.periods.empty() && i < data_.size(); ++i) {
        if (!data_.is_erased(i) && data_[i].place == place_) {
            all.push_back(data_[data_[i].when]);
        }
    }
    if (all.empty()) {
        for (const std::size_t each : unknown_) {
            all.push_back(report_.findings[each].where.when);
        }
    }
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.empty()) {
        return {};
    }
    if (all.size() > most_periods_named) {
        const auto ends_first = [](const period& a, const period& b) {
            return a.last() < b.last();
        };
        return words_.cells().when(all.front()) + say(" to ", "至") +
               words_.cells().when(*std::ranges::max_element(all, ends_first));
    }
    std::string text;
    for (const period& each : all) {
        text += (text.empty() ? "" : say(", ", "、")) + words_.cells().when(each);
    }
    return text;
}

std::string letter_writer::label(const finding& what) const {
    const std::string place =
        what.where.place == place_ ? "" : words_.cells().place(what.where.place) + say(", ", "，");
    return place + words_.cells().label(what.where.what) + say(", ", "，") +
           words_.cells().when(what.where.when);
}

void letter_writer::add_heading() {
    const std::string code = escaped(data_.where().code(place_));
    const std::string name = words_.cells().place(place_);
    text_ += say("# Verification letter", "# 核实单") + "\n\n";
    add_line(say("to", "致"), name == code ? name : name + words_.cells().in_brackets(code));
    add_line(say("report", "报表"), escaped(options_.title));
    add_line(say("period", "报告期"), periods());
    const std::string fails = std::to_string(fails_.size());
    const std::string unknown = std::to_string(unknown_.size());
    if (fails_.empty() && unknown_.empty()) {
        text_ += "\n" +
                 say("There is nothing to correct, to explain or to report: no finding of "
                     "this place is open.",
                     "本地区没有需要更正、说明或补报的内容。") +
                 "\n";
        return;
    }
    add_line(say("to be answered", "待核实"),
             say(fails + " to be corrected or explained, " + unknown + " to be completed",
                 "不符 " + fails + " 项，因缺报无法判定 " + unknown + " 项"));
}

/// What the rule asks for, in words.
std::string letter_writer::demand(const finding& what) const {
    return escaped(report_.rules[what.rule].name.in(options_.speech));
}

void letter_writer::add_item(std::size_t number, const finding& what, const std::string& task) {
    text_ += "\n## " + std::to_string(number) + ". " + label(what) +
             words_.cells().in_brackets(task) + "\n\n    " + words_.statement(what) + "\n\n";
    add_line(say("rule", "审核关系"), demand(what));
}

void letter_writer::add_key(const finding& what) {
    add_line(say("key", "编号"), key(what));
    add_line(say("figures", "数值指纹"), "`" + fingerprint_of(what, report_, data_) + "`");
}

void letter_writer::add_blank(const std::string& of_what) {
    text_ += "\n" + of_what + say(": ", "：") + long_blank + "\n\n" + say("office: ", "部门：") +
             short_blank + "  " + say("date: ", "日期：") + short_blank + "\n";
}

void letter_writer::add_failing(std::size_t number, const finding& what) {
    if (report_.rules[what.rule].kind == rule_kind::due) {
        add_owed(number, what);
        return;
    }
    const bool is_error = report_.rules[what.rule].weight == severity::error;
    add_item(number,
             what,
             is_error ? say("to be corrected", "须更正")
                      : say("to be corrected or explained", "须更正或说明"));
    if (what.follows_from) {
        add_line(say("follows from", "源于"),
                 words_.message(report_.findings[root_of(number_of(what))]));
    }
    const auto followers = followers_.find(number_of(what));
    if (followers != followers_.end()) {
        for (const std::size_t each : followers->second) {
            add_line(say("follows", "随之不符"), words_.message(report_.findings[each]));
        }
    }
    add_line(say("source", "来源"), words_.sources(what));
    for (const std::string& each : words_.units(what)) {
        add_line(say("unit", "单位"), each);
    }
    if (const answered_finding* const answer = find_answer(number_of(what), answers_)) {
        add_line(say("answered before", "此前答复"),
                 words_.answer(options_.explanations[answer->explanation], answer->state));
    }
    add_line(say("settled by", "处理"),
             is_error
                 ? say("the right figure in place of the one that is wrong", "更正其中有误的数值")
                 : say("the right figure in place of the one that is wrong, or the reason why "
                       "all are right",
                       "更正其中有误的数值；数值无误的，说明原因"));
    add_key(what);
    add_blank(is_error ? say("correction", "更正")
                       : say("correction or explanation", "更正或说明"));
}

/// The figures that this place did not report, or on which its sources differ.
std::string letter_writer::missing_here(const finding& what) const {
    std::vector<std::string> names;
    for (const finding_term& term : what.terms) {
        if (!is_missing(term) || term.where.place != place_) {
            continue;
        }
        std::string name = words_.cells().phrase(term.where, what.where);
        if (term.reading == term_reading::conflicting) {
            name += words_.cells().in_brackets(say("its sources differ", "来源不一"));
        }
        if (std::ranges::find(names, name) == names.end()) {
            names.push_back(std::move(name));
        }
    }
    std::string text;
    for (const std::string& each : names) {
        text += (text.empty() ? "" : say("; ", "；")) + each;
    }
    return text;
}

/// What was not reported cannot be corrected, only reported.
void letter_writer::add_owed(std::size_t number, const finding& what) {
    add_item(number, what, say("to be reported", "须补报"));
    if (const answered_finding* const answer = find_answer(number_of(what), answers_)) {
        add_line(say("answered before", "此前答复"),
                 words_.answer(options_.explanations[answer->explanation], answer->state));
    }
    add_line(say("settled by", "处理"), say("reporting what is missing", "补报所缺数值"));
    add_key(what);
    add_blank(say("figure, or why there is none", "补报数值或未报原因"));
}

void letter_writer::add_unknown(std::size_t number, const finding& what) {
    add_item(number, what, say("cannot be told", "无法判定"));
    add_line(say("source", "来源"), words_.sources(what));
    add_line(say("missing", "缺报"), missing_here(what));
    const std::string remedy = words_.remedy(what);
    add_line(say("settled by", "处理"),
             say("reporting what is missing", "补报所缺数值") +
                 (remedy.empty() ? "" : say("; ", "；") + remedy));
    add_key(what);
    add_blank(say("figure, or why there is none", "补报数值或未报原因"));
}

void letter_writer::add_answered() {
    if (closed_.empty()) {
        return;
    }
    text_ += "\n" + say("## Answered already", "## 已答复，无需再报") + "\n\n";
    for (const std::size_t number : closed_) {
        const finding& what = report_.findings[number];
        const std::string excuse = words_.excuse(what);
        const answered_finding* const answer = find_answer(number, answers_);
        const std::string why =
            excuse.empty() && answer != nullptr
                ? words_.answer(options_.explanations[answer->explanation], answer->state)
                : excuse;
        add_line(key(what), why);
    }
}

void letter_writer::add_how_to_answer() {
    text_ +=
        "\n---\n" +
        say("An office answers, never a person: no names, identity or telephone numbers. Quote "
            "the key with each answer.",
            "由填报部门答复，不填写个人姓名、身份号码和电话；答复时请注明编号。") +
        "\n";
}

}  // namespace

std::string verification_letter(const check_report& report,
                                const dataset& data,
                                const findings_options& options) {
    CROSSFOOT_EXPECTS(options.filter.places.size() == 1);
    return letter_writer{report, data, options}.text();
}

}  // namespace crossfoot
