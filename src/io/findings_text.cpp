#include <crossfoot/check/tally.hpp>
#include <crossfoot/io/display_text.hpp>
#include <crossfoot/io/finding_text.hpp>
#include <crossfoot/io/findings_output.hpp>

#include <algorithm>
#include <map>
#include <string_view>

namespace crossfoot {

namespace {

constexpr std::size_t most_listed_that_hold = 20;
constexpr std::size_t widest_label = 36;
// With so many findings one has to know where to begin.
constexpr std::size_t fewest_summed_up = 21;

enum class colour { none, red, green, yellow, cyan, faint };

std::string_view escape_for(colour which) {
    switch (which) {
    case colour::none: return "";
    case colour::red: return "\x1b[1;31m";
    case colour::green: return "\x1b[1;32m";
    case colour::yellow: return "\x1b[1;33m";
    case colour::cyan: return "\x1b[1;36m";
    case colour::faint: return "\x1b[2m";
    }
    return "";
}

/// What a report is about, as far as it is about one thing.
struct report_subject {
    std::optional<place_id> place;  ///< where all figures are of one place
    std::optional<period> when;     ///< of more than half of the figures
    std::size_t places = 0;
    std::size_t observations = 0;
    std::size_t figures = 0;  ///< those of them that are not blank
};

report_subject subject_of(const dataset& data, const finding_filter& filter) {
    std::map<period, std::size_t> periods;
    std::vector<bool> seen(data.where().size());
    report_subject subject;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const observation each = data[i];
        if (!filter.admits({each.place, data[each.when], data[each.what]}, data.book())) {
            continue;
        }
        const bool is_figure = each.state == status::reported || each.state == status::below_unit;
        subject.figures += is_figure ? 1U : 0U;
        ++subject.observations;
        ++periods[data[each.when]];
        if (!seen[each.place.index()]) {
            seen[each.place.index()] = true;
            subject.place = each.place;
            ++subject.places;
        }
    }
    if (subject.places != 1) {
        subject.place.reset();
    }
    for (const auto& [when, count] : periods) {
        if (count * 2 > subject.observations) {
            subject.when = when;
        }
    }
    return subject;
}

/// Lays the findings of a report out as text.
class text_layout {
  public:
    text_layout(const check_report& report, const dataset& data, const findings_options& options)
        : report_{report},
          data_{data},
          options_{options},
          answers_{answers_to(report, data, options.explanations)},
          words_{report, data, options.speech},
          subject_{subject_of(data, options.filter)} {
        if (!report.lists_what_holds) {
            // What the figures of its findings have in common, the report need not.
            subject_.place.reset();
            subject_.when.reset();
        }
        sort_into_sections();
    }

    [[nodiscard]] std::string text();

  private:
    void sort_into_sections();
    [[nodiscard]] bool is_listed(const finding& what) const;
    [[nodiscard]] std::size_t root_of(std::size_t number) const;
    [[nodiscard]] std::string label(const cell& where) const;
    [[nodiscard]] std::string label(const finding& what) const;
    [[nodiscard]] std::string short_name(const rule& which) const;
    [[nodiscard]] std::string label_of_derived(const cell& where) const;
    [[nodiscard]] std::string place_before(const cell& where) const;
    void group_by_place();
    void measure(const std::vector<std::size_t>& section);
    void add_title();
    void add_section(std::string_view en,
                     std::string_view zh,
                     colour shade,
                     const std::vector<std::size_t>& section);
    void add_place(const cell& where);
    void add_finding(std::size_t number);
    void add_answer(std::size_t number, std::string_view indent);
    void add_settled();
    void add_detail(const std::string& text, std::string_view indent);
    void add_derived();
    void add_tallies(const check_summary& summary);
    [[nodiscard]] std::string painted(std::string text, colour shade) const;
    [[nodiscard]] std::string say(std::string_view en, std::string_view zh) const {
        return words_.cells().say(en, zh);
    }

    const check_report& report_;
    const dataset& data_;
    const findings_options& options_;
    std::vector<answered_finding> answers_;
    finding_words words_;
    report_subject subject_;

