#pragma once

#include <crossfoot/model/code_index.hpp>
#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/model/ids.hpp>
#include <crossfoot/model/period.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

namespace detail {
class places_builder;
}  // namespace detail

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

/// A row as `places` keeps it, made when it is asked for. Its texts live as long as the places do.
struct place_row_view {
    place_id place;                 ///< the place that it is a row of
    std::string_view code;          ///< of the place; several rows may have it
    std::string_view name;          ///< what it was called at that time
    level_id level;                 ///< where it stood at that time
    std::optional<place_id> above;  ///< the place above; none at the top, or where it is left out
    std::string_view parent;        ///< the code of the place above; empty at the top
    std::optional<day> valid_from;  ///< the first day on which the row holds; no value: always did
    std::optional<day> valid_to;    ///< the last day on which it holds; no value: it still does
    position where;                 ///< the line it was read from, for messages

    friend bool operator==(const place_row_view&, const place_row_view&) = default;
};

class places;

/// The rows of places, in the order of the file. Does not own them.
class place_rows {
  public:
    /// Goes through the rows; each is made when it is come to.
    class iterator {
      public:
        /// Rows are made one after the other.
        using iterator_category = std::input_iterator_tag;
        /// What it goes through.
        using value_type = place_row_view;
        /// A distance between rows.
        using difference_type = std::ptrdiff_t;
        /// Rows are made when asked for: there is none to point at.
        using pointer = void;
        /// A row is given by value.
        using reference = place_row_view;

        iterator() = default;
        /// The row of that number.
        iterator(const places* of, std::size_t row) noexcept : of_{of}, row_{row} {}
        /// The row, made now.
        [[nodiscard]] place_row_view operator*() const;
        /// On to the next row.
        iterator& operator++() noexcept {
            ++row_;
            return *this;
        }
        /// On to the next row; where it stood before.
        iterator operator++(int) noexcept { return {of_, row_++}; }
        friend bool operator==(const iterator&, const iterator&) = default;

      private:
        const places* of_ = nullptr;
        std::size_t row_ = 0;
    };

    /// All rows of those places.
    explicit place_rows(const places& of) noexcept : of_{&of} {}
    /// How many.
    [[nodiscard]] std::size_t size() const noexcept;
    /// Whether there are none.
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }
    /// The row of a number below `size()`.
    [[nodiscard]] place_row_view operator[](std::size_t row) const;
    /// The first row.
    [[nodiscard]] iterator begin() const noexcept { return {of_, 0}; }
    /// Behind the last row.
    [[nodiscard]] iterator end() const noexcept { return {of_, size()}; }

  private:
    const places* of_;
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
    void put_in_order(std::span<const place_id> tops);

    std::vector<place_id> order_;
    std::vector<std::uint32_t> rank_;         // by place; `none` where not there
    std::vector<std::uint32_t> parent_;       // by place
    std::vector<std::uint16_t> level_;        // by place
    std::vector<std::uint32_t> first_child_;  // by place, into children_, one more at the end
    std::vector<place_id> children_;
};

/// The places of a report, checked: every row's parent is there on all days that the row holds,
/// stands on a higher level, and nothing is its own ancestor.
///
/// Made for all places of a nation: some sixty bytes a place with a code of twelve digits, texts
/// and all, and no look-up by text once they are built.
class places {
  public:
    places() = default;

    /// Checks the rows and builds. What is wrong is added to `problems` (with `file` as their
    /// file); rows with a problem are left out. `level_names` gives the codes of the levels, for
    /// messages. Throws std::length_error for more than 4 GB of codes and names, or a level beyond
    /// the 65,535th.
    static places build(const std::vector<place_row>& rows,
                        std::span<const std::string> level_names,
                        const std::string& file,
                        std::vector<diagnostic>& problems);

    /// How many places, whatever the number of their rows.
    [[nodiscard]] std::size_t size() const noexcept {
        return first_row_.empty() ? row_count() : first_row_.size() - 1;
    }
    /// The place of that code; no value where there is none.
    [[nodiscard]] std::optional<place_id> find(std::string_view code) const;
    /// The same, at once where it is the place `near` or the one after it: files often go through
    /// the places in their order.
    [[nodiscard]] std::optional<place_id> find(std::string_view code, place_id near) const;
    /// Has memory get ready for `find`: for those who will ask for many codes in no order.
    void prefetch(std::string_view code) const noexcept { index_.prefetch(code); }
    /// By code, or by a name that only one place has. The first name that is asked for takes time
    /// in proportion to the number of rows; any number of threads may ask.
    [[nodiscard]] std::optional<place_id> find_named(std::string_view code_or_name) const;
    /// The same by a name alone.
    [[nodiscard]] std::optional<place_id> find_by_name(std::string_view name) const;
    /// Whether several places have that name. Costs what `find_named` costs.
    [[nodiscard]] bool is_name_of_several(std::string_view name) const;
    /// Like `find`, but throws `error` (unknown_code).
    [[nodiscard]] place_id at_code(std::string_view code) const;
    /// Expects a place of these. The text lives as long as they do.
    [[nodiscard]] std::string_view code(place_id place) const noexcept {
        return code_of_row(a_row_of(place.index()));
    }
    /// The name in the latest row. The text lives as long as the places do.
    [[nodiscard]] std::string_view name(place_id place) const noexcept;
    /// All rows without a fault, in the order of the file.
    [[nodiscard]] place_rows rows() const noexcept { return place_rows{*this}; }
    /// The numbers of a place's rows in `rows()`, the earliest first.
    [[nodiscard]] std::span<const std::uint32_t> rows_of(place_id place) const noexcept;
    /// The row of a place that holds on a day; no value where none does.
    [[nodiscard]] std::optional<place_row_view> find_row(place_id place, day when) const noexcept;

