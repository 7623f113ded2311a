#include <crossfoot/check/check.hpp>
#include <crossfoot/check/explanation.hpp>
#include <crossfoot/io/report_folder.hpp>
#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "../support/scratch_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <rapidcheck.h>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

// What a tracker knows, at any moment, is held against a list of all that was handed in, gone
// through from its beginning each time.

namespace {

using namespace crossfoot;

// One step: what it does, and what it does it to.
using step = std::array<std::uint8_t, 8>;

/// Where a figure stands: place, days that it speaks of, indicator and source.
using model_cell = std::tuple<std::string, day, day, std::string, std::string>;

struct model_submission {
    report_name report;
    std::map<model_cell, std::string> figures;
    bool brings_places = false;
};

struct model_entry {
    entry_kind kind = entry_kind::submission;
    report_name report;
    std::size_t submission = 0;
};

struct model {
    std::vector<model_submission> submissions;
    std::vector<model_entry> entries;

    /// Of each report what was handed in last, unless it was withdrawn; of two that speak of one
    /// cell, the later one.
    [[nodiscard]] std::map<model_cell, std::string> known(std::size_t until) const {
        std::map<model_cell, std::string> found;
        for (std::size_t i = 0; i < until; ++i) {
            if (entries[i].kind != entry_kind::submission) continue;
            bool counts = true;
            for (std::size_t later = i + 1; later < until; ++later) {
                const bool replaces = entries[later].kind == entry_kind::submission ||
                                      entries[later].kind == entry_kind::withdrawal;
                counts = counts && !(replaces && entries[later].report == entries[i].report);
            }
            if (!counts) continue;
            for (const auto& [where, text] : submissions[entries[i].submission].figures) {
                found[where] = text;
            }
        }
        return found;
    }

    /// Whether somebody has told the places.
    [[nodiscard]] bool knows_places() const {
        return std::ranges::any_of(submissions,
                                   [](const model_submission& each) { return each.brings_places; });
    }

    /// The submission that each cell is known from.
    [[nodiscard]] std::map<model_cell, const model_submission*> owners() const {
        std::map<model_cell, const model_submission*> found;
        for (const model_entry& each : entries) {
            if (each.kind != entry_kind::submission) continue;
            const model_submission& of = submissions[each.submission];
            if (standing(of.report) == report_standing::withdrawn || last_of(of.report) != &of) {
                continue;
            }
            for (const auto& [where, text] : of.figures) {
                found[where] = &of;
            }
        }
        return found;
    }

    /// Whether a report would change what is known and was approved in another one, whichever of
    /// them told it last.
    [[nodiscard]] bool would_change_approved(const model_submission& by) const {
        const auto owned = owners();
        std::set<const model_submission*> approved;
        for (const model_entry& each : entries) {
            if (each.report != by.report && standing(each.report) == report_standing::approved) {
                approved.insert(last_of(each.report));
            }
        }
        return std::ranges::any_of(by.figures, [&](const auto& figure) {
            const auto there = owned.find(figure.first);
            if (there == owned.end()) return false;
            const std::string& known = there->second->figures.at(figure.first);
            return known != figure.second &&
                   std::ranges::any_of(approved, [&](const model_submission* each) {
                       const auto same = each->figures.find(figure.first);
                       return same != each->figures.end() && same->second == known;
                   });
        });
    }

    /// Whether all that a submission says is what is known.
    [[nodiscard]] bool is_what_is_known(const model_submission& of) const {
        const auto owned = owners();
        return std::ranges::all_of(of.figures,
                                   [&](const auto& each) { return owned.at(each.first) == &of; });
    }

    [[nodiscard]] std::optional<report_standing> standing(const report_name& of) const {
        std::optional<report_standing> now;
        for (const model_entry& each : entries) {
            if (each.report != of) continue;
            switch (each.kind) {
            case entry_kind::submission:
            case entry_kind::reopening: now = report_standing::submitted; break;
            case entry_kind::withdrawal: now = report_standing::withdrawn; break;
            case entry_kind::sending_back: now = report_standing::returned; break;
            case entry_kind::approval: now = report_standing::approved; break;
            case entry_kind::answer: break;
            }
        }
        return now;
    }

