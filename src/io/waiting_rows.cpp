#include "waiting_rows.hpp"

#include <chrono>
#include <limits>
#include <map>

namespace crossfoot::detail {

namespace {

day as_day(std::int32_t number) {
    return day{std::chrono::days{number}};
}

/// Takes the rows of a batch whose rows speak of several days.
class day_splitter {
  public:
    day_splitter(figures_batch& batch, std::span<const std::int32_t> day_of_slot)
        : batch_{batch}, rows_{batch.rows}, day_of_slot_{day_of_slot} {}

    rows_by_day run() {
        count_rows();
        std::int32_t last_day = std::numeric_limits<std::int32_t>::min();
        waiting_rows* to = nullptr;
        std::size_t run = 0;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            while (run + 1 < batch_.lines.size() && batch_.lines[run + 1].first <= i)
                ++run;
            if (to == nullptr || day_at(i) != last_day) {
                made_.is_in_order = made_.is_in_order && last_day <= day_at(i);
                last_day = day_at(i);
                to = &rows_of(last_day);
            }
            const line_run& of = batch_.lines[run];
            take(i, of.line + (i - of.first) * of.lines_each, *to);
        }
        return std::move(made_);
    }

  private:
    struct of_day {
        std::size_t count = 0;
        waiting_rows* rows = nullptr;
    };

    [[nodiscard]] std::int32_t day_at(std::size_t i) const {
        return day_of_slot_[rows_[i].at().index()];
    }

    /// Rows that wait take no more memory than they need.
    void count_rows() {
        for (std::size_t i = 0, next = 0; i < rows_.size(); i = next) {
            while (next < rows_.size() && day_at(next) == day_at(i))
                ++next;
            known_[day_at(i)].count += next - i;
        }
    }

    waiting_rows& rows_of(std::int32_t number) {
        of_day& known = known_[number];
        if (known.rows == nullptr) {
            made_.days.emplace_back(as_day(number), std::make_unique<waiting_rows>());
            known.rows = made_.days.back().second.get();
            known.rows->rows.rows.reserve(known.count);
            known.rows->lines.reserve(known.count);
        }
        return *known.rows;
    }

    void take(std::size_t i, std::size_t line, waiting_rows& to) {
        figure_row row = rows_[i];
        if (row.is_other()) {
            other_value& other = batch_.others[static_cast<std::size_t>(row.count)];
            row.count = static_cast<std::int64_t>(to.rows.others.size());
            to.rows.others.push_back(std::move(other));
        }
        to.rows.rows.push_back(row, rows_.column(i));
        to.lines.push_back(static_cast<std::uint32_t>(line));
    }

    figures_batch& batch_;
    const row_buffer& rows_;
    std::span<const std::int32_t> day_of_slot_;
    std::map<std::int32_t, of_day> known_;
    rows_by_day made_;
};

}  // namespace

void waiting_rows::move_down(std::size_t lines_before) {
    if (lines_before == 0) return;
    for (line_run& each : runs)
        each.line += lines_before;
    for (std::uint32_t& each : lines)
        each += static_cast<std::uint32_t>(lines_before);
}

std::uint64_t waiting_rows::bytes() const {
    constexpr std::size_t of_a_row = sizeof(figure_row) + sizeof(std::uint16_t);
    constexpr std::size_t of_a_value = 128;  // what it points at: its text and its values
    return sizeof *this + rows.rows.capacity() * of_a_row +
           rows.others.capacity() * (sizeof(other_value) + of_a_value) +
           runs.capacity() * sizeof(line_run) + lines.capacity() * sizeof(std::uint32_t);
}

rows_by_day take_by_day(figures_batch& batch,
                        std::span<const std::int32_t> day_of_slot,
                        bool keeps_for_long) {
    const row_buffer& rows = batch.rows;
    if (rows.size() == 0) return {};
    const auto day_at = [&](std::size_t i) { return day_of_slot[rows[i].at().index()]; };
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (day_at(i) != day_at(0)) return day_splitter{batch, day_of_slot}.run();
    }
    rows_by_day made;
    made.days.emplace_back(as_day(day_at(0)), std::make_unique<waiting_rows>());
    waiting_rows& all = *made.days.back().second;
    if (keeps_for_long) {
        all.rows.rows.append(rows, 0, rows.size());  // without room to spare
    } else {
        all.rows.rows.swap(batch.rows);
    }
    all.rows.others = std::exchange(batch.others, {});
    all.runs = std::exchange(batch.lines, {});
    return made;
}

}  // namespace crossfoot::detail