    std::vector<std::size_t> fails_;
    std::vector<std::size_t> explained_;
    std::vector<std::size_t> excused_;
    std::vector<std::size_t> unknown_;
    std::vector<std::size_t> possible_;
    std::vector<std::size_t> holds_;
    std::vector<std::size_t> derived_;
    std::map<std::size_t, std::vector<std::size_t>> followers_;
    std::size_t label_width_ = 0;
    std::optional<place_id> place_shown_;
    std::string text_;
};

bool text_layout::is_listed(const finding& what) const {
    return options_.filter.admits(what.where, data_.book());
}

/// The finding that explains this one and does not itself follow from another.
std::size_t text_layout::root_of(std::size_t number) const {
    for (std::size_t steps = 0; steps < report_.findings.size(); ++steps) {
        const auto& from = report_.findings[number].follows_from;
        if (!from) {
            break;
        }
        number = *from;
    }
    return number;
}

void text_layout::sort_into_sections() {
    for (std::size_t i = 0; i < report_.findings.size(); ++i) {
        const finding& each = report_.findings[i];
        if (!is_listed(each)) {
            continue;
        }
        switch (each.result) {
        case verdict::holds: holds_.push_back(i); break;
        case verdict::possible: possible_.push_back(i); break;
        case verdict::unknown: unknown_.push_back(i); break;
        case verdict::fails: {
            const std::size_t root = root_of(i);
            if (each.excused_by) {
                excused_.push_back(i);
            } else if (!is_open(i, report_, answers_)) {
                explained_.push_back(i);
            } else if (root != i && is_listed(report_.findings[root]) &&
                       is_open(root, report_, answers_)) {
                followers_[root].push_back(i);
            } else {
                fails_.push_back(i);
            }
        }
        }
    }
    if (options_.list == listing::all) {
        for (std::size_t i = 0; i < report_.derived.size(); ++i) {
            if (options_.filter.admits(report_.derived[i].where, data_.book())) {
                derived_.push_back(i);
            }
        }
    } else if (holds_.size() > most_listed_that_hold) {
        holds_.clear();
    }
    for (auto* const section : {&fails_, &explained_, &excused_, &unknown_, &possible_, &holds_}) {
        measure(*section);
    }
    if (!subject_.place) {
        group_by_place();
    }
    for (const std::size_t number : derived_) {
        label_width_ =
            std::max(label_width_, display_width(label_of_derived(report_.derived[number].where)));
    }
    label_width_ = std::min(label_width_, widest_label);
}

/// A report goes rule by rule; whoever reads it goes place by place, from the top down.
void text_layout::group_by_place() {
    if (data_.size() == 0) {
        return;
    }
    const period latest = subject_.when.value_or(data_[data_[data_.size() - 1].when]);
    const hierarchy tree = data_.where().at(latest.last());
    const auto sort = [](std::vector<std::size_t>& section, const auto& rank) {
        std::stable_sort(section.begin(), section.end(), [&](std::size_t a, std::size_t b) {
            return rank(a) < rank(b);
        });
    };
    const auto rank_of = [&](std::size_t number) {
        return tree.rank_of(report_.findings[number].where.place);
    };
    for (auto* const section : {&fails_, &explained_, &excused_, &unknown_, &possible_, &holds_}) {
        sort(*section, rank_of);
    }
    sort(derived_,
         [&](std::size_t number) { return tree.rank_of(report_.derived[number].where.place); });
}

void text_layout::measure(const std::vector<std::size_t>& section) {
    for (const std::size_t number : section) {
        label_width_ = std::max(label_width_, display_width(label(report_.findings[number])));
    }
}

std::string text_layout::label(const cell& where) const {
    const std::string name = words_.cells().label(where.what);
    if (subject_.when == where.when) {
        return name;
    }
    return name + say(", ", "，") + words_.cells().when(where.when);
}

/// A rule without a message is called by its code: its text is not short.
std::string text_layout::short_name(const rule& which) const {
    const codebook& book = data_.book();
    if (which.kind == rule_kind::due) {
        const std::string& name = book.due[which.entry].name.name.in(options_.speech);
        return say("due: ", "应报：") + name;
    }
    const std::string& message = book.rules[which.entry].message.in(options_.speech);
    return message.empty() ? which.code : message;
}

/// Rules in words, and what is due, are called by their own name.
std::string text_layout::label(const finding& what) const {
    const rule& which = report_.rules[what.rule];
    if (which.kind != rule_kind::written && which.kind != rule_kind::due) {
        return label(what.where);
    }
    const std::string name = escaped(short_name(which));
    if (subject_.when == what.where.when) {
        return name;
    }
    return name + say(", ", "，") + words_.cells().when(what.where.when);
}

std::string text_layout::place_before(const cell& where) const {
    return words_.cells().place(where.place) + say(", ", "，");
}

/// What is computed may be of a place above the one that the report is about.
std::string text_layout::label_of_derived(const cell& where) const {
    const bool elsewhere = subject_.place && subject_.place != where.place;
    return (elsewhere ? place_before(where) : "") + label(where);
}

std::string text_layout::painted(std::string text, colour shade) const {
    if (options_.colours == colouring::none) {
        return text;
    }
    return std::string{escape_for(shade)} + std::move(text) + "\x1b[0m";
}

void text_layout::add_title() {
    const std::string title = escaped(options_.title);
    if (subject_.place && report_.lists_what_holds) {
        const std::string place = words_.cells().place(*subject_.place);
        text_ += place;
        if (subject_.when) {
            text_ += say(", ", " ") + words_.cells().when(*subject_.when);
        }
        text_ += title.empty() ? "\n" : words_.cells().in_brackets(title) + "\n";
        return;
    }
    text_ += title.empty() ? "" : title + say(": ", "：");
    if (!report_.lists_what_holds) {
        const std::string figures = std::to_string(report_.summary.figures);
        text_ += say(figures + " figures", figures + " 个数值") + "\n";
        return;
    }
    const std::string figures = std::to_string(subject_.figures);
    const std::string places = std::to_string(subject_.places);
    const std::string when = subject_.when ? words_.cells().when(*subject_.when) : "";
    text_ += say(figures + " figures of " + places + " places",
                 places + " 个地区，" + figures + " 个数值");
    text_ += (when.empty() ? "" : say(", ", "，") + when) + "\n";
}

void text_layout::add_detail(const std::string& text, std::string_view indent) {
    if (text.empty()) {
        return;
    }
    text_ += std::string{indent} + painted(text, colour::faint) + "\n";
}

void text_layout::add_place(const cell& where) {
    if (subject_.place || place_shown_ == where.place) {
        return;
    }
    place_shown_ = where.place;
    text_ += "  " + words_.cells().place(where.place) + "\n";
}

void text_layout::add_finding(std::size_t number) {
    const finding& what = report_.findings[number];
    const std::string indent = subject_.place ? "  " : "    ";
    add_place(what.where);
    text_ += indent + padded(label(what), label_width_) + "  " + words_.statement(what) + "\n";
    const std::string below = indent + std::string(label_width_ + 2, ' ');
    if (what.result == verdict::unknown) {
        add_detail(words_.remedy(what), below);
    }
    if (what.result != verdict::fails) {
        return;
    }
    add_detail(words_.readings(what), below);
    const std::string sources = words_.sources(what);
    if (!sources.empty()) {
        add_detail(say("source: ", "来源：") + sources, below);
    }
    for (const std::string& each : words_.units(what)) {
        add_detail(say("unit: ", "单位：") + each, below);
    }
    // Its cause would stand above it, were it listed.
    if (what.follows_from) {
        add_detail(
            say("follows from: ", "源于：") + words_.message(report_.findings[root_of(number)]),
            below);
    }
    add_answer(number, below);
    const auto found = followers_.find(number);
    if (found == followers_.end()) {
        return;
    }
    for (const std::size_t follower : found->second) {
        const finding& each = report_.findings[follower];
        const bool elsewhere = each.where.place != what.where.place;
        const std::string place = elsewhere ? place_before(each.where) : "";
        add_detail(say("follows: ", "随之不符：") + place + label(each) + say(": ", "：") +
                       words_.statement(each),
                   below);
    }
}

/// What was answered to a finding that fails, or how it can be.
void text_layout::add_answer(std::size_t number, std::string_view indent) {
    const finding& what = report_.findings[number];
    const rule& which = report_.rules[what.rule];
    add_detail(words_.excuse(what), indent);
    const answered_finding* const answer = find_answer(number, answers_);
    if (answer != nullptr) {
        const finding_explanation& given = options_.explanations[answer->explanation];
        add_detail(words_.answer(given, answer->state), indent);
    }
    const bool can_be_answered =
        which.weight != severity::error && is_open(number, report_, answers_);
    if (can_be_answered) {
        const std::string key = escaped(key_of(which, what.where, data_));
        const std::string figures = fingerprint_of(what, report_, data_);
        add_detail(say("answer under: ", "说明编号：") + key +
                       words_.cells().in_brackets(say("figures ", "数值指纹 ") + figures),
                   indent);
    }
}

/// Explanations that nothing asks for any more: without them a slip in a key would go unseen.
void text_layout::add_settled() {
    if (!options_.filter.is_empty()) {
        return;
    }
    bool is_first = true;
    for (const answered_finding& each : answers_) {
        if (each.state != answer_state::settled) {
            continue;
        }
        if (is_first) {
            text_ +=
                painted(say("EXPLAINED, AND FAILS NO MORE", "已说明，现无不符"), colour::faint) +
                "\n";
        }
        is_first = false;
        text_ += "  " + escaped(options_.explanations[each.explanation].key) + "\n";
    }
}

void text_layout::add_section(std::string_view en,
                              std::string_view zh,
                              colour shade,
                              const std::vector<std::size_t>& section) {
    if (section.empty()) {
        return;
    }
    text_ += painted(say(en, zh), shade) + "\n";
    place_shown_.reset();
    for (const std::size_t number : section) {
        add_finding(number);
    }
}

void text_layout::add_derived() {
    if (derived_.empty()) {
        return;
    }
    text_ += painted(say("COMPUTED, NOT REPORTED", "可推算而未上报"), colour::cyan) + "\n";
    place_shown_.reset();
    for (const std::size_t number : derived_) {
        const derived_value& what = report_.derived[number];
        add_place(what.where);
        text_ += (subject_.place ? "  " : "    ") +
                 padded(label_of_derived(what.where), label_width_) + "  " +
                 words_.statement(what) + "\n";
    }
}

/// Where to begin: what does not hold, by rule, level and indicator.
void text_layout::add_tallies(const check_summary& summary) {
    if (summary.fails + summary.follows + summary.possible + summary.unknown < fewest_summed_up ||
        !options_.filter.is_empty()) {
        return;
    }
    const codebook& book = data_.book();
    std::vector<std::vector<std::string>> rows{{say("rule", "审核关系"),
                                                say("level", "层级"),
                                                say("indicator", "指标"),
                                                say("fail", "不符"),
                                                say("follow", "随之不符"),
                                                say("hold", "相符"),
                                                say("possible", "可相符"),
                                                say("cannot tell", "无法判定")}};
    constexpr std::size_t first_number = 3;
    for (const check_tally& each : tallies_of(report_, data_)) {
        const check_summary& counts = each.counts;
        if (counts.holds == counts.checks) continue;
        std::vector<std::string> row{escaped(report_.rules[each.rule].code),
                                     each.level
                                         ? escaped(book[*each.level].name.name.in(options_.speech))
                                         : std::string{"-"},
                                     escaped(book[each.indicator].name.name.in(options_.speech))};
        for (const std::size_t number :
             {counts.fails, counts.follows, counts.holds, counts.possible, counts.unknown}) {
            row.push_back(std::to_string(number));
        }
        rows.push_back(std::move(row));
    }
    std::vector<std::size_t> widths(rows.front().size(), 0);
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], display_width(row[i]));
        }
    }
    text_ += painted(say("WHERE TO BEGIN", "分布"), colour::cyan) + "\n";
    for (const auto& row : rows) {
        std::string line = " ";
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += i == 0 ? " " : "  ";
            line += i < first_number ? padded(row[i], widths[i]) : right_aligned(row[i], widths[i]);
        }
        text_ += line + "\n";
    }
}

