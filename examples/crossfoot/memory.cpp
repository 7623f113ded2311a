// Memory for large reports. The arrays of a nation's figures are tens of megabytes each and come
// and go with every period: in small pages a sixth of the time would be spent on handing them out.

#if defined(__linux__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#    if defined(__has_feature)
#        if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
            __has_feature(memory_sanitizer)
#            define CROSSFOOT_SANITIZED
#        endif
#    endif
#    if !defined(CROSSFOOT_SANITIZED) && !defined(__SANITIZE_THREAD__)

#        include <cstdlib>
#        include <malloc.h>
#        include <new>
#        include <sys/mman.h>

namespace {

constexpr std::size_t huge_page = std::size_t{1} << 21U;

/// Memory that is freed stays with the program instead of going back to the system and coming
/// again.
[[maybe_unused]] const bool keeps_memory = [] {
    constexpr int most = 1 << 30;
    return mallopt(M_MMAP_THRESHOLD, most) == 1 && mallopt(M_TRIM_THRESHOLD, most) == 1;
}();

}  // namespace

// Not inlined: a compiler that sees through one of them alone takes the pair for a mistake.
[[gnu::noinline]] void* operator new(std::size_t size) {
    if (size < 2 * huge_page) {
        if (void* const made = std::malloc(size == 0 ? 1 : size)) return made;
        throw std::bad_alloc{};
    }
    const std::size_t pages = (size + huge_page - 1) / huge_page * huge_page;
    void* const made = std::aligned_alloc(huge_page, pages);
    if (made == nullptr) throw std::bad_alloc{};
    // Where the system has none to give, small ones do as well.
    static_cast<void>(::madvise(made, pages, MADV_HUGEPAGE));
    return made;
}

[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}

[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

#    endif
#endif
