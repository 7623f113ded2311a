#include "bulk_check.hpp"

#include <crossfoot/check/tally.hpp>

#include "check/cell_order.hpp"
#include "check/moment_check.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>

namespace crossfoot::detail {

namespace {

/// Judges day by day, and puts together what was found.
class day_judge final : public day_worker {
  public:
    day_judge(std::shared_ptr<const codebook> book,
              std::shared_ptr<const places> where,
              const finding_filter& only)
        : book_{std::move(book)}, where_{std::move(where)}, rules_{derive_rules(*book_)} {
        asked_.places = only.places;
        if (only.indicators.empty() && only.periods.empty()) return;
        finding_filter anywhere = only;
        anywhere.places.clear();
        asked_.admits = [anywhere, of = book_](const series& what, const period& when) {
            return anywhere.admits({place_id{}, when, what}, *of);
        };
    }

    void begin() override { judged_.clear(); }

    [[nodiscard]] bool is_possible(const reported_periods& there) const override {
        return are_of_one_moment(rules_, there);
    }

    std::optional<std::vector<duplicate_row>> take(const moment_input& of,
                                                   moment_scratch& scratch,
                                                   moment_wanted wanted) override {
        moment_findings found =
            check_moment(of, rules_, asked_, dataset{book_, where_}, scratch, wanted);
        std::vector<duplicate_row> duplicates = std::move(found.duplicates);
        const std::scoped_lock lock{mutex_};
        judged_.emplace(of.last, std::move(found));
        return duplicates;
    }

    bulk_checked assemble(bulk_reading read) {
        bulk_checked made{dataset{book_, where_}, {}, std::move(read)};
        collect_findings(made, *made.read.hierarchies);
        return made;
    }

  private:
    void collect_findings(bulk_checked& made, trees& hierarchies) {
        check_report& report = made.found;
        report.lists_what_holds = false;
        report.counts_what_was_asked = !asked_.are_all();
        struct key {
            std::uint32_t rule;
            finding* of;
            const hierarchy* tree;
            std::size_t number;  // before sorting
        };
        std::vector<key> order;
        std::size_t before = 0;
        for (auto& [when, found] : judged_) {
            const std::size_t first = made.evidence.take(std::move(found.evidence));
            const hierarchy& tree = hierarchies.at(when);
            for (finding& each : found.findings) {
                for (finding_term& term : each.terms) {
                    if (term.observation) *term.observation += first;
                }
                if (each.follows_from) *each.follows_from += before;
                order.push_back({each.rule, &each, &tree, order.size()});
            }
            before = order.size();
            report.summary.figures += found.figures;
            add_tallies(found.tallies);
        }
        const cell_order cells{made.evidence};
        std::ranges::stable_sort(order, [&](const key& a, const key& b) {
            if (a.rule != b.rule) return a.rule < b.rule;
            return cells.before({&a.of->where, a.tree}, {&b.of->where, b.tree});
        });
        std::vector<std::size_t> new_number(order.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            new_number[order[i].number] = i;
        }
        report.findings.reserve(order.size());
        for (const key& each : order) {
            report.findings.push_back(std::move(*each.of));
            auto& follows = report.findings.back().follows_from;
            if (follows) follows = new_number[*follows];
        }
        finish_tallies(report);
        report.rules = std::move(rules_);
    }

    void add_tallies(const std::vector<check_tally>& tallies) {
        for (const check_tally& each : tallies) {
            add(tallies_[{each.rule, each.level, each.indicator}], each.counts);
        }
    }

    void finish_tallies(check_report& report) {
        for (const auto& [key, counts] : tallies_) {
            report.tallies.push_back(
                {std::get<0>(key), std::get<1>(key), std::get<2>(key), counts});
            add(report.summary, counts);
        }
    }

    std::shared_ptr<const codebook> book_;
    std::shared_ptr<const places> where_;
    std::vector<rule> rules_;
    cells_asked_about asked_;
    std::mutex mutex_;  // for what follows
    std::map<day, moment_findings> judged_;
    std::map<std::tuple<std::uint32_t, std::optional<level_id>, indicator_id>, check_summary>
        tallies_;
};

}  // namespace

std::optional<bulk_checked> check_in_bulk(const std::vector<bulk_file>& files,
                                          const std::shared_ptr<const codebook>& book,
                                          const std::shared_ptr<const places>& where,
                                          const figures_options& reading,
                                          const check_options& options) {
    day_judge judge{book, where, options.only ? options.only(*book, *where) : finding_filter{}};
    std::optional<bulk_reading> read = read_in_bulk(files, book, where, reading, options, judge);
    if (!read) return std::nullopt;
    return judge.assemble(std::move(*read));
}

}  // namespace crossfoot::detail
