#pragma once

#include "dated_places.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

/// Places that split, merge, move and change their names and codes, with the fields that each
/// really has: the judge of what can be told from the rows alone.
namespace changing_world {

using namespace crossfoot;

using fields = std::set<int>;

/// What may happen to places.
enum class event {
    move,
    move_with_new_code,
    rename,
    new_code,
    found_county,  // of townships that were there
    abolish_county,
    split_keeping_code,
    split_into_new,
    merge_into_one,
    merge_into_new,
    subdivide,
    close_up,
    found_silently,  // no new row for the place that lost land
    end_silently,    // no new row for the place that got it
};

inline const std::vector<event> followed{event::move,
                                         event::move_with_new_code,
                                         event::rename,
                                         event::new_code,
                                         event::found_county,
                                         event::abolish_county};
inline const std::vector<event> told{event::move,
                                     event::move_with_new_code,
                                     event::rename,
                                     event::new_code,
                                     event::found_county,
                                     event::abolish_county,
                                     event::split_keeping_code,
                                     event::split_into_new,
                                     event::merge_into_one,
                                     event::merge_into_new,
                                     event::subdivide,
                                     event::close_up};
inline const std::vector<event> silent{event::found_silently, event::end_silently};

class world {
  public:
    explicit world(unsigned seed) : random_{seed} { begin(); }

    /// Lets some of those events happen on one day, to places that have nothing to do with each
    /// other.
    void pass(const std::vector<event>& possible, int how_many) {
        ++day_;
        busy_.clear();
        touched_.clear();
        const std::map<std::string, place> before = now_;
        for (int i = 0; i < how_many; ++i) {
            happen(pick(possible));
        }
        write_rows(before);
        history_.push_back(now_);
    }

    [[nodiscard]] static day day_of(std::size_t number) {
        return dated_places::on("2015-01-01") + std::chrono::days{static_cast<int>(number) * 10};
    }
    /// How many days there are on which something happened.
    [[nodiscard]] std::size_t days() const { return history_.size() - 1; }

    [[nodiscard]] std::vector<place_row> rows() const {
        std::vector<place_row> all = rows_;
        for (const auto& [code, each] : now_) {
            all.push_back(row_of(code, each, {}));
        }
        std::ranges::stable_sort(all, {}, &place_row::level);
        return all;
    }

    /// The fields that a place has after the events of a day; number 0 is the beginning.
    [[nodiscard]] fields fields_of(const std::string& code, std::size_t day) const {
        fields found;
        for (const auto& [other, each] : history_[day]) {
            if (lies_in(other, code, history_[day])) {
                found.insert(each.own.begin(), each.own.end());
            }
        }
        return found;
    }

  private:
    struct place {
        std::string name;
        std::size_t level;
        std::string parent;
        fields own;  // of lowest places
        std::size_t since = 0;
    };
    using map = std::map<std::string, place>;

    std::size_t below(std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>{0, limit - 1}(random_);
    }
    template <typename T>
    T pick(const std::vector<T>& some) {
        return some[below(some.size())];
    }

    void begin() {
        now_["9"] = {"province", 0, "", {}, 0};
        for (int p = 0; p < 2; ++p) {
            const std::string prefecture = add(1, "9", {});
            for (int c = 0; c < 3; ++c) {
                const std::size_t townships = below(4);
                const std::string county =
                    add(2, prefecture, townships == 0 ? new_fields() : fields{});
                for (std::size_t t = 0; t < townships; ++t) {
                    add(3, county, new_fields());
                }
            }
        }
        history_.push_back(now_);
    }

    fields new_fields() {
        fields made;
        for (std::size_t i = 0, count = 1 + below(3); i < count; ++i) {
            made.insert(next_field_++);
        }
        return made;
    }

    std::string add(std::size_t level,
                    const std::string& parent,
                    fields own,
                    std::string name = {}) {
        const std::string code = std::to_string(100 + next_code_++);
        now_[code] = {
            name.empty() ? "place " + code : std::move(name), level, parent, std::move(own), day_};
        busy_.insert(code);
        return code;
    }

