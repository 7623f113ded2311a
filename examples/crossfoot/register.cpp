#include "inputs.hpp"
#include "table.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace crossfoot::program {

namespace {

struct options {
    inputs from;
    std::string at;        // of counts
    std::string from_day;  // of a movement
    std::string to_day;
    std::string level;
    std::optional<tier_counting> counting;
    scope extent = scope::total;
    bool by_category = false;
    bool all = false;
    output_format format = output_format::text;
    language speech = language::en;
};

/// How the codebook counts the tiers of units with a title; each once where it does not say.
tier_counting counting_of(const codebook& book) {
    for (const indicator& each : book.indicators) {
        const std::optional<breakdown_id> tier = book.find_breakdown("tier");
        const breakdown_use* const use = tier ? each.find_use(*tier) : nullptr;
        if (each.from_register == register_basis::designated && use != nullptr) {
            return use->counting;
        }
    }
    return tier_counting::exclusive;
}

/// A report with its register; throws where it has none.
report load_register(options& asked) {
    asked.from.figures = figures_wanted::optional;
    const std::string& path = asked.from.paths.front();
    report read = load(path, asked.from, asked.speech);
    if (read.diagnostics.empty() && !read.units) {
        throw error{error_code::invalid_input,
                    path,
                    {"has no register: expected units.csv, and designations.csv beside it",
                     "没有单位名录：应有units.csv及designations.csv"}};
    }
    return read;
}

// -- counts and movements -------------------------------------------------------------------------

/// One line of a table: of which place, category and tier.
struct register_line {
    place_id place;
    std::uint16_t category = series::all;
    std::uint16_t tier = series::all;
};

class lister {
  public:
    lister(const report& read, const options& asked, const hierarchy& tree)
        : units_{*read.units},
          data_{read.data},
          asked_{asked},
          tree_{tree},
          words_{read.data, asked.speech} {
        const finding_filter wanted = filter_of(asked.from, read.data);
        std::optional<level_id> level;
        if (!asked.level.empty()) {
            level = read.book->find_level(asked.level);
            if (!level) {
                throw usage_error("--level: \"" + asked.level + "\" is no level of the codebook",
                                  "--level：“" + asked.level + "”不是指标目录中的层级");
            }
        }
        for (const place_id place : tree.in_order()) {
            const bool is_wanted = wanted.places.empty() ||
                                   std::ranges::find(wanted.places, place) != wanted.places.end();
            if (is_wanted && (!level || tree.level_of(place) == *level)) {
                places_.push_back(place);
            }
        }
    }

    /// Every combination, the totals first.
    [[nodiscard]] std::vector<register_line> lines() const {
        std::vector<register_line> all;
        for (const place_id place : places_) {
            for (const std::uint16_t category : with_all(category_count())) {
                all.push_back({place, category, series::all});
                for (const std::uint16_t tier : tiers_at(place)) {
                    all.push_back({place, category, tier});
                }
            }
        }
        return all;
    }

    [[nodiscard]] const std::vector<place_id>& places() const { return places_; }

    /// The cells of a line that a program reads.
    [[nodiscard]] std::vector<std::string> codes(const register_line& line) const {
        return {std::string{units_.where().code(line.place)},
                code_of(units_.category(), line.category),
                code_of(units_.tier(), line.tier)};
    }

    [[nodiscard]] std::size_t category_count() const { return items_of(units_.category()); }
    [[nodiscard]] std::size_t tier_count() const { return items_of(units_.tier()); }
    [[nodiscard]] std::vector<std::uint16_t> tiers_at(place_id place) const {
        return units_.tier() ? items_at(data_, tree_, place, *units_.tier(), asked_.extent)
                             : std::vector<std::uint16_t>{};
    }
    [[nodiscard]] std::vector<std::uint16_t> categories() const {
        return asked_.by_category ? with_all(category_count())
                                  : std::vector<std::uint16_t>{series::all};
    }
    [[nodiscard]] std::string category_name(std::uint16_t which) const {
        return which == series::all ? "" : words_.item(*units_.category(), which);
    }
    [[nodiscard]] std::string tier_name(std::uint16_t which) const {
        return words_.item(*units_.tier(), which);
    }
    [[nodiscard]] const cell_words& words() const { return words_; }

