#include "codebook_relations.hpp"

#include "aggregates_only.hpp"

#include <algorithm>
#include <utility>

namespace crossfoot::detail {

namespace {

/// Reads the breakdowns of one indicator.
class use_reader {
  public:
    use_reader(indicator& made, const codebook& book, codebook_values& values)
        : made_{made}, book_{book}, values_{values} {}

    void read(const toml::table& entry);

  private:
    void read_use(const toml::table& use);
    std::optional<breakdown_id> breakdown_of(const toml::table& use);
    void read_kind(breakdown_use& into, const toml::table& use);
    bool is_said_once(const breakdown_use& one, const toml::table& use);
    void check_elsewhere(const breakdown_use& one, const toml::table& use);

    indicator& made_;
    const codebook& book_;
    codebook_values& values_;
    std::vector<const toml::table*> kept_;  // the table of each use
};

void use_reader::read(const toml::table& entry) {
    const bilingual expected{R"([ { by = "…", as = "partition" } ])",
                             R"([ { by = "…", as = "partition" } ])"};
    for (const toml::table* use : values_.tables_at(entry, "breakdowns", expected)) {
        read_use(*use);
    }
    for (std::size_t i = 0; i < kept_.size(); ++i) {
        check_elsewhere(made_.breakdowns[i], *kept_[i]);
    }
}

void use_reader::read_use(const toml::table& use) {
    static constexpr std::array<std::string_view, 4> keys{"by", "as", "counting", "only_in"};
    values_.expect_keys(use, keys);
    breakdown_use one;
    read_kind(one, use);
    for (toml_text& code : values_.texts_at(use, "only_in")) {
        one.only_in.push_back(std::move(code.text));
    }
    const auto by = breakdown_of(use);
    if (!by) return;
    one.by = *by;
    if (!is_said_once(one, use)) return;
    made_.breakdowns.push_back(std::move(one));
    kept_.push_back(&use);
}

std::optional<breakdown_id> use_reader::breakdown_of(const toml::table& use) {
    const std::string by = values_.text_at(use, "by");
    if (!use.contains("by")) {
        values_.note(use,
                     diagnostic_code::codebook_key,
                     {"a breakdown without by: expected by = \"…\"", "分组缺少by：应有by = \"…\""});
        return std::nullopt;
    }
    const auto found = book_.find_breakdown(by);
    if (!found && use.get("by")->is_string()) {
        values_.note_unknown_reference(
            *use.get("by"), by, breakdown_kind_name, codes_of(book_.breakdowns));
    }
    return found;
}

void use_reader::read_kind(breakdown_use& into, const toml::table& use) {
    static constexpr std::array<std::string_view, 4> kinds{
        "partition", "of_which", "nested", "overlapping"};
    static constexpr std::array countings{
        tier_counting::exclusive, tier_counting::at_or_above, tier_counting::held};
    into.counting = values_.choice_at(use, "counting", countings, tier_counting::exclusive);
    const std::string as = values_.text_at(use, "as");
    const toml::node* const value = use.get("as");
    if (value != nullptr && value->is_string() && std::ranges::find(kinds, as) == kinds.end()) {
        values_.note_unknown_value(*value, "as", as, kinds);
    }
    if (as == "of_which") into.as = breakdown_kind::of_which;
    if (as == "nested") into.as = breakdown_kind::nested;
    // What belongs to several items is counted in each: as with titles, the total lies between the
    // largest and the sum.
    if (as == "overlapping") into.counting = tier_counting::held;
    if (as == "nested" || as == "overlapping") {
        values_.note_misplaced(use,
                               "counting",
                               {"says nothing of as = \"" + as + "\": expected it with partition",
                                "不适用于as = \"" + as + "\"：只应与partition同用"});
    }
}

/// A breakdown is used once, or once more for some places; no place is named twice.
bool use_reader::is_said_once(const breakdown_use& one, const toml::table& use) {
    const std::string by = in_quotes(book_[one.by].name.code);
    const std::string code = in_quotes(made_.name.code);
    for (const breakdown_use& known : made_.breakdowns) {
        if (known.by != one.by) continue;
        if (known.only_in.empty() && one.only_in.empty()) {
            values_.note(use,
                         diagnostic_code::codebook_value,
                         {"breakdown " + by + " of " + code +
                              " is there twice: expected each breakdown once, or with only_in",
                          code + "的分组" + by + "重复：每个分组只应出现一次，或另以only_in限定"});
            return false;
        }
        const auto again = std::ranges::find_if(one.only_in, [&](const std::string& place) {
            return std::ranges::find(known.only_in, place) != known.only_in.end();
        });
        if (again != one.only_in.end()) {
            values_.note(
                *use.get("only_in"),
                diagnostic_code::codebook_value,
                {"breakdown " + by + " of " + code + " is there twice for " + in_quotes(*again) +
                     ": expected each place once",
                 code + "的分组" + by + "对" + in_quotes(*again) + "重复：每个地区只应出现一次"});
            return false;
        }
    }
    return true;
}

/// What holds at some places only is beside what holds elsewhere.
void use_reader::check_elsewhere(const breakdown_use& one, const toml::table& use) {
    if (one.only_in.empty() || made_.find_use(one.by) != nullptr) return;
    const std::string by = in_quotes(book_[one.by].name.code);
    const std::string code = in_quotes(made_.name.code);
    values_.note(use,
                 diagnostic_code::codebook_value,
                 {"breakdown " + by + " of " + code +
                      " is there with only_in alone: expected it once without, for elsewhere",
                  code + "的分组" + by + "只有带only_in的：另应有一项不带only_in，用于其他地区"});
}

/// Reads how one indicator follows from others.
class relation_reader {
  public:
    relation_reader(indicator& made,
                    const codebook& book,
                    const toml::table& entry,
                    codebook_values& values)
        : made_{made}, book_{book}, entry_{entry}, values_{values} {}

