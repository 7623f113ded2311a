#include "known_documents.hpp"

#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/csv.hpp>
#include <crossfoot/io/csv_cell.hpp>
#include <crossfoot/io/explanations_file.hpp>
#include <crossfoot/io/places_file.hpp>
#include <crossfoot/io/register_files.hpp>
#include <crossfoot/number/error.hpp>

#include "io/cell_value.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <variant>

namespace crossfoot::detail {

namespace {

/// A row of cells, with its end.
std::string csv_row(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& each : cells) {
        if (&each != &cells.front()) line += ',';
        line += csv_cell(each);
    }
    return line + '\n';
}

std::string day_or_blank(const std::optional<day>& when) {
    return when ? to_string(*when) : std::string{};
}

/// The rows of several tables with one heading, as they were written, of each key from the last
/// table that has it. The key stands in the first column.
std::string merged(const std::vector<std::string>& tables) {
    struct keyed_rows {
        std::size_t table = 0;
        std::string rows;
    };
    std::unordered_map<std::string, keyed_rows> by_key;
    std::vector<std::string> keys;  // in the order of their first appearance
    std::string heading;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        std::vector<diagnostic> none;
        csv_reader reader{tables[i], {}, none};
        std::vector<csv_field> cells;
        for (bool is_heading = true;; is_heading = false) {
            const std::string_view before = reader.rest();
            if (!reader.next(cells)) break;
            const std::string_view row = before.substr(0, before.size() - reader.rest().size());
            if (is_heading) {
                heading = row;
                continue;
            }
            const auto [known, is_new] =
                by_key.try_emplace(std::string{cells.front().text()}, keyed_rows{i, {}});
            if (is_new) keys.push_back(known->first);
            if (known->second.table != i) known->second = {i, {}};
            known->second.rows += row;
        }
    }
    std::string text = heading;
    for (const std::string& each : keys) {
        text += by_key.at(each).rows;
    }
    return text;
}

constexpr const char* places_heading = "code,name,level,parent,valid_from,valid_to\n";

/// The texts in the first column of a table, with its heading.
class first_cells {
  public:
    /// `csv` must outlive this.
    explicit first_cells(std::string_view csv) {
        std::vector<diagnostic> none;
        csv_reader reader{csv, {}, none};
        std::vector<csv_field> cells;
        while (reader.next(cells)) {
            const csv_field& first = cells.front();
            all_.push_back(first.is_as_written()
                               ? first.text()
                               : std::string_view{unquoted_.emplace_back(first.text())});
        }
        std::ranges::sort(all_);
    }
    [[nodiscard]] bool contains(std::string_view text) const {
        return std::ranges::binary_search(all_, text);
    }

  private:
    std::deque<std::string> unquoted_;
    std::vector<std::string_view> all_;
};

/// The code of the level of places that stand by themselves.
std::string level_by_itself(const codebook& book) {
    const level_id lowest{book.levels.size() - 1};
    return book[book.find_level("county").value_or(lowest)].name.code;
}

/// A text that came in with a report.
struct brought_document {
    std::int64_t number = 0;  ///< of the submission
    std::int64_t place = 0;   ///< the id of the report's place
    std::string office;
    std::int64_t id = 0;  ///< of the document
};

/// The texts of a kind that came in, by number. Withdrawing a report takes back the register and
/// the answers that came with it; others were read with its codebook and places, which stay. A
/// revision that comes without such a text takes none back: it was read with that of the one
/// before.
std::vector<brought_document> brought_documents(open_tracker& of,
                                                document_kind which,
                                                std::int64_t until) {
    const std::string column = std::string{"e."} + name_of(which);
    const bool stays = which == document_kind::codebook || which == document_kind::places;
    const std::string unless_withdrawn =
        "AND NOT EXISTS (SELECT 1 FROM entry w WHERE w.kind = 'withdrawal' AND w.place = e.place "
        "AND w.last_day = e.last_day AND w.first_day = e.first_day AND w.office = e.office AND "
        "w.number > e.number AND w.number <= ?1) ";
    statement rows{of.data(),
                   "SELECT e.number, e.place, e.office, " + column + " FROM entry e WHERE " +
                       column + " IS NOT NULL AND e.number <= ?1 " +
                       (stays ? "" : unless_withdrawn) + "ORDER BY e.number"};
    rows.bind(1, until);
    std::vector<brought_document> made;
    while (rows.next()) {
        made.push_back({rows.number(0), rows.number(1), std::string{rows.text(2)}, rows.number(3)});
    }
    return made;
}

