#include "report_output.hpp"

#include <crossfoot/io/csv_cell.hpp>
#include <crossfoot/number/error.hpp>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

namespace crossfoot::detail {

namespace {

constexpr std::size_t bytes_at_once = std::size_t{1} << 20U;

}  // namespace

void throw_unwritable(const std::filesystem::path& file, int why) {
    const std::string reason = std::strerror(why);
    throw error{error_code::file_unwritable,
                file.string(),
                {"cannot be written: " + reason, "无法写入：" + reason}};
}

output_file::output_file(std::filesystem::path path)
    : path_{std::move(path)}, handle_{std::fopen(path_.c_str(), "wbx")} {
    if (handle_ == nullptr) throw_unwritable(path_, errno);
}

output_file::~output_file() {
    if (handle_ != nullptr) static_cast<void>(std::fclose(handle_));
}

void output_file::add(std::string_view bytes) {
    waiting_ += bytes;
    if (waiting_.size() >= bytes_at_once) flush();
}

void output_file::add(std::int64_t number) {
    constexpr std::size_t longest = 20;
    std::array<char, longest> digits{};
    const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    add(std::string_view{digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void output_file::flush() {
    if (std::fwrite(waiting_.data(), 1, waiting_.size(), handle_) != waiting_.size()) {
        throw_unwritable(path_, errno);
    }
    waiting_.clear();
}

void output_file::close() {
    flush();
    if (std::fclose(std::exchange(handle_, nullptr)) != 0) throw_unwritable(path_, errno);
}

void write_file(const std::filesystem::path& path, std::string_view text) {
    output_file file{path};
    file.add(text);
    file.close();
}

figures_output::figures_output(open_tracker& of,
                               const codebook& book,
                               const std::filesystem::path& path)
    : file_{path}, book_{book}, slots_{of.slots()}, middles_(slots_.size()) {
    for (const std::string& each : of.place_codes()) {
        codes_.push_back(csv_cell(each));
    }
    std::string heading = "place,period,indicator,scope,";
    for (const breakdown& each : book_.breakdowns) {
        heading += csv_cell(each.name.code) + ',';
    }
    file_.add(heading + "source,status,value\n");
}

void figures_output::add(const stored_figure& figure) {
    file_.add(codes_[static_cast<std::size_t>(figure.place)]);
    file_.add(middle_of(figure.slot));
    if (figure.count) {
        file_.add(",");
        file_.add(*figure.count);
    } else {
        if (figure.state != status::reported) file_.add(crossfoot::name_of(figure.state));
        file_.add(",");
        file_.add(csv_cell(figure.text));
    }
    file_.add("\n");
    ++rows_;
}

std::size_t figures_output::close() {
    file_.close();
    return rows_;
}

const std::string& figures_output::middle_of(std::int64_t slot) {
    const auto at = static_cast<std::size_t>(slot);
    std::string& text = middles_[at];
    if (!text.empty()) return text;
    const stored_slot& of = slots_[at];
    text = ',' + csv_cell(of.when) + ',' + csv_cell(of.indicator) + ',' + of.extent + ',';
    const item_list items = items_of(of.items, book_).value_or(item_list{});
    for (std::size_t i = 0; i < book_.breakdowns.size(); ++i) {
        if (i < items.size() && items[i] != series::all) {
            text += csv_cell(book_.breakdowns[i].items[items[i]].name.code);
        }
        text += ',';
    }
    text += csv_cell(of.source) + ',';
    return text;
}

}  // namespace crossfoot::detail
