#pragma once

#include <crossfoot/model/diagnostic.hpp>

#include "figures_batch.hpp"
#include "figures_heading.hpp"
#include "figures_scanner.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace crossfoot::detail {

/// A cell that is there twice from one source; lines count from where their blocks begin.
struct found_twice {
    std::size_t file = 0;
    std::size_t block = 0;
    position where;
    std::size_t earlier_file = 0;
    std::size_t earlier_block = 0;
    std::size_t earlier_line = 0;
};

/// What is wrong with files that are read in blocks, in any order. Problems are put by as they
/// come; once all is read, and it is known on which line each block began, they are told: the first
/// of them, as far as they are wanted. Whoever calls it sees to it that nobody else does at the
/// time.
class bulk_problems {
  public:
    /// `names` are those of the files; at most `most` problems are wanted of each.
    bulk_problems(std::vector<std::string> names, std::size_t most);

    /// Takes the problems of a block, which has so many lines, and those of its records that were
    /// put by. `lines_before` of the file come before what the batch was read from.
    void take(std::size_t file,
              std::size_t block,
              std::size_t lines,
              std::size_t lines_before,
              figures_batch& batch);
    /// All blocks of a file up to this one have been taken.
    void note_done(std::size_t file, std::size_t block);
    /// Takes cells that are there twice.
    void take(const std::vector<found_twice>& twice);
    /// Whether there is any.
    [[nodiscard]] bool any() const noexcept { return any_; }

    /// What was told, and how many problems were not.
    struct outcome {
        std::vector<diagnostic> told;
        std::size_t left_out = 0;
    };
    /// Tells them; by file, then in no order. `teller` reads records again that were put by, which
    /// stand beneath the headings of their files.
    [[nodiscard]] outcome tell(figures_scanner& teller,
                               const std::vector<const figures_heading*>& headings);

  private:
    struct of_file {
        std::string name;
        std::vector<std::size_t> lines;                       // by block
        std::map<std::size_t, std::vector<diagnostic>> told;  // by block
        std::map<std::size_t, refused_records> refused;       // by block
        std::size_t put_by = 0;   // problems of refused records of blocks that are done
        std::size_t dropped = 0;  // of others, which nobody will want to know of
        std::vector<std::size_t> lines_before;  // by block, once all are read
    };

    void tell_refused(const of_file& file,
                      figures_scanner& teller,
                      const figures_heading& heading,
                      std::vector<diagnostic>& into) const;
    void tell_twice(std::vector<diagnostic>& into);

    std::size_t most_;
    std::vector<of_file> files_;
    std::vector<found_twice> twice_;
    bool any_ = false;
};

}  // namespace crossfoot::detail
