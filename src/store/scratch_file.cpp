#include "scratch_file.hpp"

#include <crossfoot/number/error.hpp>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>
#include <unistd.h>

namespace crossfoot::detail {

namespace {

[[noreturn]] void refuse(const std::string& where, int why) {
    const std::string reason = std::strerror(why);
    throw error{
        error_code::file_unwritable,
        where,
        {"no temporary file can be written there: " + reason + ": TMPDIR may name another folder",
         "无法在此写入临时文件：" + reason + "：可用TMPDIR指定其他文件夹"}};
}

/// The folder for temporary files.
std::filesystem::path temporary_folder() {
    std::error_code failed;
    std::filesystem::path folder = std::filesystem::temp_directory_path(failed);
    if (failed) refuse("TMPDIR", failed.value());
    return folder;
}

/// A name in it; the system puts letters for the X.
std::string name_pattern(const std::filesystem::path& folder) {
    return (folder / "crossfoot-XXXXXX").string();
}

}  // namespace

scratch_file::scratch_file(std::string_view text) {
    const std::filesystem::path folder = temporary_folder();
    std::string name = name_pattern(folder);
    const int handle = ::mkstemp(name.data());
    if (handle < 0) refuse(folder.string(), errno);
    path_ = name;
    int why = 0;
    while (!text.empty() && why == 0) {
        const ssize_t count = ::write(handle, text.data(), text.size());
        if (count >= 0) {
            text.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            why = errno;
        }
    }
    static_cast<void>(::close(handle));
    if (why != 0) {
        static_cast<void>(::unlink(name.c_str()));
        refuse(folder.string(), why);
    }
}

scratch_file::~scratch_file() {
    static_cast<void>(::unlink(path_.c_str()));
}

scratch_directory::scratch_directory() {
    const std::filesystem::path folder = temporary_folder();
    std::string name = name_pattern(folder);
    if (::mkdtemp(name.data()) == nullptr) refuse(folder.string(), errno);
    path_ = name;
}

scratch_directory::~scratch_directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace crossfoot::detail