/// The ids of a kind of document as offices last gave it: of each place and office one, in the
/// order of coming in.
std::vector<std::int64_t> last_documents(open_tracker& of,
                                         document_kind which,
                                         std::int64_t until) {
    std::map<std::pair<std::int64_t, std::string>, std::int64_t> last;  // the number, by whose
    const std::vector<brought_document> brought = brought_documents(of, which, until);
    for (const brought_document& each : brought) {
        last[{each.place, each.office}] = each.number;
    }
    std::vector<std::int64_t> ids;
    for (auto each = brought.rbegin(); each != brought.rend(); ++each) {
        const bool is_last = last.at({each->place, each->office}) == each->number;
        if (is_last && std::ranges::find(ids, each->id) == ids.end()) ids.push_back(each->id);
    }
    std::ranges::reverse(ids);
    return ids;
}

std::optional<std::string> merged_text(open_tracker& of, document_kind which, std::int64_t until) {
    const std::vector<std::int64_t> ids = last_documents(of, which, until);
    if (ids.empty()) return std::nullopt;
    if (ids.size() == 1) return of.document(ids.front());
    std::vector<std::string> texts;
    for (const std::int64_t id : ids) {
        texts.push_back(of.document(id));
    }
    return merged(texts);
}

[[noreturn]] void throw_damaged(open_tracker& of, const std::vector<diagnostic>& problems) {
    const std::string what = problems.empty() ? "" : to_string(problems.front(), language::en);
    throw error{
        error_code::damaged_tracker,
        of.data().name(),
        {"is damaged: what it holds cannot be read any more (" + what + "); go back to a backup",
         "已损坏：其内容无法再读取（" + what + "）；请改用备份"}};
}

}  // namespace

std::vector<stored_entry> effective_entries(open_tracker& of,
                                            std::int64_t until,
                                            const std::optional<period>& days) {
    // With max(), SQLite takes the other columns from the row that has it; in the order of the
    // index it need not sort.
    statement rows{of.data(),
                   "SELECT max(number), kind FROM entry WHERE number <= ?1 AND kind IN "
                   "('submission', 'withdrawal') GROUP BY place, last_day, first_day, office"};
    rows.bind(1, until);
    std::set<std::int64_t> wanted;
    while (rows.next()) {
        if (rows.text(1) == "submission") wanted.insert(rows.number(0));
    }
    std::vector<stored_entry> made;
    if (wanted.empty()) return made;
    for (stored_entry& each : of.entries(*wanted.begin(), *wanted.rbegin(), days)) {
        if (wanted.contains(each.told.number)) made.push_back(std::move(each));
    }
    return made;
}

std::optional<std::string> lacking_in(const codebook& book, open_tracker& of, std::int64_t until) {
    statement rows{of.data(),
                   "SELECT DISTINCT indicator, items FROM slot WHERE since <= ?1 "
                   "ORDER BY indicator, items"};
    rows.bind(1, until);
    while (rows.next()) {
        if (book.find_indicator(rows.text(0)) && items_of(rows.text(1), book)) continue;
        std::string what{rows.text(0)};
        if (!rows.text(1).empty()) what += " (" + std::string{rows.text(1)} + ")";
        return what;
    }
    return std::nullopt;
}

