#include "answer.hpp"
#include "program.hpp"
#include "table.hpp"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

namespace crossfoot::program {

namespace {

struct options {
    std::vector<std::string> tiers;
    std::string total;
    std::string rate;
    std::string units;
    output_format format = output_format::text;
    language speech = language::en;
};

std::optional<interval> read_optional(const std::string& text, std::span<const std::string> units) {
    return text.empty() ? std::nullopt : std::optional{read_word(text, units).values()};
}

using json = nlohmann::ordered_json;

std::string json_of(const std::array<counting_answer, 3>& answers) {
    json list = json::array();
    for (const counting_answer& each : answers) {
        list.push_back({{"counting", name_of(each.counting)},
                        {"possible", each.possible},
                        {"totals", range_as_json(each.totals)},
                        {"units", range_as_json(each.units)}});
    }
    return list.dump() + "\n";
}

std::string text_of(const std::array<counting_answer, 3>& answers, language speech) {
    const bool english = speech == language::en;
    table made{{english ? "counting" : "计数方式",
                "",
                english ? "total" : "合计",
                english ? "of how many units" : "创建单位"},
               {}};
    for (const counting_answer& each : answers) {
        made.rows.push_back(
            {name_of(each.counting),
             each.possible ? (english ? "can be" : "可能") : (english ? "cannot be" : "不可能"),
             each.totals ? in_words(*each.totals, speech) : "",
             each.units ? in_words(*each.units, speech) : ""});
    }
    return as_text(made);
}

exit_code run(const options& asked) {
    counting_evidence said;
    for (const std::string& each : asked.tiers) {
        said.tiers.push_back(read_word(each, known_units()).values());
    }
    said.total = read_optional(asked.total, known_units());
    said.rate = read_optional(asked.rate, {});
    said.units = read_optional(asked.units, known_units());
    const std::array<counting_answer, 3> answers = infer_counting(said);
    print(asked.format == output_format::json ? json_of(answers) : text_of(answers, asked.speech));
    const bool any = std::ranges::any_of(answers, &counting_answer::possible);
    return any ? exit_code::agrees : exit_code::disagrees;
}

}  // namespace

void add_tiers(command& to) {
    command added =
        to.add_command("tiers", "Say in which ways the counts of tiers can have been counted");
    const auto asked = std::make_shared<options>();
    added.add_option("COUNT", asked->tiers, "The count of each tier, from the highest down")
        .required()
        .shown_as("...");
    added.add_option("--total", asked->total, "The total of units with a title").shown_as("COUNT");
    added.add_option("--rate", asked->rate, "That total in all units, such as 81.38%")
        .shown_as("RATE");
    added.add_option("--units", asked->units, "All units").shown_as("COUNT");
    add_format(
        added, asked->format, {{"text", output_format::text}, {"json", output_format::json}});
    add_language(added, asked->speech);
    added.does([asked] { return run(*asked); });
}

}  // namespace crossfoot::program