    /// Among the first `until` entries.
    [[nodiscard]] const model_submission* last_of(
        const report_name& of, std::size_t until = std::numeric_limits<std::size_t>::max()) const {
        const model_submission* last = nullptr;
        for (const model_entry& each : std::span{entries}.first(std::min(until, entries.size()))) {
            if (each.kind == entry_kind::submission && each.report == of) {
                last = &submissions[each.submission];
            }
        }
        return last;
    }
};

std::map<model_cell, std::string> cells_of(const dataset& data) {
    std::map<model_cell, std::string> made;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const observation seen = data[i];
        const indicator& of = data.book()[data[seen.what].indicator];
        const period& when = data[seen.when];
        const day first = data.book().is_of_a_moment(of) ? when.last() : when.first();
        made[{std::string{data.where().code(seen.place)},
              first,
              when.last(),
              of.name.code,
              data.source(seen.source)}] =
            seen.as_written() + (seen.state == status::reported ? "" : name_of(seen.state));
    }
    return made;
}

const char* const places_csv =
    "code,name,level,parent\n9901,P,prefecture,\n990101,A,county,9901\n990102,B,county,9901\n"
    "990103,C,county,9901\n";

/// Some figures of a few places and months, and what they come to.
struct drawn_report {
    std::string csv = "place,period,indicator,source,value\n";
    model_submission told;
};

/// `knows_places`: whether a report without places is read with those that are known.
drawn_report draw(const step& by, bool knows_places) {
    static const std::vector<std::string> places{"990101", "990102", "990103", "9901"};
    static const std::vector<std::string> periods{"2016-01", "2016-02", "2016-03", "2016-02-29"};
    static const std::vector<std::string> indicators{"talks", "creation_units", "people_reached"};
    static const std::vector<std::string> values{"7", "0", "600余", "", "12", "-"};
    drawn_report made;
    made.told.brings_places = by[7] % 5 != 4;
    // Places that nobody told stand by themselves: none has two of them in it.
    const std::string common = made.told.brings_places || knows_places ? "9901" : "";
    const std::size_t figures = 1 + by[1] % 3;
    std::optional<std::string> place_of_all;
    std::optional<period> stretch;
    for (std::size_t i = 0; i < figures; ++i) {
        const std::string& place = places[(by[2] >> (2 * i)) % places.size()];
        const std::string& when = periods[(by[3] >> (2 * i)) % periods.size()];
        const std::string& what = indicators[(by[4] >> (2 * i)) % indicators.size()];
        const std::string& value = values[(by[5] >> (2 * i)) % values.size()];
        const std::string source = (by[6] >> i) % 4 == 3 ? "form" : "";
        const period parsed = *period::parse(when);
        const bool is_stock = what == "creation_units";
        const model_cell cell{
            place, is_stock ? parsed.last() : parsed.first(), parsed.last(), what, source};
        const std::string text = value + (value.empty()  ? "missing"
                                          : value == "-" ? "not_applicable"
                                                         : "");
        if (!made.told.figures.emplace(cell, text).second) continue;
        made.csv += place + "," + when + "," + what + "," + source + "," + value + "\n";
        place_of_all = !place_of_all || place_of_all == place ? place : common;
        stretch = stretch ? period::days(std::min(stretch->first(), parsed.first()),
                                         std::max(stretch->last(), parsed.last()))
                          : parsed;
    }
    made.told.report = {*place_of_all, *stretch, by[7] % 3 == 0 ? "other office" : "office"};
    return made;
}

/// Takes a tracker back to the tables of version 1: what was added since follows from what is
/// there.
void make_old(const std::string& file) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(handle,
                           "DROP TABLE IF EXISTS finding; DROP TABLE IF EXISTS filed; "
                           "DROP TABLE IF EXISTS judgement; "
                           "PRAGMA user_version = 1;",
                           nullptr,
                           nullptr,
                           nullptr),
              SQLITE_OK);
    sqlite3_close(handle);
}

