#include <crossfoot/number/figure.hpp>

#include <utility>

namespace crossfoot {

figure figure::exactly(const integer& value) {
    return {
        to_string(value), rational{value}, interval::exactly(rational{value}), figure_form::exact};
}

figure::figure(std::string text, rational nominal, interval values, figure_form form)
    : text_{std::move(text)},
      nominal_{std::move(nominal)},
      values_{std::move(values)},
      form_{form} {}

}  // namespace crossfoot
