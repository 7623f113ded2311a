#pragma once

#include <crossfoot/model/codebook.hpp>

#include "open_tracker.hpp"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// Writing what is stored in the form of a report folder.
namespace crossfoot::detail {

/// Throws `error` (file_unwritable): the machine refused for that reason of errno.
[[noreturn]] void throw_unwritable(const std::filesystem::path& file, int why);

/// A new file that is written in large pieces.
class output_file {
  public:
    /// Throws `error` (file_unwritable), as all that it does.
    explicit output_file(std::filesystem::path path);
    ~output_file();
    output_file(const output_file&) = delete;
    output_file& operator=(const output_file&) = delete;

    void add(std::string_view bytes);
    void add(std::int64_t number);
    /// To be called at the end: nothing may be lost unnoticed.
    void close();

  private:
    void flush();

    std::filesystem::path path_;
    std::FILE* handle_;
    std::string waiting_;
};

/// A new file with that text.
void write_file(const std::filesystem::path& path, std::string_view text);

/// A figures.csv.
class figures_output {
  public:
    /// `book` must outlive it.
    figures_output(open_tracker& of, const codebook& book, const std::filesystem::path& path);

    void add(const stored_figure& figure);
    /// To be called at the end; gives the number of rows.
    std::size_t close();

  private:
    [[nodiscard]] const std::string& middle_of(std::int64_t slot);

    output_file file_;
    const codebook& book_;
    std::vector<stored_slot> slots_;
    std::vector<std::string> codes_;
    std::vector<std::string> middles_;  // by slot: from behind the place to before the status
    std::size_t rows_ = 0;
};

}  // namespace crossfoot::detail
