#include "open_tracker.hpp"

#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/number/error.hpp>

#include "judging.hpp"
#include "schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace crossfoot::detail {

namespace {

constexpr std::string_view entry_columns =
    "SELECT e.number, e.kind, e.recorded_at, e.place, p.code, e.first_day, e.last_day, e.office, "
    "e.by_office, e.note, e.received, e.is_provisional, e.about, e.answers, e.codebook, e.places, "
    "e.units, e.designations, e.explanations, e.first_figure, e.figures, e.content, e.digest, "
    "j.first_day, j.last_day FROM entry e JOIN place p ON p.id = e.place "
    "LEFT JOIN judgement j ON j.entry = e.number ";

entry_kind kind_named(std::string_view name) {
    for (const entry_kind each : {entry_kind::submission,
                                  entry_kind::withdrawal,
                                  entry_kind::sending_back,
                                  entry_kind::approval,
                                  entry_kind::reopening}) {
        if (name == crossfoot::name_of(each)) return each;
    }
    return entry_kind::answer;
}

day day_of(std::int64_t number) {
    return day{std::chrono::days{number}};
}

/// Whether the numbers of an entry are such as were ever written: what is made of them is.
bool is_possible(const statement& row) {
    constexpr std::int64_t most = std::int64_t{1} << 60;
    const day earliest = std::chrono::year::min() / 1 / 1;
    const day latest = std::chrono::year::max() / 12 / 31;
    const auto is_day = [&](std::int64_t number) {
        return number >= earliest.time_since_epoch().count() &&
               number <= latest.time_since_epoch().count();
    };
    // From the year 1 to the year 9999, as times are written.
    const auto is_time = [](std::int64_t number) {
        return number >= -std::int64_t{62'135'596'800'000'000} &&
               number < std::int64_t{253'402'300'800'000'000};
    };
    const auto is_count = [](std::int64_t number) { return number >= 0 && number <= most; };
    // A file that is only read is not held to its own rules.
    const bool is_kind = row.text(1) == crossfoot::name_of(kind_named(row.text(1)));
    return is_kind && is_count(row.number(0)) && is_day(row.number(5)) && is_day(row.number(6)) &&
           row.number(5) <= row.number(6) && (row.is_nothing(10) || is_day(row.number(10))) &&
           is_count(row.number(19)) && is_count(row.number(20)) && is_time(row.number(2)) &&
           (row.is_nothing(23) ||
            (is_day(row.number(23)) && is_day(row.number(24)) && row.number(23) <= row.number(24)));
}

std::int64_t number_of(day when) {
    return when.time_since_epoch().count();
}

stored_entry entry_at(const statement& row) {
    stored_entry made;
    ledger_entry& told = made.told;
    told.number = row.number(0);
    told.kind = kind_named(row.text(1));
    told.at = ledger_time{std::chrono::microseconds{row.number(2)}};
    made.place = row.number(3);
    told.report.place = row.text(4);
    told.report.when = period::days(day_of(row.number(5)), day_of(row.number(6)));
    told.report.office = row.text(7);
    told.by = row.text(8);
    told.note = row.text(9);
    if (const auto received = row.maybe_number(10)) told.received = day_of(*received);
    told.is_provisional = row.number(11) != 0;
    told.about = row.maybe_number(12).value_or(0);
    told.answers = row.text(13);
    for (std::size_t i = 0; i < document_kinds; ++i) {
        made.documents[i] = row.maybe_number(14 + static_cast<int>(i));
    }
    made.first_figure = row.number(19);
    told.figures = static_cast<std::uint64_t>(row.number(20));
    const auto content = row.bytes(21);
    made.content.assign(content.begin(), content.end());
    const auto digest = row.bytes(22);
    made.digest.assign(digest.begin(), digest.end());
    told.digest = to_hex(made.digest);
    if (!row.is_nothing(23)) {
        made.reach = period::days(day_of(row.number(23)), day_of(row.number(24)));
    }
    return made;
}

std::vector<stored_entry> all_of(const database& of, statement& rows, std::int64_t at_most = 0) {
    // A damaged number asks for no more memory than this.
    constexpr std::int64_t most_reserved = std::int64_t{1} << 16;
    std::vector<stored_entry> made;
    made.reserve(static_cast<std::size_t>(std::min(at_most, most_reserved)));
    while (rows.next()) {
        if (!is_possible(rows)) {
            of.throw_damaged({fmt::format("entry {} cannot be", rows.number(0)),
                              fmt::format("记录{}不合情理", rows.number(0))});
        }
        made.push_back(entry_at(rows));
    }
    return made;
}

/// What would part a list in an item's code, written so that it does not.
std::string escaped_code(std::string_view code) {
    std::string text;
    for (const char each : code) {
        if (each == '%' || each == ';' || each == '=') {
            text += fmt::format("%{:02x}", static_cast<unsigned>(each));
        } else {
            text += each;
        }
    }
    return text;
}

std::string plain_code(std::string_view text) {
    std::string code;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const std::string_view hex = text.substr(i + 1, 2);
            code += hex == "25" ? '%' : hex == "3b" ? ';' : '=';
            i += 2;
        } else {
            code += text[i];
        }
    }
    return code;
}

ledger_time time_of_recording(const std::optional<ledger_time>& said,
                              const std::optional<ledger_time>& last) {
    const auto now =
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    if (!said) return last ? std::max(now, *last) : now;
    // Not before the year 1 in any zone.
    constexpr ledger_time earliest{std::chrono::seconds{-62'135'596'800}};
    const bool is_after = *said >= earliest && (!last || *last <= *said);
    if (is_after && *said <= now) return *said;
    const std::string bounds_en = last ? "expected a time from " + to_string(*last) +
                                             ", when the last entry was recorded, to now"
                                       : std::string{"expected a time that is not in the future"};
    const std::string bounds_zh = last
                                      ? "应在上一条记录的时间" + to_string(*last) + "与当前时间之间"
                                      : std::string{"不应晚于当前时间"};
    throw error{
        error_code::outside_domain,
        to_string(*said),
        {"a ledger is only added to at its end: " + bounds_en, "台账只能在末尾追加：" + bounds_zh}};
}

}  // namespace

const char* name_of(document_kind which) noexcept {
    switch (which) {
    case document_kind::codebook: return "codebook";
    case document_kind::places: return "places";
    case document_kind::units: return "units";
    case document_kind::designations: return "designations";
    case document_kind::explanations: return "explanations";
    }
    return "";
}

bool are_of_one_report(const stored_entry& a, const stored_entry& b) {
    return a.told.report == b.told.report;
}

std::string items_text(const series& what, const codebook& book) {
    std::string text;
    for (std::size_t i = 0; i < what.items.size(); ++i) {
        if (what.items[i] == series::all) continue;
        const breakdown& by = book.breakdowns[i];
        if (!text.empty()) text += ';';
        text += escaped_code(by.name.code) + '=' + escaped_code(by.items[what.items[i]].name.code);
    }
    return text;
}

std::optional<item_list> items_of(std::string_view text, const codebook& book) {
    series made;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        const std::string_view one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t middle = one.find('=');
        if (middle == std::string_view::npos) return std::nullopt;
        const auto by = book.find_breakdown(plain_code(one.substr(0, middle)));
        if (!by) return std::nullopt;
        const auto item = book[*by].find_item(plain_code(one.substr(middle + 1)));
        if (!item) return std::nullopt;
        made = made.with(*by, static_cast<std::uint16_t>(*item));
    }
    return made.items;
}

std::string words_of(const stored_figure& of) {
    return of.count ? std::to_string(*of.count) : of.text;
}

status status_named(std::string_view name) {
    for (const status each : {status::missing,
                              status::not_applicable,
                              status::below_unit,
                              status::suppressed,
                              status::unreadable}) {
        if (name == crossfoot::name_of(each)) return each;
    }
    return status::reported;
}

void add_figure(hasher& to, const stored_figure& figure) {
    to.add(figure.place);
    to.add(figure.slot);
    to.add(figure.count);
    if (figure.count) return;
    to.add(std::string_view{crossfoot::name_of(figure.state)});
    to.add(std::string_view{figure.text});
}

open_tracker::open_tracker(const std::filesystem::path& file, tracker::access how)
    : data_{file, how == tracker::access::write ? open_for::writing : open_for::reading} {
    const int version = version_of(data_);
    if (how == tracker::access::write) {
        data_.use_write_ahead_log();
        data_.run(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
            "PRAGMA cache_size = -32768;");
        if (version < newest_schema) bring_up_to_date(version);
    } else if (version < newest_schema) {
        throw error{error_code::tracker_refused,
                    data_.name(),
                    {"is of an older crossfoot: open it once where it may be written, and it is "
                     "brought up to date",
                     "由旧版本的crossfoot建立：请先在可写入的条件下打开一次，以便升级"}};
    }
}

void open_tracker::expect_writable() const {
    if (data_.may_write()) return;
    throw error{error_code::tracker_refused,
                data_.name(),
                {"was opened to be read only", "以只读方式打开"}};
}

void open_tracker::bring_up_to_date(int version) {
    transaction all{data_, transaction::kind::writing};
    // Another program may have done it by now.
    version = version_of(data_);
    if (version == newest_schema) return;
    for (; version < newest_schema; ++version) {
        data_.run(step_from(version));
    }
    // What follows from the figures is kept as this program sees it.
    data_.run("DELETE FROM finding; DELETE FROM filed;");
    for (const stored_entry& each : entries(1, last_number())) {
        if (each.told.kind == entry_kind::submission) judge_again(*this, each);
    }
    data_.run(fmt::format("PRAGMA user_version = {}", newest_schema).c_str());
    all.keep();
}

std::vector<stored_entry> open_tracker::entries(std::int64_t first,
                                                std::int64_t last,
                                                const std::optional<period>& days) {
    std::string sql = std::string{entry_columns} + "WHERE e.number BETWEEN ?1 AND ?2 ";
    if (days) {
        sql +=
            "AND min(e.first_day, coalesce(j.first_day, e.first_day)) <= ?4 AND "
            "max(e.last_day, coalesce(j.last_day, e.last_day)) >= ?3 ";
    }
    statement rows{data_, sql + "ORDER BY e.number"};
    rows.bind(1, first).bind(2, last);
    if (days) rows.bind(3, number_of(days->first())).bind(4, number_of(days->last()));
    const std::int64_t end = std::min(last, last_number());
    return all_of(
        data_, rows, std::max<std::int64_t>(0, end - std::max<std::int64_t>(first, 1) + 1));
}

stored_entry open_tracker::entry(std::int64_t number) {
    std::vector<stored_entry> found = entries(number, number);
    if (!found.empty()) return std::move(found.front());
    const std::int64_t last = last_number();
    if (number >= 1 && number <= last) {
        data_.throw_damaged(
            {fmt::format("entry {} is not there", number), fmt::format("缺少记录{}", number)});
    }
    throw error{
        error_code::unknown_code,
        data_.name(),
        last == 0
            ? bilingual{fmt::format("has no receipt {}: nothing was handed in yet", number),
                        fmt::format("没有回执{}：尚无上报", number)}
            : bilingual{fmt::format("has no receipt {}: expected one from 1 to {}", number, last),
                        fmt::format("没有回执{}：应为1至{}", number, last)}};
}

std::vector<stored_entry> open_tracker::entries_of(const stored_entry& report, std::int64_t until) {
    statement rows{data_,
                   std::string{entry_columns} +
                       "WHERE e.place = ?1 AND e.first_day = ?2 AND e.last_day = ?3 AND "
                       "e.office = ?4 AND e.number <= ?5 ORDER BY e.number"};
    const report_name& name = report.told.report;
    rows.bind(1, report.place)
        .bind(2, number_of(name.when.first()))
        .bind(3, number_of(name.when.last()))
        .bind(4, std::string_view{name.office})
        .bind(5, until);
    return all_of(data_, rows);
}

std::int64_t open_tracker::last_number() {
    return data_.number("SELECT max(number) FROM entry");
}

std::string open_tracker::document(std::int64_t id) {
    statement asked{data_, "SELECT text FROM document WHERE id = ?1"};
    asked.bind(1, id);
    return asked.next() ? std::string{asked.text(0)} : std::string{};
}

std::string open_tracker::place_code(std::int64_t id) {
    statement asked{data_, "SELECT code FROM place WHERE id = ?1"};
    asked.bind(1, id);
    return asked.next() ? std::string{asked.text(0)} : std::string{};
}

statement& open_tracker::kept(std::optional<statement>& where, std::string_view sql) {
    if (!where) where.emplace(data_, sql);
    where->reset();
    return *where;
}

std::optional<std::int64_t> open_tracker::find_place(std::string_view code) {
    statement& asked = kept(find_place_, "SELECT id FROM place WHERE code = ?1");
    asked.bind(1, code);
    if (!asked.next()) return std::nullopt;
    const std::int64_t found = asked.number(0);
    asked.reset();
    return found;
}

void open_tracker::expect_next(std::int64_t id, std::size_t next) const {
    if (id == static_cast<std::int64_t>(next)) return;
    data_.throw_damaged(
        {fmt::format("expected {} where {} is", next, id), fmt::format("应为{}处为{}", next, id)});
}

std::vector<stored_slot> open_tracker::slots() {
    std::vector<stored_slot> made(1);
    statement rows{data_,
                   "SELECT id, indicator, extent, items, period, source FROM slot ORDER BY id"};
    while (rows.next()) {
        expect_next(rows.number(0), made.size());
        made.push_back({std::string{rows.text(1)},
                        std::string{rows.text(2)},
                        std::string{rows.text(3)},
                        std::string{rows.text(4)},
                        std::string{rows.text(5)}});
    }
    return made;
}

std::vector<std::string> open_tracker::place_codes() {
    std::vector<std::string> made(1);
    statement rows{data_, "SELECT id, code FROM place ORDER BY id"};
    while (rows.next()) {
        expect_next(rows.number(0), made.size());
        made.emplace_back(rows.text(1));
    }
    return made;
}

void open_tracker::expect_known(const stored_figure& figure) {
    // Others may have added some since they were counted.
    if (figure.place > places_) places_ = data_.number("SELECT max(id) FROM place");
    if (figure.slot > slots_) slots_ = data_.number("SELECT max(id) FROM slot");
    if (figure.place >= 1 && figure.place <= places_ && figure.slot >= 1 && figure.slot <= slots_) {
        return;
    }
    data_.throw_damaged({fmt::format("figure {} is of no place or of no series", figure.id),
                         fmt::format("数值{}没有地区或没有指标", figure.id)});
}

void open_tracker::each_figure(const stored_entry& of,
                               const std::function<void(const stored_figure&)>& take) {
    if (of.told.figures == 0) return;
    // Whoever goes through figures while others are gone through has statements of his own.
    std::unique_ptr<figure_statements> asked = std::move(spare_);
    if (!asked) {
        asked = std::make_unique<figure_statements>(figure_statements{
            {data_, "SELECT id, place, slot, value FROM figure WHERE id BETWEEN ?1 AND ?2"},
            {data_, "SELECT state, text FROM worded_figure WHERE figure = ?1"}});
    }
    statement& rows = asked->rows;
    statement& words = asked->words;
    rows.bind(1, of.first_figure)
        .bind(2, of.first_figure + static_cast<std::int64_t>(of.told.figures) - 1);
    stored_figure figure;
    while (rows.next()) {
        figure.id = rows.number(0);
        figure.place = rows.number(1);
        figure.slot = rows.number(2);
        expect_known(figure);
        figure.count = rows.maybe_number(3);
        if (!figure.count) {
            words.bind(1, figure.id);
            const bool is_there = words.next();
            figure.state = is_there ? status_named(words.text(0)) : status::missing;
            figure.text = is_there ? words.text(1) : std::string_view{};
            words.reset();
        }
        take(figure);
    }
    spare_ = std::move(asked);
}

std::shared_ptr<const codebook> open_tracker::codebook_of(const std::string& toml) {
    const auto [known, is_new] = codebooks_.try_emplace(toml);
    if (is_new) {
        std::vector<diagnostic> problems;
        std::optional<codebook> read = read_codebook(toml, "codebook.toml", problems);
        if (read) known->second = std::make_shared<const codebook>(std::move(*read));
    }
    return known->second;
}

std::int64_t open_tracker::place_id_of(std::string_view code, std::int64_t since) {
    if (const auto known = find_place(code)) return *known;
    statement& added = kept(add_place_, "INSERT INTO place (code, since) VALUES (?1, ?2)");
    added.bind(1, code).bind(2, since);
    return added.insert();
}

std::int64_t open_tracker::slot_id_of(const stored_slot& slot, std::int64_t since) {
    const auto bind = [&slot](statement& to) {
        to.bind(1, std::string_view{slot.indicator})
            .bind(2, std::string_view{slot.when})
            .bind(3, std::string_view{slot.extent})
            .bind(4, std::string_view{slot.items})
            .bind(5, std::string_view{slot.source});
    };
    statement& known =
        kept(find_slot_,
             "SELECT id FROM slot WHERE indicator = ?1 AND period = ?2 AND extent = ?3 AND "
             "items = ?4 AND source = ?5");
    bind(known);
    if (known.next()) {
        const std::int64_t found = known.number(0);
        known.reset();
        return found;
    }
    statement& added = kept(add_slot_,
                            "INSERT INTO slot (indicator, period, extent, items, source, since) "
                            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    bind(added);
    added.bind(6, since);
    return added.insert();
}

std::int64_t open_tracker::document_id_of(document_kind kind,
                                          std::string_view text,
                                          std::int64_t since) {
    hasher over;
    over.add(text);
    const digest key = over.finish();
    const std::string_view kind_name = name_of(kind);
    statement known{data_, "SELECT id FROM document WHERE kind = ?1 AND digest = ?2"};
    known.bind(1, kind_name).bind(2, std::span<const unsigned char>{key});
    if (known.next()) return known.number(0);
    statement added{data_,
                    "INSERT INTO document (kind, digest, text, since) VALUES (?1, ?2, ?3, ?4)"};
    added.bind(1, kind_name)
        .bind(2, std::span<const unsigned char>{key})
        .bind(3, text)
        .bind(4, since);
    return added.insert();
}

void open_tracker::append(stored_entry& made,
                          const std::optional<ledger_time>& at,
                          const digest& figures) {
    const std::int64_t last = last_number();
    expect_rows_up_to(last + 1);
    std::vector<unsigned char> before;
    std::optional<ledger_time> last_time;
    if (last > 0) {
        const stored_entry previous = entry(last);
        before = previous.digest;
        last_time = previous.told.at;
    }
    ledger_entry& told = made.told;
    told.number = last + 1;
    told.at = time_of_recording(at, last_time);
    if (told.kind == entry_kind::submission && !told.received) {
        told.received = day_of_recording(told.at);
    }
    told.report.place = place_code(made.place);
    const digest key = digest_of(made, before, figures);
    made.digest.assign(key.begin(), key.end());
    told.digest = to_hex(key);

    statement added{data_,
                    "INSERT INTO entry (number, kind, recorded_at, place, first_day, last_day, "
                    "office, by_office, note, received, is_provisional, about, answers, codebook, "
                    "places, units, designations, explanations, first_figure, figures, content, "
                    "digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
                    "?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)"};
    const auto maybe_day = [](const std::optional<day>& when) {
        return when ? std::optional{number_of(*when)} : std::nullopt;
    };
    added.bind(1, told.number)
        .bind(2, std::string_view{crossfoot::name_of(told.kind)})
        .bind(3, std::int64_t{told.at.time_since_epoch().count()})
        .bind(4, made.place)
        .bind(5, number_of(told.report.when.first()))
        .bind(6, number_of(told.report.when.last()))
        .bind(7, std::string_view{told.report.office})
        .bind(8, std::string_view{told.by})
        .bind(9, std::string_view{told.note})
        .bind(10, maybe_day(told.received))
        .bind(11, std::int64_t{told.is_provisional ? 1 : 0})
        .bind(12, told.about == 0 ? std::nullopt : std::optional{told.about})
        .bind(13, std::string_view{told.answers});
    for (std::size_t i = 0; i < document_kinds; ++i) {
        added.bind(14 + static_cast<int>(i), made.documents[i]);
    }
    added.bind(19, made.first_figure)
        .bind(20, static_cast<std::int64_t>(told.figures))
        .bind(21, std::span<const unsigned char>{made.content})
        .bind(22, std::span<const unsigned char>{made.digest});
    added.run();
}

void open_tracker::expect_rows_up_to(std::int64_t number) {
    for (const char* const table : {"document", "place", "slot"}) {
        const std::int64_t since = data_.number(
            fmt::format("SELECT since FROM {} ORDER BY id DESC LIMIT 1", table).c_str());
        if (since <= number) continue;
        data_.throw_damaged(
            {fmt::format("a row of {} came with entry {}, which is not there yet", table, since),
             fmt::format("数据表{}中有一行属于尚不存在的记录{}", table, since)});
    }
}

/// Adds the rows of a table that came with an entry. Later entries have greater ids, so the first
/// of them is found by halving.
void open_tracker::add_rows_since(
    hasher& to, const char* table, const char* columns, int count, std::int64_t number) {
    statement since{data_, fmt::format("SELECT since FROM {} WHERE id = ?1", table)};
    std::int64_t first = 1;
    std::int64_t behind = data_.number(fmt::format("SELECT max(id) FROM {}", table).c_str()) + 1;
    while (first < behind) {
        const std::int64_t middle = first + (behind - first) / 2;
        since.bind(1, middle);
        const bool is_earlier = since.only_number() < number;
        (is_earlier ? first : behind) = is_earlier ? middle + 1 : middle;
    }
    statement rows{
        data_,
        fmt::format("SELECT id, since, {} FROM {} WHERE id >= ?1 ORDER BY id", columns, table)};
    rows.bind(1, first);
    while (rows.next() && rows.number(1) == number) {
        to.add(rows.number(0));
        for (int i = 0; i < count; ++i) {
            to.add(rows.text(2 + i));
        }
    }
}

digest open_tracker::digest_of(const stored_entry& of,
                               std::span<const unsigned char> before,
                               const digest& figures) {
    const ledger_entry& told = of.told;
    hasher over;
    over.add(before);
    over.add(told.number);
    over.add(std::string_view{crossfoot::name_of(told.kind)});
    over.add(std::int64_t{told.at.time_since_epoch().count()});
    over.add(std::string_view{told.report.place});
    over.add(number_of(told.report.when.first()));
    over.add(number_of(told.report.when.last()));
    over.add(std::string_view{told.report.office});
    over.add(std::string_view{told.by});
    over.add(std::string_view{told.note});
    over.add(told.received ? std::optional{number_of(*told.received)} : std::nullopt);
    over.add(std::int64_t{told.is_provisional ? 1 : 0});
    over.add(told.about);
    over.add(std::string_view{told.answers});
    over.add(of.first_figure);
    over.add(static_cast<std::int64_t>(told.figures));
    over.add(std::span<const unsigned char>{of.content});
    for (const auto& each : of.documents) {
        over.add(each);
    }
    // What the ids of this entry stand for, as far as they are new with it.
    add_rows_since(over, "document", "kind, text", 2, told.number);
    add_rows_since(over, "place", "code", 1, told.number);
    add_rows_since(over, "slot", "indicator, extent, items, period, source", 5, told.number);
    over.add(std::span<const unsigned char>{figures});
    return over.finish();
}

digest open_tracker::digest_of_figures(const stored_entry& of) {
    hasher over;
    each_figure(of, [&over](const stored_figure& figure) { add_figure(over, figure); });
    return over.finish();
}

}  // namespace crossfoot::detail
