#include "bulk_reader.hpp"

#include <crossfoot/number/error.hpp>

#include "bulk_problems.hpp"
#include "check/moment_columns.hpp"
#include "figures_scanner.hpp"
#include "model/utf8.hpp"
#include "record_source.hpp"
#include "table_heading.hpp"
#include "waiting_rows.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <limits>
#include <map>
#include <mutex>
#include <sched.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace crossfoot::detail {

namespace {

// More files than that are read one after the other, whatever their periods.
constexpr std::size_t most_files_abreast = 64;
constexpr std::chrono::milliseconds between_reports{200};
// Each has some megabytes to work with.
constexpr unsigned most_threads = 256;

/// It cannot be done in blocks.
struct not_in_bulk {};
/// A row of a day that was done with: it can be done once more, keeping every day.
struct not_in_order {};

/// A file while it is read.
struct open_file {
    const bulk_file* of = nullptr;
    std::size_t number = 0;
    std::mutex opening;
    std::shared_ptr<record_source> source;
    figures_heading heading;
    record_block first;  ///< the block with the heading, until somebody reads it
    bool has_first = false;
    std::size_t first_at = 0;       ///< where in it the rows begin
    std::size_t heading_lines = 0;  ///< and on which line, from 0
    // For the rest somebody holds the lock of all.
    bool is_read = false;     ///< all blocks were given out
    std::size_t in_work = 0;  ///< how many threads are at it
    std::size_t done = 0;     ///< blocks that are read, all before them too
    std::map<std::size_t, std::pair<day, day>> read_ahead;  ///< those that are read out of turn
    std::optional<day> floor;  ///< the last day of the blocks that are done
    std::size_t rows = 0;

    [[nodiscard]] bool is_done() const { return is_read && in_work == 0; }
};

unsigned cores() {
    cpu_set_t usable;
    CPU_ZERO(&usable);
    if (::sched_getaffinity(0, sizeof usable, &usable) == 0) {
        return static_cast<unsigned>(CPU_COUNT(&usable));
    }
    return std::max(1U, std::thread::hardware_concurrency());
}

std::uint64_t half_of_memory() {
    const long pages = ::sysconf(_SC_PHYS_PAGES);
    const long size = ::sysconf(_SC_PAGE_SIZE);
    if (pages <= 0 || size <= 0) return std::numeric_limits<std::uint64_t>::max();
    return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(size) / 2;
}

class bulk_reader {
  public:
    bulk_reader(const std::vector<bulk_file>& files,
                const std::shared_ptr<const codebook>& book,
                const std::shared_ptr<const places>& where,
                const figures_options& reading,
                const check_options& options,
                day_worker& worker,
                bool keeps_every_day,
                record_ends ends)
        : ends_{ends},
          reading_{reading},
          options_{options},
          worker_{worker},
          keeps_every_day_{keeps_every_day || files.size() > most_files_abreast},
          most_waiting_{options.most_waiting == 0 ? half_of_memory() : options.most_waiting},
          schema_{book, where},
          slots_{schema_},
          codes_{*where},
          hierarchies_{std::make_shared<trees>(*where)},
          problems_{names_of(files), std::max<std::size_t>(options.reading.most_diagnostics, 1)} {
        for (const bulk_file& each : files) {
            open_file& made = files_.emplace_back();
            made.of = &each;
            made.number = files_.size() - 1;
        }
    }

    bulk_reading run() {
        open_files();
        const unsigned wanted =
            std::min(options_.threads == 0 ? cores() : options_.threads, most_threads);
        most_spare_ = wanted;
        std::vector<std::thread> others;
        others.reserve(wanted);
        try {
            for (unsigned i = 1; i < wanted; ++i) {
                others.emplace_back([this] { work(false); });
            }
        } catch (const std::system_error&) {
            // The system has no more to give: fewer do the same.
        }
        work(true);
        for (std::thread& each : others) {
            each.join();
        }
        if (failure_) std::rethrow_exception(failure_);
        expect_possible();
        return assemble();
    }

  private:
    // -- headings ---------------------------------------------------------------------------------

    [[nodiscard]] bool is_abreast() const { return files_.size() <= most_files_abreast; }

    void open_files() {
        for (open_file& each : files_) {
            std::error_code failed;
            const auto size = std::filesystem::file_size(each.of->path, failed);
            if (!failed) bytes_total_ += size;
            if (is_abreast()) open(each);
        }
    }

