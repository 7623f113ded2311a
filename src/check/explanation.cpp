#include <crossfoot/check/explanation.hpp>
#include <crossfoot/compute/cell_reader.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace crossfoot {

namespace {

// Control characters: they stand in no code, and in no text of a figure that a reader lets through
// as a separator of its own.
constexpr char end_of_part = '\x1f';
constexpr char end_of_cell = '\x1e';

/// A cell by its codes; 2016 and 2016-12 are one moment of a stock.
std::string text_of(const cell& where, const dataset& data) {
    const codebook& book = data.book();
    const indicator& what = book[where.what.indicator];
    const period when = book.is_of_a_moment(what) ? where.when.moment() : where.when;
    std::string text = std::string{data.where().code(where.place)} + end_of_part + to_string(when) +
                       end_of_part + what.name.code + end_of_part + name_of(where.what.extent);
    for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
        const std::uint16_t item = where.what.item(breakdown_id{i});
        if (item != series::all) {
            const breakdown& by = book.breakdowns[i];
            text += end_of_part + by.name.code + '=' + by.items[item].name.code;
        }
    }
    return text;
}

/// What all sources say at a cell, whichever says it.
std::string figures_at(const cell& where, const dataset& data) {
    std::vector<std::string> said;
    const auto what = data.find(where.what);
    const bool of_a_moment = data.book().is_of_a_moment(data.book()[where.what.indicator]);
    const auto when = data.find(of_a_moment ? where.when.moment() : where.when);
    if (what && when) {
        for (const std::size_t number : data.at(where.place, *what, *when)) {
            const observation seen = data[number];
            if (seen.state != status::missing) {
                said.push_back(name_of(seen.state) + (end_of_part + seen.as_written()));
            }
        }
    }
    std::ranges::sort(said);
    said.erase(std::unique(said.begin(), said.end()), said.end());
    std::string text;
    for (const std::string& each : said) {
        text += end_of_part + each;
    }
    return text;
}

std::string text_of(const std::optional<interval>& values) {
    if (!values) {
        return {};
    }
    const auto end = [](const endpoint& which) {
        return which.is_finite() ? to_string(which.value) + (which.is_closed() ? "c" : "o") : "";
    };
    return end(values->lo()) + end_of_part + end(values->hi());
}

/// FNV-1a of 64 bits, the upper 16 folded into the others: 48 bits are twelve letters.
std::string hashed(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char each : text) {
        hash ^= static_cast<unsigned char>(each);
        hash *= 0x100000001b3U;
    }
    hash = (hash ^ (hash >> 48U)) & 0xffffffffffffU;
    // No digits, and no vowels that could make a word of them.
    constexpr std::string_view letters = "bcdfghjkmnpqrtvw";
    std::string short_text;
    for (unsigned shift = 48; shift > 0; shift -= 4) {
        short_text += letters[(hash >> (shift - 4)) & 0xfU];
    }
    return short_text;
}

bool same_letters(std::string_view a, std::string_view b) {
    const auto lower = [](char each) {
        return each >= 'A' && each <= 'Z' ? static_cast<char>(each + ('a' - 'A')) : each;
    };
    return std::ranges::equal(a, b, {}, lower, lower);
}

bool holds_for(const finding_explanation& answer, std::string_view fingerprint) {
    return !answer.figures || same_letters(*answer.figures, fingerprint);
}

using explanations_by_key =
    std::unordered_map<std::string_view, std::vector<const finding_explanation*>>;

explanations_by_key by_key_of(std::span<const finding_explanation> explanations) {
    explanations_by_key made;
    for (const finding_explanation& each : explanations) {
        made[each.key].push_back(&each);
    }
    return made;
}

const finding_explanation* latest_of(std::span<const finding_explanation* const> under_one_key) {
    return *std::ranges::max_element(
        under_one_key.rbegin(), under_one_key.rend(), {}, [](const finding_explanation* each) {
            return each->date;
        });
}

}  // namespace