namespace {

/// A figure that is stored and that a codebook cannot read, in words; no value where it reads all.
std::optional<std::string> unreadable_by(const codebook& book, open_tracker& of) {
    statement rows{of.data(),
                   "SELECT DISTINCT s.indicator, w.text FROM worded_figure w JOIN figure f ON "
                   "f.id = w.figure JOIN slot s ON s.id = f.slot WHERE w.state = 'reported'"};
    while (rows.next()) {
        const auto which = book.find_indicator(rows.text(0));
        if (!which) continue;
        const value_reader reader{book, book[*which], reading_convention{}};
        const std::string text{rows.text(1)};
        const auto read = reader.read(text, {});
        const auto* const said = std::get_if<cell_value>(&read);
        if (said == nullptr || !said->written) return std::string{rows.text(0)} + " " + text;
    }
    return std::nullopt;
}

[[noreturn]] void throw_lacking(const std::string& what) {
    throw error{error_code::unknown_code,
                "codebook.toml",
                {"lacks " + what +
                     ", of which the tracker has figures: expected a codebook that adds to the "
                     "one before",
                 "缺少" + what + "，而台账中已有其数值：新指标目录应在原有基础上增补"}};
}

/// Whether a submission was read with all that is known of places after it: it brought the only
/// table of them, and what is the common codebook now, and figures are of no others.
bool was_read_with_all_places(const stored_entry& made,
                              const places& own,
                              const std::optional<std::string>& common_codebook,
                              open_tracker& of) {
    const auto& codebook = made.document(document_kind::codebook);
    const auto& table = made.document(document_kind::places);
    const std::int64_t until = made.told.number;
    if (!table || last_documents(of, document_kind::places, until) != std::vector{*table} ||
        (codebook && common_codebook != of.document(*codebook))) {
        return false;
    }
    statement rows{of.data(), "SELECT code FROM place WHERE since <= ?1 AND code != ''"};
    rows.bind(1, until);
    while (rows.next()) {
        if (!own.find(rows.text(0))) return false;
    }
    return true;
}

}  // namespace

void expect_has_all(const codebook& book, open_tracker& of, std::int64_t until) {
    if (const auto lacking = lacking_in(book, of, until)) throw_lacking(*lacking);
}

void expect_all_is_readable(open_tracker& of,
                            const stored_entry& made,
                            const codebook& own_codebook,
                            const places& own_places) {
    const std::int64_t until = made.told.number;
    const std::optional<std::string> text = codebook_text(of, until);
    const auto common = read_codebook_of(of, text);
    std::optional<std::string> lacking = lacking_in(*common, of, until);
    if (lacking && made.document(document_kind::codebook) && made.told.figures > 0) {
        lacking = lacking_in(own_codebook, of, until).value_or(*lacking);
    }
    if (lacking) throw_lacking(*lacking);
    if (const auto unread = unreadable_by(*common, of)) {
        throw error{
            error_code::outside_domain,
            "codebook.toml",
            {"does not read \"" + *unread +
                 "\", which the tracker has: expected the indicator to be counted as before",
             "无法读取台账中已有的“" + *unread + "”：该指标的计数方式应与原来一致"}};
    }
    const auto units = register_text(of, document_kind::units, until);
    // Reading a nation's places takes time and memory: not once more what was read just so.
    if (!units && was_read_with_all_places(made, own_places, text, of)) return;
    const auto rows = places_text(of, until);
    std::vector<diagnostic> problems;
    places_reading read =
        read_places(rows.value_or(places_heading), "places.csv", *common, problems);
    if (!problems.empty()) {
        const diagnostic& first = problems.front();
        throw error{error_code::outside_domain,
                    "places.csv",
                    {"does not agree with the places that the tracker has: " +
                         to_string(first, language::en),
                     "与台账中的地区不一致：" + to_string(first, language::zh)}};
    }
    if (!units) return;
    const auto designations = register_text(of, document_kind::designations, until);
    static_cast<void>(read_register(common,
                                    std::make_shared<const places>(std::move(read.where)),
                                    *units,
                                    designations,
                                    problems));
    if (problems.empty()) return;
    const diagnostic& first = problems.front();
    throw error{error_code::outside_domain,
                first.file,
                {"the register that the tracker has could not be read any more: " +
                     to_string(first, language::en) +
                     "; expected a codebook and places that have all that it speaks of",
                 "台账中的名录将无法读取：" + to_string(first, language::zh) +
                     "；指标目录和地区表应包含名录所涉的全部内容"}};
}

std::set<std::string> places_with_registers(open_tracker& of, std::int64_t until) {
    std::set<std::string> made;
    for (const brought_document& each : brought_documents(of, document_kind::units, until)) {
        made.insert(of.place_code(each.place));
    }
    return made;
}

