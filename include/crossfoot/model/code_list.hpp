#pragma once

#include <crossfoot/number/bilingual.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace crossfoot {

/// A code with the names under which people know it.
struct coded_name {
    std::string code;               ///< stable, and unique in its list
    bilingual name;                 ///< what people are shown
    std::vector<std::string> also;  ///< further names that are understood when reading

    friend bool operator==(const coded_name&, const coded_name&) = default;
};

/// Finds the position of an entry by its code or by any of its names. ASCII letters are compared
/// without case, and blanks around a name do not count.
class name_index {
  public:
    /// Makes `position` known under the code and all names. The first to claim a name keeps it,
    /// but a code always wins over a name.
    void add(const coded_name& entry, std::size_t position);
    /// The position of the entry that goes by this code or name; no value where none does.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view text) const;

  private:
    struct string_hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };
    using map = std::unordered_map<std::string, std::size_t, string_hash, std::equal_to<>>;
    map codes_;
    map names_;
};

}  // namespace crossfoot
