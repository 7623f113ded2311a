#include <crossfoot/io/filings_file.hpp>

#include "known_table.hpp"
#include "text_tools.hpp"

#include <algorithm>
#include <array>

namespace crossfoot {

namespace {

enum column : std::size_t { place, when, received, office, due };
constexpr std::size_t column_count = 5;
constexpr std::size_t most_places_searched = 5000;

const detail::table_columns& columns() {
    static const std::array<detail::known_column, column_count> known{
        {{"place", {"地区", "地区代码", "填报地区"}},
         {"period", {"报告期", "时期", "期别"}},
         {"received", {"收到日期", "报送日期", "接收日期", "上报日期"}},
         {"office", {"部门", "单位", "填报单位", "填报部门"}},
         {"due", {"应报", "应报代码", "报送任务", "报表"}}}};
    static constexpr std::array<std::size_t, 2> codes{place, due};
    static const detail::table_columns all{known, 3, "place,period,received", codes};
    return all;
}

/// Reads the rows of one file.
class filings_reader {
  public:
    filings_reader(const std::string& file,
                   const codebook& book,
                   const places& known,
                   std::span<const std::string> refused_places,
                   std::vector<diagnostic>& problems)
        : file_{file},
          book_{book},
          places_{known},
          refused_places_{refused_places},
          problems_{problems} {
        for (std::size_t i = 0; i < book.due.size(); ++i) {
            due_.add(book.due[i].name, i);
        }
    }

    std::optional<filing> read(const detail::table_row& row) {
        const std::optional<place_id> at = read_place(row);
        const std::optional<period> of = read_period(row);
        const std::optional<day> on =
            detail::required_day(row,
                                 received,
                                 {"the day on which the report came in (what has not come in has "
                                  "no row)",
                                  "收到报表的日期（尚未收到的不列）"},
                                 file_,
                                 problems_);
        std::optional<std::size_t> under;
        const bool has_due = read_due(row, under);
        if (!at || !of || !on || !has_due) {
            return std::nullopt;
        }
        return filing{*at, *of, *on, std::string{row.text(office)}, under, row.where(place)};
    }

  private:
    void note(const detail::table_row& row,
              column which,
              diagnostic_code code,
              const bilingual& wrong,
              const bilingual& hint) {
        const std::string found = detail::in_quotes(row.text(which));
        problems_.push_back(
            {code,
             file_,
             row.where(which),
             {found + wrong.en + ": " + hint.en, found + wrong.zh + "：" + hint.zh}});
    }

    std::optional<place_id> read_place(const detail::table_row& row) {
        if (!detail::has_text(row, place, {"the code of a place", "地区代码"}, file_, problems_)) {
            return std::nullopt;
        }
        const std::string_view text = row.text(place);
        const std::optional<place_id> found = places_.find_named(text);
        if (found || std::ranges::binary_search(refused_places_, text)) {
            return found;
        }
        std::vector<std::string_view> known;
        if (places_.size() <= most_places_searched) {
            for (std::size_t i = 0; i < places_.size(); ++i) {
                known.emplace_back(places_.code(place_id{i}));
            }
        }
        note(row,
             place,
             diagnostic_code::unknown_place,
             {" is no place", "不是地区"},
             detail::suggestion(
                 text,
                 known,
                 {"the code or name of a place of places.csv", "places.csv中的地区代码或名称"}));
        return std::nullopt;
    }

    std::optional<period> read_period(const detail::table_row& row) {
        if (!detail::has_text(row, when, {"a period", "报告期"}, file_, problems_)) {
            return std::nullopt;
        }
        const std::optional<period> found = period::parse(row.text(when));
        if (!found) {
            note(row,
                 when,
                 diagnostic_code::not_a_period,
                 {" is not a period", "不是报告期"},
                 {"expected one such as 2016, 2016-Q1 or 2016-12", "应如2016、2016-Q1或2016-12"});
        }
        return found;
    }

    bool read_due(const detail::table_row& row, std::optional<std::size_t>& into) {
        const std::string_view text = row.text(due);
        if (text.empty()) {
            return true;
        }
        into = due_.find(text);
        if (into) {
            return true;
        }
        std::vector<std::string_view> known;
        for (const obligation& each : book_.due) {
            known.emplace_back(each.name.code);
        }
        const bilingual otherwise =
            known.empty()
                ? bilingual{"nothing: the codebook has no [[due]]", "留空：指标目录中没有[[due]]"}
                : detail::listed(known);
        note(row,
             due,
             diagnostic_code::codebook_reference,
             {" is no [[due]] of the codebook", "不是指标目录中的[[due]]"},
             detail::suggestion(text, known, otherwise));
        return false;
    }

    const std::string& file_;
    const codebook& book_;
    const places& places_;
    std::span<const std::string> refused_places_;
    std::vector<diagnostic>& problems_;
    name_index due_;
};

}  // namespace

filings_reading read_filings(std::string_view csv,
                             const std::string& file,
                             const codebook& book,
                             const places& where,
                             std::span<const std::string> refused_places,
                             std::vector<diagnostic>& problems) {
    filings_reading made;
    filings_reader reader{file, book, where, refused_places, problems};
    const auto read_row = [&](const detail::table_row& row) {
        if (auto each = reader.read(row)) {
            made.filings.push_back(std::move(*each));
        }
    };
    made.rows = detail::read_known_table(csv, columns(), file, problems, read_row);
    return made;
}

}  // namespace crossfoot
