#include "figures_stream.hpp"

#include <crossfoot/io/csv.hpp>
#include <crossfoot/number/error.hpp>

#include "figures_heading.hpp"
#include "figures_scanner.hpp"
#include "record_source.hpp"
#include "slot_registry.hpp"
#include "table_heading.hpp"

#include <vector>

namespace crossfoot::detail {

namespace {

constexpr std::size_t rows_of_a_batch = 16384;

[[noreturn]] void throw_changed(const std::string& name) {
    throw error{error_code::file_unreadable,
                name,
                {"changed while it was read: do it again once nobody writes to it",
                 "在读取过程中发生了变化：请在无人写入时重试"}};
}

}  // namespace

class figures_stream::worker {
  public:
    worker(dataset& schema, const figures_options& options)
        : schema_{schema},
          options_{options},
          slots_{schema},
          codes_{schema.where()},
          scanner_{slots_, options_, &codes_, bytes_read::from_file} {}

    void read(const std::filesystem::path& file,
              const std::string& name,
              text_encoding encoding,
              const std::function<void(figures_batch&)>& take) {
        record_source source{file, name};
        std::string whole;
        record_block block;
        bool has_heading = false;
        while (source.next(block)) {
            if (encoding != text_encoding::utf8) {
                // What is no UTF-8 is a text only as a whole.
                whole += block.text();
                continue;
            }
            take_text(block.text(), name, has_heading, take);
            has_heading = true;
        }
        if (encoding == text_encoding::utf8) return;
        std::vector<diagnostic> problems;
        const auto decoded = decode(std::move(whole), name, problems);
        if (!decoded) throw_changed(name);
        take_text(decoded->text, name, false, take);
    }

  private:
    void take_text(std::string_view text,
                   const std::string& name,
                   bool has_heading,
                   const std::function<void(figures_batch&)>& take) {
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        while (!has_heading && text.starts_with(mark)) {
            text.remove_prefix(mark.size());
        }
        batch_.clear();
        csv_reader reader{text, name, batch_.problems};
        if (!has_heading) {
            std::vector<csv_field> cells;
            if (!read_heading_record(reader, cells, {}, name, batch_.problems)) throw_changed(name);
            name_ = name;
            scanner_.begin(
                read_figures_heading(cells, schema_.book(), options_, name, batch_.problems),
                name_);
        }
        while (!reader.rest().empty()) {
            scanner_.read(reader, rows_of_a_batch, batch_);
            if (!batch_.problems.empty() || scanner_.met_other_bytes()) throw_changed(name);
            take(batch_);
            batch_.clear();
        }
    }

    dataset& schema_;
    const figures_options& options_;
    slot_registry slots_;
    place_codes codes_;
    figures_scanner scanner_;
    figures_batch batch_;
    std::string name_;
};

figures_stream::figures_stream(dataset& schema, const figures_options& options)
    : worker_{std::make_unique<worker>(schema, options)} {}

figures_stream::~figures_stream() = default;

void figures_stream::read(const std::filesystem::path& file,
                          const std::string& name,
                          text_encoding encoding,
                          const std::function<void(figures_batch&)>& take) {
    worker_->read(file, name, encoding, take);
}

}  // namespace crossfoot::detail
