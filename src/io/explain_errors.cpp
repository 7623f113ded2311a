#include "explanations.hpp"

#include <array>

namespace crossfoot::detail {

namespace {

constexpr code_family of_errors = code_family::error;

constexpr std::array<explanation, 16> table{{
    {"divided_by_zero",
     of_errors,
     {"A rate was asked for whose total is zero. There is none.",
      "所求比率的总数为零，比率不存在。"},
     "$ crossfoot rate 3 0",
     {"Check the total; where it really is zero, report no rate.",
      "核对总数；总数确为零的，不报比率。"}},
    {"unknown_code",
     of_errors,
     {"A place, indicator, breakdown, item or level was named that the codebook or the places do "
      "not "
      "have.",
      "所指的地区、指标、分组、分组项或层级，在指标目录或地区表中不存在。"},
     "$ crossfoot check report --indicator modle_units",
     {"See `crossfoot list indicators` and `crossfoot list places PATH` for the codes there are.",
      "可用 `crossfoot list indicators` 与 `crossfoot list places 路径` 查看现有代码。"}},
    {"not_a_period",
     of_errors,
     {"A text names no reporting period.", "文字不是报告期。"},
     "990101,2016-13,talks,82",
     {"Write a year, half, quarter, month, day or range of months: 2016, 2016-H1, 2016-Q1, "
      "2016-12, "
      "2016-12-31, 2015-11/2016-04.",
      "请写年、半年、季、月、日或月份区间：2016、2016-H1、2016-Q1、2016-12、2016-12-31、2015-11/"
      "2016-04。"}},
    {"not_reported",
     of_errors,
     {"A figure was asked for at a cell where nobody reported one.", "所求的数值无人上报。"},
     "county.total(\"talks\")",
     {"Ask with `find`, which gives nothing where nothing was reported, or report the figure.",
      "改用 `find`（未上报时不返回数值），或补报该数。"}},
    {"invalid_input",
     of_errors,
     {"A file or folder could not be read as a report; its diagnostics say where and why.",
      "文件或文件夹不能作为报表读取；诊断信息说明位置与原因。"},
     "$ crossfoot check report",
     {"Correct what the diagnostics list, or judge the rest with `--keep-going`.",
      "按诊断信息更正，或用 `--keep-going` 先核对其余部分。"}},
    {"outside_domain",
     of_errors,
     {"A figure was given that its indicator cannot have, such as half a unit.",
      "所给数值超出其指标可取的范围，例如半个单位。"},
     "tiers.set(tier::county, \"149.5\")",
     {"Give a whole number from 0 up for a count, and 0% to 100% for a share.",
      "计数请给非负整数，占比请给 0% 至 100%。"}},
    {"duplicate_cell",
     of_errors,
     {"The same cell was given twice by one source.", "同一来源对同一数值填报了两次。"},
     "990101,2016,talks,82\n990101,2016,talks,84",
     {"Delete one of the two; if they come from different documents, say so in the column "
      "`source`.",
      "删去其一；若出自不同文件，请在 `source`（来源）列注明。"}},
    {"file_unreadable",
     of_errors,
     {"The machine refused to read a file or folder: it is not there, or may not be read.",
      "无法读取文件或文件夹：不存在或没有权限。"},
     "$ crossfoot check reprot",
     {"Check the path and its permissions.", "检查路径与权限。"}},
    {"file_unwritable",
     of_errors,
     {"The machine refused to write: the disk is full, a pipe was closed, the file is there "
      "already or "
      "may not be written.",
      "无法写入：磁盘已满、管道已关闭、文件已存在或没有权限。"},
     "$ crossfoot check report > /dev/full",
     {"Make room, or choose another place.", "清理空间，或换一个位置。"}},
    {"too_large",
     of_errors,
     {"There are more places, series or observations than a dataset can hold.",
      "地区、指标序列或数值的数量超出数据集的容量。"},
     "more than 4,294,967,294 observations in one dataset",
     {"Check the parts one at a time, for instance by year; sort the rows of large figures "
      "files by the last day of their period, the earliest first, so that they can be checked "
      "one period after the other (in at most 64 files).",
      "分批核对，例如按年度；大的数值文件请按报告期末日先后排序（文件不超过64个），"
      "以便逐期核对。"}},
    {"interrupted",
     of_errors,
     {"Somebody asked a long check to stop, with Ctrl-C for instance.",
      "有人要求停止耗时较长的核对，例如按了 Ctrl-C。"},
     "$ crossfoot check nation",
     {"Start it again: nothing was changed.", "重新运行即可：没有任何改动。"}},
    {"not_a_tracker",
     of_errors,
     {"A file was named as a tracker that is none.", "所指文件不是台账。"},
     "$ crossfoot track status places.csv",
     {"Name a file that `crossfoot track init` made.",
      "请指定由 `crossfoot track init` 建立的文件。"}},
    {"newer_tracker",
     of_errors,
     {"A tracker was made by a newer crossfoot, which keeps things that this one does not know.",
      "台账由更新版本的crossfoot建立，含有本程序不认识的内容。"},
     "$ crossfoot track status office.db",
     {"Use the newer program; the file was not changed.", "请改用新版程序；文件未作更改。"}},
    {"damaged_tracker",
     of_errors,
     {"A tracker is not whole: bytes of it were lost or overwritten outside crossfoot.",
      "台账不完整：部分内容在crossfoot之外丢失或被覆盖。"},
     "$ crossfoot track verify office.db",
     {"Go back to a backup (`crossfoot track backup`), and look after the disk.",
      "请改用备份（`crossfoot track backup`），并检查磁盘。"}},
    {"tracker_refused",
     of_errors,
     {"The machine refused to read or write a tracker, or another program holds it for more than "
      "a minute. The file is as it was.",
      "系统拒绝读写台账，或其他程序占用超过一分钟。文件保持原样。"},
     "$ crossfoot track submit /mnt/full/office.db report --by \"county office\"",
     {"Make room, see to the permissions of the file and its folder, or try again.",
      "请清理空间、检查文件及其文件夹的权限，或稍后重试。"}},
    {"report_locked",
     of_errors,
     {"A report is in a state that does not admit what was asked: it is approved and locked, or "
      "not in.",
      "报表的状态不允许所要求的操作：已审核锁定，或不在库。"},
     "$ crossfoot track return office.db 12 --by \"prefecture office\"",
     {"Reopen an approved report first, with a reason (`crossfoot track reopen`).",
      "已审核的报表应先说明理由予以解锁（`crossfoot track reopen`）。"}},
}};

}  // namespace

std::span<const explanation> error_explanations() {
    return table;
}

}  // namespace crossfoot::detail
