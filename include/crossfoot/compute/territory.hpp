#pragma once

#include <crossfoot/model/places.hpp>
#include <crossfoot/number/bilingual.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace crossfoot {

/// One of the two days between which territories are compared.
enum class comparison_day { from, to };

/// The other one of the two.
[[nodiscard]] constexpr comparison_day other(comparison_day which) noexcept {
    return which == comparison_day::from ? comparison_day::to : comparison_day::from;
}

/// The stable names: "from", "to".
[[nodiscard]] const char* name_of(comparison_day which) noexcept;

/// What the rows of one day say of the land of the lowest places.
enum class territory_change_kind {
    recoded,     ///< one place goes on under another code
    made_over,   ///< the places before became the places after, and no row says who got what
    appeared,    ///< no row says out of what a place was made: its neighbours are in doubt
    vanished,    ///< no row says what became of a place: its neighbours are in doubt
    subdivided,  ///< a place that had nothing below it has places in it
    closed_up,   ///< a place that had places in it has nothing below it
};

/// The stable names: "recoded", "made_over", …
[[nodiscard]] const char* name_of(territory_change_kind which) noexcept;

/// Land that cannot be followed place by place across a day: only as a whole is what lay in
/// `before` the same as what lies in `after`.
struct territory_change {
    day when;                      ///< the first day of the new rows
    territory_change_kind kind{};  ///< what happened to the land
    /// Lowest places of the day before, in hierarchy order; of `appeared`, those in doubt.
    std::vector<place_id> before;
    /// Lowest places of the day itself; of `appeared`, those that appeared.
    std::vector<place_id> after;
};

/// A place that is added to or taken from a territory.
struct territory_term {
    /// Whether a place is added or taken away.
    enum class sign : std::uint8_t { plus, minus };
    place_id place;          ///< a place of the other day
    sign with = sign::plus;  ///< whether it is added or taken away

    friend bool operator==(const territory_term&, const territory_term&) = default;
};

/// A territory told in places of another day, or why it cannot be.
struct territory_sum {
    /// The place of the same code first, then what is added, then what is taken away; empty where
    /// refused.
    std::vector<territory_term> terms;
    std::optional<bilingual> refused;  ///< names the places, and the day on which they changed
};

/// What became of the territory of places between two days.
///
/// Territory is told by the lowest places. One that keeps its code keeps its land, whatever it is
/// called and wherever it moves. Where a code ends or begins, its land is what the rows of the same
/// day and the same place above it make it: all of them that ended, began or have a new row that
/// day are one block, whose land stays the same as a whole, and what each got of it is not known. A
/// place that changes its code and keeps name and level, the only one of that name and day, goes
/// on.
///
/// So a county of 2014 that lost a township since is, in places of 2016, itself and that township;
/// and a county of 2016 that was split off another is in places of 2014 nothing at all, unless its
/// townships were there.
///
/// Keeps a reference to the places, which must outlive it. May be read by any number of threads.
class territory {
  public:
    /// Follows the rows from one day to the other; costs time in proportion to the rows, once for
    /// each day on which they change. Expects `from <= to`.
    territory(const places& where, day from, day to);

    /// The places whose rows it rests on.
    [[nodiscard]] const places& where() const noexcept { return where_; }
    /// One of the two days.
    [[nodiscard]] day when(comparison_day which) const noexcept { return days_[index(which)]; }
    /// The hierarchy of one of the two days.
    [[nodiscard]] const hierarchy& tree(comparison_day which) const noexcept {
        return trees_[index(which)];
    }

    /// The territory that `place` has on the day `as_of`, in places of the other day.
    [[nodiscard]] territory_sum express(place_id place, comparison_day as_of) const;

    /// Whether a place is there on both days with the same territory.
    [[nodiscard]] bool is_unchanged(place_id place) const;

    /// What cannot be followed place by place, by day and then in hierarchy order.
    [[nodiscard]] std::span<const territory_change> changes() const noexcept { return changes_; }

  private:
    class follower;
    /// The lowest places of a day in hierarchy order, each with the number of its atom: the
    /// smallest piece of land that is whole on both days.
    struct side {
        std::vector<place_id> leaves;
        std::vector<std::uint32_t> atom_of;     // by position in `leaves`
        std::vector<std::uint32_t> first_leaf;  // by place: position of the first leaf in it
        std::vector<std::uint32_t> leaf_end;    // by place: behind the last one
    };
    /// The positions of an atom's leaves on both days, and the changes that made it one.
    struct atom {
        std::array<std::vector<std::uint32_t>, 2> leaves;
        std::vector<std::uint32_t> changes;
    };
    static constexpr std::size_t index(comparison_day which) noexcept {
        return which == comparison_day::from ? 0 : 1;
    }
    [[nodiscard]] static side leaves_of(const places& where, const hierarchy& tree);
    [[nodiscard]] std::vector<place_id> cover(const std::vector<std::uint32_t>& leaves,
                                              comparison_day which,
                                              level_id highest) const;
    [[nodiscard]] bilingual name(place_id place, day when) const;
    [[nodiscard]] bilingual names(std::span<const place_id> some, day when) const;
    [[nodiscard]] bilingual told(const territory_change& change) const;
    [[nodiscard]] bilingual refusal(place_id place, comparison_day as_of, const atom& of) const;

    const places& where_;
    std::array<day, 2> days_;
    std::array<hierarchy, 2> trees_;
    std::array<side, 2> sides_;
    std::vector<atom> atoms_;
    std::vector<territory_change> changes_;
};

}  // namespace crossfoot
