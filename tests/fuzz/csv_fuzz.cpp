// Whatever a file holds: the reader goes through it, and what it read is read again from its quoted
// form.

#include <crossfoot/io/csv.hpp>
#include <crossfoot/io/text_encoding.hpp>

#include "require.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using crossfoot_fuzz::require;
using record = std::vector<std::string>;

struct outcome {
    std::vector<record> records;
    std::vector<diagnostic> problems;

    friend bool operator==(const outcome&, const outcome&) = default;
};

outcome read(std::string_view text) {
    outcome made;
    csv_reader reader{text, "fuzz.csv", made.problems};
    std::vector<csv_field> fields;
    position last;
    while (reader.next(fields)) {
        require(!fields.empty(), "a record has a field");
        require(fields.front().where().line == reader.line(), "a record begins on its line");
        record& into = made.records.emplace_back();
        for (const csv_field& each : fields) {
            require(last < each.where(), "fields stand one behind the other");
            last = each.where();
            into.emplace_back(each.text());
        }
        require(last <= reader.end_of_record(), "a record ends behind its last field");
    }
    require(made.problems.size() <= 1, "only one quote stays open");
    return made;
}

std::string quoted(const std::vector<record>& records) {
    std::string text;
    for (const record& each : records) {
        for (std::size_t i = 0; i < each.size(); ++i) {
            text += i == 0 ? "\"" : ",\"";
            for (const char byte : each[i]) {
                text += byte;
                if (byte == '"') text += '"';
            }
            text += '"';
        }
        text += '\n';
    }
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string bytes{reinterpret_cast<const char*>(data), size};
    const outcome raw = read(bytes);
    require(read(bytes) == raw, "reading again gives the same");
    require(read(quoted(raw.records)) == outcome{raw.records, {}}, "quoting changes nothing");

    std::vector<diagnostic> problems;
    const std::optional<decoded_text> text = decode(bytes, "fuzz.csv", problems);
    require(text.has_value() == problems.empty(), "bytes are a text or a problem");
    crossfoot_fuzz::require_messages(problems);
    if (!text) return 0;
    // What was made UTF-8 is UTF-8.
    const std::optional<decoded_text> again = decode(text->text, "fuzz.csv", problems);
    require(again && again->encoding == text_encoding::utf8, "a decoded text is UTF-8");
    crossfoot_fuzz::require_messages(read(text->text).problems);
    return 0;
}
