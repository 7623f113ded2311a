#include <crossfoot/check/live_check.hpp>

#include "support/small_world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace {

using namespace crossfoot;
using namespace small_world;

/// The campaign with running totals, movements and a rule of its own over it.
codebook rich_campaign() {
    codebook book = campaign();
    indicator talks_to_date;
    talks_to_date.name = named("talks_to_date");
    talks_to_date.counts = counted::events;
    talks_to_date.over_time = nature::cumulative;
    talks_to_date.accumulates = book.indicator_at("talks");
    indicator joined;
    joined.name = named("joined");
    joined.counts = counted::organisations;
    joined.over_time = nature::flow;
    joined.absent = absence::zero_if_filed;
    book.indicators.push_back(talks_to_date);
    book.indicators.push_back(joined);
    book.indicators[0].inflows = {indicator_id{book.indicators.size() - 1}};
    book.indicators[0].keeps_magnitude = true;
    book.index();
    return book;
}

/// What is said of one finding, to be compared.
struct told {
    verdict result;
    std::optional<interval> reported;
    std::optional<interval> computed;
    std::size_t bounds;
    std::optional<std::string> follows_from;
    friend bool operator==(const told&, const told&) = default;
};

using all_told = std::map<std::string, told>;

all_told told_by(const std::vector<live_finding>& findings) {
    all_told all;
    for (const live_finding& each : findings) {
        all[each.key] = {each.what.result,
                         each.what.reported,
                         each.what.computed,
                         each.what.bounds.size(),
                         each.follows_from};
    }
    return all;
}

all_told told_by_check(const dataset& data) {
    const check_report found = check(data);
    const auto key = [&](const finding& each) {
        return key_of(found.rules[each.rule], each.where, data);
    };
    all_told all;
    for (const finding& each : found.findings) {
        std::optional<std::string> from;
        if (each.follows_from) {
            from = key(found.findings[*each.follows_from]);
        }
        all[key(each)] = {
            each.result, each.reported, each.computed, each.bounds.size(), std::move(from)};
    }
    return all;
}

/// Changes a table of what is told as a live check says that it changed.
void take_over(const finding_changes& changes, all_told& to) {
    for (const auto& [key, each] : told_by(changes.appeared)) {
        EXPECT_FALSE(to.contains(key)) << key;
        to[key] = each;
    }
    for (const auto& [key, each] : told_by(changes.changed)) {
        EXPECT_TRUE(to.contains(key)) << key;
        to[key] = each;
    }
    for (const live_finding& each : changes.resolved) {
        EXPECT_EQ(to.erase(each.key), 1U) << each.key;
    }
}

class random_typist {
  public:
    explicit random_typist(std::uint32_t seed) : random_{seed} {}

    const std::string& one_of(const std::vector<std::string>& list) {
        return list[random_() % list.size()];
    }

    cell somewhere(const dataset& data) {
        static const std::vector<std::string> indicators{"creation_units",
                                                         "model_units",
                                                         "creation_rate",
                                                         "talks",
                                                         "talks_to_date",
                                                         "joined",
                                                         "sites",
                                                         "teaching_sections"};
        static const std::vector<std::string> places{"9901", "990101", "990102"};
        static const std::vector<std::string> months{"2016-01", "2016-02", "2016-03", "2016-Q1"};
        const std::string& of = one_of(indicators);
        std::string item;
        if (of == "model_units" && one_in(2)) {
            item = one_in(2) ? "tier=county" : "tier=national";
        } else if ((of == "sites" || of == "teaching_sections") && one_in(2)) {
            item = "section=core";
        }
        const scope extent = one_in(8) ? scope::own : scope::total;
        return at(data, one_of(places), of, item, one_of(months), extent);
    }

    std::string text(const cell& where, const dataset& data) {
        if (data.book()[where.what.indicator].name.code == "creation_rate") {
            return one_in(2) ? "50%" : "33.3%";
        }
        static const std::vector<std::string> texts{
            "0", "1", "2", "3", "5", "8", "20", "300", "10余", "1万", "近30"};
        return one_of(texts);
    }

    bool one_in(std::uint32_t chances) { return random_() % chances == 0; }

  private:
    std::mt19937 random_;
};

TEST(live_check, says_at_all_times_what_a_check_of_the_same_figures_says) {
    for (std::uint32_t seed = 0; seed < 12; ++seed) {
        random_typist typist{seed};
        live_check live{empty_report(rich_campaign())};
        all_told known;
        for (int step = 0; step < 120; ++step) {
            const cell where = typist.somewhere(live.data());
            const std::string source = typist.one_in(10) ? "annex" : "";
            finding_changes changes;
            if (typist.one_in(5)) {
                changes = live.clear(where, source);
            } else if (typist.one_in(8)) {
                const status state = typist.one_in(2) ? status::missing : status::not_applicable;
                changes = live.set(where, state, "", source);
            } else {
                changes = live.set(where, read(typist.text(where, live.data())), source);
            }
            take_over(changes, known);
            const all_told now = told_by(live.findings());
            ASSERT_EQ(known == now, true) << "seed " << seed << ", step " << step;
            const all_told all = told_by_check(live.data());
            for (const auto& [key, each] : all) {
                ASSERT_TRUE(now.contains(key)) << key << " seed " << seed << ", step " << step;
                ASSERT_EQ(now.at(key) == each, true)
                    << key << " seed " << seed << ", step " << step;
            }
            ASSERT_EQ(now.size(), all.size()) << "seed " << seed << ", step " << step;
            ASSERT_EQ(live.summary(), check(live.data()).summary);
        }
    }
}

TEST(live_check, a_slip_appears_and_its_correction_resolves_it) {
    dataset data = empty_report();
    put(data, "990101", "creation_units", "25");
    put(data, "990101", "model_units", "20");
    live_check live{std::move(data)};
    const cell part = at(live.data(), "990101", "model_units");
    const finding_changes slip = live.set(part, read("200"));
    ASSERT_EQ(slip.changed.size(), 1U);
    EXPECT_EQ(slip.changed.front().key, "part_of:model_units@990101/2016");
    EXPECT_EQ(slip.changed.front().what.result, verdict::fails);
    const finding_changes corrected = live.set(part, read("20"));
    ASSERT_EQ(corrected.changed.size(), 1U);
    EXPECT_EQ(corrected.changed.front().what.result, verdict::holds);
}

TEST(live_check, clearing_a_claim_resolves_its_findings) {
    dataset data = empty_report();
    put(data, "990101", "creation_units", "25");
    put(data, "990101", "model_units", "20");
    live_check live{std::move(data)};
    const finding_changes gone = live.clear(at(live.data(), "990101", "model_units"));
    ASSERT_EQ(gone.resolved.size(), 1U);
    EXPECT_EQ(gone.resolved.front().key, "part_of:model_units@990101/2016");
    EXPECT_TRUE(gone.appeared.empty());
}

TEST(live_check, the_same_figure_again_changes_nothing) {
    dataset data = empty_report();
    put(data, "990101", "creation_units", "25");
    put(data, "990101", "model_units", "20");
    live_check live{std::move(data)};
    EXPECT_TRUE(live.set(at(live.data(), "990101", "model_units"), read("20")).is_empty());
}

}  // namespace
