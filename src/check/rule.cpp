#include <crossfoot/check/rule.hpp>

#include "compiled_rule.hpp"

#include <algorithm>

namespace crossfoot {

const char* name_of(rule_kind kind) noexcept {
    switch (kind) {
    case rule_kind::domain: return "domain";
    case rule_kind::part_of: return "part_of";
    case rule_kind::partition: return "partition";
    case rule_kind::of_which: return "of_which";
    case rule_kind::rollup: return "rollup";
    case rule_kind::rate: return "rate";
    case rule_kind::conflict: return "conflict";
    case rule_kind::registered: return "register";
    case rule_kind::nested: return "nested";
    case rule_kind::cumulative: return "cumulative";
    case rule_kind::accumulation: return "accumulation";
    case rule_kind::balance: return "balance";
    case rule_kind::periods: return "periods";
    case rule_kind::last_year: return "last_year";
    case rule_kind::growth: return "growth";
    case rule_kind::change: return "change";
    case rule_kind::ordinal: return "ordinal";
    case rule_kind::magnitude: return "magnitude";
    case rule_kind::due: return "due";
    case rule_kind::written: return "written";
    }
    return "";
}

namespace {

/// Collects the rules that follow from one codebook.
class derivation {
  public:
    explicit derivation(const codebook& book) : book_{book} {}

    std::vector<rule> run() {
        add({"domain",
             rule_kind::domain,
             {},
             {},
             {},
             {},
             false,
             {"every figure is a number that its indicator can be", "数值在指标的取值范围内"}});
        add({"conflict",
             rule_kind::conflict,
             {},
             {},
             {},
             {},
             false,
             {"sources of one figure agree", "同一数值的各来源一致"}});
        for (std::size_t i = 0; i < book_.indicators.size(); ++i) {
            add_rules_of(indicator_id{i});
        }
        for (std::size_t i = 0; i < book_.rules.size(); ++i) {
            add_written(i);
        }
        for (std::size_t i = 0; i < book_.due.size(); ++i) {
            add_due(i);
        }
        return std::move(rules_);
    }

  private:
    void add(rule made) {
        const bool is_there =
            std::ranges::any_of(rules_, [&](const rule& known) { return known.code == made.code; });
        if (is_there) {
            return;  // a breakdown is the same at several places
        }
        const auto set = std::ranges::find(
            book_.severities, made.code, &std::pair<std::string, severity>::first);
        if (set != book_.severities.end()) {
            made.weight = set->second;
        }
        rules_.push_back(std::move(made));
    }

    void add_rules_of(indicator_id id) {
        const indicator& of = book_[id];
        const std::string& code = of.name.code;
        const std::string& en = of.name.name.in(language::en);
        const std::string& zh = of.name.name.in(language::zh);
        for (const breakdown_use& use : of.breakdowns) {
            add_breakdown(id, use);
        }
        if (of.part_of) {
            const coded_name& whole = book_[*of.part_of].name;
            add({"part_of:" + code,
                 rule_kind::part_of,
                 {},
                 id,
                 {},
                 {},
                 false,
                 {en + " are at most " + whole.name.in(language::en),
                  zh + "不多于" + whole.name.in(language::zh)}});
        }
        if (of.over_time == nature::rate && of.numerator && of.denominator) {
            const coded_name& count = book_[*of.numerator].name;
            const coded_name& total = book_[*of.denominator].name;
            add({"rate:" + code,
                 rule_kind::rate,
                 {},
                 id,
                 {},
                 {},
                 false,
                 {en + " = " + count.name.in(language::en) + " / " + total.name.in(language::en),
                  zh + " = " + count.name.in(language::zh) + " ÷ " + total.name.in(language::zh)}});
        }
        if (of.additive && of.over_time != nature::rate) {
            add({"rollup:" + code,
                 rule_kind::rollup,
                 {},
                 id,
                 {},
                 {},
                 false,
                 {en + ": a place's total = its own part + the totals of the places in it",
                  zh + "：地区合计 = 本级 + 下级合计之和"}});
        }
        add_rules_over_time(id);
        if (of.from_register != register_basis::none) {
            add_register(id);
        }
    }

