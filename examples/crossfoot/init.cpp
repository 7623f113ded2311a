#include "program.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

namespace crossfoot::program {

namespace {

namespace fs = std::filesystem;

struct options {
    std::string folder;
    std::string when;
    language speech = language::en;
};

struct form {
    std::string name;
    std::string text;
};

std::string places_form(language which) {
    return which == language::en ? "code,name,level,parent\n"
                                   "99,Province,province,\n"
                                   "9901,Prefecture,prefecture,99\n"
                                   "990101,County A,county,9901\n"
                                   "990102,County B,county,9901\n"
                                 : "代码,名称,层级,上级\n"
                                   "99,某省,省级,\n"
                                   "9901,某地区,地级,99\n"
                                   "990101,甲县,县级,9901\n"
                                   "990102,乙县,县级,9901\n";
}

/// The figures that most reports of the campaign have: the total, or all items of a breakdown too.
struct form_row {
    const char* indicator;
    bool by_tier = false;
};
constexpr form_row form_rows[] = {
    {"creation_units"}, {"model_units", true}, {"creation_rate"}, {"talks"}, {"people_reached"}};

/// One blank row for each figure, with every tier that the codebook knows.
std::string figures_form(language which, const std::string& when) {
    const codebook& book = *ethnic_unity();
    const auto written = [which](const coded_name& entry) {
        return which == language::en ? entry.code : entry.name.zh;
    };
    std::string text = which == language::en ? "place,period,indicator,tier,value,source\n"
                                             : "地区,报告期,指标,级别,数值,来源\n";
    for (const char* const place : {"990101", "990102"}) {
        for (const form_row& row : form_rows) {
            const std::string start = std::string{place} + "," + when + "," +
                                      written(book[book.indicator_at(row.indicator)].name) + ",";
            text += start + ",,\n";
            if (!row.by_tier) {
                continue;
            }
            for (const breakdown_item& tier : book[book.breakdown_at("tier")].items) {
                text += start + written(tier.name) + ",,\n";
            }
        }
    }
    return text;
}

std::string codebook_form(language which) {
    return which == language::en
               ? R"(# What this report counts. It adds to the built-in codebook, or replaces by code:
# `crossfoot list indicators` shows what is there, docs/formats.md every key.
format = "crossfoot-codebook/1"
extends = "ethnic-unity"

# A tier that does not occur at your places would be a missing figure in every total: take its row
# out of figures.csv, and list the tiers that do occur here. Without # at the start, four of them:
# [[breakdown]]
# code = "tier"
# name = { en = "tier", zh = "级别" }
# ordered = true
# items = [
#   { code = "national", name = { en = "national", zh = "国家级" } },
#   { code = "provincial", name = { en = "provincial", zh = "省级" } },
#   { code = "prefectural", name = { en = "prefectural", zh = "地级" } },
#   { code = "county", name = { en = "county", zh = "县级" } },
# ]

# [[indicator]]
# code = "exhibitions"
# name = { en = "exhibitions", zh = "展览" }
# counts = "events"            # organisations, persons, events, things, area, length, money, share
# unit = "场次"
# nature = "flow"              # stock, flow, cumulative, year_to_date, rate, attribute
# additive = true              # a place's total is the sum of the places in it
)"
               : R"(# 本报表统计的内容：在内置目录之上增补，代码相同的予以替换。
# 现有指标见 `crossfoot list indicators`，全部键名见 docs/formats.md。
format = "crossfoot-codebook/1"
extends = "ethnic-unity"

# 本地没有的级别会使每个合计都缺一项：请从 figures.csv 中删去该行，并在此列出实有级别。
# 去掉行首的 # 即为四级：
# [[breakdown]]
# code = "tier"
# name = { en = "tier", zh = "级别" }
# ordered = true
# items = [
#   { code = "national", name = { en = "national", zh = "国家级" } },
#   { code = "provincial", name = { en = "provincial", zh = "省级" } },
#   { code = "prefectural", name = { en = "prefectural", zh = "地级" } },
#   { code = "county", name = { en = "county", zh = "县级" } },
# ]

# [[indicator]]
# code = "exhibitions"
# name = { en = "exhibitions", zh = "展览" }
# counts = "events"            # organisations, persons, events, things, area, length, money, share
# unit = "场次"
# nature = "flow"              # stock, flow, cumulative, year_to_date, rate, attribute
# additive = true              # 地区合计等于所辖各地区之和
)";
}

error refused(const fs::path& what, const std::string& why) {
    return {error_code::file_unwritable,
            what.string(),
            {"cannot be written: " + why, "无法写入：" + why}};
}

void write_new(const fs::path& file, const std::string& text) {
    // "x": a file that is there already is never overwritten.
    std::FILE* const opened = std::fopen(file.c_str(), "wx");
    if (opened == nullptr) {
        throw refused(file, std::strerror(errno));
    }
    const bool written = std::fwrite(text.data(), 1, text.size(), opened) == text.size();
    const bool closed = std::fclose(opened) == 0;
    if (!written || !closed) {
        throw refused(file, std::strerror(errno));
    }
}

void expect_none_there(const fs::path& folder, const std::vector<form>& forms) {
    for (const form& each : forms) {
        if (fs::exists(folder / each.name)) {
            throw error{error_code::invalid_input,
                        (folder / each.name).string(),
                        {"is there already, and is not overwritten", "已存在，不予覆盖"}};
        }
    }
}

std::string period_of(const options& asked) {
    if (!asked.when.empty()) {
        const std::optional<period> when = period::parse(asked.when);
        if (!when) {
            throw error{
                error_code::not_a_period,
                "",
                {"\"" + asked.when + "\" is no period: expected one such as 2016 or 2016-Q1",
                 "“" + asked.when + "”不是报告期：应如 2016 或 2016-Q1"}};
        }
        return to_string(*when);
    }
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return std::to_string(static_cast<int>(std::chrono::year_month_day{today}.year()));
}

void run(const options& asked) {
    const fs::path folder{asked.folder};
    const std::vector<form> forms{{"places.csv", places_form(asked.speech)},
                                  {"figures.csv", figures_form(asked.speech, period_of(asked))},
                                  {"codebook.toml", codebook_form(asked.speech)}};
    expect_none_there(folder, forms);
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem) {
        throw refused(folder, problem.message());
    }
    std::string told;
    for (const form& each : forms) {
        write_new(folder / each.name, each.text);
        told += escaped((folder / each.name).string()) + "\n";
    }
    const std::string name = escaped(asked.folder);
    told += asked.speech == language::en
                ? "fill in the column value of figures.csv, then: crossfoot check " + name + "\n"
                : "填写 figures.csv 的“数值”列后运行：crossfoot check " + name + "\n";
    print(told);
}

}  // namespace

void add_init(command& to) {
    command added = to.add_command("init", "Write blank forms and a codebook to start from");
    const auto asked = std::make_shared<options>();
    added.add_option("DIR", asked->folder, "The folder to write them to").required().shown_as("");
    added.add_option("--period", asked->when, "The period of the form (default: this year)")
        .shown_as("PERIOD");
    add_language(added, asked->speech);
    added.does([asked] {
        run(*asked);
        return exit_code::agrees;
    });
}

}  // namespace crossfoot::program
