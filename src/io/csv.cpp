#include <crossfoot/io/csv.hpp>

#include "text_tools.hpp"

#include <algorithm>
#include <utility>

namespace crossfoot {

position csv_field::where() const noexcept {
    const std::string_view before{line_start_, static_cast<std::size_t>(begin_ - line_start_)};
    return {line_, detail::count_characters(before) + 1};
}

csv_reader::csv_reader(std::string_view text, std::string file, std::vector<diagnostic>& problems)
    : at_{text.data()},
      end_{text.data() + text.size()},
      line_start_{text.data()},
      ended_line_start_{text.data()},
      ended_{text.data()},
      file_{std::move(file)},
      problems_{problems} {}

void csv_reader::end_line() noexcept {
    if (at_ == end_) {
        return;
    }
    const bool return_first = *at_++ == '\r';
    if (return_first && at_ != end_ && *at_ == '\n') {
        ++at_;
    }
    ++line_;
    line_start_ = at_;
}

bool csv_reader::next(std::vector<csv_field>& fields) {
    fields.clear();
    unquoted_.clear();
    while (at_ != end_ && (*at_ == '\n' || *at_ == '\r')) {
        end_line();
    }
    if (at_ == end_) {
        return false;
    }
    record_line_ = line_;
    while (true) {
        if (at_ != end_ && *at_ == '"') {
            if (!read_quoted(fields)) {
                return next(fields);
            }
        } else {
            read_plain(fields);
        }
        if (at_ == end_ || *at_ != ',') {
            break;
        }
        ++at_;
    }
    ended_line_ = line_;
    ended_line_start_ = line_start_;
    ended_ = at_;
    end_line();
    return true;
}

position csv_reader::end_of_record() const noexcept {
    return csv_field{{}, ended_line_, ended_line_start_, ended_}.where();
}

void csv_reader::read_plain(std::vector<csv_field>& fields) {
    const char* const begin = at_;
    while (at_ != end_ && *at_ != ',' && *at_ != '\n' && *at_ != '\r') {
        ++at_;
    }
    fields.emplace_back(
        std::string_view{begin, static_cast<std::size_t>(at_ - begin)}, line_, line_start_, begin);
}

bool csv_reader::read_quoted(std::vector<csv_field>& fields) {
    const char* const opening = at_;
    const std::size_t line = line_;
    const char* const line_start = line_start_;
    const auto add = [&](std::string_view text) {
        fields.emplace_back(text, line, line_start, opening);
    };
    std::string changed;
    bool is_changed = false;
    const char* piece = ++at_;
    while (at_ != end_) {
        if (*at_ == '\n' || (*at_ == '\r' && (at_ + 1 == end_ || at_[1] != '\n'))) {
            ++line_;
            line_start_ = at_ + 1;
        }
        if (*at_ != '"') {
            ++at_;
            continue;
        }
        const std::string_view before{piece, static_cast<std::size_t>(at_ - piece)};
        ++at_;
        if (at_ != end_ && *at_ == '"') {  // a doubled quote stands for one
            changed.append(before).append(1, '"');
            is_changed = true;
            piece = ++at_;
            continue;
        }
        const char* const rest = at_;
        while (at_ != end_ && *at_ != ',' && *at_ != '\n' && *at_ != '\r') {
            ++at_;
        }
        if (!is_changed && rest == at_) {
            add(before);
            return true;
        }
        // What follows a closing quote belongs to the field all the same: nothing is dropped.
        changed.append(before).append(rest, at_);
        unquoted_.push_back(std::move(changed));
        add(unquoted_.back());
        return true;
    }
    problems_.push_back(
        {diagnostic_code::unclosed_quote,
         file_,
         csv_field{{}, line, line_start, opening}.where(),
         {"a quote is opened and never closed: expected a second \" after the cell's text",
          "引号未闭合：单元格内容之后应有另一个\""}});
    // A stray quote is likelier than a cell that goes on to the end: the next line is a record
    // again.
    line_ = line;
    line_start_ = line_start;
    at_ = std::find_if(opening, end_, [](char byte) { return byte == '\n' || byte == '\r'; });
    return false;
}

}  // namespace crossfoot