    void read();

  private:
    void read_stock_and_flow();
    void read_growth_and_change();

    [[nodiscard]] bool has(std::string_view key) const { return entry_.contains(key); }
    /// Notes the key where the nature is none of those, whose names `expected` lists.
    void only_of(std::string_view key,
                 std::initializer_list<nature> natures,
                 const bilingual& which_is_no,
                 std::string_view expected);
    void not_beside(std::string_view key, std::string_view other);

    indicator& made_;
    const codebook& book_;
    const toml::table& entry_;
    codebook_values& values_;
};

void relation_reader::only_of(std::string_view key,
                              std::initializer_list<nature> natures,
                              const bilingual& which_is_no,
                              std::string_view expected) {
    if (!has(key)) return;
    if (std::find(natures.begin(), natures.end(), made_.over_time) != natures.end()) return;
    const std::string code = in_quotes(made_.name.code);
    const std::string wanted{expected};
    values_.note(
        *entry_.get(key),
        diagnostic_code::codebook_key,
        {in_quotes(key) + " of " + code + ", which is no " + which_is_no.en +
             ": expected nature = " + wanted,
         code + "不是" + which_is_no.zh + "，却有" + in_quotes(key) + "：应为nature = " + wanted});
}

void relation_reader::not_beside(std::string_view key, std::string_view other) {
    if (!has(key) || !has(other)) return;
    values_.note_misplaced(entry_,
                           key,
                           {"beside " + in_quotes(other) + ": expected one of them",
                            "与" + in_quotes(other) + "同时出现：只应有其一"});
}

void relation_reader::read_stock_and_flow() {
    made_.accumulates = values_.indicator_named(book_, entry_, "accumulates");
    only_of("accumulates",
            {nature::cumulative, nature::year_to_date},
            {"running total", "累计数"},
            R"("cumulative" or "year_to_date")");
    made_.inflows = values_.indicators_named(book_, entry_, "inflows");
    made_.outflows = values_.indicators_named(book_, entry_, "outflows");
    for (const std::string_view key : {"inflows", "outflows"}) {
        only_of(key, {nature::stock}, {"stock", "时点数"}, "\"stock\"");
    }
    for (const indicator_id flow : made_.outflows) {
        if (std::ranges::find(made_.inflows, flow) == made_.inflows.end()) continue;
        const std::string code = in_quotes(book_[flow].name.code);
        values_.note(*entry_.get("outflows"),
                     diagnostic_code::codebook_value,
                     {code + " is an inflow too: expected each flow once",
                      code + "同时列为流入：每个流量只应出现一次"});
    }
    only_of("year_zero",
            {nature::attribute, nature::stock},
            {"lasting number", "持续的属性"},
            R"("attribute" or "stock")");
    if (has("year_zero")) made_.year_zero = values_.number_at(entry_, "year_zero", 1, 9999);
}

void relation_reader::read_growth_and_change() {
    static constexpr std::array bases{compared_with::same_period_last_year,
                                      compared_with::previous};
    made_.growth_of = values_.indicator_named(book_, entry_, "growth_of");
    made_.change_of = values_.indicator_named(book_, entry_, "change_of");
    made_.against = values_.choice_at(entry_, "against", bases, made_.against);
    only_of("growth_of", {nature::rate}, {"rate", "比率"}, "\"rate\"");
    not_beside("change_of", "growth_of");
    for (const std::string_view key : {"numerator", "denominator", "year_zero", "accumulates"}) {
        not_beside(key, has("growth_of") ? "growth_of" : "change_of");
    }
    if (!has("growth_of") && !has("change_of")) {
        values_.note_misplaced(entry_,
                               "against",
                               {"without growth_of or change_of: expected one of them",
                                "缺少growth_of或change_of：应有其一"});
    }
    if (has("growth_of")) made_.shown_as_percent = true;
}

void relation_reader::read() {
    read_stock_and_flow();
    made_.last_year_of = values_.indicator_named(book_, entry_, "same_period_last_year_of");
    read_growth_and_change();
    made_.keeps_magnitude = values_.flag_at(entry_, "magnitude", false);
}

/// Looks at how indicators are related, once all of them are there.
class relation_check {
  public:
    relation_check(codebook& book, codebook_values& values) : book_{book}, values_{values} {}

