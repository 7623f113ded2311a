#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>

namespace crossfoot {

/// A short list of numbers of items, one for each breakdown of a codebook. It is part of every cell
/// and every term of a finding, so up to six stand in the object itself, which has the size of a
/// vector; only more of them are kept elsewhere.
class item_list {
  public:
    using value_type = std::uint16_t;             ///< the number of an item
    using iterator = std::uint16_t*;              ///< goes through them
    using const_iterator = const std::uint16_t*;  ///< likewise
    using size_type = std::size_t;                ///< how many there are

    item_list() noexcept = default;
    /// So many times the same.
    item_list(std::size_t count, std::uint16_t item) { resize(count, item); }
    /// Those.
    item_list(std::initializer_list<std::uint16_t> items) : item_list(items.begin(), items.end()) {}
    /// Those from `first` to before `last`.
    template <std::input_iterator Iterator>
    item_list(Iterator first, Iterator last) {
        for (; first != last; ++first) {
            push_back(*first);
        }
    }
    /// A copy.
    item_list(const item_list& other) : size_{other.size_}, near_{other.near_} {
        if (other.far_) copy_far(other);
    }
    /// Takes what the other has and leaves it empty.
    item_list(item_list&& other) noexcept
        : size_{other.size_},
          capacity_{other.capacity_},
          near_{other.near_},
          far_{std::move(other.far_)} {
        other.forget();
    }
    /// A copy.
    item_list& operator=(const item_list& other) {
        if (this != &other) *this = item_list{other};
        return *this;
    }
    /// Takes what the other has and leaves it empty.
    item_list& operator=(item_list&& other) noexcept {
        if (this == &other) return *this;
        size_ = other.size_;
        capacity_ = other.capacity_;
        near_ = other.near_;
        far_ = std::move(other.far_);
        other.forget();
        return *this;
    }
    ~item_list() = default;

    /// How many there are.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// Whether there is none.
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    /// The first.
    [[nodiscard]] iterator begin() noexcept { return far_ ? far_.get() : near_.data(); }
    /// Behind the last.
    [[nodiscard]] iterator end() noexcept { return begin() + size_; }
    /// The first.
    [[nodiscard]] const_iterator begin() const noexcept { return far_ ? far_.get() : near_.data(); }
    /// Behind the last.
    [[nodiscard]] const_iterator end() const noexcept { return begin() + size_; }
    /// One of them; expects `i < size()`.
    [[nodiscard]] std::uint16_t& operator[](std::size_t i) noexcept { return begin()[i]; }
    /// One of them; expects `i < size()`.
    [[nodiscard]] std::uint16_t operator[](std::size_t i) const noexcept { return begin()[i]; }
    /// The last; expects one.
    [[nodiscard]] std::uint16_t back() const noexcept { return begin()[size_ - 1U]; }

    /// Adds one. Throws std::length_error beyond the 65,535th.
    void push_back(std::uint16_t item);
    /// Takes the last away; expects one.
    void pop_back() noexcept { --size_; }
    /// Takes all away.
    void clear() noexcept { size_ = 0; }
    /// Has so many from now on; new ones are `item`. Throws like `push_back`.
    void resize(std::size_t count, std::uint16_t item = 0) {
        while (size_ > count) {
            pop_back();
        }
        while (size_ < count) {
            push_back(item);
        }
    }

    /// Whether they are the same, in the same order.
    friend bool operator==(const item_list& a, const item_list& b) noexcept {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }
    /// As words are ordered.
    friend std::strong_ordering operator<=>(const item_list& a, const item_list& b) noexcept {
        return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end());
    }

  private:
    static constexpr std::uint16_t most_near = 6;

    void copy_far(const item_list& other);
    void forget() noexcept {
        size_ = 0;
        capacity_ = most_near;
    }

    std::uint16_t size_ = 0;
    std::uint16_t capacity_ = most_near;
    std::array<std::uint16_t, most_near> near_{};
    std::unique_ptr<std::uint16_t[]> far_;  // all of them, once they are more
};

}  // namespace crossfoot
