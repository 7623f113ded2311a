#include "explanations.hpp"

#include <array>

namespace crossfoot::detail {

namespace {

constexpr code_family of_rules = code_family::rule;

constexpr std::array<explanation, 8> table{{
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
}};

}  // namespace

std::span<const explanation> rule_explanations() {
    return table;
}

}  // namespace crossfoot::detail
