#pragma once

#include <crossfoot/io/csv.hpp>
#include <crossfoot/model/diagnostic.hpp>

#include "personal_numbers.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace crossfoot::detail {

/// Where the problems of records go that are read: into a list, or only into a count. To say what
/// is wrong, and what would have been right, takes far longer than to see that something is.
class problem_list {
  public:
    /// Problems from now on are those of a file, and go there; both must outlive the reading.
    void begin(const std::string& file, std::vector<diagnostic>& told, bool only_counts) noexcept {
        file_ = &file;
        told_ = &told;
        only_counts_ = only_counts;
        counted_ = 0;
    }

    /// `message` makes the text of the problem, if it is wanted.
    template <typename Message>
    void note(const csv_field& at, diagnostic_code code, const Message& message) {
        if (only_counts_) {
            ++counted_;
        } else {
            told_->push_back({code, *file_, at.where(), message()});
        }
    }
    /// Notes a personal number in a cell; says whether there is one.
    bool refuse_personal(const csv_field& cell, column_kind kind) {
        return refuse_personal_number(cell, kind, *file_, *told_);
    }
    /// Counts problems that are known from elsewhere; expects `only_counts()`.
    void count(std::size_t problems) noexcept { counted_ += problems; }

    [[nodiscard]] bool only_counts() const noexcept { return only_counts_; }
    /// How many there are, told or counted.
    [[nodiscard]] std::size_t size() const noexcept { return told_->size() + counted_; }
    /// For those who tell at once.
    [[nodiscard]] std::vector<diagnostic>& told() noexcept { return *told_; }
    [[nodiscard]] const std::string& file() const noexcept { return *file_; }

  private:
    const std::string* file_ = nullptr;
    std::vector<diagnostic>* told_ = nullptr;
    bool only_counts_ = false;
    std::size_t counted_ = 0;
};

}  // namespace crossfoot::detail
