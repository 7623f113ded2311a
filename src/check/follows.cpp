#include "instance.hpp"
#include "judge.hpp"

#include <algorithm>
#include <map>

namespace crossfoot::detail {

namespace {

/// Finds, for each failing finding, whether it still fails once its failing operands are replaced
/// by what they should have been.
class explanation {
  public:
    explanation(std::vector<instance>& instances, const dataset& data)
        : instances_{instances}, data_{data} {
        for (std::size_t i = 0; i < instances.size(); ++i) {
            const instance& each = instances[i];
            if (each.found.result != verdict::fails || each.is_domain_or_conflict) {
                continue;
            }
            failing_.push_back(i);
            claimed_by_[key_of_cell(data_.book(), each.found.where)].push_back(i);
        }
        causes_.resize(instances.size());
        for (const std::size_t i : failing_) {
            causes_[i] = causes_of(i);
        }
        find_cycles();
    }

    void run() {
        for (const std::size_t i : failing_) {
            settle_again(i);
        }
    }

  private:
    /// A failing operand, and the failing findings whose claim it is, in the order of the report.
    struct cause {
        std::size_t operand;
        std::vector<std::size_t> findings;
    };

    [[nodiscard]] std::vector<cause> causes_of(std::size_t number) const {
        const instance& each = instances_[number];
        std::vector<cause> causes;
        for (std::size_t operand = 0; operand < each.term_of_operand.size(); ++operand) {
            const finding_term& term = each.found.terms[each.term_of_operand[operand]];
            const auto claimed = claimed_by_.find(key_of_cell(data_.book(), term.where));
            if (claimed == claimed_by_.end()) {
                continue;
            }
            cause made{operand, {}};
            std::ranges::copy_if(claimed->second,
                                 std::back_inserter(made.findings),
                                 [&](std::size_t other) { return other != number; });
            if (!made.findings.empty()) {
                causes.push_back(std::move(made));
            }
        }
        return causes;
    }

    // Tarjan's strongly connected components, without recursion: a chain may be as long as the
    // report.
    void find_cycles() {
        constexpr std::size_t unseen = static_cast<std::size_t>(-1);
        std::vector<std::size_t> index(instances_.size(), unseen);
        std::vector<std::size_t> low(instances_.size(), 0);
        std::vector<bool> on_stack(instances_.size(), false);
        std::vector<std::size_t> stack;
        struct frame {
            std::size_t node;
            std::vector<std::size_t> next;
            std::size_t at = 0;
        };
        std::size_t count = 0;
        in_cycle_.assign(instances_.size(), false);
        for (const std::size_t root : failing_) {
            if (index[root] != unseen) {
                continue;
            }
            std::vector<frame> path;
            const auto enter = [&](std::size_t node) {
                index[node] = low[node] = count++;
                stack.push_back(node);
                on_stack[node] = true;
                frame made{node, {}};
                for (const cause& each : causes_[node]) {
                    made.next.insert(made.next.end(), each.findings.begin(), each.findings.end());
                }
                path.push_back(std::move(made));
            };
            enter(root);
            while (!path.empty()) {
                frame& top = path.back();
                if (top.at < top.next.size()) {
                    const std::size_t next = top.next[top.at++];
                    if (index[next] == unseen) {
                        enter(next);
                    } else if (on_stack[next]) {
                        low[top.node] = std::min(low[top.node], index[next]);
                    }
                    continue;
                }
                const std::size_t node = top.node;
                path.pop_back();
                if (!path.empty()) {
                    low[path.back().node] = std::min(low[path.back().node], low[node]);
                }
                if (low[node] != index[node]) {
                    continue;
                }
                const bool alone = stack.back() == node;
                std::size_t member = unseen;
                do {
                    member = stack.back();
                    stack.pop_back();
                    on_stack[member] = false;
                    in_cycle_[member] = !alone;
                    // Components are closed from the causes to what they explain.
                    bottom_up_.push_back(member);
                } while (member != node);
            }
        }
        admitted_.resize(instances_.size());
        for (const std::size_t number : bottom_up_) {
            judge_again(number);
        }
    }

    /// The value that the claim of a finding should have had: what it computes, or for an at-most
    /// relation everything up to the whole.
    static std::optional<interval> should_be(const instance& each,
                                             const relation& what,
                                             const judgement& judged) {
        if (!each.is_at_most) {
            return judged.computed;
        }
        return interval::between({rational{0}, bound::closed}, what.terms[1].values.hi());
    }

    void judge_again(std::size_t number) {
        const instance& each = instances_[number];
        const std::vector<cause>& causes = causes_[number];
        if (causes.empty() || in_cycle_[number]) {
            admitted_[number] = should_be(each, each.what, judge(each.what));
            return;
        }
        std::size_t most = 0;
        for (const cause& one : causes) {
            most = std::max(most, one.findings.size());
        }
        for (std::size_t choice = 0; choice < most; ++choice) {
            relation changed = each.what;
            for (const cause& one : causes) {
                const std::size_t by = one.findings[std::min(choice, one.findings.size() - 1)];
                replace(changed, one.operand, admitted_[by]);
            }
            const judgement judged = judge(changed);
            if (choice == 0) {
                admitted_[number] = should_be(each, changed, judged);
            }
            if (judged.result == verdict::fails) {
                continue;
            }
            admitted_[number] = should_be(each, changed, judged);
            std::size_t first = static_cast<std::size_t>(-1);
            for (const cause& one : causes) {
                first = std::min(first, one.findings[std::min(choice, one.findings.size() - 1)]);
            }
            follows_[number] = first;
            return;
        }
    }

    static void replace(relation& what, std::size_t number, const std::optional<interval>& values) {
        operand& changed = number < what.terms.size() ? what.terms[number]
                                                      : what.divisors[number - what.terms.size()];
        const std::optional<interval> usable =
            values ? narrowed(*values, changed.whole) : std::nullopt;
        if (usable) {
            changed.values = *usable;
        }
    }

    void settle_again(std::size_t number) {
        const auto follows = follows_.find(number);
        if (follows != follows_.end()) {
            instances_[number].found.follows_from = follows->second;
        }
    }

    std::vector<instance>& instances_;
    const dataset& data_;
    std::vector<std::size_t> failing_;
    std::map<cell_key, std::vector<std::size_t>> claimed_by_;
    std::vector<std::vector<cause>> causes_;
    std::vector<bool> in_cycle_;
    std::vector<std::size_t> bottom_up_;
    std::vector<std::optional<interval>> admitted_;
    std::map<std::size_t, std::size_t> follows_;
};

}  // namespace

void mark_what_follows(std::vector<instance>& instances, const dataset& data) {
    explanation{instances, data}.run();
}

}  // namespace crossfoot::detail
