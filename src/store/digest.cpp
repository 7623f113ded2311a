#include "digest.hpp"

#include <bit>
#include <cstring>
#include <sodium.h>

namespace crossfoot::detail {

namespace {

/// The lowest byte first, on every machine.
std::array<unsigned char, 8> as_bytes(std::uint64_t number) {
    std::array<unsigned char, 8> bytes{};
    for (unsigned char& each : bytes) {
        each = static_cast<unsigned char>(number & 0xffU);
        number >>= 8U;
    }
    return bytes;
}

std::uint64_t as_number(const std::array<unsigned char, 8>& bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        number = (number << 8U) | bytes[i];
    }
    return number;
}

/// A key that is no secret, the same at all times.
std::array<unsigned char, crypto_shorthash_KEYBYTES> key_of(unsigned char which) {
    std::array<unsigned char, crypto_shorthash_KEYBYTES> key{};
    key.fill(which);
    return key;
}

std::uint64_t short_hash(std::span<const unsigned char> bytes, unsigned char which) {
    std::array<unsigned char, crypto_shorthash_BYTES> made{};
    const auto key = key_of(which);
    static_cast<void>(crypto_shorthash(made.data(), bytes.data(), bytes.size(), key.data()));
    return as_number(made);
}

}  // namespace

std::string to_hex(std::span<const unsigned char> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char each : bytes) {
        text += digits[each >> 4U];
        text += digits[each & 0xfU];
    }
    return text;
}

struct hasher::state {
    crypto_hash_sha256_state of;
};

hasher::hasher() : state_{std::make_unique<state>()} {
    crypto_hash_sha256_init(&state_->of);
}

hasher::~hasher() = default;

void hasher::flush() {
    crypto_hash_sha256_update(&state_->of, waiting_.data(), waits_);
    waits_ = 0;
}

void hasher::put(const void* bytes, std::size_t size) {
    if (waits_ + size > waiting_.size()) flush();
    if (size > waiting_.size()) {
        crypto_hash_sha256_update(&state_->of, static_cast<const unsigned char*>(bytes), size);
        return;
    }
    std::memcpy(waiting_.data() + waits_, bytes, size);
    waits_ += size;
}

void hasher::add(std::int64_t number) {
    const auto bytes = as_bytes(std::bit_cast<std::uint64_t>(number));
    put(bytes.data(), bytes.size());
}

void hasher::add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    if (!text.empty()) put(text.data(), text.size());
}

void hasher::add(const std::optional<std::int64_t>& number) {
    add(std::int64_t{number ? 1 : 0});
    add(number.value_or(0));
}

void hasher::add(std::span<const unsigned char> bytes) {
    add(static_cast<std::int64_t>(bytes.size()));
    if (!bytes.empty()) put(bytes.data(), bytes.size());
}

digest hasher::finish() {
    flush();
    digest made{};
    crypto_hash_sha256_final(&state_->of, made.data());
    return made;
}

unordered_sum::unordered_sum() = default;

void unordered_sum::add(std::span<const unsigned char> bytes) {
    first_ += short_hash(bytes, 1);
    second_ += short_hash(bytes, 2);
}

std::array<unsigned char, 16> unordered_sum::value() const {
    std::array<unsigned char, 16> made{};
    const auto first = as_bytes(first_);
    const auto second = as_bytes(second_);
    std::memcpy(made.data(), first.data(), first.size());
    std::memcpy(made.data() + first.size(), second.data(), second.size());
    return made;
}

}  // namespace crossfoot::detail
