#include <crossfoot/io/findings_output.hpp>

#include <algorithm>

namespace crossfoot {

namespace {

template <typename T>
bool holds_or_is_empty(const std::vector<T>& list, const T& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

void count(check_summary& summary, const finding& what) {
    ++summary.checks;
    switch (what.result) {
    case verdict::holds: ++summary.holds; return;
    case verdict::possible: ++summary.possible; return;
    case verdict::unknown: ++summary.unknown; return;
    case verdict::fails: break;
    }
    ++(what.follows_from ? summary.follows : summary.fails);
    summary.excused += !what.follows_from && what.excused_by ? 1U : 0U;
}

/// Of those that fail and do not follow from another; what is excused needs no explanation.
std::size_t count_explained(const check_report& report,
                            const dataset& data,
                            const finding_filter& filter,
                            std::span<const finding_explanation> explanations) {
    std::size_t explained = 0;
    for (const answered_finding& each : answers_to(report, data, explanations)) {
        if (each.state != answer_state::accepted) {
            continue;
        }
        const finding& what = report.findings[*each.finding];
        const bool counts = !what.follows_from && !what.excused_by;
        explained += counts && filter.admits(what.where, data.book()) ? 1U : 0U;
    }
    return explained;
}

/// " (2 of them explained, 1 excused)"; empty where there are none.
std::string of_them(const check_summary& summary, language which) {
    std::string text;
    const auto add = [&](std::size_t number, const char* en, const char* zh) {
        if (number == 0) {
            return;
        }
        const bool first = text.empty();
        const std::string count = std::to_string(number);
        text += which == language::en
                    ? (first ? " (" + count + " of them " : ", " + count + " ") + en
                    : (first ? "（其中 " : "、") + count + " 项" + zh;
    };
    add(summary.explained, "explained", "已说明");
    add(summary.excused, "excused", "属例外");
    return text.empty() ? text : text + (which == language::en ? ")" : "）");
}

std::string count_of(std::size_t number, const char* en, const char* zh, language which) {
    return which == language::en ? std::to_string(number) + " " + en
                                 : std::to_string(number) + " 项" + zh;
}

}  // namespace

bool finding_filter::admits(const cell& where, const codebook& book) const {
    if (!holds_or_is_empty(places, where.place)) {
        return false;
    }
    if (!holds_or_is_empty(indicators, where.what.indicator)) {
        return false;
    }
    if (periods.empty()) {
        return true;
    }
    const bool of_a_moment = book.is_of_a_moment(book[where.what.indicator]);
    const period when = of_a_moment ? where.when.moment() : where.when;
    return std::any_of(periods.begin(), periods.end(), [&](const period& wanted) {
        return wanted.contains(when);
    });
}

check_summary summarise(const check_report& report,
                        const dataset& data,
                        const finding_filter& filter,
                        std::span<const finding_explanation> explanations) {
    const std::size_t explained = count_explained(report, data, filter, explanations);
    check_summary summary;
    if (filter.is_empty() || report.counts_what_was_asked) {
        summary = report.summary;
        summary.explained = explained;
        summary.excused = static_cast<std::size_t>(
            std::count_if(report.findings.begin(), report.findings.end(), [&](const finding& each) {
                return each.result == verdict::fails && !each.follows_from && each.excused_by &&
                       filter.admits(each.where, data.book());
            }));
        return summary;
    }
    summary.explained = explained;
    for (const finding& each : report.findings) {
        if (filter.admits(each.where, data.book())) {
            count(summary, each);
        }
    }
    for (std::size_t i = 0; i < data.size(); ++i) {
        const observation seen = data[i];
        const cell where{seen.place, data[seen.when], data[seen.what]};
        const bool is_figure = seen.state == status::reported || seen.state == status::below_unit;
        if (is_figure && filter.admits(where, data.book())) {
            ++summary.figures;
        }
    }
    return summary;
}

std::string to_string(const check_summary& summary, language which) {
    const std::string dot = " · ";
    std::string text = count_of(summary.fails, "fail", "不符", which) + of_them(summary, which) +
                       dot + count_of(summary.holds, "hold", "相符", which) + dot +
                       count_of(summary.possible, "possible", "可相符", which) + dot +
                       count_of(summary.unknown, "cannot tell", "无法判定", which);
    if (summary.follows > 0) {
        text += dot + count_of(summary.follows, "follow", "随之不符", which);
    }
    return text;
}

}  // namespace crossfoot
