#include "record_source.hpp"

#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace crossfoot::detail {

namespace {

/// The same for text with quotes in it, whose records may hold line ends.
std::size_t whole_quoted_records_in(std::string_view text) noexcept {
    std::size_t whole = 0;
    bool is_quoted = false;
    bool begins_cell = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char byte = text[i];
        if (is_quoted) {
            if (byte != '"') continue;
            if (i + 1 < text.size() && text[i + 1] == '"') {
                ++i;
            } else {
                is_quoted = false;
            }
            continue;
        }
        if (byte == '"' && begins_cell) {
            is_quoted = true;
            begins_cell = false;
            continue;
        }
        begins_cell = byte == ',' || byte == '\n' || byte == '\r';
        // Whether a line feed follows a return at the very end is not known yet.
        const bool ends_line =
            byte == '\n' || (byte == '\r' && i + 1 < text.size() && text[i + 1] != '\n');
        if (ends_line) whole = i + 1;
    }
    return whole;
}

}  // namespace

std::size_t whole_records_in(std::string_view text) noexcept {
    if (text.find('"') == std::string_view::npos) {
        const std::size_t last = text.rfind('\n');
        if (last != std::string_view::npos) return last + 1;
    }
    return whole_quoted_records_in(text);
}

record_source::record_source(const std::filesystem::path& path,
                             std::string name,
                             record_ends ends,
                             std::size_t bytes_of_a_block)
    : name_{std::move(name)},
      // Others that the program might start have no use for it.
      handle_{::open(path.c_str(), O_RDONLY | O_CLOEXEC)},  // NOLINT(*-vararg)
      ends_{ends},
      bytes_of_a_block_{bytes_of_a_block} {
    if (handle_ < 0) refuse(errno);
    struct stat found {};
    if (::fstat(handle_, &found) != 0) {
        const int why = errno;
        ::close(handle_);
        refuse(why);
    }
    is_regular_ = S_ISREG(found.st_mode);
    if (is_regular_) {
        size_ = static_cast<std::uint64_t>(found.st_size);
        static_cast<void>(::posix_fadvise(handle_, 0, 0, POSIX_FADV_SEQUENTIAL));
    }
}

record_source::~record_source() {
    static_cast<void>(::close(handle_));
}

void record_source::refuse(int why) const {
    const std::string reason = std::strerror(why);
    throw error{
        error_code::file_unreadable, name_, {"cannot be read: " + reason, "无法读取：" + reason}};
}

void record_source::refuse_shrunk() const {
    throw error{error_code::file_unreadable,
                name_,
                {"became shorter while it was read: expected a file that nobody writes to",
                 "读取过程中文件变短：读取期间不应有人写入该文件"}};
}

/// Reads as many bytes as are wanted; fewer only at the end. Of a pipe the next ones.
std::size_t record_source::read_at(std::uint64_t offset, char* to, std::size_t wanted) const {
    std::size_t got = 0;
    while (got < wanted) {
        const ssize_t count =
            is_regular_ ? ::pread(handle_, to + got, wanted - got, static_cast<off_t>(offset + got))
                        : ::read(handle_, to + got, wanted - got);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) refuse(errno);
        if (count == 0) break;
        got += static_cast<std::size_t>(count);
    }
    return got;
}

/// Reads bytes behind those that are there; fewer only at the end.
std::size_t record_source::fill(std::string& bytes, std::size_t from, std::size_t wanted) {
    if (bytes.size() < from + wanted) bytes.resize(from + wanted);
    return read_at(offset_ + from, bytes.data() + from, wanted);
}

bool record_source::next(record_block& into) {
    return ends_ == record_ends::guessed && is_regular_ ? next_by_guess(into) : next_in_turn(into);
}

/// The last line end of the block that begins at an offset; no value where there is none nearby.
std::optional<std::uint64_t> record_source::guess_end(std::uint64_t from) const {
    std::array<char, 4096> bytes{};
    const std::size_t looked_at = std::min(bytes.size(), bytes_of_a_block_);
    const std::uint64_t begin = from + bytes_of_a_block_ - looked_at;
    const std::string_view text{bytes.data(), read_at(begin, bytes.data(), looked_at)};
    if (text.size() < looked_at) refuse_shrunk();
    const std::size_t last = text.rfind('\n');
    return last == std::string_view::npos ? std::nullopt : std::optional{begin + last + 1};
}

bool record_source::next_by_guess(record_block& into) {
    std::uint64_t from = 0;
    std::uint64_t end = 0;
    {
        const std::scoped_lock lock{one_at_a_time_};
        if (offset_ >= size_) return false;
        from = offset_;
        if (size_ - from <= bytes_of_a_block_) {
            end = size_;
        } else if (const auto guessed = guess_end(from)) {
            end = *guessed;
        } else {
            throw cut_within_quotes{};  // a line that long is better read with care
        }
        offset_ = end;
        into.number = given_++;
    }
    into.length = static_cast<std::size_t>(end - from);
    if (into.bytes.size() < into.length)
        into.bytes.resize(std::max(into.length, bytes_of_a_block_));
    if (read_at(from, into.bytes.data(), into.length) < into.length) refuse_shrunk();
    // What is behind the end when it is the last one is told when the cells are read.
    const bool is_cut = end < size_ && whole_records_in(into.text()) != into.length;
    if (is_cut) throw cut_within_quotes{};
    return true;
}

bool record_source::next_in_turn(record_block& into) {
    const std::scoped_lock lock{one_at_a_time_};
    if (is_at_end_) return false;
    std::size_t have = 0;
    if (!carried_.empty()) {
        if (into.bytes.size() < carried_.size()) into.bytes.resize(carried_.size());
        std::copy(carried_.begin(), carried_.end(), into.bytes.begin());
        have = std::exchange(carried_, {}).size();
    }
    for (std::size_t wanted = bytes_of_a_block_;; wanted *= 2) {
        const std::size_t got = fill(into.bytes, have, wanted);
        have += got;
        const std::string_view text = std::string_view{into.bytes}.substr(0, have);
        if (got < wanted) {
            if (is_regular_ && offset_ + have < size_) refuse_shrunk();
            is_at_end_ = true;
            into.length = have;
            break;
        }
        into.length = whole_records_in(text);
        if (into.length > 0) break;
    }
    if (is_regular_) {
        offset_ += into.length;
    } else {
        carried_.assign(into.bytes, into.length, have - into.length);
    }
    into.number = given_++;
    return into.length > 0;
}

}  // namespace crossfoot::detail
