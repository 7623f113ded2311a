#include <crossfoot/model/item_list.hpp>

#include <limits>
#include <stdexcept>

namespace crossfoot {

void item_list::push_back(std::uint16_t item) {
    if (size_ == capacity_) {
        constexpr std::uint16_t most = std::numeric_limits<std::uint16_t>::max();
        if (size_ == most) throw std::length_error{"more items than there can be breakdowns"};
        const auto more = static_cast<std::uint16_t>(size_ > most / 2 ? most : size_ * 2);
        auto grown = std::make_unique<std::uint16_t[]>(more);
        std::copy(begin(), end(), grown.get());
        far_ = std::move(grown);
        capacity_ = more;
    }
    begin()[size_++] = item;
}

void item_list::copy_far(const item_list& other) {
    if (other.size_ <= most_near) {
        std::copy(other.begin(), other.end(), near_.begin());
        return;
    }
    far_ = std::make_unique<std::uint16_t[]>(other.size_);
    std::copy(other.begin(), other.end(), far_.get());
    capacity_ = other.size_;
}

}  // namespace crossfoot