    /// Opens a file and reads its heading, if nobody has yet.
    void open(open_file& file) {
        const std::scoped_lock lock{file.opening};
        if (file.source) return;
        file.source = std::make_shared<record_source>(
            file.of->path,
            file.of->name,
            ends_,
            options_.block == 0 ? record_source::usual_block : options_.block);
        if (!file.source->is_regular()) has_pipe_ = true;
        if (!file.source->next(file.first)) throw not_in_bulk{};
        std::string_view text = file.first.text();
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        while (text.starts_with(mark)) {
            text.remove_prefix(mark.size());
        }
        std::vector<diagnostic> problems;
        csv_reader reader{text, file.of->name, problems};
        std::vector<csv_field> cells;
        if (!read_heading_record(reader, cells, {}, file.of->name, problems)) throw not_in_bulk{};
        const auto behind = static_cast<std::size_t>(reader.rest().data() - text.data());
        if (!is_text(text.substr(0, behind))) throw not_in_bulk{};
        file.heading =
            read_figures_heading(cells, schema_.book(), reading_, file.of->name, problems);
        if (!problems.empty() || file.heading.layout == table_layout::unusable) {
            throw not_in_bulk{};
        }
        file.has_first = true;
        file.first_at = file.first.length - (text.size() - behind);
        file.heading_lines = reader.next_line() - 1;
    }

    static bool is_text(std::string_view text) {
        return valid_utf8_until(text) == text.size() && text.find('\0') == std::string_view::npos;
    }

    // -- the work ---------------------------------------------------------------------------------

    /// One thread: it reads a block, or works on a day, whatever there is to do.
    void work(bool reports) {
        try {
            thread_state own{slots_, reading_, codes_};
            auto reported = std::chrono::steady_clock::now();
            while (true) {
                stop_if_asked(options_);
                if (reports && options_.on_progress) {
                    const auto now = std::chrono::steady_clock::now();
                    if (now - reported >= between_reports) {
                        reported = now;
                        options_.on_progress(progress());
                    }
                }
                if (!do_something(own)) return;
            }
        } catch (...) {
            const std::scoped_lock lock{mutex_};
            if (!failure_) failure_ = std::current_exception();
            is_over_ = true;
            changed_.notify_all();
        }
    }

    struct thread_state {
        thread_state(slot_registry& slots, const figures_options& reading, const place_codes& codes)
            : scanner{slots, reading, &codes, bytes_read::from_file} {
            scanner.tell_later();
        }

        figures_scanner scanner;
        figures_batch batch;
        record_block block;
        std::vector<std::int32_t> day_of_slot;  // as days since 1970
    };

    [[nodiscard]] check_progress progress() {
        const std::scoped_lock lock{mutex_};
        return {bytes_read_, has_pipe_ ? 0 : bytes_total_, rows_read_, schema_.where().size()};
    }

    bool do_something(thread_state& own) {
        std::unique_lock lock{mutex_};
        while (true) {
            if (is_over_) return false;
            if (const std::optional<day> ready = ready_day()) {
                std::vector<std::unique_ptr<waiting_rows>> rows = std::move(days_[*ready]);
                days_.erase(*ready);
                closed_until_ = std::max(closed_until_.value_or(*ready), *ready);
                ++worked_on_now_;
                std::unique_ptr<moment_scratch> scratch = take_scratch();
                lock.unlock();
                work_on_day(*ready, std::move(rows), std::move(scratch));
                return true;
            }
            if (open_file* file = next_file()) {
                ++file->in_work;
                lock.unlock();
                read_block(*file, own);
                return true;
            }
            const bool all_done = std::ranges::all_of(files_, &open_file::is_done);
            if (all_done && worked_on_now_ == 0 && days_.empty()) {
                is_over_ = true;
                changed_.notify_all();
                return false;
            }
            changed_.wait(lock);
        }
    }

    /// The file that is farthest behind.
    open_file* next_file() {
        open_file* behind = nullptr;
        for (open_file& each : files_) {
            if (each.is_read) continue;
            if (!is_abreast()) return &each;
            if (behind == nullptr ||
                (behind->floor && (!each.floor || each.floor < behind->floor))) {
                behind = &each;
            }
        }
        return behind;
    }

    void read_block(open_file& file, thread_state& own) {
        open(file);
        std::size_t skipped = 0;
        std::size_t lines_before = 0;
        bool is_there = false;
        {
            const std::scoped_lock lock{file.opening};
            is_there = std::exchange(file.has_first, false);
            if (is_there) {
                std::swap(own.block, file.first);
                file.first = {};
                skipped = file.first_at;
                lines_before = file.heading_lines;
            }
        }
        if (!is_there && !file.source->next(own.block)) {
            const std::scoped_lock lock{mutex_};
            file.is_read = true;
            leave(file);
            changed_.notify_all();
            return;
        }
        const std::string_view text = own.block.text().substr(skipped);
        own.batch.clear();
        own.scanner.begin(file.heading, file.of->name);
        csv_reader reader{text, file.of->name, own.batch.problems};
        own.scanner.read(reader, std::numeric_limits<std::size_t>::max(), own.batch);
        if (own.scanner.met_other_bytes()) throw not_in_bulk{};
        hand_over(file, own, reader.next_line() - 1 + lines_before, lines_before, text.size());
    }