    static bool lies_in(std::string code, const std::string& above, const map& all) {
        for (; !code.empty(); code = all.at(code).parent) {
            if (code == above) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] std::vector<std::string> children(const std::string& parent) const {
        std::vector<std::string> found;
        for (const auto& [code, each] : now_) {
            if (each.parent == parent) {
                found.push_back(code);
            }
        }
        return found;
    }
    template <typename Condition>
    std::optional<std::string> any(const Condition& condition) {
        std::vector<std::string> found;
        for (const auto& [code, each] : now_) {
            if (!busy_.contains(code) && condition(code, each)) {
                found.push_back(code);
            }
        }
        return found.empty() ? std::nullopt : std::optional{pick(found)};
    }
    std::optional<std::string> any_leaf(std::size_t fields_at_least = 1) {
        return any([&](const std::string&, const place& each) {
            return each.own.size() >= fields_at_least;
        });
    }
    std::optional<std::string> any_township() {
        return any([&](const std::string&, const place& each) { return each.level == 3; });
    }
    std::optional<std::string> sibling_leaf(const std::string& of) {
        return any([&](const std::string& code, const place& each) {
            return code != of && each.parent == now_[of].parent && !each.own.empty();
        });
    }
    /// A county with townships, another one than those named.
    std::optional<std::string> other_county(const std::string& than) {
        return any([&](const std::string& code, const place& each) {
            return each.level == 2 && code != than && each.own.empty();
        });
    }
    void touch(const std::string& code) {
        touched_.insert(code);
        busy_.insert(code);
    }
    void end(const std::string& code) {
        busy_.insert(code);
        now_.erase(code);
    }
    fields take_some(const std::string& from) {
        fields& own = now_[from].own;
        fields taken;
        for (std::size_t i = 0, count = 1 + below(own.size() - 1); i < count; ++i) {
            taken.insert(own.extract(own.begin()));
        }
        return taken;
    }

    void happen(event what);
    void move(event what);
    void found_county();
    void abolish_county();
    void split(event what);
    void merge(event what);
    void close_up();

    void write_rows(const map& before) {
        for (const auto& [code, was] : before) {
            const auto found = now_.find(code);
            const bool stays =
                found != now_.end() && !touched_.contains(code) && found->second.name == was.name &&
                found->second.parent == was.parent && found->second.level == was.level;
            if (stays) {
                continue;
            }
            rows_.push_back(row_of(code, was, day_of(day_) - std::chrono::days{1}));
            if (found != now_.end()) {
                found->second.since = day_;
            }
        }
    }
    static place_row row_of(const std::string& code, const place& of, std::optional<day> to) {
        return {code,
                of.name,
                level_id{of.level},
                of.parent,
                of.since == 0 ? std::nullopt : std::optional{day_of(of.since)},
                to,
                {}};
    }

    std::mt19937 random_;
    map now_;
    std::vector<map> history_;
    std::vector<place_row> rows_;  // that have ended
    std::set<std::string> busy_;
    std::set<std::string> touched_;
    std::size_t day_ = 0;
    int next_code_ = 0;
    int next_field_ = 0;
};

inline void world::happen(event what) {
    switch (what) {
    case event::move:
    case event::move_with_new_code: move(what); break;
    case event::rename:
        if (const auto one = any([](const std::string&, const place&) { return true; })) {
            now_[*one].name += "'";
            busy_.insert(*one);
        }
        break;
    case event::new_code:
        if (const auto one = any_leaf()) {
            const place was = now_[*one];
            add(was.level, was.parent, was.own, was.name);
            end(*one);
        }
        break;
    case event::found_county: found_county(); break;
    case event::abolish_county: abolish_county(); break;
    case event::split_keeping_code:
    case event::split_into_new:
    case event::found_silently:
    case event::subdivide: split(what); break;
    case event::merge_into_one:
    case event::merge_into_new:
    case event::end_silently: merge(what); break;
    case event::close_up: close_up(); break;
    }
}

inline void world::move(event what) {
    const auto one = any_township();
    if (!one || children(now_[*one].parent).size() < 2) {
        return;
    }
    const auto to = other_county(now_[*one].parent);
    if (!to) {
        return;
    }
    const place was = now_[*one];
    if (what == event::move_with_new_code) {
        add(was.level, *to, was.own, was.name);
        end(*one);
    } else {
        now_[*one].parent = *to;
        busy_.insert(*one);
    }
    busy_.insert(was.parent);  // it keeps what it has left
}

inline void world::found_county() {
    const auto old = other_county("");
    if (!old || children(*old).size() < 2) {
        return;
    }
    const std::string made = add(2, now_[*old].parent, {});
    std::vector<std::string> townships = children(*old);
    townships.resize(1 + below(townships.size() - 1));
    for (const std::string& each : townships) {
        if (!busy_.contains(each)) {
            now_[each].parent = made;
            busy_.insert(each);
        }
    }
    if (children(made).empty()) {
        now_.erase(made);
    }
    busy_.insert(*old);
}

inline void world::abolish_county() {
    const auto old = other_county("");
    const auto to = old ? other_county(*old) : std::nullopt;
    // A prefecture without counties would be a lowest place without land.
    if (!to || children(now_[*old].parent).size() < 2 ||
        std::ranges::any_of(children(*old),
                            [&](const std::string& each) { return busy_.contains(each); })) {
        return;
    }
    for (const std::string& each : children(*old)) {
        now_[each].parent = *to;
        busy_.insert(each);
    }
    busy_.insert(*to);
    end(*old);
}

inline void world::split(event what) {
    const auto one = any_leaf(2);
    if (!one || (what == event::subdivide && now_[*one].level != 2)) {
        return;
    }
    const fields part = take_some(*one);
    const place rest = now_[*one];
    switch (what) {
    case event::subdivide:
        add(3, *one, part);
        add(3, *one, rest.own);
        now_[*one].own.clear();
        busy_.insert(*one);
        break;
    case event::split_into_new:
        add(rest.level, rest.parent, part);
        add(rest.level, rest.parent, rest.own);
        end(*one);
        break;
    default:
        add(rest.level, rest.parent, part);
        if (what == event::split_keeping_code) {
            touch(*one);
        }
        busy_.insert(*one);
        break;
    }
}

inline void world::merge(event what) {
    const auto one = any_leaf();
    const auto with = one ? sibling_leaf(*one) : std::nullopt;
    if (!with) {
        return;
    }
    fields all = now_[*one].own;
    all.merge(fields{now_[*with].own});
    const place was = now_[*one];
    end(*one);
    if (what == event::merge_into_new) {
        end(*with);
        add(was.level, was.parent, all);
        return;
    }
    now_[*with].own = all;
    busy_.insert(*with);
    if (what == event::merge_into_one) {
        touch(*with);
    }
}

inline void world::close_up() {
    const auto one = other_county("");
    if (!one || std::ranges::any_of(children(*one), [&](const std::string& each) {
            return busy_.contains(each);
        })) {
        return;
    }
    for (const std::string& each : children(*one)) {
        now_[*one].own.merge(fields{now_[each].own});
        end(each);
    }
    busy_.insert(*one);
}

}  // namespace changing_world