    void check(indicator& of, const toml::table& entry);

  private:
    void expect_flow(indicator_id which, const toml::table& entry, std::string_view key);
    /// Whether going on by `next` comes back to where it began; that is noted.
    bool is_circle(const indicator& of,
                   const toml::table& entry,
                   std::string_view key,
                   std::optional<indicator_id> indicator::*next);
    void check_growth(const indicator& of, const toml::table& entry);
    void settle_change(indicator& of, const toml::table& entry);

    codebook& book_;
    codebook_values& values_;
};

void relation_check::expect_flow(indicator_id which,
                                 const toml::table& entry,
                                 std::string_view key) {
    if (book_[which].over_time == nature::flow) return;
    const std::string code = in_quotes(book_[which].name.code);
    values_.note(
        *entry.get(key),
        diagnostic_code::codebook_reference,
        {code + " is no flow: expected " + std::string{key} + " to name what has nature = \"flow\"",
         code + "不是时期数：" + std::string{key} + "应指向nature = \"flow\"的指标"});
}

bool relation_check::is_circle(const indicator& of,
                               const toml::table& entry,
                               std::string_view key,
                               std::optional<indicator_id> indicator::*next) {
    std::optional<indicator_id> at = of.*next;
    for (std::size_t steps = 0; at && steps <= book_.indicators.size(); ++steps) {
        if (&book_[*at] == &of) {
            const std::string code = in_quotes(of.name.code);
            values_.note(*entry.get(key),
                         diagnostic_code::codebook_reference,
                         {code + " is told by itself: expected " + std::string{key} +
                              " to lead to another indicator",
                          code + "以自身为依据：" + std::string{key} + "应指向另一指标"});
            return true;
        }
        at = book_[*at].*next;
    }
    return false;
}

void relation_check::check_growth(const indicator& of, const toml::table& entry) {
    const indicator& base = book_[*of.growth_of];
    if (!base.growth_of && !base.change_of) return;
    const std::string code = in_quotes(base.name.code);
    values_.note(
        *entry.get("growth_of"),
        diagnostic_code::codebook_reference,
        {code + " is itself a growth or a change: expected growth_of to name a count or a rate",
         code + "本身是增长率或增减量：growth_of应指向计数或比率"});
}

void relation_check::settle_change(indicator& of, const toml::table& entry) {
    const indicator* base = &of;
    for (std::size_t steps = 0; base->change_of && steps <= book_.indicators.size(); ++steps) {
        base = &book_[*base->change_of];
    }
    const bool of_ratio = base->over_time == nature::rate;
    const counted counts = of_ratio ? counted::share : base->counts;
    if (entry.contains("counts") && of.counts != counts) {
        values_.note(*entry.get("counts"),
                     diagnostic_code::codebook_value,
                     {in_quotes(name_of(of.counts)) + " is not what " + in_quotes(base->name.code) +
                          " counts: expected counts = \"" + name_of(counts) + "\", or none",
                      in_quotes(name_of(of.counts)) + "与" + in_quotes(base->name.code) +
                          "的统计对象不同：应为counts = \"" + name_of(counts) + "\"，或不写"});
    }
    of.counts = counts;
    if (!entry.contains("unit")) of.unit = base->unit;
    if (!entry.contains("additive") && !base->additive) of.additive = false;
    if (!entry.contains("shown")) {
        of.shown_as_percent = base->shown_as_percent || base->growth_of || book_.is_share(*base);
    }
}

void relation_check::check(indicator& of, const toml::table& entry) {
    if (of.accumulates) expect_flow(*of.accumulates, entry, "accumulates");
    for (const indicator_id flow : of.inflows)
        expect_flow(flow, entry, "inflows");
    for (const indicator_id flow : of.outflows)
        expect_flow(flow, entry, "outflows");
    static_cast<void>(is_circle(of, entry, "same_period_last_year_of", &indicator::last_year_of));
    if (of.growth_of) check_growth(of, entry);
    if (of.change_of && !is_circle(of, entry, "change_of", &indicator::change_of)) {
        settle_change(of, entry);
    }
}

}  // namespace

void read_uses(indicator& made,
               const codebook& book,
               const toml::table& entry,
               codebook_values& values) {
    use_reader{made, book, values}.read(entry);
}

void read_relations(indicator& made,
                    const codebook& book,
                    const toml::table& entry,
                    codebook_values& values) {
    relation_reader{made, book, entry, values}.read();
}

bool is_told_by_another(const toml::table& entry) {
    return entry.contains("growth_of") || entry.contains("change_of") ||
           entry.contains("same_period_last_year_of");
}

void settle_relations(codebook& book, const entries_by_position& entries, codebook_values& values) {
    relation_check check{book, values};
    for (const auto& [id, entry] : entries) {
        check.check(book.indicators[id], *entry);
    }
}

bool is_about_persons(const codebook& book, const indicator& which) {
    const indicator* of = &which;
    for (std::size_t steps = 0; steps <= book.indicators.size(); ++steps) {
        if (counts_persons(*of)) return true;
        const auto base = of->growth_of   ? of->growth_of
                          : of->change_of ? of->change_of
                                          : of->last_year_of;
        if (!base) return false;
        of = &book[*base];
    }
    return false;
}

}  // namespace crossfoot::detail