const finding_explanation* counting_explanation(
    std::span<const finding_explanation* const> under_one_key, std::string_view fingerprint) {
    if (under_one_key.empty()) return nullptr;
    const finding_explanation* const latest = latest_of(under_one_key);
    if (holds_for(*latest, fingerprint)) return latest;
    std::vector<const finding_explanation*> of_these_figures;
    std::ranges::copy_if(
        under_one_key, std::back_inserter(of_these_figures), [&](const finding_explanation* each) {
            return each->figures && same_letters(*each->figures, fingerprint);
        });
    return of_these_figures.empty() ? latest : latest_of(of_these_figures);
}

bool is_answered_by(std::span<const finding_explanation* const> under_one_key,
                    severity weight,
                    std::string_view fingerprint) {
    if (weight == severity::error) return false;
    const finding_explanation* const counts = counting_explanation(under_one_key, fingerprint);
    return counts != nullptr && holds_for(*counts, fingerprint);
}

const char* name_of(answer_state which) noexcept {
    switch (which) {
    case answer_state::accepted: return "accepted";
    case answer_state::reopened: return "reopened";
    case answer_state::not_answerable: return "not_answerable";
    case answer_state::settled: return "settled";
    }
    return "";
}

std::string fingerprint_of(const finding& what, const check_report& report, const dataset& data) {
    std::vector<std::string> cells;
    for (const finding_term& term : what.terms) {
        cells.push_back(text_of(term.where, data) + figures_at(term.where, data));
    }
    std::ranges::sort(cells);
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    std::string text;
    for (const std::string& each : cells) {
        text += each + end_of_cell;
    }
    // What the register counts stands in no term.
    if (report.rules[what.rule].kind == rule_kind::registered) {
        text += text_of(what.computed);
    }
    return hashed(text);
}

std::vector<answered_finding> answers_to(const check_report& report,
                                         const dataset& data,
                                         std::span<const finding_explanation> explanations) {
    std::vector<answered_finding> answers;
    if (explanations.empty()) {
        return answers;
    }
    const explanations_by_key by_key = by_key_of(explanations);
    std::unordered_set<std::string_view> used;
    const auto position_of = [&](const finding_explanation* each) {
        return static_cast<std::size_t>(each - explanations.data());
    };
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        const finding& each = report.findings[i];
        if (each.result != verdict::fails) {
            continue;
        }
        const rule& broken = report.rules[each.rule];
        const auto found = by_key.find(key_of(broken, each.where, data));
        if (found == by_key.end()) {
            continue;
        }
        const std::string fingerprint = fingerprint_of(each, report, data);
        const finding_explanation* const answer = counting_explanation(found->second, fingerprint);
        answer_state state = answer_state::reopened;
        if (broken.weight == severity::error) {
            state = answer_state::not_answerable;
        } else if (holds_for(*answer, fingerprint)) {
            state = answer_state::accepted;
        }
        answers.push_back({position_of(answer), i, state});
        used.insert(found->first);
    }
    for (std::size_t i = 0; i < explanations.size(); ++i) {
        const std::string_view key = explanations[i].key;
        if (!used.contains(key) && latest_of(by_key.at(key)) == &explanations[i]) {
            answers.push_back({i, std::nullopt, answer_state::settled});
        }
    }
    return answers;
}

const answered_finding* find_answer(std::size_t finding,
                                    std::span<const answered_finding> answers) {
    // Those that answer nothing come last.
    const auto number = [](const answered_finding& each) {
        return each.finding.value_or(static_cast<std::size_t>(-1));
    };
    const auto found = std::ranges::lower_bound(answers, finding, {}, number);
    return found != answers.end() && found->finding == finding ? &*found : nullptr;
}

bool is_open(std::size_t finding,
             const check_report& report,
             std::span<const answered_finding> answers) {
    const crossfoot::finding& what = report.findings[finding];
    if (what.result != verdict::fails || what.excused_by) {
        return false;
    }
    const answered_finding* const answer = find_answer(finding, answers);
    return answer == nullptr || answer->state != answer_state::accepted;
}

}  // namespace crossfoot
