#pragma once

#include <crossfoot/model/dataset.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// Figures on their way into a dataset, or past it: columns without an index.
namespace crossfoot::detail {

/// One figure: a plain whole number, or where `slot` has its highest bit, the position of
/// what was written in the `others` that belong to it.
struct figure_row {
    static constexpr std::uint32_t other_flag = 0x80000000U;

    std::uint32_t place;
    std::uint32_t slot;
    std::int64_t count;

    [[nodiscard]] bool is_other() const noexcept { return (slot & other_flag) != 0; }
    [[nodiscard]] slot_id at() const noexcept { return slot_id{slot & ~other_flag}; }
};

/// What was written that is no plain whole number.
struct other_value {
    status state = status::reported;
    std::optional<figure> written;  ///< exactly where `state` is reported
    std::string text;               ///< what stood there, where that is no figure
};

/// Rows, and for each the column of its value: arrays that grow without being cleared first.
class row_buffer {
  public:
    row_buffer() = default;
    ~row_buffer() = default;
    row_buffer(const row_buffer&) = delete;
    row_buffer& operator=(const row_buffer&) = delete;
    row_buffer(row_buffer&& other) noexcept { swap(other); }
    row_buffer& operator=(row_buffer&& other) noexcept {
        row_buffer{std::move(other)}.swap(*this);
        return *this;
    }

    void swap(row_buffer& other) noexcept {
        rows_.swap(other.rows_);
        columns_.swap(other.columns_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] const figure_row& operator[](std::size_t i) const noexcept { return rows_[i]; }
    [[nodiscard]] const figure_row* begin() const noexcept { return rows_.get(); }
    [[nodiscard]] const figure_row* end() const noexcept { return rows_.get() + size_; }
    /// The column of the value, from 1; the greatest number that 16 bits hold stands for those
    /// beyond.
    [[nodiscard]] std::uint16_t column(std::size_t i) const noexcept { return columns_[i]; }
    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
    void clear() noexcept { size_ = 0; }

    void push_back(const figure_row& row, std::uint16_t column) {
        if (size_ == capacity_) grow(capacity_ == 0 ? 256 : capacity_ * 2);
        rows_[size_] = row;
        columns_[size_] = column;
        ++size_;
    }

    /// Makes room for so many in all.
    void reserve(std::size_t rows) {
        if (rows > capacity_) grow(rows);
    }

    void append(const row_buffer& from, std::size_t first, std::size_t count) {
        reserve(size_ + count);
        std::copy_n(from.rows_.get() + first, count, rows_.get() + size_);
        std::copy_n(from.columns_.get() + first, count, columns_.get() + size_);
        size_ += count;
    }

  private:
    void grow(std::size_t capacity) {
        auto rows = std::make_unique_for_overwrite<figure_row[]>(capacity);
        auto columns = std::make_unique_for_overwrite<std::uint16_t[]>(capacity);
        std::copy_n(rows_.get(), size_, rows.get());
        std::copy_n(columns_.get(), size_, columns.get());
        rows_ = std::move(rows);
        columns_ = std::move(columns);
        capacity_ = capacity;
    }

    std::unique_ptr<figure_row[]> rows_;
    std::unique_ptr<std::uint16_t[]> columns_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

/// Rows with what belongs to them.
struct figure_rows {
    row_buffer rows;
    std::vector<other_value> others;
};

}  // namespace crossfoot::detail
