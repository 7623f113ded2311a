#include <crossfoot/number/figure_reader.hpp>

namespace crossfoot {

std::span<const std::string> known_units() {
    // clang-format off
    static const std::string units[] = {
        "个", "人", "人次", "名", "位", "户", "户次", "家", "所", "座", "间", "件", "件次",
        "项", "项次", "期", "条", "条次", "篇", "首", "册", "本", "份", "张", "幅", "块", "处",
        "对", "批", "批次", "次", "场", "场次", "场(次)", "次(场)", "期(次)", "村", "社区",
        "乡", "镇", "个乡镇", "乡镇", "县", "个县", "个村", "个社区", "个单位", "单位", "节",
        "课时", "学时", "门", "堂", "课", "班", "期班", "组", "支", "队", "部", "部门", "档次",
        "台", "套", "辆", "头", "只", "棵", "株", "层", "级", "类", "种", "岁", "年", "个月",
        "月", "天", "日", "小时", "分钟", "km²", "km2", "km", "m²", "m", "kg", "平方公里",
        "平方千米", "平方米", "公里", "千米", "米", "公顷", "亩", "吨", "公斤", "千克", "元",
        "人民币", "美元", "户(家)", "家(个)", "个(家)", "人(次)", "person", "persons", "people",
        "participants", "unit", "units", "session", "sessions", "organisations", "households",
        "places", "villages", "events", "items", "times", "articles", "yuan",
    };
    // clang-format on
    return units;
}

}  // namespace crossfoot
