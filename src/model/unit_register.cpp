#include <crossfoot/model/unit_register.hpp>

#include <algorithm>
#include <deque>
#include <numeric>
#include <tuple>

namespace crossfoot {

namespace {

std::string in_quotes(std::string_view text) {
    return '"' + std::string{text} + '"';
}

/// Where the items of each unit begin in a list sorted by unit; one more at the end.
template <typename Item>
std::vector<std::uint32_t> starts_of(const std::vector<Item>& sorted, std::size_t units) {
    std::vector<std::uint32_t> starts(units + 1, 0);
    for (const Item& each : sorted) {
        ++starts[each.unit.index() + 1];
    }
    for (std::size_t i = 0; i < units; ++i) {
        starts[i + 1] += starts[i];
    }
    return starts;
}

template <typename Item>
std::span<const Item> part_of(const std::vector<Item>& sorted,
                              const std::vector<std::uint32_t>& starts,
                              unit_id unit) {
    if (unit.index() + 1 >= starts.size()) {
        return {};
    }
    const std::uint32_t first = starts[unit.index()];
    return std::span{sorted}.subspan(first, starts[unit.index() + 1] - first);
}

}  // namespace

day end_of_term(day named_on, int years) {
    const std::chrono::year_month_day begin{named_on};
    const std::chrono::year_month_day end = begin + std::chrono::years{years};
    if (end.ok()) {
        return end;
    }
    return day{std::chrono::year_month_day{end.year(), std::chrono::March, std::chrono::day{1}}};
}

unit_register::unit_register(std::shared_ptr<const codebook> book,
                             std::shared_ptr<const places> where)
    : book_{std::move(book)},
      places_{std::move(where)},
      category_{book_->find_breakdown("category")},
      tier_{book_->find_breakdown("tier")} {}

void unit_register::reserve(std::size_t units, std::size_t designations) {
    codes_.reserve(units);
    index_.reserve(units);
    names_.reserve(units);
    stays_.reserve(units);
    designations_.reserve(designations);
}

std::uint32_t unit_register::put_in_index(std::string_view code, std::uint32_t number) {
    return index_.insert(
        code, number, [this](std::uint32_t other) -> std::string_view { return codes_[other]; });
}

unit_id unit_register::add_unit(std::string_view code,
                                std::string_view name,
                                const std::optional<day>& since) {
    const auto number = static_cast<std::uint32_t>(codes_.size());
    const std::uint32_t known = put_in_index(code, number);
    if (known != number) {
        if (std::tuple{named_since_[known], std::string_view{names_[known]}} <
            std::tuple{since, name}) {
            names_[known] = name;
            named_since_[known] = since;
        }
        return unit_id{known};
    }
    codes_.emplace_back(code);
    names_.emplace_back(name);
    named_since_.push_back(since);
    refused_.push_back(false);
    return unit_id{number};
}

void unit_register::add(designation title, std::optional<int> years, std::string_view document) {
    if (!years && tier_) {
        years = (*book_)[*tier_].items[title.tier].valid_years;
    }
    if (years) {
        title.expires_on = end_of_term(title.named_on, *years);
    }
    auto known = by_document_.find(document);
    if (known == by_document_.end()) {
        known = by_document_
                    .emplace(std::string{document}, static_cast<std::uint32_t>(documents_.size()))
                    .first;
        documents_.emplace_back(document);
    }
    title.document = known->second;
    designations_.push_back(title);
}

std::optional<unit_id> unit_register::find(std::string_view code) const {
    const std::uint32_t found = index_.find(
        code, [this](std::uint32_t number) -> std::string_view { return codes_[number]; });
    return found == code_index::none ? std::nullopt : std::optional{unit_id{found}};
}

std::span<const unit_stay> unit_register::stays_of(unit_id unit) const {
    return part_of(stays_, first_stay_, unit);
}

std::span<const designation> unit_register::designations_of(unit_id unit) const {
    return part_of(designations_, first_designation_, unit);
}

/// Finds what is wrong with a register that is in order.
class unit_register::checker {
  public:
    checker(const unit_register& of,
            const std::string& units_file,
            const std::string& designations_file,
            std::vector<diagnostic>& problems)
        : of_{of},
          units_file_{units_file},
          designations_file_{designations_file},
          problems_{problems} {
        find_days_of_places();
    }

