#include "bulk_problems.hpp"

#include <crossfoot/io/csv.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <string_view>

namespace crossfoot::detail {

bulk_problems::bulk_problems(std::vector<std::string> names, std::size_t most) : most_{most} {
    for (std::string& each : names) {
        files_.emplace_back().name = std::move(each);
    }
}

void bulk_problems::take(std::size_t file,
                         std::size_t block,
                         std::size_t lines,
                         std::size_t lines_before,
                         figures_batch& batch) {
    of_file& to = files_[file];
    if (to.lines.size() <= block) to.lines.resize(block + 1);
    to.lines[block] = lines;
    for (diagnostic& each : batch.problems) {
        each.where.line += lines_before;
    }
    for (refused_records::record& each : batch.refused.records) {
        each.line += static_cast<std::uint32_t>(lines_before);
    }
    any_ = any_ || !batch.problems.empty() || batch.refused.problems > 0;
    if (!batch.problems.empty()) {
        to.told.emplace(block, std::exchange(batch.problems, {}));
    }
    refused_records refused = std::exchange(batch.refused, {});
    if (to.put_by >= most_) {
        // There are enough before them.
        to.dropped += refused.problems;
    } else if (refused.problems > 0) {
        refused.text.shrink_to_fit();
        refused.records.shrink_to_fit();
        to.refused.emplace(block, std::move(refused));
    }
}

void bulk_problems::note_done(std::size_t file, std::size_t block) {
    of_file& of = files_[file];
    const auto refused = of.refused.find(block);
    if (refused != of.refused.end()) of.put_by += refused->second.problems;
}

void bulk_problems::take(const std::vector<found_twice>& twice) {
    any_ = any_ || !twice.empty();
    twice_.insert(twice_.end(), twice.begin(), twice.end());
}

bulk_problems::outcome bulk_problems::tell(figures_scanner& teller,
                                           const std::vector<const figures_heading*>& headings) {
    outcome made;
    std::size_t all = twice_.size();
    for (std::size_t i = 0; i < files_.size(); ++i) {
        of_file& file = files_[i];
        file.lines_before.assign(1, 0);
        for (const std::size_t lines : file.lines) {
            file.lines_before.push_back(file.lines_before.back() + lines);
        }
        for (auto& [block, problems] : file.told) {
            all += problems.size();
            for (diagnostic& each : problems) {
                each.where.line += file.lines_before[block];
                made.told.push_back(std::move(each));
            }
            problems = {};
        }
        all += file.dropped;
        for (const auto& [block, refused] : file.refused) {
            all += refused.problems;
        }
        tell_refused(file, teller, *headings[i], made.told);
    }
    tell_twice(made.told);
    made.left_out = all - made.told.size();
    return made;
}

/// Says what is wrong with the records that were put by: with the first of them, as far as it is
/// wanted.
void bulk_problems::tell_refused(const of_file& file,
                                 figures_scanner& teller,
                                 const figures_heading& heading,
                                 std::vector<diagnostic>& into) const {
    if (file.refused.empty()) return;
    teller.begin(heading, file.name);
    figures_batch batch;
    std::size_t told = 0;
    for (const auto& [block, refused] : file.refused) {
        std::string_view rest = refused.text;
        for (const refused_records::record& each : refused.records) {
            if (told >= most_) return;
            const std::string_view text = rest.substr(0, each.length);
            rest.remove_prefix(each.length);
            batch.clear();
            csv_reader reader{text, file.name, batch.problems};
            reader.go_on_at(text.data(), file.lines_before[block] + each.line);
            teller.read(reader, std::numeric_limits<std::size_t>::max(), batch);
            told += batch.problems.size();
            std::ranges::move(batch.problems, std::back_inserter(into));
        }
    }
}

/// Says of cells that are there twice where: of the first of them, as far as it is wanted.
void bulk_problems::tell_twice(std::vector<diagnostic>& into) {
    for (found_twice& each : twice_) {
        each.where.line += files_[each.file].lines_before[each.block];
        each.earlier_line += files_[each.earlier_file].lines_before[each.earlier_block];
    }
    std::ranges::sort(twice_, {}, [&](const found_twice& each) {
        return std::pair{std::string_view{files_[each.file].name}, each.where};
    });
    const std::size_t told = std::min(twice_.size(), most_);
    for (const found_twice& each : std::span{twice_}.first(told)) {
        const bool is_here = each.file == each.earlier_file;
        into.push_back(
            duplicate_cell_problem(files_[each.file].name,
                                   each.where,
                                   is_here ? std::string{} : files_[each.earlier_file].name,
                                   each.earlier_line));
    }
}

}  // namespace crossfoot::detail