    /// Gives the rows of a block to the days that they speak of.
    void hand_over(open_file& file,
                   thread_state& own,
                   std::size_t lines,
                   std::size_t lines_before,
                   std::size_t bytes) {
        const std::size_t block = own.block.number;
        figures_batch& batch = own.batch;
        learn_days(own);
        rows_by_day made = take_by_day(batch, own.day_of_slot, keeps_every_day_);
        day first = day::max();
        day last = day::min();
        for (auto& [when, rows] : made.days) {
            first = std::min(first, when);
            last = std::max(last, when);
            rows->file = file.number;
            rows->block = block;
            rows->move_down(lines_before);
        }
        const std::scoped_lock lock{mutex_};
        problems_.take(file.number, block, lines, lines_before, batch);
        file.rows += batch.records;
        rows_read_ += batch.records;
        bytes_read_ += bytes;
        if (!made.is_in_order) keeps_every_day_ = true;
        for (auto& [when, rows] : made.days) {
            if (closed_until_ && when <= *closed_until_) throw not_in_order{};
            waiting_ += rows->bytes();
            days_[when].push_back(std::move(rows));
        }
        if (waiting_ > most_waiting_) throw_too_much();
        if (batch.rows.capacity() == 0 && !spare_.empty()) {
            batch.rows = std::move(spare_.back());
            spare_.pop_back();
        }
        file.read_ahead.emplace(block, std::pair{first, last});
        leave(file);
        note_progress(file);
    }

    /// A thread is done with a block of a file, or met its end; with the lock. Of many files those
    /// that are done are closed.
    void leave(open_file& file) {
        --file.in_work;
        if (!is_abreast() && file.is_done()) file.source.reset();
    }

    [[noreturn]] static void throw_too_much() {
        throw error{
            error_code::too_large,
            "",
            {"more figures are waiting for others of their day than there is memory for: sort the "
             "rows by the last day of their period, the earliest first, in at most " +
                 std::to_string(most_files_abreast) + " files, or check one period at a time",
             "等待同一日期其他数值的数据超出内存：请将各行按报告期末日先后排序（文件不超过" +
                 std::to_string(most_files_abreast) + "个），或逐期核对"}};
    }

    /// With the lock.
    void note_progress(open_file& file) {
        for (auto next = file.read_ahead.begin();
             next != file.read_ahead.end() && next->first == file.done;
             next = file.read_ahead.erase(next), ++file.done) {
            const auto& [first, last] = next->second;
            problems_.note_done(file.number, next->first);
            if (last < first) continue;  // a block without rows
            if (file.floor && first < *file.floor) keeps_every_day_ = true;
            file.floor = std::max(file.floor.value_or(last), last);
        }
        changed_.notify_all();
    }

    /// Memory to work on a day with, the last that was used: it is near, and there need not be more
    /// than there are days that are worked on at once. With the lock.
    [[nodiscard]] std::unique_ptr<moment_scratch> take_scratch() {
        if (scratch_.empty()) return std::make_unique<moment_scratch>();
        std::unique_ptr<moment_scratch> taken = std::move(scratch_.back());
        scratch_.pop_back();
        return taken;
    }

    /// A day of which no file has any more rows; with the lock.
    [[nodiscard]] std::optional<day> ready_day() const {
        if (days_.empty()) return std::nullopt;
        const day earliest = days_.begin()->first;
        for (const open_file& each : files_) {
            if (each.is_done()) continue;
            if (keeps_every_day_ || !each.floor || *each.floor <= earliest) return std::nullopt;
        }
        return earliest;
    }

    void learn_days(thread_state& own) {
        if (own.day_of_slot.size() == slots_.count()) return;
        slots_.append_days(own.day_of_slot);
    }

    // -- the days ---------------------------------------------------------------------------------

    /// What cannot be done in this way is not to be found out only at the end; but to ask takes
    /// time in proportion to the periods, of which each day may bring new ones.
    [[nodiscard]] bool is_worth_asking() {
        const std::size_t count = slots_.count();
        const std::scoped_lock lock{mutex_};
        if (count < 2 * slots_asked_about_) return false;
        slots_asked_about_ = count;
        return true;
    }

    void expect_possible() const {
        const bool is_possible = slots_.ask_of_periods(
            [&](const reported_periods& there) { return worker_.is_possible(there); });
        if (!is_possible) throw not_in_bulk{};
    }