  private:
    [[nodiscard]] std::size_t items_of(std::optional<breakdown_id> by) const {
        return by ? units_.book()[*by].items.size() : 0;
    }
    static std::vector<std::uint16_t> with_all(std::size_t count) {
        std::vector<std::uint16_t> items{series::all};
        for (std::size_t i = 0; i < count; ++i) {
            items.push_back(static_cast<std::uint16_t>(i));
        }
        return items;
    }
    [[nodiscard]] std::string code_of(std::optional<breakdown_id> by, std::uint16_t item) const {
        return item == series::all ? "" : units_.book()[*by].items[item].name.code;
    }

    const unit_register& units_;
    const dataset& data_;
    const options& asked_;
    const hierarchy& tree_;
    cell_words words_;
    std::vector<place_id> places_;
};

table counts_for_programs(const lister& all, const unit_counts& counts) {
    table made{{"place", "category", "tier", "value"}, {}};
    for (const register_line& line : all.lines()) {
        std::vector<std::string> row = all.codes(line);
        row.push_back(std::to_string(counts.at(line.place, line.category, line.tier)));
        made.rows.push_back(std::move(row));
    }
    return made;
}

table counts_for_people(const lister& all, const unit_counts& counts, const options& asked) {
    const cell_words& words = all.words();
    table made{{words.say("place", "地区")}, {}};
    if (asked.by_category) {
        made.headings.push_back(words.say("category", "类别"));
    }
    made.numbers_from = made.headings.size();
    made.headings.push_back(words.say("units", "创建单位"));
    made.headings.push_back(words.say("with a title", "获命名单位"));
    for (std::size_t tier = 0; tier < all.tier_count(); ++tier) {
        made.headings.push_back(all.tier_name(static_cast<std::uint16_t>(tier)));
    }
    for (const place_id place : all.places()) {
        const std::vector<std::uint16_t> there = all.tiers_at(place);
        for (const std::uint16_t category : all.categories()) {
            std::vector<std::string> row{words.place(place)};
            if (asked.by_category) {
                row.push_back(category == series::all ? words.say("all", "合计")
                                                      : all.category_name(category));
            }
            row.push_back(std::to_string(counts.units(place, category)));
            row.push_back(std::to_string(counts.designated(place, category)));
            for (std::size_t tier = 0; tier < all.tier_count(); ++tier) {
                const auto item = static_cast<std::uint16_t>(tier);
                const bool occurs = std::ranges::find(there, item) != there.end();
                row.push_back(occurs ? std::to_string(counts.at(place, category, item)) : "-");
            }
            made.rows.push_back(std::move(row));
        }
    }
    return made;
}

exit_code run_counts(options& asked) {
    if (asked.at.empty()) {
        throw usage_error("--at: on which day? Expected one such as 2016-12-31",
                          "--at：请给出日期，如 2016-12-31");
    }
    const day when = day_asked("--at", asked.at);
    const report read = load_register(asked);
    if (!read.diagnostics.empty()) {
        return exit_code::bad_input;
    }
    const unit_counts counts{
        *read.units, when, asked.counting.value_or(counting_of(*read.book)), asked.extent};
    const lister all{read, asked, counts.tree()};
    print(written(asked.format == output_format::text ? counts_for_people(all, counts, asked)
                                                      : counts_for_programs(all, counts),
                  asked.format));
    return exit_code::agrees;
}

struct movement_column {
    const char* code;
    const char* chinese;
    std::int64_t unit_movement::*value;
};
constexpr movement_column movement_columns[] = {
    {"opening", "期初", &unit_movement::opening},
    {"joined", "参加", &unit_movement::joined},
    {"moved_in", "转入", &unit_movement::moved_in},
    {"named", "命名", &unit_movement::named},
    {"upgraded_in", "升入", &unit_movement::upgraded_in},
    {"fallen_in", "降入", &unit_movement::fallen_in},
    {"left", "退出", &unit_movement::left},
    {"moved_out", "转出", &unit_movement::moved_out},
    {"upgraded_out", "升出", &unit_movement::upgraded_out},
    {"expired", "期满", &unit_movement::expired},
    {"revoked", "撤销", &unit_movement::revoked},
    {"closing", "期末", &unit_movement::closing},
    {"renewed", "续命名", &unit_movement::renewed}};

void add_movement(std::vector<std::string>& row, const unit_movement& what) {
    for (const movement_column& column : movement_columns) {
        row.push_back(std::to_string(what.*column.value));
    }
}

table movement_for_programs(const lister& all, const unit_movements& movements) {
    table made{{"place", "category", "tier"}, {}};
    for (const movement_column& column : movement_columns) {
        made.headings.emplace_back(column.code);
    }
    for (const register_line& line : all.lines()) {
        std::vector<std::string> row = all.codes(line);
        add_movement(row, movements.at(line.place, line.category, line.tier));
        made.rows.push_back(std::move(row));
    }
    return made;
}

/// Without the columns in which nothing moved; opening and closing stay.
void drop_empty_columns(table& made,
                        std::size_t first,
                        const std::string& opening,
                        const std::string& closing) {
    for (std::size_t column = made.headings.size(); column-- > first;) {
        const bool is_end = made.headings[column] == opening || made.headings[column] == closing;
        const bool is_empty =
            std::ranges::all_of(made.rows, [&](const auto& row) { return row[column] == "0"; });
        if (is_end || !is_empty) {
            continue;
        }
        const auto at = static_cast<std::ptrdiff_t>(column);
        made.headings.erase(made.headings.begin() + at);
        for (auto& row : made.rows) {
            row.erase(row.begin() + at);
        }
    }
}

table movement_for_people(const lister& all, const unit_movements& movements) {
    const cell_words& words = all.words();
    table made{{words.say("place", "地区"), words.say("category", "类别"), ""}, {}};
    const std::size_t first = made.headings.size();
    for (const movement_column& column : movement_columns) {
        std::string name = words.say(column.code, column.chinese);
        std::ranges::replace(name, '_', ' ');
        made.headings.push_back(std::move(name));
    }
    const auto add = [&](place_id place,
                         std::uint16_t category,
                         const std::string& what,
                         const unit_movement& moved) {
        if (moved == unit_movement{}) {
            return;
        }
        std::vector<std::string> row{words.place(place), all.category_name(category), what};
        add_movement(row, moved);
        made.rows.push_back(std::move(row));
    };
    for (const place_id place : all.places()) {
        for (const std::uint16_t category : all.categories()) {
            add(place, category, words.say("units", "创建单位"), movements.units(place, category));
            add(place,
                category,
                words.say("with a title", "获命名单位"),
                movements.designated(place, category));
            for (const std::uint16_t tier : all.tiers_at(place)) {
                add(place, category, all.tier_name(tier), movements.at(place, category, tier));
            }
        }
    }
    made.numbers_from = first;
    drop_empty_columns(made, first, words.say("opening", "期初"), words.say("closing", "期末"));
    return made;
}

exit_code run_movement(options& asked) {
    if (asked.from_day.empty() || asked.to_day.empty()) {
        throw usage_error("--from and --to: between which days? Expected two such as 2015-12-31",
                          "--from、--to：请给出起止日期，如 2015-12-31");
    }
    const day from = day_asked("--from", asked.from_day);
    const day to = day_asked("--to", asked.to_day);
    if (to < from) {
        throw usage_error("--to lies before --from", "--to 早于 --from");
    }
    const report read = load_register(asked);
    if (!read.diagnostics.empty()) {
        return exit_code::bad_input;
    }
    const unit_movements movements{
        *read.units, from, to, asked.counting.value_or(counting_of(*read.book)), asked.extent};
    const lister all{read, asked, movements.tree()};
    print(written(asked.format == output_format::text ? movement_for_people(all, movements)
                                                      : movement_for_programs(all, movements),
                  asked.format));
    return exit_code::agrees;
}

// -- the register against the report --------------------------------------------------------------

/// The findings against the register alone, as a report of their own.
check_report only_registered(const check_report& found) {
    check_report kept;
    kept.rules = found.rules;
    kept.units = found.units;
    kept.summary.figures = found.summary.figures;
    std::map<std::size_t, std::size_t> moved_to;
    for (std::size_t i = 0; i < found.findings.size(); ++i) {
        if (found.rules[found.findings[i].rule].kind == rule_kind::registered) {
            moved_to[i] = kept.findings.size();
            kept.findings.push_back(found.findings[i]);
        }
    }
    for (finding& each : kept.findings) {
        if (each.follows_from) {
            const auto cause = moved_to.find(*each.follows_from);
            each.follows_from =
                cause == moved_to.end() ? std::nullopt : std::optional{cause->second};
        }
        ++kept.summary.checks;
        switch (each.result) {
        case verdict::holds: ++kept.summary.holds; break;
        case verdict::possible: ++kept.summary.possible; break;
        case verdict::unknown: ++kept.summary.unknown; break;
        case verdict::fails: ++(each.follows_from ? kept.summary.follows : kept.summary.fails);
        }
    }
    return kept;
}

/// The explanations that speak of the register; the others have their findings elsewhere.
std::vector<finding_explanation> of_register(const report& read, const check_report& found) {
    std::vector<finding_explanation> kept;
    for (const finding_explanation& each : read.explanations) {
        const bool speaks_of_it = std::ranges::any_of(found.rules, [&](const rule& which) {
            return which.kind == rule_kind::registered && each.key.starts_with(which.code + "@");
        });
        if (speaks_of_it) {
            kept.push_back(each);
        }
    }
    return kept;
}

exit_code run_check(options& asked) {
    const report read = load_register(asked);
    if (!read.diagnostics.empty() || !read.units) {
        return exit_code::bad_input;
    }
    const check_report found = only_registered(check(read.data, *read.units));
    findings_options shown;
    shown.filter = filter_of(asked.from, read.data);
    shown.list = asked.all ? listing::all : listing::usual;
    shown.speech = asked.speech;
    shown.colours = wants_colours() ? colouring::terminal : colouring::none;
    shown.title = asked.from.paths.front();
    const std::vector<finding_explanation> explanations = of_register(read, found);
    shown.explanations = explanations;
    switch (asked.format) {
    case output_format::json: print(findings_as_json(found, read.data, shown)); break;
    case output_format::jsonl: print(findings_as_json_lines(found, read.data, shown)); break;
    case output_format::csv: print(findings_as_csv(found, read.data, shown)); break;
    case output_format::text:
    case output_format::markdown: print(findings_as_text(found, read.data, shown)); break;
    }
    const check_summary summary = summarise(found, read.data, shown.filter, explanations);
    return summary.fails + summary.follows > summary.explained ? exit_code::disagrees
                                                               : exit_code::agrees;
}

void add_table_options(command& to, options& asked) {
    add_inputs(to, asked.from, how_many::one);
    to.add_option("--place", asked.from.wanted_places, "Only this place; may be repeated")
        .may_be_repeated()
        .shown_as("WHICH");
    to.add_option("--level", asked.level, "Only places of this level").shown_as("LEVEL");
    to.add_option(
          "--counting",
          [&asked](const std::string& word) {
              for (const tier_counting each :
                   {tier_counting::exclusive, tier_counting::at_or_above, tier_counting::held}) {
                  if (word == name_of(each)) {
                      asked.counting = each;
                      return;
                  }
              }
              throw unknown_word("--counting", word, {"exclusive", "at_or_above", "held"});
          },
          "exclusive, at_or_above, held (default: as the codebook has it)")
        .shown_as("HOW");
    add_choice(to,
               "--scope",
               asked.extent,
               {{"total", scope::total}, {"own", scope::own}},
               "total: a place with all below it (default); own: units at the place itself")
        .shown_as("SCOPE");
    to.add_flag("--categories", asked.by_category, "In text: a line for each category too");
    add_format(to,
               asked.format,
               {{"text", output_format::text},
                {"json", output_format::json},
                {"csv", output_format::csv}});
    add_language(to, asked.speech);
}

}  // namespace

