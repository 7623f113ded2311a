#pragma once

#include <crossfoot/model/codebook.hpp>
#include <crossfoot/model/ids.hpp>
#include <crossfoot/model/item_list.hpp>
#include <crossfoot/model/period.hpp>
#include <crossfoot/model/places.hpp>
#include <crossfoot/number/figure.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crossfoot {

/// Which part of a place a figure is about: the place with all below it 合计, or its own organs
/// 本级.
enum class scope : std::uint8_t { total, own };

/// What became of a figure.
enum class status : std::uint8_t {
    reported,
    missing,         ///< asked for, and left blank
    not_applicable,  ///< there is no such thing at this place
    below_unit,      ///< more than nothing, less than one unit
    suppressed,      ///< known, and not published
    unreadable,      ///< something is written that cannot be made out
};

/// The stable names: "total", "own"; "reported", "missing", …
[[nodiscard]] const char* name_of(scope which) noexcept;
/// The stable name of a status, such as "not_applicable".
[[nodiscard]] const char* name_of(status which) noexcept;

/// An indicator with its scope and one item (or none) of each breakdown.
struct series {
    static constexpr std::uint16_t all = 0xffff;  ///< no item: the total over that breakdown

    indicator_id indicator;       ///< what is counted
    scope extent = scope::total;  ///< the place with all below it, or its own organs
    item_list items;              ///< by breakdown of the codebook; shorter means `all`

    /// The item of one breakdown; `all` where there is none.
    [[nodiscard]] std::uint16_t item(breakdown_id by) const noexcept;
    /// The same with another item of one breakdown.
    [[nodiscard]] series with(breakdown_id by, std::uint16_t item) const;
    /// Whether the two are the same, however many `all` stand at their ends.
    friend bool operator==(const series& a, const series& b) noexcept;
};

/// Where a figure stands.
struct cell {
    place_id place;  ///< whose figure it is
    period when;     ///< what time it speaks of
    series what;     ///< what it counts

    friend bool operator==(const cell&, const cell&) = default;
};

/// One observation, as `dataset` hands it out. Valid until the dataset is written to.
struct observation {
    place_id place;            ///< whose figure it is
    series_id what;            ///< what it counts
    period_id when;            ///< the period reported, for a stock too; see dataset::moment_of
    std::uint32_t source = 0;  ///< see `dataset::source`
    status state = status::reported;    ///< whether it has a figure, and if not, why
    std::int64_t count = 0;             ///< where `written` is null
    const figure* written = nullptr;    ///< a figure that is not a plain whole number
    const std::string* text = nullptr;  ///< what stood there, where that is no figure

    /// The text of the figure, as it was written; "" where nothing was.
    [[nodiscard]] std::string as_written() const;
};

/// What the figures of a slot have in common.
struct slot_content {
    series_id what;            ///< what they count
    period_id when;            ///< the period that was written
    period_id moment;          ///< the one under which they are kept: see `dataset::moment_of`
    std::uint32_t source = 0;  ///< see `dataset::source`
};

/// What there is at a cell, without a list.
struct cell_content {
    std::optional<std::size_t> first;  ///< the number of its first observation
    bool has_more = false;             ///< whether other sources have one too
};

/// The reported figures: columns of dictionary codes and 64-bit counts, 16 bytes an observation;
/// the few figures that are not plain whole numbers stand beside them.
///
/// A stock reported for 2016 and for 2016-12 stands at one and the same cell, since both speak of
/// the last day of December. One cell may hold figures of several sources, one of each.
///
/// A dataset that is not being written to may be read by any number of threads.
class dataset {
  public:
    /// Without observations. Expects both to be there.
    dataset(std::shared_ptr<const codebook> book, std::shared_ptr<const places> where);

    /// The codebook that gives its series their meaning.
    [[nodiscard]] const codebook& book() const noexcept { return *book_; }
    /// The places that it speaks of.
    [[nodiscard]] const places& where() const noexcept { return *places_; }
    /// The codebook, to be held on to.
    [[nodiscard]] const std::shared_ptr<const codebook>& shared_book() const noexcept {
        return book_;
    }
    /// The places, to be held on to.
    [[nodiscard]] const std::shared_ptr<const places>& shared_places() const noexcept {
        return places_;
    }

    /// How many observations there are.
    [[nodiscard]] std::size_t size() const noexcept { return counts_.size(); }
    /// Makes room for so many observations in all.
    void reserve(std::size_t observations);

    /// The id of a series, period, source, or the three together; made if it is new.
    series_id intern(const series& what);
    /// The id of a period; made if it is new.
    period_id intern(const period& when);
    /// The number of a source; made if it is new. The empty source is 0.
    std::uint32_t intern_source(std::string_view source);
    /// The id of series, period and source together; made if it is new.
    slot_id intern(series_id what, period_id when, std::uint32_t source);

    /// Adds an observation and gives its number. No value where the slot already has one at the
    /// place: nothing is added then, and `find` tells the earlier one.
    std::optional<std::size_t> add_count(place_id place, slot_id at, std::int64_t count);
    /// Adds a figure; a plain whole number goes without its text.
    std::optional<std::size_t> add(place_id place, slot_id at, figure value);
    /// One without a figure; `text` is what stood there.
    std::optional<std::size_t> add(place_id place, slot_id at, status state, std::string text = {});

    /// Adds a figure at a cell. Throws `error` (duplicate_cell).
    void add(const cell& where, figure value, std::string_view source = {});
    /// Adds a cell without a figure; expects another status than reported. Throws `error`
    /// (duplicate_cell).
    void add(const cell& where, status state, std::string text = {}, std::string_view source = {});

