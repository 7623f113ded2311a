#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot::detail {

/// A figure's text as its reader sees it: one symbol for each character, and twins made one.
///
/// Full-width characters are their ASCII twins, letters are lower case, financial and traditional
/// numerals are the common ones (壹 is 一, 萬 is 万), all dashes are '-', any run of blanks is one
/// ' ', and there are none at the ends.
struct figure_symbols {
    std::u32string characters;
    std::vector<std::size_t> offsets;  ///< the byte at which each begins; one more, for the end
    std::size_t first_byte = 0;        ///< where the text without the blanks around it begins
    std::size_t end_byte = 0;          ///< and where it ends
};

/// What decoding came to: the symbols, or where the text is not UTF-8.
struct decoded_text {
    figure_symbols symbols;
    std::optional<std::size_t> broken_at;
};

decoded_text decode(std::string_view text);

/// A place in the symbols of a text, moving forward as words are taken.
///
/// It remembers whether the text ended in the middle of something that would have fitted; that
/// tells the beginning of a figure from what can never become one.
class text_cursor {
  public:
    explicit text_cursor(const figure_symbols& symbols) : symbols_{&symbols} {}

    [[nodiscard]] bool at_end() const { return position_ == symbols_->characters.size(); }
    [[nodiscard]] bool ran_out() const { return ran_out_; }
    [[nodiscard]] std::size_t position() const { return position_; }
    [[nodiscard]] std::size_t offset() const { return symbols_->offsets[position_]; }

    /// The symbol `ahead` of the place, or U'\0' behind the end.
    [[nodiscard]] char32_t peek(std::size_t ahead = 0) const;
    void advance() { ++position_; }
    void go_back_to(std::size_t position) { position_ = position; }
    void skip_blank();

    /// Takes `word` if it stands here. A text that ends inside `word` has run out.
    bool take(std::u32string_view word);
    bool take_any(std::initializer_list<std::u32string_view> words);

    /// How many symbols `word`, in UTF-8 and not yet normalised, takes up here; 0 if it does not
    /// stand here.
    std::size_t length_of(std::string_view word);

    /// Notes that something has to follow here, if this is the end of the text.
    void need_more() { ran_out_ = ran_out_ || at_end(); }

  private:
    const figure_symbols* symbols_;
    std::size_t position_ = 0;
    bool ran_out_ = false;
};

}  // namespace crossfoot::detail
