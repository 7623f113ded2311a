#include <crossfoot/number/error.hpp>
#include <crossfoot/store/tracker.hpp>

#include "judging.hpp"
#include "open_tracker.hpp"
#include "schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string>

namespace crossfoot {

namespace {

using detail::open_tracker;
using detail::stored_entry;
using detail::transaction;

/// Looks through a tracker for what is not as it was.
class verifier {
  public:
    verifier(open_tracker& of,
             std::string_view expected,
             const std::function<void(std::size_t, std::size_t)>& on_progress)
        : of_{of}, expected_{expected}, on_progress_{on_progress} {}

    verification run() {
        look_at_pages();
        look_at_tables();
        look_at_references();
        look_at_strays();
        look_at_order();
        look_at_documents();
        look_at_chain();
        if (!expected_.empty() && !found_.expected_at) {
            found_.problems.push_back(
                {"the digest that was asked for is that of no entry: the ledger is another one, or "
                 "was altered before it",
                 "所给校验码不是任何记录的校验码：台账不是同一份，或此前已被改动"});
        }
        return std::move(found_);
    }

  private:
    void look_at_pages();
    void look_at_tables();
    void look_at_references();
    void look_at_strays();
    void look_at_order();
    void look_at_documents();
    void look_at_chain();
    void look_at_entry(const stored_entry& each, std::span<const unsigned char> before);
    void look_at_figures_range();
    void look_at_findings(const stored_entry& of);
    void note_altered(std::int64_t number, bilingual what) {
        if (!found_.altered || number < *found_.altered) found_.altered = number;
        found_.problems.push_back(std::move(what));
    }