    void work_on_day(day when,
                     std::vector<std::unique_ptr<waiting_rows>> waiting,
                     std::unique_ptr<moment_scratch> scratch) {
        std::ranges::sort(waiting, {}, [](const auto& each) {
            return std::pair{each->file, each->block};
        });
        std::vector<const figure_rows*> blocks;
        blocks.reserve(waiting.size());
        std::uint64_t bytes = 0;
        for (const auto& each : waiting) {
            blocks.push_back(&each->rows);
            bytes += each->bytes();
        }
        if (is_worth_asking()) expect_possible();
        moment_wanted wanted = moment_wanted::findings;
        if (reading_.on_bad_cell == bad_cells::refuse) {
            const std::scoped_lock lock{mutex_};
            wanted = problems_.any() ? moment_wanted::duplicates : moment_wanted::findings_if_clean;
        }
        const std::vector<moment_slot> slots = slots_.slots_of(when);
        const auto duplicates = worker_.take({when, blocks, slots, hierarchies_}, *scratch, wanted);
        if (!duplicates) throw not_in_bulk{};
        std::vector<found_twice> twice;
        for (const duplicate_row& each : *duplicates) {
            const waiting_rows& later = *waiting[each.at.block];
            const waiting_rows& earlier = *waiting[each.earlier.block];
            twice.push_back({later.file,
                             later.block,
                             {later.line(each.at.row), later.rows.rows.column(each.at.row)},
                             earlier.file,
                             earlier.block,
                             earlier.line(each.earlier.row)});
        }
        const std::scoped_lock lock{mutex_};
        scratch_.push_back(std::move(scratch));
        problems_.take(twice);
        waiting_ -= bytes;
        for (auto& each : waiting) {
            // Those of a whole block, as many as there are threads that will fill them.
            if (keeps_every_day_ || !each->lines.empty() || spare_.size() >= most_spare_) continue;
            spare_.push_back(std::move(each->rows.rows));
        }
        --worked_on_now_;
        changed_.notify_all();
    }

    // -- the whole --------------------------------------------------------------------------------

    bulk_reading assemble() {
        bulk_reading made;
        made.hierarchies = hierarchies_;
        std::vector<const figures_heading*> headings;
        for (const open_file& each : files_) {
            made.rows.push_back(each.rows);
            headings.push_back(&each.heading);
        }
        figures_scanner teller{slots_, reading_, &codes_, bytes_read::text};
        bulk_problems::outcome told = problems_.tell(teller, headings);
        made.problems = std::move(told.told);
        made.left_out = told.left_out;
        return made;
    }

    static std::vector<std::string> names_of(const std::vector<bulk_file>& files) {
        std::vector<std::string> names;
        for (const bulk_file& each : files) {
            names.push_back(each.name);
        }
        return names;
    }

    record_ends ends_;
    const figures_options& reading_;
    const check_options& options_;
    day_worker& worker_;
    std::atomic<bool> keeps_every_day_;
    std::uint64_t most_waiting_;
    dataset schema_;
    slot_registry slots_;
    place_codes codes_;
    std::shared_ptr<trees> hierarchies_;
    std::deque<open_file> files_;
    std::atomic<bool> has_pipe_ = false;
    std::uint64_t bytes_total_ = 0;

    std::mutex mutex_;  // for all that follows
    std::condition_variable changed_;
    std::map<day, std::vector<std::unique_ptr<waiting_rows>>> days_;
    std::optional<day> closed_until_;
    std::vector<row_buffer> spare_;  // memory of rows that are done with
    std::size_t most_spare_ = 0;
    std::size_t slots_asked_about_ = 0;
    std::vector<std::unique_ptr<moment_scratch>> scratch_;  // and of days
    bulk_problems problems_;
    std::uint64_t waiting_ = 0;  // bytes of rows
    std::uint64_t bytes_read_ = 0;
    std::uint64_t rows_read_ = 0;
    std::size_t worked_on_now_ = 0;
    bool is_over_ = false;
    std::exception_ptr failure_;
};

}  // namespace

day_worker::~day_worker() = default;

void stop_if_asked(const check_options& options) {
    if (options.stop == nullptr || !options.stop->load()) return;
    throw error{error_code::interrupted, "", {"was asked to stop", "已按要求停止"}};
}

std::optional<bulk_reading> read_in_bulk(const std::vector<bulk_file>& files,
                                         const std::shared_ptr<const codebook>& book,
                                         const std::shared_ptr<const places>& where,
                                         const figures_options& reading,
                                         const check_options& options,
                                         day_worker& worker) {
    bool keeps_every_day = false;
    record_ends ends = record_ends::guessed;
    while (true) {
        worker.begin();
        try {
            return bulk_reader{files, book, where, reading, options, worker, keeps_every_day, ends}
                .run();
        } catch (const not_in_order&) {
            keeps_every_day = true;
        } catch (const cut_within_quotes&) {
            ends = record_ends::known;
        } catch (const not_in_bulk&) {
            return std::nullopt;
        }
    }
}

}  // namespace crossfoot::detail
