#include <crossfoot/check/live_check.hpp>
#include <crossfoot/compute/completeness.hpp>

#include "cell_order.hpp"
#include "instantiation.hpp"

#include <algorithm>
#include <unordered_map>

namespace crossfoot {

namespace {

using detail::instance;
using detail::seen_cell;

std::uint64_t mixed(std::uint64_t value) noexcept {
    value ^= value >> 30U;
    value *= 0xbf58476d1ce4e5b9ULL;
    value ^= value >> 27U;
    value *= 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

bool same_interval(const std::optional<interval>& a, const std::optional<interval>& b) {
    return a == b;
}

/// Whether two findings of one rule at one cell say the same.
bool say_the_same(const finding& a, const finding& b) {
    const auto same_term = [](const finding_term& x, const finding_term& y) {
        return x.where == y.where && x.role == y.role && x.reading == y.reading &&
               x.observation == y.observation;
    };
    const auto same_bound = [](const fill_bound& x, const fill_bound& y) {
        return x.where == y.where && x.values == y.values;
    };
    return a.result == b.result && a.where == b.where && same_interval(a.reported, b.reported) &&
           same_interval(a.computed, b.computed) && a.excused_by == b.excused_by &&
           std::ranges::equal(a.terms, b.terms, same_term) &&
           std::ranges::equal(a.bounds, b.bounds, same_bound);
}

}  // namespace

/// Keeps, for every rule and cell at which it may say something, what it says and which cells it
/// looked at.
class live_check::worker {
  public:
    explicit worker(dataset data)
        : data_{std::move(data)}, rules_{derive_rules(data_.book())}, order_{data_} {
        by_indicator_.resize(data_.book().indicators.size());
        for (std::size_t i = 0; i < rules_.size(); ++i) {
            const auto number = static_cast<std::uint32_t>(i);
            switch (rules_[i].kind) {
            case rule_kind::domain:
            case rule_kind::conflict: of_all_.push_back(number); break;
            case rule_kind::written: by_site_.push_back(number); break;
            case rule_kind::due: due_.push_back(number); break;
            default: by_indicator_[rules_[i].indicator.index()].push_back(number); break;
            }
        }
        judge_all();
    }

    [[nodiscard]] const dataset& data() const noexcept { return data_; }
    [[nodiscard]] const std::vector<rule>& rules() const noexcept { return rules_; }

    finding_changes change(const cell& where, const auto& write) {
        begin();
        const std::optional<day> first = rules_at_->first_day_of(where.what.indicator);
        const bool was_filed = says_something(where);
        write();
        const bool is_filed = says_something(where);
        bool filing_changed = false;
        if (was_filed != is_filed && cells_->asks_for_filing()) {
            filing_changed = cells_->note_filing(where.place, where.when, is_filed);
        }
        const bool has_observation =
            cells_->read(where.place, where.what, where.when).observation.has_value();
        if (!first || where.when.last() < *first ||
            (where.when.last() == *first && !has_observation) || moves_stretch(where)) {
            return judge_all_again();
        }
        judge_touched(where, filing_changed);
        return finish();
    }

    finding_changes set(const cell& where, figure value, std::string_view source) {
        return change(where, [&] { data_.set(where, std::move(value), source); });
    }
    finding_changes set(const cell& where,
                        status state,
                        std::string text,
                        std::string_view source) {
        return change(where, [&] { data_.set(where, state, std::move(text), source); });
    }
    finding_changes clear(const cell& where, std::string_view source) {
        return change(where, [&] { data_.clear(where, source); });
    }

    [[nodiscard]] std::vector<live_finding> findings() const {
        std::vector<std::uint32_t> there;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            if (entries_[i].found) {
                there.push_back(static_cast<std::uint32_t>(i));
            }
        }
        put_in_order(there);
        std::vector<live_finding> all;
        for (const std::uint32_t each : there) {
            all.push_back(as_finding(entries_[each]));
        }
        return all;
    }

    [[nodiscard]] check_summary summary() const {
        check_summary sum;
        for (std::size_t number = 0; number < data_.size(); ++number) {
            const observation seen = data_[number];
            const bool is_figure =
                seen.state == status::reported || seen.state == status::below_unit;
            sum.figures += is_figure && !data_.is_erased(number) ? 1U : 0U;
        }
        for (const entry& each : entries_) {
            if (!each.found) {
                continue;
            }
            ++sum.checks;
            switch (each.found->found.result) {
            case verdict::holds: ++sum.holds; break;
            case verdict::possible: ++sum.possible; break;
            case verdict::unknown: ++sum.unknown; break;
            case verdict::fails: ++(each.follows_from ? sum.follows : sum.fails); break;
            }
        }
        return sum;
    }

