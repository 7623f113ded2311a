#include "quantity.hpp"

namespace crossfoot::detail {

namespace {

class quantity_reader {
  public:
    quantity_reader(text_cursor& text, std::span<const std::string> units, bilingual& expected)
        : text_{text}, units_{units}, expected_{expected} {}

    std::optional<quantity> take();

  private:
    std::optional<quantity> take_half();
    rational take_parts_before();
    bool take_parts_behind(quantity& found);
    bool take_tenths(quantity& found);
    bool take_denominator(quantity& found);

    text_cursor& text_;
    std::span<const std::string> units_;
    bilingual& expected_;
};

bool is_plain_whole(const quantity& found) {
    return found.number.kind == numeral_kind::whole && !found.number.has_more;
}

/// 百分之, 千分之, 万分之: the part that one is of the whole; 0 where none stands here.
rational quantity_reader::take_parts_before() {
    if (text_.take(U"百分之")) return {1, 100};
    if (text_.take(U"千分之")) return {1, 1000};
    if (text_.take(U"万分之")) return {1, 10000};
    return 0;
}

std::optional<quantity> quantity_reader::take_half() {
    if (!text_.take_any({U"一半", U"半数"})) return std::nullopt;
    quantity found;
    found.number.value = 1;
    found.kind = share::fraction;
    found.part = rational{1, 2};
    return found;
}

/// 三成, 三成五.
bool quantity_reader::take_tenths(quantity& found) {
    if (!text_.take(U"成")) return false;
    found.kind = share::parts;
    found.part = rational{1, 10};
    if (found.number.kind != numeral_kind::whole) return true;
    const std::optional<int> digit =
        text_.take(U"半") ? std::optional{5} : take_chinese_digit(text_);
    if (digit) {
        found.number.value += rational{*digit, 10};
        found.number.written_unit = rational{1, 10};
        found.number.telling_unit = rational{1, 10};
    }
    return true;
}

/// The denominator of 1/3, or the numerator of 三分之一, whose denominator was read first.
bool quantity_reader::take_denominator(quantity& found) {
    const bool numerator_first = text_.take(U"/");
    if (!numerator_first && !text_.take(U"分之")) return true;
    const auto refuse_zero = [this] {
        expected_ = {"a denominator other than 0", "不为 0 的分母"};
        return false;
    };
    text_.skip_blank();
    if (numerator_first && text_.peek() == U'0') return refuse_zero();
    if (!numerator_first && found.number.value.is_zero()) return refuse_zero();

    const std::size_t start = text_.position();
    const std::optional<numeral> other = take_numeral(text_, units_);
    if (!other) return false;
    if (other->kind != numeral_kind::whole || (numerator_first && other->value.is_zero())) {
        text_.go_back_to(start);
        return numerator_first && other->value.is_zero() ? refuse_zero() : false;
    }
    const rational under = numerator_first ? other->value : found.number.value;
    if (!numerator_first) found.number = *other;
    found.kind = share::fraction;
    found.part = 1 / under;
    found.number.telling_unit = 1;
    return true;
}

/// What may stand behind the digits of a share. False where a share began and does not fit.
bool quantity_reader::take_parts_behind(quantity& found) {
    const bool may_be_share = found.number.kind != numeral_kind::scaled && !found.number.has_more;
    if (!may_be_share) return true;
    const std::size_t before = text_.position();
    text_.skip_blank();
    found.kind = share::parts;
    if (text_.take_any(
            {U"%", U"percentage points", U"percent", U"per cent", U"个百分点", U"百分点"})) {
        found.part = rational{1, 100};
        return true;
    }
    if (text_.take(U"‰")) {
        found.part = rational{1, 1000};
        return true;
    }
    if (text_.take(U"‱")) {
        found.part = rational{1, 10000};
        return true;
    }
    found.kind = share::none;
    if (take_tenths(found)) return true;
    if (is_plain_whole(found)) {
        const std::size_t slash = text_.position();
        if (!take_denominator(found)) return false;
        if (text_.position() != slash) return true;
    }
    text_.go_back_to(before);
    return true;
}

std::optional<quantity> quantity_reader::take() {
    if (std::optional<quantity> half = take_half()) return half;
    quantity found;
    if (text_.take_any({U"-", U"负"})) {
        found.sign = -1;
    } else {
        text_.take(U"+");
    }
    text_.skip_blank();
    const rational part = take_parts_before();
    text_.skip_blank();
    const std::optional<numeral> number = take_numeral(text_, units_);
    if (!number) return std::nullopt;
    found.number = *number;
    found.digits_end = text_.position();
    if (!part.is_zero()) {
        if (number->kind == numeral_kind::scaled || number->has_more) return std::nullopt;
        found.kind = share::parts;
        found.part = part;
        found.part_stands_before = true;
        return found;
    }
    if (!take_parts_behind(found)) return std::nullopt;
    return found;
}

}  // namespace

std::optional<quantity> take_quantity(text_cursor& text,
                                      std::span<const std::string> units,
                                      bilingual& expected) {
    return quantity_reader{text, units, expected}.take();
}

}  // namespace crossfoot::detail