    /// Whether the stay can be kept; `before` is the one before it of the same unit.
    bool is_good(const unit_stay& stay, const unit_stay* before) {
        const bool has_order = has_dates_in_order(stay);
        const bool is_apart = before == nullptr || lies_behind(*before, stay);
        return has_order && is_apart && is_there(stay);
    }

    /// Whether a title can be kept; `kept` are those of the same unit before it.
    bool is_good(const designation& title, std::span<const designation> kept) {
        if (title.revoked_on && *title.revoked_on < title.named_on) {
            refuse(title,
                   diagnostic_code::dates_reversed,
                   {"is named on " + to_string(title.named_on) + " and revoked on " +
                        to_string(*title.revoked_on) + ": expected a later day",
                    "命名日期为" + to_string(title.named_on) + "，撤销日期为" +
                        to_string(*title.revoked_on) + "：撤销应不早于命名"});
            return false;
        }
        const unit_stay* const stay = stay_on(title);
        if (stay == nullptr) {
            refuse(title,
                   diagnostic_code::not_a_member,
                   {"did not take part on " + to_string(title.named_on) +
                        ": expected a day between its joining and its leaving",
                    to_string(title.named_on) + "未参加创建：命名日期应在参加与退出之间"});
            return false;
        }
        return occurs_at(title, *stay) && is_new(title, kept) && follows_its_ladder(title, kept);
    }

  private:
    struct days_of_place {
        std::optional<day> first;  // no value: always was there
        std::optional<day> last;   // no value: still is
    };

    void find_days_of_places() {
        const places& all = of_.where();
        days_.resize(all.size());
        std::vector<bool> seen(all.size(), false);
        for (const place_row_view& row : all.rows()) {
            days_of_place& days = days_[row.place.index()];
            if (!seen[row.place.index()]) {
                days = {row.valid_from, row.valid_to};
                seen[row.place.index()] = true;
                continue;
            }
            if (!row.valid_from || (days.first && *row.valid_from < *days.first)) {
                days.first = row.valid_from;
            }
            if (!row.valid_to || (days.last && *days.last < *row.valid_to)) {
                days.last = row.valid_to;
            }
        }
    }

    void refuse(const unit_stay& stay, diagnostic_code code, const bilingual& message) {
        const std::string unit = in_quotes(of_.code(stay.unit));
        problems_.push_back({code,
                             units_file_,
                             stay.where,
                             {"unit " + unit + " " + message.en, "单位" + unit + message.zh}});
    }

    void refuse(const designation& title, diagnostic_code code, const bilingual& message) {
        const std::string unit = in_quotes(of_.code(title.unit));
        problems_.push_back({code,
                             designations_file_,
                             title.where,
                             {"unit " + unit + " " + message.en, "单位" + unit + message.zh}});
    }

    bool has_dates_in_order(const unit_stay& stay) {
        if (!stay.joined || !stay.left || *stay.joined <= *stay.left) {
            return true;
        }
        const std::string joined = to_string(*stay.joined);
        const std::string left = to_string(*stay.left);
        refuse(stay,
               diagnostic_code::dates_reversed,
               {"joined on " + joined + " and left on " + left + ": expected a later day",
                joined + "参加，" + left + "退出：退出应不早于参加"});
        return false;
    }

    bool lies_behind(const unit_stay& before, const unit_stay& stay) {
        if (before.left && stay.joined && *before.left <= *stay.joined) {
            return true;
        }
        const std::string line = std::to_string(before.where.line);
        refuse(stay,
               diagnostic_code::overlapping_stays,
               {"takes part at the same time on line " + line +
                    ": expected each unit once, or rows whose days do not overlap",
                "与第" + line + "行的参加时间重叠：每个单位应只有一行，或各行时间互不重叠"});
        return false;
    }