    /// The hierarchy of a day; costs time in proportion to the number of rows.
    [[nodiscard]] hierarchy at(day when) const;
    /// The days on which the hierarchy becomes another one, in order.
    [[nodiscard]] std::span<const day> changes() const noexcept { return changes_; }

  private:
    friend class place_rows;
    friend class detail::places_builder;
    struct name_list;

    [[nodiscard]] std::uint32_t find_name(std::string_view name) const;
    [[nodiscard]] std::uint32_t a_row_of(std::uint32_t place) const noexcept {
        return first_row_.empty() ? place : row_list_[first_row_[place]];
    }
    [[nodiscard]] std::uint32_t place_of_row(std::size_t row) const noexcept {
        return place_of_row_.empty() ? static_cast<std::uint32_t>(row) : place_of_row_[row];
    }
    [[nodiscard]] std::string_view code_of_row(std::size_t row) const noexcept {
        return text_between(2 * row);
    }
    [[nodiscard]] std::string_view name_of_row(std::size_t row) const noexcept {
        return text_between(2 * row + 1);
    }
    [[nodiscard]] std::string_view text_between(std::size_t mark) const noexcept {
        return {text_.data() + marks_[mark], marks_[mark + 1] - marks_[mark]};
    }
    [[nodiscard]] std::size_t row_count() const noexcept { return level_.size(); }
    [[nodiscard]] place_row_view row(std::size_t number) const;
    [[nodiscard]] position position_of(std::size_t row) const noexcept {
        return {line_[row], column_.empty() ? 1 : column_[row]};
    }
    [[nodiscard]] day first_day(std::size_t row) const noexcept {
        return valid_from_.empty() ? day::min() : valid_from_[row];
    }
    [[nodiscard]] day last_day(std::size_t row) const noexcept {
        return valid_to_.empty() ? day::max() : valid_to_[row];
    }
    [[nodiscard]] bool holds_on(std::size_t row, day when) const noexcept {
        return first_day(row) <= when && when <= last_day(row);
    }
    [[nodiscard]] std::optional<day> valid_from_of(std::size_t row) const noexcept;
    [[nodiscard]] std::optional<day> valid_to_of(std::size_t row) const noexcept;

    // Of each row. What (nearly) all rows have in common is an empty list.
    std::string text_;                  // code and name, one row after the other
    std::vector<std::uint32_t> marks_;  // where they begin; one more at the end
    std::vector<std::uint16_t> level_;
    std::vector<std::uint32_t> parent_;  // a place; above `lost_parent` a number in lost_parents_
    std::vector<std::uint32_t> line_;
    std::vector<std::uint32_t> column_;  // empty: 1
    std::vector<day> valid_from_;        // empty: no row has a date; day::min(): always did
    std::vector<day> valid_to_;          // like it; day::max(): still does

    static constexpr std::uint32_t no_parent = 0xffffffffU;
    static constexpr std::uint32_t lost_parent = 0x80000000U;
    std::vector<std::string> lost_parents_;  // codes of which every row has a problem

    // Empty where each place has one row: its number is that of the place then.
    std::vector<std::uint32_t> place_of_row_;
    std::vector<std::uint32_t> latest_row_;
    std::vector<std::uint32_t> first_row_;  // by place, into row_list_, one more at the end

    std::vector<std::uint32_t> row_list_;  // numbers of rows, by place and then by date
    code_index index_;
    std::shared_ptr<name_list> names_;  // made when first asked for; copies share it
    std::vector<day> changes_;
};

inline std::size_t place_rows::size() const noexcept {
    return of_->row_count();
}

inline place_row_view place_rows::operator[](std::size_t row) const {
    return of_->row(row);
}

inline place_row_view place_rows::iterator::operator*() const {
    return place_rows{*of_}[row_];
}

}  // namespace crossfoot
