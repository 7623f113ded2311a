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
                        const finding_filter& filter) {
    if (filter.is_empty()) {
        return report.summary;
    }
    check_summary summary;
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
    std::string text = count_of(summary.fails, "fail", "不符", which) + dot +
                       count_of(summary.holds, "hold", "相符", which) + dot +
                       count_of(summary.possible, "possible", "可相符", which) + dot +
                       count_of(summary.unknown, "cannot tell", "无法判定", which);
    if (summary.follows > 0) {
        text += dot + count_of(summary.follows, "follow", "随之不符", which);
    }
    return text;
}

}  // namespace crossfoot
