#include <crossfoot/io/text_encoding.hpp>

#include "text_tools.hpp"

#include <algorithm>
#include <iconv.h>
#include <utility>

namespace crossfoot {

const char* name_of(text_encoding which) noexcept {
    switch (which) {
    case text_encoding::utf8: return "UTF-8";
    case text_encoding::gb18030: return "GB18030";
    }
    return "";
}

namespace {

/// Where the character behind a text stands, if the text is the beginning of a file.
position position_behind(std::string_view text) {
    std::size_t lines = 0;
    std::size_t line_start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_return = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
        if (text[i] != '\n' && !is_return) continue;
        ++lines;
        line_start = i + 1;
    }
    return {lines + 1, detail::count_characters(text.substr(line_start)) + 1};
}

/// Some programs put several byte order marks at the beginning, by joining files.
void drop_marks(std::string& text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    std::size_t length = 0;
    while (std::string_view{text}.substr(length).starts_with(mark))
        length += mark.size();
    text.erase(0, length);
}

/// How far bytes could be converted.
struct converted {
    std::string text;      ///< of the bytes that could be
    std::size_t used = 0;  ///< how many bytes that is
};

/// An open conversion, closed when it goes.
class conversion {
  public:
    conversion() : handle_{iconv_open("UTF-8", "GB18030")} {}
    ~conversion() {
        if (is_open()) {
            iconv_close(handle_);
        }
    }
    conversion(const conversion&) = delete;
    conversion& operator=(const conversion&) = delete;

    // iconv_open says that it failed with the handle -1.
    [[nodiscard]] bool is_open() const {
        return handle_ != reinterpret_cast<iconv_t>(-1);  // NOLINT(performance-no-int-to-ptr)
    }

    /// Converts as many of the bytes as are of that encoding.
    converted run(std::string& bytes) {
        converted made{std::string(bytes.size() * 2 + 16, '\0'), 0};
        char* in = bytes.data();
        std::size_t in_left = bytes.size();
        char* out = made.text.data();
        std::size_t out_left = made.text.size();
        // Where it stops is what counts, so the result says nothing new.
        static_cast<void>(iconv(handle_, &in, &in_left, &out, &out_left));
        made.text.resize(made.text.size() - out_left);
        made.used = bytes.size() - in_left;
        return made;
    }

  private:
    iconv_t handle_;
};

/// The text of bytes in GB 18030, as far as they are that.
converted from_gb18030(std::string bytes) {
    conversion conversion_of_bytes;
    return conversion_of_bytes.is_open() ? conversion_of_bytes.run(bytes) : converted{};
}

}  // namespace

std::optional<decoded_text> decode(std::string bytes,
                                   const std::string& file,
                                   std::vector<diagnostic>& problems) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        problems.push_back({diagnostic_code::not_text,
                            file,
                            {1, 1},
                            {"the text is in UTF-16: expected a text file in UTF-8 or GB18030",
                             "文件为UTF-16编码：应为UTF-8或GB18030编码的文本文件"}});
        return std::nullopt;
    }
    drop_marks(bytes);
    const std::size_t valid = detail::valid_utf8_until(bytes);
    if (const std::size_t nul = bytes.find('\0'); nul != std::string::npos) {
        std::string before = bytes.substr(0, nul);
        if (valid < nul) before = from_gb18030(std::move(before)).text;
        problems.push_back({diagnostic_code::not_text,
                            file,
                            position_behind(before),
                            {"a NUL byte: expected a text file in UTF-8 or GB18030",
                             "含有空字节：应为UTF-8或GB18030编码的文本文件"}});
        return std::nullopt;
    }
    if (valid == bytes.size()) {
        return decoded_text{std::move(bytes), text_encoding::utf8};
    }
    converted in_gb18030 = from_gb18030(bytes);
    if (in_gb18030.used == bytes.size()) {
        drop_marks(in_gb18030.text);
        return decoded_text{std::move(in_gb18030.text), text_encoding::gb18030};
    }
    // The file is meant to be of the encoding in which it can be read farther.
    const bool is_utf8 = in_gb18030.used <= valid;
    problems.push_back(
        {diagnostic_code::not_text,
         file,
         position_behind(is_utf8 ? std::string_view{bytes}.substr(0, valid) : in_gb18030.text),
         {"bytes that are neither UTF-8 nor GB18030: expected a text file in one of them",
          "字节既不是UTF-8也不是GB18030编码：应为其中一种编码的文本文件"}});
    return std::nullopt;
}

}  // namespace crossfoot
