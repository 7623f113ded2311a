#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace crossfoot::detail {

/// A sign of the language of rules.
enum class sign {
    none,
    open,
    close,
    open_bracket,
    close_bracket,
    comma,
    plus,
    minus,
    times,
    over,
    equal,
    not_equal,
    less,
    at_most,
    more,
    at_least,
};

/// A word of the language of rules. Some mean something at some places only.
enum class keyword {
    if_so,
    then,
    both,
    either,
    negation,
    between,
    between_and,    ///< what parts the two ends: and 和 与 至 到
    between_close,  ///< 之间
    sum,
    smallest,
    largest,
    absolute,
    reported,
    year,
    month,
    by,
    over,
    children,
    months,
    quarters,
    halves,
    at,
    parent,
    own,
    previous,
    same_period_last_year,
};

/// A text in quotation marks: what stands between them, and how many bytes it takes up with them.
struct quotation {
    std::string_view content;
    std::size_t length = 0;
    bool is_closed = false;
};

/// A place in a rule's text, always at the beginning of a word or sign, moving forward as they are
/// taken. Expects valid UTF-8.
class expression_scanner {
  public:
    explicit expression_scanner(std::string_view text);

    [[nodiscard]] std::string_view text() const { return text_; }
    /// The byte at which the next word or sign begins; the length of the text behind the last.
    [[nodiscard]] std::size_t position() const { return position_; }
    /// The byte behind the last word or sign that was taken.
    [[nodiscard]] std::size_t end_of_last() const { return end_; }
    [[nodiscard]] bool at_end() const { return position_ == text_.size(); }

    /// The sign that stands here. Those of other languages are none.
    [[nodiscard]] sign peek() const;
    /// Takes the sign if it stands here.
    bool take(sign wanted);
    /// How many bytes the keyword takes up here, or at byte `i`; 0 where it does not stand.
    [[nodiscard]] std::size_t length_of(keyword wanted) const;
    [[nodiscard]] std::size_t length_of(keyword wanted, std::size_t i) const;
    /// Takes the keyword if it stands here.
    bool take(keyword wanted);
    /// Whether "(" follows after that many bytes.
    [[nodiscard]] bool opens_after(std::size_t length) const;
    /// The text in quotation marks that begins here; no value where none does.
    [[nodiscard]] std::optional<quotation> quoted_here() const;
    /// Takes that many bytes.
    void advance(std::size_t length);

    /// Whether, at byte `i`, something stands that can follow a figure without a blank between.
    [[nodiscard]] bool goes_on_at(std::size_t i) const;
    /// The word, number, sign or quoted text that begins here, for a message.
    [[nodiscard]] std::string_view found_here() const;
    /// The words from here to the next keyword or sign, for a name that was not put in quotes.
    [[nodiscard]] std::string_view words_here() const;
    /// What was probably meant by a sign or word of another language that stands here, such as "=="
    /// for "="; empty where there is none.
    [[nodiscard]] std::string_view meant_here() const;

  private:
    enum class first_letter { may_be_a_keyword, belongs_to_it };
    [[nodiscard]] std::size_t unknown_word_length(std::size_t i, first_letter first) const;

    std::string_view text_;
    std::size_t position_ = 0;
    std::size_t end_ = 0;
};

}  // namespace crossfoot::detail
