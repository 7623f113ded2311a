#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>

/// What SQLite asks of a disk.
enum class disk_work { open, read, write, sync, truncate, remove, look, size, lock, shared_memory };

/// What goes wrong, and when.
struct disk_fault {
    disk_work work = disk_work::write;  ///< with which work
    int answer = SQLITE_IOERR;          ///< what SQLite is told then
    bool is_half_done = false;          ///< of writing: the first half is on the disk all the same
    bool is_for_good = false;           ///< it goes wrong each time from then on
};

/// A disk between SQLite and the real one, on which a chosen piece of work goes wrong, or whose
/// power is cut. It is the default of all connections that are opened while it lives; they must be
/// closed before it goes.
class faulty_disk {
  public:
    faulty_disk() : real_{sqlite3_vfs_find(nullptr)}, own_{*real_} {
        own_.zName = "faulty disk";
        own_.pAppData = this;
        own_.szOsFile = static_cast<int>(sizeof(file)) + real_->szOsFile;
        own_.xOpen = &open;
        own_.xDelete = &remove;
        own_.xAccess = &look;
        if (sqlite3_vfs_register(&own_, 1) != SQLITE_OK) throw std::runtime_error{"no such disk"};
    }
    ~faulty_disk() {
        sqlite3_vfs_unregister(&own_);
        sqlite3_vfs_register(real_, 1);
    }
    faulty_disk(const faulty_disk&) = delete;
    faulty_disk& operator=(const faulty_disk&) = delete;

    /// From now on that work goes wrong the nth time, counted from 1.
    void fail(const disk_fault& what, int nth) {
        fault_ = what;
        left_ = nth;
        has_failed_ = false;
    }
    /// Nothing goes wrong any more.
    void heal() { left_ = 0; }
    /// Whether it went wrong since it was said to.
    [[nodiscard]] bool has_failed() const { return has_failed_; }

    /// From now on what is written is remembered until it is synced.
    void watch() {
        is_watching_ = true;
        is_off_ = false;
        unsynced_.clear();
    }
    /// The power is cut before the nth write or sync, counted from 1.
    void cut_power_at(int nth) { until_cut_ = nth; }
    /// Whether it was cut.
    [[nodiscard]] bool is_off() const { return is_off_; }
    /// Once all connections are closed: gives files the bytes that were synced, and no others,
    /// except in those blocks for which `is_written` says so.
    template <typename IsWritten>
    void lose_what_was_not_synced(const IsWritten& is_written) {
        is_watching_ = false;
        is_off_ = false;
        until_cut_ = 0;
        for (const auto& [name, last_synced] : unsynced_) {
            if (!std::filesystem::exists(name)) continue;
            std::string bytes = last_synced;
            const std::string seen = bytes_of(name);
            constexpr std::size_t block = 512;
            for (std::size_t at = 0; at < seen.size(); at += block) {
                if (!is_written()) continue;
                const std::string_view part = std::string_view{seen}.substr(at, block);
                if (bytes.size() < at + part.size()) bytes.resize(at + part.size(), '\0');
                bytes.replace(at, part.size(), part);
            }
            std::ofstream{name, std::ios::binary} << bytes;
        }
        unsynced_.clear();
    }

  private:
    /// What SQLite holds of an open file; the real one's follows it in memory.
    struct file {
        sqlite3_file base;
        faulty_disk* disk;
        std::string* name;  // null where it has none

        [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    };
    static file& of(sqlite3_file* any) { return *reinterpret_cast<file*>(any); }
    static faulty_disk& of(sqlite3_vfs* any) { return *static_cast<faulty_disk*>(any->pAppData); }

    static std::string bytes_of(const std::string& name) {
        std::ifstream from{name, std::ios::binary};
        return {std::istreambuf_iterator<char>{from}, {}};
    }

    /// What that work is answered if it is to go wrong now.
    int answer_to(disk_work work) {
        if (is_off_) return SQLITE_IOERR;
        const bool is_counted = work == disk_work::write || work == disk_work::sync;
        if (is_counted && until_cut_ > 0 && --until_cut_ == 0) {
            is_off_ = true;
            return SQLITE_IOERR;
        }
        if (left_ == 0 || work != fault_.work) return SQLITE_OK;
        if (left_ > 1) {
            --left_;
            return SQLITE_OK;
        }
        has_failed_ = true;
        if (!fault_.is_for_good) left_ = 0;
        return fault_.answer;
    }

    /// Before a file is changed: what it has is on the disk, as far as nothing was changed since
    /// the last sync.
    void note_change(const file& changed) {
        if (!is_watching_ || changed.name == nullptr || unsynced_.contains(*changed.name)) return;
        unsynced_.emplace(*changed.name, bytes_of(*changed.name));
    }

    // -- the file system --------------------------------------------------------------------------