class against_model {
  public:
    against_model() { tracker::create(folder_.path("db")); }

    void take(const step& by) {
        switch (by[0] % 12) {
        case 0: return act(by, entry_kind::withdrawal);
        case 1: return act(by, entry_kind::sending_back);
        case 2: return act(by, entry_kind::approval);
        case 3: return act(by, entry_kind::reopening);
        case 4: make_old(folder_.path("db")); return;
        default: return submit(by);
        }
    }

    void compare() {
        const tracker of{folder_.path("db")};
        const std::size_t last = model_.entries.size();
        RC_ASSERT(of.last_entry() == static_cast<std::int64_t>(last));
        for (std::size_t until = 0; until <= last; ++until) {
            const auto number = static_cast<std::int64_t>(until);
            RC_ASSERT(cells_of(of.known(number).data) == model_.known(until));
        }
        compare_export(of, last / 2);
        compare_joint(of, last);
        compare_changes(of, last / 3, last);
        compare_history(of);
        RC_ASSERT(of.verify().is_clean());
    }

  private:
    void submit(const step& by) {
        const drawn_report drawn = draw(by, model_.knows_places());
        std::filesystem::remove_all(folder_.path("report"));
        std::filesystem::create_directory(folder_.path("report"));
        folder_.with("report/figures.csv", drawn.csv);
        if (drawn.told.brings_places) folder_.with("report/places.csv", places_csv);
        tracker into{folder_.path("db")};
        submission what;
        what.done.by = drawn.told.report.office;
        what.is_provisional = true;
        const auto standing = model_.standing(drawn.told.report);
        const model_submission* const last = model_.last_of(drawn.told.report);
        const bool is_same = last != nullptr && last->figures == drawn.told.figures &&
                             standing != report_standing::withdrawn &&
                             standing != report_standing::returned;
        try {
            const submission_result result = into.submit(folder_.path("report"), what);
            if (is_same) {
                // The same moment can be written in two ways, and places may come with it or not:
                // that is another report to be kept.
                if (result.outcome == submission_outcome::unchanged) {
                    RC_ASSERT(model_.is_what_is_known(*last));
                    return;
                }
                RC_ASSERT(standing != report_standing::approved);
            }
            RC_ASSERT(result.outcome == submission_outcome::stored);
            RC_ASSERT(!model_.would_change_approved(drawn.told));
            RC_ASSERT(result.entry->report == drawn.told.report);
            RC_ASSERT(result.entry->figures == drawn.told.figures.size());
            model_.entries.push_back(
                {entry_kind::submission, drawn.told.report, model_.submissions.size()});
            model_.submissions.push_back(drawn.told);
        } catch (const error& refused) {
            RC_ASSERT(refused.code() == error_code::report_locked);
            RC_ASSERT(standing == report_standing::approved ||
                      model_.would_change_approved(drawn.told));
        }
    }

    void act(const step& by, entry_kind kind) {
        if (model_.entries.empty()) return;
        const std::size_t receipt = 1 + by[1] % model_.entries.size();
        const report_name& report = model_.entries[receipt - 1].report;
        const report_standing standing = *model_.standing(report);
        tracker in{folder_.path("db")};
        const auto number = static_cast<std::int64_t>(receipt);
        const action done{"prefecture office", "a reason"};
        // Whoever judges a report has its last version before him.
        const bool is_newest = model_.last_of(report, receipt) == model_.last_of(report);
        bool is_admitted = false;
        try {
            switch (kind) {
            case entry_kind::withdrawal:
                is_admitted =
                    standing == report_standing::submitted || standing == report_standing::returned;
                in.withdraw(number, done);
                break;
            case entry_kind::sending_back:
                is_admitted = standing == report_standing::submitted && is_newest;
                in.send_back(number, done);
                break;
            case entry_kind::approval:
                is_admitted = standing == report_standing::submitted && is_newest;
                in.approve(number, done);
                break;
            default:
                is_admitted = standing == report_standing::approved;
                in.reopen(number, done);
                break;
            }
            RC_ASSERT(is_admitted);
            model_.entries.push_back({kind, report, 0});
        } catch (const error& refused) {
            RC_ASSERT(refused.code() == error_code::report_locked);
            RC_ASSERT(!is_admitted);
        }
    }