    open_tracker& of_;
    std::string_view expected_;
    const std::function<void(std::size_t, std::size_t)>& on_progress_;
    verification found_;
    std::int64_t next_figure_ = 1;
};

void verifier::look_at_pages() {
    detail::statement asked{of_.data(), "PRAGMA integrity_check(10)"};
    while (asked.next()) {
        if (asked.text(0) == "ok") continue;
        const std::string what{asked.text(0)};
        found_.problems.push_back({"the file is not whole: " + what, "文件不完整：" + what});
    }
}

void verifier::look_at_references() {
    detail::statement asked{of_.data(), "PRAGMA foreign_key_check"};
    while (asked.next()) {
        const std::string what = fmt::format("{} {}", asked.text(0), asked.number(1));
        found_.problems.push_back(
            {"a row refers to what is not there: " + what, "有记录所引用的内容不存在：" + what});
    }
}

void verifier::look_at_tables() {
    if (detail::has_our_tables(of_.data())) return;
    found_.problems.push_back({"its tables and triggers are not those that a tracker is made with",
                               "其数据表和触发器与台账应有的不一致"});
}

/// What no digest covers, since nothing that was recorded has it.
void verifier::look_at_strays() {
    const std::int64_t words = of_.data().number(
        "SELECT count(*) FROM worded_figure w JOIN figure f ON f.id = w.figure "
        "WHERE f.value IS NOT NULL");
    if (words > 0) {
        found_.problems.push_back(
            {fmt::format("{} whole numbers have words beside them that nobody reported", words),
             fmt::format("{}个整数数值另附有未经上报的文字", words)});
    }
    for (const char* const table : {"finding", "filed", "judgement"}) {
        const std::int64_t rows = of_.data().number(
            fmt::format("SELECT count(*) FROM {} WHERE entry NOT IN (SELECT number FROM entry "
                        "WHERE kind = 'submission')",
                        table)
                .c_str());
        if (rows == 0) continue;
        found_.problems.push_back(
            {fmt::format("{} rows of {} are of no submission", rows, table),
             fmt::format("数据表{1}中有{0}行不属于任何一次上报", rows, table)});
    }
}

/// The rows that came with an entry stand together, in the order of the entries: so they are found.
void verifier::look_at_order() {
    for (const char* const table : {"document", "place", "slot"}) {
        detail::statement rows{
            of_.data(),
            fmt::format("SELECT t.id, t.since, e.kind FROM {} t LEFT JOIN entry e ON e.number = "
                        "t.since ORDER BY t.id",
                        table)};
        std::int64_t next = 1;
        std::int64_t before = 1;
        while (rows.next()) {
            const bool is_in_order =
                rows.number(0) == next && rows.number(1) >= before && rows.text(2) == "submission";
            if (!is_in_order) {
                const std::int64_t id = rows.number(0);
                found_.problems.push_back(
                    {fmt::format(
                         "row {} of {} came with no submission, or out of its order", id, table),
                     fmt::format("数据表{1}第{0}行不属于任何一次上报，或次序不符", id, table)});
                break;
            }
            before = rows.number(1);
            ++next;
        }
    }
}

/// By its digest a text is found again when it comes in once more.
void verifier::look_at_documents() {
    detail::statement asked{of_.data(), "SELECT since, digest, text FROM document ORDER BY id"};
    while (asked.next()) {
        detail::hasher over;
        over.add(asked.text(2));
        if (std::ranges::equal(over.finish(), asked.bytes(1))) continue;
        const std::int64_t number = asked.number(0);
        note_altered(number,
                     {fmt::format("entry {}: a text that came with it has another digest", number),
                      fmt::format("记录{}：随附文本与其校验码不符", number)});
    }
}

void verifier::look_at_findings(const stored_entry& of) {
    const std::int64_t number = of.told.number;
    const detail::judged_again now = detail::judgement_of(of_, of);
    const std::vector<detail::kept_finding> kept = detail::kept_findings(of_, number);
    const auto judgement = detail::judgement_kept(of_, number);
    if (!judgement || judgement->reach != now.reach) {
        note_altered(
            number,
            {fmt::format("entry {}: the days of its figures are not those that are kept", number),
             fmt::format("记录{}：所存数值起止日期与其数值不符", number)});
    }
    const bool is_same_judgement =
        now.findings == kept && now.filed == detail::kept_filed(of_, number);
    if (!is_same_judgement && judgement && judgement->program != detail::this_program()) {
        // Another version may see the same figures in another way; or somebody says so who altered
        // what was found.
        ++found_.judged_otherwise;
        note_altered(
            number,
            {fmt::format("entry {}: was judged by crossfoot {}, and is judged otherwise by {}: "
                         "verify it with that version",
                         number,
                         judgement->program,
                         detail::this_program()),
             fmt::format("记录{}：由crossfoot {}核对，{}的核对结果与之不同：请用该版本再行核验",
                         number,
                         judgement->program,
                         detail::this_program())});
        return;
    }
    if (now.findings != kept) {
        note_altered(
            number,
            {fmt::format("entry {}: its findings are not those that its figures have", number),
             fmt::format("记录{}：所存核对结果与其数值不符", number)});
    }
    if (now.filed != detail::kept_filed(of_, number)) {
        note_altered(number,
                     {fmt::format("entry {}: what it files is not what its figures are", number),
                      fmt::format("记录{}：所存上报情况与其数值不符", number)});
    }
}

void verifier::look_at_entry(const stored_entry& each, std::span<const unsigned char> before) {
    const std::int64_t number = each.told.number;
    try {
        const detail::digest wanted = of_.digest_of(each, before, of_.digest_of_figures(each));
        if (std::ranges::equal(wanted, each.digest)) {
            if (each.told.kind == entry_kind::submission) look_at_findings(each);
            return;
        }
        note_altered(number,
                     {fmt::format("entry {} was altered: its digest is {}, expected {}",
                                  number,
                                  each.told.digest,
                                  detail::to_hex(wanted)),
                      fmt::format("记录{}已被改动：其校验码为{}，应为{}",
                                  number,
                                  each.told.digest,
                                  detail::to_hex(wanted))});
    } catch (const error& problem) {
        // What cannot be read any more was altered too.
        note_altered(number,
                     {fmt::format("entry {}: {}", number, problem.message().en),
                      fmt::format("记录{}：{}", number, problem.message().zh)});
    }
}

void verifier::look_at_chain() {
    const std::int64_t last = of_.last_number();
    std::vector<unsigned char> before;
    std::int64_t next = 1;
    for (const stored_entry& each : of_.entries(std::numeric_limits<std::int64_t>::min(),
                                                std::numeric_limits<std::int64_t>::max())) {
        const std::int64_t number = each.told.number;
        ++found_.entries;
        if (on_progress_) on_progress_(found_.entries, static_cast<std::size_t>(last));
        if (number != next) {
            note_altered(
                std::min(number, next),
                {fmt::format("entry {} is not there", next), fmt::format("缺少记录{}", next)});
        }
        next = number + 1;
        const auto figures = static_cast<std::int64_t>(each.told.figures);
        if (each.told.kind == entry_kind::submission) {
            if (each.first_figure != next_figure_) {
                note_altered(
                    number,
                    {fmt::format("entry {}: its figures do not follow those before", number),
                     fmt::format("记录{}：其数值与前一记录不衔接", number)});
            }
            next_figure_ = each.first_figure + figures;
        }
        look_at_entry(each, before);
        if (!expected_.empty() && each.told.digest == expected_) {
            found_.expected_at = number;
        }
        before = each.digest;
        found_.head = each.told.digest;
    }
    look_at_figures_range();
}

void verifier::look_at_figures_range() {
    const std::int64_t all = of_.data().number("SELECT count(*) FROM figure");
    const std::int64_t greatest = of_.data().number("SELECT max(id) FROM figure");
    if (all == greatest && greatest == next_figure_ - 1) return;
    found_.problems.push_back(
        {fmt::format("there are {} figures, expected the {} of the entries", all, next_figure_ - 1),
         fmt::format("共有{}个数值，应为各记录所含的{}个", all, next_figure_ - 1)});
}

}  // namespace

verification tracker::verify(
    std::string_view expected,
    const std::function<void(std::size_t done, std::size_t all)>& on_progress) const {
    // As somebody may have written it down.
    std::string digest{expected};
    std::ranges::transform(digest, digest.begin(), [](char each) {
        return each >= 'A' && each <= 'F' ? static_cast<char>(each - 'A' + 'a') : each;
    });
    constexpr std::size_t letters = 64;
    const bool is_digest = digest.size() == letters &&
                           digest.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!digest.empty() && !is_digest) {
        throw error{
            error_code::outside_domain,
            std::string{expected},
            {"is no digest: expected 64 hexadecimal letters", "不是校验码：应为64位十六进制字符"}};
    }
    transaction seen{is_->data(), transaction::kind::reading};
    return verifier{*is_, digest, on_progress}.run();
}

}  // namespace crossfoot
