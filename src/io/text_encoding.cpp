#include <crossfoot/io/text_encoding.hpp>

#include "text_tools.hpp"

#include <algorithm>
#include <iconv.h>

namespace crossfoot {

const char* name_of(text_encoding which) noexcept {
    switch (which) {
    case text_encoding::utf8: return "UTF-8";
    case text_encoding::gb18030: return "GB18030";
    }
    return "";
}

namespace {

std::size_t line_of(std::string_view bytes, std::size_t offset) {
    return 1 + static_cast<std::size_t>(std::ranges::count(bytes.substr(0, offset), '\n'));
}

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
        return handle_ != reinterpret_cast<iconv_t>(-1);
    }  // NOLINT

    /// The converted text; no value where the bytes are none of that encoding.
    std::optional<std::string> run(std::string& bytes) {
        std::string text(bytes.size() * 2 + 16, '\0');
        char* in = bytes.data();
        std::size_t in_left = bytes.size();
        char* out = text.data();
        std::size_t out_left = text.size();
        if (iconv(handle_, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1) ||
            in_left > 0) {
            return std::nullopt;
        }
        text.resize(text.size() - out_left);
        return text;
    }

  private:
    iconv_t handle_;
};

}  // namespace

std::optional<decoded_text> decode(std::string bytes,
                                   const std::string& file,
                                   std::vector<diagnostic>& problems) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (const std::size_t nul = bytes.find('\0'); nul != std::string::npos) {
        problems.push_back({diagnostic_code::not_text,
                            file,
                            {line_of(bytes, nul), 0},
                            {"a NUL byte: expected a text file in UTF-8 or GB18030",
                             "含有空字节：应为UTF-8或GB18030编码的文本文件"}});
        return std::nullopt;
    }
    if (bytes.starts_with(mark)) {
        bytes.erase(0, mark.size());
    }
    const std::size_t valid = detail::valid_utf8_until(bytes);
    if (valid == bytes.size()) {
        return decoded_text{std::move(bytes), text_encoding::utf8};
    }
    conversion from_gb18030;
    if (from_gb18030.is_open()) {
        if (std::optional<std::string> text = from_gb18030.run(bytes)) {
            if (text->starts_with(mark)) {
                text->erase(0, mark.size());
            }
            return decoded_text{std::move(*text), text_encoding::gb18030};
        }
    }
    problems.push_back(
        {diagnostic_code::not_text,
         file,
         {line_of(bytes, valid), 0},
         {"bytes that are neither UTF-8 nor GB18030: expected a text file in one of them",
          "字节既不是UTF-8也不是GB18030编码：应为其中一种编码的文本文件"}});
    return std::nullopt;
}

}  // namespace crossfoot
