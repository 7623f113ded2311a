#include "explanations.hpp"

#include <array>

namespace crossfoot::detail {

namespace {

constexpr code_family of_rules = code_family::rule;

constexpr std::array<explanation, 20> table{{
    {"domain",
     of_rules,
     {"A figure must be one that its indicator can have: a count is a whole number from 0 up, a "
      "share "
      "lies between 0% and 100%. A cell that cannot be read is listed under this rule as cannot "
      "tell.",
      "数值须在其指标可取的范围内：计数为非负整数，占比在 0% 与 100% "
      "之间。无法辨认的数值也列在此规则下，"
      "结论为无法判定。"},
     "pairs          \"2.3…\" is unreadable (2.5)",
     {"Look the figure up at its source and enter what stands there; leave it unreadable if nobody "
      "can "
      "tell.",
      "到来源处查明原数后填入；确实无法查明的，保留为无法辨认。"}},
    {"part_of",
     of_rules,
     {"A part is at most the whole: an indicator with `part_of` in the codebook is compared with "
      "that "
      "one at the same place and period.",
      "部分不大于总体：指标目录中写有 `part_of` 的指标，与同一地区、同一报告期的总体指标比较。"},
     "model units    262 > 261 creation units (more by 1)",
     {"One of the two figures is wrong, or the part counts something that the whole leaves out. "
      "Compare "
      "both with their source.",
      "两数之中必有一误，或部分的口径超出了总体。请将两数与来源核对。"}},
    {"partition",
     of_rules,
     {"The items of a breakdown make up the total. With exclusive counting they add up to it; with "
      "at_or_above each tier is at most the next lower one and the lowest is the total; with held "
      "the "
      "total lies between the largest and the sum of them all.",
      "分组各项构成合计。就高计一次（exclusive）时各级相加等于合计；按及以上计（at_or_"
      "above）时每级不大于下一级，"
      "最低级即合计；按称号计（held）时合计在最大一级与各级之和之间。"},
     "model units    248 ≠ 1 + 2 + 2 + 94 + 194 = 293 (less by 45)",
     {"Check the items and the total, and how the tiers are counted: the codebook says so under "
      "`counting`.",
      "核对各项与合计，并核对各级的计法（指标目录中的 `counting`）。"}},
    {"of_which",
     of_rules,
     {"An item of a breakdown that does not exhaust the total (其中) is at most the total.",
      "“其中”项不大于合计。"},
     "sites (school category)    21 > 20 sites (more by 1)",
     {"Compare the item and the total with their source.", "将该项与合计分别与来源核对。"}},
    {"rollup",
     of_rules,
     {"A place's total is its own part and the totals of the places in it. What nobody reported "
      "may be "
      "anything, never zero: a total below the sum of those that did report fails whoever is "
      "silent.",
      "一个地区的合计等于本级与所辖各地区合计之和。未上报的可为任意数，不按零计：合计小于已报各地区"
      "之和的，"
      "无论其余如何均为不符。"},
     "talks    1210 ≠ 30 + 480 + 694 = 1204 (more by 6)",
     {"Check the total, the own part and the places listed; collect what is missing.",
      "核对合计、本级与所列各地区，并催报缺报的地区。"}},
    {"rate",
     of_rules,
     {"A printed rate is the ratio of its counts. It holds if the exact ratio would be printed so; "
      "the "
      "counts are both as reported at the place, else both rolled up from below.",
      "上报的比率等于其分子与分母之比。精确比值按其写法恰为该数即相符；分子、分母或同为本地区上报数"
      "，"
      "或同由下级汇总。"},
     "creation rate    248/261 = 95.02%, reported 96% (250 to 251 of 261 would print 96%)",
     {"See which counts would give the printed rate; one of the three figures is wrong, or they "
      "speak "
      "of different moments.",
      "看哪些分子可写作所报比率；三个数中必有一误，或并非同一时点的数。"}},
    {"conflict",
     of_rules,
     {"Two sources give the same figure. Where they exclude each other this fails, and other rules "
      "take the figure as missing; where they overlap, other rules use what both allow.",
      "不同来源对同一数值的说法一致。互不相容的为不符，其他规则视该数为缺报；有重叠的，其他规则取其"
      "公共部分。"},
     "population    10.2万 (1) ≠ 104800 (yearbook)",
     {"Find out which source is right, and mark the other one or leave it out.",
      "查明以何者为准，另一来源予以更正或删去。"}},
    {"register",
     of_rules,
     {"A reported count of units is that of the register (units.csv, designations.csv) on the last "
      "day of the period, in the way in which the codebook counts tiers. Where it can be told, the "
      "units that make the difference are named.",
      "上报的单位数与单位名录（units.csv、designations.csv）在报告期末的计数一致，级别按指标目录的"
      "计数方式。能判明时，列出造成差额的单位。"},
     "model units (county tier)    149 ≠ 148 in the register (more by 1)",
     {"Look at the units named: an entry, a title or its end is missing on one side.",
      "查看所列单位：一方缺少参加、命名或终止的记录。"}},
    {"nested",
     of_rules,
     {"The items of a breakdown hold one another: each is at most the one before it, and the first "
      "at most the total.",
      "分组各项层层包含：每项不大于前一项，首项不大于合计。"},
     "schools (over 20%)    14 > 12 schools (over 10%) (more by 2)",
     {"Compare both items with their source; perhaps they changed places.",
      "将两项与来源核对，可能填颠倒了。"}},
    {"cumulative",
     of_rules,
     {"A running total never falls: it is at least the last one reported before it (one of the "
      "year: before it in the same year).",
      "累计数不减少：不小于此前最近一次上报的累计数（本年累计则为同年内）。"},
     "talks to date, 2016-03    95 < 103 in 2016-02 (less by 8)",
     {"Check both periods; a correction of the earlier one has to be filed there.",
      "核对前后两期；前期有更正的，应在前期更正上报。"}},
    {"accumulation",
     of_rules,
     {"A running total is the one before it and the flow of the period: this month's total = last "
      "month's + this month.",
      "累计衔接：本期累计 = 上期累计 + 本期数。"},
     "talks to date, 2016-03    130 ≠ 103 + 12 = 115 (more by 15)",
     {"Check the running totals of both periods and the figure of the period.",
      "核对两期累计数与本期数。"}},
    {"balance",
     of_rules,
     {"What there is at the end of a period is what there was at its beginning, and what came, "
      "less what went.",
      "期末数 = 期初数 + 本期增加 − 本期减少。"},
     "creation units, 2016    261 ≠ 250 + 14 - 5 = 259 (more by 2)",
     {"Check the figures of both ends, and what came and went; a place whose area changed may need "
      "an exception.",
      "核对期初、期末与增减数；辖区有变动的，可设例外。"}},
    {"periods",
     of_rules,
     {"A period's figure is the sum of those of its parts: the year is its quarters, or its "
      "months.",
      "长期间的数等于其各分期之和：全年等于各季度或各月之和。"},
     "talks, 2016    82 ≠ 20 + 21 + 19 + 24 = 84 (less by 2)",
     {"Check the figure of the whole period and those of its parts.", "核对全期数与各分期数。"}},
    {"last_year",
     of_rules,
     {"What a report tells of the same period last year is what was reported then.",
      "上年同期栏与上年同期的上报数一致。"},
     "talks (last year), 2016-03    15 ≠ 14 in 2015-03 (more by 1)",
     {"Take the figure from last year's report, or have that one revised.",
      "以上年报表为准填写；上年数有修订的，应先修订上年报表。"}},
    {"growth",
     of_rules,
     {"A growth is that of its figures, as a share of the earlier one: 110 after 100 is 10%.",
      "增长率与其所据两期数一致：由 100 增至 110，为 10%。"},
     "growth of talks    110/100 - 1 = 10%, reported 12%",
     {"Compute it anew; look which period it is measured from.", "重新计算，并核对所比的期间。"}},
    {"change",
     of_rules,
     {"A change is the difference of two figures; of rates in percentage points: from 91% to 95% "
      "it is 4 percentage points, not 4%.",
      "增减是两期数之差；比率的增减以百分点计：由 91% 升至 95% 为 4 个百分点，而非 4%。"},
     "change of the creation rate    5个百分点 ≠ 95% - 91% = 4%",
     {"Compute it anew; do not take a growth in percent for it.", "重新计算；勿与增长率混淆。"}},
    {"ordinal",
     of_rules,
     {"The nth yearly event falls in its year: its number is the year less the year before the "
      "first.",
      "第 n 届年度活动与年份对应：届次 = 年份 − 首届前一年。"},
     "education month, the nth    33 ≠ 2016 - 1982 = 34 (less by 1)",
     {"Check the number and the year; a stale text is often copied on.",
      "核对届次与年份，常见原因是沿用旧稿。"}},
    {"magnitude",
     of_rules,
     {"A figure is about ten, a hundred, a thousand or ten thousand times that of the period "
      "before, or a tenth and so on of it; without one, so beside all neighbours. That is often a "
      "wrong unit (元 for 万元).",
      "数值约为上期的十、百、千、万倍或其分之一；无上期数时与同级各地区相比。常因单位有误（元与万元"
      "）。"},
     "talks, 2016-03    1200, about 100 times the 12 of 2016-02",
     {"Check the unit and the number of digits; explain it if it is right.",
      "核对计量单位与位数；确属实情的予以说明。"}},
    {"due",
     of_rules,
     {"What is owed was reported: each place, indicator and period that the codebook lists under "
      "[[due]].",
      "应报尽报：指标目录 [[due]] 所列地区、指标、报告期均已上报。"},
     "due:monthly@990103/2016-03    talks, people reached not reported",
     {"Collect what is missing; enter an exemption with its reason where nothing is owed.",
      "催报所缺；确无报送义务的，登记豁免及理由。"}},
    {"written",
     of_rules,
     {"A rule in words of the codebook's own, under [[rule]].",
      "指标目录 [[rule]] 中自定的审核关系。"},
     "people reached    9000/3 = 3000, expected from 20 to 2000",
     {"Correct the figures that it names; where it asks only (核实性), an explanation will do.",
      "更正所列数值；核实性的可填报说明。"}},
}};

}  // namespace

std::span<const explanation> rule_explanations() {
    return table;
}

}  // namespace crossfoot::detail