    /// Puts another figure in the place of the one at a cell from a source; adds it where there is
    /// none. Gives its number.
    std::size_t set(const cell& where, figure value, std::string_view source = {});
    /// The same with a cell without a figure; expects another status than reported.
    std::size_t set(const cell& where,
                    status state,
                    std::string text = {},
                    std::string_view source = {});
    /// Takes the observation at a cell from a source away; says whether there was one. Its number
    /// stays in use, `is_erased`, so that those of the others stay what they are.
    bool clear(const cell& where, std::string_view source = {});
    /// Adds the observations of a dataset with the same codebook and places, and gives the number
    /// of the first: the others follow. Expects that no cell is in both.
    std::size_t take(dataset&& from);
    /// Whether the observation of that number was taken away: it stands at no cell, and reads as
    /// missing.
    [[nodiscard]] bool is_erased(std::size_t number) const {
        return (slot_column_[number] & beside_flag) != 0 &&
               beside_[static_cast<std::size_t>(counts_[number])].is_erased;
    }

    /// The observation of that number; expects `number < size()`.
    [[nodiscard]] observation operator[](std::size_t number) const;
    /// The numbers of the observations at a cell, one for each source, in the order of adding.
    [[nodiscard]] std::vector<std::size_t> at(place_id place, series_id what, period_id when) const;
    /// The same without a list: the first of them; no value where there is none.
    [[nodiscard]] std::optional<std::size_t> find(place_id place,
                                                  series_id what,
                                                  period_id when) const;
    /// The first of them, and whether there are others.
    [[nodiscard]] cell_content look(place_id place, series_id what, period_id when) const;
    /// Whether anything may have been observed at a place; where not, nothing was.
    [[nodiscard]] bool may_have(place_id place) const noexcept {
        return place.index() < is_there_.size() && is_there_[place.index()];
    }
    /// The one at a place in a slot.
    [[nodiscard]] std::optional<std::size_t> find(place_id place, slot_id at) const;

    /// The id of a series; no value where none was interned.
    [[nodiscard]] std::optional<series_id> find(const series& what) const;
    /// The id of a period; no value where none was interned.
    [[nodiscard]] std::optional<period_id> find(const period& when) const;
    /// How many series were interned.
    [[nodiscard]] std::size_t series_count() const noexcept { return series_.size(); }
    /// How many periods were interned.
    [[nodiscard]] std::size_t period_count() const noexcept { return periods_.size(); }
    /// Expects an id of this dataset.
    [[nodiscard]] const series& operator[](series_id what) const { return series_[what.index()]; }
    /// Expects an id of this dataset.
    [[nodiscard]] const period& operator[](period_id when) const { return periods_[when.index()]; }
    /// How many slots were interned.
    [[nodiscard]] std::size_t slot_count() const noexcept { return slots_.size(); }
    /// Expects an id of this dataset.
    [[nodiscard]] const slot_content& operator[](slot_id at) const { return slots_[at.index()]; }
    /// The text of a source; "" where nobody said it.
    [[nodiscard]] const std::string& source(std::uint32_t number) const { return sources_[number]; }

    /// The period under which a cell is kept: for a stock its last day, else the period itself.
    /// No value where no observation has such a period.
    [[nodiscard]] std::optional<period_id> moment_of(series_id what, period_id when) const;

  private:
    struct beside {
        status state;
        std::optional<figure> value;
        std::string text;
        bool is_erased = false;
    };
    /// What becomes of the value columns for a figure, or for one that is none.
    struct packed {
        std::int64_t value;
        bool is_beside;
    };
    packed pack(figure value);
    packed pack(status state, std::string text);
    std::size_t put(place_id place, slot_id at, packed value);
    void overwrite(std::size_t number, slot_id at, packed value);
    static constexpr std::uint32_t beside_flag = 0x80000000U;
    static constexpr std::uint32_t empty = 0xffffffffU;

    std::optional<std::size_t> append(place_id place,
                                      slot_id at,
                                      std::int64_t value,
                                      bool is_beside);
    [[nodiscard]] std::size_t probe_start(place_id place,
                                          series_id what,
                                          period_id moment) const noexcept;
    void grow_index();
    [[nodiscard]] const slot_content& slot_of(std::size_t number) const {
        return slots_[slot_column_[number] & ~beside_flag];
    }

    std::shared_ptr<const codebook> book_;
    std::shared_ptr<const places> places_;

    // The columns: 4 + 4 + 8 bytes an observation.
    std::vector<std::uint32_t> place_column_;
    std::vector<std::uint32_t> slot_column_;  // the highest bit: the value stands beside
    std::vector<std::int64_t> counts_;        // the count, or the position in beside_

    std::vector<beside> beside_;
    std::vector<std::uint32_t> index_;  // open addressing over (place, series, moment)
    std::vector<bool> is_there_;        // by place: whether it has any observation

    struct series_hash {
        std::size_t operator()(const series& what) const noexcept;
    };
    std::vector<series> series_;
    std::vector<period> periods_;
    std::vector<std::string> sources_;
    std::vector<slot_content> slots_;
    std::unordered_map<series, series_id, series_hash> series_index_;
    std::unordered_map<std::int64_t, period_id> period_index_;
    std::unordered_map<std::string, std::uint32_t> source_index_;
    std::unordered_map<std::uint64_t, std::vector<slot_id>> slot_index_;
};

}  // namespace crossfoot
