#pragma once

#include <crossfoot/model/dataset.hpp>
#include <crossfoot/number/rate.hpp>

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// The campaign's own words: a county's figures written as its report has them. Underneath they are
/// the cells of a `dataset`, found through the codebook's codes.
namespace crossfoot {

/// The rank of a designation 级别, from the highest down.
enum class tier { national, provincial, autonomous_prefectural, prefectural, county };

/// The kind of organisation that takes part 类别.
enum class category {
    organ,            ///< 机关
    township,         ///< 乡镇
    school,           ///< 学校
    village,          ///< 村
    community,        ///< 社区
    army_unit,        ///< 部队
    enterprise,       ///< 企业
    religious_venue,  ///< 宗教活动场所
    other,            ///< 其他
};

/// The codes of the items in a codebook, such as "autonomous_prefectural" and "army_unit".
[[nodiscard]] const char* name_of(tier which) noexcept;
/// The code of a category, such as "army_unit".
[[nodiscard]] const char* name_of(category which) noexcept;

/// A figure as one writes it in a program: a whole number, or the text of the report such as
/// "1.5万余". What it stands for is read where it is used, since the codebook has a say in that.
class written_figure {
  public:
    // Implicit, all of them: a figure is written where one is expected.
    // NOLINTBEGIN(google-explicit-constructor)
    /// A whole number, written in decimal digits.
    template <std::integral Number>
        requires(!std::same_as<Number, bool> && !std::same_as<Number, char>)
    written_figure(Number count) : text_{std::to_string(count)} {}
    /// One of any size.
    written_figure(const integer& count) : text_{to_string(count)} {}
    /// The text of a report, such as "1.5万余".
    written_figure(std::string text) : text_{std::move(text)} {}
    /// The same.
    written_figure(std::string_view text) : text_{text} {}
    /// The same.
    written_figure(const char* text) : text_{text} {}
    // NOLINTEND(google-explicit-constructor)

    /// As it was written; of a number, its decimal digits.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

  private:
    std::string text_;
};

/// How many there are of each tier, and how they are counted. A tier that is left out has no
/// figure: that is not zero.
///
///     tier_counts{.national = 1, .provincial = 2, .county = 149}.total() == interval::exactly(152)
///     tier_counts{.counting = tier_counting::held, .national = 1, .county = 3}.total()
///         == interval::closed(3, 4)
struct tier_counts {
    std::optional<tier_counting> counting{};                 ///< no value: as the codebook declares
    std::optional<written_figure> national{};                ///< 国家级
    std::optional<written_figure> provincial{};              ///< 省级, 自治区级
    std::optional<written_figure> autonomous_prefectural{};  ///< 自治州级
    std::optional<written_figure> prefectural{};             ///< 地级
    std::optional<written_figure> county{};                  ///< 县级

    /// The count of one tier; `nullptr` where it was left out.
    [[nodiscard]] const written_figure* find(tier which) const noexcept;

    /// The total that the given tiers lead to: their sum, the lowest of them, or anything from the
    /// largest to the sum, as they are counted (each unit once, where `counting` does not say). No
    /// value where no tier has a figure. Throws `error` (invalid_input, outside_domain) for a text
    /// that is no count.
    [[nodiscard]] std::optional<interval> total() const;

