#pragma once

#include <crossfoot/io/figures_file.hpp>
#include <crossfoot/io/text_encoding.hpp>

#include "figures_batch.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace crossfoot::detail {

/// Reads figures files, of any size, that were found right: batch by batch, without keeping what is
/// done with.
class figures_stream {
  public:
    /// Slots are interned in `schema`, which gets no observations. All must outlive it.
    figures_stream(dataset& schema, const figures_options& options);
    ~figures_stream();
    figures_stream(const figures_stream&) = delete;
    figures_stream& operator=(const figures_stream&) = delete;

    /// Hands the rows of a file on. Throws `error` (file_unreadable) where the machine refuses, or
    /// the file is not what it was.
    void read(const std::filesystem::path& file,
              const std::string& name,
              text_encoding encoding,
              const std::function<void(figures_batch&)>& take);

  private:
    class worker;
    std::unique_ptr<worker> worker_;
};

}  // namespace crossfoot::detail