  private:
    /// A rule at the cell where it may say something.
    struct entry {
        std::uint32_t rule = 0;
        cell where;
        std::uint64_t hash = 0;  ///< of the cell
        std::optional<instance> found{};
        std::optional<std::string> follows_from{};
        std::uint64_t reads = 0;  ///< of the cells that it looked at last, all together
        bool is_kept = false;     ///< whether `before_` has it
    };
    /// What an entry said before a change.
    struct kept_entry {
        std::uint32_t number = 0;
        std::optional<finding> found{};
        std::optional<std::string> follows_from{};
    };
    struct entry_key {
        std::uint32_t rule = 0;
        std::uint64_t hash = 0;  ///< of the cell
        friend bool operator==(const entry_key&, const entry_key&) = default;
    };
    struct entry_key_hash {
        std::size_t operator()(const entry_key& key) const noexcept {
            return mixed(key.hash + key.rule);
        }
    };

    // -- finding what a cell touches
    // ----------------------------------------------------------------

    [[nodiscard]] std::uint64_t hash_of(const cell& where) const {
        const codebook& book = data_.book();
        const bool moment = book.is_of_a_moment(book[where.what.indicator]);
        const day first = moment ? where.when.last() : where.when.first();
        std::uint64_t hash = where.place.index();
        const auto add = [&hash](std::uint64_t value) { hash = mixed(hash ^ value) + value; };
        add((static_cast<std::uint64_t>(where.what.indicator.index()) << 8U) |
            static_cast<std::uint64_t>(where.what.extent));
        add(static_cast<std::uint64_t>(first.time_since_epoch().count()));
        add(static_cast<std::uint64_t>(where.when.last().time_since_epoch().count()));
        for (std::size_t i = 0; i < where.what.items.size(); ++i) {
            if (where.what.items[i] != series::all) {
                add((static_cast<std::uint64_t>(i + 1) << 16U) | where.what.items[i]);
            }
        }
        return mixed(hash);
    }

    /// Stands for all that a place files for a day.
    [[nodiscard]] static std::uint64_t hash_of_filing(place_id place, const period& when) {
        const auto last = static_cast<std::uint64_t>(when.last().time_since_epoch().count());
        return mixed((static_cast<std::uint64_t>(place.index()) << 32U) ^ mixed(last));
    }

    /// Whether anything but blanks stands at the cell, for `zero_if_filed`.
    [[nodiscard]] bool says_something(const cell& where) const {
        const auto seen = cells_->observations(where.place, where.what, where.when);
        return std::ranges::any_of(
            seen, [this](std::size_t number) { return data_[number].state != status::missing; });
    }

    std::uint32_t entry_at(std::uint32_t rule, const cell& where) {
        return entry_at(rule, where, hash_of(where));
    }
    std::uint32_t entry_at(std::uint32_t rule, const cell& where, std::uint64_t hash) {
        const auto number = static_cast<std::uint32_t>(entries_.size());
        const auto [known, is_new] = index_.try_emplace({rule, hash}, number);
        if (is_new) {
            entries_.push_back({rule, where, hash});
        }
        return known->second;
    }

    void touch(std::uint32_t number) {
        if (touched_at_.size() < entries_.size()) {
            touched_at_.resize(entries_.size(), 0);
        }
        if (touched_at_[number] != round_) {
            touched_at_[number] = round_;
            touched_.push_back(number);
        }
    }

    /// Every entry that the figure of a cell makes, or may make.
    void touch_claims(const cell& where) {
        const std::uint64_t hash = hash_of(where);
        for (const std::uint32_t rule : of_all_) {
            touch(entry_at(rule, where, hash));
        }
        for (const std::uint32_t rule : by_indicator_[where.what.indicator.index()]) {
            touch(entry_at(rule, where, hash));
        }
        const seen_cell seen{where, &rules_at_->tree_at(where.when.last())};
        for (const std::uint32_t rule : by_site_) {
            if (const std::optional<cell> site = rules_at_->site_of(rule, seen)) {
                touch(entry_at(rule, *site));
            }
        }
    }

    // -- judging
    // --------------------------------------------------------------------------------------

    /// Whether a cell lies at an end of what the figures cover, or beyond, where something is due.
    [[nodiscard]] bool moves_stretch(const cell& where) const {
        return !due_.empty() &&
               (!stretch_ || where.when.first() <= stretch_->first() ||
                where.when.last() >= stretch_->last()) &&
               stretch_of(data_) != stretch_;
    }