void add_register(command& to) {
    command added =
        to.add_command("register", "Check and count a register of units and their titles");
    added.require_command();

    command checking = added.add_command("check", "Hold a report's counts against its register");
    const auto asked_to_check = std::make_shared<options>();
    add_inputs(checking, asked_to_check->from, how_many::one);
    add_filters(checking, asked_to_check->from);
    checking.add_flag("--all", asked_to_check->all, "List what agrees too");
    add_format(checking,
               asked_to_check->format,
               {{"text", output_format::text},
                {"json", output_format::json},
                {"jsonl", output_format::jsonl},
                {"csv", output_format::csv}});
    add_language(checking, asked_to_check->speech);
    checking.does([asked_to_check] { return run_check(*asked_to_check); });

    command counting =
        added.add_command("counts", "Count units by place, category and tier on a day");
    const auto asked_to_count = std::make_shared<options>();
    counting.add_option("--at", asked_to_count->at, "The day").shown_as("DAY");
    add_table_options(counting, *asked_to_count);
    counting.does([asked_to_count] { return run_counts(*asked_to_count); });

    command moving = added.add_command(
        "movement", "Reconcile the counts of two days with what happened in between");
    const auto asked_to_move = std::make_shared<options>();
    moving.add_option("--from", asked_to_move->from_day, "The first day").shown_as("DAY");
    moving.add_option("--to", asked_to_move->to_day, "The last day").shown_as("DAY");
    add_table_options(moving, *asked_to_move);
    moving.does([asked_to_move] { return run_movement(*asked_to_move); });
}

}  // namespace crossfoot::program
