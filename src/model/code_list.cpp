#include <crossfoot/model/code_list.hpp>

namespace crossfoot {

namespace {

/// Without blanks around it, ASCII letters in lower case.
std::string normalized(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    std::string plain{text};
    for (char& letter : plain) {
        if (letter >= 'A' && letter <= 'Z') {
            letter = static_cast<char>(letter - 'A' + 'a');
        }
    }
    return plain;
}

}  // namespace

void name_index::add(const coded_name& entry, std::size_t position) {
    codes_.emplace(normalized(entry.code), position);
    for (const std::string* name : {&entry.name.en, &entry.name.zh}) {
        if (!name->empty()) {
            names_.emplace(normalized(*name), position);
        }
    }
    for (const std::string& name : entry.also) {
        names_.emplace(normalized(name), position);
    }
}

std::optional<std::size_t> name_index::find(std::string_view text) const {
    // Most texts are codes as declared: look for them without making a copy.
    if (const auto found = codes_.find(text); found != codes_.end()) {
        return found->second;
    }
    const std::string plain = normalized(text);
    if (const auto found = codes_.find(plain); found != codes_.end()) {
        return found->second;
    }
    if (const auto found = names_.find(plain); found != names_.end()) {
        return found->second;
    }
    return std::nullopt;
}

}  // namespace crossfoot