    void begin() {
        ++round_;
        touched_.clear();
        for (const kept_entry& each : before_) {
            entries_[each.number].is_kept = false;
        }
        before_.clear();
    }

    void judge_touched(const cell& where, bool filing_changed) {
        touch_claims(where);
        touch_readers(hash_of(where));
        if (filing_changed) {
            touch_readers(hash_of_filing(where.place, where.when));
        }
        for (std::size_t i = 0; i < touched_.size(); ++i) {
            judge_again(touched_[i]);
        }
    }

    void touch_readers(std::uint64_t hash) {
        const auto found = readers_.find(hash);
        if (found == readers_.end()) {
            return;
        }
        for (const std::uint32_t each : found->second) {
            touch(each);
        }
    }

    /// Takes what an entry says out of it, for what it says after.
    void judge_again(std::uint32_t number) {
        forget_failing(number);
        entry& each = entries_[number];
        kept_entry before{number, {}, std::move(each.follows_from)};
        if (each.found) {
            before.found = std::move(each.found->found);
        }
        before_.push_back(std::move(before));
        each.is_kept = true;
        judge_entry(number);
        note_failing(number);
    }

    /// Keeps what an entry says that is not judged again, but may follow from another finding.
    void keep_before(std::uint32_t number) {
        entry& each = entries_[number];
        if (!each.is_kept) {
            before_.push_back({number, each.found->found, each.follows_from});
            each.is_kept = true;
        }
    }

    void judge_entry(std::uint32_t number) {
        const std::uint32_t rule = entries_[number].rule;
        const bool alone =
            rules_[rule].kind == rule_kind::domain || rules_[rule].kind == rule_kind::conflict;
        seen_cell claim = rules_at_->builder().see(entries_[number].where);
        // The period as the first source wrote it.
        if (claim.figure.observation && rules_[rule].kind != rule_kind::written &&
            rules_[rule].kind != rule_kind::due) {
            claim.where.when = data_[data_[first_of(claim)].when];
            entries_[number].where.when = claim.where.when;
        }
        reads_.clear();
        std::optional<instance> made;
        const bool is_reported = claim.figure.observation || !alone;
        if (is_reported) {
            cells_->record_reads(alone ? nullptr : &reads_);
            made = rules_at_->at(rule, claim);
            cells_->record_reads(nullptr);
        }
        entries_[number].found = std::move(made);
        entries_[number].follows_from.reset();
        remember_reads(number);
    }

    /// Makes an entry known to the cells that it looked at. Mostly these are the same as last time.
    void remember_reads(std::uint32_t number) {
        std::uint64_t all = 1;
        read_hashes_.clear();
        for (const cell& each : reads_) {
            read_hashes_.push_back(hash_of(each));
            if (cells_->asks_for_filing()) {
                read_hashes_.push_back(hash_of_filing(each.place, each.when));
            }
        }
        for (const std::uint64_t each : read_hashes_) {
            all = mixed(all ^ each) + each;
        }
        if (entries_[number].reads == all) {
            return;
        }
        entries_[number].reads = all;
        for (const std::uint64_t each : read_hashes_) {
            remember_reader(each, number);
        }
    }

    [[nodiscard]] std::size_t first_of(const seen_cell& claim) const {
        if (!claim.figure.more_sources) {
            return *claim.figure.observation;
        }
        return cells_->observations(claim.where.place, claim.where.what, claim.where.when).front();
    }

    void remember_reader(std::uint64_t hash, std::uint32_t number) {
        std::vector<std::uint32_t>& readers = readers_[hash];
        if (std::ranges::find(readers, number) == readers.end()) {
            readers.push_back(number);
        }
    }

    void judge_all() {
        before_.clear();
        entries_.clear();
        index_.clear();
        readers_.clear();
        failing_by_claim_.clear();
        touched_at_.clear();
        cells_ = std::make_unique<cell_reader>(data_);
        rules_at_ = std::make_unique<detail::instantiation>(data_, *cells_, rules_, nullptr);
        begin();
        for (std::size_t number = 0; number < data_.size(); ++number) {
            const observation seen = data_[number];
            if (data_.find(seen.place, seen.what, seen.when) == number) {
                touch_claims({seen.place, data_[seen.when], data_[seen.what]});
            }
        }
        stretch_ = due_.empty() ? std::nullopt : stretch_of(data_);
        for (const std::uint32_t rule : due_) {
            for (const cell& each : rules_at_->sites_due(rules_[rule])) {
                touch(entry_at(rule, each));
            }
        }
        for (const std::uint32_t each : touched_) {
            judge_entry(each);
            note_failing(each);
        }
        std::vector<std::uint32_t> failing;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            if (is_failing(static_cast<std::uint32_t>(i))) {
                failing.push_back(static_cast<std::uint32_t>(i));
            }
        }
        mark(std::move(failing));
    }