unit_register read_register(const std::shared_ptr<const codebook>& book,
                            const std::shared_ptr<const places>& where,
                            std::string_view units,
                            const std::optional<std::string>& designations,
                            std::vector<diagnostic>& problems) {
    unit_register made{book, where};
    register_reader reader{made, problems};
    reader.read_units(units, "units.csv");
    if (designations) reader.read_designations(*designations, "designations.csv");
    made.settle("units.csv", "designations.csv", problems);
    return made;
}

std::int64_t last_brought(open_tracker& of, document_kind which, std::int64_t until) {
    const std::vector<brought_document> brought = brought_documents(of, which, until);
    return brought.empty() ? 0 : brought.back().number;
}

std::optional<std::string> codebook_text(open_tracker& of, std::int64_t until) {
    statement rows{of.data(),
                   "SELECT d.text FROM entry e JOIN document d ON d.id = e.codebook "
                   "WHERE e.number <= ?1 GROUP BY d.id ORDER BY max(e.number) DESC"};
    rows.bind(1, until);
    while (rows.next()) {
        std::string text{rows.text(0)};
        const auto read = of.codebook_of(text);
        if (read && !lacking_in(*read, of, until)) return text;
    }
    return std::nullopt;
}

std::optional<std::string> told_places_text(open_tracker& of, std::int64_t until) {
    return merged_text(of, document_kind::places, until);
}

std::optional<std::string> places_text(open_tracker& of, std::int64_t until) {
    std::optional<std::string> text = told_places_text(of, until);
    const first_cells told{text ? std::string_view{*text} : std::string_view{}};
    std::string others;
    std::string level;
    statement rows{of.data(),
                   "SELECT code FROM place WHERE since <= ?1 AND code != '' ORDER BY id"};
    rows.bind(1, until);
    while (rows.next()) {
        const std::string code{rows.text(0)};
        if (told.contains(code)) continue;
        if (level.empty()) level = level_by_itself(*read_codebook_of(of, codebook_text(of, until)));
        others += csv_row({code, code, level, "", "", ""});
    }
    if (others.empty()) return text;
    return text.value_or(places_heading) + others;
}

places_above::places_above(open_tracker& of, std::int64_t until) {
    statement rows{of.data(),
                   "SELECT text FROM document WHERE kind = 'places' AND since <= ?1 ORDER BY id"};
    rows.bind(1, until);
    while (rows.next()) {
        std::vector<diagnostic> none;
        csv_reader reader{rows.text(0), {}, none};
        std::vector<csv_field> cells;
        // As written_places has it.
        constexpr std::size_t parent = 3;
        while (reader.next(cells)) {
            if (cells.size() > parent) add(cells.front().text(), cells[parent].text());
        }
    }
}

void places_above::add(std::string_view code, std::string_view parent) {
    if (parent.empty()) return;
    std::string own{code};
    const auto [begin, end] = parents_.equal_range(own);
    if (std::any_of(begin, end, [&](const auto& each) { return each.second == parent; })) return;
    if (begin != end) moved_.insert(own);
    parents_.emplace(std::move(own), std::string{parent});
}

std::vector<std::string> places_above::of(const std::string& code) const {
    std::vector<std::string> above{code};
    std::unordered_set<std::string> seen{code};
    for (std::size_t i = 0; i < above.size(); ++i) {
        const auto [begin, end] = parents_.equal_range(above[i]);
        for (auto each = begin; each != end; ++each) {
            if (seen.insert(each->second).second) above.push_back(each->second);
        }
    }
    if (seen.insert("").second) above.emplace_back();
    return above;
}

std::optional<std::string> register_text(open_tracker& of,
                                         document_kind which,
                                         std::int64_t until) {
    return merged_text(of, which, until);
}

std::shared_ptr<const codebook> read_codebook_of(open_tracker& of,
                                                 const std::optional<std::string>& text) {
    if (!text) return ethnic_unity();
    if (auto read = of.codebook_of(*text)) return read;
    std::vector<diagnostic> problems;
    static_cast<void>(read_codebook(*text, "codebook.toml", problems));
    throw_damaged(of, problems);
}

