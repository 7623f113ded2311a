#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace crossfoot::detail {

/// Remembers from which line of which file each observation of a dataset was read. Costs nothing
/// for each observation while the rows of a file are read one after the other without a gap.
class figure_origins {
  public:
    /// A line of a file; `file` numbers the files in the order of reading.
    struct origin {
        std::size_t file = 0;
        std::size_t line = 0;
    };

    /// The observations from `first` on are those of the lines from `line` on, `lines_each` apart
    /// (0: all are of that line).
    void begin_run(std::size_t first, std::size_t file, std::size_t line, std::size_t lines_each) {
        if (!runs_.empty() && runs_.back().first == first) runs_.pop_back();
        runs_.push_back({first, file, line, lines_each});
    }

    /// No value for an observation that was there before anything was read.
    [[nodiscard]] std::optional<origin> find(std::size_t observation) const {
        const auto behind =
            std::ranges::upper_bound(runs_, observation, std::ranges::less{}, &run::first);
        if (behind == runs_.begin()) return std::nullopt;
        const run& of = *(behind - 1);
        return origin{of.file, of.line + (observation - of.first) * of.lines_each};
    }

  private:
    struct run {
        std::size_t first;
        std::size_t file;
        std::size_t line;
        std::size_t lines_each;
    };
    std::vector<run> runs_;  // by first observation
};

}  // namespace crossfoot::detail