    finding_changes judge_all_again() {
        std::unordered_map<std::string, live_finding> old;
        for (const entry& each : entries_) {
            if (each.found) {
                live_finding one = as_finding(each);
                old.emplace(one.key, std::move(one));
            }
        }
        judge_all();
        finding_changes made;
        for (live_finding& each : findings()) {
            const auto known = old.find(each.key);
            if (known == old.end()) {
                made.appeared.push_back(std::move(each));
                continue;
            }
            if (!say_the_same(known->second.what, each.what) ||
                known->second.follows_from != each.follows_from) {
                made.changed.push_back(std::move(each));
            }
            old.erase(known);
        }
        for (auto& [key, each] : old) {
            made.resolved.push_back(std::move(each));
        }
        std::ranges::sort(made.resolved, {}, &live_finding::key);
        return made;
    }

    // -- what follows from what -------------------------------------------------------------------

    [[nodiscard]] bool is_failing(std::uint32_t number) const {
        const std::optional<instance>& found = entries_[number].found;
        return found && found->found.result == verdict::fails && !found->stands_alone;
    }

    void note_failing(std::uint32_t number) {
        if (is_failing(number) && entries_[number].found->has_claim) {
            failing_by_claim_[hash_of(entries_[number].found->found.where)].push_back(number);
        }
    }
    void forget_failing(std::uint32_t number) {
        if (is_failing(number) && entries_[number].found->has_claim) {
            std::vector<std::uint32_t>& same =
                failing_by_claim_[hash_of(entries_[number].found->found.where)];
            std::erase(same, number);
        }
    }

    /// All failing entries that hang together with those that were touched: as a figure that
    /// another rests on, or that rests on it.
    [[nodiscard]] std::vector<std::uint32_t> failing_around() {
        std::vector<std::uint32_t> around;
        std::vector<std::uint32_t> open = touched_;
        ++round_;
        for (const std::uint32_t each : open) {
            touched_at_[each] = round_;
        }
        const auto reach = [&](std::uint32_t number) {
            if (touched_at_.size() < entries_.size()) {
                touched_at_.resize(entries_.size(), 0);
            }
            if (touched_at_[number] != round_ && is_failing(number)) {
                touched_at_[number] = round_;
                open.push_back(number);
            }
        };
        for (std::size_t i = 0; i < open.size(); ++i) {
            const std::uint32_t number = open[i];
            if (is_failing(number)) {
                around.push_back(number);
                for (const finding_term& term : entries_[number].found->found.terms) {
                    const auto claims = failing_by_claim_.find(hash_of(term.where));
                    if (claims != failing_by_claim_.end()) {
                        std::ranges::for_each(claims->second, reach);
                    }
                }
            }
            // Those that rest on its figure, also where it no longer fails.
            const auto readers = readers_.find(entries_[number].hash);
            if (readers != readers_.end()) {
                std::ranges::for_each(readers->second, reach);
            }
        }
        return around;
    }

    void mark(std::vector<std::uint32_t> failing) {
        put_in_order(failing);
        std::vector<instance> copies;
        copies.reserve(failing.size());
        for (const std::uint32_t each : failing) {
            copies.push_back(std::move(*entries_[each].found));
            copies.back().found.follows_from.reset();
        }
        detail::mark_what_follows(copies, rules_, data_);
        std::vector<std::optional<std::string>> causes(failing.size());
        for (std::size_t i = 0; i < failing.size(); ++i) {
            if (const auto from = copies[i].found.follows_from) {
                const finding& cause = copies[*from].found;
                causes[i] = key_of(rules_[cause.rule], cause.where, data_);
            }
        }
        for (std::size_t i = 0; i < failing.size(); ++i) {
            entry& each = entries_[failing[i]];
            copies[i].found.follows_from.reset();
            each.found = std::move(copies[i]);
            each.follows_from = std::move(causes[i]);
        }
    }

    // -- what is said of it -----------------------------------------------------------------------