    void add_over_time(rule_kind kind,
                       indicator_id id,
                       bilingual name,
                       severity weight = severity::error) {
        rule made;
        made.code = std::string{name_of(kind)} + ":" + book_[id].name.code;
        made.kind = kind;
        made.weight = weight;
        made.indicator = id;
        made.name = std::move(name);
        add(std::move(made));
    }

    [[nodiscard]] bilingual names_of(indicator_id id) const {
        return {book_[id].name.name.in(language::en), book_[id].name.name.in(language::zh)};
    }

    void add_rules_over_time(indicator_id id) {
        const indicator& of = book_[id];
        const bilingual name = names_of(id);
        if (of.over_time == nature::cumulative || of.over_time == nature::year_to_date) {
            add_over_time(rule_kind::cumulative, id, {name.en + " never fall", name.zh + "不减少"});
        }
        if (of.accumulates) {
            const bilingual flow = names_of(*of.accumulates);
            add_over_time(rule_kind::accumulation,
                          id,
                          {name.en + " = those of the period before + " + flow.en,
                           name.zh + " = 上期累计 + 本期" + flow.zh});
        }
        if (of.over_time == nature::stock && !(of.inflows.empty() && of.outflows.empty())) {
            bilingual sum{name.en + " = those at the beginning", name.zh + " = 期初数"};
            for (const indicator_id flow : of.inflows) {
                sum = {sum.en + " + " + names_of(flow).en, sum.zh + " + " + names_of(flow).zh};
            }
            for (const indicator_id flow : of.outflows) {
                sum = {sum.en + " - " + names_of(flow).en, sum.zh + " - " + names_of(flow).zh};
            }
            add_over_time(rule_kind::balance, id, std::move(sum));
        }
        if (of.over_time == nature::flow) {
            add_over_time(rule_kind::periods,
                          id,
                          {name.en + ": a period's figure = the sum of those of its parts",
                           name.zh + "：长期间的数 = 各分期之和"});
        }
        if (of.last_year_of) {
            const bilingual then = names_of(*of.last_year_of);
            add_over_time(rule_kind::last_year,
                          id,
                          {name.en + " = " + then.en + " reported a year before",
                           name.zh + " = 上年同期上报的" + then.zh});
        }
        const bool to_previous = of.against == compared_with::previous;
        const bilingual earlier{to_previous ? "the period before" : "the same period last year",
                                to_previous ? "上期" : "上年同期"};
        if (of.growth_of) {
            const bilingual base = names_of(*of.growth_of);
            add_over_time(rule_kind::growth,
                          id,
                          {name.en + " = " + base.en + " / those of " + earlier.en + " - 1",
                           name.zh + " = " + base.zh + " ÷ " + earlier.zh + " − 1"});
        }
        if (of.change_of) {
            const bilingual base = names_of(*of.change_of);
            add_over_time(rule_kind::change,
                          id,
                          {name.en + " = " + base.en + " - those of " + earlier.en,
                           name.zh + " = " + base.zh + " − " + earlier.zh});
        }
        if (of.year_zero) {
            const std::string zero = std::to_string(*of.year_zero);
            add_over_time(rule_kind::ordinal,
                          id,
                          {name.en + " = the year - " + zero, name.zh + " = 年份 − " + zero});
        }
        if (of.keeps_magnitude) {
            add_over_time(rule_kind::magnitude,
                          id,
                          {name.en + " are no power of ten away from those before or beside them",
                           name.zh + "与上期或同级地区的数量级相当"},
                          severity::query);
        }
    }

