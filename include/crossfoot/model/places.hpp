#pragma once

#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/model/ids.hpp>
#include <crossfoot/model/period.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crossfoot {

/// One row of places.csv: what a place was called and where it belonged for some time.
struct place_row {
    std::string code;               ///< of the place; several rows may have it
    std::string name;               ///< what it was called at that time
    level_id level;                 ///< where it stood at that time
    std::string parent;             ///< the code of the place above; empty at the top
    std::optional<day> valid_from;  ///< the first day on which the row holds; no value: always did
    std::optional<day> valid_to;    ///< the last day on which it holds; no value: it still does
    position where;                 ///< the line it was read from, for messages
};

/// The tree of places on one day. Places are handed out from the top down, each before what lies
/// in it, in the order of the rows.
class hierarchy {
  public:
    /// All places of that day, depth first.
    [[nodiscard]] std::span<const place_id> in_order() const noexcept { return order_; }
    /// Whether the place is there on that day.
    [[nodiscard]] bool has(place_id place) const noexcept;
    /// The place above; no value at the top.
    [[nodiscard]] std::optional<place_id> parent_of(place_id place) const noexcept;
    /// The places directly in it, in the order of the rows; none for a place that is not there.
    [[nodiscard]] std::span<const place_id> children_of(place_id place) const noexcept;
    /// Expects `has(place)`.
    [[nodiscard]] level_id level_of(place_id place) const;
    /// Where the place stands in `in_order()`; past its end for a place that is not there.
    [[nodiscard]] std::size_t rank_of(place_id place) const noexcept;

  private:
    friend class places;
    static constexpr std::uint32_t none = 0xffffffffU;
    std::vector<place_id> order_;
    std::vector<std::uint32_t> rank_;         // by place; `none` where not there
    std::vector<std::uint32_t> parent_;       // by place
    std::vector<level_id> level_;             // by place
    std::vector<std::uint32_t> first_child_;  // by place, into children_, one more at the end
    std::vector<place_id> children_;
};

/// The places of a report, checked: every row's parent is there on all days that the row holds,
/// stands on a higher level, and nothing is its own ancestor.
class places {
  public:
    places() = default;

    /// Checks the rows and builds. What is wrong is added to `problems` (with `file` as their
    /// file); rows with a problem are left out. `level_names` gives the codes of the levels, for
    /// messages.
    static places build(std::vector<place_row> rows,
                        std::span<const std::string> level_names,
                        const std::string& file,
                        std::vector<diagnostic>& problems);

    /// How many places, whatever the number of their rows.
    [[nodiscard]] std::size_t size() const noexcept { return codes_.size(); }
    /// The place of that code; no value where there is none.
    [[nodiscard]] std::optional<place_id> find(std::string_view code) const;
    /// By code, or by a name that only one place has.
    [[nodiscard]] std::optional<place_id> find_named(std::string_view code_or_name) const;
    /// Like `find`, but throws `error` (unknown_code).
    [[nodiscard]] place_id at_code(std::string_view code) const;
    /// Expects a place of these.
    [[nodiscard]] const std::string& code(place_id place) const { return codes_[place.index()]; }
    /// The name in the latest row.
    [[nodiscard]] const std::string& name(place_id place) const;
    /// All rows without a fault, in the order of the file.
    [[nodiscard]] std::span<const place_row> rows() const noexcept { return rows_; }
    /// The numbers of a place's rows in `rows()`, the earliest first.
    [[nodiscard]] std::span<const std::uint32_t> rows_of(place_id place) const noexcept;
    /// The row of a place that holds on a day; null where none does.
    [[nodiscard]] const place_row* find_row(place_id place, day when) const noexcept;

    /// The hierarchy of a day; costs time in proportion to the number of rows.
    [[nodiscard]] hierarchy at(day when) const;
    /// The days on which the hierarchy becomes another one, in order.
    [[nodiscard]] std::span<const day> changes() const noexcept { return changes_; }

  private:
    struct string_hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };
    using map = std::unordered_map<std::string, std::uint32_t, string_hash, std::equal_to<>>;
    std::vector<place_row> rows_;
    std::vector<std::uint32_t> place_of_row_;
    std::vector<std::string> codes_;
    std::vector<std::uint32_t> latest_row_;
    std::vector<std::uint32_t> first_row_;  // by place, into row_list_, one more at the end
    std::vector<std::uint32_t> row_list_;   // numbers of rows, by place and then by date
    map by_code_;
    map by_name_;  // names of several places are there with the value `ambiguous`
    std::vector<day> changes_;
};

}  // namespace crossfoot
