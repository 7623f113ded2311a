#include <crossfoot/io/cell_text.hpp>
#include <crossfoot/io/display_text.hpp>

namespace crossfoot {

namespace {

std::string name_in(const coded_name& what, language which) {
    const std::string& name = what.name.in(which);
    return escaped(name.empty() ? what.code : name);
}

std::string plural(std::string name) {
    if (name.ends_with('y')) {
        name.pop_back();
        return name + "ies";
    }
    return name + "s";
}

}  // namespace

cell_words::cell_words(const dataset& data, language which)
    : data_{data}, language_{which}, levels_(data.where().size()) {
    for (const place_row_view& row : data.where().rows()) {
        levels_[row.place.index()] = row.level;
    }
}

std::string cell_words::say(std::string_view en, std::string_view zh) const {
    return std::string{language_ == language::en ? en : zh};
}

std::string cell_words::in_brackets(std::string_view text) const {
    return say(" (", "（") + std::string{text} + say(")", "）");
}

std::string cell_words::indicator(indicator_id which) const {
    return name_in(data_.book()[which].name, language_);
}

std::string cell_words::item(breakdown_id by, std::uint16_t which) const {
    const breakdown& list = data_.book()[by];
    const std::string name = name_in(list.items[which].name, language_);
    // A Chinese item says by itself what it is an item of: 国家级, not 国家级级别.
    return language_ == language::en ? name + " " + name_in(list.name, language_) : name;
}

std::string cell_words::place(place_id which) const {
    const std::string_view name = data_.where().name(which);
    return escaped(name.empty() ? data_.where().code(which) : name);
}

std::string cell_words::places_like(place_id which) const {
    const std::string name = name_in(data_.book()[levels_[which.index()]].name, language_);
    return language_ == language::en ? plural(name) : name;
}

std::string cell_words::when(const period& which) const {
    return language_ == language::en ? to_string(which) : to_chinese(which);
}

std::string cell_words::label(const series& what) const {
    std::string detail;
    const auto add = [&](const std::string& part) {
        if (!detail.empty()) {
            detail += say(", ", "、");
        }
        detail += part;
    };
    for (std::size_t i = 0; i < data_.book().breakdowns.size(); ++i) {
        const breakdown_id by{i};
        if (what.item(by) != series::all) {
            add(item(by, what.item(by)));
        }
    }
    if (what.extent == scope::own) {
        add(say("own part", "本级"));
    }
    return indicator(what.indicator) + (detail.empty() ? "" : in_brackets(detail));
}

std::string cell_words::phrase(const series& what) const {
    std::string before;
    const std::string link = say(" of ", "");
    if (what.extent == scope::own) {
        before += say("own part", "本级") + link;
    }
    for (std::size_t i = 0; i < data_.book().breakdowns.size(); ++i) {
        const breakdown_id by{i};
        if (what.item(by) != series::all) {
            before += item(by, what.item(by)) + link;
        }
    }
    return before + indicator(what.indicator);
}

std::string cell_words::phrase(const cell& what, const cell& from) const {
    std::string text = phrase(what.what);
    const bool elsewhere = what.place != from.place;
    const bool another_time = what.when != from.when;
    if (language_ == language::en) {
        if (elsewhere) {
            text += " of " + place(what.place);
        }
        if (another_time) {
            text += " in " + when(what.when);
        }
        return text;
    }
    const std::string where =
        joined_in_chinese(elsewhere ? place(what.place) : "", another_time ? when(what.when) : "");
    return joined_in_chinese(where, text);
}

bool cell_words::is_percentage(indicator_id which) const {
    const crossfoot::indicator& what = data_.book()[which];
    if (what.growth_of) {
        return true;
    }
    if (what.change_of) {
        return is_percentage(*what.change_of);
    }
    if (what.over_time == nature::rate) {
        // A rate of two unlike counts, such as attendances for each talk, is no share.
        return what.shown_as_percent || data_.book().is_share(what);
    }
    return what.shown_as_percent || what.counts == counted::share;
}

}  // namespace crossfoot