    /// Whether its place is there as long as the stay lasts.
    bool is_there(const unit_stay& stay) {
        const days_of_place& days = days_[stay.place.index()];
        const std::string place = in_quotes(of_.where().code(stay.place));
        if (days.first && stay.joined && *stay.joined < *days.first) {
            const std::string first = to_string(*days.first);
            refuse(stay,
                   diagnostic_code::unknown_place,
                   {"joined on " + to_string(*stay.joined) + " at " + place +
                        ", which is there from " + first + " on: expected the place of that day",
                    "于" + to_string(*stay.joined) + "在" + place + "参加，而该地区自" + first +
                        "起才存在：应填写当日的地区"});
            return false;
        }
        if (days.last && (!stay.left || *days.last + std::chrono::days{1} < *stay.left)) {
            const std::string last = to_string(*days.last);
            refuse(stay,
                   diagnostic_code::unknown_place,
                   {"is still at " + place + ", which was there until " + last +
                        ": expected that it left by then, and a row for where it went",
                    "仍在" + place + "，而该地区至" + last +
                        "为止：应填写退出日期，并另起一行填写新的地区"});
            return false;
        }
        return true;
    }

    [[nodiscard]] const unit_stay* stay_on(const designation& title) const {
        const auto stays = of_.stays_of(title.unit);
        const auto found = std::ranges::find_if(
            stays, [&](const unit_stay& each) { return each.holds_on(title.named_on); });
        return found == stays.end() ? nullptr : &*found;
    }

    [[nodiscard]] const breakdown_item& item_of(const designation& title) const {
        return of_.book()[*of_.tier()].items[title.tier];
    }

    /// Whether the tier is one that exists at the unit's place.
    bool occurs_at(const designation& title, const unit_stay& stay) {
        const std::vector<std::string>& only_in = item_of(title).only_in;
        if (only_in.empty()) {
            return true;
        }
        const hierarchy& tree = tree_of(title.named_on);
        for (std::optional<place_id> at = stay.place; at; at = tree.parent_of(*at)) {
            if (std::ranges::find(only_in, of_.where().code(*at)) != only_in.end()) {
                return true;
            }
        }
        const std::string tier = in_quotes(item_of(title).name.code);
        const std::string place = in_quotes(of_.where().code(stay.place));
        refuse(title,
               diagnostic_code::item_not_allowed,
               {"at " + place + " is named at the tier " + tier +
                    ", which does not exist there: expected a place that the tier's only_in names, "
                    "or one in it",
                "位于" + place + "，不存在级别" + tier + "：应为only_in所列地区或其下级"});
        return false;
    }

    bool is_new(const designation& title, std::span<const designation> kept) {
        const auto same = std::ranges::find_if(kept, [&](const designation& each) {
            const std::optional<day> end = each.ends_on();
            return each.tier == title.tier && (!end || title.named_on < *end);
        });
        if (same == kept.end()) {
            return true;
        }
        const std::string tier = in_quotes(item_of(title).name.code);
        const std::string line = std::to_string(same->where.line);
        const std::optional<day> end = same->ends_on();
        refuse(title,
               diagnostic_code::overlapping_designations,
               {"is named at the tier " + tier + " on " + to_string(title.named_on) +
                    ", while the title on line " + line + " holds" +
                    (end ? " until " + to_string(*end - std::chrono::days{1}) : " without end") +
                    ": expected a renewal to begin when the term ends",
                "于" + to_string(title.named_on) + "命名为" + tier + "，而第" + line + "行的命名" +
                    (end ? "至" + to_string(*end - std::chrono::days{1}) + "有效" : "长期有效") +
                    "：续命名应自期满之日起"});
        return false;
    }

    bool follows_its_ladder(const designation& title, std::span<const designation> kept) {
        const std::optional<std::uint16_t> before = item_of(title).after;
        const auto holds_it = [&](const designation& each) {
            return each.tier == *before && each.holds_on(title.named_on);
        };
        if (!before || std::ranges::any_of(kept, holds_it)) {
            return true;
        }
        const std::string tier = in_quotes(item_of(title).name.code);
        const std::string needed = in_quotes(of_.book()[*of_.tier()].items[*before].name.code);
        refuse(title,
               diagnostic_code::broken_ladder,
               {"is named at the tier " + tier + " on " + to_string(title.named_on) +
                    " without holding " + needed + ": expected that title first",
                "于" + to_string(title.named_on) + "命名为" + tier + "，当时未持有" + needed +
                    "：应先取得后者"});
        return false;
    }