std::string text_layout::text() {
    add_title();
    add_section("FAILS", "不符", colour::red, fails_);
    add_section("EXPLAINED", "已说明", colour::cyan, explained_);
    add_section("EXCUSED", "例外", colour::cyan, excused_);
    add_section("CANNOT TELL", "无法判定", colour::yellow, unknown_);
    add_section("POSSIBLE", "可相符", colour::cyan, possible_);
    add_section("HOLDS", "相符", colour::green, holds_);
    add_derived();
    add_settled();
    const check_summary summary = summarise(report_, data_, options_.filter, options_.explanations);
    add_tallies(summary);
    // What holds may have been counted only.
    const bool has_none = subject_.observations == 0 && summary.figures == 0;
    if (has_none && !options_.filter.is_empty()) {
        text_ += say("nothing to check: no figure is of what was asked for\n",
                     "没有可核对的内容：没有符合所选条件的数值\n");
    } else if (has_none) {
        text_ += say("nothing to check: there are no figures\n", "没有可核对的内容：没有数值\n");
    } else if (summary.figures == 0 && summary.checks == 0) {
        text_ += say("nothing to check yet: every figure is blank\n",
                     "数值均为空白，尚无可核对的内容\n");
    } else if (summary.checks == 0) {
        text_ += say("nothing to check: no rule applies to these figures\n",
                     "没有可核对的内容：没有规则适用于这些数值\n");
    }
    text_ += to_string(summary, options_.speech) + "\n";
    return std::move(text_);
}

}  // namespace

std::string findings_as_text(const check_report& report,
                             const dataset& data,
                             const findings_options& options) {
    return text_layout{report, data, options}.text();
}

}  // namespace crossfoot
