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
    explanation(std::vector<instance>& instances, std::span<const rule> rules, const dataset& data)
        : instances_{instances}, rules_{rules}, data_{data} {
        for (std::size_t i = 0; i < instances.size(); ++i) {
            const instance& each = instances[i];
            if (each.found.result != verdict::fails || each.stands_alone) {
                continue;
            }
            failing_.push_back(i);
            if (each.has_claim) {
                claimed_by_[key_of_cell(data_.book(), each.found.where)].push_back(i);
            }
        }
        causes_.resize(instances.size());
        for (const std::size_t i : failing_) {
            causes_[i] = causes_of(i);
        }
        judge_bottom_up();
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

    /// What must hold is not explained by what is only asked.
    [[nodiscard]] bool is_as_urgent(std::size_t other, std::size_t number) const {
        return rules_[instances_[other].found.rule].weight <=
               rules_[instances_[number].found.rule].weight;
    }

    [[nodiscard]] std::vector<cause> causes_of(std::size_t number) const {
        const instance& each = instances_[number];
        std::vector<cause> causes;
        for (std::size_t operand = 0; operand < each.term_of_operand.size(); ++operand) {
            if (each.term_of_operand[operand] == instance::no_term) {
                continue;
            }
            const finding_term& term = each.found.terms[each.term_of_operand[operand]];
            const auto claimed = claimed_by_.find(key_of_cell(data_.book(), term.where));
            if (claimed == claimed_by_.end()) {
                continue;
            }
            cause made{operand, {}};
            std::ranges::copy_if(
                claimed->second, std::back_inserter(made.findings), [&](std::size_t other) {
                    return other != number && is_as_urgent(other, number);
                });
            if (!made.findings.empty()) {
                causes.push_back(std::move(made));
            }
        }
        return causes;
    }

    // Tarjan's strongly connected components, without recursion: a chain may be as long as the
    // report.
    class components {
      public:
        components(std::size_t nodes, const std::vector<std::vector<cause>>& causes)
            : causes_{causes}, index_(nodes, unseen), low_(nodes, 0), on_stack_(nodes, false) {}

        /// Goes through all that can be reached from a node; gives each component to `close` with
        /// its members, the causes before what they explain.
        template <typename Close>
        void visit(std::size_t root, const Close& close) {
            if (index_[root] != unseen) {
                return;
            }
            enter(root);
            while (!path_.empty()) {
                frame& top = path_.back();
                if (top.at < top.next.size()) {
                    step_to(top, top.next[top.at++]);
                    continue;
                }
                leave(close);
            }
        }

      private:
        static constexpr auto unseen = static_cast<std::size_t>(-1);
        struct frame {
            std::size_t node;
            std::vector<std::size_t> next;
            std::size_t at = 0;
        };

        void enter(std::size_t node) {
            index_[node] = low_[node] = count_++;
            stack_.push_back(node);
            on_stack_[node] = true;
            frame made{node, {}};
            for (const cause& each : causes_[node]) {
                made.next.insert(made.next.end(), each.findings.begin(), each.findings.end());
            }
            path_.push_back(std::move(made));
        }

        void step_to(const frame& from, std::size_t next) {
            const std::size_t node = from.node;
            if (index_[next] == unseen) {
                enter(next);
            } else if (on_stack_[next]) {
                low_[node] = std::min(low_[node], index_[next]);
            }
        }

        template <typename Close>
        void leave(const Close& close) {
            const std::size_t node = path_.back().node;
            path_.pop_back();
            if (!path_.empty()) {
                const std::size_t above = path_.back().node;
                low_[above] = std::min(low_[above], low_[node]);
            }
            if (low_[node] != index_[node]) {
                return;
            }
            const auto first = std::ranges::find(stack_, node);
            for (auto member = first; member != stack_.end(); ++member) {
                on_stack_[*member] = false;
            }
            const std::vector<std::size_t> members(first, stack_.end());
            stack_.erase(first, stack_.end());
            close(members);
        }

        const std::vector<std::vector<cause>>& causes_;
        std::vector<std::size_t> index_;
        std::vector<std::size_t> low_;
        std::vector<bool> on_stack_;
        std::vector<std::size_t> stack_;
        std::vector<frame> path_;
        std::size_t count_ = 0;
    };

    void judge_bottom_up() {
        in_cycle_.assign(instances_.size(), false);
        admitted_.resize(instances_.size());
        std::vector<std::size_t> bottom_up;
        components all{instances_.size(), causes_};
        for (const std::size_t root : failing_) {
            all.visit(root, [&](const std::vector<std::size_t>& members) {
                for (const std::size_t member : members) {
                    in_cycle_[member] = members.size() > 1;
                    bottom_up.push_back(member);
                }
            });
        }
        for (const std::size_t number : bottom_up) {
            judge_again(number);
        }
    }

    /// The value that the claim of a finding should have had: what it computes; where it is
    /// compared with a bound, everything on the right side of that.
    static std::optional<interval> should_be(const instance& each, const said& judged) {
        if (each.should_be) {
            // What fails no more was right as it stands.
            return judged.result == verdict::fails ? each.should_be : each.found.reported;
        }
        switch (each.compared) {
        case comparison_kind::equal:
        case comparison_kind::magnitude: return judged.computed;
        case comparison_kind::at_most:
            return judged.computed
                       ? interval::between({rational{0}, bound::closed}, judged.computed->hi())
                       : std::nullopt;
        case comparison_kind::at_least:
            return judged.computed ? interval::between(judged.computed->lo(), {}) : std::nullopt;
        }
        return std::nullopt;
    }

    /// What is left of a claim that is not to blame: what it was taken for when its finding no
    /// longer failed, as far as that is also what it should be. So a finding that follows does not
    /// cover a slip of its own beside it.
    static std::optional<interval> acquitted(const instance& each,
                                             const relation& judged_with,
                                             const std::optional<interval>& should_be) {
        std::optional<interval> taken_for = each.found.reported;
        for (std::size_t i = 0; i < judged_with.terms.size(); ++i) {
            if (each.term_of_operand[i] == 0) {
                taken_for = judged_with.terms[i].values;
            }
        }
        if (!taken_for || !should_be) {
            return should_be;
        }
        const std::optional<interval> both = intersection(*taken_for, *should_be);
        return both ? both : should_be;
    }

    void judge_again(std::size_t number) {
        const instance& each = instances_[number];
        const std::vector<cause>& causes = causes_[number];
        if (causes.empty() || in_cycle_[number]) {
            admitted_[number] = should_be(each, judge_as(each, each.what));
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
            const said judged = judge_as(each, changed);
            if (choice == 0) {
                admitted_[number] = should_be(each, judged);
            }
            if (judged.result == verdict::fails) {
                continue;
            }
            admitted_[number] = acquitted(each, changed, should_be(each, judged));
            auto first = static_cast<std::size_t>(-1);
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
    std::span<const rule> rules_;
    const dataset& data_;
    std::vector<std::size_t> failing_;
    std::map<cell_key, std::vector<std::size_t>> claimed_by_;
    std::vector<std::vector<cause>> causes_;
    std::vector<bool> in_cycle_;
    std::vector<std::optional<interval>> admitted_;
    std::map<std::size_t, std::size_t> follows_;
};

}  // namespace

void mark_what_follows(std::vector<instance>& instances,
                       std::span<const rule> rules,
                       const dataset& data) {
    explanation{instances, rules, data}.run();
}

}  // namespace crossfoot::detail