    const hierarchy& tree_of(day when) {
        const auto changes = of_.where().changes();
        const auto epoch = std::ranges::upper_bound(changes, when) - changes.begin();
        for (const auto& [known, tree] : trees_) {
            if (known == epoch) {
                return tree;
            }
        }
        trees_.emplace_back(epoch, of_.where().at(when));
        return trees_.back().second;
    }

    const unit_register& of_;
    const std::string& units_file_;
    const std::string& designations_file_;
    std::vector<diagnostic>& problems_;
    std::vector<days_of_place> days_;
    std::deque<std::pair<std::ptrdiff_t, hierarchy>> trees_;
};

/// The order of adding decides nothing: not the ids, and not which of two rows is refused.
void unit_register::put_in_order_of_codes() {
    if (std::ranges::is_sorted(codes_)) {
        return;
    }
    std::vector<std::uint32_t> order(codes_.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    std::ranges::sort(
        order, {}, [this](std::uint32_t number) -> const std::string& { return codes_[number]; });
    std::vector<std::uint32_t> rank(order.size());
    std::vector<std::string> codes(order.size());
    std::vector<std::string> names(order.size());
    std::vector<bool> refused(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        rank[order[i]] = i;
        codes[i] = std::move(codes_[order[i]]);
        names[i] = std::move(names_[order[i]]);
        refused[i] = refused_[order[i]];
    }
    codes_ = std::move(codes);
    names_ = std::move(names);
    refused_ = std::move(refused);
    index_ = {};
    index_.reserve(codes_.size());
    for (std::uint32_t i = 0; i < codes_.size(); ++i) {
        put_in_index(codes_[i], i);
    }
    for (unit_stay& each : stays_) {
        each.unit = unit_id{rank[each.unit.index()]};
    }
    for (designation& each : designations_) {
        each.unit = unit_id{rank[each.unit.index()]};
    }
}

void unit_register::settle(const std::string& units_file,
                           const std::string& designations_file,
                           std::vector<diagnostic>& problems) {
    put_in_order_of_codes();
    named_since_ = {};
    // What has no end comes last, so that what ended on its first day lies before it.
    std::ranges::sort(stays_, {}, [](const unit_stay& each) {
        return std::tuple{
            each.unit, each.joined, !each.left, each.left, each.place, each.category, each.where};
    });
    std::ranges::sort(designations_, [this](const designation& a, const designation& b) {
        const auto day_of = [](const designation& each) {
            return std::tuple{each.unit, each.named_on};
        };
        if (day_of(a) != day_of(b)) {
            return day_of(a) < day_of(b);
        }
        // Of one day the lower tier comes first, so that a ladder may be climbed in a day. The line
        // decides only between rows that say the same.
        const auto what_of = [this](const designation& each) {
            const std::optional<day> end = each.ends_on();
            return std::tuple{!end,
                              end,
                              each.expires_on,
                              each.revoked_on,
                              std::string_view{documents_[each.document]},
                              each.where};
        };
        return a.tier != b.tier ? a.tier > b.tier : what_of(a) < what_of(b);
    });

    checker check{*this, units_file, designations_file, problems};
    std::vector<unit_stay> good_stays;
    good_stays.reserve(stays_.size());
    for (const unit_stay& each : stays_) {
        const bool has_before = !good_stays.empty() && good_stays.back().unit == each.unit;
        if (check.is_good(each, has_before ? &good_stays.back() : nullptr)) {
            good_stays.push_back(each);
        } else {
            refuse(each.unit);
        }
    }
    stays_ = std::move(good_stays);
    first_stay_ = starts_of(stays_, codes_.size());

    std::vector<designation> good;
    good.reserve(designations_.size());
    std::size_t first = 0;  // of the unit in `good`
    for (const designation& each : designations_) {
        if (good.empty() || good.back().unit != each.unit) {
            first = good.size();
        }
        // A unit whose rows were refused is told of once, not again for each of its titles.
        if (refused_[each.unit.index()] || stays_of(each.unit).empty()) {
            continue;
        }
        if (check.is_good(each, std::span{good}.subspan(first))) {
            good.push_back(each);
        }
    }
    designations_ = std::move(good);
    first_designation_ = starts_of(designations_, codes_.size());
}

}  // namespace crossfoot