    void compare_export(const tracker& of, std::size_t until) {
        const std::string to = folder_.path("out");
        std::filesystem::remove_all(to);
        const auto number = static_cast<std::int64_t>(until);
        const std::size_t figures = of.export_to(to, number);
        RC_ASSERT(figures == model_.known(until).size());
        if (figures == 0) return;
        const report read = read_report(to);
        RC_ASSERT(read.diagnostics.empty());
        RC_ASSERT(cells_of(read.data) == model_.known(until));
    }

    /// What fails between reports is what a check of all figures finds and none has by itself with
    /// the same figures.
    static void compare_joint(const tracker& of, std::size_t until) {
        const auto number = static_cast<std::int64_t>(until);
        using failing = std::pair<std::string, std::string>;
        std::set<failing> own;
        for (const open_finding& each : of.open_findings(number)) {
            own.emplace(each.key, each.figures);
        }
        const vintage known = of.known(number);
        const check_report found = check(known.data);
        std::set<failing> expected;
        for (const finding& each : found.findings) {
            const rule& broken = found.rules[each.rule];
            if (each.result != verdict::fails || each.follows_from || each.excused_by ||
                broken.kind == rule_kind::due) {
                continue;
            }
            const failing one{key_of(broken, each.where, known.data),
                              fingerprint_of(each, found, known.data)};
            if (!own.contains(one)) expected.insert(one);
        }
        std::set<failing> joint;
        for (const open_finding& each : of.joint_findings(number)) {
            joint.emplace(each.key, each.figures);
        }
        RC_ASSERT(joint == expected);
    }

    void compare_changes(const tracker& of, std::size_t from, std::size_t to) {
        const auto before = model_.known(from);
        const auto after = model_.known(to);
        std::size_t differing = 0;
        for (const auto& [where, text] : after) {
            const auto old = before.find(where);
            if (old == before.end() || old->second != text) ++differing;
        }
        for (const auto& [where, text] : before) {
            if (!after.contains(where)) ++differing;
        }
        RC_ASSERT(
            of.changes(static_cast<std::int64_t>(from), static_cast<std::int64_t>(to)).size() ==
            differing);
    }

    void compare_history(const tracker& of) {
        std::map<std::string, std::size_t> versions;
        for (const model_entry& each : model_.entries) {
            if (each.kind != entry_kind::submission) continue;
            for (const auto& [where, text] : model_.submissions[each.submission].figures) {
                ++versions[std::get<0>(where)];
            }
        }
        const auto known = model_.known(model_.entries.size());
        for (const auto& [place, count] : versions) {
            const auto history = of.history(place, *period::parse("2016"), "");
            RC_ASSERT(history.size() == count);
            std::size_t now = 0;
            for (const figure_version& each : history) {
                if (each.is_known) ++now;
            }
            std::size_t expected = 0;
            for (const auto& [where, text] : known) {
                if (std::get<0>(where) == place) ++expected;
            }
            RC_ASSERT(now == expected);
        }
    }

    scratch_folder folder_;
    model model_;
};

class random_ledger : public testing::TestWithParam<std::uint8_t> {};

// A hundred sequences for each, a thousand in all.
TEST_P(random_ledger, knows_what_a_list_of_all_submissions_says) {
    const std::uint8_t salt = GetParam();
    const bool holds = rc::check([salt](const std::vector<step>& steps) {
        constexpr std::size_t most_steps = 18;
        against_model both;
        for (step each : std::span{steps}.first(std::min(steps.size(), most_steps))) {
            for (std::uint8_t& byte : each) {
                byte = static_cast<std::uint8_t>(byte * 7U + salt);
            }
            both.take(each);
        }
        both.compare();
    });
    EXPECT_TRUE(holds);
}

INSTANTIATE_TEST_SUITE_P(of_ten, random_ledger, testing::Range<std::uint8_t>(0, 10));

}  // namespace