    void add_written(std::size_t entry) {
        const written_rule& of = book_.rules[entry];
        const auto parsed = parse_rule(of.check, book_);
        const expression* const check = std::get_if<expression>(&parsed);
        if (check == nullptr) {
            return;  // reading the codebook tells why
        }
        std::shared_ptr<const compiled_rule> form = detail::compile(*check);
        if (!of.when.empty()) {
            const auto condition = parse_rule(of.when, book_);
            const expression* const when = std::get_if<expression>(&condition);
            if (when == nullptr) {
                return;
            }
            auto limited = std::make_shared<compiled_rule>(*form);
            limited->when = detail::compile(*when);
            form = std::move(limited);
        }
        rule made;
        made.code = of.code;
        made.kind = rule_kind::written;
        made.weight = of.weight;
        made.name =
            of.message.in(language::en).empty() ? bilingual{of.check, of.check} : of.message;
        made.form = std::move(form);
        made.entry = entry;
        rules_.push_back(std::move(made));
    }

    void add_due(std::size_t entry) {
        const obligation& of = book_.due[entry];
        rule made;
        made.code = "due:" + of.name.code;
        made.kind = rule_kind::due;
        made.weight = of.weight;
        made.name = {of.name.name.in(language::en) + ": what is owed was reported",
                     of.name.name.in(language::zh) + "：应报尽报"};
        made.entry = entry;
        add(std::move(made));
    }

    void add_register(indicator_id id) {
        const coded_name& of = book_[id].name;
        add({"register:" + of.code,
             rule_kind::registered,
             {},
             id,
             {},
             {},
             false,
             {of.name.in(language::en) + " are as many as the register has",
              of.name.in(language::zh) + "与单位名录一致"}});
    }

    void add_breakdown(indicator_id id, const breakdown_use& use) {
        const coded_name& of = book_[id].name;
        const coded_name& by = book_[use.by].name;
        const std::string en = of.name.in(language::en) + " by " + by.name.in(language::en);
        const std::string zh = of.name.in(language::zh) + "按" + by.name.in(language::zh);
        const std::string suffix = ":" + of.code + ":" + by.code;
        if (use.as == breakdown_kind::nested) {
            add({"nested" + suffix,
                 rule_kind::nested,
                 {},
                 id,
                 use.by,
                 {},
                 false,
                 {en + ": each item holds the next", zh + "：各项依次包含下一项"}});
            return;
        }
        if (use.as == breakdown_kind::of_which) {
            add({"of_which" + suffix,
                 rule_kind::of_which,
                 {},
                 id,
                 use.by,
                 {},
                 false,
                 {en + ": each item is at most the total", zh + "：其中各项不大于合计"}});
            return;
        }
        // Where places count in several ways, the second of these is a rule of its own.
        const bool is_another = std::ranges::any_of(rules_, [&](const rule& known) {
            return known.code == "partition" + suffix && known.counting != use.counting;
        });
        const std::string code =
            "partition" + suffix + (is_another ? std::string{":"} + name_of(use.counting) : "");
        rule made{code, rule_kind::partition, {}, id, use.by, use.counting, false, {}};
        switch (use.counting) {
        case tier_counting::exclusive:
            made.name = {en + ": the total is the sum of the items", zh + "：合计等于各项之和"};
            break;
        case tier_counting::held:
            made.name = {en + ": the total lies between the largest item and the sum of the items",
                         zh + "：合计介于最大项与各项之和之间"};
            break;
        case tier_counting::at_or_above:
            made.name = {en + ": the total is the lowest item", zh + "：合计等于最低一级"};
            break;
        }
        add(std::move(made));
        if (use.counting != tier_counting::at_or_above) {
            return;
        }
        add({code + ":nested",
             rule_kind::partition,
             {},
             id,
             use.by,
             use.counting,
             true,
             {en + ": each item is at most the next lower one", zh + "：上一级不多于下一级"}});
    }

    const codebook& book_;
    std::vector<rule> rules_;
};

}  // namespace

std::vector<rule> derive_rules(const codebook& book) {
    return derivation{book}.run();
}

std::optional<bilingual> why_not_sharp(const rule& which) {
    return which.form ? which.form->why_not_sharp : std::nullopt;
}

}  // namespace crossfoot