    /// Whether the given tiers can lead to `reported`, and higher tiers nest in lower ones where
    /// they are counted so. Throws like `total`.
    [[nodiscard]] bool agree_with(const written_figure& reported) const;
};

/// What was done in a period. What is left out has no figure: that is not zero.
struct activity_counts {
    std::optional<written_figure> talks{};               ///< 宣讲, sessions
    std::optional<written_figure> people_reached{};      ///< attendances at talks
    std::optional<written_figure> sessions{};            ///< of activities
    std::optional<written_figure> participants{};        ///< attendances at activities
    std::optional<written_figure> measures{};            ///< 措施, that were set
    std::optional<written_figure> measures_completed{};  ///< those of them that are done
    std::optional<written_figure> problems_listed{};     ///< 问题, to be solved first
    std::optional<written_figure> secondments{};  ///< 挂职, counted as secondments, not as persons
    std::optional<written_figure> stories{};      ///< 故事, that were collected
    std::optional<written_figure> news_items{};   ///< 新闻, in the press or a column
    std::optional<written_figure> broadcasts{};   ///< 播出, episodes
    std::optional<written_figure> booklets{};     ///< 手册, copies printed
    std::optional<written_figure> songs{};        ///< 歌谣, that were collected
};

/// One county's report for a period, built figure by figure.
///
///     county_report county{ethnic_unity(), "County A", period::year(2016)};
///     county.creation_units(261)
///         .model_units({.national = 1,
///                       .provincial = 2,
///                       .autonomous_prefectural = 2,
///                       .prefectural = 94,
///                       .county = 149},
///                      248)
///         .creation_rate("95%")
///         .activities({.talks = 82, .people_reached = "1.5万余"});
///     const check_report found = check(county.data());
///     county.computed_rate().as_percent() == "95.02%"
///
/// What adds a figure throws `error`: invalid_input for a text that is no figure, outside_domain
/// for one that the indicator cannot have (half a unit), duplicate_cell for a figure given twice,
/// unknown_code for what the codebook does not have. Nothing is added then.
class county_report {
  public:
    /// The report of one county. `code` is its code in places files; without one, the name serves.
    /// Throws `error` (unknown_code) where the codebook has no level "county".
    county_report(const std::shared_ptr<const codebook>& book,
                  std::string name,
                  const period& when,
                  std::string code = {});

    /// Where the figures that follow stand in the report: a section, a table. None at first.
    county_report& from(std::string source);

    /// Organisations that take part 创建单位: all, or those of one kind.
    county_report& creation_units(const written_figure& count);
    /// Those of one kind.
    county_report& creation_units(category kind, const written_figure& count);

    /// Model units 模范单位: the total, those of one kind, or tier by tier. If the tiers say how
    /// they are counted, that stands for this report, whatever the codebook declares.
    county_report& model_units(const written_figure& total);
    /// Those of one kind, whatever their tier.
    county_report& model_units(category kind, const written_figure& count);
    /// Tier by tier, and their total where the report gives one.
    county_report& model_units(const tier_counts& tiers,
                               const std::optional<written_figure>& total = {});

    /// Model individuals 模范个人, by tier only.
    county_report& model_individuals(const tier_counts& tiers,
                                     const std::optional<written_figure>& total = {});

    /// The creation rate 创建率 as it was printed.
    county_report& creation_rate(const written_figure& printed);

    /// What was done in the report's period, or in another one, such as last winter and spring.
    county_report& activities(const activity_counts& counts);
    /// What was done in another period than the report's.
    county_report& activities(const activity_counts& counts, const period& when);

    /// Any other figure, by the code or name of its indicator.
    county_report& add(std::string_view indicator, const written_figure& count);
    /// The same in another period than the report's.
    county_report& add(std::string_view indicator, const written_figure& count, const period& when);
    /// One that the report does not give, or not so that it can be read; `text` is what stands
    /// there.
    county_report& add(std::string_view indicator, status state, std::string text = {});

    /// Where an indicator's total stands in `data()`.
    [[nodiscard]] cell at(std::string_view indicator) const;

    /// Model units over creation units, as reported here (the first source of each counts). Throws
    /// `error`: not_reported unless both were given exactly, divided_by_zero where nothing is to be
    /// created.
    [[nodiscard]] rate computed_rate() const;

    /// The figures, to be checked, rolled up or kept.
    [[nodiscard]] const dataset& data() const noexcept { return data_; }

  private:
    struct addition {
        cell where;
        figure value;
    };
    [[nodiscard]] cell at(std::string_view indicator, const period& when) const;
    [[nodiscard]] cell at(std::string_view indicator,
                          std::string_view breakdown,
                          std::string_view item) const;
    [[nodiscard]] addition read(cell where, const written_figure& count) const;
    [[nodiscard]] std::string describe(const cell& where) const;
    county_report& put(std::vector<addition> all);
    county_report& put_tiers(std::string_view indicator,
                             const tier_counts& tiers,
                             const std::optional<written_figure>& total);
    void count_tiers_as(tier_counting counting, std::string_view indicator);
    [[nodiscard]] integer exact_count(std::string_view indicator) const;

    dataset data_;
    period when_;
    std::string source_;
};

}  // namespace crossfoot
