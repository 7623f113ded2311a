#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/model/dataset.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {

/// A finding of a dataset that is being written.
struct live_finding {
    finding what;                             ///< `follows_from` is not set: see below
    std::string key;                          ///< as `key_of` has it
    std::optional<std::string> follows_from;  ///< the key of the finding that explains it
};

/// What setting or clearing one cell did to the findings.
struct finding_changes {
    std::vector<live_finding> appeared;  ///< those that were not there before
    std::vector<live_finding> changed;   ///< those that say something else than before
    std::vector<live_finding> resolved;  ///< those that are gone, as they were

    /// Whether nothing is different.
    [[nodiscard]] bool is_empty() const noexcept {
        return appeared.empty() && changed.empty() && resolved.empty();
    }
};

/// Checks a dataset while somebody types: one cell is set or cleared, and what that does to the
/// findings is said, in time in proportion to the rules that touch the cell and the failing
/// findings that hang together with it.
///
/// Its findings are at all times those of `check(data())`, without the register. Only a figure
/// before all others of its indicator (or taking that one away) has everything judged anew, since
/// rules over time begin where figures begin; so does an obligation whose periods change.
///
///     live_check live{std::move(data)};
///     live.set(where, *read_figure("194").value).appeared   // what this figure breaks
class live_check {
  public:
    /// Judges everything once; costs about twice as much as `check`.
    explicit live_check(dataset data);
    ~live_check();
    /// Takes over what the other one knows; that one can only be assigned to.
    live_check(live_check&&) noexcept;
    /// Likewise.
    live_check& operator=(live_check&&) noexcept;
    live_check(const live_check&) = delete;
    live_check& operator=(const live_check&) = delete;

    /// Puts a figure at a cell, in the place of the one of that source, if there is one.
    finding_changes set(const cell& where, figure value, std::string_view source = {});
    /// Puts a status at a cell; expects another one than reported.
    finding_changes set(const cell& where,
                        status state,
                        std::string text = {},
                        std::string_view source = {});
    /// Takes what a source says at a cell away.
    finding_changes clear(const cell& where, std::string_view source = {});

    /// The figures as they are now.
    [[nodiscard]] const dataset& data() const noexcept;
    /// The rules; findings name one by its position.
    [[nodiscard]] const std::vector<rule>& rules() const noexcept;
    /// All findings, those that hold too, in the order of a check.
    [[nodiscard]] std::vector<live_finding> findings() const;
    /// The counts of all this.
    [[nodiscard]] check_summary summary() const;

  private:
    class worker;
    std::unique_ptr<worker> worker_;
};

}  // namespace crossfoot
