#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/dataset.hpp>
#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/number/figure_reader.hpp>
#include <crossfoot/number/reading_convention.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace crossfoot::detail {

/// What a value cell says: a figure, or why there is none.
struct cell_value {
    status state = status::reported;
    std::optional<figure> written;  ///< exactly where `state` is reported
    std::string text;               ///< what stood there, where that is no figure
};

/// What keeps a value cell from being read.
struct cell_fault {
    enum class kind {
        growth_in_points,  ///< a growth as if it were a difference of two rates
        wrong_unit,        ///< the unit column holds none of the indicator
        scaled_twice,      ///< both the value and its unit have a 万 or 亿
        not_a_figure,
        outside_domain,
    };

    kind what = kind::not_a_figure;
    bilingual expected{};             ///< instead of what is no figure
    std::optional<figure> written{};  ///< exactly where it is outside the domain
};

/// A fault of a value cell as a user is told of it.
struct cell_problem {
    diagnostic_code code;
    bilingual message;
};

/// Reads the values of one indicator: knows its domain, its convention and its units of measure.
class value_reader {
  public:
    /// `book`, which holds `of`, must outlive the reader.
    value_reader(const codebook& book, const indicator& of, const reading_convention& convention);

    /// Reads a cell. `unit` is the text of the unit column, "" for none.
    [[nodiscard]] std::variant<cell_value, cell_fault> read(std::string_view value,
                                                            std::string_view unit) const;
    /// What to say of a fault that was found in that cell: takes longer than to find it.
    [[nodiscard]] cell_problem problem_of(const cell_fault& fault,
                                          std::string_view value,
                                          std::string_view unit) const;

    /// Whether a plain whole number of that unit needs no more than `read_plain_count`.
    [[nodiscard]] bool reads_plain_counts(std::string_view unit) const;

  private:
    /// What the unit multiplies by, as written behind a number; no value where it is no unit here.
    [[nodiscard]] std::optional<std::string_view> scale_of(std::string_view unit) const;
    /// Reads a growth or a change, which has a sign or a word such as 下降 for one.
    [[nodiscard]] reading read_signed(std::string_view text) const;
    [[nodiscard]] reading read_amount(std::string_view text) const;
    [[nodiscard]] cell_problem growth_in_points(std::string_view text) const;
    [[nodiscard]] cell_problem wrong_unit(std::string_view unit) const;
    [[nodiscard]] cell_problem not_a_figure(std::string_view value,
                                            std::string_view text,
                                            const bilingual& expected) const;
    [[nodiscard]] bool is_in_domain(const figure& read) const;
    [[nodiscard]] cell_problem outside_domain(const figure& read, std::string_view value) const;

    const codebook& book_;
    const indicator& of_;
    reading_convention convention_;
    bool is_growth_ = false;          // in percent, and may be below zero
    bool is_change_ = false;          // may be below zero
    bool is_in_points_ = false;       // a change of a rate or share, in percentage points
    std::vector<std::string> units_;  // that may be written, the codebook's own first
};

/// The status that a word of the status column means; no value where it is none.
[[nodiscard]] std::optional<status> read_status(std::string_view text);

/// The scope that a word of the scope column means; no value where it is none.
[[nodiscard]] std::optional<scope> read_scope(std::string_view text);

}  // namespace crossfoot::detail
