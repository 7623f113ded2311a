#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace crossfoot::detail {

/// A SHA-256 digest.
using digest = std::array<unsigned char, 32>;

/// In hexadecimal, lower case.
[[nodiscard]] std::string to_hex(std::span<const unsigned char> bytes);

/// Takes a digest over numbers and texts, each with its length: no two sequences of them are one.
/// SHA-256 as libsodium has it.
class hasher {
  public:
    hasher();
    ~hasher();
    hasher(const hasher&) = delete;
    hasher& operator=(const hasher&) = delete;

    void add(std::int64_t number);
    void add(std::string_view text);
    void add(const std::optional<std::int64_t>& number);
    void add(std::span<const unsigned char> bytes);
    /// The digest of all that was added; nothing can be added any more.
    [[nodiscard]] digest finish();

  private:
    void put(const void* bytes, std::size_t size);
    void flush();

    struct state;
    std::unique_ptr<state> state_;
    std::array<unsigned char, 4096> waiting_{};
    std::size_t waits_ = 0;
};

/// The same for things in any order: equal for equal multisets. To recognise what is the same, not
/// to protect it.
class unordered_sum {
  public:
    unordered_sum();
    /// Adds one thing.
    void add(std::span<const unsigned char> bytes);
    /// The sum, in sixteen bytes.
    [[nodiscard]] std::array<unsigned char, 16> value() const;

  private:
    std::uint64_t first_ = 0;
    std::uint64_t second_ = 0;
};

}  // namespace crossfoot::detail
