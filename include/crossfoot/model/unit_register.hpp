#pragma once

#include <crossfoot/model/code_index.hpp>
#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/diagnostic.hpp>
#include <crossfoot/model/ids.hpp>
#include <crossfoot/model/period.hpp>
#include <crossfoot/model/places.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crossfoot {

/// A creation unit 创建单位: an organisation that takes part.
using unit_id = id<struct unit_tag>;

/// A time in which a unit took part, at one place and in one category. A unit that moved, or came
/// back, has several.
struct unit_stay {
    unit_id unit;                ///< who takes part
    place_id place;              ///< where it stands
    std::uint16_t category = 0;  ///< item of the breakdown "category"
    std::optional<day> joined;   ///< the first day; no value: has always taken part
    std::optional<day> left;     ///< the first day on which it no longer does; no value: still does
    position where;              ///< the line it was read from, for messages

    /// Whether the unit takes part on that day.
    [[nodiscard]] bool holds_on(day when) const noexcept {
        return (!joined || *joined <= when) && (!left || when < *left);
    }
};

/// A title that a unit was given 命名: the tier, and for how long.
struct designation {
    unit_id unit;                   ///< who holds it
    std::uint16_t tier = 0;         ///< item of the breakdown "tier"; smaller is higher
    day named_on;                   ///< the first day
    std::optional<day> expires_on;  ///< the first day after its term; no value: it has no end
    std::optional<day> revoked_on;  ///< the first day on which it was revoked
    std::uint32_t document = 0;     ///< of the batch, see `unit_register::document`
    position where;                 ///< the line it was read from, for messages

    /// The first day on which it no longer holds: revoked, or expired.
    [[nodiscard]] std::optional<day> ends_on() const noexcept {
        if (revoked_on && expires_on) return *revoked_on < *expires_on ? revoked_on : expires_on;
        return revoked_on ? revoked_on : expires_on;
    }
    /// Whether the title holds on that day, as far as it goes by itself.
    [[nodiscard]] bool holds_on(day when) const noexcept {
        const std::optional<day> end = ends_on();
        return named_on <= when && (!end || when < *end);
    }
};

/// The day on which a term of whole years ends: the same day of the month, that many years on; for
/// one that began on 29 February, 1 March where there is none.
///
///     end_of_term(2012-12-20, 5) == 2017-12-20
[[nodiscard]] day end_of_term(day named_on, int years);

/// The organisations behind a report, and the titles that they hold: what reported counts of
/// creation units and model units can be computed from, for any day.
///
/// All spans of time begin with their first day and end before their last: a unit that left on
/// 1 July took part until 30 June; a title of 2012-12-20 for five years held until 2017-12-19.
/// A title counts on the days on which its unit takes part.
///
/// Organisations only: there is no unit that is a household or a person.
class unit_register {
  public:
    /// Without a codebook's breakdowns "category" and "tier" a register can have no row.
    unit_register(std::shared_ptr<const codebook> book, std::shared_ptr<const places> where);
    ~unit_register() = default;
    unit_register(unit_register&&) noexcept = default;
    unit_register& operator=(unit_register&&) noexcept = default;
    // Too large to be copied unnoticed.
    unit_register(const unit_register&) = delete;
    unit_register& operator=(const unit_register&) = delete;

    // -- filling it -------------------------------------------------------------------------------

    /// The id of a unit; made if the code is new. Of several names the latest stays, by the day
    /// since which it is called so.
    unit_id add_unit(std::string_view code,
                     std::string_view name,
                     const std::optional<day>& since = {});
    /// Says that something is wrong with a row of a unit, and has been told: its titles are not
    /// told of again.
    void refuse(unit_id unit) { refused_[unit.index()] = true; }
    /// Adds a time in which a unit took part.
    void add(const unit_stay& stay) { stays_.push_back(stay); }
    /// `years` of validity; no value: as the tier has it in the codebook, else without end.
    void add(designation title, std::optional<int> years, std::string_view document);
    /// Makes room for so many units and titles in all.
    void reserve(std::size_t units, std::size_t designations);

    /// Puts everything in order, whatever the order of adding, and checks it: what is wrong is
    /// added to `problems`, and left out. To be called once, after all has been added; costs time
    /// in proportion to n log n.
    void settle(const std::string& units_file,
                const std::string& designations_file,
                std::vector<diagnostic>& problems);

    // -- reading it -------------------------------------------------------------------------------

    /// The codebook that its categories and tiers are of.
    [[nodiscard]] const codebook& book() const noexcept { return *book_; }
    /// The places that its units stand at.
    [[nodiscard]] const places& where() const noexcept { return *places_; }
    /// The breakdowns of its two columns; no value where the codebook has none.
    [[nodiscard]] std::optional<breakdown_id> category() const noexcept { return category_; }
    /// The breakdown of the titles; no value where the codebook has none.
    [[nodiscard]] std::optional<breakdown_id> tier() const noexcept { return tier_; }

    /// How many units.
    [[nodiscard]] std::size_t size() const noexcept { return codes_.size(); }
    /// The unit of that code; no value where there is none.
    [[nodiscard]] std::optional<unit_id> find(std::string_view code) const;
    /// The code of a unit.
    [[nodiscard]] const std::string& code(unit_id unit) const { return codes_[unit.index()]; }
    /// Its latest name.
    [[nodiscard]] const std::string& name(unit_id unit) const { return names_[unit.index()]; }
    /// The document of a batch; "" where none was named.
    [[nodiscard]] const std::string& document(std::uint32_t number) const {
        return documents_[number];
    }

    /// All stays, by the code of the unit, then by day; before `settle`, as they were added.
    [[nodiscard]] std::span<const unit_stay> stays() const noexcept { return stays_; }
    /// All titles, by the code of the unit, then by day; before `settle`, as they were added.
    [[nodiscard]] std::span<const designation> designations() const noexcept {
        return designations_;
    }
    /// Of one unit, by day.
    [[nodiscard]] std::span<const unit_stay> stays_of(unit_id unit) const;
    /// The titles of one unit, by day; none before `settle`.
    [[nodiscard]] std::span<const designation> designations_of(unit_id unit) const;

  private:
    class checker;

    struct string_hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    std::shared_ptr<const codebook> book_;
    std::shared_ptr<const places> places_;
    std::optional<breakdown_id> category_;
    std::optional<breakdown_id> tier_;
    void put_in_order_of_codes();
    std::uint32_t put_in_index(std::string_view code, std::uint32_t number);

    std::vector<std::string> codes_;
    std::vector<std::string> names_;
    std::vector<std::optional<day>> named_since_;  // while it is being filled
    std::vector<bool> refused_;
    code_index index_;
    std::vector<std::string> documents_;
    std::unordered_map<std::string, std::uint32_t, string_hash, std::equal_to<>> by_document_;
    std::vector<unit_stay> stays_;
    std::vector<designation> designations_;
    std::vector<std::uint32_t> first_stay_;         // by unit, one more at the end
    std::vector<std::uint32_t> first_designation_;  // by unit, one more at the end
};

}  // namespace crossfoot
