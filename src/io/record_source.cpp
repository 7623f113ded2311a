#include "record_source.hpp"

#include <crossfoot/number/error.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace crossfoot::detail {

namespace {

// So much fits into the caches of a core, with the rows that are made of it.
constexpr std::size_t bytes_of_a_block = std::size_t{1} << 19U;

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

record_source::record_source(const std::filesystem::path& path, std::string name)
    : name_{std::move(name)} {
    // The program has no other use for a handle that others might inherit.
    handle_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);  // NOLINT(*-vararg)
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

/// Reads bytes behind those that are there; fewer only at the end.
std::size_t record_source::fill(std::string& bytes, std::size_t from, std::size_t wanted) {
    if (bytes.size() < from + wanted) bytes.resize(from + wanted);
    std::size_t got = 0;
    while (got < wanted) {
        char* const to = bytes.data() + from + got;
        const ssize_t count =
            is_regular_
                ? ::pread(handle_, to, wanted - got, static_cast<off_t>(offset_ + from + got))
                : ::read(handle_, to, wanted - got);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) refuse(errno);
        if (count == 0) break;
        got += static_cast<std::size_t>(count);
    }
    return got;
}

bool record_source::next(record_block& into) {
    const std::scoped_lock lock{one_at_a_time_};
    if (is_at_end_) return false;
    std::size_t have = 0;
    if (!carried_.empty()) {
        if (into.bytes.size() < carried_.size()) into.bytes.resize(carried_.size());
        std::copy(carried_.begin(), carried_.end(), into.bytes.begin());
        have = std::exchange(carried_, {}).size();
    }
    for (std::size_t wanted = bytes_of_a_block;; wanted *= 2) {
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
