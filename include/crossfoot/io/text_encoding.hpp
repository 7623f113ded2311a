#pragma once

#include <crossfoot/model/diagnostic.hpp>

#include <optional>
#include <string>
#include <vector>

namespace crossfoot {

/// How the bytes of a file were taken.
enum class text_encoding {
    utf8,     ///< UTF-8, with or without a byte order mark
    gb18030,  ///< GB 18030, as Chinese spreadsheets save it
};

/// The name to show: "UTF-8", "GB18030".
[[nodiscard]] const char* name_of(text_encoding which) noexcept;

/// The text of a file, in UTF-8 without a byte order mark.
struct decoded_text {
    std::string text;                              ///< in UTF-8, without a byte order mark
    text_encoding encoding = text_encoding::utf8;  ///< what the bytes were
};

/// Takes bytes for UTF-8 if they are that, else for GB 18030. Neither, or a NUL byte, is a
/// diagnostic with its line and column; there is no value then.
[[nodiscard]] std::optional<decoded_text> decode(std::string bytes,
                                                 const std::string& file,
                                                 std::vector<diagnostic>& problems);

}  // namespace crossfoot
