#include <crossfoot/check/rule.hpp>

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
        return std::move(rules_);
    }

  private:
    void add(rule made) {
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
        if (of.from_register != register_basis::none) {
            add_register(id);
        }
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
        rule made{
            "partition" + suffix, rule_kind::partition, {}, id, use.by, use.counting, false, {}};
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
        add({"partition" + suffix + ":nested",
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

}  // namespace crossfoot
