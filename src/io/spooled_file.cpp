#include "spooled_file.hpp"

#include <crossfoot/number/error.hpp>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace crossfoot::detail {

namespace {

constexpr std::size_t bytes_at_once = std::size_t{1} << 20U;

[[noreturn]] void refuse_to_read(const std::string& name) {
    const std::string reason = std::strerror(errno);
    throw error{
        error_code::file_unreadable, name, {"cannot be read: " + reason, "无法读取：" + reason}};
}

[[noreturn]] void refuse_to_write(const std::string& folder, int why) {
    const std::string reason = std::strerror(why);
    throw error{error_code::file_unwritable,
                folder,
                {"what comes out of a pipe cannot be kept there: " + reason +
                     ": expected room for all of it; TMPDIR may name another folder",
                 "无法在此暂存管道数据：" + reason + "：应有足够空间，也可用TMPDIR指定其他文件夹"}};
}

/// A file descriptor, closed when it goes.
class opened {
  public:
    explicit opened(int handle) noexcept : handle_{handle} {}
    ~opened() {
        if (handle_ >= 0) static_cast<void>(::close(handle_));
    }
    opened(const opened&) = delete;
    opened& operator=(const opened&) = delete;

    [[nodiscard]] int get() const noexcept { return handle_; }
    void reset(int handle) noexcept { handle_ = handle; }
    [[nodiscard]] int release() noexcept { return std::exchange(handle_, -1); }

  private:
    int handle_;
};

/// Where temporary files belong.
std::string temporary_folder() {
    std::error_code failed;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(failed);
    if (failed) refuse_to_write("TMPDIR", failed.value());
    return folder.string();
}

/// A new file that has no name any more.
int nameless_file(const std::string& folder) {
    std::string name = folder + "/crossfoot-XXXXXX";  // the system puts letters for the X
    const int made = ::mkostemp(name.data(), O_CLOEXEC);
    if (made < 0) refuse_to_write(folder, errno);
    static_cast<void>(::unlink(name.c_str()));
    return made;
}

/// Reads what is there, at most `bytes_at_once`; 0 at the end.
std::size_t read_some(int from, char* to, const std::string& name) {
    while (true) {
        const ssize_t count = ::read(from, to, bytes_at_once);
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR) refuse_to_read(name);
    }
}

void write_all(int to, std::string_view bytes, const std::string& folder) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(to, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) refuse_to_write(folder, errno);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

}  // namespace

spooled_file::spooled_file(const std::filesystem::path& path,
                           const std::string& name,
                           std::uint64_t small) {
    const opened from{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};  // NOLINT(*-vararg)
    if (from.get() < 0) refuse_to_read(name);
    std::string folder;
    opened to{-1};
    std::size_t length = 0;  // of what is in memory
    while (true) {
        bytes_.resize(length + bytes_at_once);
        const std::size_t count = read_some(from.get(), bytes_.data() + length, name);
        length += count;
        if (count == 0) break;
        if (to.get() < 0 && length <= small) continue;
        if (to.get() < 0) {
            folder = temporary_folder();
            to.reset(nameless_file(folder));
        }
        write_all(to.get(), std::string_view{bytes_}.substr(0, length), folder);
        length = 0;
    }
    bytes_.resize(length);
    handle_ = to.release();
    if (!is_small()) bytes_ = {};
}

spooled_file::spooled_file(spooled_file&& other) noexcept
    : bytes_{std::move(other.bytes_)}, handle_{std::exchange(other.handle_, -1)} {}

spooled_file::~spooled_file() {
    if (handle_ >= 0) static_cast<void>(::close(handle_));
}

std::filesystem::path spooled_file::path() const {
    return "/dev/fd/" + std::to_string(handle_);
}

}  // namespace crossfoot::detail