std::shared_ptr<const places> read_places_of(open_tracker& of,
                                             const std::optional<std::string>& text,
                                             const codebook& book) {
    if (!text) return std::make_shared<const places>();
    std::vector<diagnostic> problems;
    places_reading read = read_places(*text, "places.csv", book, problems);
    if (!problems.empty()) throw_damaged(of, problems);
    return std::make_shared<const places>(std::move(read.where));
}

std::vector<finding_explanation> answers_known(open_tracker& of, std::int64_t until) {
    std::vector<finding_explanation> made;
    for (const brought_document& each : brought_documents(of, document_kind::explanations, until)) {
        std::vector<diagnostic> none;
        auto read = read_explanations(of.document(each.id), "explanations.csv", none).explanations;
        std::ranges::move(read, std::back_inserter(made));
    }
    // An answer to what is found in a report is about the figures that were found there; to what
    // is found between reports, about those that it was given to.
    statement answers{of.data(),
                      "SELECT e.answers, e.by_office, e.recorded_at, e.note, e.content, f.figures "
                      "FROM entry e LEFT JOIN finding f ON f.entry = e.about AND f.key = e.answers "
                      "WHERE e.kind = 'answer' AND e.number <= ?1 ORDER BY e.number"};
    answers.bind(1, until);
    while (answers.next()) {
        finding_explanation& each = made.emplace_back();
        each.key = answers.text(0);
        each.office = answers.text(1);
        each.date = day_of_recording(ledger_time{std::chrono::microseconds{answers.number(2)}});
        each.text = answers.text(3);
        const std::span<const unsigned char> given_to = answers.bytes(4);
        if (!given_to.empty()) {
            each.figures = std::string{given_to.begin(), given_to.end()};
        } else if (!answers.is_nothing(5)) {
            each.figures = std::string{answers.text(5)};
        }
    }
    return made;
}

std::optional<std::string> answers_text(open_tracker& of, std::int64_t until) {
    const std::vector<finding_explanation> answers = answers_known(of, until);
    return answers.empty() ? std::nullopt : std::optional{written_explanations(answers)};
}

std::string written_places(const places& where, const codebook& book) {
    std::string text = places_heading;
    // A nation's places: as long as the text will be, but for quotes and days, and not twice that.
    std::size_t length = text.size();
    for (const place_row_view& row : where.rows()) {
        constexpr std::size_t commas_and_end = 6;
        length += row.code.size() + row.name.size() + book[row.level].name.code.size() +
                  row.parent.size() + commas_and_end;
    }
    text.reserve(length);
    for (const place_row_view& row : where.rows()) {
        text += csv_row({std::string{row.code},
                         std::string{row.name},
                         book[row.level].name.code,
                         std::string{row.parent},
                         day_or_blank(row.valid_from),
                         day_or_blank(row.valid_to)});
    }
    return text;
}

std::string written_units(const unit_register& units) {
    std::string text = "code,name,category,place,joined,left\n";
    if (!units.category()) return text;
    const breakdown& category = units.book()[*units.category()];
    for (const unit_stay& stay : units.stays()) {
        text += csv_row({units.code(stay.unit),
                         units.name(stay.unit),
                         category.items[stay.category].name.code,
                         std::string{units.where().code(stay.place)},
                         day_or_blank(stay.joined),
                         day_or_blank(stay.left)});
    }
    return text;
}

std::string written_designations(const unit_register& units) {
    std::string text = "unit,tier,named_on,valid_years,revoked_on,document\n";
    if (!units.tier()) return text;
    const breakdown& tier = units.book()[*units.tier()];
    for (const designation& title : units.designations()) {
        std::string years;
        if (title.expires_on) {
            // Years of validity are whole, so that they are found again.
            for (int each = 1; years.empty() && each < 10'000; ++each) {
                if (end_of_term(title.named_on, each) == *title.expires_on) {
                    years = std::to_string(each);
                }
            }
        }
        text += csv_row({units.code(title.unit),
                         tier.items[title.tier].name.code,
                         to_string(title.named_on),
                         years,
                         day_or_blank(title.revoked_on),
                         units.document(title.document)});
    }
    return text;
}

}  // namespace crossfoot::detail
