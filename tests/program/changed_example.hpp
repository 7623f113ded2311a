#pragma once

#include "run.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

/// The example reports with something changed: what a user does who looks what one slip brings
/// about.
namespace program_run {

/// A copy of one of the examples, gone with its object.
class changed_example {
  public:
    /// A folder of examples/, such as "county-2016".
    explicit changed_example(const std::string& example) : name_{example} {
        std::filesystem::copy(std::string{CROSSFOOT_SOURCE_DIR} + "/examples/" + example,
                              path(),
                              std::filesystem::copy_options::recursive);
    }

    /// Replaces the one place in a file where `from` stands.
    changed_example& replace(const std::string& file,
                             const std::string& from,
                             const std::string& to) {
        std::string text = contents(path(file));
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        if (at != std::string::npos) {
            EXPECT_EQ(text.find(from, at + 1), std::string::npos) << from << " is there twice";
            text.replace(at, from.size(), to);
            write(file, text);
        }
        return *this;
    }

    /// Adds lines to the end of a file.
    changed_example& append(const std::string& file, const std::string& lines) {
        return write(file, contents(path(file)) + lines);
    }

    /// Writes a file whole, over one that may be there.
    changed_example& write(const std::string& file, std::string_view text) {
        static_cast<void>(folder_.write(name_ + "/" + file, text));
        return *this;
    }

    changed_example& remove(const std::string& file) {
        EXPECT_TRUE(std::filesystem::remove(path(file))) << file;
        return *this;
    }

    /// Where it stands, or where a file of it does.
    [[nodiscard]] std::string path(const std::string& file = {}) const {
        return folder_.path(file.empty() ? name_ : name_ + "/" + file);
    }

  private:
    scratch folder_;
    std::string name_;
};

/// The county's report with one text replaced by another.
class changed_county : public changed_example {
  public:
    changed_county() : changed_example{"county-2016"} {}
    changed_county(const std::string& from, const std::string& to) : changed_county{} {
        replace("figures.csv", from, to);
    }
};

}  // namespace program_run
