#pragma once

#include "small_world.hpp"

/// The small world with the names that people use, in both languages.
namespace named_world {

using namespace crossfoot;
using small_world::put;

inline codebook campaign(tier_counting counting = tier_counting::exclusive) {
    codebook book = small_world::campaign(counting);
    const std::vector<bilingual> indicators{{"creation units", "创建单位"},
                                            {"model units", "模范单位"},
                                            {"creation rate", "创建率"},
                                            {"talks", "宣讲场次"},
                                            {"sections", "教学板块"},
                                            {"sites", "示范点"},
                                            {"area", "面积"}};
    for (std::size_t i = 0; i < indicators.size(); ++i) {
        book.indicators[i].name.name = indicators[i];
    }
    book.indicators[2].shown_as_percent = true;
    book.indicators[3].own_at = {level_id{2}};
    const std::vector<bilingual> tiers{{"national", "国家级"},
                                       {"provincial", "省级"},
                                       {"autonomous-prefectural", "自治州级"},
                                       {"prefectural", "地级"},
                                       {"county", "县级"}};
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        book.breakdowns[0].items[i].name.name = tiers[i];
    }
    book.breakdowns[0].name.name = {"tier", "级别"};
    book.breakdowns[1].name.name = {"section", "板块"};
    book.breakdowns[1].items[0].name.name = {"core", "核心"};
    book.breakdowns[1].items[1].name.name = {"auxiliary", "辅助"};
    const std::vector<bilingual> levels{
        {"nation", "国家"}, {"province", "省"}, {"prefecture", "地区"}, {"county", "县"}};
    for (std::size_t i = 0; i < levels.size(); ++i) {
        book.levels[i].name.name = levels[i];
    }
    book.index();
    return book;
}

/// One county's model units, as a report has them; `county_tier` is the figure that gets wrong.
inline dataset county(std::string_view county_tier = "149", std::string_view rate = "95%") {
    dataset data = small_world::empty_report(campaign());
    const auto add = [&](std::string_view indicator, std::string_view text, std::string_view item) {
        put(data, "990101", indicator, text, item, "2016", scope::total, "1");
    };
    add("creation_units", "261", "");
    add("model_units", "248", "");
    add("model_units", "1", "tier=national");
    add("model_units", "2", "tier=provincial");
    add("model_units", "2", "tier=autonomous_prefectural");
    add("model_units", "94", "tier=prefectural");
    add("model_units", county_tier, "tier=county");
    add("creation_rate", rate, "");
    return data;
}

/// A prefecture's talks: its own and those of seven counties, the last of which is silent unless
/// `seventh` says something.
inline dataset prefecture(std::string_view total, std::string_view seventh = "") {
    dataset data = small_world::empty_report(campaign());
    put(data, "9901", "talks", total);
    put(data, "9901", "talks", "10", "", "2016", scope::own);
    for (const char* const county : {"990101", "990102", "990103", "990104", "990105", "990106"}) {
        put(data, county, "talks", "20");
    }
    if (!seventh.empty()) {
        put(data, "990107", "talks", seventh);
    }
    return data;
}

}  // namespace named_world