    static int open(
        sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* made, int flags, int* out_flags) {
        faulty_disk& disk = of(vfs);
        made->pMethods = nullptr;
        if (const int wrong = disk.answer_to(disk_work::open)) return wrong;
        file& opened = *new (made) file{{nullptr}, &disk, nullptr};
        const int answer = disk.real_->xOpen(disk.real_, name, opened.real(), flags, out_flags);
        if (opened.real()->pMethods == nullptr) return answer;
        if (name != nullptr) opened.name = new std::string{name};
        opened.base.pMethods = &methods;
        return answer;
    }
    static int remove(sqlite3_vfs* vfs, const char* name, int sync) {
        faulty_disk& disk = of(vfs);
        if (const int wrong = disk.answer_to(disk_work::remove)) return wrong;
        disk.unsynced_.erase(name);
        return disk.real_->xDelete(disk.real_, name, sync);
    }
    static int look(sqlite3_vfs* vfs, const char* name, int flags, int* found) {
        faulty_disk& disk = of(vfs);
        if (const int wrong = disk.answer_to(disk_work::look)) return wrong;
        return disk.real_->xAccess(disk.real_, name, flags, found);
    }

    // -- files ------------------------------------------------------------------------------------

    static int close(sqlite3_file* any) {
        file& own = of(any);
        delete own.name;
        return own.real()->pMethods->xClose(own.real());
    }
    static int read(sqlite3_file* any, void* into, int size, sqlite3_int64 at) {
        file& own = of(any);
        if (const int wrong = own.disk->answer_to(disk_work::read)) return wrong;
        return own.real()->pMethods->xRead(own.real(), into, size, at);
    }
    static int write(sqlite3_file* any, const void* from, int size, sqlite3_int64 at) {
        file& own = of(any);
        const int wrong = own.disk->answer_to(disk_work::write);
        if (wrong == SQLITE_OK) own.disk->note_change(own);
        if (wrong == SQLITE_OK || (own.disk->fault_.is_half_done && !own.disk->is_off_)) {
            const int written = wrong == SQLITE_OK ? size : size / 2;
            const int answer = own.real()->pMethods->xWrite(own.real(), from, written, at);
            if (wrong == SQLITE_OK) return answer;
        }
        return wrong;
    }
    static int truncate(sqlite3_file* any, sqlite3_int64 size) {
        file& own = of(any);
        if (const int wrong = own.disk->answer_to(disk_work::truncate)) return wrong;
        own.disk->note_change(own);
        return own.real()->pMethods->xTruncate(own.real(), size);
    }
    static int sync(sqlite3_file* any, int flags) {
        file& own = of(any);
        if (const int wrong = own.disk->answer_to(disk_work::sync)) return wrong;
        if (own.name != nullptr) own.disk->unsynced_.erase(*own.name);
        return own.real()->pMethods->xSync(own.real(), flags);
    }
    static int size(sqlite3_file* any, sqlite3_int64* found) {
        file& own = of(any);
        if (const int wrong = own.disk->answer_to(disk_work::size)) return wrong;
        return own.real()->pMethods->xFileSize(own.real(), found);
    }
    static int lock(sqlite3_file* any, int how) {
        file& own = of(any);
        if (const int wrong = own.disk->answer_to(disk_work::lock)) return wrong;
        return own.real()->pMethods->xLock(own.real(), how);
    }
    static int unlock(sqlite3_file* any, int how) {
        return of(any).real()->pMethods->xUnlock(of(any).real(), how);
    }
    static int check_reserved_lock(sqlite3_file* any, int* found) {
        return of(any).real()->pMethods->xCheckReservedLock(of(any).real(), found);
    }
    static int file_control(sqlite3_file* any, int what, void* with) {
        return of(any).real()->pMethods->xFileControl(of(any).real(), what, with);
    }
    static int sector_size(sqlite3_file* any) {
        return of(any).real()->pMethods->xSectorSize(of(any).real());
    }
    static int device_characteristics(sqlite3_file*) {
        // Nothing that a plain disk does not give.
        return 0;
    }
    static int map_shared(
        sqlite3_file* any, int region, int size, int is_extended, volatile void** found) {
        file& own = of(any);
        if (const int wrong = own.disk->answer_to(disk_work::shared_memory)) return wrong;
        return own.real()->pMethods->xShmMap(own.real(), region, size, is_extended, found);
    }
    static int lock_shared(sqlite3_file* any, int offset, int count, int flags) {
        file& own = of(any);
        // Locks are always given back.
        const bool is_taken = (flags & SQLITE_SHM_LOCK) != 0;
        if (is_taken) {
            if (const int wrong = own.disk->answer_to(disk_work::lock)) return wrong;
        }
        return own.real()->pMethods->xShmLock(own.real(), offset, count, flags);
    }
    static void barrier(sqlite3_file* any) {
        of(any).real()->pMethods->xShmBarrier(of(any).real());
    }
    static int unmap_shared(sqlite3_file* any, int is_deleted) {
        return of(any).real()->pMethods->xShmUnmap(of(any).real(), is_deleted);
    }

    // Of version 2: with shared memory, without mapped files.
    static constexpr sqlite3_io_methods methods{2,
                                                close,
                                                read,
                                                write,
                                                truncate,
                                                sync,
                                                size,
                                                lock,
                                                unlock,
                                                check_reserved_lock,
                                                file_control,
                                                sector_size,
                                                device_characteristics,
                                                map_shared,
                                                lock_shared,
                                                barrier,
                                                unmap_shared,
                                                nullptr,
                                                nullptr};

    sqlite3_vfs* real_;
    sqlite3_vfs own_;
    disk_fault fault_;
    int left_ = 0;  // how often that work is asked for until it goes wrong; 0: it does not
    bool has_failed_ = false;
    bool is_watching_ = false;
    int until_cut_ = 0;
    bool is_off_ = false;
    std::map<std::string, std::string> unsynced_;  // by file: what was synced of it last
};