    finding_changes finish() {
        std::vector<std::uint32_t> around = failing_around();
        std::ranges::for_each(around, [this](std::uint32_t each) { keep_before(each); });
        mark(std::move(around));
        finding_changes made;
        // Only what is different is copied and given its key.
        std::vector<kept_entry*> different;
        for (kept_entry& each : before_) {
            if (says_something_else(each)) {
                different.push_back(&each);
            }
        }
        std::ranges::sort(different, [this](const kept_entry* a, const kept_entry* b) {
            return stands_before(a->number, b->number);
        });
        for (kept_entry* const each : different) {
            tell(*each, made);
        }
        return made;
    }

    [[nodiscard]] bool says_something_else(const kept_entry& before) const {
        const entry& now = entries_[before.number];
        if (!before.found || !now.found) {
            return before.found.has_value() != now.found.has_value();
        }
        return !say_the_same(*before.found, now.found->found) ||
               before.follows_from != now.follows_from;
    }

    /// Adds what became of an entry that says something else than before.
    void tell(kept_entry& before, finding_changes& to) const {
        const entry& now = entries_[before.number];
        const auto was = [&] {
            std::string key = key_of(rules_[now.rule], before.found->where, data_);
            return live_finding{
                std::move(*before.found), std::move(key), std::move(before.follows_from)};
        };
        if (!now.found) {
            to.resolved.push_back(was());
        } else if (!before.found) {
            to.appeared.push_back(as_finding(now));
        } else if (before.found->where.when != now.found->found.where.when) {
            // The period of a stock is written in another way now: another name.
            to.resolved.push_back(was());
            to.appeared.push_back(as_finding(now));
        } else {
            to.changed.push_back(as_finding(now));
        }
    }

    [[nodiscard]] live_finding as_finding(const entry& of) const {
        return {of.found->found,
                key_of(rules_[of.rule], of.found->found.where, data_),
                of.follows_from};
    }

    void put_in_order(std::vector<std::uint32_t>& numbers) const {
        std::ranges::sort(numbers,
                          [this](std::uint32_t a, std::uint32_t b) { return stands_before(a, b); });
    }

    [[nodiscard]] bool stands_before(std::uint32_t a, std::uint32_t b) const {
        const entry& one = entries_[a];
        const entry& other = entries_[b];
        if (one.rule != other.rule) {
            return one.rule < other.rule;
        }
        return order_.before({&one.where, &rules_at_->tree_at(one.where.when.last())},
                             {&other.where, &rules_at_->tree_at(other.where.when.last())});
    }

    dataset data_;
    std::vector<rule> rules_;
    detail::cell_order order_;
    std::unique_ptr<cell_reader> cells_;
    std::unique_ptr<detail::instantiation> rules_at_;

    std::vector<std::uint32_t> of_all_;                     // rules of every figure
    std::vector<std::vector<std::uint32_t>> by_indicator_;  // rules whose claim is of an indicator
    std::vector<std::uint32_t> due_;
    std::optional<period> stretch_;       // that the figures cover, where anything is due
    std::vector<std::uint32_t> by_site_;  // rules in words and of what is due

    std::vector<entry> entries_;
    std::unordered_map<entry_key, std::uint32_t, entry_key_hash> index_;
    /// By cell: the entries that looked at it. It may hold entries that no longer do.
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> readers_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> failing_by_claim_;

    std::uint64_t round_ = 0;
    std::vector<std::uint64_t> touched_at_;  // by entry: the round in which it was touched last
    std::vector<std::uint32_t> touched_;
    std::vector<kept_entry> before_;
    std::vector<cell> reads_;
    std::vector<std::uint64_t> read_hashes_;
};

live_check::live_check(dataset data) : worker_{std::make_unique<worker>(std::move(data))} {}
live_check::~live_check() = default;
live_check::live_check(live_check&&) noexcept = default;
live_check& live_check::operator=(live_check&&) noexcept = default;

finding_changes live_check::set(const cell& where, figure value, std::string_view source) {
    return worker_->set(where, std::move(value), source);
}

finding_changes live_check::set(const cell& where,
                                status state,
                                std::string text,
                                std::string_view source) {
    return worker_->set(where, state, std::move(text), source);
}

finding_changes live_check::clear(const cell& where, std::string_view source) {
    return worker_->clear(where, source);
}

const dataset& live_check::data() const noexcept {
    return worker_->data();
}

const std::vector<rule>& live_check::rules() const noexcept {
    return worker_->rules();
}

std::vector<live_finding> live_check::findings() const {
    return worker_->findings();
}

check_summary live_check::summary() const {
    return worker_->summary();
}

}  // namespace crossfoot
